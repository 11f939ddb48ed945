// Models as files: what is read, what scenarios change, what is written.
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

#include "model_files.hpp"

namespace {

using namespace model_files;

// --- what is read ----------------------------------------------------------------------------

office_model read_one(std::string const& text) {
    auto const read = read_model(text, folder + "every-field.toml");
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : show(read.error()) + ": " + read.error().detail);
    return read.ok() ? read->front().office : office_model{};
}

bool same(distribution const& a, distribution const& b) {
    return a.shape == b.shape && a.mean == b.mean && a.deviation == b.deviation &&
           a.values == b.values && a.weights == b.weights;
}

/// Every field, told apart by hand: the reader and the writer share their list of fields.
std::vector<std::string> differences(office_model const& a, office_model const& b) {
    std::vector<std::string> out;
    auto const say = [&](bool is_same, std::string const& field) {
        if (!is_same) {
            out.push_back(field);
        }
    };
    say(a.name == b.name, "name");
    say(a.about == b.about, "about");
    say(a.fitted_to == b.fitted_to, "fitted_to");
    say(a.years.first == b.years.first && a.years.last == b.years.last, "years");
    say(a.agencies == b.agencies, "agencies");
    say(a.hours_per_day == b.hours_per_day, "hours_per_day");
    auto const &x = a.arrivals, &y = b.arrivals;
    say(x.per_year == y.per_year, "per_year");
    say(x.growth_per_year == y.growth_per_year, "growth");
    say(x.weekday == y.weekday && x.rest_day == y.rest_day && x.month == y.month, "shape");
    say(x.bursts.per_year == y.bursts.per_year && x.bursts.mean_size == y.bursts.mean_size,
        "bursts");
    say(x.mass.applications == y.mass.applications && x.mass.from == y.mass.from &&
            x.mass.to == y.mass.to && x.mass.column == y.mass.column &&
            x.mass.result == y.mass.result,
        "mass");
    say(a.classes.size() == b.classes.size(), "classes");
    for (std::size_t i = 0; i < std::min(a.classes.size(), b.classes.size()); ++i) {
        auto const &c = a.classes[i], &d = b.classes[i];
        say(c.column == d.column && c.share == d.share && c.outcomes == d.outcomes &&
                c.work_factor == d.work_factor && c.wait_factor == d.wait_factor,
            "class");
    }
    say(a.teams.size() == b.teams.size(), "teams");
    for (std::size_t i = 0; i < std::min(a.teams.size(), b.teams.size()); ++i) {
        auto const &c = a.teams[i], &d = b.teams[i];
        say(c.name == d.name && c.people == d.people && c.absent_share == d.absent_share &&
                c.order == d.order,
            "team");
        say(c.leave.size() == d.leave.size(), "leaves");
        for (std::size_t j = 0; j < std::min(c.leave.size(), d.leave.size()); ++j) {
            say(c.leave[j].people == d.leave[j].people && c.leave[j].from == d.leave[j].from &&
                    c.leave[j].to == d.leave[j].to,
                "leave");
        }
    }
    say(a.steps.size() == b.steps.size(), "steps");
    for (std::size_t i = 0; i < std::min(a.steps.size(), b.steps.size()); ++i) {
        auto const &c = a.steps[i], &d = b.steps[i];
        say(c.name == d.name && c.team == d.team && same(c.work_hours, d.work_hours) &&
                same(c.wait_working_days, d.wait_working_days),
            "step");
    }
    say(a.correction.share == b.correction.share && a.correction.after == b.correction.after &&
            a.correction.period_working_days == b.correction.period_working_days &&
            same(a.correction.answer_calendar_days, b.correction.answer_calendar_days),
        "correction");
    say(a.consultation.share == b.consultation.share &&
            a.consultation.after == b.consultation.after &&
            a.consultation.whom == b.consultation.whom &&
            a.consultation.silent_share == b.consultation.silent_share &&
            same(a.consultation.answer_working_days, b.consultation.answer_working_days),
        "consultation");
    say(a.extension.rule == b.extension.rule &&
            a.extension.working_days_left == b.extension.working_days_left &&
            a.extension.queue == b.extension.queue &&
            a.extension.working_days == b.extension.working_days,
        "extension");
    say(a.fee.share == b.fee.share && a.fee.after == b.fee.after && a.fee.yuan == b.fee.yuan &&
            same(a.fee.payment_calendar_days, b.fee.payment_calendar_days),
        "fee");
    say(a.withdrawal.share_of_other == b.withdrawal.share_of_other &&
            same(a.withdrawal.after_calendar_days, b.withdrawal.after_calendar_days),
        "withdrawal");
    say(a.review.share == b.review.share && a.review.results == b.review.results &&
            same(a.review.filed_after_calendar_days, b.review.filed_after_calendar_days) &&
            same(a.review.decided_after_calendar_days, b.review.decided_after_calendar_days),
        "review");
    say(a.rules.reply_working_days == b.rules.reply_working_days &&
            a.rules.extension_working_days == b.rules.extension_working_days &&
            a.rules.days_off == b.rules.days_off && a.rules.days_worked == b.rules.days_worked &&
            a.rules.notices == b.rules.notices &&
            a.rules.notice_known_on == b.rules.notice_known_on,
        "rules");
    say(a.start.open == b.start.open &&
            a.start.warm_up_calendar_days == b.start.warm_up_calendar_days,
        "start");
    return out;
}

using names = std::vector<std::string>;

TEST(model_file, the_smallest_model_has_the_defaults_of_the_struct) {
    office_model wanted{.name = "county bureau", .years = {2026, 2026}};
    wanted.arrivals.per_year = 240;
    wanted.classes.resize(1);
    wanted.classes[0].outcomes[static_cast<std::size_t>(outcome::granted)] = 40;
    wanted.classes[0].outcomes[static_cast<std::size_t>(outcome::not_held)] = 25;
    wanted.teams.push_back({.name = "desk"});
    wanted.steps.push_back({.name = "handle", .team = 0, .work_hours = {length_law::fixed, 6}});
    EXPECT_EQ(differences(read_one(smallest), wanted), names{});
}

TEST(model_file, every_field_is_read_into_its_place) {
    auto const m = read_one(full);
    EXPECT_EQ(m.name, "市自然资源局");
    EXPECT_EQ(m.about, "every field once");
    EXPECT_EQ(m.fitted_to, "table 3 of 2024");
    EXPECT_EQ(m.years.first, 2026);
    EXPECT_EQ(m.years.last, 2027);
    EXPECT_EQ(m.agencies, 3);
    EXPECT_EQ(m.hours_per_day, 7.5);
    EXPECT_EQ(m.arrivals.per_year, 240);
    EXPECT_EQ(m.arrivals.growth_per_year, 0.1);
    EXPECT_EQ(m.arrivals.weekday, (std::array<double, 7>{1.2, 1, 1, 1, 0.8, 0.1, 0.1}));
    EXPECT_EQ(m.arrivals.rest_day, 0.05);
    EXPECT_EQ(m.arrivals.month[1], 0.5);
    EXPECT_EQ(m.arrivals.month[11], 1.5);
    EXPECT_EQ(m.arrivals.bursts.per_year, 3);
    EXPECT_EQ(m.arrivals.bursts.mean_size, 12);
    EXPECT_EQ(m.arrivals.mass.applications, 200);
    EXPECT_EQ(m.arrivals.mass.from, day(20260302));
    EXPECT_EQ(m.arrivals.mass.to, day(20260430));
    EXPECT_EQ(m.arrivals.mass.column, applicant::natural_person);
    EXPECT_EQ(m.arrivals.mass.result, outcome::repeated);
    ASSERT_EQ(m.classes.size(), 2U);
    EXPECT_EQ(m.classes[1].column, applicant::business);
    EXPECT_EQ(m.classes[1].share, 0.1);
    EXPECT_EQ(m.classes[1].outcomes[static_cast<std::size_t>(outcome::third_party_rights)], 25);
    EXPECT_EQ(m.classes[1].work_factor, 1.5);
    EXPECT_EQ(m.classes[1].wait_factor, 2);
    ASSERT_EQ(m.teams.size(), 2U);
    EXPECT_EQ(m.teams[0].people, 3);
    EXPECT_EQ(m.teams[0].absent_share, 0.1);
    EXPECT_EQ(m.teams[0].order, discipline::earliest_due);
    ASSERT_EQ(m.teams[0].leave.size(), 2U);
    EXPECT_EQ(m.teams[0].leave[1].people, 2);
    EXPECT_EQ(m.teams[0].leave[1].from, day(20260701));
    EXPECT_EQ(m.teams[0].leave[1].to, day(20260731));
    ASSERT_EQ(m.steps.size(), 4U);
    EXPECT_EQ(m.steps[0].team, 0U);
    EXPECT_TRUE(same(m.steps[0].work_hours, {length_law::fixed, 0.5}));
    EXPECT_FALSE(m.steps[1].team.has_value());
    EXPECT_TRUE(same(m.steps[1].wait_working_days, {length_law::uniform, 1, 8}));
    EXPECT_TRUE(same(m.steps[2].work_hours, {length_law::lognormal, 6, 4}));
    EXPECT_EQ(m.steps[3].team, 1U);
    EXPECT_TRUE(
        same(m.steps[3].work_hours, {length_law::empirical, 0, 0, {0.1, 0.5, 2}, {5, 3, 1}}));
    EXPECT_EQ(m.correction.share, 0.1);
    EXPECT_EQ(m.correction.after, 0U);
    EXPECT_EQ(m.correction.period_working_days, 10);
    EXPECT_TRUE(same(m.correction.answer_calendar_days, {length_law::exponential, 6}));
    EXPECT_EQ(m.consultation.share, 0.08);
    EXPECT_EQ(m.consultation.after, 1U);
    EXPECT_EQ(m.consultation.whom, (std::array<double, 3>{3, 1, 2}));
    EXPECT_TRUE(same(m.consultation.answer_working_days, {length_law::uniform, 3, 12}));
    EXPECT_EQ(m.consultation.silent_share, 0.2);
    EXPECT_EQ(m.extension.rule, extension_rule::days_left);
    EXPECT_EQ(m.extension.working_days_left, 2);
    EXPECT_EQ(m.extension.queue, 4);
    EXPECT_EQ(m.extension.working_days, 15);
    EXPECT_EQ(m.fee.share, 0.02);
    EXPECT_EQ(m.fee.after, 2U);
    EXPECT_EQ(m.fee.yuan, 200);
    EXPECT_TRUE(same(m.fee.payment_calendar_days, {length_law::fixed, 3}));
    EXPECT_EQ(m.withdrawal.share_of_other, 0.4);
    EXPECT_TRUE(same(m.withdrawal.after_calendar_days, {length_law::fixed, 5}));
    EXPECT_EQ(m.review.share, 0.05);
    EXPECT_TRUE(same(m.review.filed_after_calendar_days, {length_law::uniform, 5, 50}));
    EXPECT_TRUE(same(m.review.decided_after_calendar_days, {length_law::fixed, 45}));
    EXPECT_EQ(m.review.results, (std::array<double, 3>{5, 2, 1}));
    EXPECT_EQ(m.rules.reply_working_days, 15);
    EXPECT_EQ(m.rules.extension_working_days, 16);
    EXPECT_EQ(m.rules.days_off, std::vector{day(20260214)});
    EXPECT_EQ(m.rules.days_worked, std::vector{day(20260307)});
    EXPECT_EQ(m.rules.notice_known_on, day(20260120));
    ASSERT_EQ(m.rules.notices.size(), 1U);
    EXPECT_EQ(m.rules.notices[0].id, "X-1");
    EXPECT_EQ(m.rules.notices[0].published, day(20251201));
    EXPECT_EQ(m.rules.notices[0].document, "号");
    ASSERT_EQ(m.rules.notices[0].days.size(), 1U);
    EXPECT_EQ(m.rules.notices[0].days[0],
              (notice_day{.on = day(20260508), .kind = notice_kind::off, .holiday = "地方"}));
    ASSERT_TRUE(m.start.open.has_value());
    EXPECT_EQ(*m.start.open, (std::array<int, all_applicants.size()>{12, 2, 0, 0, 0, 0}));
    EXPECT_EQ(m.start.warm_up_calendar_days, 200);
}

TEST(model_file, a_fee_is_asked_for_before_the_last_step_unless_the_file_says_when) {
    EXPECT_EQ(read_one(smallest).fee.after, 0U);
    EXPECT_EQ(read_one(with(full, "after = \"handle\"\n", "")).fee.after, 2U);
    EXPECT_EQ(read_one(with(full, "after = \"handle\"", "after = \"sign\"")).fee.after, 3U);
    EXPECT_EQ(read_one(with(full, "after = \"search\"\n", "")).consultation.after, 0U);
}

TEST(model_file, a_mark_at_the_beginning_and_ends_of_lines_do_not_matter) {
    auto text = "\xEF\xBB\xBF" + smallest;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
        text.insert(at, "\r");
    }
    EXPECT_EQ(differences(read_one(text), read_one(smallest)), names{});
}

TEST(model_file, notices_are_looked_for_beside_the_model) {
    auto const path = std::filesystem::path(testing::TempDir()) / "notices-of-a-model";
    std::filesystem::create_directories(path);
    std::ofstream(path / "late.csv")
        << "notice_id,published,date,kind\nX,2025-12-01,2026-05-08,off\n";
    std::ofstream(path / "bad.csv")
        << "notice_id,published,date,kind\nX,2025-12-01,2026-05-08,of\n";
    std::ofstream(path / "office.toml") << smallest << "[rules]\nnotices = \"late.csv\"\n";
    std::ofstream(path / "worse.toml") << smallest << "[rules]\nnotices = \"bad.csv\"\n";
    auto const read = read_model_file((path / "office.toml").string());
    ASSERT_TRUE(read.ok()) << show(read.error());
    ASSERT_EQ(read->front().office.rules.notices.size(), 1U);
    EXPECT_EQ(read->front().office.rules.notices[0].days[0].on, day(20260508));
    // A fault in that file is said of that file.
    auto const worse = read_model_file((path / "worse.toml").string());
    ASSERT_FALSE(worse.ok());
    EXPECT_EQ(show(worse.error()), "910@2:25 kind");
    EXPECT_EQ(worse.error().file, (path / "bad.csv").string());
    std::filesystem::remove_all(path);
    auto const gone = read_model_file((path / "office.toml").string());
    ASSERT_FALSE(gone.ok());
    EXPECT_EQ(gone.error().what, code::cannot_open);
}

// --- scenarios -------------------------------------------------------------------------------

TEST(model_file, a_scenario_is_the_model_with_its_changes_and_nothing_else) {
    auto const read = read_model(full, "office.toml");
    ASSERT_TRUE(read.ok()) << show(read.error());
    ASSERT_EQ(read->size(), 4U);
    auto const& base = (*read)[0];
    EXPECT_EQ(base.name, "base");
    auto const& less = (*read)[1];
    EXPECT_EQ(less.name, "one-less");
    EXPECT_EQ(less.about, "one of the desk leaves, a third more apply");
    EXPECT_EQ(less.office.teams[0].people, 2);
    EXPECT_EQ(less.office.arrivals.per_year, 312);
    EXPECT_EQ(differences(base.office, less.office), (names{"per_year", "team"}));
    auto const& slow = (*read)[2].office;
    EXPECT_TRUE(same(slow.steps[2].work_hours, {length_law::exponential, 9}));
    EXPECT_EQ(slow.extension.rule, extension_rule::never);
    EXPECT_EQ(slow.rules.days_off, (std::vector{day(20260214), day(20260215)}));
    EXPECT_EQ(slow.steps[3].work_hours.values, (std::vector<double>{0.2, 1, 4}));
    EXPECT_EQ(slow.steps[3].work_hours.weights, (std::vector<double>{5, 3, 1}));
    EXPECT_EQ(slow.classes[1].share, 0.5);
    EXPECT_EQ(slow.teams[1].people, 2);  // where nothing is written, from the default
    EXPECT_EQ(differences(base.office, slow),
              (names{"class", "team", "step", "step", "extension", "rules"}));
    auto const& wider = (*read)[3].office;
    EXPECT_TRUE(same(wider.steps[2].work_hours, {length_law::lognormal, 12, 4}));
    EXPECT_TRUE(same(wider.consultation.answer_working_days, {length_law::uniform, 6, 24}));
    EXPECT_EQ(differences(base.office, wider), (names{"step", "consultation"}));
}

TEST(model_file, changes_come_one_after_the_other_and_start_from_the_defaults) {
    auto const read = read_model(smallest +
                                     R"([[scenario]]
name = "other"
[scenario.change]
"withdrawal.after_calendar_days.exponential" = "*2"
"withdrawal.share_of_other" = "-0.25"
"correction.period_working_days" = "+5"
"team.desk.people" = "+3"
"step.handle.work_hours" = { uniform = [2, 8] }
"fee.share" = 0.5
team.desk.absent_share = 0.125
)",
                                 "office.toml");
    ASSERT_TRUE(read.ok()) << show(read.error()) << read.error().detail;
    auto const& m = (*read)[1].office;
    EXPECT_EQ(m.withdrawal.after_calendar_days.mean, 12);
    EXPECT_EQ(m.withdrawal.share_of_other, 0.25);
    EXPECT_EQ(m.correction.period_working_days, 20);
    EXPECT_EQ(m.teams[0].people, 4);
    EXPECT_EQ(m.teams[0].absent_share, 0.125);
    EXPECT_TRUE(same(m.steps[0].work_hours, {length_law::uniform, 2, 8}));
    EXPECT_EQ(m.fee.share, 0.5);
}

TEST(model_file, the_longest_name_that_fits_is_the_one_that_is_changed) {
    auto const text = with(smallest, "[[step]]", R"([[team]]
name = "desk.east"
people = 5
[[step]])") + R"([[scenario]]
name = "other"
change = { "team.desk.east.people" = 7 }
)";
    auto const read = read_model(text, "office.toml");
    ASSERT_TRUE(read.ok()) << show(read.error());
    EXPECT_EQ((*read)[1].office.teams[1].people, 7);
    EXPECT_EQ((*read)[1].office.teams[0].people, 1);
}

TEST(model_file, a_change_from_a_program_is_one_of_a_file) {
    auto const base = read_one(full);
    auto const changed = [&](std::string const& field, std::string const& value) {
        auto const made = with_change(base, field, value);
        EXPECT_TRUE(made.ok()) << field << show(made.error()) << made.error().detail;
        return made.ok() ? *made : office_model{};
    };
    EXPECT_EQ(changed("team.desk.people", "-1").teams[0].people, 2);
    EXPECT_EQ(changed("team.desk.people", "9").teams[0].people, 9);
    EXPECT_EQ(changed("arrivals.per_year", "*1.5").arrivals.per_year, 360);
    EXPECT_EQ(changed("extension.rule", "never").extension.rule, extension_rule::never);
    EXPECT_EQ(changed("extension.rule", "\"never\"").extension.rule, extension_rule::never);
    EXPECT_EQ(changed("rules.days_off", "[2026-02-15]").rules.days_off, std::vector{day(20260215)});
    EXPECT_TRUE(same(changed("step.handle.work_hours", "{ exponential = 3 }").steps[2].work_hours,
                     {length_law::exponential, 3}));
    EXPECT_TRUE(same(changed("step.handle.work_hours", "*0.5").steps[2].work_hours,
                     {length_law::lognormal, 3, 2}));
    EXPECT_EQ(differences(base, changed("about", "every field once")), names{});
    EXPECT_EQ(differences(base, changed("review.upheld", "*2")), names{"review"});
    for (auto const& [field, value, expected] :
         {std::tuple{"team.desk.people", "-3", "960@0:0 team.desk.people"},
          std::tuple{"team.dusk.people", "-3", "962@0:0 team.dusk.people"},
          std::tuple{"arrivals.per_yaer", "3", "962@0:0 arrivals.per_yaer"},
          std::tuple{"arrivals.per_year", "many", "960@0:0 arrivals.per_year"},
          std::tuple{"", "1", "962@0:0"}, std::tuple{"name = 3\nx", "1", "962@0:0 name = 3 x"}}) {
        auto const made = with_change(base, field, value);
        ASSERT_FALSE(made.ok()) << field;
        EXPECT_EQ(show(made.error()), expected) << made.error().detail;
        EXPECT_EQ(made.error().file, "");
    }
}

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
        m.start.warm_up_calendar_days = any_whole(d, 0, 400);
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
