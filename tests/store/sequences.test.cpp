// Random sequences of commands against a small naive model (life_of_a_store.hpp). After a failure
// the shortest sequence that still fails is printed.
//
// QIXIAN_SEQUENCES is the number of sequences; a store lives through some of them.
#include <functional>
#include <iostream>

#include <gtest/gtest.h>

#include "life_of_a_store.hpp"
#include "trials.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

struct outcome_of_life {
    std::string wrong{};
    std::size_t at = 0;
    std::vector<std::string> trace{};
};

constexpr std::size_t sequences_of_a_store = 20;

/// Runs the commands of one store, but for those that are skipped.
outcome_of_life live(std::string const& folder, std::uint64_t seed, std::vector<bool> const& skip,
                     std::function<void(life_of_a_store const&)> const& at_end = {}) {
    outcome_of_life out;
    life_of_a_store life(folder, seed);
    for (; out.at < skip.size() && out.wrong.empty(); ++out.at) {
        if (skip[out.at]) {
            continue;
        }
        try {
            out.wrong = life.run(out.at);
        } catch (std::exception const& thrown) {
            out.wrong = life.trace + ": thrown: " + thrown.what();
        }
        out.trace.push_back(std::to_string(out.at) + " " + life.trace);
    }
    if (at_end) {
        at_end(life);
    }
    return out;
}

/// The failing life without the commands that it does not need.
outcome_of_life shortest(std::string const& folder, std::uint64_t seed, std::size_t length) {
    std::vector<bool> skip(length, false);
    auto out = live(folder, seed, skip);
    for (std::size_t span = std::max<std::size_t>(1, length / 4); span > 0; span /= 2) {
        for (std::size_t from = 0; from + 1 < skip.size(); from += span) {
            auto less = skip;
            for (auto i = from; i < std::min(from + span, skip.size() - 1); ++i) {
                less[i] = true;
            }
            if (auto tried = live(folder, seed, less); !tried.wrong.empty()) {
                less.resize(tried.at);
                skip = std::move(less);
                out = std::move(tried);
            }
        }
    }
    return out;
}

TEST(Sequences, OfCommandsAgreeWithTheNaiveModel) {
    auto const wanted = number_from("QIXIAN_SEQUENCES", 20'000);
    auto const first = number_from("QIXIAN_SEED", 1);
    std::string const folder = quick_folder() + "qixian-sequences-" + std::to_string(::getpid());
    std::array<std::size_t, 16> counts{};
    std::array<std::size_t, 4> answers{};
    std::size_t kills = 0;
    std::size_t migrations = 0;
    std::size_t done = 0;
    for (std::uint64_t seed = first; done < wanted; ++seed) {
        std::vector<bool> const all(sequences_of_a_store * life_of_a_store::commands_of_a_sequence,
                                    false);
        auto const said = live(folder, seed, all, [&](life_of_a_store const& life) {
            for (std::size_t i = 0; i < counts.size(); ++i) {
                counts[i] += life.counts[i];
            }
            for (std::size_t i = 0; i < answers.size(); ++i) {
                answers[i] += life.answers[i];
            }
            kills += life.kills;
            migrations += life.migrations;
        });
        done += sequences_of_a_store;
        if (!said.wrong.empty()) {
            auto const small = shortest(folder, seed, said.at);
            std::string text;
            for (auto const& each : small.trace) {
                text += "  " + each + "\n";
            }
            ADD_FAILURE() << "seed " << seed << ", command " << said.at << ": " << said.wrong
                          << "\nshortest:\n"
                          << text << small.wrong;
            break;
        }
    }
    std::cout << done << " sequences:";
    for (std::size_t i = 0; i < counts.size(); ++i) {
        std::cout << ' ' << command_names[i] << ' ' << counts[i] << ';';
    }
    std::cout << " kills " << kills << "; migrations " << migrations << "; accepted " << answers[0]
              << ", repeated " << answers[1] << ", refused " << answers[2] << ", clashes "
              << answers[3] << '\n';
    EXPECT_GT(answers[0], answers[2] / 2) << "most of what is tried should be lawful";
}

}  // namespace
