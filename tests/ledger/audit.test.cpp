// Published reports audited: each broken sum is found, named and mended by the fewest cells.
#include "qixian/ledger/audit.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "published_reports.hpp"

using namespace published_reports;

TEST(audit, the_index_of_published_reports_is_found_again) {
    auto const tables = all_reports();
    ASSERT_EQ(tables.size(), 23U);
    auto const findings = audit(tables);
    std::map<std::string, std::map<std::string, int>> errors;
    for (auto const& each : findings) {
        if (each.weight == severity::error) {
            ++errors[each.file][std::string(code_of(each.id))];
        }
    }
    for (auto const& row : rows_of_file("index.csv")) {
        auto& of_file = errors[row.at("file")];
        auto const agrees = [&](char const* flag, char const* id) {
            EXPECT_EQ(of_file[id] != 0, row.at(flag) == "no") << row.at("file") << " " << id;
        };
        agrees("identity_holds?", "I1");
        agrees("subrows_hold?", "I2");
        agrees("row_sums_hold?", "I3");
        agrees("table4_sums_hold?", "I5");
        EXPECT_EQ(of_file["I4"], 0) << row.at("file");
        if (row.at("complete?") == "no") {
            EXPECT_EQ(of_file["I1"] + of_file["I2"] + of_file["I3"], 0) << row.at("file");
        }
    }
}

TEST(audit, each_broken_report_is_named_with_row_column_and_an_edit_that_mends_it) {
    struct broken {
        char const* file;
        lines errors;
        lines mends;  // of each error, in the same order
    };
    std::string const haitan = "1/total 0>6, 3.4.1/total 0>4, 3.6.1/total 0>1, 3.6.3/total 0>1, "
                               "3.7/total 0>6";
    std::vector<broken> const expected{
        {"pingtan-quanqu-2020.csv",
         {"I2 3.7/natural_person 26!=20", "I2 3.7/total 27!=21"},
         {"3.1/natural_person 6>0, 3.1/total 7>1", "3.1/natural_person 6>0, 3.1/total 7>1"}},
        {"pingtan-ziranziyuan-2020.csv",
         {"I2 3.7/legal_service 1!=0", "I2 3.7/total 10!=9"},
         {"3.4.1/legal_service 1>0, 3.4.1/total 2>1", "3.4.1/legal_service 1>0, 3.4.1/total 2>1"}},
        {"pingtan-ziranziyuan-2021.csv",
         {"I1 3.7/natural_person 16!=18", "I1 3.7/public_welfare 2!=0",
          "I2 3.7/natural_person 16!=18", "I2 3.7/public_welfare 2!=0"},
         lines(4, "3.7/natural_person 18>16, 3.7/public_welfare 0>2")},
        {"pingtan-ziranziyuan-2023.csv",
         {"I1 3.7/business 0!=1", "I3 3.2/total 9!=8", "I3 3.7/total 20!=19"},
         lines(3, "3.2/business 1>0, 3.7/business 1>0")},
        {"pingtan-haitanpianqu-2022.csv",
         {"I1 3.7/natural_person 4!=0", "I1 3.7/total 4!=0", "I2 3.7/natural_person 4!=0",
          "I2 3.7/total 4!=0"},
         lines(4, "3.7/natural_person 0>4, 3.7/total 0>4")},
        {"pingtan-haitanpianqu-2024.csv",
         {"I2 3.7/natural_person 6!=5", "I3 1/total 6!=0", "I3 3.4.1/total 4!=0",
          "I3 3.4.3/total 1!=0", "I3 3.6.1/total 1!=0", "I3 3.6.3/total 1!=0", "I3 3.7/total 6!=0"},
         {"3.4.3/natural_person 1>0", haitan, haitan, "3.4.3/natural_person 1>0", haitan, haitan,
          haitan}},
        {"pingtan-gonganju-2021.csv",
         {"I1 3.7/natural_person 0!=1", "I1 3.7/total 0!=1"},
         // Row 4 stays: the report of 2022 carries the same application in.
         lines(2, "2/natural_person 0>1, 2/total 0>1")},
    };
    auto const tables = all_reports();
    auto const findings = audit(tables);
    std::size_t named = 0;
    for (auto const& each : expected) {
        EXPECT_EQ(shown(findings, severity::error, each.file), each.errors) << each.file;
        lines mends;
        for (auto const& it : findings) {
            if (it.file == each.file && it.weight == severity::error) {
                mends.push_back(shown(it.mend));
                EXPECT_TRUE(it.mend_proven);
                EXPECT_NE(it.line, 0U);
                EXPECT_FALSE(it.zh.empty());
            }
        }
        EXPECT_EQ(mends, each.mends) << each.file;
        named += each.errors.size();
    }
    EXPECT_EQ(shown(findings, severity::error).size(), named);
    EXPECT_FALSE(has_error(audit(mended(tables, findings))));
}

TEST(audit, a_report_by_itself_is_mended_by_itself) {
    for (auto const& table : all_reports()) {
        auto const findings = audit_one(table);
        auto const after = mended({table}, findings);
        EXPECT_FALSE(has_error(audit(after))) << table.file;
        if (table.file == "pingtan-gonganju-2021.csv") {
            EXPECT_EQ(shown(findings.front().mend), "4/natural_person 1>0, 4/total 1>0");
            EXPECT_FALSE(findings.front().mend_only);
        }
    }
}

TEST(audit, a_blank_total_of_results_is_derived_with_a_warning) {
    auto const findings = audit(all_reports());
    lines const derived{"I2 3.7/natural_person 18? 702", "I2 3.7/business 3? 702",
                        "I2 3.7/research 0? 702",        "I2 3.7/public_welfare 0? 702",
                        "I2 3.7/legal_service 0? 702",   "I2 3.7/other 0? 702",
                        "I2 3.7/total 21? 702"};
    std::string const file = "qinghai-ziranziyuanting-2020.csv";
    EXPECT_EQ(shown(findings, severity::warning, file), derived);
    EXPECT_EQ(shown(findings, severity::error, file), lines{});
}

TEST(audit, a_derived_total_is_held_against_the_carry) {
    for (auto& table : all_reports()) {
        if (table.file == "qinghai-ziranziyuanting-2020.csv") {
            *table.counts.find("4", column::total) = 3;
            *table.counts.find("4", column::natural_person) = 3;
            auto const findings = audit_one(table);
            EXPECT_EQ(shown(findings, severity::error),
                      (lines{"I1 3.7/natural_person 17!=18", "I1 3.7/total 20!=21"}));
            EXPECT_EQ(shown(findings.front().mend), "4/natural_person 3>2, 4/total 3>2");
        }
    }
}

TEST(audit, incomplete_reports_are_judged_on_what_is_printed) {
    auto const findings = audit(all_reports());
    EXPECT_EQ(shown(findings, severity::warning, "nanhu-ju-2019.csv"),
              (lines{"I2 3.7/natural_person 3? 702", "I2 3.7/total 3? 702",
                     "I1 3.7/natural_person -? 706", "I3 3.2/total -? 706"}));
    EXPECT_EQ(shown(findings, severity::warning, "yiwu-niansanlijiedao-2022.csv"),
              (lines{"I3 1/total -? 706"}));
    EXPECT_EQ(shown(findings, severity::warning, "yiwu-niansanlijiedao-2023.csv"),
              (lines{"I2 3.7/total -? 706", "I3 1/total -? 706"}));
}

TEST(audit, a_form_out_of_season_is_a_warning) {
    auto const findings = audit(all_reports());
    lines found;
    for (auto const& each : findings) {
        if (each.id == table_rule::season) {
            found.push_back(each.file);
        }
    }
    EXPECT_EQ(found, lines{"pingtan-haitanpianqu-2022.csv"});
}

TEST(audit, figures_of_the_text_that_differ_are_warnings) {
    audit_options options;
    for (auto const& row : rows_of_file("narrative.csv")) {
        options.figures.push_back(
            {.file = row.at("file"), .item = row.at("item"), .value = std::stoll(row.at("value"))});
    }
    lines found;
    for (auto const& each : audit(all_reports(), options)) {
        if (each.id == table_rule::text) {
            EXPECT_EQ(each.weight, severity::warning);
            found.push_back(each.file + " " + shown(each) + " " + said(each.found));
        }
    }
    EXPECT_EQ(found,
              (lines{// 75 is new and carried in together.
                     "pingtan-quanqu-2022.csv I7 1/total 74? 703 75",
                     "pingtan-haitanpianqu-2024.csv I7 1/total 0? 703 6",
                     // No table holds fees.
                     "hangzhou-quanshi-2025-fixture.csv I7 -? 706 400"}));
}

TEST(audit, table_4_adds_up_block_by_block) {
    auto tables = all_reports();
    for (auto& table : tables) {
        if (!table.remedies) {
            continue;
        }
        auto& cell = table.remedies->at(remedy_block::direct, remedy_column::total);
        cell = cell.value_or(0) + 7;
        auto const findings = audit_one(table);
        lines found;
        for (auto const& each : findings) {
            if (each.id == table_rule::remedies) {
                found.push_back(each.row + "/" + each.column + " " + shown(each.mend));
            }
        }
        EXPECT_EQ(found, lines{"direct/total direct/total " + said(cell) + ">" +
                               std::to_string(*cell - 7)});
        EXPECT_FALSE(has_error(audit(mended({table}, findings)))) << table.file;
    }
}

TEST(audit, a_blank_total_of_a_block_is_derived_with_a_warning) {
    published_table table{.file = "t"};
    table.remedies.emplace();
    table.remedies->at(remedy_block::review, remedy_column::pending) = 2;
    EXPECT_EQ(shown(audit_one(table), severity::warning), lines{"I5 review/total 2? 702"});
    EXPECT_FALSE(has_error(audit_one(table)));
}

TEST(audit, no_fee_could_lapse_before_2021) {
    std::mt19937 random(1);
    published_table table{.file = "t", .year = 2020};
    table.counts = sound_table(random, form::form_2021, 9);
    auto& fee = *table.counts.find("3.6.2", column::business);
    auto& other = *table.counts.find("3.6.3", column::business);
    for (auto const& row : {"3.6.2"}) {
        for (std::size_t of = 0; of < class_count; ++of) {
            auto const as = static_cast<column>(of);
            auto const count = *table.counts.find(row, as);
            **table.counts.find("3.6.3", as) += *count;
            **table.counts.find("3.6.3", column::total) += *count;
            **table.counts.find(row, column::total) -= *count;
            *table.counts.find(row, as) = 0;
        }
    }
    ASSERT_FALSE(has_error(audit_one(table)));
    fee = 1;
    other = *other + 4;
    **table.counts.find("3.6.2", column::total) += 1;
    **table.counts.find("3.6.3", column::total) += 4;
    **table.counts.find("3.7", column::business) += 5;
    **table.counts.find("3.7", column::total) += 5;
    **table.counts.find("1", column::business) += 5;
    **table.counts.find("1", column::total) += 5;
    auto const findings = audit_one(table);
    EXPECT_EQ(shown(findings, severity::error),
              (lines{"I6 3.6.2/business 0!=1", "I6 3.6.2/total 0!=1"}));
    EXPECT_FALSE(has_error(audit(mended({table}, findings))));
    table.year = 2021;
    EXPECT_FALSE(has_error(audit_one(table)));
    table.year.reset();
    table.file = "t-2020.csv";
    EXPECT_FALSE(has_error(audit_one(table)));
}

TEST(audit, years_given_together_are_chained) {
    std::mt19937 random(2);
    auto tables = two_years(random);
    ASSERT_FALSE(has_error(audit(tables)));
    auto& in = tables[1].counts;
    *in.find("2", column::research) = **in.find("2", column::research) + 3;
    *in.find("2", column::total) = **in.find("2", column::total) + 3;
    *in.find("1", column::research) = **in.find("1", column::research) - 3;
    *in.find("1", column::total) = **in.find("1", column::total) - 3;
    auto const findings = audit(tables);
    auto const errors = shown(findings, severity::error);
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_TRUE(errors[0].starts_with("I4 2/research "));
    EXPECT_TRUE(errors[1].starts_with("I4 2/total "));
    EXPECT_EQ(findings[0].file, "b.csv");
    EXPECT_EQ(*findings[0].found - *findings[0].expected, 3);
    EXPECT_EQ(findings[0].mend.size(), 4U) << shown(findings[0].mend);
    EXPECT_FALSE(has_error(audit(mended(tables, findings))));
    EXPECT_FALSE(has_error(audit(tables, {.chain = false})));
}

TEST(audit, the_year_that_is_wrong_by_itself_yields) {
    std::mt19937 random(3);
    auto tables = two_years(random);
    auto& out = tables[0].counts;
    **out.find("4", column::natural_person) += 2;
    **out.find("4", column::total) += 2;
    auto const findings = audit(tables);
    EXPECT_EQ(shown(findings, severity::error).size(), 4U);
    for (auto const& each : findings) {
        if (each.weight == severity::error) {
            EXPECT_EQ(each.file, "a.csv");
            EXPECT_EQ(each.mend.size(), 2U) << shown(each.mend);
        }
    }
    EXPECT_FALSE(has_error(audit(mended(tables, findings))));
}

TEST(audit, only_neighbouring_years_of_one_agency_are_chained) {
    std::mt19937 random(4);
    auto tables = two_years(random);
    **tables[1].counts.find("2", column::total) += 1;
    auto const chained = [&] {
        for (auto const& each : audit(tables)) {
            if (each.id == table_rule::year_to_year) {
                return true;
            }
        }
        return false;
    };
    EXPECT_TRUE(chained());
    tables[0].year = 2020;
    tables[1].year = 2022;
    EXPECT_FALSE(chained());
    tables[1].year = 2021;
    EXPECT_TRUE(chained());
    std::swap(tables[0], tables[1]);
    EXPECT_TRUE(chained());
    tables[0].agency = "某局";
    EXPECT_TRUE(chained());
    tables[1].agency = "另一局";
    EXPECT_FALSE(chained());
    for (auto& table : tables) {
        table.agency.clear();
        table.year.reset();
    }
    tables[0].file = "dir-2019/bureau-2021.csv";
    tables[1].file = "bureau-2020.csv";
    EXPECT_TRUE(chained());
    tables[1].file = "office-2020.csv";
    EXPECT_FALSE(chained());
    tables[1].file = "bureau-2019.csv";
    EXPECT_FALSE(chained());
}

TEST(audit, totals_left_at_zero_in_two_years_are_mended_together) {
    std::mt19937 random(5);
    for (int round = 0; round < 20; ++round) {
        auto tables = two_years(random);
        for (auto& table : tables) {
            for (auto& row : table.counts.cells) {
                if (row[class_count]) {
                    row[class_count] = 0;
                }
            }
        }
        auto const findings = audit(tables, {.search_limit = 20'000});
        EXPECT_TRUE(has_error(findings));
        EXPECT_FALSE(has_error(audit(mended(tables, findings))));
    }
}
