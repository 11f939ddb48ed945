// Ten million reply clocks beside loops over days, beside moving the same bytes, and by size.
//
// Due day, working days left and light in order of arrival and in any order; one limit in bulk; two
// threads beside what the machine can give two at that moment; what a new notice moves. All answers
// agree before anything is timed.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <new>
#include <numeric>
#include <random>
#include <thread>

#include "generator.hpp"
#include "harness.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/caseload/lives.hpp"
#include "qixian/period/due.hpp"
#include "qixian/period/notice_effect.hpp"
#include "rivals/boost_calendar.hpp"
#include "rivals/floor.hpp"

namespace {

using namespace qixian;
namespace bench = qixian::bench;
using bench::session;
using bench::side;

/// Memory that begins at a multiple of 64 bytes and has been touched.
template <class T>
class column {
public:
    explicit column(std::size_t size)
        : held_(static_cast<T*>(std::aligned_alloc(64, (size * sizeof(T) + 127) / 64 * 64))),
          size_(size) {
        if (held_ == nullptr) {
            throw std::bad_alloc();
        }
        std::fill(held_.get(), held_.get() + size, T{});
    }
    [[nodiscard]] T* data() const { return held_.get(); }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::span<T> span() const { return {data(), size_}; }
    [[nodiscard]] T* begin() const { return data(); }
    [[nodiscard]] T* end() const { return data() + size_; }

private:
    struct freed {
        void operator()(T* p) const { std::free(p); }
    };
    std::unique_ptr<T, freed> held_;
    std::size_t size_;
};

struct answers {
    explicit answers(std::size_t n) : due(n), left(n), lights(n) {}
    column<day_index> due;
    column<std::int16_t> left;
    column<light> lights;
    [[nodiscard]] due_columns columns() const { return {due.span(), left.span(), lights.span()}; }
};

/// Clocks of the generator: as if all were open still, in order of receipt.
clock_columns clocks_from(bench::case_columns const& cases) {
    clock_columns out;
    out.reserve(cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        out.append(cases.received[i], std::max<std::uint8_t>(cases.total[i], 1));
    }
    return out;
}

using hash_calendar = bench::rivals::boost_calendar<bench::rivals::hash_set_of_dates>;
using tree_calendar = bench::rivals::boost_calendar<bench::rivals::tree_of_dates>;

/// Due day, days left and light as one writes them with Boost: a loop over the days, twice.
void boost_answers(hash_calendar const& with, std::span<date const> from,
                   std::span<std::uint8_t const> total, date as_of, answers const& to) {
    for (std::size_t i = 0; i < from.size(); ++i) {
        auto const due = with.add(from[i], total[i]);
        bool const late = as_of > due;
        int const left = late ? -with.count(due, as_of) : with.count(as_of, due);
        to.due.data()[i] = day_index_of(due);
        to.left.data()[i] = static_cast<std::int16_t>(left);
        to.lights.data()[i] = late ? light::overdue : light_for(left);
    }
}

bench::rivals::streams traffic(clock_columns const& clocks, answers const& to) {
    return {clocks.from().data(),
            clocks.total().data(),
            to.due.data(),
            to.left.data(),
            reinterpret_cast<std::uint8_t*>(to.lights.data()),
            clocks.size()};
}

std::vector<side> floors(clock_columns const& clocks, answers const& to) {
    std::vector<side> out;
    for (auto const& form : bench::rivals::floor_forms()) {
        out.push_back({form.name, [run = form.run, s = traffic(clocks, to)] {
                           run(s);
                           bench::keep(s);
                       }});
    }
    return out;
}

bool same(session& s, std::string const& what, answers const& a, answers const& b) {
    return s.agree(what + ": due", a.due, b.due) && s.agree(what + ": left", a.left, b.left) &&
           s.agree(what + ": lights", a.lights, b.lights);
}

/// One limit for days of three years, as a register of that age holds them.
void fixed_limit(session& s, working_calendar const& cal) {
    constexpr std::size_t many = 65'536;
    due_table const twenty(cal, working_days{20});
    std::mt19937 random(7);
    column<day_index> from(many);
    std::vector<date> dates;
    auto const first = day_index_of(day(20220101));
    for (auto& each : from) {
        each = static_cast<day_index>(first + random() % 1000);
    }
    // A loop over days is slow: it gets fewer, and is charged for those.
    constexpr std::size_t few = 2048;
    for (std::size_t i = 0; i < few; ++i) {
        dates.push_back(day_at(from.data()[i]));
    }
    tree_calendar const tree(cal, day(20210101), day(20251231));
    column<day_index> scalar(many);
    column<day_index> vector(many);
    column<day_index> loop(few);
    auto const run = [&](bulk_path path, column<day_index> const& to) {
        auto const done = twenty.find({from.data(), many}, to.span(), path);
        bench::keep(done);
    };
    auto const boost = [&] {
        for (std::size_t i = 0; i < few; ++i) {
            loop.data()[i] = day_index_of(tree.add(dates[i], 20));
        }
        bench::keep(loop);
    };
    run(bulk_path::scalar, scalar);
    run(bulk_path::best, vector);
    boost();
    if (!s.agree("fixed limit: paths", scalar, vector) ||
        !s.agree("fixed limit: Boost", loop, std::span(scalar.data(), few))) {
        return;
    }
    // `many` of ours are timed against `few` of the loop, so the loop runs many / few times.
    side const slow{"boost_set", [&] {
                        for (std::size_t i = 0; i < many / few; ++i) {
                            boost();
                        }
                    }};
    s.round_robin({.name = "fixed-limit-scalar", .operations = many},
                  {{"qixian", [&] { run(bulk_path::scalar, scalar); }}, slow});
    if (has_avx512_path()) {
        s.round_robin({.name = "fixed-limit-simd", .operations = many},
                      {{"qixian", [&] { run(bulk_path::best, vector); }}, slow});
    } else {
        s.skip("fixed-limit-simd", "needs AVX-512 VBMI");
    }
}

void all_clocks(session& s, working_calendar const& cal, clock_columns const& clocks, date as_of) {
    auto const n = clocks.size();
    answers ours(n);
    answers reference(n);
    auto const run = [&](answers const& to, pass_options const& how) {
        auto const done = find_due_days(clocks, as_of, cal, to.columns(), how);
        bench::keep(done);
    };
    run(reference, {.path = bulk_path::plain});
    run(ours, {});
    bool agreed = same(s, "arrival order", ours, reference);
    run(ours, {.path = bulk_path::scalar});
    agreed = agreed && same(s, "arrival order, scalar", ours, reference);

    // The loop over days: a sample of clocks that would be open on the day asked for, where it has
    // the fewest days to go over, charged for itself.
    std::size_t const few = std::min<std::size_t>(n / 100, 20'000);
    auto const recent = clocks.first_row(day_index_of(plus_days(as_of, -35)));
    std::vector<date> from;
    std::vector<std::uint8_t> total;
    answers wanted(few);
    for (std::size_t i = 0; i < few; ++i) {
        auto const row = recent + i * ((n - recent) / few);
        from.push_back(day_at(clocks.from()[row]));
        total.push_back(clocks.total()[row]);
        wanted.due.data()[i] = reference.due.data()[row];
        wanted.left.data()[i] = reference.left.data()[row];
        wanted.lights.data()[i] = reference.lights.data()[row];
    }
    hash_calendar const hash(cal, plus_days(from.front(), -1), plus_days(as_of, 400));
    answers loop(few);
    auto const boost = [&] { boost_answers(hash, from, total, as_of, loop); };
    boost();
    agreed = agreed && same(s, "Boost", loop, wanted);
    if (!agreed) {
        return;
    }
    auto const operations = static_cast<double>(n);
    auto sides = floors(clocks, ours);
    sides.insert(sides.begin(), {"qixian", [&] { run(ours, {}); }});
    sides.push_back({"scalar", [&] { run(ours, {.path = bulk_path::scalar}); }});
    s.round_robin({.name = "caseload-arrival", .operations = operations}, sides);
    if (s.wants("caseload-arrival-loop")) {
        // Both in one unit: ours over all clocks, the loop over its sample, each by its own number.
        s.round_robin({.name = "caseload-arrival-loop", .operations = static_cast<double>(few)},
                      {{"boost_hash", boost}});
        s.value("caseload-arrival", "boost_hash", "ns",
                s.median("caseload-arrival-loop", "boost_hash"));
    }

    // In any order: the same clocks, shuffled.
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), std::mt19937(5));
    column<day_index> any_from(n);
    column<std::uint8_t> any_total(n);
    for (std::size_t i = 0; i < n; ++i) {
        any_from.data()[i] = clocks.from()[order[i]];
        any_total.data()[i] = clocks.total()[order[i]];
    }
    auto const any = [&](answers const& to, bulk_path path) {
        auto const done = find_due_days(std::span<day_index const>(any_from.data(), n),
                                        std::span<std::uint8_t const>(any_total.data(), n), as_of,
                                        cal, to.columns(), {.path = path});
        bench::keep(done);
    };
    any(ours, bulk_path::best);
    any(reference, bulk_path::plain);
    if (same(s, "any order", ours, reference)) {
        auto any_sides = floors(clocks, ours);
        any_sides.insert(any_sides.begin(), {"qixian", [&] { any(ours, bulk_path::best); }});
        any_sides.push_back({"scalar", [&] { any(ours, bulk_path::scalar); }});
        s.round_robin({.name = "caseload-any-order", .operations = operations}, any_sides);
    }

    // Two threads, beside two threads that move bytes and two that only compute. What the machine
    // gives two is the better of both; a kernel between them cannot ask for more.
    if (std::thread::hardware_concurrency() < 2) {
        s.skip("caseload-two-threads", "needs two processors");
        return;
    }
    auto const floor = [&](unsigned threads) {
        auto const form = bench::rivals::floor_forms().back().run;
        auto const all = traffic(clocks, ours);
        auto const half = n / 128 * 64;
        auto const part = [&](std::size_t begin, std::size_t end) {
            form({all.in_days + begin, all.in_totals + begin, all.out_due + begin,
                  all.out_left + begin, all.out_light + begin, end - begin});
        };
        if (threads == 1) {
            part(0, n);
            return;
        }
        std::thread other([&] { part(half, n); });
        part(0, half);
        other.join();
    };
    s.round_robin({.name = "caseload-two-threads",
                   .operations = operations,
                   .by = bench::charge::wall,
                   .pinned = false},
                  {{"one", [&] { run(ours, {.threads = 1}); }},
                   {"two", [&] { run(ours, {.threads = 2}); }},
                   {"floor_one", [&] { floor(1); }},
                   {"floor_two", [&] { floor(2); }}});
    auto const of = [&](char const* which) { return s.median("caseload-two-threads", which); };
    if (of("two") > 0) {
        auto const machine = std::max(of("floor_one") / of("floor_two"), 1.0);
        s.value("caseload-two-threads", "machine", "x", machine);
        s.value("caseload-two-threads", "share", "x", of("one") / of("two") / machine);
    }
}

void notices(session& s, clock_columns const& clocks) {
    auto const& all = china::editions();
    auto const before = all.as_known_on(day(20200126));
    auto const after = all.as_known_on(day(20200127));
    // As the register was on that day: what came later is not in it.
    clock_columns then;
    auto const today = day_index_of(day(20200127));
    for (std::size_t i = 0; i < clocks.size(); ++i) {
        // Days of the generator, moved back so that all ten million stand before the notice.
        auto const from = static_cast<int>(clocks.from()[i]) - 5 * 365;
        if (from > 0 && from <= today) {
            then.append(static_cast<day_index>(from), clocks.total()[i]);
        }
    }
    auto const again = [&] {
        std::vector<moved_clock> out;
        answers was(then.size());
        answers is(then.size());
        auto const one = find_due_days(then, day(20200127), before, was.columns());
        auto const two = find_due_days(then, day(20200127), after, is.columns());
        bench::keep(one);
        bench::keep(two);
        for (std::size_t i = 0; i < then.size(); ++i) {
            if (was.due.data()[i] != is.due.data()[i]) {
                out.push_back({static_cast<std::uint32_t>(i), was.due.data()[i], is.due.data()[i]});
            }
        }
        return out;
    };
    auto const wanted = again();
    auto const list = list_moved(then, before, after);
    auto const count = count_moved(then, before, after);
    if (!list || !count || !s.agree("notice", *list, wanted) || count->clocks != wanted.size()) {
        std::fprintf(stderr, "notice: %zu moved, %zu expected\n",
                     count ? static_cast<std::size_t>(count->clocks) : 0, wanted.size());
        return;
    }
    std::fprintf(stderr, "notice: %zu of %zu clocks move\n", wanted.size(), then.size());
    s.round_robin({.name = "notice-how-many"},
                  {{"qixian", [&] { bench::keep(count_moved(then, before, after)); }}});
    // Our list against working out all again with our own fastest pass, columns kept.
    answers was(then.size());
    answers is(then.size());
    auto const recompute = [&] {
        auto const one = find_due_days(then, day(20200127), before, was.columns());
        auto const two = find_due_days(then, day(20200127), after, is.columns());
        bench::keep(one);
        bench::keep(two);
        std::vector<moved_clock> out;
        for (std::size_t i = 0; i < then.size(); ++i) {
            if (was.due.data()[i] != is.due.data()[i]) {
                out.push_back({static_cast<std::uint32_t>(i), was.due.data()[i], is.due.data()[i]});
            }
        }
        bench::keep(out);
    };
    s.round_robin({.name = "notice-list"},
                  {{"qixian", [&] { bench::keep(list_moved(then, before, after)); }},
                   {"recompute", recompute}});
}

/// Cost of a clock from a hundred thousand to a hundred million.
void by_size(session& s, working_calendar const& cal, std::uint64_t largest, date as_of) {
    for (std::uint64_t n = 100'000; n <= largest; n *= 10) {
        bench::caseload_source const source({.applications = n, .seed = 2}, cal);
        auto const clocks = clocks_from(source.columns(2));
        answers out(clocks.size());
        auto const once = [&] {
            auto const done = find_due_days(clocks, as_of, cal, out.columns());
            bench::keep(done);
        };
        once();
        std::vector<double> rounds;
        for (int i = 0; i < 5; ++i) {
            auto const times = std::max<std::uint64_t>(1, 10'000'000 / n);
            auto const began = bench::seconds_now(bench::charge::processor);
            for (std::uint64_t t = 0; t < times; ++t) {
                once();
            }
            rounds.push_back((bench::seconds_now(bench::charge::processor) - began) * 1e9 /
                             static_cast<double>(times * n));
        }
        std::sort(rounds.begin(), rounds.end());
        s.point("caseload", static_cast<double>(n), rounds[rounds.size() / 2]);
    }
}

}  // namespace

int main(int argc, char** argv) {
    session s("caseload", argc, argv);
    auto const& cal = china::calendar();
    auto const n = s.size(10'000'000, 400'000);
    date const as_of = day(20241231);
    if (s.wants("fixed-limit-scalar") || s.wants("fixed-limit-simd")) {
        fixed_limit(s, cal);
    }
    bool const clocks_wanted = s.wants("caseload-arrival-loop") || s.wants("caseload-any-order") ||
                               s.wants("caseload-two-threads") || s.wants("notice-how-many") ||
                               s.wants("notice-list") || s.wants("caseload-bytes");
    if (clocks_wanted) {
        bench::caseload_source const source({.applications = n, .seed = 1}, cal);
        auto const clocks = clocks_from(source.columns(2));
        all_clocks(s, cal, clocks, as_of);
        notices(s, clocks);
        // A life of fourteen bytes, and the clocks with histogram, were every one of them running.
        s.value("caseload-bytes", "qixian", "bytes", static_cast<double>(sizeof(folded_life)));
        s.value("caseload-bytes", "clock", "bytes",
                static_cast<double>(clocks.bytes()) / static_cast<double>(clocks.size()));
    }
    if (s.wants("caseload-by-size")) {
        by_size(s, cal, s.quick() ? 1'000'000 : 100'000'000, as_of);
    }
    return s.finish();
}
