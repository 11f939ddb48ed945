// The simulated disk as an SQLite VFS: every call counted, failed on demand, told to watchers.
#include "simulated_disk.hpp"

#include <algorithm>
#include <cstring>
#include <ostream>
#include <stdexcept>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sqlite3.h>

namespace simulated {

char const* name_of(operation_kind kind) {
    switch (kind) {
    case operation_kind::open: return "open";
    case operation_kind::create: return "create";
    case operation_kind::read: return "read";
    case operation_kind::write: return "write";
    case operation_kind::truncate: return "truncate";
    case operation_kind::sync: return "sync";
    case operation_kind::unlink: return "unlink";
    case operation_kind::sync_directory: return "sync_directory";
    case operation_kind::rename: return "rename";
    case operation_kind::access: return "access";
    case operation_kind::size: return "size";
    }
    return "?";
}

char const* name_of(fault_kind kind) {
    switch (kind) {
    case fault_kind::io_error: return "I/O error";
    case fault_kind::disk_full: return "disk full";
    case fault_kind::short_write: return "short write";
    }
    return "?";
}

bool can_meet(operation_kind kind, fault_kind fault) {
    switch (fault) {
    case fault_kind::io_error: return true;
    case fault_kind::disk_full:
        return kind == operation_kind::write || kind == operation_kind::create;
    case fault_kind::short_write:
        return kind == operation_kind::write || kind == operation_kind::read;
    }
    return false;
}

// An open file. Files without a name live in their handle: no power cut leaves anything of them.
struct disk::handle {
    disk* on{};
    int number{};  // in disk_state::files; 0: temporary
    content temporary{};
    std::string name{};
    int flags{};
    int lock = SQLITE_LOCK_NONE;
    bool
        syncs_directory{};  // at the next sync, as the unix VFS does for a journal it may have made
    bool remove_on_close{};

    [[nodiscard]] content& now() {
        return number == 0 ? temporary : on->state_.files.at(number).now;
    }
};

namespace {

int const max_path = 512;

// 2026-01-01T00:00:00Z as SQLite counts, in milliseconds of Julian days. A run must not depend on
// the clock.
std::int64_t const fixed_now = 212'633'985'600'000;

std::string directory_of(std::string const& name) { return name.substr(0, name.rfind('/') + 1); }

}  // namespace

// The functions SQLite calls.
struct disk::machinery {
    sqlite3_vfs vfs{};
    sqlite3_io_methods methods{};

    // What SQLite keeps for us in each open file.
    struct open_file {
        sqlite3_file base;
        handle* ours;
    };

    static handle& of(sqlite3_file* file) { return *reinterpret_cast<open_file*>(file)->ours; }
    static disk& of(sqlite3_vfs* vfs) { return *static_cast<disk*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, char const* name, sqlite3_file* file, int flags, int* out) {
        auto& on = of(vfs);
        file->pMethods = nullptr;
        auto made = std::make_unique<handle>();
        made->on = &on;
        made->name = name == nullptr ? "" : name;
        made->flags = flags;
        made->remove_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
        bool const there = name != nullptr && on.state_.exists(made->name);
        bool const creates = !there && (name == nullptr || (flags & SQLITE_OPEN_CREATE) != 0);
        auto const kind = creates ? operation_kind::create : operation_kind::open;
        if (on.admit(kind, made->name) != verdict::go_on) {
            on.tell("failed");
            return SQLITE_CANTOPEN;
        }
        if ((there && (flags & SQLITE_OPEN_EXCLUSIVE) != 0) || (!there && !creates)) {
            on.tell("refused");
            return SQLITE_CANTOPEN;
        }
        if (there) {
            made->number = on.state_.names.at(made->name);
        } else if (name != nullptr) {
            made->number = ++on.state_.last_file;
            on.state_.files[made->number];
            on.state_.rename_or_remove(
                {.order = 0, .name = made->name, .file = made->number, .from = {}});
            if (on.changed(kind, made->name)) {
                return SQLITE_CANTOPEN;
            }
        }
        made->syncs_directory =
            (flags & SQLITE_OPEN_CREATE) != 0 &&
            (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
        if (out != nullptr) {
            *out = flags;
        }
        on.handles_.push_back(made.get());
        auto* mine = reinterpret_cast<open_file*>(file);
        mine->ours = made.release();
        mine->base.pMethods = &on.machinery_->methods;
        on.tell("ok");
        return SQLITE_OK;
    }

    static int close(sqlite3_file* file) {
        auto& ours = of(file);
        ours.on->let_go(&ours);
        file->pMethods = nullptr;
        return SQLITE_OK;
    }

    static int read(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
        auto& ours = of(file);
        auto* bytes = static_cast<char*>(to);
        switch (ours.on->admit(operation_kind::read, ours.name, offset, amount)) {
        case verdict::go_on: break;
        case verdict::half:
            // A read that ends early is tried again (so does the unix VFS), and that fails.
            ours.now().read(offset, bytes, amount / 2);
            [[fallthrough]];
        case verdict::fail:
        case verdict::full: ours.on->tell("failed"); return SQLITE_IOERR_READ;
        }
        auto const got = ours.now().read(offset, bytes, amount);
        ours.on->tell(got < amount ? "short" : "ok");
        return got < amount ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
    }

    static int write(sqlite3_file* file, void const* from, int amount, sqlite3_int64 offset) {
        auto& ours = of(file);
        auto& on = *ours.on;
        if ((ours.flags & SQLITE_OPEN_READONLY) != 0) {
            return SQLITE_READONLY;
        }
        auto const said = on.admit(operation_kind::write, ours.name, offset, amount);
        if (said == verdict::fail || said == verdict::full) {
            on.tell("failed");
            return said == verdict::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
        }
        auto const done = said == verdict::half ? amount / 2 : amount;
        auto const* bytes = static_cast<char const*>(from);
        if (ours.number == 0) {
            ours.temporary.write(offset, bytes, done);
        } else {
            on.state_.change(ours.number, {.order = 0,
                                           .resizes = false,
                                           .offset = offset,
                                           .bytes = std::make_shared<std::string const>(
                                               bytes, static_cast<std::size_t>(done))});
            if (on.changed(operation_kind::write, ours.name, offset, done)) {
                return SQLITE_IOERR_WRITE;
            }
        }
        on.tell(done < amount ? "half" : "ok");
        return done < amount ? SQLITE_IOERR_WRITE : SQLITE_OK;
    }

    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        auto& ours = of(file);
        auto& on = *ours.on;
        if (on.admit(operation_kind::truncate, ours.name, size) != verdict::go_on) {
            on.tell("failed");
            return SQLITE_IOERR_TRUNCATE;
        }
        if (ours.number == 0) {
            ours.temporary.resize(size);
        } else {
            on.state_.change(ours.number,
                             {.order = 0, .resizes = true, .offset = size, .bytes = {}});
            if (on.changed(operation_kind::truncate, ours.name, size)) {
                return SQLITE_IOERR_TRUNCATE;
            }
        }
        on.tell("ok");
        return SQLITE_OK;
    }

    static int sync(sqlite3_file* file, int /*flags*/) {
        auto& ours = of(file);
        auto& on = *ours.on;
        if (on.admit(operation_kind::sync, ours.name) != verdict::go_on) {
            if (ours.number != 0 && !on.power_off_) {
                on.state_.fail_sync(ours.number, on.chance_);
            }
            on.tell("failed");
            return SQLITE_IOERR_FSYNC;
        }
        if (ours.number == 0) {
            on.tell("ok");
            return SQLITE_OK;
        }
        if (on.changed(operation_kind::sync, ours.name)) {
            return SQLITE_IOERR_FSYNC;
        }
        on.state_.sync(ours.number);
        on.tell("ok");
        if (ours.syncs_directory) {
            if (!on.sync_directory(directory_of(ours.name))) {
                return SQLITE_IOERR_DIR_FSYNC;
            }
            ours.syncs_directory = false;
        }
        return SQLITE_OK;
    }

    static int file_size(sqlite3_file* file, sqlite3_int64* size) {
        auto& ours = of(file);
        if (ours.on->admit(operation_kind::size, ours.name) != verdict::go_on) {
            ours.on->tell("failed");
            return SQLITE_IOERR_FSTAT;
        }
        *size = ours.now().size();
        ours.on->tell("ok");
        return SQLITE_OK;
    }

    // --- locks, as SQLite describes them: many SHARED, one RESERVED beside them, a PENDING lets no
    // new SHARED in ---

    // The strongest lock that other connections hold on the same file.
    static int lock_of_others(handle const& ours) {
        int strongest = SQLITE_LOCK_NONE;
        for (auto const* each : ours.on->handles_) {
            if (each != &ours && each->number == ours.number && each->number != 0) {
                strongest = std::max(strongest, each->lock);
            }
        }
        return strongest;
    }

    static int lock(sqlite3_file* file, int wanted) {
        auto& ours = of(file);
        if (ours.lock >= wanted) {
            return SQLITE_OK;
        }
        auto const others = lock_of_others(ours);
        switch (wanted) {
        case SQLITE_LOCK_SHARED:
            if (others >= SQLITE_LOCK_PENDING) {
                return SQLITE_BUSY;
            }
            break;
        case SQLITE_LOCK_RESERVED:
            if (others >= SQLITE_LOCK_RESERVED) {
                return SQLITE_BUSY;
            }
            break;
        default:
            if (others >= SQLITE_LOCK_RESERVED) {
                return SQLITE_BUSY;
            }
            if (others == SQLITE_LOCK_SHARED && wanted == SQLITE_LOCK_EXCLUSIVE) {
                if (ours.lock >= SQLITE_LOCK_RESERVED) {
                    ours.lock = SQLITE_LOCK_PENDING;
                }
                return SQLITE_BUSY;
            }
        }
        ours.lock = wanted;
        return SQLITE_OK;
    }

    static int unlock(sqlite3_file* file, int wanted) {
        auto& ours = of(file);
        ours.lock = std::min(ours.lock, wanted);
        return SQLITE_OK;
    }

    static int check_reserved_lock(sqlite3_file* file, int* held) {
        auto const& ours = of(file);
        *held = std::max(ours.lock, lock_of_others(ours)) >= SQLITE_LOCK_RESERVED ? 1 : 0;
        return SQLITE_OK;
    }

    static int file_control(sqlite3_file* file, int what, void* arg) {
        auto const& ours = of(file);
        switch (what) {
        case SQLITE_FCNTL_LOCKSTATE: *static_cast<int*>(arg) = ours.lock; return SQLITE_OK;
        case SQLITE_FCNTL_HAS_MOVED: {
            auto const& names = ours.on->state_.names;
            auto const found = names.find(ours.name);
            *static_cast<int*>(arg) =
                ours.number != 0 && (found == names.end() || found->second != ours.number) ? 1 : 0;
            return SQLITE_OK;
        }
        case SQLITE_FCNTL_VFSNAME:
            *static_cast<char**>(arg) = sqlite3_mprintf("%s", ours.on->name_.c_str());
            return SQLITE_OK;
        default: return SQLITE_NOTFOUND;
        }
    }

    static int sector_size(sqlite3_file* /*file*/) { return static_cast<int>(sector); }

    static int characteristics(sqlite3_file* file) {
        return of(file).on->state_.powersafe ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
    }

    // --- the disk as a whole ---

    static int remove(sqlite3_vfs* vfs, char const* name, int sync_directory) {
        auto& on = of(vfs);
        if (!on.state_.exists(name)) {
            return SQLITE_IOERR_DELETE_NOENT;
        }
        if (!on.remove(name)) {
            return SQLITE_IOERR_DELETE;
        }
        if (sync_directory != 0 && !on.sync_directory(directory_of(name))) {
            return SQLITE_IOERR_DIR_FSYNC;
        }
        return SQLITE_OK;
    }

    static int access(sqlite3_vfs* vfs, char const* name, int what, int* yes) {
        auto& on = of(vfs);
        if (on.admit(operation_kind::access, name) != verdict::go_on) {
            on.tell("failed");
            return SQLITE_IOERR_ACCESS;
        }
        auto const found = on.state_.names.find(name);
        // The unix VFS calls an empty file absent: so an empty journal is no hot one.
        bool const there =
            found != on.state_.names.end() &&
            (what != SQLITE_ACCESS_EXISTS || on.state_.files.at(found->second).now.size() > 0);
        *yes = there ? 1 : 0;
        on.tell(there ? "yes" : "no");
        return SQLITE_OK;
    }

    static int full_path(sqlite3_vfs* /*vfs*/, char const* name, int room, char* to) {
        auto const full = name[0] == '/' ? std::string(name) : "/" + std::string(name);
        if (static_cast<int>(full.size()) >= room) {
            return SQLITE_CANTOPEN;
        }
        std::memcpy(to, full.c_str(), full.size() + 1);
        return SQLITE_OK;
    }

    static int random_bytes(sqlite3_vfs* vfs, int amount, char* to) {
        auto& chance = of(vfs).chance_;
        for (int n = 0; n < amount; ++n) {
            to[n] = static_cast<char>(chance.roll() & 0xffU);
        }
        return amount;
    }

    // Nobody else runs meanwhile: there is nothing to wait for.
    static int wait(sqlite3_vfs* /*vfs*/, int microseconds) { return microseconds; }

    static int now_as_days(sqlite3_vfs* /*vfs*/, double* days) {
        *days = static_cast<double>(fixed_now) / 86'400'000.0;
        return SQLITE_OK;
    }

    static int now_as_milliseconds(sqlite3_vfs* /*vfs*/, sqlite3_int64* milliseconds) {
        *milliseconds = fixed_now;
        return SQLITE_OK;
    }

    static int last_error(sqlite3_vfs* /*vfs*/, int /*room*/, char* /*to*/) { return 0; }
};

disk::disk(bool powersafe) : machinery_(std::make_shared<machinery>()) {
    static int made = 0;
#ifdef __GLIBC__
    if (made == 0) {
        // SQLite takes and gives back its page cache at each opening: a third of the time would go
        // into asking the system for memory again.
        mallopt(M_TRIM_THRESHOLD, 256 << 20);
        mallopt(M_MMAP_THRESHOLD, 32 << 20);
        mallopt(M_TOP_PAD, 16 << 20);
    }
#endif
    name_ = "simulated-" + std::to_string(++made);
    state_.powersafe = powersafe;
    auto& methods = machinery_->methods;
    methods.iVersion = 1;
    methods.xClose = machinery::close;
    methods.xRead = machinery::read;
    methods.xWrite = machinery::write;
    methods.xTruncate = machinery::truncate;
    methods.xSync = machinery::sync;
    methods.xFileSize = machinery::file_size;
    methods.xLock = machinery::lock;
    methods.xUnlock = machinery::unlock;
    methods.xCheckReservedLock = machinery::check_reserved_lock;
    methods.xFileControl = machinery::file_control;
    methods.xSectorSize = machinery::sector_size;
    methods.xDeviceCharacteristics = machinery::characteristics;
    auto& vfs = machinery_->vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(machinery::open_file));
    vfs.mxPathname = max_path;
    vfs.zName = name_.c_str();
    vfs.pAppData = this;
    vfs.xOpen = machinery::open;
    vfs.xDelete = machinery::remove;
    vfs.xAccess = machinery::access;
    vfs.xFullPathname = machinery::full_path;
    vfs.xRandomness = machinery::random_bytes;
    vfs.xSleep = machinery::wait;
    vfs.xCurrentTime = machinery::now_as_days;
    vfs.xGetLastError = machinery::last_error;
    vfs.xCurrentTimeInt64 = machinery::now_as_milliseconds;
    sqlite3_vfs_register(&vfs, 0);
}

disk::~disk() { sqlite3_vfs_unregister(&machinery_->vfs); }

void disk::load(disk_state state) {
    if (!handles_.empty()) {
        throw std::logic_error("a connection to the simulated disk is still open");
    }
    state_ = std::move(state);
    heal();
    count_anew();
}

void disk::count_anew() {
    operations_ = 0;
    fired_ = 0;
}

void disk::inject(disk_fault what) { faults_.push_back(what); }

void disk::heal() {
    faults_.clear();
    cut_at_ = 0;
    power_off_ = false;
}

disk::verdict disk::admit(operation_kind kind, std::string const& name, std::int64_t offset,
                          std::int64_t amount) {
    ++operations_;
    if (trace_ != nullptr) {
        *trace_ << operations_ << ' ' << name_of(kind) << ' '
                << (name.empty() ? "(temporary)" : name);
        if (amount != 0) {
            *trace_ << ' ' << offset << '+' << amount;
        } else if (kind == operation_kind::truncate) {
            *trace_ << ' ' << offset;
        }
    }
    if (power_off_) {
        return verdict::fail;
    }
    if (cut_at_ != 0 && operations_ >= cut_at_) {
        power_off_ = true;
        // The operation that is cut off still does what it can; one that changes nothing just
        // fails.
        bool const changes = !name.empty() && kind != operation_kind::open &&
                             kind != operation_kind::read && kind != operation_kind::access &&
                             kind != operation_kind::size;
        return changes ? verdict::go_on : verdict::fail;
    }
    for (auto const& each : faults_) {
        bool const now = each.lasting ? operations_ >= each.at : operations_ == each.at;
        if (!now || !can_meet(kind, each.kind)) {
            continue;
        }
        ++fired_;
        switch (each.kind) {
        case fault_kind::io_error: return verdict::fail;
        case fault_kind::disk_full: return verdict::full;
        case fault_kind::short_write: return verdict::half;
        }
    }
    return verdict::go_on;
}

bool disk::changed(operation_kind kind, std::string const& name, std::int64_t offset,
                   std::int64_t amount) {
    if (watcher_) {
        watcher_({operations_, kind, name, offset, amount});
    }
    if (power_off_) {
        tell("power cut");
    }
    return power_off_;
}

void disk::tell(char const* outcome) {
    if (trace_ != nullptr) {
        *trace_ << ' ' << outcome << '\n';
    }
}

void disk::let_go(handle* closed) {
    std::erase(handles_, closed);
    std::unique_ptr<handle> const gone(closed);
    if (gone->remove_on_close && gone->number != 0 && state_.exists(gone->name)) {
        state_.rename_or_remove({.order = 0, .name = gone->name, .file = 0, .from = {}});
    }
}

bool disk::rename(std::string const& from, std::string const& to) {
    if (admit(operation_kind::rename, to) != verdict::go_on || !state_.exists(from)) {
        tell("failed");
        return false;
    }
    state_.rename_or_remove({.order = 0, .name = to, .file = state_.names.at(from), .from = from});
    if (changed(operation_kind::rename, to)) {
        return false;
    }
    tell("ok");
    return true;
}

bool disk::remove(std::string const& name) {
    if (admit(operation_kind::unlink, name) != verdict::go_on || !state_.exists(name)) {
        tell("failed");
        return false;
    }
    state_.rename_or_remove({.order = 0, .name = name, .file = 0, .from = {}});
    if (changed(operation_kind::unlink, name)) {
        return false;
    }
    tell("ok");
    return true;
}

bool disk::sync_directory(std::string const& directory) {
    if (admit(operation_kind::sync_directory, directory) != verdict::go_on) {
        tell("failed");
        return false;
    }
    if (changed(operation_kind::sync_directory, directory)) {
        return false;
    }
    state_.sync_directory(directory);
    std::vector<int> open;
    for (auto const* each : handles_) {
        open.push_back(each->number);
    }
    state_.forget_lost_files(open);
    tell("ok");
    return true;
}

std::optional<std::string> disk::bytes_of(std::string const& name) const {
    auto const found = state_.names.find(name);
    if (found == state_.names.end()) {
        return std::nullopt;
    }
    auto const& now = state_.files.at(found->second).now;
    std::string bytes(static_cast<std::size_t>(now.size()), '\0');
    now.read(0, bytes.data(), now.size());
    return bytes;
}

void disk::put(std::string const& name, std::string const& bytes) {
    auto const number = ++state_.last_file;
    auto& made = state_.files[number];
    made.now.write(0, bytes.data(), static_cast<std::int64_t>(bytes.size()));
    made.durable = made.now;
    state_.names[name] = number;
    state_.durable_names[name] = number;
}

}  // namespace simulated
