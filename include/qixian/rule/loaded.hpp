// A statute whose rows are ordinary data: read at run time, or a copy of another with rows changed.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/rule/rows.hpp"

namespace qixian::inline v0 {

/// The rows of a statute in vectors, and what is no row.
///
/// Change the vectors freely, then take a `view()`. Texts are views as in the rows themselves: those
/// of the statute that was copied, or of whoever filled the vectors in, must live as long.
/// Cost: the copy some tens of kilobytes.
class loaded_statute {
public:
    loaded_statute() = default;

    /// A copy of every row of `from`.
    explicit loaded_statute(statute const& from)
        : rest(from), stages(from.stages.begin(), from.stages.end()),
          events(from.events.begin(), from.events.end()),
          duty_words(from.duty_words.begin(), from.duty_words.end()),
          roles(from.roles.begin(), from.roles.end()),
          articles(from.articles.begin(), from.articles.end()),
          policies(from.policies.begin(), from.policies.end()),
          versions(from.versions.begin(), from.versions.end()),
          rules(from.rules.begin(), from.rules.end()),
          impossible(from.impossible.begin(), from.impossible.end()),
          in_force(from.in_force.begin(), from.in_force.end()),
          effects(from.effects.begin(), from.effects.end()),
          closings(from.closings.begin(), from.closings.end()),
          hearings(from.hearings.begin(), from.hearings.end()),
          matters(from.matters.begin(), from.matters.end()),
          pauses(from.pauses.begin(), from.pauses.end()),
          duties(from.duties.begin(), from.duties.end()),
          owners(from.owners.begin(), from.owners.end()),
          terms(from.terms.begin(), from.terms.end()),
          grounds(from.grounds.begin(), from.grounds.end()),
          facts(from.facts.begin(), from.facts.end()),
          bounds(from.bounds.begin(), from.bounds.end()),
          flags(from.flags.begin(), from.flags.end()),
          withholding(from.withholding.begin(), from.withholding.end()),
          announcements(from.announcements.begin(), from.announcements.end()),
          checks(from.checks.begin(), from.checks.end()),
          outcomes(from.outcomes.begin(), from.outcomes.end()),
          classes(from.classes.begin(), from.classes.end()),
          kinds(from.kinds.begin(), from.kinds.end()),
          channels(from.channels.begin(), from.channels.end()),
          parties(from.parties.begin(), from.parties.end()),
          results(from.results.begin(), from.results.end()),
          forms(from.forms.begin(), from.forms.end()),
          form_rows(from.form_rows.begin(), from.form_rows.end()) {}

    // A view looks into this very object; what is moved takes its texts along.
    loaded_statute(loaded_statute const&) = delete;
    loaded_statute& operator=(loaded_statute const&) = delete;
    loaded_statute(loaded_statute&&) = default;
    loaded_statute& operator=(loaded_statute&&) = default;
    ~loaded_statute() = default;

    /// The rows as a statute, its index of rules made anew. No machine: the table answers.
    ///
    /// Pre:      every stage is below 16, every event below 64; one rule a (region, stage, event).
    /// Lifetime: valid until this object is gone, a vector is changed or `view()` is called again.
    /// Cost:     6 KB of index are filled.
    [[nodiscard]] statute view() & {
        index_ = index_of(rules);
        statute out = rest;
        out.stages = stages;
        out.events = events;
        out.duty_words = duty_words;
        out.roles = roles;
        out.articles = articles;
        out.policies = policies;
        out.versions = versions;
        out.rules = rules;
        out.index = &index_;
        out.impossible = impossible;
        out.in_force = in_force;
        out.effects = effects;
        out.closings = closings;
        out.hearings = hearings;
        out.matters = matters;
        out.pauses = pauses;
        out.duties = duties;
        out.owners = owners;
        out.terms = terms;
        out.grounds = grounds;
        out.facts = facts;
        out.bounds = bounds;
        out.flags = flags;
        out.withholding = withholding;
        out.announcements = announcements;
        out.checks = checks;
        out.outcomes = outcomes;
        out.classes = classes;
        out.kinds = kinds;
        out.channels = channels;
        out.parties = parties;
        out.results = results;
        out.forms = forms;
        out.form_rows = form_rows;
        out.machine = nullptr;
        return out;
    }

    /// What is no table: the name, the events the kernel hears, policies by their role. Its tables
    /// are not looked at.
    statute rest{};

    std::vector<word<stage>> stages;
    std::vector<word<event>> events;
    std::vector<word<duty_kind>> duty_words;
    std::vector<stage_role> roles;
    std::vector<article_row> articles;
    std::vector<policy_info> policies;
    std::vector<version_row> versions;

    std::vector<rule_row> rules;
    std::vector<impossible_row> impossible;
    std::vector<citation_in_force_row> in_force;
    std::vector<effect_row> effects;
    std::vector<closing_row> closings;
    std::vector<hearing_row> hearings;
    std::vector<matter_row> matters;
    std::vector<pause_row> pauses;
    std::vector<duty_row> duties;
    std::vector<owner_row> owners;
    std::vector<term_row> terms;
    std::vector<ground_row> grounds;
    std::vector<fact_row> facts;
    std::vector<bound_row> bounds;
    std::vector<flag_row> flags;
    std::vector<withholding_row> withholding;
    std::vector<announcement_row> announcements;
    std::vector<check_row> checks;

    std::vector<word<outcome>> outcomes;
    std::vector<word<applicant>> classes;
    std::vector<word<kind>> kinds;
    std::vector<word<channel>> channels;
    std::vector<word<party>> parties;
    std::vector<word<remedy_result>> results;
    std::vector<form_word> forms;
    std::vector<form_row> form_rows;

    std::deque<std::string> texts;  ///< what the views of a statute that was read look at

private:
    rule_index index_{};
};

}  // namespace qixian::inline v0
