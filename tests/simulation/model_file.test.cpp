// Models as files: what is read, and what scenarios change.
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
    EXPECT_EQ(m.arrivals.year, 2026);
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
    EXPECT_EQ(m.start.year, 2026);
    ASSERT_EQ(m.start.later.size(), 2U);
    EXPECT_EQ(m.start.later[0].year, 2027);
    EXPECT_EQ(m.start.later[0].open, (open_by_class{9, 1, 0, 0, 0, 0}));
    EXPECT_EQ(m.start.later[1].open, (open_by_class{0, 4, 0, 0, 0, 0}));
    EXPECT_EQ(m.start.warm_up_calendar_days, 200);
}

TEST(model_file, what_the_law_knows_beside_is_read_into_its_place) {
    auto const m = read_one(full);
    EXPECT_EQ(m.confirmation.share, 0.2);
    EXPECT_TRUE(same(m.confirmation.after_calendar_days, {length_law::exponential, 2}));
    EXPECT_EQ(m.correction.prolonged_share, 0.1);
    EXPECT_EQ(m.reasons.share_of_excessive, 0.5);
    EXPECT_EQ(m.reasons.share, 0.01);
    EXPECT_EQ(m.reasons.after, 3U);
    EXPECT_EQ(m.reasons.period_working_days, 7);
    EXPECT_TRUE(same(m.reasons.answer_calendar_days, {length_law::exponential, 4}));
    EXPECT_EQ(m.reasons.silent_share, 0.3);
    EXPECT_EQ(m.reasons.delayed_share, 0.4);
    EXPECT_TRUE(same(m.reasons.delay_working_days, {length_law::uniform, 5, 30}));
    EXPECT_EQ(m.consultation.parties, (std::array{6.0, 2.0, 1.0}));
    EXPECT_EQ(m.letters.returned_share, 0.03);
    EXPECT_TRUE(same(m.letters.back_after_calendar_days, {length_law::uniform, 2, 9}));
    EXPECT_TRUE(same(m.letters.resent_after_calendar_days, {length_law::fixed, 1}));
    EXPECT_TRUE(same(m.letters.arrives_after_calendar_days, {length_law::fixed, 3}));
    EXPECT_EQ(m.review.accepted_share, 0.5);
    EXPECT_EQ(m.review.correction_share, 0.1);
    EXPECT_EQ(m.review.extended_share, 0.2);
    EXPECT_EQ(m.review.suspended_share, 0.05);
    EXPECT_TRUE(same(m.review.suspended_calendar_days, {length_law::uniform, 10, 20}));
    EXPECT_EQ(m.review.mediated_share, 0.01);
    EXPECT_EQ(m.review.rejected_share, 0.02);
    EXPECT_EQ(m.review.withdrawn_share, 0.03);
    EXPECT_EQ(m.review.terminated_share, 0.04);
    EXPECT_EQ(m.suit.share, 0.02);
    EXPECT_EQ(m.suit.share_after_review, 0.25);
    EXPECT_TRUE(same(m.suit.filed_after_calendar_days, {length_law::uniform, 10, 100}));
    EXPECT_TRUE(same(m.suit.filed_after_review_calendar_days, {length_law::fixed, 10}));
    EXPECT_TRUE(same(m.suit.decided_after_calendar_days, {length_law::uniform, 90, 180}));
    EXPECT_EQ(m.suit.results, (std::array{6.0, 2.0, 1.0}));
    EXPECT_EQ(m.suit.suspended_share, 0.1);
    EXPECT_TRUE(same(m.suit.suspended_calendar_days, {length_law::fixed, 30}));
    EXPECT_EQ(m.suit.rejected_share, 0.05);
    EXPECT_EQ(m.suit.withdrawn_share, 0.06);
    EXPECT_EQ(m.suit.appealed_share, 0.4);
    EXPECT_TRUE(same(m.suit.appealed_after_calendar_days, {length_law::fixed, 12}));
    EXPECT_TRUE(same(m.suit.appeal_decided_after_calendar_days, {length_law::uniform, 30, 80}));
    EXPECT_EQ(m.suit.appeal_results, (std::array{5.0, 1.0, 1.0}));
    EXPECT_EQ(m.suit.retried_share, 0.02);
    EXPECT_TRUE(same(m.suit.retried_after_calendar_days, {length_law::fixed, 90}));
    EXPECT_EQ(m.later_answers.supplemented_share, 0.01);
    EXPECT_EQ(m.later_answers.replaced_share, 0.02);
    EXPECT_TRUE(same(m.later_answers.after_calendar_days, {length_law::uniform, 3, 30}));
    EXPECT_EQ(m.later_answers.ordered_share, 0.5);
    EXPECT_TRUE(same(m.later_answers.answered_after_calendar_days, {length_law::fixed, 15}));
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

TEST(model_file, a_long_text_may_go_on_in_the_next_line_with_any_letter) {
    // Letters that the parser took for impossible here: Latin, CJK punctuation, full-width forms.
    for (std::string const letter : {"§", "é", "《", "。", "（", "放"}) {
        auto const text = with(smallest, "\"county bureau\"", "\"\"\"a\\\n  " + letter + "\"\"\"");
        EXPECT_EQ(read_one(text).name, "a" + letter);
    }
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

}  // namespace
