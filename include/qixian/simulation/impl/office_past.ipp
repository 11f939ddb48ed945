// How far the applications of an office have come on a day, in a past that may have been: what a forecast
// takes the places of the really open ones from, queue included.
#pragma once

#include <algorithm>
#include <vector>

#include "qixian/simulation/impl/office_run.ipp"

namespace qixian::inline v0::detail {

/// One that is being handled at the end of the day.
struct place_in_office {
    day_index from = 0;  ///< its clock began (anew)
    bool corrected = false;
    std::uint8_t step = 0;
    bool waits = false;  ///< for nobody: `left` is until the step ends, else of work
    moment left = 0;
    moment joined = 0;  ///< its queue; those at work first
};

class past_run : public office_run {
public:
    using office_run::office_run;

    /// Those being handled at the end of `day`, in the order in which they are served.
    std::vector<place_in_office> places_on(int day) {
        begin();
        auto const beyond = live_through(end_of(day));
        std::vector<moment> ends(cases_.size(), 0);
        for (auto const& [at, what] : beyond) {
            auto const& c = cases_[what.which];
            bool const goes_on =
                what.what() == happens::step_done || what.what() == happens::resumed;
            if (goes_on && c.life_mark == what.life_mark() && c.turn == what.turn()) {
                ends[what.which] = at;
            }
        }
        now_ = end_of(day);
        std::vector<place_in_office> out;
        for (std::size_t i = 0; i < cases_.size(); ++i) {
            auto const& c = cases_[i];
            if (!c.in_use || stands(c) != stage::received || is_paused(c)) {
                continue;
            }
            place_in_office one{.from = clock_from(c),
                                .corrected = asked_correction(c),
                                .step = c.step == held_back ? c.next_step : c.step,
                                .joined = c.since};
            if (c.person >= 0) {
                one.left = std::max(work_left(c) - worked_on(teams_[team_of(c)], c), moment{1});
                one.joined = 0;
            } else if (c.queues) {
                one.left = work_left(c);
            } else if (ends[i] != 0) {
                one.waits = true;
                one.left = ends[i] - end_of(day);
            } else {
                continue;
            }
            out.push_back(one);
        }
        std::stable_sort(out.begin(), out.end(),
                         [](auto const& a, auto const& b) { return a.joined < b.joined; });
        return out;
    }
};

}  // namespace qixian::inline v0::detail
