// Event logs as people write them: CSV and NDJSON, odd marks, warnings and faults in their place.
#include "qixian/row/event_log.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace {

using namespace qixian;

event_log read(std::string_view text, after_fault then = after_fault::keep_going,
               log_options options = {}) {
    auto reader = event_reader::over(text, "x.csv", options);
    return read_all(reader, then);
}

std::string show(fault const& why) {
    return std::to_string(static_cast<int>(why.what)) + "@" + std::to_string(why.line) + ":" +
           std::to_string(why.column) + (why.field.empty() ? "" : " " + why.field);
}

std::vector<std::string> show(std::vector<fault> const& list) {
    std::vector<std::string> out;
    for (auto const& why : list) {
        EXPECT_EQ(why.file, "x.csv");
        out.push_back(show(why));
    }
    return out;
}

using texts = std::vector<std::string>;

/// "agency/application: lines" of every application.
texts groups(event_log const& log) {
    texts out;
    for (auto const& each : log.applications) {
        auto& text = out.emplace_back(each.agency + "/" + each.application + ":");
        for (auto const& e : each.rows) {
            EXPECT_EQ(e.agency, each.agency);
            EXPECT_EQ(e.application, each.application);
            text += " " + std::to_string(e.line);
        }
        text += each.incomplete ? " incomplete" : "";
    }
    return out;
}

/// The same by `for_each_application`; faults are added to `faults`.
texts walked(std::string_view text, texts& faults, after_fault then = after_fault::keep_going) {
    auto reader = event_reader::over(text, "x.csv");
    event_log log;
    log_visitor const visitor{
        .application =
            [&](application_rows&& rows) { log.applications.push_back(std::move(rows)); },
        .agency_row = [&](entry&& e, std::vector<fault> const&) { log.agency_rows.push_back(e); },
        .fault = [&](fault const& why) { faults.push_back(show(why)); }};
    auto const totals = for_each_application(reader, visitor, then);
    EXPECT_EQ(totals.applications, log.applications.size());
    EXPECT_EQ(totals.faults, faults.size());
    return groups(log);
}

}  // namespace

TEST(event_log, every_column_of_a_csv_row_is_read) {
    auto const log = read(
        "note,recorded,seq,id,applicant_ref,related,part_of,desk,agency,channel,applicant,event,on,"
        "application,x_系统,ref\n"
        "\"a, "
        "b\",2020-12-21T09:30:00+08:00,-7,e1,h,QH-1,QH-2,综合科,某局,online,legal_service,received,"
        "2020-12-21,沪公开〔2020〕1号,原样 ,r\n"
        ",,,,,,,,,,,fee_notified,2020-12-22,沪公开〔2020〕1号,,f\n");
    ASSERT_EQ(show(log.faults), texts{});
    ASSERT_EQ(groups(log), texts{"某局/沪公开〔2020〕1号: 2 3"});
    entry const expected{.application = "沪公开〔2020〕1号",
                         .agency = "某局",
                         .on = day(20201221),
                         .what = event::received,
                         .applicant = applicant::legal_service,
                         .channel = channel::online,
                         .ref = "r",
                         .desk = "综合科",
                         .part_of = "QH-2",
                         .related = "QH-1",
                         .applicant_ref = "h",
                         .id = "e1",
                         .seq = -7,
                         .recorded = parse_instant("2020-12-21T01:30:00Z").value(),
                         .note = "a, b",
                         .extra = {{"x_系统", "原样 "}},
                         .line = 2};
    EXPECT_EQ(log.applications[0].rows[0], expected);
}

TEST(event_log, ndjson_has_the_same_keys_and_takes_numbers_for_numbers) {
    auto const log = read(
        "\n "
        "{\"event\":\"extended\",\"on\":\"2020-01-06\",\"application\":\"\\u7533-1\",\"days\":20,"
        "\"unit\":\"working_day\",\"seq\":-3,\"delivered\":null,\"x_b\":\"2\",\"x_a\":\"1\",\"x_"
        "c\":\"\"}\r\n"
        "\n{\"event\":\"fee_notified\",\"on\":\"2020-01-06\",\"application\":\"申-1\",\"amount\":"
        "12.5}\n"
        "{\"event\":\"fee_notified\",\"on\":\"2020-01-06\",\"application\":\"申-1\",\"amount\":"
        "\"300\"}");
    ASSERT_EQ(show(log.faults), texts{});
    ASSERT_EQ(groups(log), texts{"/申-1: 2 4 5"});
    auto const& rows = log.applications[0].rows;
    EXPECT_EQ(rows[0].days, 20);
    EXPECT_EQ(rows[0].days_unit, unit::working_day);
    EXPECT_EQ(rows[0].seq, -3);
    EXPECT_FALSE(rows[0].delivered.has_value());
    EXPECT_EQ(rows[0].extra, (decltype(rows[0].extra){{"x_a", "1"}, {"x_b", "2"}}));
    EXPECT_EQ(rows[1].amount_fen, 1250);
    EXPECT_EQ(rows[2].amount_fen, 30000);
}

TEST(event_log, marks_line_ends_and_blank_lines_are_tolerated) {
    std::string const csv = "\xEF\xBB\xBF"
                            "application,on,event\r\n\r\nA,2020-01-06,withdrawn\r\n\r\n"
                            "B,2020-01-07,withdrawn";
    EXPECT_EQ(groups(read(csv)), (texts{"/A: 3", "/B: 5"}));
    EXPECT_EQ(show(read(csv).faults), texts{});
    std::string const json =
        "\xEF\xBB\xBF"
        "{\"application\":\"A\",\"on\":\"2020-01-06\",\"event\":\"withdrawn\"}\r\n \t\r\n";
    EXPECT_EQ(groups(read(json)), texts{"/A: 1"});
    EXPECT_EQ(show(read(json).faults), texts{});
}

TEST(event_log, a_header_row_alone_is_an_empty_log) {
    auto const log = read("application,on,event\n");
    EXPECT_EQ(show(log.faults), texts{});
    EXPECT_TRUE(log.applications.empty());
}

TEST(event_log, gb18030_is_read_when_asked) {
    // 申请-1 … 某局, in GB18030; the column counts characters.
    std::string const text =
        "application,agency,on,event\n\xC9\xEA\xC7\xEB-1,\xC4\xB3\xBE\xD6,2020-01-06,withdrawn\n"
        "\xC9\xEA\xC7\xEB-2,\xC4\xB3\xBE\xD6,2020-01-66,withdrawn\n";
    auto const log =
        read(text, after_fault::keep_going, {.text = {.from = text_encoding::gb18030}});
    EXPECT_EQ(groups(log), texts{"某局/申请-1: 2"});
    EXPECT_EQ(show(log.faults), texts{"911@3:9 on"});
}

TEST(event_log, keys_take_letters_of_every_script) {
    for (std::string const key :
         {"QH-2020_1.a/b", "沪府〔2020〕第1号", "（2020）", "(2020)", "〇二〇", "𠀀𰀀",
          "ＡＢ１２", "Ёж", "ئۇيغۇر", "བོད", "ᠮᠣᠩᠭᠣᠯ", "ꆈꌠ", "한국", "かな", "Ⅷ", "-", "é"}) {
        auto const text = "application,on,event\n" + key + ",2020-01-06,withdrawn\n";
        auto const log = read(text);
        EXPECT_EQ(show(log.faults), texts{}) << key;
        EXPECT_EQ(groups(log), texts{"/" + key + ": 2"});
    }
    std::string sixty_four;
    for (int i = 0; i < 64; ++i) {
        sixty_four += "𠀀";
    }
    auto const text = "application,on,event\n" + sixty_four + ",2020-01-06,withdrawn\n";
    EXPECT_EQ(show(read(text).faults), texts{});
}

TEST(event_log, a_cell_without_use_is_a_warning_with_its_place) {
    auto const log = read("application,on,event,days,view,amount\n"
                          "A,2020-01-06,withdrawn,5,,\n"
                          "A,2020-01-06,opinion_received,,agrees,3\n"
                          "B,2020-12-31,year_closed,,,\n");
    EXPECT_EQ(show(log.faults), texts{});
    EXPECT_EQ(show(log.applications[0].warnings), (texts{"926@2:24 days", "926@3:39 amount"}));
    // An agency froze its report, not an application.
    EXPECT_EQ(show(log.warnings), texts{"926@4:1 application"});
    ASSERT_EQ(log.agency_rows.size(), 1U);
    EXPECT_EQ(log.agency_rows[0].application, "");
    auto const line =
        read(R"({"application":"A","view":"none","on":"2020-01-06","event":"withdrawn"})");
    EXPECT_EQ(show(line.applications[0].warnings), texts{"926@1:27 view"});
}

TEST(event_log, rows_of_one_application_need_not_stand_together) {
    std::string const text =
        "application,on,event\n"
        "B,2020-01-06,withdrawn\nA,2020-01-07,withdrawn\n,2020-12-31,year_closed\n"
        "B,2020-01-05,withdrawn\nA,2020-01-04,withdrawn\n";
    auto const log = read(text);
    EXPECT_EQ(groups(log), (texts{"/B: 2 5", "/A: 3 6"}));
    EXPECT_EQ(log.agency_rows.size(), 1U);
    EXPECT_EQ(log.rows, 5U);
    EXPECT_NE(log.find("", "A"), nullptr);
    EXPECT_EQ(log.find("", "C"), nullptr);
}

TEST(event_log, a_row_without_agency_belongs_to_the_logs_one_agency) {
    std::string const one =
        "application,agency,on,event\n"
        "A,,2020-01-06,withdrawn\nA,甲,2020-01-07,withdrawn\n,,2020-12-31,year_closed\n";
    auto const log = read(one);
    EXPECT_EQ(show(log.faults), texts{});
    EXPECT_EQ(groups(log), texts{"甲/A: 2 3"});
    EXPECT_EQ(log.agency_rows[0].agency, "甲");

    std::string const two = one + "A,乙,2020-01-08,withdrawn\n";
    EXPECT_EQ(show(read(two).faults), (texts{"934@2:3 agency", "934@4:2 agency"}));
    EXPECT_EQ(groups(read(two)), (texts{"甲/A: 3 incomplete", "乙/A: 5 incomplete"}));
    EXPECT_EQ(show(read(two, after_fault::stop).faults), texts{"934@2:3 agency"});
}

TEST(event_log, one_id_with_one_content_counts_once) {
    std::string const text = "application,on,event,id,note\n"
                             "A,2020-01-06,withdrawn,7,x\n"
                             "A,2020-01-06,withdrawn,7,x\n"
                             "A,2020-01-06,withdrawn,,x\n"
                             "A,2020-01-06,withdrawn,,x\n";
    auto const log = read(text);
    EXPECT_EQ(show(log.faults), texts{});
    EXPECT_EQ(groups(log), texts{"/A: 2 4 5"});
    EXPECT_EQ(log.repeated, 1U);
    EXPECT_EQ(log.rows, 4U);
}

TEST(event_log, one_id_with_two_contents_is_a_fault_that_names_both_lines) {
    std::string const text = "application,on,event,id,note,x_a\n"
                             "A,2020-01-06,withdrawn,7,x,\n"
                             "A,2020-01-06,withdrawn,7,x,1\n"
                             "B,2020-01-06,withdrawn,7,x,\n"
                             ",2020-12-31,year_closed,7,,\n";
    auto const log = read(text);
    EXPECT_EQ(show(log.faults), (texts{"919@3:24 id", "919@4:24 id", "919@5:25 id"}));
    EXPECT_EQ(log.faults[1].detail, "7: lines 2 and 4");
    EXPECT_EQ(groups(log), texts{"/A: 2 incomplete"});
}

TEST(event_log, an_application_with_a_faulty_row_is_said_to_be_incomplete) {
    std::string const text =
        "application,on,event\n"
        "A,2020-01-06,withdrawn\nB,2020-01-06,withdrawn\nA,2020-01-66,withdrawn\n"
        "C,2020-01-06,nonsense\nB,2020-01-06,withdrawn,x\n";
    auto const log = read(text);
    EXPECT_EQ(show(log.faults), (texts{"911@4:3 on", "910@5:14 event", "908@6:24"}));
    EXPECT_EQ(groups(log), (texts{"/A: 2 incomplete", "/B: 3"}));
    EXPECT_EQ(log.rows, 5U);
    EXPECT_EQ(show(read(text, after_fault::stop).faults), texts{"911@4:3 on"});
}

TEST(event_log, an_application_of_which_no_row_could_be_read_is_named_as_lost) {
    std::string const text = "application,agency,on,event\n"
                             "B,甲,2020-01-66,received\nB,甲,2020-01-77,withdrawn\n"
                             "A,甲,2020-01-06,nonsense\n"
                             "C,甲,2020-01-06,withdrawn\nC,甲,2020-01-66,withdrawn\n"
                             ",甲,2020-01-66,withdrawn\n";
    std::vector<lost_application> const expected{{"甲", "A"}, {"甲", "B"}};
    auto const log = read(text);
    EXPECT_EQ(log.lost, expected);
    EXPECT_EQ(groups(log), texts{"甲/C: 5 incomplete"});  // C lost a row, not itself

    auto reader = event_reader::over(text, "x.csv");
    EXPECT_EQ(for_each_application(reader, {}, after_fault::keep_going).lost, expected);
}

TEST(event_log, a_fault_of_the_file_ends_it_after_what_stood_before) {
    auto const log =
        read("application,on,event\nA,2020-01-06,withdrawn\nB,2020-01-66,withdrawn\n\xFF");
    // What stands behind the bad byte is lost, and A may go on there.
    EXPECT_EQ(groups(log), texts{"/A: 2 incomplete"});
    EXPECT_EQ(show(log.faults), (texts{"911@3:3 on", "901@4:1"}));
}

TEST(event_log, a_fault_of_the_file_leaves_in_doubt_what_may_go_on_behind_it) {
    std::string const head = "application,on,event\n";
    std::string const a = "A,2020-01-06,withdrawn\n";
    std::string const b = "B,2020-01-06,withdrawn\n";
    std::string const open_quote = "C,\"2020-01-06,withdrawn\n";
    // Grouped: only the last may go on. The same one row at a time and all at once.
    for (auto const& text : {head + a + a + b + open_quote, head + a + b + "\xFF"}) {
        texts faults;
        auto const by_walking = walked(text, faults);
        EXPECT_EQ(by_walking.back(),
                  text.find("C,") != text.npos ? "/B: 4 incomplete" : "/B: 3 incomplete");
        EXPECT_EQ(groups(read(text)), by_walking);
        EXPECT_EQ(show(read(text).faults), faults);
    }
    // Not grouped: any of them.
    EXPECT_EQ(groups(read(head + a + b + a + open_quote)),
              (texts{"/A: 2 4 incomplete", "/B: 3 incomplete"}));
}

TEST(event_log, everything_that_is_wrong_with_a_row_is_said_in_its_order) {
    std::string const text = "note,application,on,event,applicant,days\n"
                             "x,A,2020-02-30,recieved,person,many\n"
                             "x,,2020-02-30,received,other,\n"
                             "x,,,,,\n"
                             ",,,,,\n"
                             "x,A,2020-02-28,received,other,1,2\n"
                             "x,A,2020-02-28,received,other,\n";
    auto const log = read(text);
    texts const expected{
        "911@2:5 on",          "910@2:16 event", "910@2:25 applicant",  "913@2:32 days",
        "915@3:3 application", "911@3:4 on",     "915@4:3 application", "915@4:4 on",
        "915@4:5 event",       "908@6:33"};
    EXPECT_EQ(show(log.faults), expected);  // a row of commas only is none
    EXPECT_EQ(log.rows, 5U);
    EXPECT_EQ(show(read(text, after_fault::stop).faults).size(), 1U);
    // What may stand there is said with it.
    ASSERT_GT(log.faults.size(), 2U);
    EXPECT_EQ(log.faults[2].allowed, (texts{"natural_person", "business", "research",
                                            "public_welfare", "legal_service", "other"}));
    EXPECT_GT(log.faults[1].allowed.size(), 40U);
    EXPECT_EQ(log.faults[0].allowed, texts{});
    auto const json = read(R"({"application":"A","on":"2020-02-30","event":"received",)"
                           R"("applicant":"person","days":[1],"days":2,"what":3})"
                           "\n"
                           R"({"on":5,"event":"received")"
                           "\n");
    EXPECT_EQ(show(json.faults).size(), 6U);
    EXPECT_EQ(json.faults.back().line, 2U);
}

TEST(event_log, everything_that_is_wrong_with_the_header_row_is_said) {
    EXPECT_EQ(show(read("Application,on,on,who\nA,2020-01-06,x,y\n").faults),
              (texts{"905@1:1 Application", "907@1:16 on", "905@1:19 who", "906@1:1 event"}));
}

TEST(sorted_log, applications_come_one_by_one) {
    std::string const text =
        "application,agency,on,event,id\n"
        "B,,2020-01-06,withdrawn,1\nB,甲,2020-01-05,withdrawn,2\n"
        ",甲,2020-12-31,year_closed,3\nB,甲,2020-01-05,withdrawn,2\n"
        "A,,2020-01-07,withdrawn,4\nC,甲,2020-01-07,bad,\nC,,2020-01-07,withdrawn,\n";
    texts faults;
    EXPECT_EQ(walked(text, faults), (texts{"甲/B: 2 3", "甲/A: 6", "甲/C: 8 incomplete"}));
    EXPECT_EQ(faults, texts{"910@7:16 event"});
    EXPECT_EQ(groups(read(text)), (texts{"甲/B: 2 3", "甲/A: 6", "甲/C: 8 incomplete"}));
}

TEST(sorted_log, rows_that_stand_apart_are_a_fault) {
    std::string const text =
        "application,on,event\n"
        "A,2020-01-06,withdrawn\nB,2020-01-06,withdrawn\nA,2020-01-07,withdrawn\n"
        "C,2020-01-06,withdrawn\n";
    texts faults;
    EXPECT_EQ(walked(text, faults), (texts{"/A: 2", "/B: 3", "/C: 5"}));
    EXPECT_EQ(faults, texts{"923@4:1 application"});
    texts first;
    EXPECT_EQ(walked(text, first, after_fault::stop), texts{"/A: 2"});
    EXPECT_EQ(first, texts{"923@4:1 application"});
}

TEST(sorted_log, a_faulty_row_between_ends_no_application) {
    std::string const text =
        "application,on,event\n"
        "A,2020-01-06,withdrawn\nB,2020-01-66,withdrawn\nA,2020-01-07,withdrawn\n"
        "B,2020-01-06,withdrawn\nA,2020-01-08,withdrawn\nB,2020-01-07,withdrawn\n"
        "A,2020-01-88,withdrawn\n";
    texts faults;
    EXPECT_EQ(walked(text, faults), (texts{"/A: 2 4", "/B: 5 7 incomplete"}));
    // A row of A after all of A was handed over is out of its place, sound or not.
    EXPECT_EQ(faults,
              (texts{"911@3:3 on", "923@6:1 application", "911@8:3 on", "923@8:1 application"}));
}

TEST(sorted_log, an_agency_that_is_named_too_late_is_a_fault) {
    texts faults;
    walked("application,agency,on,event\nA,,2020-01-06,withdrawn\nB,甲,2020-01-06,withdrawn\n",
           faults);
    // A has not been handed over when 甲 is named, so it is its own.
    EXPECT_EQ(faults, texts{});
    walked("application,agency,on,event\nA,,2020-01-06,withdrawn\nB,,2020-01-06,withdrawn\n"
           "C,甲,2020-01-06,withdrawn\n",
           faults);
    EXPECT_EQ(faults, texts{"934@4:3 agency"});
    faults.clear();
    walked("application,agency,on,event\nA,甲,2020-01-06,withdrawn\nB,,2020-01-06,withdrawn\n"
           "C,乙,2020-01-06,withdrawn\n",
           faults);
    EXPECT_EQ(faults, texts{"934@4:3 agency"});
    faults.clear();
    walked("application,agency,on,event\nA,甲,2020-01-06,withdrawn\nB,乙,2020-01-06,withdrawn\n"
           "C,,2020-01-06,withdrawn\n",
           faults);
    EXPECT_EQ(faults, texts{"934@4:3 agency"});
}

TEST(sorted_log, an_id_is_one_of_the_whole_log) {
    std::string const text =
        "application,on,event,id\n"
        "A,2020-01-06,withdrawn,7\nA,2020-01-06,withdrawn,7\n"
        "A,2020-01-07,withdrawn,7\nB,2020-01-06,withdrawn,7\n"
        ",2020-12-31,year_closed,8\n,2020-12-31,year_closed,8\n,2021-12-31,year_closed,8\n";
    texts faults;
    EXPECT_EQ(walked(text, faults), texts{"/A: 2 incomplete"});
    EXPECT_EQ(faults, (texts{"919@4:24 id", "919@5:24 id", "919@8:25 id"}));
    EXPECT_EQ(show(read(text).faults), faults);
}

TEST(sorted_log, a_lost_row_leaves_its_application_incomplete_whatever_its_agency) {
    std::string const text = "application,agency,on,event\n"
                             "X,甲,2020-01-06,withdrawn\nY,乙,2020-01-06,withdrawn\n"
                             "A,甲,2020-01-06,withdrawn\nA,,2020-01-66,withdrawn\n"
                             "A,,2020-01-06,withdrawn\nA,甲,2020-01-07,withdrawn\n"
                             "B,,2020-01-06,withdrawn\nB,乙,2020-01-06,withdrawn\n";
    texts const expected{"甲/X: 2", "乙/Y: 3", "甲/A: 4 7 incomplete", "乙/B: 9 incomplete"};
    texts const expected_faults{"911@5:4 on", "934@6:3 agency", "934@8:3 agency"};
    texts faults;
    EXPECT_EQ(walked(text, faults), expected);
    EXPECT_EQ(faults, expected_faults);
    EXPECT_EQ(groups(read(text)), expected);
    EXPECT_EQ(show(read(text).faults), expected_faults);
}

TEST(sorted_log, both_ways_of_reading_agree_on_a_grouped_log) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random(seed);
        auto const below = [&random](unsigned n) { return static_cast<unsigned>(random() % n); };
        bool const named = below(2) == 0;
        std::string text = "application,agency,on,event,id\n";
        for (unsigned application = 0; application < 6; ++application) {
            if (below(6) == 0) {
                // A row with a fault may name anything but what has been before.
                text += "A" + std::to_string(application + below(4)) + (named ? ",甲" : ",") +
                        ",2020-12-00,withdrawn,\n";
            }
            auto const agency = !named ? "" : below(2) == 0 ? "甲" : "乙";
            for (unsigned i = below(5); i > 0; --i) {
                auto const year = below(9) == 0;
                text += (year ? "" : "A" + std::to_string(application)) + "," + agency +
                        (below(9) == 0 ? ",2020-13-01," : ",2020-12-31,") +
                        (year            ? "year_closed"
                         : below(9) == 0 ? "x"
                                         : "withdrawn") +
                        "," + (below(2) == 0 ? "" : std::to_string(below(12))) + "\n";
            }
        }
        if (below(4) == 0) {
            text += below(2) == 0 ? "A6,,2020-12-31,\"withdrawn,\n" : "A6,\xFF";
        }
        auto const log = read(text);
        texts faults;
        EXPECT_EQ(walked(text, faults), groups(log)) << text;
        EXPECT_EQ(faults, show(log.faults)) << text;
    }
}

TEST(sorted_log, many_applications_keep_their_promise) {
    std::string text = "application,on,event,id\n";
    for (int i = 0; i < 20000; ++i) {
        auto const number = std::to_string(i);
        text += number + ",2020-01-06,withdrawn,e" + number + "\n";
    }
    text += "12345,2020-01-06,withdrawn,\n";
    texts faults;
    EXPECT_EQ(walked(text, faults).size(), 20000U);
    EXPECT_EQ(faults, texts{"923@20002:1 application"});
}
