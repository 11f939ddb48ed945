// Forecasts of open applications held against what then happened to them: by how likely they were called
// late, and by what they were waiting for.
#include <gtest/gtest.h>

#include "judged.hpp"
#include "offices.hpp"

namespace {

using namespace qixian;

/// An office with people and queues in which corrections, opinions and fees are common, and which is late
/// now and then because it never extends.
office_model asking_office(int people, double per_year, double days) {
    auto m = test::full_office();
    m.years = {2025, 2025};
    m.arrivals.per_year = per_year;
    m.arrivals.bursts = {};
    m.start.warm_up_calendar_days = 500;
    m.teams.front().people = people;
    m.teams.front().leave.clear();
    m.correction.share = 0.15;
    m.correction.answer_calendar_days = {length_law::exponential, 12};
    m.steps[1].work_hours = {length_law::lognormal, 6, 5};
    m.steps[2].wait_working_days = {length_law::lognormal, days, 0.6 * days};
    m.extension.rule = extension_rule::never;
    return m;
}

TEST(Calibration, holds_in_every_bin_and_while_a_correction_is_awaited) {
    test::calibration judged;
    auto const seeds = test::seeds_of(20);
    for (auto const& m :
         {asking_office(2, 420, 8), asking_office(3, 400, 11), asking_office(2, 480, 5)}) {
        auto const ready = *office::make(m);
        context const in{ready.calendar()};
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            judged.next_life();
            auto const log = test::live(ready, 1000 + seed);
            for (auto const as_of : {day(20250227), day(20250410), day(20250620), day(20250812)}) {
                auto const said = forecast_of(m, as_of, test::open_on(log, as_of, in),
                                              {.seed = seed, .replications = 200, .threads = 2});
                ASSERT_TRUE(said);
                for (auto const& c : said->cases) {
                    auto const late = test::was_late(log.at(c.application), day(20251231), in);
                    judged.add_to_its_bin(c.late, late);
                    judged.add(std::string(info(c.at).en), c.late, late);
                }
            }
        }
    }
    judged.expect_to_hold();
}

}  // namespace
