// How well days past the last notice are foreseen: each year is hidden in turn, and what the
// library would have said of it is held against what the notice then said.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/date/text.hpp"
#include "support.hpp"

using namespace qixian;

namespace {

constexpr int first_hidden = 2008;
constexpr int last_hidden = 2026;
constexpr int lengths[] = {15, 20, 40};

bool is_one_off(std::string const& id) { return id == "CN-2015-A1" || id == "CN-2020-A1"; }

/// What the notices say without the parade of 2015 and the extension of 2020.
working_calendar const& without_one_offs() {
    static auto const held = [] {
        editions made;
        for (auto const& n : china::editions().notices()) {
            if (!is_one_off(n.id)) {
                made = made.with_notice(n).value();
            }
        }
        return made.current();
    }();
    return held;
}

bool within(date d, day_bounds const& bounds) { return bounds.earliest <= d && d <= bounds.latest; }

struct figures {
    int asked = 0;
    int exact = 0;
    long width = 0;
    int widest = 0;

    void take(day_bounds const& b) {
        int const w = days_between(b.earliest, b.latest);
        ++asked;
        exact += w == 0 ? 1 : 0;
        width += w;
        widest = std::max(widest, w);
    }
    void print(std::string const& what) const {
        std::cout << std::fixed << std::setprecision(2) << what << ": " << asked
                  << " due days, mean width " << static_cast<double>(width) / asked
                  << " days, exact " << 100.0 * exact / asked << " %, widest " << widest << "\n";
    }
};

/// Calls `check(receipt, n, foreseen due day)` for every receipt day of a stretch.
template <class Check>
void for_each_due(working_calendar const& cal, date from, date to, Check check) {
    for (auto d = from; d <= to; d = plus_days(d, 1)) {
        for (int const n : lengths) {
            check(d, n, cal.add(d, working_days{n}).value());
        }
    }
}

}  // namespace

TEST(foresight, due_days_of_receipts_before_a_hidden_year_lie_in_their_interval) {
    ASSERT_EQ(last_hidden, year_of(china::calendar().certain_through()));
    figures seen;
    for (int year = first_hidden; year <= last_hidden; ++year) {
        auto const cal = china::editions().foreseen(year).current();
        ASSERT_EQ(cal.certain_through(), day((year - 1) * 10000 + 1228));
        auto const new_year = first_day_of(year);
        for_each_due(cal, plus_days(new_year, -60), plus_days(new_year, -1),
                     [&](date d, int n, day_bounds const& due) {
                         seen.take(due);
                         auto const arranged = without_one_offs().add(d, working_days{n})->earliest;
                         EXPECT_TRUE(within(arranged, due)) << to_text(d) << " + " << n;
                         auto const truth = china::calendar().add(d, working_days{n})->earliest;
                         EXPECT_TRUE(within(truth, due)) << to_text(d) << " + " << n;
                     });
    }
    seen.print("receipts in the 60 days before the hidden year");
}

TEST(foresight, due_days_of_receipts_in_a_hidden_year_escape_only_where_it_is_explained) {
    struct explained {
        int year;  ///< hidden
        int escapes;
        date from;  ///< the span touches these days
        date through;
        char const* why;
    };
    std::vector<explained> const list{
        {2015, 67, day(20150903), day(20150906), "the parade, a one-off day off (CN-2015-A1)"},
        {2026, 9, day(20260920), day(20261010),
         "a Sunday worked eleven days before National Day; no other lay more than five before"},
    };
    figures seen;
    std::map<int, int> escapes;
    for (int year = first_hidden; year <= last_hidden; ++year) {
        auto const cal = china::editions().foreseen(year).current();
        for_each_due(cal, first_day_of(year), last_day_of(year),
                     [&](date d, int n, day_bounds const& due) {
                         auto const truth = china::calendar().add(d, working_days{n}).value();
                         if (!truth.certain) {
                             return;
                         }
                         seen.take(due);
                         if (within(truth.earliest, due)) {
                             return;
                         }
                         ++escapes[year];
                         bool known = false;
                         for (auto const& e : list) {
                             known = known || (e.year == year && d < e.through &&
                                               e.from <= std::max(truth.earliest, due.latest));
                         }
                         EXPECT_TRUE(known) << year << ": " << to_text(d) << " + " << n;
                     });
    }
    seen.print("receipts in the hidden year");
    std::map<int, int> expected;
    for (auto const& e : list) {
        expected[e.year] = e.escapes;
        std::cout << "  " << e.year << ": " << e.escapes << " outside, " << e.why << "\n";
    }
    EXPECT_EQ(escapes, expected);
}

TEST(foresight, nothing_that_later_moved_was_called_certain) {
    for (int year = first_hidden; year <= last_hidden; ++year) {
        auto const cal = china::editions().foreseen(year).current();
        for_each_due(cal, first_day_of(year - 1), last_day_of(year),
                     [&](date d, int n, day_bounds const& due) {
                         auto const truth = china::calendar().add(d, working_days{n}).value();
                         if (due.certain) {
                             ASSERT_EQ(due, truth) << to_text(d) << " + " << n;
                             ASSERT_LE(due.latest, cal.certain_through());
                         } else {
                             ASSERT_GT(due.latest, cal.certain_through());
                         }
                     });
    }
}

TEST(foresight, counts_rolls_and_days_before_lie_in_their_interval_too) {
    for (int year = first_hidden; year <= last_hidden; ++year) {
        auto const cal = china::editions().foreseen(year).current();
        // The extension of 2020 has to lie inside, the parade of 2015 cannot.
        auto const& truth = year == 2015 ? without_one_offs() : china::calendar();
        auto const last = plus_days(first_day_of(year), year == last_hidden ? 250 : 360);
        for (auto d = plus_days(first_day_of(year), -30); d <= last; d = plus_days(d, 1)) {
            auto const rolled = truth.on_or_after(d)->earliest;
            EXPECT_TRUE(within(rolled, cal.on_or_after(d).value())) << to_text(d);
            EXPECT_TRUE(within(truth.next(d)->earliest, cal.next(d).value())) << to_text(d);
            EXPECT_TRUE(within(truth.previous(d)->earliest, cal.previous(d).value())) << to_text(d);
            if (year == 2026 && d >= day(20260915)) {
                continue;  // 20 September 2026, explained above
            }
            for (int const n : {1, 5, 20}) {
                EXPECT_TRUE(within(truth.subtract(d, working_days{n})->earliest,
                                   cal.subtract(d, working_days{n}).value()))
                    << to_text(d) << " - " << n;
            }
            for (int const length : {1, 6, 30}) {
                auto const a = plus_days(d, -length);
                auto const n = truth.count(a, d)->least;
                auto const bounds = cal.count(a, d).value();
                EXPECT_TRUE(bounds.least <= n && n <= bounds.most) << to_text(a) << to_text(d);
            }
        }
    }
}

TEST(foresight, as_known_on_the_day_of_receipt_only_an_amendment_moved_a_certain_day) {
    std::map<std::string, int> moved;
    std::map<int, int> outside;
    int asked = 0;
    auto cal = china::editions().as_known_on(day(20080101));
    for (auto d = day(20080101); d <= day(20261001); d = plus_days(d, 1)) {
        bool news = false;
        for (auto const& n : china::editions().notices()) {
            news = news || n.published == d;
        }
        if (news) {
            cal = china::editions().as_known_on(d);
        }
        for (int const n : {15, 20}) {
            auto const truth = china::calendar().add(d, working_days{n}).value();
            if (!truth.certain) {
                continue;
            }
            ++asked;
            auto const due = cal.add(d, working_days{n}).value();
            if (within(truth.earliest, due)) {
                continue;
            }
            if (!due.certain) {
                ++outside[year_of(truth.earliest)];
                continue;
            }
            std::string why = "none";
            for (auto const& a : china::editions().notices()) {
                if (!a.amends.empty() && a.published > d && a.published <= truth.earliest) {
                    why = a.id;
                }
            }
            ++moved[why];
        }
    }
    std::cout << "as known on the day of receipt: " << asked << " due days\n";
    for (auto const& [id, days] : moved) {
        std::cout << "  moved by " << id << ": " << days << "\n";
    }
    EXPECT_EQ(moved, (std::map<std::string, int>{{"CN-2020-A1", 52}}));
    EXPECT_TRUE(outside.empty());
}

TEST(foresight, an_interval_closes_when_the_notice_comes) {
    auto const before = china::editions().foreseen(2026);
    auto const receipt = day(20260115);
    auto const wide = before.current().add(receipt, working_days{20}).value();
    EXPECT_FALSE(wide.certain);
    EXPECT_LT(wide.earliest, wide.latest);
    for (auto const& n : china::editions().notices()) {
        if (n.id == "CN-2026") {
            auto const after = before.with_notice(n);
            ASSERT_TRUE(after.ok());
            auto const due = after->current().add(receipt, working_days{20}).value();
            EXPECT_EQ(due, china::calendar().add(receipt, working_days{20}).value());
            EXPECT_TRUE(due.certain);
            EXPECT_TRUE(within(due.earliest, wide));
            EXPECT_EQ(after->current().digest(), china::calendar().digest());
        }
    }
}

TEST(foresight, a_count_and_its_day_bound_each_other_past_the_last_notice) {
    auto const& cal = china::calendar();
    for (auto d = day(20261101); d <= day(20301231); d = plus_days(d, 1)) {
        for (int const n : {1, 5, 20}) {
            auto const due = cal.add(d, working_days{n}).value();
            ASSERT_LE(due.earliest, due.latest);
            ASSERT_GT(due.earliest, d);
            ASSERT_GE(cal.count(d, due.earliest)->most, n) << to_text(d);
            ASSERT_LE(cal.count(d, due.latest)->least, n) << to_text(d);
            auto const back = cal.subtract(d, working_days{n}).value();
            ASSERT_LE(back.earliest, back.latest);
            ASSERT_LT(back.latest, d);
            ASSERT_GE(cal.count(back.earliest, d)->most, n) << to_text(d);
            ASSERT_LE(cal.count(back.latest, d)->least, n) << to_text(d);
        }
        auto const one = cal.count(plus_days(d, -1), d).value();
        ASSERT_GE(one.least, 0);
        ASSERT_LE(one.most, 1);
        auto const works = cal.is_working(d).value() ? 1 : 0;
        ASSERT_TRUE(one.least <= works && works <= one.most) << to_text(d);
    }
}

TEST(foresight, past_the_last_notice_it_never_falls_back_to_plain_weekends) {
    auto const& cal = china::calendar();
    auto const spring = cal.add(day(20270110), working_days{20}).value();
    EXPECT_FALSE(spring.certain);
    EXPECT_LT(spring.earliest, spring.latest);
    // Far from every festival nothing can move, and it is uncertain still.
    auto const july = cal.add(day(20270705), working_days{10}).value();
    EXPECT_EQ(july.earliest, day(20270719));
    EXPECT_EQ(july.latest, day(20270719));
    EXPECT_FALSE(july.certain);
    // A span that ends on 28 December is settled, one day more is not.
    EXPECT_TRUE(cal.add(day(20261127), working_days{21})->certain);
    EXPECT_EQ(cal.add(day(20261127), working_days{21})->latest, day(20261228));
    EXPECT_FALSE(cal.add(day(20261127), working_days{22})->certain);
    EXPECT_TRUE(cal.count(day(20261201), day(20261228))->certain);
    EXPECT_FALSE(cal.count(day(20261201), day(20261229))->certain);
    EXPECT_FALSE(cal.add(day(20261229), working_days{0})->certain);
}

TEST(foresight, an_extension_is_allowed_for_once_and_after_long_holidays_only) {
    auto const& cal = china::calendar();
    // Two working days more than an arrangement of the same width, and not added up over years:
    // after three open years a span over Spring Festival is as wide as after one.
    for (int const year : {2027, 2028, 2029, 2030, 2040}) {
        auto const from = day(year * 10000 + 110);
        auto const to = day(year * 10000 + 320);
        auto const spring = cal.count(from, to).value();
        EXPECT_EQ(spring.most - spring.least, 2) << year;
        auto const summer = cal.count(day(year * 10000 + 520), day(year * 10000 + 815)).value();
        EXPECT_EQ(summer.most, summer.least) << year;
    }
    // A holiday that ends on a settled day is not extended.
    auto const october = cal.count(day(20260915), day(20261115)).value();
    EXPECT_EQ(october.most, october.least);
}

TEST(foresight, no_arrangement_within_the_windows_escapes) {
    // Arrangements drawn at random that respect the windows and owe what the statute owes: over a
    // festival, weekdays off less weekend days worked are its statutory days. Then Spring Festival
    // and National Day are extended by up to two working days each.
    std::map<std::string, std::vector<date>> festivals;
    for (auto const& r : calendar_test::data().statutory) {
        if (r.at("date").substr(0, 4) == "2027") {
            festivals[r.at("holiday_name")].push_back(calendar_test::day_of(r.at("date")));
        }
    }
    ASSERT_EQ(festivals.size(), 7U);
    std::mt19937 random(2027);
    auto const& before = china::calendar();
    int drawn = 0;
    for (int attempt = 0; attempt < 400; ++attempt) {
        std::map<date, notice_kind> said;
        bool possible = true;
        for (auto const& w : china::editions().windows()) {
            auto const& statutory = festivals.at(w.festival);
            auto const first = statutory.front();
            auto const last = statutory.back();
            int owed = 0;
            for (auto const d : statutory) {
                said[d] = notice_kind::off;
                owed += is_weekend(d) ? 1 : 0;
            }
            std::vector<date> may_rest;
            std::vector<date> may_work;
            for (int i = -w.off_before; i <= days_between(first, last) + w.off_after; ++i) {
                auto const d = plus_days(first, i);
                if (!is_weekend(d) && said.count(d) == 0) {
                    may_rest.push_back(d);
                }
            }
            for (int i = -w.work_before; i <= days_between(first, last) + w.work_after; ++i) {
                auto const d = plus_days(first, i);
                if (is_weekend(d) && said.count(d) == 0) {
                    may_work.push_back(d);
                }
            }
            std::shuffle(may_rest.begin(), may_rest.end(), random);
            std::shuffle(may_work.begin(), may_work.end(), random);
            int earlier = 0;
            int later = 0;
            int const want = std::uniform_int_distribution<int>(0, w.worked_most)(random);
            for (auto const d : may_work) {
                auto& side = d < first ? earlier : later;
                if (earlier + later < want &&
                    side < (d < first ? w.worked_most_before : w.worked_most_after)) {
                    ++side;
                    said[d] = notice_kind::work;
                }
            }
            auto const rest = static_cast<std::size_t>(owed + earlier + later);
            possible = possible && rest <= may_rest.size();
            for (std::size_t i = 0; possible && i < rest; ++i) {
                said[may_rest[i]] = notice_kind::off;
            }
        }
        if (!possible) {
            continue;
        }
        ++drawn;
        // A long holiday is extended: the next working days after its rest days are off as well.
        for (auto const* name : {"春节", "国庆节"}) {
            auto const works = [&](date d) {
                auto const word = said.find(d);
                return word == said.end() ? !is_weekend(d) : word->second == notice_kind::work;
            };
            auto d = festivals.at(name).back();
            for (int left = std::uniform_int_distribution<int>(0, 2)(random); left > 0;) {
                d = plus_days(d, 1);
                if (works(d)) {
                    said[d] = notice_kind::off;
                    --left;
                }
            }
        }
        notice n{.id = "DRAWN", .published = day(20261120), .arranges_year = 2027};
        for (auto const& [d, kind] : said) {
            n.days.push_back({d, kind, ""});
        }
        auto const after = china::editions().with_notice(n).value().current();
        ASSERT_EQ(after.certain_through(), day(20271228));
        for (auto d = day(20261201); d <= day(20271025); d = plus_days(d, 1)) {
            for (int const k : {1, 7, 20}) {
                ASSERT_TRUE(within(after.add(d, working_days{k})->earliest,
                                   before.add(d, working_days{k}).value()))
                    << to_text(d) << " + " << k;
                ASSERT_TRUE(within(after.subtract(d, working_days{k})->earliest,
                                   before.subtract(d, working_days{k}).value()))
                    << to_text(d) << " - " << k;
            }
            ASSERT_TRUE(within(after.on_or_after(d)->earliest, before.on_or_after(d).value()));
            ASSERT_TRUE(within(after.previous(d)->earliest, before.previous(d).value()));
            auto const whole = after.count(day(20261201), d)->least;
            auto const bounds = before.count(day(20261201), d).value();
            ASSERT_TRUE(bounds.least <= whole && whole <= bounds.most) << to_text(d);
        }
    }
    std::cout << drawn << " arrangements of 2027 drawn, long holidays extended\n";
    EXPECT_GT(drawn, 100);
}

TEST(foresight, the_windows_are_those_of_the_published_arrangements) {
    std::map<std::string, std::array<int, 4>> const expected{
        {"元旦", {1, 2, 3, 5}},    {"春节", {1, 4, 6, 9}},   {"清明节", {2, 2, 4, 3}},
        {"劳动节", {2, 4, 8, 10}}, {"端午节", {2, 2, 4, 3}}, {"中秋节", {1, 2, 3, 3}},
        {"国庆节", {2, 5, 11, 9}}};
    auto const& windows = china::editions().windows();
    EXPECT_EQ(windows.size(), expected.size());
    for (auto const& w : windows) {
        ASSERT_EQ(expected.count(w.festival), 1U) << w.festival;
        EXPECT_EQ((std::array<int, 4>{w.off_before, w.off_after, w.work_before, w.work_after}),
                  expected.at(w.festival))
            << w.festival;
        EXPECT_EQ(w.worked_most, 2) << w.festival;
    }
    for (auto const& w : china::editions().without_year(2026).windows()) {
        if (w.festival == "国庆节") {
            EXPECT_EQ(w.work_before, 5);
        }
    }
}
