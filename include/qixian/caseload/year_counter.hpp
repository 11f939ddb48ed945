// Table 3 of a year, counted one application at a time: what `make_report` says, without the names.
//
//   year_counter counter(2024, form_of_year(2024));
//   for (auto const& one : lives.all()) { counter.add(one); }
//   counter.finish().table                               // 1 + 2 = 3.7 + 4 in every column
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "qixian/caseload/life.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/ledger/form.hpp"
#include "qixian/ledger/table.hpp"
#include "qixian/period/flat_days.hpp"

namespace qixian::inline v0 {

/// Table 3 of a year, with what the report counts beside it.
struct year_count {
    table3 table{};
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    friend bool operator==(year_count const&, year_count const&) = default;
};

/// Counts of one year by row and class.
///
/// Law:  C1-C8
/// Cost: some nanoseconds an application.
class year_counter {
public:
    year_counter(int year, form shape)
        : first_(first_day_of(year)), last_(last_day_of(year)), first_index_(index_of(first_)),
          last_index_(index_of(last_)), shape_(shape) {
        for (auto const& each : all_outcomes) {
            auto const row = row_index(shape, row_of_outcome(each.which));
            row_[static_cast<std::size_t>(each.which)] = row.value_or(0);
        }
    }

    /// Pre: neither absent nor particular.
    void add(folded_life const& one) {
        if (one.is_void() || !one.was_received()) {
            return;
        }
        int const received = one.received();
        int const closed = one.closed();
        count(static_cast<std::size_t>(*one.column()), received < first_index_,
              received <= last_index_, closed != 0, closed != 0 && closed < first_index_,
              closed != 0 && closed <= last_index_,
              closed != 0 ? std::optional(one.result()) : std::nullopt, one.is_late());
    }

    void add(account const& a) {
        if (a.is_void || !a.received_on) {
            return;
        }
        count(static_cast<std::size_t>(a.column), *a.received_on < first_, *a.received_on <= last_,
              a.closed_on.has_value(), a.closed_on && *a.closed_on < first_,
              a.closed_on && *a.closed_on <= last_, a.result, a.late);
    }

    /// The table so far, with its sums.
    [[nodiscard]] year_count finish() const {
        year_count out{.on_time = on_time_, .late = late_};
        out.table.shape = shape_;
        auto counts = counts_;
        auto const rows = rows_of(shape_).size();
        auto const sum = result_total_row(shape_);
        for (std::size_t row = first_result_row; row < sum; ++row) {
            for (std::size_t c = 0; c < class_count; ++c) {
                counts[sum][c] += counts[row][c];
            }
        }
        for (std::size_t row = 0; row < rows; ++row) {
            std::int64_t all = 0;
            for (std::size_t c = 0; c < class_count; ++c) {
                out.table.cells[row][c] = counts[row][c];
                all += counts[row][c];
            }
            out.table.cells[row][class_count] = all;
        }
        return out;
    }

private:
    static int index_of(date d) { return std::clamp(days_between(day_index_zero, d), 0, 0x10000); }
    [[nodiscard]] std::string_view row_of_outcome(outcome what) const {
        return shape_ == form::form_2019 ? info(what).row_2019 : info(what).row_2021;
    }

    void count(std::size_t column, bool received_before, bool received_by, bool closed,
               bool closed_before, bool closed_by, std::optional<outcome> result, bool late) {
        if (received_by && !received_before) {
            ++counts_[new_row][column];
        }
        if (received_before && !closed_before) {
            ++counts_[carried_in_row][column];
        }
        if (closed && closed_by && !closed_before && result) {
            ++counts_[row_[static_cast<std::size_t>(*result)]][column];
            ++(late ? late_ : on_time_);
        }
        if (received_by && !closed_by) {
            ++counts_[carried_out_row(shape_)][column];
        }
    }

    date first_;
    date last_;
    int first_index_;
    int last_index_;
    form shape_;
    std::int64_t on_time_ = 0;
    std::int64_t late_ = 0;
    std::array<std::size_t, all_outcomes.size()> row_{};
    std::array<std::array<std::int64_t, class_count>, most_rows> counts_{};
};

}  // namespace qixian::inline v0
