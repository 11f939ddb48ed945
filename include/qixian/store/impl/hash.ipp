// SM3 and SHA-256 by OpenSSL, and a hash as text.
#pragma once

#include <memory>
#include <new>
#include <stdexcept>

#include <openssl/evp.h>

#include "qixian/store/hash.hpp"

namespace qixian::inline v0 {

namespace detail {

/// One digest of OpenSSL; context and algorithm are kept, because making the one and looking up the
/// other cost more than a short hash.
class openssl_hash final : public hash_provider {
public:
    openssl_hash(std::string_view name, EVP_MD const* kind)
        : name_(name), found_(EVP_MD_fetch(nullptr, EVP_MD_get0_name(kind), nullptr)),
          kind_(found_ ? found_.get() : kind) {
        if (!context_) {
            throw std::bad_alloc();
        }
    }
    [[nodiscard]] std::string_view name() const noexcept override { return name_; }
    [[nodiscard]] hash_value of(std::string_view bytes) override {
        hash_value out{};
        unsigned int length = 0;
        if (EVP_DigestInit_ex(context_.get(), kind_, nullptr) != 1 ||
            EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1 ||
            EVP_DigestFinal_ex(context_.get(), out.data(), &length) != 1 || length != out.size()) {
            // OpenSSL fails here when memory does: these digests ask for nothing else.
            throw std::bad_alloc();
        }
        return out;
    }

private:
    struct closer {
        void operator()(EVP_MD_CTX* held) const { EVP_MD_CTX_free(held); }
        void operator()(EVP_MD* held) const { EVP_MD_free(held); }
    };
    std::string name_;
    std::unique_ptr<EVP_MD, closer> found_;
    EVP_MD const* kind_;
    std::unique_ptr<EVP_MD_CTX, closer> context_{EVP_MD_CTX_new()};
};

}  // namespace detail

QIXIAN_DECL std::shared_ptr<hash_provider> hash_named(std::string_view name) {
    auto const* const kind = name == "sm3" ? EVP_sm3() : name == "sha256" ? EVP_sha256() : nullptr;
    return kind == nullptr ? nullptr : std::make_shared<detail::openssl_hash>(name, kind);
}

QIXIAN_DECL std::string to_hex(hash_value const& value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(value.size() * 2);
    for (auto const each : value) {
        out += digits[each >> 4U];
        out += digits[each & 15U];
    }
    return out;
}

}  // namespace qixian::inline v0
