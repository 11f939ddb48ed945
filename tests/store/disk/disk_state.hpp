// What a simulated disk holds: what programs read, what a power cut would leave, and the images of
// such a cut.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace simulated {

/// A small generator of random numbers: the same on every compiler, cheap to seed.
class dice {
public:
    explicit dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t roll();
    /// A number in [0, sides). Needs sides > 0.
    std::uint64_t below(std::uint64_t sides) { return roll() % sides; }

private:
    std::uint64_t state_;
};

/// What a disk writes at once: a sector is written whole or not at all.
inline constexpr std::int64_t sector = 512;

/// The bytes of a file. Copies share their chunks until one of them writes, so a copy of a disk
/// costs some pointers.
class content {
public:
    [[nodiscard]] std::int64_t size() const { return size_; }
    /// Reads up to `amount` bytes, fills the rest with zeros; returns how many there were.
    std::int64_t read(std::int64_t offset, char* to, std::int64_t amount) const;
    /// Writes; a gap before `offset` reads as zeros.
    void write(std::int64_t offset, char const* from, std::int64_t amount);
    void resize(std::int64_t size);
    /// Equal contents have equal fingerprints; others have not, but for 1 in 2^64.
    [[nodiscard]] std::uint64_t fingerprint() const;

private:
    static constexpr std::int64_t chunk_size = 4096;
    using chunk = std::array<char, static_cast<std::size_t>(chunk_size)>;

    chunk& own(std::size_t index, bool whole);

    std::vector<std::shared_ptr<chunk>> chunks_;  // none: all zeros
    std::int64_t size_ = 0;
};

/// A write or a change of length that no sync has followed yet.
struct unsynced_change {
    std::uint64_t order{};  ///< position among all changes of the disk, names included
    bool resizes{};         ///< true: the file gets the length `offset`
    std::int64_t offset{};
    std::shared_ptr<std::string const> bytes{};  ///< what is written; none where the length changes
};

struct file {
    content now{};                           ///< what programs read
    content durable{};                       ///< what was on the platter at the last sync
    std::vector<unsynced_change> pending{};  ///< what came after it
    bool forgotten{};  ///< a sync failed: part of `now` may never reach the platter
};

/// A creation, unlinking or renaming that no sync of the directory has followed yet.
struct unsynced_name {
    std::uint64_t order{};
    std::string name{};
    int file{};          ///< which file the name leads to from here on; 0: none
    std::string from{};  ///< the name that goes in the same step (renaming)
};

/// A disk as a value: copying is cheap, nothing in it refers to a program.
struct disk_state {
    std::map<int, file> files{};  ///< by a number that is never given twice
    std::map<std::string, int> names{};
    std::map<std::string, int> durable_names{};
    std::vector<unsynced_name> pending_names{};
    int last_file = 0;
    std::uint64_t last_order = 0;
    /// The device promises that a write which is cut off harms no byte beside it (SQLite's
    /// POWERSAFE_OVERWRITE). Without it a torn write may leave a whole sector as junk.
    bool powersafe = true;

    [[nodiscard]] bool exists(std::string const& name) const { return names.contains(name); }
    [[nodiscard]] std::size_t unsynced() const;
    void change(int file, unsynced_change what);
    void rename_or_remove(unsynced_name what);
    void sync(int file);
    /// A sync that failed: the system takes the pages for clean. Some writes have reached the
    /// platter, the others never will, although everybody still reads them.
    void fail_sync(int file, dice& chance);
    void sync_directory(std::string const& directory);
    /// The cache is dropped: programs read what the disk holds.
    void evict();
    /// Forgets files that no name and none of `kept` (ascending) leads to.
    void forget_lost_files(std::vector<int> const& kept);
};

/// Which of the unsynced changes a power cut leaves.
struct power_cut {
    enum class way {
        all_kept,
        all_dropped,
        in_order,  ///< the first `kept` changes and some sectors of the next one
        at_random,  ///< each kept, dropped or torn by itself; creations and unlinkings done or undone
    };
    way how = way::at_random;
    std::size_t kept = 0;
    std::uint64_t seed = 0;
};

/// The disk that a machine finds after a power cut: everything on it is durable. Cost: the unsynced
/// changes.
[[nodiscard]] disk_state image_after(disk_state const& before, power_cut const& cut);

}  // namespace simulated
