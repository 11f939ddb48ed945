// Lives that need one row of the statute each, with everything that is answered about them.
//
// lives.txt holds them by the sentence that they show; every sentence is a test of its own. Where an
// answer is another than written, the test prints the block as it would have to be.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "../procedure/scenarios.hpp"
#include "qixian/case/work_list.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/rule/check.hpp"

namespace {

using namespace qixian;

std::string told(maybe_date d) { return d ? to_text(*d) : "-"; }

/// One line for each part of the answer, in words.
class teller {
public:
    explicit teller(assessment const& a) : a_(a), h_(a.life) {}

    std::string operator()() {
        standing_of_the_case();
        for (auto const& l : h_.letters) {
            line("letter", code_of(l.what), to_text(l.sent), "delivered", told(l.delivered),
                 l.returned ? "returned" : "", l.counts ? "" : "not counted");
        }
        for (auto const& r : h_.rounds) {
            round(r);
        }
        for (auto const& d : a_.duties) {
            duty_line(d);
        }
        for (auto const& w : a_.warnings) {
            line("warns", name_of(w.what), w.has_row ? "row " + std::to_string(w.row) : "",
                 w.shadow_due ? "else " + to_text(*w.shadow_due) : "", w.reading, w.detail);
        }
        for (auto const* const each : {&h_.irregular, &h_.refused}) {
            for (auto const& r : *each) {
                line(each == &h_.irregular ? "irregular" : "refused",
                     "row " + std::to_string(r.row), name_of(r.said.why),
                     cite(*h_.under, r.said.cites), told(r.said.limit));
            }
        }
        // Against the matrix that is written by hand: one more event there is none less here.
        auto all = a_.next;
        all.insert(all.end(), a_.later.begin(), a_.later.end());
        std::sort(all.begin(), all.end(),
                  [](next_event const& a, next_event const& b) { return a.what < b.what; });
        auto next = "all but " + std::to_string(possible() - std::ssize(all)) + " events";
        for (auto const& n : all) {
            if (n.first || n.last) {
                next += ", " + std::string(code_of(n.what));
                next += n.first ? " from " + to_text(*n.first) : "";
                next += n.last ? " to " + to_text(*n.last) : "";
            }
        }
        line("next", next);
        for (auto const& f : a_.flags) {
            line("flag", f);
        }
        return out_;
    }

private:
    template <class... Words>
    void line(Words const&... words) {
        std::string all;
        ((all += std::string_view(words).empty() ? "" : std::string(words) + " "), ...);
        out_ += "  " + all.substr(0, all.size() - 1) + "\n";
    }

    /// The events that the matrix has where the case stands.
    [[nodiscard]] std::ptrdiff_t possible() const {
        auto const& to = procedure_test::expected_targets();
        return std::count_if(all_events.begin(), all_events.end(), [&](auto const& each) {
            return to.count(procedure_test::key("procedure", code_of(h_.now.at), each.code)) +
                       to.count(procedure_test::key("remedy", code_of(h_.now.remedy), each.code)) !=
                   0;
        });
    }

    void standing_of_the_case() {
        std::string years;
        for (auto const y : h_.carried_over) {
            years += " " + std::to_string(y);
        }
        line("law", h_.under->versions[place_of(h_.law)].code, code_of(h_.now.at),
             code_of(h_.now.remedy), "lodged", told(h_.lodged_on), "received", told(h_.received_on),
             "closed", told(h_.closed_on), h_.closed_by ? code_of(*h_.closed_by) : "",
             h_.result ? info(*h_.result).code : "", years.empty() ? "" : "carried" + years);
    }

    void round(case_round const& r) {
        line("round", h_.under->matters[place_of(r.what)].code, to_text(r.on), "answered",
             told(r.answered), r.silent ? "by silence" : "", r.lapsed ? "lapsed" : "",
             r.accepted ? "accepted " + to_text(*r.accepted) : "", r.simplified ? "simplified" : "",
             r.result ? code_of(*r.result) : "",
             r.after ? "after round " + std::to_string(*r.after) : "",
             r.answer_letter != 0 ? "by letter " + std::to_string(r.answer_letter) : "");
    }

    void duty_line(duty const& d) {
        std::string articles;
        for (auto const b : d.bases) {
            articles += " " + cite(*h_.under, b);
        }
        line("duty", d.name, std::to_string(d.number), code_of(d.owed_by), code_of(d.status), "due",
             d.end ? to_text(d.end->due) : "-", d.done_on ? "done " + to_text(*d.done_on) : "",
             "from", to_text(d.started_on), code_of(d.trigger), d.trigger_is_limit ? "(limit)" : "",
             is_work(a_, d) ? "work" : "", "by" + articles);
    }

    assessment const& a_;
    history const& h_;
    std::string out_;
};

/// "20210401 named_day=literal"
std::string answered(std::vector<entry> const& rows, std::string const& question) {
    std::istringstream in(question);
    int on = 0;
    in >> on;
    context with{china::calendar()};
    for (std::string word; in >> word;) {
        auto const equals = word.find('=');
        with.policies =
            with_policy(with.policies, word.substr(0, equals), word.substr(equals + 1)).value();
    }
    std::string out;
    for (std::size_t i = 0; i < rows.size() && rows[i].on <= day(on); ++i) {
        // What each row rests on as it comes.
        auto const said = would(std::span(rows).first(i), rows[i], with);
        out += said && said->said.what == verdict::accepted
                   ? " " + cite(default_statute(), said->said.cites)
                   : " -";
    }
    auto const a = assess(rows, day(on), with);
    out = "  rests on" + out + "\n";
    return out + (a ? teller(*a)() : "  fault " + std::string(name_of(a.error().what)) + "\n");
}

/// A sentence, a life, and the questions about it with their answers.
struct life {
    std::string sentence;
    std::string written;  ///< the block as it stands in the file
    std::vector<std::string> lines;
};

std::vector<life> read_lives() {
    std::ifstream in(QIXIAN_SOURCE_DIR "/tests/kernel/lives.txt");
    std::vector<life> out;
    for (std::string text; std::getline(in, text);) {
        if (text.starts_with("= ")) {
            out.push_back({text.substr(2), {}, {}});
        } else if (!out.empty() && !text.empty()) {
            out.back().written += text + "\n";
            out.back().lines.push_back(text);
        }
    }
    return out;
}

/// The block with the answers of now.
std::string answered(life const& l) {
    std::string out;
    std::vector<entry> rows;
    for (auto const& text : l.lines) {
        if (text.starts_with("as of ")) {
            out += text + "\n" + answered(rows, text.substr(6));
        } else if (!text.starts_with("  ")) {
            out += text + "\n";
            for (auto const& part : procedure_test::split(text, ';')) {
                rows.push_back(procedure_test::parse_row(part).row);
                rows.back().seq = static_cast<std::int64_t>(rows.size());
            }
        }
    }
    return out;
}

class life_test : public testing::Test {
public:
    explicit life_test(life told) : told_(std::move(told)) {}
    void TestBody() override {
        auto const now = answered(told_);
        EXPECT_EQ(now, told_.written) << "= " << told_.sentence << "\n" << now;
    }

private:
    life told_;
};

bool const registered = [] {
    for (auto const& each : read_lives()) {
        std::string name = each.sentence;
        std::replace(name.begin(), name.end(), ' ', '_');
        testing::RegisterTest("rows", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                              [each]() -> testing::Test* { return new life_test(each); });
    }
    return true;
}();

TEST(rows, the_day_of_receipt_rests_on_the_letter_of_2015_under_decree_492) {
    facts const known{.law = regime::decree_492};
    auto const rests_on = [&](stage at, event what) {
        entry e;
        e.on = day(20140303);
        e.what = what;
        return cite(default_statute(), step({.at = at}, e, known).said.cites);
    };
    EXPECT_EQ(rests_on(stage::unregistered, event::lodged), "F207-1");
    EXPECT_EQ(rests_on(stage::unregistered, event::received), "F207-1");
    EXPECT_EQ(rests_on(stage::lodged, event::received), "F207-1");
}

TEST(rows, a_reply_that_names_no_outcome_has_none) {
    // No such row is taken; what the end of a case gives by itself is asked of the statute.
    for (auto const what : {event::refused, event::unable_to_provide, event::not_processed}) {
        entry e;
        e.what = what;
        EXPECT_EQ(outcome_of(e), std::nullopt) << code_of(what);
        EXPECT_EQ(first_fault(default_statute(), e)->what, code::missing_value) << code_of(what);
    }
}

TEST(rows, taking_an_entry_back_rests_on_the_rule_of_errors) {
    entry received;
    received.application = "A";
    received.on = day(20210301);
    received.what = event::received;
    received.applicant = applicant::natural_person;
    received.id = "a";
    entry back;
    back.application = "A";
    back.on = day(20210302);
    back.what = event::entry_withdrawn;
    back.id = "b";
    for (auto const* const named : {"a", "c"}) {
        back.re = named;
        auto const asked =
            would(std::span<entry const>(&received, 1), back, context{china::calendar()});
        ASSERT_TRUE(asked);
        EXPECT_EQ(asked->said.what == verdict::refused, back.re == "c");
        EXPECT_EQ(cite(default_statute(), asked->said.cites), "F30-C7");
    }
}

/// A life written as in lives.txt.
assessment assessed(std::string const& life, int on, policies const& chosen = {}) {
    std::vector<entry> rows;
    for (auto const& part : procedure_test::split(life, ';')) {
        rows.push_back(procedure_test::parse_row(part).row);
        rows.back().seq = static_cast<std::int64_t>(rows.size());
    }
    context with{china::calendar()};
    with.policies = chosen;
    return assess(rows, day(on), with).value();
}

TEST(rows, no_correction_of_a_review_is_late_under_the_law_of_2017) {
    auto const told = [](char const* filed) {
        auto const a =
            assessed(std::string("received 20231201; disclosed 20231208; review_filed ") + filed +
                         " ref=V; review_correction_requested 20240102 re=V ref=B "
                         "delivered=20240102; review_correction_received 20240119 re=V",
                     20240122);
        return std::any_of(a.warnings.begin(), a.warnings.end(),
                           [](warning const& w) { return w.what == code::correction_after_limit; });
    };
    EXPECT_FALSE(told("20231231"));
    EXPECT_TRUE(told("20240101"));
}

TEST(rows, count_reviews_and_suits_and_fees_and_nothing_else) {
    auto const all = account_of(assessed(
        "received 20210301; correction_requested 20210302 days=5 ref=C; correction_received "
        "20210303; consulted 20210304 kind=third_party ref=T; opinion_received 20210305; "
        "fee_notified 20210308 ref=F; fee_paid 20210309; reasons_requested 20210310 ref=R; "
        "reasons_received 20210311; disclosed 20210315; review_filed 20210401 ref=V; "
        "review_decided 20210420 result=other; reanswer_ordered 20210421 ref=N; suit_filed "
        "20210422 re=V",
        20210423));
    ASSERT_EQ(all.fees.size(), 1U);
    EXPECT_EQ(all.fees.front().notified, day(20210308));
    EXPECT_EQ(all.fees.front().paid, day(20210309));
    ASSERT_EQ(all.remedies.size(), 2U);
    EXPECT_FALSE(all.remedies.front().is_suit);
    EXPECT_EQ(all.remedies.front().filed, day(20210401));
    EXPECT_TRUE(all.remedies.back().is_suit);
    EXPECT_TRUE(all.remedies.back().after_review);
}

TEST(rows, count_a_suit_that_was_appealed_by_its_first_end_where_the_reading_says_so) {
    std::string const life =
        "received 20210301; disclosed 20210310; suit_filed 20210401 ref=W; suit_decided 20210601 "
        "result=upheld; suit_appealed 20210610; suit_decided 20210901 result=corrected";
    auto const ends = [&](char const* reading) {
        auto const chosen = with_policy({}, "appeal", reading).value();
        return account_of(assessed(life, 20210902, chosen)).remedies.front().ends;
    };
    auto const both = ends("pending");
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both.front().reopened, day(20210610));
    EXPECT_EQ(both.back().on, day(20210901));
    auto const first = ends("first_instance");
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first.front().on, day(20210601));
    EXPECT_EQ(first.front().result, remedy_result::upheld);
    EXPECT_FALSE(first.front().reopened);
}

TEST(rows, light_by_the_due_day_alone_where_the_reading_says_so) {
    // Received on a Saturday: due on 2021-04-02, or on 2021-04-06 by the reading that is chosen.
    auto const chosen = with_policy({}, "nonworking_receipt", "next_working_day").value();
    auto const shown = [&](char const* reading) {
        auto const a = assessed("received 20210306", 20210403,
                                with_policy(chosen, "light_by", reading).value());
        return a.duties.front().light;
    };
    EXPECT_EQ(shown("safe_by"), light::overdue);
    EXPECT_NE(shown("due"), light::overdue);
}

TEST(rows, are_needed_by_lives_that_are_written_down) {
    EXPECT_TRUE(registered);
    EXPECT_GT(read_lives().size(), 20u);
}

}  // namespace
