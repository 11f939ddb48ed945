// Accounts as published tables leave them: who was carried out, who is done, who came too late.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "qixian/ledger/form_count.hpp"
#include "qixian/ledger/impl/form_count.ipp"
#include "qixian/ledger/impl/report.ipp"
#include "qixian/ledger/impl/restate.ipp"
#include "qixian/ledger/opening.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Binds the accounts of one agency to its published tables.
class published_years {
public:
    published_years(std::span<frozen_report const> tables, int before) {
        for (auto const& each : tables) {
            if (each.year < before) {
                read(each);
            }
        }
        for (auto const& each : tables) {
            if (each.year == last_) {
                read_carried_out(each);
            }
        }
    }

    [[nodiscard]] bool any() const { return last_ != 0; }
    [[nodiscard]] int last() const { return last_; }

    void bind(account& a) {
        seen_.insert(a.application);
        bind_remedies(a);
        auto const out = carried_out_.find(a.application);
        if (out != carried_out_.end()) {
            a.column = out->second;  // the published class stands
            end_of_carried(a);
        } else if (done_.contains(a.application)) {
            a.is_void = true;  // a published result stands, a later one is not counted
        } else {
            unpublished(a);
        }
    }

    /// Those that were carried out and are no more: their entries were all taken back.
    void add_missing(std::vector<account>& accounts, std::string const& agency) {
        for (auto const& [name, column] : carried_out_) {
            if (!seen_.contains(name)) {
                account gone{.application = name,
                             .agency = agency,
                             .column = column,
                             .received_on = last_day_of(last_),
                             .is_void = true};
                end_of_carried(gone);
                accounts.push_back(std::move(gone));
            }
        }
    }

    [[nodiscard]] std::vector<std::string> late() const { return {late_.begin(), late_.end()}; }

private:
    void read(frozen_report const& table) {
        years_.insert(table.year);
        last_ = (std::max)(last_, table.year);
        for (auto const& row : table.rows) {
            if (!adds_to_results(row.id)) {
                continue;
            }
            for (auto const& list : row.who) {
                done_.insert(list.begin(), list.end());
            }
        }
        auto const blocks = blocks_in(table);
        for (std::size_t b = 0; b < blocks.size(); ++b) {
            for (auto const column :
                 {remedy_column::upheld, remedy_column::corrected, remedy_column::other}) {
                for (auto const& name : blocks[b]->who[place_of(column)]) {
                    ++ended_[b][name];
                }
            }
        }
    }

    void read_carried_out(frozen_report const& table) {
        auto const layout = rows_of(table.shape);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (layout[row].counts != row_role::carried_out) {
                continue;
            }
            for (std::size_t c = 0; c < table.rows[row].who.size(); ++c) {
                for (auto const& name : table.rows[row].who[c]) {
                    carried_out_.emplace(name, static_cast<applicant>(c));
                }
            }
        }
    }

    [[nodiscard]] date first_open_day() const { return plus_days(last_day_of(last_), 1); }
    [[nodiscard]] bool is_published(date on) const { return on <= last_day_of(last_); }

    /// Published as open: an end that lies before belongs to the first open year, and so does that
    /// the registration was a mistake.
    void end_of_carried(account& a) {
        a.received_on = (std::min)(a.received_on.value_or(last_day_of(last_)), last_day_of(last_));
        if (a.is_void) {
            a.is_void = false;
            a.result = outcome::other;
            a.closed_on = a.closed_on.value_or(first_open_day());
        }
        if (a.closed_on && is_published(*a.closed_on)) {
            a.closed_on = first_open_day();
            late_.insert(a.application);
        }
    }

    /// In no published table, although its time has one: it is new in the first open year.
    void unpublished(account& a) {
        bool const known = !a.is_void && a.received_on && is_published(*a.received_on);
        bool const ended = a.closed_on && is_published(*a.closed_on);
        if (!known || (ended && !years_.contains(year_of(*a.closed_on)))) {
            return;
        }
        a.received_on = first_open_day();
        if (ended) {
            a.closed_on = first_open_day();
        }
        late_.insert(a.application);
    }

    /// A decision recorded after its year was published counts in the first open year.
    void bind_remedies(account& a) {
        for (auto& r : a.remedies) {
            auto const block = !r.is_suit       ? remedy_block::review
                               : r.after_review ? remedy_block::after_review
                                                : remedy_block::direct;
            auto& published = ended_[place_of(block)][a.application];
            for (auto& each : r.ends) {
                if (!is_published(each.on)) {
                    continue;
                }
                if (published > 0) {
                    --published;
                } else if (years_.contains(year_of(each.on))) {
                    each.on = first_open_day();
                    late_.insert(a.application);
                }
                if (each.reopened && *each.reopened < each.on) {
                    each.reopened = each.on;
                }
            }
        }
    }

    std::set<int> years_{};
    int last_ = 0;
    std::map<std::string, applicant> carried_out_{};
    std::set<std::string> done_{};
    std::array<std::map<std::string, int>, 3> ended_{};
    std::set<std::string> seen_{};
    std::set<std::string> late_{};
};

}  // namespace detail

QIXIAN_DECL report published_report(frozen_report const& f) {
    report r{.year = f.year,
             .shape = f.shape,
             .agency = f.agency,
             .rows = f.rows,
             .review = f.review,
             .direct = f.direct,
             .after_review = f.after_review,
             .carried_in = f.carried_in,
             .carried_out = f.carried_out,
             .on_time = f.on_time,
             .late = f.late,
             .fees_notified_fen = f.fees_notified_fen,
             .fees_paid_fen = f.fees_paid_fen};
    detail::check_identities(r, {}, rows_of(f.shape), detail::column_names, false);
    // I4 asks the year before.
    std::erase_if(r.identities, [](identity const& each) { return each.id == "I4"; });
    return r;
}

QIXIAN_DECL std::vector<std::string> open_as_published(std::vector<account>& accounts, int year,
                                                       std::span<frozen_report const> published) {
    detail::published_years tables(published, year);
    if (!tables.any()) {
        return {};
    }
    for (auto& each : accounts) {
        tables.bind(each);
    }
    tables.add_missing(accounts,
                       accounts.empty() ? published.front().agency : accounts.front().agency);
    return year == tables.last() + 1 ? tables.late() : std::vector<std::string>{};
}

}  // namespace qixian::inline v0
