// What a notice or a withdrawn entry does to the due days of an application. Days counted by hand.
//
// In 2020 the notice of 27 January lengthened the Spring Festival through 2 February: Friday
// 31 January and Saturday 1 February, until then worked, became days off.
#include "qixian/case/moves.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "../procedure/scenarios.hpp"

namespace {

using namespace qixian;

std::vector<entry> rows_of(std::string const& text) {
    std::vector<entry> out;
    for (auto const& part : procedure_test::split(text, ';')) {
        out.push_back(procedure_test::parse_row(part).row);
        out.back().id = "E" + std::to_string(out.size());
    }
    return out;
}

date published(std::string const& notice_id) {
    for (auto const& each : china::editions().notices()) {
        if (each.id == notice_id) {
            return each.published;
        }
    }
    ADD_FAILURE() << "no notice " << notice_id;
    return {};
}

/// The calendars of the day before a notice and of its day.
struct around {
    explicit around(std::string const& notice_id)
        : on(published(notice_id)), before(china::editions().as_known_on(plus_days(on, -1))),
          after(china::editions().as_known_on(on)) {}

    [[nodiscard]] std::vector<due_move> moves(std::vector<entry> const& rows, date as_of) const {
        return moved_duties(assess(rows, as_of, {before}).value(),
                            assess(rows, as_of, {after}).value());
    }

    date on;
    working_calendar before;
    working_calendar after;
};

std::string told(maybe_date due, maybe_date latest, bool certain, bool late) {
    std::string out = due ? to_text(*due) : "-";
    if (due && latest != due) {
        out += "…" + (latest ? to_text(*latest) : std::string());
    }
    return out + (certain ? "" : "?") + (late ? "!" : "");
}

/// "reply 2020-02-03! > 2020-02-05", "opinion/c gone 2021-03-23": `!` late, `?` uncertain.
std::string told(due_move const& m) {
    std::string out(code_of(m.what));
    out += m.ref.empty() ? " " : "/" + m.ref + " ";
    auto const before = told(m.before_due, m.before_latest, m.before_certain, m.late_before);
    auto const after = told(m.after_due, m.after_latest, m.after_certain, m.late_after);
    return out + (m.gone ? "gone " + before : m.fresh ? "fresh " + after : before + " > " + after);
}

using texts = std::vector<std::string>;

texts told(std::vector<due_move> const& moves) {
    texts out;
    for (auto const& m : moves) {
        out.push_back(told(m));
    }
    return out;
}

texts notice_of_2020(std::string const& rows, int as_of) {
    return told(around("CN-2020-A1").moves(rows_of(rows), day(as_of)));
}

// ---------------------------------------------------------------- notices

TEST(moves, a_lengthened_holiday_moves_a_reply_by_the_days_it_takes) {
    EXPECT_EQ(notice_of_2020("received 20191231", 20200127),
              texts{"reply 2020-02-03 > 2020-02-05"});
    // The seventh working day was in January, long before the festival.
    EXPECT_EQ(notice_of_2020("received 20191225; extended 20200113 days=10", 20200127),
              texts{"reply 2020-02-11 > 2020-02-13"});
}

TEST(moves, a_reply_that_was_late_by_the_old_days_is_late_no_more) {
    EXPECT_EQ(notice_of_2020("received 20191231; disclosed 20200204", 20200301),
              texts{"reply 2020-02-03! > 2020-02-05"});
    EXPECT_EQ(notice_of_2020("received 20191231; disclosed 20200203", 20200301),
              texts{"reply 2020-02-03 > 2020-02-05"});
    EXPECT_EQ(notice_of_2020("received 20191231; disclosed 20200206", 20200301),
              texts{"reply 2020-02-03! > 2020-02-05!"});
}

TEST(moves, an_open_application_stops_being_overdue_and_its_windows_go_with_it) {
    EXPECT_EQ(notice_of_2020("received 20191231", 20200204),
              (texts{"reply 2020-02-03! > 2020-02-05", "review_application gone 2020-04-03",
                     "suit gone 2020-08-03"}));
    EXPECT_EQ(notice_of_2020("received 20191231", 20200203),
              texts{"reply 2020-02-03 > 2020-02-05"});
}

TEST(moves, what_a_notice_does_not_touch_is_not_listed) {
    EXPECT_EQ(notice_of_2020("received 20200203", 20200301), texts{});
    EXPECT_EQ(notice_of_2020("received 20191220; disclosed 20200110", 20200301), texts{});
    EXPECT_EQ(notice_of_2020("lodged 20200120 channel=online", 20200201), texts{});
}

TEST(moves, a_window_moves_but_is_never_late) {
    // Ten working days for correcting, from 17 January: 19-23, 31, 1 February, 3-5; or 3-7.
    EXPECT_EQ(notice_of_2020("received 20200113; correction_requested 20200117 days=10 ref=n "
                             "delivered=20200117",
                             20200206),
              texts{"correction/n 2020-02-05 > 2020-02-07"});
}

TEST(moves, the_notice_of_a_year_turns_an_interval_into_a_day) {
    around const notice("CN-2021");
    auto const rows = rows_of("received 20201123; extended 20201125 days=20");
    auto const moved = notice.moves(rows, notice.on);
    ASSERT_EQ(moved.size(), 1U);
    EXPECT_FALSE(moved[0].before_certain);
    EXPECT_TRUE(moved[0].after_certain);
    EXPECT_LE(*moved[0].before_due, *moved[0].after_due);
    EXPECT_GE(*moved[0].before_latest, *moved[0].after_due);
    EXPECT_EQ(moved[0].after_due, day(20210119));
    EXPECT_EQ(moved[0].after_latest, day(20210119));
}

/// The day of the `n`-th working day after `from`, found by walking.
date walked(working_calendar const& calendar, date from, int n) {
    for (date d = plus_days(from, 1);; d = plus_days(d, 1)) {
        n -= calendar.is_working(d).value() ? 1 : 0;
        if (n == 0) {
            return d;
        }
    }
}

TEST(moves, the_notices_of_2015_2019_and_2020_move_exactly_the_replies_that_walking_moves) {
    std::size_t moved_at_all = 0;
    for (auto const* id : {"CN-2015-A1", "CN-2019-A1", "CN-2020-A1"}) {
        around const notice(id);
        std::size_t moved_here = 0;
        for (int days = -90; days <= 150; ++days) {
            date const received = plus_days(notice.on, days);
            int const term = received < day(20190515) ? 15 : 20;
            date const then = walked(notice.before, received, term);
            date const now = walked(notice.after, received, term);
            entry const row{.application = "A",
                            .on = received,
                            .what = event::received,
                            .applicant = applicant::other};
            texts replies;
            for (auto const& m : notice.moves({row}, std::max(received, notice.on))) {
                if (m.what == duty_kind::reply) {
                    replies.push_back(to_text(*m.before_due) + to_text(*m.after_due));
                }
            }
            EXPECT_EQ(replies, then == now ? texts{} : texts{to_text(then) + to_text(now)})
                << id << " " << to_text(received);
            moved_here += then == now ? 0 : 1;
        }
        EXPECT_GT(moved_here, 0U) << id;
        moved_at_all += moved_here;
    }
    EXPECT_LT(moved_at_all, 200U);  // of 723
}

/// What one side says of each duty, by kind, number and ref.
using side = std::map<std::tuple<duty_kind, int, std::string>,
                      std::tuple<maybe_date, maybe_date, bool, bool>>;

side side_of(assessment const& a, date as_of) {
    side out;
    for (auto const& d : a.duties) {
        if (!d.in_force || d.status == duty_status::superseded) {
            continue;
        }
        bool const open = d.status == duty_status::running || d.status == duty_status::paused;
        bool const late =
            d.status == duty_status::missed || (open && d.end && as_of > d.end->due && d.binds);
        maybe_date due;
        maybe_date latest;
        if (d.end) {
            due = d.end->due;
            latest = d.end->latest;
        }
        out[{d.what, d.number, d.ref}] = {due, latest, !d.end || d.end->certain, late};
    }
    return out;
}

/// `20200127`
std::string digits(date d) {
    auto text = to_text(d);
    std::erase(text, '-');
    return text;
}

/// A life of some rows around `middle`, most of them plausible.
std::vector<entry> random_life(std::mt19937_64& dice, date middle) {
    auto const below = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
    static char const* const menu[] = {"correction_requested DAY days=10 ref=n",
                                       "correction_received DAY",
                                       "consulted DAY kind=third_party ref=t",
                                       "consulted DAY kind=co_maker ref=m",
                                       "opinion_received DAY re=t",
                                       "consultation_lapsed DAY re=m",
                                       "extended DAY days=20",
                                       "fee_notified DAY ref=f",
                                       "fee_paid DAY",
                                       "disclosed DAY ref=r",
                                       "refused DAY outcome=internal_affairs",
                                       "unable_to_provide DAY outcome=not_held",
                                       "review_filed DAY ref=v kind=ordinary",
                                       "review_decided DAY re=v result=upheld",
                                       "suit_filed DAY ref=s",
                                       "reanswer_ordered DAY days=15",
                                       "correction_lapsed DAY",
                                       "reanswered DAY"};
    date on = plus_days(middle, below(70) - 60);
    std::string text = "received " + digits(on);
    for (int left = below(9); left > 0; --left) {
        on = plus_days(on, below(16));
        std::string row = menu[below(static_cast<int>(std::size(menu)))];
        row.replace(row.find("DAY"), 3, digits(on));
        text.append(";").append(row);
    }
    return rows_of(text);
}

TEST(moves, equal_a_comparison_of_every_duty_recomputed_on_random_lives) {
    std::mt19937_64 dice(20200127);
    std::map<std::string, int> seen;
    for (auto const* id : {"CN-2015-A1", "CN-2019-A1", "CN-2020", "CN-2020-A1", "CN-2021"}) {
        around const notice(id);
        for (int i = 0; i < 1000; ++i) {
            auto const rows = random_life(dice, notice.on);
            date const as_of = std::max(rows.front().on,
                                        plus_days(notice.on, static_cast<int>(dice() % 100) - 20));
            auto const then = side_of(assess(rows, as_of, {notice.before}).value(), as_of);
            auto const now = side_of(assess(rows, as_of, {notice.after}).value(), as_of);
            side found_before;
            side found_after;
            for (auto const& m : notice.moves(rows, as_of)) {
                if (!m.fresh) {
                    found_before[{m.what, m.number, m.ref}] = {m.before_due, m.before_latest,
                                                               m.before_certain, m.late_before};
                }
                if (!m.gone) {
                    found_after[{m.what, m.number, m.ref}] = {m.after_due, m.after_latest,
                                                              m.after_certain, m.late_after};
                }
                ++seen[m.gone                           ? "gone"
                       : m.fresh                        ? "fresh"
                       : m.late_before && !m.late_after ? "late no more"
                       : !m.late_before && m.late_after ? "late now"
                                                        : "moved"];
            }
            side expected_before;
            side expected_after;
            for (auto const& [key, said] : then) {
                if (auto const at = now.find(key); at == now.end() || at->second != said) {
                    expected_before.emplace(key, said);
                }
            }
            for (auto const& [key, said] : now) {
                if (auto const at = then.find(key); at == then.end() || at->second != said) {
                    expected_after.emplace(key, said);
                }
            }
            ASSERT_EQ(found_before, expected_before) << id << " life " << i;
            ASSERT_EQ(found_after, expected_after) << id << " life " << i;
        }
    }
    for (auto const* each : {"gone", "fresh", "late no more", "late now", "moved"}) {
        EXPECT_GT(seen[each], 0) << each;
    }
}

// ---------------------------------------------------------------- withdrawals

/// The moves by a withdrawal of the `n`-th row, recorded on `as_of`. 2021-03-01 was a Monday.
texts without(std::size_t n, std::string const& text, int as_of) {
    auto const rows = rows_of(text);
    auto more = rows;
    more.push_back({.application = "A",
                    .on = day(as_of),
                    .what = event::entry_withdrawn,
                    .re = "E" + std::to_string(n)});
    context const in{china::calendar()};
    return told(
        moved_duties(assess(rows, day(as_of), in).value(), assess(more, day(as_of), in).value()));
}

TEST(moves, a_withdrawn_extension_brings_the_first_day_back_and_it_has_passed) {
    EXPECT_EQ(without(2, "received 20210301; extended 20210310 days=10", 20210401),
              (texts{"reply 2021-04-13 > 2021-03-29!", "review_application fresh 2021-05-28",
                     "suit fresh 2021-09-29"}));
}

TEST(moves, a_withdrawn_reply_leaves_its_day_where_it_was_and_the_application_late) {
    // The windows begin with the day that passed instead of the reply of that day: no move.
    EXPECT_EQ(without(2, "received 20210301; disclosed 20210329", 20210330),
              texts{"reply 2021-03-29 > 2021-03-29!"});
}

TEST(moves, are_told_in_the_order_of_the_duties_those_gone_among_them) {
    EXPECT_EQ(without(2, "received 20210301; consulted 20210302 kind=other_agency ref=a", 20210330),
              (texts{"reply 2021-04-26…? > 2021-03-29!", "opinion/a gone -",
                     "review_application fresh 2021-05-28", "suit fresh 2021-09-29"}));
}

TEST(moves, of_two_consultations_of_one_day_the_one_withdrawn_is_gone) {
    auto const rows = "received 20210301; consulted 20210302 kind=third_party ref=a "
                      "delivered=20210303; consulted 20210302 kind=co_maker ref=b "
                      "delivered=20210303";
    EXPECT_EQ(without(2, rows, 20210309), texts{"opinion/a gone 2021-03-24"});
}

TEST(moves, each_side_is_judged_on_its_own_day) {
    // Asked on the last day: nothing stops the clock, and the day has passed (Z1).
    auto const rows = rows_of("received 20210301; consulted 20210329 kind=other_agency ref=a");
    context const in{china::calendar()};
    auto const then = assess(rows, day(20210329), in).value();
    auto const now = assess(rows, day(20210330), in).value();
    EXPECT_EQ(told(moved_duties(then, now)),
              (texts{"reply 2021-03-29 > 2021-03-29!", "review_application fresh 2021-05-28",
                     "suit fresh 2021-09-29"}));
    EXPECT_EQ(told(moved_duties(now, then)),
              (texts{"reply 2021-03-29! > 2021-03-29", "review_application gone 2021-05-28",
                     "suit gone 2021-09-29"}));
}

TEST(moves, a_withdrawn_consultation_leaves_the_other_where_it_was) {
    auto const rows = "received 20210301; consulted 20210302 kind=other_agency ref=a; "
                      "opinion_received 20210304 re=a; consulted 20210308 kind=third_party ref=b "
                      "delivered=20210308; opinion_received 20210310 re=b";
    // Two working days each were taken out.
    EXPECT_EQ(without(2, rows, 20210315),
              (texts{"reply 2021-04-02 > 2021-03-31", "opinion/a gone -"}));
}

TEST(moves, of_two_letters_without_a_reference_the_one_withdrawn_is_gone) {
    auto const rows = "received 20210301; correction_requested 20210303 days=10 "
                      "delivered=20210303; correction_received 20210308; correction_requested "
                      "20210310 days=10 delivered=20210310";
    EXPECT_EQ(without(2, rows, 20210311), texts{"correction gone 2021-03-17"});
}

TEST(moves, a_reply_is_one_duty_whichever_run_of_its_clock_counts) {
    auto const rows = "received 20210301; correction_requested 20210303 days=10 "
                      "delivered=20210303; correction_received 20210308";
    // Without the correction the clock is held again.
    EXPECT_EQ(without(3, rows, 20210309), texts{"reply gone 2021-04-06"});
    auto const both = rows_of(rows);
    context const in{china::calendar()};
    auto const restarted = assess(both, day(20210309), in).value();
    auto const first = assess(std::vector(both.begin(), both.begin() + 1), day(20210309), in);
    EXPECT_EQ(told(moved_duties(restarted, *first)),
              (texts{"reply 2021-04-06 > 2021-03-29", "correction gone 2021-03-17"}));
}

TEST(moves, without_a_change_nothing_moves_and_against_nothing_everything_is_new) {
    context const in{china::calendar()};
    auto const a = assess(rows_of("received 20210301"), day(20210330), in).value();
    EXPECT_EQ(moved_duties(a, a), std::vector<due_move>{});
    texts const all{"reply fresh 2021-03-29!", "correction_notice fresh 2021-03-10",
                    "review_application fresh 2021-05-28", "suit fresh 2021-09-29"};
    EXPECT_EQ(told(moved_duties({}, a)), all);
    EXPECT_EQ(
        told(moved_duties(
            {}, assess(rows_of("lodged 20210301 channel=online"), day(20210301), in).value())),
        texts{"confirmation fresh -"});
    EXPECT_EQ(moved_duties(a, {}).size(), all.size());
    EXPECT_TRUE(moved_duties(a, {}).front().late_before);
}

}  // namespace
