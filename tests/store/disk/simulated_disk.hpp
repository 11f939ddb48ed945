// A disk in memory that SQLite can be pointed at, and that can fail or lose power at any operation.
//
// A test makes a `disk`, opens databases with `disk.vfs()` as the name of the VFS (SQLiteCpp's
// fourth argument) and works as on a real disk. Names made by SQLite's unix VFS are imitated in
// what they make durable: a sync of a new journal syncs its directory once, a removal syncs it only
// where SQLite asks for that.
//
// Not for several threads: connections of one thread take turns, so a run is the same each time. No
// shared memory, so WAL needs `locking_mode=EXCLUSIVE`.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "disk_state.hpp"

namespace simulated {

/// Each call that reaches the disk is one of these and has a number, from 1 on. Locks and closing
/// are none.
enum class operation_kind {
    open,
    create,
    read,
    write,
    truncate,
    sync,
    unlink,
    sync_directory,
    rename,
    access,
    size
};
char const* name_of(operation_kind kind);

struct operation {
    int number{};
    operation_kind kind{};
    std::string name{};  ///< empty for a temporary file
    std::int64_t offset{};
    std::int64_t amount{};
};

/// What goes wrong.
enum class fault_kind {
    io_error,    ///< nothing is done. A failed sync makes the system forget some of the writes
    disk_full,   ///< nothing is done; only writes and creations can meet it
    short_write  ///< half of a write is done, half of a read; only they can meet it
};
char const* name_of(fault_kind kind);
/// Whether an operation can meet a fault. One that cannot is not harmed, and the fault has not
/// `fired`.
bool can_meet(operation_kind kind, fault_kind fault);

struct disk_fault {
    int at{};  ///< number of the operation
    fault_kind kind{};
    bool lasting{};  ///< from then on, until `heal`; otherwise once
};

/// A disk and its VFS, registered with SQLite as long as the object lives. All connections to it
/// must be closed first.
class disk {
public:
    explicit disk(bool powersafe = true);
    disk(disk const&) = delete;
    disk& operator=(disk const&) = delete;
    ~disk();

    /// The name to open databases with.
    [[nodiscard]] char const* vfs() const { return name_.c_str(); }

    /// What the disk holds now. Cost: some pointers for each file.
    [[nodiscard]] disk_state const& state() const { return state_; }
    /// Puts another content in, ends faults and the power cut, begins to count anew. Throws
    /// std::logic_error when a connection is still open.
    void load(disk_state state);

    /// Operations since the last `load` or `count_anew`.
    [[nodiscard]] int operations() const { return operations_; }
    void count_anew();

    /// Lets an operation fail, besides those that fail already.
    void inject(disk_fault what);
    /// Lets nothing fail any more: no fault, no power cut. What has been harmed stays so.
    void heal();
    /// How many operations met a fault since the counting began.
    [[nodiscard]] int fired() const { return fired_; }

    /// Cuts the power during operation `number`: what it does stays unsynced, it and all later ones
    /// fail.
    void cut_power_at(int number) { cut_at_ = number; }
    [[nodiscard]] bool power_is_off() const { return power_off_; }

    /// Called during each operation that changes what a power cut could leave, at its worst moment:
    /// the change is made and nothing of this operation is synced. Temporary files do not count. An
    /// empty function ends it.
    void watch(std::function<void(operation const&)> watcher) { watcher_ = std::move(watcher); }

    /// One line for each operation goes there; nullptr ends it.
    void trace(std::ostream* to) { trace_ = to; }

    /// Connections that have a file open. 0 when all is closed.
    [[nodiscard]] std::size_t open_files() const { return handles_.size(); }

    // What a program does to files besides SQLite: operations too. They return false when they
    // fail.
    bool rename(std::string const& from, std::string const& to);
    bool remove(std::string const& name);
    bool sync_directory(std::string const& directory);
    [[nodiscard]] bool exists(std::string const& name) const { return state_.exists(name); }
    /// The bytes of a file as programs read them; none when there is no such file. Not an
    /// operation.
    [[nodiscard]] std::optional<std::string> bytes_of(std::string const& name) const;
    /// Makes or replaces a file, durable at once. Not an operation.
    void put(std::string const& name, std::string const& bytes);

    /// The system drops its cache: after a failed sync, programs read what the disk really holds.
    void evict() { state_.evict(); }

    struct machinery;

private:
    friend struct machinery;
    struct handle;

    // What an operation is told before it acts.
    enum class verdict { go_on, fail, full, half };
    verdict admit(operation_kind kind, std::string const& name, std::int64_t offset = 0,
                  std::int64_t amount = 0);
    // Shows a change to the watcher; true: the power goes off in this very operation.
    bool changed(operation_kind kind, std::string const& name, std::int64_t offset = 0,
                 std::int64_t amount = 0);
    void tell(char const* outcome);
    void let_go(handle* closed);

    std::string name_;
    std::shared_ptr<machinery> machinery_;
    disk_state state_;
    std::vector<handle*> handles_;
    dice chance_{1};

    int operations_ = 0;
    std::vector<disk_fault> faults_;
    int fired_ = 0;
    int cut_at_ = 0;
    bool power_off_ = false;
    std::function<void(operation const&)> watcher_;
    std::ostream* trace_ = nullptr;
};

}  // namespace simulated
