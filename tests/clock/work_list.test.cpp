// The daily list: what is due, by whom, at which desk, the most urgent first. 2021-03-01 was a Monday.
#include "qixian/case/work_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "../procedure/scenarios.hpp"

namespace {

using namespace qixian;

using texts = std::vector<std::string>;

assessment at(std::string const& name, std::string const& text, int as_of,
              std::string const& agency = {}) {
    std::vector<entry> rows;
    for (auto const& part : procedure_test::split(text, ';')) {
        rows.push_back(procedure_test::parse_row(part).row);
        rows.back().application = name;
        rows.back().agency = agency;
    }
    rows.front().desk = "desk of " + name;
    return assess(rows, day(as_of), {china::calendar()}).value();
}

/// "A reply agency 2021-03-29 red 2"
std::string told(work_item const& w) {
    static constexpr std::string_view owners[] = {
        "agency", "applicant", "third_party", "co_maker", "other_agency", "review_body", "court"};
    std::string out = w.application + " " + std::string(code_of(w.duty.what));
    out.append(" ").append(owners[static_cast<std::size_t>(w.duty.owed_by)]);
    out.append(" ").append(w.duty.end ? to_text(w.duty.end->due) : "-");
    out.append(" ").append(code_of(w.light));
    return w.days_left ? out + " " + std::to_string(*w.days_left) : out;
}

texts told(std::vector<work_item> const& items) {
    texts out;
    for (auto const& each : items) {
        out.push_back(told(each));
    }
    return out;
}

texts work(std::string const& text, int as_of, light_thresholds lights = {}) {
    std::vector<work_item> items;
    add_work(items, at("A", text, as_of), lights);
    return told(items);
}

// ---------------------------------------------------------------- what is work

TEST(work_list, says_where_and_by_whom) {
    std::vector<work_item> items;
    add_work(items,
             at("A",
                "received 20210301; correction_requested 20210303 days=10 ref=n "
                "delivered=20210303",
                20210304, "G"),
             {});
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].agency, "G");
    EXPECT_EQ(items[0].application, "A");
    EXPECT_EQ(items[0].stage, stage::correction_requested);
    EXPECT_EQ(items[0].desk, "desk of A");
    EXPECT_EQ(items[0].duty.ref, "n");
    EXPECT_EQ(told(items), texts{"A correction applicant 2021-03-17 green 9"});
}

TEST(work_list, a_reply_is_work_until_it_is_given_even_when_late) {
    EXPECT_EQ(work("received 20210301", 20210322), texts{"A reply agency 2021-03-29 yellow 5"});
    EXPECT_EQ(work("received 20210301", 20210331), texts{"A reply agency 2021-03-29 overdue -2"});
    EXPECT_EQ(work("received 20210301; disclosed 20210331", 20210331), texts{});
}

TEST(work_list, each_party_owes_its_own) {
    EXPECT_EQ(work("lodged 20210301 channel=online", 20210301),
              texts{"A confirmation agency - none"});
    EXPECT_EQ(
        work("received 20210301; consulted 20210302 kind=third_party delivered=20210302; "
             "consulted 20210302 kind=co_maker delivered=20210302; consulted 20210302 "
             "kind=other_agency",
             20210315),
        (texts{"A reply agency 2021-04-12 green 19", "A opinion third_party 2021-03-23 green 6",
               "A opinion co_maker 2021-03-23 green 6", "A opinion other_agency - none"}));
    EXPECT_EQ(work("received 20210301; fee_notified 20210305 delivered=20210305", 20210330),
              texts{"A payment applicant 2021-04-02 yellow 3"});
}

TEST(work_list, what_follows_a_reply_is_work_but_the_right_to_complain_is_none) {
    auto const closed = std::string("received 20210301; disclosed 20210303 delivered=20210303");
    EXPECT_EQ(work(closed, 20210304), texts{});
    EXPECT_EQ(work(closed + "; review_filed 20210405 kind=ordinary delivered=20210408", 20210409),
              (texts{"A review_answer agency 2021-04-19 green 6",
                     "A review_decision review_body 2021-06-04 green 39"}));
    EXPECT_EQ(work(closed + "; review_filed 20210405 ref=v kind=ordinary; review_decided 20210601 "
                            "re=v result=corrected; reanswer_ordered 20210601 days=10 "
                            "delivered=20210602",
                   20210615),
              texts{"A reanswer agency 2021-06-17 red 2"});
    EXPECT_EQ(work(closed + "; suit_filed 20210405 delivered=20210408", 20210409),
              texts{"A suit_defence agency 2021-04-23 green 10"});
}

TEST(work_list, an_opinion_that_counts_as_given_is_no_more_work) {
    auto const asked = std::string("received 20210301; consulted 20210302 kind=co_maker ref=m "
                                   "delivered=20210302");
    EXPECT_EQ(work(asked, 20210325), (texts{"A reply agency 2021-04-20 green 17",
                                            "A opinion co_maker 2021-03-23 overdue -2"}));
    EXPECT_EQ(work(asked + "; consultation_lapsed 20210325 re=m", 20210325),
              texts{"A reply agency 2021-04-20 green 17"});
    EXPECT_EQ(work(asked + "; disclosed 20210325", 20210325), texts{});
    // Of two, the one that is still owed.
    auto const two = asked + "; consulted 20210303 kind=co_maker ref=k delivered=20210303";
    EXPECT_EQ(
        work(two + "; consultation_lapsed 20210326 re=m", 20210326),
        (texts{"A reply agency 2021-04-21 green 17", "A opinion co_maker 2021-03-24 overdue -2"}));
}

// ---------------------------------------------------------------- lights

TEST(work_list, lights_follow_the_thresholds_but_overdue_is_overdue) {
    EXPECT_EQ(work("received 20210301", 20210319, {.yellow = 6, .red = 3}),
              texts{"A reply agency 2021-03-29 yellow 6"});
    EXPECT_EQ(work("received 20210301", 20210324, {.yellow = 6, .red = 3}),
              texts{"A reply agency 2021-03-29 red 3"});
    EXPECT_EQ(work("received 20210301", 20210329, {.yellow = 0, .red = 0}),
              texts{"A reply agency 2021-03-29 red 0"});
    EXPECT_EQ(work("received 20210301", 20210326, {.yellow = 0, .red = 0}),
              texts{"A reply agency 2021-03-29 green 1"});
    // Due on a Friday, asked on the Saturday: no working day has passed, the day has.
    EXPECT_EQ(work("received 20210226", 20210327, {.yellow = 0, .red = 0}),
              texts{"A reply agency 2021-03-26 overdue 0"});
}

TEST(work_list, the_usual_thresholds_give_the_light_of_the_duty) {
    for (int left = -3; left <= 9; ++left) {
        EXPECT_EQ(light_for(left, {}), light_for(left)) << left;
    }
}

TEST(work_list, thresholds_are_read_and_written) {
    for (auto const* text : {"5,2", "0,0", "7,7", "999,0"}) {
        auto const got = parse_lights(text);
        ASSERT_TRUE(got) << text;
        EXPECT_EQ(to_text(*got), text);
    }
    EXPECT_EQ(*parse_lights("5,2"), light_thresholds{});
    for (auto const* text : {"", ",", "5", "5,", ",2", "2,5", "5,2,1", "5;2", "5, 2", " 5,2",
                             "+5,2", "5,-1", "1000,2", "99999999999,2", "五,二", "5,2 "}) {
        auto const got = parse_lights(text);
        ASSERT_FALSE(got) << text;
        EXPECT_EQ(got.error().what, code::bad_setting) << text;
        EXPECT_EQ(got.error().detail, "lights=" + std::string(text));
    }
}

// ---------------------------------------------------------------- order

std::vector<work_item> a_full_desk() {
    int const today = 20210331;
    std::vector<work_item> items;
    add_work(items, at("late", "received 20210226", today), {});
    add_work(items, at("later", "received 20210222", today), {});
    add_work(items, at("today", "received 20210303", today), {});
    add_work(items, at("soon", "received 20210304", today), {});
    add_work(items, at("b", "received 20210310", today, "Z"), {});
    add_work(items, at("a", "received 20210310", today, "Z"), {});
    add_work(items, at("c", "received 20210310", today, "Y"), {});
    add_work(items, at("endless", "lodged 20210301 channel=fax", today), {});
    add_work(items, at("asked", "received 20210330; consulted 20210330 kind=other_agency", today),
             {});
    return items;
}

TEST(work_list, the_most_urgent_stands_first_and_no_limit_last) {
    auto items = a_full_desk();
    sort_by_urgency(items);
    texts const expected{
        "later reply agency 2021-03-22 overdue -7", "late reply agency 2021-03-26 overdue -3",
        "today reply agency 2021-03-31 red 0",      "soon reply agency 2021-04-01 red 1",
        "c reply agency 2021-04-08 yellow 5",       "a reply agency 2021-04-08 yellow 5",
        "b reply agency 2021-04-08 yellow 5",       "asked reply agency 2021-04-28 green 20",
        "endless confirmation agency - none",       "asked opinion other_agency - none"};
    EXPECT_EQ(told(items), expected);
}

TEST(work_list, goes_by_working_days_left_where_two_regions_count_them_differently) {
    std::vector<work_item> items;
    add_work(items, at("rests", "received 20210311", 20210331), {});
    add_work(items, at("works", "received 20210310", 20210331), {});
    ASSERT_LT(items[1].duty.end->due, items[0].duty.end->due);
    items[0].days_left = *items[1].days_left - 1;
    sort_by_urgency(items);
    EXPECT_EQ(items[0].application, "rests");
}

TEST(work_list, has_one_order_however_it_was_filled) {
    auto sorted = a_full_desk();
    sort_by_urgency(sorted);
    std::mt19937_64 dice(1);
    for (int i = 0; i < 200; ++i) {
        auto items = a_full_desk();
        std::shuffle(items.begin(), items.end(), dice);
        sort_by_urgency(items);
        ASSERT_EQ(told(items), told(sorted));
    }
}

}  // namespace
