// A store under random commands, beside a model of it: append, several at once, import and import
// again, withdraw, reopen, kill, back up and restore, migrate, a second writer, close a year,
// re-state. Whatever `would` says of an entry must be what `append` then does.
#pragma once

#include <array>
#include <functional>
#include <numeric>
#include <random>

#include <sys/wait.h>

#include "foresight.hpp"
#include "random_entries.hpp"
#include "trap_hash.hpp"

namespace qixian::testing {

inline constexpr std::array<std::string_view, 16> command_names{
    "append", "append several", "import",  "withdraw", "reopen", "kill",    "back up", "restore",
    "other",  "close year",     "restate", "setting",  "notice", "rebuild", "anchor",  "check"};
inline constexpr std::array<std::size_t, 16> weights{420, 70, 70, 80, 8, 9, 7, 6,
                                                     60,  15, 25, 10, 3, 3, 4, 20};

/// One store, its model, and what is done to them.
class life_of_a_store {
public:
    life_of_a_store(std::string folder, std::uint64_t seed)
        : folder_(std::move(folder)), seed_(seed), model_({"甲厅", "乙局"}, times().known) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        if (seed % 3 == 0) {
            model_.schema = 1;
        }
        main_.emplace(
            store::create(path(), {.agencies = model_.agencies()}, options(model_.schema)));
        model_.own_entry();
    }
    ~life_of_a_store() { std::filesystem::remove_all(folder_); }
    life_of_a_store(life_of_a_store const&) = delete;
    life_of_a_store& operator=(life_of_a_store const&) = delete;

    /// What went wrong, or nothing.
    std::string run(std::size_t number) {
        dice chance(seed_ * 1'000'003U + number);
        entries_.series = number / commands_of_a_sequence;
        if (chance.chance(25)) {
            clock_.advance(static_cast<std::int64_t>(chance.below(4 * 86400)));
        }
        auto const wrong = command(chance);
        return wrong.empty() ? "" : trace + ": " + wrong;
    }

    static constexpr std::size_t commands_of_a_sequence = 6;
    std::string trace{};  ///< the last command
    std::array<std::size_t, 16> counts{};
    std::array<std::size_t, 4> answers{};
    std::size_t kills = 0;
    std::size_t migrations = 0;

private:
    static time_of_notice const& times() {
        static time_of_notice const out("CN-2020-A1");
        return out;
    }
    [[nodiscard]] std::string path() const { return folder_ + "/a.qixian"; }
    [[nodiscard]] std::string backup_path() const { return folder_ + "/b.qixian"; }

    /// `schema`: of a new store; 0: the newest.
    store_options options(int schema = 0) {
        auto out = clock_.options();
        out.sources = times().known;
        out.hash = trap_;
        // A small cache: pages reach the file before the end, so that a journal is hot.
        std::string const small = seed_ % 4 == 0 ? "; PRAGMA cache_size=4" : "";
        out.database =
            sqlite_database({.careless_sql = "PRAGMA synchronous=OFF" + small, .schema = schema});
        return out;
    }

    void open_main() {
        main_.reset();
        if (model_.schema == 1) {
            other_.reset();
        }
        main_.emplace(store::open(path(), options()));
        if (model_.schema == 1) {
            ++migrations;
            model_.schema = 2;
            model_.own_entry();
            std::filesystem::remove(path() + ".v1.bak");
        }
    }

    std::string command(dice& chance) {
        std::size_t roll = chance.below(std::accumulate(weights.begin(), weights.end(), 0U));
        std::size_t which = 0;
        while (roll >= weights[which]) {
            roll -= weights[which++];
        }
        ++counts[which];
        trace = std::string(command_names[which]);
        switch (which) {
        case 0: return append(*main_, chance);
        case 1: return several(chance);
        case 2: return import(chance);
        case 3: return withdraw(chance);
        case 4: open_main(); return check_all();
        case 5: return kill(chance);
        case 6: return back_up();
        case 7: return restore(chance);
        case 8: return second_writer(chance);
        case 9: return close_year(chance);
        case 10: return restate(chance);
        case 11: return change_setting(chance);
        case 12: return notice_comes();
        case 13: return main_->rebuild() ? "not rebuilt" : verify();
        case 14: return anchor();
        default: return check_all();
        }
    }

    // --- comparing ---

    std::string compare(result<append_answer> const& said, naive_answer const& wanted,
                        naive_store::key const& which) {
        trace += " -> " + told(said);
        if (said) {
            ++answers[static_cast<std::size_t>(said->status)];
        }
        if (said && said->status == append_status::refused) {
            // The version is of no use to the model here.
            if (wanted.fault || wanted.status != append_status::refused ||
                wanted.why != said->said.why) {
                return "the model says " + told(wanted);
            }
        } else if (told(said) != told(wanted)) {
            return "the model says " + told(wanted);
        }
        return check(which);
    }

    std::string check(naive_store::key const& which) {
        auto const wanted = model_.rows_of(which);
        auto const found = main_->find(which.first, which.second);
        if (!found) {
            return wanted.empty() ? "" : which.second + " is not there";
        }
        if (found->rows.size() != wanted.size()) {
            return which.second + " has " + std::to_string(found->rows.size()) +
                   " rows instead of " + std::to_string(wanted.size());
        }
        model_.learn_ids(which, found->rows);
        auto const again = model_.rows_of(which);
        for (std::size_t i = 0; i < again.size(); ++i) {
            if (text_of(found->rows[i]) != text_of(again[i])) {
                return "row " + std::to_string(i) + " is " + text_of(found->rows[i]) +
                       " instead of " + text_of(again[i]);
            }
        }
        return "";
    }

    std::string check_all() {
        std::size_t rows = 0;
        std::string wrong;
        main_->each_entry({}, [&](entry const& e) { rows += e.application.empty() ? 0 : 1; });
        for (auto const& each : model_.applications()) {
            auto const one = check(each);
            wrong = wrong.empty() ? one : wrong;
        }
        if (wrong.empty() && rows != model_.log.size()) {
            return "the log has " + std::to_string(rows) + " rows";
        }
        auto const closed = main_->closed_years({});
        if (wrong.empty() && closed.size() != model_.frozen.size()) {
            return "closed years are missing";
        }
        for (auto const& each : closed) {
            if (model_.frozen.at({each.agency, each.year}) != each.figures) {
                return "the figures of a closed year are others";
            }
        }
        return wrong.empty() ? verify() : wrong;
    }

    std::string verify() { return first_damage(main_->verify()); }

    // --- commands ---

    std::string append(store& with, dice& chance) {
        auto which = entries_.some_application(chance);
        auto e = entries_.some_entry(chance, which);
        if (!model_.log.empty() && chance.chance(6)) {
            // Sent again, or with another content.
            e = chance.one_of(model_.log).e;
            which = {e.agency, e.application};
            e.note += chance.chance(30) ? "改" : "";
        }
        append_options how{.future = chance.chance(50), .amend = chance.chance(30)};
        if (chance.chance(20)) {
            how.expect = static_cast<std::int64_t>(model_.rows_of(which).size());
            *how.expect += chance.chance(30) ? 1 : 0;
        }
        trace += " " + text_of(e);
        auto const foreseen = with.would(e, how);
        auto const said = with.append(e, how);
        if (auto const wrong = unforeseen(foreseen, said, with); !wrong.empty()) {
            return wrong;
        }
        auto wanted = bad_form(e);
        if (!wanted) {
            wanted = model_.append(e, how, clock_.now());
        }
        return compare(said, *wanted, which);
    }

    static std::optional<naive_answer> bad_form(entry const& e) {
        if (auto const why = qixian::first_fault(e)) {
            return naive_answer{.fault = why->what};
        }
        return std::nullopt;
    }

    std::vector<entry> some_rows(dice& chance, std::size_t most) {
        std::vector<entry> out;
        for (auto n = 1 + chance.below(most); n > 0; --n) {
            auto e = entries_.some_entry(chance, entries_.some_application(chance));
            // Named all or none: which agency the others belong to is another test's question.
            e.agency = e.agency.empty() ? model_.agencies().front() : e.agency;
            if (qixian::check(e).empty()) {
                trace += "\n      " + text_of(e);
                out.push_back(std::move(e));
            }
        }
        return out;
    }

    std::string compare(import_answer const& said, naive_import const& wanted,
                        std::vector<entry> const& rows) {
        std::multiset<code> refused;
        std::multiset<code> faults;
        for (auto const& each : said.refused) {
            refused.insert(each.answer.said.why);
        }
        for (auto const& each : said.faults) {
            faults.insert(each.what);
        }
        if (said.stored != wanted.stored || said.added != (wanted.stored ? wanted.added : 0) ||
            said.repeated != wanted.repeated ||
            said.amended.size() != (wanted.stored ? wanted.amended : 0) ||
            refused != wanted.refused || faults != wanted.faults) {
            return "added " + std::to_string(said.added) + " repeated " +
                   std::to_string(said.repeated) + " refused " + std::to_string(refused.size()) +
                   " faults " + std::to_string(faults.size()) + (said.stored ? "" : " not stored") +
                   ", the model says " + std::to_string(wanted.added) + " " +
                   std::to_string(wanted.repeated) + " " + std::to_string(wanted.refused.size()) +
                   " " + std::to_string(wanted.faults.size()) +
                   (wanted.stored ? "" : " not stored");
        }
        for (auto const& e : rows) {
            if (auto const wrong = check({e.agency, e.application}); !wrong.empty()) {
                return wrong;
            }
        }
        return "";
    }

    std::string several(dice& chance) {
        auto const rows = some_rows(chance, 4);
        auto const said = main_->append(rows);
        if (!said) {
            return "a fault of form: " + said.error().detail;
        }
        return compare(*said, model_.import(rows, {}, true, clock_.now()), rows);
    }

    std::string import(dice& chance) {
        auto rows = some_rows(chance, 5);
        // Some of what is there already comes again.
        if (!model_.log.empty()) {
            for (auto n = chance.below(4); n > 0; --n) {
                auto const& there = chance.one_of(model_.log);
                rows.push_back(there.e);
                if (chance.chance(50)) {
                    rows.back().id.clear();
                    rows.back().recorded.reset();
                    rows.back().seq = there.given_seq;
                }
                if (chance.chance(40)) {
                    // … as somebody filled it in.
                    rows.back().note = "补填" + std::to_string(chance.below(2));
                }
                trace += "\n      again " + text_of(rows.back());
            }
        }
        import_options const how{.keep_going = chance.chance(60),
                                 .future = chance.chance(50),
                                 .amend = chance.chance(40)};
        trace += how.amend ? "\n      amending" : "";
        import_batch batch;
        for (auto const& e : rows) {
            if (batch.add(e)) {
                return "a row of good form is not taken";
            }
        }
        auto const said = main_->import(batch, how);
        auto const wrong = compare(said, model_.import(rows, how, false, clock_.now()), rows);
        if (!wrong.empty() || !said.stored || !said.refused.empty() || !said.faults.empty()) {
            return wrong;
        }
        // Sent again it adds nothing, nor puts anything right a second time.
        auto const again = main_->import(batch, how);
        if (again.added != 0 || !again.amended.empty() || !again.faults.empty()) {
            return "sent again, " + std::to_string(again.added) + " are added";
        }
        return "";
    }

    std::string withdraw(dice& chance) {
        if (model_.log.empty()) {
            return "";
        }
        auto const target = chance.one_of(model_.log).e;
        naive_store::key const which{target.agency, target.application};
        trace += " " + target.agency + " " + target.application + " " + target.id;
        auto const rows = model_.rows_of(which);
        auto const gone = naive_store::taken_back(rows);
        auto const said = main_->withdraw(target.agency, target.id, "记错");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].id == target.id && gone[i]) {
                return said && said->answer.status == append_status::repeated
                           ? check(which)
                           : "it was taken back already";
            }
        }
        entry e;
        e.agency = target.agency;
        e.application = target.application;
        e.what = event::entry_withdrawn;
        e.on = target.on;
        e.re = target.id;
        e.note = "记错";
        auto const wanted = model_.append(e, {.future = true}, clock_.now());
        if (!said) {
            return compare(result<append_answer>(said.error()), wanted, which);
        }
        return compare(result<append_answer>(said->answer), wanted, which);
    }

    std::string second_writer(dice& chance) {
        if (model_.schema == 1) {
            open_main();
        }
        if (!other_ || chance.chance(10)) {
            other_.reset();
            other_.emplace(store::open(path(), options()));
        }
        return append(*other_, chance);
    }

    std::string kill(dice& chance) {
        ++kills;
        auto const which = entries_.some_application(chance);
        auto const e = entries_.some_entry(chance, which);
        trace += " " + text_of(e);
        auto const form = bad_form(e);
        int const when = static_cast<int>(1 + chance.below(3));
        if (chance.chance(50)) {
            kill_copy(e, when);
        } else if (kill_process(e, when)) {
            return "the child did not end as it should";
        }
        // It happened or it did not; what the store says decides, and the rest must agree.
        open_main();
        auto const before = model_;
        if (!form) {
            model_.append(e, {}, clock_.now());
            auto const found = main_->find(which.first, which.second);
            if ((found ? found->rows.size() : 0) == before.rows_of(which).size()) {
                model_ = before;
            }
        }
        return check_all();
    }

    /// The files as they are in the middle of a transaction are all that is left.
    void kill_copy(entry const& e, int when) {
        auto const left = folder_ + "/left";
        trap_->left = when;
        trap_->spring = [&] {
            for (std::string const end : {"", "-journal"}) {
                std::error_code ignored;
                std::filesystem::copy_file(path() + end, left + end, ignored);
            }
            throw killed{};
        };
        bool sprung = false;
        try {
            static_cast<void>(main_->append(e));
        } catch (killed const&) {
            sprung = true;
        }
        trap_->left = 0;
        main_.reset();
        other_.reset();
        if (sprung) {
            for (std::string const end : {"", "-journal"}) {
                std::error_code ignored;
                std::filesystem::remove(path() + end, ignored);
                std::filesystem::rename(left + end, path() + end, ignored);
            }
        }
    }

    /// Whether the child ended in another way than it should.
    bool kill_process(entry const& e, int when) {
        main_.reset();
        other_.reset();
        std::fflush(nullptr);
        auto const child = ::fork();
        if (child == 0) {
            trap_->spring = [] { ::_exit(9); };
            try {
                auto kept = store::open(path(), options());
                trap_->left = when;
                static_cast<void>(kept.append(e));
                ::_exit(0);
            } catch (...) {
                ::_exit(77);
            }
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return !WIFEXITED(status) || (WEXITSTATUS(status) != 9 && WEXITSTATUS(status) != 0);
    }

    std::string back_up() {
        std::filesystem::remove(backup_path());
        if (main_->back_up(backup_path())) {
            return "no backup";
        }
        backup_ = model_;
        return "";
    }

    std::string restore(dice& chance) {
        if (!backup_) {
            return "";
        }
        bool const force = chance.chance(60);
        trace += force ? " by force" : "";
        auto const& there = backup_->history;
        bool const lossless =
            std::all_of(model_.history.begin(), model_.history.end(), [&](std::uint64_t number) {
                return std::find(there.begin(), there.end(), number) != there.end();
            });
        main_.reset();
        auto const said = store::restore(backup_path(), path(), force, options());
        if (said.ok() != (force || lossless)) {
            return said ? "entries were lost without a word" : "refused: " + said.error().detail;
        }
        if (said) {
            model_ = *backup_;
            std::filesystem::remove(path() + ".replaced-1");
        }
        open_main();
        return check_all();
    }

    std::string close_year(dice& chance) {
        auto const& agency = chance.one_of(model_.agencies());
        int const year = 2019 + static_cast<int>(chance.below(2));
        auto const today = legal_day(clock_.now());
        trace += " " + agency + " " + std::to_string(year);
        auto const said = main_->close_year(agency, year);
        auto const fault_is = [&](code what) {
            return !said && said.error().what == what ? check_all() : "another fault was due";
        };
        if (model_.frozen.contains({agency, year})) {
            return fault_is(code::year_closed_before);
        }
        if (today <= last_day_of(year)) {
            return fault_is(code::year_not_over);
        }
        auto const figures = model_.report_of(agency, year, form_of_year(year), today);
        if (!figures) {
            return fault_is(figures.error().what);
        }
        if (!said) {
            return "a fault: " + said.error().detail;
        }
        model_.own_entry();
        model_.frozen[{agency, year}] = freeze(*figures);
        return said->figures == freeze(*figures) ? "" : "other figures";
    }

    std::string restate(dice& chance) {
        auto const& agency = chance.one_of(model_.agencies());
        auto const today = legal_day(clock_.now());
        auto const said = main_->restate(agency, 2019, today);
        auto const frozen = model_.frozen.find({agency, 2019});
        if (frozen == model_.frozen.end()) {
            return !said && said.error().what == code::year_not_closed ? "" : "it was not closed";
        }
        auto const now = model_.report_of(agency, 2019, frozen->second.shape, today);
        if (!now || !said) {
            return now.ok() == said.ok() ? "" : "a fault on one side";
        }
        auto const wanted = qixian::restate(frozen->second, *now);
        return said->cells == wanted.cells && said->remedies == wanted.remedies &&
                       said->figures == wanted.figures && said->carried_in == wanted.carried_in &&
                       said->carried_out == wanted.carried_out
                   ? ""
                   : "another bridge";
    }

    std::string change_setting(dice& chance) {
        static std::vector<std::pair<std::string, std::string>> const settings{
            {"policy.online_receipt", "submission_accepted"},
            {"policy.online_receipt", "mutual_confirmation"},
            {"policy.named_day", "literal"},
            {"policy.reasons_as_correction", "yes"},
            {"policy.reasons_as_correction", "no"}};
        auto const& [name, value] = chance.one_of(settings);
        setting_row const row{chance.chance(50) ? "" : chance.one_of(model_.agencies()),
                              plus_days(day(20190901), static_cast<int>(chance.below(200))), name,
                              value};
        trace += " " + row.agency + " " + to_text(row.from) + " " + name + "=" + value;
        auto& by = other_ && model_.schema > 1 && chance.chance(40) ? *other_ : *main_;
        if (by.change_setting(row)) {
            return "a fault";
        }
        model_.settings.push_back(row);
        model_.own_entry();
        for (auto const& agency : model_.agencies()) {
            if (main_->settings(agency, day(20200101)).chosen !=
                model_.policies_for(agency, day(20200101))) {
                return "other settings";
            }
        }
        return "";
    }

    std::string notice_comes() {
        bool const known = model_.known().notices().size() != times().known->notices().size();
        auto const said = main_->apply_notice(times().coming, legal_day(clock_.now()));
        if (!said || said->known_before != known) {
            return "known before or not";
        }
        if (!known) {
            model_.notice_came(times().known->with_notice(times().coming).value());
        }
        return "";
    }

    std::string anchor() {
        if (anchor_) {
            bool const complete =
                std::all_of(anchored_.begin(), anchored_.end(), [&](std::uint64_t number) {
                    return std::find(model_.history.begin(), model_.history.end(), number) !=
                           model_.history.end();
                });
            auto const said = main_->verify(anchor_);
            if (!complete && said.clean()) {
                return "the anchor does not see that entries are gone";
            }
            if (complete && !said.clean() &&
                said.found.front().detail.find("checkpoint") == std::string::npos) {
                return first_damage(said);
            }
        }
        auto const made = main_->make_anchor();
        if (!made) {
            return "no anchor";
        }
        anchor_ = *made;
        anchored_ = model_.history;
        return first_damage(main_->verify(anchor_));
    }

    std::string folder_;
    std::uint64_t seed_;
    hand_clock clock_{20191215};
    std::shared_ptr<trap_hash> trap_ = std::make_shared<trap_hash>();
    naive_store model_;
    random_entries entries_{model_};
    std::optional<store> main_{};
    std::optional<store> other_{};
    std::optional<naive_store> backup_{};
    std::optional<store_anchor> anchor_{};
    std::vector<std::uint64_t> anchored_{};
};

}  // namespace qixian::testing
