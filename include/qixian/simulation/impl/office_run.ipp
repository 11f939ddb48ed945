// One replication of an office, from its first day to its books.
#pragma once

#include "qixian/simulation/impl/inputs.ipp"
#include "qixian/simulation/impl/office_course.ipp"
#include "qixian/simulation/impl/office_dossier.ipp"
#include "qixian/simulation/impl/office_hand_over.ipp"
#include "qixian/simulation/impl/office_opening.ipp"
#include "qixian/simulation/impl/office_remedies.ipp"
#include "qixian/simulation/impl/office_work.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL tally office::run(run_key const& key, row_sink const& rows,
                              stop_question const& stop) const {
    auto const drawn = detail::drawn_office(held_, key);
    return detail::office_run(*drawn, key, rows, stop).run();
}

QIXIAN_DECL tally office::run_and_tell(run_key const& key, run_listener const& to) const {
    stop_question const never_stop;  // the run keeps a reference to it
    auto const drawn = detail::drawn_office(held_, key);
    detail::office_run one(*drawn, key, to.rows, never_stop);
    one.listen(to);
    return one.run();
}

}  // namespace qixian::inline v0
