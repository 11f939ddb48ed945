// What is said of a file that is no model: code, line, column, field and what was expected.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model_files.hpp"

namespace {

using namespace model_files;

/// Where `^` stands in a text, as "@line:column"; takes it out.
std::string take_mark(std::string& text) {
    auto const at = text.find('^');
    if (at == std::string::npos) {
        return "";
    }
    text.erase(at, 1);
    auto const before = text.substr(0, at);
    auto const line = before.rfind('\n') + 1;
    return "@" + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) + ":" +
           std::to_string(1 + count_characters(std::string_view(before).substr(line)));
}

struct bad_model {
    std::string title{};
    std::string text{};
    std::string expected{};  ///< code, line, column, field
    std::string says{};      ///< a part of what was expected there
};

void PrintTo(bad_model const& m, std::ostream* to) { *to << m.title; }

/// `^` in the text marks the place of the fault, if `expected` does not say it.
bad_model marked(std::string title, std::string text, std::string expected, std::string says) {
    auto const place = take_mark(text);
    if (!place.empty()) {
        expected.insert(3, place);
    }
    return {std::move(title), std::move(text), std::move(expected), std::move(says)};
}

bad_model in_full(std::string title, std::string_view from, std::string_view to,
                  std::string expected, std::string says) {
    return marked(std::move(title), with(full, from, to), std::move(expected), std::move(says));
}

bad_model in_smallest(std::string title, std::string_view from, std::string_view to,
                      std::string expected, std::string says) {
    return marked(std::move(title), with(smallest, from, to), std::move(expected), std::move(says));
}

/// The smallest model with one scenario.
bad_model in_change(std::string title, std::string const& changes, std::string expected,
                    std::string says) {
    auto const at = expected.find(' ') + 1;
    expected.insert(at, "scenario[1].change.");
    return marked(std::move(title),
                  smallest + "[[scenario]]\nname = \"other\"\nchange = { " + changes + " }\n",
                  std::move(expected), std::move(says));
}

std::string repeated(std::string_view what, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) {
        out += what;
    }
    return out;
}

std::vector<bad_model> const all_bad{
    // No TOML. The parser says where it stopped.
    {"not utf-8", "name = \"\xFF\"\n", "901@1:9", ""},
    {"a NUL", std::string("name = \"a\0\"\n", 11), "902@1:10", ""},
    {"a long line", "# " + std::string(1 << 20, 'x'), "909@1:1048577", "1048576"},
    {"a long text", repeated("# 0123456\n", 110000), "909@110001:1", "1048576"},
    {"empty", "", "963@1:1 name", "text in quotes"},
    {"100,000 brackets", "name = " + std::string(100000, '['), "961@1:40", "32"},
    {"100,000 braces", "name = " + repeated("{a=", 100000), "961@1:104", "32"},
    {"100,000 names", repeated("a.", 100000) + "a = 1\n", "961@1:66", "32"},
    {"100,000 names of a table", "[" + repeated("a.", 100000) + "a]\n", "961@1:67", "32"},
    {"brackets after quotes", "a = [\"\"\"x\"\"\"\"\", " + repeated("[", 100000), "961@1:48", "32"},
    in_full("a value that is none", "[1.2, 1", "[^}, 1", "961", "a value"),
    in_full("a day and a digit", "[2026-02-14]", "[2026-02-14 1]", "961@176:1", "a name and its"),
    in_full("a space of another script", "[1.2, 1", "[^\xE2\x80\xA8, 1", "961", "quotes"),
    in_full("a table in Chinese", "[fee]", "[^费用]", "961", "of English"),
    in_full("a table without a name", "[[step]]", "[[ ^= ]]", "961", "the name of a table"),
    in_full("a mistake before another", "agencies = 3", "agencies = ^,\n[费用]", "961", "value"),
    in_full("a quote left open", "name = \"市", "name = ^市", "961", "quotes"),
    in_full("a bracket left open", "2027]\na", "2027\n^a", "961", ""),
    in_full("a key twice", "agencies = 3", "agencies = 3\nagencies = ^4", "961", "agencies"),
    in_full("a table twice", "[fee]", "^[extension]\n[fee]", "961", "extension"),
    in_full("a day that is not", "from = 2026-03-02\n", "from = 2026-02-30^\n", "961", "date"),
    in_full("a number too long", "per_year = 240", "per_year = 99999999999999999999^", "961",
            "64 bits"),
    in_full("one table where several can be", "[[step]]\nname = \"register\"",
            "[step]\nname = \"register\"", "961@60:1", "step"),
    // Names of fields.
    in_full("a field misspelt", "per_year = 240", "^per_yaer = 240", "962 arrivals.per_yaer",
            "one of per_year, growth_per_year, year"),
    in_full("a table misspelt", "[review]", "[^revue]", "962 revue", "one of review, name"),
    in_full("a field of an item", "absent_share = 0.1", "^absence = 0.1", "962 team[1].absence",
            "one of absent_share, name, people, order, leave, hand_over"),
    in_full("an outcome", "granted = 40, not", "^grantde = 40, not",
            "962 class[1].outcomes.grantde", "one of granted, partly_granted"),
    in_full("a law of lengths", "exponential = 6", "^exponentail = 6",
            "962 correction.answer_calendar_days.exponentail", "one of exponential"),
    in_full("weights of no values", "{ fixed = 5 }", "{ fixed = 5, ^weights = [1] }",
            "962 withdrawal.after_calendar_days.weights", "one of fixed"),
    in_full("a name that is none", "[correction]", "[^\"a\\nb\"]", "962 a b", "one of "),
    // Kinds of values.
    in_full("a name that is a number", "name = \"市自然资源局\"", "name = ^7", "960 name",
            "text in quotes; found a number"),
    in_full("a number that is text", "agencies = 3", "agencies = ^\"3\"", "960 agencies",
            "a whole number; found text (3)"),
    in_full("half a person", "people = 3", "people = ^2.5", "960 team[1].people",
            "a whole number; found one with a fraction"),
    in_full("a whole number out of range", "queue = 4", "queue = ^3000000000",
            "960 extension.queue", "below 2147483648"),
    in_full("infinity", "per_year = 240", "per_year = ^inf", "960 arrivals.per_year",
            "a number; found one without end"),
    in_full("nan", "silent_share = 0.2", "silent_share = ^nan", "960 consultation.silent_share",
            "a number; found one without end"),
    in_full("true", "rest_day = 0.05", "rest_day = ^true", "960 arrivals.rest_day",
            "a number; found true or false"),
    in_full("a table for a number", "rest_day = 0.05", "rest_day = ^{ a = 1 }",
            "960 arrivals.rest_day", "a number; found a table"),
    in_smallest("a number for a table", "[arrivals]\nper_year = 240", "arrivals = ^240",
                "960 arrivals", "a table: [arrivals]; found a number"),
    in_smallest("a table for several", "[[step]]", "^[step]", "960 step",
                "a list of tables: [[step]]; found a table"),
    in_smallest("numbers for tables", "[arrivals]", "team = [1]\n[arrivals]", "961@9:1", "team"),
    in_full("six weekdays", "weekday = [1.2, ", "weekday = ^[", "960 arrivals.weekday",
            "7 numbers: [1, 1, …]; found 6"),
    in_full("a weekday in words", "[1.2, 1, 1", "[1.2, ^\"1\", 1", "960 arrivals.weekday[2]",
            "a number; found text (1)"),
    in_full("one year", "[2026, 2027]", "^2026", "960 years", "first and last year"),
    in_full("three years", "[2026, 2027]", "^[2026, 2027, 2028]", "960 years",
            "first and last year"),
    in_full("a day as a number", "from = 2026-03-02", "from = ^20260302", "960 arrivals.mass.from",
            "a day: 2026-02-10; found a number"),
    in_full("a day in words", "to = \"2026-04-30\"", "to = ^\"2026-04-31\"", "911 arrivals.mass.to",
            "a day: 2026-02-10; found 2026-04-31"),
    in_full("a time", "from = 2026-03-02", "from = ^2026-03-02T08:00:00", "960 arrivals.mass.from",
            "a day: 2026-02-10; found a time"),
    in_full("a day of long ago", "days_off = [2026-02-14]", "days_off = [^0026-02-14]",
            "911 rules.days_off[1]", "a day: 2026-02-10; found year 26"),
    // Words, and names of teams and steps.
    in_full("an applicant", "applicant = \"business\"", "applicant = ^\"company\"",
            "910 class[2].applicant", "business, research"),
    in_full("an order", "\"earliest_due\"", "^\"earliest\"", "910 team[1].order",
            "one of earliest_due, first_come, shortest_work; found earliest"),
    in_full("a rule", "\"days_left\"", "^\"soon\"", "910 extension.rule",
            "never, days_left, long_queue"),
    in_full("an outcome of the mass", "outcome = \"repeated\"", "outcome = ^\"repaeted\"",
            "910 arrivals.mass.outcome", "one of repeated, granted"),
    in_full("a team that is not there", "name = \"handle\"\nteam = \"desk\"",
            "name = \"handle\"\nteam = ^\"dusk\"", "960 step[3].team",
            "the name of a team: one of desk, head; found dusk"),
    in_full("a step that is not there", "after = \"search\"", "after = ^\"serach\"",
            "960 consultation.after", "the name of a step: one of search, register"),
    // What is missing: the place of the table that lacks it.
    in_smallest("no name", "name = \"county bureau\"\n", "^", "963 name", "text in quotes"),
    in_smallest("no years", "years = [2026, 2026]\n", "", "963@1:1 years", "first and last year"),
    in_smallest("no arrivals", "[arrivals]\nper_year = 240\n", "", "963@1:1 arrivals.per_year",
                "a number"),
    in_smallest("no number of arrivals", "[arrivals]\nper_year = 240\n", "^[arrivals]\n",
                "963 arrivals.per_year", "a number"),
    in_smallest("no outcomes",
                "[[class]]\napplicant = \"natural_person\"\n"
                "outcomes = { granted = 40, not_held = 25 }\n",
                "^[[class]]\napplicant = \"natural_person\"\n", "963 class[1].outcomes",
                "{ granted = 40"),
    in_smallest("no applicant", "[[class]]\napplicant = \"natural_person\"\n", "^[[class]]\n",
                "963 class[1].applicant", "one of natural_person, business"),
    in_smallest("no name of a team", "[[team]]\nname = \"desk\"\n", "^[[team]]\n",
                "963 team[1].name", "text in quotes"),
    in_smallest("no hours", "[[step]]\nname = \"handle\"\nteam = \"desk\"\nwork_hours = 6\n",
                "^[[step]]\nname = \"handle\"\nteam = \"desk\"\n", "963 step[1].work_hours",
                "a length: "),
    in_smallest("hours of nobody", "[[step]]\nname = \"handle\"\nteam = \"desk\"\n",
                "^[[step]]\nname = \"handle\"\n", "963 step[1].team", "the name of the team"),
    in_smallest("neither work nor wait",
                "[[step]]\nname = \"handle\"\nteam = \"desk\"\nwork_hours = 6\n",
                "^[[step]]\nname = \"handle\"\n", "963 step[1].team", "or wait_working_days"),
    in_smallest("no step", "[[step]]\nname = \"handle\"\nteam = \"desk\"\nwork_hours = 6\n", "",
                "963@1:1 step", "[[step]]"),
    in_full("no end of a leave", "[{ people = 1, from = 2026-02-10, to = 2026-02-20 }",
            "[^{ people = 1, from = 2026-02-10 }", "963 team[1].leave[1].to", "a day: 2026-02-10"),
    in_full("no kind of a notice's day", "[{ date = 2026-05-08, kind = \"off\"",
            "[^{ date = 2026-05-08", "963 rules.notices[1].days[1].kind",
            "one of off, work, revert"),
    // Lengths.
    in_full("two laws", "{ fixed = 5 }", "{ fixed = 5, ^exponential = 5 }",
            "960 withdrawal.after_calendar_days.exponential", "one law only"),
    in_full("no law", "{ fixed = 5 }", "^{}", "960 withdrawal.after_calendar_days", "a length: "),
    in_full("a length in words", "{ fixed = 5 }", "^\"5 days\"",
            "960 withdrawal.after_calendar_days", "a length: "),
    in_full("no deviation", "{ mean = 6, deviation = 4 }", "^{ mean = 6 }",
            "963 step[3].work_hours.lognormal.deviation", "a number"),
    in_full("a range of one", "{ uniform = [1, 8] }", "{ uniform = ^[1] }",
            "960 step[2].wait_working_days.uniform", "shortest and longest"),
    in_full("a range that ends before it begins", "{ uniform = [1, 8] }", "^{ uniform = [8, 1] }",
            "960 step[2].wait_working_days", "from the shortest to the longest"),
    in_full("a negative length", "payment_calendar_days = 3", "payment_calendar_days = ^-3",
            "960 fee.payment_calendar_days", "0 to 1000"),
    in_full("more weights than values", "{ empirical = [0.1, 0.5, 2], weights = [5, 3, 1]",
            "^{ empirical = [0.1, 0.5, 2], weights = [5, 3, 1, 1]", "960 step[4].work_hours",
            "as many weights as values"),
    in_full("values in words", "empirical = [0.1, 0.5", "empirical = [0.1, ^\"0.5\"",
            "960 step[4].work_hours.empirical[2]", "a number; found text (0.5)"),
    // Values that no office has.
    in_full("a share above 1", "share = 0.08", "share = ^8", "960 consultation.share",
            "a share: 0 to 1"),
    in_full("nobody in a team", "people = 3", "people = ^0", "960 team[1].people", "1 to"),
    in_full("a year before the calendar", "[2026, 2027]", "^[1999, 2027]", "960 years", "2012"),
    in_full("no weights", "{ granted = 40, third_party_rights = 25 }", "^{}",
            "960 class[2].outcomes", "above 0"),
    in_smallest("two teams of a name", "[[step]]", "[[team]]\nname = ^\"desk\"\n[[step]]",
                "960 team[2].name", "no other team"),
    in_full("a class twice", "\"business\"", "^\"natural_person\"", "960 class[2].applicant",
            "does not stand there already"),
    in_full("more on leave than there are",
            "leave = [{ people = 1, from = 2026-02-10, to = 2026-02-20 }, { people = 2, ",
            "leave = ^[{ people = 1, from = 2026-02-10, to = 2026-02-20 }, { people = 4, ",
            "960 team[1].leave", "people of the team"),
    in_full("longer than the law allows", "working_days = 15\n\n[fee]",
            "working_days = ^17\n\n[fee]", "960 extension.working_days", "1 to 16"),
    in_full("a mass of another year", "from = 2026-03-02", "from = ^2025-03-02",
            "960 arrivals.mass.from", "within `years`"),
    in_full("an open case of no class", "business = 2", "research = ^2", "960 start.open.research",
            "a class that the model has"),
    in_full("a wait with a team", "work_hours = 0.5", "work_hours = 0.5\nwait_working_days = ^1",
            "960 step[1].wait_working_days", "a wait is a step of its own"),
    // Other files.
    in_smallest("a file of notices that is not there", "[[step]]",
                "[rules]\nnotices = ^\"none.csv\"\n[[step]]", "925 rules.notices", "none.csv"),
    in_smallest("notices from the keyboard", "[[step]]", "[rules]\nnotices = ^\"-\"\n[[step]]",
                "960 rules.notices", "a file of notices"),
    // Scenarios.
    in_full("a scenario without a name", "[[scenario]]\nname = \"one-less\"\n", "^[[scenario]]\n",
            "963 scenario[1].name", "text in quotes"),
    in_full("a scenario's name twice", "name = \"slow\"", "name = ^\"one-less\"",
            "960 scenario[2].name", "no other scenario"),
    in_full("base again", "name = \"slow\"", "name = ^\"base\"", "960 scenario[2].name",
            "not base"),
    in_full("a scenario without a change", "[[scenario]]\nname = \"one-less\"\n",
            "^[[scenario]]\nname = \"none\"\n[[scenario]]\nname = \"one-less\"\n",
            "963 scenario[1].change", "team.desk.people"),
    in_full("another field in a scenario", "about = \"one of the desk", "^text = \"one of the desk",
            "962 scenario[1].text", "one of "),
    in_change("a field that is not there", "^\"arrivals.per_yaer\" = 3", "962 arrivals.per_yaer",
              "one of per_year"),
    in_change("a table that is not there", "^\"fees.share\" = \"*2\"", "962 fees.share",
              "one of fee, name"),
    in_change("a team that is not there", "^\"team.dusk.people\" = 3", "962 team.dusk.people",
              "desk"),
    in_change("a team without a field", "^\"team.desk\" = 3", "962 team.desk", "one of its fields"),
    in_change("nobody left", "\"team.desk.people\" = ^\"-1\"", "960 team.desk.people",
              "1 to 100000"),
    in_change("a number in words", "\"arrivals.per_year\" = ^\"*1,3\"", "960 arrivals.per_year",
              "\"*1.3\""),
    in_change("half a person more", "\"team.desk.people\" = ^\"*1.5\"", "960 team.desk.people",
              "a whole number"),
    in_change("a law that is none", "\"step.handle.work_hours\" = { ^exponentail = 3 }",
              "962 step.handle.work_hours.exponentail", "one of exponential"),
    in_change("inside a number", "^\"arrivals.per_year.mean\" = 3", "962 arrivals.per_year.mean",
              "arrivals.per_year"),
    in_change("a scenario in a scenario", "^\"scenario.other.name\" = \"x\"",
              "962 scenario.other.name", "a field of the model"),
    in_change("a change of nothing", "^\"\" = 1", "962 ", "the name of a field"),
    in_change("other years", "\"years\" = ^[2026, 2027]", "960 years", "the years of the model"),
    in_change("an open case of no class",
              "\"arrivals.per_year\" = 3, \"start.open\" = { business = ^1 }",
              "960 start.open.business", "a class that the model has"),
    in_change("a team renamed first",
              "\"arrivals.per_year\" = 1, \"team.desk.name\" = ^\"dusk\", \"fee.share\" = 0.1, "
              "\"team.dusk.people\" = 2",
              "960 team.desk.name", "step[1].team: the name of a team"),
    in_change("a team renamed", "\"arrivals.per_year\" = 1, \"team.desk.name\" = ^\"dusk\"",
              "960 team.desk.name", "step[1].team: the name of a team"),
};

class bad_models : public testing::TestWithParam<bad_model> {};

TEST_P(bad_models, say_where_and_what_was_expected) {
    auto const& m = GetParam();
    auto const read = read_model(m.text, "office.toml");
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(show(read.error()), m.expected) << read.error().detail;
    EXPECT_NE(read.error().detail.find(m.says), std::string::npos) << read.error().detail;
    EXPECT_EQ(read.error().file, "office.toml");
}

INSTANTIATE_TEST_SUITE_P(model_file, bad_models, testing::ValuesIn(all_bad),
                         [](auto const& one) { return std::to_string(one.index + 1); });

}  // namespace
