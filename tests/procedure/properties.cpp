// What must hold of any history, on histories made by RapidCheck, which shrinks what fails.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/date/text.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace {

using namespace qixian;

context const& in() {
    static context const held{china::calendar()};
    return held;
}

entry row(date on, event what) {
    entry e;
    e.application = "A";
    e.on = on;
    e.what = what;
    return e;
}

/// Fills the cells that `e` cannot do without.
void fill(entry& e, int some) {
    auto const n = static_cast<std::size_t>(some);
    switch (e.what) {
    case event::lodged:
    case event::received: e.applicant = applicant::natural_person; break;
    case event::consulted: e.kind = static_cast<kind>(n % 3); break;
    case event::correction_requested:
    case event::reasons_requested: e.days = 1 + some % 30; break;
    case event::extended: e.days = 1 + some % 20; break;
    case event::delay_notified: e.until = plus_days(e.on, 1 + some); break;
    case event::refused: e.outcome = static_cast<outcome>(2 + n % 8); break;
    case event::unable_to_provide: e.outcome = outcome::not_held; break;
    case event::not_processed: e.outcome = static_cast<outcome>(13 + n % 5); break;
    case event::review_decided:
    case event::suit_decided: e.result = static_cast<remedy_result>(n % 3); break;
    default: break;
    }
}

date any_receipt() { return plus_days(day(20100104), *rc::gen::inRange(0, 5400)); }

/// A history: received, then rows a day or more apart, most of them possible where it stands.
std::vector<entry> any_rows() {
    std::vector<entry> out;
    date on = any_receipt();
    out.push_back(row(on, event::received));
    fill(out.back(), 0);
    auto const steps = *rc::gen::container<std::vector<std::tuple<int, int, int>>>(rc::gen::tuple(
        rc::gen::inRange(1, 25), rc::gen::inRange(0, 1000), rc::gen::inRange(0, 60)));
    for (auto const& [apart, pick, some] : steps) {
        on = plus_days(on, apart);
        auto const n = static_cast<std::size_t>(pick);
        auto what = static_cast<event>(n % static_cast<std::size_t>(event::entry_withdrawn));
        if (some % 4 != 0) {
            auto const next = assess(out, plus_days(on, -1), in()).value().next;
            what = next.empty() ? what : next[n % next.size()].what;
        }
        auto e = row(on, what);
        fill(e, some);
        if (check(e).empty()) {
            out.push_back(std::move(e));
        }
    }
    return out;
}

duty const& reply_of(assessment const& a) {
    return *std::find_if(a.duties.begin(), a.duties.end(),
                         [](duty const& d) { return d.what == duty_kind::reply && d.in_force; });
}

/// Everything a host shows of an answer, as one text.
std::string told(assessment const& a) {
    std::string out(code_of(a.life.now.at));
    out.append(" ").append(code_of(a.life.now.year));
    out.append(" ").append(code_of(a.life.now.remedy));
    out.append(a.life.closed_on ? " " + to_text(*a.life.closed_on) : " -");
    for (auto const year : a.life.carried_over) {
        out.append(" ").append(std::to_string(year));
    }
    for (auto const& d : a.duties) {
        out.append("; ").append(code_of(d.what)).append(" ").append(code_of(d.status));
        out.append(d.end ? " " + to_text(d.end->due) : " -");
        out.append(d.end && d.end->latest ? " " + to_text(*d.end->latest) : " -");
    }
    for (auto const& w : a.warnings) {
        out.append("; ").append(name_of(w.what));
        out.append(w.shadow_due ? " " + to_text(*w.shadow_due) : " -");
    }
    out.append("; ").append(std::to_string(a.life.refused.size()));
    out.append(" ").append(std::to_string(a.life.irregular.size()));
    return out;
}

void holds(std::string const& what, bool (*property)()) {
    EXPECT_TRUE(rc::check(what, property)) << what;
}

TEST(properties, a_consultation_never_makes_the_reply_due_earlier) {
    holds("a consultation never makes the reply due earlier", []() -> bool {
        date const from = any_receipt();
        auto opening = row(from, event::received);
        fill(opening, 0);
        std::vector<entry> rows{opening};
        for (int n = *rc::gen::inRange(0, 3); n > 0; --n) {
            auto e = row(plus_days(from, *rc::gen::inRange(0, 30)), event::consulted);
            fill(e, *rc::gen::inRange(0, 3));
            e.ref = std::to_string(n);
            rows.push_back(e);
        }
        date const as_of = plus_days(from, *rc::gen::inRange(30, 120));
        auto const before = assess(rows, as_of, in()).value();
        auto more = row(plus_days(from, *rc::gen::inRange(0, 30)), event::consulted);
        fill(more, *rc::gen::inRange(0, 3));
        more.ref = "more";
        rows.push_back(more);
        if (*rc::gen::arbitrary<bool>()) {
            auto answer =
                row(plus_days(more.on, *rc::gen::inRange(0, 30)), event::opinion_received);
            answer.re = "more";
            rows.push_back(answer);
        }
        auto const after = assess(rows, as_of, in()).value();
        return reply_of(after).end->due >= reply_of(before).end->due;
    });
}

TEST(properties, rows_of_different_days_may_stand_in_any_order) {
    holds("rows of different days may stand in any order", []() -> bool {
        auto const rows = any_rows();
        date const as_of = plus_days(rows.back().on, *rc::gen::inRange(0, 400));
        auto shuffled = rows;
        for (std::size_t i = shuffled.size(); i > 1; --i) {
            std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
        }
        return told(assess(rows, as_of, in()).value()) ==
               told(assess(shuffled, as_of, in()).value());
    });
}

TEST(properties, rows_after_the_as_of_day_change_nothing) {
    holds("rows after the as-of day change nothing", []() -> bool {
        auto const rows = any_rows();
        date const as_of = rows[*rc::gen::inRange<std::size_t>(0, rows.size())].on;
        auto known = rows;
        std::erase_if(known, [as_of](entry const& e) { return e.on > as_of; });
        return told(assess(rows, as_of, in()).value()) == told(assess(known, as_of, in()).value());
    });
}

TEST(properties, a_later_day_never_opens_what_was_closed) {
    holds("a later day never opens what was closed", []() -> bool {
        auto const rows = any_rows();
        date const as_of = plus_days(rows.front().on, *rc::gen::inRange(0, 300));
        auto const before = assess(rows, as_of, in()).value();
        auto const after = assess(rows, plus_days(as_of, *rc::gen::inRange(1, 300)), in()).value();
        if (!is_closed(before.life.now.at)) {
            return true;
        }
        return after.life.now.at == before.life.now.at &&
               after.life.closed_on == before.life.closed_on &&
               after.life.result == before.life.result &&
               after.life.carried_over == before.life.carried_over;
    });
}

TEST(properties, a_row_that_was_refused_might_as_well_not_be_there) {
    holds("a refused row might as well not be there", []() -> bool {
        auto const rows = any_rows();
        date const as_of = rows.back().on;
        auto const with = assess(rows, as_of, in()).value();
        std::vector<entry> without;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (std::none_of(with.life.refused.begin(), with.life.refused.end(),
                             [i](exception_row const& x) { return x.row == i; })) {
                without.push_back(rows[i]);
            }
        }
        auto const then = assess(without, as_of, in()).value();
        return then.life.refused.empty() && then.life.now == with.life.now &&
               then.life.closed_on == with.life.closed_on &&
               then.duties.size() == with.duties.size() &&
               std::equal(then.duties.begin(), then.duties.end(), with.duties.begin(),
                          [](duty const& a, duty const& b) {
                              return a.end == b.end && a.status == b.status;
                          });
    });
}

TEST(properties, an_extension_may_be_told_in_two_letters) {
    holds("an extension may be told in two letters", []() -> bool {
        date const from = any_receipt();
        auto opening = row(from, event::received);
        fill(opening, 0);
        int const cap = from < decree_711_from ? 15 : 20;
        int const first = *rc::gen::inRange(1, cap);
        int const second = *rc::gen::inRange(1, cap - first + 1);
        auto const told_on = [&](int days) {
            auto e = row(plus_days(from, 1), event::extended);
            e.days = days;
            return e;
        };
        date const as_of = plus_days(from, 2);
        auto const one = assess(std::vector{opening, told_on(first + second)}, as_of, in()).value();
        auto const two =
            assess(std::vector{opening, told_on(first), told_on(second)}, as_of, in()).value();
        return two.life.refused.empty() && reply_of(one).end == reply_of(two).end;
    });
}

TEST(properties, a_pause_may_be_cut_in_two) {
    holds("a pause may be cut in two", []() -> bool {
        date const from = any_receipt();
        date const a = plus_days(from, *rc::gen::inRange(0, 30));
        date const b = plus_days(a, *rc::gen::inRange(0, 30));
        date const c = plus_days(b, *rc::gen::inRange(0, 30));
        period whole{.start = from, .length = *rc::gen::inRange(0, 41)};
        auto cut = whole;
        whole.pauses = {{.from = a, .to = c, .to_latest = c}};
        cut.pauses = {{.from = b, .to = c, .to_latest = c}, {.from = a, .to = b, .to_latest = b}};
        return run(whole, in().calendar).value() == run(cut, in().calendar).value();
    });
}

TEST(properties, a_day_more_is_never_due_earlier) {
    holds("a day more is never due earlier", []() -> bool {
        for (auto const unit_of : {unit::working_day, unit::day, unit::month}) {
            period p{.start = any_receipt(), .length = *rc::gen::inRange(0, 60), .in = unit_of};
            auto const shorter = run(p, in().calendar).value();
            p.length += 1;
            auto const longer = run(p, in().calendar).value();
            p.start = plus_days(p.start, 1);
            auto const later = run(p, in().calendar).value();
            if (longer.due < shorter.due || later.due < longer.due) {
                return false;
            }
        }
        return true;
    });
}

TEST(properties, the_trail_ends_where_the_period_does) {
    holds("the trail ends where the period does", []() -> bool {
        period p{.start = any_receipt(), .length = *rc::gen::inRange(1, 41)};
        for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
            date const a = plus_days(p.start, *rc::gen::inRange(-20, 50));
            date const b = plus_days(a, *rc::gen::inRange(0, 40));
            p.pauses.push_back({.from = a, .to = b, .to_latest = b});
        }
        auto const end = run(p, in().calendar).value();
        auto const lines = trail(p, in().calendar).value();
        auto const count = [&](day_is is) {
            return static_cast<int>(std::count_if(lines.begin(), lines.end(),
                                                  [is](auto const& l) { return l.is == is; }));
        };
        return lines.back().on == end.due && count(day_is::counted) == p.length &&
               count(day_is::paused) == end.paused_days &&
               static_cast<int>(lines.size()) == days_between(p.start, end.due);
    });
}

}  // namespace
