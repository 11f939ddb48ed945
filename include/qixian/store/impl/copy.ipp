#pragma once

#include "qixian/store/impl/care.ipp"

// Copies that can be trusted: made page by page in one durable transaction, then verified.

namespace qixian::inline v0::detail {

/// Runs `work`, in which SQLite may throw before there is a connection that could say why.
template <class Work>
auto translated(std::string const& path, Work&& work) {
    try {
        return work();
    } catch (SQLite::Exception const& wrong) {
        throw_store_error(path, extended_code_of(wrong), wrong.what());
    }
}

inline bool is_empty_file(std::string const& path) {
    std::error_code wrong;
    return std::filesystem::is_regular_file(path, wrong) &&
           std::filesystem::file_size(path, wrong) == 0 && !wrong;
}

/// Sees to it that there is a file at `path`; a new one is empty and for its owner only, and so are
/// its journals. SQLite would ask for more.
inline void make_private(std::string const& path, store_options const& options) {
#if defined(__unix__)
    if (!options.vfs.empty()) {
        return;
    }
    int const made = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (made < 0) {
        throw store_error(errno == ENOSPC                     ? code::disk_full
                          : errno == EROFS || errno == EACCES ? code::store_read_only
                                                              : code::cannot_open,
                          path, std::strerror(errno));
    }
    ::close(made);
#endif
}

/// Throws store_exists where a file of some length stands; a creation that was cut short leaves an
/// empty one, which may be filled.
inline void refuse_existing(std::string const& path, store_options const& options) {
    auto* const vfs = sqlite3_vfs_find(options.vfs.empty() ? nullptr : options.vfs.c_str());
    if (!file_exists(vfs, path)) {
        make_private(path, options);
        return;
    }
    // On another VFS what it holds is looked at when it is open.
    if (options.vfs.empty() && !is_empty_file(path)) {
        throw store_error(code::store_exists, path, "");
    }
}

/// Copies the database `from` over `to`, in one transaction of `to`.
inline void copy_pages(SQLite::Database& from, SQLite::Database& to, store::state const& reporter) {
    SQLite::Backup copying(to, from);
    constexpr int pages_a_step = 4096;
    for (;;) {
        auto const said = copying.executeStep(pages_a_step);
        auto const total = static_cast<std::uint64_t>(copying.getTotalPageCount());
        auto const left = static_cast<std::uint64_t>(copying.getRemainingPageCount());
        if (reporter.options.progress) {
            reporter.options.progress(total - left, total);
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
                                                     store_options const& options,
                                                     patient_waiter& waiter) {
    make_private(path, options);
    auto out =
        open_patiently(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, options.vfs, waiter);
    out->exec("PRAGMA synchronous=EXTRA; PRAGMA journal_mode=TRUNCATE");
    if (!options.careless_sql.empty()) {
        out->exec(options.careless_sql);
    }
    return out;
}

/// For reading, whatever version made it.
inline std::unique_ptr<store::state> opened(std::string const& path, store_options options) {
    return translated(path, [&] {
        return std::make_unique<store::state>(path, std::move(options), opening::any_schema);
    });
}

/// What stands at `path`, opened for reading and verified; throws store_damaged where it is not
/// clean.
inline std::unique_ptr<store::state> verified(std::string const& path, store_options options) {
    options.read_only = true;
    options.may = {};
    auto held = opened(path, std::move(options));
    auto& kept = *held;
    auto const found = kept.file.run([&] {
        kept.read_about();
        transaction look(kept.file, transaction::how::read);
        return kept.verify({});
    });
    for (auto const& each : found.found) {
        if (each.what != damage_kind::projection) {
            throw store_error(code::store_damaged, path,
                              std::string(code_of(each.what)) + ": " + each.detail);
        }
    }
    return held;
}

/// A verified copy of `kept` at `to`. Throws store_exists.
inline void back_up(store::state& kept, std::string const& to) {
    refuse_existing(to, kept.options);
    std::map<std::string, std::string> heads;
    kept.file.run([&] {
        transaction look(kept.file, transaction::how::read);
        for (auto const& each : kept.agency_columns()) {
            heads[each] = kept.hash_at(each, kept.last_position(each));
        }
        translated(to, [&] {
            patient_waiter waiter{.patience = kept.options.patience};
            auto const target = open_target(to, kept.options, waiter);
            if (target->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() != 0) {
                throw store_error(code::store_exists, to, "");
            }
            copy_pages(kept.file.db(), *target, kept);
            target->exec("PRAGMA journal_mode=DELETE");
        });
    });
    try {
        auto const copy = verified(to, kept.options);
        copy->file.run([&] {
            for (auto const& [agency, hash] : heads) {
                if (copy->hash_at(agency, copy->last_position(agency)) != hash) {
                    throw store_error(code::store_damaged, to, "the copy is not what was copied");
                }
            }
        });
    } catch (store_error const& wrong) {
        if (wrong.why() == code::store_damaged) {
            kept.file.vfs()->xDelete(kept.file.vfs(), to.c_str(), 0);  // no copy to be trusted
        }
        throw;
    }
}

/// Whether there is anything at `to` once SQLite has undone what a copy or a command left half
/// done there. A reader could not: it would find the file unreadable.
inline bool holds_anything(std::string const& to, store_options const& options) {
    return translated(to, [&] {
        try {
            patient_waiter waiter{.patience = options.patience};
            auto const there = open_patiently(to, SQLite::OPEN_READWRITE, options.vfs, waiter);
            return there->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() != 0;
        } catch (SQLite::Exception const& wrong) {
            auto const primary = wrong.getErrorCode() & 0xFF;
            if (primary == SQLITE_NOTADB || primary == SQLITE_CORRUPT ||
                primary == SQLITE_READONLY) {
                return true;
            }
            throw;
        }
    });
}

struct lost_entries {
    std::int64_t count = 0;
    std::string names{};  ///< of the first few
    bool readable = true;
};

/// Entries of the store at `to` which `backup` does not have. Logs only grow, so they agree up to
/// some position and not beyond.
inline lost_entries entries_lost(store::state& backup, std::string const& to,
                                 store_options options) {
    lost_entries out;
    try {
        translated(to, [&] {
            store::state there(to, std::move(options), opening::any_schema);
            there.file.run([&] {
                transaction look(there.file, transaction::how::read);
                for (auto const& agency : there.agency_columns()) {
                    auto const q = there.file.ask("SELECT position, hash, application, event_id "
                                                  "FROM event WHERE agency = ? "
                                                  "ORDER BY position");
                    q.bind_all(agency);
                    std::string hash;
                    while (q->executeStep()) {
                        read_text_column(hash, *q, 1);
                        if (backup.hash_at(agency, q->getColumn(0).getInt64()) == hash) {
                            continue;
                        }
                        if (++out.count <= 5) {
                            out.names += (out.count > 1 ? ", " : "") + q->getColumn(2).getString() +
                                         " " + q->getColumn(3).getString();
                        }
                    }
                }
            });
        });
    } catch (store_error const& wrong) {
        if (wrong.why() != code::not_a_store && wrong.why() != code::store_damaged &&
            wrong.why() != code::store_read_only) {
            throw;
        }
        out.readable = false;
    }
    return out;
}

inline std::string free_name(std::string const& base, sqlite3_vfs* vfs) {
    for (int n = 1;; ++n) {
        auto name = base + ".replaced-" + std::to_string(n);
        if (!file_exists(vfs, name)) {
            return name;
        }
    }
}

/// Keeps what stands at `to` under another name: a copy of a store, the file itself of anything
/// else.
inline void set_aside(std::string const& to, bool readable, store_options const& options,
                      store::state const& reporter) {
    auto const name = free_name(to, reporter.file.vfs());
    if (!readable) {
        // With its journal, and that first: left behind it would be played into the new store.
        for (auto const* const part : {"-journal", "-wal", "-shm", ""}) {
            std::error_code wrong;
            std::filesystem::rename(to + part, name + part, wrong);
            if (wrong && (*part == '\0' || wrong != std::errc::no_such_file_or_directory)) {
                throw store_error(code::io_failed, to + part, wrong.message());
            }
        }
        return;
    }
    translated(to, [&] {
        patient_waiter waiter{.patience = options.patience};
        auto const from = open_patiently(to, SQLite::OPEN_READWRITE, options.vfs, waiter);
        auto const target = open_target(name, options, waiter);
        copy_pages(*from, *target, reporter);
        target->exec("PRAGMA journal_mode=DELETE");
    });
}

inline result<store_info> restore(std::string const& from, std::string const& to, bool force,
                                  store_options options) {
    options.may = {};
    options.read_only = true;
    auto const held = verified(from, options);
    auto& source = *held;
    bool const there = file_exists(source.file.vfs(), to) && holds_anything(to, options);
    if (there) {
        auto const lost = source.file.run([&] { return entries_lost(source, to, options); });
        if (!force && (!lost.readable || lost.count > 0)) {
            return fault{.what = code::other_chain,
                         .detail = lost.readable ? std::to_string(lost.count) + ": " + lost.names
                                                 : "it cannot be read",
                         .file = to};
        }
        set_aside(to, lost.readable, options, source);
    }
    source.file.run([&] {
        transaction look(source.file, transaction::how::read);
        translated(to, [&] {
            patient_waiter waiter{.patience = options.patience};
            auto const target = open_target(to, options, waiter);
            copy_pages(source.file.db(), *target, source);
        });
    });
    verified(to, options);
    return source.info;
}

}  // namespace qixian::inline v0::detail
