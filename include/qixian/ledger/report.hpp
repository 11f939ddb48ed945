// The official tables of a year, with every figure traced to its applications.
//
// Table 3 counts applications by class of applicant: new, carried in, by result, carried out
// (C1-C8). Table 4 counts reviews and suits (C12). Every cell lists the applications in it;
// `cells_of` says the reverse for table 3. `new + carried in = results + carried out` holds by
// construction in every column, and the identities are checked and reported all the same.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/ledger/account.hpp"
#include "qixian/ledger/form.hpp"
#include "qixian/ledger/form_count.hpp"

namespace qixian::inline v0 {

/// One row of table 3: six classes and the total.
struct report_row {
    std::string_view id;
    std::array<std::int64_t, column_count> count{};
    std::array<std::vector<std::string>, class_count>
        who{};  ///< empty for 3.7, whose cells are sums
    friend bool operator==(report_row const&, report_row const&) = default;
};

/// The columns of table 4 that its total adds up.
inline constexpr std::size_t remedy_result_count = all_remedy_columns.size() - 1;

/// One block of table 4. `who` goes by `remedy_column`; an application stands in it once for each
/// of its reviews or suits.
struct report_block {
    std::int64_t upheld = 0;
    std::int64_t corrected = 0;
    std::int64_t other = 0;
    std::int64_t pending = 0;
    std::array<std::vector<std::string>, remedy_result_count> who{};
    friend bool operator==(report_block const&, report_block const&) = default;
    [[nodiscard]] std::int64_t total() const { return upheld + corrected + other + pending; }
};

struct report {
    int year = 0;
    form shape = form::form_2021;
    std::string agency{};  ///< empty: the log's one agency, or all of them
    std::vector<report_row> rows{};
    report_block review{};
    report_block direct{};
    report_block after_review{};
    std::vector<std::string> carried_in{};
    std::vector<std::string> carried_out{};
    std::int64_t on_time = 0;  ///< results of the year by an act on or before the due day
    std::int64_t late = 0;
    std::int64_t fees_notified_fen = 0;  ///< R42-7: charged in the year
    std::int64_t fees_paid_fen = 0;      ///< … and paid in time in the year
    std::vector<identity> identities{};
    std::vector<warning> warnings{};

    [[nodiscard]] report_row const& row(std::string_view id) const&;
    report_row const& row(std::string_view id) const&& = delete;
};

/// The tables of `year` from the accounts of one agency, or of several for the sums of C13.
///
/// Law:     src/notes/readings.md, "Tables"
/// Pre:     the accounts were made by the end of `as_of`.
/// Cost:    O(accounts).
[[nodiscard]] QIXIAN_DECL report make_report(std::span<account const> accounts, int year,
                                             form shape, date as_of);

/// The row of table 3 that counts results of this outcome.
[[nodiscard]] QIXIAN_DECL std::string_view row_of(outcome what, form shape);

/// The rows of table 3 of `year` that count `a`; none for a void one.
[[nodiscard]] QIXIAN_DECL std::vector<std::string_view> cells_of(account const& a, int year,
                                                                 form shape);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/ledger/impl/report.ipp"
#endif
