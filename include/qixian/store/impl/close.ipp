#pragma once

#include "qixian/store/impl/state.ipp"

// What is inserted beside entries: checkpoints, the projection, closed years, settings, notices.

namespace qixian::inline v0 {

namespace detail {

inline void bind_text(SQLite::Statement& to, int at, std::string const& text) {
    if (!text.empty()) {
        to.bindNoCopy(at, text);  // no empty text: portable databases would make it a null
    }
}

/// Agencies named at creation, as the entry of the creation holds them.
inline std::string names_text(std::vector<std::string> const& names) {
    std::string out;
    for (auto const& each : names) {
        out += (out.empty() ? "" : "\n") + each;
    }
    return out;
}

/// A frontier as text: full subtrees, largest first, 64 digits each.
inline std::string frontier_text(merkle_frontier const& tree) {
    std::string out;
    for (auto const& each : tree.full()) {
        out += to_hex(each);
    }
    return out;
}

inline std::optional<hash_value> hash_in(std::string_view hex) {
    hash_value out{};
    if (hex.size() != out.size() * 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hex.size(); ++i) {
        char const c = hex[i];
        int const value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (value < 0) {
            return std::nullopt;
        }
        auto& byte = out[i / 2];
        byte = static_cast<unsigned char>(byte * 16 + value);
    }
    return out;
}

inline std::optional<merkle_frontier> frontier_in(std::uint64_t size, std::string_view text) {
    std::vector<hash_value> full;
    for (std::size_t at = 0; at < text.size(); at += 64) {
        auto const each = hash_in(text.substr(at, 64));
        if (!each) {
            return std::nullopt;
        }
        full.push_back(*each);
    }
    if (full.size() != static_cast<std::size_t>(std::popcount(size))) {
        return std::nullopt;
    }
    return merkle_frontier(size, std::move(full));
}

inline std::string checkpoint_hash(checkpoint_row const& row, std::string_view before,
                                   hash_provider& by) {
    field_bytes bytes;
    bytes.add("qixian/checkpoint/1");
    bytes.add(by.name());
    bytes.add(row.mark.agency);
    bytes.add(row.mark.events);
    bytes.add(to_text(row.mark.day));
    bytes.add(row.mark.made.seconds);
    bytes.add(row.mark.applications);
    bytes.add(row.mark.root);
    bytes.add(row.frontier);
    bytes.add(before);
    return to_hex(by.of(bytes.bytes()));
}

}  // namespace detail

inline void store::state::insert(detail::event_row& row, std::string_view before) {
    field_bytes bytes;
    row.put(bytes, hash->name(), before);
    row.hash = to_hex(hash->of(bytes.bytes()));
    static std::string const sql = [] {
        // OR ROLLBACK as the guard of the table, so that no journal of single statements is kept.
        std::string out =
            "INSERT OR ROLLBACK INTO event(" + detail::event_columns() + ") VALUES (?";
        for (int i = 1; i < detail::event_column_count; ++i) {
            out += ",?";
        }
        return out + ")";
    }();
    auto const q = file.ask(sql.c_str());
    int at = 0;
    auto const text = [&](std::string const& value) { detail::bind_text(*q, ++at, value); };
    auto const number_at = [&](std::int64_t value) { q->bind(++at, value); };
    text(row.agency);
    number_at(row.position);
    text(row.application);
    number_at(row.version);
    text(row.id);
    for (auto const& each : row.content) {
        text(each);
    }
    number_at(row.order_no);
    number_at(row.recorded_s);
    number_at(row.stored_s);
    text(row.actor);
    text(row.role);
    text(row.rules);
    text(row.digest);
    text(row.hash);
    if (q->exec() != 1) {
        throw store_error(code::store_damaged, file.path(), "something keeps entries from staying");
    }
}

// --- the agency's own log ---

inline detail::event_row store::state::own_entry(std::string const& agency, std::string_view what,
                                                 date on, instant now, author const& by) {
    detail::event_row row;
    row.agency = agency;
    row.application = detail::nameless;
    row.content[detail::c_on] = to_text(on);
    row.content[detail::c_event] = what;
    row.recorded_s = now.seconds;
    row.stored_s = now.seconds;
    row.actor = by.actor;
    row.role = by.role;
    row.rules = detail::version_text();
    return row;
}

inline void store::state::append_own(detail::event_row& row) {
    checkpoint_if_due(row.agency, {row.stored_s});
    auto const at = head_of(row.agency, row.application);
    row.version = at.version + 1;
    row.position = last_position(row.agency) + 1;
    if (row.id.empty()) {
        auto const base = "q" + std::to_string(row.position) + "-" + row.content[detail::c_event];
        row.id = base;
        // A log from another store may have brought this very id along.
        for (int n = 2; has_entry(row.agency, row.id); ++n) {
            row.id = base + "-" + std::to_string(n);
        }
    }
    insert(row, at.hash);
}

// --- checkpoints ---

namespace detail {

/// Of a question for position, made_on, made_s, applications, root, frontier, hash.
inline checkpoint_row read_checkpoint(std::string const& agency, SQLite::Statement& from) {
    checkpoint_row out;
    out.mark.agency = agency;
    out.mark.events = from.getColumn(0).getInt64();
    std::string text;
    read_text_column(text, from, 1);
    auto const day = parse_date(text);
    out.mark.day = day ? *day : qixian::day(19000101);  // its hash will not fit
    out.mark.made = {from.getColumn(2).getInt64()};
    out.mark.applications = from.getColumn(3).getInt64();
    read_text_column(out.mark.root, from, 4);
    read_text_column(out.frontier, from, 5);
    read_text_column(out.mark.hash, from, 6);
    return out;
}

}  // namespace detail

inline std::optional<detail::checkpoint_row> store::state::last_checkpoint(
    std::string const& agency) {
    auto const q = file.ask("SELECT position, made_on, made_s, applications, root, frontier, "
                            "hash FROM checkpoint WHERE agency = ? ORDER BY position DESC "
                            "LIMIT 1");
    q.bind_all(agency);
    if (!q->executeStep()) {
        return std::nullopt;
    }
    return detail::read_checkpoint(agency, *q);
}

inline std::optional<checkpoint_mark> store::state::make_checkpoint(std::string const& agency,
                                                                    instant now) {
    auto const position = last_position(agency);
    if (position == 0) {
        return std::nullopt;
    }
    auto const before = last_checkpoint(agency);
    if (before && before->mark.events == position) {
        return before->mark;
    }
    merkle_frontier tree;
    if (before) {
        auto resumed =
            detail::frontier_in(static_cast<std::uint64_t>(before->mark.events), before->frontier);
        if (!resumed) {
            throw store_error(code::store_damaged, file.path(), "checkpoint of " + agency);
        }
        tree = std::move(*resumed);
    }
    {
        auto const q = file.ask("SELECT hash FROM event WHERE agency = ? AND position > ? "
                                "ORDER BY position");
        q.bind_all(agency, static_cast<std::int64_t>(tree.size()));
        std::string text;
        while (q->executeStep()) {
            detail::read_text_column(text, *q, 0);
            auto const leaf = detail::hash_in(text);
            if (!leaf) {
                throw store_error(code::store_damaged, file.path(), "hash of an entry");
            }
            tree.add(*leaf, *hash);
        }
    }
    detail::checkpoint_row row;
    row.mark = {.agency = agency,
                .events = position,
                .applications = number("SELECT count(*) FROM event WHERE agency = ? AND "
                                       "version = 1 AND application <> '*'",
                                       agency),
                .day = legal_day(now),
                .made = now,
                .root = to_hex(tree.root(*hash))};
    row.frontier = detail::frontier_text(tree);
    row.mark.hash = detail::checkpoint_hash(row, before ? before->mark.hash : "", *hash);
    auto const q = file.ask("INSERT INTO checkpoint(agency, position, made_on, made_s, "
                            "applications, root, frontier, hash) VALUES (?,?,?,?,?,?,?,?)");
    q.bind_all(agency, position, to_text(row.mark.day), now.seconds, row.mark.applications,
               row.mark.root, row.frontier, row.mark.hash);
    q->exec();
    return row.mark;
}

inline void store::state::checkpoint_if_due(std::string const& agency, instant now) {
    auto const q = file.ask("SELECT stored_s FROM event WHERE agency = ? ORDER BY position DESC "
                            "LIMIT 1");
    q.bind_all(agency);
    if (q->executeStep() && legal_day({q->getColumn(0).getInt64()}) < legal_day(now)) {
        make_checkpoint(agency, now);
    }
}

// --- the projection ---

inline void store::state::project(std::string const& agency, std::string const& application,
                                  head const& at, detail::projected_row const& now, bool fresh) {
    // No upsert: dialects differ.
    if (!fresh) {
        auto const q = file.ask("DELETE FROM application_now WHERE agency = ? AND application = ?");
        q.bind_all(agency, application);
        q->exec();
    }
    auto const q = file.ask("INSERT INTO application_now(agency, application, version, hash, "
                            "last_on, stage, applicant, received_on, closed_on, outcome, desk, "
                            "irregular_rows, refused_rows) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    detail::bind_text(*q, 1, agency);
    detail::bind_text(*q, 2, application);
    q->bind(3, at.version);
    detail::bind_text(*q, 4, at.hash);
    detail::bind_text(*q, 5, now.last_on);
    detail::bind_text(*q, 6, now.stage);
    detail::bind_text(*q, 7, now.applicant);
    detail::bind_text(*q, 8, now.received_on);
    detail::bind_text(*q, 9, now.closed_on);
    detail::bind_text(*q, 10, now.outcome);
    detail::bind_text(*q, 11, now.desk);
    q->bind(12, now.irregular);
    q->bind(13, now.refused);
    q->exec();
}

inline detail::projected_row store::state::projected(std::string const& agency,
                                                     std::vector<entry> const& rows) {
    if (rows.empty()) {
        return {};
    }
    auto const last = detail::last_day(rows);
    auto const life = fold(rows, last, rules().question(agency, detail::first_day(rows)));
    history nothing;
    nothing.as_of = last;
    return detail::projected_row::of(life ? *life : nothing, last);
}

/// What the projection was made by: the same entries give another closing day of a lapse under
/// another calendar.
inline std::string store::state::projection_basis() {
    auto& book_now = rules();
    return detail::version_text() + " " + book_now.calendar("").digest();
}

inline void store::state::note_basis(std::string const& agency) {
    auto const basis = projection_basis();
    {
        auto const q = file.ask("SELECT basis FROM projection WHERE agency = ?");
        q.bind_all(agency);
        if (q->executeStep()) {
            return;  // made by what it says; a rebuild writes it anew
        }
    }
    auto const q = file.ask("INSERT INTO projection(agency, basis) VALUES (?,?)");
    q.bind_all(agency, basis);
    q->exec();
}

inline void store::state::rebuild_projection() {
    file.exec("DELETE FROM application_now; DELETE FROM projection");
    std::uint64_t done = 0;
    for (auto const& agency : agency_columns()) {
        auto const names = application_columns(agency);
        for (auto const& name : names) {
            project(agency, name, head_of(agency, name), projected(agency, rows_of(agency, name)),
                    true);
            report_progress(++done, names.size());
        }
        note_basis(agency);
    }
}

// --- closed years ---

inline std::vector<int> store::state::closed_year_numbers(std::string const& agency) {
    auto const q = file.ask("SELECT report_year FROM closed_year WHERE agency = ? "
                            "ORDER BY report_year");
    q.bind_all(agency);
    std::vector<int> out;
    while (q->executeStep()) {
        out.push_back(q->getColumn(0).getInt());
    }
    return out;
}

inline result<report> store::state::report_of(std::string const& agency, int year, form shape,
                                              date as_of) {
    std::vector<account> accounts;
    std::optional<fault> wrong;
    each_kept({.agency = detail::from_column(agency)}, [&](kept_application const& app) {
        if (wrong || detail::first_day(app.rows) > as_of) {
            return;
        }
        auto const a =
            assess(app.rows, as_of, rules().question(agency, detail::first_day(app.rows)));
        if (!a) {
            wrong = a.error();
            wrong->detail =
                app.application + (wrong->detail.empty() ? "" : " (" + wrong->detail + ")");
            return;
        }
        accounts.push_back(account_of(*a));
    });
    if (wrong) {
        return *wrong;
    }
    auto out = make_report(accounts, year, shape, as_of);
    out.agency = detail::from_column(agency);
    return out;
}

inline std::string store::state::digest_of(frozen_report const& figures) {
    field_bytes bytes;
    bytes.add("qixian/closing/1");
    bytes.add(std::int64_t{figures.year});
    bytes.add(code_of(figures.shape));
    for (auto const& each : counts_of(figures)) {
        bytes.add(each.row);
        bytes.add(each.column);
        bytes.add(each.count);
    }
    for (auto const& each : members_of(figures)) {
        bytes.add(each.row);
        bytes.add(each.column);
        bytes.add(each.application);
    }
    return to_hex(hash->of(bytes.bytes()));
}

inline result<closed_year> store::state::freeze_year(std::string const& agency, int year,
                                                     std::optional<form> shape,
                                                     detail::event_row row) {
    auto const closed = closed_year_numbers(agency);
    if (std::find(closed.begin(), closed.end(), year) != closed.end()) {
        return fault{.what = code::year_closed_before, .detail = std::to_string(year)};
    }
    auto const closed_on = legal_day({row.recorded_s});
    if (closed_on <= last_day_of(year)) {
        return fault{.what = code::year_not_over,
                     .detail = std::to_string(year) + ", " + to_text(closed_on)};
    }
    auto const wanted = shape.value_or(form_of_year(year));
    auto const figures = report_of(agency, year, wanted, closed_on);
    if (!figures) {
        return figures.error();
    }
    closed_year out{.agency = detail::from_column(agency),
                    .year = year,
                    .closed_on = closed_on,
                    .recorded = {row.recorded_s},
                    .figures = freeze(*figures)};
    row.digest = digest_of(out.figures);
    append_own(row);
    out.position = row.position;
    {
        auto const q = file.ask("INSERT INTO closed_year(agency, report_year, position, form, "
                                "closed_on, digest) VALUES (?,?,?,?,?,?)");
        q.bind_all(agency, std::int64_t{year}, row.position, code_of(wanted), to_text(closed_on),
                   row.digest);
        q->exec();
    }
    for (auto const& each : counts_of(out.figures)) {
        auto const q = file.ask("INSERT INTO closed_figure(agency, report_year, row_id, column_id, "
                                "figure) VALUES (?,?,?,?,?)");
        q.bind_all(agency, std::int64_t{year}, each.row, each.column, each.count);
        q->exec();
    }
    std::map<std::pair<std::string, std::string>, std::int64_t> numbers;
    for (auto const& each : members_of(out.figures)) {
        auto const q = file.ask("INSERT INTO closed_member(agency, report_year, row_id, column_id, "
                                "application, member_no) VALUES (?,?,?,?,?,?)");
        q.bind_all(agency, std::int64_t{year}, each.row, each.column, each.application,
                   ++numbers[{each.row, each.column}]);
        q->exec();
    }
    return out;
}

inline frozen_report store::state::read_frozen(std::string const& agency, int year, form shape) {
    std::vector<frozen_count> counts;
    std::vector<frozen_member> members;
    {
        auto const q = file.ask("SELECT row_id, column_id, figure FROM closed_figure WHERE "
                                "agency = ? AND report_year = ?");
        q.bind_all(agency, std::int64_t{year});
        while (q->executeStep()) {
            auto& each = counts.emplace_back();
            detail::read_text_column(each.row, *q, 0);
            detail::read_text_column(each.column, *q, 1);
            each.count = q->getColumn(2).getInt64();
        }
    }
    {
        auto const q = file.ask("SELECT row_id, column_id, application FROM closed_member WHERE "
                                "agency = ? AND report_year = ?");
        q.bind_all(agency, std::int64_t{year});
        while (q->executeStep()) {
            auto& each = members.emplace_back();
            detail::read_text_column(each.row, *q, 0);
            detail::read_text_column(each.column, *q, 1);
            detail::read_text_column(each.application, *q, 2);
        }
    }
    auto const made = frozen_from(year, shape, detail::from_column(agency), counts, members);
    if (!made) {
        throw store_error(code::store_damaged, file.path(),
                          "closed year " + std::to_string(year) + " of " + agency + ": " +
                              made.error().detail);
    }
    return *made;
}

inline closed_year store::state::closed_year_of(std::string const& agency, int year) {
    closed_year out{.agency = detail::from_column(agency), .year = year};
    std::string shape;
    {
        auto const q = file.ask("SELECT y.position, y.form, e.recorded_s FROM closed_year AS y "
                                "JOIN event AS e ON e.agency = y.agency AND "
                                "e.position = y.position WHERE y.agency = ? AND "
                                "y.report_year = ?");
        q.bind_all(agency, std::int64_t{year});
        if (q->executeStep()) {
            out.position = q->getColumn(0).getInt64();
            detail::read_text_column(shape, *q, 1);
            out.recorded = {q->getColumn(2).getInt64()};
        }
    }
    auto const known = form_of(shape);
    if (!known) {
        throw store_error(code::store_damaged, file.path(), "closed year " + std::to_string(year));
    }
    out.closed_on = legal_day(out.recorded);
    out.figures = read_frozen(agency, year, *known);
    return out;
}

// --- notices ---

inline std::string store::state::digest_of(notice const& what) {
    field_bytes bytes;
    bytes.add("qixian/notice/1");
    bytes.add(what.id);
    bytes.add(what.document);
    bytes.add(what.title);
    bytes.add(to_text(what.published));
    bytes.add(std::int64_t{what.arranges_year});
    bytes.add(what.amends);
    for (auto const& each : what.days) {
        bytes.add(to_text(each.on));
        bytes.add(code_of(each.kind));
        bytes.add(each.holiday);
    }
    return to_hex(hash->of(bytes.bytes()));
}

}  // namespace qixian::inline v0
