// Rows written out read as they were, in either form, whatever stands in their cells.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/row/event_log.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace {

using namespace qixian;

/// Entries as a reader yields them, with texts that are hard to write.
class any_entry {
public:
    explicit any_entry(unsigned seed) : random_(seed) {}

    entry next() {
        for (;;) {
            entry e;
            e.what = static_cast<event>(below(static_cast<int>(event::year_ended)));
            e.application = e.what == event::year_closed ? "" : key();
            e.agency = maybe() ? key() : "";
            e.on = plus_days(day(19000101), below(2958463));
            option(e.applicant, 6);
            option(e.channel, 6);
            option(e.days_unit, 3);
            option(e.kind, 5);
            option(e.view, 4);
            option(e.outcome, 21);
            option(e.result, 3);
            if (maybe()) {
                e.days = 1 + below(3660);
            }
            if (maybe()) {
                e.until = e.on;
            }
            if (maybe()) {
                e.delivered = e.on;
            }
            if (maybe()) {
                e.amount_fen =
                    std::uniform_int_distribution<std::int64_t>(0, 99'999'999'999'999'999)(random_);
            }
            if (maybe()) {
                e.recorded = instant{std::uniform_int_distribution<std::int64_t>(
                    -2'208'988'800, 253'402'271'999)(random_)};
            }
            if (maybe()) {
                e.seq = std::uniform_int_distribution<std::int64_t>(
                    std::numeric_limits<std::int64_t>::min(),
                    std::numeric_limits<std::int64_t>::max())(random_);
            }
            for (auto* text : {&e.ref, &e.re, &e.ground, &e.desk, &e.part_of, &e.related,
                               &e.applicant_ref, &e.id, &e.note}) {
                *text = maybe() ? words() : "";
            }
            for (auto const* name : {"x_a", "x_b,\"", "x_系统"}) {
                if (auto value = words(); maybe() && !value.empty()) {
                    e.extra.emplace_back(name, std::move(value));
                }
            }
            if (check(e).empty()) {
                return e;
            }
        }
    }

private:
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    bool maybe() { return below(2) == 0; }

    template <class T>
    void option(std::optional<T>& to, int n) {
        if (maybe()) {
            to = static_cast<T>(below(n));
        }
    }

    std::string some(std::vector<std::string> const& from, int most) {
        std::string text;
        for (int i = below(most + 1); i > 0; --i) {
            text += from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
        }
        return text;
    }

    std::string key() {
        return "k" + some({"a", "Z", "9", "申", "〔", "〕", "（", "-", "/", "𠀀", "བོ"}, 20);
    }

    std::string words() {
        return some(
            {"a",       " ",   ",", "\"", "\n",   "\r", "\r\n", "\t",   "\\",     "/",
             "{",       "#",   "=", "'",  "说明", "😀",  "\x01", "\x7F", "\u2028", "\xEF\xBB\xBF",
             "\\u0000", "null"},
            8);
    }

    std::mt19937 random_;
};

std::vector<entry> entries_of(std::string const& text) {
    auto reader = event_reader::over(text);
    std::vector<entry> out;
    for (;;) {
        auto next = reader.next();
        if (!next) {
            ADD_FAILURE() << static_cast<int>(next.error().what) << " " << next.error().detail
                          << "\n"
                          << text;
            return out;
        }
        if (!*next) {
            return out;
        }
        out.push_back(**next);
        out.back().line = 0;
    }
}

}  // namespace

TEST(event_writer, what_is_written_reads_as_it_was_and_writes_the_same_again) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        any_entry random(seed);
        std::vector<entry> entries;
        for (unsigned i = 0; i <= seed % 20; ++i) {
            entries.push_back(random.next());
        }
        for (auto const form : {log_form::csv, log_form::ndjson}) {
            auto const text = to_log_text(entries, form);
            auto const back = entries_of(text);
            ASSERT_EQ(back.size(), entries.size());
            for (std::size_t i = 0; i < back.size(); ++i) {
                ASSERT_EQ(back[i], entries[i]) << to_log_text({&entries[i], 1}, form);
            }
            EXPECT_EQ(to_log_text(back, form), text);
        }
    }
}

TEST(event_writer, writes_only_what_is_filled_as_json) {
    entry const e{.application = "=1", .on = day(20200106), .what = event::extended, .days = 5};
    EXPECT_EQ(to_log_text({&e, 1}, log_form::ndjson),
              "{\"application\":\"=1\",\"on\":\"2020-01-06\",\"event\":\"extended\",\"days\":5}\n");
}

TEST(event_writer, a_host_column_that_was_not_announced_is_a_breach) {
    entry const e{.application = "A", .on = day(20200106), .extra = {{"x_a", "1"}}};
    std::string text;
    EXPECT_DEATH(event_writer(log_form::csv).append(text, e), "contract broken");
}

TEST(event_writer, an_instant_is_written_in_the_legal_zone) {
    for (auto const* text : {"1900-01-01T00:00:00+08:00", "1969-12-31T23:59:59+08:00",
                             "1970-01-01T08:00:00+08:00", "9999-12-31T23:59:59+08:00"}) {
        entry const e{.application = "A",
                      .on = day(20200106),
                      .what = event::withdrawn,
                      .recorded = parse_instant(text).value()};
        auto const written = to_log_text({&e, 1}, log_form::ndjson);
        EXPECT_NE(written.find(text), written.npos) << written;
    }
}
