// One run of a program, cut at every operation: the images a power cut could leave, and how much
// had been promised then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "simulated_disk.hpp"

namespace simulated {

/// A moment at which the power may fail.
struct crash_point {
    disk_state at{};
    operation during{};
    int acknowledged{};  ///< commands that had returned by then
};

/// Notes a crash point at each operation that changes what a power cut could leave, as long as it
/// lives. One run gives them all: up to the cut a program that is cut off does nothing else than
/// one that is not.
class crash_recorder {
public:
    /// `acknowledged` is read at each operation and must live as long as this.
    crash_recorder(disk& watched, int const& acknowledged);
    crash_recorder(crash_recorder const&) = delete;
    crash_recorder& operator=(crash_recorder const&) = delete;
    ~crash_recorder();

    [[nodiscard]] std::vector<crash_point> const& points() const { return points_; }
    /// A last point after everything, with all that is still unsynced.
    void end();

private:
    disk& watched_;
    int const& acknowledged_;
    std::vector<crash_point> points_;
};

/// Images of all points, about `wanted` in all (never fewer than one a point): of each point all
/// dropped, all kept, then in turn a prefix in order and a random one by `seed`. Where a point has
/// nothing unsynced there is one image only, and the other points get its share. Returns how many
/// there were.
std::size_t for_each_image(std::vector<crash_point> const& points, std::size_t wanted,
                           std::uint64_t seed,
                           std::function<void(crash_point const&, power_cut const&)> const& look);

}  // namespace simulated
