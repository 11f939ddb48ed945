// Files of stores: making, opening, and copies page by page in one durable transaction.
#pragma once

#include "qixian/store/sqlite/impl/beside.ipp"
#include "qixian/store/sqlite/impl/check.ipp"

namespace qixian::inline v0 {

namespace detail {

inline sqlite3_vfs* vfs_of(sqlite_seams const& seams) {
    return sqlite3_vfs_find(seams.vfs.empty() ? nullptr : seams.vfs.c_str());
}

inline bool file_exists(sqlite_seams const& seams, std::string const& path) {
    auto* const vfs = vfs_of(seams);
    int there = 0;
    if (vfs->xAccess(vfs, path.c_str(), SQLITE_ACCESS_EXISTS, &there) != SQLITE_OK) {
        throw store_error(code::cannot_open, path, "");
    }
    return there != 0;
}

inline bool is_empty_file(std::string const& path) {
    std::error_code wrong;
    return std::filesystem::is_regular_file(path, wrong) &&
           std::filesystem::file_size(path, wrong) == 0 && !wrong;
}

/// Copies the database `from` over `to`, in one transaction of `to`.
inline void copy_pages(SQLite::Database& from, SQLite::Database& to,
                       store_port::progress const& tell) {
    SQLite::Backup copying(to, from);
    constexpr int pages_a_step = 4096;
    for (;;) {
        auto const said = copying.executeStep(pages_a_step);
        auto const total = static_cast<std::uint64_t>(copying.getTotalPageCount());
        auto const left = static_cast<std::uint64_t>(copying.getRemainingPageCount());
        if (tell) {
            tell(total - left, total);
        }
        if (said == SQLITE_DONE) {
            return;
        }
        if (said != SQLITE_OK) {
            throw SQLite::Exception("copying", said);
        }
    }
}

inline std::unique_ptr<SQLite::Database> open_target(std::string const& path,
                                                     sqlite_seams const& seams,
                                                     patient_waiter& waiter) {
    make_private(path, seams);
    auto out =
        open_patiently(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, seams.vfs, waiter);
    out->exec("PRAGMA synchronous=EXTRA; PRAGMA journal_mode=TRUNCATE");
    if (!seams.careless_sql.empty()) {
        out->exec(seams.careless_sql);
    }
    return out;
}

inline void sqlite_port::copy_to(std::string const& path, bool over, progress const& tell) {
    translated(path, [&] {
        patient_waiter waiter{.patience = file_.patience()};
        auto const target = open_target(path, file_.seams(), waiter);
        if (!over && target->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() != 0) {
            throw store_error(code::store_exists, path, "");
        }
        copy_pages(file_.db(), *target, tell);
        if (!over) {
            target->exec("PRAGMA journal_mode=DELETE");
        }
    });
}

class sqlite_files final : public store_database {
public:
    explicit sqlite_files(sqlite_seams seams) : seams_(std::move(seams)) {}

    [[nodiscard]] std::unique_ptr<store_port> open(std::string const& path, wish const& how,
                                                   opening what) const override {
        return translated(path, [&]() -> std::unique_ptr<store_port> {
            return std::make_unique<sqlite_port>(path, how, seams_, what);
        });
    }

    /// A creation that is cut short leaves an empty file, which may be filled.
    void claim(std::string const& path) const override {
        expect_a_name(path, seams_.vfs);
        if (!file_exists(seams_, path)) {
            make_private(path, seams_);
            return;
        }
        // On another VFS what it holds is looked at when it is open.
        if (seams_.vfs.empty() && !is_empty_file(path)) {
            throw store_error(code::store_exists, path, "");
        }
    }

    [[nodiscard]] bool is_free(std::string const& path) const override {
        return !file_exists(seams_, path) || (seams_.vfs.empty() && is_empty_file(path));
    }

    /// A reader could not tell: it would find a file unreadable that SQLite has yet to put right.
    [[nodiscard]] bool holds_anything(std::string const& path, wish const& how) const override {
        expect_a_name(path, seams_.vfs);
        if (!file_exists(seams_, path)) {
            return false;
        }
        return translated(path, [&] {
            try {
                patient_waiter waiter{.patience = how.patience};
                auto const there = open_patiently(path, SQLite::OPEN_READWRITE, seams_.vfs, waiter);
                few_steps const only(there->getHandle());
                // Pages that belong to nothing held something once.
                return there->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() != 0 ||
                       there->execAndGet("PRAGMA page_count").getInt() > 1;
            } catch (SQLite::Exception const& wrong) {
                auto const primary = wrong.getErrorCode() & 0xFF;
                if (primary == SQLITE_NOTADB || primary == SQLITE_CORRUPT ||
                    primary == SQLITE_READONLY || primary == SQLITE_INTERRUPT ||
                    primary == SQLITE_TOOBIG) {
                    return true;
                }
                throw;
            }
        });
    }

    void set_aside(std::string const& path, bool readable, wish const& how,
                   store_port::progress const& tell) const override {
        auto const name = free_name(path);
        if (!readable) {
            // With its journal, and that first: left behind it would be played into the new store.
            auto const move = [&](std::string const& part) {
                std::error_code wrong;
                std::filesystem::rename(path + part, name + part, wrong);
                if (wrong && (part.empty() || wrong != std::errc::no_such_file_or_directory)) {
                    throw store_error(code::io_failed, path + part, wrong.message());
                }
            };
            for (auto const part : names_beside) {
                move(std::string(part));
            }
            move("");
            return;
        }
        translated(path, [&] {
            patient_waiter waiter{.patience = how.patience};
            auto const from = open_patiently(path, SQLite::OPEN_READWRITE, seams_.vfs, waiter);
            auto const target = open_target(name, seams_, waiter);
            copy_pages(*from, *target, tell);
            target->exec("PRAGMA journal_mode=DELETE");
        });
    }

    void remove(std::string const& path) const override {
        auto* const vfs = vfs_of(seams_);
        vfs->xDelete(vfs, path.c_str(), 0);
    }

    [[nodiscard]] bool same(std::string const& one, std::string const& other) const override {
        std::error_code wrong;
        return one == other ||
               (seams_.vfs.empty() && std::filesystem::equivalent(one, other, wrong));
    }

private:
    [[nodiscard]] std::string free_name(std::string const& base) const {
        for (int n = 1;; ++n) {
            auto name = base + ".replaced-" + std::to_string(n);
            if (!file_exists(seams_, name)) {
                return name;
            }
        }
    }

    sqlite_seams seams_;
};

}  // namespace detail

QIXIAN_DECL std::shared_ptr<store_database const> sqlite_database(sqlite_seams how) {
    return std::make_shared<detail::sqlite_files const>(std::move(how));
}

QIXIAN_DECL std::shared_ptr<store_database const> sqlite_database() {
    return sqlite_database(sqlite_seams{});
}

}  // namespace qixian::inline v0
