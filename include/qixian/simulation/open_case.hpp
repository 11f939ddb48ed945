// An application that is really open, read from its rows: what a forecast begins with.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/period/flat_days.hpp"
#include "qixian/rule/entry.hpp"

namespace qixian::inline v0 {

/// An application that is open, as far as its rows tell.
struct open_case {
    std::string agency{};
    std::string application{};
    applicant column = applicant::natural_person;
    stage at = stage::received;
    date received{};
    date since{};               ///< the last row that moved it
    maybe_date due{};           ///< of the reply as it stands now; none while the clock is held
    std::vector<entry> rows{};  ///< by day and seq, none after the day asked about
    /// Its rows are more than a simulation follows (several opinions, a delayed reply): it is taken as
    /// plainly received, and judged by the due day above.
    bool by_due_day_only = false;
};

/// The application of `rows` at the end of `as_of`; nothing where it is not open then.
/// Faults: those of `assess`.
[[nodiscard]] QIXIAN_DECL result<std::optional<open_case>> open_case_of(std::span<entry const> rows,
                                                                        date as_of,
                                                                        context const& in);

/// What became of one in a replication.
struct case_fate {
    day_index closed = 0;  ///< 0: not by the end
    bool late = false;     ///< closed late, or open and late at the end
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/open_case.ipp"
#endif
