// The tables of closed years chain, whatever is recorded afterwards (Z13, I4): what a table carries out is
// what the next one carries in, application by application and class by class, and a published table
// stays as it was.
#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "against_engine.hpp"
#include "dice.hpp"
#include "qixian/ledger/opening.hpp"
#include "random_history.hpp"
#include "specimen.hpp"
#include "store_support.hpp"
#include "trials.hpp"

namespace {

using namespace qixian;
using namespace qixian::testing;

constexpr char const* office = "某局";

/// An entry, and the day on which somebody came to write it down.
struct told {
    date when;
    entry what;
};

/// The rows of some random lives in the order in which they are written down: mostly on their day, one
/// in four some time later, up to two years.
std::vector<told> told_entries(dice& chance, std::uint64_t seed, std::size_t lives) {
    static model::calendar const days(QIXIAN_SOURCE_DIR "/tests/data/calendar");
    std::vector<told> out;
    for (std::size_t i = 0; i < lives; ++i) {
        auto const name = "A" + std::to_string(i);
        auto const rows = model::random_history(seed, i, days);
        // Late together, as an application that lay in a drawer, or each by itself.
        int const all_late = chance.chance(15) ? static_cast<int>(chance.below(700)) : 0;
        for (auto e : model::entries_of(rows)) {
            e.application = name;
            e.agency = office;
            e.recorded.reset();
            e.seq = 0;
            if (!e.id.empty()) {
                e.id = name + e.id;
            }
            if (e.what == event::entry_withdrawn && !e.re.empty()) {
                e.re = name + e.re;
            }
            int const late = chance.chance(20) ? static_cast<int>(chance.below(700)) : 0;
            out.push_back({plus_days(e.on, (std::max)(all_late, late)), std::move(e)});
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](told const& a, told const& b) { return a.when < b.when; });
    return out;
}

/// The applications of the row with this role, by class.
std::vector<std::vector<std::string>> listed(frozen_report const& of, row_role role) {
    auto const layout = rows_of(of.shape);
    for (std::size_t row = 0; row < of.rows.size(); ++row) {
        if (layout[row].counts == role) {
            return {of.rows[row].who.begin(), of.rows[row].who.end()};
        }
    }
    return {};
}

/// One store from its first entry to the closing of the last year.
class life_of_tables {
public:
    life_of_tables(std::string const& path, std::uint64_t seed, std::string const& opening = {})
        : chance_(seed), all_(told_entries(chance_, seed, 25)), clock_(20010102) {
        auto options = clock_.options();
        options.database = sqlite_database({.careless_sql = "PRAGMA synchronous=OFF"});
        kept_.emplace(store::create(path, {.agencies = {office}}, options));
        if (!opening.empty()) {
            EXPECT_FALSE(kept_->change_setting({"", day(20010101), "policy.opening", opening}));
        }
        next_ = year_of(all_.front().when);
    }

    void run() {
        // Now and then nobody published the first years.
        next_ += static_cast<int>(chance_.below(3));
        for (auto const& [when, what] : all_) {
            close_what_is_over(when);
            set(when);
            auto const said = kept_->append(what);
            if (said && said->status != append_status::refused) {
                ids_.push_back(said->id);
                late_ += year_of(what.on) < next_ ? 1 : 0;
            }
            if (chance_.chance(2) && !ids_.empty()) {
                withdrawn_ += kept_->withdraw(office, chance_.one_of(ids_), "记错").ok() ? 1 : 0;
            }
        }
        close_what_is_over(plus_days(all_.back().when, 800));
    }

    std::string const& broken() const { return broken_; }
    std::size_t closed() const { return tables_.size(); }
    std::size_t late() const { return late_; }
    std::size_t withdrawn() const { return withdrawn_; }
    std::size_t carried() const { return carried_; }

private:
    void set(date when) { clock_.set(static_cast<int>(number_of(when))); }
    static long number_of(date d) {
        auto const text = to_text(d);
        return std::stol(text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2));
    }

    void close_what_is_over(date now) {
        while (plus_days(last_day_of(next_), 1 + wait_) <= now) {
            set(plus_days(last_day_of(next_), 1 + wait_));
            auto const made = kept_->close_year(office, next_);
            ASSERT_TRUE(made) << next_ << ": " << static_cast<int>(made.error().what) << " "
                              << made.error().detail;
            compare(made->figures);
            ++next_;
            wait_ = static_cast<int>(chance_.below(90));
        }
    }

    void compare(frozen_report const& now) {
        if (auto const before = tables_.find(now.year - 1); before != tables_.end()) {
            auto const out = listed(before->second, row_role::carried_out);
            if (out != listed(now, row_role::carried_in) ||
                before->second.carried_out != now.carried_in) {
                broken_ += "table " + std::to_string(now.year) + " carries in others; ";
            }
        }
        for (auto const& each : published_report(now).identities) {
            EXPECT_TRUE(each.holds) << now.year << " " << each.id;
        }
        carried_ += now.carried_out.size();
        tables_.emplace(now.year, now);
        for (auto const& each : kept_->closed_years(office)) {
            EXPECT_EQ(each.figures, tables_.at(each.year)) << each.year << " is not as it was";
        }
    }

    dice chance_;
    std::vector<told> all_;
    hand_clock clock_;
    std::optional<store> kept_{};
    int next_ = 0;   ///< the first year that is not published
    int wait_ = 15;  ///< days of January and later that go by before it is
    std::map<int, frozen_report> tables_{};
    std::vector<std::string> ids_{};
    std::string broken_{};  ///< the tables that do not go on from the one before
    std::size_t late_ = 0;
    std::size_t withdrawn_ = 0;
    std::size_t carried_ = 0;
};

TEST(tables_of_closed_years, chain_whatever_is_recorded_afterwards) {
    scratch_folder const folder;
    auto const stores = number_from("QIXIAN_SEEDS", 200);
    std::size_t closed = 0;
    std::size_t late = 0;
    std::size_t withdrawn = 0;
    std::size_t carried = 0;
    for (std::size_t i = 0; i < stores; ++i) {
        SCOPED_TRACE("store " + std::to_string(i));
        life_of_tables one(folder / std::to_string(i), 1000 + i);
        one.run();
        EXPECT_EQ(one.broken(), "");
        closed += one.closed();
        late += one.late();
        withdrawn += one.withdrawn();
        carried += one.carried();
        if (::testing::Test::HasFailure()) {
            return;
        }
    }
    std::printf("%zu stores, %zu closed years, %zu entries into closed years, %zu withdrawn, %zu "
                "carried over\n",
                stores, closed, late, withdrawn, carried);
    EXPECT_GT(late, 10 * stores);
    EXPECT_GT(withdrawn, stores);
    EXPECT_GT(carried, 10 * stores);
}

TEST(tables_of_closed_years, would_not_chain_if_each_were_counted_anew) {
    scratch_folder const folder;
    std::size_t broken = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        life_of_tables one(folder / std::to_string(i), 1000 + i, "corrected");
        one.run();
        broken += one.broken().empty() ? 0 : 1;
    }
    EXPECT_EQ(broken, 4U);
}

}  // namespace
