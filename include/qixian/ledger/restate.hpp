// From the published report to the corrected one: the figures that were frozen, and the bridge.
//
// Closing a year freezes its figures and the applications behind them. Entries that come later
// change what the accounts say of that year, never what was published. `restate` holds the two
// against each other: which cells moved, and by which applications. In every cell
// published + joined - left = corrected.
//
// A `frozen_report` is plain data. A store keeps it as two lists, the counts and the members of the
// cells, and makes it again from them:
//
//   auto const published = freeze(make_report(accounts, 2020, form::form_2019, as_of));
//   auto const again = frozen_from(2020, form::form_2019, agency, counts_of(published),
//                                  members_of(published));        // *again == published
//   auto const bridge = restate(*again, make_report(later_accounts, 2020, form::form_2019, today));
//   bridge.changed()
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/ledger/report.hpp"

namespace qixian::inline v0 {

/// What was published for a year: a report without what only its making knew (identities,
/// warnings). Every list of applications is sorted.
struct frozen_report {
    int year = 0;
    form shape = form::form_2021;
    std::string agency{};
    std::vector<report_row> rows{};  ///< every row of the form, in printed order
    report_block review{};
    report_block direct{};
    report_block after_review{};
    std::vector<std::string> carried_in{};   ///< those of row 2, in all columns
    std::vector<std::string> carried_out{};  ///< those of row 4
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::int64_t fees_notified_fen = 0;
    std::int64_t fees_paid_fen = 0;
    friend bool operator==(frozen_report const&, frozen_report const&) = default;
};

/// The figures and sets of `r` as they are published.
/// Cost: O(n log n) in the applications listed.
[[nodiscard]] QIXIAN_DECL frozen_report freeze(report const& r);

/// One figure that was published. Of table 3: a row and a class, or `total`. Of table 4: a block
/// (`review`, `direct`, `after_review`) and `upheld` … `pending`. And `on_time`, `late`,
/// `fees_notified_fen`, `fees_paid_fen`, each with `total`.
struct frozen_count {
    std::string row{};
    std::string column{};
    std::int64_t count = 0;
    friend bool operator==(frozen_count const&, frozen_count const&) = default;
};

/// One application behind a figure. The totals and row 3.7 have none of their own. In table 4 an
/// application comes once for each of its reviews or suits.
struct frozen_member {
    std::string row{};
    std::string column{};
    std::string application{};
    friend bool operator==(frozen_member const&, frozen_member const&) = default;
};

/// Every figure of `f`, zeros too, in printed order.
[[nodiscard]] QIXIAN_DECL std::vector<frozen_count> counts_of(frozen_report const& f);

/// Every application behind the figures of `f`, cell by cell in printed order, sorted in each.
[[nodiscard]] QIXIAN_DECL std::vector<frozen_member> members_of(frozen_report const& f);

/// The frozen report of these rows, in whatever order they come. A figure that is missing is 0.
///
/// Faults:  928 a figure twice; 929 a row or column that the form does not have; 954 figures that
///          the members, or the sums of the table, contradict. The detail names the cell.
/// Cost:    O(n log n) in the rows.
[[nodiscard]] QIXIAN_DECL result<frozen_report> frozen_from(int year, form shape,
                                                            std::string agency,
                                                            std::span<frozen_count const> counts,
                                                            std::span<frozen_member const> members);

/// The applications that came into a set, and those that left it, sorted.
struct set_move {
    std::vector<std::string> joined{};
    std::vector<std::string> left{};
    [[nodiscard]] bool none() const { return joined.empty() && left.empty(); }
    friend bool operator==(set_move const&, set_move const&) = default;
};

/// A cell behind which there stand other applications than published; its figure may be the same.
/// One that changed its class leaves a column and joins another, and is no move in the total.
struct cell_move {
    std::string row{};     ///< a row of table 3, or a block of table 4
    std::string column{};  ///< a class or `total`; `upheld` … `total`
    std::int64_t published = 0;
    std::int64_t corrected = 0;
    std::vector<std::string> joined{};
    std::vector<std::string> left{};
    friend bool operator==(cell_move const&, cell_move const&) = default;
};

/// A figure beside the tables that moved: `on_time`, `late`, `fees_notified_fen`, `fees_paid_fen`.
struct figure_move {
    std::string name{};
    std::int64_t published = 0;
    std::int64_t corrected = 0;
    friend bool operator==(figure_move const&, figure_move const&) = default;
};

struct restatement {
    int year = 0;
    form shape = form::form_2021;
    std::string agency{};
    std::vector<cell_move> cells{};     ///< of table 3, in printed order; 3.7 and totals included
    std::vector<cell_move> remedies{};  ///< of table 4, in printed order; totals included
    std::vector<figure_move> figures{};
    set_move carried_in{};
    set_move carried_out{};  ///< the same moves as `carried_in` of the next year

    [[nodiscard]] bool changed() const {
        return !cells.empty() || !remedies.empty() || !figures.empty();
    }
};

/// The bridge from `published` to `corrected`.
///
/// Law:     src/notes/readings.md, "Tables"
/// Pre:     both are of one year and one form, and of the same agency or sum of agencies.
/// Cost:    O(n log n) in the applications listed.
[[nodiscard]] QIXIAN_DECL restatement restate(frozen_report const& published,
                                              report const& corrected);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/ledger/impl/restate.ipp"
#endif
