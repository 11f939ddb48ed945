// A moment inside a transaction that a test can catch: hashes are made in the middle of one.
#pragma once

#include <functional>
#include <memory>

#include "qixian/store/hash.hpp"

namespace qixian::testing {

struct killed {};

/// SM3, but the n-th hash from now may be the last thing that happens.
class trap_hash final : public hash_provider {
public:
    std::function<void()> spring{};
    int left = 0;

    [[nodiscard]] std::string_view name() const noexcept override { return "sm3"; }
    [[nodiscard]] hash_value of(std::string_view bytes) override {
        if (left > 0 && --left == 0) {
            spring();
        }
        return by_->of(bytes);
    }

private:
    std::shared_ptr<hash_provider> by_ = hash_named("sm3");
};

}  // namespace qixian::testing
