// Which rows of one application are new facts, given the entries that are kept. Pure: the store only
// carries it out.
//
// Two rows say the same fact where application, day, event and `ref` are the same and their `re` do
// not name two different letters; whoever means two facts of one day says so by `ref`, or by an `id`
// of its own. The same fact with other cells is never a second fact: it is an amendment, for
// somebody to confirm. Rows are taken in the order given, so that a list means what the same rows
// mean when they are recorded one by one.
#pragma once

#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "qixian/store/impl/batch.ipp"
#include "qixian/store/impl/stored_row.ipp"

namespace qixian::inline v0::detail {

/// A row of a batch as far as it says what happened.
struct told_row {
    batch_row said{};
    std::size_t plan = 0;                  ///< its number in the batch
    std::optional<std::size_t> same_id{};  ///< the entry of this application that has its id
};

/// What a row is.
struct row_standing {
    enum class is : std::uint8_t {
        fresh,     ///< a new fact
        repeated,  ///< there already
        twice,     ///< … and in the same batch
        amends,    ///< the same fact with other cells, or the same id with another fact
        differs,   ///< the same, but nothing that may be amended: a row of the batch says otherwise
        conflict   ///< an id that another fact has
    };
    is what = is::fresh;
    std::optional<std::size_t> entry{};   ///< which entry it repeats, amends or differs from
    std::optional<std::size_t> row{};     ///< … or which row
    std::optional<std::size_t> beside{};  ///< fresh: an entry of that day and event that no row of
        ///< the batch repeats, told apart by one id or `ref` alone
};

/// Ids that the store made of a row's content.
inline bool is_made_id(std::string_view id) {
    return id.size() == 32 && id.front() == 'c' &&
           id.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

/// Settles the rows of one application.
class fact_settler {
public:
    /// `taken_back` holds which of the entries, then of the rows, a withdrawal takes back.
    /// `amend`: what differs may be put right. `handed_in`: a fact that was withdrawn may be told
    /// anew; a log that is sent again does not do that.
    fact_settler(std::vector<stored_row> const& kept, std::vector<told_row> const& rows,
                 std::vector<bool> const& taken_back, bool amend, bool handed_in)
        : kept_(kept), rows_(rows), gone_(taken_back), amend_(amend), handed_in_(handed_in),
          used_(kept.size(), use::open) {}

    std::vector<row_standing> run() {
        out_.resize(rows_.size());
        claim_by_id();
        std::vector<std::size_t> order(kept_.size() + rows_.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
        for (std::size_t from = 0; from < order.size();) {
            auto to = from + 1;
            while (to < order.size() && key(order[to]) == key(order[from])) {
                ++to;
            }
            settle_range({order.data() + from, to - from});
            from = to;
        }
        look_beside(order);
        look_unsaid();
        return std::move(out_);
    }

    /// Entries that stand and that no row of the batch says in any way; after `run`.
    [[nodiscard]] std::vector<std::size_t> const& unsaid() const { return unsaid_; }

private:
    enum class use : std::uint8_t { open, claimed, amended };
    using is = row_standing::is;
    using key_of_fact = std::tuple<std::string_view, std::string_view, std::string_view>;

    [[nodiscard]] std::string_view cell_of(std::size_t item, std::size_t at) const {
        return item < kept_.size() ? std::string_view(kept_[item].content[at])
                                   : rows_[item - kept_.size()].said.content[at];
    }
    [[nodiscard]] key_of_fact key(std::size_t item) const {
        return {cell_of(item, c_on), cell_of(item, c_event), cell_of(item, c_ref)};
    }
    [[nodiscard]] bool names_an_entry(std::size_t row) const {
        return rows_[row].same_id.has_value();
    }

    // --- whether two say the same, cell by cell ---

    [[nodiscard]] bool says_the_same(std::size_t row, std::size_t item) const {
        auto const& said = rows_[row].said;
        for (std::size_t at = 0; at < said.content.size(); ++at) {
            if (said.content[at] != cell_of(item, at)) {
                return false;
            }
        }
        return item < kept_.size() ? said.seq == 0 || said.seq == kept_[item].order_no
                                   : said.seq == rows_[item - kept_.size()].said.seq;
    }
    [[nodiscard]] std::size_t print_of(std::size_t item) const {
        std::size_t out = 0;
        for (std::size_t at = 0; at < stored_cell_count; ++at) {
            out = out * 1'099'511'628'211U ^ std::hash<std::string_view>{}(cell_of(item, at));
        }
        return out;
    }

    // --- rows whose id an entry has ---

    /// An entry whose row is in the batch as it was is not there to be amended.
    void claim_by_id() {
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            if (names_an_entry(row) && says_the_same(row, *rows_[row].same_id)) {
                used_[*rows_[row].same_id] = use::claimed;
            }
        }
    }

    /// False: the entry with its id was withdrawn and says something else.
    bool settle_by_id(std::size_t row) {
        auto const entry = *rows_[row].same_id;
        auto const& said = rows_[row].said;
        auto const& there = kept_[entry];
        if (says_the_same(row, entry)) {
            bool const same = !said.recorded_s || *said.recorded_s == there.recorded_s;
            if (same) {
                say_there(row, entry);
            } else {
                out_[row] = {.what = is::conflict, .entry = entry};
            }
            return true;
        }
        if (gone_[entry]) {
            return false;
        }
        bool const same_fact = key(entry) == key(row + kept_.size());
        if (auto const other = row_alike(row)) {
            out_[row] = {.what = is::twice, .row = other};
        } else if (used_[entry] != use::open) {
            out_[row] = {.what = is::conflict, .entry = entry};
        } else if (amend_) {
            used_[entry] = use::amended;
            out_[row] = {.what = is::amends, .entry = entry};
        } else {
            out_[row] = {.what = same_fact ? is::amends : is::conflict, .entry = entry};
        }
        return true;
    }

    // --- facts of one day, event and `ref` ---

    /// What stands, by the letter that it answers.
    struct standing {
        std::vector<std::size_t> open{};     ///< entries that may be amended
        std::optional<std::size_t> other{};  ///< something else that stands
    };

    void settle_range(std::span<std::size_t const> items) {
        std::vector<std::size_t> rows;
        std::vector<std::size_t> entries;
        for (auto const item : items) {
            (item < kept_.size() ? entries : rows).push_back(item);
        }
        if (rows.empty() ||
            (entries.empty() && rows.size() == 1 && !names_an_entry(rows.front() - kept_.size()))) {
            return;  // nothing else says the same: what the row is by default
        }
        by_print_.clear();
        by_letter_.clear();
        for (auto const each : entries) {
            by_print_[print_of(each)].push_back(each);
        }
        claim_alike(rows);
        for (auto const each : entries) {
            if (!gone_[each]) {
                stands(each);
            }
        }
        for (auto const item : rows) {
            settle(item - kept_.size());
            auto const what = out_[item - kept_.size()].what;
            if (what == is::fresh || (what == is::amends && amend_)) {
                by_print_[print_of(item)].push_back(item);
                if (!gone_[item]) {
                    stands(item);
                }
            }
        }
    }

    /// What came in the place of an entry that was withdrawn is said by the rows of either.
    [[nodiscard]] bool names_what_is_gone(std::size_t row) const {
        return names_an_entry(row) && gone_[*rows_[row].same_id] &&
               !says_the_same(row, *rows_[row].same_id);
    }

    void claim_alike(std::vector<std::size_t> const& rows) {
        for (auto const item : rows) {
            auto const row = item - kept_.size();
            if (rows_[row].said.id.empty() || names_what_is_gone(row)) {
                if (auto const there = alike(row, false, true)) {
                    used_[*there] = use::claimed;
                }
            }
        }
    }

    void stands(std::size_t item) {
        for (auto* const at : {&by_letter_[cell_of(item, c_re)], &any_letter()}) {
            bool const is_open = item < kept_.size() && used_[item] == use::open;
            if (is_open) {
                at->open.push_back(item);
            } else if (!at->other) {
                at->other = item;
            }
        }
    }
    /// Under a key that no cell holds.
    standing& any_letter() { return by_letter_[std::string_view("\0", 1)]; }

    /// An entry that says just what the row says, one that no row before it repeats if there is
    /// one; `gone`: one that was withdrawn.
    std::optional<std::size_t> alike(std::size_t row, bool gone, bool unclaimed) {
        auto const found = by_print_.find(print_of(row + kept_.size()));
        if (found == by_print_.end()) {
            return std::nullopt;
        }
        std::optional<std::size_t> again;
        for (auto const item : found->second) {
            bool const fits =
                item < kept_.size() && gone_[item] == gone && says_the_same(row, item);
            if (fits && (!unclaimed || used_[item] == use::open)) {
                if (!seen_.contains(item)) {
                    return item;
                }
                again = again.value_or(item);
            }
        }
        return again;
    }
    /// A row before it, taken, that says just what the row says; of one that brings an id, under the
    /// same.
    std::optional<std::size_t> row_alike(std::size_t row) {
        auto const found = by_print_.find(print_of(row + kept_.size()));
        auto const id = rows_[row].said.id;
        if (found != by_print_.end()) {
            for (auto const item : found->second) {
                if (item >= kept_.size() && !gone_[item] && says_the_same(row, item) &&
                    (id.empty() || rows_[item - kept_.size()].said.id == id)) {
                    return item - kept_.size();
                }
            }
        }
        return std::nullopt;
    }

    /// An entry says what the row says.
    void say_there(std::size_t row, std::size_t entry) {
        bool const again = !seen_.insert(entry).second;
        out_[row] = {.what = again ? is::twice : is::repeated, .entry = entry};
    }

    void settle(std::size_t row) {
        if (names_an_entry(row)) {
            if (!settle_by_id(row)) {
                settle_successor(row);
            }
            return;
        }
        if (!rows_[row].said.id.empty()) {
            return;  // its own id makes it a fact of its own
        }
        if (auto const there = alike(row, false, false)) {
            say_there(row, *there);
            return;
        }
        if (auto const other = row_alike(row)) {
            out_[row] = {.what = is::twice, .row = other};
            return;
        }
        auto const found = what_stands(row);
        auto const there = alike(row, true, false);
        if (there && !handed_in_ && !(amend_ && found.candidates == 1)) {
            out_[row] = {.what = is::repeated, .entry = there};
            return;
        }
        differ(row, found);
    }

    /// The row names an entry that was withdrawn, and says something else: what came in its place?
    void settle_successor(std::size_t row) {
        if (auto const there = alike(row, false, false)) {
            say_there(row, *there);
            return;
        }
        if (auto const other = row_alike(row)) {
            out_[row] = {.what = is::twice, .row = other};
            return;
        }
        auto const found = what_stands(row);
        if (found.candidates == 1 && is_made_id(kept_[*found.first].id)) {
            differ(row, found);
            return;
        }
        out_[row] = {.what = is::conflict, .entry = rows_[row].same_id};
    }

    struct finding {
        std::size_t candidates = 0;          ///< entries that the row may amend
        std::optional<std::size_t> first{};  ///< the first of them
        std::optional<std::size_t> other{};  ///< something else that stands
    };

    finding what_stands(std::size_t row) {
        finding out;
        auto const add = [&](standing& at) {
            std::erase_if(at.open, [&](std::size_t each) { return used_[each] != use::open; });
            out.candidates += at.open.size();
            if (!out.first && !at.open.empty()) {
                out.first = at.open.front();
            }
            if (!out.other) {
                out.other = at.other;
            }
        };
        auto const re = rows_[row].said.content[c_re];
        if (re.empty()) {
            add(any_letter());
            return out;
        }
        for (auto const letter : {re, std::string_view{}}) {
            if (auto const at = by_letter_.find(letter); at != by_letter_.end()) {
                add(at->second);
            }
        }
        return out;
    }

    void differ(std::size_t row, finding const& found) {
        if (found.candidates > 0) {
            bool const one = found.candidates == 1;
            out_[row] = {.what = one ? is::amends : is::differs, .entry = found.first};
            if (one && amend_) {
                used_[*found.first] = use::amended;
            }
        } else if (found.other) {
            out_[row] = {.what = is::differs};
            (*found.other < kept_.size() ? out_[row].entry : out_[row].row) =
                *found.other < kept_.size() ? *found.other : *found.other - kept_.size();
        }
    }

    // --- second facts that may be none ---

    /// Of a new fact: an entry of its day and event that has no `ref` where the row has one, or an
    /// id of the store's where the row has its own, and that no row of the batch repeats.
    void look_beside(std::vector<std::size_t> const& order) {
        auto const day_and_event = [&](std::size_t item) {
            return std::pair(cell_of(item, c_on), cell_of(item, c_event));
        };
        for (std::size_t from = 0; from < order.size();) {
            auto to = from;
            std::optional<std::size_t> without_ref;
            std::unordered_map<std::string_view, std::size_t> without_id;
            for (; to < order.size() && day_and_event(order[to]) == day_and_event(order[from]);
                 ++to) {
                auto const item = order[to];
                if (item < kept_.size() && !gone_[item] && used_[item] == use::open) {
                    if (kept_[item].content[c_ref].empty()) {
                        without_ref = item;
                    }
                    if (is_made_id(kept_[item].id)) {
                        without_id.emplace(kept_[item].content[c_ref], item);
                    }
                }
            }
            for (; from < to; ++from) {
                if (order[from] < kept_.size()) {
                    continue;
                }
                auto const row = order[from] - kept_.size();
                if (out_[row].what != is::fresh || gone_[order[from]]) {
                    continue;
                }
                auto const ref = rows_[row].said.content[c_ref];
                auto const twin = without_id.find(ref);
                if (!rows_[row].said.id.empty() && twin != without_id.end()) {
                    out_[row].beside = twin->second;
                } else if (!ref.empty() && without_ref) {
                    out_[row].beside = without_ref;
                }
            }
        }
    }

    void look_unsaid() {
        std::vector<bool> said(kept_.size(), false);
        for (auto const& each : out_) {
            if (each.entry) {
                said[*each.entry] = true;
            }
        }
        for (std::size_t entry = 0; entry < kept_.size(); ++entry) {
            if (!said[entry] && !gone_[entry] && used_[entry] == use::open) {
                unsaid_.push_back(entry);
            }
        }
    }

    std::vector<stored_row> const& kept_;
    std::vector<told_row> const& rows_;
    std::vector<bool> const& gone_;
    bool amend_;
    bool handed_in_;
    std::vector<use> used_;
    std::vector<row_standing> out_{};
    std::vector<std::size_t> unsaid_{};
    std::unordered_map<std::size_t, std::vector<std::size_t>> by_print_{};
    std::unordered_map<std::string_view, standing> by_letter_{};
    std::unordered_set<std::size_t> seen_{};
};

}  // namespace qixian::inline v0::detail
