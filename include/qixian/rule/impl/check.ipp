// What keeps an entry from being a row under a statute, and entries from being those of one application.
#pragma once

#include <utility>

#include "qixian/rule/check.hpp"
#include "qixian/rule/impl/cell.ipp"
#include "qixian/rule/impl/cell_values.ipp"
#include "qixian/rule/impl/one_application.ipp"

namespace qixian::inline v0 {

namespace detail {

/// The most words that a set of them can tell apart (`number_set`).
inline constexpr std::size_t words_in_a_set = 64;

/// What a cell may hold by the words of `law` alone. Where it lists none of a kind, nothing looks at
/// them but in sets.
inline cell_limits limits_of(statute const& law, cell c) {
    auto const listed = [](std::size_t words) {
        return cell_limits{words == 0 ? words_in_a_set : words};
    };
    switch (c) {
    case cell::application:
    case cell::agency: return {0, true};
    case cell::event: return listed(law.events.size());
    case cell::applicant: return listed(law.classes.size());
    case cell::channel: return listed(law.channels.size());
    case cell::unit: return {unit_codes.size()};
    case cell::kind: return listed(law.kinds.size());
    case cell::outcome: return listed(law.outcomes.size());
    case cell::result: return listed(law.results.size());
    default: return {words_in_a_set};
    }
}

/// `keys_known`: those of `e` are another's that was looked at.
template <class Tell>
void examine(statute const& law, entry const& e, Tell tell, bool keys_known = false) {
    if (law.cells != nullptr) {
        examine(*law.cells, e, tell, keys_known);
        return;
    }
    bool enough = false;
    auto const say = [&](code what, cell c, std::string said) {
        return enough = enough || tell(fault{.what = what,
                                             .detail = std::move(said),
                                             .line = e.line,
                                             .field = std::string(cell_name(c))});
    };
    examine_values(
        e, [&law](cell c) { return limits_of(law, c); }, say);
    if (e.what == law.ends_year && law.ends_year != no_event) {
        say(code::unknown_code, cell::event, std::string(law.events[place_of(e.what)].code));
    }
    if (e.application.empty() && e.what != law.freezes_year) {
        say(code::missing_value, cell::application, {});
    }
    if (!enough) {
        examine_extra(e, tell);
    }
}

inline fault of_another(entry const& e) {
    return {.what = code::other_application,
            .detail = excerpt(e.application),
            .line = e.line,
            .field = "application"};
}

}  // namespace detail

QIXIAN_DECL std::vector<fault> check(statute const& law, entry const& e) {
    std::vector<fault> out;
    detail::examine(law, e, [&out](fault wrong) {
        out.push_back(std::move(wrong));
        return false;
    });
    return out;
}

QIXIAN_DECL std::optional<fault> first_fault(statute const& law, entry const& e) {
    std::optional<fault> out;
    detail::examine(law, e, detail::first_heard{out});
    return out;
}

QIXIAN_DECL std::optional<fault> first_fault(statute const& law, std::span<entry const> rows) {
    auto const* const whose = detail::namesake(law, rows);
    std::optional<fault> out;
    for (auto const& each : rows) {
        bool const known = &each != rows.data() && each.application == (&each - 1)->application &&
                           each.agency == (&each - 1)->agency;
        detail::examine(law, each, detail::first_heard{out}, known);
        if (out) {
            return out;
        }
        if (known && !detail::is_of_a_year(law, *(&each - 1))) {
            continue;
        }
        if (!detail::is_of_a_year(law, each) && !detail::is_of_one_application(*whose, each)) {
            return detail::of_another(each);
        }
    }
    return std::nullopt;
}

QIXIAN_DECL std::optional<fault> fault_of_next(statute const& law, std::span<entry const> rows,
                                               entry const& next) {
    if (auto wrong = first_fault(law, next)) {
        return wrong;
    }
    auto const* const whose = detail::namesake(law, rows);
    if (whose != nullptr && !detail::is_of_a_year(law, next) &&
        !detail::is_of_one_application(*whose, next)) {
        return detail::of_another(next);
    }
    return std::nullopt;
}

}  // namespace qixian::inline v0
