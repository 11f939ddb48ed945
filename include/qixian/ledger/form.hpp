// The forms of table 3 and table 4: their columns and rows, with the official labels.
//
// Table 3 has seven columns (six classes of applicant and the total) and, by form, 23 rows (data
// years 2019 and 2020, 国办公开办函〔2019〕60号) or 25 (from 2021, 国办公开办函〔2021〕30号). Only
// 其他处理 differs: one row 3.6 in the first, rows 3.6.1 to 3.6.3 in the second. Table 4 has three
// blocks of five numbers and is the same in both (F30, src/notes/articles.md).
//
// A form is known by its rows, never by the year: agencies use last year's form.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "qixian/statute/cn_disclosure/applicant.hpp"

namespace qixian::inline v0 {

/// A column of table 3: the class of applicant, or the total of all.
enum class column : std::uint8_t {
    natural_person,
    business,
    research,
    public_welfare,
    legal_service,
    other,
    total
};

struct column_info {
    column which;
    std::string_view code;
    std::string_view en;
    std::string_view zh;
};

inline constexpr auto all_columns = std::to_array<column_info>({
    {column::natural_person, "natural_person", "natural person", "自然人"},
    {column::business, "business", "business", "商业企业"},
    {column::research, "research", "research body", "科研机构"},
    {column::public_welfare, "public_welfare", "public-welfare body", "社会公益组织"},
    {column::legal_service, "legal_service", "legal-service body", "法律服务机构"},
    {column::other, "other", "other", "其他"},
    {column::total, "total", "total", "总计"},
});

inline constexpr std::size_t column_count = all_columns.size();
inline constexpr std::size_t class_count = column_count - 1;  ///< the columns a total adds up

[[nodiscard]] constexpr std::size_t index(column which) { return static_cast<std::size_t>(which); }

[[nodiscard]] constexpr column_info const& info(column which) { return all_columns[index(which)]; }

[[nodiscard]] constexpr std::optional<column> column_of(std::string_view code) {
    for (auto const& each : all_columns) {
        if (each.code == code) {
            return each.which;
        }
    }
    return std::nullopt;
}

/// The column in which an application of this class is counted (C10).
[[nodiscard]] constexpr column column_of(applicant which) {
    return static_cast<column>(static_cast<std::uint8_t>(which));
}

static_assert(all_applicants.size() == class_count);

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

struct row_info {
    std::string_view id;
    std::string_view en;
    std::string_view zh;
};

namespace detail {

// clang-format off
inline constexpr auto shared_rows = std::to_array<row_info>({
    {"1",     "new applications of the year",              "一、本年新收政府信息公开申请数量"},
    {"2",     "carried over from last year",               "二、上年结转政府信息公开申请数量"},
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
inline constexpr auto other_2019 = std::to_array<row_info>({
    {"3.6",   "handled otherwise",                         "三、（六）其他处理"},
});
inline constexpr auto other_2021 = std::to_array<row_info>({
    {"3.6.1", "otherwise: not corrected in time",          "三、（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
    {"3.6.2", "otherwise: fee not paid in time",           "三、（六）其他处理 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
    {"3.6.3", "otherwise: other",                          "三、（六）其他处理 3.其他"},
});
inline constexpr auto last_rows = std::to_array<row_info>({
    {"3.7",   "total of results",                          "三、（七）总计"},
    {"4",     "carried over to next year",                 "四、结转下年度继续办理"},
});
// clang-format on

template <std::size_t N>
constexpr auto assemble_rows(std::array<row_info, N> const& middle) {
    std::array<row_info, shared_rows.size() + N + last_rows.size()> all{};
    std::size_t at = 0;
    for (auto const& each : shared_rows) {
        all[at++] = each;
    }
    for (auto const& each : middle) {
        all[at++] = each;
    }
    for (auto const& each : last_rows) {
        all[at++] = each;
    }
    return all;
}

inline constexpr auto rows_2019 = assemble_rows(other_2019);
inline constexpr auto rows_2021 = assemble_rows(other_2021);

}  // namespace detail

inline constexpr std::size_t most_rows = detail::rows_2021.size();
static_assert(detail::rows_2019.size() == 23 && detail::rows_2021.size() == 25);

/// The rows of a form in printed order. Row 1 stands first, then row 2, the results, 3.7 and 4.
[[nodiscard]] constexpr std::span<row_info const> rows_of(form which) {
    return which == form::form_2019 ? std::span<row_info const>(detail::rows_2019)
                                    : std::span<row_info const>(detail::rows_2021);
}

/// Places of rows that have a meaning of their own; the results stand between.
inline constexpr std::size_t new_row = 0;
inline constexpr std::size_t carried_in_row = 1;
inline constexpr std::size_t first_result_row = 2;
[[nodiscard]] constexpr std::size_t result_total_row(form which) {
    return rows_of(which).size() - 2;
}
[[nodiscard]] constexpr std::size_t carried_out_row(form which) {
    return rows_of(which).size() - 1;
}
/// A leaf row: one of the results that 3.7 adds up.
[[nodiscard]] constexpr bool is_result_row(form which, std::size_t row) {
    return row >= first_result_row && row < result_total_row(which);
}

[[nodiscard]] constexpr std::optional<std::size_t> row_index(form which, std::string_view id) {
    auto const rows = rows_of(which);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].id == id) {
            return row;
        }
    }
    return std::nullopt;
}

/// A block of table 4: the kind of remedy.
enum class remedy_block : std::uint8_t { review, direct, after_review };

/// A number of a block: its results and their total.
enum class remedy_column : std::uint8_t { upheld, corrected, other, pending, total };

// clang-format off
inline constexpr auto all_remedy_blocks = std::to_array<row_info>({
    {"review",       "administrative review",                 "行政复议"},
    {"direct",       "litigation without a review before it", "行政诉讼 未经复议直接起诉"},
    {"after_review", "litigation after a review",             "行政诉讼 复议后起诉"},
});
inline constexpr auto all_remedy_columns = std::to_array<row_info>({
    {"upheld",    "upheld",       "结果维持"},
    {"corrected", "corrected",    "结果纠正"},
    {"other",     "other result", "其他结果"},
    {"pending",   "pending",      "尚未审结"},
    {"total",     "total",        "总计"},
});
// clang-format on

}  // namespace qixian::inline v0
