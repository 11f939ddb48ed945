// The identities of a table, and the search for the smallest edit that makes all of them hold.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstdlib>
#include <unordered_set>

#include "qixian/ledger/impl/table.ipp"
#include "qixian/ledger/mend.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Adds what the cell stands for: itself if printed, its parts if blank and derivable. False: the
/// cell has no value at all.
inline bool add_cell(table3 const& table, std::size_t row, std::size_t of, std::int64_t sign,
                     std::vector<identity_term>& terms) {
    if (table.cells[row][of]) {
        terms.push_back({row, of, sign});
        return true;
    }
    bool any = false;
    if (of == index(column::total) && sum_of_printed(table.cells[row], class_count)) {
        for (std::size_t part = 0; part < class_count; ++part) {
            any = add_cell(table, row, part, sign, terms) || any;
        }
    }
    std::size_t const total_row = result_total_row(table.shape);
    if (!any && row == total_row) {
        for (std::size_t part = first_result_row; part < total_row; ++part) {
            any = add_cell(table, part, of, sign, terms) || any;
        }
    }
    return any;
}

}  // namespace detail

QIXIAN_DECL std::vector<judged_identity> judged_identities(table3 const& table) {
    std::vector<judged_identity> all;
    std::size_t const total_row = result_total_row(table.shape);
    std::size_t const last_row = carried_out_row(table.shape);
    for (std::size_t of = 0; of < column_count; ++of) {
        judged_identity carry{.id = table_rule::carry, .row = total_row, .column = of};
        bool const whole = detail::add_cell(table, total_row, of, 1, carry.terms) &&
                           detail::add_cell(table, last_row, of, 1, carry.terms) &&
                           detail::add_cell(table, new_row, of, -1, carry.terms) &&
                           detail::add_cell(table, carried_in_row, of, -1, carry.terms);
        if (whole) {
            all.push_back(std::move(carry));
        }
        judged_identity results{.id = table_rule::results, .row = total_row, .column = of};
        bool addend = false;
        for (std::size_t row = first_result_row; row < total_row; ++row) {
            addend = detail::add_cell(table, row, of, -1, results.terms) || addend;
        }
        if (table.cells[total_row][of] && addend) {
            results.terms.push_back({total_row, of, 1});
            all.push_back(std::move(results));
        }
    }
    for (std::size_t row = 0; row <= last_row; ++row) {
        judged_identity total{.id = table_rule::total, .row = row, .column = class_count};
        bool const addend = detail::sum_of_printed(table.cells[row], class_count).has_value();
        for (std::size_t of = 0; addend && of < class_count; ++of) {
            detail::add_cell(table, row, of, -1, total.terms);
        }
        if (table.cells[row][class_count] && !total.terms.empty()) {
            total.terms.push_back({row, class_count, 1});
            all.push_back(std::move(total));
        }
    }
    return all;
}

namespace detail {

inline constexpr std::size_t cell_count = most_rows * column_count;

/// How little a change of this cell says about the counts: 0 for what is derived anyway.
inline std::size_t reluctance(form shape, std::size_t row, std::size_t of) {
    if (of == class_count || row == result_total_row(shape)) {
        return 0;
    }
    return row == carried_out_row(shape) ? 1
           : row == carried_in_row       ? 2
           : is_result_row(shape, row)   ? 3
                                         : 4;
}

/// How good an edit is; smaller is better.
struct edit_price {
    std::size_t cells = 0;
    std::int64_t change = 0;
    std::size_t reluctance = 0;

    friend auto operator<=>(edit_price const&, edit_price const&) = default;
};

/// Finds the smallest set of cells whose change satisfies every identity.
///
/// Two facts make it fast. (1) Identities without a common cell need a cell each, so a set of
/// violated identities that are pairwise disjoint is a lower bound. (2) In a smallest edit the
/// cells are independent; some identity is touched by one of them alone, which fixes its new
/// value. So every smallest edit can be built by steps "set this cell so that that violated
/// identity holds", and no number need be guessed.
class mend_search {
public:
    mend_search(table3 const& table, mend_wishes const& wishes)
        : shape_(table.shape), budget_(wishes.search_limit) {
        for (std::size_t row = 0; row < most_rows; ++row) {
            for (std::size_t of = 0; of < column_count; ++of) {
                std::size_t const cell = row * column_count + of;
                value_[cell] = table.cells[row][of].value_or(0);
                closed_[cell] = !table.cells[row][of].has_value();
            }
        }
        for (auto const& each : judged_identities(table)) {
            node at{.id = each.id, .row = each.row, .column = each.column};
            for (auto const& term : each.terms) {
                std::size_t const cell = term.row * column_count + term.column;
                at.cells.emplace_back(cell, term.sign);
                at.members.set(cell);
                touched_by_[cell].push_back({nodes_.size(), term.sign});
                at.residual += term.sign * value_[cell];
            }
            nodes_.push_back(std::move(at));
        }
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            for (std::size_t j = 0; j < nodes_.size(); ++j) {
                if ((nodes_[i].members & nodes_[j].members).any()) {
                    nodes_[i].overlaps |= bit(j);
                }
            }
            if (nodes_[i].residual != 0) {
                violated_ |= bit(i);
            }
        }
        for (auto const& wish : wishes.fixed) {
            std::size_t const cell = wish.row * column_count + wish.column;
            if (wish.value && *wish.value != value_[cell] && !closed_[cell]) {
                set(cell, *wish.value - value_[cell]);
                path_.emplace_back(cell, *wish.value);
            }
            closed_[cell] = true;
        }
        wished_ = path_.size();
        before_ = value_;
    }

    mend run() {
        mend answer;
        plain_edit();
        rough_edit();
        std::size_t limit = bound();
        bool exhausted = true;
        for (; !found_ || limit <= best_price_.cells - wished_; ++limit) {
            if (limit > most_steps) {
                exhausted = false;
                break;
            }
            seen_.clear();
            descend(limit, edit_price{});
            if (budget_ == 0) {
                exhausted = false;
                break;
            }
            if (found_ && best_price_.cells == limit + wished_) {
                break;
            }
        }
        answer.found = found_;
        answer.proven = found_ && exhausted;
        answer.only = answer.proven && twins_ == 0;
        return answer;
    }

    [[nodiscard]] std::vector<std::pair<std::size_t, std::int64_t>> const& best() const {
        return best_;
    }

private:
    /// Deeper than this only the rough edit is asked; a table that wrong is typed again.
    static constexpr std::size_t most_steps = 64;

    using cell_set = std::bitset<cell_count>;

    struct node {
        table_rule id{};
        std::size_t row = 0;
        std::size_t column = 0;
        std::vector<std::pair<std::size_t, std::int64_t>> cells{};
        cell_set members{};
        std::uint64_t overlaps = 0;
        std::int64_t residual = 0;
    };

    /// An identity is a bit: two for each column, one for each row.
    static_assert(2 * column_count + most_rows <= 64);
    static constexpr std::uint64_t bit(std::size_t i) { return std::uint64_t{1} << i; }
    static std::size_t first(std::uint64_t set) {
        return static_cast<std::size_t>(std::countr_zero(set));
    }

    void set(std::size_t cell, std::int64_t by) {
        value_[cell] += by;
        for (auto const& [at, sign] : touched_by_[cell]) {
            nodes_[at].residual += sign * by;
            if (nodes_[at].residual == 0) {
                violated_ &= ~bit(at);
            } else {
                violated_ |= bit(at);
            }
        }
    }

    /// Pairwise disjoint violated identities, found greedily from the last (the rows) or the first.
    [[nodiscard]] std::uint64_t disjoint(bool from_last) const {
        std::uint64_t chosen = 0;
        for (std::uint64_t left = violated_; left != 0;) {
            std::size_t const at =
                from_last ? static_cast<std::size_t>(63 - std::countl_zero(left)) : first(left);
            chosen |= bit(at);
            left &= ~nodes_[at].overlaps;
        }
        return chosen;
    }

    [[nodiscard]] std::uint64_t widest() const {
        auto const rows = disjoint(true);
        auto const columns = disjoint(false);
        return std::popcount(rows) >= std::popcount(columns) ? rows : columns;
    }

    [[nodiscard]] std::size_t bound() const {
        return static_cast<std::size_t>(std::popcount(widest()));
    }

    [[nodiscard]] std::uint64_t trace() const {
        // Order does not matter: the same cells with the same values are the same state.
        std::uint64_t sum = 0;
        for (std::size_t i = wished_; i < path_.size(); ++i) {
            std::uint64_t x = path_[i].first * 0x9E3779B97F4A7C15ULL +
                              static_cast<std::uint64_t>(path_[i].second) + 1;
            x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
            x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
            sum += x ^ (x >> 31U);
        }
        return sum;
    }

    void keep(edit_price price) {
        price.cells += wished_;
        bool const equal =
            found_ && price.cells == best_price_.cells && price.change == best_price_.change;
        if (equal && same_cells()) {
            return;
        }
        if (!found_ || price.cells != best_price_.cells || price.change != best_price_.change) {
            if (found_ && price >= best_price_) {
                return;
            }
            twins_ = 0;
        } else {
            ++twins_;
        }
        auto sorted = path_;
        std::sort(sorted.begin(), sorted.end());
        if (!found_ || price < best_price_ || (price == best_price_ && sorted < best_)) {
            best_ = std::move(sorted);
            best_price_ = price;
        }
        found_ = true;
    }

    [[nodiscard]] bool same_cells() const {
        auto sorted = path_;
        std::sort(sorted.begin(), sorted.end());
        return sorted == best_;
    }

    /// Sets `cell` so that `at` holds, and goes on; then takes it back.
    void attempt(std::size_t cell, std::int64_t sign, std::size_t at, std::size_t steps,
                 edit_price price) {
        std::int64_t const by = -sign * nodes_[at].residual;
        if (closed_[cell] || value_[cell] + by < 0 || value_[cell] + by > largest_cell) {
            return;
        }
        if (budget_ == 0) {
            return;
        }
        --budget_;
        set(cell, by);
        if (bound() < steps) {
            closed_[cell] = true;
            path_.emplace_back(cell, value_[cell]);
            price.cells += 1;
            price.change += std::abs(by);
            price.reluctance += reluctance(shape_, cell / column_count, cell % column_count);
            descend(steps - 1, price);
            path_.pop_back();
            closed_[cell] = false;
        }
        set(cell, -by);
    }

    void descend(std::size_t steps, edit_price price) {
        if (violated_ == 0) {
            keep(price);
            return;
        }
        std::uint64_t const apart = widest();
        auto const needed = static_cast<std::size_t>(std::popcount(apart));
        if (needed > steps || !seen_.insert(trace()).second) {
            return;
        }
        if (needed == steps) {
            // Each remaining step serves one of these identities and each has one step: branch
            // on the one with the fewest cells.
            std::size_t narrow = first(apart);
            for (std::uint64_t left = apart; left != 0; left &= left - 1) {
                if (nodes_[first(left)].cells.size() < nodes_[narrow].cells.size()) {
                    narrow = first(left);
                }
            }
            for (auto const& [cell, sign] : nodes_[narrow].cells) {
                attempt(cell, sign, narrow, steps, price);
            }
            return;
        }
        for (std::uint64_t left = violated_; left != 0; left &= left - 1) {
            std::size_t const at = first(left);
            for (auto const& [cell, sign] : nodes_[at].cells) {
                attempt(cell, sign, at, steps, price);
            }
        }
    }

    /// An edit that is easy to find: again and again the step that leaves the fewest violations,
    /// totals before counts. The search starts from it as something to beat.
    void rough_edit() {
        auto const closed = closed_;
        edit_price price{};
        while (violated_ != 0 && path_.size() < cell_count) {
            // Violations that it leaves, reluctance, by how much, and the cell: the least is taken.
            using step = std::array<std::int64_t, 4>;
            step chosen{};
            std::int64_t chosen_by = 0;
            for (std::uint64_t left = violated_; left != 0; left &= left - 1) {
                auto const& at = nodes_[first(left)];
                for (auto const& [cell, sign] : at.cells) {
                    std::int64_t const by = -sign * nodes_[first(left)].residual;
                    if (closed_[cell] || value_[cell] + by < 0 ||
                        value_[cell] + by > largest_cell) {
                        continue;
                    }
                    set(cell, by);
                    auto const dislike =
                        reluctance(shape_, cell / column_count, cell % column_count);
                    step const trial{std::popcount(violated_), static_cast<std::int64_t>(dislike),
                                     std::abs(by), static_cast<std::int64_t>(cell)};
                    set(cell, -by);
                    if (chosen_by == 0 || trial < chosen) {
                        chosen = trial;
                        chosen_by = by;
                    }
                }
            }
            if (chosen_by == 0) {
                break;
            }
            auto const cell = static_cast<std::size_t>(chosen.back());
            set(cell, chosen_by);
            closed_[cell] = true;
            path_.emplace_back(cell, value_[cell]);
            price.cells += 1;
            price.change += std::abs(chosen_by);
            price.reluctance += static_cast<std::size_t>(chosen[1]);
        }
        if (violated_ == 0) {
            keep(price);
        }
        take_back();
        closed_ = closed;
    }

    /// Moves the cell of this identity so that the identity holds, if the cell may move.
    bool level(node const& at, std::size_t row, std::size_t of) {
        std::size_t const cell = row * column_count + of;
        for (auto const& [member, sign] : at.cells) {
            std::int64_t const to = value_[cell] - sign * at.residual;
            if (member == cell && !closed_[cell] && to >= 0 && to <= largest_cell) {
                set(cell, to - value_[cell]);
                return true;
            }
        }
        return false;
    }

    /// Lets 3.7 and one of its results grow by what rows 2 and 4 ask for and row 1 cannot give.
    void grow_results(node const& carry) {
        std::size_t const of = carry.column;
        for (std::size_t row = carry.row; row-- > first_result_row;) {
            std::size_t const leaf = row * column_count + of;
            std::size_t const sum = carry.row * column_count + of;
            std::int64_t const by = -carry.residual;
            if (!closed_[leaf] && by > 0 && value_[leaf] + by <= largest_cell) {
                set(leaf, by);
                if (!closed_[sum]) {
                    set(sum, by);
                }
                return;
            }
        }
    }

    /// The edit a clerk would make: believe the counts, add up everything anew, and let row 1 take
    /// what is left. Nearly always possible, seldom the smallest.
    void plain_edit() {
        std::size_t const last = carried_out_row(shape_);
        for (auto const& at : nodes_) {
            // A total that may not move asks one of its classes to.
            bool const stuck = at.id == table_rule::total && at.residual != 0 &&
                               closed_[at.row * column_count + at.column];
            for (std::size_t of = 0; stuck && of < class_count; ++of) {
                if (level(at, at.row, of)) {
                    break;
                }
            }
        }
        for (bool const totals : {false, true}) {
            for (auto const id : {table_rule::results, table_rule::carry, table_rule::total}) {
                for (auto const& at : nodes_) {
                    bool const of_total = at.column == class_count;
                    if (at.id != id || at.residual == 0 ||
                        (id != table_rule::total && of_total != totals)) {
                        continue;
                    }
                    if (id != table_rule::carry) {
                        level(at, at.row, at.column);
                    } else if (!level(at, new_row, at.column) && !level(at, last, at.column) &&
                               !level(at, carried_in_row, at.column)) {
                        grow_results(at);
                    }
                }
            }
        }
        edit_price price{};
        for (std::size_t cell = 0; cell < cell_count; ++cell) {
            if (value_[cell] != before_[cell]) {
                path_.emplace_back(cell, value_[cell]);
                price.cells += 1;
                price.change += std::abs(value_[cell] - before_[cell]);
                price.reluctance += reluctance(shape_, cell / column_count, cell % column_count);
            }
        }
        if (violated_ == 0) {
            keep(price);
        }
        take_back();
    }

    void take_back() {
        while (path_.size() > wished_) {
            std::size_t const cell = path_.back().first;
            set(cell, before_[cell] - value_[cell]);
            path_.pop_back();
        }
    }

    form shape_;
    std::size_t budget_;
    std::array<std::int64_t, cell_count> value_{};
    std::array<std::int64_t, cell_count> before_{};  ///< the values once the wishes are granted
    cell_set closed_{};
    std::vector<node> nodes_{};
    std::array<std::vector<std::pair<std::size_t, std::int64_t>>, cell_count> touched_by_{};
    std::uint64_t violated_ = 0;

    std::vector<std::pair<std::size_t, std::int64_t>> path_{};
    std::size_t wished_ = 0;
    std::unordered_set<std::uint64_t> seen_{};
    bool found_ = false;
    std::size_t twins_ = 0;
    edit_price best_price_{};
    std::vector<std::pair<std::size_t, std::int64_t>> best_{};
};

}  // namespace detail

namespace detail {

/// `table` with a 0 in each blank count of a row that prints other counts. Every sum keeps its
/// value and every sum that is judged in `table` is judged in it, so that an edit found here holds
/// there, too.
inline table3 with_zeros(table3 table) {
    for (std::size_t row = 0; row <= carried_out_row(table.shape); ++row) {
        bool const counts = sum_of_printed(table.cells[row], class_count).has_value();
        for (std::size_t of = 0; counts && of < class_count; ++of) {
            auto& cell = table.cells[row][of];
            if (!cell && row != result_total_row(table.shape)) {
                cell = 0;
            }
        }
    }
    return table;
}

inline mend search_mend(table3 const& table, table3 const& open, mend_wishes const& wishes) {
    mend_search search(open, wishes);
    mend answer = search.run();
    for (auto const& [cell, value] : search.best()) {
        std::size_t const row = cell / column_count;
        std::size_t const of = cell % column_count;
        answer.edits.push_back(
            {.row = row, .column = of, .from = table.cells[row][of], .to = value});
    }
    return answer;
}

}  // namespace detail

QIXIAN_DECL mend find_mend(table3 const& table, mend_wishes const& wishes) {
    mend answer = detail::search_mend(table, table, wishes);
    // Last of all the totals that were derived are taken as printed, and may be changed.
    auto const zeros = detail::with_zeros(table);
    for (auto const& open : {zeros, with_derived(zeros)}) {
        if (!answer.found && !(open == table)) {
            answer = detail::search_mend(table, open, wishes);
        }
    }
    return answer;
}

QIXIAN_DECL table3 mended(table3 table, std::vector<cell_edit> const& edits) {
    for (auto const& edit : edits) {
        table.cells[edit.row][edit.column] = edit.to;
    }
    return table;
}

}  // namespace qixian::inline v0
