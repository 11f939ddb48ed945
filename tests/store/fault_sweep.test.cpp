// Every operation on the disk fails once, and from then on, in every command of a store.
//
// Plan: the steps of a life, with `open` and `verify`, each from the disk that the steps before it
// left. Operation n of a step fails, for every n, with an I/O error, a full disk or a short write,
// once or until the disk is mended. Then
//   - the step succeeds, or throws a store_error that speaks of the disk and of nothing else;
//   - every file is as before the step or as after it;
//   - the same step, given again on the mended disk, succeeds: on the same object, or in a program
//     started anew, or in one started after the system lost what a failed sync made it forget;
//   - what is acknowledged then survives a power cut.
//
// QIXIAN_FAULTS asks for another number of runs than 20,000: fewer thin the sweep out, more get two
// faults at random operations. QIXIAN_SEED chooses others.
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

#include "disk/store_life.hpp"
#include "trials.hpp"

namespace {

using namespace qixian;
using namespace qixian::testing;
using namespace simulated;

using prints = std::map<std::string, std::string>;

// A step and the disk it begins with.
struct scene {
    life_step what{};
    std::string careless_sql{};
    disk_state before{};
    instant now{};
    prints was{};
    prints is{};
    int operations{};
    int stride = 1;
};

// What each file of a disk holds; journals belong to their files.
prints look_at_all(finder& look, disk_state const& at) {
    prints out;
    for (auto const& [name, number] : at.names) {
        if (!name.ends_with("-journal")) {
            out[name] = look.look(at, name);
        }
    }
    return out;
}

std::string of(prints const& from, std::string const& name) {
    auto const found = from.find(name);
    return found == from.end() ? "nothing" : found->second;
}

// Lives up to the step, so that only its own operations count.
void prepare(life& on_stage, scene const& from) {
    on_stage.on.load(from.before);
    *on_stage.now = from.now;
    if (from.before.exists(cases_file) && from.what.name != "open") {
        on_stage.kept();
    }
    on_stage.on.count_anew();
}

std::vector<scene> scenes(std::string const& careless_sql, finder& look) {
    auto steps = steps_of_a_life();
    auto const verify = [](life& on_stage) {
        auto const found = on_stage.kept().verify();
        if (!found.clean()) {
            throw std::logic_error("verify: " + found.found[0].detail);
        }
        return answer_again::there_already;
    };
    auto const open = [](life& on_stage) {
        on_stage.kept();
        return answer_again::there_already;
    };
    // At two moments: a store with little in it, and one with all.
    for (auto const at : {6, 13}) {
        steps.insert(steps.begin() + at, {"verify", verify});
        steps.insert(steps.begin() + at, {"open", open});
    }
    // The calendar of the next program knows the notice of 2020 from the beginning: what was worked
    // out without it is made again when the store is opened.
    static auto const newer =
        std::make_shared<editions const>(china::editions().without_year(2021));
    steps.insert(steps.begin() + 9, {"open with another calendar", [](life& on_stage) {
                                         on_stage.open.reset();
                                         on_stage.options.sources = newer;
                                         on_stage.kept();
                                         return answer_again::there_already;
                                     }});
    std::vector<scene> out;
    disk on;
    put_old_store(on);
    life whole(on, careless_sql);
    for (auto const& each : steps) {
        whole.open.reset();
        scene made{.what = each,
                   .careless_sql = careless_sql,
                   .before = on.state(),
                   .now = *whole.now,
                   .was = look_at_all(look, on.state())};
        life again(on, careless_sql);
        prepare(again, made);
        each.run(again);
        made.operations = on.operations();
        again.open.reset();
        *whole.now = *again.now;
        made.is = look_at_all(look, on.state());
        out.push_back(std::move(made));
    }
    return out;
}

struct tally {
    std::size_t runs{};
    std::size_t errors{};
    std::size_t harmless{};
    std::size_t before{};
    std::size_t after{};
    std::size_t wrong{};
    std::map<std::string, std::size_t> said{};
    std::map<std::string, std::size_t> by_step{};
    std::map<std::string, std::size_t> complaints{};
    std::vector<std::string> first{};
};

enum class restart { same_object, new_program, new_program_after_eviction };

class sweep {
public:
    explicit sweep(finder& look) : look_(look) {}

    // One run. Returns false when no operation met the fault.
    bool run(scene const& from, std::vector<disk_fault> const& faults, restart how,
             std::uint64_t seed) {
        trouble_.clear();
        where_ = from.what.name + (from.careless_sql.empty() ? "" : " (small cache)");
        for (auto const& each : faults) {
            where_ += ", operation " + std::to_string(each.at) + " " + name_of(each.kind) +
                      (each.lasting ? " from then on" : " once");
        }
        where_ += how == restart::same_object   ? ", same object"
                  : how == restart::new_program ? ", new program"
                                                : ", new program after eviction";
        life on_stage(disk_, from.careless_sql);
        prepare(on_stage, from);
        for (auto const& each : faults) {
            disk_.inject(each);
        }
        auto const [outcome, first_answer] = attempt(from.what, on_stage, true);
        bool const met = disk_.fired() > 0;
        disk_.heal();
        if (!met) {
            on_stage.open.reset();
            return false;
        }
        ++count_.runs;
        ++count_.by_step[from.what.name];
        ++(outcome == "ok" ? count_.harmless : count_.errors);
        ++count_.said[outcome];

        if (how != restart::same_object) {
            on_stage.open.reset();
            if (how == restart::new_program_after_eviction) {
                disk_.evict();
            }
        }
        if (how != restart::same_object || seed % 2 == 0) {
            bool const after = compare(from, disk_.state(), outcome == "ok", "after the fault");
            ++(after ? count_.after : count_.before);
        }
        auto const [again, answer] = attempt(from.what, on_stage, false);
        if (again != "ok") {
            complain("given again: " + again);
        }
        compare(from, disk_.state(), true, "given again");
        bool const relied_on = answer == answer_again::acknowledged ||
                               (outcome == "ok" && first_answer == answer_again::acknowledged);
        compare(from, image_after(disk_.state(), {.how = power_cut::way::all_dropped}), relied_on,
                "given again, power cut");
        power_cut const cut{.how = power_cut::way::at_random, .kept = 0, .seed = seed};
        compare(from, image_after(disk_.state(), cut), relied_on, "given again, power cut");
        on_stage.open.reset();
        if (disk_.open_files() != 0) {
            complain("a file was left open");
        }
        if (!trouble_.empty()) {
            ++count_.wrong;
            if (count_.first.size() < 5) {
                count_.first.push_back(where_ + ": " + trouble_);
            }
        }
        return true;
    }

    [[nodiscard]] tally const& count() const { return count_; }

private:
    void complain(std::string const& what) {
        ++count_.complaints[what.substr(0, what.find(';'))];
        if (trouble_.empty()) {
            trouble_ = what;
        }
    }

    std::pair<std::string, answer_again> attempt(life_step const& what, life& on_stage,
                                                 bool disk_fails) {
        try {
            return {"ok", what.run(on_stage)};
        } catch (store_error const& wrong) {
            bool const speaks_of_the_disk = wrong.why() == code::io_failed ||
                                            wrong.why() == code::disk_full ||
                                            wrong.why() == code::cannot_open;
            if (disk_fails && !speaks_of_the_disk) {
                complain(std::string("said; ") + wrong.what());
            }
            return {std::string(info(wrong.why()).name), {}};
        } catch (std::exception const& wrong) {
            complain(std::string("no store_error but; ") + wrong.what());
            return {"another exception", {}};
        }
    }

    // Whether every file is as after the step. One that is neither as before nor as after is wrong.
    bool compare(scene const& from, disk_state const& at, bool must_be_after, char const* when) {
        auto const found = look_at_all(look_, at);
        bool all_after = true;
        for (auto const& [name, print] : from.is) {
            auto const now = of(found, name);
            bool const is_after = now == print;
            all_after = all_after && is_after;
            // A copy set aside is made anew, under another name, when the command is given again.
            bool const may_be_before = !must_be_after ||
                                       name.find(".replaced-") != std::string::npos ||
                                       name.find(".bak") != std::string::npos;
            if (!is_after && !(may_be_before && now == of(from.was, name))) {
                complain(std::string(when) + " " + name + " is neither before nor after; found " +
                         now + "; before " + of(from.was, name) + "; after " + print);
            }
        }
        return all_after;
    }

    finder& look_;
    disk disk_;
    tally count_{};
    std::string trouble_{};
    std::string where_{};
};

}  // namespace

TEST(fault_sweep, leaves_every_command_undone_or_done_and_says_so) {
    finder look;
    sweep all(look);
    auto const asked_for = std::max<std::uint64_t>(number_from("QIXIAN_FAULTS", 20'000), 1);
    auto const thin = static_cast<int>(std::max<std::uint64_t>(20'000 / asked_for, 1));
    dice chance(number_from("QIXIAN_SEED", 20261123));
    std::vector<scene> every;
    std::size_t operations = 0;
    for (std::string const careless : {"", "PRAGMA cache_size=2"}) {
        for (auto& each : scenes(careless, look)) {
            // A cache of two pages, which makes every transaction reach the file before it commits,
            // comes on top of the sweep, and putting a backup back is three commands in one that
            // are swept by themselves: there, long commands are sampled.
            bool const sampled =
                !careless.empty() || each.what.name == "restore" || each.what.name == "replace";
            each.stride = !sampled || each.operations < 150 ? 1 : each.operations < 600 ? 4 : 16;
            operations += static_cast<std::size_t>(each.operations);
            every.push_back(std::move(each));
        }
    }
    for (auto const& each : every) {
        for (int n = 1; n <= each.operations; n += each.stride * thin) {
            for (auto const kind :
                 {fault_kind::io_error, fault_kind::disk_full, fault_kind::short_write}) {
                for (bool const lasting : {false, true}) {
                    auto const how = static_cast<restart>(chance.below(3));
                    all.run(each, {{.at = n, .kind = kind, .lasting = lasting}}, how,
                            chance.roll());
                }
            }
        }
    }
    auto const swept = all.count().runs;
    auto const commands = every.size();
    auto const any_fault = [&](scene const& each) {
        return disk_fault{
            .at = 1 + static_cast<int>(chance.below(static_cast<std::uint64_t>(each.operations))),
            .kind = static_cast<fault_kind>(chance.below(3)),
            .lasting = chance.below(4) == 0};
    };
    std::erase_if(every, [](scene const& each) { return each.operations >= 150; });
    while (all.count().runs < asked_for) {
        auto const& each = every[chance.below(every.size())];
        all.run(each, {any_fault(each), any_fault(each)}, static_cast<restart>(chance.below(3)),
                chance.roll());
    }

    auto const& count = all.count();
    std::cout << commands << " commands, " << operations << " operations, " << count.runs
              << " runs (" << count.runs - swept << " with two faults): " << count.errors
              << " errors, " << count.harmless << " harmless; state before " << count.before
              << ", after " << count.after << "; " << count.wrong << " wrong; " << look.verified()
              << " stores verified\n";
    for (auto const& [what, times] : count.said) {
        std::cout << "  said " << what << ": " << times << '\n';
    }
    for (auto const& [what, times] : count.by_step) {
        std::cout << "  " << what << ": " << times << '\n';
    }
    for (auto const& [what, times] : count.complaints) {
        std::cout << "  WRONG " << what << ": " << times << '\n';
    }
    EXPECT_EQ(count.wrong, 0U);
    for (auto const& each : count.first) {
        ADD_FAILURE() << each;
    }
    EXPECT_GE(count.runs, asked_for);
}
