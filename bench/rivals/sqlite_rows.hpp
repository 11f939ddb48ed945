// Rival for bulk input: SQLiteCpp, a row for each event, in one transaction.
//
// The columns an event log fills, dates and codes as text, one prepared statement, rows bound
// without a copy; a rowid table without an index, which is the fastest insert SQLite has. With
// `durable` the file is written through as a store's would be.
#pragma once

#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

#include "qixian/date/text.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/default.hpp"

namespace qixian::bench::rivals {

class sqlite_rows {
public:
    sqlite_rows(std::string const& path, bool durable)
        : db_(prepared(path, durable)),
          insert_(db_, "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
          all_(db_, SQLite::TransactionBehavior::IMMEDIATE) {}

    void insert(entry const& e) {
        // Bound without a copy: they must live until `exec`.
        auto const on = to_text(e.on);
        auto const delivered = e.delivered ? to_text(*e.delivered) : std::string{};
        text(1, e.application);
        text(2, on);
        code(3, code_of(e.what));
        if (e.applicant) {
            code(4, info(*e.applicant).code);
        }
        if (e.channel) {
            code(5, code_of(*e.channel));
        }
        if (e.days) {
            insert_.bind(6, *e.days);
        }
        text(7, delivered);
        text(8, e.ref);
        text(9, e.re);
        if (e.kind) {
            code(10, code_of(*e.kind));
        }
        if (e.outcome) {
            code(11, info(*e.outcome).code);
        }
        text(12, e.ground);
        if (e.result) {
            code(13, code_of(*e.result));
        }
        if (e.amount_fen) {
            insert_.bind(14, *e.amount_fen);
        }
        text(15, e.desk);
        text(16, e.note);
        insert_.exec();
        insert_.reset();
        insert_.clearBindings();
    }

    void commit() { all_.commit(); }

private:
    static SQLite::Database prepared(std::string const& path, bool durable) {
        SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        db.exec(durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF");
        db.exec("PRAGMA cache_size=-65536; PRAGMA journal_mode=WAL");
        db.exec("CREATE TABLE event(application TEXT, happened_on TEXT, event_code TEXT,"
                "applicant TEXT, channel TEXT, days INTEGER, delivered_on TEXT, ref_key TEXT,"
                "re_key TEXT, kind_code TEXT, outcome TEXT, ground TEXT, result_code TEXT,"
                "amount_fen INTEGER, desk TEXT, note TEXT)");
        return db;
    }

    void text(int at, std::string const& value) {
        if (!value.empty()) {
            insert_.bindNoCopy(at, value);
        }
    }
    /// Codes are literals: they end with a NUL.
    void code(int at, std::string_view value) { insert_.bindNoCopy(at, value.data()); }

    SQLite::Database db_;
    SQLite::Statement insert_;
    SQLite::Transaction all_;
};

}  // namespace qixian::bench::rivals
