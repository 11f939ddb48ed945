// The procedure as a machine of Boost.MSM: the one door to it.
//
// The rules (statute/cn_disclosure/rules.hpp, statute/cn_remedy/rules.hpp) are the source; the
// transition table here is generated from them. The compiled library runs its `step` on this machine,
// and the matrix test holds it against the table for every stage, standing, remedy, event and fact.
// Whoever does not include this header gets the same verdicts from the table (rule/step.hpp) and
// never compiles MSM, which costs a minute and two gigabytes.
//
// The machine lives on the stack for one event: its three region ids are loaded through MSM's public
// `serialize`, the event is dispatched, the ids are read back. A record never stores MSM's ids, which
// renumber when a row is added.
//
//   auto const said = step_by_machine({.at = stage::received}, row, known).said;
//   machine m;                         // or a machine of your own, made of the same front end
//   m.start();
#pragma once

#include <array>
#include <cstddef>

#include <boost/mp11/mpl.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include "qixian/statute/cn_disclosure/procedure.hpp"
#include "qixian/statute/cn_remedy/rules.hpp"

namespace qixian::inline v0::detail {

namespace msm = boost::msm;

/// A stage of any region as a state of MSM.
template <auto Stage>
struct state_of : msm::front::state<> {
    static constexpr auto which = Stage;
};

/// An event as MSM sees it: the row itself is in the front end.
template <event What>
struct happened {};

/// Runs a rule's guard and keeps what it found. MSM carries only whether to move.
template <guard Guard>
struct asks {
    template <class Event, class Machine, class Source, class Target>
    bool operator()(Event const&, Machine& machine, Source&, Target&) const {
        machine.said = Guard(*machine.about, *machine.row, *machine.known);
        return machine.said.moves;
    }
};

template <class Rule>
using to_msm_row = msm::front::Row<state_of<Rule::from>, happened<Rule::on>, state_of<Rule::to>,
                                   msm::front::none, asks<Rule::when>>;

struct procedure_def : msm::front::state_machine_def<procedure_def> {
    // With the queue, an exception that left an event would jam the machine in silence.
    using no_message_queue = int;

    application const* about = nullptr;
    entry const* row = nullptr;
    facts const* known = nullptr;
    ruling said{};

    using initial_state =
        mp::mp_list<state_of<stage::unregistered>, state_of<standing::not_carried>,
                    state_of<remedy_stage::none>>;
    using transition_table =
        mp::mp_transform<to_msm_row, mp::mp_append<procedure_rules, standing_rules, remedy_rules>>;

    template <class Machine, class Event>
    void no_transition(Event const&, Machine&, int) {}
    template <class Machine, class Event>
    void exception_caught(Event const&, Machine&, std::exception&) {
        throw;
    }
};

using machine = msm::back::state_machine<procedure_def>;

/// Reads and writes the region ids through MSM's own serialisation, and nothing else.
struct id_archive {
    std::array<int, 3> ids{};
    bool writing = false;

    template <class Whatever>
    id_archive& operator&(Whatever&) {
        return *this;
    }
    id_archive& operator&(int (&held)[3]) {
        for (std::size_t i = 0; i < 3; ++i) {
            (writing ? held[i] : ids[i]) = writing ? ids[i] : held[i];
        }
        return *this;
    }
};

template <auto Stage>
constexpr int id_of() {
    return msm::back::get_state_id<typename machine::stt, state_of<Stage>>::value;
}

template <class Enum, std::size_t... I>
constexpr auto ids_of(std::index_sequence<I...>) {
    return std::array<int, sizeof...(I)>{id_of<static_cast<Enum>(I)>()...};
}

inline constexpr auto stage_ids = ids_of<stage>(std::make_index_sequence<all_stages.size()>{});
inline constexpr auto standing_ids =
    ids_of<standing>(std::make_index_sequence<all_standings.size()>{});
inline constexpr auto remedy_ids =
    ids_of<remedy_stage>(std::make_index_sequence<all_remedy_stages.size()>{});

template <class Enum, std::size_t N>
Enum stage_with(std::array<int, N> const& ids, int id) {
    for (std::size_t i = 0; i < N; ++i) {
        if (ids[i] == id) {
            return static_cast<Enum>(i);
        }
    }
    QIXIAN_EXPECTS(false && "MSM left a state that no stage has");
    return Enum{};
}

using dispatcher = bool (*)(machine&);

template <event What>
bool dispatch(machine& m) {
    return m.process_event(happened<What>{}) != msm::back::HANDLED_FALSE;
}

inline constexpr number_set heard_events =
    events_of<procedure_rules> | events_of<standing_rules> | events_of<remedy_rules>;

template <event What>
constexpr dispatcher dispatcher_of() {
    if constexpr (has(heard_events, What)) {
        return &dispatch<What>;
    } else {
        return nullptr;
    }
}

/// The events that some rule hears get MSM's own dispatch; the others are impossible everywhere.
template <std::size_t... I>
constexpr auto dispatchers_of(std::index_sequence<I...>) {
    return std::array<dispatcher, sizeof...(I)>{dispatcher_of<static_cast<event>(I)>()...};
}

inline constexpr auto dispatchers = dispatchers_of(std::make_index_sequence<all_events.size()>{});

}  // namespace qixian::inline v0::detail

namespace qixian::inline v0 {

/// The front end: three regions (procedure, standing, remedy) that share no event.
using procedure_machine_def = detail::procedure_def;
/// MSM's machine made of it. Guards read `about`, `row` and `known`, which the caller sets first.
using procedure_machine = detail::machine;

/// `step` by Boost.MSM: the verdict of the table, which the matrix test holds it to.
///
/// Pre:  as of `step`.
/// Cost: some nanoseconds; no allocation.
[[nodiscard]] inline step_result step_by_machine(application const& now, entry const& e,
                                                 facts const& known) {
    bool const there_are_such = static_cast<std::size_t>(now.at) < all_stages.size() &&
                                static_cast<std::size_t>(now.year) < all_standings.size() &&
                                static_cast<std::size_t>(now.remedy) < all_remedy_stages.size() &&
                                static_cast<std::size_t>(e.what) < all_events.size();
    if (!there_are_such) {
        return table_step(now, e, known);
    }
    step_result out{.after = now};
    out.heard = heard_as(now, e, known);
    auto const dispatch = detail::dispatchers[static_cast<std::size_t>(out.heard)];
    if (dispatch == nullptr) {
        out.said = explain_impossible(now, out.heard);
        return out;
    }
    detail::machine m;
    detail::id_archive archive;
    archive.ids = {detail::stage_ids[static_cast<std::size_t>(now.at)],
                   detail::standing_ids[static_cast<std::size_t>(now.year)],
                   detail::remedy_ids[static_cast<std::size_t>(now.remedy)]};
    archive.writing = true;
    m.serialize(archive, 0);
    m.about = &now;
    m.row = &e;
    m.known = &known;
    if (!dispatch(m)) {
        out.said = explain_impossible(now, out.heard);
        return out;
    }
    out.said = m.said;
    if (out.said.what == verdict::accepted) {
        out.said.cites = cites_in_force(rule_for(now, out.heard)->cites, known.law, e.on);
    }
    archive.writing = false;
    m.serialize(archive, 0);
    out.after.at = detail::stage_with<stage>(detail::stage_ids, archive.ids[0]);
    out.after.year = detail::stage_with<standing>(detail::standing_ids, archive.ids[1]);
    out.after.remedy = detail::stage_with<remedy_stage>(detail::remedy_ids, archive.ids[2]);
    return out;
}

}  // namespace qixian::inline v0
