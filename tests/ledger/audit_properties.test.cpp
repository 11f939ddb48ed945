// The audit of tables at random: sound ones pass, and whatever is changed is mended by no more cells.
#include "qixian/ledger/audit.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "published_reports.hpp"

using namespace published_reports;

TEST(audit_property, sound_tables_pass) {
    std::mt19937 random(6);
    for (int round = 0; round < 300; ++round) {
        auto const shape = round % 2 == 0 ? form::form_2019 : form::form_2021;
        published_table table{.file = "t", .counts = sound_table(random, shape, 30)};
        ASSERT_TRUE(adds_up(table.counts));
        EXPECT_EQ(shown(audit_one(table), severity::error), lines{});
        EXPECT_EQ(shown(audit_one(table), severity::warning), lines{});
    }
}

TEST(audit_property, blanks_for_zeros_change_nothing) {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        published_table table{.file = "t", .counts = sound_table(random, form::form_2021, 5)};
        for (std::size_t row = first_result_row; row < result_total_row(form::form_2021); ++row) {
            for (auto& cell : table.counts.cells[row]) {
                if (cell == 0 && random() % 2 == 0) {
                    cell.reset();
                }
            }
        }
        EXPECT_FALSE(has_error(audit_one(table)));
        for (auto& cell : table.counts.cells[result_total_row(form::form_2021)]) {
            cell.reset();
        }
        EXPECT_FALSE(has_error(audit_one(table)));
    }
}

TEST(audit_property, a_blank_total_of_one_class_is_derived_and_not_taken_for_an_error) {
    std::mt19937 random(13);
    for (int round = 0; round < 100; ++round) {
        published_table table{.file = "t", .counts = sound_table(random, form::form_2019, 9)};
        std::size_t const row = result_total_row(form::form_2019);
        table.counts.cells[row][random() % column_count].reset();
        auto const findings = audit_one(table);
        EXPECT_EQ(shown(findings, severity::error), lines{});
        EXPECT_EQ(shown(findings, severity::warning).size(), 1U);
    }
}

TEST(audit_property, any_single_cell_changed_is_found_and_mended_by_one_cell) {
    std::mt19937 random(8);
    for (auto const shape : {form::form_2019, form::form_2021}) {
        auto const sound = sound_table(random, shape, 12);
        for (std::size_t row = 0; row < rows_of(shape).size(); ++row) {
            for (std::size_t of = 0; of < column_count; ++of) {
                auto changed = sound;
                auto& cell = *changed.cells[row][of];
                cell += cell == 0 || random() % 2 == 0 ? 3 : -1;
                published_table table{.file = "t", .counts = changed};
                auto const findings = audit_one(table);
                ASSERT_TRUE(has_error(findings)) << row << " " << of;
                for (auto const& each : findings) {
                    EXPECT_EQ(each.mend.size(), 1U);
                    EXPECT_TRUE(each.mend_proven);
                }
                EXPECT_TRUE(adds_up(mended({table}, findings).front().counts));
            }
        }
    }
}

TEST(audit_property, several_cells_changed_are_mended_with_no_more_cells) {
    std::mt19937 random(9);
    for (int round = 0; round < 150; ++round) {
        auto const shape = round % 2 == 0 ? form::form_2019 : form::form_2021;
        auto changed = sound_table(random, shape, 12);
        std::size_t const errors = 1 + random() % 5;
        for (std::size_t i = 0; i < errors; ++i) {
            auto& cell = *changed.cells[random() % rows_of(shape).size()][random() % column_count];
            cell = static_cast<std::int64_t>(random() % 15);
        }
        auto const answer = find_mend(changed);
        ASSERT_TRUE(answer.found);
        EXPECT_TRUE(answer.proven);
        EXPECT_LE(answer.edits.size(), errors);
        EXPECT_TRUE(adds_up(mended(changed, answer.edits)));
    }
}

TEST(audit_property, a_heap_of_errors_is_mended_within_the_limit) {
    std::mt19937 random(10);
    for (int round = 0; round < 20; ++round) {
        auto changed = sound_table(random, form::form_2021, 12);
        for (auto& row : changed.cells) {
            for (auto& cell : row) {
                cell = static_cast<std::int64_t>(random() % 40);
            }
        }
        auto const answer = find_mend(changed, {.search_limit = 5'000});
        ASSERT_TRUE(answer.found);
        EXPECT_FALSE(answer.proven);
        EXPECT_TRUE(adds_up(mended(changed, answer.edits)));
    }
}

TEST(audit_property, no_smaller_edit_exists_than_the_mend) {
    // Every edit of one cell, and every edit of two where the first moves by some residual or a
    // difference of two; by exhaustion, with sums worked out here.
    std::mt19937 random(11);
    for (int round = 0; round < 40; ++round) {
        auto changed = sound_table(random, form::form_2019, 6);
        for (int i = 0; i < 2; ++i) {
            auto& cell = *changed.cells[random() % 23][random() % column_count];
            cell += 1 + static_cast<std::int64_t>(random() % 4);
        }
        auto const answer = find_mend(changed);
        ASSERT_TRUE(answer.found && answer.proven);
        std::size_t best_cells = 3;
        std::int64_t best_change = 0;
        constexpr std::int64_t reach = 9;
        auto const consider = [&](table3 const& table, std::size_t cells, std::int64_t change) {
            if (adds_up(table) &&
                (cells < best_cells || (cells == best_cells && change < best_change))) {
                best_cells = cells;
                best_change = change;
            }
        };
        auto const each_edit = [&](table3 table, auto&& next) {
            for (std::size_t at = 0; at < 23 * column_count; ++at) {
                auto& cell = *table.cells[at / column_count][at % column_count];
                auto const before = cell;
                for (std::int64_t by = -reach; by <= reach; ++by) {
                    cell = before + by;
                    if (by != 0 && cell >= 0) {
                        next(table, std::abs(by));
                    }
                }
                cell = before;
            }
        };
        auto const violated = [](table3 const& table) {
            std::size_t count = 0;
            for (auto const& each : judged_identities(table)) {
                count += each.residual(table) != 0 ? 1U : 0U;
            }
            return count;
        };
        consider(changed, 0, 0);
        each_edit(changed, [&](table3 const& table, std::int64_t change) {
            consider(table, 1, change);
            if (violated(table) <= 3) {  // a cell stands in three sums at most
                each_edit(table, [&](table3 const& second, std::int64_t more) {
                    consider(second, 2, change + more);
                });
            }
        });
        EXPECT_EQ(answer.edits.size(), best_cells);
        EXPECT_EQ(change_of(answer.edits), best_change);
    }
}

TEST(audit_property, chained_years_with_a_dozen_blanks_and_errors_are_nearly_all_mended) {
    // Blanks that hide large counts on one side of a New Year may leave no edit that both years
    // can share (src/notes/audit.md); such a table is mended by itself, or not at all.
    std::mt19937 random(12);
    int clean = 0;
    for (int round = 0; round < 200; ++round) {
        auto tables = two_years(random);
        for (auto& table : tables) {
            std::size_t const rows = rows_of(table.counts.shape).size();
            for (std::size_t i = random() % 12; i != 0; --i) {
                table.counts.cells[random() % rows][random() % column_count].reset();
            }
            for (std::size_t i = random() % 4; i != 0; --i) {
                table.counts.cells[random() % rows][random() % column_count] =
                    static_cast<std::int64_t>(random() % 30);
            }
        }
        auto const findings = audit(tables, {.search_limit = 20'000});
        clean += has_error(audit(mended(tables, findings))) ? 0 : 1;
    }
    EXPECT_GE(clean, 170);
}
