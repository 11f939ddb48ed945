// Bulk due days against the calendar, path by path, and what is read off the histogram against
// counting the answers.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/caseload/what_if.hpp"
#include "qixian/date/text.hpp"
#include "qixian/period/due.hpp"
#include "qixian/period/notice_effect.hpp"
#include "qixian/period/urgency.hpp"

namespace {

using namespace qixian;

working_calendar const& today() { return china::calendar(); }

struct answers {
    explicit answers(std::size_t size) : due(size), left(size), lights(size) {}
    std::vector<day_index> due;
    std::vector<std::int16_t> left;
    std::vector<light> lights;
    due_columns columns() { return {due, left, lights}; }
    friend bool operator==(answers const&, answers const&) = default;
};

/// Clocks that count from random days of a span, a few on some days and many on others.
clock_columns random_clocks(std::size_t size, date first, date last, std::uint32_t seed,
                            int longest = 40) {
    std::mt19937 random(seed);
    std::vector<day_index> from(size);
    auto const low = static_cast<unsigned>(day_index_of(first));
    auto const days = static_cast<unsigned>(days_between(first, last)) + 1;
    for (auto& each : from) {
        auto const draw = random() % days;
        each = static_cast<day_index>(low + (random() % 3 == 0 ? draw : draw / 7 * 7));
    }
    std::sort(from.begin(), from.end());
    clock_columns out;
    out.reserve(size);
    for (auto const each : from) {
        auto const total = random() % 4 == 0 ? 1 + random() % static_cast<unsigned>(longest) : 20;
        out.append(each, static_cast<std::uint8_t>(total));
    }
    return out;
}

answers asked(clock_columns const& of, date as_of, working_calendar const& cal, pass_options how) {
    answers out(of.size());
    auto const done = find_due_days(of, as_of, cal, out.columns(), how);
    EXPECT_TRUE(done) << (done ? "" : done.error().detail);
    return out;
}

TEST(due_days, are_those_of_the_calendar_on_every_path_and_any_number_of_threads) {
    struct span {
        date first, last, as_of;
        int longest;
    };
    // Settled throughout; open to the next notice; a long total, where no byte holds the distance.
    for (auto const& [first, last, as_of, longest] :
         {span{day(20190515), day(20251231), day(20260105), 40},
          span{day(20250101), day(20261120), day(20261123), 40},
          span{day(20200101), day(20201231), day(20200127), 255},
          span{day(20010101), day(20010301), day(20010115), 5}}) {
        for (std::size_t const size : {1U, 63U, 64U, 65U, 4097U, 600'000U}) {
            auto const clocks = random_clocks(size, first, last, 7, longest);
            auto const plain = asked(clocks, as_of, today(), {.path = bulk_path::plain});
            for (auto const path : {bulk_path::scalar, bulk_path::avx512, bulk_path::best}) {
                for (unsigned const threads : {1U, 2U, 7U}) {
                    pass_options const how{.threads = threads, .path = path};
                    ASSERT_EQ(asked(clocks, as_of, today(), how), plain)
                        << size << " from " << to_text(first);
                    answers any(size);
                    ASSERT_TRUE(find_due_days(clocks.from(), clocks.total(), as_of, today(),
                                              any.columns(), how));
                    ASSERT_EQ(any, plain) << size << " from " << to_text(first) << ", any order";
                }
            }
        }
    }
}

TEST(due_days, come_with_the_days_left_and_the_light_of_the_work_list) {
    clock_columns clocks;
    clocks.append(day_index_of(day(20201221)), 20);
    auto const on = [&](int yyyymmdd) {
        auto const got = asked(clocks, day(yyyymmdd), today(), {});
        return to_text(day_at(got.due[0])) + " " + std::to_string(got.left[0]) + " " +
               std::string(code_of(got.lights[0]));
    };
    EXPECT_EQ(on(20201221), "2021-01-19 20 green");
    EXPECT_EQ(on(20210112), "2021-01-19 5 yellow");
    EXPECT_EQ(on(20210115), "2021-01-19 2 red");
    EXPECT_EQ(on(20210119), "2021-01-19 0 red");
    EXPECT_EQ(on(20210120), "2021-01-19 -1 overdue");
    // Due on a Friday: on Saturday no working day has passed, and yet the day has.
    clock_columns friday;
    friday.append(day_index_of(day(20201221)), 18);
    auto const got = asked(friday, day(20210116), today(), {});
    EXPECT_EQ(got.left[0], 0);
    EXPECT_EQ(got.lights[0], light::overdue);
}

TEST(due_days, keep_to_the_thresholds_that_are_asked_for) {
    auto const clocks = random_clocks(20'000, day(20240101), day(20241231), 3);
    for (light_thresholds const lights : {light_thresholds{5, 2}, {0, 0}, {30, 1}, {300, 260}}) {
        auto const plain =
            asked(clocks, day(20240701), today(), {.lights = lights, .path = bulk_path::plain});
        for (auto const path : {bulk_path::scalar, bulk_path::avx512}) {
            EXPECT_EQ(asked(clocks, day(20240701), today(), {.lights = lights, .path = path}),
                      plain)
                << to_text(lights);
        }
    }
}

TEST(due_days, say_how_many_are_certain_and_refuse_days_without_a_calendar) {
    auto const clocks = random_clocks(5'000, day(20261001), day(20261120), 5);
    answers out(clocks.size());
    auto const done = find_due_days(clocks, day(20261123), today(), out.columns());
    ASSERT_TRUE(done);
    std::uint64_t certain = 0;
    for (auto const due : out.due) {
        certain += day_at(due) <= today().certain_through() ? 1U : 0U;
    }
    EXPECT_EQ(*done, certain);
    EXPECT_LT(certain, clocks.size());

    auto const nowhere = find_due_days(clocks, day(19991231), today(), out.columns());
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().what, code::calendar_out_of_range);
    clock_columns beyond;
    beyond.append(day_index_of(day(21700101)), 20);
    answers one(1);
    auto const far = find_due_days(beyond, day(20261123), today(), one.columns());
    ASSERT_FALSE(far);
    EXPECT_EQ(far.error().what, code::calendar_out_of_range);
}

TEST(due_table, gives_the_calendar_s_own_day_for_every_day_and_limit) {
    std::mt19937 random(11);
    for (int const limit : {1, 7, 15, 20, 40, 120, 255}) {
        due_table const table(today(), working_days{limit});
        for (date d = today().first(); d <= today().last(); d = plus_days(d, 1)) {
            auto const end = today().add(d, working_days{limit});
            ASSERT_EQ(table.of(day_index_of(d)) != 0, static_cast<bool>(end)) << to_text(d);
            if (end) {
                ASSERT_EQ(day_at(table.of(day_index_of(d))), end->earliest) << to_text(d);
                ASSERT_EQ(day_index_of(d) <= table.certain_through(), end->certain) << to_text(d);
            }
        }
        // Windows of 1,024 days and wider ones, settled and not.
        for (unsigned const width : {1U, 900U, 1024U, 1025U, 4000U}) {
            std::vector<day_index> from(10'007);
            auto const base = day_index_of(day(20260101)) - width + random() % 200;
            for (auto& each : from) {
                each = static_cast<day_index>(base + random() % width);
            }
            std::vector<day_index> scalar(from.size());
            std::vector<day_index> fast(from.size());
            auto const one = table.find(from, scalar, bulk_path::scalar);
            auto const two = table.find(from, fast, bulk_path::avx512);
            ASSERT_TRUE(one);
            ASSERT_TRUE(two);
            EXPECT_EQ(*one, *two);
            EXPECT_EQ(scalar, fast);
            for (std::size_t i = 0; i < from.size(); ++i) {
                ASSERT_EQ(scalar[i], table.of(from[i]));
            }
        }
    }
    due_table const twenty(today(), working_days{20});
    std::vector<day_index> const lost{day_index_of(day(20200101)), 65'000};
    std::vector<day_index> due(2);
    auto const none = twenty.find(lost, due);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().what, code::calendar_out_of_range);
    EXPECT_NE(none.error().detail.find(to_text(day_at(65'000)).substr(0, 4)), std::string::npos);
}

TEST(due_table, knows_which_answers_are_certain_where_a_place_leaves_years_open) {
    auto const place = china::editions().with_region("CN-SC-LS").value().current();
    due_table const table(place, working_days{20});
    std::vector<day_index> from;
    std::uint64_t certain = 0;
    for (date d = day(20170101); d <= day(20261201); d = plus_days(d, 1)) {
        from.push_back(day_index_of(d));
        auto const end = place.add(d, working_days{20}).value();
        certain += end.certain ? 1U : 0U;
        ASSERT_EQ(day_at(table.of(from.back())), end.earliest) << to_text(d);
        if (from.back() <= table.certain_through()) {
            ASSERT_TRUE(end.certain);
        }
    }
    std::vector<day_index> due(from.size());
    for (auto const path : {bulk_path::scalar, bulk_path::avx512}) {
        EXPECT_EQ(table.find(from, due, path).value(), certain);
    }
    EXPECT_GT(certain, 300U);
    EXPECT_LT(certain, from.size());
}

TEST(counted_lights, equal_those_of_the_answers) {
    for (date const as_of : {day(20240701), day(20261123), day(20270105)}) {
        auto const clocks = random_clocks(50'000, day(20240101), day(20261120), 17);
        auto const all = asked(clocks, as_of, today(), {});
        auto const count = count_lights(clocks, as_of, today());
        ASSERT_TRUE(count);
        for (auto const& each : all_lights) {
            EXPECT_EQ(count->of(each.which), static_cast<std::uint64_t>(std::count(
                                                 all.lights.begin(), all.lights.end(), each.which)))
                << each.code << " on " << to_text(as_of);
        }
        answers out(clocks.size());
        EXPECT_EQ(count->uncertain,
                  clocks.size() - *find_due_days(clocks, as_of, today(), out.columns()));
    }
}

/// The moved clocks by working out everything twice.
std::vector<moved_clock> moved_by_brute_force(clock_columns const& clocks,
                                              working_calendar const& before,
                                              working_calendar const& after) {
    std::vector<moved_clock> out;
    for (std::size_t row = 0; row < clocks.size(); ++row) {
        auto const from = day_at(clocks.from()[row]);
        working_days const total{clocks.total()[row]};
        auto const was = before.add(from, total);
        auto const is = after.add(from, total);
        if (was->earliest != is->earliest) {
            out.push_back({static_cast<std::uint32_t>(row), day_index_of(was->earliest),
                           day_index_of(is->earliest)});
        }
    }
    return out;
}

TEST(a_notice, moves_the_clocks_that_working_out_everything_again_moves) {
    auto const& all = china::editions();
    struct change {
        date before, after, first, last;
    };
    for (auto const& [before, after, first, last] :
         {change{day(20200126), day(20200127), day(20190515), day(20200127)},
          change{day(20150512), day(20150514), day(20150101), day(20150910)},
          change{day(20190320), day(20190323), day(20190101), day(20190501)},
          // A yearly notice: the next year was uncertain before it.
          change{day(20251101), day(20251106), day(20250101), day(20251105)},
          change{day(20251101), day(20251101), day(20250101), day(20251101)}}) {
        auto const old_days = all.as_known_on(before);
        auto const new_days = all.as_known_on(after);
        for (std::size_t const size : {100U, 40'000U}) {
            auto const clocks = random_clocks(size, first, last, 23);
            auto const expected = moved_by_brute_force(clocks, old_days, new_days);
            auto const effect = count_moved(clocks, old_days, new_days);
            auto const list = list_moved(clocks, old_days, new_days);
            ASSERT_TRUE(effect);
            ASSERT_TRUE(list);
            EXPECT_EQ(*list, expected) << to_text(after);
            EXPECT_EQ(effect->clocks, expected.size());
            std::uint64_t sum = 0;
            for (auto const& each : effect->shifts) {
                sum += each.clocks;
            }
            EXPECT_EQ(sum, expected.size());
        }
    }
}

TEST(a_notice, of_2020_lengthened_the_festival_for_twenty_thousandths_of_the_clocks_and_more) {
    auto const& all = china::editions();
    auto const before = all.as_known_on(day(20200126));
    auto const after = all.as_known_on(day(20200127));
    auto const clocks = random_clocks(100'000, day(20190515), day(20200127), 29);
    EXPECT_GT(count_moved(clocks, before, after).value().clocks, 5'000U);
    EXPECT_EQ(count_moved(clocks, before, before).value().clocks, 0U);
}

TEST(the_most_urgent, are_the_first_of_all_sorted_by_urgency) {
    for (date const as_of : {day(20240701), day(20261123)}) {
        auto const clocks = random_clocks(30'000, day(20240101), day(20261120), 31);
        auto const all = asked(clocks, as_of, today(), {});
        std::vector<urgent_clock> expected;
        for (std::size_t row = 0; row < clocks.size(); ++row) {
            expected.push_back(
                {static_cast<std::uint32_t>(row), all.due[row], all.left[row], all.lights[row]});
        }
        std::stable_sort(expected.begin(), expected.end(),
                         [](urgent_clock const& a, urgent_clock const& b) {
                             return std::tie(a.left, a.due) < std::tie(b.left, b.due);
                         });
        for (std::size_t const most : {0U, 1U, 50U, 29'999U, 30'000U, 90'000U}) {
            auto const got = most_urgent(clocks, most, as_of, today());
            ASSERT_TRUE(got);
            auto const first = std::vector<urgent_clock>(
                expected.begin(),
                expected.begin() + static_cast<std::ptrdiff_t>(std::min(most, expected.size())));
            EXPECT_EQ(*got, first) << most;
        }
    }
}

TEST(what_if, gives_the_due_days_of_the_core_under_the_other_rules) {
    clock_columns clocks;
    std::vector<date> received;
    for (date d = day(20200901); d <= day(20201031); d = plus_days(d, 1)) {
        received.push_back(d);
        clocks.append(day_index_of(d), 20);
    }
    policies other;
    other.set(nonworking_receipt::next_working_day);
    auto const later =
        under(clocks, {.nonworking_receipt = nonworking_receipt::next_working_day}, today());
    ASSERT_TRUE(later);
    auto const shorter = under(clocks, {.more_days = -5}, today());
    auto const longer = under(clocks, {.more_days = 20}, today());
    ASSERT_TRUE(shorter);
    ASSERT_TRUE(longer);
    auto const as_of = day(20201101);
    auto const due = asked(*later, as_of, today(), {}).due;
    auto const short_due = asked(*shorter, as_of, today(), {}).due;
    auto const long_due = asked(*longer, as_of, today(), {}).due;
    std::size_t moved = 0;
    for (std::size_t i = 0; i < received.size(); ++i) {
        entry const row{.application = "A",
                        .on = received[i],
                        .what = event::received,
                        .applicant = applicant::other};
        auto const a = assess({&row, 1}, as_of, {today(), other});
        ASSERT_TRUE(a);
        for (auto const& d : a->duties) {
            if (d.what == duty_kind::reply) {
                EXPECT_EQ(day_at(due[i]), d.end->due) << to_text(received[i]);
            }
        }
        EXPECT_EQ(day_at(short_due[i]), today().add(received[i], working_days{15})->earliest);
        EXPECT_EQ(day_at(long_due[i]), today().add(received[i], working_days{40})->earliest);
        moved += day_at(due[i]) != today().add(received[i], working_days{20})->earliest ? 1U : 0U;
    }
    EXPECT_GT(moved, 10U);
    auto const none = under(clocks, {.more_days = -200}, today());
    EXPECT_EQ(none->total()[0], 1);
}

TEST(clock_columns, hold_ten_million_in_few_bytes_and_follow_extensions) {
    auto clocks = random_clocks(1'000'000, day(20190515), day(20251231), 37);
    EXPECT_LE(clocks.bytes(), 16U * clocks.size());
    auto const row = clocks.size() / 2;
    auto const from = clocks.from()[row];
    auto const before = clocks.counts(from)[40];
    auto const old = clocks.total()[row];
    clocks.set_total(row, 40);
    EXPECT_EQ(clocks.counts(from)[40], before + (old == 40 ? 0U : 1U));
    EXPECT_EQ(clocks.total()[row], 40);
    EXPECT_EQ(clocks.largest_total(), 40);
    EXPECT_EQ(clocks.first_row(clocks.first_day()), 0U);
    EXPECT_EQ(clocks.first_row(clocks.last_day() + 1), clocks.size());
}

}  // namespace
