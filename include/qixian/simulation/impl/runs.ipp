// All replications of all scenarios, handed out to threads piece by piece and added up.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "qixian/base/impl/crew.ipp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Everything that is to be run, handed out piece by piece: one agency of one replication of one
/// scenario. Sums are of whole numbers, so it does not matter who finishes first.
class run_board {
public:
    run_board(std::span<office const> offices, run_plan const& plan)
        : offices_(offices), plan_(plan) {
        for (std::uint32_t r = plan.first; r < plan.replications; ++r) {
            if (r % plan.shards == plan.shard) {
                out_.numbers.push_back(r);
            }
        }
        out_.tallies.resize(offices.size());
        out_.by_chance.resize(offices.size());
        auto const model_of = [](office const& o) -> office_model const& { return o.model(); };
        for (auto const& which : series_of(offices, model_of)) {
            if (which.inputs_known && !plan.chance_apart) {
                continue;
            }
            auto const agencies =
                static_cast<std::uint64_t>(offices[which.scenario].model().agencies) *
                place_of_office(which.scenario).weight;
            per_replication_ += agencies;
            which.in(out_).resize(out_.numbers.size());
            series_.push_back({which, agencies, std::vector(out_.numbers.size(), agencies)});
        }
        all_ = per_replication_ * out_.numbers.size();
    }

    [[nodiscard]] std::uint64_t all() const { return all_; }
    [[nodiscard]] std::uint64_t done() const { return done_.load(); }
    [[nodiscard]] bool finished() const { return done() == all_ || stop_.load(); }
    void stop() { stop_ = true; }

    /// Takes pieces until none is left, or one of `others` has failed.
    void work(crew const& others) {
        auto const ends = [&] { return stop_.load() || others.failed(); };
        for (;;) {
            auto const piece = next_++;
            if (piece >= all_ || ends()) {
                return;
            }
            auto const place = static_cast<std::size_t>(piece / per_replication_);
            auto agency = piece % per_replication_;
            std::size_t at = 0;
            for (; agency >= series_[at].agencies; ++at) {
                agency -= series_[at].agencies;
            }
            auto& of = series_[at];
            auto t = offices_[of.which.scenario].run(key_of(of.which, agency, out_.numbers[place]),
                                                     {}, ends);
            if (ends()) {
                return;
            }
            std::lock_guard const lock(mutex_);
            auto& sum = of.which.in(out_)[place];
            if (sum.years.empty()) {
                sum = std::move(t);
            } else {
                add_to(sum, t);
            }
            --of.left[place];
            ++done_;
            changed_.notify_one();
        }
    }

    /// Waits until something was done, or a short time has gone by.
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::milliseconds(100));
    }

    /// What is complete in every scenario, from the first on.
    replication_set take() {
        std::size_t complete = 0;
        auto const is_complete = [&](std::size_t place) {
            return std::all_of(series_.begin(), series_.end(),
                               [&](auto const& of) { return of.left[place] == 0; });
        };
        while (complete < out_.numbers.size() && is_complete(complete)) {
            ++complete;
        }
        out_.stopped = complete < out_.numbers.size();
        out_.numbers.resize(complete);
        for (auto& each : series_) {
            each.which.in(out_).resize(complete);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] office_place place_of_office(std::size_t scenario) const {
        return plan_.places.empty() ? office_place{} : plan_.places[scenario];
    }

    /// `agency` counts through all offices of the kind.
    [[nodiscard]] run_key key_of(tally_series const& which, std::uint64_t agency,
                                 std::uint32_t replication) const {
        auto const at = place_of_office(which.scenario);
        auto const each = static_cast<std::uint64_t>(offices_[which.scenario].model().agencies);
        auto const copy = static_cast<std::uint32_t>(agency / each);
        run_key out{.seed = plan_.seed,
                    .agency = at.first_agency + copy * at.agencies +
                              static_cast<std::uint32_t>(agency % each),
                    .replication = replication,
                    .inputs_known = which.inputs_known};
        if (at.correlation) {
            out.inputs = {.office = at.first + copy, .correlation = *at.correlation};
        }
        return out;
    }

    /// One list of tallies at work.
    struct series {
        tally_series which{};
        std::uint64_t agencies = 0;
        std::vector<std::uint64_t> left{};  ///< agencies still to come, by place
    };

    std::span<office const> offices_;
    run_plan const& plan_;
    std::uint64_t per_replication_ = 0;
    std::uint64_t all_ = 0;
    std::atomic<std::uint64_t> next_ = 0;
    std::atomic<std::uint64_t> done_ = 0;
    std::atomic<bool> stop_ = false;
    std::mutex mutex_{};
    std::condition_variable changed_{};
    std::vector<series> series_{};
    replication_set out_{};
};

}  // namespace detail

QIXIAN_DECL replication_set run_all(std::span<office const> offices, run_plan const& plan) {
    QIXIAN_EXPECTS(!offices.empty() && plan.shard < plan.shards &&
                   (plan.places.empty() || plan.places.size() == offices.size()));
    detail::run_board board(offices, plan);
    bool const asks = plan.stop || plan.progress;
    auto const threads = std::max(plan.threads, 1U);
    detail::crew workers;
    auto const work = [&] { board.work(workers); };
    // The caller looks after stopping and progress where there is any, and works where there is not.
    for (unsigned t = asks ? 0 : 1; t < threads && workers.add(work); ++t) {
    }
    if (!asks || workers.empty()) {
        workers.run(work);
    }
    while (asks && !board.finished() && !workers.failed()) {
        board.wait();
        if (plan.stop && plan.stop()) {
            board.stop();
        }
        if (plan.progress) {
            plan.progress(board.done(), board.all());
        }
    }
    workers.join();
    return board.take();
}

QIXIAN_DECL void append_to(replication_set& first, replication_set more) {
    if (first.tallies.empty()) {
        first = empty_set(more.tallies.size());
    }
    QIXIAN_EXPECTS(first.tallies.size() == more.tallies.size());
    std::vector<std::pair<std::uint32_t, std::size_t>> order;
    auto const old = first.numbers.size();
    for (std::size_t i = 0; i < old; ++i) {
        order.emplace_back(first.numbers[i], i);
    }
    for (std::size_t i = 0; i < more.numbers.size(); ++i) {
        order.emplace_back(more.numbers[i], old + i);
    }
    std::sort(order.begin(), order.end());
    first.numbers.clear();
    for (auto const& each : order) {
        QIXIAN_EXPECTS(first.numbers.empty() || first.numbers.back() != each.first);
        first.numbers.push_back(each.first);
    }
    auto const merge = [&](std::vector<tally>& to, std::vector<tally>& from) {
        if (to.empty() && from.empty()) {
            return;
        }
        std::vector<tally> sorted;
        sorted.reserve(order.size());
        for (auto const& each : order) {
            sorted.push_back(
                std::move(each.second < old ? to[each.second] : from[each.second - old]));
        }
        to = std::move(sorted);
    };
    for (std::size_t s = 0; s < first.tallies.size(); ++s) {
        merge(first.tallies[s], more.tallies[s]);
        merge(first.by_chance[s], more.by_chance[s]);
    }
    first.stopped = first.stopped || more.stopped;
}

}  // namespace qixian::inline v0
