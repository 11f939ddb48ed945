// What the calendar costs in instructions: run it under callgrind with two numbers of operations;
// the difference, divided by theirs, is exact and the same on every machine (counts.py does).
//
//     valgrind --tool=callgrind --callgrind-out-file=/dev/null qixian_calendar_counts add 100000
//
// Built for plain x86-64: valgrind 3.19 does not know AVX-512. The loop is part of the count.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "harness.hpp"
#include "qixian/calendar/editions.hpp"
#include "rivals/boost_calendar.hpp"

namespace {

using namespace qixian;

constexpr std::size_t many = 1000;

template <class Of>
void repeat(long operations, std::vector<int>& out, Of const& of) {
    for (long done = 0; done < operations; done += static_cast<long>(many)) {
        for (std::size_t i = 0; i < many; ++i) {
            out[i] = of(i);
        }
        bench::keep(out.data());
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::string_view const what = argc == 3 ? argv[1] : "";
    long const operations = argc == 3 ? std::atol(argv[2]) : 0;
    auto const& calendar = china::calendar();
    auto const days = calendar.settled();
    std::vector<int> from;
    std::vector<int> n;
    std::vector<int> to;
    std::vector<int> out(many);
    for (std::size_t i = 0; i < many; ++i) {
        auto const k = static_cast<int>(i);
        from.push_back(2000 + k * 3 % 2500);
        n.push_back(1 + k * 7 % 40);
        to.push_back(from.back() + k * 11 % 1095);
    }
    bench::rivals::boost_calendar<bench::rivals::tree_of_dates> const tree(calendar, day(20040101),
                                                                           day(20241231));
    if (what == "add") {
        repeat(operations, out, [&](std::size_t i) { return days.add(from[i], n[i]); });
    } else if (what == "count") {
        repeat(operations, out, [&](std::size_t i) { return days.count(from[i], to[i]); });
    } else if (what == "boost") {
        date const zero(static_cast<std::uint32_t>(days.before_first));
        repeat(operations, out,
               [&](std::size_t i) { return number_of(tree.add(plus_days(zero, from[i]), n[i])); });
    } else {
        std::fprintf(stderr, "usage: %s add|count|boost OPERATIONS\n", argv[0]);
        return 2;
    }
    return 0;
}
