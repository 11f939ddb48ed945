// The projection: where each application stands by its entries, for reporting tools. It may be
// dropped and made again at any time.
#pragma once

#include "qixian/store/impl/state.ipp"

namespace qixian::inline v0 {

inline void store::state::project(std::string const& agency, stored_projection const& row,
                                  bool fresh) {
    // No upsert: dialects differ.
    if (!fresh) {
        port->unproject(agency, row.application);
    }
    port->project(agency, row);
}

inline projected_row store::state::projected(std::string const& agency,
                                             std::vector<entry> const& rows) {
    if (rows.empty()) {
        return {};
    }
    auto const last = detail::last_day(rows);
    auto const life = fold(rows, last, rules().question(agency, detail::first_day(rows)));
    history nothing;
    nothing.as_of = last;
    return detail::projection_of(life ? *life : nothing, last);
}

/// What the projection was made by: the same entries give another closing day of a lapse under
/// another calendar.
inline std::string store::state::projection_basis() {
    auto& book_now = rules();
    return detail::version_text() + " " + book_now.calendar("").digest();
}

inline void store::state::note_basis(std::string const& agency) {
    auto const basis = projection_basis();
    if (!port->basis(agency)) {  // made by what it says; a rebuild writes it anew
        port->set_basis(agency, basis);
    }
}

inline void store::state::rebuild_projection() {
    port->drop_projection();
    std::uint64_t done = 0;
    for (auto const& agency : port->agencies()) {
        auto const names = port->applications(agency);
        for (auto const& name : names) {
            auto at = port->head(agency, name);
            project(agency,
                    {.application = name,
                     .at = std::move(at),
                     .now = projected(agency, rows_of(agency, name))},
                    true);
            report_progress(++done, names.size());
        }
        note_basis(agency);
    }
}

}  // namespace qixian::inline v0
