// Every combination of facts that the guard of an event can tell apart.
#pragma once

#include <array>
#include <vector>

#include "qixian/rule/entry.hpp"
#include "qixian/rule/facts.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"
#include "qixian/statute/default.hpp"

namespace procedure_test {

using namespace qixian;

struct situation {
    entry row{};
    facts known{};
};

inline constexpr std::array both{false, true};
inline constexpr std::array all_targets{target::none, target::unknown, target::ambiguous,
                                        target::found};

/// No limit, the day before `on`, `on`, the day after.
inline std::vector<maybe_date> days_around(date on) {
    return {maybe_date{}, plus_days(on, -1), on, plus_days(on, 1)};
}

inline std::vector<situation> situations_of(event what) {
    std::vector<situation> out;
    auto const laws = std::array{regime::decree_492, regime::decree_711};
    auto const add = [&](date on, facts const& f) -> situation& {
        out.push_back({});
        out.back().row.on = on;
        out.back().row.what = what;
        out.back().known = f;
        return out.back();
    };
    date const on = day(20240110);
    for (auto const law : laws) {
        facts const f{.law = law};
        switch (what) {
        case event::correction_requested:
            for (auto const last : days_around(on)) {
                for (int const sent : {0, 1}) {
                    for (auto const due : {maybe_date{}, maybe_date{on}}) {
                        auto g = f;
                        g.corrections = sent;
                        g.correction_notice_last = last;
                        g.due = due;
                        add(on, g);
                    }
                }
            }
            break;
        case event::consulted:
        case event::delay_notified:
            for (auto const due : days_around(on)) {
                auto g = f;
                g.due = due;
                add(on, g);
            }
            break;
        case event::disclosed:
        case event::partly_disclosed:
            for (auto const last : days_around(on)) {
                for (bool const awaited : both) {
                    auto g = f;
                    g.reasons_last = last;
                    g.opinion_awaited = awaited;
                    add(on, g);
                }
            }
            break;
        case event::correction_lapsed:
        case event::fee_lapsed:
        case event::fee_paid:
            for (auto const last : days_around(on)) {
                auto g = f;
                g.correction_last = last;
                g.payment_last = last;
                g.may_lapse = law == regime::decree_711;
                add(on, g);
            }
            break;
        case event::fee_notified:
            for (int const when : {20201231, 20210101, 20240110}) {
                for (auto const due : days_around(day(when))) {
                    auto g = f;
                    g.due = due;
                    add(day(when), g);
                }
            }
            break;
        case event::extended:
            for (auto const due : days_around(on)) {
                for (int const before : {0, 14, 15, 19, 20}) {
                    for (int const days : {1, 5, 6, 15, 16, 20, 21}) {
                        auto g = f;
                        g.due = due;
                        g.extended = before;
                        g.most = extension_term(g.law);
                        g.asked = days;
                        add(on, g).row.days = days;
                    }
                }
            }
            break;
        case event::opinion_received:
        case event::consultation_lapsed:
            for (auto const found : all_targets) {
                for (auto const last : days_around(on)) {
                    for (bool const limited : both) {
                        auto g = f;
                        g.consultation = found;
                        g.consultation_last = last;
                        g.consultation_limited = limited;
                        add(on, g);
                    }
                }
            }
            break;
        case event::delivered:
        case event::returned:
        case event::resent:
            for (auto const found : all_targets) {
                auto g = f;
                g.letter = found;
                add(on, g);
            }
            break;
        case event::refused:
        case event::unable_to_provide:
        case event::not_processed:
            for (auto const last : days_around(on)) {
                for (auto const& each : all_outcomes) {
                    auto g = f;
                    g.reasons_last = last;
                    add(on, g).row.outcome = each.which;
                    g.third_party_not_asked = true;
                    g.correction_not_asked = true;
                    add(on, g).row.outcome = each.which;
                }
            }
            break;
        case event::review_filed:
        case event::suit_filed:
            for (int const when : {20231231, 20240101}) {
                for (auto const due : days_around(day(when))) {
                    for (unsigned bits = 0; bits < 64; ++bits) {
                        auto g = f;
                        g.due = due;
                        g.paused = (bits & 1) != 0;
                        g.review_first = (bits & 2) != 0;
                        g.review_running = (bits & 4) != 0;
                        g.review_exhausted = (bits & 8) != 0;
                        g.suit_reference_known = (bits & 16) != 0;
                        g.review_given_up = (bits & 32) != 0;
                        add(day(when), g);
                    }
                }
            }
            break;
        case event::review_accepted:
        case event::review_decided:
        case event::review_rejected:
        case event::review_withdrawn:
        case event::review_terminated:
        case event::suit_decided:
        case event::suit_suspended:
        case event::suit_resumed:
        case event::suit_rejected:
        case event::suit_withdrawn:
        case event::suit_appealed:
        case event::suit_retried:
            for (auto const found : all_targets) {
                auto g = f;
                g.review_to_accept = found;
                g.review_to_decide = found;
                g.suit_to_decide = found;
                g.suit_to_reopen = found;
                add(on, g);
            }
            break;
        case event::review_correction_requested:
        case event::review_correction_received:
        case event::review_suspended:
        case event::review_resumed:
            for (auto const found : all_targets) {
                for (auto const fits : all_targets) {
                    for (auto const last : days_around(on)) {
                        auto g = f;
                        g.review_to_accept = fits;
                        g.review_to_decide = found;
                        g.review_to_complete = fits;
                        g.review_to_suspend = fits;
                        g.review_to_resume = fits;
                        g.review_ask_last = last;
                        add(on, g);
                    }
                }
            }
            break;
        case event::review_extended:
            for (auto const found : all_targets) {
                for (auto const last : days_around(on)) {
                    for (int const days : {1, 10, 11, 30, 31}) {
                        for (auto const fits : all_targets) {
                            auto g = f;
                            g.review_to_decide = found;
                            g.review_to_extend = fits;
                            g.review_last = last;
                            g.review_longer = days < 30 ? 20 : 0;
                            add(on, g).row.days = days;
                        }
                    }
                }
            }
            break;
        case event::reply_replaced:
        case event::reanswered:
            for (auto const& each : all_outcomes) {
                for (bool const said : both) {
                    auto g = f;
                    g.order_open = said;
                    add(on, g).row.outcome = each.which;
                    g.opinion_awaited = true;
                    g.third_party_not_asked = true;
                    g.correction_not_asked = true;
                    add(on, g).row.outcome = each.which;
                }
            }
            break;
        case event::reanswer_ordered:
            for (bool const said : both) {
                auto g = f;
                g.any_decision = said;
                g.order_open = said;
                add(on, g);
            }
            break;
        default: add(on, f);
        }
    }
    return out;
}

}  // namespace procedure_test
