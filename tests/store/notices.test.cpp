// The notices of 2015, 2019 and 2020 come out while stores are open: what moves is held against a
// recomputation of every application, and reply days against a walk through the calendar day by day.
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "qixian/statute/cn_disclosure/cells.hpp"
#include "specimen.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

/// Days worked by the plain week and a list of notices, the later ones above.
class walked_calendar {
public:
    explicit walked_calendar(std::vector<notice> const& known) {
        for (auto const& each : known) {
            for (auto const& d : each.days) {
                if (d.kind == notice_kind::revert) {
                    special_.erase(d.on);
                } else {
                    special_[d.on] = d.kind == notice_kind::work;
                }
            }
        }
    }
    [[nodiscard]] bool works(date d) const {
        auto const found = special_.find(d);
        return found != special_.end() ? found->second : !is_weekend(d);
    }
    [[nodiscard]] date after(date d, int working) const {
        while (working > 0) {
            d = plus_days(d, 1);
            working -= works(d) ? 1 : 0;
        }
        return d;
    }

private:
    std::map<date, bool> special_{};
};

/// What a person reads of a duty.
using duty_line = std::tuple<maybe_date, maybe_date, bool, bool>;
using duty_key = std::tuple<duty_kind, int, std::string>;

std::map<duty_key, duty_line> lines_of(assessment const& a, date as_of) {
    std::map<duty_key, duty_line> out;
    for (auto const& d : a.duties) {
        if (!d.in_force || d.status == duty_status::superseded) {
            continue;
        }
        auto& line = out[{d.what, d.number, d.ref}];
        std::get<2>(line) = true;
        if (d.end) {
            line = {d.end->due, d.end->latest, d.end->certain, false};
        }
        std::get<3>(line) = is_late(d, as_of);
    }
    return out;
}

/// Applications that came in around the notice, with up to four lawful steps each.
std::vector<entry> some_lives(std::uint64_t seed, date today, context const& in) {
    std::mt19937_64 random(seed);
    auto const below = [&](std::size_t n) { return static_cast<int>(random() % n); };
    std::vector<entry> out;
    for (int number = 1; number <= 250; ++number) {
        auto const name = "N-" + std::to_string(number);
        auto first = received(name, 20200101);
        first.channel = channel::in_person;
        first.on = plus_days(today, -below(60));
        std::vector<entry> rows{first};
        for (auto steps = below(4); steps > 0; --steps) {
            auto const on = plus_days(rows.back().on, 1 + below(14));
            auto const life = fold(rows, on, in);
            if (on > today || !life) {
                break;
            }
            auto const next = lawful_next(*life, on, in);
            if (!next || next->empty()) {
                break;
            }
            entry e;
            e.application = name;
            e.on = on;
            e.what = next->at(static_cast<std::size_t>(below(next->size()))).what;
            e.days = uses(e.what, cell::days) ? std::optional<int>(5 + below(11)) : std::nullopt;
            e.ref = uses(e.what, cell::ref) ? "R" + std::to_string(rows.size()) : "";
            if (uses(e.what, cell::kind) && e.what == event::consulted) {
                e.kind = kind::third_party;
            }
            if (e.what == event::refused) {
                e.outcome = outcome::process_information;
            }
            if (e.what == event::not_processed) {
                e.outcome = outcome::repeated;
            }
            rows.push_back(e);
        }
        out.insert(out.end(), rows.begin(), rows.end());
    }
    return out;
}

struct scene {
    time_of_notice times;
    date today;
    hand_clock clock;
    std::string path;

    scene(std::string const& id, maybe_date as_of)
        : times(id), today(as_of.value_or(times.coming.published)),
          clock(year_of(today) * 10000 + static_cast<int>(today.month()) * 100 +
                static_cast<int>(today.day())),
          path(quick_folder() + "qixian-notice-" + std::to_string(::getpid())) {
        std::filesystem::remove(path);
    }
    ~scene() { std::filesystem::remove(path); }
    scene(scene const&) = delete;
    scene& operator=(scene const&) = delete;

    [[nodiscard]] store_options options() const {
        auto out = clock.options();
        out.sources = times.known;
        out.database = sqlite_database({.careless_sql = "PRAGMA synchronous=OFF"});
        return out;
    }
};

/// `as_of`: when the agency gets to know it; none: on the day it comes out.
void replay(std::string const& id, maybe_date as_of = {}) {
    scene const at(id, as_of);
    auto const before = at.times.known->current();
    auto const with = at.times.known->with_notice(at.times.coming).value();
    auto const after = with.current();
    auto kept = store::create(at.path, {}, at.options());
    import_batch batch;
    for (auto const& e : some_lives(at.times.coming.days.size(), at.today, {before})) {
        static_cast<void>(batch.add(e));
    }
    auto const taken = kept.import(batch, {.keep_going = true});
    ASSERT_TRUE(taken.stored);
    // What every single application says before and after.
    walked_calendar const walked_before(at.times.known->notices());
    walked_calendar const walked_after(with.notices());
    int const limit = at.today < day(20190515) ? 15 : 20;
    std::map<std::string, std::map<duty_key, std::pair<duty_line, duty_line>>> moved;
    std::size_t applications = 0;
    std::size_t plain = 0;
    std::size_t plain_moved = 0;
    std::map<std::string, std::pair<date, date>> walked;
    kept.each_application({}, [&](kept_application const& app) {
        ++applications;
        auto const was = assess(app.rows, at.today, {before});
        auto const is = assess(app.rows, at.today, {after});
        ASSERT_TRUE(was && is);
        auto const old_lines = lines_of(*was, at.today);
        auto const new_lines = lines_of(*is, at.today);
        for (auto const* each : {&old_lines, &new_lines}) {
            for (auto const& [key, line] : *each) {
                auto const a = old_lines.find(key);
                auto const b = new_lines.find(key);
                if (a == old_lines.end() || b == new_lines.end() || a->second != b->second) {
                    moved[app.application][key] = {a == old_lines.end() ? duty_line{} : a->second,
                                                   b == new_lines.end() ? duty_line{} : b->second};
                }
            }
        }
        if (app.rows.size() == 1) {
            ++plain;
            auto const on = app.rows[0].on;
            auto const& [from, to] = walked[app.application] = {walked_before.after(on, limit),
                                                                walked_after.after(on, limit)};
            plain_moved += from != to ? 1 : 0;
        }
    });
    auto const dry = kept.effect_of(at.times.coming, at.today);
    auto const said = kept.apply_notice(at.times.coming, at.today);
    ASSERT_TRUE(dry && said);
    EXPECT_FALSE(dry->known_before);
    EXPECT_FALSE(said->known_before);
    std::size_t late = 0;
    for (auto const* effect : {&*dry, &*said}) {
        std::set<std::string> names;
        for (auto const& each : effect->moved) {
            names.insert(each.application);
            auto const& wanted = moved[each.application];
            EXPECT_EQ(each.duties.size(), wanted.size()) << each.application;
            for (auto const& m : each.duties) {
                auto const found = wanted.find({m.what, m.number, m.ref});
                ASSERT_NE(found, wanted.end()) << each.application;
                auto const& [was, is] = found->second;
                EXPECT_EQ(m.before_due, std::get<0>(was)) << each.application;
                EXPECT_EQ(m.after_due, std::get<0>(is)) << each.application;
                EXPECT_EQ(m.before_latest, std::get<1>(was)) << each.application;
                EXPECT_EQ(m.after_latest, std::get<1>(is)) << each.application;
                EXPECT_EQ(m.late_before, std::get<3>(was)) << each.application;
                EXPECT_EQ(m.late_after, std::get<3>(is)) << each.application;
                late += m.late_before != m.late_after ? 1 : 0;
                auto const simple = walked.find(each.application);
                if (m.what == duty_kind::reply && simple != walked.end()) {
                    // Before the notice of a year its days are an estimate.
                    if (m.before_certain) {
                        EXPECT_EQ(m.before_due, simple->second.first) << each.application;
                    }
                    EXPECT_EQ(m.after_due, simple->second.second) << each.application;
                }
            }
        }
        std::set<std::string> wanted;
        for (auto const& [name, duties] : moved) {
            if (!duties.empty()) {
                wanted.insert(name);
            }
        }
        EXPECT_EQ(names, wanted);
        for (auto const& [name, days] : walked) {
            if (days.first != days.second && id != "CN-2020") {
                EXPECT_TRUE(names.contains(name)) << name;
            }
        }
    }
    std::cout << id << " on " << to_text(at.today) << ": " << applications << " applications, "
              << said->moved.size() << " moved; by day-by-day count " << plain_moved << " of "
              << plain << " plain ones; late or no longer late " << late / 2 << '\n';
    if (as_of) {
        EXPECT_GT(plain_moved, 0U);
    }
    EXPECT_LT(plain_moved, plain);
    EXPECT_EQ(first_damage(kept.verify()), "");
    // Applied once more it is known, and still says what it did.
    auto const again = kept.apply_notice(at.times.coming, at.today);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->known_before);
    EXPECT_EQ(again->moved.size(), said->moved.size());
    // A store of a library that has the notice from the start says the same days.
    auto options = at.options();
    options.sources = std::make_shared<editions>(with);
    auto reopened = store::open(at.path, options);
    EXPECT_EQ(reopened.sources().notices().size(), with.notices().size());
    EXPECT_EQ(first_damage(reopened.verify()), "");
}

TEST(Notices, OfTheParadeOf2015) {
    replay("CN-2015-A1");
    replay("CN-2015-A1", day(20150831));
}
TEST(Notices, OfTheLabourDayOf2019) {
    replay("CN-2019-A1");
    replay("CN-2019-A1", day(20190430));
}
TEST(Notices, OfTheYear2020BeforeItBegan) {
    replay("CN-2020");
    replay("CN-2020", day(20191231));
}
TEST(Notices, OfTheLongerSpringFestivalOf2020) {
    replay("CN-2020-A1");
    replay("CN-2020-A1", day(20200210));
}

}  // namespace
