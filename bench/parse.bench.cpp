// Reading an event log: CSV and NDJSON to typed, validated rows, beside the bare parsers.
//
//     parse_bench --size 1000000                 # rows, about
//
// Every side reads the same file, page-cached, in pieces, and touches every row. libcsv only cuts it
// into cells; simdjson On-Demand looks at every key and value and makes nothing of them.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include <csv.h>

#include "generator.hpp"
#include "harness.hpp"
#include "parse_simdjson.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/row/bulk_reader.hpp"
#include "qixian/row/event_log.hpp"

namespace {

using namespace qixian;

constexpr std::size_t piece_size = std::size_t{1} << 17U;

/// Something of every field, so that none is read for nothing.
struct digest {
    std::uint64_t rows = 0;
    std::uint64_t days = 0;
    std::uint64_t words = 0;
    std::uint64_t bytes = 0;

    template <class Row>
    void take(Row const& row) {
        auto const word = [](auto const& value) {
            return value ? static_cast<std::uint64_t>(*value) + 1 : 0U;
        };
        auto const day_of = [](maybe_date const& d) {
            return d ? static_cast<std::uint64_t>(number_of(*d)) : 0U;
        };
        ++rows;
        days += static_cast<std::uint64_t>(number_of(row.on)) + day_of(row.until) +
                day_of(row.delivered) + static_cast<std::uint64_t>(row.seq) +
                static_cast<std::uint64_t>(row.days.value_or(0)) +
                static_cast<std::uint64_t>(row.amount_fen.value_or(0));
        words += static_cast<std::uint64_t>(row.what) + word(row.applicant) + word(row.channel) +
                 word(row.kind) + word(row.view) + word(row.outcome) + word(row.result) +
                 word(row.days_unit);
        bytes += row.application.size() + row.agency.size() + row.ref.size() + row.re.size() +
                 row.ground.size() + row.desk.size() + row.id.size() + row.note.size();
    }

    friend bool operator==(digest const&, digest const&) = default;
};

digest by_bulk_reader(std::string const& path, bulk_lanes lanes) {
    digest out;
    auto opened = bulk_reader::open(path, {}, {.lanes = lanes});
    auto reader = std::move(opened).value();
    for (auto batch = reader.next(); batch && !batch->empty(); batch = reader.next()) {
        for (log_row const& row : *batch) {
            out.take(row);
        }
    }
    return out;
}

digest by_event_reader(std::string const& path) {
    digest out;
    auto reader = event_reader::open(path);
    auto held = std::move(reader).value();
    for (auto next = held.next(); next && *next; next = held.next()) {
        out.take(**next);
    }
    return out;
}

/// Calls `take` with each piece of the file.
template <class Take>
void in_pieces(std::string const& path, Take const& take) {
    static std::vector<char> buffer(piece_size);
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), file)) != 0;) {
        take(buffer.data(), got);
    }
    std::fclose(file);
}

struct csv_counts {
    std::uint64_t cells = 0;
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
};

csv_counts by_libcsv(std::string const& path) {
    csv_counts out;
    csv_parser parser;
    csv_init(&parser, CSV_STRICT);
    auto const on_cell = [](void*, std::size_t size, void* to) {
        ++static_cast<csv_counts*>(to)->cells;
        static_cast<csv_counts*>(to)->bytes += size;
    };
    auto const on_row = [](int, void* to) { ++static_cast<csv_counts*>(to)->rows; };
    in_pieces(path, [&](char const* text, std::size_t size) {
        csv_parse(&parser, text, size, on_cell, on_row, &out);
    });
    csv_fini(&parser, on_cell, on_row, &out);
    csv_free(&parser);
    return out;
}

std::uint64_t by_reading(std::string const& path) {
    std::uint64_t sum = 0;
    in_pieces(path, [&](char const* text, std::size_t size) {
        sum += size + static_cast<unsigned char>(text[size / 2]);
    });
    return sum;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace qixian::bench;
    session s("parse", argc, argv);
    auto const rows = s.size(1'000'000, 100'000);
    caseload_source const source({.applications = rows / 3, .ids = true}, china::calendar());
    auto const folder = std::filesystem::temp_directory_path();
    std::vector<std::string> paths;
    for (auto const form : {log_form::csv, log_form::ndjson}) {
        paths.push_back((folder / ("qixian-parse-" + std::to_string(::getpid()) +
                                   (form == log_form::csv ? ".csv" : ".ndjson")))
                            .string());
        std::FILE* const file = std::fopen(paths.back().c_str(), "wb");
        if (file == nullptr) {
            std::perror(paths.back().c_str());
            return 4;
        }
        auto const made = write_log(source, form, [&](std::string_view text) {
            std::fwrite(text.data(), 1, text.size(), file);
        });
        std::fclose(file);
        std::fprintf(stderr, "%s: %llu rows, %.1f bytes each\n", paths.back().c_str(),
                     static_cast<unsigned long long>(made.rows),
                     static_cast<double>(made.bytes) / static_cast<double>(made.rows));
    }
    auto const& csv = paths[0];
    auto const& json = paths[1];
    auto const expected = by_event_reader(csv);
    // The rival's file is compiled for AVX2.
    bool const can_rival = runs_here(bulk_lanes::avx2);
    bool sound = expected.rows != 0 && by_libcsv(csv).rows == expected.rows + 1 &&
                 (!can_rival || by_simdjson(json).rows == expected.rows);
    for (auto const lanes : {bulk_lanes::scalar, bulk_lanes::avx2, bulk_lanes::avx512}) {
        if (runs_here(lanes)) {
            sound = sound && by_bulk_reader(csv, lanes) == expected;
        }
    }
    sound = sound && by_bulk_reader(json, bulk_lanes::best) == expected;
    if (s.agree("rows", std::vector{sound}, std::vector{true})) {
        double const each = static_cast<double>(expected.rows);
        std::vector<side> sides{
            {"qixian", [&] { keep(by_bulk_reader(csv, bulk_lanes::best).days); }},
            {"libcsv", [&] { keep(by_libcsv(csv).cells); }},
            {"qixian_scalar", [&] { keep(by_bulk_reader(csv, bulk_lanes::scalar).days); }}};
        if (runs_here(bulk_lanes::avx2)) {
            sides.push_back(
                {"qixian_avx2", [&] { keep(by_bulk_reader(csv, bulk_lanes::avx2).days); }});
        }
        sides.push_back({"event_reader", [&] { keep(by_event_reader(csv).days); }});
        sides.push_back({"file_read", [&] { keep(by_reading(csv)); }});
        s.round_robin({.name = "csv-to-events", .operations = each}, sides);
        std::vector<side> json_sides{
            {"qixian", [&] { keep(by_bulk_reader(json, bulk_lanes::best).days); }}};
        if (can_rival) {
            json_sides.push_back({"simdjson", [&] { keep(by_simdjson(json).values); }});
        }
        json_sides.push_back({"event_reader", [&] { keep(by_event_reader(json).days); }});
        json_sides.push_back({"file_read", [&] { keep(by_reading(json)); }});
        s.round_robin({.name = "ndjson-to-events", .operations = each}, json_sides);
    }
    for (auto const& path : paths) {
        std::filesystem::remove(path);
    }
    return s.finish();
}
