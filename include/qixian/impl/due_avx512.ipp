#pragma once

#include "qixian/impl/bulk.ipp"

// The AVX-512 forms of due.ipp. Each function carries its own target, so a program built for any
// x86-64 holds them and calls them only where the processor has the instructions.

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

/// The calendar for gathers, which read four bytes at a place of two: padded by one element.
struct gather_days {
    std::uint16_t const* ordinal;  ///< by day_index - `first`
    std::uint16_t const* day_of;   ///< day_index by ordinal - `lowest`
    int first;
    int days;     ///< of them
    int lowest;   ///< ordinal
    int highest;  ///< ordinal that is settled
    int today;
    int today_ordinal;
    light_thresholds lights;
};

QIXIAN_AVX512 inline __m512i gathered(std::uint16_t const* table, __m512i index) {
    return _mm512_and_epi32(_mm512_i32gather_epi32(index, table, 2), _mm512_set1_epi32(0xFFFF));
}

QIXIAN_AVX512 inline __m512i shaded(__m512i shown, __mmask16 where, light which) {
    return _mm512_mask_mov_epi32(shown, where, _mm512_set1_epi32(static_cast<int>(which)));
}

/// Sixteen clocks in any order. False where one of them is not settled.
QIXIAN_AVX512 inline bool find_due_of_16(gather_days const& in, std::uint16_t const* from,
                                         std::uint8_t const* total, __m256i& due, __m256i& left,
                                         __m128i& lights) {
    auto const day = _mm512_sub_epi32(
        _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<__m256i const*>(from))),
        _mm512_set1_epi32(in.first));
    auto const known = _mm512_cmplt_epu32_mask(day, _mm512_set1_epi32(in.days));
    if (known != 0xFFFF) {
        return false;
    }
    auto const nth = _mm512_add_epi32(
        gathered(in.ordinal, day),
        _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<__m128i const*>(total))));
    if (_mm512_cmple_epi32_mask(nth, _mm512_set1_epi32(in.highest)) != 0xFFFF) {
        return false;
    }
    auto const last = gathered(in.day_of, _mm512_sub_epi32(nth, _mm512_set1_epi32(in.lowest)));
    auto const rest = _mm512_sub_epi32(nth, _mm512_set1_epi32(in.today_ordinal));
    auto shown = _mm512_set1_epi32(static_cast<int>(light::green));
    shown = shaded(shown, _mm512_cmple_epi32_mask(rest, _mm512_set1_epi32(in.lights.yellow)),
                   light::yellow);
    shown =
        shaded(shown, _mm512_cmple_epi32_mask(rest, _mm512_set1_epi32(in.lights.red)), light::red);
    shown =
        shaded(shown, _mm512_cmplt_epi32_mask(last, _mm512_set1_epi32(in.today)), light::overdue);
    due = _mm512_cvtepi32_epi16(last);
    left = _mm512_cvtepi32_epi16(rest);
    lights = _mm512_cvtepi32_epi8(shown);
    return true;
}

/// 64 clocks in any order. False where one of them is not settled; then nothing was written.
QIXIAN_AVX512 inline bool find_due_of_64(gather_days const& in, std::uint16_t const* from,
                                         std::uint8_t const* total, raw_columns to, bool around) {
    __m256i due[4];
    __m256i left[4];
    __m128i lights[4];
    for (int i = 0; i < 4; ++i) {
        if (!find_due_of_16(in, from + 16 * i, total + 16 * i, due[i], left[i], lights[i])) {
            return false;
        }
    }
    if (around) {
        for (int i = 0; i < 4; ++i) {
            _mm256_stream_si256(reinterpret_cast<__m256i*>(to.due) + i, due[i]);
            _mm256_stream_si256(reinterpret_cast<__m256i*>(to.left) + i, left[i]);
            _mm_stream_si128(reinterpret_cast<__m128i*>(to.lights) + i, lights[i]);
        }
    } else {
        for (int i = 0; i < 4; ++i) {
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(to.due) + i, due[i]);
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(to.left) + i, left[i]);
            _mm_storeu_si128(reinterpret_cast<__m128i*>(to.lights) + i, lights[i]);
        }
    }
    return true;
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

/// Which of 64 days, 32 in each register, have bit `n`.
QIXIAN_AVX512 inline __mmask64 having_bit(__m512i low, __m512i high, int n) {
    auto const bit = _mm512_set1_epi16(static_cast<short>(1 << n));
    return static_cast<__mmask64>(_mm512_test_epi16_mask(low, bit)) |
           static_cast<__mmask64>(_mm512_test_epi16_mask(high, bit)) << 32U;
}

/// One limit from days within a window of 1,024: the distances of the whole window are sixteen
/// registers; seven bits of a day choose within two of them, three choose the two.
/// Pre: count is a multiple of 64.
QIXIAN_AVX512 inline void add_in_window(std::uint8_t const* distances, int base,
                                        std::uint16_t const* from, std::uint16_t* due,
                                        std::size_t count) {
    __m512i table[16];
    for (int i = 0; i < 16; ++i) {
        table[i] = _mm512_loadu_si512(distances + 64 * i);
    }
    auto const zero = _mm512_set1_epi16(static_cast<short>(base));
    for (std::size_t i = 0; i < count; i += 64) {
        auto const first = _mm512_loadu_si512(from + i);
        auto const second = _mm512_loadu_si512(from + i + 32);
        auto const low = _mm512_sub_epi16(first, zero);
        auto const high = _mm512_sub_epi16(second, zero);
        auto const within = _mm512_inserti64x4(_mm512_castsi256_si512(_mm512_cvtepi16_epi8(low)),
                                               _mm512_cvtepi16_epi8(high), 1);
        auto const m7 = having_bit(low, high, 7);
        auto const m8 = having_bit(low, high, 8);
        auto const m9 = having_bit(low, high, 9);
        __m512i part[8];
        for (int k = 0; k < 8; ++k) {
            part[k] = _mm512_permutex2var_epi8(table[2 * k], within, table[2 * k + 1]);
        }
        for (int k = 0; k < 4; ++k) {
            part[k] = _mm512_mask_blend_epi8(m7, part[2 * k], part[2 * k + 1]);
        }
        auto const lower = _mm512_mask_blend_epi8(m8, part[0], part[1]);
        auto const upper = _mm512_mask_blend_epi8(m8, part[2], part[3]);
        auto const distance = _mm512_mask_blend_epi8(m9, lower, upper);
        _mm512_storeu_si512(
            due + i,
            _mm512_add_epi16(first, _mm512_cvtepu8_epi16(_mm512_castsi512_si256(distance))));
        _mm512_storeu_si512(
            due + i + 32,
            _mm512_add_epi16(second, _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(distance, 1))));
    }
}

}  // namespace qixian::inline v0::detail
#endif
