// Another text of a notice that was applied, and the notice that puts it right.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "qixian/calendar/put_right.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The text that counts of a notice, and where the next one would stand.
struct kept_text {
    notice last{};
    std::string next_id{};
};

inline kept_text text_that_counts(editions const& known, notice const& first) {
    kept_text out{first, ""};
    for (int n = 2;; ++n) {
        out.next_id = first.id + "-" + std::to_string(n);
        auto const* const more = known.find(out.next_id);
        if (more == nullptr) {
            return out;
        }
        if (more->amends == first.id) {
            out.last = *more;
        }
    }
}

/// Whether `kept` is what putting right by `what` would make of it.
inline bool says_the_same(notice const& what, notice const& kept) {
    auto const holds = [](std::vector<notice_day> const& rows, notice_day const& one) {
        return std::find(rows.begin(), rows.end(), one) != rows.end();
    };
    auto const within = [&](notice_day const& row) {
        return row.kind == notice_kind::revert || holds(what.days, row);
    };
    return what.document == kept.document && what.complete == kept.complete &&
           what.region == kept.region && what.published <= kept.published &&
           std::all_of(kept.days.begin(), kept.days.end(), within) &&
           std::all_of(what.days.begin(), what.days.end(),
                       [&](auto const& row) { return holds(kept.days, row); });
}

inline notice notice_that_puts_right(kept_text const& by, notice const& what) {
    auto out = what;
    out.id = by.next_id;
    out.amends = what.id;
    out.published = (std::max)(what.published, by.last.published);
    if (out.arranges_year == 0) {
        out.arranges_year = by.last.arranges_year;
    }
    for (auto const& row : by.last.days) {
        bool const named = std::any_of(what.days.begin(), what.days.end(),
                                       [&](auto const& each) { return each.on == row.on; });
        if (!named && row.kind != notice_kind::revert) {
            out.days.push_back({row.on, notice_kind::revert, row.holiday});
        }
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL std::optional<notice_again> put_right(editions const& known, notice const& what) {
    auto const applied = known.with_notice(what);
    auto const* const first = known.find(what.id);
    // What is wrong with the notice itself is not put right by another one.
    if (applied || applied.error().what != code::id_conflict || first == nullptr) {
        return std::nullopt;
    }
    auto kept = detail::text_that_counts(known, *first);
    if (!kept.last.amends.empty() && detail::says_the_same(what, kept.last)) {
        return notice_again{true, std::move(kept.last)};
    }
    return notice_again{false, detail::notice_that_puts_right(kept, what)};
}

}  // namespace qixian::inline v0
