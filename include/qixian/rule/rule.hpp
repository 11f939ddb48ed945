// The shape of a rule, and lists of rules for several stages or events at once.
//
// A rule is a type: from, event, to, article, guard. Tables are `mp_list`s of rules; Boost.MSM's
// transition table, the diagram, the legal events of a stage and the lints are all made from them.
// No MSM here.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <boost/mp11.hpp>

#include "qixian/rule/guard.hpp"

namespace qixian::inline v0 {

namespace mp = boost::mp11;

/// From `From`, `On` leads to `To` under `Guard`, by `Cite`. One rule a (From, On).
template <auto From, event On, auto To, basis Cite, guard Guard = guards::always>
struct rule {
    static constexpr auto from = From;
    static constexpr event on = On;
    static constexpr auto to = To;
    static constexpr basis cites = Cite;
    static constexpr guard when = Guard;
};

template <stage... Stages>
struct stages {};
template <event... Events>
struct events {};

namespace detail {

template <class From, event On, stage To, basis Cite, guard Guard>
struct from_each_of;
template <stage... From, event On, stage To, basis Cite, guard Guard>
struct from_each_of<stages<From...>, On, To, Cite, Guard> {
    using type = mp::mp_list<rule<From, On, To, Cite, Guard>...>;
};

template <class On, class In, basis Cite, guard Guard>
struct staying_of;
template <event... On, stage... In, basis Cite, guard Guard>
struct staying_of<events<On...>, stages<In...>, Cite, Guard> {
    template <event E>
    using one = mp::mp_list<rule<In, E, In, Cite, Guard>...>;
    using type = mp::mp_append<one<On>...>;
};

}  // namespace detail

/// One rule for each stage of `From`, all to `To`.
template <class From, event On, stage To, basis Cite, guard Guard = guards::always>
using from_each = typename detail::from_each_of<From, On, To, Cite, Guard>::type;

/// One rule for each event and stage that leaves the stage as it is.
template <class On, class In, basis Cite, guard Guard = guards::always>
using staying = typename detail::staying_of<On, In, Cite, Guard>::type;

namespace detail {

template <class... Rules>
constexpr bool hears_each_once(mp::mp_list<Rules...>) {
    std::array<number_set, rule_index::most_stages> heard{};
    bool clear = true;
    ((clear = clear && !has(heard[place_of(Rules::from)], Rules::on),
      heard[place_of(Rules::from)] |= set_of(Rules::on)),
     ...);
    return clear;
}

template <class... Rules>
constexpr number_set events_heard(mp::mp_list<Rules...>) {
    return (set_of(Rules::on) | ... | number_set{0});
}

}  // namespace detail

/// Whether no stage has two rules for one event.
template <class Rules>
inline constexpr bool has_one_rule_each = detail::hears_each_once(Rules{});

/// The events that some rule of the list hears.
template <class Rules>
inline constexpr number_set events_of = detail::events_heard(Rules{});

namespace detail {

template <class... Rules, class NameOf, class CodeOf>
constexpr auto rows_of_rules(mp::mp_list<Rules...>, region in, NameOf name_of, CodeOf code) {
    return std::array<rule_row, sizeof...(Rules)>{
        rule_row{.in = in,
                 .from = static_cast<std::uint8_t>(Rules::from),
                 .on = Rules::on,
                 .to = static_cast<std::uint8_t>(Rules::to),
                 .cites = Rules::cites,
                 .when = Rules::when,
                 .guard_name = name_of(Rules::when),
                 .from_code = code(Rules::from),
                 .to_code = code(Rules::to)}...};
}

}  // namespace detail

/// A list of rules as rows. `name_of(guard)` names a guard, `code_of(stage)` a stage.
template <class Rules, class NameOf, class CodeOf>
[[nodiscard]] constexpr auto rows_of_rules(region in, NameOf name_of, CodeOf code) {
    return detail::rows_of_rules(Rules{}, in, name_of, code);
}

}  // namespace qixian::inline v0
