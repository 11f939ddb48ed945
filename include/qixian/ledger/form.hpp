// The forms of table 3 and table 4: their columns and rows, with the official labels.
//
// Table 3 has seven columns (six classes of applicant and the total) and the rows of its form, which
// are data (statute/cn_disclosure/forms.hpp). Table 4 has three blocks of five numbers and is the
// same in every form (F30, src/notes/articles.md).
//
// A form is known by its rows, never by the year: agencies use last year's form.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "qixian/base/row_view.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"
#include "qixian/statute/cn_disclosure/forms.hpp"

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

using row_info = form_row;

inline constexpr std::size_t most_rows = detail::rows_2021.size();
static_assert(detail::rows_2019.size() == 23 && detail::rows_2021.size() == 25);

/// The rows of a form in printed order. Row 1 stands first, then row 2, the results, 3.7 and 4.
[[nodiscard]] constexpr row_view<row_info> rows_of(form which) {
    return which == form::form_2019 ? row_view<row_info>(detail::rows_2019)
                                    : row_view<row_info>(detail::rows_2021);
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
