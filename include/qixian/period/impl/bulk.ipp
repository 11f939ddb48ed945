// What the bulk paths share: one clock asked of the calendar, fixed chunks, the choice of path.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "qixian/base/impl/crew.ipp"
#include "qixian/base/result.hpp"
#include "qixian/calendar/working_calendar.hpp"
#include "qixian/period/bulk_path.hpp"
#include "qixian/period/clock_columns.hpp"
#include "qixian/period/light.hpp"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define QIXIAN_HAS_X86 1
// g++ 12 takes the "undefined" operands of its own intrinsics for mistakes (its bug 105593).
#if !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>
#if !defined(__clang__)
#pragma GCC diagnostic pop
#endif
#else
#define QIXIAN_HAS_X86 0
#endif

namespace qixian::inline v0::detail {

/// What the core says of one clock.
struct clock_answer {
    day_index due = 0;
    std::int16_t left = 0;
    light shows = light::none;
    bool certain = true;
};

/// As in clock/duty: the earliest due day, the least days left.
inline result<clock_answer> ask_calendar(working_calendar const& calendar, day_index from,
                                         int total, date as_of, light_thresholds lights) {
    auto const end = calendar.add(day_at(from), working_days{total});
    if (!end) {
        return end.error();
    }
    date const due = end->earliest;
    bool const late = as_of > due;
    auto const between = late ? calendar.count(due, as_of) : calendar.count(as_of, due);
    if (!between) {
        return between.error();
    }
    int const left = late ? -between->least : between->least;
    return clock_answer{.due = day_index_of(due),
                        .left = static_cast<std::int16_t>(left),
                        .shows = late ? light::overdue : light_for(left, lights),
                        .certain = end->certain};
}

/// Runs `work(begin, end)` over chunks of `size` rows, whoever is free taking the next. The chunks
/// are the same for any number of threads, so the answers are too.
template <class Work>
void in_chunks(std::size_t rows, std::size_t size, unsigned threads, Work const& work) {
    auto const chunks = (rows + size - 1) / size;
    std::atomic<std::size_t> next{0};
    crew others;
    auto const take = [&] {
        for (auto at = next.fetch_add(1); at < chunks && !others.failed(); at = next.fetch_add(1)) {
            work(at * size, (std::min)(rows, (at + 1) * size));
        }
    };
    auto const wanted = std::min<std::size_t>((std::max)(threads, 1U), chunks);
    for (std::size_t i = 1; i < wanted && others.add(take); ++i) {
    }
    others.run(take);
    others.join();
}

/// Rows of a chunk: a multiple of 64, so that no two threads write to one line of the cache.
inline constexpr std::size_t chunk_rows = std::size_t{1} << 18U;

/// Above this many bytes written, going around the cache is faster.
inline constexpr std::size_t around_cache = std::size_t{1} << 22U;

inline bool aligned_to_64(void const* p) { return reinterpret_cast<std::uintptr_t>(p) % 64 == 0; }

inline bool uses_avx512(bulk_path path) {
    return (path == bulk_path::best || path == bulk_path::avx512) && has_avx512_path();
}

}  // namespace qixian::inline v0::detail

namespace qixian::inline v0 {

QIXIAN_DECL bool has_avx512_path() noexcept {
#if QIXIAN_HAS_X86
    static bool const there =
        __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vbmi") != 0;
    return there;
#else
    return false;
#endif
}

}  // namespace qixian::inline v0
