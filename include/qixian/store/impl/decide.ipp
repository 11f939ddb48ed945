// What the procedure says of new rows of one application, given those that are kept. Pure: the
// store only carries it out.
//
// An accepted row stays effective: a new one that would make it impossible is refused. Only a
// withdrawal may do that, because it is how a mistake is put right; what comes in the place of an
// entry that is withdrawn for it is judged together with that withdrawal.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/store/store.hpp"

namespace qixian::inline v0::detail {

/// The verdict on one new row.
struct row_verdict {
    enum class fate : std::uint8_t { write, refused, faulty };
    fate what = fate::write;
    ruling said{};  ///< refused or irregular
    std::vector<event> possible{};
    std::string displaced{};  ///< 105
    fault why{};              ///< faulty

    // 107: what says the same fact, and in what it differs.
    std::string same_as{};
    std::size_t same_line = 0;
    std::vector<cell_difference> differs{};
};

struct group_decision {
    std::vector<row_verdict> rows{};  ///< as the new rows
    std::optional<history> life{};    ///< with those written; none where nothing could be
};

class group_decider {
public:
    /// `all`: the entries that are kept, `before` of them, and the new rows. `joined`: a withdrawal,
    /// judged together with the row after it.
    group_decider(std::span<entry const> all, std::size_t before, std::vector<bool> const& joined,
                  context const& in)
        : all_(all), before_(all.first(before)), fresh_(all.subspan(before)), joined_(joined),
          in_(in) {
        out_.rows.resize(fresh_.size());
    }

    group_decision run() {
        auto life = fold_of(all_);
        if (life && life->refused.empty()) {
            out_.life = std::move(life).value();
            say_irregular(*out_.life);
            return std::move(out_);
        }
        if (life && !any_withdraws()) {
            // What is refused was so before, or some new row does it: no order of recording helps.
            auto const before = refused_in(before_);
            if (std::all_of(life->refused.begin(), life->refused.end(),
                            [&](auto const& each) { return was_refused(before, each.row); })) {
                out_.life = std::move(life).value();
                say_irregular(*out_.life);
                return std::move(out_);
            }
        } else if (as_recorded()) {
            return std::move(out_);
        }
        if (life) {
            whole_ = &*life;
            one_by_one();
            return std::move(out_);
        }
        // Without any receipt, say, no row of the application can be judged.
        for (auto& each : out_.rows) {
            each = {.what = row_verdict::fate::faulty, .why = life.error()};
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] result<history> fold_of(std::span<entry const> rows) const {
        auto const last = std::max_element(
            rows.begin(), rows.end(), [](auto const& a, auto const& b) { return a.on < b.on; });
        return fold(rows, last->on, in_);
    }

    [[nodiscard]] std::vector<bool> refused_in(std::span<entry const> rows) const {
        if (!rows.empty()) {
            if (auto const life = fold_of(rows)) {
                return marks_of(*life, rows.size());
            }
        }
        return std::vector<bool>(rows.size(), false);
    }
    static std::vector<bool> marks_of(history const& life, std::size_t rows) {
        std::vector<bool> out(rows, false);
        for (auto const& each : life.refused) {
            out[each.row] = true;
        }
        return out;
    }

    [[nodiscard]] bool any_withdraws() const {
        return std::any_of(fresh_.begin(), fresh_.end(),
                           [](entry const& e) { return e.what == event::entry_withdrawn; });
    }

    /// Of a row that has come since, no.
    static bool was_refused(std::vector<bool> const& before, std::size_t row) {
        return row < before.size() && before[row];
    }

    void say_irregular(history const& life) {
        for (auto const& each : life.irregular) {
            if (each.row >= before_.size()) {
                out_.rows[each.row - before_.size()].said = each.said;
            }
        }
    }

    /// The new rows that are judged each with itself, or with the one that takes its entry back.
    [[nodiscard]] std::vector<std::size_t> judged() const {
        std::vector<std::size_t> out;
        out.reserve(fresh_.size());
        for (std::size_t k = 0; k < fresh_.size(); ++k) {
            if (k == 0 || !joined_[k - 1]) {
                out.push_back(k);
            }
        }
        return out;
    }

    /// Whether the law takes `b` after `a`, where `b` came later.
    static bool follows(entry const& a, entry const& b) {
        return std::tie(a.on, a.seq) <= std::tie(b.on, b.seq);
    }

    /// How many rows of `order` from `at` on are `plain` and follow all that is held and each other. Such
    /// rows take nothing back: none can make another impossible that came before it, so one fold
    /// judges them all as it would judge one after the other.
    template <class Plain>
    [[nodiscard]] std::size_t run_from(std::vector<std::size_t> const& order, std::size_t at,
                                       std::vector<entry> const& held, Plain plain) const {
        auto const latest = std::max_element(held.begin(), held.end(), [](auto& a, auto& b) {
            return std::tie(a.on, a.seq) < std::tie(b.on, b.seq);
        });
        auto const* last = latest == held.end() ? nullptr : &*latest;
        std::size_t n = 0;
        for (; at + n < order.size(); ++n) {
            auto const k = order[at + n];
            if (!plain(k) || (last != nullptr && !follows(*last, fresh_[k]))) {
                break;
            }
            last = &fresh_[k];
        }
        return n;
    }

    /// Of each new row: 0 is taken back by another, 1 takes one back, 2 neither.
    [[nodiscard]] std::vector<int> ranks() const {
        std::unordered_set<std::string_view> gone;
        for (auto const& by : fresh_) {
            if (by.what == event::entry_withdrawn && by.re != by.id) {
                gone.insert(by.re);
            }
        }
        std::vector<int> out(fresh_.size(), 2);
        for (std::size_t k = 0; k < fresh_.size(); ++k) {
            out[k] = gone.contains(fresh_[k].id)                ? 0
                     : fresh_[k].what == event::entry_withdrawn ? 1
                                                                : 2;
        }
        return out;
    }

    /// Whether each row could stand when it was recorded, in the order given. That is how an
    /// export must come back whose withdrawals left other entries without ground.
    bool as_recorded() {
        std::vector<entry> held(before_.begin(), before_.end());
        auto refused_before = refused_in(held);
        auto const order = judged();
        auto const withdraws = [&](std::size_t k) {
            return fresh_[k].what == event::entry_withdrawn;
        };
        std::optional<history> last;
        for (std::size_t i = 0; i < order.size();) {
            auto const k = order[i];
            auto own = held.size();
            if (withdraws(k)) {
                held.push_back(fresh_[k]);
                if (joined_[k]) {
                    own = held.size();
                    held.push_back(fresh_[k + 1]);
                }
                ++i;
            } else {
                auto const run = run_from(order, i, held, std::not_fn(withdraws));
                auto const end = i + std::max(run, std::size_t{1});
                for (; i < end; ++i) {
                    held.push_back(fresh_[order[i]]);
                }
            }
            auto life = fold_of(held);
            if (!life) {
                return false;
            }
            for (auto const& each : life->refused) {
                if (each.row >= own || (!withdraws(k) && !was_refused(refused_before, each.row))) {
                    return false;
                }
            }
            refused_before = marks_of(*life, held.size());
            last = std::move(life).value();
        }
        out_.life = std::move(last);
        if (out_.life) {
            say_irregular(*out_.life);
        }
        return true;
    }

    /// Something is refused: each new row is tried, by itself or in a run, in the order the law takes
    /// them, on top of those that could stand. What a withdrawal among them takes back is tried with it.
    void one_by_one() {
        auto const rank = ranks();
        auto order = judged();
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::tie(rank[a], fresh_[a].on, fresh_[a].seq) <
                   std::tie(rank[b], fresh_[b].on, fresh_[b].seq);
        });
        if (before_.empty() || !fold_of(before_)) {
            open_first(order, rank);
        }
        std::vector<entry> held(before_.begin(), before_.end());
        refused_before_ = refused_in(held);
        std::vector<std::size_t> whose;  // of each row that is held beyond those before
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (auto const n = run_from(order, i, held, [&](auto k) { return rank[k] == 2; });
                n > 1 && try_run(held, std::span(order).subspan(i, n), whose)) {
                i += n - 1;
                continue;
            }
            auto const k = order[i];
            auto const before = held.size();
            if (!try_row(held, k, rank[k])) {
                held.resize(before);
                continue;
            }
            whose.push_back(k);
            if (joined_[k]) {
                whose.push_back(k + 1);
            }
        }
        if (out_.life) {
            for (auto const& each : out_.life->irregular) {
                if (each.row >= before_.size()) {
                    out_.rows[whose[each.row - before_.size()]].said = each.said;
                }
            }
        }
    }

    /// Without a receipt nothing can be judged, not even what is taken back: what opens the case, and
    /// stays, comes before all else.
    void open_first(std::vector<std::size_t>& order, std::vector<int> const& rank) const {
        for (int const wanted : {2, 0}) {
            auto const at = std::find_if(order.begin(), order.end(), [&](std::size_t k) {
                return rank[k] == wanted && !joined_[k] &&
                       rule_for(*in_.law, application{}, fresh_[k].what) != nullptr;
            });
            if (at != order.end()) {
                std::rotate(order.begin(), at, at + 1);
                return;
            }
        }
    }

    /// Adds the rows of a run to `held`, but those that are refused; false: no history holds them, and
    /// nothing was done.
    bool try_run(std::vector<entry>& held, std::span<std::size_t const> run,
                 std::vector<std::size_t>& whose) {
        auto const with = [&](std::span<std::size_t const> rows) {
            auto out = held;
            for (auto const k : rows) {
                out.push_back(fresh_[k]);
            }
            return out;
        };
        auto all = with(run);
        auto life = fold_of(all);
        if (!life) {
            return false;
        }
        std::vector<exception_row const*> refused(run.size(), nullptr);
        for (auto const& each : life->refused) {
            if (each.row >= held.size()) {
                refused[each.row - held.size()] = &each;
            }
        }
        std::vector<std::size_t> stay;
        for (std::size_t j = 0; j < run.size(); ++j) {
            if (refused[j] == nullptr) {
                stay.push_back(run[j]);
            }
        }
        std::optional<history> kept;
        if (stay.size() < run.size() && !stay.empty()) {
            all = with(stay);
            auto without = fold_of(all);
            if (!without) {
                return false;
            }
            kept = std::move(without).value();
        }
        for (std::size_t j = 0; j < run.size(); ++j) {
            if (auto const* const each = refused[j]) {
                out_.rows[run[j]] = {.what = row_verdict::fate::refused,
                                     .said = each->said,
                                     .possible = each->possible};
            }
        }
        if (!stay.empty()) {
            out_.life = kept ? std::move(kept) : std::optional(std::move(life).value());
            held = std::move(all);
            refused_before_ = marks_of(*out_.life, held.size());
            whose.insert(whose.end(), stay.begin(), stay.end());
        }
        return true;
    }

    /// Adds the row to `held` and judges it; false: it cannot stay. What is held, as the law takes
    /// it, is `out_.life` where any row could stay.
    bool try_row(std::vector<entry>& held, std::size_t k, int rank) {
        held.push_back(fresh_[k]);
        if (joined_[k]) {
            held.push_back(fresh_[++k]);
        }
        auto const& e = fresh_[k];
        auto& said = out_.rows[k];
        auto life = fold_of(held);
        if (!life) {
            said = without_history(k, life.error());
            return false;
        }
        exception_row const* own = nullptr;
        exception_row const* other = nullptr;
        for (auto const& each : life->refused) {
            if (each.row + 1 == held.size()) {
                own = &each;
            } else if (!was_refused(refused_before_, each.row) && other == nullptr) {
                other = &each;
            }
        }
        if (own != nullptr && rank > 0) {
            said = {
                .what = row_verdict::fate::refused, .said = own->said, .possible = own->possible};
            return false;
        }
        if (other != nullptr && rank == 2) {
            auto const& gone = held[other->row];
            said = {.what = row_verdict::fate::refused,
                    .said = {.what = verdict::refused,
                             .moves = false,
                             .why = code::displaces_entry,
                             .cites = other->said.cites,
                             .limit = gone.on},
                    .possible = possible_on(held, e.on),
                    .displaced = gone.id};
            return false;
        }
        refused_before_ = marks_of(*life, held.size());
        out_.life = std::move(life).value();
        return true;
    }

    /// What the law takes before any receipt, in an application that has one later, is no fault of
    /// the log: it is refused, as in the history of all rows.
    [[nodiscard]] row_verdict without_history(std::size_t k, fault const& why) const {
        if (why.what == code::no_receipt && whole_ != nullptr) {
            for (auto const& each : whole_->refused) {
                if (each.row == before_.size() + k) {
                    return {.what = row_verdict::fate::refused,
                            .said = each.said,
                            .possible = each.possible};
                }
            }
        }
        return {.what = row_verdict::fate::faulty, .why = why};
    }

    /// What could have happened on `on` instead of the last of `rows`.
    [[nodiscard]] std::vector<event> possible_on(std::vector<entry> rows, date on) const {
        rows.pop_back();
        std::vector<event> out;
        auto const life = rows.empty() ? result<history>(history{}) : fold(rows, on, in_);
        if (!life) {
            return out;
        }
        if (auto const next = lawful_next(*life, on, in_)) {
            for (auto const& each : *next) {
                out.push_back(each.what);
            }
        }
        return out;
    }

    std::span<entry const> all_;
    std::span<entry const> before_;
    std::span<entry const> fresh_;
    std::vector<bool> const& joined_;
    context const& in_;
    group_decision out_{};
    std::vector<bool> refused_before_{};  ///< of what is held
    history const* whole_ = nullptr;      ///< of all rows, old and new
};

}  // namespace qixian::inline v0::detail
