// What happens next: events in order of time, from a ring of buckets instead of a heap.
//
// A moment is a number of ticks. Buckets are equally wide and follow each other round a ring; an
// event is thrown into the bucket of its moment, and only the bucket whose turn it is gets sorted.
// With one or two events a bucket both ends cost the same whether ten or ten million events wait
// (a heap pays the logarithm). The ring grows with what it holds, and finds its own width. Nights
// and holidays are empty buckets: a bit map skips 64 of them at a time. Where more wait than the nearer
// caches hold, the ring is of the next stretch of time only, and what lies beyond waits in far_events.hpp.
//
// Events of one moment come out in the order they went in.
//
//   event_ring<int> next;
//   next.push(50, 7);
//   next.push(20, 8);
//   while (!next.empty()) { auto const [at, what] = next.pop(); }     // 20: 8, 50: 7
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "qixian/base/config.hpp"
#include "qixian/simulation/far_events.hpp"

namespace qixian::inline v0 {

/// Ticks since a moment of the caller's choice. Never negative.
using moment = std::int64_t;

template <class Event>
class event_ring {
    static_assert(std::is_trivially_copyable_v<Event>);

public:
    struct item {
        moment at;
        Event what;
    };

    event_ring() { rebuild(least_buckets, 20, never_far); }

    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// The moment of the last event that was taken.
    [[nodiscard]] moment now() const noexcept { return now_; }

    /// Pre: `at >= now()`. Cost: some nanoseconds; now and then the ring is laid out anew.
    void push(moment at, Event what) {
        QIXIAN_EXPECTS(at >= now_);
        if (size_ > enough_for_) {
            lay_out(2 * heads_.size());
        }
        ++size_;
        if (at >> shift_ == turn_) {
            insert_ready({at, what});
        } else if (at <= near_last_) {
            throw_in(at, what);
        } else {
            far_.add(far_turn_of(at), {at, what});
        }
    }

    /// The earliest event. Pre: not empty.
    item pop() {
        QIXIAN_EXPECTS(size_ > 0);
        while (ready_.empty()) {
            auto const bucket = next_bucket();
            auto& head = heads_[bucket];
            auto& n = pool_[head];
            if (n.next == none && n.held.at >> shift_ == turn_) {
                // Alone in its bucket, as most are: it need not be sorted.
                idle_ = 0;
                --size_;
                now_ = n.held.at;
                n.next = free_;
                free_ = std::exchange(head, none);
                occupied_[bucket / 64] &= ~(std::uint64_t{1} << (bucket % 64));
                return n.held;
            }
            take_from(bucket);
        }
        auto const out = ready_.back();
        ready_.pop_back();
        --size_;
        now_ = out.at;
        return out;
    }

private:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;
    static constexpr unsigned never_far = 64;
    static constexpr std::size_t least_buckets = 512;
    static constexpr std::size_t few = 32;
    static constexpr std::size_t crowds_at_first = 16;
    /// Empty buckets cost less than sorting full ones, as long as they stay in the nearer caches: eight for
    /// an event. Of more events than that the ring has a stretch only.
    static constexpr std::size_t most_buckets = std::size_t{1} << 16U;
    static constexpr std::size_t buckets_each = 8;
    static constexpr std::size_t stretches = 2048;

    struct node {
        item held;
        std::uint32_t next;
    };

    [[nodiscard]] std::size_t bucket_of(moment at) const noexcept {
        return static_cast<std::size_t>(at >> shift_) & mask_;
    }

    void throw_in(moment when, Event what) {
        auto const bucket = bucket_of(when);
        std::uint32_t at = free_;
        if (at == none) {
            at = static_cast<std::uint32_t>(pool_.size());
            pool_.emplace_back();
        } else {
            free_ = pool_[at].next;
        }
        // Part by part: an item put together in memory and copied whole is waited for.
        auto& n = pool_[at];
        n.held.at = when;
        n.held.what = what;
        n.next = std::exchange(heads_[bucket], at);
        occupied_[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
    }

    [[nodiscard]] bool is_of_a_stretch() const noexcept { return far_shift_ != never_far; }
    [[nodiscard]] std::size_t far_turn_of(moment at) const noexcept {
        return static_cast<std::size_t>(at >> far_shift_);
    }
    [[nodiscard]] moment last_of_stretch(moment turn) const noexcept {
        return turn << far_shift_ | ((moment{1} << far_shift_) - 1);
    }

    /// The next stretch that holds anything becomes the ring's. Pre: all that waits is far.
    [[gnu::noinline]] void come_nearer() {
        auto turn = near_last_ >> far_shift_;
        for (std::size_t looked = 0; far_.size() == size_; ++looked) {
            if (looked < stretches) {
                ++turn;
            } else {
                // A whole round without a find: all lies beyond it.
                moment first = INT64_MAX;
                far_.for_each([&](item const& i) { first = std::min(first, i.at); });
                turn = first >> far_shift_;
            }
            near_last_ = last_of_stretch(turn);
            far_.take(static_cast<std::size_t>(turn), [&](item const& i) {
                if (i.at > near_last_) {
                    return false;
                }
                throw_in(i.at, i.what);
                return true;
            });
        }
        turn_ = (turn << far_shift_ >> shift_) - 1;
        idle_ = 0;
    }

    /// `ready_` is in order from its end; what has the same moment comes after what is there.
    void insert_ready(item const& i) {
        ready_.push_back(i);
        auto at = ready_.size() - 1;
        for (; at > 0 && ready_[at - 1].at <= i.at; --at) {
            ready_[at] = ready_[at - 1];
        }
        ready_[at] = i;
    }

    /// Moves on to the next bucket that holds anything. Pre: something waits.
    std::size_t next_bucket() {
        auto gap = distance_to_occupied(static_cast<std::size_t>(turn_ + 1) & mask_);
        if (gap == heads_.size()) {
            come_nearer();
            gap = distance_to_occupied(static_cast<std::size_t>(turn_ + 1) & mask_);
        }
        turn_ += 1 + static_cast<moment>(gap);
        if (++idle_ > mask_) {
            // A whole round without a find: all that waits lies beyond it.
            turn_ = earliest() >> shift_;
        }
        return static_cast<std::size_t>(turn_) & mask_;
    }

    /// Sorts what is due in a bucket whose turn it is.
    void take_from(std::size_t bucket) {
        std::uint32_t kept = none;
        std::uint32_t last = none;
        for (auto at = heads_[bucket]; at != none;) {
            auto& n = pool_[at];
            auto const next = n.next;
            if (n.held.at >> shift_ == turn_) {
                ready_.push_back(n.held);
                n.next = free_;
                free_ = at;
            } else {
                (kept == none ? kept : pool_[last].next) = at;
                last = at;
                n.next = none;
            }
            at = next;
        }
        heads_[bucket] = kept;
        if (kept == none) {
            occupied_[bucket / 64] &= ~(std::uint64_t{1} << (bucket % 64));
        }
        if (!ready_.empty()) {
            idle_ = 0;
            sort_ready();
        }
    }

    /// The newest stands first in a bucket and `ready_` is taken from its end, so a stable sort by
    /// falling moments keeps the order in which events of one moment went in.
    void sort_ready() {
        auto const n = ready_.size();
        if (n > few) {
            std::stable_sort(ready_.begin(), ready_.end(),
                             [](item const& a, item const& b) { return a.at > b.at; });
            if (++crowded_ > crowds_borne_) {
                lay_out(heads_.size());  // too wide for what goes on
            }
            return;
        }
        for (std::size_t i = 1; i < n; ++i) {
            auto const x = ready_[i];
            auto at = i;
            for (; at > 0 && ready_[at - 1].at < x.at; --at) {
                ready_[at] = ready_[at - 1];
            }
            ready_[at] = x;
        }
    }

    /// Buckets from `from` to the first that is occupied, round the ring; the ring's length if none.
    [[nodiscard]] std::size_t distance_to_occupied(std::size_t from) const noexcept {
        auto const words = occupied_.size();
        auto word = from / 64;
        auto bits = occupied_[word] >> (from % 64);
        if (bits != 0) {
            return static_cast<std::size_t>(std::countr_zero(bits));
        }
        std::size_t gone = 64 - from % 64;
        for (std::size_t i = 1; i <= words; ++i) {
            word = word + 1 == words ? 0 : word + 1;
            if (occupied_[word] != 0) {
                return gone + static_cast<std::size_t>(std::countr_zero(occupied_[word]));
            }
            gone += 64;
        }
        return heads_.size();
    }

    [[nodiscard]] moment earliest() const {
        moment out = INT64_MAX;
        for (auto const head : heads_) {
            for (auto at = head; at != none; at = pool_[at].next) {
                out = std::min(out, pool_[at].held.at);
            }
        }
        return out;
    }

    /// Buckets, or stretches, so wide that the next half of what waits lies in a quarter of the round.
    [[gnu::noinline, gnu::cold]] void lay_out(std::size_t buckets) {
        // Once of a stretch, always: what has waited in such numbers will again.
        auto const afar = is_of_a_stretch() || buckets > most_buckets;
        auto const middle = middle_of_what_waits();
        auto const width =
            static_cast<std::uint64_t>(middle) * 4 / (afar ? stretches : buckets) + 1;
        auto shift = static_cast<unsigned>(std::bit_width(width)) - 1;
        auto far_shift = never_far;
        if (afar) {
            // Two buckets for each event of the next stretches.
            far_shift = shift;
            auto const each = std::bit_width(size_ / (stretches / 4));
            shift -= std::min(shift, static_cast<unsigned>(each));
            buckets = std::max(std::size_t{1} << (far_shift - shift), least_buckets);
        }
        crowded_ = 0;
        if (buckets == heads_.size() && shift == shift_ && far_shift == far_shift_) {
            // Many events of one moment, such as every morning's: no width parts them. Look seldomer.
            crowds_borne_ *= 2;
            enough_for_ = afar ? 2 * size_ : enough_for_;
            return;
        }
        crowds_borne_ = crowds_at_first;
        rebuild(buckets, shift, far_shift);
    }

    /// How far ahead the half of what waits lies, by a sample.
    [[nodiscard]] moment middle_of_what_waits() const {
        std::vector<moment> sample;
        auto const every = std::max<std::size_t>(size_ / 256, 1);
        std::size_t seen = 0;
        for_each_in_order([&](item const& i) {
            if (seen++ % every == 0) {
                sample.push_back(i.at - now_);
            }
        });
        auto const middle = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() / 2);
        std::nth_element(sample.begin(), middle, sample.end());
        return *middle;
    }

    /// Those of one moment in the order they came.
    template <class Use>
    void for_each_in_order(Use&& use) const {
        std::for_each(ready_.rbegin(), ready_.rend(), use);
        std::vector<std::uint32_t> chain;
        for (auto const head : heads_) {
            chain.clear();
            for (auto at = head; at != none; at = pool_[at].next) {
                chain.push_back(at);
            }
            std::for_each(chain.rbegin(), chain.rend(),
                          [&](std::uint32_t at) { use(pool_[at].held); });
        }
        far_.for_each(use);
    }

    void rebuild(std::size_t buckets, unsigned shift, unsigned far_shift) {
        std::vector<item> all;
        all.reserve(size_);
        for_each_in_order([&](item const& i) { all.push_back(i); });
        ready_.clear();
        pool_.clear();
        free_ = none;
        heads_.assign(buckets, none);
        mask_ = buckets - 1;
        occupied_.assign(buckets / 64, 0);
        shift_ = shift;
        turn_ = now_ >> shift_;
        idle_ = 0;
        far_shift_ = far_shift;
        bool const afar = far_shift != never_far;
        far_.begin_anew(afar ? stretches : 0);
        near_last_ = afar ? last_of_stretch(now_ >> far_shift) : INT64_MAX;
        enough_for_ = afar ? 2 * size_ : buckets / buckets_each;
        for (auto const& each : all) {
            if (each.at > near_last_) {
                far_.add(far_turn_of(each.at), each);
            } else if (each.at >> shift_ == turn_) {
                insert_ready(each);
            } else {
                throw_in(each.at, each.what);
            }
        }
    }

    std::vector<std::uint32_t> heads_{};
    std::size_t mask_ = 0;        ///< buckets, less one
    std::size_t enough_for_ = 0;  ///< events
    std::vector<std::uint64_t> occupied_{};
    std::vector<node> pool_{};
    std::vector<item> ready_{};  ///< of the bucket whose turn it is, the earliest last
    std::uint32_t free_ = none;
    unsigned shift_ = 0;
    moment turn_ = 0;  ///< moment >> shift_ of that bucket
    moment now_ = 0;
    std::size_t size_ = 0;
    far_events<item> far_{};
    moment near_last_ = INT64_MAX;  ///< what lies later waits in `far_`
    unsigned far_shift_ = never_far;
    std::size_t idle_ = 0;     ///< turns since one brought anything
    std::size_t crowded_ = 0;  ///< turns that brought more than a few, since the last look
    std::size_t crowds_borne_ = crowds_at_first;
};

}  // namespace qixian::inline v0
