// One replication of an office, from its first day to its books.
#pragma once

#include "qixian/simulation/impl/office_work.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL tally office::run(run_key const& key, row_sink const& rows,
                              stop_question const& stop) const {
    return detail::office_run(*held_, key, rows, stop).run();
}

QIXIAN_DECL tally office::run_and_tell(run_key const& key, run_listener const& to) const {
    stop_question const never_stop;  // the run keeps a reference to it
    detail::office_run one(*held_, key, to.rows, never_stop);
    one.listen(to);
    return one.run();
}

}  // namespace qixian::inline v0
