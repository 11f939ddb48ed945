// The forms of the annual report as rows: table 3 in the versions of 2019 and 2021.
//
// By form table 3 has 23 rows (data years 2019 and 2020, 国办公开办函〔2019〕60号) or 25 (from 2021,
// 国办公开办函〔2021〕30号). Only 其他处理 differs: one row 3.6 in the first, rows 3.6.1 to 3.6.3 in the
// second. What a row counts is its role; the outcomes of a result row are those that name it
// (outcome.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "qixian/rule/rows.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"

namespace qixian::inline v0 {

enum class form : std::uint8_t { form_2019, form_2021 };

/// `2019` or `2021`.
[[nodiscard]] constexpr std::string_view code_of(form which) {
    return which == form::form_2019 ? "2019" : "2021";
}

[[nodiscard]] constexpr std::optional<form> form_of(std::string_view code) {
    return code == "2019"   ? std::optional(form::form_2019)
           : code == "2021" ? std::optional(form::form_2021)
                            : std::nullopt;
}

/// The form prescribed for the data of `year` (G4, G5): 2019 for 2019 and 2020, else 2021.
[[nodiscard]] constexpr form form_of_year(int year) {
    return year == 2019 || year == 2020 ? form::form_2019 : form::form_2021;
}

namespace detail {

// clang-format off
inline constexpr auto shared_rows = std::to_array<form_row>({
    {"1",     "new applications of the year",              "一、本年新收政府信息公开申请数量", row_role::fresh},
    {"2",     "carried over from last year",               "二、上年结转政府信息公开申请数量", row_role::carried_in},
    {"3.1",   "disclosed",                                 "三、（一）予以公开"},
    {"3.2",   "disclosed in part",                         "三、（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
    {"3.3.1", "refused: state secret",                     "三、（三）不予公开 1.属于国家秘密"},
    {"3.3.2", "refused: forbidden by law or regulation",   "三、（三）不予公开 2.其他法律行政法规禁止公开"},
    {"3.3.3", "refused: endangers security or stability",  "三、（三）不予公开 3.危及“三安全一稳定”"},
    {"3.3.4", "refused: rights of a third party",          "三、（三）不予公开 4.保护第三方合法权益"},
    {"3.3.5", "refused: internal affairs",                 "三、（三）不予公开 5.属于三类内部事务信息"},
    {"3.3.6", "refused: process information",              "三、（三）不予公开 6.属于四类过程性信息"},
    {"3.3.7", "refused: enforcement file",                 "三、（三）不予公开 7.属于行政执法案卷"},
    {"3.3.8", "refused: matter of an administrative query", "三、（三）不予公开 8.属于行政查询事项"},
    {"3.4.1", "unable: not held by this agency",           "三、（四）无法提供 1.本机关不掌握相关政府信息"},
    {"3.4.2", "unable: would have to be made",             "三、（四）无法提供 2.没有现成信息需要另行制作"},
    {"3.4.3", "unable: still unclear after correction",    "三、（四）无法提供 3.补正后申请内容仍不明确"},
    {"3.5.1", "not processed: petition, complaint or report", "三、（五）不予处理 1.信访举报投诉类申请"},
    {"3.5.2", "not processed: repeated application",       "三、（五）不予处理 2.重复申请"},
    {"3.5.3", "not processed: asks for a publication",     "三、（五）不予处理 3.要求提供公开出版物"},
    {"3.5.4", "not processed: excessive without good reason", "三、（五）不予处理 4.无正当理由大量反复申请"},
    {"3.5.5", "not processed: asks to confirm or re-issue", "三、（五）不予处理 5.要求行政机关确认或重新出具已获取信息"},
});
inline constexpr auto other_2019 = std::to_array<form_row>({
    {"3.6",   "handled otherwise",                         "三、（六）其他处理"},
});
inline constexpr auto other_2021 = std::to_array<form_row>({
    {"3.6.1", "otherwise: not corrected in time",          "三、（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
    {"3.6.2", "otherwise: fee not paid in time",           "三、（六）其他处理 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", row_role::results, 0, 2021},
    {"3.6.3", "otherwise: other",                          "三、（六）其他处理 3.其他"},
});
inline constexpr auto last_rows = std::to_array<form_row>({
    {"3.7",   "total of results",                          "三、（七）总计", row_role::sum},
    {"4",     "carried over to next year",                 "四、结转下年度继续办理", row_role::carried_out},
});
// clang-format on

/// The rows of one form: each result row with the outcomes that name it.
template <std::size_t N>
constexpr auto assemble_rows(form which, std::array<form_row, N> const& middle) {
    auto all = joined(shared_rows, middle, last_rows);
    for (auto& row : all) {
        row.form = static_cast<std::uint8_t>(which);
        for (auto const& each : all_outcomes) {
            auto const id = which == form::form_2019 ? each.row_2019 : each.row_2021;
            if (row.counts == row_role::results && row.id == id) {
                row.outcomes |= set_of(each.which);
            }
        }
    }
    return all;
}

inline constexpr auto rows_2019 = assemble_rows(form::form_2019, other_2019);
inline constexpr auto rows_2021 = assemble_rows(form::form_2021, other_2021);

}  // namespace detail

/// The forms of the statute in the order of `form`.
inline constexpr auto disclosure_forms = std::to_array<form_word>({
    {"2019", "form of 2019", "2019年版"},
    {"2021", "form of 2021", "2021年版"},
});

inline constexpr auto disclosure_form_rows = joined(detail::rows_2019, detail::rows_2021);

}  // namespace qixian::inline v0
