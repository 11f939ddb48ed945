// What SQLite keeps beside entries: checkpoints, the projection, closed years, notices.
#pragma once

#include "qixian/store/sqlite/impl/port.ipp"

namespace qixian::inline v0::detail {

// --- checkpoints ---

/// Of a question for position, made_on, made_s, applications, root, frontier, hash.
inline stored_checkpoint read_checkpoint(std::string_view agency, asked const& from) {
    stored_checkpoint out;
    out.mark.agency = agency;
    out.mark.events = from->getColumn(0).getInt64();
    std::string text;
    from.read(text, 1);
    auto const day = parse_date(text);
    out.mark.day = day ? *day : qixian::day(19000101);  // its hash will not fit
    out.mark.made = {from->getColumn(2).getInt64()};
    out.mark.applications = from->getColumn(3).getInt64();
    from.read(out.mark.root, 4);
    from.read(out.frontier, 5);
    from.read(out.mark.hash, 6);
    return out;
}

inline std::vector<stored_checkpoint> sqlite_port::checkpoints(std::string_view agency) {
    auto const q = file_.ask("SELECT position, made_on, made_s, applications, root, frontier, hash "
                             "FROM checkpoint WHERE agency = ? ORDER BY position");
    q.bind_all(agency);
    std::vector<stored_checkpoint> out;
    while (q.step()) {
        out.push_back(read_checkpoint(agency, q));
    }
    return out;
}

inline std::optional<stored_checkpoint> sqlite_port::last_checkpoint(std::string_view agency) {
    auto const q = file_.ask("SELECT position, made_on, made_s, applications, root, frontier, hash "
                             "FROM checkpoint WHERE agency = ? ORDER BY position DESC LIMIT 1");
    q.bind_all(agency);
    if (!q.step()) {
        return std::nullopt;
    }
    return read_checkpoint(agency, q);
}

inline void sqlite_port::add(stored_checkpoint const& row) {
    auto const q = file_.ask("INSERT INTO checkpoint(agency, position, made_on, made_s, "
                             "applications, root, frontier, hash) VALUES (?,?,?,?,?,?,?,?)");
    q.bind_all(row.mark.agency, row.mark.events, to_text(row.mark.day), row.mark.made.seconds,
               row.mark.applications, row.mark.root, row.frontier, row.mark.hash);
    q->exec();
}

// --- the projection ---

inline void sqlite_port::project(std::string_view agency, stored_projection const& row) {
    auto const q = file_.ask("INSERT INTO application_now(agency, application, version, hash, "
                             "last_on, stage, applicant, received_on, closed_on, outcome, desk, "
                             "irregular_rows, refused_rows) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    q->bind(1, std::string(agency));
    bind_text(q, 2, row.application);
    q->bind(3, row.at.version);
    bind_text(q, 4, row.at.hash);
    int column = 4;
    for (auto const* each :
         {&row.now.last_on, &row.now.stage, &row.now.applicant, &row.now.received_on,
          &row.now.closed_on, &row.now.outcome, &row.now.desk}) {
        bind_text(q, ++column, *each);
    }
    q->bind(12, row.now.irregular);
    q->bind(13, row.now.refused);
    q->exec();
}

inline void sqlite_port::unproject(std::string_view agency, std::string_view application) {
    auto const q = file_.ask("DELETE FROM application_now WHERE agency = ? AND application = ?");
    q.bind_all(agency, application);
    q->exec();
}

inline void sqlite_port::drop_projection() {
    file_.exec("DELETE FROM application_now; DELETE FROM projection");
}

inline void sqlite_port::each_projected(std::string_view agency,
                                        std::function<void(stored_projection const&)> const& use) {
    auto const q = file_.ask(
        "SELECT application, version, hash, last_on, stage, applicant, received_on, closed_on, "
        "outcome, desk, irregular_rows, refused_rows FROM application_now WHERE agency = ?");
    q.bind_all(agency);
    stored_projection row;
    while (q.step()) {
        q.read(row.application, 0);
        row.at.version = q->getColumn(1).getInt64();
        q.read(row.at.hash, 2);
        int column = 3;
        row.odd_value = false;
        for (auto* each :
             {&row.now.last_on, &row.now.stage, &row.now.applicant, &row.now.received_on,
              &row.now.closed_on, &row.now.outcome, &row.now.desk}) {
            q.read(*each, column);
            row.odd_value = row.odd_value || (each->empty() && !q->isColumnNull(column));
            ++column;
        }
        row.now.irregular = q->getColumn(10).getInt64();
        row.now.refused = q->getColumn(11).getInt64();
        use(row);
    }
}

inline std::optional<std::string> sqlite_port::basis(std::string_view agency) {
    auto const q = file_.ask("SELECT basis FROM projection WHERE agency = ?");
    q.bind_all(agency);
    std::optional<std::string> out;
    if (q.step()) {
        q.read(out.emplace(), 0);
    }
    return out;
}

inline bool sqlite_port::has_other_basis(std::string_view than) {
    auto const q = file_.ask("SELECT count(*) FROM projection WHERE basis <> ?");
    q.bind_all(than);
    return q.step() && q->getColumn(0).getInt() > 0;
}

inline void sqlite_port::set_basis(std::string_view agency, std::string const& basis) {
    auto const q = file_.ask("INSERT INTO projection(agency, basis) VALUES (?,?)");
    q.bind_all(agency, basis);
    q->exec();
}

// --- closed years ---

inline std::vector<stored_closing> sqlite_port::closings(std::string_view agency) {
    auto const q = file_.ask("SELECT report_year, position, form, closed_on, digest FROM "
                             "closed_year WHERE agency = ? ORDER BY report_year");
    q.bind_all(agency);
    std::vector<stored_closing> out;
    while (q.step()) {
        auto& each = out.emplace_back();
        each.year = q->getColumn(0).getInt();
        each.position = q->getColumn(1).getInt64();
        q.read(each.form, 2);
        q.read(each.closed_on, 3);
        q.read(each.digest, 4);
    }
    return out;
}

inline std::vector<frozen_count> sqlite_port::figures(std::string_view agency, int year) {
    auto const q = file_.ask("SELECT row_id, column_id, figure FROM closed_figure WHERE "
                             "agency = ? AND report_year = ?");
    q.bind_all(agency, std::int64_t{year});
    std::vector<frozen_count> out;
    while (q.step()) {
        auto& each = out.emplace_back();
        q.read(each.row, 0);
        q.read(each.column, 1);
        each.count = q->getColumn(2).getInt64();
    }
    return out;
}

inline std::vector<frozen_member> sqlite_port::members(std::string_view agency, int year) {
    auto const q = file_.ask("SELECT row_id, column_id, application FROM closed_member WHERE "
                             "agency = ? AND report_year = ?");
    q.bind_all(agency, std::int64_t{year});
    std::vector<frozen_member> out;
    while (q.step()) {
        auto& each = out.emplace_back();
        q.read(each.row, 0);
        q.read(each.column, 1);
        q.read(each.application, 2);
    }
    return out;
}

inline void sqlite_port::add(std::string_view agency, stored_closing const& row,
                             std::vector<frozen_count> const& figures,
                             std::vector<frozen_member> const& members) {
    std::int64_t const year = row.year;
    {
        auto const q = file_.ask("INSERT INTO closed_year(agency, report_year, position, form, "
                                 "closed_on, digest) VALUES (?,?,?,?,?,?)");
        q.bind_all(agency, year, row.position, row.form, row.closed_on, row.digest);
        q->exec();
    }
    for (auto const& each : figures) {
        auto const q = file_.ask("INSERT INTO closed_figure(agency, report_year, row_id, "
                                 "column_id, figure) VALUES (?,?,?,?,?)");
        q.bind_all(agency, year, each.row, each.column, each.count);
        q->exec();
    }
    std::map<std::pair<std::string, std::string>, std::int64_t> numbers;
    for (auto const& each : members) {
        auto const q = file_.ask("INSERT INTO closed_member(agency, report_year, row_id, "
                                 "column_id, application, member_no) VALUES (?,?,?,?,?,?)");
        q.bind_all(agency, year, each.row, each.column, each.application,
                   ++numbers[{each.row, each.column}]);
        q->exec();
    }
}

// --- notices ---

// Region and completeness came when the table was there. They stand in `amends` behind the id, which
// has no `;` in it: a program that does not know them takes the notice for an amendment, which settles
// no year.
inline constexpr std::string_view notice_region = ";region=";
inline constexpr std::string_view notice_complete = ";complete=yes";

inline std::string amends_cell(notice const& of) {
    auto text = of.amends;
    if (!of.region.empty()) {
        text += std::string(notice_region) + of.region;
    }
    return of.complete ? text + std::string(notice_complete) : text;
}

inline void read_amends_cell(std::string text, notice& to) {
    to.complete = text.ends_with(notice_complete);
    if (to.complete) {
        text.resize(text.size() - notice_complete.size());
    }
    auto const region = text.find(notice_region);
    to.region = region == text.npos ? "" : text.substr(region + notice_region.size());
    to.amends = text.substr(0, region);
}

inline std::vector<std::pair<std::string, std::string>> sqlite_port::notices() {
    auto const q = file_.ask("SELECT DISTINCT agency, notice_id FROM notice_day");
    std::vector<std::pair<std::string, std::string>> out;
    while (q.step()) {
        auto& [agency, id] = out.emplace_back();
        q.read(agency, 0);
        q.read(id, 1);
    }
    return out;
}

inline notice sqlite_port::notice_of(std::string const& id) {
    auto const q = file_.ask("SELECT document, title, published_on, arranges_year, amends, "
                             "rest_day, kind_code, holiday FROM notice_day WHERE agency = '*' "
                             "AND notice_id = ? ORDER BY day_no");
    q.bind_all(id);
    notice out{.id = id};
    std::string text;
    auto const day_at = [&](int at) {
        q.read(text, at);
        auto const read = parse_date(text);
        if (!read) {
            throw store_error(code::store_damaged, file_.path(), "notice " + id);
        }
        return *read;
    };
    while (q.step()) {
        q.read(out.document, 0);
        q.read(out.title, 1);
        out.published = day_at(2);
        out.arranges_year = q->getColumn(3).getInt();
        q.read(text, 4);
        read_amends_cell(text, out);
        notice_day each{.on = day_at(5)};
        q.read(text, 6);
        each.kind = text == "work"     ? notice_kind::work
                    : text == "revert" ? notice_kind::revert
                                       : notice_kind::off;
        q.read(each.holiday, 7);
        out.days.push_back(std::move(each));
    }
    return out;
}

inline void sqlite_port::add(notice const& what) {
    std::int64_t number = 0;
    auto const amends = amends_cell(what);  // bound, not copied
    for (auto const& each : what.days) {
        auto const q = file_.ask(
            "INSERT INTO notice_day(agency, notice_id, day_no, document, title, published_on, "
            "arranges_year, amends, rest_day, kind_code, holiday) VALUES "
            "('*',?,?,?,?,?,?,?,?,?,?)");
        bind_text(q, 1, what.id);
        q->bind(2, ++number);
        bind_text(q, 3, what.document);
        bind_text(q, 4, what.title);
        q->bind(5, to_text(what.published));
        q->bind(6, what.arranges_year);
        bind_text(q, 7, amends);
        q->bind(8, to_text(each.on));
        q->bind(9, std::string(code_of(each.kind)));
        bind_text(q, 10, each.holiday);
        q->exec();
    }
}

}  // namespace qixian::inline v0::detail
