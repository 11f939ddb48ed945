// Who owes what by which day: every duty and window of an application.
//
// A duty is made from a history and the calendar; it is never stored. `reply` appears once, the one
// in force; the certificates of earlier runs are in `certificates`. An authority that lets its day
// pass has *missed* it; a window of a party that passes unused has *lapsed*.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/period/light.hpp"

namespace qixian::inline v0 {

enum class duty_status : std::uint8_t { running, paused, met, missed, lapsed, superseded };

// clang-format off
inline constexpr auto all_duty_statuses = std::to_array<word<duty_status>>({
    {duty_status::running,    "running",    "running",    "进行中"},
    {duty_status::paused,     "paused",     "paused",     "已中止"},
    {duty_status::met,        "met",        "met",        "已履行"},
    {duty_status::missed,     "missed",     "missed",     "已超期"},
    {duty_status::lapsed,     "lapsed",     "lapsed",     "已届满"},
    {duty_status::superseded, "superseded", "superseded", "已中断"},
});
// clang-format on

[[nodiscard]] constexpr word<duty_status> const& info(duty_status s) {
    return all_duty_statuses[static_cast<std::size_t>(s)];
}

/// An extension that is in a limit.
struct granted_extension {
    date on{};           ///< of its row
    int days = 0;        ///< in the unit of the limit
    maybe_date until{};  ///< the last day that it named instead of days (Z16)
    basis cites{};       ///< what allows it, and how much
};

struct duty {
    duty_kind what{};
    std::string_view name{};  ///< code of `what`, as outputs carry it
    int number = 1;           ///< instances of a kind count from 1
    party owed_by{};
    bool binds = false;              ///< an authority: it is missed, not lapsed
    bool work = true;                ///< on the daily list; false: a possibility that someone has
    bool optional = false;           ///< a possibility that was not used: no light, never overdue
    bool of_use_while_open = false;  ///< no work once the case is closed, or silence was recorded
    std::optional<std::size_t> round{};  ///< index into history::rounds, where it is made from one
    event trigger{};
    bool trigger_is_limit = false;  ///< it began because another period ran out
    date started_on{};
    int limit = 0;                  ///< 0 where the law gives none or a letter names the day
    std::optional<unit> in{};       ///< none for a named day or no limit
    std::optional<deadline> end{};  ///< none: no last day
    std::optional<period> runs{};   ///< what `end` was worked out from
    duty_status status = duty_status::running;
    maybe_date done_on{};
    maybe_date safe_by{};  ///< the earliest of the due day and what other readings have instead
    std::optional<int> working_days_left{};  ///< negative when late; only while it runs
    std::optional<int> light_days_left{};    ///< … to the day that lights go by (`light_by`)
    qixian::light light = light::none;
    std::vector<basis> bases{};
    std::vector<granted_extension> extensions{};  ///< that `limit` holds beside the term of the law
    std::string ref{};
    bool in_force = true;  ///< false for a reply clock that was restarted
};

/// Every duty of `h`, in the order of `duty_kind` and then of time; earlier reply runs are there
/// with `in_force == false`. Warnings that a duty gives rise to are added to `warnings`.
///
/// Law:     src/notes/readings.md, "Duties" and "Remedies"
/// Refuses: 801.
/// Cost:    O(duties).
[[nodiscard]] QIXIAN_DECL result<std::vector<duty>> duties_of(history const& h, context const& in,
                                                              std::vector<warning>& warnings);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/case/impl/duty.ipp"
#endif
