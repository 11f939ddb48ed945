// The power fails at every operation of a store's life: nothing acknowledged is lost, nothing is
// half done.
//
// Plan: one run over a simulated disk notes each moment at which the power could fail. From each
// moment images are made of what a real disk could hold then: unsynced writes kept, dropped or
// torn, names done or undone. Whoever opens an image must find each file as it was after the
// commands that had been acknowledged, or after one more. A share of the images loses power a
// second time while SQLite recovers. The same over careless stores must find losses.
//
// QIXIAN_IMAGES asks for another number of images than 200,000, QIXIAN_SEED for others.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

#include "disk/crash_points.hpp"
#include "disk/store_life.hpp"
#include "trials.hpp"

namespace {

using namespace qixian;
using namespace qixian::testing;
using namespace simulated;

// What each file holds after 0, 1, 2 … acknowledged steps.
using story = std::map<std::string, std::vector<std::string>>;

struct told_life {
    std::vector<crash_point> points{};
    story files{};
};

// Lives the life once. Files that a step makes or changes are looked at after each step.
told_life live(std::string const& careless_sql, bool powersafe) {
    disk on(powersafe);
    put_old_store(on);
    life of(on, careless_sql);
    int acknowledged = 0;
    crash_recorder recorder(on, acknowledged);
    told_life out;
    finder look;
    auto const& steps = steps_of_a_life();
    auto const note = [&] {
        auto const whole = on.state();
        for (auto const& [name, number] : whole.names) {
            if (!name.ends_with("-journal")) {
                out.files[name].resize(static_cast<std::size_t>(acknowledged), "nothing");
            }
        }
        for (auto& [name, prints] : out.files) {
            prints.push_back(look.look(whole, name));
        }
    };
    note();
    for (auto const& each : steps) {
        each.run(of);
        ++acknowledged;
        note();
    }
    of.open.reset();
    recorder.end();
    out.points = recorder.points();
    return out;
}

// Whether anything unsynced at this moment concerns the file or its journal.
bool touched(disk_state const& at, std::string const& name) {
    auto const pending = [&](std::string const& each) {
        for (auto const* names : {&at.names, &at.durable_names}) {
            auto const found = names->find(each);
            if (found != names->end() && !at.files.at(found->second).pending.empty()) {
                return true;
            }
        }
        return std::any_of(at.pending_names.begin(), at.pending_names.end(),
                           [&](unsynced_name const& n) { return n.name == each; });
    };
    return pending(name) || pending(name + "-journal");
}

struct tally {
    std::size_t images{};
    std::size_t twice{};
    std::size_t lost{};
    std::size_t broken{};
    std::map<std::string, int> by_step{};
    std::string first{};
    [[nodiscard]] std::size_t bad() const { return lost + broken; }
};

tally cut_everywhere(told_life const& told, std::size_t images, std::size_t thorough_every) {
    tally count;
    finder look;
    dice chance(number_from("QIXIAN_SEED", 20261123));
    crash_point const* last = nullptr;
    auto const began = std::chrono::steady_clock::now();
    auto const judge = [&](crash_point const& point, disk_state const& image, bool thorough,
                           bool all_files) {
        ++count.images;
        for (auto const& [name, prints] : told.files) {
            if (!all_files && !touched(point.at, name)) {
                continue;
            }
            auto const now = static_cast<std::size_t>(point.acknowledged);
            auto const next = std::min(now + 1, prints.size() - 1);
            auto const found = look.look(image, name, thorough);
            if (found == prints[now] || found == prints[next]) {
                continue;
            }
            bool const whole = std::find(prints.begin(), prints.end(), found) != prints.end();
            (whole ? count.lost : count.broken) += 1;
            auto const& steps = steps_of_a_life();
            auto const& during = now < steps.size() ? steps[now].name : std::string("the end");
            ++count.by_step[during];
            if (count.first.empty()) {
                count.first = name + " at operation " + std::to_string(point.during.number) + " (" +
                              name_of(point.during.kind) + " " + point.during.name + ") during " +
                              during + ":\n  found " + found + "\n  after " + prints[now] +
                              "\n  or    " + prints[next];
            }
            return;
        }
    };
    for_each_image(told.points, images, chance.roll(),
                   [&](crash_point const& point, power_cut const& cut) {
                       auto const image = image_after(point.at, cut);
                       bool const first = &point != last;
                       last = &point;
                       bool const again = chance.below(16) == 0;
                       look.watch_recovery(again);
                       judge(point, image, chance.below(thorough_every) == 0, first);
                       auto const recovery = look.recovery();
                       look.watch_recovery(false);
                       if (again && !recovery.empty()) {
                           ++count.twice;
                           auto const& moment = recovery[chance.below(recovery.size())];
                           judge(point,
                                 image_after(moment, {.how = power_cut::way::at_random,
                                                      .kept = 0,
                                                      .seed = chance.roll()}),
                                 false, false);
                       }
                   });
    auto const took =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    std::cout << told.points.size() << " crash points, " << count.images << " images ("
              << count.twice << " cut again while recovering), " << look.verified()
              << " stores verified, " << count.lost << " lost, " << count.broken << " broken, "
              << static_cast<std::size_t>(static_cast<double>(count.images) / took)
              << " images/s\n";
    for (auto const& [name, times] : count.by_step) {
        std::cout << "  " << name << ": " << times << '\n';
    }
    return count;
}

std::size_t images() { return number_from("QIXIAN_IMAGES", 200'000); }
// Fewer suffice where losses are looked for, but each crash point must get some.
std::size_t careless_images() { return std::max<std::size_t>(images() / 40, 4'000); }

}  // namespace

TEST(power_loss, loses_nothing_that_was_acknowledged_and_leaves_nothing_half_done) {
    std::size_t made = 0;
    // A cache of a few pages makes a transaction reach the file long before it commits.
    for (auto const& [careless, powersafe, share] :
         {std::tuple("", true, images() / 2), std::tuple("", false, images() / 4),
          std::tuple("PRAGMA cache_size=2", true, images() / 4)}) {
        std::cout << (*careless != 0 ? careless
                      : powersafe    ? "as it is"
                                     : "sectors torn into junk")
                  << ": ";
        auto const count = cut_everywhere(live(careless, powersafe), share + 1, 500);
        EXPECT_EQ(count.bad(), 0U) << count.first;
        made += count.images;
    }
    EXPECT_GE(made, images());
}

TEST(power_loss, sees_a_store_that_does_not_sync) {
    auto const count =
        cut_everywhere(live("PRAGMA synchronous=OFF", true), careless_images(), 1'000'000);
    EXPECT_GT(count.lost, count.images / 100);
    EXPECT_GT(count.broken, count.images / 100);
}

TEST(power_loss, sees_a_store_in_the_default_journal_mode) {
    auto const count =
        cut_everywhere(live("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL", true),
                       careless_images(), 1'000'000);
    EXPECT_GT(count.lost, count.images / 100);
}
