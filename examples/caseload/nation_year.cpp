// A nation's year from one log to its table: read once, folded in bulk, asked in many ways.
//
//     qixian_generate --applications 2000000 --from 2024 --years 1 --out nation.csv
//     nation_year nation.csv 2024
//
// What takes how long goes to standard error, the answers to standard output.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/caseload/caseload_log.hpp"
#include "qixian/caseload/what_if.hpp"
#include "qixian/date/text.hpp"
#include "qixian/period/due.hpp"
#include "qixian/period/notice_effect.hpp"
#include "qixian/period/urgency.hpp"

using namespace qixian;

namespace {

void tell(char const* what) {
    static auto last = std::chrono::steady_clock::now();
    auto const now = std::chrono::steady_clock::now();
    std::fprintf(stderr, "%8.1f ms  %s\n",
                 std::chrono::duration<double, std::milli>(now - last).count(), what);
    last = now;
}

void print(light_count const& count) {
    for (auto const& each : all_lights) {
        if (each.which != light::none) {
            std::printf("  %s %llu", std::string(each.code).c_str(),
                        static_cast<unsigned long long>(count.of(each.which)));
        }
    }
    std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s LOG YEAR\n", argv[0]);
        return 2;
    }
    int const year = std::atoi(argv[2]);
    date const as_of = last_day_of(year);
    auto const& cal = china::calendar();
    tell("calendar");

    auto const log = caseload_log::read(argv[1], as_of, cal);
    if (!log) {
        std::fprintf(stderr, "%s has something to be told of: see `qixian deadlines`\n", argv[1]);
        return 3;
    }
    tell("log read, typed, checked and folded");
    std::printf("%llu rows, %zu applications\n", static_cast<unsigned long long>(log->rows()),
                log->size());

    // What bulk folding leaves to the core, with all its rows.
    std::vector<account> others;
    auto const& lives = log->lives();
    bool sound = log->for_each_application(
        [&](std::size_t i) { return lives[i].is_particular() && !lives[i].absent(); },
        [&](std::size_t, application_rows&& app) {
            auto const got = assess(app.rows, as_of, {cal});
            if (got) {
                others.push_back(account_of(*got));
            }
            sound = sound && got.ok();
        });
    if (!sound) {
        std::fprintf(stderr, "%s has a fault: see `qixian deadlines`\n", argv[1]);
        return 3;
    }
    tell("the core's share");
    std::fprintf(stderr, "             (%zu applications)\n", others.size());

    auto const shape = form_of_year(year);
    auto const counted = count_year(lives.all(), others, year, shape);
    tell("table 3");
    for (std::size_t row = 0; row < rows_of(shape).size(); ++row) {
        std::printf("  %-6s", std::string(rows_of(shape)[row].id).c_str());
        for (auto const& cell : counted.table.cells[row]) {
            std::printf(" %8lld", static_cast<long long>(*cell));
        }
        std::printf("\n");
    }
    std::printf("answered in time %lld, late %lld\n", static_cast<long long>(counted.on_time),
                static_cast<long long>(counted.late));

    auto const running = clocks_of(lives.all());
    auto const n = running.clocks.size();
    std::vector<day_index> due(n);
    std::vector<std::int16_t> left(n);
    std::vector<light> lights(n);
    auto const found = find_due_days(running.clocks, as_of, cal, {due, left, lights},
                                     {.threads = std::thread::hardware_concurrency()});
    if (!found) {
        std::fprintf(stderr, "%s\n", found.error().detail.c_str());
        return 3;
    }
    tell("due days, days left, lights");
    std::printf("%zu reply clocks run on %s\n", n, to_text(as_of).c_str());
    print(*count_lights(running.clocks, as_of, cal));

    auto const urgent = most_urgent(running.clocks, 3, as_of, cal);
    for (auto const& each : *urgent) {
        std::printf("  %s due %s, %d working days left\n",
                    std::string(log->application(running.application[each.row])).c_str(),
                    to_text(day_at(each.due)).c_str(), each.left);
    }
    tell("the most urgent");

    std::printf("had the limit stayed 15 working days\n");
    print(*count_lights(*under(running.clocks, {.more_days = -5}, cal), as_of, cal));
    tell("what if");

    // The notice for the next year is published in autumn: what had been expected without it?
    auto const before = china::editions().as_known_on(day(year * 10000 + 1001));
    auto const moved = count_moved(running.clocks, before, cal);
    if (moved) {
        std::printf("the notices since 1 October moved %llu due days\n",
                    static_cast<unsigned long long>(moved->clocks));
    }
    tell("notices");
    return 0;
}
