// A report frozen for keeping, thawed again, and what has moved between two of one year.
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "qixian/ledger/restate.hpp"

namespace qixian::inline v0 {

namespace detail {

using name_list = std::vector<std::string>;

/// The cells of a block that its total adds up, by `remedy_column`.
inline constexpr std::array<std::int64_t report_block::*, remedy_result_count> remedy_cells{
    &report_block::upheld, &report_block::corrected, &report_block::other, &report_block::pending};

/// The blocks of a report, by `remedy_block`; frozen or not.
template <class Report>
auto blocks_in(Report& r) {
    return std::array{&r.review, &r.direct, &r.after_review};
}

struct frozen_figure {
    std::string_view name;
    std::int64_t frozen_report::*published;
};

inline constexpr auto frozen_figures = std::to_array<frozen_figure>({
    {"on_time", &frozen_report::on_time},
    {"late", &frozen_report::late},
    {"fees_notified_fen", &frozen_report::fees_notified_fen},
    {"fees_paid_fen", &frozen_report::fees_paid_fen},
});

inline constexpr std::string_view result_total_id = "3.7";

/// Whether a row of table 3 is a leaf of 3.7.
inline bool adds_to_results(std::string_view id) {
    return id.starts_with("3.") && id != result_total_id;
}

inline void sort_lists(frozen_report& f) {
    for (auto& row : f.rows) {
        for (auto& list : row.who) {
            std::sort(list.begin(), list.end());
        }
    }
    for (auto* block : blocks_in(f)) {
        for (auto& list : block->who) {
            std::sort(list.begin(), list.end());
        }
    }
    std::sort(f.carried_in.begin(), f.carried_in.end());
    std::sort(f.carried_out.begin(), f.carried_out.end());
}

template <std::size_t N>
name_list all_of_them(std::array<name_list, N> const& lists) {
    name_list out;
    for (auto const& list : lists) {
        out.insert(out.end(), list.begin(), list.end());
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Who stands behind each column of a row: its lists, or for 3.7 those of its leaves; then all.
inline std::array<name_list, column_count> behind_row(frozen_report const& f,
                                                      report_row const& row) {
    std::array<name_list, class_count> classes = row.who;
    if (row.id == result_total_id) {
        for (auto const& leaf : f.rows) {
            if (adds_to_results(leaf.id)) {
                for (std::size_t c = 0; c < class_count; ++c) {
                    classes[c].insert(classes[c].end(), leaf.who[c].begin(), leaf.who[c].end());
                }
            }
        }
        for (auto& list : classes) {
            std::sort(list.begin(), list.end());
        }
    }
    std::array<name_list, column_count> out;
    out[class_count] = all_of_them(classes);
    std::move(classes.begin(), classes.end(), out.begin());
    return out;
}

/// Pre: both are sorted. An application that is twice in one and once in the other moved once.
inline set_move move_between(name_list const& before, name_list const& after) {
    set_move out;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::back_inserter(out.joined));
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(out.left));
    return out;
}

/// Collects the cells that moved.
struct cell_moves {
    std::vector<cell_move> out{};

    void look(std::string_view row, std::string_view column, std::int64_t published,
              std::int64_t corrected, name_list const& before, name_list const& after) {
        auto moved = move_between(before, after);
        if (!moved.none() || published != corrected) {
            out.push_back({.row = std::string(row),
                           .column = std::string(column),
                           .published = published,
                           .corrected = corrected,
                           .joined = std::move(moved.joined),
                           .left = std::move(moved.left)});
        }
    }
};

/// Puts counts and members where they belong, and holds them against each other.
class thawing {
public:
    thawing(int year, form shape, std::string agency) {
        out_.year = year;
        out_.shape = shape;
        out_.agency = std::move(agency);
        for (auto const& row : rows_of(shape)) {
            out_.rows.push_back({.id = row.id});
        }
        for (auto& row : out_.rows) {
            for (std::size_t c = 0; c < column_count; ++c) {
                auto* who = c < class_count && row.id != result_total_id ? &row.who[c] : nullptr;
                place(row.id, all_columns[c].code, &row.count[c], who);
            }
        }
        auto const blocks = blocks_in(out_);
        for (std::size_t b = 0; b < blocks.size(); ++b) {
            for (std::size_t i = 0; i < remedy_result_count; ++i) {
                place(all_remedy_blocks[b].id, all_remedy_columns[i].id,
                      &(blocks[b]->*remedy_cells[i]), &blocks[b]->who[i]);
            }
        }
        for (auto const& figure : frozen_figures) {
            place(figure.name, info(column::total).code, &(out_.*figure.published), nullptr);
        }
    }
    thawing(thawing const&) = delete;  // the places point into the report
    thawing& operator=(thawing const&) = delete;
    ~thawing() = default;

    result<frozen_report> operator()(std::span<frozen_count const> counts,
                                     std::span<frozen_member const> members) {
        for (auto const& each : counts) {
            auto const at = places_.find({each.row, each.column});
            if (at == places_.end()) {
                return bad(code::unknown_row, each.row, each.column);
            }
            if (std::exchange(at->second.filled, true)) {
                return bad(code::duplicate_row, each.row, each.column);
            }
            *at->second.count = each.count;
        }
        for (auto const& each : members) {
            auto const at = places_.find({each.row, each.column});
            if (at == places_.end() || at->second.who == nullptr) {
                return bad(code::unknown_row, each.row, each.column);
            }
            at->second.who->push_back(each.application);
        }
        for (auto const& [cell, place] : places_) {
            if (place.who != nullptr &&
                *place.count != static_cast<std::int64_t>(place.who->size())) {
                return bad(code::store_damaged, cell.first, cell.second);
            }
        }
        if (auto wrong = wrong_sum()) {
            return *wrong;
        }
        for (auto const& row : out_.rows) {
            if (row.id == "2") {
                out_.carried_in = all_of_them(row.who);
            } else if (row.id == "4") {
                out_.carried_out = all_of_them(row.who);
            }
        }
        sort_lists(out_);
        return std::move(out_);
    }

private:
    struct spot {
        std::int64_t* count = nullptr;
        name_list* who = nullptr;  ///< none: a sum, or a figure without a list
        bool filled = false;
    };

    void place(std::string_view row, std::string_view column, std::int64_t* count, name_list* who) {
        places_.emplace(std::pair(std::string(row), std::string(column)), spot{count, who});
    }

    static fault bad(code what, std::string const& row, std::string const& column) {
        return fault{.what = what, .detail = row + "/" + column};
    }

    [[nodiscard]] std::optional<fault> wrong_sum() const {
        std::array<std::int64_t, column_count> results{};
        for (auto const& row : out_.rows) {
            auto const sum = std::accumulate(row.count.begin(), row.count.begin() + class_count,
                                             std::int64_t{0});
            if (row.count[class_count] != sum) {
                return bad(code::store_damaged, std::string(row.id),
                           std::string(info(column::total).code));
            }
            for (std::size_t c = 0; adds_to_results(row.id) && c < column_count; ++c) {
                results[c] += row.count[c];
            }
        }
        auto const& printed = out_.rows[result_total_row(out_.shape)].count;
        for (std::size_t c = 0; c < column_count; ++c) {
            if (printed[c] != results[c]) {
                return bad(code::store_damaged, std::string(result_total_id),
                           std::string(all_columns[c].code));
            }
        }
        return std::nullopt;
    }

    frozen_report out_{};
    std::map<std::pair<std::string, std::string>, spot> places_{};
};

}  // namespace detail

QIXIAN_DECL frozen_report freeze(report const& r) {
    frozen_report f{.year = r.year,
                    .shape = r.shape,
                    .agency = r.agency,
                    .rows = r.rows,
                    .review = r.review,
                    .direct = r.direct,
                    .after_review = r.after_review,
                    .carried_in = r.carried_in,
                    .carried_out = r.carried_out,
                    .on_time = r.on_time,
                    .late = r.late,
                    .fees_notified_fen = r.fees_notified_fen,
                    .fees_paid_fen = r.fees_paid_fen};
    detail::sort_lists(f);
    return f;
}

QIXIAN_DECL std::vector<frozen_count> counts_of(frozen_report const& f) {
    std::vector<frozen_count> out;
    for (auto const& row : f.rows) {
        for (std::size_t c = 0; c < column_count; ++c) {
            out.push_back({std::string(row.id), std::string(all_columns[c].code), row.count[c]});
        }
    }
    auto const blocks = detail::blocks_in(f);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        for (std::size_t i = 0; i < remedy_result_count; ++i) {
            out.push_back({std::string(all_remedy_blocks[b].id),
                           std::string(all_remedy_columns[i].id),
                           blocks[b]->*detail::remedy_cells[i]});
        }
    }
    for (auto const& figure : detail::frozen_figures) {
        out.push_back(
            {std::string(figure.name), std::string(info(column::total).code), f.*figure.published});
    }
    return out;
}

QIXIAN_DECL std::vector<frozen_member> members_of(frozen_report const& f) {
    std::vector<frozen_member> out;
    auto const list = [&](std::string_view row, std::string_view column,
                          detail::name_list const& who) {
        for (auto const& each : who) {
            out.push_back({std::string(row), std::string(column), each});
        }
    };
    for (auto const& row : f.rows) {
        for (std::size_t c = 0; c < class_count; ++c) {
            list(row.id, all_columns[c].code, row.who[c]);
        }
    }
    auto const blocks = detail::blocks_in(f);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        for (std::size_t i = 0; i < remedy_result_count; ++i) {
            list(all_remedy_blocks[b].id, all_remedy_columns[i].id, blocks[b]->who[i]);
        }
    }
    return out;
}

QIXIAN_DECL result<frozen_report> frozen_from(int year, form shape, std::string agency,
                                              std::span<frozen_count const> counts,
                                              std::span<frozen_member const> members) {
    return detail::thawing(year, shape, std::move(agency))(counts, members);
}

QIXIAN_DECL restatement restate(frozen_report const& published, report const& corrected) {
    QIXIAN_EXPECTS(published.year == corrected.year);
    QIXIAN_EXPECTS(published.shape == corrected.shape);
    QIXIAN_EXPECTS(published.rows.size() == corrected.rows.size());
    auto const now = freeze(corrected);
    restatement out{.year = now.year, .shape = now.shape, .agency = now.agency};

    detail::cell_moves table3;
    for (std::size_t r = 0; r < now.rows.size(); ++r) {
        auto const& before = published.rows[r];
        auto const& after = now.rows[r];
        QIXIAN_EXPECTS(before.id == after.id);
        auto const stood = detail::behind_row(published, before);
        auto const stand = detail::behind_row(now, after);
        for (std::size_t c = 0; c < column_count; ++c) {
            table3.look(after.id, all_columns[c].code, before.count[c], after.count[c], stood[c],
                        stand[c]);
        }
    }
    out.cells = std::move(table3.out);

    detail::cell_moves table4;
    auto const before = detail::blocks_in(published);
    auto const after = detail::blocks_in(now);
    for (std::size_t b = 0; b < after.size(); ++b) {
        auto const name = all_remedy_blocks[b].id;
        for (std::size_t i = 0; i < remedy_result_count; ++i) {
            auto const cell = detail::remedy_cells[i];
            table4.look(name, all_remedy_columns[i].id, before[b]->*cell, after[b]->*cell,
                        before[b]->who[i], after[b]->who[i]);
        }
        table4.look(name, all_remedy_columns[remedy_result_count].id, before[b]->total(),
                    after[b]->total(), detail::all_of_them(before[b]->who),
                    detail::all_of_them(after[b]->who));
    }
    out.remedies = std::move(table4.out);

    for (auto const& figure : detail::frozen_figures) {
        auto const was = published.*figure.published;
        auto const is = now.*figure.published;
        if (was != is) {
            out.figures.push_back({std::string(figure.name), was, is});
        }
    }
    out.carried_in = detail::move_between(published.carried_in, now.carried_in);
    out.carried_out = detail::move_between(published.carried_out, now.carried_out);
    return out;
}

}  // namespace qixian::inline v0
