// The rows of the two official forms, written here by hand from the forms themselves (F30; G4, G5) and
// counted over applications of which each stands in one row.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/date/date.hpp"
#include "qixian/ledger/form_count.hpp"
#include "qixian/statute/cn_disclosure/forms.hpp"
#include "qixian/statute/default.hpp"

namespace {

using namespace qixian;

struct written {
    std::string_view id;
    row_role counts;
    std::vector<outcome> outcomes;
    std::string_view en;
    std::string_view zh;
    int since = 0;
};

// clang-format off
std::vector<written> const first_rows{
    {"1",     row_role::fresh,      {}, "new applications of the year",            "一、本年新收政府信息公开申请数量"},
    {"2",     row_role::carried_in, {}, "carried over from last year",             "二、上年结转政府信息公开申请数量"},
    {"3.1",   row_role::results, {outcome::granted},              "disclosed",                              "三、（一）予以公开"},
    {"3.2",   row_role::results, {outcome::partly_granted},       "disclosed in part",                      "三、（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
    {"3.3.1", row_role::results, {outcome::state_secret},         "refused: state secret",                  "三、（三）不予公开 1.属于国家秘密"},
    {"3.3.2", row_role::results, {outcome::forbidden_by_law},     "refused: forbidden by law or regulation", "三、（三）不予公开 2.其他法律行政法规禁止公开"},
    {"3.3.3", row_role::results, {outcome::security_stability},   "refused: endangers security or stability", "三、（三）不予公开 3.危及“三安全一稳定”"},
    {"3.3.4", row_role::results, {outcome::third_party_rights},   "refused: rights of a third party",       "三、（三）不予公开 4.保护第三方合法权益"},
    {"3.3.5", row_role::results, {outcome::internal_affairs},     "refused: internal affairs",              "三、（三）不予公开 5.属于三类内部事务信息"},
    {"3.3.6", row_role::results, {outcome::process_information},  "refused: process information",           "三、（三）不予公开 6.属于四类过程性信息"},
    {"3.3.7", row_role::results, {outcome::enforcement_file},     "refused: enforcement file",              "三、（三）不予公开 7.属于行政执法案卷"},
    {"3.3.8", row_role::results, {outcome::administrative_query}, "refused: matter of an administrative query", "三、（三）不予公开 8.属于行政查询事项"},
    {"3.4.1", row_role::results, {outcome::not_held},             "unable: not held by this agency",        "三、（四）无法提供 1.本机关不掌握相关政府信息"},
    {"3.4.2", row_role::results, {outcome::needs_creation},       "unable: would have to be made",          "三、（四）无法提供 2.没有现成信息需要另行制作"},
    {"3.4.3", row_role::results, {outcome::unclear_after_correction}, "unable: still unclear after correction", "三、（四）无法提供 3.补正后申请内容仍不明确"},
    {"3.5.1", row_role::results, {outcome::petition},             "not processed: petition, complaint or report", "三、（五）不予处理 1.信访举报投诉类申请"},
    {"3.5.2", row_role::results, {outcome::repeated},             "not processed: repeated application",    "三、（五）不予处理 2.重复申请"},
    {"3.5.3", row_role::results, {outcome::publication},          "not processed: asks for a publication",  "三、（五）不予处理 3.要求提供公开出版物"},
    {"3.5.4", row_role::results, {outcome::excessive},            "not processed: excessive without good reason", "三、（五）不予处理 4.无正当理由大量反复申请"},
    {"3.5.5", row_role::results, {outcome::reconfirmation},       "not processed: asks to confirm or re-issue", "三、（五）不予处理 5.要求行政机关确认或重新出具已获取信息"},
};
std::vector<written> const rows_3_6_of_2019{
    {"3.6",   row_role::results, {outcome::correction_lapsed, outcome::fee_lapsed, outcome::other}, "handled otherwise", "三、（六）其他处理"},
};
std::vector<written> const rows_3_6_of_2021{
    {"3.6.1", row_role::results, {outcome::correction_lapsed}, "otherwise: not corrected in time", "三、（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
    {"3.6.2", row_role::results, {outcome::fee_lapsed},        "otherwise: fee not paid in time",  "三、（六）其他处理 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 2021},
    {"3.6.3", row_role::results, {outcome::other},             "otherwise: other",                 "三、（六）其他处理 3.其他"},
};
std::vector<written> const last_rows{
    {"3.7",   row_role::sum,         {}, "total of results",          "三、（七）总计"},
    {"4",     row_role::carried_out, {}, "carried over to next year", "四、结转下年度继续办理"},
};
// clang-format on

std::vector<written> written_rows(form which) {
    auto rows = first_rows;
    auto const& middle = which == form::form_2019 ? rows_3_6_of_2019 : rows_3_6_of_2021;
    rows.insert(rows.end(), middle.begin(), middle.end());
    rows.insert(rows.end(), last_rows.begin(), last_rows.end());
    return rows;
}

std::span<form_row const> rows_of_statute(form which) {
    return rows_of(default_statute(), static_cast<std::size_t>(which));
}

constexpr form both_forms[] = {form::form_2019, form::form_2021};

date on(int year, int month_and_day) { return day(year * 10'000 + month_and_day); }

/// One application of each outcome, closed in `year`; they were received in it, the last two before.
std::vector<account> one_of_each(int year) {
    std::vector<account> out;
    for (auto const& each : all_outcomes) {
        out.push_back({.application = std::string(each.code),
                       .received_on = on(year, 301),
                       .closed_on = on(year, 305),
                       .result = each.which});
    }
    for (std::size_t i = 1; i <= 2; ++i) {
        out[out.size() - i].received_on = on(year - 1, 1230);
    }
    // New and still open; open since last year; closed before, and received after: in no row.
    out.push_back({.application = "new", .received_on = on(year, 1201)});
    out.push_back({.application = "old", .received_on = on(year - 1, 1201)});
    out.push_back({.application = "before",
                   .received_on = on(year - 1, 104),
                   .closed_on = on(year - 1, 105),
                   .result = outcome::granted});
    out.push_back({.application = "after", .received_on = on(year + 1, 104)});
    return out;
}

TEST(forms, are_the_two_that_were_prescribed) {
    auto const& held = default_statute().forms;
    ASSERT_EQ(held.size(), 2U);
    EXPECT_EQ(held[0].code, "2019");
    EXPECT_EQ(held[0].en, "form of 2019");
    EXPECT_EQ(held[0].zh, "2019年版");
    EXPECT_EQ(held[1].code, "2021");
    EXPECT_EQ(held[1].en, "form of 2021");
    EXPECT_EQ(held[1].zh, "2021年版");
}

TEST(forms, have_the_rows_and_labels_of_the_official_table) {
    for (auto const which : both_forms) {
        auto const expected = written_rows(which);
        auto const rows = rows_of_statute(which);
        ASSERT_EQ(rows.size(), expected.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_EQ(rows[i].id, expected[i].id);
            EXPECT_EQ(rows[i].en, expected[i].en) << rows[i].id;
            EXPECT_EQ(rows[i].zh, expected[i].zh) << rows[i].id;
            EXPECT_EQ(rows[i].since, expected[i].since) << rows[i].id;
        }
    }
}

TEST(forms, count_each_outcome_in_the_row_that_names_it) {
    for (auto const which : both_forms) {
        auto const table = count_form(one_of_each(2022), 2022, rows_of_statute(which), {});
        for (auto const& row : written_rows(which)) {
            auto const found = std::find_if(table.rows.begin(), table.rows.end(),
                                            [&](auto const& r) { return r.id == row.id; });
            ASSERT_NE(found, table.rows.end()) << row.id;
            auto const all = static_cast<std::int64_t>(all_outcomes.size());
            std::int64_t const count = row.counts == row_role::fresh        ? all - 2 + 1
                                       : row.counts == row_role::carried_in ? 2 + 1
                                       : row.counts == row_role::sum        ? all
                                       : row.counts == row_role::carried_out
                                           ? 2
                                           : static_cast<std::int64_t>(row.outcomes.size());
            EXPECT_EQ(found->count.back(), count) << row.id;
            if (row.counts == row_role::results) {
                std::vector<std::string> who;
                for (auto const each : row.outcomes) {
                    who.emplace_back(info(each).code);
                }
                EXPECT_EQ(found->who.back(), who) << row.id;
            }
        }
        for (auto const& each : table.identities) {
            EXPECT_TRUE(each.holds) << each.id << ' ' << each.where;
        }
    }
}

}  // namespace
