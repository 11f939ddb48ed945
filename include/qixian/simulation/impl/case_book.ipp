// Applications of a replication, folded from its rows (simulation/data_file.hpp).
#pragma once

#include <cmath>
#include <unordered_map>
#include <utility>
#include <vector>

#include "qixian/caseload/life.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/simulation/data_file.hpp"
#include "qixian/simulation/impl/due_day_fate.ipp"
#include "qixian/simulation/impl/office.ipp"

namespace qixian::inline v0 {

struct case_book::state {
    struct one {
        folded_life life{};
        awaited_opinion opinion{};
        bool owed = false;
        bool unclear = false;  ///< the core must be asked, with all the rows
        std::vector<entry> rows{};
        case_record record{};
    };

    office of;
    date last;
    life_folder folder;
    particulars rare{};
    bool keeps_rows;  ///< something happens that a small life does not hold
    std::unordered_map<std::string, std::size_t> places{};
    std::vector<one> all{};

    explicit state(office const& which)
        : of(which), last(last_day_of(of.model().years.last)),
          folder(last, of.calendar(),
                 {of.model().rules.reply_working_days, of.model().rules.extension_working_days}),
          keeps_rows(detail::has_particulars(of.model())) {
        detail::change_law(rare, of.model().rules);
    }

    one& at(std::string const& agency, std::string const& application) {
        auto const [found, fresh] = places.try_emplace(agency + '/' + application, all.size());
        if (fresh) {
            all.push_back({.record = {.agency = agency, .application = application}});
        }
        return all[found->second];
    }

    void take(entry const& row) {
        auto& c = at(row.agency, row.application);
        auto& r = c.record;
        switch (row.what) {
        case event::extended: r.extended_days += row.days.value_or(0); break;
        case event::correction_requested: ++r.corrections; break;
        case event::consulted: ++r.opinions; break;
        case event::fee_notified: ++r.fees; break;
        case event::review_filed: ++r.reviews; break;
        case event::suit_filed: ++r.suits; break;
        default: break;
        }
        if (keeps_rows) {
            c.rows.push_back(row);
        }
        if (is_remedy(row.what)) {
            r.result = row.result ? row.result : r.result;
            return;
        }
        c.owed = c.life.clock_runs();
        c.unclear =
            c.unclear || folder.take(c.life, c.opinion, life_event_of(row)) == folded::unclear;
    }

    /// By the core.
    [[nodiscard]] case_record told_by_core(one const& c) const {
        auto r = c.record;
        auto const a = assess(c.rows, last, {.calendar = of.calendar(), .law = &rare.law});
        if (!a) {
            return r;
        }
        auto const& days = folder.days();
        auto const account = account_of(*a);
        auto const day = detail::fate_of_due_day(*a);
        r.stage = a->life.now.at;
        r.applicant = account.column;
        r.received = account.received_on;
        r.closed = account.closed_on;
        r.closed_late = account.late;
        r.outcome = account.result;
        if (r.received && r.closed) {
            r.working_days =
                days.ordinal(day_index_of(*r.closed)) - days.ordinal(day_index_of(*r.received));
        }
        tell_due_day(r, day);
        return r;
    }

    void tell_due_day(case_record& r, detail::due_day_fate const& day) const {
        auto const& days = folder.days();
        if (day.due) {
            r.due = day_at(*day.due);
        }
        if (day.came) {
            r.came_due = year_of(*r.due);
        }
        if (day.missed) {
            r.working_days_late =
                days.ordinal(day_index_of(r.closed.value_or(last))) - days.ordinal(*day.due);
        }
        r.late = !r.closed    ? day.missed ? case_lateness::open_overdue : case_lateness::open
                 : day.missed ? case_lateness::late
                              : case_lateness::none;
    }

    [[nodiscard]] case_record told(one const& c) const {
        if (c.unclear && keeps_rows) {
            return told_by_core(c);
        }
        auto r = c.record;
        auto const& life = c.life;
        r.stage = life.stands();
        r.applicant = life.column();
        if (life.was_received()) {
            r.received = day_at(life.received());
        }
        if (life.is_particular()) {
            return r;
        }
        auto const& days = folder.days();
        auto const end = day_index_of(last);
        auto const day = detail::fate_of_due_day(folder, life, c.opinion, c.owed, end);
        auto const closed = life.closed();
        if (closed != 0) {
            r.closed = day_at(closed);
            r.closed_late = life.is_late();
            r.outcome = life.is_void() ? std::nullopt : std::optional(life.result());
            r.working_days = days.ordinal(closed) - days.ordinal(life.received());
        }
        tell_due_day(r, day);
        return r;
    }
};

QIXIAN_DECL case_book::case_book(office const& of) : state_(std::make_unique<state>(of)) {}
QIXIAN_DECL case_book::case_book(case_book&&) noexcept = default;
QIXIAN_DECL case_book& case_book::operator=(case_book&&) noexcept = default;
QIXIAN_DECL case_book::~case_book() = default;

QIXIAN_DECL void case_book::take(entry const& row) { state_->take(row); }

QIXIAN_DECL void case_book::take(work_record const& work) {
    auto& r = state_->at(work.agency, work.application).record;
    ++r.stretches;
    r.work_hours += work.hours;
}

QIXIAN_DECL std::vector<case_record> case_book::cases() const {
    std::vector<case_record> out;
    out.reserve(state_->all.size());
    for (auto const& each : state_->all) {
        out.push_back(state_->told(each));
    }
    return out;
}

}  // namespace qixian::inline v0
