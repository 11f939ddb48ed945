// Whether the rows of a statute that was read fit together, so that every question finds its rows.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/rule/impl/loader_words.ipp"
#include "qixian/rule/loaded.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Where the rows stand in the text.
struct lines_of_rows {
    std::size_t statute_line = 0;
    bool has_month_end = false;
    bool has_rest_day_end = false;
    std::vector<std::size_t> versions{}, stages{}, events{}, outcomes{}, duties{}, rules{},
        checks{}, effects{}, terms{}, bounds{}, forms{}, form_rows{}, matters{};
};

class statute_checker {
public:
    statute_checker(loaded_statute const& law, lines_of_rows const& seen,
                    std::vector<fault>& faults)
        : law_(law), seen_(seen), faults_(faults) {}

    void operator()() {
        if (seen_.statute_line == 0) {
            return say(code::missing_value, 0, "table", "a line `statute` is needed");
        }
        words();
        if (!faults_.empty()) {
            return;  // what is missing above would be said again below
        }
        matters();
        rules();
        checks();
        duties();
        forms();
    }

private:
    void say(code what, std::size_t line, std::string_view field, std::string detail) {
        faults_.push_back(
            {.what = what, .detail = std::move(detail), .line = line, .field = std::string(field)});
    }
    void odd(std::size_t line, std::string_view field, std::string detail) {
        say(code::bad_setting, line, field, std::move(detail));
    }

    template <class Rows>
    static bool any(Rows const& rows, auto const& is) {
        return std::any_of(rows.begin(), rows.end(), is);
    }

    /// What one round leaves to the next is found along a chain only.
    void matters() {
        for (std::size_t i = 0; i < law_.matters.size(); ++i) {
            auto const& m = law_.matters[i];
            if (m.follows && m.how != found_by::chain) {
                odd(seen_.matters[i], "follows", "a matter that follows is found=chain");
            }
        }
    }

    void words() {
        if (law_.versions.empty() || law_.articles.empty() || law_.stages.empty()) {
            say(code::missing_value, seen_.statute_line, "table",
                "at least one version, article and stage is needed");
            return;
        }
        for (std::size_t i = 1; i < law_.versions.size(); ++i) {
            if (law_.versions[i - 1].from <= law_.versions[i].from) {
                odd(seen_.versions[i], "from", "versions stand with the newest first");
            }
        }
        for (std::size_t i = 0; i < law_.roles.size(); ++i) {
            if ((law_.roles[i] == stage_role::before) != (i == 0)) {
                odd(seen_.stages[i], "role",
                    "the first stage, and it alone, has the role `before`");
            }
        }
    }

    // --- rules and what follows from them --------------------------------------------------------------

    [[nodiscard]] stage_role role(std::size_t stage) const { return law_.roles[stage]; }

    void rules() {
        auto const& s = law_.rest;
        for (std::size_t i = 0; i < law_.rules.size(); ++i) {
            auto const& r = law_.rules[i];
            bool const closes = r.in == region::procedure && role(r.to) >= stage_role::replied &&
                                role(r.to) != stage_role::voided &&
                                role(r.from) < stage_role::replied;
            if (closes && !any(law_.closings, [&](closing_row const& c) { return c.by == r.on; })) {
                odd(seen_.rules[i], "to",
                    "`" + name(r.on) + "` closes a case: a row of `closing` must say how");
            }
        }
        for (std::size_t i = 0; i < law_.events.size(); ++i) {
            auto const e = law_.events[i].which;
            bool const heard = any(law_.rules, [&](rule_row const& r) { return r.on == e; });
            if (!heard && e != s.withdraws_entry && e != s.freezes_year) {
                odd(seen_.events[i], "code", "no rule hears `" + name(e) + "`");
            }
        }
        needs_effect(s.receives, verb::receives);
        if (s.lodges != no_event) {
            needs_effect(s.lodges, verb::lodges);
        }
        if (!any(law_.effects, [](effect_row const& e) { return e.does == verb::starts; })) {
            odd(seen_.statute_line, "main_clock", "no effect `starts` it");
        }
        for (std::size_t i = 0; i < law_.effects.size(); ++i) {
            if (law_.effects[i].does == verb::accepts && s.accepts == no_event) {
                odd(seen_.effects[i], "does", "`accepts` needs the event of `statute accepts=`");
            }
        }
    }

    void needs_effect(event on, verb does) {
        if (!any(law_.effects, [&](effect_row const& e) { return e.on == on && e.does == does; })) {
            odd(seen_.statute_line, verb_names[place_of(does)],
                "no effect `" + std::string(verb_names[place_of(does)]) + "` of `" + name(on) +
                    "`");
        }
    }

    // --- checks ask for facts ----------------------------------------------------------------------------

    static fact behind(known_day which) {
        switch (which) {
        case known_day::due: return fact::due;
        case known_day::notice_last: return fact::notice_last;
        case known_day::correction_last: return fact::correction_last;
        case known_day::payment_last: return fact::payment_last;
        case known_day::consultation_last: return fact::consultation;
        }
        return fact::due;
    }

    void needs_fact(std::size_t line, event on, fact which) {
        if (!any(law_.facts,
                 [&](fact_row const& f) { return f.which == which && has(f.events, on); })) {
            odd(line, "on",
                "no fact `" + std::string(fact_names[place_of(which)]) + "` is found for `" +
                    name(on) + "`");
        }
    }

    void checks() {
        for (std::size_t i = 0; i < law_.checks.size(); ++i) {
            auto const& c = law_.checks[i];
            if (c.otherwise == verdict::accepted) {
                odd(seen_.checks[i], "otherwise", "a broken check is irregular or refused");
            }
            switch (c.how) {
            case check_kind::by:
            case check_kind::after:
            case check_kind::from: needs_fact(seen_.checks[i], c.on, behind(c.of)); break;
            case check_kind::within: needs_fact(seen_.checks[i], c.on, fact::granted); break;
            case check_kind::answers: needs_fact(seen_.checks[i], c.on, fact::consultation); break;
            case check_kind::arrives: needs_fact(seen_.checks[i], c.on, fact::letter); break;
            case check_kind::open: needs_fact(seen_.checks[i], c.on, fact::order_open); break;
            case check_kind::case_open: break;
            }
        }
        for (std::size_t i = 0; i < law_.bounds.size(); ++i) {
            needs_fact(seen_.bounds[i], law_.bounds[i].on, behind(law_.bounds[i].of));
        }
    }

    // --- duties and their terms ----------------------------------------------------------------------------

    void duties() {
        for (std::size_t i = 0; i < law_.duties.size(); ++i) {
            auto const& d = law_.duties[i];
            auto const code_of_duty = std::string(law_.duty_words[i].code);
            if (!any(law_.terms, [&](term_row const& t) {
                    return t.of == d.which && t.how != term_kind::most;
                })) {
                odd(seen_.duties[i], "code", "no term of `" + code_of_duty + "`");
            }
            if (d.which == law_.rest.main_clock && d.source != made_from::runs) {
                odd(seen_.duties[i], "source", "the main clock is made from `runs`");
            }
            bool const of_a_decision = d.source == made_from::rounds && d.by == ends::followed;
            if (of_a_decision && !any(law_.duties, [&](duty_row const& other) {
                    return other.source == made_from::rounds && other.of == d.of &&
                           other.by == ends::decided;
                })) {
                odd(seen_.duties[i], "by",
                    "nothing of the same matter ends by=decided, so that it could be followed");
            }
        }
        for (std::size_t i = 0; i < law_.terms.size(); ++i) {
            auto const in = law_.terms[i].is.in;
            if (in != unit::working_day && law_.terms[i].is.length > 0 && !seen_.has_rest_day_end) {
                odd(seen_.terms[i], "unit",
                    "`statute rest_day_end=` must name the article on last days that are rest "
                    "days");
            }
            if (in == unit::month && !seen_.has_month_end) {
                odd(seen_.terms[i], "unit",
                    "`statute month_end=` must name the article on the end of months");
            }
        }
    }

    // --- forms: every outcome in one row -------------------------------------------------------------------

    void forms() {
        for (std::size_t f = 0; f < law_.forms.size(); ++f) {
            auto const of_form = [&](form_row const& r) { return r.form == f; };
            if (!any(law_.form_rows, of_form)) {
                odd(seen_.forms[f], "code", "no row of `" + std::string(law_.forms[f].code) + "`");
                continue;
            }
            for (auto const& outcome : law_.outcomes) {
                auto const rows = std::count_if(
                    law_.form_rows.begin(), law_.form_rows.end(), [&](form_row const& r) {
                        return of_form(r) && has(r.outcomes, outcome.which);
                    });
                if (rows != 1) {
                    odd(seen_.forms[f], "code",
                        "outcome `" + std::string(outcome.code) + "` is counted by " +
                            (rows == 0 ? "no row" : "several rows") + " of `" +
                            std::string(law_.forms[f].code) + "`");
                }
            }
        }
        for (std::size_t i = 0; i < law_.form_rows.size(); ++i) {
            auto const& a = law_.form_rows[i];
            for (std::size_t j = 0; j < i; ++j) {
                auto const& b = law_.form_rows[j];
                bool const one_of_a_kind =
                    a.counts != row_role::results && a.counts == b.counts && a.form == b.form;
                if (one_of_a_kind || (a.form == b.form && a.id == b.id)) {
                    say(code::duplicate_row, seen_.form_rows[i], "code", std::string(a.id));
                    break;
                }
            }
        }
    }

    [[nodiscard]] std::string name(event e) const {
        return place_of(e) < law_.events.size() ? std::string(law_.events[place_of(e)].code)
                                                : std::string("none");
    }

    loaded_statute const& law_;
    lines_of_rows const& seen_;
    std::vector<fault>& faults_;
};

inline void check_statute(loaded_statute const& law, lines_of_rows const& seen,
                          std::vector<fault>& faults) {
    statute_checker(law, seen, faults)();
}

}  // namespace detail

}  // namespace qixian::inline v0
