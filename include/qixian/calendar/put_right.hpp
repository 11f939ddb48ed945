// Putting a notice right that was applied with a wrong text.
//
// Nothing that was applied is changed: what is put right is a notice of its own, `X-2`, which holds the
// new text whole and takes back the days that it has no more. The old one stays under `X`.
#pragma once

#include <optional>

#include "qixian/calendar/editions.hpp"
#include "qixian/calendar/notice.hpp"

namespace qixian::inline v0 {

/// What is applied of a notice whose id is known already.
struct notice_again {
    bool same = false;  ///< it says what was put right before: nothing new is to be applied
    notice as{};        ///< what was put right before, or the notice that puts it right now
};

/// What `what` becomes where `known` has another text under its id: none where the id is new, its text
/// is the one of `known`, or it is no sound notice, so that it is applied, or refused, as it is.
///
/// Cost: looks `X`, `X-2`, `X-3` … up until there is none.
[[nodiscard]] QIXIAN_DECL std::optional<notice_again> put_right(editions const& known,
                                                                notice const& what);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/calendar/impl/put_right.ipp"
#endif
