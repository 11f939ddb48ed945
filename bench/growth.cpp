// How much longer four times as much takes: every shape of input that may grow without end.
//
//     qixian_growth_bench [--gate] [--only TEXT] [--rows N]
//
// For each shape the processor time of this thread for n, 2n and 4n, the least of three, where n is
// so large that it takes some milliseconds. Linear is 4, sorting a little more, a square 16. With
// `--gate` it fails where four times as much takes more than `most` times as long, twice over: the
// ratio of times of one process, one after the other, holds on a busy machine.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "growth_lives.hpp"
#include "growth_texts.hpp"

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/store/store.hpp"

#include <unistd.h>

namespace {

using namespace qixian;

/// Makes the work of a size, and leaves the making out of what is measured.
struct growing {
    std::string name;
    std::function<std::function<void()>(std::size_t)> of_size;
    double most = 7.0;
};

double seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double least_of(std::function<void()> const& work, int times) {
    double least = 1e9;
    for (int i = 0; i < times; ++i) {
        double const began = seconds();
        work();
        least = (std::min)(least, seconds() - began);
        if (least > 2.0) {
            break;
        }
    }
    return least;
}

void must(bool holds, char const* what) {
    if (!holds) {
        std::fprintf(stderr, "growth: %s\n", what);
        std::exit(2);
    }
}

/// A store that lies in the folder for temporary files while it is asked for.
class passing_store {
public:
    passing_store() : kept_(store::create(path())) {}
    passing_store(passing_store const&) = delete;
    passing_store& operator=(passing_store const&) = delete;
    ~passing_store() { std::filesystem::remove(path()); }
    store& operator*() { return kept_; }

private:
    static std::string path() {
        auto const name = "qixian-growth-" + std::to_string(::getpid()) + ".qixian";
        auto const path = std::filesystem::temp_directory_path() / name;
        std::filesystem::remove(path);
        return path.string();
    }
    store kept_;
};

/// Lives that a store is told at once, of which something is refused: what is left out must leave no
/// trace, whatever came before and after it.
std::vector<bench::growing_life> lives_partly_refused() {
    using w = bench::life_writer;
    using key = std::string const&;
    return {
        bench::life_of("one row refused", 1, 2000, true,
                       [](w& to, std::size_t i, key k) {
                           to.add(i == 3 ? event::fee_paid : event::supplemented, i).id = k;
                       }),
        bench::life_of("every second row refused", 2, 2000, true,
                       [](w& to, std::size_t i, key k) {
                           to.add(event::supplemented, i).id = k;
                           to.add(event::fee_paid, i);
                       }),
        bench::life_of("one row refused, one taken back", 1, 2000, true,
                       [](w& to, std::size_t i, key k) {
                           to.add(i == 3 ? event::fee_paid : event::supplemented, i).id = k;
                           if (i == 5) {
                               to.answers(event::entry_withdrawn, i, k);
                           }
                       }),
    };
}

std::vector<growing> everything() {
    static context const in{china::calendar()};
    std::vector<growing> out;
    for (auto const& life : bench::growing_lives()) {
        auto const name = std::string(life.name);
        out.push_back({"assess: " + name, [=](std::size_t n) -> std::function<void()> {
                           return [rows = life.rows(n)] {
                               auto const said = assess(rows, bench::end_of_lives, in);
                               must(static_cast<bool>(said),
                                    said ? "" : said.error().detail.c_str());
                           };
                       }});
        out.push_back({"prove: " + name, [=](std::size_t n) -> std::function<void()> {
                           auto const rows = life.rows(n);
                           return [said = assess(rows, bench::end_of_lives, in)] {
                               must(static_cast<bool>(said), "assess");
                               must(static_cast<bool>(certificates(*said, in)), "certificates");
                           };
                       }});
    }
    for (auto const& life : lives_partly_refused()) {
        out.push_back(
            {"import: " + std::string(life.name), [=](std::size_t n) -> std::function<void()> {
                 return [rows = life.rows(n)] {
                     import_batch batch;
                     for (auto const& e : rows) {
                         must(!batch.add(e), "a row that no store takes");
                     }
                     passing_store kept;
                     auto const said = (*kept).import(batch, {.keep_going = true});
                     must(said.stored && !said.refused.empty() && said.faults.empty(), "import");
                 };
             }});
    }
    for (auto& each : bench::growing_texts()) {
        out.push_back({std::move(each.name), std::move(each.of_size)});
    }
    return out;
}

struct measured {
    std::size_t n = 0;
    double once = 0;
    double twice = 0;
    double four_times = 0;
    [[nodiscard]] double ratio() const { return four_times / once; }
};

/// Grows n until the work takes long enough to be told from noise, or making it takes too long.
measured measure(growing const& what, std::size_t n) {
    constexpr double enough = 0.004;
    constexpr double too_long = 0.04;
    for (;; n *= 2) {
        double const began = seconds();
        auto const work = what.of_size(n);
        double const making = seconds() - began;
        double const once = least_of(work, 3);
        if (once >= enough || making >= too_long) {
            return {n, once, least_of(what.of_size(2 * n), 3), least_of(what.of_size(4 * n), 3)};
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    bool gate = false;
    std::string_view only;
    std::size_t rows = 250;
    for (int i = 1; i < argc; ++i) {
        std::string_view const arg = argv[i];
        gate = gate || arg == "--gate";
        if (arg == "--only" && i + 1 < argc) {
            only = argv[++i];
        } else if (arg == "--rows" && i + 1 < argc) {
            rows = static_cast<std::size_t>(std::strtoull(argv[++i], nullptr, 10));
        }
    }
    int failed = 0;
    for (auto const& each : everything()) {
        if (each.name.find(only) == std::string::npos) {
            continue;
        }
        auto got = measure(each, rows);
        if (got.ratio() > each.most) {
            got = measure(each, rows);
        }
        // What is too quick to be measured does not grow, nor what only took a step at twice n.
        bool const grows =
            got.ratio() > each.most && got.four_times > 2.7 * got.twice && got.four_times > 0.002;
        failed += grows ? 1 : 0;
        std::printf("%-62s %8zu %9.2f ms %9.2f %9.2f  x%.1f%s\n", each.name.c_str(), got.n,
                    got.once * 1e3, got.twice * 1e3, got.four_times * 1e3, got.ratio(),
                    grows ? "  GROWS" : "");
        std::fflush(stdout);
    }
    std::printf("%d shapes grow faster than they should\n", failed);
    return gate && failed > 0 ? 1 : 0;
}
