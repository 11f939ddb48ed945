// Models as files: whatever is written reads back equal, and no text makes the reader fall.
#include "qixian/simulation/model_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model_differences.hpp"
#include "model_files.hpp"

namespace {

using namespace model_files;

// --- what is written ---------------------------------------------------------------------------

using dice = std::mt19937_64;

double any_number(dice& d, double most) {
    auto const part = static_cast<double>(d() >> 11U) / 9007199254740992.0;
    switch (d() % 4) {
    case 0: return std::floor(part * most);
    case 1: return std::round(part * most * 10) / 10;
    case 2: return part * most;
    default: return std::ldexp(part * most, -static_cast<int>(d() % 60));
    }
}

int any_whole(dice& d, int least, int most) {
    return least + static_cast<int>(d() % static_cast<unsigned>(most - least + 1));
}

date any_day(dice& d) { return plus_days(day(20260101), any_whole(d, 0, 364)); }

std::string any_text(dice& d) {
    static std::vector<std::string> const letters{"a",  "Z",    " ",    "\"", "\\", "\n",
                                                  "\t", "#",    "'",    "期", "限", "[",
                                                  "=",  "\x01", "\x7F", "😀",  "."};
    std::string out = "n";
    for (auto more = d() % 8; more > 0; --more) {
        out += letters[d() % letters.size()];
    }
    return out;
}

distribution any_length(dice& d) {
    distribution out{.shape = static_cast<length_law>(d() % 5)};
    if (out.shape == length_law::empirical) {
        auto const count = 1 + d() % 5;
        for (std::size_t i = 0; i < count; ++i) {
            out.values.push_back(any_number(d, 90));
        }
        for (std::size_t i = 0; d() % 2 == 0 && i < count; ++i) {
            out.weights.resize(count, 1 + any_number(d, 5));
        }
        return out;
    }
    out.mean = 0.5 + any_number(d, 40);
    if (out.shape == length_law::lognormal || out.shape == length_law::uniform) {
        out.deviation = out.mean + any_number(d, 40);
    }
    return out;
}

template <std::size_t Count>
void fill(std::array<double, Count>& weights, dice& d) {
    for (auto& each : weights) {
        each = d() % 3 == 0 ? 0 : any_number(d, 9);
    }
    weights[d() % Count] = 1;
}

/// Any model that can be run; half of the parts at their defaults.
office_model any_model(dice& d) {
    auto const some = [&] { return d() % 2 == 0; };
    auto const share = [&] { return any_number(d, 1); };
    office_model m{.name = any_text(d), .years = {2026, 2026 + any_whole(d, 0, 2)}};
    m.about = some() ? any_text(d) : "";
    m.fitted_to = some() ? any_text(d) : "";
    m.agencies = any_whole(d, 1, 40);
    m.hours_per_day = some() ? 8 : 0.5 + any_number(d, 20);
    m.arrivals.per_year = 1 + any_number(d, 1e7);
    if (some()) {
        m.arrivals.growth_per_year = any_number(d, 2) - 0.9;
        fill(m.arrivals.weekday, d);
        fill(m.arrivals.month, d);
        m.arrivals.rest_day = any_number(d, 2);
        m.arrivals.bursts = {any_number(d, 300), 1 + any_number(d, 30)};
    }
    if (some()) {
        auto const from = any_day(d);
        m.arrivals.mass = {.applications = any_whole(d, 1, 1000), .from = from, .to = from};
        if (some()) {
            m.arrivals.mass.column = static_cast<applicant>(d() % all_applicants.size());
            m.arrivals.mass.result = static_cast<outcome>(d() % all_outcomes.size());
        }
    }
    for (std::size_t i = 0; i < all_applicants.size(); ++i) {
        if (i == 0 || some()) {
            class_model c{.column = all_applicants[i].which, .share = i == 0 ? 1 : share()};
            fill(c.outcomes, d);
            if (some()) {
                c.work_factor = any_number(d, 900);
                c.wait_factor = any_number(d, 900);
            }
            m.classes.push_back(c);
        }
    }
    for (int i = any_whole(d, 0, 3); i >= 0; --i) {
        team_model t{.name = any_text(d) + std::to_string(i), .people = any_whole(d, 1, 50)};
        t.absent_share = some() ? 0 : any_number(d, 0.9);
        t.hand_over = {.after_working_days = any_whole(d, 0, 10), .extra_hours = any_number(d, 9)};
        t.order = static_cast<discipline>(d() % 3);
        for (auto more = d() % 3; more > 0; --more) {
            t.leave.push_back({.people = 1, .from = day(20260101), .to = any_day(d)});
        }
        m.teams.push_back(t);
    }
    for (int i = any_whole(d, 0, 4); i >= 0; --i) {
        step_model s{.name = any_text(d) + std::to_string(i)};
        if (some()) {
            s.team = d() % m.teams.size();
            s.work_hours = any_length(d);
        } else {
            s.wait_working_days = any_length(d);
        }
        m.steps.push_back(s);
    }
    auto const any_step = [&] { return d() % m.steps.size(); };
    m.fee.after = m.steps.size() < 2 ? 0 : m.steps.size() - 2;
    if (some()) {
        m.correction = {share(), any_step(), any_whole(d, 1, 90), any_length(d)};
    }
    if (some()) {
        m.consultation.share = share();
        m.consultation.after = any_step();
        fill(m.consultation.whom, d);
        m.consultation.answer_working_days = any_length(d);
        m.consultation.silent_share = share();
        fill(m.consultation.parties, d);
    }
    if (some()) {
        m.confirmation = {share(), any_length(d)};
        m.correction.prolonged_share = share();
        m.letters = {share(), any_length(d), any_length(d), any_length(d)};
    }
    if (some()) {
        m.reasons = {share(),       share(), any_step(), any_whole(d, 1, 90),
                     any_length(d), share(), share(),    any_length(d)};
    }
    if (some()) {
        m.extension = {static_cast<extension_rule>(d() % 4), any_whole(d, 0, 5),
                       any_whole(d, 0, 90), any_whole(d, 1, 10)};
    }
    if (some()) {
        m.fee = {share(), any_step(), any_whole(d, 1, 900), any_length(d)};
    }
    if (some()) {
        m.withdrawal = {share(), any_length(d)};
    }
    if (some()) {
        m.review.share = share();
        m.review.filed_after_calendar_days = any_length(d);
        m.review.decided_after_calendar_days = any_length(d);
        fill(m.review.results, d);
    }
    if (some()) {
        m.review.accepted_share = share();
        m.review.correction_share = share();
        m.review.extended_share = share();
        m.review.suspended_share = share();
        m.review.suspended_calendar_days = any_length(d);
        m.review.mediated_share = share() / 4;
        m.review.rejected_share = share() / 4;
        m.review.withdrawn_share = share() / 4;
        m.review.terminated_share = share() / 4;
    }
    if (some()) {
        m.suit.share = share();
        m.suit.share_after_review = share();
        m.suit.filed_after_calendar_days = any_length(d);
        m.suit.filed_after_review_calendar_days = any_length(d);
        m.suit.decided_after_calendar_days = any_length(d);
        fill(m.suit.results, d);
        m.suit.suspended_share = share();
        m.suit.suspended_calendar_days = any_length(d);
        m.suit.rejected_share = share() / 2;
        m.suit.withdrawn_share = share() / 2;
        m.suit.appealed_share = share();
        m.suit.appealed_after_calendar_days = any_length(d);
        m.suit.appeal_decided_after_calendar_days = any_length(d);
        fill(m.suit.appeal_results, d);
        m.suit.retried_share = share();
        m.suit.retried_after_calendar_days = any_length(d);
    }
    if (some()) {
        m.later_answers = {share(), share(), any_length(d), share(), any_length(d)};
    }
    if (some()) {
        m.rules.reply_working_days = any_whole(d, 10, 90);
        m.rules.extension_working_days = any_whole(d, 10, 90);
        auto const changed = any_day(d);  // no day may stand there twice
        m.rules.days_off = {changed, plus_days(changed, 1)};
        m.rules.days_worked = {plus_days(changed, -1)};
        notice n{.id = any_text(d), .document = any_text(d), .published = any_day(d)};
        n.arranges_year = any_whole(d, 0, 2026);
        n.title = some() ? any_text(d) : "";
        n.amends = some() ? any_text(d) : "";
        n.days.resize(d() % 3, {.on = any_day(d), .kind = notice_kind::revert});
        m.rules.notices.resize(d() % 3, n);
        m.rules.notice_known_on = any_day(d);
    }
    if (some()) {
        m.start.open.emplace();
        (*m.start.open)[0] = any_whole(d, 0, 50);
        m.start.year = any_whole(d, 2008, 2025);
        m.start.later.resize(d() % 3, {m.start.year, open_by_class{any_whole(d, 0, 9)}});
        for (std::size_t i = 0; i < m.start.later.size(); ++i) {
            m.start.later[i].year += static_cast<int>(i) + 1;
        }
        m.arrivals.year = any_whole(d, 2008, 2045);
        // However far the year is, growth must not make more of it than a model may hold.
        m.arrivals.per_year = 1 + any_number(d, 1e6);
        m.arrivals.growth_per_year = any_number(d, 0.2) - 0.1;
        m.arrivals.later.resize(d() % 3);
        for (std::size_t i = 0; i < m.arrivals.later.size() && m.arrivals.year < 2040; ++i) {
            m.arrivals.later[i] = {m.arrivals.year + 1 + 2 * static_cast<int>(i), any_number(d, 3)};
        }
        m.arrivals.later.resize(m.arrivals.year < 2040 ? m.arrivals.later.size() : 0);
        m.start.warm_up_calendar_days = any_whole(d, 0, 400);
    }
    if (some()) {
        m.uncertainty = {.arrivals = any_number(d, 2),
                         .year_to_year = any_number(d, 2),
                         .growth = any_number(d, 1),
                         .arrivals_from = any_whole(d, 2008, 2046),
                         .outcomes_seen = any_whole(d, 0, 100000),
                         .wait = any_number(d, 2),
                         .work = any_number(d, 2),
                         .wait_spread = {0.1 + any_number(d, 1), 2 + any_number(d, 1)}};
    }
    return m;
}

TEST(model_file, what_is_written_reads_back_equal) {
    for (auto const& text : {full, smallest}) {
        auto const m = read_one(text);
        EXPECT_EQ(differences(read_one(write_model(m)), m), names{});
    }
    dice d(1);
    for (int i = 0; i < 1000; ++i) {
        auto const m = any_model(d);
        ASSERT_FALSE(check(m)) << check(m)->field << ": " << check(m)->detail;
        auto const text = write_model(m, "drawn at random");
        auto const read = read_model(text, "office.toml");
        ASSERT_TRUE(read.ok()) << show(read.error()) << ": " << read.error().detail << "\n" << text;
        ASSERT_EQ(differences((*read)[0].office, m), names{}) << text;
        ASSERT_EQ(write_model((*read)[0].office, "drawn at random"), text);
    }
}

TEST(model_file, what_stands_at_its_default_is_not_written) {
    EXPECT_EQ(write_model(read_one(smallest), "A bureau.\n\nOf one desk."),
              R"(# A bureau.
#
# Of one desk.
name = "county bureau"
years = [2026, 2026]

[arrivals]
per_year = 240

[[class]]
applicant = "natural_person"
outcomes = { granted = 40, not_held = 25 }

[[team]]
name = "desk"

[[step]]
name = "handle"
team = "desk"
work_hours = 6
)");
    auto m = read_one(smallest);
    m.name = "市自然资源局 \"东\"";
    m.arrivals.per_year = 0.1;
    m.hours_per_day = 1.0 / 3;
    auto const text = write_model(m);
    EXPECT_NE(text.find("name = \"市自然资源局 \\\"东\\\"\"\n"), std::string::npos) << text;
    EXPECT_NE(text.find("per_year = 0.1\n"), std::string::npos) << text;
    EXPECT_NE(text.find("hours_per_day = 0.3333333333333333\n"), std::string::npos) << text;
}

// --- anything ----------------------------------------------------------------------------------

TEST(model_file, a_file_cut_or_changed_anywhere_is_read_or_refused) {
    dice d(2);
    static std::vector<std::string> const pieces{"\"",
                                                 "'",
                                                 "[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 "=",
                                                 ".",
                                                 ",",
                                                 "#",
                                                 "\n",
                                                 "-",
                                                 "+",
                                                 "1",
                                                 "1e9",
                                                 "0x",
                                                 "nan",
                                                 "true",
                                                 "2026-02-30",
                                                 "\"\"\"",
                                                 "[[team]]\n",
                                                 "\xE6",
                                                 "期",
                                                 "\r",
                                                 "*",
                                                 "-1",
                                                 "1e99",
                                                 "9223372036854775807",
                                                 "[scenario.change]\n",
                                                 "name = \"x\"\n"};
    std::size_t read = 0;
    std::size_t refused = 0;
    auto const variants = std::getenv("QIXIAN_MODEL_VARIANTS");
    int const times_all = variants != nullptr ? std::atoi(variants) : 4000;
    for (int i = 0; i < times_all; ++i) {
        auto text = i % 4 == 0 ? smallest : full;
        for (auto times = 1 + d() % 3; times > 0 && !text.empty(); --times) {
            auto const at = d() % text.size();
            switch (d() % 8) {
            case 0: text.resize(at); break;
            case 1: text.erase(at, 1 + d() % 20); break;
            case 2: text.insert(at, pieces[d() % pieces.size()]); break;
            case 3: text[at] = static_cast<char>(d() % 256); break;
            case 4: text.insert(at, text.substr(d() % text.size(), d() % 60)); break;
            case 5: text.replace(at, 1, pieces[d() % pieces.size()]); break;
            default:  // another digit
                if (auto const digit = text.find_first_of("0123456789", at);
                    digit != std::string::npos) {
                    text[digit] = static_cast<char>('0' + d() % 10);
                }
            }
        }
        auto const made = read_model(text, "office.toml");
        if (made) {
            ++read;
            for (auto const& each : *made) {
                ASSERT_FALSE(check(each.office)) << text;
            }
        } else {
            ++refused;
            auto const& why = made.error();
            ASSERT_EQ(why.file, "office.toml");
            ASSERT_GE(why.line, 1U) << show(why);
            ASSERT_LE(why.line,
                      static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1 +
                          static_cast<std::size_t>(std::count(text.begin(), text.end(), '\r')))
                << show(why);
            auto const number = static_cast<int>(why.what);
            if (number >= 960 && number != 961) {
                ASSERT_NE(why.field, "") << show(why) << why.detail;
                ASSERT_NE(why.detail, "") << show(why);
            }
        }
    }
    EXPECT_GT(read, 200U);
    EXPECT_GT(refused, 1000U);
}

}  // namespace
