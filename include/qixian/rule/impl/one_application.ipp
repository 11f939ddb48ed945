// Whose rows they are: what several rows say together of their agency and application.
#pragma once

#include <span>

#include "qixian/rule/entry.hpp"
#include "qixian/rule/rows.hpp"

namespace qixian::inline v0::detail {

/// Whether the row is an agency's, and of no application.
inline bool is_of_a_year(statute const& law, entry const& e) {
    return e.what == law.freezes_year && law.freezes_year != no_event;
}

/// Whether `other` belongs to the application of `one`.
inline bool is_of_one_application(entry const& one, entry const& other) {
    return other.application == one.application &&
           (other.agency == one.agency || other.agency.empty() || one.agency.empty());
}

/// The row by which `rows` are those of an application: the first that names an agency, else the first.
inline entry const* namesake(statute const& law, std::span<entry const> rows) {
    entry const* first = nullptr;
    for (auto const& each : rows) {
        if (is_of_a_year(law, each)) {
            continue;
        }
        if (!each.agency.empty()) {
            return &each;
        }
        first = first == nullptr ? &each : first;
    }
    return first;
}

}  // namespace qixian::inline v0::detail
