// Random numbers that depend on what they are for, never on what was drawn before.
//
// A draw is a function of (seed, agency, replication, application, purpose). So an application has
// the same fate in every scenario, on any thread, in any shard, and with any compiler: scenarios
// differ by what they change and by nothing else (common random numbers), and work may be split
// anywhere. Each level of the key is mixed into the next by the finaliser of SplitMix64; a purpose
// is a step of the SplitMix64 sequence that starts there.
//
//   random_stream const office = replication_stream(seed, agency, replication);
//   random_stream const one = office.of(application);
//   one.draw(3)                                          // 64 bits
#pragma once

#include <cstdint>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// The finaliser of SplitMix64: every bit of the input reaches every bit of the output.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

/// All draws of one key. Eight bytes, a value.
class random_stream {
public:
    constexpr random_stream() = default;
    explicit constexpr random_stream(std::uint64_t key) noexcept : state_(mixed(key)) {}

    /// The draw for a purpose: 64 bits, uniform.
    [[nodiscard]] constexpr std::uint64_t draw(std::uint64_t purpose) const noexcept {
        return mixed(state_ + (purpose + 1) * 0x9e3779b97f4a7c15U);
    }

    /// The stream of something that belongs to this one.
    [[nodiscard]] constexpr random_stream of(std::uint64_t number) const noexcept {
        return random_stream(state_ ^ mixed(number * 0xd1342543de82ef95U + 0x632be59bd9b4e019U));
    }

private:
    std::uint64_t state_ = 0;
};

/// The stream of one replication of one agency.
[[nodiscard]] constexpr random_stream replication_stream(std::uint64_t seed, std::uint64_t agency,
                                                         std::uint64_t replication) noexcept {
    return random_stream(seed + 0x9e3779b97f4a7c15U).of(agency).of(replication);
}

}  // namespace qixian::inline v0
