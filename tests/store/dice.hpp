// Random choices that are the same with every compiler.
#pragma once

#include <cstdint>
#include <random>

namespace qixian::testing {

class dice {
public:
    explicit dice(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }
    bool chance(std::size_t percent) { return below(100) < percent; }
    template <class List>
    auto const& one_of(List const& from) {
        return from[below(from.size())];
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace qixian::testing
