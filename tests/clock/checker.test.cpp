// The checker against certificates made by hand, and against every single change to certificates
// that the engine made.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "checker_questions.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/case/checker_input.hpp"
#include "qixian/checker/checker.hpp"
#include "qixian/date/text.hpp"

namespace {

using namespace qixian;
using namespace checker_test;

// ---------------------------------------------------------------- by hand

checked::days plain_new_year() {
    checked::days raw;
    for (int each : {20210101, 20210102, 20210103}) {
        raw.notices.push_back({"CN-2021", day(20201125), day(each), "off", "元旦"});
    }
    return raw;
}

checked::row row(int on, std::string event) {
    checked::row r;
    r.event = std::move(event);
    r.on = day(on);
    return r;
}

/// QH-2020-22: received on 21 December 2020, twenty working days.
checked::certificate written_out() {
    checked::certificate c;
    c.id = "QH-2020-22/reply/1";
    c.application = "QH-2020-22";
    c.duty = "reply";
    c.regime = "R711";
    c.trigger_event = "received";
    c.trigger_on = day(20201221);
    c.basis = {"REG19-33.2"};
    c.limit = 20;
    c.unit = "working_day";
    c.status = "running";
    c.as_of = day(20201231);
    auto const count = [&](int from, int through) {
        for (int d = from; d <= through; ++d) {
            int const n = 1 + static_cast<int>(std::count_if(c.lines.begin(), c.lines.end(),
                                                             [](auto const& l) { return l.n; }));
            c.lines.push_back({day(d), "counted", n, "", "", "", "", false});
        }
    };
    auto const rest = [&](int from, int through, std::string why, std::string source = {},
                          std::string holiday = {}) {
        for (int d = from; d <= through; ++d) {
            c.lines.push_back({day(d), "skipped", 0, why, source, holiday, "", false});
        }
    };
    count(20201222, 20201225);
    rest(20201226, 20201227, "weekend");
    count(20201228, 20201231);
    rest(20210101, 20210103, "notice", "CN-2021", "元旦");
    count(20210104, 20210108);
    rest(20210109, 20210110, "weekend");
    count(20210111, 20210115);
    rest(20210116, 20210117, "weekend");
    count(20210118, 20210119);
    c.due = day(20210119);
    c.latest = day(20210119);
    return c;
}

TEST(checker, a_certificate_written_out_by_hand_is_accepted) {
    std::vector<checked::row> const rows{row(20201221, "received")};
    EXPECT_TRUE(check_certificate(written_out(), rows, plain_new_year(), {}).empty());
}

TEST(checker, a_day_that_the_notice_does_not_know_is_objected_to_with_its_line) {
    std::vector<checked::row> const rows{row(20201221, "received")};
    auto raw = plain_new_year();
    raw.notices.pop_back();
    raw.notices.push_back({"CN-2021", day(20201125), day(20210103), "work", "元旦"});
    auto const wrong = check_certificate(written_out(), rows, raw, {});
    ASSERT_FALSE(wrong.empty());
    EXPECT_TRUE(std::any_of(wrong.begin(), wrong.end(), [](auto const& each) {
        return each.line == 13 && each.code == "LINE_DIFFERS" && !each.zh.empty();
    }));
}

TEST(checker, a_later_notice_wins_and_a_revert_gives_the_day_back) {
    std::vector<checked::row> const rows{row(20201221, "received")};
    auto raw = plain_new_year();
    raw.notices.push_back({"CN-2021-A1", day(20201228), day(20210119), "off", "试"});
    EXPECT_FALSE(check_certificate(written_out(), rows, raw, {}).empty());
    checked::settings before;
    before.known_on = day(20201227);
    EXPECT_TRUE(check_certificate(written_out(), rows, raw, before).empty());
    raw.notices.push_back({"CN-2021-A2", day(20201229), day(20210119), "revert", "试"});
    EXPECT_TRUE(check_certificate(written_out(), rows, raw, {}).empty());
}

TEST(checker, a_row_too_many_or_too_few_is_noticed) {
    std::vector<checked::row> rows;
    EXPECT_EQ("NO_SUCH_CERTIFICATE",
              check_certificate(written_out(), rows, plain_new_year(), {}).front().code);
    rows.push_back(row(20201221, "received"));
    rows.push_back(row(20201228, "consulted"));
    rows.back().kind = "other_agency";
    EXPECT_FALSE(check_certificate(written_out(), rows, plain_new_year(), {}).empty());
}

TEST(checker, what_an_unknown_event_did_is_not_called_right) {
    // It changes nothing that this checker can see, so the certificate would hold.
    std::vector<checked::row> rows{row(20201221, "received"), row(20201228, "teleported")};
    auto const wrong = check_certificate(written_out(), rows, plain_new_year(), {});
    ASSERT_EQ(1u, wrong.size());
    EXPECT_EQ("UNKNOWN_EVENT", wrong[0].code);
    EXPECT_NE(wrong[0].en.find("teleported"), std::string::npos);
    rows.back().event = "supplemented";
    EXPECT_TRUE(check_certificate(written_out(), rows, plain_new_year(), {}).empty());
    // What happens later is not asked.
    rows.back() = row(20210101, "teleported");
    EXPECT_TRUE(check_certificate(written_out(), rows, plain_new_year(), {}).empty());
}

TEST(checker, decree_492_gives_fifteen_days) {
    std::vector<checked::row> const rows{row(20190514, "received")};
    auto const made = expected_certificates("A", day(20190520), rows,
                                            checker_days(china::editions(), china::calendar()), {});
    ASSERT_EQ(1u, made.size());
    EXPECT_EQ("R492", made[0].regime);
    EXPECT_EQ(15, made[0].limit);
    EXPECT_EQ(day(20190604), made[0].due);  // worked example S07
}

TEST(checker, an_empty_certificate_is_no_certificate) {
    EXPECT_FALSE(check_certificate({}, {}, {}, {}).empty());
}

// ---------------------------------------------------------------- the engine's certificates

TEST(checker, whatever_the_engine_proves_is_accepted) {
    for (auto const& q : questions()) {
        auto const a = ask(q);
        for (auto const& c : a.made) {
            auto const wrong = check_certificate(c, a.rows, raw_days(), a.settings);
            EXPECT_TRUE(wrong.empty()) << q.rows << "\n " << c.id << shown(wrong);
        }
        for (auto const* duty : q.duties) {
            EXPECT_TRUE(std::any_of(a.made.begin(), a.made.end(),
                                    [&](auto const& c) { return c.duty == duty; }))
                << q.rows << ": no " << duty;
        }
        EXPECT_EQ(a.made.size(),
                  expected_certificates("A", day(q.as_of), a.rows, raw_days(), a.settings).size())
            << q.rows;
    }
}

using change = std::function<void(checked::certificate&)>;

/// Every single change to a certificate, named.
std::vector<std::pair<std::string, change>> changes(checked::certificate const& c) {
    std::vector<std::pair<std::string, change>> all{
        {"due later", [](auto& x) { x.due = plus_days(x.due, 1); }},
        {"due earlier", [](auto& x) { x.due = plus_days(x.due, -1); }},
        {"limit more", [](auto& x) { ++x.limit; }},
        {"limit less", [](auto& x) { --x.limit; }},
        {"unit", [](auto& x) { x.unit = x.unit == "day" ? "working_day" : "day"; }},
        {"trigger event", [](auto& x) { x.trigger_event = "supplemented"; }},
        {"trigger limit", [](auto& x) { x.trigger_is_limit = !x.trigger_is_limit; }},
        {"trigger later", [](auto& x) { x.trigger_on = plus_days(x.trigger_on, 1); }},
        {"trigger earlier", [](auto& x) { x.trigger_on = plus_days(x.trigger_on, -1); }},
        {"basis dropped", [](auto& x) { x.basis.pop_back(); }},
        {"basis added", [](auto& x) { x.basis.push_back("REG19-33.3"); }},
        {"basis changed", [](auto& x) { x.basis.front() += "x"; }},
        {"certain", [](auto& x) { x.certain = !x.certain; }},
        {"an extension",
         [](auto& x) {
             x.extensions->push_back({x.trigger_on, 1, {}, "x"});
         }},
        {"regime", [](auto& x) { x.regime = x.regime == "R711" ? "R492" : "R711"; }},
        {"ref", [](auto& x) { x.ref += "x"; }},
        {"status", [](auto& x) { x.status = x.status == "met" ? "running" : "met"; }},
        {"in force", [](auto& x) { x.in_force = !x.in_force; }},
        {"duty", [](auto& x) { x.duty += "x"; }},
        {"id", [](auto& x) { x.id += "1"; }},
        {"latest", [](auto& x) { x.latest = plus_days(x.latest.value_or(x.due), 1); }},
        {"a line before",
         [](auto& x) {
             auto first = x.lines.front();
             first.day = plus_days(first.day, -1);
             x.lines.insert(x.lines.begin(), first);
         }},
        {"a line after",
         [](auto& x) {
             auto last = x.lines.back();
             last.day = plus_days(last.day, 1);
             ++last.n;
             x.lines.push_back(last);
         }},
        {"no lines", [](auto& x) { x.lines.clear(); }},
    };
    auto const on_line = [&](std::string name, std::size_t i,
                             std::function<void(checked::line&)> what) {
        all.emplace_back(name + " of line " + std::to_string(i + 1),
                         [i, what](auto& x) { what(x.lines[i]); });
    };
    for (std::size_t i = 0; i < c.lines.size(); ++i) {
        auto const at = static_cast<std::ptrdiff_t>(i);
        all.emplace_back("drop line " + std::to_string(i + 1),
                         [at](auto& x) { x.lines.erase(x.lines.begin() + at); });
        all.emplace_back("double line " + std::to_string(i + 1), [at](auto& x) {
            auto const same = x.lines[static_cast<std::size_t>(at)];
            x.lines.insert(x.lines.begin() + at, same);
        });
        on_line("day later", i, [](auto& l) { l.day = plus_days(l.day, 1); });
        on_line("day earlier", i, [](auto& l) { l.day = plus_days(l.day, -1); });
        for (auto const* is : {"counted", "skipped", "paused", "month_day", "named", "rolled"}) {
            if (c.lines[i].is != is) {
                on_line(is, i, [is](auto& l) { l.is = is; });
            }
        }
        on_line("n more", i, [](auto& l) { ++l.n; });
        on_line("n less", i, [](auto& l) { --l.n; });
        for (auto const* why : {"", "weekend", "notice", "statute", "local", "provisional"}) {
            if (c.lines[i].why != why) {
                on_line(std::string("why ") + why, i, [why](auto& l) { l.why = why; });
            }
        }
        on_line("source", i, [](auto& l) { l.source += "x"; });
        on_line("holiday", i, [](auto& l) { l.holiday += "x"; });
        on_line("ref", i, [](auto& l) { l.ref += "x"; });
        on_line("provisional", i, [](auto& l) { l.provisional = !l.provisional; });
    }
    return all;
}

/// Each change, or each of so many: QIXIAN_CHANGES (quick.sh has not the time).
std::size_t one_change_in() {
    auto const* wanted = std::getenv("QIXIAN_CHANGES");
    return wanted != nullptr ? std::strtoul(wanted, nullptr, 10) : 1;
}

TEST(checker, every_single_change_is_rejected) {
    auto const every = one_change_in();
    std::size_t tried = 0;
    for (auto const& q : questions()) {
        auto const a = ask(q);
        for (auto const& c : a.made) {
            for (auto const& [name, make] : changes(c)) {
                if (tried++ % every != 0) {
                    continue;
                }
                auto changed = c;
                make(changed);
                EXPECT_FALSE(check_certificate(changed, a.rows, raw_days(), a.settings).empty())
                    << q.rows << "\n " << c.id << ": " << name;
            }
        }
    }
    EXPECT_GT(tried, 20000u);
}

TEST(checker, past_the_last_notice_numbers_and_marks_are_held_but_not_the_days) {
    question const q{"2026-12-10 received", 20261211, {}, {}};
    auto const a = ask(q);
    auto const reply = a.made.front();
    ASSERT_EQ("reply", reply.duty);
    EXPECT_FALSE(reply.certain);
    EXPECT_TRUE(check_certificate(reply, a.rows, raw_days(), a.settings).empty());
    for (auto const& [name, make] : changes(reply)) {
        if (name == "latest" || name == "status" || name.starts_with("source") ||
            name.starts_with("holiday")) {
            continue;  // the windows of the engine decide these, not the law
        }
        auto changed = reply;
        make(changed);
        EXPECT_FALSE(check_certificate(changed, a.rows, raw_days(), a.settings).empty()) << name;
    }
}

TEST(checker, every_kind_of_period_past_the_last_notice_is_accepted) {
    for (question const& q : {
             question{"2026-12-01 received; 2026-12-10 unable_to_provide outcome=not_held",
                      20261220,
                      {},
                      {}},
             question{"2026-12-01 received; 2026-12-10 delay_notified until=2027-02-06",
                      20261220,
                      {},
                      {}},
             question{"2026-12-01 received; 2026-12-07 correction_requested days=2 unit=month",
                      20261220,
                      {},
                      {}},
             question{"2026-12-01 received; 2026-12-10 consulted kind=third_party ref=T",
                      20261220,
                      {},
                      {}},
         }) {
        auto const a = ask(q);
        for (auto const& c : a.made) {
            auto const wrong = check_certificate(c, a.rows, raw_days(), a.settings);
            EXPECT_TRUE(wrong.empty()) << q.rows << "\n " << c.id << shown(wrong);
        }
    }
}

TEST(checker, a_calendar_with_other_days_is_seen_through) {
    auto const a = ask(questions()[1]);
    auto raw = raw_days();
    std::erase_if(raw.notices, [](auto const& d) { return d.day == day(20210926); });
    EXPECT_FALSE(check_certificate(a.made.front(), a.rows, raw, a.settings).empty());
}

}  // namespace
