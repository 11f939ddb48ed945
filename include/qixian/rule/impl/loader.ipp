// From the lines of a text to the rows of a statute: one function a table.
#pragma once

#include "qixian/rule/entry.hpp"
#include "qixian/rule/impl/loader_checks.ipp"
#include "qixian/rule/impl/loader_lines.ipp"
#include "qixian/rule/impl/loader_words.ipp"
#include "qixian/rule/loader.hpp"

namespace qixian::inline v0 {

namespace detail {

class statute_reader {
public:
    statute_reader(std::string_view text, std::vector<fault>& faults)
        : faults_(faults), lines_(line_reader(text, faults)()) {}

    loaded_statute operator()() {
        for (auto& line : lines_) {
            take_word(line);
        }
        // Conditions name the values of policies, so these come first.
        for (bool const policies : {true, false}) {
            for (auto& line : lines_) {
                if ((line.table == "policy") == policies) {
                    take_row(line);
                }
            }
        }
        check_statute(law_, seen_, faults_);
        std::stable_sort(faults_.begin(), faults_.end(),
                         [](fault const& a, fault const& b) { return a.line < b.line; });
        return std::move(law_);
    }

private:
    // --- words -------------------------------------------------------------------------------------

    /// The list of codes that a table adds to, with how many there may be; none for other tables.
    std::pair<code_list*, std::size_t> list_of(std::string_view table) {
        constexpr std::size_t bits = 64;  // a set of them is one word
        if (table == "version")
            return {&versions_, bits};
        if (table == "article")
            return {&articles_, 256};
        if (table == "policy")
            return {&policies_, most_policies};
        if (table == "stage")
            return {&stages_, rule_index::most_stages};
        if (table == "remedy_stage")
            return {&remedy_stages_, rule_index::most_stages};
        if (table == "event")
            return {&events_, rule_index::most_events};
        if (table == "outcome")
            return {&outcomes_, bits};
        if (table == "class")
            return {&classes_, bits};
        if (table == "kind")
            return {&kinds_, bits};
        if (table == "channel")
            return {&channels_, bits};
        if (table == "party")
            return {&parties_, bits};
        if (table == "result")
            return {&results_, bits};
        if (table == "matter")
            return {&matters_, bits};
        if (table == "duty")
            return {&duties_, bits};
        if (table == "form")
            return {&forms_, bits};
        return {nullptr, 0};
    }

    void take_word(statute_line& line) {
        auto const [list, most] = list_of(line.table);
        if (list == nullptr) {
            return;
        }
        row_reader r(line, faults_, law_.texts);
        r.need("code");
        auto const code_text = r.text("code");
        if (place_in(*list, code_text)) {
            r.wrong(code::duplicate_row, "code", std::string(code_text));
        } else if (list->size() == most) {
            r.wrong(code::bad_number, "code", "allowed: " + std::to_string(most) + " at most");
        }
        list->push_back(code_text);
    }

    template <class Word>
    void add_word(row_reader& r, std::vector<word<Word>>& into) {
        into.push_back(
            {static_cast<Word>(into.size()), r.text("code"), r.text("en"), r.text("zh")});
    }

    // --- parts of rows -------------------------------------------------------------------------------

    condition when(row_reader& r, std::string prefix = {}) {
        auto const key = [&](char const* name) { return prefix + name; };
        condition c;
        c.versions = r.set(key("versions"), versions_);
        c.kinds = r.set(key("kinds"), kinds_);
        c.channels = r.set(key("channels"), channels_);
        c.outcomes = r.set(key("outcomes"), outcomes_);
        c.moved = r.choice(key("moved"), maybe_names, maybe::either);
        c.irregular = r.choice(key("irregular"), maybe_names, maybe::either);
        c.overdue = r.choice(key("overdue"), maybe_names, maybe::either);
        c.simplified = r.choice(key("simplified"), maybe_names, maybe::either);
        c.from = r.day(key("since"));
        c.before = r.day(key("before"));
        chosen(r, key("policy"), c);
        return c;
    }

    /// `policy=name:value`.
    void chosen(row_reader& r, std::string const& key, condition& c) {
        if (!r.has(key)) {
            return;
        }
        code_list all;
        for (auto const& each : law_.policies) {
            for (auto const value : each.values) {  // a place for each there could be
                all.push_back(r.keep(std::string(each.name) + ":" + std::string(value)));
            }
        }
        if (auto const at = r.maybe_word<std::size_t>(key, all)) {
            c.policy = static_cast<policy_number>(*at / most_policy_values);
            c.value = static_cast<std::uint8_t>(*at % most_policy_values);
        }
    }

    basis article(row_reader& r, std::string_view key, bool needed = true) {
        return needed ? r.word<basis>(key, articles_)
                      : r.maybe_word<basis>(key, articles_).value_or(basis{});
    }

    event on(row_reader& r) { return r.word<event>("on", events_); }

    // --- one function a table ------------------------------------------------------------------------

    using taker = void (statute_reader::*)(row_reader&);
    struct table_row {
        std::string_view name;
        taker take;
    };

    static std::span<table_row const> tables() {
        using self = statute_reader;
        static constexpr auto all = std::to_array<table_row>({
            {"statute", &self::whole},
            {"version", &self::version},
            {"article", &self::article_line},
            {"policy", &self::policy},
            {"stage", &self::stage_line},
            {"remedy_stage", &self::remedy_stage_line},
            {"event", &self::event_line},
            {"outcome", &self::outcome_line},
            {"class", &self::class_line},
            {"kind", &self::kind_line},
            {"channel", &self::channel_line},
            {"party", &self::party_line},
            {"result", &self::result_line},
            {"matter", &self::matter_line},
            {"duty", &self::duty_line},
            {"form", &self::form_line},
            {"rule", &self::rule_line},
            {"check", &self::check_line},
            {"impossible", &self::impossible},
            {"in_force", &self::in_force},
            {"effect", &self::effect},
            {"closing", &self::closing},
            {"hearing", &self::hearing},
            {"pause", &self::pause_line},
            {"owner", &self::owner},
            {"term", &self::term_line},
            {"ground", &self::ground},
            {"fact", &self::fact_line},
            {"bound", &self::bound},
            {"flag", &self::flag},
            {"withholding", &self::withholding},
            {"announcement", &self::announcement},
            {"row", &self::row},
        });
        return all;
    }

    void take_row(statute_line& line) {
        auto const all = tables();
        auto const at = std::find_if(all.begin(), all.end(),
                                     [&](table_row const& t) { return t.name == line.table; });
        if (at == all.end()) {
            code_list names;
            for (auto const& each : all) {
                names.push_back(each.name);
            }
            faults_.push_back(
                {.what = code::unknown_column,
                 .detail = "`" + std::string(line.table) + "`; allowed: " + listed(names),
                 .line = line.number,
                 .field = "table"});
            return;
        }
        row_reader r(line, faults_, law_.texts);
        (this->*at->take)(r);
        r.done();
    }

    void whole(row_reader& r) {
        if (seen_.statute_line != 0) {
            r.wrong(code::duplicate_row, "name", "statute");
        }
        seen_.statute_line = r.line();
        auto& s = law_.rest;
        r.need("name");
        s.name = r.text("name");
        s.receives = r.word<event>("receives", events_);
        s.main_clock = r.word<duty_kind>("main_clock", duties_);
        auto const other = [&](std::string_view key) {
            return r.maybe_word<event>(key, events_).value_or(no_event);
        };
        s.lodges = other("lodges");
        s.withdraws_entry = other("withdraws_entry");
        s.freezes_year = other("freezes_year");
        s.ends_year = other("ends_year");
        s.accepts = other("accepts");
        s.takes_over = other("takes_over");
        s.asks_third_party = r.maybe_word<kind>("asks_third_party", kinds_);
        s.announces = r.maybe_word<kind>("announces", kinds_);
        s.short_procedure = r.maybe_word<kind>("short_procedure", kinds_);
        s.entry_withdrawal = article(r, "entry_withdrawal", s.withdraws_entry != no_event);
        seen_.has_month_end = r.has("month_end");
        seen_.has_rest_day_end = r.has("rest_day_end");
        s.month_end = article(r, "month_end", false);
        s.rest_day_end = article(r, "rest_day_end", false);
        auto const policy_of = [&](std::string_view key) {
            return r.maybe_word<policy_number>(key, policies_).value_or(no_policy);
        };
        s.named_day_literal = policy_of("named_day_literal");
        s.authority_limit_literal = policy_of("authority_limit_literal");
        s.lights_by_due = policy_of("lights_by_due");
        s.first_end_counts = policy_of("first_end_counts");
        s.transition = policy_of("transition");
        s.transition_warning = r.said("transition_warning");
        s.unrecorded_warning = r.said("unrecorded_warning");
    }

    void version(row_reader& r) {
        r.need("from");
        law_.versions.push_back({static_cast<regime>(law_.versions.size()), r.text("code"),
                                 r.day("from").value_or(date{})});
        seen_.versions.push_back(r.line());
    }

    void article_line(row_reader& r) {
        r.need("instrument");
        law_.articles.push_back(
            {r.text("instrument"), static_cast<std::uint16_t>(r.number("article", 0, 9999)),
             static_cast<std::uint8_t>(r.number("part", 0, 255)), r.text("code")});
    }

    void policy(row_reader& r) {
        policy_info p{.name = r.text("code"),
                      .values = {},
                      .question = r.text("question"),
                      .en = r.text("en"),
                      .zh = r.text("zh")};
        r.need("values");
        code_list values;
        row_reader::for_each_part(r.text("values"),
                                  [&](std::string_view v) { values.push_back(v); });
        if (values.size() >= 2 && values.size() <= most_policy_values) {
            std::copy(values.begin(), values.end(), p.values.begin());
        } else {
            r.wrong(code::bad_number, "values", "allowed: two to four, the first is the default");
        }
        law_.policies.push_back(p);
    }

    void stage_line(row_reader& r) {
        add_word(r, law_.stages);
        r.need("role");
        law_.roles.push_back(r.choice("role", role_names, stage_role::open));
        seen_.stages.push_back(r.line());
    }
    void remedy_stage_line(row_reader& r) { r.text("code"); }
    void event_line(row_reader& r) {
        add_word(r, law_.events);
        seen_.events.push_back(r.line());
    }
    void outcome_line(row_reader& r) {
        add_word(r, law_.outcomes);
        seen_.outcomes.push_back(r.line());
    }
    void class_line(row_reader& r) { add_word(r, law_.classes); }
    void kind_line(row_reader& r) { add_word(r, law_.kinds); }
    void channel_line(row_reader& r) { add_word(r, law_.channels); }
    void party_line(row_reader& r) { add_word(r, law_.parties); }
    void result_line(row_reader& r) { add_word(r, law_.results); }

    void matter_line(row_reader& r) {
        matter_row m{.which = static_cast<matter>(law_.matters.size()), .code = r.text("code")};
        m.how = r.choice("found", found_names, m.how);
        m.in = r.choice("in", region_names, m.in);
        m.follows = r.maybe_word<matter>("follows", matters_);
        m.counts = r.choice("counts", counted_names, m.counts);
        law_.matters.push_back(m);
        seen_.matters.push_back(r.line());
    }

    void form_line(row_reader& r) {
        law_.forms.push_back({r.text("code"), r.text("en"), r.text("zh")});
        seen_.forms.push_back(r.line());
    }

    void duty_line(row_reader& r) {
        add_word(r, law_.duty_words);
        duty_row d{.which = law_.duty_words.back().which};
        d.source = r.choice("source", source_names, d.source);
        if (d.source != made_from::lodging && d.source != made_from::runs) {
            d.of = r.word<matter>("of", matters_);
        }
        d.from = r.choice("from", begins_names, d.from);
        d.by = r.choice("by", ends_names, d.by);
        d.owes = r.word<party>("owes", parties_);
        d.binds = r.set("binds", parties_, 0);
        d.work = !r.has("work") || r.yes("work");
        d.outlives = r.yes("outlives");
        d.of_use_while_open = r.yes("of_use_while_open");
        d.own_limit = r.yes("own_limit");
        d.when = when(r);
        d.bars = when(r, "bars_");
        d.barred_outcomes = r.set("barred_outcomes", outcomes_, 0);
        d.barred_where_withheld = r.set("barred_where_withheld", outcomes_, 0);
        d.bar_warning = r.said("bar_warning");
        d.disputed = when(r, "disputed_");
        d.dispute_warning = r.said("dispute_warning");
        d.late_warning = r.said("late_warning");
        law_.duties.push_back(d);
        seen_.duties.push_back(r.line());
    }

    /// One row for each stage of `from` and event of `on`; without `to` the stage stays.
    void rule_line(row_reader& r) {
        auto const in = r.choice("in", region_names, region::procedure);
        std::span<std::string_view const> const names =
            in == region::procedure ? std::span<std::string_view const>(stages_)
            : in == region::remedy  ? std::span<std::string_view const>(remedy_stages_)
                                    : std::span<std::string_view const>(standing_names);
        r.need("from");
        r.need("on");
        auto const from = r.set("from", names, 0);
        auto const events = r.set("on", events_, 0);
        auto const to = r.maybe_word<std::uint8_t>("to", names);
        auto const cites = article(r, "cites");
        for (std::size_t f = 0; f < names.size(); ++f) {
            for (std::size_t e = 0; e < events_.size(); ++e) {
                if (!has(from, f) || !has(events, e)) {
                    continue;
                }
                auto const place = static_cast<std::uint8_t>(f);
                auto const what = static_cast<event>(e);
                bool const twice =
                    std::any_of(law_.rules.begin(), law_.rules.end(), [&](rule_row const& other) {
                        return other.in == in && other.from == place && other.on == what;
                    });
                if (twice) {
                    r.wrong(code::duplicate_row, "on",
                            std::string(names[f]) + " " + std::string(events_[e]));
                    continue;
                }
                auto const next = to.value_or(place);
                law_.rules.push_back({.in = in,
                                      .from = place,
                                      .on = what,
                                      .to = next,
                                      .cites = cites,
                                      .guard_name = "checks",
                                      .from_code = names[f],
                                      .to_code = names[next]});
                seen_.rules.push_back(r.line());
            }
        }
    }

    void check_line(row_reader& r) {
        check_row c{.on = on(r)};
        c.stages = r.set("stages", stages_);
        c.when = when(r);
        r.need("how");
        c.how = r.choice("how", check_names, c.how);
        c.of = r.choice("day", day_names, c.of);
        c.otherwise = r.choice("otherwise", verdict_names, c.otherwise);
        c.moves = r.yes("moves");
        r.need("why");
        c.why = r.said("why");
        c.cites = article(r, "cites");
        law_.checks.push_back(c);
        seen_.checks.push_back(r.line());
    }

    void impossible(row_reader& r) {
        r.need("why");
        law_.impossible.push_back({r.set("events", events_), r.set("stages", stages_),
                                   r.said("why"), article(r, "cites")});
    }

    void in_force(row_reader& r) {
        law_.in_force.push_back({article(r, "of"), when(r), article(r, "is")});
    }

    void effect(row_reader& r) {
        effect_row e{.on = on(r)};
        r.need("does");
        e.does = r.choice("does", verb_names, e.does);
        e.cause = r.choice("because", because_names, e.cause);
        bool const of_a_matter = e.does == verb::asks || e.does == verb::renews ||
                                 e.does == verb::answers || e.does == verb::silence ||
                                 (e.does >= verb::accepts && e.does <= verb::reopens) ||
                                 e.does == verb::lapses ||
                                 (e.does == verb::warns &&
                                  (e.cause == because::after_last || e.cause == because::no_pause ||
                                   e.cause == because::after_wait));
        if (of_a_matter) {
            e.of = r.word<matter>("of", matters_);
        }
        e.when = when(r);
        e.which = r.choice("which", which_names, e.which);
        if (e.does == verb::warns && e.cause != because::irregular) {
            r.need("warning");
        }
        e.warning = r.said("warning");
        e.beside = r.choice("beside", shadow_names, e.beside);
        e.reading = r.text("reading");
        law_.effects.push_back(e);
        seen_.effects.push_back(r.line());
    }

    void closing(row_reader& r) {
        auto const by = r.word<event>("by", events_);
        law_.closings.push_back({by, r.maybe_word<outcome>("gives", outcomes_), r.yes("own")});
    }

    void hearing(row_reader& r) {
        auto const on = r.word<event>("on", events_);
        r.need("outcomes");
        auto const outcomes = r.set("outcomes", outcomes_, 0);
        law_.hearings.push_back({on, outcomes, r.word<event>("as", events_)});
    }

    void pause_line(row_reader& r) {
        law_.pauses.push_back({r.word<matter>("of", matters_), when(r), r.yes("between")});
    }

    void owner(row_reader& r) {
        law_.owners.push_back({r.word<duty_kind>("of", duties_), r.set("kinds", kinds_),
                               r.word<party>("owes", parties_)});
    }

    void term_line(row_reader& r) {
        term_row t{.of = r.word<duty_kind>("of", duties_)};
        t.how = r.choice("how", term_names, t.how);
        if (t.how == term_kind::fixed || t.how == term_kind::most || t.how == term_kind::wait) {
            r.need("length");
        }
        t.is.length = r.number("length", 0, 9999);
        t.is.in = r.choice("unit", unit_codes, unit::working_day);
        t.is.from = article(r, "cites");
        t.when = when(r);
        law_.terms.push_back(t);
        seen_.terms.push_back(r.line());
    }

    void ground(row_reader& r) {
        ground_row g{.of = r.word<duty_kind>("of", duties_)};
        g.because = r.choice("because", ground_names, g.because);
        if (g.because == ground_row::why::started_by) {
            g.trigger = r.word<event>("trigger", events_);
        }
        g.cites = article(r, "cites");
        g.when = when(r);
        g.matters = r.set("matters", matters_);
        law_.grounds.push_back(g);
    }

    void fact_line(row_reader& r) {
        fact_row f{};
        r.need("which");
        f.which = r.choice("which", fact_names, f.which);
        f.events = r.set("events", events_);
        f.stages = r.set("stages", stages_);
        switch (f.which) {
        case fact::due:
        case fact::granted:
        case fact::letter:
        case fact::returned_letter:
        case fact::may_lapse:
        case fact::reference: break;
        case fact::ask_last: f.of = r.word<matter>("of", matters_); [[fallthrough]];
        case fact::notice_last:
        case fact::review_first: f.duty = r.word<duty_kind>("duty", duties_); break;
        default: f.of = r.word<matter>("of", matters_);
        }
        f.when = when(r);
        law_.facts.push_back(f);
    }

    void bound(row_reader& r) {
        bound_row b{.on = on(r)};
        r.need("day");
        b.of = r.choice("day", day_names, b.of);
        b.is = r.choice("is", side_names, b.is);
        law_.bounds.push_back(b);
        seen_.bounds.push_back(r.line());
    }

    void flag(row_reader& r) {
        r.need("name");
        law_.flags.push_back({r.set("open", matters_), r.text("name")});
    }

    void withholding(row_reader& r) {
        r.need("article");
        law_.withholding.push_back({r.text("article")});
    }

    void announcement(row_reader& r) {
        r.need("days");
        law_.announcements.push_back({when(r), r.number("days", 0, 9999)});
    }

    /// A row of a form.
    void row(row_reader& r) {
        form_row f{};
        r.need("code");
        f.form = r.word<std::uint8_t>("form", forms_);
        f.id = r.text("code");
        f.en = r.text("en");
        f.zh = r.text("zh");
        r.need("counts");
        f.counts = r.choice("counts", row_role_names, f.counts);
        if (f.counts == row_role::results) {
            r.need("outcomes");
            f.outcomes = r.set("outcomes", outcomes_, 0);
        }
        f.since = r.number("first_year", 1900, 9999);
        if (!law_.form_rows.empty() && law_.form_rows.back().form > f.form) {
            r.wrong(code::bad_setting, "form",
                    "allowed: the rows of a form together, form by form");
        }
        law_.form_rows.push_back(f);
        seen_.form_rows.push_back(r.line());
    }

    std::vector<fault>& faults_;
    std::vector<statute_line> lines_;
    loaded_statute law_{};
    lines_of_rows seen_{};
    code_list versions_{}, articles_{}, policies_{}, stages_{}, remedy_stages_{}, events_{},
        outcomes_{}, classes_{}, kinds_{}, channels_{}, parties_{}, results_{}, matters_{},
        duties_{}, forms_{};
};

}  // namespace detail

QIXIAN_DECL result<loaded_statute> load_statute(std::string_view text) {
    std::vector<fault> faults;
    auto law = detail::statute_reader(text, faults)();
    if (!faults.empty()) {
        return faults.front();
    }
    return result<loaded_statute>(std::move(law));
}

QIXIAN_DECL std::vector<fault> faults_of_statute(std::string_view text) {
    std::vector<fault> faults;
    (void)detail::statute_reader(text, faults)();
    return faults;
}

}  // namespace qixian::inline v0
