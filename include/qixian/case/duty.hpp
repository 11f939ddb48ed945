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
#include "qixian/statute/cn_disclosure/terms.hpp"

namespace qixian::inline v0 {

enum class duty_kind : std::uint8_t {
    confirmation,
    reply,
    correction_notice,
    correction,
    opinion,
    payment,
    reasons,
    reanswer,
    review_application,
    review_acceptance,
    review_answer,
    review_decision,
    suit,
    suit_after_review,
    suit_defence
};

enum class duty_status : std::uint8_t { running, paused, met, missed, lapsed, superseded };

// clang-format off
inline constexpr auto all_duties = std::to_array<word<duty_kind>>({
    {duty_kind::confirmation,       "confirmation",       "confirm with applicant", "确认收到"},
    {duty_kind::reply,              "reply",              "reply",                  "答复"},
    {duty_kind::correction_notice,  "correction_notice",  "correction notice",      "补正告知"},
    {duty_kind::correction,         "correction",         "correction",             "补正"},
    {duty_kind::opinion,            "opinion",            "opinion",                "征求意见"},
    {duty_kind::payment,            "payment",            "payment",                "缴费"},
    {duty_kind::reasons,            "reasons",            "reasons",                "说明理由"},
    {duty_kind::reanswer,           "reanswer",           "new answer",             "重新答复"},
    {duty_kind::review_application, "review_application", "apply for review",       "申请复议"},
    {duty_kind::review_acceptance,  "review_acceptance",  "accept the review",      "复议受理"},
    {duty_kind::review_answer,      "review_answer",      "answer the review",      "复议答辩"},
    {duty_kind::review_decision,    "review_decision",    "decide the review",      "复议决定"},
    {duty_kind::suit,               "suit",               "sue directly",           "直接起诉"},
    {duty_kind::suit_after_review,  "suit_after_review",  "sue after review",       "复议后起诉"},
    {duty_kind::suit_defence,       "suit_defence",       "defence in court",       "诉讼答辩"},
});
inline constexpr auto all_duty_statuses = std::to_array<word<duty_status>>({
    {duty_status::running,    "running",    "running",    "进行中"},
    {duty_status::paused,     "paused",     "paused",     "已中止"},
    {duty_status::met,        "met",        "met",        "已履行"},
    {duty_status::missed,     "missed",     "missed",     "已超期"},
    {duty_status::lapsed,     "lapsed",     "lapsed",     "已届满"},
    {duty_status::superseded, "superseded", "superseded", "已中断"},
});
// clang-format on

[[nodiscard]] constexpr word<duty_kind> const& info(duty_kind d) {
    return all_duties[static_cast<std::size_t>(d)];
}
[[nodiscard]] constexpr word<duty_status> const& info(duty_status s) {
    return all_duty_statuses[static_cast<std::size_t>(s)];
}

/// Whether a duty binds an authority: then it is missed, not lapsed.
[[nodiscard]] constexpr bool binds_authority(duty_kind d, party owed_by) {
    switch (d) {
    case duty_kind::confirmation:
    case duty_kind::reply:
    case duty_kind::reanswer:
    case duty_kind::review_acceptance:
    case duty_kind::review_answer:
    case duty_kind::review_decision:
    case duty_kind::suit_defence: return true;
    case duty_kind::opinion: return owed_by == party::co_maker || owed_by == party::other_agency;
    default: return false;
    }
}

struct duty {
    duty_kind what = duty_kind::reply;
    int number = 1;  ///< instances of a kind count from 1
    party owed_by = party::agency;
    event trigger = event::received;
    bool trigger_is_limit = false;  ///< it began because another period ran out
    date started_on{};
    int limit = 0;                  ///< 0 where the law gives none or a letter names the day
    std::optional<unit> in{};       ///< none for a named day or no limit
    std::optional<deadline> end{};  ///< none: no last day
    std::optional<period> runs{};   ///< what `end` was worked out from
    duty_status status = duty_status::running;
    maybe_date done_on{};
    std::optional<int> working_days_left{};  ///< negative when late; only while it runs
    qixian::light light = light::none;
    std::vector<basis> bases{};
    std::string ref{};
    bool in_force = true;  ///< false for a reply clock that was restarted
};

/// Every duty of `h`, in the order of `duty_kind` and then of time; earlier reply runs are there
/// with `in_force == false`. Warnings that a duty gives rise to are added to `warnings`.
///
/// Law:     law.md sections 3, 4 and 10
/// Refuses: 801.
/// Cost:    O(duties).
[[nodiscard]] QIXIAN_DECL result<std::vector<duty>> duties_of(history const& h, context const& in,
                                                              std::vector<warning>& warnings);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/case/impl/duty.ipp"
#endif
