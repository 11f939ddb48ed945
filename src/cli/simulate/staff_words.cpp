// Both languages of a staffing answer.
#include "simulate/staff_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "simulate/page_parts.hpp"

namespace qixian::cli::staffing {

namespace {

/// `format` in the language, filled.
template <class... Parts>
std::string filled(language in, text_pair const& format, Parts const&... parts) {
    return fmt::format(fmt::runtime(say(in, format)), parts...);
}

std::string team_of(staff_answer const& said, language in, made_safe safe) {
    return said.lever == staff_lever::hours ? std::string{}
                                            : filled(in, text::staff_in_team, safe(said.team));
}

/// One number and what its replications say of the goals: `late 0.40%, at most 0.61%`.
std::string shown_at(staff_answer const& said, staff_value const& v, language in) {
    bool const keeps = v.verdict == staff_verdict::meets;
    auto const& bound = keeps ? text::staff_at_most : text::staff_at_least;
    std::string out;
    auto const add = [&](std::string const& part) {
        out += (out.empty() ? "" : std::string(say(in, text::staff_comma))) + part;
    };
    if (said.sure) {
        add(filled(in, keeps ? text::staff_kept_at_least : text::staff_kept_at_most,
                   share_value(v.kept.mean), share_value(keeps ? v.kept.low : v.kept.high)));
    }
    for (std::size_t c = 0; c < v.readings.size() && !said.sure; ++c) {
        auto const& g = said.goals[c / said.years.size()];
        auto const& r = v.readings[c];
        bool const broken = g.or_equal ? r.low > g.limit : r.low >= g.limit;
        if (!keeps && !broken) {
            continue;
        }
        auto name = figure_name(g, in);
        if (said.years.size() > 1) {
            name = filled(in, text::staff_in_year, said.years[c % said.years.size()], name);
        }
        add(filled(in, bound, name, figure_value(g, r.mean),
                   figure_value(g, keeps ? r.high : r.low)));
    }
    return filled(in, text::staff_shown_at, amount_words(said, v.amount, in), out,
                  page::number(v.replications, 0));
}

}  // namespace

std::string figure_name(staff_goal const& g, language in) {
    switch (g.what) {
    case staff_figure::late: return std::string(say(in, text::staff_late));
    case staff_figure::late_results: return std::string(say(in, text::staff_late_results));
    case staff_figure::carried_out: return std::string(say(in, text::staff_carried_out));
    case staff_figure::overdue: return std::string(say(in, text::staff_overdue));
    case staff_figure::days: return std::string(say(in, text::staff_days));
    case staff_figure::days_quantile: return filled(in, text::staff_days_quantile, g.percent);
    }
    return {};
}

std::string goal_words(staff_goal const& g, language in) {
    auto const text = text_of(g);
    return fmt::format("{} {} {}", figure_name(g, in), g.or_equal ? "≤" : "<",
                       text.substr(text.find('<') + (g.or_equal ? 2 : 1)));
}

std::string goals_words(staff_answer const& said, language in) {
    std::string out;
    for (auto const& each : said.goals) {
        out += (out.empty() ? "" : std::string(say(in, text::staff_and))) + goal_words(each, in);
    }
    if (said.sure) {
        out = filled(in, text::staff_in_years, out, fmt::format("{:g}", *said.sure * 100));
    }
    return out;
}

std::string share_value(double share) {
    auto const per_cent = share * 100;
    return page::number(per_cent, std::min(page::fine_decimals_for(per_cent), 2)) + "%";
}

std::string figure_value(staff_goal const& g, double value) {
    if (is_share(g.what)) {
        auto const per_cent = value * 100;
        bool const none = std::abs(per_cent) < 0.0005;
        return page::number(none ? 0 : per_cent, none ? 0 : page::fine_decimals_for(per_cent)) +
               "%";
    }
    bool const days = g.what == staff_figure::days;
    return page::number(value, days && value < 10 ? 2 : value < 100 ? 1 : 0);
}

std::string amount_number(double amount) { return fmt::format("{:g}", amount); }

std::string amount_words(staff_answer const& said, double amount, language in) {
    auto const& words = said.lever == staff_lever::hours ? text::staff_hours
                        : amount == 1                    ? text::staff_person
                                                         : text::staff_people;
    return filled(in, words, amount_number(amount));
}

std::string amount_head(staff_answer const& said, language in, made_safe safe) {
    return said.lever == staff_lever::hours ? std::string(say(in, text::staff_hours_head))
                                            : filled(in, text::staff_people_head, safe(said.team));
}

std::string search_name(staff_search const& s, language in, made_safe safe) {
    constexpr std::string_view rule = "extension.rule=";
    auto const value = s.name.substr(s.name.rfind('=') + 1);
    bool const order = s.name.rfind("team.", 0) == 0 && s.name.find(".order=") != std::string::npos;
    auto const word = [&]() -> text_pair const* {
        if (s.name == "base") {
            return &text::staff_base;
        }
        if (s.name.rfind(rule, 0) == 0) {
            return value == "never"        ? &text::staff_never_extends
                   : value == "days_left"  ? &text::staff_extends_late
                   : value == "long_queue" ? &text::staff_extends_busy
                                           : &text::staff_always_extends;
        }
        if (order) {
            return value == "first_come"     ? &text::staff_first_come
                   : value == "earliest_due" ? &text::staff_earliest_due
                                             : &text::staff_shortest_work;
        }
        return nullptr;
    }();
    return word ? std::string(say(in, *word)) : safe(s.name);
}

std::string answer_in_short(staff_search const& s, language in) {
    switch (s.outcome) {
    case staff_outcome::found: return amount_number(s.from);
    case staff_outcome::between:
        return fmt::format("{}–{}", amount_number(s.from), amount_number(s.to));
    case staff_outcome::none: return std::string(say(in, text::staff_none_short));
    case staff_outcome::open: return filled(in, text::staff_open_short, amount_number(s.to));
    }
    return {};
}

std::string answer_sentence(staff_answer const& said, staff_search const& s, language in,
                            made_safe safe) {
    auto const goals = goals_words(said, in);
    auto const team = team_of(said, in, safe);
    auto const most = page::number(said.replications, 0);
    auto const to = amount_words(said, s.to, in);
    switch (s.outcome) {
    case staff_outcome::found:
        return filled(in,
                      said.lever == staff_lever::people && s.from == 1 ? text::staff_found_one
                                                                       : text::staff_found,
                      team, amount_words(said, s.from, in), goals);
    case staff_outcome::between:
        return filled(in, text::staff_between, team, amount_number(s.from), to, goals, most);
    case staff_outcome::none:
        return filled(in, s.saturated ? text::staff_none_ever : text::staff_none, team, to, goals);
    case staff_outcome::open: return filled(in, text::staff_open, team, to, goals, most);
    }
    return {};
}

std::string proof_sentence(staff_answer const& said, staff_search const& s, language in) {
    std::string out;
    auto const add = [&](staff_value const* v) {
        if (v != nullptr && v->verdict != staff_verdict::open) {
            out += (out.empty() ? "" : std::string(say(in, text::staff_then))) +
                   shown_at(said, *v, in);
        }
    };
    add(s.at(s.to));
    if (s.outcome == staff_outcome::found || s.outcome == staff_outcome::between) {
        add(s.at(s.from - said.step));
    }
    return out.empty() ? out : out + std::string(say(in, text::staff_stop));
}

std::string verdict_word(staff_verdict v, language in) {
    return std::string(say(in, v == staff_verdict::meets   ? text::staff_enough
                               : v == staff_verdict::fails ? text::staff_too_few
                                                           : text::staff_unsettled));
}

std::string meaning(staff_answer const& said, language in) {
    auto const confidence = fmt::format("{:g}", said.confidence * 100);
    auto out =
        filled(in, text::staff_confidence, confidence, fmt::format("{:.2g}", said.beyond * 100));
    if (said.sure) {
        out += filled(in, text::staff_sure_means, fmt::format("{:g}", *said.sure * 100));
    } else {
        out += say(in, text::staff_mean_means);
    }
    if (said.inputs_drawn) {
        out += say(in, said.sure ? text::staff_inputs_sure : text::staff_inputs_mean);
    }
    return out;
}

}  // namespace qixian::cli::staffing
