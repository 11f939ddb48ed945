// Applications to which more happens than sixteen bytes can hold: reasons and delays (article 35), several
// opinions at once, letters that come back. Their rows are kept, and the core is asked about every one.
//
// Whether an application is one of them its dice say when it arrives, so that its rows are there from the
// first. Everything else of its course is that of office_course.ipp. A plan is something that will happen to
// it beside the main course; plans of one moment keep their order.
#pragma once

#include <algorithm>
#include <utility>

#include "qixian/simulation/impl/office_course.ipp"

namespace qixian::inline v0::detail {

inline std::string ref_of_letter(std::size_t letter) {
    constexpr std::array<std::string_view, 3> names{"correction", "fee", "reply"};
    if (letter < names.size()) {
        return std::string(names[letter]);
    }
    auto const party = letter - names.size();
    return party == 0 ? "opinion" : "opinion-" + std::to_string(party + 1);
}

inline std::size_t letter_to(std::size_t party) {
    return static_cast<std::size_t>(letter_number::first_opinion) + party;
}

/// Whether its dice have anything in them that needs a dossier.
inline bool office_run::is_particular(simulated const& c) const {
    auto const back = [&](letter_number of) { return comes_back(c, static_cast<std::size_t>(of)); };
    bool const opinions =
        c.wants_opinion && (parties_of(c) > 1 || back(letter_number::first_opinion));
    bool const corrections =
        c.wants_correction && (back(letter_number::correction) ||
                               happens_to(c, purpose::prolonged, m_.correction.prolonged_share));
    auto const& after = m_.later_answers;
    bool const reviewed =
        happens_to(c, purpose::reviewed, m_.review.share) && p_.rare->follows_reviews;
    return opinions || corrections || (c.wants_fee && back(letter_number::fee)) ||
           back(letter_number::reply) || is_lodged_first(c) || asks_reasons(c) || reviewed ||
           happens_to(c, purpose::sued, m_.suit.share) ||
           happens_to(c, purpose::supplemented, after.supplemented_share) ||
           happens_to(c, purpose::replaced, after.replaced_share);
}

// --- the rows, and what the core makes of them ---------------------------------------------------

inline dossier& office_run::dossier_of(simulated const& c) { return dossiers_[index_of(c)]; }

inline dossier const* office_run::find_dossier(simulated const& c) const {
    auto const found = dossiers_.find(index_of(c));
    return found == dossiers_.end() || found->second.rows.empty() ? nullptr : &found->second;
}

/// A row of today, as the core takes it.
inline void office_run::put(simulated& c, entry row) {
    auto& d = dossier_of(c);
    if (is_reply(row.what)) {
        row.ref = ref_of_letter(static_cast<std::size_t>(letter_number::reply));
    } else if (row.what == event::correction_requested) {
        row.ref = ref_of_letter(static_cast<std::size_t>(letter_number::correction));
    } else if (row.what == event::fee_notified) {
        row.ref = ref_of_letter(static_cast<std::size_t>(letter_number::fee));
    } else if (row.what == event::received && !d.rows.empty()) {
        row.channel.reset();
        row.applicant.reset();
    }
    d.rows.push_back(row);
    auto now = fold(d.rows, row.on, *law_);
    auto said = folded::unclear;
    if (now) {
        auto const last = d.rows.size() - 1;
        auto const is_last = [&](auto const& list) {
            return !list.empty() && list.back().row == last;
        };
        said = is_last(now->refused)     ? folded::refused
               : is_last(now->irregular) ? folded::irregular
                                         : folded::taken;
        d.life = std::move(now).value();
    }
    count_event(row.what, said);
    if (rows_) {
        rows_(row);
    }
}

/// Whether the core would accept `row` today. Names and dates it.
inline bool office_run::may(simulated const& c, entry row) const {
    auto const* const d = find_dossier(c);
    if (d == nullptr) {
        return false;
    }
    row.on = day_at(today());
    name(row, c);
    auto const known = facts_for(d->life, row, *law_);
    return known && step(*law_->law, d->life.now, row, *known).said.what == verdict::accepted;
}

/// What others do, bodies and courts, they do where the law lets them.
inline bool office_run::put_if_lawful(simulated& c, entry row) {
    if (!may(c, row)) {
        return false;
    }
    row.on = day_at(today());
    name_and_date(row, c);
    put(c, std::move(row));
    return true;
}

/// What an extension would be asked about: the due day, whether the clock stands.
inline facts office_run::facts_of_clock(simulated const& c, day_index on) const {
    auto const* const d = find_dossier(c);
    if (d == nullptr) {
        return {};
    }
    entry asked{.on = day_at(on), .what = event::extended, .days = 1};
    name(asked, c);
    auto const known = facts_for(d->life, asked, *law_);
    return known ? *known : facts{};
}

inline stage office_run::stands(simulated const& c) const {
    if (!c.particular) {
        return c.life.stands();
    }
    auto const* const d = find_dossier(c);
    return d != nullptr ? d->life.now.at : stage::unregistered;
}

/// Pre: it was received.
inline day_index office_run::received_on(simulated const& c) const {
    return c.particular ? day_index_of(*find_dossier(c)->life.received_on) : c.life.received();
}

/// Pre: it was received.
inline day_index office_run::clock_from(simulated const& c) const {
    return c.particular ? day_index_of(find_dossier(c)->life.runs.back().origin) : c.life.from();
}

/// Whether it waits for an opinion. Who does extends nothing, also where the clock stands no longer.
inline bool office_run::is_paused(simulated const& c) const {
    if (!c.particular) {
        return c.life.is_paused();
    }
    auto const* const d = find_dossier(c);
    return d != nullptr &&
           std::any_of(d->life.rounds.begin(), d->life.rounds.end(), [](case_round const& r) {
               return r.what == matter::opinion && !r.answered;
           });
}

inline bool office_run::asked_correction(simulated const& c) const {
    if (!c.particular) {
        return c.life.asked_correction();
    }
    auto const& rounds = find_dossier(c)->life.rounds;
    return std::any_of(rounds.begin(), rounds.end(),
                       [](case_round const& r) { return r.what == matter::correction; });
}

inline bool office_run::clock_runs(simulated const& c) const {
    return c.particular ? facts_of_clock(c, today()).due.has_value() : c.life.clock_runs();
}

// --- plans ---------------------------------------------------------------------------------------

inline void office_run::plan(simulated& c, moment at, event what, std::size_t number) {
    if (at == never) {
        return;
    }
    dossier_of(c).plans.push_back({at, what, static_cast<std::uint8_t>(number)});
    remind(at, happens::on_paper, c);
}

/// The first of its plans whose moment has come; what was given up meanwhile is none.
inline void office_run::go_by_dossier(simulated& c) {
    auto& plans = dossier_of(c).plans;
    auto const next = std::min_element(plans.begin(), plans.end(),
                                       [](auto const& a, auto const& b) { return a.at < b.at; });
    if (next == plans.end() || next->at > now_) {
        return;
    }
    auto const what = *next;
    plans.erase(next);
    bool const was_closed = is_closed(stands(c));
    do_as_planned(c, what);
    if (was_closed && dossier_of(c).plans.empty()) {
        forget(c);
    }
}

inline void office_run::do_as_planned(simulated& c, dossier::planned const& next) {
    switch (next.what) {
    case event::received: return receive(c);
    case event::reasons_received: return take_reasons(c);
    case event::not_processed:  // the period for reasons is over, and nothing came
        c.wants_correction = false;
        c.wants_opinion = false;
        c.wants_fee = false;
        return resume(c);
    case event::opinion_received:
    case event::consultation_lapsed: return take_opinion(c, next.what, next.number);
    case event::correction_period_extended: return prolong_correction(c);
    case event::returned:
        put_if_lawful(c, {.what = event::returned, .re = ref_of_letter(next.number)});
        return plan(c,
                    time_.from(now_ + p_.rare->again.at(
                                          letter_dice(c, next.number)
                                              .draw(static_cast<std::uint64_t>(purpose::again)))),
                    event::resent, next.number);
    case event::resent: return send_again(c, next.number);
    case event::delivered:
        put_if_lawful(c, {.what = event::delivered, .re = ref_of_letter(next.number)});
        return;
    case event::supplemented:
        put_if_lawful(c, {.what = event::supplemented, .ref = "supplement"});
        return;
    case event::reply_replaced:
        put_if_lawful(
            c, {.what = event::reply_replaced, .ref = "new-reply", .outcome = outcome::granted});
        return;
    case event::review_filed: return plan_review(c);
    case event::review_decided: return end_review(c);
    case event::suit_filed: return file_suit(c, next.number);
    case event::suit_decided: return end_instance(c, next.number);
    default: return follow_remedy(c, next);
    }
}

// --- confirmation and reasons --------------------------------------------------------------------

inline bool office_run::is_lodged_first(simulated const& c) const {
    return happens_to(c, purpose::lodged, m_.confirmation.share);
}

/// R31-4: it came online; the clock waits for both sides to confirm.
inline void office_run::lodge(simulated& c) {
    entry row{.on = day_at(today()),
              .what = event::lodged,
              .applicant = m_.classes[c.at_class].column,
              .channel = channel::online};
    name_and_date(row, c);
    put(c, std::move(row));
    plan(c, now_ + p_.rare->confirmed.at(draw(c, purpose::confirmed)), event::received);
}

inline bool office_run::asks_reasons(simulated const& c) const {
    auto const share =
        c.result == outcome::excessive ? m_.reasons.share_of_excessive : m_.reasons.share;
    return today_ >= p_.law_711 && happens_to(c, purpose::reasoned, share);
}

inline bool office_run::asks_reasons_now(simulated const& c) const {
    auto const* const d = find_dossier(c);
    return c.step == m_.reasons.after && d != nullptr && !d->asked_reasons && !d->plain &&
           d->life.now.at == stage::received && received_on(c) >= p_.law_711 && asks_reasons(c);
}

inline void office_run::request_reasons(simulated& c) {
    auto const period = m_.reasons.period_working_days;
    dossier_of(c).asked_reasons = true;
    tell(c, {.what = event::reasons_requested, .days = period, .ref = "reasons"});
    auto const last = folder_.last_of(today(), period);
    if (!last) {
        return;
    }
    bool const silent = c.result == outcome::excessive &&
                        happens_to(c, purpose::reasons_withheld, m_.reasons.silent_share);
    if (silent) {
        return plan(c, start_of(*last + 1), event::not_processed);
    }
    auto const at = now_ + p_.rare->reasons.at(draw(c, purpose::reasons));
    plan(c, std::min(at, end_of(*last)), event::reasons_received);
}

/// R35-3: where reasons hold, a later day may be named. What must still be corrected is asked first.
inline void office_run::take_reasons(simulated& c) {
    tell(c, {.what = event::reasons_received});
    auto const due = due_now(c);
    bool const delays = c.result != outcome::excessive && !c.wants_correction && due &&
                        today_ <= *due && happens_to(c, purpose::delayed, m_.reasons.delayed_share);
    auto const days = static_cast<int>(p_.rare->delay.at(draw(c, purpose::delay)) / ticks_per_day);
    if (auto const until = delays ? folder_.last_of(*due, std::max(days, 1)) : std::nullopt) {
        tell(c, {.what = event::delay_notified, .until = day_at(*until), .ref = "delay"});
    } else {
        plan_extension(c);
    }
    resume(c);
}

// --- opinions ------------------------------------------------------------------------------------

inline std::size_t office_run::parties_of(simulated const& c) const {
    return static_cast<std::size_t>(p_.rare->parties.at(draw(c, purpose::parties))) + 1;
}

/// The dice of a party; the first has those of the application.
inline random_stream party_dice(simulated const& c, std::size_t party) {
    return party == 0 ? c.dice : c.dice.of(stream_of::parties + party);
}

/// All letters go out on one day.
inline void office_run::consult_all(simulated& c) {
    auto const parties = parties_of(c);
    dossier_of(c).opinions_awaited = static_cast<int>(parties);
    for (std::size_t party = 0; party < parties; ++party) {
        auto const drawn = std::array{kind::third_party, kind::co_maker,
                                      kind::other_agency}[static_cast<std::size_t>(
            p_.whom.at(party_dice(c, party).draw(static_cast<std::uint64_t>(purpose::whom))))];
        // R32: whoever withholds for a third party has asked it.
        auto const whom =
            party == 0 && c.result == outcome::third_party_rights ? kind::third_party : drawn;
        auto const ref = ref_of_letter(letter_to(party));
        tell(c, {.what = event::consulted, .kind = whom, .ref = ref});
        if (!sends_letter(c, letter_to(party))) {
            await_opinion_of(c, party);
        }
    }
}

/// Its answer, or its silence, from today on.
inline void office_run::await_opinion_of(simulated& c, std::size_t party) {
    auto const ref = ref_of_letter(letter_to(party));
    auto const& rows = dossier_of(c).rows;
    auto const asked = std::find_if(rows.begin(), rows.end(), [&](entry const& e) {
        return e.what == event::consulted && e.ref == ref;
    });
    moment silence = never;
    if (asked->kind != kind::other_agency) {
        auto const last = folder_.last_of(today(), third_party_term.length);
        silence = last ? end_of(*last) : never;
    }
    auto const dice = party_dice(c, party);
    auto const answers = time_.after(
        time_.from(now_), p_.opinion.at(dice.draw(static_cast<std::uint64_t>(purpose::opinion))));
    bool const silent =
        silence != never && (dice.draw(static_cast<std::uint64_t>(purpose::silent)) <
                                 chance(m_.consultation.silent_share) ||
                             answers > silence);
    plan(c, silent ? silence : answers,
         silent ? event::consultation_lapsed : event::opinion_received, party);
}

inline void office_run::take_opinion(simulated& c, event what, std::size_t party) {
    auto const ref = ref_of_letter(letter_to(party));
    tell(c, {.what = what, .re = ref});
    if (--dossier_of(c).opinions_awaited == 0) {
        plan_extension(c);
        resume(c);
    }
}

// --- corrections and fees, from the day that their letter arrived --------------------------------

inline void office_run::await_correction_of(simulated& c) {
    auto const last = folder_.last_of(today(), m_.correction.period_working_days);
    if (!last) {
        return;
    }
    if (c.result == outcome::correction_lapsed) {
        return await(start_of(*last + 1), happens::correction_lapses, c);
    }
    if (happens_to(c, purpose::prolonged, m_.correction.prolonged_share)) {
        return plan(c, end_of(*last), event::correction_period_extended);
    }
    auto const at = now_ + p_.answer.at(draw(c, purpose::answer));
    await(std::min(at, end_of(*last)), happens::corrected, c);
}

inline void office_run::prolong_correction(simulated& c) {
    auto const period = m_.correction.period_working_days;
    tell(c, {.what = event::correction_period_extended, .days = period, .ref = "longer"});
    if (auto const last = folder_.last_of(today(), period)) {
        auto const at = now_ + p_.answer.at(draw(c, purpose::answer));
        await(std::min(at, end_of(*last)), happens::corrected, c);
    }
}

inline void office_run::await_payment_of(simulated& c) {
    auto const last = folder_.last_of(today(), payment_term.length);
    if (!last) {
        return;
    }
    if (c.result == outcome::fee_lapsed) {
        return await(start_of(*last + 1), happens::fee_lapses, c);
    }
    auto const at = now_ + p_.payment.at(draw(c, purpose::payment));
    await(std::min(at, end_of(*last)), happens::paid, c);
}

// --- letters that come back (Z2) -----------------------------------------------------------------

inline random_stream office_run::letter_dice(simulated const& c, std::size_t letter) const {
    return c.dice.of(stream_of::letters + letter);
}

inline bool office_run::comes_back(simulated const& c, std::size_t letter) const {
    auto const share = m_.letters.returned_share;
    return share > 0 && today_ >= p_.law_711 &&
           letter_dice(c, letter).draw(static_cast<std::uint64_t>(purpose::returned)) <
               chance(share);
}

/// Sends a letter; true where it will come back.
inline bool office_run::sends_letter(simulated& c, std::size_t letter) {
    if (dossier_of(c).plain || !comes_back(c, letter)) {
        return false;
    }
    auto const days =
        p_.rare->back.at(letter_dice(c, letter).draw(static_cast<std::uint64_t>(purpose::back)));
    plan(c, now_ + std::max(days, ticks_per_day), event::returned, letter);
    return true;
}

inline void office_run::send_again(simulated& c, std::size_t letter) {
    put_if_lawful(c, {.what = event::resent, .re = ref_of_letter(letter)});
    if (letter >= letter_to(0)) {
        return await_opinion_of(c, letter - letter_to(0));
    }
    switch (static_cast<letter_number>(letter)) {
    case letter_number::correction: return await_correction_of(c);
    case letter_number::fee: return await_payment_of(c);
    default: break;
    }
    auto const days = p_.rare->arrives.at(
        letter_dice(c, letter).draw(static_cast<std::uint64_t>(purpose::arrives)));
    plan(c, now_ + days, event::delivered, letter);
}

// --- the books -----------------------------------------------------------------------------------

/// As the core and the ledger have it, once nothing more will happen to it.
inline void office_run::enter_dossier_in_books(simulated const& c) {
    auto const* const d = find_dossier(c);
    if (d == nullptr) {
        return;
    }
    auto const as_of = day_at(p_.last);
    if (auto const a = assess(d->rows, as_of, *law_)) {
        books_.count_account(account_of(*a), as_of);
        books_.count_due_day(fate_of_due_day(*a));
    }
}

/// It is closed: what it was to the year, and what comes after.
inline void office_run::settle_dossier(simulated& c) {
    auto& d = dossier_of(c);
    d.plans.clear();
    if (d.life.closed_on && d.life.received_on) {
        books_.count_closed(day_index_of(*d.life.received_on), day_index_of(*d.life.closed_on),
                            d.life.now.at, time_.days());
        if (c.known != 0) {
            auto const a = assess(d.rows, day_at(today()), *law_);
            fates_[c.known - 1] = {day_index_of(*d.life.closed_on), a && account_of(*a).late};
        }
    }
    plan_what_follows(c);
    if (d.plans.empty()) {
        forget(c);
    }
}

}  // namespace qixian::inline v0::detail
