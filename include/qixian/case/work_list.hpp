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

#include "qixian/base/result.hpp"
#include "qixian/case/assess.hpp"

namespace qixian::inline v0 {

/// One line of the list.
struct work_item {
    std::string agency{};
    std::string application{};
    qixian::stage stage{};
    std::string desk{};
    qixian::duty duty{};
    qixian::light light = qixian::light::none;  ///< by the thresholds asked for; none: no last day
    std::optional<int> days_left{};             ///< working days to the day that lights go by
};

/// Whether `d` is still someone's work: it runs or is paused, or its day has passed and it was not
/// done. Not work: what is done or lapsed, a reply clock that waits for the applicant (what it waits
/// for is on the list), that the applicant may complain or sue, that the agency may still ask for a
/// correction (most applications need none), and an opinion that counts as given (silence
/// recorded) or is of no use any more because the application is closed.
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
#include "qixian/case/impl/work_list.ipp"
#endif
