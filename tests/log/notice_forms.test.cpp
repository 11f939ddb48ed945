// Notices in JSON and as calendars, what they say, and every fault of a file at once.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/row/notice_file.hpp"

namespace {

using namespace qixian;

notices_read taken(std::string const& text) {
    return read_whole_notices(text_source::over(text, "n"));
}

/// "911@4 date" …, one a fault.
std::vector<std::string> faults_of(std::string const& text) {
    std::vector<std::string> out;
    for (auto const& each : taken(text).faults) {
        EXPECT_EQ(each.file, "n");
        out.push_back(std::to_string(static_cast<int>(each.what)) + "@" +
                      std::to_string(each.line) + (each.field.empty() ? "" : " " + each.field));
    }
    return out;
}
using said = std::vector<std::string>;

std::string const new_year = R"({
  "$schema": "https://example.org/schema.json",
  "year": 2027,
  "papers": ["https://www.gov.cn/zhengce/content/2026-11/05/content_1.htm"],
  "days": [
    {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
    {"name": "元旦", "date": "2027-01-02", "isOffDay": true},
    {"name": "春节", "date": "2027-01-30", "isOffDay": false}
  ]
})";

std::string event(std::string const& lines) {
    return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n";
}
std::string calendar(std::string const& events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}
std::string rest(std::string const& from, std::string const& to, std::string const& summary) {
    return event("DTSTART;VALUE=DATE:" + from + "\r\nDTEND;VALUE=DATE:" + to +
                 "\r\nSUMMARY:" + summary + "\r\n");
}

}  // namespace

TEST(notice_json, as_holiday_cn_has_it_is_a_notice) {
    auto const read = taken(new_year);
    ASSERT_TRUE(read.faults.empty());
    ASSERT_EQ(read.notices.size(), 1U);
    auto const& n = read.notices[0];
    EXPECT_EQ(n.id, "JSON-2027");
    EXPECT_EQ(n.published, day(20261105));
    EXPECT_EQ(n.arranges_year, 2027);
    EXPECT_FALSE(n.complete);
    ASSERT_EQ(n.days.size(), 3U);
    EXPECT_EQ(n.days[0], (notice_day{day(20270101), notice_kind::off, "元旦"}));
    EXPECT_EQ(n.days[2].kind, notice_kind::work);
}

TEST(notice_json, may_say_what_holiday_cn_does_not) {
    auto const read = taken(R"({"year":2027,"id":"GX-27","published":"2027-03-01","region":"CN-GX",
"complete":true,"document":"x","days":[{"name":"三月三","date":"2027-04-09","isOffDay":true}]})");
    ASSERT_TRUE(read.faults.empty());
    auto const& n = read.notices.at(0);
    EXPECT_EQ(n.id, "GX-27");
    EXPECT_EQ(n.published, day(20270301));
    EXPECT_EQ(n.region, "CN-GX");
    EXPECT_TRUE(n.complete);
    EXPECT_EQ(n.document, "x");
}

TEST(notice_json, takes_the_day_of_publication_from_its_papers) {
    auto const published = [](std::string const& papers) {
        auto const read = taken(R"({"year":2027,"papers":[)" + papers +
                                R"(],"days":[{"date":"2027-01-01","isOffDay":true}]})");
        EXPECT_TRUE(read.faults.empty());
        return read.notices.at(0).published;
    };
    EXPECT_EQ(published(R"("http://x/2026-11/25/c_5.htm","http://x/2026-12/01/c.htm")"),
              day(20261201));
    EXPECT_EQ(published(R"("http://x/202611/t20261125_8.html")"), day(20261125));
    EXPECT_EQ(published(R"("https://www.gov.cn/zhengce/content/202611/content_6.htm")"),
              day(20261101));
    EXPECT_EQ(published(""), day(20260101)) << "known to every question that reaches the year";
}

TEST(notice_json, tells_every_fault_with_its_line) {
    EXPECT_EQ(faults_of(R"({"year": "2027",
"days": [
 {"name": "元旦", "date": "2027-02-30", "isOffDay": true},
 {"name": "元旦", "date": "2027-01-01", "isOffDay": 1},
 {"name": "元旦", "date": "2027-01-02"},
 {"name": "元旦", "date": "2027-01-03", "isOffDay": true, "colour": "red"},
 7,
 {"name": "元旦", "date": "2027-01-03", "isOffDay": false}
], "holidays": []})"),
              (said{"932@1 year", "911@3 date", "932@4 isOffDay", "906@5 isOffDay", "905@6 colour",
                    "932@7 days", "802@8 date", "905@9 holidays"}));
    EXPECT_EQ(faults_of(R"({"year":2027,"days":[]})"), said{"924@1 days"});
    EXPECT_EQ(faults_of("{}"), (said{"906@1 year", "906@1 days"}));
    EXPECT_EQ(faults_of("[]"), said{"932@1"});
    EXPECT_EQ(faults_of("{\"year\":2027,\n\"year\":2027,\"days\":[}"),
              (said{"904@2 year", "904@2"}));
    EXPECT_EQ(faults_of(R"({"year":2027,"days":[{"date":"2029-01-01","isOffDay":true}]})"),
              said{"911@1 date"});
    EXPECT_EQ(faults_of(R"({"year":99999999999999999999,"days":[]})").at(0), "913@1 year");
    EXPECT_EQ(faults_of("{\"days\":" + std::string(100'000, '[')).at(0), "932@1");
}

TEST(notice_ics, has_its_days_from_events_of_whole_days) {
    auto const read = taken(calendar(
        rest("20270205", "20270213", "春节（休）") + rest("20270130", "20270131", "春节（班）") +
        rest("20270214", "20270215", "春节 补\r\n 班") + rest("20261231", "20270102", "元旦 休")));
    ASSERT_TRUE(read.faults.empty()) << read.faults[0].detail;
    ASSERT_EQ(read.notices.size(), 1U);
    auto const& n = read.notices[0];
    EXPECT_EQ(n.id, "ICS-2027");
    EXPECT_EQ(n.arranges_year, 2027);
    EXPECT_EQ(n.published, day(20260101));
    ASSERT_EQ(n.days.size(), 12U);
    EXPECT_EQ(n.days[0].on, day(20261231));
    EXPECT_EQ(n.days[2], (notice_day{day(20270130), notice_kind::work, "春节"}));
    EXPECT_EQ(n.days[10], (notice_day{day(20270212), notice_kind::off, "春节"}));
    EXPECT_EQ(n.days[11].kind, notice_kind::work) << "a folded line";
}

TEST(notice_ics, may_hold_several_years_and_say_when_it_was_published) {
    auto const stamped = [](char const* on, char const* stamp) {
        return event("DTSTART;VALUE=DATE:" + std::string(on) +
                     "\nSUMMARY:国庆节 休\nDTSTAMP:" + stamp + "\n");
    };
    auto const read = taken(calendar(stamped("20261001", "20251104T080000Z") +
                                     stamped("20271001", "20261105T080000Z")));
    ASSERT_EQ(read.notices.size(), 2U);
    EXPECT_EQ(read.notices[0].published, day(20251104));
    EXPECT_EQ(read.notices[1].published, day(20261105));
    auto const told = taken(calendar("X-QIXIAN-PUBLISHED:2026-11-01\nX-QIXIAN-REGION:CN-GX\n"
                                     "X-QIXIAN-COMPLETE:TRUE\nX-QIXIAN-ID:GX\n" +
                                     stamped("20271001", "20261105T080000Z")));
    ASSERT_EQ(told.notices.size(), 1U);
    EXPECT_EQ(told.notices[0].published, day(20261101));
    EXPECT_EQ(told.notices[0].region, "CN-GX");
    EXPECT_EQ(told.notices[0].id, "GX");
    EXPECT_TRUE(told.notices[0].complete);
}

TEST(notice_ics, guesses_nothing) {
    EXPECT_EQ(faults_of(calendar(rest("20270101", "20270102", "元旦") +
                                 rest("20270102", "20270103", "调休") +
                                 rest("20270103", "20270104", "放假后上班"))),
              (said{"910@6 SUMMARY", "910@11 SUMMARY", "910@16 SUMMARY"}));
    EXPECT_EQ(faults_of(calendar(rest("20270101", "20270101", "元旦休") +
                                 rest("20270101", "20280101", "元旦休") +
                                 rest("20270101T080000", "20270102", "元旦休"))),
              (said{"922@5 DTEND", "922@10 DTEND", "911@14 DTSTART"}));
    EXPECT_EQ(faults_of(calendar(rest("20270101", "20270102", "元旦休") +
                                 rest("20270101", "20270102", "元旦班"))),
              said{"802@9 DTSTART"});
    EXPECT_EQ(faults_of(calendar(event("SUMMARY:元旦休\nRRULE:FREQ=YEARLY\n"))),
              (said{"906@3 DTSTART", "905@5 RRULE"}));
    EXPECT_EQ(faults_of("BEGIN:VCALENDAR\nEND:VCALENDAR\n"), said{"924@1"});
    EXPECT_EQ(faults_of("BEGIN:VCALENDAR\nrubbish\nBEGIN:VEVENT\nEND:VTODO\n"),
              (said{"906@1 END", "906@2 :", "906@3 END", "910@4 END"}));
    // Two festivals on one day are no contradiction.
    auto const both = taken(calendar(rest("20281003", "20281004", "国庆节休") +
                                     rest("20281003", "20281004", "中秋节休")));
    EXPECT_EQ(both.notices.at(0).days.at(0).holiday, "国庆节、中秋节");
}

TEST(notice_csv, may_be_local_and_complete) {
    std::string const head = "notice_id,published,date,kind,region,complete\n";
    auto const read = taken(head + "X,2027-01-01,2027-04-09,off,CN-GX,\n"
                                   "X,2027-01-01,2027-04-10,off,CN-GX,yes\n");
    ASSERT_TRUE(read.faults.empty());
    EXPECT_EQ(read.notices.at(0).region, "CN-GX");
    EXPECT_TRUE(read.notices.at(0).complete);
    EXPECT_EQ(faults_of(head + "X,2027-01-01,2027-04-09,off,CN-GX,\n"
                               "X,2027-01-01,2027-04-10,off,,\n"
                               "X,2027-01-01,2027-04-11,off,CN-GX,maybe\n"
                               "X,2027-01-01,2027-04-31,off,CN GX,\n"),
              (said{"802@3 region", "910@4 complete", "911@5 date"}));
}

TEST(notice_forms, of_the_same_days_give_the_same_calendar) {
    auto const csv = taken("notice_id,published,date,kind,holiday_name\n"
                           "X,2026-11-05,2027-01-01,off,元旦\nX,2026-11-05,2027-01-02,off,元旦\n"
                           "X,2026-11-05,2027-01-30,work,春节\n");
    auto const ics = taken(
        calendar(rest("20270101", "20270103", "元旦休") + rest("20270130", "20270131", "春节班")));
    auto const digest = [](notices_read const& of) {
        return china::editions().with_notice(of.notices.at(0)).value().current().digest();
    };
    EXPECT_EQ(digest(csv), digest(taken(new_year)));
    EXPECT_EQ(digest(csv), digest(ics));
}

TEST(notice_forms, survive_any_bytes) {
    std::vector<std::string> const seeds{
        new_year,
        calendar(rest("20270205", "20270213", "春节（休）") +
                 rest("20270130", "20270131", "春节班")),
        "notice_id,published,date,kind\nX,2026-11-05,2027-01-01,off\n"};
    std::mt19937 random(5);
    for (int round = 0; round < 6'000; ++round) {
        auto text = seeds[static_cast<std::size_t>(round) % seeds.size()];
        for (auto changes = 1 + random() % 8; changes > 0; --changes) {
            auto const at = random() % (text.size() + 1);
            switch (random() % 4) {
            case 0: text.resize(at); break;
            case 1: text.insert(at, 1, static_cast<char>(random() % 256)); break;
            case 2: text.insert(at, text.substr(random() % (at + 1), random() % 40)); break;
            default:
                if (at < text.size()) {
                    text[at] = "{}[],:\"0912\n;\xE6\0"[random() % 15];
                }
            }
        }
        auto const read = taken(text);
        EXPECT_TRUE(read.faults.empty() != read.notices.empty());
        for (auto const& each : read.notices) {
            static_cast<void>(china::editions().with_notice(each));
        }
    }
}
