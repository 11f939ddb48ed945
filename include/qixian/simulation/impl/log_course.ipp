// What a log tells of one application, in working days: when it was in whose hands, what held it up, how
// it ended.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "qixian/case/assess.hpp"
#include "qixian/date/text.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/period/flat_days.hpp"
#include "qixian/rule/entry.hpp"

namespace qixian::inline v0::detail {

/// Moments are working days and parts of them since the calendar begins. Rest days take no time.
class working_clock {
public:
    explicit working_clock(working_calendar const& calendar) : days_(calendar) {}

    /// The middle of a day, for what is known by its day only; of a rest day its end.
    [[nodiscard]] double at(date d) const {
        auto const i = int{day_index_of(d)};
        auto const before = days_.ordinal(i - 1);
        return days_.ordinal(i) != before ? before + 0.5 : before;
    }
    [[nodiscard]] double at(date d, double part) const {
        auto const i = int{day_index_of(d)};
        auto const before = days_.ordinal(i - 1);
        return days_.ordinal(i) != before ? before + std::clamp(part, 0.0, 1.0) : before;
    }
    [[nodiscard]] bool works(date d) const {
        auto const i = int{day_index_of(d)};
        return days_.ordinal(i) != days_.ordinal(i - 1);
    }
    /// Working days after `from` through `to`.
    [[nodiscard]] int between(date from, date to) const {
        return days_.ordinal(int{day_index_of(to)}) - days_.ordinal(int{day_index_of(from)});
    }

private:
    flat_days days_;
};

/// A stretch of work as the columns x_team … x_hours tell it.
struct told_work {
    std::string team{};
    std::string person{};
    instant began{};
    instant ended{};
    double hours = 0;
};

/// What holds an application up: asked on a day, answered, silent, or still awaited.
struct told_halt {
    matter what{};
    std::optional<kind> whom{};
    date asked{};
    maybe_date ended{};
    bool lapsed = false;
    int period = 0;
    std::size_t works_before = 0;  ///< stretches of work that were over by then
};

struct told_review {
    date filed{};
    maybe_date decided{};
    std::optional<remedy_result> result{};
};

struct told_course {
    applicant column = applicant::natural_person;
    date received{};
    maybe_date closed{};
    std::optional<outcome> result{};
    bool replied = false;
    bool withdrawn = false;
    bool came_due = false;
    bool missed = false;
    std::vector<told_halt> halts{};
    std::vector<told_work> work{};
    std::vector<told_review> reviews{};
    std::optional<int> extended_with_days_left{};
    std::optional<int> extended_after_days{};
    int extension_days = 0;
};

/// Cells of the `x_` columns, several with a semicolon between them.
inline std::vector<std::string> cells_of(entry const& e, std::string_view name) {
    std::vector<std::string> out;
    for (auto const& [key, value] : e.extra) {
        if (key != name || value.empty()) {
            continue;
        }
        std::size_t from = 0;
        for (auto at = value.find(';'); at != std::string::npos; at = value.find(';', from)) {
            out.push_back(value.substr(from, at - from));
            from = at + 1;
        }
        out.push_back(value.substr(from));
    }
    return out;
}

/// What does not read as work is left out: `bad` counts it.
inline void add_work(told_course& to, entry const& e, std::size_t& bad) {
    auto const teams = cells_of(e, "x_team");
    auto const people = cells_of(e, "x_person");
    auto const began = cells_of(e, "x_began");
    auto const ended = cells_of(e, "x_ended");
    auto const hours = cells_of(e, "x_hours");
    for (std::size_t i = 0; i < teams.size(); ++i) {
        auto const from = i < began.size() ? parse_instant(began[i]) : result<instant>(fault{});
        auto const until = i < ended.size() ? parse_instant(ended[i]) : result<instant>(fault{});
        char* end = nullptr;
        auto const h = i < hours.size() ? std::strtod(hours[i].c_str(), &end) : -1;
        if (!from || !until || i >= people.size() || !(h >= 0) || *until < *from) {
            ++bad;
            continue;
        }
        to.work.push_back({teams[i], people[i], *from, *until, h});
    }
}

/// Reads the rows of one application. Nothing where it was never received.
/// Faults: those of `assess`.
inline result<std::optional<told_course>> course_of(std::vector<entry> const& rows, date as_of,
                                                    context const& in, working_clock const& clock,
                                                    std::size_t& bad_work) {
    auto const a = assess(rows, as_of, in);
    if (!a) {
        return a.error();
    }
    auto const account = account_of(*a);
    if (!account.received_on || account.is_void) {
        return std::optional<told_course>{};
    }
    told_course out{.column = account.column,
                    .received = *account.received_on,
                    .closed = account.closed_on,
                    .result = account.result};
    maybe_date due;
    for (auto const& d : a->duties) {
        if (d.what == duty_kind::reply && d.in_force && d.end &&
            d.status != duty_status::superseded) {
            due = d.end->due;
        }
    }
    for (auto const row : a->life.accepted) {
        auto const& e = rows[row];
        add_work(out, e, bad_work);
        auto const halt = [&](matter what) {
            out.halts.push_back({.what = what,
                                 .whom = e.kind,
                                 .asked = e.on,
                                 .period = e.days.value_or(0),
                                 .works_before = out.work.size()});
        };
        auto const ends = [&](matter what, bool lapsed) {
            for (auto& each : out.halts) {
                if (each.what == what && !each.ended) {
                    each.ended = e.on;
                    each.lapsed = lapsed;
                    break;
                }
            }
        };
        switch (e.what) {
        case event::correction_requested: halt(matter::correction); break;
        case event::correction_received: ends(matter::correction, false); break;
        case event::correction_lapsed: ends(matter::correction, true); break;
        case event::consulted: halt(matter::opinion); break;
        case event::opinion_received: ends(matter::opinion, false); break;
        case event::consultation_lapsed: ends(matter::opinion, true); break;
        case event::fee_notified: halt(matter::payment); break;
        case event::fee_paid: ends(matter::payment, false); break;
        case event::fee_lapsed: ends(matter::payment, true); break;
        case event::extended: {
            out.extension_days = e.days.value_or(20);
            auto const began = out.halts.empty() || !out.halts.back().ended ||
                                       out.halts.back().what == matter::opinion
                                   ? out.received
                                   : *out.halts.back().ended;
            out.extended_after_days = clock.between(began, e.on);
            if (due) {
                // The due day holds the extension already.
                out.extended_with_days_left = clock.between(e.on, *due) - out.extension_days;
            }
            break;
        }
        case event::withdrawn: out.withdrawn = true; break;
        default: break;
        }
    }
    out.replied = out.closed && out.result && is_replied(a->life.now.at);
    if (due) {
        auto const late = account.late || (!out.closed && *due < as_of && a->late_by);
        out.missed = out.closed ? account.late : late;
        out.came_due = out.missed || out.replied || (out.closed && *out.closed > *due);
        if (out.came_due && *due > as_of && !out.closed) {
            out.came_due = false;
        }
    }
    for (auto const& each : account.remedies) {
        if (each.is_suit) {
            continue;
        }
        told_review r{.filed = each.filed};
        if (!each.ends.empty()) {
            r.decided = each.ends.back().on;
            r.result = each.ends.back().result;
        }
        out.reviews.push_back(r);
    }
    std::sort(out.work.begin(), out.work.end(),
              [](auto const& x, auto const& y) { return x.began < y.began; });
    return std::optional(std::move(out));
}

}  // namespace qixian::inline v0::detail
