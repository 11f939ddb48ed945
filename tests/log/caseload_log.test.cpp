// A log read as a caseload says what reading all of it and asking the core says, or gives up.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "qixian/calendar/editions.hpp"
#include "qixian/caseload/caseload_log.hpp"
#include "qixian/ledger/report.hpp"
#include "random_logs.hpp"

namespace {

using namespace qixian;
using namespace random_logs;

/// A file that is gone when the test is over.
class log_file {
public:
    explicit log_file(std::string_view text)
        : path_(std::filesystem::temp_directory_path() /
                ("qixian-caseload-log-test-" + std::to_string(std::random_device{}()))) {
        write(text);
    }
    ~log_file() { std::filesystem::remove(path_); }
    log_file(log_file const&) = delete;
    log_file& operator=(log_file const&) = delete;

    void write(std::string_view text) const {
        std::ofstream(path_, std::ios::binary | std::ios::trunc)
            .write(text.data(), static_cast<std::streamsize>(text.size()));
    }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

context question() { return {china::calendar()}; }

std::optional<caseload_log> read_caseload(std::string const& path, date as_of = day(20261120),
                                          std::size_t rows_at_once = 1'000'000) {
    return caseload_log::read(path, as_of, china::calendar(), {.rows_at_once = rows_at_once});
}

// --- what must be equal ---------------------------------------------------------------------------

std::string show(account const& a) {
    auto const day_of = [](maybe_date const& d) { return d ? to_text(*d) : std::string("-"); };
    std::string out = a.agency + "/" + a.application + " " + std::string(info(a.column).code) +
                      " " + day_of(a.received_on) + ".." + day_of(a.closed_on) + " " +
                      (a.result ? std::string(info(*a.result).code) : "-") +
                      (a.is_void ? " void" : "") + (a.late ? " late" : "");
    for (auto const& r : a.remedies) {
        out += std::string(r.is_suit ? " suit " : " review ") + (r.after_review ? "after " : "") +
               to_text(r.filed) + "..";
        out += r.ends.empty() ? "-" : "";
        for (auto const& each : r.ends) {
            out += day_of(each.on) + (each.result ? " " + std::string(code_of(*each.result)) : "") +
                   "/" + day_of(each.reopened);
        }
    }
    for (auto const& f : a.fees) {
        out += " fee " + to_text(f.notified) + ".." + day_of(f.paid) + " " +
               std::to_string(f.amount_fen);
    }
    return out;
}

std::string show(told_account const& a) {
    return show(a.counted) + (a.has_refused_rows ? " refused rows" : "");
}

bool has_row_by(application_rows const& app, date as_of) {
    return std::any_of(app.rows.begin(), app.rows.end(),
                       [&](entry const& e) { return e.on <= as_of; });
}

struct tally {
    std::size_t sound = 0;
    std::size_t given_up = 0;
    std::size_t faulty = 0;
    std::size_t particular = 0;
    std::size_t plain = 0;
};

void compare_counts(caseload_log const& log, std::vector<account> const& all,
                    std::vector<account> const& others, date as_of) {
    for (int const year : {2012, 2019, 2020, 2024, 2026}) {
        for (auto const shape : {form::form_2019, form::form_2021}) {
            auto const want = make_report(all, year, shape, as_of);
            auto const got = count_year(log.lives().all(), others, year, shape);
            for (std::size_t row = 0; row < want.rows.size(); ++row) {
                for (std::size_t c = 0; c < column_count; ++c) {
                    ASSERT_EQ(got.table.cells[row][c], want.rows[row].count[c])
                        << year << " " << want.rows[row].id;
                }
            }
            ASSERT_EQ(got.on_time, want.on_time) << year;
            ASSERT_EQ(got.late, want.late) << year;
        }
    }
}

/// Holds the caseload of a log against all of its rows.
void compare(std::string const& text, date as_of, std::size_t rows_at_once, tally& seen) {
    log_file const file(text);
    auto reader = event_reader::over(text, file.path());
    auto const all = read_all(reader);
    bool const told = !all.faults.empty() || !all.agency_rows.empty() || all.repeated != 0 ||
                      std::any_of(all.applications.begin(), all.applications.end(),
                                  [](auto const& app) { return !app.warnings.empty(); });
    auto const log = read_caseload(file.path(), as_of, rows_at_once);
    if (!log) {
        ++seen.given_up;
        ASSERT_TRUE(told) << "given up without a cause\n" << text;
        return;
    }
    ASSERT_FALSE(told) << text;
    ++seen.sound;

    ASSERT_EQ(log->size(), all.applications.size());
    ASSERT_EQ(log->rows(), all.rows);
    ASSERT_EQ(log->agencies(), all.agencies);
    std::size_t next = 0;
    bool const same =
        log->for_each_application([](std::size_t) { return true; },
                                  [&](std::size_t i, application_rows&& app) {
                                      ASSERT_EQ(i, next++);
                                      ASSERT_EQ(app.application, all.applications[i].application);
                                      ASSERT_EQ(app.agency, all.applications[i].agency);
                                      ASSERT_EQ(app.rows, all.applications[i].rows)
                                          << app.application;
                                  });
    ASSERT_TRUE(same);
    ASSERT_EQ(next, log->size());

    std::vector<told_account> want;
    std::vector<account> accounts;
    std::vector<account> others;
    bool sound = true;
    for (std::size_t i = 0; i < all.applications.size(); ++i) {
        auto const& app = all.applications[i];
        ASSERT_EQ(log->application(i), app.application);
        ASSERT_EQ(log->agency(i), app.agency);
        ASSERT_EQ(log->lives()[i].absent(), !has_row_by(app, as_of)) << app.application;
        if (!has_row_by(app, as_of)) {
            continue;
        }
        auto const got = assess(app.rows, as_of, question());
        sound = sound && got.ok();
        if (!got) {
            ASSERT_TRUE(log->lives()[i].is_particular() || log->lives()[i].has_more())
                << "the core finds a fault: " << got.error().detail << "\n"
                << to_log_text(app.rows, log_form::csv);
            continue;
        }
        want.push_back({account_of(*got), !got->life.refused.empty()});
        accounts.push_back(want.back().counted);
        if (log->lives()[i].is_particular()) {
            others.push_back(accounts.back());
            ++seen.particular;
        } else {
            ++seen.plain;
        }
    }
    std::vector<told_account> got;
    bool const answered = for_each_account(*log, as_of, question(),
                                           [&](told_account&& a) { got.push_back(std::move(a)); });
    ASSERT_EQ(answered, sound);
    if (!answered) {
        ++seen.faulty;
        ASSERT_TRUE(got.empty());
        return;
    }
    ASSERT_EQ(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        ASSERT_EQ(show(got[i]), show(want[i]))
            << "as of " << to_text(as_of) << "\n"
            << to_log_text(all.find(want[i].counted.agency, want[i].counted.application)->rows,
                           log_form::csv);
    }
    compare_counts(*log, accounts, others, as_of);
}

std::uint64_t random_logs() {
    auto const* wanted = std::getenv("QIXIAN_HISTORIES");
    return wanted == nullptr ? 3'000 : std::strtoull(wanted, nullptr, 10);
}

TEST(caseload_log, says_of_random_logs_what_reading_all_of_them_says) {
    tally seen;
    for (std::uint64_t n = 0; n < random_logs() && !HasFatalFailure(); ++n) {
        dice random(n);
        auto const rows =
            random_log(random, 1 + below(random, 12), static_cast<agencies>(below(random, 3)));
        if (rows.empty()) {
            continue;
        }
        auto const form = one_in(random, 3) ? log_form::ndjson : log_form::csv;
        constexpr std::array days{20071231, 20181231, 20190515, 20201231, 20241231,
                                  20260131, 20261120, 20280101, 20501231};
        auto as_of = day(any_of(random, days));
        if (one_in(random, 2)) {
            as_of = plus_days(any_of(random, rows).on, static_cast<int>(below(random, 40)) - 5);
        }
        std::size_t const at_once = one_in(random, 2) ? 1 + below(random, 9) : 1'000'000;
        SCOPED_TRACE("log " + std::to_string(n));
        compare(to_log_text(rows, form), as_of, at_once, seen);
    }
    EXPECT_GT(seen.sound, seen.given_up);
    EXPECT_GT(seen.plain, seen.particular / 8);
    EXPECT_GT(seen.particular, 0U);
    EXPECT_GT(seen.faulty, 0U);
    std::cout << "  logs " << seen.sound << ", with a fault of the core " << seen.faulty
              << ", given up " << seen.given_up << "; lives plain " << seen.plain << ", particular "
              << seen.particular << "\n";
}

// --- logs made by hand ----------------------------------------------------------------------------

constexpr std::string_view three_lives = "application,on,event,applicant,ref,re,delivered,id\n"
                                         "A,2024-01-02,received,business,,,,1\n"
                                         "B,2024-01-03,received,natural_person,,,,2\n"
                                         "A,2024-01-10,disclosed,,a1,,,3\n"
                                         "C,2024-01-11,received,research,,,,4\n"
                                         "B,2024-03-20,withdrawn,,,,,5\n"
                                         "A,2024-03-21,review_filed,,,,,6\n";

std::vector<std::string> accounts_of(std::string_view text, date as_of) {
    log_file const file(text);
    auto const log = read_caseload(file.path(), as_of);
    EXPECT_TRUE(log.has_value());
    std::vector<std::string> out;
    EXPECT_TRUE(log && for_each_account(*log, as_of, question(),
                                        [&](told_account&& a) { out.push_back(show(a)); }));
    return out;
}

TEST(caseload_log, tells_names_and_accounts_in_the_order_of_the_first_rows) {
    log_file const file(three_lives);
    auto const log = read_caseload(file.path());
    ASSERT_TRUE(log);
    ASSERT_EQ(log->size(), 3U);
    EXPECT_EQ(log->rows(), 6U);
    EXPECT_EQ(log->application(2), "C");
    EXPECT_EQ(log->agency(2), "");
    EXPECT_TRUE(log->agencies().empty());
    EXPECT_GT(log->bytes(), 3 * sizeof(folded_life));
    EXPECT_EQ(
        accounts_of(three_lives, day(20241231)),
        (std::vector<std::string>{"/A business 2024-01-02..2024-01-10 granted review 2024-03-21..-",
                                  "/B natural_person 2024-01-03..2024-03-20 other late",
                                  "/C research 2024-01-11..- -"}));
    EXPECT_EQ(accounts_of(three_lives, day(20240110)),
              (std::vector<std::string>{"/A business 2024-01-02..2024-01-10 granted",
                                        "/B natural_person 2024-01-03..- -"}));
}

TEST(caseload_log, takes_a_header_without_rows_for_an_empty_caseload) {
    EXPECT_TRUE(accounts_of("application,on,event\n", day(20241231)).empty());
}

TEST(caseload_log, hands_over_the_wanted_applications_only_however_few_rows_are_held) {
    log_file const file(three_lives);
    for (std::size_t at_once = 0; at_once < 8; ++at_once) {
        auto const log = read_caseload(file.path(), day(20241231), at_once);
        ASSERT_TRUE(log);
        std::vector<std::string> got;
        EXPECT_TRUE(log->for_each_application([](std::size_t i) { return i != 1; },
                                              [&](std::size_t i, application_rows&& app) {
                                                  got.push_back(
                                                      std::to_string(i) + app.application +
                                                      std::to_string(app.rows.size()) + "@" +
                                                      std::to_string(app.rows.back().line));
                                              }));
        EXPECT_EQ(got, (std::vector<std::string>{"0A3@7", "2C1@5"})) << at_once;
    }
}

TEST(caseload_log, hands_over_more_rows_of_an_application_than_it_counts) {
    constexpr std::size_t many = 70'000;
    std::string text = "application,on,event,note\n";
    for (std::size_t i = 0; i < many; ++i) {
        text += "A,2024-01-02,supplemented," + std::to_string(i) + "\n";
    }
    log_file const file(text + "B,2024-01-03,received,\n");
    auto const log = read_caseload(file.path());
    ASSERT_TRUE(log);
    std::vector<std::size_t> got;
    EXPECT_TRUE(log->for_each_application(
        [](std::size_t) { return true; },
        [&](std::size_t, application_rows&& app) {
            got.push_back(app.rows.size());
            EXPECT_EQ(app.rows.back().note, got.size() == 1 ? std::to_string(many - 1) : "");
        }));
    EXPECT_EQ(got, (std::vector<std::size_t>{many, 1}));
}

TEST(caseload_log, tells_how_far_it_has_read) {
    log_file const file(three_lives);
    std::vector<std::uint64_t> told;
    auto const log =
        caseload_log::read(file.path(), day(20241231), china::calendar(),
                           {.progress = [&](std::uint64_t bytes) { told.push_back(bytes); }});
    ASSERT_TRUE(log);
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.back(), three_lives.size());
}

TEST(caseload_log, asks_the_core_for_a_letter_that_was_not_sent_by_the_day_asked_for) {
    // The letter stands above its delivery, but it is of a later day: the delivery is refused.
    constexpr std::string_view text = "application,on,event,applicant,days,ref,re\n"
                                      "A,2024-01-02,received,business,,,\n"
                                      "A,2024-01-10,disclosed,,,,\n"
                                      "A,2024-12-31,extended,,5,x,\n"
                                      "A,2024-02-01,delivered,,,,x\n";
    EXPECT_EQ(
        accounts_of(text, day(20240630)),
        (std::vector<std::string>{"/A business 2024-01-02..2024-01-10 granted refused rows"}));
}

TEST(caseload_log, leaves_a_delivery_to_the_core_unless_its_letter_is_clear) {
    constexpr std::string_view head = "application,on,event,applicant,ref,re\n"
                                      "A,2024-01-02,received,business,,\n"
                                      "A,2024-01-10,disclosed,,x,\n";
    auto const with = [&](std::string const& rows) {
        log_file const file(std::string(head) + rows);
        auto const log = read_caseload(file.path());
        EXPECT_TRUE(log.has_value());
        return log && (log->lives()[0].has_more() || log->lives()[0].is_particular());
    };
    EXPECT_FALSE(with("A,2024-01-12,delivered,,,x\n"));
    EXPECT_TRUE(with("A,2024-01-12,delivered,,,y\n"));
    EXPECT_TRUE(with("A,2024-01-12,delivered,,,\n"));
    EXPECT_TRUE(with("A,2024-01-12,supplemented,,x,\nA,2024-01-12,delivered,,,y\n"));
    // A letter of another application is another letter.
    EXPECT_TRUE(with("B,2024-01-02,received,other,,\nB,2024-01-03,disclosed,,z,\n"
                     "A,2024-01-12,delivered,,,z\n"));
}

// --- when it gives up -----------------------------------------------------------------------------

TEST(caseload_log, gives_up_where_something_must_be_told) {
    std::string const head = "application,agency,on,event,applicant,days,id\n";
    std::string const row = "A,x,2024-01-02,received,business,,1\n";
    auto const is_read = [&](std::string const& text) {
        log_file const file(text);
        return read_caseload(file.path()).has_value();
    };
    EXPECT_TRUE(is_read(head + row));
    EXPECT_TRUE(is_read(head + row + "B,y,2024-01-02,received,other,,2\n"));
    EXPECT_FALSE(is_read("")) << "nothing in it";
    EXPECT_FALSE(is_read("application,on,event,colour\n")) << "a fault of the header";
    EXPECT_FALSE(is_read(head + row + "A,x,2024-01-32,disclosed,,,\n")) << "a fault of a row";
    EXPECT_FALSE(is_read(head + row + "A,x,2024-02-02,disclosed,,5,\n")) << "an unused cell";
    EXPECT_FALSE(is_read(head + row + row)) << "a row that comes twice";
    EXPECT_FALSE(is_read(head + row + "A,x,2024-02-02,disclosed,,,1\n")) << "an id that does";
    EXPECT_FALSE(is_read(head + row + ",x,2024-12-31,year_closed,,,\n")) << "a closed year";
    EXPECT_FALSE(is_read(head + row + "A,,2024-02-02,disclosed,,,\n")) << "an agency too few";
    EXPECT_FALSE(is_read(head + "A,,2024-01-02,received,other,,\n" + row)) << "one too many";
    EXPECT_FALSE(is_read(head + row + "\xFF")) << "no UTF-8";
}

TEST(caseload_log, gives_up_on_what_is_no_file_to_read_twice) {
    EXPECT_FALSE(read_caseload("-"));
    EXPECT_FALSE(read_caseload("/nowhere/log.csv"));
    EXPECT_FALSE(read_caseload(std::filesystem::temp_directory_path().string()));
    EXPECT_FALSE(read_caseload("/dev/null"));
    log_file const file(three_lives);
    EXPECT_FALSE(caseload_log::read(file.path(), day(20241231), china::calendar(),
                                    {.text = {.text = {.from = text_encoding::gb18030}}}));
}

TEST(caseload_log, answers_no_accounts_where_the_core_finds_a_fault) {
    // Nobody says whose class it is of.
    log_file const file(std::string(three_lives) + "D,2024-01-02,received,,,,,7\n");
    auto const log = read_caseload(file.path());
    ASSERT_TRUE(log);
    EXPECT_FALSE(for_each_account(*log, day(20241231), question(),
                                  [](told_account&&) { ADD_FAILURE() << "handed over"; }));
}

TEST(caseload_log, has_its_answers_from_the_core_near_the_end_of_the_calendar) {
    // When an answer is due is beyond the calendar, which is a fault. So is a suit after a letter
    // that arrives on its last day.
    std::string const head = "application,on,event,applicant,delivered\n";
    for (std::string const rows :
         {"A,2050-11-18,received,business,\n", "A,2024-01-02,received,business,\n"
                                               "A,2024-01-10,disclosed,,2050-12-30\n"}) {
        log_file const file(head + rows);
        auto const as_of = day(20501231);
        auto const log = read_caseload(file.path(), as_of);
        ASSERT_TRUE(log);
        EXPECT_TRUE(log->lives()[0].is_particular()) << rows;
        auto opened = event_reader::open(file.path());
        ASSERT_TRUE(opened.ok());
        auto reader = std::move(opened).value();
        auto const all = read_all(reader);
        EXPECT_FALSE(assess(all.applications[0].rows, as_of, question()).ok()) << rows;
        EXPECT_FALSE(for_each_account(*log, as_of, question(), [](told_account&&) {}));
    }
}

// --- a file that changes between its readings -----------------------------------------------------

bool still_read(caseload_log const& log) {
    return log.for_each_application([](std::size_t) { return true; },
                                    [](std::size_t, application_rows&&) {});
}

TEST(caseload_log, notices_a_file_that_changed_between_its_readings) {
    std::string const text(three_lives);
    auto const replaced = [&](std::string_view from, std::string_view to) {
        auto out = text;
        out.replace(out.find(from), from.size(), to);
        return out;
    };
    auto const earlier = replaced("2024-03-20", "2024-03-10");
    for (auto const& other :
         {text + "D,2024-05-02,received,other,,,,\n", text + "A,2024-05-02,supplemented,,,,,\n",
          text + "\n", text.substr(0, text.size() - 1), text.substr(0, text.rfind("A,")),
          std::string{}, replaced("B,2024-03", "X,2024-03"), replaced("B,2024-03", "C,2024-03"),
          earlier, replaced("B,2024-03-20,withdrawn,", "B,2024-03-20,disclosed,"),
          replaced("event", "colour")}) {
        log_file const file(text);
        auto const log = read_caseload(file.path(), day(20241231));
        ASSERT_TRUE(log);
        EXPECT_TRUE(still_read(*log));
        std::vector<std::string> first;
        EXPECT_TRUE(for_each_account(*log, day(20241231), question(),
                                     [&](told_account&& a) { first.push_back(show(a)); }));
        auto const before = std::filesystem::last_write_time(file.path());
        file.write(other);
        std::filesystem::last_write_time(file.path(), before);  // so the clock does not tell
        EXPECT_FALSE(still_read(*log)) << other;
        EXPECT_FALSE(still_read(*log)) << "asked again: " << other;
        // Rows that are not read again may have changed: then the answers are those of the first
        // reading, as a whole.
        std::vector<std::string> after;
        bool const told = for_each_account(*log, day(20241231), question(),
                                           [&](told_account&& a) { after.push_back(show(a)); });
        EXPECT_EQ(after, told ? first : std::vector<std::string>{}) << other;
    }
}

TEST(caseload_log, notices_by_its_clock_a_file_that_changed_in_a_cell_only) {
    std::string text(three_lives);
    log_file const file(text);
    auto const log = read_caseload(file.path());
    ASSERT_TRUE(log);
    auto const before = std::filesystem::last_write_time(file.path());
    text.replace(text.find("business"), 8, "research");
    file.write(text);
    std::filesystem::last_write_time(file.path(), before + std::chrono::seconds(1));
    EXPECT_FALSE(still_read(*log));
    file.write(three_lives);
    std::filesystem::last_write_time(file.path(), before);
    EXPECT_TRUE(still_read(*log)) << "it is again what it was";
}

TEST(caseload_log, notices_a_file_that_is_gone) {
    auto const file = std::make_unique<log_file>(three_lives);
    auto const log = read_caseload(file->path());
    ASSERT_TRUE(log);
    std::filesystem::remove(file->path());
    EXPECT_FALSE(still_read(*log));
}

}  // namespace
