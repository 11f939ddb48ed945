// The Regulations on Open Government Information (Decrees 492 and 711) with review and litigation, as
// one statute: where its tables come together.
#pragma once

#include <algorithm>

#include "qixian/rule/rule.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/statute/cn_disclosure/duties.hpp"
#include "qixian/statute/cn_disclosure/effects.hpp"
#include "qixian/statute/cn_disclosure/forms.hpp"
#include "qixian/statute/cn_disclosure/rules.hpp"
#include "qixian/statute/cn_remedy/rows.hpp"
#include "qixian/statute/cn_remedy/rules.hpp"
#include "qixian/statute/default.hpp"

namespace qixian::inline v0 {

namespace detail {

constexpr std::string_view name_of_guard(guard g) {
    constexpr auto guards_by_name = std::to_array<std::pair<guard, std::string_view>>({
        {guards::always, "always"},
        {guards::first_notice_in_time, "first_notice_in_time"},
        {guards::correction_period_over, "correction_period_over"},
        {guards::payment_period_over, "payment_period_over"},
        {guards::paid_in_time, "paid_in_time"},
        {guards::fee_notice_in_time, "fee_notice_in_time"},
        {guards::extension_in_time, "extension_in_time"},
        {guards::delay_in_time, "delay_in_time"},
        {guards::clock_runs_meanwhile, "clock_runs_meanwhile"},
        {guards::extension_meanwhile, "extension_meanwhile"},
        {guards::notice_meanwhile, "notice_meanwhile"},
        {guards::fee_notice_meanwhile, "fee_notice_meanwhile"},
        {guards::opinion_in_time, "opinion_in_time"},
        {guards::consultation_period_over, "consultation_period_over"},
        {guards::reply_while_correction_awaited, "reply_while_correction_awaited"},
        {guards::reply_while_fee_awaited, "reply_while_fee_awaited"},
        {guards::reply_while_reasons_awaited, "reply_while_reasons_awaited"},
        {guards::reasons_do_not_hold, "reasons_do_not_hold"},
        {guards::letter_known, "letter_known"},
        {guards::letter_came_back, "letter_came_back"},
        {guards::third_party_heard, "third_party_heard"},
        {guards::third_party_asked, "third_party_asked"},
        {guards::correction_asked, "correction_asked"},
        {guards::new_answer_sound, "new_answer_sound"},
        {guards::heard_while_correction_awaited, "heard_while_correction_awaited"},
        {guards::asked_while_correction_awaited, "asked_while_correction_awaited"},
        {guards::clear_while_correction_awaited, "clear_while_correction_awaited"},
        {guards::heard_while_reasons_awaited, "heard_while_reasons_awaited"},
        {guards::asked_while_reasons_awaited, "asked_while_reasons_awaited"},
        {guards::clear_while_reasons_awaited, "clear_while_reasons_awaited"},
        {guards::heard_while_fee_awaited, "heard_while_fee_awaited"},
        {guards::asked_while_fee_awaited, "asked_while_fee_awaited"},
        {guards::clear_while_fee_awaited, "clear_while_fee_awaited"},
        {guards::still_open, "still_open"},
        {guards::review_open, "review_open"},
        {guards::suit_open, "suit_open"},
        {guards::review_awaits_acceptance, "review_awaits_acceptance"},
        {guards::review_undecided, "review_undecided"},
        {guards::suit_undecided, "suit_undecided"},
        {guards::review_may_be_completed, "review_may_be_completed"},
        {guards::review_awaits_correction, "review_awaits_correction"},
        {guards::review_extension_in_time, "review_extension_in_time"},
        {guards::review_runs, "review_runs"},
        {guards::review_suspended, "review_suspended"},
        {guards::suit_was_decided, "suit_was_decided"},
        {guards::decision_made, "decision_made"},
        {guards::order_unanswered, "order_unanswered"},
    });
    for (auto const& [which, name] : guards_by_name) {
        if (which == g) {
            return name;
        }
    }
    return "";
}

inline constexpr auto code_of_stage = [](auto which) { return code_of(which); };

inline constexpr auto disclosure_rule_rows =
    joined(rows_of_rules<procedure_rules>(region::procedure, name_of_guard, code_of_stage),
           rows_of_rules<standing_rules>(region::standing, name_of_guard, code_of_stage),
           rows_of_rules<remedy_rules>(region::remedy, name_of_guard, code_of_stage));
inline constexpr rule_index disclosure_rule_index = index_of(disclosure_rule_rows);

static_assert(all_stages.size() <= rule_index::most_stages &&
                  all_standings.size() <= rule_index::most_stages &&
                  all_remedy_stages.size() <= rule_index::most_stages &&
                  all_events.size() <= rule_index::most_events,
              "the index of rules holds every stage and event");
static_assert(all_events.size() <= 64 && all_stages.size() <= 64 && all_outcomes.size() <= 64,
              "a set of words is a number with a bit for each");
static_assert(all_policies.size() <= most_policies, "every policy has its place");

inline constexpr auto stage_roles = [] {
    std::array<stage_role, all_stages.size()> out{};
    for (auto const& each : all_stages) {
        auto const s = each.which;
        out[place_of(s)] = s == stage::unregistered  ? stage_role::before
                           : s == stage::lodged      ? stage_role::lodged
                           : is_open(s)              ? stage_role::open
                           : is_replied(s)           ? stage_role::replied
                           : s == stage::abandoned   ? stage_role::abandoned
                           : s == stage::void_record ? stage_role::voided
                                                     : stage_role::ended;
    }
    return out;
}();

/// Whether every event that ends a case has its outcome; a record made in error has none.
constexpr bool every_end_has_an_outcome() {
    for (auto const& each : disclosure_rule_rows) {
        if (each.in != region::procedure || stage_roles[each.from] >= stage_role::replied ||
            stage_roles[each.to] < stage_role::replied ||
            stage_roles[each.to] == stage_role::voided) {
            continue;
        }
        bool const there =
            std::any_of(disclosure_closings.begin(), disclosure_closings.end(),
                        [&](closing_row const& closing) { return closing.by == each.on; });
        if (!there) {
            return false;
        }
    }
    return true;
}
static_assert(every_end_has_an_outcome(), "a row of disclosure_closings for what ends a case");

inline constexpr auto disclosure_articles = [] {
    std::array<article_row, all_bases.size()> out{};
    for (auto const& each : all_bases) {
        out[place_of(each.which)] = article_of(each.which);
    }
    return out;
}();

/// Codes as words: outputs know them by nothing else.
template <class Word, std::size_t N>
constexpr auto words_from(std::array<std::string_view, N> const& codes) {
    std::array<word<Word>, N> out{};
    for (std::size_t i = 0; i < N; ++i) {
        out[i] = {static_cast<Word>(i), codes[i], {}, {}};
    }
    return out;
}

template <class Word, class Row, std::size_t N>
constexpr auto words_from(std::array<Row, N> const& rows) {
    std::array<word<Word>, N> out{};
    for (std::size_t i = 0; i < N; ++i) {
        out[i] = {rows[i].which, rows[i].code, rows[i].en, rows[i].zh};
    }
    return out;
}

inline constexpr auto disclosure_outcomes = words_from<outcome>(all_outcomes);
inline constexpr auto disclosure_classes = words_from<applicant>(all_applicants);
inline constexpr auto disclosure_kinds = words_from<kind>(kind_codes);
inline constexpr auto disclosure_channels = words_from<channel>(channel_codes);
inline constexpr auto disclosure_results = words_from<remedy_result>(remedy_result_codes);
inline constexpr auto disclosure_parties = [] {
    std::array<word<party>, static_cast<std::size_t>(party::court) + 1> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto const p = static_cast<party>(i);
        out[i] = {p, code_of(p), {}, {}};
    }
    return out;
}();

// clang-format off
/// What older law says of the same: Decree 492, and the Reconsideration Law of 2017.
inline constexpr auto disclosure_in_force = std::to_array<citation_in_force_row>({
    {basis::r31_1, {.versions = under_492}, basis::o11},
    {basis::r31_3, {.versions = under_492}, basis::o11},
    {basis::r31_4, {.versions = under_492}, basis::o11},
    {basis::r30_1, {.versions = under_492}, basis::o6},
    {basis::r30_2, {.versions = under_492}, basis::o6},
    {basis::r30_3, {.versions = under_492}, basis::o6},
    {basis::r33_3, {.versions = under_492}, basis::o2},
    {basis::r33_4, {.versions = under_492}, basis::o3},
    {basis::r36_1, {.versions = under_492}, basis::o8},
    {basis::r37_1, {.versions = under_492}, basis::o8},
    {basis::r60_1, {.before = review_law_2023_from}, basis::r60_1b},
    {basis::r60_2, {.before = review_law_2023_from}, basis::r60_2b},
    {basis::r60_5, {.before = review_law_2023_from}, basis::r60_5b},
    {basis::r60_3, {.before = review_law_2023_from}, basis::r60_3b},
    {basis::r60_9, {.before = review_law_2023_from}, basis::r60_9b},
    {basis::r60_10, {.before = review_law_2023_from}, basis::r60_10b},
    {basis::r60_11, {.before = review_law_2023_from}, basis::r60_11b},
    {basis::r60_12, {.before = review_law_2023_from}, basis::r60_12b},
    {basis::r60_13, {.before = review_law_2023_from}, basis::r60_13b},
});

inline constexpr auto disclosure_versions = std::to_array<version_row>({
    {regime::decree_711, "R711", decree_711_from},
    {regime::decree_492, "R492", decree_492_from},
});
// clang-format on

inline constexpr auto all_matters = joined(disclosure_matters, remedy_matters);
inline constexpr auto disclosure_all_effects = joined(disclosure_effects, remedy_effects);
inline constexpr auto disclosure_all_duties = joined(disclosure_duties, remedy_duties);
inline constexpr auto disclosure_all_terms = joined(disclosure_terms, remedy_terms);
inline constexpr auto disclosure_all_facts = joined(disclosure_facts, remedy_facts);
inline constexpr auto disclosure_all_grounds = joined(disclosure_grounds, remedy_grounds);
inline constexpr auto disclosure_all_bounds = joined(disclosure_bounds, remedy_bounds);

inline constexpr statute disclosure_statute {
    .name = "cn_disclosure", .stages = all_stages, .events = all_events, .duty_words = all_duties,
    .roles = stage_roles, .articles = disclosure_articles, .policies = all_policies,
    .versions = disclosure_versions, .outcomes = disclosure_outcomes, .classes = disclosure_classes,
    .kinds = disclosure_kinds, .channels = disclosure_channels, .parties = disclosure_parties,
    .results = disclosure_results, .cells = &disclosure_cells, .lodges = event::lodged,
    .receives = event::received, .withdraws_entry = event::entry_withdrawn,
    .freezes_year = event::year_closed, .ends_year = event::year_ended,
    .accepts = event::review_accepted, .main_clock = duty_kind::reply,
    .takes_over = event::moved_in, .short_procedure = kind::simplified,
    .asks_third_party = kind::third_party, .announces = kind::announcement,
    .objects = view::objects, .announcements = disclosure_announcements,
    .entry_withdrawal = basis::c7, .rules = disclosure_rule_rows, .index = &disclosure_rule_index,
    .impossible = disclosure_impossible, .in_force = disclosure_in_force,
    .effects = disclosure_all_effects, .closings = disclosure_closings, .hearings = remedy_hearings,
    .matters = all_matters, .pauses = disclosure_pauses, .duties = disclosure_all_duties,
    .owners = disclosure_owners, .terms = disclosure_all_terms, .grounds = disclosure_all_grounds,
    .facts = disclosure_all_facts, .bounds = disclosure_all_bounds, .flags = remedy_flags,
    .withholding = withholding_articles, .forms = disclosure_forms,
    .form_rows = disclosure_form_rows, .named_day_literal = policy_number_of<named_day>,
    .authority_limit_literal = policy_number_of<authority_limit>,
    .first_end_counts = policy_number_of<appeal>, .lights_by_due = policy_number_of<light_by>,
    .transition = policy_number_of<transition>, .transition_warning = code::transition_open_case,
    .unrecorded_warning = code::answer_not_recorded, .month_end = basis::d5,
    .rest_day_end = basis::d4,
#if defined(QIXIAN_COMPILED)
    .machine = &step,
#endif
};

}  // namespace detail

QIXIAN_DECL statute const& cn_disclosure() { return detail::disclosure_statute; }

}  // namespace qixian::inline v0
