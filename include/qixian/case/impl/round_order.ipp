// Which rounds of a whole history follow which, and against which act they were opened.
//
// Each duty of a remedy asks this of all rounds, so it is put in order once.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"

namespace qixian::inline v0 {

namespace detail {

class round_order {
public:
    round_order(history const& h, statute const& law) : h_(h), followed_(h.rounds.size()) {
        for (std::size_t i = 0; i < h.rounds.size(); ++i) {
            auto const& r = h.rounds[i];
            if (r.after) {
                followed_[*r.after] = r.on;
            } else {
                auto& first = first_[{r.what, act_on(h, day_of_act(r))}];
                first.of_all = first.of_all ? first.of_all : maybe_date{r.on};
                if (may_be_followed(r) && !first.of_those_that_count) {
                    first.of_those_that_count = r.on;
                }
            }
            if (auto const before = about(law, r.what).follows) {
                date const chain = day_of_act(r.after ? h.rounds[*r.after] : r);
                could_follow_[{*before, act_on(h, chain)}].push_back(i);
            }
        }
    }

    /// The day on which round `i` was followed.
    [[nodiscard]] maybe_date followed(std::size_t i) const { return followed_[i]; }

    /// Whether what may follow round `i` was opened against the same act before it was decided, and not
    /// after it.
    [[nodiscard]] bool went_another_way(std::size_t i) const {
        auto const& r = h_.rounds[i];
        auto const at = could_follow_.find({r.what, act_on(h_, r.on)});
        if (at == could_follow_.end()) {
            return false;
        }
        for (auto const other : at->second) {
            if (other >= r.rounds_before || h_.rounds[other].after != i) {
                return other < r.rounds_before;
            }
        }
        return false;
    }

    /// The first round of `what` against `act` that follows no other.
    [[nodiscard]] maybe_date opened_against(matter what, case_act const* act) const {
        auto const at = first_.find({what, act});
        return at == first_.end() ? maybe_date{} : at->second.of_all;
    }
    /// … and that was not given up, or ended without a look at the matter.
    [[nodiscard]] maybe_date counts_against(matter what, case_act const* act) const {
        auto const at = first_.find({what, act});
        return at == first_.end() ? maybe_date{} : at->second.of_those_that_count;
    }

private:
    struct first_ones {
        maybe_date of_all{};
        maybe_date of_those_that_count{};
    };
    using against = std::pair<matter, case_act const*>;

    history const& h_;
    std::vector<maybe_date> followed_;
    std::map<against, first_ones> first_{};
    std::map<against, std::vector<std::size_t>> could_follow_{};
};

}  // namespace detail

}  // namespace qixian::inline v0
