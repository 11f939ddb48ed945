// Which application a free person takes next.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "offices.hpp"
#include "qixian/simulation/office.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

/// A desk registers, other units take their time, one person, who is asked for nearly all hours,
/// decides. Whoever waited long for the others comes to the queue late, and is due early.
office_model busy_office(discipline order) {
    auto m = one_desk(4, {length_law::fixed, 0.1}, 4, 2025, 248);
    m.teams.push_back({.name = "deciders", .people = 1, .order = order});
    m.steps.push_back({.name = "other units", .wait_working_days = {length_law::exponential, 8}});
    m.steps.push_back({.name = "decide", .team = 1, .work_hours = {length_law::exponential, 2}});
    m.extension.rule = extension_rule::never;
    return m;
}

tally run_of(office_model const& m) {
    auto const made = office::make(m);
    EXPECT_TRUE(made.ok());
    return made->run({.seed = 11});
}

TEST(Queues, who_takes_the_earliest_due_first_is_late_less_often_for_the_same_work) {
    auto const as_they_come = run_of(busy_office(discipline::first_come)).years[0];
    auto const by_due_day = run_of(busy_office(discipline::earliest_due)).years[0];
    EXPECT_EQ(as_they_come.table[0], by_due_day.table[0]);  // the same applications
    ASSERT_GT(as_they_come.late, 50);
    EXPECT_LT(by_due_day.late, as_they_come.late);
}

TEST(Queues, who_takes_the_shortest_first_lets_them_wait_less_on_average) {
    auto const as_they_come = run_of(busy_office(discipline::first_come)).years[0].teams[1];
    auto const shortest = run_of(busy_office(discipline::shortest_work)).years[0].teams[1];
    EXPECT_NEAR(static_cast<double>(shortest.started), static_cast<double>(as_they_come.started),
                0.1 * static_cast<double>(as_they_come.started));
    EXPECT_LT(shortest.wait_ticks, as_they_come.wait_ticks / 2);
}

/// All of them stand in one queue when the only one who decides comes back.
class after_a_leave {
public:
    explicit after_a_leave(discipline order) : office_(*office::make(model(order))) {
        static_cast<void>(office_.run({.seed = 5}, [&](entry const& e) {
            if (e.what == event::received) {
                received_[e.application] = e.on;
            } else if (e.what == event::disclosed) {
                replied_.push_back(e.application);
            }
        }));
    }
    /// Due days in the order of the replies.
    [[nodiscard]] std::vector<date> due() const {
        std::vector<date> out;
        for (auto const& each : replied_) {
            out.push_back(office_.calendar().add(received_.at(each), working_days{20})->earliest);
        }
        return out;
    }

private:
    static office_model model(discipline order) {
        auto m = busy_office(order);
        m.start.warm_up_calendar_days = 0;
        m.arrivals.per_year = 200;
        m.arrivals.month = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        m.steps[1].wait_working_days = {length_law::uniform, 0, 15};
        m.teams[1].leave.push_back({1, day(20250101), day(20250330)});
        return m;
    }
    office office_;
    std::map<std::string, date> received_;
    std::vector<std::string> replied_;
};

TEST(Queues, the_earliest_due_are_replied_to_first) {
    auto const due = after_a_leave(discipline::earliest_due).due();
    ASSERT_GT(due.size(), 150U);
    EXPECT_TRUE(std::is_sorted(due.begin(), due.end()));
}

TEST(Queues, first_come_are_replied_to_first_whenever_they_are_due) {
    auto const due = after_a_leave(discipline::first_come).due();
    ASSERT_GT(due.size(), 150U);
    EXPECT_FALSE(std::is_sorted(due.begin(), due.end()));
}

TEST(Queues, who_corrects_does_so_within_the_period) {
    auto m = busy_office(discipline::first_come);
    m.correction.share = 0.5;
    m.correction.answer_calendar_days = {length_law::uniform, 1, 20};
    m.correction.period_working_days = 5;
    auto const made = office::make(m);
    ASSERT_TRUE(made.ok());
    std::map<std::string, date> last;
    int at_the_end = 0;
    static_cast<void>(made->run({.seed = 5}, [&](entry const& e) {
        if (e.what == event::correction_requested) {
            ASSERT_EQ(e.days, 5);
            last[e.application] = made->calendar().add(e.on, working_days{5})->earliest;
        } else if (e.what == event::correction_received) {
            EXPECT_LE(e.on, last.at(e.application)) << e.application;
            at_the_end += e.on == last.at(e.application) ? 1 : 0;
        }
    }));
    EXPECT_GT(at_the_end, 50);
}

TEST(Queues, a_days_work_begun_in_the_morning_is_done_that_day) {
    auto m = one_desk(1, {length_law::fixed, 8}, 200, 2025, 248);
    m.arrivals.weekday = {0.001, 0.001, 0.001, 0.001,
                          0.001, 0.001, 0.001};  // they come on rest days
    m.arrivals.rest_day = 1;
    auto const made = office::make(m);
    ASSERT_TRUE(made.ok());
    std::map<std::string, date> received;
    int replies = 0;
    static_cast<void>(made->run({.seed = 5}, [&](entry const& e) {
        if (e.what == event::received) {
            received[e.application] = e.on;
        } else {
            auto const next = made->calendar().add(received.at(e.application), working_days{1});
            EXPECT_EQ(e.on, next->earliest) << e.application;
            ++replies;
        }
    }));
    EXPECT_GT(replies, 200);
}

}  // namespace
