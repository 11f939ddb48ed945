// A connection to the file: how it is opened, what it waits for, what its errors mean.
#pragma once

#include <algorithm>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#if defined(__linux__)
#include <sys/vfs.h>
#endif

#include "qixian/store/sqlite/impl/guard.ipp"

namespace qixian::inline v0::detail {

/// Waits for another process, up to the patience. The gap between two transactions of a busy writer
/// is some 0.1 ms, so who looks seldom waits for seconds while others pass: who has waited long
/// looks most often. After a second it is one long transaction, and looking costs for nothing.
struct patient_waiter {
    std::chrono::milliseconds patience{};
    std::chrono::steady_clock::time_point began{};
    std::minstd_rand random{std::random_device{}()};

    static int wait(void* self, int count) {
        auto& w = *static_cast<patient_waiter*>(self);
        auto const now = std::chrono::steady_clock::now();
        if (count == 0) {
            w.began = now;
        }
        auto const waited = now - w.began;
        if (waited >= w.patience) {
            return 0;
        }
        using namespace std::chrono_literals;
        auto const [least, most] = waited < 50ms ? std::pair{200, 2000}
                                   : waited < 1s ? std::pair{100, 500}
                                                 : std::pair{1000, 5000};
        std::uniform_int_distribution<int> span(least, most);
        std::this_thread::sleep_for(std::chrono::microseconds(span(w.random)));
        return 1;
    }
};

/// Whether it is the file that asks for more memory than there can be. SQLite says NOMEM of a record of
/// 2^64 bytes too, which a damaged page may tell of; the host is not to be told of its memory then. Looked
/// at through a connection of its own that waits for nobody; where that cannot tell, memory is believed.
inline bool asks_for_too_much(std::string const& file) {
    sqlite3* db = nullptr;
    sqlite3_stmt* check = nullptr;
    auto said = sqlite3_open_v2(plain_name(file).c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
    bool wrong = false;
    if (said == SQLITE_OK) {
        disarm(db);
        said = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &check, nullptr);
        if (said == SQLITE_OK) {
            said = sqlite3_step(check);
            wrong = said == SQLITE_ROW &&
                    std::string_view("ok") !=
                        reinterpret_cast<char const*>(sqlite3_column_text(check, 0));
        }
        if (said == SQLITE_NOMEM) {
            constexpr int more_than_a_schema_takes = 1 << 20;
            auto* const some = sqlite3_malloc(more_than_a_schema_takes);
            wrong = some != nullptr;
            sqlite3_free(some);
        }
    }
    sqlite3_finalize(check);
    sqlite3_close(db);
    return wrong || said == SQLITE_CORRUPT;
}

[[noreturn]] inline void throw_store_error(std::string const& file, int extended,
                                           std::string detail) {
    auto const why = [&] {
        switch (extended & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return code::store_busy;
        case SQLITE_FULL: return code::disk_full;
        case SQLITE_READONLY:
        case SQLITE_PERM: return code::store_read_only;
        case SQLITE_CORRUPT: return code::store_damaged;
        case SQLITE_NOTADB: return code::not_a_store;
        case SQLITE_CANTOPEN: return code::cannot_open;
        case SQLITE_NOMEM:
            if (!asks_for_too_much(file)) {
                throw std::bad_alloc();
            }
            detail = "more than the file can hold";
            return code::store_damaged;
        // A key clash inside our own transaction, a table that is not there, a schema without end,
        // a value longer than the file: someone else wrote this file.
        case SQLITE_CONSTRAINT:
        case SQLITE_INTERRUPT:
        case SQLITE_TOOBIG:
        case SQLITE_SCHEMA:
        case SQLITE_ERROR: return code::store_damaged;
        default: return code::io_failed;
        }
    }();
    throw store_error(why, file, std::move(detail), extended);
}

inline int extended_code_of(SQLite::Exception const& wrong) {
    return wrong.getExtendedErrorCode() > 0 ? wrong.getExtendedErrorCode() : wrong.getErrorCode();
}

/// Opens `path`, without power for what stands in it, with our way of waiting and of naming errors;
/// `waiter` must live as long.
inline std::unique_ptr<SQLite::Database> open_patiently(std::string const& path, int flags,
                                                        std::string const& vfs,
                                                        patient_waiter& waiter) {
    expect_a_file(path, vfs);
    auto out = std::make_unique<SQLite::Database>(plain_name(path), flags, 0, vfs);
    disarm(out->getHandle());
    sqlite3_busy_handler(out->getHandle(), &patient_waiter::wait, &waiter);
    sqlite3_extended_result_codes(out->getHandle(), 1);
    return out;
}

class store_file;

/// A statement in use; reset when done, so that no lock outlives the question.
class asked {
public:
    asked(SQLite::Statement& of, store_file& in) : of_(of), in_(in) {}
    ~asked() { of_.tryReset(); }
    asked(asked const&) = delete;
    asked& operator=(asked const&) = delete;
    SQLite::Statement* operator->() const { return &of_; }

    /// Whether there is a further row.
    bool step() const {
        spend(1);
        return of_.executeStep();
    }
    /// The text of a column.
    void read(std::string& to, int at) const {
        auto const column = of_.getColumn(at);
        auto const* const text = column.getText();
        auto const size = static_cast<std::size_t>(column.getBytes());
        spend(size);
        to.assign(text, size);
    }

    template <class... Values>
    void bind_all(Values const&... values) const {
        int at = 0;
        (bind_one(++at, values), ...);
    }

private:
    void bind_one(int at, std::string const& value) const { of_.bind(at, value); }
    void bind_one(int at, std::string_view value) const { of_.bind(at, std::string(value)); }
    void bind_one(int at, char const* value) const { of_.bind(at, value); }
    void bind_one(int at, std::int64_t value) const { of_.bind(at, value); }

    /// No answer is longer than the file: pages that lead back to pages would make one without end.
    void spend(std::size_t bytes) const {
        spent_ += bytes;
        if (spent_ > allowed_) {
            look_how_large();
        }
    }
    void look_how_large() const;

    SQLite::Statement& of_;
    store_file& in_;
    mutable std::size_t spent_ = 0;
    mutable std::size_t allowed_ = std::size_t{1} << 20U;  ///< below it nobody looks
};

/// Runs `work`, in which SQLite may throw before there is a connection that could say why.
template <class Work>
auto translated(std::string const& path, Work&& work) {
    try {
        return work();
    } catch (SQLite::Exception const& wrong) {
        throw_store_error(path, extended_code_of(wrong), wrong.what());
    }
}

inline void bind_text(asked const& to, int at, std::string const& text) {
    if (!text.empty()) {
        to->bindNoCopy(at, text);  // no empty text: portable databases would make it a null
    }
}

class store_file {
public:
    using opening = store_database::opening;

    store_file(std::string path, store_database::wish const& how, sqlite_seams seams, opening what)
        : path_(std::move(path)), seams_(std::move(seams)), read_only_(how.read_only),
          what_(what), waiter_{.patience = how.patience} {
        connect(what == opening::create);
        what_ = what == opening::create ? opening::current : what;
    }

    [[nodiscard]] std::string const& path() const { return path_; }
    [[nodiscard]] sqlite_seams const& seams() const { return seams_; }
    [[nodiscard]] std::chrono::milliseconds patience() const { return waiter_.patience; }
    [[nodiscard]] SQLite::Database& db() { return *db_; }

    /// Runs `work`, in which SQLite may throw, and says what its errors mean. After an error of
    /// the disk the connection is opened anew before the next call: what it believes of the file
    /// is worth nothing then (a second fsync may succeed without the data).
    template <class Work>
    void run(Work const& work) {
        if (depth_ > 0) {
            work();
            return;
        }
        ++depth_;
        struct leave {
            store_file& file;
            ~leave() {
                // A ROLLBACK needs memory too. Where it failed, the lock goes with the connection.
                if (--file.depth_ == 0 && file.in_transaction()) {
                    file.close();
                }
            }
        } const left{*this};
        try {
            if (doubtful_ || !db_) {
                reconnect();
            }
            work();
        } catch (SQLite::Exception const& wrong) {
            auto const extended = extended_code_of(wrong);
            auto const primary = extended & 0xFF;
            doubtful_ = primary != SQLITE_BUSY && primary != SQLITE_LOCKED;
            throw_store_error(path_, extended, wrong.what());
        } catch (std::bad_alloc const&) {
            doubtful_ = true;
            throw;
        }
    }

    /// A statement of this text, kept prepared. It is found by where the text stands, which must be
    /// there as long as the program runs: comparing texts took longer than some questions.
    asked ask(char const* sql) {
        auto found = statements_.find(sql);
        if (found == statements_.end()) {
            found = statements_.try_emplace(sql, *db_, sql).first;
        }
        found->second.clearBindings();
        return asked(found->second, *this);
    }

    void exec(std::string const& sql) { db_->exec(sql); }

    /// Makes the commit of this transaction a durable one though it changes nothing: all that was
    /// committed before is then durable too.
    void touch() {
        auto const same = db_->execAndGet("PRAGMA user_version").getInt();
        exec("PRAGMA user_version=" + std::to_string(same));
    }

    /// After the begin of a transaction: nothing that another connection made since may run either.
    void look_again() {
        if (one_number("PRAGMA schema_version") != checked_) {
            expect_ours();
        }
        take_values_up_to(bytes());
    }

    /// How large the file is, with what this transaction wrote.
    [[nodiscard]] std::int64_t bytes() {
        return one_number("PRAGMA page_count") * one_number("PRAGMA page_size");
    }

    /// Values so long may be read and written.
    void take_values_up_to(std::int64_t bytes) {
        constexpr std::int64_t most = 1'000'000'000;  // what SQLite takes
        auto const now = std::clamp(bytes, longest_value, most);
        sqlite3_limit(db_->getHandle(), SQLITE_LIMIT_LENGTH, static_cast<int>(now));
    }

    void close() {
        statements_.clear();
        db_.reset();
    }

    /// Of the file when it was opened, or migrated since.
    [[nodiscard]] int schema() const { return schema_; }
    void set_schema(int now) { schema_ = now; }

    [[nodiscard]] bool in_transaction() {
        return db_ && sqlite3_get_autocommit(db_->getHandle()) == 0;
    }

private:
    void connect(bool create) {
        refuse_network_files();
        // A connection serves one thread, so it needs no lock of its own for every call.
        int const flags =
            SQLite::OPEN_NOMUTEX |
            (read_only_ ? SQLite::OPEN_READONLY
                        : SQLite::OPEN_READWRITE | (create ? SQLite::OPEN_CREATE : 0));
        db_ = open_patiently(path_, flags, seams_.vfs, waiter_);
        if (!create) {
            expect_ours();  // before anything is set: a foreign file stays as it is
        }
        take_values_up_to(bytes());
        // temp_store: the journals of single statements, kept for each insert under a trigger, would
        // otherwise be written to a file.
        db_->exec("PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; "
                  "PRAGMA recursive_triggers=ON;"
                  "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-32768;"
                  "PRAGMA synchronous=EXTRA");
        if (!read_only_) {
            db_->exec("PRAGMA journal_mode=TRUNCATE");
        }
        if (!seams_.careless_sql.empty()) {
            db_->exec(seams_.careless_sql);
        }
        doubtful_ = false;
    }

    /// Throws not_a_store, store_newer, store_older (when it cannot be migrated here), store_damaged.
    void expect_ours() {
        auto const number = [this](char const* pragma) { return db_->execAndGet(pragma).getInt(); };
        checked_ = number("PRAGMA schema_version");
        if (number("PRAGMA application_id") != store_application_id) {
            throw store_error(code::not_a_store, path_, "");
        }
        schema_ = number("PRAGMA user_version");
        if (schema_ < 1) {
            throw store_error(code::store_damaged, path_, "schema " + std::to_string(schema_));
        }
        if (schema_ > store_schema_version) {
            throw store_error(code::store_newer, path_, "schema " + std::to_string(schema_));
        }
        if (!seams_.any_objects) {
            expect_our_objects();
        }
        if (schema_ < store_schema_version && read_only_ && what_ != opening::any_schema) {
            throw store_error(code::store_older, path_, "schema " + std::to_string(schema_));
        }
    }

    void expect_our_objects() {
        auto const faults = faults_of_schema(*db_, schema_);
        if (faults.empty()) {
            return;
        }
        checked_ = -1;
        auto const more = faults.size() - 1;
        throw store_error(code::store_damaged, path_,
                          std::string(code_of(damage_kind::schema)) + ": " + faults.front() +
                              (more == 0 ? "" : " (+" + std::to_string(more) + ")"));
    }

    std::int64_t one_number(char const* pragma) {
        auto const q = ask(pragma);
        q->executeStep();
        return q->getColumn(0).getInt64();
    }

    void reconnect() {
        close();
        connect(false);
    }

    /// SQLite's locks do not hold across most network file systems.
    void refuse_network_files() const {
#if defined(__linux__)
        if (!seams_.vfs.empty()) {
            return;
        }
        struct statfs about {};
        auto folder = std::filesystem::path(path_).parent_path();
        if (statfs(folder.empty() ? "." : folder.c_str(), &about) != 0) {
            return;  // opening will say what is wrong
        }
        constexpr auto network = std::to_array<std::uint32_t>(
            {0x6969 /* NFS */, 0x517B /* SMB */, 0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB2 */});
        if (std::find(network.begin(), network.end(), static_cast<std::uint32_t>(about.f_type)) !=
            network.end()) {
            throw store_error(code::cannot_open, path_, "a network file system");
        }
#endif
    }

    std::string path_;
    sqlite_seams seams_;
    bool read_only_;
    opening what_;
    patient_waiter waiter_;
    std::unique_ptr<SQLite::Database> db_{};
    std::unordered_map<char const*, SQLite::Statement> statements_{};
    int schema_ = store_schema_version;
    std::int64_t checked_ = 0;  ///< SQLite's number of the schema that was compared
    bool doubtful_ = false;
    int depth_ = 0;
};

inline void asked::look_how_large() const {
    allowed_ = std::max(allowed_, static_cast<std::size_t>(in_.bytes()));
    if (spent_ > allowed_) {
        throw store_error(code::store_damaged, in_.path(), "more than the file can hold");
    }
}

}  // namespace qixian::inline v0::detail
