// Any log as XES and OCEL: texts that XML and JSON cannot hold, the order of events, which rows are about
// which opinion or review.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "qixian/row/ocel.hpp"
#include "qixian/row/xes.hpp"

namespace {

using namespace qixian;

std::string xes_of(std::vector<entry> const& rows, std::vector<work_record> const& work = {}) {
    xes_writer const writer("log");
    std::string out = writer.head();
    writer.append(out, rows, work);
    return out + writer.tail();
}

nlohmann::json ocel_of(std::vector<entry> const& rows, std::vector<work_record> const& work = {}) {
    ocel_writer writer("our bureau");
    std::string out = writer.head();
    writer.append(out, rows, work);
    return nlohmann::json::parse(out + writer.tail());
}

instant at(char const* text) { return parse_instant(text).value(); }

/// The values of an attribute, in the order of the document.
std::vector<std::string> values_of(std::string const& text, std::string const& key) {
    std::vector<std::string> out;
    auto const begin = "key=\"" + key + "\" value=\"";
    for (auto from = text.find(begin); from != text.npos; from = text.find(begin, from)) {
        from += begin.size();
        out.push_back(text.substr(from, text.find('"', from) - from));
    }
    return out;
}

TEST(XmlText, what_xml_cannot_hold_is_replaced_and_the_rest_is_kept) {
    EXPECT_EQ(to_xml_text("a & <b> \"c\" 'd'"), "a &amp; &lt;b&gt; &quot;c&quot; 'd'");
    EXPECT_EQ(to_xml_text("\t\n\r"), "&#9;&#10;&#13;");
    EXPECT_EQ(to_xml_text("期限𝔘é\xEF\xBF\xBD"), "期限𝔘é\xEF\xBF\xBD");
    std::string const gone = "\xEF\xBF\xBD";
    EXPECT_EQ(to_xml_text(std::string_view("\0\x01\x1F\x0B", 4)), gone + gone + gone + gone);
    EXPECT_EQ(to_xml_text("\xEF\xBF\xBE\xEF\xBF\xBF"), gone + gone);  // U+FFFE, U+FFFF
    EXPECT_EQ(to_xml_text("\x7F\xC2\x80"), "\x7F\xC2\x80");           // unusual, and allowed
    // No UTF-8: a half of a surrogate, an overlong form, a byte alone, one cut off.
    EXPECT_EQ(to_xml_text("\xED\xA0\x80"), gone + gone + gone);
    EXPECT_EQ(to_xml_text("\xC0\xAF"), gone + gone);
    EXPECT_EQ(to_xml_text("a\xFFz"), "a" + gone + "z");
    EXPECT_EQ(to_xml_text("a\xE6\x9C"), "a" + gone + gone);
    EXPECT_EQ(to_xml_text("\xF4\x90\x80\x80"), gone + gone + gone + gone);  // beyond U+10FFFF
}

TEST(XmlText, a_key_is_a_name_without_a_colon) {
    EXPECT_EQ(to_xml_key("x_team"), "x_team");
    EXPECT_EQ(to_xml_key("x_科室.1-a"), "x_科室.1-a");
    EXPECT_EQ(to_xml_key("x_a:b c<d"), "x_a_b_c_d");
    EXPECT_EQ(to_xml_key("9x"), "_x");
    EXPECT_EQ(to_xml_key(""), "_");
    EXPECT_EQ(to_xml_key("a\xFF"), "a_");
}

TEST(Xes, keys_stand_once_in_an_event_whatever_a_host_calls_its_columns) {
    auto const text =
        xes_of({{.application = "A",
                 .on = day(20210301),
                 .what = event::received,
                 .extra = {{"x_a b", "1"}, {"x_a:b", "2"}, {"x_a_b", "3"}, {"kind", "4"}}}});
    EXPECT_EQ(values_of(text, "x_a_b"), std::vector<std::string>{"1"});
    EXPECT_EQ(values_of(text, "x_a_b_"), std::vector<std::string>{"2"});
    EXPECT_EQ(values_of(text, "x_a_b__"), std::vector<std::string>{"3"});
}

TEST(Xes, cells_are_attributes_of_their_types) {
    auto const text = xes_of({{.application = "A",
                               .agency = "局",
                               .on = day(20210301),
                               .what = event::fee_notified,
                               .days = 7,
                               .until = day(20210401),
                               .amount_fen = 123'450,
                               .desk = "一科",
                               .seq = 2,
                               .recorded = at("2021-03-02T08:00:00+08:00"),
                               .note = "<&>"}});
    for (auto const* wanted :
         {R"(<string key="concept:name" value="局/A"/>)",
          R"(<string key="application" value="A"/>)", R"(<string key="agency" value="局"/>)",
          R"(<int key="days" value="7"/>)",
          R"(<date key="until" value="2021-04-01T00:00:00+08:00"/>)",
          R"(<float key="amount" value="1234.50"/>)", R"(<string key="org:group" value="一科"/>)",
          R"(<int key="seq" value="2"/>)",
          R"(<date key="recorded" value="2021-03-02T08:00:00+08:00"/>)",
          R"(<date key="time:timestamp" value="2021-03-01T00:00:00+08:00"/>)",
          R"(<string key="note" value="&lt;&amp;&gt;"/>)"}) {
        EXPECT_NE(text.find(wanted), text.npos) << wanted << "\n" << text;
    }
}

TEST(Xes, a_row_recorded_on_its_day_has_that_moment_and_any_other_the_day) {
    auto const text = xes_of({{.application = "A",
                               .on = day(20210301),
                               .what = event::received,
                               .recorded = at("2021-02-28T17:30:00Z")},  // 1 March in UTC+8
                              {.application = "A",
                               .on = day(20210303),
                               .what = event::disclosed,
                               .recorded = at("2021-03-04T01:00:00+08:00")}});
    EXPECT_EQ(values_of(text, "time:timestamp"),
              (std::vector<std::string>{"1970-01-01T00:00:00+08:00", "2021-03-01T01:30:00+08:00",
                                        "2021-03-03T00:00:00+08:00"}));
    EXPECT_EQ(values_of(text, "recorded"), std::vector<std::string>{"2021-03-04T01:00:00+08:00"});
}

/// Received, worked on, answered in the moment in which the work ended; then a stretch that takes no time.
struct a_day_of_work {
    std::vector<entry> rows{{.application = "A",
                             .on = day(20210301),
                             .what = event::received,
                             .recorded = at("2021-03-01T09:00:00+08:00")},
                            {.application = "A",
                             .on = day(20210301),
                             .what = event::disclosed,
                             .recorded = at("2021-03-01T10:30:00+08:00")}};
    std::vector<work_record> work{{.application = "A",
                                   .step = "search",
                                   .team = "desk",
                                   .began = at("2021-03-01T09:00:00+08:00"),
                                   .ended = at("2021-03-01T10:30:00+08:00"),
                                   .hours = 1.5},
                                  {.application = "A",
                                   .step = "stamp",
                                   .team = "desk",
                                   .person = 2,
                                   .began = at("2021-03-01T10:30:00+08:00"),
                                   .ended = at("2021-03-01T10:30:00+08:00"),
                                   .end = work_end::broken_off},
                                  {.application = "A",
                                   .step = "file",
                                   .team = "desk",
                                   .began = at("2021-03-01T10:30:00+08:00"),
                                   .hours = 0.123456,
                                   .end = work_end::unfinished}};
};

TEST(Xes, events_stand_in_the_order_in_which_one_thing_led_to_another) {
    a_day_of_work const a;
    auto const text = xes_of(a.rows, a.work);
    EXPECT_EQ(values_of(text, "concept:name"),
              (std::vector<std::string>{"UNKNOWN", "UNKNOWN", "log", "A", "received", "search",
                                        "search", "stamp", "stamp", "disclosed", "file"}));
    auto const moves = values_of(text, "lifecycle:transition");
    EXPECT_EQ(std::vector<std::string>(moves.begin() + 1, moves.end()),
              (std::vector<std::string>{"complete", "start", "complete", "start", "pi_abort",
                                        "complete", "start"}));
    EXPECT_EQ(values_of(text, "org:resource"),
              (std::vector<std::string>{"desk/1", "desk/1", "desk/2", "desk/2", "desk/1"}));
    EXPECT_EQ(values_of(text, "hours"), (std::vector<std::string>{"1.5", "0", "0.1235"}));
}

TEST(Xes, a_row_of_no_application_stands_behind_the_traces) {
    xes_writer const writer("log");
    auto text = writer.head();
    writer.append(text, std::vector<entry>{
                            {.application = "A", .on = day(20210301), .what = event::received}});
    writer.append_alone(text, {.agency = "局", .on = day(20211231), .what = event::year_closed});
    text += writer.tail();
    EXPECT_GT(text.find("year_closed"), text.find("</trace>"));
    EXPECT_EQ(values_of(text, "agency"), std::vector<std::string>{"局"});
}

/// Which objects the event of a place is about, but its application and agency.
std::vector<std::string> about(nlohmann::json const& log, std::size_t place) {
    std::vector<std::string> out;
    for (auto const& each : log["events"][place]["relationships"]) {
        if (each["qualifier"] != "application" && each["qualifier"] != "agency") {
            out.push_back(each["objectId"].get<std::string>());
        }
    }
    return out;
}

TEST(Ocel, rows_are_about_the_opinion_or_review_that_they_answer) {
    auto const row = [](int on, event what, std::string ref, std::string re,
                        std::optional<kind> whom = {}) {
        return entry{.application = "A",
                     .on = day(on),
                     .what = what,
                     .ref = std::move(ref),
                     .re = std::move(re),
                     .kind = whom};
    };
    auto const log = ocel_of(
        {row(20210301, event::received, "", ""),
         row(20210302, event::consulted, "z1", "", kind::third_party),
         row(20210303, event::consulted, "z2", "", kind::co_maker),
         row(20210310, event::opinion_received, "", "z1"),
         row(20210311, event::consultation_lapsed, "", ""),
         row(20210320, event::disclosed, "r", ""), row(20210401, event::review_filed, "", ""),
         row(20210402, event::suit_filed, "s", ""), row(20210501, event::review_decided, "", ""),
         row(20210601, event::suit_decided, "", "s"),
         row(20210602, event::suit_decided, "", "another")});
    std::vector<std::vector<std::string>> const wanted{{},
                                                       {"opinion:our bureau/A#1"},
                                                       {"opinion:our bureau/A#2"},
                                                       {"opinion:our bureau/A#1"},
                                                       {"opinion:our bureau/A#2"},
                                                       {},
                                                       {"review:our bureau/A#1"},
                                                       {"suit:our bureau/A#1"},
                                                       {"review:our bureau/A#1"},
                                                       {"suit:our bureau/A#1"},
                                                       {}};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        EXPECT_EQ(about(log, i), wanted[i]) << i;
    }
    EXPECT_EQ(log["objects"].size(), 6U);  // agency, application, two opinions, review, suit
}

TEST(Ocel, types_are_those_that_there_were_with_their_attributes) {
    a_day_of_work const a;
    auto const log = ocel_of(a.rows, a.work);
    std::vector<std::string> names;
    for (auto const& each : log["eventTypes"]) {
        names.push_back(each["name"].get<std::string>());
    }
    EXPECT_EQ(names,
              (std::vector<std::string>{"disclosed", "received", "work_began", "work_ended"}));
    EXPECT_EQ(log["events"].size(), 2U + 2 + 2 + 1);
    EXPECT_EQ(log["events"][6]["attributes"][2],
              (nlohmann::json{{"name", "end"}, {"value", "unfinished"}}));
    EXPECT_EQ(log["objects"].size(), 5U);  // agency, application, team, two persons
}

TEST(Ocel, texts_are_json_whatever_stands_in_them) {
    auto const log = ocel_of({{.application = "A\"\\\x01\xE2\x80\xAE",
                               .on = day(20210301),
                               .what = event::received,
                               .note = "a\xFF\nb"}});
    EXPECT_EQ(log["objects"][1]["attributes"][0]["value"], "A\"\\\x01\xE2\x80\xAE");
    EXPECT_EQ(log["events"][0]["attributes"][0]["value"], "a\xEF\xBF\xBD\nb");
}

TEST(Ocel, a_log_without_events_is_a_log) {
    ocel_writer writer("x");
    auto const log = nlohmann::json::parse(writer.head() + writer.tail());
    for (auto const* part : {"events", "objects", "eventTypes", "objectTypes"}) {
        EXPECT_EQ(log.at(part), nlohmann::json::array());
    }
}

}  // namespace
