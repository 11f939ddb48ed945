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

#include "qixian/case/assess.hpp"
#include "qixian/ledger/restate.hpp"
#include "qixian/store/store.hpp"
#include "specimen.hpp"

namespace qixian::testing {

/// What became of one row.
struct naive_answer {
    std::optional<code> fault{};
    append_status status = append_status::appended;
    std::int64_t version = 0;
    code why{};  ///< of a refusal
};

struct naive_import {
    bool stored = false;
    std::size_t added = 0;
    std::size_t repeated = 0;
    std::multiset<code> refused{};
    std::multiset<code> faults{};
    std::vector<naive_answer> rows{};
};

class naive_store {
public:
    explicit naive_store(std::vector<std::string> agencies, std::shared_ptr<editions const> known)
        : agencies_(std::move(agencies)), known_(std::move(known)) {}

    struct kept_row {
        entry e{};
        std::string print{};  ///< of a row that brought no id: its content and occurrence
        std::int64_t given_seq = 0;
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

    naive_answer append(entry e, std::optional<std::int64_t> expect, instant now) {
        return write({std::move(e)}, false, true, expect, now).rows.front();
    }

    naive_import import(std::vector<entry> const& rows, bool keep_going, bool new_facts,
                        instant now) {
        return write(rows, keep_going, new_facts, {}, now);
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
                    rows[k].id == rows[i].re) {
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
    static std::string content(entry e) {
        e.id.clear();
        e.agency.clear();
        e.recorded.reset();
        e.seq = 0;
        return text_of(e);
    }

    /// Never twice, not even in copies.
    static std::uint64_t next_number() {
        static std::uint64_t last = 0;
        return ++last;
    }

    /// Whether a row says what `there` says.
    static bool same(entry const& e, std::int64_t given_seq, kept_row const& there, bool in_batch) {
        bool const seq =
            in_batch ? given_seq == there.given_seq : given_seq == 0 || given_seq == there.e.seq;
        bool const recorded = in_batch ? true : !e.recorded || *e.recorded == *there.e.recorded;
        return content(e) == content(there.e) && seq && recorded;
    }

    naive_import write(std::vector<entry> const& given, bool keep_going, bool new_facts,
                       std::optional<std::int64_t> expect, instant now) {
        naive_import out;
        out.rows.resize(given.size());
        auto const fail = [&](std::size_t i, code why) {
            out.rows[i].fault = why;
            out.faults.insert(why);
        };
        bool clash = false;
        // Whose they are, and which are new.
        std::map<key, std::vector<std::size_t>> fresh;
        std::vector<key> order;
        std::vector<kept_row> rows(given.size());
        std::map<std::string, int> counts;
        std::vector<std::size_t> taken;
        for (std::size_t i = 0; i < given.size(); ++i) {
            auto& row = rows[i];
            row.e = given[i];
            row.given_seq = row.e.seq;
            if (row.e.agency.empty()) {
                row.e.agency = agencies_.front();
            }
            key const which{row.e.agency, row.e.application};
            if (row.e.id.empty()) {
                auto const base = which.first + "\n" + content(row.e) + "\n" +
                                  std::to_string(row.given_seq) + "\n";
                auto& count = counts[base];
                ++count;
                auto const there = [&](int n) {
                    return std::any_of(log.begin(), log.end(), [&](kept_row const& r) {
                        return r.print == base + std::to_string(n);
                    });
                };
                while (new_facts && there(count)) {
                    ++count;
                }
                row.print = base + std::to_string(count);
            }
            auto const is_it = [&](kept_row const& other) {
                return other.e.agency == which.first &&
                       (row.e.id.empty() ? other.print == row.print : other.e.id == row.e.id);
            };
            auto const in_batch = std::find_if(taken.begin(), taken.end(),
                                               [&](std::size_t k) { return is_it(rows[k]); });
            auto const there = std::find_if(log.begin(), log.end(), is_it);
            if (in_batch != taken.end() || there != log.end()) {
                bool const is_same = in_batch != taken.end()
                                         ? same(row.e, row.given_seq, rows[*in_batch], true)
                                         : same(row.e, row.given_seq, *there, false);
                if (!is_same) {
                    fail(i, code::id_conflict);
                } else {
                    out.rows[i].status = append_status::repeated;
                    out.rows[i].version = static_cast<std::int64_t>(rows_of(which).size());
                    ++out.repeated;
                }
                continue;
            }
            taken.push_back(i);
            if (!fresh.contains(which)) {
                order.push_back(which);
            }
            fresh[which].push_back(i);
        }
        // What the law says, application by application.
        std::set<std::size_t> accepted;
        for (auto const& which : order) {
            auto const held = rows_of(which);
            if (expect && *expect != static_cast<std::int64_t>(held.size())) {
                out.rows.front().status = append_status::clash;
                out.rows.front().version = static_cast<std::int64_t>(held.size());
                clash = true;
                continue;
            }
            decide(which, held, fresh[which], rows, now, out, accepted);
        }
        out.stored = !clash && (keep_going || (out.faults.empty() && out.refused.empty()));
        if (out.stored) {
            for (auto const i : accepted) {
                log.push_back(rows[i]);
                history.push_back(next_number());
                ++out.added;
                out.rows[i].version = static_cast<std::int64_t>(
                    rows_of({rows[i].e.agency, rows[i].e.application}).size());
            }
        }
        return out;
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
                for (auto const& before : held) {
                    e.seq = before.on == e.on ? std::max(e.seq, before.seq) : e.seq;
                }
                for (auto const k : fresh) {
                    if (k < i && rows[k].e.on == e.on) {
                        e.seq = std::max(e.seq, rows[k].e.seq);
                    }
                }
                ++e.seq;
            }
            if (e.id.empty()) {
                e.id = "\x01" + std::to_string(i);  // some id that nobody names
            }
        }
        auto all = held;
        for (auto const i : fresh) {
            all.push_back(rows[i].e);
        }
        auto const in = question(which.first, all);
        auto const life = fold(all, last_day(all), in);
        if ((life && life->refused.empty()) || could_stand(held, fresh, rows, in)) {
            accepted.insert(fresh.begin(), fresh.end());
        } else if (life) {
            one_by_one(held, fresh, rows, in, out, accepted);
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
        }
    }

    /// Whether each row could stand on the day it was recorded, one after the other.
    static bool could_stand(std::vector<entry> held, std::vector<std::size_t> const& fresh,
                            std::vector<kept_row> const& rows, context const& in) {
        for (auto const i : fresh) {
            auto const earlier =
                held.empty() ? std::set<std::size_t>{} : refused_in(fold(held, last_day(held), in));
            held.push_back(rows[i].e);
            auto const life = fold(held, last_day(held), in);
            if (!life) {
                return false;
            }
            for (auto const row : refused_in(life)) {
                bool const own = row + 1 == held.size();
                if (own || (!earlier.contains(row) && rows[i].e.what != event::entry_withdrawn)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// As the law takes them: what is taken back at once, withdrawals, the others by day.
    void one_by_one(std::vector<entry> held, std::vector<std::size_t> const& fresh,
                    std::vector<kept_row> const& rows, context const& in, naive_import& out,
                    std::set<std::size_t>& accepted) const {
        auto const rank = [&](std::size_t i) {
            for (auto const k : fresh) {
                if (k != i && rows[k].e.what == event::entry_withdrawn &&
                    rows[k].e.re == rows[i].e.id) {
                    return 0;
                }
            }
            return rows[i].e.what == event::entry_withdrawn ? 1 : 2;
        };
        auto order = fresh;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::tuple(rank(a), rows[a].e.on, rows[a].e.seq) <
                   std::tuple(rank(b), rows[b].e.on, rows[b].e.seq);
        });
        for (auto const i : order) {
            auto const earlier =
                held.empty() ? std::set<std::size_t>{} : refused_in(fold(held, last_day(held), in));
            auto with = held;
            with.push_back(rows[i].e);
            auto const life = fold(with, last_day(with), in);
            if (!life) {
                out.rows[i].fault = life.error().what;
                continue;
            } else {
                std::optional<code> why;
                bool displaces = false;
                for (auto const& each : life->refused) {
                    if (each.row == held.size()) {
                        why = each.said.why;
                    } else if (!earlier.contains(each.row)) {
                        displaces = true;
                    }
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
            }
            held = with;
            accepted.insert(i);
        }
    }

    std::vector<std::string> agencies_;
    std::shared_ptr<editions const> known_;
};

}  // namespace qixian::testing
