// Why days are open, in words: which notice is wanting, which festivals have no day, where.
//
// Part of qixian::answer.
#pragma once

#include <string>

#include "qixian/calendar/working_calendar.hpp"

namespace qixian::inline v0::answer {

/// Why days are open, as a sentence without its stop.
struct open_reason {
    std::string en{};
    std::string zh{};
};
[[nodiscard]] QIXIAN_DECL open_reason reason_of(open_days const& each);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/open_reason.ipp"
#endif
