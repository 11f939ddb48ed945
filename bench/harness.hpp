// Measures our side and its rivals in turn, in one process, and writes what it saw as JSON.
//
//     int main(int argc, char** argv) {
//         using namespace qixian::bench;
//         session s("caseload", argc, argv);
//         auto const n = s.size(10'000'000, 200'000);       // as a rule, with --quick
//         if (!s.agree("due days", ours(), boost())) return s.finish();   // before any timing
//         s.round_robin({.name = "caseload-arrival", .operations = double(n)},
//                       {{"qixian", [&] { ...; keep(out); }}, {"boost_hash", [&] { ... }}});
//         s.value("caseload-bytes", "qixian", "bytes", 8.0);              // not a time
//         s.point("caseload", 1e5, 0.31);                                 // cost against size
//         s.skip("fixed-limit-simd", "needs AVX-512 VBMI");
//         return s.finish();
//     }
//
// A subject is timed in rounds: each round runs every side once, in turn, so that all meet the same
// load; a side runs as often as it takes to fill `--min-ms`. bench/goals.json names subject and
// sides; bench/report.py makes ratios out of the rounds. The form of the file: bench/README.md.
//
// Options of every program: --rounds N (7), --min-ms MS (20), --only TEXT (subjects whose name holds
// it), --quick (small sizes, three rounds), --size N, --out FILE (standard output).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#if defined(QIXIAN_BENCH_GOOGLE)
#include <benchmark/benchmark.h>
#endif

namespace qixian::bench {

/// Makes the compiler believe that `what`, and all memory, is looked at.
template <class T>
void keep(T const& what) {
    if constexpr (std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(void*)) {
        asm volatile("" : : "r,m"(what) : "memory");
    } else {
        asm volatile("" : : "m"(what) : "memory");
    }
}

/// What a side is charged for. Processor time of the thread is steady on a shared machine; a side
/// that waits for a disk, or has threads of its own, is charged by the wall clock.
enum class charge : std::uint8_t { processor, wall };

/// One way to do the work of a subject. `run` does all of it once.
struct side {
    std::string name;
    std::function<void()> run;
};

struct subject {
    std::string name;       ///< as bench/goals.json has it
    double operations = 1;  ///< in one `run`; times are divided by it
    charge by = charge::processor;
    bool pinned = true;  ///< to one processor; not where a side starts threads (they inherit it)
    int most_rounds = 1'000;  ///< fewer for what takes many seconds; at least three
};

/// Pins the calling thread to the `index`-th processor (modulo their number) it may use.
inline void pin_this_thread(int index) {
    static auto const allowed = [] {
        cpu_set_t all;
        CPU_ZERO(&all);
        ::sched_getaffinity(0, sizeof all, &all);
        return all;
    }();
    int left = index % std::max(1, CPU_COUNT(&allowed));
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (CPU_ISSET(cpu, &allowed) && left-- == 0) {
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
            ::pthread_setaffinity_np(::pthread_self(), sizeof one, &one);
            return;
        }
    }
}

/// Lets the calling thread run on every processor again.
inline void unpin_this_thread() {
    cpu_set_t all;
    CPU_ZERO(&all);
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        CPU_SET(cpu, &all);
    }
    ::pthread_setaffinity_np(::pthread_self(), sizeof all, &all);
}

[[nodiscard]] inline double seconds_now(charge by) {
    timespec now{};
    ::clock_gettime(by == charge::processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// One program's measurements.
class session {
public:
    /// Reads the options. Ends the program (2) at one it does not know.
    session(std::string program, int argc, char** argv) : program_(std::move(program)) {
        for (int i = 1; i < argc; ++i) {
            std::string_view const option = argv[i];
            auto const value = [&]() -> char const* {
                if (i + 1 >= argc) {
                    usage();
                }
                return argv[++i];
            };
            if (option == "--quick") {
                quick_ = true;
            } else if (option == "--rounds") {
                rounds_ = std::max(3, std::atoi(value()));
            } else if (option == "--min-ms") {
                least_seconds_ = std::atof(value()) / 1000;
            } else if (option == "--size") {
                size_ = std::strtoull(value(), nullptr, 10);
            } else if (option == "--only") {
                only_ = value();
            } else if (option == "--out") {
                out_ = value();
            } else if (option.starts_with("--benchmark")) {
                google_.push_back(argv[i]);
            } else {
                usage();
            }
        }
        if (rounds_ == 0) {
            rounds_ = quick_ ? 3 : 7;
        }
        load_before_ = load();
    }

    [[nodiscard]] bool quick() const { return quick_; }

    /// The size to measure at: that of `--size`, else `usual`, with `--quick` `small`.
    [[nodiscard]] std::uint64_t size(std::uint64_t usual, std::uint64_t small) const {
        return size_ != 0 ? size_ : quick_ ? small : usual;
    }

    /// Whether the subject was asked for: ask before costly preparation.
    [[nodiscard]] bool wants(std::string_view name) const {
        return name.find(only_) != std::string_view::npos;
    }

    /// Whether the answers of two sides are equal. Where not, says so, and the program will fail.
    template <class A, class B>
    bool agree(std::string_view what, A const& ours, B const& rival) {
        if (std::equal(std::begin(ours), std::end(ours), std::begin(rival), std::end(rival))) {
            return true;
        }
        std::fprintf(stderr, "%s: the answers differ: %.*s\n", program_.c_str(),
                     static_cast<int>(what.size()), what.data());
        failed_ = true;
        return false;
    }

    /// Times every side in turn, `--rounds` times, after one round that is not counted.
    void round_robin(subject const& about, std::vector<side> const& sides) {
        if (!wants(about.name)) {
            return;
        }
        if (!google_.empty()) {
            hand_to_google(about, sides);
            return;
        }
        if (about.pinned) {
            // The last one: interrupts and idle programs prefer the first.
            pin_this_thread(static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)) - 1);
        } else {
            unpin_this_thread();
        }
        measured kept{about.name, about.operations, {}};
        std::vector<long> times;
        for (auto const& each : sides) {
            kept.sides.push_back({each.name, "ns", {}});
            times.push_back(times_to_fill(about, each));
        }
        for (int round = 0; round < std::min(rounds_, about.most_rounds); ++round) {
            for (std::size_t i = 0; i < sides.size(); ++i) {
                auto const began = seconds_now(about.by);
                for (long t = 0; t < times[i]; ++t) {
                    sides[i].run();
                }
                auto const took = seconds_now(about.by) - began;
                kept.sides[i].rounds.push_back(took * 1e9 / static_cast<double>(times[i]) /
                                               about.operations);
            }
        }
        unpin_this_thread();
        say(kept);
        subjects_.push_back(std::move(kept));
    }

    /// A figure that is not a time, or that was timed elsewhere: one round more for that side.
    void value(std::string const& name, std::string const& of, std::string const& unit,
               double figure) {
        auto found = std::find_if(subjects_.begin(), subjects_.end(),
                                  [&](measured const& m) { return m.name == name; });
        if (found == subjects_.end()) {
            found = subjects_.insert(subjects_.end(), measured{name, 1, {}});
        }
        auto at = std::find_if(found->sides.begin(), found->sides.end(),
                               [&](auto const& s) { return s.name == of; });
        if (at == found->sides.end()) {
            at = found->sides.insert(found->sides.end(), {of, unit, {}});
        }
        at->rounds.push_back(figure);
        std::fprintf(stderr, "%-28s %-24s %14.4g %s\n", name.c_str(), of.c_str(), figure,
                     unit.c_str());
    }

    /// One point of a curve of cost (ns for each application) against size.
    void point(std::string const& curve, double size, double ns) {
        points_.push_back({curve, size, ns});
        std::fprintf(stderr, "%-28s %14.0f %14.4g ns\n", curve.c_str(), size, ns);
    }

    /// The median of a side measured before; 0 where there is none.
    [[nodiscard]] double median(std::string_view name, std::string_view of) const {
        for (auto const& m : subjects_) {
            for (auto const& s : m.sides) {
                if (m.name == name && s.name == of) {
                    return median_of(s.rounds);
                }
            }
        }
        return 0;
    }

    /// A subject that cannot be measured here, and why.
    void skip(std::string const& name, std::string const& why) {
        skipped_.emplace_back(name, why);
        std::fprintf(stderr, "%-28s skipped: %s\n", name.c_str(), why.c_str());
    }

    /// Writes the JSON; the result is the program's exit code: 3 when answers differed.
    int finish() {
        if (!google_.empty()) {
            return failed_ ? 3 : 0;
        }
        auto* const to = out_.empty() ? stdout : std::fopen(out_.c_str(), "w");
        if (to == nullptr) {
            std::perror(out_.c_str());
            return 4;
        }
        write(to);
        if (to != stdout && std::fclose(to) != 0) {
            return 4;
        }
        return failed_ ? 3 : 0;
    }

private:
    struct measured_side {
        std::string name;
        std::string unit;
        std::vector<double> rounds;
    };
    struct measured {
        std::string name;
        double operations;
        std::vector<measured_side> sides;
    };
    struct curve_point {
        std::string curve;
        double size;
        double ns;
    };

    [[noreturn]] void usage() const {
        std::fprintf(stderr,
                     "usage: %s [--quick] [--rounds N] [--min-ms MS] [--only TEXT] [--size N] "
                     "[--out FILE] [--benchmark_…]\n",
                     program_.c_str());
        std::exit(2);
    }

    static double load() {
        double one = 0;
        return ::getloadavg(&one, 1) == 1 ? one : -1;
    }

    static double median_of(std::vector<double> values) {
        if (values.empty()) {
            return 0;
        }
        std::sort(values.begin(), values.end());
        auto const middle = values.size() / 2;
        return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// Runs a side once to warm it, and then as often as fills the time of a round.
    [[nodiscard]] long times_to_fill(subject const& about, side const& each) const {
        each.run();
        for (long times = 1;;) {
            auto const began = seconds_now(about.by);
            for (long t = 0; t < times; ++t) {
                each.run();
            }
            auto const took = seconds_now(about.by) - began;
            if (took >= least_seconds_ / 4 || times > (1L << 40)) {
                auto const wanted = static_cast<double>(times) * least_seconds_ / took;
                return std::max(1L, static_cast<long>(wanted + 0.5));
            }
            times *= 4;
        }
    }

    void say(measured const& m) const {
        for (auto const& each : m.sides) {
            auto const [low, high] = std::minmax_element(each.rounds.begin(), each.rounds.end());
            std::fprintf(stderr, "%-28s %-24s %14.4g ns (%.4g to %.4g)\n", m.name.c_str(),
                         each.name.c_str(), median_of(each.rounds), *low, *high);
        }
    }

    void hand_to_google([[maybe_unused]] subject const& about,
                        [[maybe_unused]] std::vector<side> const& sides) {
#if defined(QIXIAN_BENCH_GOOGLE)
        // What a side refers to may be gone when Google Benchmark starts by itself: it runs here.
        for (auto const& each : sides) {
            auto const operations = static_cast<std::int64_t>(about.operations);
            ::benchmark::RegisterBenchmark((about.name + "/" + each.name).c_str(),
                                           [run = each.run, operations](::benchmark::State& state) {
                                               for (auto _ : state) {
                                                   run();
                                               }
                                               state.SetItemsProcessed(state.iterations() *
                                                                       operations);
                                           });
        }
        auto arguments = google_;
        arguments.insert(arguments.begin(), program_.data());
        auto count = static_cast<int>(arguments.size());
        ::benchmark::Initialize(&count, arguments.data());
        ::benchmark::RunSpecifiedBenchmarks();
        ::benchmark::ClearRegisteredBenchmarks();
#endif
    }

    void write(std::FILE* to) const {
        std::fprintf(to, "{\"program\":\"%s\",\"quick\":%s,\"rounds\":%d,\"load\":[%.2f,%.2f],",
                     program_.c_str(), quick_ ? "true" : "false", rounds_, load_before_, load());
#if defined(__clang__)
        std::fprintf(to, "\"compiler\":\"clang %s\",", __clang_version__);
#else
        std::fprintf(to, "\"compiler\":\"g++ %s\",", __VERSION__);
#endif
        std::fprintf(to, "\n \"subjects\":[");
        char const* between = "\n";
        for (auto const& m : subjects_) {
            std::fprintf(to, "%s  {\"name\":\"%s\",\"operations\":%.0f,\"sides\":[", between,
                         m.name.c_str(), m.operations);
            for (std::size_t s = 0; s < m.sides.size(); ++s) {
                std::fprintf(to, "%s{\"name\":\"%s\",\"unit\":\"%s\",\"rounds\":[",
                             s == 0 ? "" : ",", m.sides[s].name.c_str(), m.sides[s].unit.c_str());
                for (std::size_t i = 0; i < m.sides[s].rounds.size(); ++i) {
                    std::fprintf(to, "%s%.6g", i == 0 ? "" : ",", m.sides[s].rounds[i]);
                }
                std::fprintf(to, "]}");
            }
            std::fprintf(to, "]}");
            between = ",\n";
        }
        std::fprintf(to, "],\n \"points\":[");
        between = "";
        for (auto const& p : points_) {
            std::fprintf(to, "%s{\"curve\":\"%s\",\"size\":%.0f,\"ns\":%.6g}", between,
                         p.curve.c_str(), p.size, p.ns);
            between = ",";
        }
        std::fprintf(to, "],\n \"skipped\":[");
        between = "";
        for (auto const& [name, why] : skipped_) {
            std::fprintf(to, "%s{\"name\":\"%s\",\"why\":\"%s\"}", between, name.c_str(),
                         why.c_str());
            between = ",";
        }
        std::fprintf(to, "]}\n");
    }

    std::string program_;
    bool quick_ = false;
    bool failed_ = false;
    int rounds_ = 0;
    double least_seconds_ = 0.02;
    double load_before_ = 0;
    std::uint64_t size_ = 0;
    std::string only_{};
    std::string out_{};
    std::vector<char*> google_{};
    std::vector<measured> subjects_{};
    std::vector<curve_point> points_{};
    std::vector<std::pair<std::string, std::string>> skipped_{};
};

}  // namespace qixian::bench
