// The hash that chains events, behind an interface: SM3 by default, SHA-256, or the host's own.
//
// A vendor who must use a certified module, or a key that the writer does not hold (HMAC-SM3),
// derives from `hash_provider` and hands it to the store by name.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

using hash_value = std::array<unsigned char, 32>;

/// A function from bytes to 256 bits. One object serves one thread at a time.
class hash_provider {
public:
    virtual ~hash_provider() = default;
    /// The name a store keeps: a key of 1 to 32 letters, digits, `-`. It must name the same
    /// function for ever.
    [[nodiscard]] virtual std::string_view name() const noexcept = 0;
    [[nodiscard]] virtual hash_value of(std::string_view bytes) = 0;
};

/// `sm3` (GB/T 32905) or `sha256`, by OpenSSL; null for another name.
[[nodiscard]] QIXIAN_DECL std::shared_ptr<hash_provider> hash_named(std::string_view name);

/// 64 lower-case hexadecimal digits.
[[nodiscard]] QIXIAN_DECL std::string to_hex(hash_value const& value);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/store/impl/hash.ipp"
#endif
