#pragma once

#include "qixian/rule/entry.hpp"
#include "qixian/statute/cn_disclosure/letters.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL bool uses(event e, cell c) {
    auto const is_one_of = [e](auto... list) { return ((e == list) || ...); };
    switch (c) {
    case cell::applicant:
    case cell::channel: return is_one_of(event::lodged, event::received);
    case cell::part_of:
    case cell::related:
    case cell::applicant_ref: return is_one_of(event::lodged, event::received);
    case cell::days:
        return is_one_of(event::extended, event::correction_requested,
                         event::correction_period_extended, event::reasons_requested,
                         event::reanswer_ordered);
    case cell::unit:
        return is_one_of(event::extended, event::correction_requested,
                         event::correction_period_extended, event::reasons_requested,
                         event::reanswer_ordered);
    case cell::until:
        return is_one_of(event::correction_requested, event::correction_period_extended,
                         event::reasons_requested, event::reanswer_ordered, event::delay_notified);
    case cell::delivered:
        return is_reply(e) ||
               is_one_of(event::consulted, event::correction_requested,
                         event::correction_period_extended, event::fee_notified, event::extended,
                         event::reasons_requested, event::delay_notified, event::supplemented,
                         event::review_filed, event::suit_filed, event::review_decided,
                         event::suit_decided, event::reanswer_ordered, event::reanswered,
                         event::closed_otherwise);
    case cell::ref: return true;
    case cell::re:
        return is_one_of(event::opinion_received, event::consultation_lapsed, event::delivered,
                         event::returned, event::review_filed, event::review_accepted,
                         event::review_decided, event::suit_filed, event::suit_decided,
                         event::reanswer_ordered, event::reanswered, event::entry_withdrawn);
    case cell::kind: return is_one_of(event::consulted, event::review_accepted);
    case cell::view: return e == event::opinion_received;
    case cell::outcome:
        return is_one_of(event::refused, event::unable_to_provide, event::not_processed,
                         event::closed_otherwise, event::reanswered);
    case cell::ground: return is_reply(e) || is_one_of(event::reanswered, event::closed_otherwise);
    case cell::result: return is_one_of(event::review_decided, event::suit_decided);
    case cell::amount: return e == event::fee_notified;
    }
    return false;
}

namespace detail {

inline bool is_filled(entry const& e, cell c) {
    switch (c) {
    case cell::applicant: return e.applicant.has_value();
    case cell::channel: return e.channel.has_value();
    case cell::days: return e.days.has_value();
    case cell::unit: return e.days_unit.has_value();
    case cell::until: return e.until.has_value();
    case cell::delivered: return e.delivered.has_value();
    case cell::ref: return !e.ref.empty();
    case cell::re: return !e.re.empty();
    case cell::kind: return e.kind.has_value();
    case cell::view: return e.view.has_value();
    case cell::outcome: return e.outcome.has_value();
    case cell::ground: return !e.ground.empty();
    case cell::result: return e.result.has_value();
    case cell::amount: return e.amount_fen.has_value();
    case cell::part_of: return !e.part_of.empty();
    case cell::related: return !e.related.empty();
    case cell::applicant_ref: return !e.applicant_ref.empty();
    }
    return false;
}

/// The cells an event cannot do without; at most one each.
inline std::optional<cell> needed(event e) {
    switch (e) {
    case event::consulted: return cell::kind;
    case event::extended: return cell::days;
    case event::delay_notified: return cell::until;
    case event::refused:
    case event::unable_to_provide:
    case event::not_processed: return cell::outcome;
    case event::review_decided:
    case event::suit_decided: return cell::result;
    case event::entry_withdrawn: return cell::re;
    default: return std::nullopt;
    }
}

inline answer_kind kind_of_answer(event e) {
    switch (e) {
    case event::disclosed: return answer_kind::disclosed;
    case event::partly_disclosed: return answer_kind::partly_disclosed;
    case event::refused: return answer_kind::refused;
    case event::unable_to_provide: return answer_kind::unable_to_provide;
    case event::not_processed: return answer_kind::not_processed;
    default: return answer_kind::handled_otherwise;
    }
}

}  // namespace detail

QIXIAN_DECL std::vector<cell> unused_cells(entry const& e) {
    std::vector<cell> out;
    for (std::size_t i = 0; i < cell_names.size(); ++i) {
        auto const c = static_cast<cell>(i);
        if (detail::is_filled(e, c) && !uses(e.what, c)) {
            out.push_back(c);
        }
    }
    return out;
}

QIXIAN_DECL std::optional<fault> check(entry const& e) {
    auto const wrong = [](code what, cell c, std::string detail) {
        return fault{.what = what,
                     .detail = std::move(detail),
                     .field = std::string(cell_names[static_cast<std::size_t>(c)])};
    };
    if (auto const c = detail::needed(e.what); c && !detail::is_filled(e, *c)) {
        return wrong(code::missing_value, *c, std::string(code_of(e.what)));
    }
    if (uses(e.what, cell::until) && e.until) {
        if (uses(e.what, cell::days) && e.days) {
            return wrong(code::period_twice, cell::until, to_text(*e.until));
        }
        if (*e.until < e.on) {
            return wrong(code::period_backwards, cell::until, to_text(*e.until));
        }
    }
    if (uses(e.what, cell::delivered) && e.delivered && *e.delivered < e.on) {
        return wrong(code::delivered_before_on, cell::delivered, to_text(*e.delivered));
    }
    if (e.what == event::extended && e.days_unit.value_or(unit::working_day) != unit::working_day) {
        return wrong(code::unknown_code, cell::unit, std::string(code_of(*e.days_unit)));
    }
    if (uses(e.what, cell::kind) && e.kind) {
        bool const of_review = *e.kind >= kind::ordinary;
        if (of_review != (e.what == event::review_accepted)) {
            return wrong(code::unknown_code, cell::kind, std::string(code_of(*e.kind)));
        }
    }
    if (e.what != event::reanswered && uses(e.what, cell::outcome) && e.outcome &&
        info(*e.outcome).kind != detail::kind_of_answer(e.what)) {
        return wrong(code::outcome_mismatch, cell::outcome, std::string(info(*e.outcome).code));
    }
    return std::nullopt;
}

QIXIAN_DECL std::optional<outcome> outcome_of(entry const& e) {
    switch (e.what) {
    case event::disclosed: return outcome::granted;
    case event::partly_disclosed: return outcome::partly_granted;
    case event::refused:
    case event::unable_to_provide:
    case event::not_processed: return e.outcome;
    case event::correction_lapsed: return outcome::correction_lapsed;
    case event::fee_lapsed: return outcome::fee_lapsed;
    case event::withdrawn: return outcome::other;
    case event::closed_otherwise: return e.outcome.value_or(outcome::other);
    default: return std::nullopt;
    }
}

}  // namespace qixian::inline v0
