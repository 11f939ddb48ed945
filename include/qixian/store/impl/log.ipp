// The log of an agency: entries with their hashes, the store's own entries, checkpoints.
#pragma once

#include <bit>

#include "qixian/store/impl/state.ipp"

namespace qixian::inline v0 {

namespace detail {

/// A frontier as text: full subtrees, largest first, 64 digits each.
inline std::string frontier_text(merkle_frontier const& tree) {
    std::string out;
    for (auto const& each : tree.full()) {
        out += to_hex(each);
    }
    return out;
}

inline std::optional<hash_value> hash_in(std::string_view hex) {
    hash_value out{};
    if (hex.size() != out.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hex.size(); ++i) {
        char const c = hex[i];
        int const value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (value < 0) {
            return std::nullopt;
        }
        auto& byte = out[i / 2];
        byte = static_cast<unsigned char>(byte * 16 + value);
    }
    return out;
}

inline std::optional<merkle_frontier> frontier_in(std::uint64_t size, std::string_view text) {
    std::vector<hash_value> full;
    for (std::size_t at = 0; at < text.size(); at += 64) {
        auto const each = hash_in(text.substr(at, 64));
        if (!each) {
            return std::nullopt;
        }
        full.push_back(*each);
    }
    if (full.size() != static_cast<std::size_t>(std::popcount(size))) {
        return std::nullopt;
    }
    return merkle_frontier(size, std::move(full));
}

inline std::string checkpoint_hash(stored_checkpoint const& row, std::string_view before,
                                   hash_provider& by) {
    field_bytes bytes;
    bytes.add("qixian/checkpoint/1");
    bytes.add(by.name());
    bytes.add(row.mark.agency);
    bytes.add(row.mark.events);
    bytes.add(to_text(row.mark.day));
    bytes.add(row.mark.made.seconds);
    bytes.add(row.mark.applications);
    bytes.add(row.mark.root);
    bytes.add(row.frontier);
    bytes.add(before);
    return to_hex(by.of(bytes.bytes()));
}

}  // namespace detail

inline void store::state::insert(stored_row& row, std::string_view before) {
    field_bytes bytes;
    detail::put(row, bytes, hash->name(), before);
    row.hash = to_hex(hash->of(bytes.bytes()));
    port->add(row);
}

// --- the agency's own log ---

inline stored_row store::state::own_entry(std::string const& agency, std::string_view what, date on,
                                          instant now, author const& by) {
    stored_row row;
    row.agency = agency;
    row.application = detail::nameless;
    row.content[detail::c_on] = to_text(on);
    row.content[detail::c_event] = what;
    row.recorded_s = now.seconds;
    row.stored_s = now.seconds;
    row.actor = by.actor;
    row.role = by.role;
    row.rules = detail::version_text();
    return row;
}

inline void store::state::append_own(stored_row& row) {
    checkpoint_if_due(row.agency, {row.stored_s});
    auto const at = port->head(row.agency, row.application);
    row.version = place_after(at.version);
    row.position = place_after(port->last_position(row.agency));
    if (row.id.empty()) {
        auto const base = "q" + std::to_string(row.position) + "-" + row.content[detail::c_event];
        row.id = base;
        // A log from another store may have brought this very id along.
        for (int n = 2; port->has_id(row.agency, row.id); ++n) {
            row.id = base + "-" + std::to_string(n);
        }
    }
    insert(row, at.hash);
}

// --- checkpoints ---

inline std::optional<checkpoint_mark> store::state::make_checkpoint(std::string const& agency,
                                                                    instant now) {
    auto const position = port->last_position(agency);
    if (position == 0) {
        return std::nullopt;
    }
    auto const before = port->last_checkpoint(agency);
    if (before && before->mark.events == position) {
        return before->mark;
    }
    merkle_frontier tree;
    if (before) {
        auto resumed =
            detail::frontier_in(static_cast<std::uint64_t>(before->mark.events), before->frontier);
        if (!resumed) {
            throw store_error(code::store_damaged, port->name(), "checkpoint of " + agency);
        }
        tree = std::move(*resumed);
    }
    auto const grow = [&](std::string const& text) {
        auto const leaf = detail::hash_in(text);
        if (!leaf) {
            throw store_error(code::store_damaged, port->name(), "hash of an entry");
        }
        tree.add(*leaf, *hash);
    };
    port->hashes_from(agency, static_cast<std::int64_t>(tree.size()) + 1, std::ref(grow));
    stored_checkpoint row;
    row.mark = {.agency = agency,
                .events = position,
                .applications = port->count_applications(agency),
                .day = legal_day(now),
                .made = now,
                .root = to_hex(tree.root(*hash))};
    row.frontier = detail::frontier_text(tree);
    row.mark.hash = detail::checkpoint_hash(row, before ? before->mark.hash : "", *hash);
    port->add(row);
    return row.mark;
}

inline void store::state::checkpoint_if_due(std::string const& agency, instant now) {
    auto const last = port->last_stored(agency);
    if (last && legal_day({*last}) < legal_day(now)) {
        make_checkpoint(agency, now);
    }
}

}  // namespace qixian::inline v0
