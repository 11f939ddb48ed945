// Events that lie far ahead: kept by the stretch of time they fall in, in the order they came, until the
// stretch is near.
//
// A stretch is a chain of chunks; an event is put at its end, and a stretch is read from its beginning
// to its end. So of very many events that wait, only the ends of the stretches have to be at hand: what is
// written and read of memory is written and read in one go. Stretches follow each other round a ring: one
// that is read keeps what belongs to a later round.
//
//   far_events<item> far;
//   far.begin_anew(2048);
//   far.add(turn, {at, what});
//   far.take(turn, [](item const& i) { return is_near(i); });      // keeps what is refused
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// `Item` is trivially copyable.
template <class Item>
class far_events {
public:
    /// Nothing is kept, in `stretches` stretches, a power of 2, or none.
    void begin_anew(std::size_t stretches) {
        ends_.assign(stretches, {});
        chunks_.clear();
        free_ = none;
        size_ = 0;
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t stretches() const noexcept { return ends_.size(); }

    /// Pre: there are stretches. Cost: some nanoseconds.
    void add(std::size_t turn, Item const& i) {
        auto& ends = ends_[turn & (ends_.size() - 1)];
        if (ends.last == none || chunks_[ends.last].count == each) {
            link_another(ends);
        }
        auto& c = chunks_[ends.last];
        c.held[c.count++] = i;
        ++size_;
    }

    /// Offers what is kept of a stretch to `use`, in order; what `use` refuses is kept.
    template <class Use>
    void take(std::size_t turn, Use&& use) {
        auto& ends = ends_[turn & (ends_.size() - 1)];
        auto at = std::exchange(ends, {}).first;
        while (at != none) {
            // A copy, for what is kept may need a chunk.
            auto const c = chunks_[at];
            if (c.next != none) {
                QIXIAN_PREFETCH(&chunks_[c.next]);
            }
            chunks_[at].next = std::exchange(free_, at);
            size_ -= c.count;
            for (std::uint32_t i = 0; i < c.count; ++i) {
                if (!use(c.held[i])) {
                    add(turn, c.held[i]);
                }
            }
            at = c.next;
        }
    }

    /// All that is kept, those of one stretch in order.
    template <class Use>
    void for_each(Use&& use) const {
        for (auto const& ends : ends_) {
            for (auto at = ends.first; at != none; at = chunks_[at].next) {
                auto const& c = chunks_[at];
                std::for_each(c.held.begin(), c.held.begin() + c.count, use);
            }
        }
    }

private:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;
    static constexpr std::uint32_t each = 15;

    struct chunk {
        std::array<Item, each> held{};
        std::uint32_t count = 0;
        std::uint32_t next = none;
    };
    struct chain {
        std::uint32_t first = none;
        std::uint32_t last = none;
    };

    void link_another(chain& ends) {
        auto at = free_;
        if (at == none) {
            at = static_cast<std::uint32_t>(chunks_.size());
            chunks_.emplace_back();
        } else {
            free_ = chunks_[at].next;
            chunks_[at].count = 0;
            chunks_[at].next = none;
        }
        (ends.first == none ? ends.first : chunks_[ends.last].next) = at;
        ends.last = at;
    }

    std::vector<chain> ends_{};
    std::vector<chunk> chunks_{};
    std::uint32_t free_ = none;
    std::size_t size_ = 0;
};

}  // namespace qixian::inline v0
