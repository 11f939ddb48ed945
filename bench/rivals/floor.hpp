// What no program can beat: moving the same bytes, and reading a file without looking at it.
//
// The memory floor reads and writes the streams of a kernel (three bytes in, five out, for instance)
// and computes next to nothing between. Which form is fastest differs by processor and by size, so
// there are several: the best of them is the floor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace qixian::bench::rivals {

/// Streams of a kernel over cases: bytes read and written for each case, in columns.
struct streams {
    std::uint16_t const* in_days = nullptr;
    std::uint8_t const* in_totals = nullptr;
    std::uint16_t* out_due = nullptr;
    std::int16_t* out_left = nullptr;
    std::uint8_t* out_light = nullptr;
    std::size_t cases = 0;
};

/// The same traffic as due day, days left and light, with one addition each: what the compiler
/// makes of it for any processor.
inline void move_bytes_plain(streams const& s) {
    for (std::size_t i = 0; i < s.cases; ++i) {
        auto const sum = static_cast<std::uint16_t>(s.in_days[i] + s.in_totals[i]);
        s.out_due[i] = sum;
        s.out_left[i] = static_cast<std::int16_t>(sum);
        s.out_light[i] = s.in_totals[i];
    }
}

#if defined(__x86_64__)

/// What is left from case `i` on.
inline streams rest_of(streams const& s, std::size_t i) {
    return {s.in_days + i,  s.in_totals + i, s.out_due + i,
            s.out_left + i, s.out_light + i, s.cases - i};
}

/// The same with 32 bytes at a time. Pre: AVX2; any alignment.
__attribute__((target("avx2"))) inline void move_bytes_avx2(streams const& s) {
    std::size_t i = 0;
    for (; i + 32 <= s.cases; i += 32) {
        __m256i const low = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(s.in_days + i));
        __m256i const high =
            _mm256_loadu_si256(reinterpret_cast<__m256i const*>(s.in_days + i + 16));
        __m256i const totals =
            _mm256_loadu_si256(reinterpret_cast<__m256i const*>(s.in_totals + i));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(s.out_due + i), low);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(s.out_due + i + 16), high);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(s.out_left + i),
                            _mm256_add_epi16(low, totals));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(s.out_left + i + 16),
                            _mm256_add_epi16(high, totals));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(s.out_light + i), totals);
    }
    move_bytes_plain(rest_of(s, i));
}

/// The same in 64 bytes, past the caches. Pre: AVX-512F and BW; outputs begin at multiples of 64.
__attribute__((target("avx512f,avx512bw"))) inline void move_bytes_past_cache(streams const& s) {
    std::size_t i = 0;
    for (; i + 64 <= s.cases; i += 64) {
        __m512i const low = _mm512_loadu_si512(s.in_days + i);
        __m512i const high = _mm512_loadu_si512(s.in_days + i + 32);
        __m512i const totals = _mm512_loadu_si512(s.in_totals + i);
        _mm512_stream_si512(reinterpret_cast<__m512i*>(s.out_due + i), low);
        _mm512_stream_si512(reinterpret_cast<__m512i*>(s.out_due + i + 32), high);
        _mm512_stream_si512(reinterpret_cast<__m512i*>(s.out_left + i),
                            _mm512_add_epi16(low, totals));
        _mm512_stream_si512(reinterpret_cast<__m512i*>(s.out_left + i + 32),
                            _mm512_add_epi16(high, totals));
        _mm512_stream_si512(reinterpret_cast<__m512i*>(s.out_light + i), totals);
    }
    _mm_sfence();
    move_bytes_plain(rest_of(s, i));
}

/// The same in 64 bytes, through the caches; any alignment.
__attribute__((target("avx512f,avx512bw"))) inline void move_bytes_avx512(streams const& s) {
    std::size_t i = 0;
    for (; i + 64 <= s.cases; i += 64) {
        __m512i const low = _mm512_loadu_si512(s.in_days + i);
        __m512i const high = _mm512_loadu_si512(s.in_days + i + 32);
        __m512i const totals = _mm512_loadu_si512(s.in_totals + i);
        _mm512_storeu_si512(reinterpret_cast<__m512i*>(s.out_due + i), low);
        _mm512_storeu_si512(reinterpret_cast<__m512i*>(s.out_due + i + 32), high);
        _mm512_storeu_si512(reinterpret_cast<__m512i*>(s.out_left + i),
                            _mm512_add_epi16(low, totals));
        _mm512_storeu_si512(reinterpret_cast<__m512i*>(s.out_left + i + 32),
                            _mm512_add_epi16(high, totals));
        _mm512_storeu_si512(reinterpret_cast<__m512i*>(s.out_light + i), totals);
    }
    move_bytes_plain(rest_of(s, i));
}

#endif

struct floor_form {
    char const* name;
    void (*run)(streams const&);
};

/// The forms that this processor can run. Time all of them in the rounds of the kernel; the report
/// takes the one with the least median as `floor` (sides whose names begin with `floor_`).
[[nodiscard]] inline std::vector<floor_form> floor_forms() {
    std::vector<floor_form> out{{"floor_plain", &move_bytes_plain}};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        out.push_back({"floor_avx2", &move_bytes_avx2});
    }
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) {
        out.push_back({"floor_avx512", &move_bytes_avx512});
        out.push_back({"floor_past_cache", &move_bytes_past_cache});
    }
#endif
    return out;
}

/// Reads `path` from end to end, 256 KiB at a time into one buffer, and looks at one byte of each
/// page. Returns its size, or 0 when it cannot be read.
[[nodiscard]] inline std::size_t read_plainly(std::string const& path) {
    static std::vector<char> buffer(std::size_t{256} << 10U);
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return 0;
    }
    std::size_t size = 0;
    unsigned seen = 0;
    for (;;) {
        auto const got = ::read(file, buffer.data(), buffer.size());
        if (got <= 0) {
            break;
        }
        size += static_cast<std::size_t>(got);
        for (std::size_t i = 0; i < static_cast<std::size_t>(got); i += 4096) {
            seen += static_cast<unsigned char>(buffer[i]);
        }
    }
    ::close(file);
    asm volatile("" : : "r"(seen));
    return size;
}

}  // namespace qixian::bench::rivals
