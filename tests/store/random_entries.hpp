// Entries as they come: mostly what the law allows next, now and then anything.
#pragma once

#include <string>
#include <vector>

#include "dice.hpp"
#include "naive_store.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace qixian::testing {

/// Entries for the applications of a model. `series` is part of the names, so that old applications
/// are left alone after some time.
class random_entries {
public:
    explicit random_entries(naive_store const& model) : model_(model) {}

    std::size_t series = 0;

    naive_store::key some_application(dice& chance) const {
        return {chance.one_of(model_.agencies()),
                std::to_string(series) + "-" + std::to_string(1 + chance.below(3))};
    }

    entry some_entry(dice& chance, naive_store::key const& which) const {
        auto const rows = model_.rows_of(which);
        entry e;
        e.agency = which.first == model_.agencies().front() && chance.chance(30) ? "" : which.first;
        e.application = which.second;
        date const start = day(20190815);
        e.on = rows.empty()
                   ? plus_days(start, static_cast<int>(chance.below(130)))
                   : plus_days(naive_store::last_day(rows), static_cast<int>(chance.below(12)) - 1);
        e.what = rows.empty() && chance.chance(90) ? event::received : some_event(chance, rows, e);
        fill(e, chance, rows);
        if (chance.chance(30)) {
            e.id = which.second + "-e" + std::to_string(chance.below(6));
        }
        if (chance.chance(6)) {
            e.seq = static_cast<std::int64_t>(1 + chance.below(3));
        }
        if (chance.chance(5)) {
            e.recorded = instant{1'575'000'000};
        }
        if (chance.chance(10)) {
            e.note = "备注" + std::to_string(chance.below(3));
        }
        return e;
    }

private:
    event some_event(dice& chance, std::vector<entry> const& rows, entry const& e) const {
        if (!rows.empty() && chance.chance(75)) {
            auto const in = model_.question(e.agency.empty() ? "甲厅" : e.agency, rows);
            if (auto const life = fold(rows, e.on, in)) {
                auto const next = lawful_next(*life, e.on, in);
                if (next && !next->empty()) {
                    return next->at(chance.below(next->size())).what;
                }
            }
        }
        return static_cast<event>(chance.below(static_cast<std::size_t>(event::year_closed)));
    }

    static void fill(entry& e, dice& chance, std::vector<entry> const& rows) {
        auto const wants = [&](cell c) { return uses(e.what, c) && chance.chance(85); };
        if (wants(cell::applicant)) {
            e.applicant = chance.chance(70) ? applicant::natural_person : applicant::business;
        }
        if (wants(cell::channel)) {
            e.channel = static_cast<channel>(chance.below(channel_codes.size()));
        }
        if (wants(cell::days)) {
            e.days = static_cast<int>(1 + chance.below(20));
        }
        if (wants(cell::delivered)) {
            e.delivered = plus_days(e.on, static_cast<int>(chance.below(5)));
        }
        if (wants(cell::ref)) {
            e.ref = "R" + std::to_string(chance.below(2));
        }
        if (wants(cell::re)) {
            e.re = "R" + std::to_string(chance.below(2));
            if (e.what == event::entry_withdrawn && !rows.empty()) {
                e.re = chance.one_of(rows).id;
            }
        }
        if (wants(cell::kind)) {
            e.kind = e.what == event::review_accepted
                         ? (chance.chance(50) ? kind::ordinary : kind::simplified)
                         : (chance.chance(60) ? kind::third_party : kind::co_maker);
        }
        if (wants(cell::view)) {
            e.view = static_cast<view>(chance.below(view_codes.size()));
        }
        if (wants(cell::result)) {
            e.result = static_cast<remedy_result>(chance.below(remedy_result_codes.size()));
        }
        if (wants(cell::outcome)) {
            e.outcome = e.what == event::refused         ? outcome::process_information
                        : e.what == event::not_processed ? outcome::repeated
                                                         : e.outcome;
        }
        if (wants(cell::amount)) {
            e.amount_fen = static_cast<std::int64_t>(100 * chance.below(9));
        }
    }

    naive_store const& model_;
};

}  // namespace qixian::testing
