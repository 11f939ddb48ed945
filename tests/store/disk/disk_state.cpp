// Files as bytes with what is not yet synced, and what tearing or loss may make of them.
#include "disk_state.hpp"

#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

namespace simulated {

std::uint64_t dice::roll() {  // splitmix64
    state_ += 0x9e3779b97f4a7c15ULL;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31U);
}

// --- content --------------------------------------------------------------------------------------

std::int64_t content::read(std::int64_t offset, char* to, std::int64_t amount) const {
    auto const there = std::clamp<std::int64_t>(size_ - offset, 0, amount);
    for (std::int64_t done = 0; done < there;) {
        auto const at = offset + done;
        auto const inside = at % chunk_size;
        auto const length = std::min(chunk_size - inside, there - done);
        auto const& from = chunks_[static_cast<std::size_t>(at / chunk_size)];
        if (from) {
            std::memcpy(to + done, from->data() + inside, static_cast<std::size_t>(length));
        } else {
            std::memset(to + done, 0, static_cast<std::size_t>(length));
        }
        done += length;
    }
    std::memset(to + there, 0, static_cast<std::size_t>(amount - there));
    return there;
}

content::chunk& content::own(std::size_t index, bool whole) {
    auto& mine = chunks_[index];
    if (!mine) {
        mine = std::make_shared<chunk>();  // zeros
    } else if (mine.use_count() > 1) {
        mine = whole ? std::make_shared<chunk>() : std::make_shared<chunk>(*mine);
    }
    return *mine;
}

void content::write(std::int64_t offset, char const* from, std::int64_t amount) {
    size_ = std::max(size_, offset + amount);
    auto const needed = static_cast<std::size_t>((size_ + chunk_size - 1) / chunk_size);
    if (chunks_.size() < needed) {
        chunks_.resize(needed);
    }
    for (std::int64_t done = 0; done < amount;) {
        auto const at = offset + done;
        auto const inside = at % chunk_size;
        auto const length = std::min(chunk_size - inside, amount - done);
        auto& to = own(static_cast<std::size_t>(at / chunk_size), length == chunk_size);
        std::memcpy(to.data() + inside, from + done, static_cast<std::size_t>(length));
        done += length;
    }
}

void content::resize(std::int64_t size) {
    auto const inside = size % chunk_size;
    if (size < size_ && inside != 0 && chunks_[static_cast<std::size_t>(size / chunk_size)]) {
        // What is cut off must not come back when the file grows again.
        auto& last = own(static_cast<std::size_t>(size / chunk_size), false);
        std::memset(last.data() + inside, 0, static_cast<std::size_t>(chunk_size - inside));
    }
    chunks_.resize(static_cast<std::size_t>((size + chunk_size - 1) / chunk_size));
    size_ = size;
}

std::uint64_t content::fingerprint() const {
    auto mixed = static_cast<std::uint64_t>(size_);
    static chunk const zeros{};
    for (auto const& each : chunks_) {
        auto const& bytes = each ? *each : zeros;
        // Bytes past the end are zeros: writing and resizing keep them so.
        for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at, sizeof word);
            mixed = (mixed ^ word) * 0x9e3779b97f4a7c15ULL;
            mixed ^= mixed >> 29U;
        }
    }
    return mixed;
}

// --- disk -----------------------------------------------------------------------------------------

namespace {

void carry_out(content& to, unsynced_change const& what) {
    if (what.resizes) {
        to.resize(what.offset);
    } else {
        to.write(what.offset, what.bytes->data(), static_cast<std::int64_t>(what.bytes->size()));
    }
}

void carry_out(std::map<std::string, int>& names, unsynced_name const& what) {
    if (!what.from.empty()) {
        names.erase(what.from);
    }
    if (what.file == 0) {
        names.erase(what.name);
    } else {
        names[what.name] = what.file;
    }
}

std::string directory_of(std::string const& name) { return name.substr(0, name.rfind('/') + 1); }

// What is left of a write that was under way: some of its sectors.
void apply_torn(content& to, unsynced_change const& what, bool powersafe, dice& chance) {
    if (what.resizes) {
        return;  // a length changes at once
    }
    auto const begin = what.offset;
    auto const end = begin + static_cast<std::int64_t>(what.bytes->size());
    auto const first = begin / sector;
    auto const count = static_cast<std::uint64_t>((end + sector - 1) / sector - first);
    // The head, the tail, or any sectors of it. A write within one sector has no boundary to tear
    // at.
    auto const shape = chance.below(3);
    auto const edge = chance.below(count + 1);
    auto const junk = powersafe ? count : chance.below(count + 2);
    for (std::uint64_t n = 0; n < count; ++n) {
        auto const at = (first + static_cast<std::int64_t>(n)) * sector;
        if (n == junk) {
            std::array<char, static_cast<std::size_t>(sector)> wild{};
            for (auto& each : wild) {
                each = static_cast<char>(chance.roll() & 0xffU);
            }
            auto const kept = std::min(sector, std::max(end, to.size()) - at);
            to.write(at, wild.data(), kept);
            continue;
        }
        bool const lands = shape == 0 ? n < edge : shape == 1 ? n >= edge : chance.below(2) == 0;
        if (lands) {
            auto const from = std::max(begin, at);
            auto const upto = std::min(end, at + sector);
            to.write(from, what.bytes->data() + (from - begin), upto - from);
        }
    }
}

// A write that extends a file and whose bytes got lost may still have extended it: with zeros, or
// with what stood in those sectors before.
void apply_length_only(content& to, unsynced_change const& what, dice& chance) {
    auto const end = what.offset + static_cast<std::int64_t>(what.bytes->size());
    auto const old = to.size();
    if (end <= old) {
        return;
    }
    to.resize(end);
    if (chance.below(2) == 0) {
        std::string junk(static_cast<std::size_t>(end - old), '\0');
        for (auto& each : junk) {
            each = static_cast<char>(chance.roll() & 0xffU);
        }
        to.write(old, junk.data(), end - old);
    }
}

}  // namespace

std::size_t disk_state::unsynced() const {
    auto count = pending_names.size();
    for (auto const& [number, each] : files) {
        count += each.pending.size();
    }
    return count;
}

void disk_state::change(int number, unsynced_change what) {
    auto& changed = files.at(number);
    what.order = ++last_order;
    carry_out(changed.now, what);
    changed.pending.push_back(std::move(what));
}

void disk_state::rename_or_remove(unsynced_name what) {
    what.order = ++last_order;
    carry_out(names, what);
    pending_names.push_back(std::move(what));
}

void disk_state::sync(int number) {
    auto& synced = files.at(number);
    if (synced.forgotten) {
        for (auto const& each : synced.pending) {
            carry_out(synced.durable, each);
        }
    } else {
        synced.durable = synced.now;
    }
    synced.pending.clear();
}

void disk_state::fail_sync(int number, dice& chance) {
    auto& failed = files.at(number);
    for (auto const& each : failed.pending) {
        if (chance.below(2) == 0) {
            carry_out(failed.durable, each);
        }
    }
    failed.pending.clear();
    failed.forgotten = true;
}

void disk_state::sync_directory(std::string const& directory) {
    std::erase_if(pending_names, [&](unsynced_name const& each) {
        if (directory_of(each.name) != directory) {
            return false;
        }
        carry_out(durable_names, each);
        return true;
    });
}

void disk_state::evict() {
    for (auto& [number, each] : files) {
        if (each.forgotten) {
            each.now = each.durable;
            for (auto const& change : each.pending) {
                carry_out(each.now, change);
            }
            each.forgotten = false;
        }
    }
}

void disk_state::forget_lost_files(std::vector<int> const& kept) {
    std::set<int> reached(kept.begin(), kept.end());
    for (auto const* list : {&names, &durable_names}) {
        for (auto const& [name, number] : *list) {
            reached.insert(number);
        }
    }
    for (auto const& each : pending_names) {
        reached.insert(each.file);
    }
    std::erase_if(files, [&](auto const& each) { return !reached.contains(each.first); });
}

disk_state image_after(disk_state const& before, power_cut const& cut) {
    dice chance(cut.seed);
    // Some cuts lose nearly all, some nearly nothing: a fair coin for each change would hardly
    // ever show either.
    auto const keeps = cut.how == power_cut::way::at_random ? 1 + chance.below(15) : 0;
    std::uint64_t under_way = 0;  // in order: the change at which the power went
    if (cut.how == power_cut::way::in_order) {
        std::vector<std::uint64_t> orders;
        for (auto const& [number, each] : before.files) {
            for (auto const& change : each.pending) {
                orders.push_back(change.order);
            }
        }
        for (auto const& each : before.pending_names) {
            orders.push_back(each.order);
        }
        std::sort(orders.begin(), orders.end());
        under_way = cut.kept < orders.size() ? orders[cut.kept] : before.last_order + 1;
    }
    enum class fate { kept, dropped, torn };
    auto const decide = [&](std::uint64_t order) {
        switch (cut.how) {
        case power_cut::way::all_kept: return fate::kept;
        case power_cut::way::all_dropped: return fate::dropped;
        case power_cut::way::in_order:
            return order < under_way ? fate::kept : order == under_way ? fate::torn : fate::dropped;
        case power_cut::way::at_random: break;
        }
        if (chance.below(4) == 0) {
            return fate::torn;
        }
        return chance.below(16) < keeps ? fate::kept : fate::dropped;
    };

    disk_state after;
    after.powersafe = before.powersafe;
    after.last_file = before.last_file;
    after.names = before.durable_names;
    for (auto const& each : before.pending_names) {
        // A name is there or not: what would tear a write leaves a name undone.
        if (decide(each.order) == fate::kept) {
            carry_out(after.names, each);
        }
    }
    after.durable_names = after.names;
    for (auto const& [name, number] : after.names) {
        auto const& from = before.files.at(number);
        content left = from.durable;
        for (auto const& each : from.pending) {
            switch (decide(each.order)) {
            case fate::kept: carry_out(left, each); break;
            case fate::torn: apply_torn(left, each, before.powersafe, chance); break;
            case fate::dropped:
                if (!each.resizes && cut.how == power_cut::way::at_random && chance.below(4) == 0) {
                    apply_length_only(left, each, chance);
                }
                break;
            }
        }
        auto& found = after.files[number];
        found.durable = left;
        found.now = std::move(left);
    }
    return after;
}

}  // namespace simulated
