// The main clock of a history that grows: what its pauses come to by a day, without going through all.
//
// A pause that is over takes out the days it took, whatever comes, so it is united with the others once.
// Those that are open all end today as far as is known, so the first of them tells what they take out.
// A pause ends by a row, or by its limit; what of a round was counted may only grow, and where a row
// makes it less (a letter that came back after all), everything is counted anew.
#pragma once

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"
#include "qixian/case/impl/pauses.ipp"

namespace qixian::inline v0 {

namespace detail {

class clock_index {
public:
    clock_index(history const& h, context const& in) : h_(h), in_(in) { add_gaps(); }

    // --- what happened ---------------------------------------------------------------------------

    void round_changed(std::size_t i) {
        changed(i);
        rounds_[i].told = {};
        rounds_[i].settled = 0;
    }
    /// A letter of it: it arrived, came back, was sent again.
    void letter_changed(std::size_t round) { changed(round); }

    /// A run begins: what was over before it takes out nothing of it.
    void started(date origin) {
        origin_ = origin;
        for (auto* const each : {&early_, &late_}) {
            each->erase(each->begin(), std::find_if(each->begin(), each->end(),
                                                    [&](auto const& s) { return s.to > origin; }));
        }
        while (!over_.empty() && over_.begin()->first <= origin) {
            auto const i = over_.begin()->second;
            over_.erase(over_.begin());
            rounds_[i].over.reset();
            if (!rounds_[i].is_new) {
                matter_.erase(i);
            }
        }
    }

    /// Days that were taken out of the run that goes on.
    void gap(pause const& p) {
        unite(early_, p.from, p.to);
        unite(late_, p.from, p.to_latest.value_or(p.to));
    }

    // --- what it comes to --------------------------------------------------------------------------

    /// Whether a pause is open on `on`.
    result<bool> paused(date on) {
        if (auto wrong = advance(on)) {
            return *wrong;
        }
        return open_ > 0;
    }

    /// The last day of `of`, which is a run without its pauses, taking open pauses to end on `on`. Days
    /// do not go back. Pre: the case is not closed on `on`.
    result<deadline> end_of(period const& of, date on) {
        if (!is_counted_in_working_days(of)) {
            return run(of, in_.calendar);
        }
        if (auto wrong = advance(on)) {
            return *wrong;
        }
        return run_outside(of, with_open(early_, of.start, on), with_open(late_, of.start, on),
                           in_.calendar);
    }

    /// The pauses themselves, as far as they matter to the run that goes on.
    result<std::vector<pause>> pauses(date on) {
        if (auto wrong = advance(on)) {
            return *wrong;
        }
        std::vector<pause> out;
        for (auto const i : matter_) {
            auto const& r = h_.rounds[i];
            if (auto const* const by = pause_for(h_, r, in_)) {
                if (auto wrong = round_pauses(h_, r, *by, on, false, in_).add_to(out)) {
                    return *wrong;
                }
            }
        }
        return out;
    }

private:
    /// What was counted of a round, and what is open of it.
    struct known_round {
        bool is_new = false;
        std::vector<pause> counted{};
        std::size_t settled = 0;  ///< how many of these do not change while the round does not
        told_times told{};        ///< … which are those of these times
        bool open = false;
        date from{};
        maybe_date due{};     ///< … when it ends of itself; there where `latest` is
        maybe_date latest{};  ///< … and where a notice may move that
        bool runs = false;    ///< open, and `due` has not passed
        maybe_date over{};    ///< when the last of it was over
    };

    std::optional<fault> advance(date on) {
        while (!new_ones_.empty()) {
            auto const now = std::exchange(new_ones_, {});
            bool anew = false;
            for (auto const i : now) {
                rounds_[i].is_new = false;
                auto const fits = look_at(i, on);
                if (!fits) {
                    return fits.error();
                }
                anew = anew || !*fits;
            }
            if (anew) {
                count_anew();
            }
        }
        pass(on);
        return std::nullopt;
    }

    void changed(std::size_t round) {
        if (round >= rounds_.size()) {
            rounds_.resize(round + 1);
        }
        if (!rounds_[round].is_new) {
            rounds_[round].is_new = true;
            new_ones_.push_back(round);
        }
    }

    /// False where less is taken out than was counted.
    result<bool> look_at(std::size_t i, date on) {
        auto const& r = h_.rounds[i];
        auto& known = rounds_[i];
        close(i);
        auto const* const by = pause_for(h_, r, in_);
        if (by == nullptr) {
            matter_.erase(i);
            return std::exchange(known.counted, {}).empty();
        }
        matter_.insert(i);
        std::vector<pause> fresh;
        std::optional<deadline> limit;
        std::size_t over = 0;
        if (auto wrong =
                round_pauses(h_, r, *by, on, false, in_).add_to(fresh, known.told, limit, over)) {
            return *wrong;
        }
        if (!fresh.empty() && (!fresh.back().to_latest || *fresh.back().to_latest > on)) {
            known.open = true;
            known.from = fresh.back().from;
            known.due = limit ? maybe_date{limit->due} : maybe_date{};
            known.latest = fresh.back().to_latest;
            fresh.pop_back();
        }
        bool fits = known.settled + fresh.size() >= known.counted.size();
        for (std::size_t k = known.settled; fits && k < known.counted.size(); ++k) {
            auto const& was = known.counted[k];
            auto const& is = fresh[k - known.settled];
            fits = is.from == was.from && is.to >= was.to && is.to_latest >= was.to_latest;
        }
        known.counted.resize((std::min)(known.settled, known.counted.size()));
        known.settled += (std::min)(over, fresh.size());
        for (auto& p : fresh) {
            gap(p);
            known.counted.push_back(std::move(p));
        }
        if (known.open) {
            ++open_;
            known.runs = true;
            running_.insert(known.from);
            if (known.due) {
                passing_.insert({*known.due, i});
            }
        } else {
            end(i, on);
        }
        return fits;
    }

    /// All of `i` is over by `on`.
    void end(std::size_t i, date on) {
        auto& known = rounds_[i];
        // Times that a letter was out follow each other.
        date const last =
            known.counted.empty()
                ? on
                : (std::max)(known.counted.back().to, known.counted.back().to_latest.value_or(on));
        known.over = last;
        over_.insert({last, i});
    }

    /// Nothing of `i` is open any more, nor known to be over.
    void close(std::size_t i) {
        auto& known = rounds_[i];
        if (known.over) {
            over_.erase({*known.over, i});
            known.over.reset();
        }
        if (known.open) {
            --open_;
            if (known.runs) {
                running_.erase(running_.find(known.from));
            }
            if (known.due) {
                passing_.erase({*known.due, i});
            }
            if (known.latest) {
                passing_.erase({*known.latest, i});
            }
            known.open = false;
            known.runs = false;
        }
    }

    /// Limits that have passed by `on`.
    void pass(date on) {
        while (!passing_.empty() && passing_.begin()->first <= on) {
            auto const i = passing_.begin()->second;
            passing_.erase(passing_.begin());
            auto& known = rounds_[i];
            if (known.runs) {
                // The pause is over, unless a notice makes its limit later.
                known.runs = false;
                running_.erase(running_.find(known.from));
                date const to = *known.due;
                known.counted.push_back({.from = known.from, .to = to, .to_latest = to});
                gap(known.counted.back());
            }
            if (known.latest && *known.latest > on) {
                passing_.insert({*known.latest, i});
                continue;
            }
            known.counted.back().to_latest = known.latest;
            gap(known.counted.back());
            known.open = false;
            --open_;
            end(i, on);
        }
    }

    void count_anew() {
        early_.clear();
        late_.clear();
        add_gaps();
        for (auto const i : matter_) {
            close(i);
            rounds_[i].counted.clear();
            round_changed(i);
        }
    }

    void add_gaps() {
        if (!h_.runs.empty()) {
            for (auto const& p : h_.runs.back().gaps) {
                gap(p);
            }
        }
    }

    /// Adds the days after `from` through `to`.
    void unite(std::vector<stretch>& in, date from, date to) const {
        from = origin_ ? (std::max)(from, *origin_) : from;
        if (from >= to) {
            return;
        }
        auto const first = std::lower_bound(in.begin(), in.end(), from,
                                            [](auto const& s, date d) { return s.to < d; });
        auto last = first;
        for (; last != in.end() && last->from <= to; ++last) {
            from = (std::min)(from, last->from);
            to = (std::max)(to, last->to);
        }
        if (first == last) {
            in.insert(first, {from, to});
            return;
        }
        *first = {from, to};
        in.erase(first + 1, last);
    }

    [[nodiscard]] std::vector<stretch> with_open(std::vector<stretch> all, date start,
                                                 date on) const {
        if (!running_.empty()) {
            unite(all, *running_.begin(), on);
        }
        std::size_t kept = 0;
        for (auto& each : all) {
            each.from = (std::max)(each.from, start);
            if (each.from < each.to) {
                all[kept++] = each;
            }
        }
        all.resize(kept);
        return all;
    }

    history const& h_;
    context const& in_;
    maybe_date origin_{};
    std::vector<known_round> rounds_{};
    std::vector<std::size_t> new_ones_{};
    std::set<std::size_t> matter_{};  ///< rounds whose pauses the run may feel
    std::vector<stretch> early_{};    ///< what is over, where limits end as early as they may
    std::vector<stretch> late_{};     ///< … as late
    std::size_t open_ = 0;
    std::multiset<date> running_{};                     ///< where what is open and runs began
    std::set<std::pair<date, std::size_t>> passing_{};  ///< limits of what is open
    std::set<std::pair<date, std::size_t>> over_{};
};

}  // namespace detail

}  // namespace qixian::inline v0
