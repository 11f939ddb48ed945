// From a log on disk to answers: a million rows of CSV to due days, lights and table 3, beside the
// bare parser and beside a straightforward program on the same library; and to a durable store,
// beside SQLiteCpp's batch insert alone.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <unistd.h>

#include <csv.h>

#include "generator.hpp"
#include "harness.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/caseload/caseload_log.hpp"
#include "qixian/period/due.hpp"
#include "qixian/row/bulk_reader.hpp"
#include "qixian/store/store.hpp"
#include "rivals/plain_table.hpp"
#include "rivals/straightforward.hpp"

namespace {

using namespace qixian;
namespace bench = qixian::bench;
using bench::rivals::open_reply;

struct answers {
    std::vector<open_reply> open{};
    table3 table{};
    std::uint64_t rows = 0;
    std::size_t bytes = 0;
};

/// Ours: one reading folds the ordinary lives, a second one gives the rest to the core.
answers by_qixian(std::string const& path, date as_of, int year, bool names) {
    auto const& cal = china::calendar();
    answers out;
    auto const log = caseload_log::read(path, as_of, cal);
    if (!log) {
        std::fprintf(stderr, "%s: not read in bulk\n", path.c_str());
        return out;
    }
    auto const running = clocks_of(log->lives().all());
    auto const n = running.clocks.size();
    std::vector<day_index> due(n);
    std::vector<std::int16_t> left(n);
    std::vector<light> lights(n);
    if (!find_due_days(running.clocks, as_of, cal, {due, left, lights})) {
        return out;
    }
    std::vector<account> others;
    // Columns hold no days of other readings, so the few that the core answers go by the due day too.
    auto const chosen = with_policy({}, "light_by", "due");
    context const in{.calendar = cal, .policies = chosen.value()};
    bool const same = log->for_each_application(
        [&](std::size_t i) { return log->lives()[i].is_particular() && !log->lives()[i].absent(); },
        [&](std::size_t, application_rows&& app) {
            auto const got = assess(app.rows, as_of, in);
            if (!got) {
                return;
            }
            others.push_back(account_of(*got));
            for (auto const& d : got->duties) {
                bool const runs =
                    d.status == duty_status::running || d.status == duty_status::missed;
                if (d.what == duty_kind::reply && d.in_force && runs && !got->life.closed_on) {
                    out.open.push_back(
                        {app.application, d.end->due, *d.working_days_left, d.light});
                }
            }
        });
    out.table = count_year(log->lives().all(), others, year, form_of_year(year)).table;
    out.rows = same ? log->rows() : 0;
    out.bytes = log->bytes();
    if (names) {
        for (std::size_t i = 0; i < n; ++i) {
            out.open.push_back({std::string(log->application(running.application[i])),
                                day_at(due[i]), left[i], lights[i]});
        }
        std::sort(out.open.begin(), out.open.end());
    }
    return out;
}

answers by_hand(std::string const& path, date as_of, int year) {
    bench::rivals::straightforward all(as_of, china::calendar());
    answers out;
    auto opened = event_reader::open(path);
    auto reader = std::move(opened).value();
    for (auto next = reader.next(); next && *next; next = reader.next()) {
        all.take(**next);
        ++out.rows;
    }
    out.open = all.open();
    out.table = all.table_of(year, form_of_year(year));
    return out;
}

struct csv_counts {
    std::uint64_t cells = 0;
    std::uint64_t rows = 0;
};

csv_counts by_libcsv(std::string const& path) {
    static std::vector<char> buffer(std::size_t{1} << 17U);
    csv_counts out;
    csv_parser parser;
    csv_init(&parser, CSV_STRICT);
    auto const on_cell = [](void*, std::size_t, void* to) {
        ++static_cast<csv_counts*>(to)->cells;
    };
    auto const on_row = [](int, void* to) { ++static_cast<csv_counts*>(to)->rows; };
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), file)) != 0;) {
        csv_parse(&parser, buffer.data(), got, on_cell, on_row, &out);
    }
    std::fclose(file);
    csv_fini(&parser, on_cell, on_row, &out);
    csv_free(&parser);
    return out;
}

void remove_database(std::string const& path) {
    std::filesystem::remove(path);
    std::filesystem::remove(path + "-journal");
}

/// Ours: parsed, judged by the procedure, chained, projected, durable.
std::size_t into_store(std::string const& csv, std::string const& path) {
    remove_database(path);
    auto kept = store::create(path, {}, {});
    import_batch batch;
    auto opened = bulk_reader::open(csv);
    auto reader = std::move(opened).value();
    for (auto rows = reader.next(); rows && !rows->empty(); rows = reader.next()) {
        for (auto const& row : *rows) {
            if (batch.add(to_entry(row))) {
                return 0;
            }
        }
    }
    return kept.import(batch).added;
}

std::size_t into_table(std::vector<entry> const& rows, std::string const& path) {
    remove_database(path);
    bench::rivals::plain_table table(path);
    std::map<std::string, std::int64_t> versions;
    SQLite::Transaction all(table.db(), SQLite::TransactionBehavior::IMMEDIATE);
    for (auto const& e : rows) {
        table.insert(e, ++versions[e.application], true);
    }
    all.commit();
    return rows.size();
}

std::string made_log(bench::session const& s, std::uint64_t rows, std::string const& name) {
    auto const path = (std::filesystem::temp_directory_path() /
                       (name + "-" + std::to_string(::getpid()) + ".csv"))
                          .string();
    bench::caseload_source const source({.applications = rows / 3}, china::calendar());
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        std::perror(path.c_str());
        std::exit(4);
    }
    auto const made = bench::write_log(source, log_form::csv, [&](std::string_view text) {
        std::fwrite(text.data(), 1, text.size(), file);
    });
    std::fclose(file);
    std::fprintf(stderr, "%s: %llu rows, %.1f bytes each%s\n", path.c_str(),
                 static_cast<unsigned long long>(made.rows),
                 static_cast<double>(made.bytes) / static_cast<double>(made.rows),
                 s.quick() ? " (quick)" : "");
    return path;
}

}  // namespace

int main(int argc, char** argv) {
    bench::session s("pipeline", argc, argv);
    date const as_of = day(20241231);
    constexpr int year = 2022;
    if (s.wants("csv-to-table")) {
        auto const csv = made_log(s, s.size(1'000'000, 100'000), "qixian-pipeline");
        auto const ours = by_qixian(csv, as_of, year, true);
        auto const theirs = by_hand(csv, as_of, year);
        bool const agreed =
            s.agree("open replies", ours.open, theirs.open) &&
            s.agree("table 3", std::vector{ours.table}, std::vector{theirs.table}) &&
            ours.rows == theirs.rows && by_libcsv(csv).rows == ours.rows + 1;
        if (agreed) {
            s.round_robin(
                {.name = "csv-to-table", .operations = static_cast<double>(ours.rows)},
                {{"qixian", [&] { bench::keep(by_qixian(csv, as_of, year, false).rows); }},
                 {"libcsv", [&] { bench::keep(by_libcsv(csv).cells); }},
                 {"straightforward", [&] { bench::keep(by_hand(csv, as_of, year).rows); }}});
        } else {
            std::fprintf(stderr, "open: %zu and %zu, rows %llu and %llu\n", ours.open.size(),
                         theirs.open.size(), static_cast<unsigned long long>(ours.rows),
                         static_cast<unsigned long long>(theirs.rows));
        }
        std::filesystem::remove(csv);
    }
    if (s.wants("csv-to-store")) {
        auto const csv = made_log(s, s.size(1'000'000, 50'000), "qixian-to-store");
        std::vector<entry> rows;
        {
            auto opened = event_reader::open(csv);
            auto reader = std::move(opened).value();
            for (auto next = reader.next(); next && *next; next = reader.next()) {
                rows.push_back(**next);
            }
        }
        auto const database = csv + ".sqlite";
        if (s.agree("rows stored", std::vector{into_store(csv, database)},
                    std::vector{rows.size()})) {
            s.round_robin({.name = "csv-to-store",
                           .operations = static_cast<double>(rows.size()),
                           .by = bench::charge::wall,
                           .most_rounds = 3},
                          {{"qixian", [&] { bench::keep(into_store(csv, database)); }},
                           {"sqlitecpp", [&] { bench::keep(into_table(rows, database)); }}});
        }
        remove_database(database);
        std::filesystem::remove(csv);
    }
    return s.finish();
}
