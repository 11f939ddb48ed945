#pragma once

#include <array>
#include <utility>

#include "qixian/rule/reflect.hpp"
#include "qixian/statute/cn_remedy/rules.hpp"

namespace qixian::inline v0 {

namespace detail {

inline std::string_view name_of_guard(guard g) {
    static std::array<std::pair<guard, std::string_view>, 23> const names{{
        {guards::always, "always"},
        {guards::first_notice_in_time, "first_notice_in_time"},
        {guards::correction_period_over, "correction_period_over"},
        {guards::payment_period_over, "payment_period_over"},
        {guards::paid_in_time, "paid_in_time"},
        {guards::fee_notice_in_time, "fee_notice_in_time"},
        {guards::extension_in_time, "extension_in_time"},
        {guards::opinion_in_time, "opinion_in_time"},
        {guards::consultation_period_over, "consultation_period_over"},
        {guards::reply_while_correction_awaited, "reply_while_correction_awaited"},
        {guards::reply_while_fee_awaited, "reply_while_fee_awaited"},
        {guards::reply_while_reasons_awaited, "reply_while_reasons_awaited"},
        {guards::reasons_do_not_hold, "reasons_do_not_hold"},
        {guards::letter_known, "letter_known"},
        {guards::still_open, "still_open"},
        {guards::act_or_overdue, "act_or_overdue"},
        {guards::suit_open, "suit_open"},
        {guards::review_awaits_acceptance, "review_awaits_acceptance"},
        {guards::review_undecided, "review_undecided"},
        {guards::suit_undecided, "suit_undecided"},
        {guards::decision_made, "decision_made"},
        {guards::order_unanswered, "order_unanswered"},
    }};
    for (auto const& [which, name] : names) {
        if (which == g) {
            return name;
        }
    }
    return "";
}

template <class Rules>
void append_rows(std::vector<rule_row>& into, region in) {
    mp::mp_for_each<mp::mp_transform<mp::mp_identity, Rules>>([&](auto held) {
        using row = typename decltype(held)::type;
        into.push_back({in, static_cast<std::uint8_t>(row::from), row::on,
                        static_cast<std::uint8_t>(row::to), row::cites, row::when,
                        name_of_guard(row::when), code_of(row::from), code_of(row::to)});
    });
}

inline std::uint8_t stage_in(application const& now, region in) {
    switch (in) {
    case region::procedure: return static_cast<std::uint8_t>(now.at);
    case region::standing: return static_cast<std::uint8_t>(now.year);
    case region::remedy: return static_cast<std::uint8_t>(now.remedy);
    }
    return 0;
}

/// rule_index[region][stage][event]: position in all_rules(), or -1.
using rule_index = std::array<std::array<std::array<std::int16_t, all_events.size()>, 16>, 3>;
static_assert(all_stages.size() <= 16 && all_standings.size() <= 16 &&
                  all_remedy_stages.size() <= 16,
              "every stage of a region has its place in the index");
static_assert(static_cast<std::size_t>(region::remedy) < 3, "every region has its place in it");

inline rule_index const& index_of_rules() {
    static rule_index const index = [] {
        rule_index made;
        for (auto& by_stage : made) {
            for (auto& by_event : by_stage) {
                by_event.fill(-1);
            }
        }
        std::int16_t at = 0;
        for (auto const& row : all_rules()) {
            made[static_cast<std::size_t>(row.in)][row.from][static_cast<std::size_t>(row.on)] =
                at++;
        }
        return made;
    }();
    return index;
}

}  // namespace detail

QIXIAN_DECL std::vector<rule_row> const& all_rules() {
    static std::vector<rule_row> const rows = [] {
        std::vector<rule_row> made;
        detail::append_rows<procedure_rules>(made, region::procedure);
        detail::append_rows<standing_rules>(made, region::standing);
        detail::append_rows<remedy_rules>(made, region::remedy);
        return made;
    }();
    return rows;
}

QIXIAN_DECL rule_row const* rule_for(application const& now, event on) {
    auto const& index = detail::index_of_rules();
    for (auto const in : {region::procedure, region::standing, region::remedy}) {
        auto const at = index[static_cast<std::size_t>(in)][detail::stage_in(now, in)]
                             [static_cast<std::size_t>(on)];
        if (at >= 0) {
            return &all_rules()[static_cast<std::size_t>(at)];
        }
    }
    return nullptr;
}

QIXIAN_DECL std::vector<event> events_possible(application const& now) {
    std::vector<event> out;
    for (auto const& each : all_events) {
        if (each.which != event::year_ended && rule_for(now, each.which) != nullptr) {
            out.push_back(each.which);
        }
    }
    return out;
}

QIXIAN_DECL basis cites_in_force(basis of_rule, regime law, date on) {
    if (law == regime::decree_492) {
        switch (of_rule) {
        case basis::r31_1:
        case basis::r31_3:
        case basis::r31_4: return basis::o11;
        case basis::r30_1:
        case basis::r30_2:
        case basis::r30_3: return basis::o6;
        case basis::r33_3: return basis::o2;
        case basis::r33_4: return basis::o3;
        case basis::r36_1:
        case basis::r37_1: return basis::o8;
        default: break;
        }
    }
    if (on < review_law_2023_from) {
        switch (of_rule) {
        case basis::r60_1: return basis::r60_1b;
        case basis::r60_2: return basis::r60_2b;
        case basis::r60_5: return basis::r60_5b;
        default: break;
        }
    }
    return of_rule;
}

QIXIAN_DECL step_result table_step(application const& now, entry const& e, facts const& known) {
    step_result out{.after = now};
    auto const* row = rule_for(now, e.what);
    if (row == nullptr) {
        out.said = explain_impossible(now, e.what);
        return out;
    }
    out.said = row->when(now, e, known);
    if (out.said.what == verdict::accepted) {
        out.said.cites = cites_in_force(row->cites, known.law, e.on);
    }
    if (out.said.moves) {
        switch (row->in) {
        case region::procedure: out.after.at = static_cast<stage>(row->to); break;
        case region::standing: out.after.year = static_cast<standing>(row->to); break;
        case region::remedy: out.after.remedy = static_cast<remedy_stage>(row->to); break;
        }
    }
    return out;
}

}  // namespace qixian::inline v0
