// Memory that runs out: every allocation of every public call is refused in turn, once and from
// then on. Each time the call throws, or says what it would have said anyway; the store holds what
// it held before or what the call would have left, it can be used, and nothing leaks.
//
// QIXIAN_ALLOCATIONS is the number of allocations of a call that are refused (a large number: every
// one).
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <sqlite3.h>

#include "failing_memory.hpp"
#include "specimen.hpp"
#include "trials.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

/// A call on the specimen. What it hands back puts its answer into words, with memory at hand.
struct public_call {
    std::string name;
    std::function<std::function<std::string()>(store&)> run;
};

/// Keeps the answer and a way to put it into words.
template <class Answer, class Say>
std::function<std::string()> keep(Answer answer, Say say) {
    auto held = std::make_shared<Answer>(std::move(answer));
    return [held, say] { return say(*held); };
}

std::string told(result<append_answer> const& said) {
    return !said ? "fault " + std::to_string(static_cast<int>(said.error().what))
                 : std::to_string(static_cast<int>(said->status)) + " " + said->id + " " +
                       std::to_string(said->version) + " " +
                       std::to_string(static_cast<int>(said->said.why)) + " " +
                       std::to_string(said->possible.size());
}

std::string told(import_answer const& said) {
    return std::to_string(said.stored) + " " + std::to_string(said.added) + " " +
           std::to_string(said.repeated) + " " + std::to_string(said.refused.size()) + " " +
           std::to_string(said.faults.size());
}

entry in_agency(entry e, std::string agency = "甲厅") {
    e.agency = std::move(agency);
    return e;
}

class Allocation : public ::testing::Test {
protected:
    Allocation() {
        options_ = made().options();
        options_.database = sqlite_database({.careless_sql = "PRAGMA synchronous=OFF"});
    }
    ~Allocation() override { std::filesystem::remove_all(folder_); }

    static specimen const& made() {
        static specimen const out = make_specimen();
        return out;
    }

    [[nodiscard]] std::string path() const { return folder_ + "/a.qixian"; }
    [[nodiscard]] std::string other() const { return folder_ + "/b.qixian"; }

    void fresh_files() const {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        write_bytes(path(), made().bytes);
    }

    /// Runs `call` with its allocations refused in turn, and holds what is left to what it may be.
    void sweep(public_call const& call) {
        std::string const before = state_after([](store&) {});
        std::string wanted;
        std::size_t requests = 0;
        std::string const after = state_after([&](store& kept) {
            failing_memory::fail_at(0, false);
            auto const answer = call.run(kept);
            requests = failing_memory::stop();
            wanted = answer();
        });
        std::size_t const most = number_from("QIXIAN_ALLOCATIONS", 130);
        auto const step = std::max<std::size_t>(1, requests / most);
        auto const complaints = [] {
            auto const* const test = ::testing::UnitTest::GetInstance()->current_test_info();
            return test->result()->total_part_count();
        };
        auto const complaints_before = complaints();
        for (bool const for_good : {false, true}) {
            for (std::size_t n = 1; n <= requests; n += step) {
                one(call, n, for_good, before, after, wanted);
                if (complaints() != complaints_before) {
                    ADD_FAILURE() << call.name << ", request " << n << " of " << requests
                                  << (for_good ? " and all later ones" : "");
                    return;
                }
            }
        }
        std::cout << "  " << call.name << ": " << requests << " requests"
                  << (step > 1 ? ", every " + std::to_string(step) + "th refused" : "") << '\n';
    }

    /// What the file holds after `change`, ids of new entries included.
    std::string state_after(std::function<void(store&)> const& change) const {
        fresh_files();
        {
            auto kept = store::open(path(), options_);
            change(kept);
        }
        return state();
    }
    [[nodiscard]] std::string state() const {
        auto kept = store::open(path(), options_);
        EXPECT_EQ(first_damage(kept.verify()), "");
        return everything(kept);
    }

    void one(public_call const& call, std::size_t n, bool for_good, std::string const& before,
             std::string const& after, std::string const& wanted) {
        fresh_files();
        ERR_clear_error();
        auto const blocks = failing_memory::held();
        {
            std::optional<store> kept;
            kept.emplace(store::open(path(), options_));
            std::function<std::string()> answer;
            failing_memory::fail_at(n, for_good);
            try {
                answer = call.run(*kept);
                failing_memory::stop();
                EXPECT_EQ(answer(), wanted);
            } catch (std::bad_alloc const&) {
                failing_memory::stop();
                ++bad_allocs;
            } catch (store_error const& wrong) {
                failing_memory::stop();
                ++errors;
                EXPECT_TRUE(wrong.why() == code::io_failed || wrong.why() == code::cannot_open)
                    << wrong.what();
            } catch (std::exception const& wrong) {
                failing_memory::stop();
                ADD_FAILURE() << "thrown: " << wrong.what();
            }
            ++points;
            // The object goes on working.
            std::size_t rows = 0;
            kept->each_entry({}, [&](entry const&) { ++rows; });
            EXPECT_GE(rows, 15U);
        }
        ERR_clear_error();
        EXPECT_EQ(failing_memory::held(), blocks) << "memory leaks";
        auto const now = state();
        EXPECT_TRUE(now == before || now == after) << "neither what it was nor what it should be";
    }

    std::string folder_ = quick_folder() + "qixian-allocation-" + std::to_string(::getpid());
    store_options options_;
    std::size_t points = 0;
    std::size_t bad_allocs = 0;
    std::size_t errors = 0;
};

std::vector<public_call> calls(std::string const& path, std::string const& other,
                               specimen const& made) {
    auto const coming = made.times.coming;
    auto const anchor = made.anchor;
    auto options = made.options();
    options.database = sqlite_database({.careless_sql = "PRAGMA synchronous=OFF"});
    std::vector<public_call> out;
    out.push_back({"append", [](store& kept) {
                       auto e = in_agency(happened("2020-001", 20200210, event::extended, 10));
                       e.note = "再次";
                       return keep(kept.append(e), [](auto const& a) { return told(a); });
                   }});
    out.push_back({"append, repeated", [](store& kept) {
                       auto e = in_agency(received("2019-031", 20191105));
                       e.id = "hand-1";
                       e.desk = "法规处";
                       e.applicant_ref = "k9f2";
                       return keep(kept.append(e), [](auto const& a) { return told(a); });
                   }});
    out.push_back({"append, refused", [](store& kept) {
                       return keep(kept.append(in_agency(
                                       happened("2019-031", 20200110, event::extended, 10))),
                                   [](auto const& a) { return told(a); });
                   }});
    out.push_back({"append several", [](store& kept) {
                       std::vector<entry> const rows{
                           in_agency(received("2020-100", 20200204)),
                           in_agency(happened("2020-100", 20200206, event::extended, 15)),
                           in_agency(received("2020-101", 20200205), "乙局")};
                       return keep(kept.append(rows), [](auto const& a) { return told(*a); });
                   }});
    out.push_back(
        {"import", [](store& kept) {
             import_batch batch;
             for (int i = 0; i < 4; ++i) {
                 auto const name = "2020-20" + std::to_string(i);
                 EXPECT_FALSE(batch.add(in_agency(received(name, 20200203))));
                 EXPECT_FALSE(batch.add(in_agency(happened(name, 20200204 + i, event::withdrawn))));
                 EXPECT_FALSE(batch.add(in_agency(happened(name, 20200213, event::extended, 5))));
             }
             return keep(kept.import(batch, {.keep_going = true}),
                         [](auto const& a) { return told(a); });
         }});
    out.push_back({"withdraw", [](store& kept) {
                       auto const id = kept.find("甲厅", "2019-032")->rows[3].id;
                       return keep(kept.withdraw("甲厅", id, "重复"), [](auto const& a) {
                           return told(result<append_answer>(a->answer)) +
                                  std::to_string(a->duties.size());
                       });
                   }});
    out.push_back({"close a year", [](store& kept) {
                       return keep(kept.close_year("乙局", 2019), [](auto const& a) {
                           return std::to_string(a->position) + " " +
                                  std::to_string(a->figures.carried_out.size());
                       });
                   }});
    out.push_back({"restate", [](store& kept) {
                       return keep(kept.restate("甲厅", 2019, day(20200301)),
                                   [](auto const& a) { return std::to_string(a->cells.size()); });
                   }});
    out.push_back({"notice", [](store& kept) {
                       notice strike{.id = "T-1",
                                     .document = "测试1号",
                                     .title = "测试",
                                     .published = day(20200201),
                                     .arranges_year = 2020,
                                     .amends = "",
                                     .days = {{day(20200219), notice_kind::off, "春节"}}};
                       return keep(kept.apply_notice(strike, day(20200210)), [](auto const& a) {
                           return std::to_string(a->known_before) + " " +
                                  std::to_string(a->moved.size());
                       });
                   }});
    out.push_back({"effect of a notice", [coming](store& kept) {
                       return keep(kept.effect_of(coming, day(20200128)),
                                   [](auto const& a) { return std::to_string(a->moved.size()); });
                   }});
    out.push_back({"setting", [](store& kept) {
                       return keep(kept.change_setting(
                                       {"乙局", day(20200101), "policy.named_day", "literal"}),
                                   [](auto const& a) { return std::to_string(a.has_value()); });
                   }});
    out.push_back({"settings", [](store& kept) {
                       return keep(kept.settings("甲厅", day(20200201)), [](auto const& a) {
                           return std::to_string(a.lights.yellow) + a.region;
                       });
                   }});
    out.push_back({"read everything", [](store& kept) {
                       return keep(everything(kept), [](auto const& a) { return a; });
                   }});
    out.push_back({"verify", [anchor](store& kept) {
                       return keep(kept.verify(anchor),
                                   [](auto const& a) { return first_damage(a); });
                   }});
    out.push_back({"anchor", [](store& kept) {
                       return keep(kept.make_anchor(),
                                   [](auto const& a) { return to_text(*a).substr(0, 60); });
                   }});
    out.push_back({"rebuild", [](store& kept) {
                       return keep(kept.rebuild(),
                                   [](auto const& a) { return std::to_string(a.has_value()); });
                   }});
    out.push_back({"back up", [other](store& kept) {
                       return keep(kept.back_up(other),
                                   [](auto const& a) { return std::to_string(a.has_value()); });
                   }});
    out.push_back({"open", [path, options](store&) {
                       auto again = store::open(path, options);
                       return keep(again.about().id, [](auto const& a) { return a; });
                   }});
    out.push_back({"create", [other, options](store&) {
                       auto fresh = store::create(other, {.agencies = {"丙局"}}, options);
                       return keep(fresh.about().agencies, [](auto const& a) { return a.front(); });
                   }});
    out.push_back({"restore", [path, other, options](store&) {
                       return keep(store::restore(path, other, false, options),
                                   [](auto const& a) { return a->id; });
                   }});
    out.push_back({"feed", [](store& kept) {
                       std::size_t rows = 0;
                       kept.feed("甲厅", 4, [&](feed_item const&) { return ++rows < 5; });
                       return keep(rows, [](auto const& a) { return std::to_string(a); });
                   }});
    return out;
}

TEST_F(Allocation, RefusedAnywhereInAnyCallHarmsNothing) {
    for (auto const& call : calls(path(), other(), made())) {
        SCOPED_TRACE(call.name);
        sweep(call);
    }
    std::cout << "allocations refused: " << points << "; thrown: bad_alloc " << bad_allocs
              << ", store_error " << errors << ", answered all the same "
              << points - bad_allocs - errors << '\n';
    // Asked for fewer, as under the sanitizers, it counts no less carefully.
    EXPECT_GE(points, number_from("QIXIAN_ALLOCATIONS", 130) >= 130 ? 5000U : 300U);
    EXPECT_GT(bad_allocs, points / 2);
}

TEST(FailingMemory, IsAskedByEverybody) {
    // Nothing of the test's own may ask in between.
    failing_memory::fail_at(1, false);
    auto* const sqlite = sqlite3_malloc(8);
    failing_memory::fail_at(1, false);
    auto* const openssl = OPENSSL_malloc(8);
    failing_memory::fail_at(1, false);
    bool thrown = false;
    try {
        ::operator delete(::operator new(8));
    } catch (std::bad_alloc const&) {
        thrown = true;
    }
    failing_memory::stop();
    EXPECT_EQ(sqlite, nullptr);
    EXPECT_EQ(openssl, nullptr);
    EXPECT_TRUE(thrown);
}

}  // namespace

int main(int argc, char** argv) {
    if (!failing_memory::install()) {
        std::cerr << "the allocators cannot be replaced\n";
        return 1;
    }
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
