// Someone with plain SQLite and no guards in the way: edits, removes, swaps, cuts, makes new hashes.
#pragma once

#include <string>
#include <vector>

#include "dice.hpp"
#include "forger.hpp"

namespace qixian::testing {

/// How an attack can be seen.
enum class visible {
    at_first_difference,  ///< by a check alone, at the first row that differs
    after_it,             ///< by a check alone or with an anchor, at it or at a later row
    with_an_anchor,       ///< it may need one: the end is cut, or everything was made to fit
    as_the_table_says     ///< it is in another table than the log
};

struct attack {
    visible how = visible::at_first_difference;
    std::string name{};
    std::vector<damage_kind> kinds{};  ///< of what must be found, for other tables
};

class attacker {
public:
    attacker(forger& by, dice& chance, std::vector<disarmed_file::trigger>& triggers)
        : by_(by), chance_(chance), triggers_(triggers) {
        for (auto const& [at, row] : rows_in(by_.db())) {
            places_.push_back(at);
        }
    }

    attack run() {
        switch (chance_.below(13)) {
        case 0:
        case 1: return change();
        case 2: return remove();
        case 3: return swap();
        case 4: return insert();
        case 5: return renumber();
        case 6: return cut();
        case 7: return drop_application();
        case 8: return rehash(false);
        case 9: return rehash(true);
        case 10: return remake_everything();
        case 11: return other_table();
        default: return schema();
        }
    }

private:
    void exec(std::string const& sql) { by_.db().exec(sql); }
    static std::string quoted(std::string const& text) {
        std::string out = "'";
        for (char const c : text) {
            out += c == '\'' ? "''" : std::string(1, c);
        }
        return out + "'";
    }
    static std::string where(place const& at) {
        return " WHERE agency = " + quoted(at.first) +
               " AND position = " + std::to_string(at.second);
    }
    std::int64_t last_of(std::string const& agency) {
        SQLite::Statement q(by_.db(), "SELECT max(position) FROM event WHERE agency = ?");
        q.bind(1, agency);
        q.executeStep();
        return q.getColumn(0).getInt64();
    }

    /// The end of a question that yields one row.
    std::string one_row(std::string const& table) {
        auto const rows = by_.db().execAndGet("SELECT count(*) FROM " + table).getInt();
        return " LIMIT 1 OFFSET " +
               std::to_string(chance_.below(static_cast<std::size_t>(std::max(1, rows))));
    }

    /// Some other value for a column, as SQL.
    std::string other_value(std::string const& table, std::string const& column) {
        switch (chance_.below(10)) {
        case 0:
        case 1:
        case 2: return "(SELECT " + column + " FROM " + table + one_row(table) + ")";
        case 3: return "NULL";
        case 4: return std::to_string(chance_.below(50));
        case 5: return "coalesce(" + column + ", '') || 'x'";
        case 6: return column + " + 1";
        case 7: return "CAST(" + column + " AS BLOB)";
        case 8: return chance_.chance(50) ? "''" : "9223372036854775807";
        default:
            return chance_.chance(50) ? "coalesce(" + column + ", '') || char(0) || 'x'"
                                      : "'2020-02-0" + std::to_string(chance_.below(10)) + "'";
        }
    }

    attack change() {
        auto const column = chance_.one_of(column_names(by_.db(), "event"));
        exec("UPDATE event SET " + column + " = " + other_value("event", column) +
             where(chance_.one_of(places_)));
        return {.how = visible::at_first_difference, .name = "change " + column};
    }

    attack remove() {
        exec("DELETE FROM event" + where(chance_.one_of(places_)));
        return {.how = visible::at_first_difference, .name = "remove"};
    }

    attack swap() {
        auto const& a = chance_.one_of(places_);
        auto const& b = chance_.one_of(places_);
        if (chance_.chance(50)) {
            // The rows change places.
            exec("UPDATE event SET agency = 'swap', position = 1" + where(a));
            exec("UPDATE event SET agency = " + quoted(a.first) +
                 ", position = " + std::to_string(a.second) + where(b));
            exec("UPDATE event SET agency = " + quoted(b.first) +
                 ", position = " + std::to_string(b.second) + where({"swap", 1}));
            return {.how = visible::at_first_difference, .name = "swap places"};
        }
        std::string list;
        std::string const columns = "happened_on, event_code, applicant, channel, days, days_unit, "
                                    "until_day, delivered_on, ref_key, re_key, note";
        exec("CREATE TABLE held AS SELECT * FROM event" + where(a));
        exec("UPDATE event SET (" + columns + ") = (SELECT " + columns + " FROM event" + where(b) +
             ")" + where(a));
        exec("UPDATE event SET (" + columns + ") = (SELECT " + columns + " FROM held)" + where(b));
        exec("DROP TABLE held");
        return {.how = visible::at_first_difference, .name = "swap contents"};
    }

    /// A row like another one, in the middle or at the end.
    attack insert() {
        auto const& at = chance_.one_of(places_);
        bool const at_end = chance_.chance(40);
        auto const position = at_end ? last_of(at.first) + 1 : at.second;
        if (!at_end) {
            exec("UPDATE event SET position = -position WHERE agency = " + quoted(at.first) +
                 " AND position >= " + std::to_string(position));
            exec("UPDATE event SET position = 1 - position WHERE agency = " + quoted(at.first) +
                 " AND position < 0");
        }
        auto const from = place{at.first, at_end ? at.second : at.second + 1};
        exec("CREATE TABLE held AS SELECT * FROM event" + where(from));
        exec("UPDATE held SET position = " + std::to_string(position) +
             ", event_id = 'forged', version = (SELECT max(version) + 1 FROM event AS e WHERE "
             "e.agency = held.agency AND e.application = held.application)");
        exec("INSERT INTO event SELECT * FROM held");
        exec("DROP TABLE held");
        return {.how = visible::at_first_difference, .name = "insert"};
    }

    /// A row goes and the later ones move up.
    attack renumber() {
        auto const& at = chance_.one_of(places_);
        std::string const row = where(at);
        exec("CREATE TABLE held AS SELECT * FROM event" + row);
        exec("DELETE FROM event" + row);
        exec("UPDATE event SET position = -position WHERE agency = " + quoted(at.first) +
             " AND position > " + std::to_string(at.second));
        exec("UPDATE event SET position = -position - 1 WHERE agency = " + quoted(at.first) +
             " AND position < 0");
        if (chance_.chance(50)) {
            std::string const later = " WHERE agency = (SELECT agency FROM held) AND application = "
                                      "(SELECT application FROM held) AND version ";
            exec("UPDATE event SET version = -version" + later + "> (SELECT version FROM held)");
            exec("UPDATE event SET version = -version - 1" + later + "< 0");
        }
        exec("DROP TABLE held");
        return {.how = visible::at_first_difference, .name = "renumber"};
    }

    attack cut() {
        auto const& at = chance_.one_of(places_);
        exec("DELETE FROM event WHERE agency = " + quoted(at.first) +
             " AND position >= " + std::to_string(at.second));
        if (chance_.chance(70)) {
            exec("DELETE FROM checkpoint WHERE agency = " + quoted(at.first) +
                 " AND position >= " + std::to_string(at.second));
            tidy_up(at.first);
        }
        return {.how = visible::with_an_anchor, .name = "cut"};
    }

    /// What points to rows that are gone goes too.
    void tidy_up(std::string const& agency) {
        for (std::string const table : {"closed_figure", "closed_member", "closed_year"}) {
            exec("DELETE FROM " + table + " WHERE agency = " + quoted(agency) +
                 " AND NOT EXISTS (SELECT 1 FROM event AS e WHERE e.agency = " + table +
                 ".agency AND e.event_code = 'year_closed')");
        }
        exec("DELETE FROM notice_day WHERE NOT EXISTS (SELECT 1 FROM event WHERE event_code = "
             "'notice_applied')");
        projection_too_ = true;
    }

    attack drop_application() {
        auto const& at = chance_.one_of(places_);
        exec("CREATE TABLE held AS SELECT agency, application FROM event" + where(at));
        exec("DELETE FROM event WHERE (agency, application) = (SELECT agency, application FROM "
             "held)");
        exec("DELETE FROM application_now WHERE (agency, application) = (SELECT agency, "
             "application FROM held)");
        exec("DROP TABLE held");
        return {.how = visible::with_an_anchor, .name = "drop an application"};
    }

    std::string change_of_content(place const& at) {
        static std::vector<std::string> const columns{
            "happened_on", "days",   "days_unit",  "delivered_on", "ref_key",  "kind_code",
            "outcome",     "ground", "amount_fen", "desk",         "note",     "order_no",
            "recorded_s",  "actor",  "actor_role", "rules",        "stored_s", "applicant"};
        auto const column = chance_.one_of(columns);
        exec("UPDATE event SET " + column + " = " + other_value("event", column) + where(at));
        return column;
    }

    /// One row is changed and its hash made anew, or those of its successors too.
    attack rehash(bool those_after) {
        auto const& at = chance_.one_of(places_);
        auto const column = change_of_content(at);
        by_.rechain(at, those_after);
        return {.how = visible::after_it, .name = "rehash after " + column};
    }

    /// Hashes and checkpoints are made anew: without an anchor nobody can tell.
    attack remake_everything() {
        auto const& at = chance_.one_of(places_);
        auto const column = change_of_content(at);
        by_.rechain(at, true);
        by_.remake_checkpoints(at.first);
        projection_too_ = true;
        return {.how = visible::with_an_anchor, .name = "remake all after " + column};
    }

    attack other_table() {
        struct target {
            std::string table;
            std::vector<damage_kind> kinds;
        };
        using k = damage_kind;
        static std::vector<target> const targets{
            {"checkpoint", {k::checkpoint, k::anchor, k::position}},
            {"closed_year", {k::closing, k::position}},
            {"closed_figure", {k::closing, k::position}},
            {"closed_member", {k::closing, k::position}},
            {"notice_day", {k::notice}},
            {"store_info", {k::content}},
            {"application_now", {k::projection, k::position}},
            {"projection", {k::projection, k::position}}};
        auto const& chosen = chance_.one_of(targets);
        auto const& table = chosen.table;
        SQLite::Statement q(by_.db(), "SELECT group_concat(name, ', ') FROM pragma_table_info('" +
                                          table + "') WHERE pk > 0");
        q.executeStep();
        std::string const keys = q.getColumn(0).getString();
        std::string const row =
            " WHERE (" + keys + ") = (SELECT " + keys + " FROM " + table + one_row(table) + ")";
        switch (chance_.below(4)) {
        case 0: exec("DELETE FROM " + table + row); break;
        case 1: {
            auto const column = chance_.one_of(column_names(by_.db(), table));
            exec("CREATE TABLE held AS SELECT * FROM " + table + row);
            exec("UPDATE held SET " + column + " = " + other_value("held", column));
            exec("INSERT INTO " + table + " SELECT * FROM held");
            exec("DROP TABLE held");
            break;
        }
        default: {
            auto const column = chance_.one_of(column_names(by_.db(), table));
            exec("UPDATE " + table + " SET " + column + " = " + other_value(table, column) + row);
        }
        }
        return {.how = visible::as_the_table_says, .name = "table " + table, .kinds = chosen.kinds};
    }

    attack schema() {
        switch (chance_.below(6)) {
        case 0: {
            auto const at = chance_.below(triggers_.size());
            if (chance_.chance(50)) {
                triggers_.erase(triggers_.begin() + static_cast<std::ptrdiff_t>(at));
            } else {
                auto& sql = triggers_[at].sql;
                sql.replace(sql.find(" BEGIN "), 7, " BEGIN SELECT 1; ");
            }
            break;
        }
        case 1: exec("CREATE TABLE notes(text)"); break;
        case 2:
            exec("CREATE TRIGGER sqlitexstat BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); "
                 "END");
            break;
        case 3: exec("CREATE INDEX more ON event(note)"); break;
        case 4: exec("DROP VIEW open_applications"); break;
        default:
            exec("DROP VIEW applications");
            exec("CREATE VIEW applications AS SELECT agency, application, "
                 "stage, applicant, received_on, NULL AS closed_on, outcome, desk, last_on, "
                 "version AS entries, irregular_rows, refused_rows FROM application_now");
        }
        return {.how = visible::as_the_table_says,
                .name = "schema",
                .kinds = {damage_kind::schema, damage_kind::structure}};
    }

    forger& by_;
    dice& chance_;
    std::vector<disarmed_file::trigger>& triggers_;
    std::vector<place> places_{};

public:
    bool projection_too_ = false;
};

}  // namespace qixian::testing
