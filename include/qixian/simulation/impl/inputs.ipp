// What is not known of an office, drawn: one office that may be the true one, for each replication.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "qixian/simulation/impl/office.ipp"
#include "qixian/simulation/sensitivity.hpp"

namespace qixian::inline v0::detail {

/// What a draw of an input is for. Never renumbered: that would change every result.
enum class input : std::uint8_t {
    arrivals = 0,
    growth = 1,
    wait = 2,
    work = 3,
    wait_spread = 4,
    work_spread = 5,
    year = 6,      ///< a stream, by calendar year
    shares = 7,    ///< a stream, by class
    outcomes = 8,  ///< a stream, by class and outcome
};

/// The draws of one replication, common to its agencies and to all scenarios. Offices of one run share
/// what is drawn of arrivals as far as they are correlated, and nothing else.
class input_draws {
public:
    explicit input_draws(run_key const& key)
        : common_(replication_stream(key.seed, all_agencies, key.replication)), dice_(common_) {
        if (key.inputs) {
            // Agencies are numbered from 0 upwards, these from the other end downwards.
            dice_ = replication_stream(key.seed, all_agencies - 1 - key.inputs->office,
                                       key.replication);
            shared_ = std::sqrt(key.inputs->correlation);
            apart_ = std::sqrt(1 - key.inputs->correlation);
        }
    }

    [[nodiscard]] double uniform(input of) const {
        return uniform_of(dice_.draw(static_cast<std::uint64_t>(of)));
    }
    /// A factor of mean 1 and this deviation (log-normal).
    [[nodiscard]] double factor(input of, double deviation) const {
        return deviation > 0 ? lognormal_factor(normal_of(uniform(of)), deviation) : 1;
    }

    /// Of arrivals: normal, and correlated between offices.
    [[nodiscard]] double normal_of_arrivals(input of) const {
        auto const draw = [&](random_stream const& from) {
            return normal_of(uniform_of(from.draw(static_cast<std::uint64_t>(of))));
        };
        return both(draw);
    }
    [[nodiscard]] double factor_of_arrivals(double deviation) const {
        return deviation > 0 ? lognormal_factor(normal_of_arrivals(input::arrivals), deviation) : 1;
    }
    [[nodiscard]] double factor_of_year(int year, double deviation) const {
        auto const draw = [&](random_stream const& from) {
            return normal_of(uniform_of(from.of(static_cast<std::uint64_t>(input::year))
                                            .draw(static_cast<std::uint64_t>(year))));
        };
        return deviation > 0 ? lognormal_factor(both(draw), deviation) : 1;
    }

    /// Weights that may be the true ones where these were counted: `seen` in all (Dirichlet).
    /// `of` and `which` name the draws. What was never seen does not happen.
    template <class Weights>
    [[nodiscard]] std::vector<double> weights(input of, std::uint64_t which, Weights const& counted,
                                              double seen) const {
        double sum = 0;
        for (auto const w : counted) {
            sum += w;
        }
        auto const dice = dice_.of(static_cast<std::uint64_t>(of)).of(which);
        std::vector<double> out;
        double drawn = 0;
        std::uint64_t i = 0;
        for (auto const w : counted) {
            auto const shape = w * seen / sum;
            auto const u = uniform_of(dice.draw(i++));
            out.push_back(shape > 0 ? boost::math::gamma_p_inv(shape, u, in_double()) : 0);
            drawn += out.back();
        }
        if (drawn < 1e-6) {
            out.assign(counted.begin(), counted.end());
        }
        return out;
    }

private:
    using in_double = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    static constexpr std::uint64_t all_agencies = ~std::uint64_t{0};

    /// Above 0 and below 1.
    static double uniform_of(std::uint64_t draw) {
        return (static_cast<double>(draw >> 11U) + 0.5) * 0x1p-53;
    }
    static double normal_of(double u) {
        return boost::math::quantile(boost::math::normal_distribution<double, in_double>(), u);
    }
    static double lognormal_factor(double normal, double deviation) {
        auto const variance = std::log1p(deviation * deviation);
        return std::exp(std::sqrt(variance) * normal - variance / 2);
    }
    /// What all offices draw alike and what this one draws alone, in one normal number.
    template <class Draw>
    [[nodiscard]] double both(Draw const& draw) const {
        return apart_ > 0 ? shared_ * draw(common_) + apart_ * draw(dice_)
                          : draw(common_);  // bit by bit what it is alone
    }

    random_stream common_;
    random_stream dice_;
    double shared_ = 1;
    double apart_ = 0;
};

/// Expected arrivals as the draws have them, every year by itself.
inline void draw_arrivals(office::prepared& p, input_draws const& draws) {
    auto const& u = p.model.uncertainty;
    auto const& a = p.model.arrivals;
    auto const level = draws.factor_of_arrivals(u.arrivals);
    auto const growth =
        u.growth > 0
            ? std::clamp(a.growth_per_year + u.growth * draws.normal_of_arrivals(input::growth),
                         -0.95, 10.0)
            : a.growth_per_year;
    std::map<double, std::uint32_t> known;
    p.poisson.clear();
    int year = 0;
    double factor = 1;
    for (std::size_t i = 0; i < p.days.size(); ++i) {
        auto const of = year_of(day_at(static_cast<day_index>(p.begin + static_cast<int>(i))));
        if (of != year) {
            year = of;
            auto const trend = std::pow((1 + growth) / (1 + a.growth_per_year),
                                        year - base_of(a, p.model.years.first, year).year);
            factor = year < u.arrivals_from
                         ? 1
                         : level * trend * draws.factor_of_year(year, u.year_to_year);
        }
        auto& e = p.days[i];
        constexpr double most_a_day = 1e8;
        e.mean = std::min(e.mean * factor, most_a_day);
        auto const [at, fresh] =
            known.try_emplace(e.mean, static_cast<std::uint32_t>(p.poisson.size()));
        if (fresh) {
            p.poisson.push_back(choice_table::poisson(e.mean));
        }
        e.poisson = at->second;
    }
}

inline void draw_mix(office::prepared& p, input_draws const& draws) {
    auto const& m = p.model;
    auto const seen = static_cast<double>(m.uncertainty.outcomes_seen);
    if (seen <= 0) {
        return;
    }
    std::vector<double> shares;
    double all = 0;
    for (auto const& k : m.classes) {
        shares.push_back(k.share);
        all += k.share;
    }
    p.column = choice_table(draws.weights(input::shares, 0, shares, seen));
    for (std::size_t c = 0; c < m.classes.size(); ++c) {
        auto const of_class = seen * m.classes[c].share / all;
        if (of_class > 0) {
            p.result[c] =
                choice_table(draws.weights(input::outcomes, c, m.classes[c].outcomes, of_class));
        }
    }
}

inline void draw_lengths(office::prepared& p, input_draws const& draws) {
    auto const& m = p.model;
    auto const& u = m.uncertainty;
    auto const between = [&](input of, std::array<double, 2> const& range) {
        return range[1] > 0 ? range[0] * std::pow(range[1] / range[0], draws.uniform(of)) : 0;
    };
    auto const wait = draws.factor(input::wait, u.wait);
    auto const work = draws.factor(input::work, u.work);
    auto const wait_spread = between(input::wait_spread, u.wait_spread);
    auto const work_spread = between(input::work_spread, u.work_spread);
    for (std::size_t s = 0; s < m.steps.size(); ++s) {
        auto& t = p.steps[s];
        bool const works = t.team >= 0;
        auto length = works ? m.steps[s].work_hours : m.steps[s].wait_working_days;
        auto const factor = works ? work : wait;
        auto const spread = works ? work_spread : wait_spread;
        bool const widened = spread > 0 && length.shape == length_law::lognormal;
        if (factor == 1 && !widened) {
            continue;
        }
        length = scaled(std::move(length), factor);
        if (widened) {
            length.deviation = length.mean * spread;
        }
        t.ticks = quantile_table(length, works ? ticks_per_hour(m) : double{ticks_per_day});
    }
}

inline std::shared_ptr<office::prepared const> draw_office(office::prepared const& known,
                                                           run_key const& key) {
    input_draws const draws(key);
    auto made = std::make_shared<office::prepared>(known);
    made->last_drawn.reset();
    draw_arrivals(*made, draws);
    draw_mix(*made, draws);
    draw_lengths(*made, draws);
    return made;
}

/// The office of one replication. Cost: some hundred microseconds; the last one is kept, because all
/// agencies of a replication share it.
inline std::shared_ptr<office::prepared const> drawn_office(
    std::shared_ptr<office::prepared const> const& known, run_key const& key) {
    if (key.inputs_known || !known->model.uncertainty.any()) {
        return known;
    }
    if (key.inputs && known->model.agencies == 1) {
        return draw_office(*known, key);  // nobody shares it
    }
    auto& last = *known->last_drawn;
    auto const wanted = std::tuple(key.seed, key.replication, key.inputs ? key.inputs->office : 0,
                                   key.inputs ? key.inputs->correlation : -1);
    std::lock_guard const lock(last.mutex);
    if (!last.ready || last.of != wanted) {
        last.ready = draw_office(*known, key);
        last.of = wanted;
    }
    return last.ready;
}

}  // namespace qixian::inline v0::detail
