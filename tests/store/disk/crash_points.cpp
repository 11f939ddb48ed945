// Points of a run kept as states of the disk, and every image that a cut there could leave.
#include "crash_points.hpp"

#include <algorithm>

namespace simulated {

crash_recorder::crash_recorder(disk& watched, int const& acknowledged)
    : watched_(watched), acknowledged_(acknowledged) {
    watched_.watch([this](operation const& during) {
        points_.push_back({watched_.state(), during, acknowledged_});
    });
}

crash_recorder::~crash_recorder() { watched_.watch({}); }

void crash_recorder::end() { points_.push_back({watched_.state(), {}, acknowledged_}); }

std::size_t for_each_image(std::vector<crash_point> const& points, std::size_t wanted,
                           std::uint64_t seed,
                           std::function<void(crash_point const&, power_cut const&)> const& look) {
    using way = power_cut::way;
    auto const busy = static_cast<std::size_t>(
        std::count_if(points.begin(), points.end(),
                      [](crash_point const& each) { return each.at.unsynced() > 0; }));
    auto const idle = points.size() - busy;
    auto const share =
        busy == 0 ? 1 : std::max<std::size_t>(1, (std::max(wanted, idle) - idle + busy - 1) / busy);
    dice seeds(seed);
    std::size_t made = 0;
    for (auto const& point : points) {
        auto const unsynced = point.at.unsynced();
        for (std::size_t n = 0; n < (unsynced == 0 ? 1 : share); ++n, ++made) {
            power_cut cut{.how = way::at_random, .kept = 0, .seed = seeds.roll()};
            auto const prefix = (n - 2) / 2;  // every other image, from the third on
            if (n == 0) {
                cut.how = way::all_dropped;
            } else if (n == 1) {
                cut.how = way::all_kept;
            } else if (n % 2 == 0 && unsynced > share / 2) {
                cut.how = way::in_order;
                cut.kept = static_cast<std::size_t>(cut.seed % unsynced);
            } else if (n % 2 == 0 && prefix < unsynced) {
                cut.how = way::in_order;
                cut.kept = prefix;
            }
            look(point, cut);
        }
    }
    return made;
}

}  // namespace simulated
