// Copies that can be trusted: made in one durable transaction, then verified.
#pragma once

#include "qixian/store/impl/projection.ipp"
#include "qixian/store/impl/verify.ipp"

namespace qixian::inline v0::detail {

/// What stands at `path`, whatever version made it, opened for reading and verified; throws
/// store_damaged where it is not clean.
inline std::unique_ptr<store::state> verified(std::string const& path, store_options options) {
    options.read_only = true;
    options.may = {};
    auto held = std::make_unique<store::state>(path, std::move(options),
                                               store_database::opening::any_schema);
    auto& kept = *held;
    auto const found = kept.run([&] {
        kept.read_about();
        transaction const look(*kept.port, transaction::how::read);
        return kept.verify({});
    });
    for (auto const& each : found.found) {
        if (each.what != damage_kind::projection) {
            throw store_error(code::store_damaged, path,
                              std::string(code_of(each.what)) + ": " + each.detail);
        }
    }
    return held;
}

inline std::string newest_hash(store_port& of, std::string_view agency) {
    return of.hash_at(agency, of.last_position(agency));
}

/// A verified copy of `kept` at `to`. Throws store_exists.
inline void back_up(store::state& kept, std::string const& to) {
    kept.database->claim(to);
    std::map<std::string, std::string> heads;
    kept.look([&] {
        for (auto const& each : kept.port->agencies()) {
            heads[each] = newest_hash(*kept.port, each);
        }
        kept.port->copy_to(to, false, kept.options.progress);
    });
    try {
        auto const copy = verified(to, kept.options);
        copy->run([&] {
            for (auto const& [agency, hash] : heads) {
                if (newest_hash(*copy->port, agency) != hash) {
                    throw store_error(code::store_damaged, to, "the copy is not what was copied");
                }
            }
        });
    } catch (store_error const& wrong) {
        if (wrong.why() == code::store_damaged) {
            kept.database->remove(to);  // no copy to be trusted
        }
        throw;
    }
}

struct lost_entries {
    std::int64_t count = 0;
    std::string names{};  ///< of the first few
    bool readable = true;
};

/// Entries of the store at `to` which `backup` does not have. Logs only grow, so they agree up to
/// some position and not beyond.
inline lost_entries entries_lost(store::state& backup, std::string const& to,
                                 store_options options) {
    lost_entries out;
    try {
        store::state there(to, std::move(options), store_database::opening::any_schema);
        auto const compare = [&](stored_row const& row) {
            if (backup.port->hash_at(row.agency, row.position) != row.hash && ++out.count <= 5) {
                out.names += (out.count > 1 ? ", " : "") + row.application + " " + row.id;
            }
            return true;
        };
        there.look([&] {
            for (auto const& agency : there.port->agencies()) {
                there.port->rows_from(agency, std::numeric_limits<std::int64_t>::min(),
                                      std::ref(compare));
            }
        });
    } catch (store_error const& wrong) {
        if (wrong.why() != code::not_a_store && wrong.why() != code::store_damaged &&
            wrong.why() != code::store_read_only) {
            throw;
        }
        out.readable = false;
    }
    return out;
}

inline result<store_info> restore(std::string const& from, std::string const& to, bool force,
                                  store_options options) {
    options.may = {};
    options.read_only = true;
    auto const held = verified(from, options);
    auto& source = *held;
    if (source.database->same(from, to)) {
        return fault{.what = code::same_file, .detail = from, .file = to};
    }
    if (source.database->holds_anything(to, source.wish())) {
        auto const lost = source.run([&] { return entries_lost(source, to, options); });
        if (!force && (!lost.readable || lost.count > 0)) {
            return fault{.what = code::other_chain,
                         .detail = lost.readable ? std::to_string(lost.count) + ": " + lost.names
                                                 : "it cannot be read",
                         .file = to};
        }
        source.database->set_aside(to, lost.readable, source.wish(), options.progress);
    }
    source.look([&] { source.port->copy_to(to, true, options.progress); });
    verified(to, options);
    return source.info;
}

}  // namespace qixian::inline v0::detail
