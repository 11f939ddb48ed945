// What cannot be read, and what is said of it: code, line, column in characters, field.
#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/row/event_log.hpp"
#include "qixian/row/notice_file.hpp"

namespace {

using namespace qixian;
using namespace std::string_literals;

std::string show(fault const& why) {
    auto text = std::to_string(static_cast<int>(why.what)) + "@" + std::to_string(why.line) + ":" +
                std::to_string(why.column);
    return why.field.empty() ? text : text + " " + why.field;
}

enum class then { goes_on, ends };

struct malformed {
    std::string title{};
    std::string text{};
    std::string expected{};
    then after = then::goes_on;
};

void PrintTo(malformed const& m, std::ostream* to) { *to << m.title; }

std::string const head = "application,on,event,applicant,days,until,delivered,kind,outcome\n";

/// One row under `head`.
std::string row(std::string const& cells) { return head + cells + "\n"; }

std::string with(std::string const& column, std::string const& event, std::string const& value) {
    return "application,on,event," + column + "\nA,2020-01-06," + event + "," + value + "\n";
}

std::string const good = "A,2020-01-06,received,business,,,,,";

std::string json(std::string const& members) {
    return R"({"application":"A","on":"2020-01-06",)" + members + "}\n";
}

std::vector<malformed> const all{
    // The text.
    {"not utf-8", row("A,2020-01-06,\xFF,,,,,,"), "901@2:14", then::ends},
    {"gb18030 unasked", "application,on,event\n\xC9\xEA-1,2020-01-06,received\n", "901@2:1",
     then::ends},
    {"cut character at the end", head + good + "\n\xE6\x9C", "901@3:1", then::ends},
    {"an overlong form", row("\xC0\xAF,2020-01-06,received,,,,,,"), "901@2:1", then::ends},
    {"a surrogate", row("A\xED\xA0\x80,2020-01-06,received,,,,,,"), "901@2:2", then::ends},
    {"utf-16", "\xFF\xFE"s + "a\0p\0"s, "901@1:1", then::ends},
    {"a NUL", row("申请\0,2020-01-06,received,,,,,,"s), "902@2:3", then::ends},
    {"a NUL in json", "{\"application\":\"A\0\"}\n"s, "902@1:18", then::ends},
    {"empty", "", "924@1:1", then::ends},
    {"a byte order mark only", "\xEF\xBB\xBF", "924@1:1", then::ends},
    {"line ends only", "\n\r\n\n", "924@1:1", then::ends},
    // Quotes.
    {"a quote never closed", row("A,2020-01-06,received,\"business,,,,,"), "903@2:23", then::ends},
    {"text after a quote", row("\"A\"x,2020-01-06,received,,,,,,"), "903@2:4", then::ends},
    {"a quote inside a cell", row("A\"B,2020-01-06,received,,,,,,"), "903@2:2", then::ends},
    {"a CR alone", head + good + "\rB,2020-01-06,received,business,,,,,\n", "903@2:36", then::ends},
    // The header row.
    {"no header row", "QH-1,2020-01-06,received\n", "905@1:1 QH-1", then::ends},
    {"an unknown column", "application,on,event,colour\n", "905@1:22 colour", then::ends},
    {"a person's name", "application,on,event,姓名\n", "905@1:22 姓名", then::ends},
    {"a capital letter", "Application,on,event\n", "905@1:1 Application", then::ends},
    {"a space before a name", "application, on,event\n", "905@1:13  on", then::ends},
    {"a column without name", "application,on,,event\n", "905@1:16", then::ends},
    {"a host column without name", "application,on,event,x_\n", "905@1:22 x_", then::ends},
    {"a line end in a host column", "application,on,event,\"x_\na\"\n", "905@1:22 x_ a",
     then::ends},
    {"semicolons", "application;on;event\nA;2020-01-06;received\n", "905@1:1 application;on;event",
     then::ends},
    {"a column twice", "application,on,event,on\n", "907@1:22 on", then::ends},
    {"a host column twice", "application,on,event,x_a,x_a\n", "907@1:26 x_a", then::ends},
    {"no application", "on,event\n", "906@1:1 application", then::ends},
    {"no on", "application,event\n", "906@1:1 on", then::ends},
    {"no event", "\n\non,application\n", "906@3:1 event", then::ends},
    // The number of cells.
    {"a cell too many", row(good + ",x"), "908@2:37"},
    {"a short row", row("A,2020-01-06,received"), "908@2:14"},
    {"a row of one space", row(" "), "908@2:1"},
    // Keys.
    {"a space in a key", row("A 1,2020-01-06,received,business,,,,,"), "914@2:1 application"},
    {"a full-width space in a key", row("申　请,2020-01-06,received,business,,,,,"),
     "914@2:1 application"},
    {"a key of 65 characters", row(std::string(65, 'A') + ",2020-01-06,received,business,,,,,"),
     "914@2:1 application"},
    {"an emoji in a key", row("A😀,2020-01-06,received,business,,,,,"), "914@2:1 application"},
    {"a line end in a key", row("\"A\nB\",2020-01-06,received,business,,,,,"),
     "914@2:1 application"},
    {"a formula as a key", row("=1+1,2020-01-06,received,business,,,,,"), "914@2:1 application"},
    {"a comma of Chinese in a key", row("甲，乙,2020-01-06,received,business,,,,,"),
     "914@2:1 application"},
    {"a zero-width space", row("A\u200B,2020-01-06,received,business,,,,,"), "914@2:1 application"},
    {"a variation selector", row("一\uFE00,2020-01-06,received,business,,,,,"),
     "914@2:1 application"},
    {"a Hangul filler", row("A\u3164,2020-01-06,received,business,,,,,"), "914@2:1 application"},
    {"a right-to-left override", row("A\u202E,2020-01-06,received,business,,,,,"),
     "914@2:1 application"},
    {"a colon in the agency",
     "agency,application,on,event,applicant\n某:局,A,2020-01-06,received,business\n",
     "914@2:1 agency"},
    // Required cells.
    {"no application in a row", row(",2020-01-06,received,business,,,,,"), "915@2:1 application"},
    {"no day in a row", row("A,,received,business,,,,,"), "915@2:3 on"},
    {"no event in a row", row("A,2020-01-06,,business,,,,,"), "915@2:14 event"},
    {"a consultation without kind", row("A,2020-01-06,consulted,,,,,,"), "915@2:28 kind"},
    {"an extension without days", row("A,2020-01-06,extended,,,,,,"), "915@2:24 days"},
    {"an extension without column", "application,on,event\nA,2020-01-06,extended\n",
     "915@2:1 days"},
    {"a refusal without outcome", row("A,2020-01-06,refused,,,,,,"), "915@2:27 outcome"},
    {"a decision without result", "application,on,event,result\nA,2020-01-06,suit_decided,\n",
     "915@2:27 result"},
    {"a delay without day", row("A,2020-01-06,delay_notified,,,,,,"), "915@2:31 until"},
    {"a withdrawal of nothing", "application,on,event,re\nA,2020-01-06,entry_withdrawn,\n",
     "915@2:30 re"},
    // Days and instants.
    {"slashes", row("A,2020/01/06,received,business,,,,,"), "911@2:3 on"},
    {"no leading zero", row("A,2020-1-6,received,business,,,,,"), "911@2:3 on"},
    {"29 February 2019", row("A,2019-02-29,received,business,,,,,"), "911@2:3 on"},
    {"30 February", row("A,2020-02-30,received,business,,,,,"), "911@2:3 on"},
    {"month 13", row("A,2020-13-01,received,business,,,,,"), "911@2:3 on"},
    {"day 0", row("A,2020-01-00,received,business,,,,,"), "911@2:3 on"},
    {"a time of day", row("A,2020-01-06T00:00:00,received,business,,,,,"), "911@2:3 on"},
    {"a space after a day", row("A,2020-01-06 ,received,business,,,,,"), "911@2:3 on"},
    {"Chinese figures", row("A,2020年1月6日,received,business,,,,,"), "911@2:3 on"},
    {"full-width figures", row("A,２０２０-01-06,received,business,,,,,"), "911@2:3 on"},
    {"the number of a day", row("A,43836,received,business,,,,,"), "911@2:3 on"},
    {"the year 1899", row("A,1899-12-31,received,business,,,,,"), "911@2:3 on"},
    {"the year 10000", row("A,10000-01-01,received,business,,,,,"), "911@2:3 on"},
    {"a bad last day", row("A,2020-01-06,correction_requested,,,2020-02-31,,,"), "911@2:37 until"},
    {"a bad day of delivery", row("A,2020-01-06,refused,,,,tomorrow,,petition"),
     "911@2:25 delivered"},
    {"an instant without offset", with("recorded", "withdrawn", "2020-01-06T10:00:00"),
     "912@2:24 recorded"},
    {"a day as an instant", with("recorded", "withdrawn", "2020-01-06"), "912@2:24 recorded"},
    {"second 61", with("recorded", "withdrawn", "2020-01-06T10:00:61Z"), "912@2:24 recorded"},
    {"an instant after the year 9999", with("recorded", "withdrawn", "9999-12-31T23:00:00Z"),
     "912@2:24 recorded"},
    // Numbers.
    {"no days", row("A,2020-01-06,extended,,0,,,,"), "913@2:24 days"},
    {"too many days", row("A,2020-01-06,extended,,3661,,,,"), "913@2:24 days"},
    {"negative days", row("A,2020-01-06,extended,,-1,,,,"), "913@2:24 days"},
    {"half a day", row("A,2020-01-06,extended,,1.5,,,,"), "913@2:24 days"},
    {"a plus sign", row("A,2020-01-06,extended,,+20,,,,"), "913@2:24 days"},
    {"a Chinese number", row("A,2020-01-06,extended,,二十,,,,"), "913@2:24 days"},
    {"a very large number", row("A,2020-01-06,extended,,99999999999999999999,,,,"),
     "913@2:24 days"},
    {"a negative amount", with("amount", "fee_notified", "-1"), "913@2:27 amount"},
    {"three decimals", with("amount", "fee_notified", "1.005"), "913@2:27 amount"},
    {"a point without decimals", with("amount", "fee_notified", "1."), "913@2:27 amount"},
    {"a point without yuan", with("amount", "fee_notified", ".5"), "913@2:27 amount"},
    {"an exponent", with("amount", "fee_notified", "1e3"), "913@2:27 amount"},
    {"a thousands separator", with("amount", "fee_notified", "\"1,000\""), "913@2:27 amount"},
    {"an amount beyond what fen can count", with("amount", "fee_notified", "1000000000000000"),
     "913@2:27 amount"},
    {"a currency sign", with("amount", "fee_notified", "￥10"), "913@2:27 amount"},
    {"seq beyond 64 bits", with("seq", "withdrawn", "9223372036854775808"), "913@2:24 seq"},
    {"seq with a point", with("seq", "withdrawn", "1.0"), "913@2:24 seq"},
    // Words.
    {"an unknown event", row("A,2020-01-06,recieved,business,,,,,"), "910@2:14 event"},
    {"an event of the engine", row("A,2020-01-06,year_ended,,,,,,"), "910@2:14 event"},
    {"an event in capitals", row("A,2020-01-06,RECEIVED,business,,,,,"), "910@2:14 event"},
    {"an unknown class", row("A,2020-01-06,received,company,,,,,"), "910@2:23 applicant"},
    {"an unknown channel", with("channel", "received", "e-mail"), "910@2:23 channel"},
    {"an unknown unit", with("unit", "extended", "week"), "910@2:23 unit"},
    {"an unknown kind", row("A,2020-01-06,consulted,,,,,somebody,"), "910@2:28 kind"},
    {"the kind of a review in a consultation", row("A,2020-01-06,consulted,,,,,ordinary,"),
     "910@2:28 kind"},
    {"the kind of a consultation in a review", row("A,2020-01-06,review_accepted,,,,,third_party,"),
     "910@2:34 kind"},
    {"an unknown view", with("view", "opinion_received", "maybe"), "910@2:31 view"},
    {"an unknown outcome", row("A,2020-01-06,refused,,,,,,secret"), "910@2:27 outcome"},
    {"an unknown result", with("result", "suit_decided", "lost"), "910@2:27 result"},
    {"an extension in months", "application,on,event,days,unit\nA,2020-01-06,extended,1,month\n",
     "910@2:25 unit"},
    // Cells together.
    {"delivered before it was sent", row("A,2020-01-06,refused,,,,2020-01-05,,petition"),
     "916@2:25 delivered"},
    {"the outcome of another event", row("A,2020-01-06,refused,,,,,,not_held"), "920@2:27 outcome"},
    {"a period twice", row("A,2020-01-06,correction_requested,,10,2020-01-20,,,"),
     "921@2:39 until"},
    {"a period backwards", row("A,2020-01-06,correction_requested,,,2020-01-05,,,"),
     "922@2:37 until"},
    {"the first of two faults", row("A,2020-01-66,recieved,business,,,,,"), "911@2:3 on"},
    {"a fault in a row of two lines",
     "application,on,note,event\nA,2020-01-06,\"one\ntwo\",nonsense\n", "910@3:6 event"},
    // NDJSON.
    {"a comma too many", json(R"("event":"received",)"), "904@1:57"},
    {"an object not closed", "{\"application\":\"A\"\n", "904@1:19"},
    {"a string not closed", "{\"application\":\"A\n", "904@1:18"},
    {"single quotes", "{'application':'A'}\n", "904@1:2"},
    {"a comment", "{/* */}\n", "904@1:2"},
    {"NaN", json(R"("event":"extended","days":NaN)"), "904@1:64"},
    {"a lone surrogate", json(R"("event":"received","note":"\ud800")"), "904@1:71"},
    {"text after the object", R"({"application":"A","on":"2020-01-06","event":"withdrawn"} x)",
     "904@1:59"},
    {"a mark inside the text", json(R"("event":"withdrawn")") + "\xEF\xBB\xBF{}\n", "904@2:1"},
    {"a fault in the second line", json(R"("event":"withdrawn")") + " {\"a\":1}\n", "905@2:3 a"},
    {"a second object in a line", "{} {}\n", "904@1:4"},
    {"a key twice", json(R"("event":"received","on":"2020-01-07")"), "904@1:57 on"},
    {"a host key twice", json(R"("event":"received","x_a":"1","x_a":"1")"), "904@1:67 x_a"},
    {"an unknown key", json(R"("event":"received","name":"张三")"), "905@1:57 name"},
    {"a bad value after Chinese", R"({"note":"说明\"","on":"2020-13-01"})", "911@1:21 on"},
    {"an unknown key with a quote in it", json(R"("a\"b":"")"), "905@1:38 a\"b"},
    {"an unknown key with a backslash at its end", json(R"("a\\":"")"), "905@1:38 a\\"},
    {"true", json(R"("event":true)"), "932@1:46 event"},
    {"a number for a word", json(R"("event":1)"), "932@1:46 event"},
    {"a number for an id", json(R"("event":"withdrawn","id":7)"), "932@1:63 id"},
    {"a list", json(R"("event":["received"])"), "932@1:46 event"},
    {"an object", json(R"("event":{"event":"received"})"), "932@1:46 event"},
    {"half a day in json", json(R"("event":"extended","days":1.5)"), "913@1:64 days"},
    {"a very large json number", json(R"("event":"extended","days":1e999)"), "913@1:64 days"},
    {"a large json integer", json(R"("event":"extended","seq":18446744073709551615)"),
     "913@1:63 seq"},
    {"an amount with an exponent", json(R"("event":"fee_notified","amount":1e3)"),
     "913@1:70 amount"},
    {"a NUL as an escape", json(R"("event":"received","note":"a\u0000b")"), "902@1:64 note"},
    {"a NUL in a host key", json(R"("event":"received","x_\u0000":"1")"), "905@1:57 x_ "},
    {"an empty object", "{}\n", "915@1:1 application"},
    {"null is empty", R"({"application":null,"on":"2020-01-06","event":"received"})",
     "915@1:16 application"},
    {"a list as a line", "{}\n[1]\n", "915@1:1 application"},
    {"a document of JSON", R"([{"application":"A"}])", "932@1:1"},
    {"a number as a line", json(R"("event":"withdrawn")") + "  7\n", "932@2:3"},
    {"a word as a line", json(R"("event":"withdrawn")") + "\"申请\"\n", "932@2:1"},
    {"no JSON as a line", json(R"("event":"withdrawn")") + "A,2020-01-06,withdrawn\n", "904@2:1"},
    {"deep nesting", "{\"note\":" + std::string(100'000, '[') + "\n", "932@1:9 note"},
    {"deep nesting of objects",
     [] {
         std::string text = "{\"note\":";
         for (int i = 0; i < 50'000; ++i) {
             text += "{\"a\":";
         }
         return text + "\n";
     }(),
     "932@1:9 note"},
};

class malformed_log : public testing::TestWithParam<malformed> {};

TEST_P(malformed_log, says_what_and_where) {
    auto const& each = GetParam();
    for (std::size_t const chunk : {std::size_t{65536}, std::size_t{7}}) {
        auto reader = event_reader::over(each.text, "x.csv", {.text = {.chunk = chunk}});
        auto next = reader.next();
        while (next && *next) {
            next = reader.next();
        }
        ASSERT_FALSE(next.ok());
        EXPECT_EQ(show(next.error()), each.expected) << next.error().detail;
        EXPECT_EQ(next.error().file, "x.csv");
        EXPECT_EQ(reader.stopped(), each.after == then::ends);
        if (each.after == then::ends) {
            auto const again = reader.next();
            ASSERT_FALSE(again.ok());
            EXPECT_EQ(show(again.error()), each.expected);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(kinds, malformed_log, testing::ValuesIn(all));

}  // namespace

TEST(malformed, every_prefix_and_every_changed_byte_ends_without_harm) {
    std::string const csv = "\xEF\xBB\xBF"
                            "application,on,event,applicant,note,x_a\r\n申请-1,2020-01-06,received,"
                            "business,\"a \"\"b\"\"\r\nc\",1\r\n";
    std::string const lines = "{\"application\":\"申请\\u002d1\",\"on\":\"2020-01-06\",\"event\":"
                              "\"extended\",\"days\":5}\n";
    auto const drain = [](std::string const& text) {
        auto reader = event_reader::over(text);
        auto const log = read_all(reader, after_fault::keep_going);
        for (auto const& why : log.faults) {
            EXPECT_NE(why.line, 0U);
            EXPECT_NE(why.column, 0U);
        }
        EXPECT_TRUE(reader.stopped());
    };
    for (auto const& text : {csv, lines}) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            drain(text.substr(0, i));
            for (char const c : {'"', ',', '\n', '\r', '\0', '{', '\\', '\xFF', '\xE4', '9'}) {
                auto changed = text;
                changed[i] = c;
                drain(changed);
            }
        }
    }
}

TEST(malformed, a_line_of_100_megabytes_is_refused_at_its_first) {
    // Neither kind of log is held: the fault comes after the longest line allowed.
    for (std::string const begin :
         {"application,on,event,note\nA,2020-01-06,received,", "{\"note\":\""}) {
        std::FILE* const file = std::tmpfile();
        ASSERT_NE(file, nullptr);
        std::fwrite(begin.data(), 1, begin.size(), file);
        std::string const block(std::size_t{1} << 20U, 'x');
        for (int i = 0; i < 100; ++i) {
            std::fwrite(block.data(), 1, block.size(), file);
        }
        std::rewind(file);
        event_reader reader(text_source::over(file, "long"));
        auto const log = read_all(reader, after_fault::keep_going);
        ASSERT_EQ(log.faults.size(), 1U);
        EXPECT_EQ(log.faults.front().what, code::line_too_long);
        EXPECT_LE(std::ftell(file), 2L << 20);
        std::fclose(file);
    }
}

TEST(malformed, a_missing_file_is_a_fault) {
    auto const reader = event_reader::open("/nonexistent/log.csv");
    ASSERT_FALSE(reader.ok());
    EXPECT_EQ(reader.error().what, code::cannot_open);
    auto const folder = event_reader::open(".");
    if (folder) {
        auto opened = event_reader::open(".");
        auto held = std::move(opened).value();
        EXPECT_EQ(held.next().error().what, code::cannot_open);
    }
}

TEST(malformed, an_excerpt_in_a_fault_is_whole_characters) {
    std::string long_word;
    for (int i = 0; i < 60; ++i) {
        long_word += "长";
    }
    auto const text = "application,on,event\nA," + long_word + ",received\n";
    auto reader = event_reader::over(text);
    auto const why = reader.next().error();
    EXPECT_EQ(count_characters(why.detail), 41U);
    EXPECT_TRUE(why.detail.ends_with("长…"));
}

TEST(malformed, gb18030_that_is_none_is_said_as_such) {
    std::string const text = "application,on,event\n\xC9\xEA\xFF,2020-01-06,received\n";
    auto reader = event_reader::over(text, "x.csv", {.text = {.from = text_encoding::gb18030}});
    auto next = reader.next();
    ASSERT_FALSE(next.ok());
    EXPECT_EQ(show(next.error()), "930@2:2");
}
