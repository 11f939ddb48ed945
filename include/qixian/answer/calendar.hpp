// Working days as documents: `qixian/calendar-add/1`, `calendar-count/1`, `calendar-show/1` and
// `calendar-diff/1`.
//
//   auto const with = answer::setting::make({.as_of = day(20210301)});
//   *answer::calendar_add(*with, day(20210301), 20)     // {…,"to":"2021-03-29",…}
//
// Part of qixian::answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/answer/document.hpp"
#include "qixian/answer/open_reason.hpp"
#include "qixian/answer/question.hpp"

namespace qixian::inline v0::answer {

/// The word of a reason in documents.
[[nodiscard]] constexpr std::string_view code_of(day_reason r) {
    switch (r) {
    case day_reason::weekday: return "weekday";
    case day_reason::weekend: return "weekend";
    case day_reason::notice: return "notice";
    case day_reason::statute: return "statute";
    case day_reason::local: return "local";
    }
    return "";
}

/// 休 for a rest day that the plain week would work, 班 for a worked weekend, else nothing.
[[nodiscard]] QIXIAN_DECL std::string_view mark_of(date d, day_status const& s);

/// The `n`-th working day after `from`, on one line. Faults: 801.
[[nodiscard]] QIXIAN_DECL result<std::string> calendar_add(setting const& with, date from, int n);

/// Working days after `a` through `b`, on one line. Faults: 801; 913 where `b` comes before `a`.
[[nodiscard]] QIXIAN_DECL result<std::string> calendar_count(setting const& with, date a, date b);

/// The days of a month, or of all months of a year. Faults: 801; 911 no such month or year.
struct sheet_day {
    date on{};
    day_status status{};
};
[[nodiscard]] QIXIAN_DECL result<std::vector<sheet_day>> sheet_of(setting const& with, int year,
                                                                  std::optional<int> month = {});
/// The same as a document, on one line. Faults: 801.
[[nodiscard]] QIXIAN_DECL result<std::string> calendar_show(setting const& with, int year,
                                                            std::optional<int> month = {});

/// A day that one state of knowledge works and the other does not.
struct calendar_change {
    date on{};
    day_status was{};
    day_status is{};
};
/// What became known between the ends of two days. Faults: 801.
[[nodiscard]] QIXIAN_DECL result<std::vector<calendar_change>> calendar_changes(setting const& with,
                                                                                date known_before,
                                                                                date known_after);
/// The same as a document, on one line. Faults: 801.
[[nodiscard]] QIXIAN_DECL result<std::string> calendar_diff(setting const& with, date known_before,
                                                            date known_after);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/calendar.ipp"
#endif
