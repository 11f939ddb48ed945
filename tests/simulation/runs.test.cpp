// The same seed gives the same bytes, however the work is divided.
#include <gtest/gtest.h>

#include "offices.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/parts.hpp"
#include "qixian/simulation/sensitivity.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

std::vector<scenario> two_scenarios() {
    auto base = full_office();
    base.agencies = 3;
    auto busier = base;
    busier.arrivals.per_year *= 1.3;
    return {{"base", "", base}, {"busier", "", busier}};
}

std::vector<office> offices_of(std::vector<scenario> const& scenarios) {
    std::vector<office> out;
    for (auto const& each : scenarios) {
        out.push_back(*office::make(each.office));
    }
    return out;
}

std::vector<std::int64_t> numbers_of(replication_set const& set) {
    std::vector<std::int64_t> out;
    for (auto const& s : set.tallies) {
        for (auto const& t : s) {
            for_each_count(t, [&](auto n) { out.push_back(n); });
        }
    }
    return out;
}

TEST(Runs, one_two_and_seven_threads_give_the_same_numbers) {
    auto const scenarios = two_scenarios();
    auto const offices = offices_of(scenarios);
    auto const one = run_all(offices, {.replications = 12, .threads = 1});
    EXPECT_EQ(one.numbers.size(), 12U);
    for (unsigned const threads : {2U, 7U}) {
        auto const more = run_all(offices, {.replications = 12, .threads = threads});
        EXPECT_EQ(numbers_of(one), numbers_of(more)) << threads;
    }
    // … and somebody who looks on changes nothing.
    std::uint64_t last = 0;
    auto const watched = run_all(offices, {.replications = 12,
                                           .threads = 2,
                                           .stop = [] { return false; },
                                           .progress =
                                               [&](std::uint64_t done, std::uint64_t of) {
                                                   EXPECT_GE(done, last);
                                                   EXPECT_EQ(of, 12U * 2 * 3);
                                                   last = done;
                                               }});
    EXPECT_EQ(numbers_of(one), numbers_of(watched));
    EXPECT_NE(numbers_of(one), numbers_of(run_all(offices, {.seed = 2, .replications = 12})));
}

TEST(Runs, five_shards_put_together_are_one_run) {
    auto const scenarios = two_scenarios();
    auto const offices = offices_of(scenarios);
    auto const whole = run_all(offices, {.replications = 12});
    replication_set joined;
    std::vector<run_part> parts;
    auto const head = head_of_run(scenarios, 1, 12);
    for (std::uint32_t shard : {3U, 0U, 4U, 1U, 2U}) {
        auto part = run_all(offices, {.replications = 12, .shard = shard, .shards = 5});
        parts.push_back({"part" + std::to_string(shard), write_part(head, part, shard, 5)});
        append_to(joined, std::move(part));
    }
    EXPECT_EQ(whole.numbers, joined.numbers);
    EXPECT_EQ(numbers_of(whole), numbers_of(joined));
    auto const read = read_parts(parts, scenarios, 1);
    ASSERT_TRUE(read.ok()) << read.error().detail;
    EXPECT_EQ(numbers_of(whole), numbers_of(*read));
}

TEST(Runs, parts_of_another_run_are_not_put_together) {
    auto const scenarios = two_scenarios();
    auto const offices = offices_of(scenarios);
    auto const head = head_of_run(scenarios, 1, 4);
    std::vector<run_part> good;
    for (std::uint32_t shard = 0; shard < 2; ++shard) {
        good.push_back(
            {"part" + std::to_string(shard),
             write_part(head, run_all(offices, {.replications = 4, .shard = shard, .shards = 2}),
                        shard, 2)});
    }
    ASSERT_TRUE(read_parts(good, scenarios, 1).ok());
    auto const refused = [&](std::vector<run_part> const& parts, std::uint64_t seed) {
        auto const got = read_parts(parts, scenarios, seed);
        return got ? code{} : got.error().what;
    };
    EXPECT_EQ(refused(good, 2), code::parts_differ);
    EXPECT_EQ(refused({good[0]}, 1), code::parts_differ);                    // one is missing
    EXPECT_EQ(refused({good[0], good[1], good[1]}, 1), code::parts_differ);  // one twice
    auto other = scenarios;
    other[0].office.arrivals.per_year += 1;
    EXPECT_EQ(read_parts(good, other, 1).error().what, code::parts_differ);
    // Cut anywhere, a part is no part.
    for (std::size_t cut = 0; cut < good[0].text.size(); cut += 997) {
        auto damaged = good;
        damaged[0].text.resize(cut);
        EXPECT_NE(refused(damaged, 1), code{}) << cut;
    }
    // A number changed into something else is no whole number of the model.
    auto damaged = good;
    auto const at = damaged[0].text.find("\"counts\":[") + 10;
    damaged[0].text.insert(at, "1.5,");
    EXPECT_EQ(refused(damaged, 1), code::json_syntax);
}

TEST(Runs, who_is_stopped_keeps_what_is_complete) {
    auto const scenarios = two_scenarios();
    auto const offices = offices_of(scenarios);
    std::uint64_t seen = 0;
    auto const part =
        run_all(offices, {.replications = 100000,
                          .threads = 2,
                          .stop = [&] { return seen > 40; },
                          .progress = [&](std::uint64_t done, std::uint64_t) { seen = done; }});
    EXPECT_TRUE(part.stopped);
    ASSERT_FALSE(part.numbers.empty());
    EXPECT_LT(part.numbers.size(), 100000U);
    auto const n = static_cast<std::uint32_t>(part.numbers.size());
    EXPECT_EQ(numbers_of(part), numbers_of(run_all(offices, {.replications = n})));
}

TEST(Runs, scenarios_share_their_fate) {
    // A scenario that changes nothing differs in nothing; more arrivals keep those that there were.
    auto scenarios = two_scenarios();
    scenarios[1] = {"same", "", scenarios[0].office};
    auto const offices = offices_of(scenarios);
    auto const done = run_all(offices, {.replications = 10});
    auto const said = answers_of(scenarios, offices, done, 1);
    EXPECT_EQ(said.scenarios[1].against_base[0].carried_out.mean, 0);
    EXPECT_TRUE(said.scenarios[1].against_base[0].carried_out.rare);
    EXPECT_EQ(said.scenarios[1].against_base[0].carried_out.seen, 0U);

    auto few = one_desk(3, {length_law::exponential, 1}, 2, 2025, 248);
    auto many = few;
    many.arrivals.per_year *= 1.3;
    auto const receipts = [](office_model const& m) {
        std::map<date, int> out;
        static_cast<void>(office::make(m).value().run(
            {}, [&](entry const& e) { out[e.on] += e.what == event::received ? 1 : 0; }));
        return out;
    };
    auto const more = receipts(many);
    for (auto const& [on, n] : receipts(few)) {
        EXPECT_LE(n, more.contains(on) ? more.at(on) : 0) << to_text(on);
    }
}

TEST(Runs, sensitivity_says_what_must_be_worse_is_worse) {
    auto m = one_desk(4, {length_law::lognormal, 3, 3}, 2, 2025, 248);
    m.teams[0].absent_share = 0.1;
    auto const scenarios = sensitivity_scenarios({"base", "", m});
    auto const offices = offices_of(scenarios);
    auto const said = answers_of(scenarios, offices, run_all(offices, {.replications = 30}), 1);
    int seen = 0;
    for (auto const& s : said.scenarios) {
        if (s.name == "arrivals.per_year*1.1" || s.name == "step.handle.work_hours*1.1" ||
            s.name == "team.desk.people-1") {
            ++seen;
            EXPECT_GT(s.against_base[0].carried_out.low, 0) << s.name;
            EXPECT_GT(s.against_base[0].days_to_reply.low, 0) << s.name;
        }
        if (s.name == "team.desk.people+1") {
            ++seen;
            EXPECT_LT(s.against_base[0].days_to_reply.high, 0);
        }
    }
    EXPECT_EQ(seen, 4);
}

TEST(Runs, an_unstable_office_is_said_to_be_so_before_and_after) {
    auto m = one_desk(10, {length_law::exponential, 1.2}, 1, 2025, 248);
    m.start.warm_up_calendar_days = 0;
    auto const loads = loads_of(m);
    EXPECT_NEAR(loads[0].ratio(), 1.5, 0.01);
    std::vector<scenario> const scenarios{{"base", "", m}};
    auto const offices = offices_of(scenarios);
    auto const said = answers_of(scenarios, offices, run_all(offices, {.replications = 10}), 1);
    ASSERT_EQ(said.scenarios[0].unstable, std::vector<std::string>{"desk"});
    // What no formula saw beforehand: absence and leave make the load of an office that has enough.
    m.steps[0].work_hours = {length_law::exponential, 0.78};
    m.teams[0].leave = {};
    m.teams[0].people = 2;
    m.teams[0].leave.push_back({1, day(20250101), day(20251231)});
    EXPECT_LT(loads_of(m)[0].ratio(), 1);
    m.arrivals.per_year *= 1.1;
    std::vector<scenario> const hidden{{"base", "", m}};
    auto const offices_of_it = offices_of(hidden);
    auto const after =
        answers_of(hidden, offices_of_it, run_all(offices_of_it, {.replications = 10}), 1);
    EXPECT_EQ(after.scenarios[0].unstable, std::vector<std::string>{"desk"});
    // One that keeps up is not blamed.
    auto const calm = one_desk(8, {length_law::exponential, 0.8}, 1, 2025, 248);
    std::vector<scenario> const quiet{{"base", "", calm}};
    auto const offices_that_cope = offices_of(quiet);
    EXPECT_TRUE(
        answers_of(quiet, offices_that_cope, run_all(offices_that_cope, {.replications = 10}), 1)
            .scenarios[0]
            .unstable.empty());
}

}  // namespace
