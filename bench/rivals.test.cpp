// Rivals are only worth a comparison where they give the same answers.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <unistd.h>

#include "generator.hpp"
#include "qixian/calendar/editions.hpp"
#include "rivals/boost_calendar.hpp"
#include "rivals/floor.hpp"
#include "rivals/msm_cases.hpp"
#include "rivals/sqlite_rows.hpp"

namespace {

using namespace qixian;
namespace rivals = qixian::bench::rivals;

TEST(Rivals, OfReplayGiveTheVerdictsAndStagesOfTheTable) {
    constexpr std::size_t cases = 20'000;
    std::mt19937 random(5);
    std::vector<compact_case> table(cases);
    std::vector<compact_case> by_switch(cases);
    rivals::msm_objects objects(cases);
    rivals::msm_flyweight flyweight(cases);
    objects.reset();
    for (std::size_t i = 0; i < cases; i += 3) {
        table[i].flags = by_switch[i].flags = mask::decree_492;
        objects.put_under_492(i);
        flyweight.put_under_492(i);
    }
    // One event at a time, so that the first that differs is seen; every event, stage and mask.
    std::size_t moved = 0;
    for (int k = 0; k < 600'000; ++k) {
        auto const which = static_cast<std::uint32_t>(random() % cases);
        auto what = static_cast<event>(random() % all_events.size());
        if (table[which].at == stage::unregistered) {
            what = event::received;
        } else if (is_closed(table[which].at) && random() % 8 != 0) {
            continue;
        }
        compact_event const e{which, what, static_cast<replay_mask>(random() % mask::count), 0};
        auto const before = table[which].at;
        auto const said = replay(table, {&e, 1});
        moved += before != table[which].at ? 1U : 0U;
        ASSERT_EQ(said, objects.replay({&e, 1})) << code_of(before) << " " << code_of(what);
        ASSERT_EQ(said, flyweight.replay({&e, 1})) << code_of(before) << " " << code_of(what);
        ASSERT_EQ(said, rivals::replay_by_switch(by_switch, {&e, 1}))
            << code_of(before) << " " << code_of(what) << " " << int{e.facts};
        ASSERT_EQ(table[which], by_switch[which]);
        ASSERT_EQ(table[which], objects.at(which));
        ASSERT_EQ(table[which], flyweight.at(which));
    }
    EXPECT_GT(moved, 10'000U);
    EXPECT_GE(rivals::msm_objects::bytes_a_case(), 16U);
}

TEST(Rivals, OfTheCalendarAnswerAsItDoes) {
    auto const& calendar = china::calendar();
    auto const first = day(20100101);
    rivals::boost_calendar<rivals::tree_of_dates> const tree(calendar, first, day(20241231));
    rivals::boost_calendar<rivals::flat_set_of_dates, rivals::weekday::by_number> const flat(
        calendar, first, day(20241231));
    for (int i = 0; i < 365 * 12; ++i) {
        auto const d = plus_days(first, i);
        ASSERT_EQ(tree.is_working(d), *calendar.is_working(d));
        ASSERT_EQ(flat.is_working(d), *calendar.is_working(d));
        auto const n = 1 + i % 60;
        ASSERT_EQ(tree.add(d, n), calendar.add(d, working_days{n})->earliest);
        ASSERT_EQ(flat.add(d, n), tree.add(d, n));
        auto const to = plus_days(d, i % 90);
        ASSERT_EQ(tree.count(d, to), calendar.count(d, to)->least);
        ASSERT_EQ(flat.count(d, to), tree.count(d, to));
    }
}

TEST(Rivals, OfMemoryMoveEveryByteInEveryForm) {
    for (std::size_t const cases : {1UL, 31UL, 64UL, 1000UL}) {
        std::vector<std::uint16_t> days(cases);
        std::vector<std::uint8_t> totals(cases);
        for (std::size_t i = 0; i < cases; ++i) {
            days[i] = static_cast<std::uint16_t>(i * 7 + 5000);
            totals[i] = static_cast<std::uint8_t>(i % 200);
        }
        for (auto const& form : rivals::floor_forms()) {
            struct alignas(64) block {
                std::uint16_t due[1024];
                std::int16_t left[1024];
                std::uint8_t light[1024];
            };
            auto const out = std::make_unique<block>();
            form.run({days.data(), totals.data(), out->due, out->left, out->light, cases});
            for (std::size_t i = 0; i < cases; ++i) {
                ASSERT_NE(out->due[i], 0) << form.name << " " << i;
                ASSERT_NE(out->left[i], 0) << form.name << " " << i;
                ASSERT_EQ(out->light[i], totals[i]) << form.name << " " << i;
            }
            ASSERT_EQ(out->light[cases], 0) << form.name;
        }
    }
}

TEST(Rivals, OfFilesTakeEveryByteAndEveryRow) {
    auto const folder =
        std::filesystem::temp_directory_path() / ("qixian-rivals-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::string text;
    bench::write_log(bench::caseload_source({.applications = 4000}, china::calendar()),
                     log_form::csv, [&](std::string_view piece) { text += piece; });
    auto const log = (folder / "log.csv").string();
    std::ofstream(log, std::ios::binary) << text;
    EXPECT_EQ(rivals::read_plainly(log), text.size());
    EXPECT_EQ(rivals::read_plainly(log + ".no"), 0U);
    std::size_t rows = 0;
    auto const file = (folder / "events.sqlite").string();
    {
        rivals::sqlite_rows table(file, false);
        auto reader = event_reader::over(text);
        for (auto row = reader.next(); row.ok() && *row; row = reader.next(), ++rows) {
            table.insert(**row);
        }
        table.commit();
    }
    SQLite::Database db(file);
    EXPECT_EQ(db.execAndGet("SELECT count(*) FROM event").getInt64(),
              static_cast<std::int64_t>(rows));
    EXPECT_EQ(db.execAndGet("SELECT count(DISTINCT application) FROM event").getInt64(), 4000);
    EXPECT_GT(db.execAndGet("SELECT count(*) FROM event WHERE outcome='not_held' "
                            "AND ground='REG19-36.4' AND ref_key='R1' AND note IS NOT NULL")
                  .getInt64(),
              50);
    std::filesystem::remove_all(folder);
}

}  // namespace
