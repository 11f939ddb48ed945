// Which instructions bulk answers are worked out with. Every choice gives the same bytes.
#pragma once

#include <cstdint>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// How bulk answers are worked out.
enum class bulk_path : std::uint8_t {
    best,    ///< the fastest that this processor has
    plain,   ///< the calendar is asked about each clock: the slow reference
    scalar,  ///< flat arrays, on any processor
    avx512   ///< needs AVX-512 VBMI; elsewhere the scalar path
};

/// Whether `bulk_path::avx512` runs here.
[[nodiscard]] QIXIAN_DECL bool has_avx512_path() noexcept;

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/period/impl/bulk.ipp"
#endif
