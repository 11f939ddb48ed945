// What caseload_log.ipp keeps of a log: names, ids, and rows of some applications, packed.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "qixian/row/bulk_reader.hpp"

namespace qixian::inline v0 {

namespace detail {

/// A hash of bytes for tables in memory; not one to be stored.
inline std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0) {
    // The seed is spread first: else a seed and a text that differ in the same bits would meet.
    std::uint64_t h = (seed + 1) * 0xD6E8'FEB8'6659'FD93U;
    h = (h ^ h >> 32U) + text.size() * 0x9E37'79B9'7F4A'7C15U;
    auto const mix = [&h](std::uint64_t word) {
        h = (h ^ word) * 0xFF51'AFD7'ED55'8CCDU;
        h ^= h >> 32U;
    };
    auto const* at = text.data();
    auto left = text.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        mix(word);
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        mix(word);
    }
    mix(h >> 29U);
    return h;
}

/// Texts to numbers, in the order in which they first came.
class name_table {
public:
    [[nodiscard]] std::size_t size() const { return end_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        auto const begin = i == 0 ? 0 : end_[i - 1];
        return std::string_view(text_).substr(begin, end_[i] - begin);
    }
    void prefetch(std::uint64_t hash) const {
        if (!slots_.empty()) {
            QIXIAN_PREFETCH(&slots_[hash & mask_]);
        }
    }
    /// Once the slot is there: what it leads to.
    void prefetch_name(std::uint64_t hash) const {
        if (slots_.empty()) {
            return;
        }
        auto const number = slots_[hash & mask_].number;
        if (number > 1) {
            QIXIAN_PREFETCH(&text_[end_[number - 2]]);
        }
    }
    void reserve(std::size_t names) {
        end_.reserve(names);
        while (slots_.size() < names * 2) {
            grow();
        }
    }
    std::uint32_t number_of(std::string_view name, std::uint64_t hash) {
        if (end_.size() * 2 >= slots_.size()) {
            grow();
        }
        auto const tag = static_cast<std::uint32_t>(hash >> 32U);
        for (auto at = hash & mask_;; at = (at + 1) & mask_) {
            auto& slot = slots_[at];
            if (slot.number == 0) {
                text_.append(name);
                end_.push_back(text_.size());
                slot = {static_cast<std::uint32_t>(end_.size()), tag};
                return slot.number - 1;
            }
            if (slot.tag == tag && (*this)[slot.number - 1] == name) {
                return slot.number - 1;
            }
        }
    }
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name,
                                                    std::uint64_t hash) const {
        auto const tag = static_cast<std::uint32_t>(hash >> 32U);
        for (auto at = hash & mask_; at < slots_.size(); at = (at + 1) & mask_) {
            auto const& slot = slots_[at];
            if (slot.number == 0) {
                break;
            }
            if (slot.tag == tag && (*this)[slot.number - 1] == name) {
                return slot.number - 1;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::size_t bytes() const {
        return text_.capacity() + end_.capacity() * sizeof(end_[0]) +
               slots_.capacity() * sizeof(slots_[0]);
    }

private:
    struct slot_type {
        std::uint32_t number = 0;  ///< plus 1; 0: free
        std::uint32_t tag = 0;
    };
    void grow() {
        std::vector<slot_type> wider(std::max<std::size_t>(1024, slots_.size() * 2));
        auto const mask = wider.size() - 1;
        for (std::size_t i = 0; i < end_.size(); ++i) {
            auto const hash = hash_of((*this)[i]);
            auto at = hash & mask;
            while (wider[at].number != 0) {
                at = (at + 1) & mask;
            }
            wider[at] = {static_cast<std::uint32_t>(i + 1),
                         static_cast<std::uint32_t>(hash >> 32U)};
        }
        slots_ = std::move(wider);
        mask_ = mask;
    }

    std::string text_{};
    std::vector<std::size_t> end_{};
    std::vector<slot_type> slots_{};
    std::uint64_t mask_ = 0;
};

/// Whether an id has come before, by its hash: a false alarm costs time, never an answer.
class id_set {
public:
    /// False where it may have been there.
    bool insert(std::uint64_t hash) {
        hash += hash == 0 ? 1U : 0U;
        if (count_ * 2 >= slots_.size()) {
            grow();
        }
        ++count_;
        return put(slots_, hash);
    }
    [[nodiscard]] bool contains(std::uint64_t hash) const {
        if (slots_.empty()) {
            return false;
        }
        hash += hash == 0 ? 1U : 0U;
        auto const mask = slots_.size() - 1;
        for (auto at = hash & mask; slots_[at] != 0; at = (at + 1) & mask) {
            if (slots_[at] == hash) {
                return true;
            }
        }
        return false;
    }
    void prefetch(std::uint64_t hash) const {
        if (!slots_.empty()) {
            QIXIAN_PREFETCH(&slots_[hash & (slots_.size() - 1)]);
        }
    }
    [[nodiscard]] std::size_t bytes() const { return slots_.capacity() * sizeof(slots_[0]); }

private:
    static bool put(std::vector<std::uint64_t>& slots, std::uint64_t hash) {
        auto const mask = slots.size() - 1;
        for (auto at = hash & mask;; at = (at + 1) & mask) {
            if (slots[at] == hash) {
                return false;
            }
            if (slots[at] == 0) {
                slots[at] = hash;
                return true;
            }
        }
    }
    void grow() {
        std::vector<std::uint64_t> wider(std::max<std::size_t>(1024, slots_.size() * 2));
        for (auto const each : slots_) {
            if (each != 0) {
                put(wider, each);
            }
        }
        slots_ = std::move(wider);
    }

    std::vector<std::uint64_t> slots_{};
    std::size_t count_ = 0;
};

/// Whether a name may be one of some, by its hash: 16 bits a name, so that one in sixteen of the
/// others passes and the rest cost no look at a table as large as the log has applications.
class name_sieve {
public:
    explicit name_sieve(std::size_t names) : bits_(std::bit_ceil(names / 4 + 1)) {}
    void insert(std::uint64_t hash) { bits_[word_of(hash)] |= bit_of(hash); }
    [[nodiscard]] bool passes(std::uint64_t hash) const {
        return (bits_[word_of(hash)] & bit_of(hash)) != 0;
    }

private:
    [[nodiscard]] std::size_t word_of(std::uint64_t hash) const {
        return (hash >> 6U) & (bits_.size() - 1);
    }
    static std::uint64_t bit_of(std::uint64_t hash) { return std::uint64_t{1} << (hash & 63U); }

    std::vector<std::uint64_t> bits_;
};

/// Every cell of a row but those in the head of its bytes: `visit(member)`. For `log_row` and `entry`
/// alike.
template <class Row, class Visit>
void each_packed_cell(Row& row, Visit&& visit) {
    each_cell([&](auto which) {
        constexpr bool in_head = info(which.value).group == cell_group::identity ||
                                 info(which.value).type == cell_type::integer;
        if constexpr (!in_head) {
            visit(value_of<which.value>(row));
        }
    });
}

/// Rows of some applications, each cell that is filled as its bytes: a tenth of what entries take.
class packed_rows {
public:
    /// The rows of one application, in their order.
    class chain {
        friend class packed_rows;
        char const* first_ = nullptr;
        char* last_ = nullptr;
    };

    void add(chain& to, log_row const& row) {
        packed_.assign(sizeof(head), '\0');
        head begin{.line = row.line, .seq = row.seq, .on = row.on, .what = row.what};
        std::uint32_t bit = 1;
        each_packed_cell(row, [&](auto const& cell) {
            if (put(cell)) {
                begin.filled |= bit;
            }
            bit <<= 1U;
        });
        begin.extra = static_cast<std::uint32_t>(row.extra.size());
        for (auto const& [name, value] : row.extra) {
            put_text(name);
            put_text(value);
        }
        std::memcpy(packed_.data(), &begin, sizeof begin);
        char* const here = room(packed_.size());
        std::memcpy(here, packed_.data(), packed_.size());
        if (to.last_ == nullptr) {
            to.first_ = here;
        } else {
            std::memcpy(to.last_ + offsetof(head, next), &here, sizeof here);
        }
        to.last_ = here;
    }

    [[nodiscard]] static std::vector<entry> rows_of(chain const& from, std::string_view agency,
                                                    std::string_view application,
                                                    std::size_t expected) {
        std::vector<entry> out;
        out.reserve(expected);
        for (char const* at = from.first_; at != nullptr;) {
            auto const begin = take<head>(at);
            auto& e = out.emplace_back();
            e.agency = agency;
            e.application = application;
            e.line = begin.line;
            e.seq = begin.seq;
            e.on = begin.on;
            e.what = begin.what;
            std::uint32_t left = begin.filled;
            each_packed_cell(e, [&](auto& cell) {
                if ((left & 1U) != 0) {
                    get(at, cell);
                }
                left >>= 1U;
            });
            e.extra.resize(begin.extra);
            for (auto& [name, value] : e.extra) {
                get(at, name);
                get(at, value);
            }
            at = begin.next;
        }
        return out;
    }

private:
    struct head {
        char const* next = nullptr;
        std::size_t line = 0;
        std::int64_t seq = 0;
        date on{};
        std::uint32_t filled = 0;
        std::uint32_t extra = 0;
        event what = event::received;
    };
    static_assert(std::is_trivially_copyable_v<head> && std::is_standard_layout_v<head>);

    void put_bytes(void const* from, std::size_t size) {
        packed_.append(static_cast<char const*>(from), size);
    }
    void put_text(std::string_view text) {
        auto const size = static_cast<std::uint32_t>(text.size());
        put_bytes(&size, sizeof size);
        put_bytes(text.data(), text.size());
    }
    bool put(std::string_view text) {
        if (!text.empty()) {
            put_text(text);
        }
        return !text.empty();
    }
    template <class T>
    bool put(std::optional<T> const& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        if (value) {
            put_bytes(&*value, sizeof(T));
        }
        return value.has_value();
    }

    template <class T>
    static T take(char const*& at) {
        T out;
        std::memcpy(&out, at, sizeof out);
        at += sizeof out;
        return out;
    }
    static void get(char const*& at, std::string& text) {
        auto const size = take<std::uint32_t>(at);
        text.assign(at, size);
        at += size;
    }
    template <class T>
    static void get(char const*& at, std::optional<T>& value) {
        value = take<T>(at);
    }

    char* room(std::size_t size) {
        if (size > left_) {
            left_ = (std::max)(size, block_size);
            blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
            at_ = blocks_.back().get();
        }
        left_ -= size;
        return std::exchange(at_, at_ + size);
    }

    static constexpr std::size_t block_size = std::size_t{1} << 20U;
    std::vector<std::unique_ptr<char[]>> blocks_{};
    char* at_ = nullptr;
    std::size_t left_ = 0;
    std::string packed_{};
};

}  // namespace detail

}  // namespace qixian::inline v0
