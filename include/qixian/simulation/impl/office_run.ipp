// One replication of an office, from its first day to its books.
#pragma once

#include "qixian/simulation/impl/inputs.ipp"
#include "qixian/simulation/impl/office_course.ipp"
#include "qixian/simulation/impl/office_hand_over.ipp"
#include "qixian/simulation/impl/office_opening.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL tally office::run(run_key const& key, row_sink const& rows,
                              stop_question const& stop) const {
    auto const drawn = detail::drawn_office(held_, key);
    return detail::office_run(*drawn, key, rows, stop).run();
}

}  // namespace qixian::inline v0
