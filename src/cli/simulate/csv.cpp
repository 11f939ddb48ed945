// The answers of a simulation as CSV.
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "simulate/simulate.hpp"

namespace qixian::cli {

namespace {

constexpr std::array<std::string_view, quantile_levels.size()> quantile_names{
    "0.025", "0.05", "0.25", "0.5", "0.75", "0.95", "0.975"};

/// Empty where there is no interval.
std::string end_of_interval(double end) { return std::isnan(end) ? "" : fmt::format("{}", end); }

std::string head_of_csv(std::string_view in_front) {
    auto out = fmt::format("{}scenario,year,figure,of,mean,low,high", in_front);
    for (auto const q : quantile_names) {
        out += fmt::format(",q{}", q);
    }
    return out + "\n";
}

/// The lines of `said`, each with `in_front`.
void append_lines(std::string& out, simulation_answer const& said, formulas as,
                  std::string const& in_front) {
    for (auto const& s : said.scenarios) {
        auto const name = in_front + to_csv_cell(s.name, as);
        for (auto const& y : s.years) {
            auto const line = [&](std::string_view figure, std::string_view of, estimate const& e,
                                  spread const* more) {
                fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{}", name, y.year,
                               figure, of, e.mean, end_of_interval(e.low), end_of_interval(e.high));
                for (std::size_t q = 0; q < quantile_names.size(); ++q) {
                    out += more == nullptr ? "," : fmt::format(",{}", more->quantiles[q]);
                }
                out += '\n';
            };
            auto const whole = [&](std::string_view figure, spread const& x) {
                line(figure, "", x.mean, &x);
            };
            whole("received", y.received);
            whole("late_of_due", y.late_of_due);
            line("came_due", "", y.came_due, nullptr);
            whole("late_share", y.late_share);
            whole("carried_out", y.carried_out);
            whole("overdue_open", y.overdue_open);
            whole("open_on_average", y.open_on_average);
            whole("days_to_reply", y.days_to_reply);
            if (y.by_chance) {
                whole("received_by_chance", y.by_chance->received);
                whole("late_of_due_by_chance", y.by_chance->late_of_due);
                whole("carried_out_by_chance", y.by_chance->carried_out);
                whole("overdue_open_by_chance", y.by_chance->overdue_open);
            }
            line("days_in_hand", "", y.days_in_hand, nullptr);
            auto const rows = rows_of(y.shape);
            for (std::size_t row = 0; row < rows.size(); ++row) {
                for (std::size_t c = 0; c < column_count; ++c) {
                    line(fmt::format("table3_row_{}", rows[row].id), all_columns[c].code,
                         y.table3[row][c].mean, &y.table3[row][c]);
                }
            }
            for (std::size_t b = 0; b < all_remedy_blocks.size(); ++b) {
                for (std::size_t c = 0; c < all_remedy_columns.size(); ++c) {
                    line(fmt::format("table4_{}", all_remedy_blocks[b].id),
                         all_remedy_columns[c].id, y.table4[b][c], nullptr);
                }
            }
            for (auto const& t : y.teams) {
                auto const team = to_csv_cell(t.name, as);
                line("busy_share", team, t.busy_share, nullptr);
                line("wait_hours", team, t.wait_hours, nullptr);
            }
            if (auto const at = static_cast<std::size_t>(&y - s.years.data());
                at < s.against_base.size()) {
                auto const& d = s.against_base[at];
                auto const base = to_csv_cell(said.scenarios.front().name, as);
                line("difference_late_of_due", base, d.late_of_due, nullptr);
                line("difference_late_share", base, d.late_share, nullptr);
                line("difference_carried_out", base, d.carried_out, nullptr);
                line("difference_days_to_reply", base, d.days_to_reply, nullptr);
                line("difference_overdue_open", base, d.overdue_open, nullptr);
            }
            for (std::size_t d = 0; d < y.open.mean.size(); ++d) {
                auto const on = to_text(plus_days(first_day_of(y.year), static_cast<int>(d)));
                auto const day = [&](std::string_view figure, day_band const& b) {
                    fmt::format_to(std::back_inserter(out), "{},{},{},{},{},,,,{},,,,{},\n", name,
                                   y.year, figure, on, b.mean[d], b.low[d], b.high[d]);
                };
                day("open", y.open);
                day("due", y.due);
                day("busy", y.busy);
            }
        }
    }
}

}  // namespace

std::string csv_of_simulation(simulation_answer const& said, formulas as) {
    auto out = head_of_csv("");
    append_lines(out, said, as, "");
    return out;
}

std::string csv_of_many(many_answer const& said, formulas as) {
    auto out = head_of_csv("office,");
    for (auto const& each : said.offices) {
        append_lines(out, each.said, as, to_csv_cell(each.name, as) + ",");
    }
    append_lines(out, said.sum, as, to_csv_cell(said.sum.model, as) + ",");
    return out;
}

}  // namespace qixian::cli
