// What is due, by whom and at which desk: the daily list, the most urgent first.
//
// The lights of a duty follow the recommended thresholds; a host may keep its own as data
// (`5,2`: yellow from 5 working days left, red from 2). Whatever they are, overdue is overdue.
//
//   std::vector<work_item> work;
//   for (auto const& each : assessments) {
//       add_work(work, each, {});
//   }
//   sort_by_urgency(work);
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/clock/assess.hpp"
#include "qixian/result.hpp"

namespace qixian::inline v0 {

/// With how many working days left, or fewer, a light turns yellow and red. Pre: yellow >= red >= 0.
struct light_thresholds {
    int yellow = 5;
    int red = 2;
    friend bool operator==(light_thresholds const&, light_thresholds const&) = default;
};

/// `5,2`: yellow, then red. Faults: 938 not two numbers up to 999, or red above yellow.
[[nodiscard]] QIXIAN_DECL result<light_thresholds> parse_lights(std::string_view text);

/// `5,2`
[[nodiscard]] QIXIAN_DECL std::string to_text(light_thresholds at);

/// The light for `left` working days; negative means overdue.
[[nodiscard]] constexpr light light_for(int left, light_thresholds at) {
    return left < 0            ? light::overdue
           : left <= at.red    ? light::red
           : left <= at.yellow ? light::yellow
                               : light::green;
}

/// One line of the list.
struct work_item {
    std::string agency{};
    std::string application{};
    qixian::stage stage = qixian::stage::received;
    std::string desk{};
    qixian::duty duty{};
    qixian::light light = qixian::light::none;  ///< by the thresholds asked for; none: no last day
    std::optional<int> days_left{};             ///< working days, negative when overdue
};

/// Whether `d` is still someone's work: it runs or is paused, or its day has passed and it was not
/// done. Not work: what is done or lapsed, a reply clock that waits for the applicant (what it waits
/// for is on the list), that the applicant may complain or sue, that the agency may still ask for a
/// correction (most applications need none), and an opinion that counts as given (silence recorded,
/// R34-1) or is of no use any more because the application is closed.
[[nodiscard]] QIXIAN_DECL bool is_work(assessment const& a, duty const& d);

/// Adds the work that `a` leaves to do, whoever owes it.
/// Cost: O(duties).
QIXIAN_DECL void add_work(std::vector<work_item>& to, assessment const& a, light_thresholds at);

/// Puts the most urgent first: what is overdue, longest first; then by working days left and due
/// day; what has no last day comes behind, oldest first. Equal ones by agency, application, kind and
/// number, so one list has one order.
/// Pre: all were assessed as of one day.
QIXIAN_DECL void sort_by_urgency(std::vector<work_item>& items);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/impl/work_list.ipp"
#endif
