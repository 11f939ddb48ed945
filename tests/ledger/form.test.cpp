// The rows and columns of both forms, and the form of a year.
#include "qixian/ledger/form.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "qixian/statute/cn_disclosure/outcome.hpp"

using namespace qixian;

TEST(form, the_2019_form_has_23_rows_and_the_2021_form_25) {
    EXPECT_EQ(rows_of(form::form_2019).size(), 23U);
    EXPECT_EQ(rows_of(form::form_2021).size(), 25U);
}

TEST(form, the_forms_differ_in_row_3_6_and_nowhere_else) {
    std::set<std::string_view> first;
    std::set<std::string_view> second;
    for (auto const& row : rows_of(form::form_2019)) {
        first.insert(row.id);
    }
    for (auto const& row : rows_of(form::form_2021)) {
        second.insert(row.id);
    }
    EXPECT_EQ(first.erase("3.6"), 1U);
    for (auto const* id : {"3.6.1", "3.6.2", "3.6.3"}) {
        EXPECT_EQ(second.erase(id), 1U);
    }
    EXPECT_EQ(first, second);
}

TEST(form, every_outcome_has_its_row_in_both_forms) {
    for (auto const& outcome : all_outcomes) {
        auto const first = row_index(form::form_2019, outcome.row_2019);
        auto const second = row_index(form::form_2021, outcome.row_2021);
        ASSERT_TRUE(first && second);
        EXPECT_TRUE(is_result_row(form::form_2019, *first));
        EXPECT_TRUE(is_result_row(form::form_2021, *second));
        auto const label = rows_of(form::form_2021)[*second].zh;
        EXPECT_NE(label.find(outcome.zh), std::string_view::npos) << label;
    }
}

TEST(form, the_rows_with_a_meaning_of_their_own_stand_where_they_are_said_to) {
    for (auto const shape : {form::form_2019, form::form_2021}) {
        auto const rows = rows_of(shape);
        EXPECT_EQ(rows[new_row].id, "1");
        EXPECT_EQ(rows[carried_in_row].id, "2");
        EXPECT_EQ(rows[first_result_row].id, "3.1");
        EXPECT_EQ(rows[result_total_row(shape)].id, "3.7");
        EXPECT_EQ(rows[carried_out_row(shape)].id, "4");
        EXPECT_FALSE(row_index(shape, "3"));
        EXPECT_FALSE(row_index(shape, ""));
        EXPECT_EQ(form_of(code_of(shape)), shape);
    }
}

TEST(form, every_class_of_applicant_has_its_column) {
    for (auto const& each : all_applicants) {
        auto const of = column_of(each.which);
        EXPECT_EQ(info(of).code, each.code);
        EXPECT_EQ(info(of).zh, each.zh);
        EXPECT_EQ(column_of(each.code), of);
    }
    EXPECT_EQ(column_of("total"), column::total);
    EXPECT_FALSE(column_of("sum"));
}

TEST(form, the_form_of_a_year_is_the_one_in_force_for_its_data) {
    EXPECT_EQ(form_of_year(2019), form::form_2019);
    EXPECT_EQ(form_of_year(2020), form::form_2019);
    EXPECT_EQ(form_of_year(2021), form::form_2021);
    EXPECT_EQ(form_of_year(2025), form::form_2021);
}
