// Every year forecast from those before it, and scored.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "qixian/simulation/backtest.hpp"
#include "qixian/simulation/impl/answers.ipp"
#include "qixian/simulation/impl/fit_tables.ipp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The tables of one agency by year.
using tables_by_year = std::map<int, published_table const*>;

/// A name that all tables of an agency share: its own, else that of the file up to its year.
inline std::string agency_told_by(published_table const& table, int year) {
    if (!table.agency.empty()) {
        return table.agency;
    }
    auto const slash = table.file.find_last_of("/\\");
    auto name = slash == std::string::npos ? table.file : table.file.substr(slash + 1);
    auto const at = name.rfind(std::to_string(year));
    if (at != std::string::npos) {
        name.resize(at);
    }
    while (!name.empty() && (name.back() == '-' || name.back() == '_' || name.back() == ' ')) {
        name.pop_back();
    }
    return name;
}

class backtest_run {
public:
    backtest_run(std::span<published_table const> tables, backtest_plan const& plan) : plan_(plan) {
        for (auto const& each : tables) {
            auto read = table_reader_for_fit(each, table_reading::totals_as_printed).read();
            if (!read) {
                out_.left_out.push_back(read.error());
                continue;
            }
            auto const year = read->year;
            if (!by_agency_[agency_told_by(each, year)].emplace(year, &each).second) {
                out_.left_out.push_back({.what = code::cannot_fit,
                                         .detail = std::to_string(year) + " stands twice",
                                         .file = each.file,
                                         .field = "year"});
            }
        }
        out_.replications = plan.replications;
    }

    result<backtest_answer> run() {
        std::uint64_t all = 0;
        for (auto const& [agency, years] : by_agency_) {
            for (auto const& [year, table] : years) {
                all += years.contains(year + 1) ? 1 : 0;
            }
        }
        if (all == 0) {
            return out_.left_out.empty() ? fault{.what = code::cannot_fit,
                                                 .detail = "two consecutive years of one agency",
                                                 .field = "year"}
                                         : out_.left_out.front();
        }
        std::uint64_t done = 0;
        for (auto const& [agency, years] : by_agency_) {
            for (auto const& [year, table] : years) {
                if (years.contains(year + 1)) {
                    forecast(agency, years, year);
                    if (plan_.progress) {
                        plan_.progress(++done, all);
                    }
                }
            }
        }
        sum_up();
        return std::move(out_);
    }

private:
    void forecast(std::string const& agency, tables_by_year const& years, int last) {
        int first = last;
        while (years.contains(first - 1)) {
            --first;
        }
        std::vector<published_table> known;
        std::vector<double> received;
        std::vector<double> carried;
        for (int year = first; year <= last; ++year) {
            known.push_back(*years.at(year));
            auto const figures = figures_of(*years.at(year));
            received.push_back(static_cast<double>(figures.received[0]));
            carried.push_back(static_cast<double>(figures.carried_out[0]));
        }
        auto const fitted = fit(known, {.reading = table_reading::totals_as_printed,
                                        .seed = plan_.seed,
                                        .threads = plan_.threads});
        if (!fitted) {
            out_.left_out.push_back(fitted.error());
            return;
        }
        auto made = office::make(with_years(fitted->model, {last + 1, last + 1}));
        if (!made) {
            out_.left_out.push_back(made.error());
            return;
        }
        std::array const offices{std::move(made).value()};
        auto const done = run_all(offices, {.seed = plan_.seed,
                                            .replications = plan_.replications,
                                            .threads = plan_.threads,
                                            .chance_apart = false});
        auto drawn_received = each_of(done.tallies.front(), 0, [](year_tally const& y) {
            return y.table[new_row][class_count];
        });
        auto drawn_carried = each_of(done.tallies.front(), 0, carried_out_of);
        auto const& then = *years.at(last + 1);
        auto const came = figures_of(then);
        backtest_pair pair{.agency = agency, .year = last + 1, .first_year = first};
        pair.received = figure_of(std::move(drawn_received), came.received[0], received);
        auto const& row = then.counts.cells[carried_out_row(then.counts.shape)];
        if (std::any_of(row.begin(), row.end(), [](auto const& cell) { return !!cell; })) {
            pair.carried_out = figure_of(std::move(drawn_carried), came.carried_out[0], carried);
            pair.informative = came.carried_out[0] > 0 || carried.back() > 0;
        }
        out_.pairs.push_back(std::move(pair));
    }

    /// Pre: it could be read, as all tables here.
    static table_figures figures_of(published_table const& table) {
        return table_reader_for_fit(table, table_reading::totals_as_printed).read().value();
    }

    static forecast_figure figure_of(std::vector<double> drawn, std::int64_t printed,
                                     std::vector<double> const& before) {
        auto const came = static_cast<double>(printed);
        auto const all = spread_of(drawn, a_count);
        forecast_figure out{.printed = printed,
                            .mean = all.mean.mean,
                            .low = all.quantiles.front(),
                            .high = all.quantiles.back(),
                            .score = ranked_score(std::move(drawn), came)};
        double sum = 0;
        for (auto const each : before) {
            sum += each;
        }
        auto const mean = sum / static_cast<double>(before.size());
        out.rivals = {std::abs(before.back() - came), std::abs(mean - came),
                      ranked_score_of_poisson(before.back(), came)};
        return out;
    }

    static void add(backtest_summary& to, forecast_figure const& of) {
        ++to.pairs;
        to.inside += of.inside() ? 1 : 0;
        to.score += of.score;
        to.width += of.high - of.low;
        for (std::size_t i = 0; i < plain_rivals; ++i) {
            to.rivals[i] += of.rivals[i];
        }
    }

    void sum_up() {
        for (auto const& each : out_.pairs) {
            add(out_.received, each.received);
            if (each.carried_out) {
                add(out_.carried_out, *each.carried_out);
                if (each.informative) {
                    add(out_.informative_carried_out, *each.carried_out);
                }
            }
        }
        for (auto* of : {&out_.received, &out_.carried_out, &out_.informative_carried_out}) {
            auto const n = static_cast<double>(std::max<std::size_t>(of->pairs, 1));
            of->score /= n;
            of->width /= n;
            for (auto& each : of->rivals) {
                each /= n;
            }
        }
    }

    backtest_plan const& plan_;
    std::map<std::string, tables_by_year> by_agency_{};
    backtest_answer out_{};
};

}  // namespace detail

QIXIAN_DECL result<backtest_answer> backtest(std::span<published_table const> tables,
                                             backtest_plan const& plan) {
    return detail::backtest_run(tables, plan).run();
}

// E|X - y| - E|X - X'| / 2, from the draws in order.
QIXIAN_DECL double ranked_score(std::vector<double> draws, double came) {
    QIXIAN_EXPECTS(!draws.empty());
    std::sort(draws.begin(), draws.end());
    auto const n = static_cast<double>(draws.size());
    double error = 0;
    double apart = 0;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        error += std::abs(draws[i] - came);
        apart += (2 * static_cast<double>(i) + 1 - n) * draws[i];
    }
    return error / n - apart / (n * n);
}

// The same as the sum over k of (F(k) - [k >= y])^2, the draws being whole.
QIXIAN_DECL double ranked_score_of_poisson(double mean, double came) {
    auto const last = std::max(came, mean + 12 * std::sqrt(mean + 1) + 12);
    double below = 0;
    double out = 0;
    for (double k = 0; k <= last; ++k) {
        // By logarithms, so that large means do not begin at nothing.
        below +=
            mean > 0 ? std::exp(k * std::log(mean) - mean - std::lgamma(k + 1)) : (k == 0 ? 1 : 0);
        auto const beyond = std::min(below, 1.0) - (k >= came ? 1 : 0);
        out += beyond * beyond;
    }
    return out;
}

}  // namespace qixian::inline v0
