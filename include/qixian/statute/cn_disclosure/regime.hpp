// Which text governs an application: Decree 492 or Decree 711.
//
// The day of receipt decides (G1, G2). Decree 711 has no transition clause; policy `transition`
// chooses the other reading for cases that were open on 2019-05-15 (Q1), see case/assess.hpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "qixian/base/result.hpp"
#include "qixian/date/date.hpp"
#include "qixian/rule/ids.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"

namespace qixian::inline v0 {

/// Newest first.
enum class regime : std::uint8_t { decree_711, decree_492 };

/// G1: Decree 492 takes effect; G2: Decree 711 does; G3: the processing fee does.
inline constexpr date decree_492_from = day(20080501);
inline constexpr date decree_711_from = day(20190515);
inline constexpr date fee_from = day(20210101);
/// G7: the Reconsideration Law of 2023.
inline constexpr date review_law_2023_from = day(20240101);
/// G8, 法释〔2015〕9号 art. 26: six months where the three were not over on 2015-05-01, so for what began here.
inline constexpr date six_month_suits_from = day(20150201);
/// G9: 法释〔2025〕8号, after which a failure to reply may be sued over without a review (Q12).
inline constexpr date spc_2025_from = day(20250601);

/// The regime of an application received on `received`. Faults: 804 before 2008-05-01.
[[nodiscard]] QIXIAN_DECL result<regime> regime_of(date received);

[[nodiscard]] constexpr std::string_view code_of(regime of) {
    return of == regime::decree_492 ? "R492" : "R711";
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/statute/cn_disclosure/impl/policy.ipp"
#endif
