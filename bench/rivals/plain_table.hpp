// Rival for the store: its columns and keys in one table, filled as one would by hand with SQLiteCpp,
// without chain, guards, procedure and projection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

#include "qixian/date/text.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"
#include "qixian/statute/default.hpp"

namespace qixian::bench::rivals {

/// A table with the columns and keys of the store's `event`, filled as one would by hand.
class plain_table {
public:
    explicit plain_table(std::string const& path)
        : db_(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
        db_.exec(
            "PRAGMA cache_size=-32768; PRAGMA synchronous=EXTRA; PRAGMA journal_mode=TRUNCATE;"
            "CREATE TABLE IF NOT EXISTS event("
            "agency TEXT NOT NULL, position INTEGER NOT NULL,"
            "application TEXT NOT NULL, version INTEGER NOT NULL, event_id TEXT NOT NULL,"
            "happened_on TEXT NOT NULL, event_code TEXT NOT NULL,"
            "applicant TEXT, channel TEXT, days INTEGER, days_unit TEXT, until_day TEXT,"
            "delivered_on TEXT, ref_key TEXT, re_key TEXT, kind_code TEXT, view_code TEXT,"
            "outcome TEXT, ground TEXT, result_code TEXT, amount_fen INTEGER, desk TEXT,"
            "part_of TEXT, related TEXT, applicant_ref TEXT, note TEXT, extra TEXT,"
            "order_no INTEGER NOT NULL, recorded_s INTEGER NOT NULL, stored_s INTEGER NOT NULL,"
            "actor TEXT, actor_role TEXT, rules TEXT NOT NULL, digest TEXT, hash TEXT NOT NULL,"
            "PRIMARY KEY(agency, position), UNIQUE(agency, application, version),"
            "UNIQUE(agency, event_id)) WITHOUT ROWID");
        std::string sql = "INSERT INTO event VALUES (?";
        for (int i = 1; i < 35; ++i) {
            sql += ",?";
        }
        insert_.emplace(db_, sql + ")");
    }

    SQLite::Database& db() { return db_; }

    /// `own_id`: for rows without one, made up as the store's are: of 32 digits, in no order.
    void insert(entry const& e, std::int64_t version, bool own_id) {
        auto& q = *insert_;
        int at = 0;
        auto const text = [&](std::string const& value) {
            ++at;
            if (!value.empty()) {
                q.bindNoCopy(at, value);
            }
        };
        auto const code = [&](auto const& value, auto const& name_of) {
            ++at;
            if (value) {
                q.bind(at, std::string(name_of(*value)));
            }
        };
        auto const number = [&](std::int64_t value) { q.bind(++at, value); };
        static std::string const agency = "*";
        static std::string const rules = "0.1.0";
        auto const on = to_text(e.on);
        auto const what = std::string(code_of(e.what));
        text(agency);
        number(++position_);
        text(e.application);
        number(version);
        if (own_id) {
            digits(id_);
        }
        text(own_id ? id_ : e.id);
        text(on);
        text(what);
        code(e.applicant, [](applicant v) { return info(v).code; });
        code(e.channel, [](channel v) { return code_of(v); });
        if (++at; e.days) {
            q.bind(at, *e.days);
        }
        ++at;  // unit
        ++at;  // until
        code(e.delivered, [](date v) { return to_text(v); });
        text(e.ref);
        text(e.re);
        code(e.kind, [](kind v) { return code_of(v); });
        code(e.view, [](view v) { return view_codes[static_cast<std::size_t>(v)]; });
        code(e.outcome, [](outcome v) { return info(v).code; });
        text(e.ground);
        at += 2;  // result, amount
        text(e.desk);
        text(e.part_of);
        text(e.related);
        text(e.applicant_ref);
        text(e.note);
        ++at;  // extra
        number(version);
        number(1'700'000'000);
        number(1'700'000'000);
        at += 2;  // actor, role
        text(rules);
        ++at;  // digest
        digits(hash_);
        text(hash_);
        q.exec();
        q.reset();
        q.clearBindings();
    }

private:
    /// As long as a hash, and as little alike.
    void digits(std::string& to) {
        for (auto& each : to) {
            state_ = state_ * 6364136223846793005U + 1442695040888963407U;
            each = "0123456789abcdef"[state_ >> 60U];
        }
    }

    SQLite::Database db_;
    std::optional<SQLite::Statement> insert_{};
    std::int64_t position_ = 0;
    std::string hash_ = std::string(64, '0');
    std::string id_ = std::string(32, '0');
    std::uint64_t state_ = 1;
};

}  // namespace qixian::bench::rivals
