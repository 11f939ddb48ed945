// Reading a statute from text: the shape of lines, and what is said of one that is wrong.
#include <algorithm>

#include "harbour.hpp"

namespace kernel_test {
namespace {

std::vector<std::string> faults_in(std::string const& text) {
    std::vector<std::string> out;
    for (auto const& each : faults_of_statute(text)) {
        out.push_back(std::to_string(each.line) + " " + each.field + " " +
                      std::string(name_of(each.what)) + " " + each.detail);
    }
    return out;
}

std::string changed(std::string const& old, std::string const& fresh) {
    auto text = harbour_text();
    auto const at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), fresh);
}

std::string line_of(std::string const& text, std::string const& part) {
    auto const at = static_cast<std::ptrdiff_t>(text.find(part));
    return std::to_string(1 + std::count(text.begin(), text.begin() + at, '\n'));
}

TEST(LoadStatute, SaysAllThatIsWrongWithLineAndWhatIsAllowed) {
    std::string const text = "statute name=x receives=in main_clock=decide\n"
                             "version code=v from=2022-13-01\n"
                             "article code=A instrument=X\n"
                             "stage code=none role=before\n"
                             "stage code=open role=opened\n"
                             "event code=in\n"
                             "event code=in\n"
                             "party code=office\n"
                             "duty code=decide source=runs owes=offices\n"
                             "term of=decide length=ten cites=A\n"
                             "rule from=none on=in to=open cites=B\n"
                             "effect on=in does=warns because=sometimes warning=HEAVY_SEA\n"
                             "rule from=none colour=red cites=A\n"
                             "outcome en=\"no code\"\n"
                             "class code=one code=two\n"
                             "class code=\"never closed\n";
    EXPECT_EQ(
        faults_in(text),
        (std::vector<std::string>{
            "2 from BAD_DATE 2022-13-01",
            "5 role UNKNOWN_CODE `opened`; allowed: before, lodged, open, replied, abandoned, "
            "ended, voided",
            "7 code DUPLICATE_ROW in",
            "9 owes UNKNOWN_CODE `offices`; allowed: office",
            "10 length BAD_NUMBER `ten`; allowed: 0 to 9999",
            "11 cites UNKNOWN_CODE `B`; allowed: A",
            "12 because UNKNOWN_CODE `sometimes`; allowed: always, irregular, no_period, "
            "after_last, no_pause, after_due, named_rest_day, objected, after_wait, lagged, "
            "rest_day, still_open",
            "12 warning UNKNOWN_CODE `HEAVY_SEA`; allowed: a name of codes.md",
            "13 on MISSING_VALUE rule",
            "13 colour UNKNOWN_COLUMN `colour`; allowed in rule: in, from, on, to, cites",
            "14 code MISSING_VALUE outcome",
            "15 code DUPLICATE_COLUMN code",
            "16  UNKNOWN_COLUMN `\"never closed`; allowed: cells of the form key=value or "
            "key=\"some words\"",
            "16 code MISSING_VALUE class",
        }));
    EXPECT_EQ(load_statute(text).error().line, 2U);
}

TEST(LoadStatute, NamesTheTablesThereAre) {
    auto const text = changed("pause of=survey", "pauses of=survey");
    auto const wrong = faults_of_statute(text);
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong[0].field, "table");
    EXPECT_EQ(std::to_string(wrong[0].line), line_of(text, "pauses of=survey"));
    EXPECT_NE(wrong[0].detail.find("`pauses`; allowed: statute, version,"), std::string::npos);
    EXPECT_EQ(faults_in(""),
              (std::vector<std::string>{"0 table MISSING_VALUE a line `statute` is needed"}));
}

TEST(LoadStatute, RefusesRowsThatDoNotFitTogether) {
    struct {
        std::string old, fresh, at, says;
    } const changes[] = {
        {"closing by=paper_lapsed gives=given_up\n", "",
         "rule from=applied|surveyed on=paper_lapsed to=decided",
         "`paper_lapsed` closes a case: a row of `closing` must say how"},
        {"term of=supply length=5 unit=day cites=H32\n", "", "duty code=supply",
         "no term of `supply`"},
        {" rest_day_end=H7", "", "term of=supply",
         "`statute rest_day_end=` must name the article on last days that are rest days"},
        {"fact which=answered   of=survey events=survey_done\n", "", "check on=survey_done",
         "no fact `answered` is found for `survey_done`"},
        {"outcomes=no_berth|given_up", "outcomes=no_berth", "form code=berths",
         "outcome `given_up` is counted by no row of `berths`"},
        {"outcomes=no_berth|given_up", "outcomes=no_berth|given_up|berth", "form code=berths",
         "outcome `berth` is counted by several rows of `berths`"},
        {"effect on=requested      does=starts\n", "", "statute name", "no effect `starts` it"},
        {"effect on=requested      does=receives\n", "", "statute name",
         "no effect `receives` of `requested`"},
        {"role=before", "role=open", "stage code=none",
         "the first stage, and it alone, has the role `before`"},
        {"event code=granted\n", "event code=granted\nevent code=idle\n", "event code=idle",
         "no rule hears `idle`"},
        {"matter code=survey found=ref", "matter code=survey found=ref follows=paper",
         "matter code=survey", "a matter that follows is found=chain"},
        {"source=runs owes", "source=act of=paper owes", "duty code=decide",
         "the main clock is made from `runs`"},
    };
    for (auto const& each : changes) {
        auto const text = changed(each.old, each.fresh);
        auto const wrong = faults_of_statute(text);
        bool const said = std::any_of(wrong.begin(), wrong.end(), [&](fault const& f) {
            return f.what == code::bad_setting && f.detail == each.says &&
                   std::to_string(f.line) == line_of(text, each.at);
        });
        EXPECT_TRUE(said) << each.says << " but " << (wrong.empty() ? "" : faults_in(text)[0]);
    }
}

TEST(LoadStatute, RefusesTwoRulesForAStageAndAnEvent) {
    auto const text = changed("rule from=applied          on=survey_done to=surveyed cites=H4\n",
                              "rule from=applied          on=survey_done to=surveyed cites=H4\n"
                              "rule from=applied|surveyed on=survey_done cites=H4\n");
    EXPECT_EQ(faults_in(text),
              (std::vector<std::string>{line_of(text, "rule from=applied|surveyed on=survey_done") +
                                        " on DUPLICATE_ROW applied survey_done"}));
}

TEST(LoadStatute, ReadsLinesThatEndOtherwiseAndTextThatStartsWithAMark) {
    std::string text = "\xEF\xBB\xBF";
    for (char const c : harbour_text()) {
        text += c == '\n' ? "\r\n" : std::string(1, c);
    }
    harbour const port(text);
    EXPECT_EQ(port.law().name, "harbour");
    EXPECT_EQ(port.law().stages[1].en, "waits for the office");
    EXPECT_EQ(printed(table_of(port, 2023)), printed(table_of(harbour(harbour_text()), 2023)));
}

TEST(LoadStatute, KeepsNothingOfTheText) {
    auto text = harbour_text();
    auto read = load_statute(text);
    std::fill(text.begin(), text.end(), '#');
    loaded_statute first = std::move(read).value();
    loaded_statute rows = std::move(first);
    statute const law = rows.view();
    EXPECT_EQ(law.name, "harbour");
    EXPECT_EQ(law.events[9].code, "letter_arrived");
    EXPECT_EQ(cite(law, law.rules.front().cites), "HBR-1");
}

TEST(LoadStatute, ReadsPoliciesVersionsAndEveryConditionOfARow) {
    auto const text = changed(
        "article code=H1 ",
        "version code=HBR20 from=2020-01-01\n"
        "policy code=storm values=counted|not_counted question=\"Do days of storm count?\"\n"
        "kind code=master\n"
        "kind code=mate\n"
        "channel code=radio\n"
        "in_force of=H1 versions=HBR20 is=H2\n"
        "term of=decide length=20 cites=H2 versions=!HBR22 kinds=mate channels=radio irregular=no\n"
        "     overdue=no simplified=no policy=storm:not_counted since=2021-01-01 "
        "before=2022-01-01\n"
        "article code=H1 ");
    auto read = load_statute(text);
    ASSERT_TRUE(read) << faults_in(text)[0];
    loaded_statute const rows = std::move(read).value();
    EXPECT_EQ(rows.versions[1].code, "HBR20");
    EXPECT_EQ(rows.policies[0].values[1], "not_counted");
    EXPECT_EQ(rows.in_force[0].when.versions, number_set{2});
    auto const& when = rows.terms[0].when;
    EXPECT_EQ(when.versions, ~number_set{1});
    EXPECT_EQ(when.kinds, number_set{2});
    EXPECT_EQ(when.channels, number_set{1});
    EXPECT_EQ(when.irregular, maybe::no);
    EXPECT_EQ(when.overdue, maybe::no);
    EXPECT_EQ(when.simplified, maybe::no);
    EXPECT_EQ(when.policy, 0);
    EXPECT_EQ(when.value, 1);
    EXPECT_EQ(shown(when.from), "2021-01-01");
    EXPECT_EQ(shown(when.before), "2022-01-01");
}

}  // namespace
}  // namespace kernel_test
