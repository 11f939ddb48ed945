// What every question about a history needs: the calendar, the chosen readings, the statute.
#pragma once

#include "qixian/calendar/working_calendar.hpp"
#include "qixian/rule/policy.hpp"
#include "qixian/rule/rows.hpp"

namespace qixian::inline v0 {

/// Cheap to copy: the calendar is one shared pointer. The statute must outlive every question.
struct context {
    working_calendar calendar;
    qixian::policies policies{};
    statute const* law = &default_statute();
};

}  // namespace qixian::inline v0
