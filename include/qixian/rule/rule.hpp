// The shape of a rule, and lists of rules for several stages or events at once.
//
// A rule is a type: from, event, to, article, guard. Tables are `mp_list`s of rules; Boost.MSM's
// transition table, the diagram, the legal events of a stage and the lints are all made from them.
// No MSM here.
#pragma once

#include <boost/mp11.hpp>

#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/guards.hpp"

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

template <class Rule>
using from_and_event = mp::mp_list<mp::mp_size_t<static_cast<std::size_t>(Rule::from)>,
                                   mp::mp_size_t<static_cast<std::size_t>(Rule::on)>>;

template <class Rules>
using events_of = mp::mp_unique<
    mp::mp_transform_q<mp::mp_bind<mp::mp_second, mp::mp_bind<from_and_event, mp::_1>>, Rules>>;

}  // namespace qixian::inline v0
