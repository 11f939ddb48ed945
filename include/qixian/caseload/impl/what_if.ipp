// The same clocks with more or fewer days, or with receipt on rest days counted otherwise.
#pragma once

#include <algorithm>

#include "qixian/caseload/what_if.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL result<clock_columns> under(clock_columns const& of, what_if rules,
                                        working_calendar const& calendar) {
    clock_columns out;
    out.reserve(of.size());
    bool const moves = rules.nonworking_receipt == nonworking_receipt::next_working_day;
    day_index asked = 0;
    day_index begins = 0;
    for (std::size_t row = 0; row < of.size(); ++row) {
        if (of.from()[row] != asked) {
            asked = of.from()[row];
            begins = asked;
            if (moves) {
                auto const next = calendar.on_or_after(day_at(asked));
                if (!next) {
                    return next.error();
                }
                begins = day_index_of(next->earliest);
            }
        }
        int const total = (std::max)(of.total()[row] + rules.more_days, 1);
        QIXIAN_EXPECTS(total <= 0xFF);
        out.append(begins, static_cast<std::uint8_t>(total));
    }
    return out;
}

}  // namespace qixian::inline v0
