// The AVX-512 forms of due.ipp. Each function carries its own target, so a program built for any
// x86-64 holds them and calls them only where the processor has the instructions.
#pragma once

#include "qixian/period/impl/bulk.ipp"

#if QIXIAN_HAS_X86
#define QIXIAN_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi")))

namespace qixian::inline v0::detail {

/// Clocks that count from one day, 64 at a time: the day's next 127 due days, as distances, fill two
/// registers, and the working days of a clock pick one of them.
struct shared_day {
    alignas(64) std::uint8_t distance[128];  ///< to the n-th working day after `from`
    int from;
    int left_of_none;  ///< working days left of a clock of no days
    int since;         ///< days from `from` to the day asked for
    light_thresholds lights;
};

struct raw_columns {
    std::uint16_t* due;
    std::int16_t* left;
    std::uint8_t* lights;
};

QIXIAN_AVX512 inline __m512i widened(__m256i bytes, __m512i plus) {
    return _mm512_add_epi16(_mm512_cvtepu8_epi16(bytes), plus);
}

/// `value <= bound` for bytes, where the bound may lie outside a byte.
QIXIAN_AVX512 inline __mmask64 at_most(__m512i value, int bound) {
    if (bound < 0) {
        return 0;
    }
    return bound > 255 ? ~__mmask64{0}
                       : _mm512_cmple_epu8_mask(value, _mm512_set1_epi8(static_cast<char>(bound)));
}

/// Rows begin … end, which all count from `day.from`.
QIXIAN_AVX512 inline void find_due_of_day(shared_day const& day, std::uint8_t const* total,
                                          std::size_t begin, std::size_t end, raw_columns to,
                                          bool around) {
    auto const near = _mm512_load_si512(day.distance);
    auto const far = _mm512_load_si512(day.distance + 64);
    auto const from = _mm512_set1_epi16(static_cast<short>(day.from));
    auto const left = _mm512_set1_epi16(static_cast<short>(day.left_of_none));
    auto const shade = [](light which) { return static_cast<char>(which); };
    auto const green = _mm512_set1_epi8(shade(light::green));
    auto const yellow = _mm512_set1_epi8(shade(light::yellow));
    auto const red = _mm512_set1_epi8(shade(light::red));
    auto const overdue = _mm512_set1_epi8(shade(light::overdue));
    for (auto row = begin - begin % 64; row < end; row += 64) {
        auto mask = ~__mmask64{0};
        if (row < begin) {
            mask &= mask << (begin - row);
        }
        if (end < row + 64) {
            mask &= ~__mmask64{0} >> (row + 64 - end);
        }
        auto const totals = _mm512_maskz_loadu_epi8(mask, total + row);
        auto const distance = _mm512_permutex2var_epi8(near, totals, far);
        auto const due_low = widened(_mm512_castsi512_si256(distance), from);
        auto const due_high = widened(_mm512_extracti64x4_epi64(distance, 1), from);
        auto const left_low = widened(_mm512_castsi512_si256(totals), left);
        auto const left_high = widened(_mm512_extracti64x4_epi64(totals, 1), left);
        auto shown = green;
        shown = _mm512_mask_mov_epi8(shown, at_most(totals, day.lights.yellow - day.left_of_none),
                                     yellow);
        shown =
            _mm512_mask_mov_epi8(shown, at_most(totals, day.lights.red - day.left_of_none), red);
        shown = _mm512_mask_mov_epi8(shown, at_most(distance, day.since - 1), overdue);
        if (~mask == 0 && around) {
            _mm512_stream_si512(reinterpret_cast<__m512i*>(to.due + row), due_low);
            _mm512_stream_si512(reinterpret_cast<__m512i*>(to.due + row + 32), due_high);
            _mm512_stream_si512(reinterpret_cast<__m512i*>(to.left + row), left_low);
            _mm512_stream_si512(reinterpret_cast<__m512i*>(to.left + row + 32), left_high);
            _mm512_stream_si512(reinterpret_cast<__m512i*>(to.lights + row), shown);
        } else {
            auto const low = static_cast<__mmask32>(mask);
            auto const high = static_cast<__mmask32>(mask >> 32U);
            _mm512_mask_storeu_epi16(to.due + row, low, due_low);
            _mm512_mask_storeu_epi16(to.due + row + 32, high, due_high);
            _mm512_mask_storeu_epi16(to.left + row, low, left_low);
            _mm512_mask_storeu_epi16(to.left + row + 32, high, left_high);
            _mm512_mask_storeu_epi8(to.lights + row, mask, shown);
        }
    }
}

/// Days left and lights of 64 clocks from what the tables gave: the ordinals of their last days, and
/// the last days. Goes around the caches; every output begins at a multiple of 64 bytes.
QIXIAN_AVX512 inline void finish_64(std::uint16_t const* nth, std::uint16_t const* last, int today,
                                    int today_ordinal, light_thresholds lights, raw_columns to) {
    __mmask64 yellow = 0;
    __mmask64 red = 0;
    __mmask64 overdue = 0;
    auto const zero = _mm512_set1_epi16(static_cast<short>(today_ordinal));
    for (std::size_t half = 0; half < 2; ++half) {
        auto const due = _mm512_load_si512(last + 32 * half);
        auto const left = _mm512_sub_epi16(_mm512_load_si512(nth + 32 * half), zero);
        auto const within = [](int n) {
            return static_cast<short>(std::clamp(n, -32'768, 32'767));
        };
        auto const shift = 32 * half;
        yellow |= static_cast<__mmask64>(
                      _mm512_cmple_epi16_mask(left, _mm512_set1_epi16(within(lights.yellow))))
                  << shift;
        red |= static_cast<__mmask64>(
                   _mm512_cmple_epi16_mask(left, _mm512_set1_epi16(within(lights.red))))
               << shift;
        overdue |= static_cast<__mmask64>(
                       _mm512_cmplt_epu16_mask(due, _mm512_set1_epi16(static_cast<short>(today))))
                   << shift;
        _mm512_stream_si512(reinterpret_cast<__m512i*>(to.due + 32 * half), due);
        _mm512_stream_si512(reinterpret_cast<__m512i*>(to.left + 32 * half), left);
    }
    auto const shade = [](light which) { return static_cast<char>(which); };
    auto shown = _mm512_set1_epi8(shade(light::green));
    shown = _mm512_mask_mov_epi8(shown, yellow, _mm512_set1_epi8(shade(light::yellow)));
    shown = _mm512_mask_mov_epi8(shown, red, _mm512_set1_epi8(shade(light::red)));
    shown = _mm512_mask_mov_epi8(shown, overdue, _mm512_set1_epi8(shade(light::overdue)));
    _mm512_stream_si512(reinterpret_cast<__m512i*>(to.lights), shown);
}

/// Least and greatest of a multiple of 32 days.
QIXIAN_AVX512 inline void range_of(std::uint16_t const* from, std::size_t count, int& least,
                                   int& greatest) {
    auto low = _mm512_loadu_si512(from);
    auto high = low;
    for (std::size_t i = 32; i < count; i += 32) {
        auto const each = _mm512_loadu_si512(from + i);
        low = _mm512_min_epu16(low, each);
        high = _mm512_max_epu16(high, each);
    }
    alignas(64) std::uint16_t lows[32];
    alignas(64) std::uint16_t highs[32];
    _mm512_store_si512(lows, low);
    _mm512_store_si512(highs, high);
    least = *std::min_element(lows, lows + 32);
    greatest = *std::max_element(highs, highs + 32);
}

/// Of two registers of 32 words: the low bytes of all, in order. One permutation.
QIXIAN_AVX512 inline __m512i low_bytes(__m512i first, __m512i second) {
    alignas(64) static constexpr auto even = [] {
        std::array<std::uint8_t, 64> out{};
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::uint8_t>(2 * i);
        }
        return out;
    }();
    return _mm512_permutex2var_epi8(first, _mm512_load_si512(even.data()), second);
}

/// The bytes of a table of 256 that `at` names: seven bits choose within a pair of registers, `upper`
/// chooses the pair.
QIXIAN_AVX512 inline __m512i picked(__m512i const* table, __m512i at, __mmask64 upper) {
    auto const near = _mm512_permutex2var_epi8(table[0], at, table[1]);
    auto const far = _mm512_permutex2var_epi8(table[2], at, table[3]);
    return _mm512_mask_blend_epi8(upper, near, far);
}

/// One limit from days within a window of 1,024: the distances of the whole window are sixteen
/// registers; seven bits of a day choose within two of them, three choose the two. False where a day
/// lies outside the window; what was written is then worth nothing.
/// Pre: count is a multiple of 64.
QIXIAN_AVX512 inline bool add_in_window(std::uint8_t const* distances, int base,
                                        std::uint16_t const* from, std::uint16_t* due,
                                        std::size_t count) {
    __m512i table[16];
    for (std::size_t i = 0; i < 16; ++i) {
        table[i] = _mm512_loadu_si512(distances + 64 * i);
    }
    auto const zero = _mm512_set1_epi16(static_cast<short>(base));
    auto seen = _mm512_setzero_si512();
    for (std::size_t i = 0; i < count; i += 64) {
        auto const first = _mm512_loadu_si512(from + i);
        auto const second = _mm512_loadu_si512(from + i + 32);
        auto const low = _mm512_sub_epi16(first, zero);
        auto const high = _mm512_sub_epi16(second, zero);
        seen = _mm512_or_si512(seen, _mm512_or_si512(low, high));
        auto const within = low_bytes(low, high);
        auto const which = low_bytes(_mm512_srli_epi16(low, 7), _mm512_srli_epi16(high, 7));
        auto const bit0 = _mm512_test_epi8_mask(which, _mm512_set1_epi8(1));
        auto const bit1 = _mm512_test_epi8_mask(which, _mm512_set1_epi8(2));
        auto const bit2 = _mm512_test_epi8_mask(which, _mm512_set1_epi8(4));
        auto const lower = _mm512_mask_blend_epi8(bit1, picked(table, within, bit0),
                                                  picked(table + 4, within, bit0));
        auto const upper = _mm512_mask_blend_epi8(bit1, picked(table + 8, within, bit0),
                                                  picked(table + 12, within, bit0));
        auto const distance = _mm512_mask_blend_epi8(bit2, lower, upper);
        _mm512_storeu_si512(due + i, widened(_mm512_castsi512_si256(distance), first));
        _mm512_storeu_si512(due + i + 32, widened(_mm512_extracti64x4_epi64(distance, 1), second));
    }
    return _mm512_test_epi16_mask(seen, _mm512_set1_epi16(static_cast<short>(~1023))) == 0;
}

}  // namespace qixian::inline v0::detail
#endif
