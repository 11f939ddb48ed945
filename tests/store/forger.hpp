// Someone who has the file, plain SQLite and src/notes/store.md: edits a store and makes hashes.
//
// The bytes that are hashed are put together here from the description, not by the library's code.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "qixian/store/chain.hpp"
#include "specimen.hpp"

namespace qixian::testing {

/// Place of an entry in the log.
using place = std::pair<std::string, std::int64_t>;

/// A row of the table `event` as SQL spells it.
struct logged_row {
    std::string application{};
    std::int64_t version = 0;
    std::string text{};  ///< every column, quoted
};

using logged_rows = std::map<place, logged_row>;

inline std::vector<std::string> column_names(SQLite::Database& db, std::string const& table) {
    std::vector<std::string> out;
    SQLite::Statement q(db, "SELECT name FROM pragma_table_info(?)");
    q.bind(1, table);
    while (q.executeStep()) {
        out.push_back(q.getColumn(0).getString());
    }
    return out;
}

inline std::string bytes_at(SQLite::Statement& q, int at) {
    auto const column = q.getColumn(at);
    auto const* const text = column.getText();
    return {text, static_cast<std::size_t>(column.getBytes())};
}

inline logged_rows rows_in(SQLite::Database& db) {
    static std::string const columns = [&] {
        std::string out;
        for (auto const& each : column_names(db, "event")) {
            out += (out.empty() ? "" : "||','||") + ("quote(" + each + ")");
        }
        return out;
    }();
    logged_rows out;
    SQLite::Statement q(db, "SELECT agency, position, application, version, " + columns +
                                " FROM event NOT INDEXED");
    while (q.executeStep()) {
        out[{bytes_at(q, 0), q.getColumn(1).getInt64()}] = {
            bytes_at(q, 2), q.getColumn(3).getInt64(), bytes_at(q, 4)};
    }
    return out;
}

/// The file without its triggers, and these as rows of `sqlite_schema`.
struct disarmed_file {
    std::string bytes{};
    struct trigger {
        std::string name{};
        std::string table{};
        std::string sql{};
    };
    std::vector<trigger> triggers{};

    disarmed_file(std::string const& armed, std::string const& scratch) {
        write_bytes(scratch, armed);
        {
            SQLite::Database db(scratch, SQLite::OPEN_READWRITE);
            db.exec("PRAGMA journal_mode=MEMORY; PRAGMA writable_schema=ON");
            SQLite::Statement q(db, "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = "
                                    "'trigger'");
            while (q.executeStep()) {
                triggers.push_back({bytes_at(q, 0), bytes_at(q, 1), bytes_at(q, 2)});
            }
            q.reset();
            db.exec("DELETE FROM sqlite_schema WHERE type = 'trigger'");
        }
        bytes = file_bytes(scratch);
    }
};

class forger {
public:
    /// Works on a file whose triggers are gone already.
    explicit forger(std::string const& path) : db_(path, SQLite::OPEN_READWRITE) {
        db_.exec("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY");
    }

    [[nodiscard]] SQLite::Database& db() { return db_; }

    /// Puts the triggers back.
    void arm(std::vector<disarmed_file::trigger> const& with) {
        db_.exec("PRAGMA writable_schema=ON");
        for (auto const& each : with) {
            SQLite::Statement q(db_, "INSERT INTO sqlite_schema(type, name, tbl_name, rootpage, "
                                     "sql) VALUES ('trigger', ?, ?, 0, ?)");
            q.bind(1, each.name);
            q.bind(2, each.table);
            q.bind(3, each.sql);
            q.exec();
        }
        db_.exec("PRAGMA writable_schema=OFF");
    }

    /// The hash that the row at `at` would have after `before`.
    std::string hash_of(place const& at, std::string const& before) {
        SQLite::Statement q(
            db_,
            "SELECT agency, application, version, position, event_id, happened_on, event_code, "
            "applicant, channel, days, days_unit, until_day, delivered_on, ref_key, re_key, "
            "kind_code, view_code, outcome, ground, result_code, amount_fen, desk, part_of, "
            "related, applicant_ref, note, extra, order_no, recorded_s, stored_s, actor, "
            "actor_role, rules, digest FROM event WHERE agency = ? AND position = ?");
        q.bind(1, at.first);
        q.bind(2, at.second);
        if (!q.executeStep()) {
            throw std::logic_error("no such row");
        }
        field_bytes bytes;
        bytes.add("qixian/event/1");
        bytes.add(by_->name());
        for (int i = 0; i < q.getColumnCount(); ++i) {
            bytes.add(bytes_at(q, i));
        }
        bytes.add(before);
        return to_hex(by_->of(bytes.bytes()));
    }

    /// Makes the hash of the row at `at` anew, and of those after it in its application.
    void rechain(place const& at, bool those_after) {
        std::string application;
        std::int64_t version = 0;
        {
            SQLite::Statement q(db_, "SELECT application, version FROM event WHERE agency = ? AND "
                                     "position = ?");
            q.bind(1, at.first);
            q.bind(2, at.second);
            q.executeStep();
            application = bytes_at(q, 0);
            version = q.getColumn(1).getInt64();
        }
        std::vector<std::int64_t> positions;
        std::string before;
        {
            SQLite::Statement q(db_, "SELECT version, position, hash FROM event WHERE agency = ? "
                                     "AND application = ? ORDER BY version");
            q.bind(1, at.first);
            q.bind(2, application);
            while (q.executeStep()) {
                if (q.getColumn(0).getInt64() < version) {
                    before = bytes_at(q, 2);
                } else {
                    positions.push_back(q.getColumn(1).getInt64());
                }
            }
        }
        for (auto const position : positions) {
            before = hash_of({at.first, position}, before);
            SQLite::Statement q(db_, "UPDATE event SET hash = ? WHERE agency = ? AND position = ?");
            q.bind(1, before);
            q.bind(2, at.first);
            q.bind(3, position);
            q.exec();
            if (!those_after) {
                return;
            }
        }
    }

    /// Makes every checkpoint of an agency anew, so that it fits the rows.
    void remake_checkpoints(std::string const& agency) {
        struct line {
            std::int64_t position;
            std::string day;
            std::string made;
        };
        std::vector<line> lines;
        SQLite::Statement q(db_, "SELECT position, made_on, made_s FROM checkpoint WHERE "
                                 "agency = ? ORDER BY position");
        q.bind(1, agency);
        while (q.executeStep()) {
            lines.push_back({q.getColumn(0).getInt64(), bytes_at(q, 1), bytes_at(q, 2)});
        }
        merkle_frontier tree;
        std::int64_t applications = 0;
        std::string before;
        std::size_t at = 0;
        SQLite::Statement rows(db_, "SELECT position, application, version, hash FROM event WHERE "
                                    "agency = ? ORDER BY position");
        rows.bind(1, agency);
        while (rows.executeStep() && at < lines.size()) {
            applications += rows.getColumn(2).getInt64() == 1 && bytes_at(rows, 1) != "*" ? 1 : 0;
            tree.add(value_of(bytes_at(rows, 3)), *by_);
            auto const& line = lines[at];
            if (rows.getColumn(0).getInt64() != line.position) {
                continue;
            }
            ++at;
            std::string frontier;
            for (auto const& each : tree.full()) {
                frontier += to_hex(each);
            }
            auto const root = to_hex(tree.root(*by_));
            field_bytes bytes;
            for (auto const& each : {std::string("qixian/checkpoint/1"), std::string(by_->name()),
                                     agency, std::to_string(line.position), line.day, line.made,
                                     std::to_string(applications), root, frontier, before}) {
                bytes.add(each);
            }
            before = to_hex(by_->of(bytes.bytes()));
            SQLite::Statement set(db_, "UPDATE checkpoint SET applications = ?, root = ?, "
                                       "frontier = ?, hash = ? WHERE agency = ? AND position = ?");
            set.bind(1, applications);
            set.bind(2, root);
            set.bind(3, frontier);
            set.bind(4, before);
            set.bind(5, agency);
            set.bind(6, line.position);
            set.exec();
        }
    }

    static hash_value value_of(std::string const& hex) {
        hash_value out{};
        for (std::size_t i = 0; i < out.size() && 2 * i + 1 < hex.size(); ++i) {
            out[i] = static_cast<unsigned char>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
        }
        return out;
    }

private:
    SQLite::Database db_;
    std::shared_ptr<hash_provider> by_ = hash_named("sm3");
};

}  // namespace qixian::testing
