// The books of one replication: what happened, by year and day. Nothing is decided here.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "qixian/caseload/year_counter.hpp"
#include "qixian/ledger/report.hpp"
#include "qixian/simulation/impl/due_day_fate.ipp"
#include "qixian/simulation/impl/office_people.ipp"

namespace qixian::inline v0::detail {

class office_books {
public:
    explicit office_books(office_model const& m)
        : out_(empty_tally(m.years.first, m.years.last, m.teams.size())) {
        for (auto const& y : out_.years) {
            counters_.emplace_back(y.year, y.shape);
            ends_.push_back(day_index_of(last_day_of(y.year)));
        }
    }

    /// Calls `use` with the year of `day`, if it is one that is asked about, and the day's place.
    template <class Use>
    void on_day(int day, Use&& use) {
        // Nearly everything is of the year that the last was of.
        if (static_cast<unsigned>(day - from_) >= length_ && !turn_to(day)) {
            return;
        }
        use(*now_, static_cast<std::size_t>(day - from_));
    }

    [[nodiscard]] bool is_last_of_a_year(int day) const {
        return std::find(ends_.begin(), ends_.end(), day) != ends_.end();
    }

    void count_event(int day, event what, folded said) {
        on_day(day, [&](year_tally& y, std::size_t) {
            switch (said) {
            case folded::taken: ++y.events[static_cast<std::size_t>(what)]; break;
            case folded::irregular:
                ++y.events[static_cast<std::size_t>(what)];
                ++y.irregular;
                break;
            case folded::refused:
            case folded::unclear: ++y.refused; break;
            }
        });
    }

    /// C1-C5: an application as it stands once nothing more will happen to it.
    void count_life(folded_life const& life) {
        for (std::size_t y = 0; y < counters_.size(); ++y) {
            auto const first = ends_[y] - static_cast<int>(out_.years[y].open.size()) + 1;
            if (life.closed() == 0 || life.closed() >= first) {
                counters_[y].add(life);
            }
        }
    }

    /// The same of one that the core has assessed, with its reviews and suits as the ledger counts them
    /// (C12, Z12).
    void count_account(account const& a, date as_of) {
        for (std::size_t y = 0; y < counters_.size(); ++y) {
            auto& t = out_.years[y];
            if (!a.closed_on || *a.closed_on >= first_day_of(t.year)) {
                counters_[y].add(a);
            }
            if (a.remedies.empty()) {
                continue;
            }
            auto const said = make_report(std::span(&a, 1), t.year, t.shape, as_of);
            auto const add = [](auto& to, report_block const& from) {
                to[0] += from.upheld;
                to[1] += from.corrected;
                to[2] += from.other;
                to[3] += from.pending;
            };
            add(t.remedies[static_cast<std::size_t>(remedy_block::review)], said.review);
            add(t.remedies[static_cast<std::size_t>(remedy_block::direct)], said.direct);
            add(t.remedies[static_cast<std::size_t>(remedy_block::after_review)],
                said.after_review);
        }
    }

    /// One that was closed: how long that took.
    void count_closed(day_index received, day_index closed, stage at, flat_days const& days) {
        on_day(closed, [&](year_tally& y, std::size_t) {
            y.days_in_hand += closed - received;
            if (is_replied(at)) {
                auto const taken = days.ordinal(closed) - days.ordinal(received);
                ++y.days_to_reply[std::min(static_cast<std::size_t>(taken), most_days_to_reply)];
            }
        });
    }

    /// The last due day that an application had.
    void count_due_day(due_day_fate const& last) {
        if (!last.due || !(last.shown || last.came)) {
            return;
        }
        on_day(*last.due, [&](year_tally& y, std::size_t at) {
            if (last.shown) {
                ++y.due[at];
            }
            if (last.came) {
                ++y.came_due;
                y.missed += last.missed ? 1 : 0;
            }
        });
    }

    /// Work of one person on one day, from and to as ticks of the day, in 1/1024 of a day.
    void count_work(std::size_t team, int day, moment from, moment to) {
        on_day(day, [&](year_tally& y, std::size_t at) {
            y.teams[team].busy[at] += static_cast<std::int32_t>((to >> 10U) - (from >> 10U));
        });
    }

    /// C12: a review that was decided, or (0) never.
    void count_review(int filed, int decided, std::size_t result) {
        on_day(decided, [&](year_tally& y, std::size_t) { ++y.remedies[0][result]; });
        for (std::size_t y = 0; y < out_.years.size(); ++y) {
            if (filed <= ends_[y] && (decided == 0 || decided > ends_[y])) {
                ++out_.years[y].remedies[0][static_cast<std::size_t>(remedy_column::pending)];
            }
        }
    }

    /// The books, with table 3 as the ledger counts it.
    tally close() {
        for (std::size_t y = 0; y < out_.years.size(); ++y) {
            auto const counted = counters_[y].finish();
            auto& t = out_.years[y];
            for (std::size_t row = 0; row < rows_of(t.shape).size(); ++row) {
                for (std::size_t c = 0; c < column_count; ++c) {
                    t.table[row][c] = counted.table.cells[row][c].value_or(0);
                }
            }
            t.on_time = counted.on_time;
            t.late = counted.late;
        }
        return std::move(out_);
    }

private:
    bool turn_to(int day) {
        for (std::size_t y = 0; y < out_.years.size(); ++y) {
            auto const days = static_cast<int>(out_.years[y].open.size());
            if (day <= ends_[y] && day > ends_[y] - days) {
                now_ = &out_.years[y];
                from_ = ends_[y] - days + 1;
                length_ = static_cast<unsigned>(days);
                return true;
            }
        }
        return false;
    }

    tally out_;
    year_tally* now_ = nullptr;  ///< the year that `from_` and `length_` are of
    int from_ = 0;
    unsigned length_ = 0;
    std::vector<year_counter> counters_{};
    std::vector<int> ends_{};  ///< 31 December of each year
};

}  // namespace qixian::inline v0::detail
