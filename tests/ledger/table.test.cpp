// Blanks of a table are not zeros, and blank totals are what their parts add up to.
#include "qixian/ledger/table.hpp"

#include <gtest/gtest.h>

using namespace qixian;

TEST(table, a_blank_is_not_a_zero) {
    table3 table;
    EXPECT_FALSE(table.at(0, column::total));
    table.at(0, column::total) = 0;
    EXPECT_EQ(*table.find("1", column::total), 0);
    EXPECT_EQ(table.find("3.6", column::total), nullptr);
    EXPECT_NE(table, table3{});
}

TEST(table, a_blank_total_is_derived_from_its_parts) {
    table3 table{.shape = form::form_2019};
    *table.find("3.1", column::natural_person) = 9;
    *table.find("3.1", column::business) = 1;
    *table.find("3.1", column::total) = 10;
    *table.find("3.4.1", column::natural_person) = 3;
    auto const full = with_derived(table);
    EXPECT_EQ(*full.find("3.4.1", column::total), 3);
    EXPECT_EQ(*full.find("3.7", column::natural_person), 12);
    EXPECT_EQ(*full.find("3.7", column::business), 1);
    EXPECT_EQ(*full.find("3.7", column::total), 13);
    EXPECT_FALSE(*full.find("3.7", column::research));
    EXPECT_FALSE(*full.find("1", column::total));
    EXPECT_EQ(*full.find("3.1", column::total), 10);
}

TEST(table, a_printed_total_stays_as_it_was_printed) {
    table3 table;
    *table.find("3.1", column::natural_person) = 9;
    *table.find("3.7", column::natural_person) = 1;
    auto const full = with_derived(table);
    EXPECT_EQ(*full.find("3.7", column::natural_person), 1);
    EXPECT_EQ(*full.find("3.7", column::total), 1);
}

TEST(table, a_block_of_table_4_is_derived_alone) {
    table4 table;
    table.at(remedy_block::direct, remedy_column::upheld) = 2;
    table.at(remedy_block::direct, remedy_column::pending) = 1;
    auto const full = with_derived(table);
    EXPECT_EQ(full.at(remedy_block::direct, remedy_column::total), 3);
    EXPECT_FALSE(full.at(remedy_block::review, remedy_column::total));
}
