// Replay by the table beside Boost.MSM and a switch: five events a case, in the order of a log and
// case by case, equal answers on ten million cases before anything is timed.
#include <random>
#include <vector>

#include "harness.hpp"
#include "qixian/caseload/replay.hpp"
#include "rivals/msm_cases.hpp"

namespace {

using namespace qixian;
namespace bench = qixian::bench;
namespace rivals = qixian::bench::rivals;

constexpr std::size_t events_a_case = 5;
/// Cases that are open at the same time: between the first and the last event of a case lie those of
/// some thousand others.
constexpr std::size_t open_cases = 4'000;

/// Lives in the making: mostly what the procedure allows next, now and then what it does not.
class lives {
public:
    explicit lives(std::size_t cases) : now_(cases), heard_(cases) {
        for (auto const& at : all_stages) {
            for (auto const& what : all_events) {
                application one;
                one.at = at.which;
                bool const in_bulk = !is_remedy(what.which) && what.which != event::year_ended &&
                                     what.which != event::entry_withdrawn &&
                                     what.which != event::year_closed &&
                                     what.which != event::consultation_lapsed;
                if (in_bulk && rule_for(one, what.which) != nullptr) {
                    possible_[static_cast<std::size_t>(at.which)].push_back(what.which);
                }
            }
        }
    }

    [[nodiscard]] bool has_more(std::size_t which) const { return heard_[which] < events_a_case; }

    compact_event next(std::size_t which) {
        auto& one = now_[which];
        auto const& can = possible_[static_cast<std::size_t>(one.at)];
        auto const odd = random_() % 100;
        compact_event out{.which = static_cast<std::uint32_t>(which)};
        out.what = heard_[which] == 0 ? event::received
                   : odd < 2          ? event::received  // refused
                                      : can[random_() % can.size()];
        // A letter that was sent, an opinion that was asked for: the mask says found.
        if (out.what == event::opinion_received || out.what == event::delivered ||
            out.what == event::returned) {
            out.facts = static_cast<replay_mask>(static_cast<unsigned>(target::found)
                                                 << mask::target_shift);
        }
        bool const lapse = out.what == event::correction_lapsed || out.what == event::fee_lapsed;
        if (lapse || odd == 2) {
            out.facts = static_cast<replay_mask>(out.facts | mask::past);
        }
        advance(one, out.what, out.facts);
        ++heard_[which];
        return out;
    }

private:
    std::vector<compact_case> now_;
    std::vector<std::uint8_t> heard_;
    std::array<std::vector<event>, all_stages.size()> possible_{};
    std::mt19937 random_{11};
};

std::vector<compact_event> case_by_case(std::size_t cases) {
    lives all(cases);
    std::vector<compact_event> out;
    out.reserve(cases * events_a_case);
    for (std::size_t i = 0; i < cases; ++i) {
        while (all.has_more(i)) {
            out.push_back(all.next(i));
        }
    }
    return out;
}

std::vector<compact_event> in_log_order(std::size_t cases) {
    lives all(cases);
    std::vector<compact_event> out;
    out.reserve(cases * events_a_case);
    std::mt19937 random(12);
    std::vector<std::size_t> open;
    std::size_t arrived = 0;
    while (arrived < cases || !open.empty()) {
        if (open.size() < open_cases && arrived < cases) {
            open.push_back(arrived++);
        }
        auto const at = random() % open.size();
        out.push_back(all.next(open[at]));
        if (!all.has_more(open[at])) {
            open[at] = open.back();
            open.pop_back();
        }
    }
    return out;
}

/// Counts and every case, by the table and by a rival.
template <class Rival>
bool agree(bench::session& s, std::string const& what, std::span<compact_event const> log,
           std::vector<compact_case> const& ours, replay_count const& counted, Rival& rival) {
    auto const count = rival.replay(log);
    std::vector<compact_case> theirs;
    theirs.reserve(ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        theirs.push_back(rival.at(i));
    }
    rival.reset();
    return s.agree(what, ours, theirs) &&
           s.agree(what + ": counts", std::array{count.accepted, count.irregular, count.refused},
                   std::array{counted.accepted, counted.irregular, counted.refused});
}

}  // namespace

int main(int argc, char** argv) {
    bench::session s("replay", argc, argv);
    std::size_t const many = s.quick() ? 400'000 : 10'000'000;
    {
        auto const log = in_log_order(many);
        std::vector<compact_case> ours(many);
        auto const counted = replay(ours, log);
        rivals::msm_flyweight flyweight(many);
        std::vector<compact_case> by_switch(many);
        auto const switched = rivals::replay_by_switch(by_switch, log);
        bool const same = agree(s, "MSM on all cases", log, ours, counted, flyweight) &&
                          s.agree("switch on all cases", ours, by_switch) && counted == switched;
        std::fprintf(stderr, "%zu cases, %zu events: %.1f %% accepted, %s\n", many, log.size(),
                     100.0 * static_cast<double>(counted.accepted) /
                         static_cast<double>(log.size()),
                     same ? "equal by table, MSM and switch" : "NOT equal");
        if (!same) {
            return s.finish();
        }
    }
    auto const cases = s.size(200'000, 50'000);
    for (bool const by_log : {true, false}) {
        auto const log = by_log ? in_log_order(cases) : case_by_case(cases);
        std::vector<compact_case> ours(cases);
        std::vector<compact_case> switched(cases);
        rivals::msm_objects objects(cases);
        rivals::msm_flyweight flyweight(cases);
        auto const counted = replay(ours, log);
        if (!agree(s, "MSM objects", log, ours, counted, objects)) {
            return s.finish();
        }
        // Every side begins each run with cases as new, which is part of what it costs.
        s.round_robin({.name = by_log ? "replay-log-order" : "replay-case-by-case",
                       .operations = static_cast<double>(log.size())},
                      {{"qixian",
                        [&] {
                            std::fill(ours.begin(), ours.end(), compact_case{});
                            bench::keep(replay(ours, log));
                        }},
                       {"msm_object",
                        [&] {
                            objects.reset();
                            bench::keep(objects.replay(log));
                        }},
                       {"msm_flyweight",
                        [&] {
                            flyweight.reset();
                            bench::keep(flyweight.replay(log));
                        }},
                       {"switch", [&] {
                            std::fill(switched.begin(), switched.end(), compact_case{});
                            bench::keep(rivals::replay_by_switch(switched, log));
                        }}});
    }
    s.value("replay-bytes", "qixian", "bytes", static_cast<double>(sizeof(compact_case)));
    s.value("replay-bytes", "msm_object", "bytes",
            static_cast<double>(rivals::msm_objects::bytes_a_case()));
    return s.finish();
}
