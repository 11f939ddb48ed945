// How each field of each kind of row is broken.
#include "break_walker.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "qixian/rule/impl/loader_words.ipp"
#include "qixian/statute/default.hpp"

namespace kernel_test {

using namespace qixian;

namespace {

// --- by table --------------------------------------------------------------------------------------

std::string_view code_in(region in, std::uint8_t at) {
    switch (in) {
    case region::procedure: return code_of(static_cast<stage>(at));
    case region::standing: return code_of(static_cast<standing>(at));
    case region::remedy: return code_of(static_cast<remedy_stage>(at));
    }
    return {};
}

void of_rules(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.rules.size(); ++i) {
        auto& r = s.rules[i];
        w.at("rules", i, std::string(r.from_code) + " " + std::string(code_of(r.on)));
        deletion(w, s.rules, i);
        w.way("target", [&r] {
            auto const stages = r.in == region::procedure  ? all_stages.size()
                                : r.in == region::standing ? all_standings.size()
                                                           : all_remedy_stages.size();
            r.to = static_cast<std::uint8_t>((r.to + 1U) % stages);
            r.to_code = code_in(r.in, r.to);
        });
        w.way("guard", [&r] {
            bool const free = r.guard_name == "always";
            r.when = free ? &never : &guards::always;
            r.guard_name = free ? "never" : "always";
        });
        another_article(w, "citation", r.cites);
    }
}

void of_impossible(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.impossible.size(); ++i) {
        auto& r = s.impossible[i];
        w.at("impossible", i, std::string(name_of(r.why)));
        deletion(w, s.impossible, i);
        members(w, "events", r.events);
        members(w, "stages", r.stages);
        another_code(w, "why", r.why);
        another_article(w, "citation", r.cites);
    }
}

void of_in_force(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.in_force.size(); ++i) {
        auto& r = s.in_force[i];
        w.at("in_force", i, std::string(info(r.of_rule).id));
        deletion(w, s.in_force, i);
        w.way("of_rule", [&r] { r.of_rule = next(r.of_rule, article_count); });
        conditions(w, "when", r.when);
        another_article(w, "is", r.is);
    }
}

/// A verb that a careless hand might have written instead.
std::optional<verb> another(verb does) {
    switch (does) {
    case verb::starts: return verb::holds;
    case verb::holds: return verb::satisfies;
    case verb::lodges: return verb::receives;
    case verb::receives: return verb::lodges;
    case verb::from_lodging: return verb::from_working_day;
    case verb::from_working_day: return verb::from_lodging;
    case verb::extends: return verb::names;
    case verb::names: return verb::extends;
    case verb::sends: return verb::tells;
    case verb::tells: return verb::sends;
    case verb::replies: return verb::sends;
    case verb::asks: return verb::sends;
    case verb::renews: return verb::sends;
    case verb::answers: return verb::silence;
    case verb::silence: return verb::answers;
    case verb::accepts: return verb::answers;
    case verb::sends_back: return verb::accepts;
    case verb::completes: return verb::lengthens;
    case verb::lengthens: return verb::suspends;
    case verb::suspends: return verb::lengthens;
    case verb::resumes: return verb::suspends;
    case verb::dismisses: return verb::answers;
    case verb::drops: return verb::answers;
    case verb::gives_up: return verb::drops;
    case verb::reopens: return verb::answers;
    case verb::acts: return verb::sends;
    case verb::satisfies: return verb::sends;
    case verb::sends_again: return verb::arrives;
    case verb::arrives: return verb::comes_back;
    case verb::comes_back: return verb::arrives;
    default: return std::nullopt;
    }
}

bool uses_matter(effect_row const& r) {
    switch (r.does) {
    case verb::asks:
    case verb::renews:
    case verb::answers:
    case verb::silence:
    case verb::accepts:
    case verb::sends_back:
    case verb::completes:
    case verb::lengthens:
    case verb::suspends:
    case verb::resumes:
    case verb::dismisses:
    case verb::drops:
    case verb::gives_up:
    case verb::reopens:
    case verb::lapses: return true;
    case verb::warns:
        return r.cause == because::after_last || r.cause == because::no_pause ||
               r.cause == because::after_wait;
    default: return false;
    }
}

/// Rows of this event may be kept without effect.
bool may_not_move(loaded_statute const& s, event on) {
    for (auto const& r : s.rules) {
        auto const is = [&r](std::string_view name) { return r.guard_name == name; };
        if (r.on == on && (is("paid_in_time") || is("extension_in_time") || is("opinion_in_time") ||
                           is("review_may_be_completed") || is("review_extension_in_time"))) {
            return true;
        }
    }
    return false;
}

which_round another(which_round which) {
    switch (which) {
    case which_round::found: return which_round::last;
    case which_round::last: return which_round::found;
    case which_round::every_open: return which_round::last;
    case which_round::first_open: return which_round::every_open;
    case which_round::while_open: return which_round::last;
    }
    return which;
}

void of_effects(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.effects.size(); ++i) {
        auto& r = s.effects[i];
        auto what = std::string(code_of(r.on)) + " " +
                    std::string(detail::verb_names[static_cast<std::size_t>(r.does)]);
        if (uses_matter(r)) {
            what += " " + std::string(s.matters[place_of(r.of)].code);
        }
        if (r.does == verb::warns && r.cause != because::irregular) {
            what += " " + std::string(name_of(r.warning));
        }
        w.at("effects", i, what);
        deletion(w, s.effects, i);
        if (auto const other = another(r.does)) {
            w.way("does", [&r, other] { r.does = *other; });
        }
        if (uses_matter(r)) {
            w.way("of", [&r, &s] { r.of = next(r.of, s.matters.size()); });
        }
        conditions(w, "when", r.when);
        if (r.does != verb::lapses) {
            one_version_only(w, r.when);
            if (r.when.moved == maybe::either && may_not_move(s, r.on)) {
                w.way("when.only_moved", [&r] { r.when.moved = maybe::yes; });
            }
        }
        if (r.does == verb::answers || r.does == verb::silence) {
            w.way("which", [&r] { r.which = another(r.which); });
        }
        if (r.does == verb::warns) {
            if (r.cause != because::irregular) {
                another_code(w, "warning", r.warning);
            }
            w.way("cause", [&r] {
                r.cause = r.cause == because::always ? because::irregular : because::always;
            });
            w.way("beside",
                  [&r] { r.beside = r.beside == shadow::none ? shadow::former : shadow::none; });
            w.way("reading", [&r] { r.reading = r.reading.empty() ? "Q99" : ""; });
        }
    }
}

void of_closings(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.closings.size(); ++i) {
        auto& r = s.closings[i];
        w.at("closings", i, std::string(code_of(r.by)));
        deletion(w, s.closings, i);
        w.way("gives", [&r] {
            r.gives = r.gives ? std::optional(next(*r.gives, all_outcomes.size())) : outcome{};
        });
        turn(w, "own", r.own);
    }
}

void of_hearings(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.hearings.size(); ++i) {
        auto& r = s.hearings[i];
        w.at("hearings", i, std::string(code_of(r.as)));
        deletion(w, s.hearings, i);
        w.way("on", [&r] { r.on = event::reply_replaced; });
        w.way("outcomes", [&r] { r.outcomes = 0; });
        w.way("as", [&r] { r.as = event::closed_otherwise; });
    }
}

void of_matters(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.matters.size(); ++i) {
        auto& r = s.matters[i];
        w.at("matters", i, std::string(r.code));
        w.way("how",
              [&r] { r.how = r.how == found_by::chain ? found_by::order : found_by::chain; });
        if (r.in == region::remedy) {
            w.way("in", [&r] { r.in = region::procedure; });
        }
        w.way("follows",
              [&r] { r.follows = r.follows ? std::optional<matter>() : std::optional(r.which); });
        w.way("counts", [&r] {
            r.counts = r.counts == counted_as::nothing ? counted_as::review : counted_as::nothing;
        });
    }
}

void of_pauses(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.pauses.size(); ++i) {
        auto& r = s.pauses[i];
        w.at("pauses", i, std::string(s.matters[place_of(r.of)].code));
        deletion(w, s.pauses, i);
        w.way("of", [&r, &s] { r.of = next(r.of, s.matters.size()); });
        conditions(w, "when", r.when);
        members(w, "when.kinds", r.when.kinds);
        turn(w, "between", r.between);
    }
}

void of_duties(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.duties.size(); ++i) {
        auto& r = s.duties[i];
        bool const of_rounds = r.source == made_from::rounds;
        w.at("duties", i, std::string(s.duty_words[place_of(r.which)].code));
        deletion(w, s.duties, i);
        w.way("which", [&r, &s] { r.which = next(r.which, s.duty_words.size()); });
        w.way("source", [&r] {
            r.source = r.source == made_from::rounds ? made_from::receipt : made_from::rounds;
        });
        if (r.source != made_from::lodging && r.source != made_from::runs) {
            w.way("of", [&r, &s] { r.of = next(r.of, s.matters.size()); });
        }
        if (of_rounds) {
            w.way("by", [&r] { r.by = r.by == ends::answered ? ends::accepted : ends::answered; });
            if (r.by == ends::unrecorded || r.by == ends::answered) {
                w.way("from", [&r] {
                    r.from = r.from == begins::delivered ? begins::opened : begins::delivered;
                });
            }
            if (r.by != ends::accepted && r.by != ends::followed) {
                turn(w, "own_limit", r.own_limit);
            }
            turn(w, "of_use_while_open", r.of_use_while_open);
            if (r.by == ends::answered) {
                turn(w, "outlives", r.outlives);
            }
        }
        w.way("owes", [&r] { r.owes = next(r.owes, 5); });
        w.way("binds", [&r] { r.binds = ~r.binds; });
        if (r.binds != any_number) {
            members(w, "binds", r.binds);
        }
        turn(w, "work", r.work);
        conditions(w, "when", r.when);
        if (r.source == made_from::act) {
            if (r.barred_outcomes != 0) {
                conditions(w, "bars", r.bars);
                members(w, "barred_outcomes", r.barred_outcomes);
                members(w, "barred_where_withheld", r.barred_where_withheld);
                another_code(w, "bar_warning", r.bar_warning);
            }
            if (r.dispute_warning != code{}) {
                conditions(w, "disputed", r.disputed);
                another_code(w, "dispute_warning", r.dispute_warning);
            }
        }
        if (r.source == made_from::act || r.by == ends::followed) {
            another_code(w, "late_warning", r.late_warning);
        }
    }
}

void of_owners(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.owners.size(); ++i) {
        auto& r = s.owners[i];
        w.at("owners", i, std::string(s.duty_words[place_of(r.of)].code));
        deletion(w, s.owners, i);
        w.way("of", [&r, &s] { r.of = next(r.of, s.duty_words.size()); });
        w.way("kinds", [&r] { r.kinds = ~r.kinds; });
        w.way("owes", [&r] { r.owes = next(r.owes, 5); });
    }
}

void of_terms(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.terms.size(); ++i) {
        auto& r = s.terms[i];
        bool const has_length = r.is.length > 0;
        w.at("terms", i,
             std::string(s.duty_words[place_of(r.of)].code) + " " +
                 std::string(info(r.is.from).id));
        deletion(w, s.terms, i);
        w.way("of", [&r, &s] { r.of = next(r.of, s.duty_words.size()); });
        conditions(w, "when", r.when);
        w.way("how",
              [&r] { r.how = r.how == term_kind::none ? term_kind::same_day : term_kind::none; });
        if (has_length || r.how == term_kind::given) {
            w.way("length+1", [&r] { ++r.is.length; });
        }
        if (has_length) {
            w.way("length-1", [&r] { --r.is.length; });
            w.way("unit",
                  [&r] { r.is.in = r.is.in == unit::working_day ? unit::day : unit::working_day; });
        }
        // How long a body waits is asked for a warning, which cites nothing.
        if (r.how != term_kind::wait) {
            another_article(w, "basis", r.is.from);
        }
    }
}

void of_grounds(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.grounds.size(); ++i) {
        auto& r = s.grounds[i];
        w.at("grounds", i, std::string(info(r.cites).id));
        deletion(w, s.grounds, i);
        w.way("of", [&r, &s] { r.of = next(r.of, s.duty_words.size()); });
        w.way("because", [&r] {
            r.because = r.because == ground_row::why::named ? ground_row::why::paused
                                                            : ground_row::why::named;
        });
        if (r.because == ground_row::why::started_by) {
            w.way("trigger", [&r, &s] { r.trigger = next(r.trigger, s.events.size()); });
        }
        conditions(w, "when", r.when);
        one_version_only(w, r.when);
        if (r.matters != any_number) {
            w.way("matters", [&r] { r.matters = ~r.matters; });
        }
        another_article(w, "citation", r.cites);
    }
}

void of_facts(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.facts.size(); ++i) {
        auto& r = s.facts[i];
        w.at("facts", i, std::string(detail::fact_names[static_cast<std::size_t>(r.which)]));
        deletion(w, s.facts, i);
        members(w, "events", r.events);
        members(w, "stages", r.stages);
        switch (r.which) {
        case fact::due:
        case fact::granted:
        case fact::letter:
        case fact::returned_letter:
        case fact::may_lapse:
        case fact::reference: break;
        case fact::notice_last:
        case fact::ask_last:
        case fact::review_first:
            w.way("duty", [&r, &s] { r.duty = next(r.duty, s.duty_words.size()); });
            break;
        default: w.way("of", [&r, &s] { r.of = next(r.of, s.matters.size()); });
        }
        conditions(w, "when", r.when);
    }
}

void of_bounds(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.bounds.size(); ++i) {
        auto& r = s.bounds[i];
        w.at("bounds", i, std::string(code_of(r.on)));
        deletion(w, s.bounds, i);
        w.way("day", [&r] {
            r.of = r.of == bound_row::day::due ? bound_row::day::notice_last : bound_row::day::due;
        });
        w.way("side", [&r] {
            r.is = r.is == bound_row::side::last    ? bound_row::side::first
                   : r.is == bound_row::side::first ? bound_row::side::first_after
                                                    : bound_row::side::first;
        });
    }
}

void of_flags(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.flags.size(); ++i) {
        auto& r = s.flags[i];
        w.at("flags", i, std::string(r.name));
        deletion(w, s.flags, i);
        members(w, "open", r.open);
        w.way("name", [&r] { r.name = "flagged"; });
    }
}

void of_withholding(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.withholding.size(); ++i) {
        auto& r = s.withholding[i];
        w.at("withholding", i, std::string(r.article));
        deletion(w, s.withholding, i);
        w.way("article", [&r] { r.article = "REG19-99"; });
    }
}

void of_announcements(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.announcements.size(); ++i) {
        auto& r = s.announcements[i];
        w.at("announcements", i, std::to_string(r.days) + " days");
        deletion(w, s.announcements, i);
        conditions(w, "when", r.when);
        w.way("days+1", [&r] { ++r.days; });
        w.way("days-1", [&r] { --r.days; });
    }
}

void of_versions(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.versions.size(); ++i) {
        auto& r = s.versions[i];
        w.at("versions", i, std::string(r.code));
        w.way("code", [&r] { r.code = "R000"; });
        w.way("from+1", [&r] { r.from = plus_days(r.from, 1); });
        w.way("from-1", [&r] { r.from = plus_days(r.from, -1); });
    }
}

void of_roles(walker& w, loaded_statute& s) {
    for (std::size_t i = 0; i < s.roles.size(); ++i) {
        auto& r = s.roles[i];
        w.at("roles", i, std::string(s.stages[i].code));
        w.way("role", [&r] { r = r == stage_role::open ? stage_role::ended : stage_role::open; });
    }
}

void of_forms(walker& w, loaded_statute& s) {
    auto const text = [&w](std::string_view name, std::string_view& held) {
        w.way(name, [&held] { held = "another"; });
    };
    for (std::size_t i = 0; i < s.forms.size(); ++i) {
        auto& r = s.forms[i];
        w.at("forms", i, std::string(r.code));
        text("code", r.code);
        text("en", r.en);
        text("zh", r.zh);
    }
    for (std::size_t i = 0; i < s.form_rows.size(); ++i) {
        auto& r = s.form_rows[i];
        w.at("form_rows", i, std::string(s.forms[r.form].code) + " " + std::string(r.id));
        deletion(w, s.form_rows, i);
        text("id", r.id);
        text("en", r.en);
        text("zh", r.zh);
        w.way("counts", [&r] {
            r.counts = r.counts == row_role::fresh ? row_role::carried_in : row_role::fresh;
        });
        members(w, "outcomes", r.outcomes);
        w.way("since", [&r] { ++r.since; });
        w.way("form",
              [&r, &s] { r.form = static_cast<std::uint8_t>((r.form + 1U) % s.forms.size()); });
    }
}

/// What is no table.
void of_statute(walker& w, loaded_statute& s) {
    auto& r = s.rest;
    w.at("statute", 0, "what the kernel hears and says");
    auto const heard = [&w, &s](std::string_view name, event& e) {
        w.way(name, [&e, &s] { e = next(e, s.events.size()); });
    };
    heard("lodges", r.lodges);
    heard("receives", r.receives);
    heard("withdraws_entry", r.withdraws_entry);
    heard("freezes_year", r.freezes_year);
    heard("ends_year", r.ends_year);
    heard("accepts", r.accepts);
    heard("takes_over", r.takes_over);
    w.way("main_clock", [&r, &s] { r.main_clock = next(r.main_clock, s.duty_words.size()); });
    w.way("short_procedure", [&r] { r.short_procedure = kind::ordinary; });
    w.way("asks_third_party", [&r] { r.asks_third_party = kind::co_maker; });
    w.way("announces", [&r] { r.announces = kind::ordinary; });
    w.way("objects", [&r] { r.objects = view::agrees; });
    w.way("named_day_literal", [&r] { r.named_day_literal = no_policy; });
    w.way("authority_limit_literal", [&r] { r.authority_limit_literal = no_policy; });
    w.way("first_end_counts", [&r] { r.first_end_counts = no_policy; });
    w.way("lights_by_due", [&r] { r.lights_by_due = no_policy; });
    w.way("transition", [&r] { r.transition = no_policy; });
    another_code(w, "transition_warning", r.transition_warning);
    another_code(w, "unrecorded_warning", r.unrecorded_warning);
    another_article(w, "month_end", r.month_end);
    another_article(w, "rest_day_end", r.rest_day_end);
    another_article(w, "entry_withdrawal", r.entry_withdrawal);
}

bool walk(walker& w, loaded_statute& s) {
    of_rules(w, s);
    of_impossible(w, s);
    of_in_force(w, s);
    of_effects(w, s);
    of_closings(w, s);
    of_hearings(w, s);
    of_matters(w, s);
    of_pauses(w, s);
    of_duties(w, s);
    of_owners(w, s);
    of_terms(w, s);
    of_grounds(w, s);
    of_facts(w, s);
    of_bounds(w, s);
    of_flags(w, s);
    of_withholding(w, s);
    of_announcements(w, s);
    of_versions(w, s);
    of_roles(w, s);
    of_forms(w, s);
    of_statute(w, s);
    return w.done();
}

}  // namespace

void list_breaks(loaded_statute& rows) {
    walker w(nullptr);
    walk(w, rows);
}

bool break_row(loaded_statute& rows, broken_row const& which) {
    walker w(&which);
    return walk(w, rows);
}

}  // namespace kernel_test
