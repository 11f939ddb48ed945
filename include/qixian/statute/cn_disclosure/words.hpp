// Where an application stands in the procedure, and which events there are.
//
// Codes (`correction_requested`) are what logs, stores and outputs carry; enumerator values are
// never stored. `event` and `stage` share some words: the stage is what an event leaves behind.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "qixian/base/word.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

/// 环节. `unregistered` is the state before the first row; outputs never show it.
enum class stage : std::uint8_t {
    unregistered,
    lodged,                ///< 已提交未确认: no clock runs (R31-3, R31-4)
    received,              ///< 办理中: the reply clock runs
    correction_requested,  ///< 等待补正 (R30-1)
    reasons_requested,     ///< 等待说明理由 (R35-1)
    fee_requested,         ///< 等待缴费 (R42-4)
    delayed,               ///< 延迟答复 (R35-3)
    disclosed,
    partly_disclosed,
    refused,
    unable_to_provide,
    not_processed,
    abandoned,   ///< 视为放弃: not corrected or not paid in time
    withdrawn,   ///< 撤回
    closed,      ///< 其他方式办结
    void_record  ///< 误登记或拆分的母件: in no row of the tables; code `void`
};

/// 事件. `year_ended` is never in a log: the fold injects it for every 31 December that passes.
enum class event : std::uint8_t {
    lodged,
    received,
    moved_in,
    correction_requested,
    correction_period_extended,
    correction_received,
    correction_lapsed,
    fee_lapsed,
    consulted,
    opinion_received,
    consultation_lapsed,
    extended,
    reasons_requested,
    reasons_received,
    delay_notified,
    fee_notified,
    fee_paid,
    disclosed,
    partly_disclosed,
    refused,
    unable_to_provide,
    not_processed,
    withdrawn,
    closed_otherwise,
    registered_in_error,
    moved_out,
    supplemented,
    reply_replaced,
    delivered,
    returned,
    resent,
    review_filed,
    review_accepted,
    review_correction_requested,
    review_correction_received,
    review_extended,
    review_suspended,
    review_resumed,
    review_rejected,
    review_withdrawn,
    review_terminated,
    review_decided,
    suit_filed,
    suit_suspended,
    suit_resumed,
    suit_rejected,
    suit_withdrawn,
    suit_decided,
    suit_appealed,
    suit_retried,
    reanswer_ordered,
    reanswered,
    entry_withdrawn,
    year_closed,
    year_ended
};

/// Where the year stands (年度): reached by `year_ended`, never entered by hand.
enum class standing : std::uint8_t { not_carried, carried_forward };

/// 救济: the review or suit that moved last.
enum class remedy_stage : std::uint8_t {
    none,
    review_pending,
    review_done,
    suit_pending,
    suit_done
};

/// 期限: the duties and windows, in the order in which outputs list them.
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

/// What a letter opens and another row closes.
enum class matter : std::uint8_t { correction, opinion, payment, reasons, order, review, suit };

/// Who has to act within a period.
enum class party : std::uint8_t {
    agency,
    applicant,
    third_party,
    co_maker,
    other_agency,
    review_body,
    court
};

[[nodiscard]] constexpr std::string_view code_of(party p) {
    constexpr auto names = std::to_array<std::string_view>(
        {"agency", "applicant", "third_party", "co_maker", "other_agency", "review_body", "court"});
    return names[static_cast<std::size_t>(p)];
}

// clang-format off
inline constexpr auto all_stages = std::to_array<word<stage>>({
    {stage::unregistered,         "unregistered",         "not registered",           "未登记"},
    {stage::lodged,               "lodged",               "lodged, not confirmed",    "已提交未确认"},
    {stage::received,             "received",             "being handled",            "办理中"},
    {stage::correction_requested, "correction_requested", "awaiting correction",      "等待补正"},
    {stage::reasons_requested,    "reasons_requested",    "awaiting reasons",         "等待说明理由"},
    {stage::fee_requested,        "fee_requested",        "awaiting payment",         "等待缴费"},
    {stage::delayed,              "delayed",              "delayed to a named day",   "延迟答复"},
    {stage::disclosed,            "disclosed",            "disclosed",                "予以公开"},
    {stage::partly_disclosed,     "partly_disclosed",     "disclosed in part",        "部分公开"},
    {stage::refused,              "refused",              "refused",                  "不予公开"},
    {stage::unable_to_provide,    "unable_to_provide",    "unable to provide",        "无法提供"},
    {stage::not_processed,        "not_processed",        "not processed",            "不予处理"},
    {stage::abandoned,            "abandoned",            "deemed abandoned",         "视为放弃"},
    {stage::withdrawn,            "withdrawn",            "withdrawn",                "已撤回"},
    {stage::closed,               "closed",               "closed otherwise",         "其他办结"},
    {stage::void_record,          "void",                 "registered in error",      "误登记"},
});

inline constexpr auto all_events = std::to_array<word<event>>({
    {event::lodged,                      "lodged",                             "lodged",                                       "提交"},
    {event::received,                    "received",                           "received",                                     "收到申请"},
    {event::moved_in,                    "moved_in",                           "moved here from another agency",               "移入"},
    {event::correction_requested,        "correction_requested",               "correction notice sent",                       "告知补正"},
    {event::correction_period_extended,  "correction_period_extended",         "period for correction extended",               "延长补正期限"},
    {event::correction_received,         "correction_received",                "corrected application received",               "收到补正"},
    {event::correction_lapsed,           "correction_lapsed",                  "not corrected in time",                        "逾期不补正"},
    {event::fee_lapsed,                  "fee_lapsed",                         "not paid in time",                             "逾期不缴费"},
    {event::consulted,                   "consulted",                          "opinion sought",                               "征求意见"},
    {event::opinion_received,            "opinion_received",                   "opinion received",                             "收到意见"},
    {event::consultation_lapsed,         "consultation_lapsed",                "opinion limit passed in silence",              "逾期未提出意见"},
    {event::extended,                    "extended",                           "extension notified",                           "告知延期"},
    {event::reasons_requested,           "reasons_requested",                  "reasons requested",                            "要求说明理由"},
    {event::reasons_received,            "reasons_received",                   "reasons received",                             "收到理由"},
    {event::delay_notified,              "delay_notified",                     "delay notified",                               "告知延迟答复"},
    {event::fee_notified,                "fee_notified",                       "fee notice sent",                              "收费通知"},
    {event::fee_paid,                    "fee_paid",                           "fee paid",                                     "缴费"},
    {event::disclosed,                   "disclosed",                          "disclosed",                                    "予以公开"},
    {event::partly_disclosed,            "partly_disclosed",                   "disclosed in part",                            "部分公开"},
    {event::refused,                     "refused",                            "refused",                                      "不予公开"},
    {event::unable_to_provide,           "unable_to_provide",                  "unable to provide",                            "无法提供"},
    {event::not_processed,               "not_processed",                      "not processed",                                "不予处理"},
    {event::withdrawn,                   "withdrawn",                          "withdrawn",                                    "撤回申请"},
    {event::closed_otherwise,            "closed_otherwise",                   "closed otherwise",                             "其他方式办结"},
    {event::registered_in_error,         "registered_in_error",                "registered in error",                          "误登记"},
    {event::moved_out,                   "moved_out",                          "moved to another agency",                      "移出"},
    {event::supplemented,                "supplemented",                       "supplementary answer",                         "补充答复"},
    {event::reply_replaced,              "reply_replaced",                     "reply replaced by a new one",                  "变更答复"},
    {event::delivered,                   "delivered",                          "letter delivered",                             "文书送达"},
    {event::returned,                    "returned",                           "letter came back",                             "文书退回"},
    {event::resent,                      "resent",                             "letter sent again",                            "重新送达"},
    {event::review_filed,                "review_filed",                       "review applied for",                           "申请复议"},
    {event::review_accepted,             "review_accepted",                    "review accepted",                              "受理复议"},
    {event::review_correction_requested, "review_correction_requested",        "correction of the review application asked",   "通知补正复议申请"},
    {event::review_correction_received,  "review_correction_received",         "corrected review application received",        "收到补正的复议申请"},
    {event::review_extended,             "review_extended",                    "period for the review extended",               "复议延期"},
    {event::review_suspended,            "review_suspended",                   "review suspended",                             "复议中止"},
    {event::review_resumed,              "review_resumed",                     "review resumed",                               "恢复复议审理"},
    {event::review_rejected,             "review_rejected",                    "review rejected",                              "驳回复议申请"},
    {event::review_withdrawn,            "review_withdrawn",                   "review application withdrawn",                 "撤回复议申请"},
    {event::review_terminated,           "review_terminated",                  "review terminated",                            "复议终止"},
    {event::review_decided,              "review_decided",                     "review decided",                               "复议决定"},
    {event::suit_filed,                  "suit_filed",                         "suit filed",                                   "提起诉讼"},
    {event::suit_suspended,              "suit_suspended",                     "suit suspended",                               "诉讼中止"},
    {event::suit_resumed,                "suit_resumed",                       "suit resumed",                                 "恢复诉讼"},
    {event::suit_rejected,               "suit_rejected",                      "suit rejected",                                "裁定驳回起诉"},
    {event::suit_withdrawn,              "suit_withdrawn",                     "suit withdrawn",                               "撤回起诉"},
    {event::suit_decided,                "suit_decided",                       "suit decided",                                 "诉讼裁判"},
    {event::suit_appealed,               "suit_appealed",                      "appealed",                                     "上诉"},
    {event::suit_retried,                "suit_retried",                       "retrial ordered",                              "再审"},
    {event::reanswer_ordered,            "reanswer_ordered",                   "new answer ordered",                           "责令重新答复"},
    {event::reanswered,                  "reanswered",                         "answered anew",                                "重新答复"},
    {event::entry_withdrawn,             "entry_withdrawn",                    "entry withdrawn",                              "撤销记录"},
    {event::year_closed,                 "year_closed",                        "report of the year frozen",                    "年报固定"},
    {event::year_ended,                  "year_ended",                         "the year ended",                               "年度终了"},
});

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
    {duty_kind::review_answer,      "review_answer",      "answer the review",      "复议答复"},
    {duty_kind::review_decision,    "review_decision",    "decide the review",      "复议决定"},
    {duty_kind::suit,               "suit",               "sue directly",           "直接起诉"},
    {duty_kind::suit_after_review,  "suit_after_review",  "sue after review",       "复议后起诉"},
    {duty_kind::suit_defence,       "suit_defence",       "defence in court",       "诉讼答辩"},
});
inline constexpr auto all_standings = std::to_array<word<standing>>({
    {standing::not_carried,     "not_carried",     "of this year",    "未结转"},
    {standing::carried_forward, "carried_forward", "carried forward", "已结转"},
});

inline constexpr auto all_remedy_stages = std::to_array<word<remedy_stage>>({
    {remedy_stage::none,           "none",           "no remedy",           "无"},
    {remedy_stage::review_pending, "review_pending", "under review",        "复议中"},
    {remedy_stage::review_done,    "review_done",    "review decided",      "复议已决"},
    {remedy_stage::suit_pending,   "suit_pending",   "before the court",    "诉讼中"},
    {remedy_stage::suit_done,      "suit_done",      "suit decided",        "诉讼已决"},
});
// clang-format on

static_assert(names_all_through(stage::void_record, all_stages), "a row for each stage, in order");
static_assert(names_all_through(event::year_ended, all_events), "a row for each event, in order");
static_assert(names_all_through(duty_kind::suit_defence, all_duties),
              "a row for each duty, in order");
static_assert(names_all_through(standing::carried_forward, all_standings),
              "a row for each standing, in order");
static_assert(names_all_through(remedy_stage::suit_done, all_remedy_stages),
              "a row for each stage of a remedy, in order");

[[nodiscard]] constexpr word<stage> const& info(stage s) {
    return all_stages[static_cast<std::size_t>(s)];
}
[[nodiscard]] constexpr word<event> const& info(event e) {
    return all_events[static_cast<std::size_t>(e)];
}
[[nodiscard]] constexpr word<duty_kind> const& info(duty_kind d) {
    return all_duties[static_cast<std::size_t>(d)];
}
[[nodiscard]] constexpr word<standing> const& info(standing s) {
    return all_standings[static_cast<std::size_t>(s)];
}
[[nodiscard]] constexpr word<remedy_stage> const& info(remedy_stage s) {
    return all_remedy_stages[static_cast<std::size_t>(s)];
}

/// The event a log may carry under this code; `year_ended` is none.
[[nodiscard]] constexpr std::optional<event> event_of(std::string_view code) {
    for (auto const& each : all_events) {
        if (each.code == code && each.which != event::year_ended) {
            return each.which;
        }
    }
    return std::nullopt;
}

/// Open after receipt: what is carried over when a year ends (C5).
[[nodiscard]] constexpr bool is_open(stage s) {
    return s >= stage::received && s <= stage::delayed;
}
[[nodiscard]] constexpr bool is_replied(stage s) {
    return s >= stage::disclosed && s <= stage::not_processed;
}
[[nodiscard]] constexpr bool is_closed(stage s) { return s >= stage::disclosed; }

[[nodiscard]] constexpr bool is_reply(event e) {
    return e >= event::disclosed && e <= event::not_processed;
}
[[nodiscard]] constexpr bool is_remedy(event e) {
    return e >= event::review_filed && e <= event::reanswered;
}

}  // namespace qixian::inline v0
