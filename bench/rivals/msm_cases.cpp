// MSM over the rules of procedure/, its guards reduced to what a mask says.
#include "msm_cases.hpp"

#include <array>
#include <utility>
#include <vector>

#include <boost/mp11/mpl.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

namespace qixian::bench::rivals {

namespace {

namespace msm = boost::msm;

template <auto Stage>
struct at : msm::front::state<> {};

template <event What>
struct happened {};

/// What the guard of `Rule` finds under each mask, as a constant.
template <class Rule>
constexpr auto findings_of = [] {
    std::array<replay_entry, mask::count> out{};
    for (std::size_t m = 0; m < mask::count; ++m) {
        if constexpr (std::is_same_v<std::remove_const_t<decltype(Rule::from)>, stage>) {
            out[m] = qixian::detail::replay_table.entries[static_cast<std::size_t>(Rule::from)]
                                                         [static_cast<std::size_t>(Rule::on)][m];
        }
    }
    return out;
}();

/// MSM is told only whether to move; the finding stays in the machine.
template <class Rule>
struct asks {
    template <class Event, class Machine, class Source, class Target>
    bool operator()(Event const&, Machine& machine, Source&, Target&) const {
        machine.said = findings_of<Rule>[machine.seen];
        return machine.said.moves();
    }
};

/// The year: whether the case is open, which the other region knows.
struct is_still_open {
    template <class Event, class Machine, class Source, class Target>
    bool operator()(Event const&, Machine& machine, Source&, Target&) const {
        machine.said =
            qixian::detail::replay_table.entries[static_cast<std::size_t>(machine.now)]
                                                [static_cast<std::size_t>(event::year_ended)][0];
        return machine.said.moves();
    }
};

template <class Rule>
using to_row =
    msm::front::Row<at<Rule::from>, happened<Rule::on>, at<Rule::to>, msm::front::none, asks<Rule>>;
template <class Rule>
using to_year_row = msm::front::Row<at<Rule::from>, happened<Rule::on>, at<Rule::to>,
                                    msm::front::none, is_still_open>;

struct lean_def : msm::front::state_machine_def<lean_def> {
    using no_message_queue = int;
    using no_exception_thrown = int;

    replay_entry said{};
    stage now = stage::unregistered;  ///< only looked at when the year ends
    replay_mask seen = 0;
    replay_mask flags = 0;

    using initial_state = mp::mp_list<at<stage::unregistered>, at<standing::not_carried>>;
    using transition_table = mp::mp_append<mp::mp_transform<to_row, procedure_rules>,
                                           mp::mp_transform<to_year_row, standing_rules>>;

    template <class Machine, class Event>
    void no_transition(Event const&, Machine&, int) {}
};

using machine = msm::back::state_machine<lean_def>;

template <auto Stage>
constexpr int id_of() {
    return msm::back::get_state_id<typename machine::stt, at<Stage>>::value;
}

template <class Enum, std::size_t... I>
constexpr auto ids_of(std::index_sequence<I...>) {
    return std::array<int, sizeof...(I)>{id_of<static_cast<Enum>(I)>()...};
}
constexpr auto stage_ids = ids_of<stage>(std::make_index_sequence<all_stages.size()>{});
constexpr auto standing_ids = ids_of<standing>(std::make_index_sequence<all_standings.size()>{});

/// The enumerator of every id, whichever region it is of.
constexpr auto meanings = [] {
    std::array<std::uint8_t, all_stages.size() + all_standings.size()> out{};
    for (std::size_t i = 0; i < stage_ids.size(); ++i) {
        out[static_cast<std::size_t>(stage_ids[i])] = static_cast<std::uint8_t>(i);
    }
    for (std::size_t i = 0; i < standing_ids.size(); ++i) {
        out[static_cast<std::size_t>(standing_ids[i])] = static_cast<std::uint8_t>(i);
    }
    return out;
}();

using dispatcher = bool (*)(machine&);

template <event What>
bool dispatch(machine& m) {
    return m.process_event(happened<What>{}) != msm::back::HANDLED_FALSE;
}

inline constexpr number_set heard = events_of<procedure_rules> | events_of<standing_rules>;

template <std::size_t... I>
constexpr auto dispatchers_of(std::index_sequence<I...>) {
    return std::array<dispatcher, sizeof...(I)>{[]() -> dispatcher {
        if constexpr (has(heard, static_cast<event>(I))) {
            return &dispatch<static_cast<event>(I)>;
        } else {
            return nullptr;
        }
    }()...};
}
constexpr auto dispatchers = dispatchers_of(std::make_index_sequence<all_events.size()>{});

/// One event against one machine, whose states stand in `ids`. Returns the column to count it in.
std::size_t hear(machine& m, compact_event const& e, int const* ids) {
    auto const dispatch_one = dispatchers[static_cast<std::size_t>(e.what)];
    if (dispatch_one == nullptr) {
        return is_remedy(e.what) ? 4 : 2;
    }
    auto const sticky = flags_asked_by(e.what);
    m.seen = static_cast<replay_mask>((e.facts & ~unsigned{sticky}) | (m.flags & sticky));
    if (e.what == event::year_ended) {
        m.now = static_cast<stage>(meanings[static_cast<std::size_t>(ids[0])]);
    }
    m.said = {};
    if (!dispatch_one(m)) {
        return 2;
    }
    m.flags = static_cast<replay_mask>(m.flags | m.said.notes());
    return m.said.asks() ? std::size_t{4} : static_cast<std::size_t>(m.said.what());
}

replay_count counted(std::array<std::uint64_t, 8> const& seen) {
    return {.accepted = seen[0], .irregular = seen[1], .refused = seen[2], .asked = seen[4]};
}

/// Reads or writes the two ids through MSM's own serialisation.
struct ids_archive {
    std::array<int, 2> ids{};
    bool writing = false;

    template <class Whatever>
    ids_archive& operator&(Whatever&) {
        return *this;
    }
    ids_archive& operator&(int (&held)[2]) {
        for (std::size_t i = 0; i < 2; ++i) {
            (writing ? held[i] : ids[i]) = writing ? ids[i] : held[i];
        }
        return *this;
    }
};

/// What the flyweight keeps of a case.
struct small_case {
    std::array<std::int16_t, 2> ids{};
    replay_mask flags = 0;
};
static_assert(sizeof(small_case) <= 8);

}  // namespace

struct msm_objects::held {
    std::vector<machine> machines;
};

msm_objects::msm_objects(std::size_t cases)
    : held_(std::make_unique<held>(held{std::vector<machine>(cases)})) {}
msm_objects::~msm_objects() = default;

std::size_t msm_objects::bytes_a_case() { return sizeof(machine); }

void msm_objects::reset() {
    ids_archive archive;
    archive.ids = {id_of<stage::unregistered>(), id_of<standing::not_carried>()};
    archive.writing = true;
    for (auto& m : held_->machines) {
        m.serialize(archive, 0);
        m.flags = 0;
    }
}

void msm_objects::put_under_492(std::size_t i) { held_->machines[i].flags = mask::decree_492; }

replay_count msm_objects::replay(std::span<compact_event const> events) {
    std::array<std::uint64_t, 8> seen{};
    auto* const machines = held_->machines.data();
    for (auto const& e : events) {
        auto& m = machines[e.which];
        ++seen[hear(m, e, m.current_state())];
    }
    return counted(seen);
}

compact_case msm_objects::at(std::size_t i) const {
    auto const& m = held_->machines[i];
    auto const* const ids = m.current_state();
    return {.at = static_cast<stage>(meanings[static_cast<std::size_t>(ids[0])]),
            .year = static_cast<standing>(meanings[static_cast<std::size_t>(ids[1])]),
            .remedy = remedy_stage::none,
            .flags = m.flags};
}

struct msm_flyweight::held {
    std::vector<small_case> cases;
};

msm_flyweight::msm_flyweight(std::size_t cases)
    : held_(std::make_unique<held>(held{std::vector<small_case>(cases)})) {
    reset();
}
msm_flyweight::~msm_flyweight() = default;

void msm_flyweight::reset() {
    for (auto& each : held_->cases) {
        each = {.ids = {static_cast<std::int16_t>(id_of<stage::unregistered>()),
                        static_cast<std::int16_t>(id_of<standing::not_carried>())}};
    }
}

void msm_flyweight::put_under_492(std::size_t i) { held_->cases[i].flags = mask::decree_492; }

replay_count msm_flyweight::replay(std::span<compact_event const> events) {
    std::array<std::uint64_t, 8> seen{};
    auto* const cases = held_->cases.data();
    machine m;
    for (auto const& e : events) {
        auto& one = cases[e.which];
        ids_archive archive;
        archive.ids = {one.ids[0], one.ids[1]};
        archive.writing = true;
        m.serialize(archive, 0);
        m.flags = one.flags;
        ++seen[hear(m, e, archive.ids.data())];
        auto const* const ids = m.current_state();
        one = {.ids = {static_cast<std::int16_t>(ids[0]), static_cast<std::int16_t>(ids[1])},
               .flags = m.flags};
    }
    return counted(seen);
}

compact_case msm_flyweight::at(std::size_t i) const {
    auto const& one = held_->cases[i];
    return {.at = static_cast<stage>(meanings[static_cast<std::size_t>(one.ids[0])]),
            .year = static_cast<standing>(meanings[static_cast<std::size_t>(one.ids[1])]),
            .remedy = remedy_stage::none,
            .flags = one.flags};
}

}  // namespace qixian::bench::rivals
