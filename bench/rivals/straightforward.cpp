// The straightforward rival at work: a map of records and a switch over events.
#include "straightforward.hpp"

#include <algorithm>

#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"

namespace qixian::bench::rivals {

date straightforward::add(date from, int days) const {
    return calendar_.add(from, working_days{days})->latest;
}

int straightforward::taken_by_pause(record const& r, date on) const {
    if (!r.paused_from || *r.paused_from >= add(r.origin, r.total)) {
        return 0;
    }
    auto const to = r.opinion_last ? std::min(on, *r.opinion_last) : on;
    return to <= *r.paused_from ? 0 : calendar_.count(*r.paused_from, to)->least;
}

facts straightforward::facts_for(record const& r, entry const& e) const {
    facts f;
    if (r.received) {
        f.law = *r.received < decree_711_from ? regime::decree_492 : regime::decree_711;
    }
    switch (e.what) {
    case event::correction_requested:
        f.corrections = r.corrections;
        if (r.received) {
            f.correction_notice_last = add(*r.received, correction_notice_term.length);
        }
        break;
    case event::correction_lapsed:
        f.may_lapse = f.law == regime::decree_711;
        f.correction_last = r.awaited_last;
        break;
    case event::fee_paid:
    case event::fee_lapsed: f.payment_last = r.awaited_last; break;
    case event::extended:
    case event::fee_notified:
        f.extended = r.extended;
        f.most = extension_term(f.law);
        if (r.received && !r.held) {
            f.due = add(r.origin, r.total + taken_by_pause(r, e.on));
        }
        break;
    case event::opinion_received:
    case event::consultation_lapsed:
        f.consultation = r.paused_from ? target::found : target::none;
        f.consultation_limited = r.opinion_last.has_value();
        f.consultation_last = r.opinion_last;
        break;
    case event::delivered:
    case event::returned: f.letter = target::found; break;
    default: break;
    }
    return f;
}

void straightforward::apply(record& r, entry const& e) {
    auto const end_pause = [&](date on) {
        r.total += taken_by_pause(r, on);
        r.paused_from.reset();
    };
    auto const restart = [&] {
        r.origin = e.on;
        r.total = reply_term(regime::decree_711).length;
        r.extended = 0;
        r.held = false;
    };
    switch (e.what) {
    case event::lodged: r.column = e.applicant; break;
    case event::received:
        if (e.applicant) {
            r.column = e.applicant;
        }
        r.received = e.on;
        r.origin = e.on;
        r.total = reply_term(regime_of(e.on).value()).length;
        break;
    case event::correction_requested:
        ++r.corrections;
        r.held = *r.received >= decree_711_from;
        r.awaited_last.reset();
        if (e.days) {
            r.awaited_last = add(e.delivered.value_or(e.on), *e.days);
        }
        break;
    case event::correction_received:
        if (*r.received >= decree_711_from) {
            restart();
        }
        break;
    case event::fee_notified:
        r.held = true;
        r.awaited_last = add(e.delivered.value_or(e.on), payment_term.length);
        break;
    case event::fee_paid: restart(); break;
    case event::extended:
        r.total += *e.days;
        r.extended += *e.days;
        break;
    case event::consulted:
        r.paused_from = e.on;
        r.opinion_last.reset();
        if (e.kind != kind::other_agency) {
            r.opinion_last = add(e.delivered.value_or(e.on), third_party_term.length);
        }
        break;
    case event::opinion_received: end_pause(e.on); break;
    case event::consultation_lapsed: end_pause(std::min(e.on, *r.opinion_last)); break;
    default: break;
    }
    if (is_closed(r.now.at) && !r.closed) {
        r.closed = e.on;
        r.result = outcome_of(e);
        if (e.what == event::correction_lapsed || e.what == event::fee_lapsed) {
            r.closed = plus_days(*r.awaited_last, 1);
        }
    }
}

void straightforward::take(entry const& e) {
    if (e.on > as_of_ || is_remedy(e.what)) {
        return;  // neither moves a due day or table 3
    }
    auto& r = all_[e.application];
    auto const became = step(r.now, e, facts_for(r, e));
    if (became.said.what == verdict::refused) {
        return;
    }
    r.now = became.after;
    if (became.said.moves) {
        apply(r, e);
    }
}

std::vector<open_reply> straightforward::open() const {
    std::vector<open_reply> out;
    for (auto const& [name, r] : all_) {
        if (!r.received || !is_open(r.now.at) || r.held) {
            continue;
        }
        if (r.paused_from && (!r.opinion_last || as_of_ < *r.opinion_last)) {
            continue;  // stands still
        }
        auto const due =
            calendar_.add(r.origin, working_days{r.total + taken_by_pause(r, as_of_)})->earliest;
        bool const late = as_of_ > due;
        auto const between = late ? calendar_.count(due, as_of_) : calendar_.count(as_of_, due);
        int const left = late ? -between->least : between->least;
        out.push_back({name, due, left, late ? light::overdue : light_for(left)});
    }
    std::sort(out.begin(), out.end());
    return out;
}

table3 straightforward::table_of(int year, form shape) const {
    table3 out{.shape = shape};
    auto const first = first_day_of(year);
    auto const last = last_day_of(year);
    for (std::size_t row = 0; row < rows_of(shape).size(); ++row) {
        out.cells[row].fill(0);
    }
    for (auto const& each : all_) {
        auto const& r = each.second;
        if (!r.received || r.now.at == stage::void_record) {
            continue;
        }
        auto const count = [&](std::size_t row) {
            ++*out.at(row, column_of(*r.column));
            ++*out.at(row, column::total);
        };
        if (*r.received >= first && *r.received <= last) {
            count(new_row);
        }
        if (*r.received < first && (!r.closed || *r.closed >= first)) {
            count(carried_in_row);
        }
        if (r.closed && *r.closed >= first && *r.closed <= last && r.result) {
            auto const id =
                shape == form::form_2019 ? info(*r.result).row_2019 : info(*r.result).row_2021;
            count(*row_index(shape, id));
            count(result_total_row(shape));
        }
        if (*r.received <= last && (!r.closed || *r.closed > last)) {
            count(carried_out_row(shape));
        }
    }
    return out;
}

}  // namespace qixian::bench::rivals
