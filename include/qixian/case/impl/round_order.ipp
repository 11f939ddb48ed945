// Which rounds of a whole history follow which, and against which act they were opened.
//
// Each duty of a remedy asks this of all rounds, so it is put in order once.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"

namespace qixian::inline v0 {

namespace detail {

class round_order {
public:
    round_order(history const& h, statute const& law)
        : h_(h), followed_(h.rounds.size()), opened_(law.matters.size() * (h.acts.size() + 1)) {
        for (std::size_t i = 0; i < h.rounds.size(); ++i) {
            auto const& r = h.rounds[i];
            if (r.after) {
                followed_[*r.after] = r.on;
            } else {
                auto& first = against(r.what, act_on(h, day_of_act(r)));
                first.of_all = first.of_all ? first.of_all : maybe_date{r.on};
                if (may_be_followed(r) && !first.of_those_that_count) {
                    first.of_those_that_count = r.on;
                }
            }
            if (auto const before = about(law, r.what).follows) {
                date const chain = day_of_act(r.after ? h.rounds[*r.after] : r);
                against(*before, act_on(h, chain)).could_follow.push_back(i);
            }
        }
    }

    /// The day on which round `i` was followed.
    [[nodiscard]] maybe_date followed(std::size_t i) const { return followed_[i]; }

    /// Whether what may follow round `i` was opened against the same act before it was decided, and not
    /// after it.
    [[nodiscard]] bool went_another_way(std::size_t i) const {
        auto const& r = h_.rounds[i];
        for (auto const other : against(r.what, act_on(h_, r.on)).could_follow) {
            if (other >= r.rounds_before || h_.rounds[other].after != i) {
                return other < r.rounds_before;
            }
        }
        return false;
    }

    /// The first round of `what` against `act` that follows no other.
    [[nodiscard]] maybe_date opened_against(matter what, case_act const* act) const {
        return against(what, act).of_all;
    }
    /// … and that was not given up, or ended without a look at the matter.
    [[nodiscard]] maybe_date counts_against(matter what, case_act const* act) const {
        return against(what, act).of_those_that_count;
    }

private:
    /// What was opened against an act: the first that follows nothing, and what may follow something.
    struct opened {
        maybe_date of_all{};
        maybe_date of_those_that_count{};
        std::vector<std::size_t> could_follow{};
    };

    /// Before the first act there is a place too.
    [[nodiscard]] opened const& against(matter what, case_act const* act) const {
        auto const number =
            act == nullptr ? std::size_t{0} : static_cast<std::size_t>(act - h_.acts.data()) + 1;
        return opened_[place_of(what) * (h_.acts.size() + 1) + number];
    }
    opened& against(matter what, case_act const* act) {
        return const_cast<opened&>(std::as_const(*this).against(what, act));
    }

    history const& h_;
    std::vector<maybe_date> followed_;
    std::vector<opened> opened_;
};

}  // namespace detail

}  // namespace qixian::inline v0
