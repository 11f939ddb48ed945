// What a simulated application costs: the bare events beside a std::priority_queue, the whole model
// beside the same with that queue and beside SimPy, memory and cost by size up to ten million.
//
// Both kernels carry the same events of one office and must sum to the same; the model with the
// other queue must count the same to the last number; SimPy's office must be like ours in what its
// applications go through: how many come, how long they take, how many are late.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <queue>
#include <string>

#include <sys/resource.h>
#include <sys/wait.h>

#include "harness.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/period/flat_days.hpp"
#include "qixian/simulation/event_ring.hpp"
#include "qixian/simulation/random.hpp"
#include "simulation_office.hpp"

namespace {

using namespace qixian;
namespace bench = qixian::bench;
using bench::session;

/// A city that had 14,069 applications in a year.
constexpr double city_per_year = 14'069;

// --- the bare kernel ------------------------------------------------------------------------------

/// What an application goes through, its moments worked out beforehand: it comes, and four steps end.
constexpr std::size_t moments_each = 5;

struct thing {
    std::uint32_t application = 0;
    std::uint32_t step = 0;
};
constexpr std::uint32_t morning = moments_each;  ///< in the place of a step: a day begins

struct stream {
    std::vector<std::array<moment, moments_each>> applications{};  ///< by day of arrival
    std::vector<std::uint32_t> first_of{};  ///< application, by day of the stream; and the end
    std::vector<moment> mornings{};
};

/// Events of the office as they are on the calendar, were there always somebody free: `many`
/// applications, of which about `open` are in hand at a time.
stream stream_of(std::size_t many, double open) {
    flat_days const days(china::calendar());
    // Each is in hand for about this many working days, nearly all of it waiting for others.
    constexpr double in_hand = 7.4;
    auto const per_day = static_cast<std::size_t>(open / in_hand);
    quantile_table const work({length_law::lognormal, bench_office::work_hours, 1.5},
                              static_cast<double>(ticks_per_day) / 8);
    quantile_table const wait({length_law::exponential, 7}, static_cast<double>(ticks_per_day));
    constexpr moment brief = ticks_per_day / 32;
    auto nth = days.ordinal(day_index_of(day(20100101)) - 1);
    auto const later = [&](moment at, moment ticks) {
        auto const total = at % ticks_per_day + ticks;
        auto const to = days.ordinal(static_cast<int>(at / ticks_per_day)) +
                        static_cast<int>(total / ticks_per_day);
        QIXIAN_EXPECTS(to <= days.last_ordinal());
        return days.day_of(to) * ticks_per_day + total % ticks_per_day;
    };
    stream out;
    out.applications.reserve(many);
    while (out.applications.size() < many) {
        auto const today = days.day_of(++nth);
        out.mornings.push_back(today * ticks_per_day);
        out.first_of.push_back(static_cast<std::uint32_t>(out.applications.size()));
        for (std::size_t i = 0; i < per_day && out.applications.size() < many; ++i) {
            auto const dice = random_stream(1).of(out.applications.size());
            auto const came =
                out.mornings.back() + static_cast<moment>(dice.draw(0) % ticks_per_day);
            auto const registered = later(came, brief);
            auto const handled = later(registered, work.at(dice.draw(1)));
            auto const waited = later(handled, wait.at(dice.draw(2)));
            out.applications.push_back({came, registered, handled, waited, later(waited, brief)});
        }
    }
    out.first_of.push_back(static_cast<std::uint32_t>(out.applications.size()));
    return out;
}

/// What came out: the moments in their order, and all that happened in any order (a heap keeps none
/// among events of one moment).
struct summed {
    std::uint64_t in_order = 0;
    std::uint64_t in_any = 0;
    std::size_t most = 0;  ///< events that waited at a time
    [[nodiscard]] std::array<std::uint64_t, 3> all() const { return {in_order, in_any, most}; }
};

template <class Queue>
summed carry(stream const& s, Queue& next) {
    summed out;
    next.push(s.mornings.front(), {0, morning});
    while (!next.empty()) {
        auto const [at, what] = next.pop();
        out.in_order = out.in_order * 31 + static_cast<std::uint64_t>(at);
        out.in_any += (std::uint64_t{what.application} + 1) * (what.step + 1);
        if (what.step < moments_each - 1) {
            auto const step = what.step + 1;
            next.push(s.applications[what.application][step], {what.application, step});
        } else if (what.step == morning) {
            auto const day = what.application;
            if (day + 1 < s.mornings.size()) {
                next.push(s.mornings[day + 1], {day + 1, morning});
            }
            for (auto i = s.first_of[day]; i < s.first_of[day + 1]; ++i) {
                next.push(s.applications[i][0], {i, 0});
            }
            out.most = std::max(out.most, next.size());
        }
    }
    return out;
}

/// The rival: sixteen bytes an event, room for all that ever wait, a comparison that is inlined.
class heap {
public:
    struct item {
        moment at;
        thing what;
    };
    explicit heap(std::size_t room) : queue_(later{}, held(room)) {}
    [[nodiscard]] bool empty() const { return queue_.empty(); }
    [[nodiscard]] std::size_t size() const { return queue_.size(); }
    void push(moment at, thing what) { queue_.push({at, what}); }
    item pop() {
        auto const out = queue_.top();
        queue_.pop();
        return out;
    }

private:
    struct later {
        bool operator()(item const& a, item const& b) const { return a.at > b.at; }
    };
    static std::vector<item> held(std::size_t room) {
        std::vector<item> out;
        out.reserve(room);
        return out;
    }
    std::priority_queue<item, std::vector<item>, later> queue_;
};
static_assert(sizeof(heap::item) == 16);

void kernel(session& s, std::string const& name, double open) {
    if (!s.wants(name)) {
        return;
    }
    // Of a thousand in hand, that is six years.
    auto const events = stream_of(open < 10'000 || s.quick() ? 200'000 : 1'000'000, open);
    auto const by_ring = [&] {
        event_ring<thing> next;
        return carry(events, next);
    };
    std::size_t most = 1024;
    auto const by_heap = [&] {
        heap next(most);
        return carry(events, next);
    };
    auto const ours = by_ring();
    most = ours.most + 1;
    if (!s.agree(name, ours.all(), by_heap().all())) {
        return;
    }
    std::fprintf(stderr, "%s: at most %zu events wait\n", name.c_str(), ours.most);
    auto const operations =
        static_cast<double>(events.applications.size() * moments_each + events.mornings.size());
    s.round_robin({.name = name, .operations = operations},
                  {{"qixian", [&] { bench::keep(by_ring()); }},
                   {"priority_queue", [&] { bench::keep(by_heap()); }}});
}

// --- the whole model ------------------------------------------------------------------------------

constexpr std::uint32_t city_years = 3;  ///< replications in a run: some 42,000 applications

office made(double per_year) { return office::make(bench_office::model_of(per_year)).value(); }

void beside_a_heap(session& s) {
    if (!s.wants("simulate-office-heap")) {
        return;
    }
    auto const ours = made(city_per_year);
    bench::office_with_a_heap const theirs(city_per_year);
    std::int64_t applications = 0;
    for (std::uint32_t r = 0; r < city_years; ++r) {
        auto const t = ours.run({.replication = r});
        applications += t.years[0].events[static_cast<std::size_t>(event::received)];
        if (!s.agree("the office with a heap", bench_office::numbers_of(t), theirs.run(1, r))) {
            return;
        }
    }
    s.round_robin({.name = "simulate-office-heap", .operations = static_cast<double>(applications)},
                  {{"qixian",
                    [&] {
                        for (std::uint32_t r = 0; r < city_years; ++r) {
                            bench::keep(ours.run({.replication = r}));
                        }
                    }},
                   {"priority_queue", [&] {
                        for (std::uint32_t r = 0; r < city_years; ++r) {
                            bench::keep(theirs.run(1, r));
                        }
                    }}});
}

/// What both offices can be asked.
struct office_figures {
    double received = 0;
    double replied = 0;
    double late = 0;
    double days_to_reply = 0;  ///< working days, in all
    double seconds = 0;        ///< of processor time
};

office_figures ours_of(office const& with, std::uint64_t seed) {
    office_figures out;
    auto const began = bench::seconds_now(bench::charge::processor);
    std::array<tally, city_years> seen;
    for (std::uint32_t r = 0; r < city_years; ++r) {
        seen[r] = with.run({.seed = seed, .replication = r});
    }
    out.seconds = bench::seconds_now(bench::charge::processor) - began;
    for (auto const& t : seen) {
        auto const& y = t.years[0];
        out.received += static_cast<double>(y.events[static_cast<std::size_t>(event::received)]);
        out.late += static_cast<double>(y.late);
        for (std::size_t days = 0; days < y.days_to_reply.size(); ++days) {
            auto const replies = static_cast<double>(y.days_to_reply[days]);
            out.replied += replies;
            out.days_to_reply += replies * static_cast<double>(days);
        }
    }
    return out;
}

/// SimPy's run of the same office; the exit code of its program where there is none.
int simpy_of(std::uint64_t seed, bool tuned, office_figures& out) {
    auto const days = bench_office::working_days_of_the_year();
    auto const people = [](double hours) {
        return std::to_string(bench_office::people_for(city_per_year, hours));
    };
    auto const command = std::string(QIXIAN_BENCH_PYTHON " " QIXIAN_BENCH_SIMPY) + " --per-day " +
                         std::to_string(city_per_year / days) + " --days " + std::to_string(days) +
                         " --desk " + people(bench_office::brief_hours + bench_office::work_hours) +
                         " --head " + people(bench_office::brief_hours) + " --years " +
                         std::to_string(city_years) + " --seed " + std::to_string(seed) +
                         (tuned ? " --tuned" : "");
    auto* const from = ::popen(command.c_str(), "r");
    if (from == nullptr) {
        return -1;
    }
    bool const read = std::fscanf(from, "%lf %lf %lf %lf %lf", &out.received, &out.replied,
                                  &out.late, &out.days_to_reply, &out.seconds) == 5;
    auto const status = ::pclose(from);
    return read && status == 0 ? 0 : WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Two samples of the same office: three standard errors of what each sample may be off by.
bool alike(office_figures const& a, office_figures const& b) {
    auto const off = [](char const* what, double x, double y, double most) {
        bool const good = std::abs(x - y) <= most;
        std::fprintf(stderr, "simulate-office: %-22s %10.4f, SimPy %10.4f%s\n", what, x, y,
                     good ? "" : "  NOT ALIKE");
        return good;
    };
    auto const each = std::sqrt(2 / a.replied);
    bool const received = off("received", a.received, b.received, 3 * std::sqrt(2 * a.received));
    bool const days = off("working days to reply", a.days_to_reply / a.replied,
                          b.days_to_reply / b.replied, 3 * 7 * each);
    auto const share = a.late / a.replied;
    bool const late =
        off("late share", share, b.late / b.replied, 3 * std::sqrt(share * (1 - share)) * each);
    return received && days && late;
}

void beside_simpy(session& s) {
    if (!s.wants("simulate-office-simpy")) {
        return;
    }
    auto const with = made(city_per_year);
    static_cast<void>(ours_of(with, 1));  // warms it
    for (std::uint64_t round = 1; round <= (s.quick() ? 3 : 7); ++round) {
        std::array<office_figures, 2> theirs;
        for (bool const tuned : {false, true}) {
            auto const code = simpy_of(round, tuned, theirs[tuned ? 1 : 0]);
            if (code == 77) {
                s.skip("simulate-office-simpy", "SimPy is not installed (python3-simpy3)");
                return;
            }
            if (!s.agree("SimPy's program ends well", std::array{0}, std::array{code})) {
                return;
            }
        }
        constexpr int times = 10;  // ours is that short
        office_figures ours;
        double seconds = 0;
        for (int i = 0; i < times; ++i) {
            ours = ours_of(with, round);
            seconds += ours.seconds;
        }
        if (round == 1) {
            auto const same = std::array{alike(ours, theirs[0]), alike(ours, theirs[1])};
            if (!s.agree("SimPy's office", std::array{true, true}, same)) {
                return;
            }
        }
        auto const each = [](office_figures const& f) { return f.seconds * 1e9 / f.received; };
        s.value("simulate-office-simpy", "qixian", "ns", seconds * 1e9 / times / ours.received);
        s.value("simulate-office-simpy", "simpy", "ns", each(theirs[0]));
        s.value("simulate-office-simpy", "simpy_tuned", "ns", each(theirs[1]));
    }
}

// --- memory and cost by size ----------------------------------------------------------------------

struct apart {
    double applications = 0;
    double seconds = 0;
    double megabytes = 0;  ///< most that was resident, the program and its calendar included
};

/// Runs all agencies in a process of its own, so that nobody else's memory is counted.
apart run_apart(double per_year, int agencies) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) {
        return {};
    }
    auto const child = ::fork();
    if (child == 0) {
        auto const with = office::make(bench_office::model_of(per_year, agencies)).value();
        auto const began = bench::seconds_now(bench::charge::processor);
        apart done;
        for (int a = 0; a < agencies; ++a) {
            auto const t = with.run({.agency = static_cast<std::uint32_t>(a)});
            done.applications +=
                static_cast<double>(t.years[0].events[static_cast<std::size_t>(event::received)]);
        }
        done.seconds = bench::seconds_now(bench::charge::processor) - began;
        auto const written = ::write(pipe[1], &done, sizeof done);
        ::_exit(written == static_cast<ssize_t>(sizeof done) ? 0 : 1);
    }
    ::close(pipe[1]);
    apart out;
    bool good = child > 0 && ::read(pipe[0], &out, sizeof out) == static_cast<ssize_t>(sizeof out);
    ::close(pipe[0]);
    rusage used{};
    int status = 0;
    good = ::wait4(child, &status, 0, &used) == child && status == 0 && good;
    out.megabytes = static_cast<double>(used.ru_maxrss) / 1024;
    return good ? out : apart{};
}

/// The median of three, where they are short.
apart median_apart(double per_year, int agencies) {
    std::vector<apart> runs{run_apart(per_year, agencies)};
    while (runs.size() < 3 && runs.front().seconds < 2) {
        runs.push_back(run_apart(per_year, agencies));
    }
    std::sort(runs.begin(), runs.end(),
              [](apart const& a, apart const& b) { return a.seconds < b.seconds; });
    return runs[runs.size() / 2];
}

/// Ten million applications in one giant office, and in agencies of a hundred thousand each.
void by_size(session& s) {
    if (!s.wants("simulate-memory")) {
        return;
    }
    auto const largest = s.size(10'000'000, 1'000'000);
    for (std::uint64_t n = 100'000; n <= largest; n *= 10) {
        auto const agencies = static_cast<int>(n / 100'000);
        auto const many = median_apart(100'000, agencies);
        auto const one = median_apart(static_cast<double>(n), 1);
        if (!s.agree("runs apart end well", std::array{true, true},
                     std::array{many.applications > 0, one.applications > 0})) {
            return;
        }
        s.point("simulation", static_cast<double>(n), many.seconds * 1e9 / many.applications);
        s.point("simulation-one-office", static_cast<double>(n),
                one.seconds * 1e9 / one.applications);
        if (n == largest) {
            s.value("simulate-memory", "agencies", "MB", many.megabytes);
            s.value("simulate-memory", "one_office", "MB", one.megabytes);
            std::fprintf(stderr, "simulate-memory: agencies %.1f MB, one office %.1f MB\n",
                         many.megabytes, one.megabytes);
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    session s("simulation", argc, argv);
    by_size(s);  // first: a child begins with the memory of its parent
    kernel(s, "simulate-kernel", 1'000);
    kernel(s, "simulate-kernel-large", 100'000);
    beside_a_heap(s);
    beside_simpy(s);
    return s.finish();
}
