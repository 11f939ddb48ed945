// The model that a fit begins with: what the tables tell of it, and what is assumed where they do
// not, each with its note.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "qixian/simulation/impl/fit_office.ipp"

namespace qixian::inline v0::detail {

inline void office_fit::assume(std::string en, std::string zh) {
    out_.assumed.push_back({std::move(en), std::move(zh)});
}

inline void office_fit::take_what_no_table_tells() {
    auto& m = out_.model;
    if (plan_.like) {
        m = *plan_.like;
        m.start = {};
        m.arrivals.mass = {};
        m.arrivals.bursts = {};
        m.arrivals.growth_per_year = 0;
        m.arrivals.later = {};
        m.review = {};
        m.classes.clear();
        assume("work, people, corrections, consultations, extensions and fees are those of the "
               "model \"" +
                   m.name + "\"",
               "工时、人员、补正、征求意见、延期和收费均取自模型“" + m.name + "”");
    } else {
        m.extension = {.rule = extension_rule::days_left, .working_days_left = 2};
        m.steps.push_back({.name = "look-over", .wait_working_days = {length_law::fixed, 0.1}});
        m.steps.push_back(
            {.name = "in-hand",
             .wait_working_days = {length_law::lognormal, 0.9, 0.9 * plan_.wait_deviation}});
        assume("the days in hand spread about their mean by " + percent(plan_.wait_deviation) +
                   " of it (log-normal). That decides what is late, and no table tells it: every "
                   "replication draws it, from " +
                   percent(least_spread) + " to " + percent(most_spread) + " of the mean",
               "在办天数围绕均值的离散程度为均值的" + percent(plan_.wait_deviation) +
                   "（对数正态）。这决定逾期多少，而表中看不出：每次重复从均值的" +
                   percent(least_spread) + "至" + percent(most_spread) + "中抽取");
        assume("a reply that is not out when 2 working days are left is extended by 20",
               "期限只剩2个工作日仍未答复的，延期20个工作日");
        assume(
            "no corrections but those of rows 3.4.3 and 3.6.1, no consultations but those of row "
            "3.3.4, fees only where they lapsed; half of 3.6.3 was withdrawn",
            "除3.4.3、3.6.1所示外无补正，除3.3.4所示外无征求意见，收费仅限逾期未缴者；3.6.3的一半"
            "系撤回");
    }
    m.name = out_.agency.empty() ? stem() : out_.agency;
    m.about = {};
    m.years = {last_.year, last_.year};
    m.agencies = 1;
    auto const years = years_.size() == 1
                           ? std::to_string(last_.year)
                           : std::to_string(out_.first_year) + "-" + std::to_string(last_.year);
    m.fitted_to = "table 3 of " + m.name + ", " + years + " (" + std::to_string(out_.received) +
                  " new, " + std::to_string(out_.carried_in) + " carried in, " +
                  std::to_string(out_.carried_out) + " carried out in " +
                  std::to_string(last_.year) + ")";
}

inline std::string office_fit::stem() const {
    auto const slash = last_.from->file.find_last_of("/\\");
    auto name = slash == std::string::npos ? last_.from->file : last_.from->file.substr(slash + 1);
    name = name.substr(0, name.rfind('.'));
    return name.empty() || name == "-" ? "office" : name;
}

inline void office_fit::take_arrivals() {
    auto& m = out_.model;
    m.arrivals.per_year = static_cast<double>(out_.received);
    if (out_.received == 0) {
        // What a year without any says at least (a model needs somebody who applies).
        m.arrivals.per_year = 0.5;
        assume("nobody applied: half an application a year is expected (at most 3.7, 19 times "
               "in 20)",
               "全年无人申请：按每年半件估计（95%把握不超过3.7件）");
    }
    m.arrivals.year = last_.year;
    m.arrivals.growth_per_year = rounded(outlook_.growth);
    m.arrivals.later = {{last_.year + 1, rounded(outlook_.next / m.arrivals.per_year)}};
    if (!plan_.like) {
        assume("applications come evenly on working days; December is like the whole year",
               "申请均匀地来自各工作日，12月与全年一样");
    }
}

/// Outcomes of a class over all years; those of everybody where it has none.
inline void office_fit::take_classes() {
    auto& m = out_.model;
    std::array<double, all_outcomes.size()> everybody{};
    std::array<std::array<double, all_outcomes.size()>, class_count> of{};
    bool old_form = false;
    for (auto const& year : years_) {
        bool const old = year.from->counts.shape == form::form_2019;
        for (std::size_t c = 0; c < class_count; ++c) {
            for (std::size_t o = 0; o < all_outcomes.size(); ++o) {
                of[c][o] += static_cast<double>(year.results[c][o]);
                everybody[o] += static_cast<double>(year.results[c][o]);
            }
            old_form =
                old_form || (old && year.results[c][static_cast<std::size_t>(outcome::other)] > 0);
        }
    }
    auto const none = [](auto const& w) {
        return std::all_of(w.begin(), w.end(), [](double x) { return x <= 0; });
    };
    if (out_.totals_only) {
        assume("only totals are read: all applicants stand as one class, under natural persons",
               "只读总计：全部申请人作为一类，列在自然人之下");
    }
    if (none(everybody)) {
        everybody[static_cast<std::size_t>(outcome::granted)] = 1;
        assume("no result is printed: everything is taken to be disclosed",
               "表中没有办理结果：一律按予以公开计");
    }
    if (old_form) {
        assume("row 3.6 of the form of 2019 does not tell withdrawals from lapses: all count "
               "as \"other\"",
               "2019年版表格3.6不区分撤回与逾期：一律按“其他”计");
    }
    if (out_.classes.empty()) {
        out_.classes.push_back({.column = applicant::natural_person});
    }
    open_by_class open{};
    open_by_class open_after{};
    for (auto const& each : out_.classes) {
        auto const c = static_cast<std::size_t>(each.column);
        class_model k{.column = each.column,
                      .share = static_cast<double>(each.received),
                      .outcomes = none(of[c]) ? everybody : of[c]};
        if (out_.received == 0) {
            k.share = 1;
        }
        open[c] = static_cast<int>(std::min<std::int64_t>(each.carried_in, 10'000'000));
        open_after[c] = static_cast<int>(std::min<std::int64_t>(each.carried_out, 10'000'000));
        m.classes.push_back(k);
    }
    m.start.open = open;
    m.start.year = last_.year;
    m.start.later = {{last_.year + 1, open_after}};
}

/// Reviews decided in the years, by replies of the years.
inline void office_fit::take_reviews() {
    double total = 0;
    double replies = 0;
    std::array<double, 3> results{};
    for (auto const& year : years_) {
        if (!year.from->remedies) {
            continue;
        }
        auto const& block = year.from->remedies->cells.front();
        for (std::size_t i = 0; i < results.size(); ++i) {
            results[i] += static_cast<double>(block[i].value_or(0));
            total += static_cast<double>(block[i].value_or(0));
        }
        for (auto const& of : year.results) {
            for (std::size_t o = 0; o < all_outcomes.size(); ++o) {
                bool const reply =
                    info(static_cast<outcome>(o)).kind != answer_kind::handled_otherwise;
                replies += reply ? static_cast<double>(of[o]) : 0;
            }
        }
    }
    if (total > 0 && replies > 0) {
        out_.model.review.share = rounded(std::min(total / replies, 1.0));
        out_.model.review.results = results;
        assume("as many reviews are filed as were decided; suits are left out",
               "复议申请件数按审结件数计；不计行政诉讼");
    }
}

/// What the tables leave open, as ranges that every replication draws from.
inline void office_fit::say_how_sure() {
    auto& u = out_.model.uncertainty;
    u.arrivals = rounded(outlook_.level);
    u.year_to_year = rounded(outlook_.year);
    u.growth = rounded(outlook_.growth_sd);
    u.arrivals_from = last_.year + 1;  // those of the tables were counted
    std::int64_t results = 0;
    for (auto const& year : years_) {
        for (auto const& of : year.results) {
            results += table_figures::sum(of);
        }
    }
    u.outcomes_seen = static_cast<int>(std::min<std::int64_t>(results, 1'000'000'000));
    std::array<bool, class_count> all{};
    all.fill(true);
    u.wait = rounded(plan_.working_days ? open_at_ends::between_years : at_ends(all).deviation());
    if (!plan_.like) {
        u.wait_spread = {least_spread, most_spread};
    }
    assume("arrivals grow by " + percent(outlook_.growth) +
               " a year; a year differs from the one before "
               "it by as much as those of other agencies do",
           "新收件数每年增长" + percent(outlook_.growth) + "；年际波动与其他行政机关相当");
    say_next_year();
}

/// The year after the last: what level and chance make of it together.
inline void office_fit::say_next_year() {
    auto const variance =
        std::log1p(outlook_.level * outlook_.level) + std::log1p(outlook_.year * outlook_.year);
    auto const middle = outlook_.next * std::exp(-variance / 2);
    auto const reach = 1.96 * std::sqrt(variance + 1 / std::max(middle, 0.5));
    out_.next_year = outlook_.next;
    out_.next_year_low = middle * std::exp(-reach);
    out_.next_year_high = middle * std::exp(reach);
}

/// So many people at so much work that work and queue leave a fifth of the days in hand.
inline void office_fit::place_people() {
    auto& m = out_.model;
    if (plan_.people == 0 || plan_.like) {
        return;
    }
    m.teams.push_back({.name = "desk", .people = plan_.people});
    m.steps.insert(
        m.steps.begin() + 1,
        {.name = "handle", .team = 0, .work_hours = {length_law::fixed, m.hours_per_day}});
    m.steps.back().name = "sign-off";
    // Of the applications that get as far: some lapse before.
    auto const a_day = loads_of(m).front().hours_wanted_per_day / m.hours_per_day;
    double days = 0;
    double weight = 0;
    for (auto const& g : groups_) {
        auto const w = static_cast<double>(std::max<std::int64_t>(g.received, 1));
        days += g.wait * w;
        weight += w;
    }
    auto const room = 0.8 * days / weight;
    auto const people = plan_.people;
    auto const stay = [&](double busy) {
        auto const work = busy * people / a_day;
        auto const queue = erlang_c(people, busy * people) * work / (people * (1 - busy)) *
                           (1 + work_deviation * work_deviation) / 2;
        return work + queue;
    };
    double low = 0;
    auto const at_most = std::min(plan_.busy_share, 0.98);
    double high = std::min(at_most, plan_.most_work_hours / m.hours_per_day * a_day / people);
    bool const little_work = high < at_most;
    if (stay(high) <= room) {
        low = high;
    }
    for (int i = 0; i < 50 && low < high; ++i) {
        auto const mid = (low + high) / 2;
        (stay(mid) <= room ? low : high) = mid;
    }
    auto const hours = rounded(low * people / a_day * m.hours_per_day);
    m.steps[1].work_hours = {length_law::lognormal, hours, rounded(hours * work_deviation)};
    assume(std::to_string(people) + (people == 1 ? " person, " : " people, ") + percent(low) +
               " of their time busy: " + text(hours) + " hours of work an application",
           std::to_string(people) + "人，" + percent(low) + "的时间在办：每件" + text(hours) +
               "工时");
    if (little_work && low == high) {
        assume("an application is taken to need no more work than that: the people have other "
               "duties",
               "每件工时以此为限：这些人员另有其他工作");
    } else if (low < at_most - 1e-6) {
        assume("were they busy for " + percent(at_most) +
                   ", an application would be in hand longer than the carry-over says: the "
                   "people have other duties",
               "若" + percent(at_most) +
                   "的时间在办，在办天数将超出结转所示：这些人员另有其他工作");
    }
}

}  // namespace qixian::inline v0::detail
