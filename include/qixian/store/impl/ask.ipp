// The questions to the store: each is answered from one moment of it.
#pragma once

#include "qixian/store/impl/arrive.ipp"
#include "qixian/store/impl/open.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL bool all_withdrawn(std::span<entry const> rows) {
    auto const gone = detail::taken_back(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!gone[i] && rows[i].what != event::entry_withdrawn) {
            return false;
        }
    }
    return true;
}

QIXIAN_DECL void store::each_application(read_filter const& which,
                                         std::function<void(kept_application const&)> const& use) {
    state_->look([&] { state_->each_kept(which, use); });
}

QIXIAN_DECL std::optional<kept_application> store::find(std::string_view agency,
                                                        std::string_view application,
                                                        std::optional<instant> recorded_by) {
    return state_->look([&]() -> std::optional<kept_application> {
        kept_application out{std::string(agency), std::string(application),
                             state_->rows_of(detail::column_text(agency), application)};
        if (recorded_by) {
            std::erase_if(out.rows, [&](entry const& e) { return e.recorded > recorded_by; });
        }
        if (out.rows.empty()) {
            return std::nullopt;
        }
        return out;
    });
}

QIXIAN_DECL result<entry_place> store::find_entry(std::string_view agency, std::string_view id) {
    constexpr std::size_t shown = 8;
    return state_->look([&]() -> result<entry_place> {
        std::vector<entry_place> whole;
        std::vector<entry_place> begun;
        for (auto const& each : state_->port->agencies()) {
            if (id.empty() || (!agency.empty() && each != agency)) {
                continue;
            }
            for (auto const& found : state_->port->ids_that_begin(each, id, shown + 1)) {
                auto const row = state_->port->with_id(each, found);
                if (row && row->application != detail::nameless) {
                    (found == id ? whole : begun)
                        .push_back({detail::from_column(each), row->application, found});
                }
            }
        }
        auto const& found = whole.empty() ? begun : whole;
        if (found.size() == 1) {
            return found.front();
        }
        fault why{.what = found.empty()   ? code::unknown_entry
                          : whole.empty() ? code::id_ambiguous
                                          : code::agency_needed,
                  .detail = detail::excerpt(id),
                  .field = "id"};
        for (std::size_t i = 0; i < begun.size() && whole.empty(); ++i) {
            why.detail += i == shown ? ", …"
                          : i > shown
                              ? ""
                              : (i == 0 ? ": " : ", ") + begun[i].id + " " + begun[i].application;
        }
        return why;
    });
}

QIXIAN_DECL std::vector<std::string> store::application_names(std::string_view agency) {
    return state_->look([&] { return state_->port->applications(detail::column_text(agency)); });
}

QIXIAN_DECL std::vector<std::string> store::agencies() {
    return state_->look([&] {
        auto out = state_->info.agencies;
        for (auto const& each : state_->port->agencies()) {
            auto const name = detail::from_column(each);
            if (state_->port->has_applications(each) &&
                std::find(out.begin(), out.end(), name) == out.end()) {
                out.push_back(name);
            }
        }
        return out;
    });
}

QIXIAN_DECL void store::feed(std::optional<std::string> const& agency, std::int64_t position,
                             std::function<bool(feed_item const&)> const& use) {
    if (position == std::numeric_limits<std::int64_t>::max()) {
        return;
    }
    state_->look([&] {
        bool more = true;
        auto const step = [&](stored_row const& row) {
            if (!event_of(row.content[detail::c_event])) {
                return true;  // settings and notices: the store's own
            }
            feed_item const item{.agency = detail::from_column(row.agency),
                                 .position = row.position,
                                 .version = row.version,
                                 .e = detail::entry_of(row, state_->port->name()),
                                 .stored = {row.stored_s},
                                 .actor = row.actor,
                                 .role = row.role,
                                 .hash = row.hash};
            more = use(item);
            return more;
        };
        for (auto const& each : state_->port->agencies()) {
            if (more && (!agency || detail::column_text(*agency) == each)) {
                state_->port->rows_from(each, position + 1, std::ref(step));
            }
        }
    });
}

QIXIAN_DECL void store::each_entry(read_filter const& which,
                                   std::function<void(entry const&)> const& use) {
    feed(which.agency, 0, [&](feed_item const& item) {
        if (!which.recorded_by || item.e.recorded <= which.recorded_by) {
            use(item.e);
        }
        return true;
    });
}

QIXIAN_DECL kept_settings store::settings(std::string_view agency, date on) {
    return state_->look([&] { return state_->rules().on(detail::column_text(agency), on); });
}

QIXIAN_DECL std::vector<setting_row> store::setting_history() {
    return state_->look([&] {
        std::vector<setting_row> out;
        for (auto const& each : state_->rules().lines) {
            out.push_back({detail::from_column(each.agency), each.from, each.name, each.value});
        }
        return out;
    });
}

QIXIAN_DECL editions const& store::sources() {
    return *state_->look([&] { return state_->rules().sources.get(); });
}

QIXIAN_DECL std::vector<std::string> store::notice_conflicts() {
    return state_->look([&] { return state_->rules().conflicts; });
}

QIXIAN_DECL std::vector<closed_year> store::closed_years(std::optional<std::string> const& agency) {
    return state_->look([&] {
        std::vector<closed_year> out;
        for (auto const& each : state_->port->agencies()) {
            if (agency && detail::column_text(*agency) != each) {
                continue;
            }
            for (auto const& closing : state_->port->closings(each)) {
                out.push_back(state_->closed_year_of(each, closing.year));
            }
        }
        return out;
    });
}

QIXIAN_DECL result<restatement> store::restate(std::string_view agency, int year, date as_of) {
    return state_->look([&]() -> result<restatement> {
        auto const column = detail::column_text(agency);
        auto const closed = state_->port->closings(column);
        if (std::none_of(closed.begin(), closed.end(),
                         [&](stored_closing const& each) { return each.year == year; })) {
            return fault{.what = code::year_not_closed, .detail = std::to_string(year)};
        }
        auto const published = state_->closed_year_of(column, year);
        auto const now = state_->report_of(column, year, published.figures.shape, as_of);
        if (!now) {
            return now.error();
        }
        return qixian::restate(published.figures, *now);
    });
}

}  // namespace qixian::inline v0
