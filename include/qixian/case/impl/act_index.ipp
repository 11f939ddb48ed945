// What was opened against an act before something else was decided, found without looking at all of it.
//
// An application may be answered anew, reviewed and sued over any number of times. Acts and rounds come
// day by day, so what was opened in the days of an act is put together once no other act can come
// between.
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"

namespace qixian::inline v0 {

namespace detail {

/// The rounds that were opened against the acts of one history, while it grows.
class act_index {
public:
    /// Knows nothing of the rounds of `h` until they are told of. Both must outlive it.
    act_index(history const& h, statute const& law) : h_(h), law_(law) {}

    /// Round `i` is there.
    void opened(std::size_t i) {
        auto const& r = h_.rounds[i];
        if (auto const before = about(law_, r.what).follows) {
            firsts_.resize(law_.matters.size());
            firsts_[place_of(*before)].insert({day_of_act(h_.rounds[r.after.value_or(i)]), i});
        }
    }

    /// An act was put between those there were: rounds may be about another one now.
    void inserted() {
        firsts_.clear();
        for (std::size_t i = 0; i < h_.rounds.size(); ++i) {
            opened(i);
        }
    }

    /// Whether, before round `i` was answered, what may follow it was opened against its act.
    [[nodiscard]] bool went_another_way(std::size_t i) {
        if (firsts_.empty()) {
            return false;
        }
        auto const& r = h_.rounds[i];
        auto const* const act = act_on(h_, r.on);
        auto const* const end = h_.acts.data() + h_.acts.size();
        auto const* const next = act == nullptr ? h_.acts.data() : act + 1;
        auto& firsts = firsts_[place_of(r.what)];
        auto at = act == nullptr ? firsts.begin() : firsts.lower_bound({act->on, 0});
        auto const to = next == end ? firsts.end() : firsts.lower_bound({next->on, 0});
        if (at == to) {
            return false;
        }
        auto const opening = at->first;
        auto first = at->second;
        // Only an act of the day that is being recorded may still part what the days before opened.
        while (at != to && at->first < h_.rounds.back().on) {
            first = (std::min)(first, at->second);
            at = firsts.erase(at);
        }
        if (opening < h_.rounds.back().on) {
            firsts.insert({opening, first});
        }
        for (; at != to; ++at) {
            first = (std::min)(first, at->second);
        }
        return first < r.rounds_before;
    }

private:
    history const& h_;
    statute const& law_;
    /// By matter: the day whose act it is against, and the first round of those days that may follow the
    /// matter.
    std::vector<std::set<std::pair<date, std::size_t>>> firsts_{};
};

}  // namespace detail

}  // namespace qixian::inline v0
