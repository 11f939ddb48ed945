// What is asked before anything that stands in a file runs: that its path is a path, that the schema
// is the one this library makes, object by object, and that reading the schema comes to an end.
//
// SQL stands in every SQLite file: views, triggers, defaults, generated columns, expressions of
// indexes. A file that came from elsewhere could make a question endless with it, or undo what was
// recorded. SQLite only parses it until a table is named, so the list of objects is compared before.
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#if defined(__unix__)
#include <fcntl.h>
#include <unistd.h>
#endif

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/store/sqlite/impl/schema.ipp"
#include "qixian/store/sqlite/seams.hpp"

namespace qixian::inline v0::detail {

// --- the path --------------------------------------------------------------------------------------

/// The path as SQLite reads nothing into it: where URIs are allowed (a choice of whoever built the
/// library) it would take `file:a` for `a` and open it for everyone to read, and `:memory:` for no
/// file at all.
inline std::string plain_name(std::string const& path) {
    return path.starts_with("file:") || path.starts_with(':') ? "./" + path : path;
}

/// Throws cannot_open where `path` is none, or leads to what is no file: a pipe or a device would
/// never answer.
inline void expect_a_file(std::string const& path, std::string const& vfs) {
    if (path.empty() || path.find('\0') != path.npos) {
        throw store_error(code::cannot_open, path.c_str(), path.empty() ? "no path" : "NUL");
    }
    if (!vfs.empty()) {
        return;
    }
    std::error_code wrong;
    using kind = std::filesystem::file_type;
    switch (std::filesystem::status(path, wrong).type()) {
    case kind::directory: throw store_error(code::cannot_open, path, std::strerror(EISDIR));
    case kind::block:
    case kind::character:
    case kind::fifo:
    case kind::socket: throw store_error(code::cannot_open, path, "not a regular file");
    default: return;  // opening says what is wrong
    }
}

/// SQLite keeps its journals beside a file under these names.
inline constexpr auto names_beside = std::to_array<std::string_view>({"-journal", "-wal", "-shm"});

/// The file whose journal SQLite would take `path` for, or the store that SQLite would take for the
/// journal of `path`; empty where there is none. Either of the two would be lost.
inline std::string taken_for_a_journal(std::string const& path) {
    std::error_code wrong;
    for (auto const end : names_beside) {
        if (path.size() > end.size() && path.ends_with(end)) {
            auto base = path.substr(0, path.size() - end.size());
            if (std::filesystem::exists(base, wrong)) {
                return base;
            }
        }
        auto beside = path + std::string(end);
        if (std::filesystem::is_regular_file(beside, wrong)) {
            constexpr std::string_view sign{"SQLite format 3\0", 16};
            char head[sign.size()] = {};
            if (auto* const file = std::fopen(beside.c_str(), "rb")) {
                auto const read = std::fread(head, 1, sizeof head, file);
                static_cast<void>(std::fclose(file));
                if (std::string_view(head, read) == sign) {
                    return beside;
                }
            }
        }
    }
    return {};
}

/// Throws store_exists where a store at `path` would be taken for the journal of another, or another
/// for its own.
inline void expect_a_name(std::string const& path, std::string const& vfs) {
    if (!vfs.empty()) {
        return;
    }
    if (auto other = taken_for_a_journal(path); !other.empty()) {
        throw store_error(code::store_exists, path, std::move(other));
    }
}

/// Sees to it that there is a file at `path`; a new one is empty and for its owner only, and so are
/// its journals. SQLite would ask for more. No link is followed to a place where nothing is.
inline void make_private(std::string const& path, sqlite_seams const& seams) {
    expect_a_file(path, seams.vfs);
#if defined(__unix__)
    if (!seams.vfs.empty()) {
        return;
    }
    int made = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (made < 0 && errno == ENOENT) {
        made = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    }
    if (made < 0) {
        std::error_code wrong;
        if (errno == EEXIST && std::filesystem::is_symlink(path, wrong)) {
            throw store_error(code::cannot_open, path, "a link to a file that is not there");
        }
        throw store_error(errno == ENOSPC                     ? code::disk_full
                          : errno == EEXIST                   ? code::store_exists
                          : errno == EROFS || errno == EACCES ? code::store_read_only
                                                              : code::cannot_open,
                          path, std::strerror(errno));
    }
    ::close(made);
#endif
}

// --- the connection --------------------------------------------------------------------------------

/// Longest value that a connection takes before it is known how large the file is: a statement of
/// the schema.
inline constexpr int longest_statement = 1 << 16;
/// … and at least afterwards: a row holds cells of a mebibyte.
inline constexpr std::int64_t longest_value = std::int64_t{1} << 24U;

/// Takes every power from what stands in the file. The limits are far above what is ours.
inline void disarm(sqlite3* db) {
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);  // they are for other tools
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, longest_statement);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, longest_statement);
    sqlite3_limit(db, SQLITE_LIMIT_COLUMN, 100);
    sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, 10);
    sqlite3_limit(db, SQLITE_LIMIT_FUNCTION_ARG, 10);
    sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 5);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
}

/// While it lives, a connection takes some steps and no more: a schema of ours has some fifty rows.
/// Steps, not seconds: a busy machine is no hostile file.
class few_steps {
public:
    explicit few_steps(sqlite3* of) : of_(of) {
        constexpr int steps = 20'000;  // some milliseconds
        sqlite3_progress_handler(
            of_, steps, [](void*) { return 1; }, nullptr);
    }
    ~few_steps() { sqlite3_progress_handler(of_, 0, nullptr, nullptr); }
    few_steps(few_steps const&) = delete;
    few_steps& operator=(few_steps const&) = delete;

private:
    sqlite3* of_;
};

// --- the schema ------------------------------------------------------------------------------------

/// A table, index, trigger or view: type, name, the table it belongs to, and the statement that made
/// it, each with its type where that is no text.
using schema_object = std::tuple<std::string, std::string, std::string, std::string>;

/// What a file holds beside its data.
struct schema_listing {
    std::vector<schema_object> objects{};  ///< sorted
    bool pages_are_its_own = true;         ///< no two objects share their pages
    std::string encoding{};
};

inline schema_listing listing_of(SQLite::Database& db) {
    few_steps const only(db.getHandle());
    schema_listing out;
    SQLite::Statement q(db, "SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema");
    std::set<std::int64_t> pages;
    auto const text_at = [&q](int at) {
        auto const column = q.getColumn(at);
        bool const as_it_should = column.isText() || column.isNull();  // reading makes it a text
        auto const* const text = column.getText();
        std::string found(text, static_cast<std::size_t>(column.getBytes()));
        return as_it_should ? found : "(no text) " + found;
    };
    while (q.executeStep()) {
        out.objects.emplace_back(text_at(0), text_at(1), text_at(2), text_at(3));
        auto const& type = std::get<0>(out.objects.back());
        auto const page = q.getColumn(4).getInt64();
        bool const has_pages = type == "table" || type == "index";
        if (has_pages ? page < 2 || !pages.insert(page).second : page != 0) {
            out.pages_are_its_own = false;
        }
    }
    std::sort(out.objects.begin(), out.objects.end());
    out.encoding = db.execAndGet("PRAGMA encoding").getString();
    return out;
}

/// The objects that a store of `schema` has, and no others.
inline std::vector<schema_object> objects_made(int schema) {
    auto const make = [](int which) {
        SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        model.exec(store_ddl(which));
        return listing_of(model).objects;
    };
    static auto const newest = make(store_schema_version);
    return schema == store_schema_version ? newest : make(schema);
}

/// What is not as a store of `schema` was made, in words; at most some.
inline std::vector<std::string> faults_of_schema(SQLite::Database& db, int schema) {
    auto const there = listing_of(db);
    auto const wanted = objects_made(schema);
    std::vector<std::string> out;
    auto const say_each = [&out](std::vector<schema_object> const& of, char const* what) {
        constexpr std::size_t most = 20;
        for (auto const& each : of) {
            if (out.size() < most) {
                out.push_back(excerpt(std::get<0>(each)) + " " + excerpt(std::get<1>(each)) + what);
            }
        }
    };
    // With their numbers: an object that stands there twice is one too many.
    std::vector<schema_object> missing;
    std::vector<schema_object> strange;
    std::set_difference(wanted.begin(), wanted.end(), there.objects.begin(), there.objects.end(),
                        std::back_inserter(missing));
    std::set_difference(there.objects.begin(), there.objects.end(), wanted.begin(), wanted.end(),
                        std::back_inserter(strange));
    say_each(missing, " is missing or altered");
    say_each(strange, " is not ours");
    if (!there.pages_are_its_own) {
        out.emplace_back("tables or indexes without pages of their own");
    }
    if (there.encoding != "UTF-8") {
        out.push_back("texts are kept as " + there.encoding);
    }
    return out;
}

}  // namespace qixian::inline v0::detail
