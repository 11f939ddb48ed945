// A statute that is read from text and that the kernel has never seen: what it answers.
//
// The expected days were worked out by hand from the eight sentences at the top of
// tests/data/statutes/harbour.rows and the notices on public holidays.
#include "harbour.hpp"

namespace kernel_test {
namespace {

std::string told(std::string const& key, std::string const& as_of = "2024-12-31") {
    harbour const port(harbour_text());
    return duties_of(port.at(key, cases.at(key), as_of), port.law());
}

TEST(AStatuteReadFromText, GivesEachCaseItsLastDay) {
    EXPECT_EQ(told("B-01"), "decide office 2023-03-15 met; ");
    EXPECT_EQ(told("B-02"), "decide office 2023-05-17 missed; ");
    EXPECT_EQ(told("B-03"), "decide office 2023-06-27 met; supply applicant 2023-06-25 lapsed; ");
    EXPECT_EQ(told("B-04"), "decide office 2024-01-11 met; ");
    EXPECT_EQ(told("B-05"), "decide office 2023-01-12 met; ");
    EXPECT_EQ(told("B-06"), "decide office 2024-01-11 met; ");
    EXPECT_EQ(told("B-07"), "decide office 2023-10-12 met; ");
    EXPECT_EQ(told("B-08"), "decide office 2023-06-27 met; supply applicant 2023-06-25 met; ");
}

TEST(AStatuteReadFromText, SaysWhereACaseStands) {
    harbour const port(harbour_text());
    auto const on = [&](std::string const& as_of) {
        return port.at("B-02", cases.at("B-02"), as_of);
    };
    auto const stage = [&](assessment const& a) {
        return port.law().stages[place_of(a.life.now.at)].code;
    };
    EXPECT_EQ(stage(on("2023-04-25")), "applied");
    // Were the survey done that day, day 10 would be 8 May: 6 May, a Saturday, was worked.
    EXPECT_EQ(told("B-02", "2023-04-25"), "decide office 2023-05-08 paused; ");
    EXPECT_EQ(on("2023-04-25").flags, (std::vector<std::string>{"paused", "survey_awaited"}));

    EXPECT_EQ(stage(on("2023-05-08")), "surveyed");
    EXPECT_EQ(on("2023-05-08").duties.front().working_days_left, 7);

    EXPECT_EQ(on("2023-05-18").flags, (std::vector<std::string>{"overdue"}));
    EXPECT_EQ(stage(on("2023-05-19")), "decided");
    EXPECT_EQ(on("2023-05-19").flags, (std::vector<std::string>{"late"}));
}

TEST(AStatuteReadFromText, EndsACaseTheDayAfterALapse) {
    harbour const port(harbour_text());
    auto const a = port.at("B-03", cases.at("B-03"), "2023-12-31");
    EXPECT_EQ(shown(a.life.closed_on), "2023-06-26");
    EXPECT_EQ(port.law().outcomes[place_of(*a.life.result)].code, "given_up");
    ASSERT_EQ(a.warnings.size(), 1U);
    EXPECT_EQ(a.warnings.front().what, code::lapse_recorded_late);
}

TEST(AStatuteReadFromText, WarnsOfAPaperThatCameLate) {
    harbour const port(harbour_text());
    auto const a = port.at("x",
                           "requested 2023-06-12 class=angler;"
                           "paper_asked 2023-06-14 delivered=2023-06-17;paper_supplied 2023-06-26",
                           "2023-06-26");
    EXPECT_EQ(duties_of(a, port.law()),
              "decide office 2023-06-27 running; supply applicant 2023-06-25 lapsed; ");
    ASSERT_EQ(a.warnings.size(), 1U);
    EXPECT_EQ(a.warnings.front().what, code::correction_after_limit);
}

TEST(AStatuteReadFromText, CarriesWhatIsOpenOverTheYear) {
    harbour const port(harbour_text());
    auto const a = port.at("B-04", cases.at("B-04"), "2024-01-05");
    EXPECT_EQ(a.life.carried_over, std::vector<int>{2023});
    EXPECT_EQ(a.life.now.year, standing{1});
    EXPECT_EQ(port.at("B-04", cases.at("B-04"), "2023-12-30").life.now.year, standing{0});
    EXPECT_TRUE(port.at("B-01", cases.at("B-01"), "2024-01-05").life.carried_over.empty());
}

TEST(AStatuteReadFromText, AnswersWhatWouldBeLawful) {
    harbour const port(harbour_text());
    auto const said = [&](std::string const& rows, std::string const& proposed) {
        return said_in(port.law(), port.would_say(rows, proposed));
    };
    std::string const begun = "requested 2023-12-20 class=shipper";
    EXPECT_EQ(said(begun, "extended 2024-01-04 days=5"), "accepted HBR-5 -");
    EXPECT_EQ(said(begun, "extended 2024-01-04 days=6"),
              "refused EXTENSION_TOO_LONG HBR-5 2024-01-04");
    EXPECT_EQ(said(begun, "extended 2024-01-05 days=5"),
              "irregular EXTENSION_LATE HBR-5 2024-01-04");
    EXPECT_EQ(said(begun + ";extended 2023-12-28 days=5", "extended 2024-01-04 days=1"),
              "refused EXTENSION_TOO_LONG HBR-5 2024-01-11");

    std::string const asked =
        "requested 2023-06-12 class=angler;paper_asked 2023-06-14 delivered=2023-06-17";
    EXPECT_EQ(said(asked, "paper_lapsed 2023-06-25"), "refused LAPSE_TOO_EARLY HBR-3.3 2023-06-25");
    EXPECT_EQ(said(asked, "paper_lapsed 2023-06-26"), "accepted HBR-3.3 -");
    EXPECT_EQ(said(asked + ";paper_supplied 2023-06-20", "paper_lapsed 2023-06-26"),
              "refused NOTHING_TO_ANSWER HBR-3.3 -");

    std::string const ordered = begun + ";survey_ordered 2023-12-21 ref=s1";
    EXPECT_EQ(said(ordered, "survey_done 2023-12-25 re=s2"), "refused REFERENCE_UNKNOWN HBR-4 -");
    EXPECT_EQ(said(ordered + ";survey_ordered 2023-12-21 ref=s2", "survey_done 2023-12-25"),
              "refused REFERENCE_AMBIGUOUS HBR-4 -");
    EXPECT_EQ(said(ordered, "survey_done 2023-12-25"), "accepted HBR-4 -");

    EXPECT_EQ(said(begun, "requested 2023-12-21"), "refused ALREADY_RECEIVED HBR-1 -");
    EXPECT_EQ(said(begun + ";granted 2023-12-21", "extended 2023-12-22 days=1"),
              "refused ALREADY_CLOSED HBR-2 -");
    EXPECT_EQ(said("requested 2023-12-20 class=shipper id=a", "entry_struck 2023-12-21 re=a"),
              "accepted HBR-6 -");
    EXPECT_EQ(said("", "granted 2023-12-21"), "refused BEFORE_RECEIPT HBR-1 -");
}

TEST(AStatuteReadFromText, ListsWhatIsPossibleNextAndUntilWhen) {
    harbour const port(harbour_text());
    EXPECT_EQ(next_of(port.at("B-03", cases.at("B-03"), "2023-06-19"), port.law()),
              "paper_asked - -; paper_supplied - 2023-06-25; paper_lapsed 2023-06-26 -; "
              "survey_ordered - -; extended - 2023-06-27; granted - -; refused - -; ");
}

TEST(AStatuteReadFromText, KeepsARowThatHasNoEffect) {
    harbour const port(harbour_text());
    auto const a =
        port.at("x", "requested 2023-12-20 class=shipper;extended 2024-01-05 days=5", "2024-01-05");
    EXPECT_EQ(duties_of(a, port.law()), "decide office 2024-01-04 missed; ");
    ASSERT_EQ(a.life.irregular.size(), 1U);
    EXPECT_EQ(a.life.irregular.front().said.why, code::extension_late);
    EXPECT_EQ(a.flags, (std::vector<std::string>{"overdue", "irregular"}));
}

TEST(AStatuteReadFromText, AsksForAClassOnlyWhereItHasClasses) {
    harbour const port(harbour_text());
    auto const rows = port.rows("x", "requested 2023-03-01");
    EXPECT_EQ(assess(rows, parse_date("2023-03-02").value(), port.in()).error().what,
              code::no_class);
    auto text = harbour_text();
    for (std::string const line : {"class code=shipper en=\"shipping company\"\n",
                                   "class code=angler  en=\"private boat\"\n"}) {
        text.erase(text.find(line), line.size());
    }
    harbour const plain(text);
    auto const a = plain.at("x", "requested 2023-03-01", "2023-03-02");
    EXPECT_EQ(duties_of(a, plain.law()), "decide office 2023-03-15 running; ");
    auto const accounts = std::vector<account>{account_of(a)};
    EXPECT_EQ(printed(count_form(accounts, 2023, rows_of(plain.law(), 0), plain.law().classes)),
              "1: 1; 2: 0; 3: 0; 4: 0; 5: 1; ");
}

// --- certificates -------------------------------------------------------------------------------------

std::string lines_of(certificate const& c) {
    std::string out;
    for (auto const& line : c.lines) {
        out += to_text(line.on).substr(5) + " " + std::string(code_of(line.is)) +
               (line.is == day_is::counted  ? " " + std::to_string(line.n)
                : line.is == day_is::paused ? " " + line.ref
                                            : "") +
               "; ";
    }
    return out;
}

std::vector<certificate> proofs_of(std::string const& key) {
    harbour const port(harbour_text());
    return certificates(port.at(key, cases.at(key), "2023-06-30"), port.in()).value();
}

TEST(AStatuteReadFromText, ProvesItsDays) {
    auto const proofs = proofs_of("B-03");
    ASSERT_EQ(proofs.size(), 2U);
    auto const& decide = proofs[0];
    EXPECT_EQ(decide.id, "B-03/decide/1");
    EXPECT_EQ(decide.regime, "HBR22");
    EXPECT_EQ(decide.trigger_event, "requested");
    EXPECT_EQ(decide.basis, std::vector<std::string>{"HBR-2"});
    EXPECT_EQ(decide.limit, 10);
    EXPECT_EQ(decide.unit, "working_day");
    EXPECT_EQ(lines_of(decide),
              "06-13 counted 1; 06-14 counted 2; 06-15 counted 3; 06-16 counted 4; "
              "06-17 skipped; 06-18 skipped; 06-19 counted 5; 06-20 counted 6; 06-21 counted 7; "
              "06-22 skipped; 06-23 skipped; 06-24 skipped; 06-25 counted 8; 06-26 counted 9; "
              "06-27 counted 10; ");
    auto const& supply = proofs[1];
    EXPECT_EQ(supply.trigger_event, "paper_asked");
    EXPECT_EQ(to_text(supply.trigger_on), "2023-06-17");
    EXPECT_EQ(supply.basis, (std::vector<std::string>{"HBR-3.2", "HBR-7"}));
    EXPECT_EQ(supply.unit, "day");
    EXPECT_EQ(supply.status, "lapsed");
    EXPECT_TRUE(lines_of(supply).ends_with("06-25 rolled; ")) << lines_of(supply);
}

TEST(AStatuteReadFromText, ShowsThePauseInTheProof) {
    auto const proofs = proofs_of("B-02");
    ASSERT_EQ(proofs.size(), 1U);
    EXPECT_EQ(proofs[0].basis, (std::vector<std::string>{"HBR-2", "HBR-4"}));
    auto const lines = lines_of(proofs[0]);
    EXPECT_NE(lines.find("04-20 counted 3; 04-21 paused s1;"), std::string::npos) << lines;
    EXPECT_NE(lines.find("05-08 paused s1; 05-09 counted 4;"), std::string::npos) << lines;
}

// --- the table ------------------------------------------------------------------------------------------

TEST(AStatuteReadFromText, FillsItsFormYearAfterYear) {
    harbour const port(harbour_text());
    EXPECT_EQ(printed(table_of(port, 2022)), "1: 0 1 1; 2: 0 0 0; 3: 0 0 0; 4: 0 0 0; 5: 0 1 1; ");
    EXPECT_EQ(printed(table_of(port, 2023)), "1: 4 3 7; 2: 0 1 1; 3: 2 2 4; 4: 0 2 2; 5: 2 0 2; ");
    EXPECT_EQ(printed(table_of(port, 2024)), "1: 0 0 0; 2: 2 0 2; 3: 1 0 1; 4: 1 0 1; 5: 0 0 0; ");
    auto const t = table_of(port, 2023);
    EXPECT_EQ(t.row("4").who[1], (std::vector<std::string>{"B-02", "B-03"}));
    EXPECT_EQ(t.on_time, 5);
    EXPECT_EQ(t.late, 1);
    EXPECT_EQ(table_of(port, 2024).late, 0);
}

TEST(AStatuteReadFromText, HandsOverToTheNextYearWhatItCarriedOut) {
    harbour const port(harbour_text());
    for (int year = 2022; year < 2025; ++year) {
        auto const before = table_of(port, year);
        auto const after = table_of(port, year + 1);
        EXPECT_EQ(before.row("5").count, after.row("2").count) << year;
        EXPECT_EQ(before.carried_out, after.carried_in) << year;
        for (auto const& each : before.identities) {
            EXPECT_TRUE(each.holds) << year << " " << each.id << " " << each.where;
        }
        // I1 of three columns, I3 of five rows, I4 of two classes.
        EXPECT_EQ(before.identities.size(), 10U);
    }
}

TEST(AStatuteReadFromText, AddsUpResultsWhereItsFormHasASum) {
    auto text = harbour_text();
    std::string const last = "row form=berths code=5";
    text.insert(text.find(last), "row form=berths code=sum counts=sum\n");
    text.insert(text.find("code=4 counts"), "first_year=2024 ");
    auto const t = table_of(harbour(text), 2023);
    EXPECT_EQ(printed(t), "1: 4 3 7; 2: 0 1 1; 3: 2 2 4; 4: 0 2 2; sum: 2 4 6; 5: 2 0 2; ");
    // Now also I2 of three columns, I3 of the sum, and I6: no case can have ended so before 2024.
    EXPECT_EQ(t.identities.size(), 15U);
    for (auto const& each : t.identities) {
        EXPECT_EQ(each.holds, each.id != "I6") << each.id << " " << each.where;
    }
}

// --- changed by one word, it answers otherwise ----------------------------------------------------------

/// What the tests above look at, as one text.
std::string everything(harbour const& port) {
    std::string out;
    for (auto const& [key, text] : cases) {
        for (std::string const as_of : {"2023-04-25", "2023-05-09", "2023-06-19", "2024-12-31"}) {
            auto const rows = port.rows(key, text);
            if (to_text(rows.front().on) > as_of) {
                continue;
            }
            auto const a = port.at(key, text, as_of);
            out += key + " " + std::to_string(place_of(a.life.now.at)) + duties_of(a, port.law()) +
                   shown(a.life.closed_on) + std::to_string(a.life.carried_over.size()) +
                   next_of(a, port.law());
            for (auto const& each : a.flags) {
                out += " " + each;
            }
            for (auto const& each : a.warnings) {
                out += " " + std::string(name_of(each.what));
            }
            auto const proofs = certificates(a, port.in()).value();
            for (auto const& each : proofs) {
                out += " " + each.basis.front() + " " + each.basis.back();
            }
            out += "\n";
        }
    }
    for (int year = 2022; year < 2025; ++year) {
        out += printed(table_of(port, year)) + "\n";
    }
    std::string const begun = "requested 2023-12-20 class=shipper";
    std::string const asked =
        "requested 2023-06-12 class=angler;paper_asked 2023-06-14 delivered=2023-06-17";
    for (auto const& [rows, proposed] : std::vector<std::pair<std::string, std::string>>{
             {begun, "extended 2024-01-05 days=5"},
             {begun, "extended 2024-01-04 days=6"},
             {begun, "requested 2023-12-21"},
             {begun, "survey_done 2023-12-25"},
             {begun, "letter_arrived 2023-12-25"},
             {begun, "paper_supplied 2023-12-25"},
             {begun, "paper_lapsed 2023-12-25"},
             {begun + ";granted 2023-12-21", "refused 2023-12-22"},
             {asked, "paper_lapsed 2023-06-25"},
             {"", "granted 2023-12-21"}}) {
        out += said_in(port.law(), port.would_say(rows, proposed)) + "\n";
    }
    return out;
}

TEST(AStatuteReadFromText, AnswersOtherwiseWhenOneRowIsChanged) {
    auto const text = harbour_text();
    auto const before = everything(harbour(text));
    std::pair<std::string, std::string> const changes[] = {
        {"term of=decide length=10", "term of=decide length=9"},
        {"how=most length=5", "how=most length=4"},
        {"length=5 unit=day", "length=5"},
        {"\npause of=survey\n", "\n"},
        {"effect on=survey_ordered does=asks of=survey", "effect on=survey_ordered does=tells"},
        {"effect on=paper_lapsed   does=lapses of=paper\n", ""},
        {"effect on=extended       does=extends moved=yes\n", ""},
        {"moved=yes", "moved=no"},
        {"because=after_last", "because=always"},
        {"effect on=granted        does=replies\n", ""},
        {"source=runs owes=office", "source=runs owes=surveyor"},
        {"owes=office binds=office", "owes=office"},
        {"outcomes=berth en", "outcomes=berth|given_up en"},
        {"outcomes=no_berth|given_up", "outcomes=no_berth"},
        {"code=3 counts=results outcomes=berth", "code=3 counts=results outcomes=no_berth"},
        {"counts=fresh", "counts=carried_in"},
        {"closing by=refused gives=no_berth", "closing by=refused gives=berth"},
        {"closing by=refused gives=no_berth\n", ""},
        {"rest_day_end=H7", "rest_day_end=H6"},
        {"because=paused cites=H4", "because=paused cites=H5"},
        {"how=after day=limit_last", "how=from day=limit_last"},
        {"otherwise=irregular", "otherwise=refused"},
        {"check on=year_over      how=case_open why=NOT_POSSIBLE_HERE cites=H6\n", ""},
        {"check on=paper_supplied how=open why=NOTHING_TO_ANSWER cites=H32\n", ""},
        {"check on=extended       how=within why=EXTENSION_TOO_LONG cites=H5\n", ""},
        {"check on=letter_arrived how=arrives why=NOTHING_TO_ANSWER cites=H32\n", ""},
        {"bound on=paper_lapsed   day=limit_last is=first_after\n", ""},
        {"bound on=extended       day=due        is=last\n", ""},
        {"fact which=due        events=extended\n", ""},
        {"flag name=survey_awaited open=survey\n", ""},
        {"on=survey_done to=surveyed", "on=survey_done"},
        {"impossible events=requested why=ALREADY_RECEIVED",
         "impossible events=requested why=NOT_POSSIBLE_HERE"},
        {"impossible stages=decided why=ALREADY_CLOSED cites=H2\n", ""},
        {"role=ended", "role=voided"},
    };
    for (auto const& [old, fresh] : changes) {
        auto changed = text;
        auto const at = changed.find(old);
        ASSERT_NE(at, std::string::npos) << old;
        changed.replace(at, old.size(), fresh);
        // Either the rows no longer fit together, which is said, or an answer is another.
        if (faults_of_statute(changed).empty()) {
            EXPECT_NE(everything(harbour(changed)), before) << old << " -> " << fresh;
        }
    }
}

}  // namespace
}  // namespace kernel_test
