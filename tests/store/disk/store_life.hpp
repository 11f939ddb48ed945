// A life of a store on a simulated disk, step by step, and what somebody finds who opens a disk
// that it left.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "../store_support.hpp"
#include "simulated_disk.hpp"

namespace qixian::testing {

inline char const* const cases_file = "/cases.qixian";
inline char const* const backup_file = "/backup.qixian";
inline char const* const copy_file = "/copy.qixian";
inline char const* const old_file = "/old.qixian";

/// The store under test, its disk and the clock, which stands until a step moves it.
struct life {
    explicit life(simulated::disk& disk, std::string careless_sql = {});
    /// Noon of a day in Beijing.
    void today(int yyyymmdd) const;
    /// Opens the store of `cases_file`, unless it is open.
    store& kept();

    simulated::disk& on;
    store_options options{};
    std::optional<store> open{};
    std::shared_ptr<instant> now = std::make_shared<instant>();
};

/// What a store says to a command that is given again.
enum class answer_again {
    acknowledged,  ///< done, now or before: it may be relied on
    there_already  ///< no promise, only what can be read: a file that exists, a year that is closed
};

/// A command that a host would give, acknowledged when `run` returns. Whether it throws or not,
/// `run` may be called again: what was done already counts as success. Throws store_error as the
/// store does, std::logic_error where the store says something else than it must.
struct life_step {
    std::string name{};
    std::function<answer_again(life&)> run{};
};

/// Puts a store that the first release made at `old_file`, where a life expects it.
void put_old_store(simulated::disk& on);

/// From the creation to a backup put back: every kind of write a store knows. About 40 entries in
/// all.
std::vector<life_step> const& steps_of_a_life();

/// The notice of 2020, which the stores of these tests do not know from the beginning.
notice const& notice_of_2020();

/// What a store holds, in one line: every entry by its hash, closed years, settings, notices,
/// checkpoints. Verifies all of it: a store that is not clean gives a line that begins with
/// `damaged`.
std::string print_of(store& kept);

/// Looks at files of a disk as somebody does who comes after a crash: opens them, lets SQLite
/// recover, verifies.
class finder {
public:
    /// `nothing` for a file that is missing or holds no table yet, else its schema and what
    /// `print_of` says, or an error. The whole verification runs once for each content that
    /// recovery leaves, or each time when `thorough`.
    std::string look(simulated::disk_state const& at, std::string const& path,
                     bool thorough = false);
    /// How often a store was really opened and verified.
    [[nodiscard]] std::size_t verified() const { return verified_; }
    /// Crash points of the last recovery, for a second power cut in the middle of it.
    [[nodiscard]] std::vector<simulated::disk_state> const& recovery() const { return recovery_; }
    void watch_recovery(bool yes) { watches_ = yes; }

private:
    std::string open_and_print(simulated::disk_state const& at, std::string const& path);

    simulated::disk disk_;
    std::map<std::uint64_t, std::string> known_;  // by the fingerprint of what recovery leaves
    std::vector<simulated::disk_state> recovery_;
    std::size_t verified_ = 0;
    bool watches_ = false;
};

}  // namespace qixian::testing
