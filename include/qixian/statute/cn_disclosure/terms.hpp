// The periods of the law: length, unit, and the article that sets them, by version of the law.
//
// Nothing else in Qixian writes a statutory length down. The rows are what the kernel works by; the
// functions below read them for code that asks about one period.
#pragma once

#include <array>

#include "qixian/base/row_view.hpp"
#include "qixian/date/span.hpp"
#include "qixian/rule/rows.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/letters.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

namespace detail {

inline constexpr number_set under_492 = set_of(regime::decree_492);
inline constexpr number_set under_711 = set_of(regime::decree_711);

}  // namespace detail

// clang-format off
inline constexpr auto disclosure_terms = std::to_array<term_row>({
    // Art. 31: an ordinary letter is confirmed on the day it arrives.
    {duty_kind::confirmation, {.versions = detail::under_492, .channels = set_of(channel::ordinary_post)}, term_kind::same_day, {0, unit::working_day, basis::o11}},
    {duty_kind::confirmation, {.versions = detail::under_492},                                             term_kind::none,     {0, unit::working_day, basis::o11}},
    {duty_kind::confirmation, {.channels = set_of(channel::ordinary_post)},                                term_kind::same_day, {0, unit::working_day, basis::r31_3}},
    {duty_kind::confirmation, {},                                                                          term_kind::none,     {0, unit::working_day, basis::r31_4}},

    // Art. 33 (2), and what extensions may add up to.
    {duty_kind::reply, {.versions = detail::under_492}, term_kind::fixed, {15, unit::working_day, basis::o1}},
    {duty_kind::reply, {.versions = detail::under_711}, term_kind::fixed, {20, unit::working_day, basis::r33_2}},
    {duty_kind::reply, {.versions = detail::under_492}, term_kind::most,  {15, unit::working_day, basis::o2}},
    {duty_kind::reply, {.versions = detail::under_711}, term_kind::most,  {20, unit::working_day, basis::r33_3}},

    // Art. 30: 7 working days to ask for a correction; its period stands in the letter. Decree 492 sets no limit (O6).
    {duty_kind::correction_notice, {.versions = detail::under_711}, term_kind::fixed, {7, unit::working_day, basis::r30_1}},
    {duty_kind::correction,        {.versions = detail::under_492}, term_kind::given, {0, unit::working_day, basis::o6}},
    {duty_kind::correction,        {.versions = detail::under_711}, term_kind::given, {0, unit::working_day, basis::r30_2}},

    // Art. 32, 34: third parties and co-makers; no one else has a limit (O4).
    {duty_kind::opinion, {.versions = detail::under_492},                                          term_kind::none,  {0,  unit::working_day, basis::o3}},
    {duty_kind::opinion, {.versions = detail::under_711, .kinds = set_of(kind::third_party)},  term_kind::fixed, {15, unit::working_day, basis::r32_2}},
    {duty_kind::opinion, {.versions = detail::under_711, .kinds = set_of(kind::co_maker)},     term_kind::fixed, {15, unit::working_day, basis::r34_1}},
    {duty_kind::opinion, {.versions = detail::under_711},                                          term_kind::none,  {0,  unit::working_day, basis::r33_4}},

    // Art. 42 and the fee measures; art. 35.
    {duty_kind::payment, {}, term_kind::fixed, {20, unit::working_day, basis::r42_4}},
    {duty_kind::reasons, {}, term_kind::given, {0,  unit::working_day, basis::r35_1}},

    // REVIR 49: an ordered answer has the limit of the order, else that of the law.
    {duty_kind::reanswer, {.versions = detail::under_492}, term_kind::given, {15, unit::working_day, basis::r28_1}},
    {duty_kind::reanswer, {.versions = detail::under_711}, term_kind::given, {20, unit::working_day, basis::r28_1}},
});
// clang-format on

namespace detail {

/// Pre: there is such a row.
[[nodiscard]] constexpr term term_by(row_view<term_row> rows, duty_kind of,
                                     circumstances const& now, term_kind how = term_kind::fixed) {
    for (auto const& each : rows) {
        if (each.of == of && each.how == how && holds(each.when, now)) {
            return each.is;
        }
    }
    return {};
}

}  // namespace detail

/// R33-2, O1: to reply.
[[nodiscard]] constexpr term reply_term(regime r) {
    return detail::term_by(disclosure_terms, duty_kind::reply, {.law = r});
}

/// R33-3, O2: the most that extensions may add up to.
[[nodiscard]] constexpr term extension_term(regime r) {
    return detail::term_by(disclosure_terms, duty_kind::reply, {.law = r}, term_kind::most);
}

/// R30-1: to send the correction notice. Decree 492 sets no limit (O6).
inline constexpr term correction_notice_term =
    detail::term_by(disclosure_terms, duty_kind::correction_notice, {.law = regime::decree_711});

/// R32-2, R34-1: to give an opinion under Decree 711.
inline constexpr term third_party_term = detail::term_by(
    disclosure_terms, duty_kind::opinion, {.law = regime::decree_711, .whom = kind::third_party});
inline constexpr term co_maker_term = detail::term_by(
    disclosure_terms, duty_kind::opinion, {.law = regime::decree_711, .whom = kind::co_maker});

/// R42-4: to pay the processing fee.
inline constexpr term payment_term = detail::term_by(disclosure_terms, duty_kind::payment, {});

}  // namespace qixian::inline v0
