// Rows at hand, whatever is in them: the documents answer for each application or name its fault, a batch
// for a store takes or refuses each row, and what `check` lets through can be written and read again.
#include "qixian/answer/applications.hpp"
#include "qixian/answer/calendar.hpp"
#include "qixian/answer/deadlines.hpp"
#include "qixian/row/event_log.hpp"

#include "../host/anything.hpp"
#include "support.hpp"

namespace qixian {
namespace {

using host_test::anything;

std::uint64_t questions() {
    auto const* const wanted = std::getenv("QIXIAN_ANY_ROWS");
    return (wanted == nullptr ? 1'000'000 : std::strtoull(wanted, nullptr, 10)) / 20;
}

entry received() {
    return {.application = "A-1",
            .on = day(20210301),
            .what = event::received,
            .applicant = applicant::natural_person};
}

TEST(AnswerOfRowsAtHand, ARowWithoutADayIsAFaultAndNotNoApplication) {
    auto forgotten = received();
    forgotten.on = date();
    std::vector<application_rows> const apps{
        {.application = "A-1", .rows = {forgotten}},
        {.application = "A-2", .rows = {}},
        {.application = "A-3", .rows = {received()}},
        {.application = "A-1", .rows = {received()}},
    };
    answer::source const from{.keep_going = true, .rows = &apps};
    std::size_t assessed = 0;
    auto const read =
        answer::each_application(from, test::setting_of({.as_of = day(20210310)}),
                                 [&](assessment const&, std::vector<entry> const&) { ++assessed; });
    EXPECT_EQ(assessed, 1U);
    EXPECT_EQ(read.not_yet, 0U);
    ASSERT_EQ(read.faults.size(), 3U);
    EXPECT_EQ(read.faults[0].what, code::missing_value);
    EXPECT_EQ(read.faults[0].field, "on");
    EXPECT_EQ(read.faults[1].what, code::no_receipt);
    EXPECT_EQ(read.faults[2].what, code::other_application);
}

TEST(AnswerSetting, ADayThatIsNoneIsAFault) {
    for (auto const none : {date(), date(boost::date_time::pos_infin), day(18991231)}) {
        EXPECT_EQ(answer::setting::make({.as_of = none}).error().what, code::bad_date);
        EXPECT_EQ(answer::setting::make({.as_of = day(20210301), .known_on = none}).error().field,
                  "known_on");
    }
    auto const with = test::setting_of({.as_of = day(20210310)});
    EXPECT_EQ(answer::sheet_of(with, 2021, 13).error().what, code::bad_date);
    EXPECT_EQ(answer::sheet_of(with, -1).error().what, code::bad_date);
    EXPECT_EQ(answer::sheet_of(with, 100'000, 1).error().what, code::bad_date);
    EXPECT_EQ(answer::calendar_count(with, day(20210302), day(20210301)).error().what,
              code::bad_number);
}

TEST(AnswerOfRowsAtHand, OfAnythingEveryApplicationIsAnsweredOrFaulty) {
    anything any(4);
    context const plain{china::calendar()};
    auto const with = test::setting_of({.as_of = day(20240301)});
    for (std::uint64_t asked = 0; asked < questions();) {
        std::vector<application_rows> apps(1 + any.below(3));
        for (std::size_t i = 0; i < apps.size(); ++i) {
            for (auto left = 1 + any.below(5); left > 0; --left) {
                apps[i].rows.push_back(any.row(apps[i].rows, any.one_in(3) ? 25 : 0, plain));
                ++asked;
            }
            apps[i].application = apps[i].rows.front().application;
            apps[i].agency = apps[i].rows.front().agency;
        }
        std::size_t answered = 0;
        answer::source const from{.keep_going = true, .rows = &apps};
        auto const read = answer::each_application(
            from, with, [&](assessment const&, std::vector<entry> const&) { ++answered; });
        ASSERT_EQ(answered + read.faults.size() + read.not_yet, apps.size());
        for (auto const& app : apps) {
            import_batch batch;
            for (auto const& e : app.rows) {
                auto const why = batch.add(e);
                auto const wrong = check(e);
                ASSERT_TRUE(wrong.empty() || why) << name_of(wrong.front().what);
                for (auto const form : {log_form::csv, log_form::ndjson}) {
                    if (!wrong.empty() || e.what == event::year_closed) {
                        continue;
                    }
                    auto const text = to_log_text(std::span(&e, 1), form);
                    auto reader = event_reader::over(text, "log", {.form = form});
                    auto const log = read_all(reader, after_fault::keep_going);
                    ASSERT_TRUE(log.faults.empty())
                        << text << name_of(log.faults.front().what) << log.faults.front().field;
                    auto again = log.applications.at(0).rows.at(0);
                    again.line = e.line;
                    ASSERT_EQ(again, e) << text;
                }
            }
        }
    }
}

}  // namespace
}  // namespace qixian
