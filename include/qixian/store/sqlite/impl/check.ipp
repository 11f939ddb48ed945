// What only SQLite can tell of its file: its structure, its schema, rows that belong to nothing.
#pragma once

#include <exception>

#include "qixian/store/sqlite/impl/port.ipp"

namespace qixian::inline v0::detail {

/// While it lives, SQLite's own check, which knows no end of its work, tells that it goes on.
class heartbeat {
public:
    heartbeat(sqlite3* of, std::function<void()> const& alive) : of_(of), alive_(alive) {
        constexpr int steps = 100'000;  // some milliseconds
        sqlite3_progress_handler(of_, steps, &beat, this);
    }
    ~heartbeat() { sqlite3_progress_handler(of_, 0, nullptr, nullptr); }
    /// What `alive` threw, if it did: SQLite then stops as interrupted.
    void rethrow() const {
        if (thrown_) {
            std::rethrow_exception(thrown_);
        }
    }
    heartbeat(heartbeat const&) = delete;
    heartbeat& operator=(heartbeat const&) = delete;

private:
    static int beat(void* self) noexcept {
        auto& me = *static_cast<heartbeat*>(self);
        try {
            me.alive_();
            return 0;
        } catch (...) {
            me.thrown_ = std::current_exception();  // not through SQLite, which is C
            return 1;
        }
    }

    sqlite3* of_;
    std::function<void()> const& alive_;
    std::exception_ptr thrown_{};
};

inline bool sqlite_port::check_structure(std::function<void()> const& alive,
                                         damage_sink const& say) {
    heartbeat const beating(file_.db().getHandle(), alive);
    bool sound = true;
    try {
        auto const q = file_.ask("PRAGMA integrity_check(20)");
        std::string text;
        while (q.step()) {
            q.read(text, 0);
            // The check tells failing memory and failing reads as damage.
            if (text.find("failed to get page") != text.npos ||
                text.find("unable to get the page") != text.npos ||
                text.find("returns error code 7") != text.npos) {
                throw SQLite::Exception(text, SQLITE_IOERR);
            }
            if (text != "ok") {
                sound = false;
                say({.what = damage_kind::structure, .detail = text});
            }
        }
    } catch (SQLite::Exception const& wrong) {
        beating.rethrow();
        auto const primary = wrong.getErrorCode() & 0xFF;
        if (primary != SQLITE_CORRUPT && primary != SQLITE_NOTADB) {
            throw;
        }
        sound = false;
        say({.what = damage_kind::structure, .detail = wrong.what()});
    }
    return sound;
}

inline void sqlite_port::check_schema(damage_sink const& say) {
    for (auto& each : faults_of_schema(file_.db(), file_.schema())) {
        say({.what = damage_kind::schema, .detail = std::move(each)});
    }
}

inline void sqlite_port::check_strays(damage_sink const& say) {
    auto const stray = [&](char const* sql, char const* detail) {
        auto const q = file_.ask(sql);
        std::string text;
        while (q.step()) {
            q.read(text, 0);
            say({.what = damage_kind::closing, .detail = std::string(detail) + " " + text});
        }
    };
    stray("SELECT DISTINCT agency || ' ' || report_year FROM closed_figure AS f WHERE NOT "
          "EXISTS (SELECT 1 FROM closed_year AS y WHERE y.agency = f.agency AND "
          "y.report_year = f.report_year)",
          "figures of a year that was not closed:");
    stray("SELECT DISTINCT agency || ' ' || report_year FROM closed_member AS f WHERE NOT "
          "EXISTS (SELECT 1 FROM closed_year AS y WHERE y.agency = f.agency AND "
          "y.report_year = f.report_year)",
          "applications of a year that was not closed:");
    auto const gone = file_.ask(
        "SELECT DISTINCT agency FROM (SELECT agency FROM closed_year UNION SELECT agency "
        "FROM checkpoint UNION SELECT agency FROM application_now UNION SELECT agency FROM "
        "projection) AS t WHERE NOT EXISTS (SELECT 1 FROM event AS e WHERE "
        "e.agency = t.agency)");
    std::string agency;
    while (gone.step()) {
        gone.read(agency, 0);
        say({.what = damage_kind::position,
             .agency = agency,
             .position = 1,
             .detail = "all entries of the agency are gone"});
    }
}

}  // namespace qixian::inline v0::detail
