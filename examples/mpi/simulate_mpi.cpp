// A simulation on many machines: every process runs its share of the replications, the first one
// gathers what they counted. That is how a ministry would run a hundred million applications.
//
//     cmake --preset gcc-release && cmake --build --preset gcc-release     # builds it where MPI is
//     mpirun -n 3 simulate_mpi city.toml --replications 200 --seed 1 > done.part
//     qixian simulate city.toml --seed 1 --merge done.part                 # or --json, --html …
//
// Several models, or a list of offices, are run together as the program runs them; --scenario (as often
// as wanted), --years Y or Y1..Y2 and --correlation choose what, and must be said to both:
//
//     mpirun -n 3 simulate_mpi provinces.toml --scenario base --years 2026..2027 > done.part
//     qixian simulate provinces.toml --scenario base --years 2026..2027 --merge done.part
//
// run.sh does both. In a container Open MPI wants --allow-run-as-root, and --oversubscribe where
// there are fewer processors than processes. All processes read the same file, by its path.
//
// Replications are numbered and their tallies are whole numbers, so nothing depends on how many
// processes there were: the answer has the bytes of `qixian simulate city.toml` by itself.
//
// Exit: 0, 2 usage, 3 a model or a scenario that cannot be run.
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <mpi.h>

#include "qixian/simulation/many.hpp"
#include "qixian/simulation/parts.hpp"

using namespace qixian;

namespace {

/// This process among all.
struct place {
    int rank = 0;
    int ranks = 1;
    [[nodiscard]] bool is_first() const { return rank == 0; }
};

struct wish {
    std::vector<std::string> models{};
    offices_wish asked{};
    std::optional<double> correlation{};
    run_plan plan{};
};

/// Y or Y1..Y2.
bool read_years(std::string_view text, offices_wish& out) {
    auto const year = [](std::string_view part) {
        int n = 0;
        auto const [end, wrong] = std::from_chars(part.data(), part.data() + part.size(), n);
        bool const whole = wrong == std::errc{} && end == part.data() + part.size();
        return whole && n >= 2012 && n <= 2045 ? n : 0;
    };
    auto const dots = text.find("..");
    auto const first = year(text.substr(0, dots));
    auto const last = dots == text.npos ? first : year(text.substr(dots + 2));
    out.years = year_span{first, last};
    return first != 0 && last != 0;
}

bool read_arguments(int argc, char** argv, wish& out) {
    for (int i = 1; i < argc; ++i) {
        std::string_view const word = argv[i];
        if (!word.starts_with("--")) {
            out.models.emplace_back(word);
            continue;
        }
        if (i + 1 == argc) {
            return false;
        }
        std::string_view const value = argv[++i];
        if (word == "--scenario") {
            out.asked.scenarios.emplace_back(value);
            continue;
        }
        if (word == "--years") {
            if (!read_years(value, out.asked)) {
                return false;
            }
            continue;
        }
        char* end = nullptr;
        if (word == "--correlation") {
            out.correlation = std::strtod(argv[i], &end);
            if (*end != '\0' || !(*out.correlation >= 0 && *out.correlation <= 1)) {
                return false;
            }
            continue;
        }
        auto const number = std::strtoull(argv[i], &end, 10);
        bool const small = number > 0 && number <= 1'000'000;
        if (*end != '\0') {
            return false;
        }
        if (word == "--replications" && small) {
            out.plan.replications = static_cast<std::uint32_t>(number);
        } else if (word == "--seed") {
            out.plan.seed = number;
        } else if (word == "--threads" && small) {
            out.plan.threads = static_cast<unsigned>(number);
        } else {
            return false;
        }
    }
    return !out.models.empty();
}

struct prepared {
    offices_plan plan{};
    std::vector<office> offices{};
};

result<prepared> prepare(wish const& w) {
    auto read = read_offices(w.models);
    if (!read) {
        return read.error();
    }
    auto named = std::move(read).value();
    if (w.correlation && named.alone) {
        return fault{.what = code::bad_model,
                     .detail = "--correlation is about several offices",
                     .file = w.models.front()};
    }
    named.list.correlation = w.correlation.value_or(named.list.correlation);
    auto plan = plan_offices(std::move(named), w.asked);
    if (!plan) {
        return plan.error();
    }
    auto made = make_offices(*plan);
    if (!made) {
        return made.error();
    }
    return prepared{.plan = std::move(plan).value(), .offices = std::move(made).value()};
}

/// Whether the model could be read everywhere, and is the same everywhere. The first process that has
/// something to complain of does so.
bool agreed(result<prepared> const& mine, place at) {
    int const none = at.ranks;
    int const failed = mine ? none : at.rank;
    int first = none;
    MPI_Allreduce(&failed, &first, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    if (first != none) {
        if (first == at.rank) {
            auto const& why = mine.error();
            std::cerr << why.file;
            if (why.line != 0) {
                std::cerr << ':' << why.line;
            }
            std::cerr << ": " << (why.field.empty() ? "" : why.field + ": ") << info(why.what).en
                      << (why.detail.empty() ? "" : ": " + why.detail) << '\n';
        }
        return false;
    }
    auto const digest = std::stoull(digest_of(mine->plan.runs, mine->plan.places), nullptr, 16);
    unsigned long long least = 0;
    unsigned long long greatest = 0;
    MPI_Allreduce(&digest, &least, 1, MPI_UNSIGNED_LONG_LONG, MPI_MIN, MPI_COMM_WORLD);
    MPI_Allreduce(&digest, &greatest, 1, MPI_UNSIGNED_LONG_LONG, MPI_MAX, MPI_COMM_WORLD);
    if (least != greatest && at.is_first()) {
        std::cerr << "the processes do not see the same model\n";
    }
    return least == greatest;
}

/// What is sent: all numbers of all replications, every scenario of one before the next.
std::vector<std::int64_t> flattened(replication_set const& done,
                                    std::vector<scenario> const& scenarios) {
    std::vector<std::int64_t> out;
    for (std::size_t r = 0; r < done.numbers.size(); ++r) {
        for (auto const& of : series_of(scenarios)) {
            for_each_count(of.in(done)[r], [&](auto n) { out.push_back(n); });
        }
    }
    return out;
}

/// The share of process `rank` again, out of the numbers it sent.
replication_set raised(std::int64_t const* from, int rank, place at, wish const& w,
                       std::vector<scenario> const& scenarios) {
    auto out = empty_set(scenarios.size());
    auto const every = static_cast<std::uint32_t>(at.ranks);
    for (auto r = static_cast<std::uint32_t>(rank); r < w.plan.replications; r += every) {
        out.numbers.push_back(r);
        for (auto const& of : series_of(scenarios)) {
            auto const& m = scenarios[of.scenario].office;
            auto t = empty_tally(m.years.first, m.years.last, m.teams.size());
            for_each_count(t, [&](auto& n) {
                n = static_cast<std::remove_reference_t<decltype(n)>>(*from++);
            });
            of.in(out).push_back(std::move(t));
        }
    }
    return out;
}

/// All replications in the first process; nothing in the others.
replication_set gathered(replication_set const& mine, place at, wish const& w,
                         std::vector<scenario> const& scenarios) {
    auto const numbers = flattened(mine, scenarios);
    auto const most = static_cast<std::size_t>(std::numeric_limits<int>::max());
    if (numbers.size() > most / static_cast<std::size_t>(at.ranks)) {
        // MPI counts in int. Nobody is left waiting: all end.
        std::cerr << "too many numbers to gather at once: fewer replications in a run\n";
        MPI_Abort(MPI_COMM_WORLD, 2);
    }
    int const count = static_cast<int>(numbers.size());
    auto const ranks = static_cast<std::size_t>(at.is_first() ? at.ranks : 0);
    std::vector<int> counts(ranks);
    MPI_Gather(&count, 1, MPI_INT, counts.data(), 1, MPI_INT, 0, MPI_COMM_WORLD);
    std::vector<int> begins(ranks);
    std::exclusive_scan(counts.begin(), counts.end(), begins.begin(), 0);
    std::vector<std::int64_t> all(
        static_cast<std::size_t>(std::accumulate(counts.begin(), counts.end(), 0)));
    MPI_Gatherv(numbers.data(), count, MPI_INT64_T, all.data(), counts.data(), begins.data(),
                MPI_INT64_T, 0, MPI_COMM_WORLD);
    replication_set out;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
        append_to(out, raised(all.data() + begins[rank], static_cast<int>(rank), at, w, scenarios));
    }
    return out;
}

int simulate(int argc, char** argv, place at) {
    wish w;
    if (!read_arguments(argc, argv, w)) {
        if (at.is_first()) {
            std::cerr << "usage: mpirun -n RANKS simulate_mpi MODEL... [--scenario NAME]... "
                         "[--years Y1..Y2] [--correlation R] [--replications N] [--seed S] "
                         "[--threads T]\n";
        }
        return 2;
    }
    auto const model = prepare(w);
    if (!agreed(model, at)) {
        return 3;
    }
    auto const& scenarios = model->plan.runs;
    w.plan.shard = static_cast<std::uint32_t>(at.rank);
    w.plan.shards = static_cast<std::uint32_t>(at.ranks);
    w.plan.places = model->plan.places;
    auto const all = gathered(run_all(model->offices, w.plan), at, w, scenarios);
    if (at.is_first()) {
        std::cout << write_part(
            head_of_run(scenarios, w.plan.seed, w.plan.replications, w.plan.places), all, 0, 1);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    // Threads of `run_all` never talk to other processes: only this one does.
    int given = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &given);
    place at;
    MPI_Comm_rank(MPI_COMM_WORLD, &at.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &at.ranks);
    int const code = simulate(argc, argv, at);
    MPI_Finalize();
    return code;
}
