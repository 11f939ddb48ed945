// Whatever a host hands to the library comes back as a value or as a fault: it never aborts, and no row
// is left out in silence. QIXIAN_ANY_ROWS says how many rows and questions; a million where it is unset.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "anything.hpp"
#include "qixian/case/checker_input.hpp"
#include "qixian/case/moves.hpp"
#include "qixian/case/work_list.hpp"
#include "qixian/caseload/lives.hpp"
#include "qixian/ledger/report.hpp"

namespace {

using namespace qixian;
using host_test::anything;

std::uint64_t questions() {
    auto const* const wanted = std::getenv("QIXIAN_ANY_ROWS");
    return wanted == nullptr ? 1'000'000 : std::strtoull(wanted, nullptr, 10);
}

bool is_fault(fault const& why) { return info(why.what).kind == code_kind::fault; }

/// Why row `i` does not stand among those that were told of: it is later, it was taken back, it repeats
/// another, it is the agency's.
bool is_left_out_by_right(std::vector<entry> const& rows, std::size_t i, date as_of) {
    auto const& e = rows[i];
    if (e.on > as_of || e.what == event::year_closed || e.what == event::entry_withdrawn) {
        return true;
    }
    if (e.id.empty()) {
        return false;
    }
    return std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i),
                       [&](entry const& before) { return before.id == e.id; }) ||
           std::any_of(rows.begin(), rows.end(), [&](entry const& back) {
               return back.what == event::entry_withdrawn && back.re == e.id;
           });
}

/// The first row that an answer does not account for.
std::optional<std::size_t> lost_row(assessment const& a, std::vector<entry> const& rows,
                                    date as_of) {
    std::vector<char> told(rows.size(), false);
    for (auto const i : a.life.accepted) {
        told.at(i) = true;
    }
    for (auto const* const list : {&a.life.irregular, &a.life.refused}) {
        for (auto const& each : *list) {
            told.at(each.row) = true;
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!told[i] && !is_left_out_by_right(rows, i, as_of)) {
            return i;
        }
    }
    return std::nullopt;
}

bool all_sound(std::vector<entry> const& rows) {
    return std::all_of(rows.begin(), rows.end(), [](entry const& e) { return check(e).empty(); });
}

/// What follows from an assessment is asked too: what it says is not looked at here.
void ask_on(anything& any, assessment const& a, context const& in, date as_of) {
    auto const proofs = certificates(a, in);
    ASSERT_TRUE(proofs || is_fault(proofs.error()));
    auto const other = any.ask_with(true);
    auto const by_another = certificates(a, other);
    ASSERT_TRUE(by_another || is_fault(by_another.error()));
    std::vector<account> const counted{account_of(a), account_of(assessment{})};
    auto const year = any.one_in(9) ? static_cast<int>(any.below(30'000)) - 9'000
                                    : 2008 + static_cast<int>(any.below(25));
    auto const shape = any.one_in(2) ? form::form_2019 : form::form_2021;
    (void)make_report(counted, year, shape, as_of);
    (void)cells_of(counted.front(), year, shape);
    (void)moved_duties(assessment{}, a);
    (void)moved_duties(a, a);
    std::vector<work_item> work;
    add_work(work, a, {});
    sort_by_urgency(work);
    auto const when = any.one_in(3) ? any.odd_day() : any.plain_day();
    for (auto const& d : a.duties) {
        (void)is_late(d, when);
    }
    auto const now = lawful_next(a.life, when, other);
    auto const later = lawful_later(a.life, when, other);
    ASSERT_TRUE(now || is_fault(now.error()));
    ASSERT_EQ(now.ok(), later.ok());
    auto const paused = pauses_of(a.life, when, in);
    ASSERT_TRUE(paused || is_fault(paused.error()));
}

/// The checker is handed the rows too, and others in their place.
void ask_the_checker(anything& any, std::vector<certificate> const& proofs,
                     std::vector<entry> const& rows, date as_of) {
    static auto const raw = checker_days(china::editions(), china::calendar());
    for (auto const& each : proofs) {
        auto said = checker_certificate(each);
        if (any.one_in(3)) {
            said.trigger_on = any.odd_day();
            said.limit = any.odd_number<int>();
        }
        (void)check_certificate(said, checker_rows(rows), raw, {});
        said.as_of = any.odd_day();
        (void)check_certificate(said, checker_rows(rows), raw, {});
    }
    (void)expected_certificates("A", as_of, checker_rows(rows), raw, {});
}

/// The bulk path takes the same rows, and says the same or leaves it to the core.
void ask_in_bulk(std::vector<entry> const& rows, date as_of, result<assessment> const& said) {
    life_table lives(as_of, china::calendar());
    for (auto const& e : rows) {
        lives.take(0, life_event_of(e));
        // What a life cannot see is the caller's to say (lives.hpp).
        if (!e.id.empty() || e.what == event::year_closed || e.application != rows[0].application ||
            e.agency != rows[0].agency || !check(e).empty()) {
            if (is_sound(life_event_of(e))) {
                lives.set_particular(0);
            }
        }
    }
    lives.finish();
    ASSERT_EQ(lives.size(), 1U);
    auto const& one = lives[0];
    if (one.is_particular()) {
        return;
    }
    if (one.absent()) {
        ASSERT_TRUE(
            std::all_of(rows.begin(), rows.end(), [&](entry const& e) { return e.on > as_of; }));
        return;
    }
    ASSERT_TRUE(said.ok()) << name_of(said.error().what) << " " << said.error().detail;
    auto const& h = said->life;
    ASSERT_EQ(one.stands(), h.now.at);
    ASSERT_EQ(one.closed() != 0, h.closed_on.has_value());
    ASSERT_EQ(one.was_received(), h.received_on.has_value());
    if (h.closed_on) {
        ASSERT_EQ(day_at(one.closed()), *h.closed_on);
    }
}

TEST(any_row, is_answered_for_or_is_a_fault) {
    auto const until = questions();
    anything any(2026);
    std::uint64_t asked = 0;
    std::uint64_t answered = 0;
    while (asked < until) {
        bool const wild = any.one_in(2);
        auto const in = any.ask_with(wild);
        context const plain{china::calendar()};
        std::vector<entry> rows;
        for (auto left = any.below(8); left > 0; --left) {
            auto const spoiled = wild && any.one_in(4);
            rows.push_back(any.row(rows, spoiled ? 12 : 0, plain));
        }
        auto const as_of = any.one_in(wild ? 4 : 40) ? any.odd_day()
                           : rows.empty()            ? any.plain_day()
                                                     : any.day_after(any.one_of(rows).on);
        asked += rows.size() + 2;

        auto const got = assess(rows, as_of, in);
        if (got) {
            ++answered;
            ASSERT_TRUE(all_sound(rows));
            ASSERT_TRUE(is_legal_day(as_of));
            auto const lost = lost_row(*got, rows, as_of);
            ASSERT_FALSE(lost) << "row " << *lost << " " << code_of(rows[*lost].what);
            ask_on(any, *got, in, as_of);
            if (any.one_in(50)) {
                auto const proofs = certificates(*got, in);
                auto others = rows;
                others.push_back(any.row(rows, 3, plain));
                ask_the_checker(any, proofs ? *proofs : std::vector<certificate>{},
                                any.one_in(2) ? rows : others, any.odd_day());
            }
        } else {
            ASSERT_TRUE(is_fault(got.error()));
        }

        auto const next = any.row(rows, wild ? 12 : 0, plain);
        auto const verdict_on = would(rows, next, in);
        if (verdict_on) {
            ASSERT_TRUE(check(next).empty());
            ASSERT_TRUE(rows.empty() || rows[0].application == next.application);
        } else {
            ASSERT_TRUE(is_fault(verdict_on.error()));
        }
        if (!rows.empty()) {
            ask_in_bulk(rows, as_of, assess(rows, as_of, plain));
        }
        for (auto const& e : rows) {
            for (auto const& why : check(e)) {
                ASSERT_FALSE(why.field.empty());
                ASSERT_TRUE(is_fault(why));
            }
            ASSERT_EQ(first_fault(e).has_value(), !check(e).empty());
            (void)unused_cells(e);
        }
        (void)checker_rows(rows);
        if (testing::Test::HasFatalFailure()) {
            FAIL() << "after " << asked;
        }
    }
    EXPECT_GT(answered * 6, until / 10) << "too little of it is sound: nothing is asked";
}

TEST(any_day, is_answered_for_or_is_a_fault) {
    anything any(8);
    for (auto left = questions() / 10; left > 0; --left) {
        auto const in = any.ask_with(true);
        auto const& cal = in.calendar;
        auto const a = any.one_in(2) ? any.odd_day() : any.plain_day();
        auto const b = any.one_in(2) ? any.odd_day() : any.plain_day();
        auto const n = any.one_in(2) ? any.odd_number<int>() : static_cast<int>(any.below(300));
        auto const sound = [](auto const& got) { return got.ok() || is_fault(got.error()); };
        ASSERT_EQ(cal.is_working(a).ok(), cal.covers(a));
        ASSERT_EQ(cal.about(a).ok(), cal.covers(a));
        ASSERT_TRUE(sound(cal.add(a, working_days{n})));
        ASSERT_TRUE(sound(cal.subtract(a, working_days{n})));
        ASSERT_TRUE(sound(cal.count(a, b)));
        ASSERT_TRUE(sound(cal.on_or_after(a)));
        ASSERT_TRUE(sound(cal.next(a)));
        ASSERT_TRUE(sound(cal.previous(a)));
        ASSERT_TRUE(!cal.covers(a) || is_legal_day(a));
        period p{.start = a, .length = n, .in = static_cast<unit>(any.below(3))};
        p.named = any.one_in(4) ? maybe_date(b) : maybe_date{};
        p.rolls = any.one_in(2);
        ASSERT_EQ(run(p, cal).ok(), trail(p, cal).ok());
        ASSERT_FALSE(to_text(a).empty());
        ASSERT_EQ(parse_date(to_text(a)).ok(), is_legal_day(a));
        instant const when{any.odd_number<std::int64_t>()};
        ASSERT_EQ(is_legal_day(legal_day(when)), is_legal_instant(when));
        ASSERT_EQ(parse_instant(to_text(when)).ok(), is_legal_instant(when));
        auto const number = any.one_in(2) ? any.odd_number<int>()
                                          : 19000000 + static_cast<int>(any.below(2'000'000));
        auto const made = checked_day(number);
        ASSERT_EQ(made.ok() ? to_text(*made) : "",
                  made.ok() ? to_text(*parse_date(to_text(*made))) : "");
        application const stands{static_cast<stage>(any.below(256)),
                                 static_cast<standing>(any.below(256)),
                                 static_cast<remedy_stage>(any.below(256))};
        entry e;
        e.on = a;
        e.what = static_cast<event>(any.below(256));
        (void)step(stands, e, {});
        (void)table_step(stands, e, {});
    }
}

}  // namespace
