// Where the cells of a piece of CSV end: 64 bytes at a time, as one bit a byte.
//
// One pass finds the commas and line feeds outside quotes, and the first byte that RFC 4180 does
// not allow where it stands. What is said of such a byte is not decided here (row/impl/bulk_reader.ipp).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

#include "qixian/base/config.hpp"
#include "qixian/row/bulk_reader.hpp"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define QIXIAN_BULK_X86 1
#include <immintrin.h>
#else
#define QIXIAN_BULK_X86 0
#endif

namespace qixian::inline v0::detail {

/// Eight bytes, the first one lowest, on every machine.
inline std::uint64_t load8(char const* text) {
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    if constexpr (std::endian::native == std::endian::big) {
        std::uint64_t turned = 0;
        for (int i = 0; i < 8; ++i) {
            turned = (turned << 8U) | ((word >> (8U * static_cast<unsigned>(i))) & 0xFFU);
        }
        return turned;
    }
    return word;
}

/// What a pass over a piece of CSV finds. Offsets count from its first byte.
struct csv_marks {
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Commas and line feeds outside quotes.
    std::unique_ptr<std::uint32_t[]> cells{};
    /// For each line feed among them: the number of marks up to and with it.
    std::unique_ptr<std::uint32_t[]> records{};
    /// Blocks of 64 bytes that have a quote in them: where they begin, and where the quotes are.
    struct quoted_block {
        std::uint64_t quotes = 0;
        std::uint32_t begin = 0;
    };
    std::unique_ptr<quoted_block[]> quoted{};
    std::size_t room = 0;
    std::size_t cell_count = 0;
    std::size_t record_count = 0;
    std::size_t quoted_count = 0;
    /// The first byte that may not stand where it does; nothing after it has been marked.
    std::size_t odd = none;

    /// Takes a piece of `size` bytes; forgets the last one.
    void begin(std::size_t size) {
        if (room < size) {
            // 64 more than there can be: they are written many at a time.
            // Not make_unique, which would write them all first.
            cells.reset(new std::uint32_t[size + 64]);      // NOLINT(modernize-make-unique)
            records.reset(new std::uint32_t[size + 64]);    // NOLINT(modernize-make-unique)
            quoted.reset(new quoted_block[size / 64 + 1]);  // NOLINT(modernize-make-unique)
            room = size;
        }
        cell_count = record_count = quoted_count = 0;
        odd = none;
    }
};

/// One bit for each of 64 bytes.
struct csv_bits {
    std::uint64_t quotes = 0;
    std::uint64_t commas = 0;
    std::uint64_t feeds = 0;
    std::uint64_t returns = 0;
    std::uint64_t nuls = 0;
};

/// What one block of 64 bytes must know of the one before.
struct csv_carry {
    std::uint64_t inside = 0;     ///< all ones inside quotes
    std::uint64_t may_begin = 1;  ///< a quote may stand at the first byte
    std::uint64_t closed = 0;     ///< the byte before closed a quote
    std::uint64_t returned = 0;   ///< … was a CR outside quotes
};

/// Bit i: an odd number of bits up to and with i.
[[gnu::always_inline]] inline std::uint64_t running_parity(std::uint64_t bits) {
    for (unsigned shift = 1; shift < 64; shift *= 2) {
        bits ^= bits << shift;
    }
    return bits;
}

/// Writes base + i for each bit i of `bits` to `out`, and some more for nothing: a loop of known
/// length costs less than a wrong guess. The result is how many there are.
struct write_bits {
    [[gnu::always_inline]] std::size_t operator()(std::uint64_t bits, std::size_t base,
                                                  std::uint32_t* out) const {
        auto const count = static_cast<std::size_t>(std::popcount(bits));
        for (std::size_t done = 0; done < count; done += 8) {
            for (std::size_t i = 0; i < 8; ++i) {
                out[done + i] = static_cast<std::uint32_t>(
                    base + static_cast<std::size_t>(std::countr_zero(bits)));
                bits &= bits - 1;
            }
        }
        return count;
    }
};

/// What stands where in one block.
struct block_marks {
    std::uint64_t marks = 0;
    std::uint64_t feeds = 0;  ///< those of them that are line feeds
    bool sound = true;
};

/// Finds the marks of one block, and an odd byte, after which the pass ends.
[[gnu::always_inline]] inline block_marks take_block(csv_bits const& bits, std::uint64_t valid,
                                                     std::size_t base, csv_carry& carry,
                                                     csv_marks& to) {
    std::uint64_t const quotes = bits.quotes & valid;
    std::uint64_t inside = carry.inside;
    if (quotes != 0) {
        inside ^= running_parity(quotes);
        to.quoted[to.quoted_count++] = {quotes, static_cast<std::uint32_t>(base)};
    }
    std::uint64_t const marks = (bits.commas | bits.feeds) & ~inside & valid;
    std::uint64_t const closing = quotes & ~inside;
    std::uint64_t const returning = bits.returns & ~inside & valid;
    // A quote opens a cell, or stands after one that seemed to close it.
    std::uint64_t const may_begin = ((marks | closing) << 1U) | carry.may_begin;
    std::uint64_t const after_close = (closing << 1U) | carry.closed;
    std::uint64_t const after_return = (returning << 1U) | carry.returned;
    std::uint64_t const odd =
        ((quotes & inside & ~may_begin) |
         (after_close & ~(bits.commas | bits.feeds | bits.returns | bits.quotes)) |
         (after_return & ~bits.feeds) | bits.nuls) &
        valid;
    carry.inside = static_cast<std::uint64_t>(0) - (inside >> 63U);
    carry.may_begin = (marks | closing) >> 63U;
    carry.closed = closing >> 63U;
    carry.returned = returning >> 63U;
    if (odd != 0) {
        to.odd = base + static_cast<std::size_t>(std::countr_zero(odd));
        std::uint64_t const before = (odd & (~odd + 1)) - 1;
        return {marks & before, marks & before & bits.feeds, false};
    }
    return {marks, marks & bits.feeds, true};
}

/// The bits of `feeds` among those of `marks`: bit i, the i-th mark is a line feed.
struct pick_bits {
    [[gnu::always_inline]] std::uint64_t operator()(std::uint64_t feeds,
                                                    std::uint64_t marks) const {
        std::uint64_t out = 0;
        for (; feeds != 0; feeds &= feeds - 1) {
            out |= std::uint64_t{1}
                   << static_cast<unsigned>(std::popcount(marks & ((feeds & (~feeds + 1)) - 1)));
        }
        return out;
    }
};

// One pass over a piece, 64 bytes at a time, as a function for one kind of processor. A template would
// be compiled for the poorest one, and the instructions of another cannot be inlined into it.
#define QIXIAN_BULK_SPLIT(name, attributes, bits_of, pick, write)                                  \
    attributes inline void name(char const* text, std::size_t size, csv_marks& to) {               \
        csv_carry carry;                                                                           \
        for (std::size_t at = 0; at < size; at += 64) {                                            \
            char rest[64];                                                                         \
            char const* block = text + at;                                                         \
            std::uint64_t valid = ~std::uint64_t{0};                                               \
            if (size - at < 64) {                                                                  \
                std::memset(rest, 0, sizeof rest);                                                 \
                std::memcpy(rest, block, size - at);                                               \
                block = rest;                                                                      \
                valid = (std::uint64_t{1} << (size - at)) - 1;                                     \
            }                                                                                      \
            block_marks const found = take_block(bits_of(block), valid, at, carry, to);            \
            to.record_count += write(pick(found.feeds, found.marks), to.cell_count + 1,            \
                                     to.records.get() + to.record_count);                          \
            to.cell_count += write(found.marks, at, to.cells.get() + to.cell_count);               \
            if (!found.sound) {                                                                    \
                return;                                                                            \
            }                                                                                      \
        }                                                                                          \
    }

// --- the bits of a block, in three ways -----------------------------------------------------------

/// The bytes of eight that are `Byte`, as eight bits.
template <unsigned char Byte>
[[gnu::always_inline]] inline std::uint64_t equal_bytes(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t lows = 0x7F7F7F7F7F7F7F7FULL;
    std::uint64_t const x = word ^ (ones * Byte);
    // The top bit of each byte that is zero; unlike the usual trick, without false neighbours.
    std::uint64_t const zero = ~(((x & lows) + lows) | x | lows);
    return ((zero >> 7U) * 0x0102040810204080ULL) >> 56U;
}

/// Whether one of eight bytes may be a quote, CR, LF or NUL: is below `#`.
[[gnu::always_inline]] inline bool may_be_other(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    return ((word - ones * '#') & ~word & (ones * 0x80)) != 0;
}

[[gnu::always_inline]] inline csv_bits bits_by_words(char const* text) {
    csv_bits out;
    for (unsigned i = 0; i < 8; ++i) {
        std::uint64_t const word = load8(text + std::size_t{8} * i);
        out.commas |= equal_bytes<','>(word) << (8 * i);
        if (may_be_other(word)) {
            out.quotes |= equal_bytes<'"'>(word) << (8 * i);
            out.feeds |= equal_bytes<'\n'>(word) << (8 * i);
            out.returns |= equal_bytes<'\r'>(word) << (8 * i);
            out.nuls |= equal_bytes<'\0'>(word) << (8 * i);
        }
    }
    return out;
}

QIXIAN_BULK_SPLIT(split_by_words, , bits_by_words, pick_bits{}, write_bits{})

#if QIXIAN_BULK_X86

#define QIXIAN_BULK_AVX2 [[gnu::target("avx2,bmi,bmi2,lzcnt,popcnt")]]
#define QIXIAN_BULK_AVX512 [[gnu::target("avx512f,avx512bw,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")]]

QIXIAN_BULK_AVX2 [[gnu::always_inline]] inline std::uint64_t equal_by_avx2(__m256i low,
                                                                           __m256i high,
                                                                           char byte) {
    __m256i const wanted = _mm256_set1_epi8(byte);
    auto const a = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
    auto const b =
        static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
    return a | (static_cast<std::uint64_t>(b) << 32U);
}

QIXIAN_BULK_AVX2 [[gnu::always_inline]] inline csv_bits bits_by_avx2(char const* text) {
    __m256i const low = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(text));
    __m256i const high = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(text + 32));
    return {equal_by_avx2(low, high, '"'), equal_by_avx2(low, high, ','),
            equal_by_avx2(low, high, '\n'), equal_by_avx2(low, high, '\r'),
            equal_by_avx2(low, high, '\0')};
}

QIXIAN_BULK_SPLIT(split_by_avx2, QIXIAN_BULK_AVX2, bits_by_avx2, pick_bits{}, write_bits{})

QIXIAN_BULK_AVX512 [[gnu::always_inline]] inline csv_bits bits_by_avx512(char const* text) {
    __m512i const block = _mm512_loadu_si512(text);
    return {_mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('"')),
            _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(',')),
            _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\n')),
            _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\r')),
            _mm512_cmpeq_epi8_mask(block, _mm512_setzero_si512())};
}

QIXIAN_BULK_AVX512 [[gnu::always_inline]] inline std::uint64_t pick_by_bmi2(std::uint64_t feeds,
                                                                            std::uint64_t marks) {
    return _pext_u64(feeds, marks);
}

/// As `write_bits`, 16 at a time.
QIXIAN_BULK_AVX512 [[gnu::always_inline]] inline std::size_t write_by_avx512(std::uint64_t bits,
                                                                             std::size_t base,
                                                                             std::uint32_t* out) {
    alignas(64) static constexpr std::array<std::uint8_t, 64> counting = [] {
        std::array<std::uint8_t, 64> all{};
        for (std::size_t i = 0; i < 64; ++i) {
            all[i] = static_cast<std::uint8_t>(i);
        }
        return all;
    }();
    auto const count = static_cast<std::size_t>(_mm_popcnt_u64(bits));
    // By way of memory, and with masks: g++ 12 takes the plain forms for uninitialised reads.
    alignas(64) std::uint8_t places[64];
    _mm512_store_si512(places,
                       _mm512_maskz_compress_epi8(bits, _mm512_load_si512(counting.data())));
    __m512i const from = _mm512_set1_epi32(static_cast<int>(base));
    std::size_t done = 0;
    do {
        __m128i const some = _mm_load_si128(reinterpret_cast<__m128i const*>(places + done));
        _mm512_storeu_si512(out + done,
                            _mm512_add_epi32(from, _mm512_maskz_cvtepu8_epi32(0xFFFF, some)));
        done += 16;
    } while (done < count);
    return count;
}

QIXIAN_BULK_SPLIT(split_by_avx512, QIXIAN_BULK_AVX512, bits_by_avx512, pick_by_bmi2,
                  write_by_avx512)

#undef QIXIAN_BULK_AVX2
#undef QIXIAN_BULK_AVX512

#endif

#undef QIXIAN_BULK_SPLIT

using csv_splitter = void (*)(char const* text, std::size_t size, csv_marks& to);

inline csv_splitter splitter_of(bulk_lanes lanes) {
#if QIXIAN_BULK_X86
    bool const best = lanes == bulk_lanes::best;
    if (lanes == bulk_lanes::avx512 || (best && runs_here(bulk_lanes::avx512))) {
        return &split_by_avx512;
    }
    if (lanes == bulk_lanes::avx2 || (best && runs_here(bulk_lanes::avx2))) {
        return &split_by_avx2;
    }
#else
    static_cast<void>(lanes);
#endif
    return &split_by_words;
}

}  // namespace qixian::inline v0::detail
