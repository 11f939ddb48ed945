// The certificates of random lives, held against the checker that shares no code with the engine.
#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

#include "against_engine.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/case/checker_input.hpp"
#include "random_history.hpp"

using namespace qixian;

namespace {

/// Holds the certificates of random lives against the checker, in the country or a place of it.
void hold(editions const& sources, std::uint64_t seed) {
    model::calendar const slow_days(QIXIAN_TEST_DATA "/calendar");
    auto const calendar = sources.current();
    auto const raw = checker_days(sources, calendar);
    auto const* wanted = std::getenv("QIXIAN_HISTORIES");
    std::uint64_t const lives = wanted == nullptr ? 8'000 : std::strtoull(wanted, nullptr, 10) / 25;
    std::size_t checked_count = 0;
    int shown = 0;
    for (std::uint64_t n = 0; n < lives; ++n) {
        auto const rows = model::random_history(seed, n, slow_days);
        if (rows.empty()) {
            continue;
        }
        auto const as_of = model::random_as_of(seed, n, rows, slow_days);
        auto const chosen = model::policies_of(model::random_policies(seed, n));
        auto const entries = model::entries_of(rows);
        context const in{calendar, chosen};
        auto const a = assess(entries, as_of, in);
        if (!a) {
            continue;
        }
        auto const all = certificates(*a, in);
        ASSERT_TRUE(all.ok());
        auto const plain_rows = checker_rows(entries);
        auto const settings = checker_settings(chosen);
        for (auto const& c : *all) {
            ++checked_count;
            auto const wrong = check_certificate(checker_certificate(c), plain_rows, raw, settings);
            if (!wrong.empty() && ++shown <= 8) {
                ADD_FAILURE() << c.id << " as of " << to_text(as_of) << ": " << wrong.front().code
                              << " " << wrong.front().en << "\n"
                              << model::csv_of(rows);
            }
        }
        auto const expected =
            expected_certificates(a->application, as_of, plain_rows, raw, settings);
        EXPECT_EQ(expected.size(), all->size()) << n << "\n" << model::csv_of(rows);
    }
    EXPECT_EQ(shown, 0);
    std::cout << "  " << checked_count << " certificates\n";
}

}  // namespace

TEST(checker, accepts_every_certificate_of_random_lives_and_misses_none) {
    hold(china::editions(), 97);
}

TEST(checker, accepts_them_in_places_that_leave_years_open) {
    hold(china::editions().with_region("CN-SC-LS").value(), 98);
    hold(china::editions().with_region("CN-GX").value(), 99);
    hold(china::editions().with_region("CN-NX").value(), 100);
}
