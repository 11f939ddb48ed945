// The audit of published tables: every sum that does not hold, named with the edit that mends it, and
// warnings where a table says less or other than it should.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/ledger/audit.hpp"
#include "qixian/ledger/impl/audit_links.ipp"

namespace qixian::inline v0 {

namespace detail {

inline std::string said(cell_value const& value) {
    return value ? std::to_string(*value) : std::string("-");
}

/// Writes the findings of one table after another.
class auditor {
public:
    auditor(std::span<published_table const> tables, audit_options const& options)
        : tables_(tables), options_(options),
          links_(options.chain ? link_years(tables) : std::vector<year_link>{}),
          plan_(tables, links_, options.search_limit) {
        group_edits();
    }

    std::vector<finding> run() {
        for (at_ = 0; at_ < tables_.size(); ++at_) {
            std::size_t const begin = findings_.size();
            full_ = with_derived(table().counts);
            identities_ = judged_identities(table().counts);
            judge_sums();
            judge_years();
            judge_remedies();
            judge_fee();
            warn_season();
            warn_derived();
            warn_unjudged();
            warn_text();
            std::stable_partition(
                findings_.begin() + static_cast<std::ptrdiff_t>(begin), findings_.end(),
                [](finding const& each) { return each.weight == severity::error; });
        }
        return std::move(findings_);
    }

private:
    [[nodiscard]] published_table const& table() const { return tables_[at_]; }

    [[nodiscard]] std::string_view row_id(std::size_t row) const {
        return rows_of(table().counts.shape)[row].id;
    }

    finding& say(table_rule id, std::size_t row, std::size_t of, cell_value expected,
                 cell_value found, std::string en, std::string zh) {
        finding& it = findings_.emplace_back();
        it.file = table().file;
        it.id = id;
        it.row = row_id(row);
        it.column = all_columns[of].code;
        it.line = table().row_lines[row];
        it.expected = expected;
        it.found = found;
        it.en = std::move(en);
        it.zh = std::move(zh);
        return it;
    }

    finding& warn(table_rule id, code what, std::size_t row, std::size_t of, cell_value expected,
                  cell_value found, std::string en, std::string zh) {
        finding& it = say(id, row, of, expected, found, std::move(en), std::move(zh));
        it.weight = severity::warning;
        it.what = what;
        return it;
    }

    /// An edit, its table, and the group of edits that only make sense together: those that share
    /// a sum, or the two sides of a New Year.
    struct placed_edit {
        std::size_t table = 0;
        cell_edit edit{};
        std::size_t group = 0;
    };

    void group_edits() {
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            first_edit_.push_back(edits_.size());
            for (auto const& edit : plan_.of(i).edits) {
                edits_.push_back({.table = i, .edit = edit, .group = edits_.size()});
            }
        }
        first_edit_.push_back(edits_.size());
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            if (first_edit_[i] == first_edit_[i + 1]) {
                continue;
            }
            for (auto const& sum : judged_identities(tables_[i].counts)) {
                std::optional<std::size_t> first;
                for (std::size_t k = first_edit_[i]; k < first_edit_[i + 1]; ++k) {
                    if (stands_in(edits_[k].edit, sum)) {
                        join(k, first.value_or(k));
                        first = first.value_or(k);
                    }
                }
            }
        }
        for (std::size_t k = 0; k < links_.size(); ++k) {
            auto const& link = links_[k];
            blamed_[link.earlier_yields ? link.earlier : link.later].push_back(k);
            std::size_t const out_row = carried_out_row(tables_[link.earlier].counts.shape);
            for (std::size_t const of : link.columns) {
                auto const out = edit_of(link.earlier, out_row, of);
                auto const in = edit_of(link.later, carried_in_row, of);
                if (out && in) {
                    join(*out, *in);
                }
            }
        }
        members_.resize(edits_.size());
        for (std::size_t k = 0; k < edits_.size(); ++k) {
            members_[group_of(k)].push_back(k);
        }
        for (std::size_t k = 0; k < options_.figures.size(); ++k) {
            figures_of_[options_.figures[k].file].push_back(k);
        }
    }

    /// `group` leads to the edit that stands for all of the group.
    std::size_t group_of(std::size_t k) {
        while (edits_[k].group != k) {
            edits_[k].group = edits_[edits_[k].group].group;
            k = edits_[k].group;
        }
        return k;
    }
    void join(std::size_t a, std::size_t b) { edits_[group_of(a)].group = group_of(b); }

    /// Whether the edit moves this sum: its cell is printed in it, or was a blank of its row or
    /// column before.
    static bool stands_in(cell_edit const& edit, judged_identity const& sum) {
        bool const line = sum.id == table_rule::total
                              ? edit.row == sum.row
                              : edit.column == sum.column &&
                                    (edit.row >= first_result_row && edit.row < sum.row) ==
                                        (sum.id == table_rule::results);
        return (!edit.from && line) ||
               std::any_of(sum.terms.begin(), sum.terms.end(), [&](identity_term const& term) {
                   return term.row == edit.row && term.column == edit.column;
               });
    }

    [[nodiscard]] std::optional<std::size_t> edit_of(std::size_t table, std::size_t row,
                                                     std::size_t of) const {
        for (std::size_t k = first_edit_[table]; k < first_edit_[table + 1]; ++k) {
            if (edits_[k].edit.row == row && edits_[k].edit.column == of) {
                return k;
            }
        }
        return std::nullopt;
    }

    /// Gives the finding the groups of those edits of its table that `picks` picks.
    template <class Pick>
    void attach(finding& to, Pick picks) {
        std::set<std::size_t> groups;
        for (std::size_t k = first_edit_[at_]; k < first_edit_[at_ + 1]; ++k) {
            if (picks(edits_[k].edit)) {
                groups.insert(group_of(k));
            }
        }
        std::set<std::size_t> picked;
        for (auto const group : groups) {
            picked.insert(members_[group].begin(), members_[group].end());
        }
        to.mend_proven = plan_.of(at_).proven;
        to.mend_only = plan_.of(at_).only;
        for (auto const k : picked) {
            auto const& each = edits_[k];
            auto const& of = tables_[each.table];
            to.mend.push_back({.file = of.file,
                               .row = std::string(rows_of(of.counts.shape)[each.edit.row].id),
                               .column = std::string(all_columns[each.edit.column].code),
                               .from = each.edit.from,
                               .to = each.edit.to});
            to.mend_proven = to.mend_proven && plan_.of(each.table).proven;
            to.mend_only = to.mend_only && plan_.of(each.table).only;
        }
    }

    void attach_cell(finding& to, std::size_t row, std::size_t of) {
        attach(to, [&](cell_edit const& edit) { return edit.row == row && edit.column == of; });
    }

    void judge_sums() {
        auto const& counts = table().counts;
        for (table_rule const id : {table_rule::carry, table_rule::results, table_rule::total}) {
            for (auto const& each : identities_) {
                std::int64_t const excess = each.residual(counts);
                if (each.id != id || excess == 0) {
                    continue;
                }
                auto const& zh = all_columns[each.column].zh;
                std::string const column_en(all_columns[each.column].en);
                std::string const column_zh = std::string(zh) + "列";
                cell_value const found = full_.cells[each.row][each.column];
                std::int64_t const expected = *found - excess;
                finding* it = nullptr;
                if (id == table_rule::carry) {
                    auto const value = [&](std::size_t row) {
                        return said(full_.cells[row][each.column]);
                    };
                    std::size_t const last = carried_out_row(counts.shape);
                    it = &say(id, each.row, each.column, expected, found,
                              column_en + ": rows 1 + 2 are " + value(new_row) + " + " +
                                  value(carried_in_row) + ", rows 3.7 + 4 are " + value(each.row) +
                                  " + " + value(last),
                              column_zh + "：一＋二为" + value(new_row) + "＋" +
                                  value(carried_in_row) + "，三（七）＋四为" + value(each.row) +
                                  "＋" + value(last) + "，两者不等");
                } else if (id == table_rule::results) {
                    it = &say(id, each.row, each.column, expected, found,
                              column_en + ": the results add up to " + std::to_string(expected) +
                                  ", row 3.7 says " + said(found),
                              column_zh + "：各项办理结果相加为" + std::to_string(expected) +
                                  "，三（七）总计填" + said(found));
                } else {
                    std::string const row(row_id(each.row));
                    it = &say(id, each.row, each.column, expected, found,
                              "row " + row + ": the six classes add up to " +
                                  std::to_string(expected) + ", the total says " + said(found),
                              "第" + row + "行：六类申请人相加为" + std::to_string(expected) +
                                  "，总计填" + said(found));
                }
                attach(*it, [&](cell_edit const& edit) { return stands_in(edit, each); });
            }
        }
    }

    void judge_years() {
        auto const blamed = blamed_.find(at_);
        if (blamed == blamed_.end()) {
            return;
        }
        for (auto const k : blamed->second) {
            auto const& link = links_[k];
            if (!link.broken) {
                continue;
            }
            auto const& before = tables_[link.earlier];
            auto const& after = tables_[link.later];
            std::size_t const out_row = carried_out_row(before.counts.shape);
            std::size_t const row = link.earlier_yields ? out_row : carried_in_row;
            for (std::size_t const of : link.columns) {
                cell_value const out = before.counts.cells[out_row][of];
                cell_value const in = after.counts.cells[carried_in_row][of];
                if (out == in) {
                    continue;
                }
                auto& it =
                    say(table_rule::year_to_year, row, of, link.earlier_yields ? in : out,
                        link.earlier_yields ? out : in,
                        std::string(all_columns[of].en) + ": row 4 of " + before.file + " says " +
                            said(out) + ", row 2 of " + after.file + " says " + said(in),
                        std::string(all_columns[of].zh) + "列：" + before.file + " 第四项为" +
                            said(out) + "，" + after.file + " 第二项为" + said(in));
                attach_cell(it, row, of);
            }
        }
    }

    void judge_remedies() {
        if (!table().remedies) {
            return;
        }
        auto const& cells = table().remedies->cells;
        constexpr std::size_t total = all_remedy_columns.size() - 1;
        for (std::size_t block = 0; block < cells.size(); ++block) {
            std::int64_t sum = 0;
            bool any = false;
            for (std::size_t i = 0; i < total; ++i) {
                sum += cells[block][i].value_or(0);
                any = any || cells[block][i];
            }
            auto const& printed = cells[block][total];
            bool const derived = any && !printed;
            if (!any || printed == sum) {
                continue;
            }
            auto const& info = all_remedy_blocks[block];
            auto& it =
                say(table_rule::remedies, 0, class_count, sum, printed,
                    std::string(info.en) + ": the results add up to " + std::to_string(sum) +
                        (derived ? ", the total is blank" : ", the total says " + said(printed)),
                    std::string(info.zh) + "：各项结果相加为" + std::to_string(sum) +
                        (derived ? "，总计空白" : "，总计填" + said(printed)));
            it.row = info.id;
            it.line = table().block_lines[block];
            if (derived) {
                it.weight = severity::warning;
                it.what = code::derived_blank;
            } else {
                it.mend.push_back({.file = table().file,
                                   .row = std::string(info.id),
                                   .column = std::string(all_remedy_columns[total].id),
                                   .from = printed,
                                   .to = sum});
                it.mend_proven = true;
            }
        }
    }

    void judge_fee() {
        if (!fee_unknown_then(table())) {
            return;
        }
        for (std::size_t of = 0; of < column_count; ++of) {
            auto const& printed = table().counts.cells[fee_row()][of];
            if (printed && *printed != 0) {
                auto& it = say(table_rule::fee_before_2021, fee_row(), of, 0, printed,
                               std::string(all_columns[of].en) +
                                   ": no fee could lapse before 2021-01-01, row 3.6.2 says " +
                                   said(printed),
                               std::string(all_columns[of].zh) +
                                   "列：2021年前不收信息处理费，三（六）2填" + said(printed));
                attach_cell(it, fee_row(), of);
            }
        }
    }

    void warn_season() {
        auto const year = origin_of(table()).year;
        auto const shape = table().counts.shape;
        if (!year || *year < 2019 || form_of_year(*year) == shape) {
            return;
        }
        auto& it = warn(
            table_rule::season, code::form_out_of_season, 0, 0, std::nullopt, std::nullopt,
            "data of " + std::to_string(*year) + " on the form of " + std::string(code_of(shape)),
            std::to_string(*year) + "年数据使用" + std::string(code_of(shape)) + "年版表格");
        it.row.clear();
        it.column.clear();
        it.line = 0;
    }

    void warn_derived() {
        auto const& counts = table().counts;
        std::size_t const rows = rows_of(counts.shape).size();
        for (std::size_t row = 0; row < rows; ++row) {
            for (std::size_t of = 0; of < column_count; ++of) {
                if (counts.cells[row][of] || !full_.cells[row][of]) {
                    continue;
                }
                bool const from_row =
                    of == class_count && sum_of_printed(counts.cells[row], class_count);
                std::string const value = said(full_.cells[row][of]);
                warn(from_row ? table_rule::total : table_rule::results, code::derived_blank, row,
                     of, full_.cells[row][of], std::nullopt,
                     "row " + std::string(row_id(row)) + ", " + std::string(all_columns[of].en) +
                         ": blank, taken as " + value,
                     "第" + std::string(row_id(row)) + "行" + std::string(all_columns[of].zh) +
                         "列空白，按" + value + "计");
            }
        }
    }

    /// Sums of one kind that are printed in part and cannot be judged: said once, at the first.
    struct unjudged {
        std::size_t row = 0;
        std::size_t column = 0;
        std::size_t count = 0;
    };

    void warn_unjudged() {
        auto const& counts = table().counts;
        auto const judged = [this](table_rule id, std::size_t row, std::size_t of) {
            return std::any_of(identities_.begin(), identities_.end(), [&](auto const& each) {
                return each.id == id && each.row == row && each.column == of;
            });
        };
        std::size_t const total_row = result_total_row(counts.shape);
        std::size_t const last_row = carried_out_row(counts.shape);
        unjudged carry;
        unjudged results;
        unjudged total;
        auto const note = [](unjudged& to, std::size_t row, std::size_t of) {
            if (to.count++ == 0) {
                to.row = row;
                to.column = of;
            }
        };
        for (std::size_t of = 0; of < column_count; ++of) {
            bool const any = full_.cells[new_row][of] || full_.cells[carried_in_row][of] ||
                             full_.cells[total_row][of] || full_.cells[last_row][of];
            if (any && !judged(table_rule::carry, total_row, of)) {
                note(carry, total_row, of);
            }
            if (counts.cells[total_row][of] && !judged(table_rule::results, total_row, of)) {
                note(results, total_row, of);
            }
        }
        for (std::size_t row = 0; row <= last_row; ++row) {
            if (counts.cells[row][class_count] && !judged(table_rule::total, row, class_count)) {
                note(total, row, class_count);
            }
        }
        for (auto const& [id, of] :
             {std::pair{table_rule::carry, carry}, std::pair{table_rule::results, results},
              std::pair{table_rule::total, total}}) {
            if (of.count != 0) {
                warn(id, code::section_incomplete, of.row, of.column, std::nullopt,
                     counts.cells[of.row][of.column],
                     std::string(code_of(id)) + ": too little is printed to judge " +
                         std::to_string(of.count) + (of.count == 1 ? " sum" : " sums"),
                     std::string(code_of(id)) + "：所印数字不足，有" + std::to_string(of.count) +
                         "处未能核对");
            }
        }
    }

    /// The total of a row, of all rows below an id, or of a block; blank if nothing is printed.
    [[nodiscard]] cell_value total_of(std::string_view id) const {
        auto const rows = rows_of(table().counts.shape);
        cell_value sum;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            bool const below = rows[row].id.starts_with(id) && rows[row].id.size() > id.size() &&
                               rows[row].id[id.size()] == '.';
            auto const& cell = full_.cells[row][class_count];
            if ((rows[row].id == id || (below && id.size() > 1)) && cell) {
                sum = sum.value_or(0) + *cell;
            }
        }
        for (std::size_t block = 0; table().remedies && block < all_remedy_blocks.size(); ++block) {
            if (all_remedy_blocks[block].id == id) {
                return with_derived(*table().remedies).cells[block].back();
            }
        }
        return sum;
    }

    void warn_text() {
        auto const stated = figures_of_.find(table().file);
        if (stated == figures_of_.end()) {
            return;
        }
        for (auto const k : stated->second) {
            auto const& figure = options_.figures[k];
            auto const item =
                std::find_if(text_items.begin(), text_items.end(),
                             [&](text_item const& each) { return each.code == figure.item; });
            cell_value printed;
            if (item != text_items.end()) {
                printed = total_of(item->first);
                auto const more = item->second.empty() ? cell_value(0) : total_of(item->second);
                printed = printed && more ? cell_value(*printed + *more) : std::nullopt;
            }
            if (printed == figure.value) {
                continue;
            }
            auto& it =
                warn(table_rule::text, printed ? code::text_figure : code::section_incomplete, 0,
                     class_count, printed, figure.value,
                     printed ? "the text states " + figure.item + " " +
                                   std::to_string(figure.value) + ", the table has " + said(printed)
                             : "the table has nothing to hold " + figure.item + " " +
                                   std::to_string(figure.value) + " against",
                     printed ? "正文“" + figure.item + "”为" + std::to_string(figure.value) +
                                   "，表中为" + said(printed)
                             : "表中没有可与正文“" + figure.item + "”（" +
                                   std::to_string(figure.value) + "）核对的数字");
            it.row = item != text_items.end() ? std::string(item->first) : std::string();
            auto const row = row_index(table().counts.shape, it.row);
            it.line = row ? table().row_lines[*row] : 0;
        }
    }

    std::span<published_table const> tables_;
    audit_options const& options_;
    std::vector<year_link> links_;
    mend_plan plan_;
    std::vector<placed_edit> edits_{};
    std::vector<std::size_t> first_edit_{};            ///< of each table
    std::vector<std::vector<std::size_t>> members_{};  ///< of the group that an edit stands for
    std::map<std::size_t, std::vector<std::size_t>> blamed_{};  ///< links that a table is told of
    std::map<std::string_view, std::vector<std::size_t>> figures_of_{};  ///< … of each file
    std::vector<finding> findings_{};
    std::size_t at_ = 0;
    table3 full_{};
    std::vector<judged_identity> identities_{};
};

}  // namespace detail

QIXIAN_DECL std::vector<finding> audit(std::span<published_table const> tables,
                                       audit_options const& options) {
    return detail::auditor(tables, options).run();
}

QIXIAN_DECL std::vector<published_table> mended(std::vector<published_table> tables,
                                                std::span<finding const> findings) {
    std::map<std::string_view, std::vector<std::size_t>> of_file;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        of_file[tables[i].file].push_back(i);
    }
    for (auto const& each : findings) {
        for (auto const& step : each.mend) {
            for (auto const i : of_file[step.file]) {
                auto& table = tables[i];
                auto const of = column_of(step.column);
                auto* const cell = of ? table.counts.find(step.row, *of) : nullptr;
                if (cell != nullptr) {
                    *cell = step.to;
                    continue;
                }
                for (std::size_t block = 0; table.remedies && block < all_remedy_blocks.size();
                     ++block) {
                    if (all_remedy_blocks[block].id == step.row) {
                        table.remedies->cells[block].back() = step.to;
                    }
                }
            }
        }
    }
    return tables;
}

QIXIAN_DECL bool has_error(std::span<finding const> findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](finding const& each) { return each.weight == severity::error; });
}

}  // namespace qixian::inline v0
