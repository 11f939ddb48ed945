// The tables of a store (src/notes/store.md tells what each is for).
//
// The tables are a contract that other databases can keep: the agency leads every key, types are
// plain, nothing is ever updated but the projection, and there is no upsert. Triggers and views are
// SQLite's. STRICT makes SQLite's own check see a value of the wrong type. The columns of a key
// stand first: SQLite 3.40's integrity check mistakes the order of others in a table WITHOUT ROWID.
// Nothing here may change once released: a new schema is a new version and a migration.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/store/port.hpp"

namespace qixian::inline v0::detail {

/// "QXK1", in the header of every store.
inline constexpr int store_application_id = 0x51584B31;

// clang-format off
/// The tables of schema 1; what stands in braces is made of the cells.
inline constexpr std::string_view store_tables = R"sql(
CREATE TABLE store_info(
  name TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  agency TEXT NOT NULL, position INTEGER NOT NULL,
  application TEXT NOT NULL, version INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  {cells}, extra TEXT,
  order_no INTEGER NOT NULL, recorded_s INTEGER NOT NULL, stored_s INTEGER NOT NULL,
  actor TEXT, actor_role TEXT, rules TEXT NOT NULL, digest TEXT, hash TEXT NOT NULL,
  PRIMARY KEY(agency, position),
  UNIQUE(agency, application, version),
  UNIQUE(agency, event_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint(
  agency TEXT NOT NULL, position INTEGER NOT NULL,
  made_on TEXT NOT NULL, made_s INTEGER NOT NULL, applications INTEGER NOT NULL,
  root TEXT NOT NULL, frontier TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(agency, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE notice_day(
  agency TEXT NOT NULL, notice_id TEXT NOT NULL, day_no INTEGER NOT NULL,
  document TEXT, title TEXT, published_on TEXT NOT NULL, arranges_year INTEGER NOT NULL, amends TEXT,
  rest_day TEXT NOT NULL, kind_code TEXT NOT NULL, holiday TEXT,
  PRIMARY KEY(agency, notice_id, day_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_year(
  agency TEXT NOT NULL, report_year INTEGER NOT NULL, position INTEGER NOT NULL,
  form TEXT NOT NULL, closed_on TEXT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY(agency, report_year)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_figure(
  agency TEXT NOT NULL, report_year INTEGER NOT NULL, row_id TEXT NOT NULL, column_id TEXT NOT NULL,
  figure INTEGER NOT NULL,
  PRIMARY KEY(agency, report_year, row_id, column_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE closed_member(
  agency TEXT NOT NULL, report_year INTEGER NOT NULL, row_id TEXT NOT NULL, column_id TEXT NOT NULL,
  member_no INTEGER NOT NULL, application TEXT NOT NULL,
  PRIMARY KEY(agency, report_year, row_id, column_id, member_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE application_now(
  agency TEXT NOT NULL, application TEXT NOT NULL,
  version INTEGER NOT NULL, hash TEXT NOT NULL, last_on TEXT NOT NULL,
  stage TEXT NOT NULL, applicant TEXT, received_on TEXT, closed_on TEXT, outcome TEXT, desk TEXT,
  irregular_rows INTEGER NOT NULL, refused_rows INTEGER NOT NULL,
  PRIMARY KEY(agency, application)
) STRICT, WITHOUT ROWID;
CREATE TABLE projection(
  agency TEXT NOT NULL PRIMARY KEY,
  basis TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIEW applications AS
  SELECT nullif(agency, '*') AS agency, application, stage, applicant, received_on, closed_on, outcome,
         desk, last_on, version AS entries, irregular_rows, refused_rows
  FROM application_now;
CREATE VIEW open_applications AS
  SELECT * FROM applications WHERE closed_on IS NULL;
CREATE VIEW entries AS
  SELECT nullif(agency, '*') AS agency, application, version, position, event_id, {viewed cells},
         datetime(recorded_s, 'unixepoch', '+8 hours') AS recorded_at, actor, actor_role
  FROM event WHERE application <> '*';
CREATE VIEW published_figures AS
  SELECT nullif(f.agency, '*') AS agency, f.report_year, y.form, y.closed_on, f.row_id, f.column_id, f.figure
  FROM closed_figure AS f JOIN closed_year AS y ON y.agency = f.agency AND y.report_year = f.report_year;
CREATE VIEW published_members AS
  SELECT nullif(agency, '*') AS agency, report_year, row_id, column_id, application
  FROM closed_member;
CREATE VIEW received_by_year AS
  SELECT agency, substr(received_on, 1, 4) AS received_year, applicant, count(*) AS applications
  FROM applications WHERE received_on IS NOT NULL AND stage <> 'void'
  GROUP BY agency, substr(received_on, 1, 4), applicant;
)sql";

/// What schema 2 adds: closings and checkpoints for reporting tools, which had to know the tables.
inline constexpr std::string_view store_schema_2 = R"sql(
CREATE VIEW closed_years AS
  SELECT nullif(agency, '*') AS agency, report_year, form, closed_on, position AS closing_entry
  FROM closed_year;
CREATE VIEW checkpoints AS
  SELECT nullif(agency, '*') AS agency, position AS entries, applications, made_on,
         datetime(made_s, 'unixepoch', '+8 hours') AS made_at, root, hash
  FROM checkpoint;
)sql";
// clang-format on

struct guarded_table {
    std::string_view table;
    std::string_view keys;  ///< condition under which an insert would replace a row
};

/// Append-only: no change, no removal, and no `INSERT OR REPLACE`, which would remove. The guard of
/// inserts rolls the whole transaction back: to abort one statement only, SQLite would keep a journal
/// of every insert, which costs a third of an import.
inline constexpr auto guarded_tables = std::to_array<guarded_table>({
    {"store_info", "name = NEW.name"},
    {"event", "agency = NEW.agency AND position = NEW.position) OR EXISTS (SELECT 1 FROM event "
              "WHERE agency = NEW.agency AND application = NEW.application AND "
              "version = NEW.version) OR EXISTS (SELECT 1 FROM event WHERE "
              "agency = NEW.agency AND event_id = NEW.event_id"},
    {"checkpoint", "agency = NEW.agency AND position = NEW.position"},
    {"notice_day", "agency = NEW.agency AND notice_id = NEW.notice_id AND day_no = NEW.day_no"},
    {"closed_year", "agency = NEW.agency AND report_year = NEW.report_year"},
    {"closed_figure", "agency = NEW.agency AND report_year = NEW.report_year AND "
                      "row_id = NEW.row_id AND column_id = NEW.column_id"},
    {"closed_member", "agency = NEW.agency AND report_year = NEW.report_year AND "
                      "row_id = NEW.row_id AND column_id = NEW.column_id AND "
                      "member_no = NEW.member_no"},
});

/// The type of the column of a cell.
inline std::string column_type(cell_row const& of) {
    bool const number = of.type == cell_type::count || of.type == cell_type::money;
    return std::string(number ? " INTEGER" : " TEXT") +
           (of.needed == event_set::all() ? " NOT NULL" : "");
}

/// The columns of schema 1 that are made of cells, as they are declared. Lines end where they ended
/// when it was released: SQLite keeps the text of a statement.
inline std::string declared_cells(cell_table const& cells) {
    std::string out;
    for (auto const& each : cells.rows) {
        if (!each.column.empty() && each.schema == 1) {
            out += std::string(each.column) + column_type(each);
            bool const ends = each.which == cell::event || each.which == cell::delivered ||
                              each.which == cell::result;
            out += each.which == cell::note ? "" : ends ? ",\n  " : ", ";
        }
    }
    return out;
}

/// The same as the view `entries` shows them.
inline std::string viewed_cells(cell_table const& cells) {
    std::string out;
    for (auto const& each : cells.rows) {
        if (!each.column.empty() && each.schema == 1 && each.viewed) {
            out += each.type == cell_type::money ? std::string(each.column) + " / 100.0 AS " +
                                                       std::string(each.name) + "_yuan"
                                                 : std::string(each.column);
            bool const ends = each.which == cell::event || each.which == cell::view;
            out += each.which == cell::note ? "" : ends ? ",\n         " : ", ";
        }
    }
    return out;
}

/// The columns that `schema` (2 or later) adds for cells.
inline std::string added_cells(cell_table const& cells, int schema) {
    std::string out;
    for (auto const& each : cells.rows) {
        if (!each.column.empty() && each.schema == schema) {
            out += "ALTER TABLE event ADD COLUMN " + std::string(each.column) + column_type(each) +
                   ";\n";
        }
    }
    return out;
}

/// One step forward. Entries are never rewritten: what they look like stays as it was hashed.
struct store_migration {
    int to;
    std::string_view sql;

    /// What it does, with the columns of cells.
    [[nodiscard]] std::string statements(cell_table const& cells = disclosure_cells) const {
        return std::string(sql) + added_cells(cells, to);
    }
};
inline constexpr auto store_migrations = std::to_array<store_migration>({{2, store_schema_2}});

/// Every statement that makes an empty store of `schema`.
inline std::string store_ddl(int schema = store_schema_version,
                             cell_table const& cells = disclosure_cells) {
    std::string sql(store_tables);
    auto const put = [&sql](std::string_view mark, std::string const& columns) {
        sql.replace(sql.find(mark), mark.size(), columns);
    };
    put("{cells}", declared_cells(cells));
    put("{viewed cells}", viewed_cells(cells));
    for (auto const& each : store_migrations) {
        if (each.to <= schema) {
            sql += each.statements(cells);
        }
    }
    for (auto const& each : guarded_tables) {
        auto const name = std::string(each.table);
        for (std::string const what : {"UPDATE", "DELETE"}) {
            sql += "CREATE TRIGGER " + name + (what == "UPDATE" ? "_kept_as_is" : "_kept") +
                   " BEFORE " + what + " ON " + name + " BEGIN SELECT RAISE(ABORT, '" + name +
                   " is append-only'); END;\n";
        }
        sql += "CREATE TRIGGER " + name + "_not_replaced BEFORE INSERT ON " + name +
               " WHEN EXISTS (SELECT 1 FROM " + name + " WHERE " + std::string(each.keys) +
               ") BEGIN SELECT RAISE(ROLLBACK, '" + name + " is append-only'); END;\n";
    }
    return sql;
}

}  // namespace qixian::inline v0::detail
