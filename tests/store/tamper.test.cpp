// Tampering: someone drops the guards, edits the file with plain SQLite, puts the guards back and
// sometimes makes hashes that fit. A check names the first bad entry; what only an anchor can show
// is shown with one, and without one the check says how much it could not answer for.
//
// QIXIAN_TAMPERINGS is the number of random attacks.
#include <iostream>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "attacker.hpp"
#include "trials.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

/// What reporting tools see.
std::string views_of(std::string const& path) {
    SQLite::Database db(path);
    std::string out;
    for (std::string const view : {"applications", "open_applications", "published_figures",
                                   "published_members", "received_by_year"}) {
        SQLite::Statement q(db, "SELECT * FROM " + view);
        while (q.executeStep()) {
            for (int i = 0; i < q.getColumnCount(); ++i) {
                out += (q.isColumnNull(i) ? "(null)" : bytes_at(q, i)) + "|";
            }
            out += '\n';
        }
    }
    return out;
}

/// Counted.
enum : std::size_t { by_check, by_anchor, unseen_and_harmless };

class trial {
public:
    trial(specimen const& of, disarmed_file const& disarmed, std::string path,
          std::string const& answers, std::string const& views)
        : of_(of), disarmed_(disarmed), path_(std::move(path)), answers_(answers), views_(views) {}

    void operator()(trial_report& report) {
        dice chance(0x51584B31U + report.at);
        make_attack(chance);
        if (tables_only() || before_ != after_) {
            judge(report);
        } else {
            ++report.count[unseen_and_harmless];
        }
    }

private:
    [[nodiscard]] bool tables_only() const { return attack_.how == visible::as_the_table_says; }

    void make_attack(dice& chance) {
        for (;;) {
            write_bytes(path_, disarmed_.bytes);
            try {
                bool rebuild = false;
                {
                    forger by(path_);
                    auto triggers = disarmed_.triggers;
                    before_ = texts(rows_in(by.db()));
                    by.db().exec("BEGIN");
                    attacker some(by, chance, triggers);
                    attack_ = some.run();
                    rebuild = some.projection_too_;
                    by.arm(triggers);
                    by.db().exec("COMMIT");
                    rows_ = rows_in(by.db());
                    after_ = texts(rows_);
                }
                if (rebuild) {
                    make_projection();
                }
                return;
            } catch (SQLite::Exception const&) {
                // Not possible in SQL, a key twice for instance: another one.
            }
        }
    }

    void make_projection() {
        auto options = of_.options();
        options.database = sqlite_database({.careless_sql = "PRAGMA synchronous=OFF"});
        try {
            auto kept = store::open(path_, options);
            kept.rebuild();
        } catch (store_error const&) {
            // What was changed cannot be read.
        }
    }

    static std::map<place, std::string> texts(logged_rows const& rows) {
        std::map<place, std::string> out;
        for (auto const& [at, row] : rows) {
            out[at] = row.text;
        }
        return out;
    }

    [[nodiscard]] place first_difference() const {
        std::optional<place> out;
        for (auto const* each : {&before_, &after_}) {
            auto const& other = each == &before_ ? after_ : before_;
            for (auto const& [at, text] : *each) {
                auto const found = other.find(at);
                // No reader asks for an agency without a name; what is missing elsewhere is named.
                if (!at.first.empty() && (found == other.end() || found->second != text) &&
                    (!out || at < *out)) {
                    out = at;
                }
            }
        }
        return out.value_or(place{});
    }

    static std::string column(std::string const& agency) { return agency.empty() ? "*" : agency; }

    /// Whether `d` names the row at `at`; of a row that is gone, the next one and the gap.
    [[nodiscard]] bool names(damage const& d, place const& at) const {
        if (column(d.agency) != at.first) {
            return false;
        }
        if (at == place{"*", 1} && d.position == 1) {
            return true;  // a store begins with the entry of its creation
        }
        if (auto const here = rows_.find(at); here != rows_.end()) {
            auto const& application = here->second.application;
            return d.position == at.second && d.version == here->second.version &&
                   d.application == (application == "*" ? "" : application);
        }
        auto const next = rows_.upper_bound(at);
        if (next == rows_.end() || next->first.first != at.first) {
            return d.position == at.second;
        }
        return d.position == next->first.second &&
               d.detail.find("position " + std::to_string(at.second) + " is missing") !=
                   d.detail.npos;
    }

    void complain(trial_report& report, std::string const& what, verification const* said) const {
        std::string text = attack_.name + ": " + what;
        if (!tables_only()) {
            auto const at = first_difference();
            text += "; first at " + at.first + " " + std::to_string(at.second);
        }
        if (said != nullptr && !said->clean()) {
            text += "; found " + first_damage(*said);
        }
        report.fail(text.c_str());
    }

    void judge(trial_report& report) {
        auto options = of_.options();
        options.read_only = true;
        std::optional<store> opened;
        try {
            opened = store::open(path_, options);
        } catch (store_error const& wrong) {
            bool const named = attack_.name == "schema" && wrong.why() == code::store_damaged &&
                               wrong.detail().starts_with("schema: ");
            if (named || attack_.name == "table store_info") {
                ++report.count[by_check];  // there is nothing to check without them
            } else {
                complain(report, std::string("cannot be opened, ") + wrong.what(), nullptr);
            }
            return;
        }
        auto& kept = *opened;
        try {
            auto const said = kept.verify();
            if (!said.clean()) {
                judge_found(report, said);
                return;
            }
            auto const anchored = kept.verify(of_.anchor);
            if (!anchored.clean()) {
                judge_anchored(report, said, anchored);
                return;
            }
            if (everything(kept) != answers_) {
                complain(report, "other answers, and nobody says so", nullptr);
            } else if (views_of(path_) != views_) {
                complain(report, "views show something else, and nobody says so", nullptr);
            } else {
                ++report.count[unseen_and_harmless];
            }
        } catch (store_error const& wrong) {
            complain(report, std::string("is not named but thrown, ") + wrong.what(), nullptr);
        }
    }

    void judge_found(trial_report& report, verification const& said) {
        auto const& first = said.found.front();
        ++report.count[by_check];
        if (tables_only()) {
            if (std::find(attack_.kinds.begin(), attack_.kinds.end(), first.what) ==
                attack_.kinds.end()) {
                complain(report, "found as something else", &said);
            }
            return;
        }
        auto const at = first_difference();
        if (first.detail.starts_with("store_info") && at == place{"*", 1}) {
            return;  // what else says how the store was made
        }
        bool const right = attack_.how == visible::after_it || attack_.name.starts_with("remake")
                               ? column(first.agency) == at.first && first.position >= at.second
                               : names(first, at);
        if (!right) {
            complain(report, "another entry is named first", &said);
        }
    }

    void judge_anchored(trial_report& report, verification const& said,
                        verification const& anchored) {
        ++report.count[by_anchor];
        if (attack_.how == visible::at_first_difference) {
            complain(report, "only an anchor shows it", &anchored);
            return;
        }
        if (said.anchored) {
            complain(report, "the check says it had an anchor", &said);
        }
        if (tables_only()) {
            return;
        }
        auto const at = first_difference();
        auto const& first = anchored.found.front();
        bool right = first.what == damage_kind::anchor && column(first.agency) == at.first;
        if (attack_.name == "cut") {
            right = right && names(first, at);
        } else {
            right = right && first.position >= at.second;
        }
        if (!right) {
            complain(report, "the anchor names another entry", &anchored);
        }
    }

    specimen const& of_;
    disarmed_file const& disarmed_;
    std::string path_;
    std::string const& answers_;
    std::string const& views_;
    attack attack_{};
    logged_rows rows_{};
    std::map<place, std::string> before_{};
    std::map<place, std::string> after_{};
};

TEST(Tampering, IsNamedAtTheFirstBadEntryOrNeedsAnAnchor) {
    auto const path = quick_folder() + "qixian-tamper-" + std::to_string(::getpid());
    auto const made = make_specimen();
    disarmed_file const disarmed(made.bytes, path);
    write_bytes(path, made.bytes);
    auto options = made.options();
    options.read_only = true;
    auto const answers = [&] {
        auto kept = store::open(path, options);
        return everything(kept);
    }();
    auto const views = views_of(path);
    shared_report said;
    trial one(made, disarmed, path, answers, views);
    auto const trials = number_from("QIXIAN_TAMPERINGS", 10'000);
    run_trials(*said, trials, 1, one, [] {});
    std::cout << "edits: " << trials << "; named by the check alone " << said->count[by_check]
              << ", only with an anchor " << said->count[by_anchor] << ", without effect "
              << said->count[unseen_and_harmless] << '\n';
    EXPECT_GT(said->count[by_check], trials / 2);
    EXPECT_GT(said->count[by_anchor], trials / 100);
    for (auto const* end : {"", "-journal"}) {
        std::filesystem::remove(path + end);
    }
}

TEST(Tampering, AnOldCopyPutBackIsSeenWithTheAnchorOnly) {
    auto const path = quick_folder() + "qixian-old-" + std::to_string(::getpid());
    auto const made = make_specimen();
    write_bytes(path, made.bytes_before);
    auto kept = store::open(path, made.options());
    auto const alone = kept.verify();
    EXPECT_EQ(first_damage(alone), "");
    EXPECT_FALSE(alone.anchored);
    EXPECT_GT(alone.beyond_anchor, 0) << "the check must say what it could not answer for";
    auto const anchored = kept.verify(made.anchor);
    ASSERT_FALSE(anchored.clean());
    EXPECT_EQ(anchored.found.front().what, damage_kind::anchor);
    // Going on from the old copy does not hide it.
    auto more = received("2020-777", 20200301);
    more.agency = "甲厅";
    for (int i = 0; i < 20; ++i) {
        more.application = "2020-" + std::to_string(777 + i);
        ASSERT_TRUE(kept.append(more));
    }
    EXPECT_EQ(first_damage(kept.verify()), "");
    EXPECT_FALSE(kept.verify(made.anchor).clean());
    std::filesystem::remove(path);
}

}  // namespace
