// The store as it should be, in plain vectors: what was accepted, what was frozen, nothing clever.
//
// Decisions are made by calling `fold` on copies of vectors; transactions are copies of the whole.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "naive_answer.hpp"
#include "naive_facts.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/ledger/restate.hpp"
#include "qixian/store/store.hpp"
#include "specimen.hpp"

namespace qixian::testing {

class naive_store {
public:
    explicit naive_store(std::vector<std::string> agencies, std::shared_ptr<editions const> known)
        : agencies_(std::move(agencies)), known_(std::move(known)) {}

    struct kept_row {
        entry e{};
        bool made_id = false;  ///< it brought none that it could keep
        std::int64_t given_seq = 0;
        std::optional<entry> instead_of{};  ///< the withdrawal that comes before it
    };
    using key = std::pair<std::string, std::string>;  ///< agency, application

    std::vector<kept_row> log{};
    std::map<std::pair<std::string, int>, frozen_report> frozen{};
    std::vector<setting_row> settings{};
    std::vector<std::uint64_t> history{};  ///< one number for each entry, own ones included
    int schema = 2;

    [[nodiscard]] std::vector<std::string> const& agencies() const { return agencies_; }

    [[nodiscard]] std::vector<entry> rows_of(key const& which) const {
        std::vector<entry> out;
        for (auto const& row : log) {
            if (row.e.agency == which.first && row.e.application == which.second) {
                out.push_back(row.e);
            }
        }
        return out;
    }
    [[nodiscard]] std::vector<key> applications() const {
        std::vector<key> out;
        for (auto const& row : log) {
            key const each{row.e.agency, row.e.application};
            if (std::find(out.begin(), out.end(), each) == out.end()) {
                out.push_back(each);
            }
        }
        return out;
    }

    [[nodiscard]] policies policies_for(std::string const& agency, date on) const {
        auto lines = settings;
        std::stable_sort(lines.begin(), lines.end(),
                         [](auto const& a, auto const& b) { return a.from < b.from; });
        policies out;
        for (bool const own : {false, true}) {
            for (auto const& each : lines) {
                if (each.from <= on && (own ? each.agency == agency : each.agency.empty())) {
                    out = with_policy(out, each.name.substr(7), each.value).value();
                }
            }
        }
        return out;
    }

    void notice_came(editions const& with) {
        known_ = std::make_shared<editions>(with);
        history.push_back(next_number());
    }
    void own_entry() { history.push_back(next_number()); }

    // --- writing ---------------------------------------------------------------------------------

    naive_answer append(entry e, append_options const& how, instant now) {
        return write({std::move(e)}, {.future = how.future, .amend = how.amend}, true, how.expect,
                     now)
            .rows.front();
    }

    naive_import import(std::vector<entry> const& rows, import_options const& how, bool handed_in,
                        instant now) {
        return write(rows, how, handed_in, {}, now);
    }

    /// The store told us which ids it gave.
    void learn_ids(key const& which, std::vector<entry> const& rows) {
        std::size_t at = 0;
        for (auto& row : log) {
            if (row.e.agency == which.first && row.e.application == which.second &&
                at < rows.size()) {
                if (row.e.id.empty()) {
                    row.e.id = rows[at].id;
                }
                ++at;
            }
        }
    }

    [[nodiscard]] result<report> report_of(std::string const& agency, int year, form shape,
                                           date as_of) const {
        std::vector<account> accounts;
        for (auto const& each : applications()) {
            auto const rows = rows_of(each);
            if (each.first != agency || first_day(rows) > as_of || nothing_left(rows)) {
                continue;
            }
            auto const a = assess(rows, as_of, question(agency, rows));
            if (!a) {
                return a.error();
            }
            accounts.push_back(account_of(*a));
        }
        auto out = make_report(accounts, year, shape, as_of);
        out.agency = agency;
        return out;
    }

    [[nodiscard]] static date first_day(std::vector<entry> const& rows) {
        date out = rows.front().on;
        for (auto const& e : rows) {
            out = std::min(out, e.on);
        }
        return out;
    }
    [[nodiscard]] static date last_day(std::vector<entry> const& rows) {
        date out = rows.front().on;
        for (auto const& e : rows) {
            out = std::max(out, e.on);
        }
        return out;
    }
    [[nodiscard]] context question(std::string const& agency,
                                   std::vector<entry> const& rows) const {
        return {calendar(), policies_for(agency, first_day(rows))};
    }
    [[nodiscard]] working_calendar const& calendar() const {
        // Two editions at most in a test: kept for ever.
        static std::map<std::size_t, std::unique_ptr<working_calendar>> made;
        auto& out = made[known_->notices().size()];
        if (!out) {
            out = std::make_unique<working_calendar>(known_->current());
        }
        return *out;
    }
    [[nodiscard]] editions const& known() const { return *known_; }

    [[nodiscard]] static std::vector<bool> taken_back(std::vector<entry> const& rows) {
        std::vector<bool> gone(rows.size(), false);
        for (auto i = rows.size(); i-- > 0;) {
            for (std::size_t k = 0; k < rows.size(); ++k) {
                if (rows[i].what == event::entry_withdrawn && !gone[i] && k != i &&
                    !rows[k].id.empty() && rows[k].id == rows[i].re) {
                    gone[k] = true;
                }
            }
        }
        return gone;
    }

    /// As if the application had never been entered.
    [[nodiscard]] static bool nothing_left(std::vector<entry> const& rows) {
        auto const gone = taken_back(rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!gone[i] && rows[i].what != event::entry_withdrawn) {
                return false;
            }
        }
        return true;
    }

private:
    /// Never twice, not even in copies.
    static std::uint64_t next_number() {
        static std::uint64_t last = 0;
        return ++last;
    }

    /// Those of an application as they are kept, whoever withdrew what.
    [[nodiscard]] std::vector<naive_fact> facts_of(key const& which) const {
        std::vector<naive_fact> out;
        for (auto const& row : log) {
            if (row.e.agency == which.first && row.e.application == which.second) {
                out.push_back({.e = row.e, .made_id = row.made_id});
            }
        }
        return out;
    }

    naive_import write(std::vector<entry> const& given, import_options const& how, bool handed_in,
                       std::optional<std::int64_t> expect, instant now) {
        naive_import out;
        out.rows.resize(given.size());
        auto const fail = [&](std::size_t i, code why) {
            out.rows[i].fault = why;
            out.faults.insert(why);
        };
        auto const repeat = [&](std::size_t i, key const& which) {
            out.rows[i].status = append_status::repeated;
            out.rows[i].version = static_cast<std::int64_t>(rows_of(which).size());
            ++out.repeated;
        };
        // Whose they are, and what their ids say.
        std::map<key, std::vector<std::size_t>> of_application;
        std::vector<key> order;
        std::vector<kept_row> rows(given.size());
        std::map<std::pair<std::string, std::string>, std::size_t> ids;
        for (std::size_t i = 0; i < given.size(); ++i) {
            auto& row = rows[i];
            row.e = given[i];
            row.given_seq = row.e.seq;
            row.made_id = row.e.id.empty();
            if (row.e.agency.empty()) {
                row.e.agency = agencies_.front();
            }
            key const which{row.e.agency, row.e.application};
            if (!of_application.contains(which)) {
                order.push_back(which);
            }
            auto& own = of_application[which];
            if (row.made_id) {
                own.push_back(i);
                continue;
            }
            auto const there = std::find_if(log.begin(), log.end(), [&](kept_row const& each) {
                return each.e.agency == which.first && each.e.id == row.e.id;
            });
            if (there != log.end()) {
                if (there->e.application == which.second) {
                    own.push_back(i);
                } else {
                    fail(i, code::id_conflict);
                }
                continue;
            }
            auto const [before, fresh] = ids.try_emplace({which.first, row.e.id}, i);
            if (fresh) {
                own.push_back(i);
            } else if (given[before->second] == given[i] &&
                       rows[before->second].e.agency == which.first) {
                repeat(i, which);
            } else {
                fail(i, code::id_conflict);
            }
        }
        // Which are new facts, and what the law says, application by application.
        bool clash = false;
        std::set<std::size_t> accepted;
        for (auto const& which : order) {
            naive_facts all{.amend = how.amend, .handed_in = handed_in, .kept = facts_of(which)};
            auto const& own = of_application[which];
            std::vector<entry> together;
            for (auto const& each : all.kept) {
                together.push_back(each.e);
            }
            for (auto const i : own) {
                all.rows.push_back({.e = rows[i].e, .given_seq = rows[i].given_seq});
                together.push_back(rows[i].e);
            }
            for (std::size_t k = 0; k < own.size(); ++k) {
                // What is told again withdraws nothing anew, and is withdrawn as it is kept.
                auto& e = together[all.kept.size() + k];
                bool const again =
                    std::any_of(all.kept.begin(), all.kept.end(), [&](naive_fact const& each) {
                        return each.e.id == e.id ||
                               (e.what == event::entry_withdrawn && each.e.what == e.what &&
                                each.e.on == e.on && each.e.re == e.re);
                    });
                if (again) {
                    e.re.clear();
                    e.id.clear();
                }
            }
            auto const gone = taken_back(together);
            for (std::size_t k = 0; k < gone.size(); ++k) {
                (k < all.kept.size() ? all.kept[k] : all.rows[k - all.kept.size()]).gone = gone[k];
            }
            auto const found = all.settle();
            std::vector<std::size_t> fresh;
            for (std::size_t k = 0; k < own.size(); ++k) {
                auto const i = own[k];
                auto& row = rows[i];
                switch (found[k].what) {
                case naive_standing::is::repeated: repeat(i, which); continue;
                case naive_standing::is::conflict: fail(i, code::id_conflict); continue;
                case naive_standing::is::refused: refuse(out, i, code::same_fact); continue;
                case naive_standing::is::amends:
                case naive_standing::is::fresh: break;
                }
                bool const amends = found[k].what == naive_standing::is::amends;
                auto const today = legal_day(now);
                if (!how.future &&
                    (row.e.on > today || (row.e.delivered && *row.e.delivered > today))) {
                    refuse(out, i, code::future_day);
                    continue;
                }
                if (amends) {
                    auto const& old = all.kept[found[k].entry].e;
                    entry e;
                    e.agency = which.first;
                    e.application = which.second;
                    e.what = event::entry_withdrawn;
                    e.on = old.on;
                    e.re = old.id;
                    e.recorded = now;
                    row.instead_of = e;
                    row.made_id = true;
                    row.e.id.clear();
                    row.e.seq = row.given_seq != 0 || row.e.on != old.on ? row.given_seq : old.seq;
                    row.e.recorded = now;
                } else if (row.e.recorded) {
                    auto const last = all.kept.empty() ? instant{0} : *all.kept.back().e.recorded;
                    if (*row.e.recorded > now || *row.e.recorded < std::min(last, now)) {
                        fail(i, code::recorded_out_of_turn);
                        continue;
                    }
                }
                fresh.push_back(i);
            }
            if (fresh.empty()) {
                continue;
            }
            auto const held = rows_of(which);
            if (expect && *expect != static_cast<std::int64_t>(held.size())) {
                out.rows.front().status = append_status::clash;
                out.rows.front().version = static_cast<std::int64_t>(held.size());
                clash = true;
                continue;
            }
            decide(which, held, fresh, rows, now, out, accepted);
        }
        out.stored = !clash && (how.keep_going || (out.faults.empty() && out.refused.empty()));
        if (out.stored) {
            for (auto const i : accepted) {
                if (rows[i].instead_of) {
                    log.push_back({.e = *rows[i].instead_of, .made_id = true});
                    history.push_back(next_number());
                }
                log.push_back(rows[i]);
                history.push_back(next_number());
                (rows[i].instead_of ? out.amended : out.added) += 1;
                out.rows[i].version = static_cast<std::int64_t>(
                    rows_of({rows[i].e.agency, rows[i].e.application}).size());
            }
        }
        return out;
    }

    static void refuse(naive_import& out, std::size_t i, code why) {
        out.rows[i].status = append_status::refused;
        out.rows[i].why = why;
        out.refused.insert(why);
    }

    static std::set<std::size_t> refused_in(result<qixian::history> const& life) {
        std::set<std::size_t> out;
        if (life) {
            for (auto const& each : life->refused) {
                out.insert(each.row);
            }
        }
        return out;
    }

    void decide(key const& which, std::vector<entry> const& held,
                std::vector<std::size_t> const& fresh, std::vector<kept_row>& rows, instant now,
                naive_import& out, std::set<std::size_t>& accepted) const {
        // Rows of a day without `seq` come after those of that day, unless others bring their own.
        for (auto const i : fresh) {
            auto& e = rows[i].e;
            e.recorded = e.recorded.value_or(now);
            bool const others = std::any_of(fresh.begin(), fresh.end(), [&](std::size_t k) {
                return rows[k].e.on == e.on && rows[k].given_seq != 0;
            });
            if (e.seq == 0 && !others) {
                e.seq = next_of_day(e.on, held, fresh, rows);
            }
            if (e.id.empty()) {
                e.id = "\x01" + std::to_string(i);  // some id that nobody names
            }
        }
        for (auto const i : fresh) {
            if (auto& e = rows[i].instead_of) {
                e->seq = next_of_day(e->on, held, fresh, rows);
                e->id = "\x01w" + std::to_string(i);
            }
        }
        auto all = held;
        std::map<std::size_t, std::size_t> place;  // of each row in the life of all
        for (auto const i : fresh) {
            add(all, rows[i]);
            place[i] = all.size() - 1;
        }
        auto const in = question(which.first, all);
        auto const life = fold(all, last_day(all), in);
        // Together they leave nothing refused that was not so before.
        auto const earlier =
            held.empty() ? std::set<std::size_t>{} : refused_in(fold(held, last_day(held), in));
        bool const lawful = life && std::ranges::all_of(life->refused, [&](auto const& each) {
                                return earlier.contains(each.row);
                            });
        bool const withdraw =
            std::ranges::any_of(fresh, [&](auto i) { return withdraws(rows[i]); });
        if ((life && life->refused.empty()) || (lawful && !withdraw) ||
            could_stand(held, fresh, rows, in)) {
            accepted.insert(fresh.begin(), fresh.end());
        } else if (life) {
            std::map<std::size_t, code> too_soon;
            for (auto const& each : life->refused) {
                for (auto const i : fresh) {
                    if (each.row == place[i]) {
                        too_soon[i] = each.said.why;
                    }
                }
            }
            one_by_one(held, fresh, rows, too_soon, in, out, accepted);
        } else {
            out.rows[fresh.front()].fault = life.error().what;
        }
        // One fault says it for all rows of an application.
        for (auto const i : fresh) {
            if (out.rows[i].fault) {
                out.faults.insert(*out.rows[i].fault);
                break;
            }
        }
        for (auto const i : fresh) {
            if (rows[i].e.id.front() == '\x01') {
                rows[i].e.id.clear();
            }
            if (rows[i].instead_of) {
                rows[i].instead_of->id.clear();
            }
        }
    }

    /// After those of the day that are there, and those that were put after them.
    static std::int64_t next_of_day(date on, std::vector<entry> const& held,
                                    std::vector<std::size_t> const& fresh,
                                    std::vector<kept_row> const& rows) {
        std::int64_t last = 0;
        for (auto const& e : held) {
            last = e.on == on ? std::max(last, e.seq) : last;
        }
        for (auto const i : fresh) {
            if (rows[i].e.on == on && rows[i].given_seq == 0) {
                last = std::max(last, rows[i].e.seq);
            }
            if (rows[i].instead_of && rows[i].instead_of->on == on) {
                last = std::max(last, rows[i].instead_of->seq);
            }
        }
        return last + 1;
    }

    /// The row, after the withdrawal that it comes with.
    static void add(std::vector<entry>& to, kept_row const& row) {
        if (row.instead_of) {
            to.push_back(*row.instead_of);
        }
        to.push_back(row.e);
    }
    static bool withdraws(kept_row const& row) {
        return row.instead_of || row.e.what == event::entry_withdrawn;
    }

    /// Whether each row could stand on the day it was recorded, one after the other.
    static bool could_stand(std::vector<entry> held, std::vector<std::size_t> const& fresh,
                            std::vector<kept_row> const& rows, context const& in) {
        for (auto const i : fresh) {
            auto const earlier =
                held.empty() ? std::set<std::size_t>{} : refused_in(fold(held, last_day(held), in));
            add(held, rows[i]);
            auto const life = fold(held, last_day(held), in);
            if (!life) {
                return false;
            }
            for (auto const row : refused_in(life)) {
                bool const own = row + 1 == held.size();
                if (own || (!earlier.contains(row) && !withdraws(rows[i]))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// As the law takes them: what is taken back at once, withdrawals, the others by day. `too_soon`: what
    /// the law says of rows in the life of all; one that comes before any receipt is refused with it.
    void one_by_one(std::vector<entry> held, std::vector<std::size_t> const& fresh,
                    std::vector<kept_row> const& rows, std::map<std::size_t, code> const& too_soon,
                    context const& in, naive_import& out, std::set<std::size_t>& accepted) const {
        auto const rank = [&](std::size_t i) {
            for (auto const k : fresh) {
                if (k != i && rows[k].e.what == event::entry_withdrawn &&
                    rows[k].e.re == rows[i].e.id) {
                    return 0;
                }
            }
            return withdraws(rows[i]) ? 1 : 2;
        };
        auto order = fresh;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            auto const first = [&](std::size_t i) {
                return rows[i].instead_of ? *rows[i].instead_of : rows[i].e;
            };
            return std::tuple(rank(a), first(a).on, first(a).seq) <
                   std::tuple(rank(b), first(b).on, first(b).seq);
        });
        if (held.empty() || !fold(held, last_day(held), in)) {
            // Nothing can be judged before a receipt: one that stays, or else one that is taken back.
            auto const opens = [&](std::size_t i) {
                auto const what = rows[i].e.what;
                return what == event::lodged || what == event::received || what == event::moved_in;
            };
            auto at = std::ranges::find_if(order, [&](auto i) { return opens(i) && rank(i) == 2; });
            if (at == order.end()) {
                at = std::ranges::find_if(order, [&](auto i) { return opens(i) && rank(i) == 0; });
            }
            if (at != order.end()) {
                std::rotate(order.begin(), at, at + 1);
            }
        }
        for (auto const i : order) {
            auto const earlier =
                held.empty() ? std::set<std::size_t>{} : refused_in(fold(held, last_day(held), in));
            auto with = held;
            add(with, rows[i]);
            auto const life = fold(with, last_day(with), in);
            std::optional<code> why;
            bool displaces = false;
            if (life) {
                for (auto const& each : life->refused) {
                    if (each.row + 1 == with.size()) {
                        why = each.said.why;
                    } else if (!earlier.contains(each.row)) {
                        displaces = true;
                    }
                }
            } else if (life.error().what == code::no_receipt && too_soon.contains(i)) {
                why = too_soon.at(i);
            } else {
                out.rows[i].fault = life.error().what;
                continue;
            }
            if (rank(i) == 0) {
                why.reset();
            }
            if (!why && displaces && rank(i) == 2) {
                why = code::displaces_entry;
            }
            if (why) {
                out.rows[i].status = append_status::refused;
                out.rows[i].why = *why;
                out.refused.insert(*why);
                continue;
            }
            held = with;
            accepted.insert(i);
        }
    }

    std::vector<std::string> agencies_;
    std::shared_ptr<editions const> known_;
};

}  // namespace qixian::testing
