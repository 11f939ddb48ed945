// The cells of a row of the disclosure log: the one place that says what each is called, of what type
// it is, which events use it, which cannot do without it, and where a store keeps it.
//
// Formats, section 1, is the contract. What a row of the table means says rule/cell.hpp; how to add
// one, src/notes/house.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "qixian/rule/cell.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"
#include "qixian/statute/cn_disclosure/letters.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

namespace detail {

template <std::size_t Count, class Table>
constexpr std::array<std::string_view, Count> codes_in(Table const& table) {
    std::array<std::string_view, Count> out{};
    for (std::size_t i = 0; i < Count; ++i) {
        // A word's number is its place.
        QIXIAN_EXPECTS(static_cast<std::size_t>(table[i].which) == i);
        out[i] = table[i].code;
    }
    return out;
}

template <std::size_t Count, class Table>
constexpr std::array<std::string_view, Count> names_in(Table const& table) {
    std::array<std::string_view, Count> out{};
    for (std::size_t i = 0; i < Count; ++i) {
        out[i] = table[i].zh;
    }
    return out;
}

template <class... Words>
constexpr std::uint32_t words(Words... list) {
    return ((std::uint32_t{1} << static_cast<unsigned>(list)) | ...);
}

}  // namespace detail

inline constexpr auto applicant_codes = detail::codes_in<all_applicants.size()>(all_applicants);
inline constexpr auto outcome_codes = detail::codes_in<all_outcomes.size()>(all_outcomes);
/// The events that a log may carry: all but `year_ended`.
inline constexpr auto event_codes =
    detail::codes_in<static_cast<std::size_t>(event::year_ended)>(all_events);
/// Their Chinese names, in the same order.
inline constexpr auto applicant_names = detail::names_in<all_applicants.size()>(all_applicants);
inline constexpr auto outcome_names = detail::names_in<all_outcomes.size()>(all_outcomes);
inline constexpr auto event_names = detail::names_in<event_codes.size()>(all_events);
static_assert(event_codes.size() + 1 == all_events.size() && all_events.size() <= 64);

/// Articles as people cite them, `新条例第三十六条第五项；第十四条`, as `REG19-36.5;REG19-14`. What does
/// not cite a decree on disclosure stays as it is. A citation that does not say which decree is of the
/// one in force on the day `on`; in the year after the change both may be meant.
/// Faults: 910 that, a paragraph with an item, or an article that no decree has.
[[nodiscard]] QIXIAN_DECL result<std::string> ground_as_cited(std::string_view text, date on);

namespace detail::cells {

inline constexpr auto every = event_set::all();
inline constexpr event_set none{};
inline constexpr event_set openings{event::lodged, event::received, event::moved_in};
inline constexpr event_set replies{event::disclosed, event::partly_disclosed, event::refused,
                                   event::unable_to_provide, event::not_processed};
/// What a review body or a court does on the way, and how it ends without a decision.
inline constexpr event_set remedy_letters{event::review_correction_requested,
                                          event::review_extended,
                                          event::review_suspended,
                                          event::review_resumed,
                                          event::review_rejected,
                                          event::review_terminated,
                                          event::suit_suspended,
                                          event::suit_resumed,
                                          event::suit_rejected,
                                          event::suit_retried};
inline constexpr event_set remedies =
    remedy_letters |
    event_set{event::review_filed,     event::review_accepted, event::review_correction_received,
              event::review_withdrawn, event::review_decided,  event::suit_filed,
              event::suit_withdrawn,   event::suit_decided,    event::suit_appealed};
inline constexpr event_set decisions{event::review_decided, event::suit_decided};
inline constexpr event_set of_an_application = every - event_set{event::year_closed};
/// Letters that name a period, as a number of days or as a last day.
inline constexpr event_set periods{event::correction_requested, event::correction_period_extended,
                                   event::reasons_requested, event::reanswer_ordered};
/// What somebody is sent.
inline constexpr event_set letters =
    replies | periods | decisions | remedy_letters |
    event_set{event::consulted,      event::fee_notified,    event::extended,
              event::delay_notified, event::supplemented,    event::reply_replaced,
              event::resent,         event::review_filed,    event::suit_filed,
              event::reanswered,     event::closed_otherwise};
/// What answers something that was opened before.
inline constexpr event_set answers =
    remedies | event_set{event::opinion_received, event::consultation_lapsed,
                         event::delivered,        event::returned,
                         event::resent,           event::reanswer_ordered,
                         event::reanswered,       event::entry_withdrawn};
inline constexpr event_set needs_outcome{event::refused, event::unable_to_provide,
                                         event::not_processed};
inline constexpr event_set has_outcome =
    needs_outcome | event_set{event::closed_otherwise, event::reply_replaced, event::reanswered};
inline constexpr event_set has_ground =
    replies | event_set{event::reply_replaced, event::reanswered, event::closed_otherwise};
inline constexpr event_set extended{event::extended};
inline constexpr event_set review_extended{event::review_extended};
inline constexpr event_set lengthened = extended | review_extended;

}  // namespace detail::cells

// clang-format off
/// The cells, in the order of the contract. Never reordered, and a new one comes last: the chains of
/// old stores are hashed in this order.
inline constexpr auto all_cells = [] {
    using namespace detail::cells;
    using enum cell_group;
    using enum cell_type;
    return std::to_array<cell_row>({
    // cell                 name             group     type     used by            needed by                       words                column        schema viewed about, Chinese names of the column and of the words
    {cell::application,   "application",   identity, key,     of_an_application, of_an_application,              {},                  "",             1, true,  "number of the application / 申请编号", "申请编号|申请号|受理编号|登记编号", {}},
    {cell::agency,        "agency",        identity, key,     every,             none,                           {},                  "",             1, true,  "as in a log; default: the first of the store / 机关", "机关|行政机关|机关名称|受理机关", {}},
    {cell::on,            "on",            identity, day,     every,             every,                          {},                  "happened_on",  1, true,  "the legal day on which it happened / 发生日", "发生日|发生日期|日期|办理日期", {}},
    {cell::event,         "event",         identity, word,    every,             every,                          event_codes,         "event_code",   1, true,  "what happened (see `qixian help columns`) / 事件", "事件|事项|办理事项", event_names},
    {cell::applicant,     "applicant",     fact,     word,    openings,           none,                           applicant_codes,     "applicant",    1, true,  "class of the applicant / 申请人类别", "申请人类别|申请人类型", applicant_names},
    {cell::channel,       "channel",       fact,     word,    openings,           none,                           channel_codes,       "channel",      1, true,  "in_person oral registered_post ordinary_post online fax / 渠道", "提交渠道|渠道|提交方式|申请方式|申请渠道", channel_names},
    {cell::days,          "days",          fact,     count,   lengthened | periods, review_extended,             {},                  "days",         1, true,  "a period counted from the day after delivery / 天数", "天数|期限天数", {}},
    {cell::unit,          "unit",          fact,     word,    lengthened | periods, none,                        unit_codes,          "days_unit",    1, true,  "working_day day month / 单位", "期限单位|单位", unit_names},
    {cell::until,         "until",         fact,     day,     periods | extended | event_set{event::delay_notified}, event_set{event::delay_notified}, {}, "until_day", 1, true, "a last day that the letter names / 指定日", "指定日|指定日期|截止日|截止日期", {}},
    {cell::delivered,     "delivered",     fact,     day,     letters,           none,                           {},                  "delivered_on", 1, true,  "the day the other side got this letter / 送达日", "送达日|送达日期", {}},
    {cell::ref,           "ref",           fact,     text,    every,             none,                           {},                  "ref_key",      1, true,  "your key of the letter, consultation or remedy this opens / 文书编号", "文书编号|文号|答复文号", {}},
    {cell::re,            "re",            fact,     text,    answers,           {event::entry_withdrawn},       {},                  "re_key",       1, true,  "… of the one it answers / 所回应的编号", "所回应的编号", {}},
    {cell::kind,          "kind",          fact,     word,    {event::consulted, event::resent, event::review_accepted}, {event::consulted}, kind_codes, "kind_code", 1, true, "third_party co_maker other_agency, ordinary simplified, announcement / 种类", "对象与程序|种类", kind_names},
    {cell::view,          "view",          fact,     word,    {event::opinion_received}, none,                   view_codes,          "view_code",    1, true,  "agrees objects objects_without_reason none / 意见", "意见|第三方意见", view_names},
    {cell::outcome,       "outcome",       fact,     word,    has_outcome,       needs_outcome,                  outcome_codes,       "outcome",      1, true,  "code of the outcome / 办理结果", "办理结果|答复结果|答复类型", outcome_names},
    {cell::ground,        "ground",        fact,     text,    has_ground,        none,                           {},                  "ground",       1, true,  "articles, as REG19-36.5 / 依据", "依据|法律依据", {}, &ground_as_cited},
    {cell::result,        "result",        fact,     word,    decisions,         decisions,                      remedy_result_codes, "result_code",  1, true,  "upheld corrected other mediated / 复议诉讼结果", "复议、诉讼结果|复议诉讼结果", remedy_result_names},
    {cell::amount,        "amount",        fact,     money,   {event::fee_notified}, none,                       {},                  "amount_fen",   1, true,  "yuan / 金额", "金额|收费金额", {}},
    {cell::desk,          "desk",          record,   text,    every,             none,                           {},                  "desk",         1, true,  "the unit in charge from now on / 经办部门", "经办部门|经办科室|承办部门|承办科室|承办单位", {}},
    {cell::part_of,       "part_of",       fact,     text,    openings,           none,                           {},                  "part_of",      1, true,  "parent of a split / 拆分自", "拆分自", {}},
    {cell::related,       "related",       fact,     text,    openings | event_set{event::moved_out}, {event::moved_out},                         {},                  "related",      1, true,  "the application repeated; who took it over / 关联申请、移交机关", "关联申请、移交机关|关联申请|移交机关", {}},
    {cell::applicant_ref, "applicant_ref", fact,     text,    openings,           none,                           {},                  "applicant_ref", 1, false, "keyed hash made by the host / 申请人代码", "申请人代码", {}},
    {cell::id,            "id",            record,   text,    every,             none,                           {},                  "",             1, true,  "your id of the entry: sent again it is counted once / 记录编号", "记录编号", {}},
    {cell::seq,           "seq",           record,   integer, every,             none,                           {},                  "",             1, true,  "order among the entries of one day / 同日次序", "同日次序", {}},
    {cell::recorded,      "recorded",      record,   instant, every,             none,                           {},                  "",             1, true,  "RFC 3339 instant; default: now / 录入时刻", "录入时刻|录入时间", {}},
    {cell::note,          "note",          record,   text,    every,             none,                           {},                  "note",         1, true,  "free text without personal data / 备注", "备注|说明", {}},
    });
}();

/// Which words an event takes, in the order in which they are checked.
inline constexpr auto all_cell_limits = std::to_array<cell_limit>({
    {cell::unit,    event::extended,          detail::words(unit::working_day),                                       code::unknown_code},
    {cell::unit,    event::review_extended,   detail::words(unit::day),                                               code::unknown_code},
    {cell::kind,    event::consulted,         detail::words(kind::third_party, kind::co_maker, kind::other_agency),   code::unknown_code},
    {cell::kind,    event::review_accepted,   detail::words(kind::ordinary, kind::simplified),                        code::unknown_code},
    {cell::kind,    event::resent,            detail::words(kind::announcement),                                      code::unknown_code},
    {cell::result,  event::suit_decided,      detail::words(remedy_result::upheld, remedy_result::corrected, remedy_result::other), code::unknown_code},
    {cell::outcome, event::refused,           outcomes_of(answer_kind::refused),                              code::outcome_mismatch},
    {cell::outcome, event::unable_to_provide, outcomes_of(answer_kind::unable_to_provide),                    code::outcome_mismatch},
    {cell::outcome, event::not_processed,     outcomes_of(answer_kind::not_processed),                        code::outcome_mismatch},
    {cell::outcome, event::closed_otherwise,  outcomes_of(answer_kind::handled_otherwise),                    code::outcome_mismatch},
    {cell::outcome, event::reply_replaced,    ~outcomes_of(answer_kind::handled_otherwise),                   code::outcome_mismatch},
});

/// An extension is so many days, or names its last day (Z16).
inline constexpr auto all_cell_choices = std::to_array<cell_choice>({
    {event::extended, cell::days, cell::until},
});
// clang-format on

inline constexpr cell_table disclosure_cells{all_cells, all_cell_limits, all_cell_choices};
static_assert(is_sound(disclosure_cells));

/// The names of the cells, in their order.
inline constexpr auto cell_names = [] {
    std::array<std::string_view, cell_count> out{};
    for (std::size_t i = 0; i < cell_count; ++i) {
        out[i] = all_cells[i].name;
    }
    return out;
}();

[[nodiscard]] constexpr cell_row const& info(cell c) { return disclosure_cells[c]; }

/// As in rule/cell.hpp, of this statute.
[[nodiscard]] constexpr bool uses(event e, cell c) { return uses(disclosure_cells, e, c); }
[[nodiscard]] inline std::vector<cell> unused_cells(entry const& e) {
    return unused_cells(disclosure_cells, e);
}
[[nodiscard]] inline std::vector<fault> check(entry const& e) { return check(disclosure_cells, e); }
[[nodiscard]] inline std::optional<fault> first_fault(entry const& e) {
    return first_fault(disclosure_cells, e);
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/statute/cn_disclosure/impl/grounds.ipp"
#endif
