// Rows of the log: the bytes that are hashed, the entry of a row, the projection of a history.
#pragma once

#include <span>
#include <unordered_map>

#include "qixian/case/history.hpp"
#include "qixian/store/impl/rows.ipp"
#include "qixian/store/port.hpp"

namespace qixian::inline v0::detail {

static_assert(content_columns.size() == stored_cell_count);

/// The bytes that are hashed, after those of the entry before (src/notes/store.md).
inline void put(stored_row const& row, field_bytes& to, std::string_view hash_name,
                std::string_view before) {
    to.clear();
    to.add("qixian/event/1");
    to.add(hash_name);
    to.add(row.agency);
    to.add(row.application);
    to.add(row.version);
    to.add(row.position);
    to.add(row.id);
    add_content(to, row.content);
    to.add(row.order_no);
    to.add(row.recorded_s);
    to.add(row.stored_s);
    to.add(row.actor);
    to.add(row.role);
    to.add(row.rules);
    to.add(row.digest);
    to.add(before);
}

inline content_views views_of(content_texts const& from) {
    content_views out;
    std::copy(from.begin(), from.end(), out.begin());
    return out;
}

/// The entry of a row. Throws store_damaged where a column holds what no entry does.
inline entry entry_of(stored_row const& row, std::string const& file) {
    entry e;
    e.agency = from_column(row.agency);
    e.application = from_column(row.application);
    if (row.odd_value || !read_content(e, views_of(row.content))) {
        throw store_error(code::store_damaged, file,
                          "entry " + std::to_string(row.position) + " " + row.id +
                              " holds a value that no entry has");
    }
    e.id = row.id;
    e.seq = row.order_no;
    e.recorded = instant{row.recorded_s};
    e.line = static_cast<std::size_t>(row.position);
    return e;
}

inline std::string version_text() {
    return std::to_string(QIXIAN_VERSION_MAJOR) + "." + std::to_string(QIXIAN_VERSION_MINOR) + "." +
           std::to_string(QIXIAN_VERSION_PATCH);
}

inline projected_row projection_of(history const& life, date last_on) {
    projected_row out;
    out.stage = info(life.now.at).code;
    if (life.applicant_class) {
        out.applicant = info(*life.applicant_class).code;
    }
    if (life.received_on) {
        out.received_on = to_text(*life.received_on);
    }
    if (life.closed_on) {
        out.closed_on = to_text(*life.closed_on);
    }
    if (life.result) {
        out.outcome = info(*life.result).code;
    }
    out.desk = life.desk;
    out.last_on = to_text(last_on);
    out.irregular = static_cast<std::int64_t>(life.irregular.size());
    out.refused = static_cast<std::int64_t>(life.refused.size());
    return out;
}

/// Agencies named at creation, as the entry of the creation holds them.
inline std::string names_text(std::vector<std::string> const& agencies) {
    std::string out;
    for (auto const& each : agencies) {
        out += (out.empty() ? "" : "\n") + each;
    }
    return out;
}

inline date first_day(std::span<entry const> rows) {
    return std::min_element(rows.begin(), rows.end(),
                            [](entry const& a, entry const& b) { return a.on < b.on; })
        ->on;
}
inline date last_day(std::span<entry const> rows) {
    return std::max_element(rows.begin(), rows.end(),
                            [](entry const& a, entry const& b) { return a.on < b.on; })
        ->on;
}

/// What a row says of itself and of another, as far as withdrawals go.
struct withdrawing {
    bool withdraws = false;
    std::string_view id{};
    std::string_view re{};
};

/// Which of `count` rows were taken back, by a withdrawal that stands. `row(i)` tells of each.
template <class Row>
std::vector<bool> taken_back(std::size_t count, Row const& row) {
    std::vector<bool> gone(count, false);
    std::unordered_multimap<std::string_view, std::size_t> by_id;
    // A later withdrawal may take back an earlier one, so the last is looked at first.
    for (auto i = count; i-- > 0;) {
        withdrawing const said = row(i);
        if (!said.withdraws || gone[i]) {
            continue;
        }
        if (by_id.empty()) {
            for (std::size_t k = 0; k < count; ++k) {
                if (!row(k).id.empty()) {
                    by_id.emplace(row(k).id, k);
                }
            }
        }
        auto const [from, to] = by_id.equal_range(said.re);
        for (auto at = from; at != to; ++at) {
            gone[at->second] = gone[at->second] || at->second != i;
        }
    }
    return gone;
}

inline std::vector<bool> taken_back(std::span<entry const> rows) {
    return taken_back(rows.size(), [&](std::size_t i) {
        return withdrawing{rows[i].what == event::entry_withdrawn, rows[i].id, rows[i].re};
    });
}

}  // namespace qixian::inline v0::detail
