// The small steps of making a duty: its period, how it stands, its light.
#pragma once

#include <algorithm>

#include "qixian/case/duty.hpp"
#include "qixian/case/impl/about.ipp"

namespace qixian::inline v0 {

namespace detail {

/// What all duties of a history have in common, and the list of them.
class duty_steps {
public:
    duty_steps(history const& h, context const& in, std::vector<warning>& warnings)
        : h_(h), in_(in), law_(*in.law), warnings_(warnings) {}

protected:
    void warn(code what, maybe_date shadow = {}, std::string reading = {}) {
        warnings_.push_back({.what = what, .shadow_due = shadow, .reading = std::move(reading)});
    }

    template <class T>
    std::optional<T> keep(result<T> got) {
        if (!got) {
            if (!wrong_) {
                wrong_ = got.error();
            }
            return std::nullopt;
        }
        return std::move(got).value();
    }

    std::optional<deadline> end_of(period const& p) { return keep(run(p, in_.calendar)); }

    /// The last day that counts against someone: where a notice may move it, the latest.
    static maybe_date last_of(duty const& d) {
        return d.end ? maybe_date{d.end->latest.value_or(d.end->due)} : maybe_date{};
    }

    duty new_duty(duty_row const& row, event trigger, date from, party owes) {
        return {.what = row.which,
                .name = law_.duty_words[place_of(row.which)].code,
                .owed_by = owes,
                .binds = has(row.binds, owes),
                .work = row.work,
                .of_use_while_open = row.of_use_while_open,
                .trigger = trigger,
                .started_on = from};
    }

    void set_period(duty& d, std::optional<period> const& p) {
        if (!p) {
            return;
        }
        d.runs = *p;
        d.end = end_of(*p);
        if (!p->named) {
            d.limit = p->length;
            d.in = p->in;
        }
    }

    /// Status of a duty or window that was discharged on `done_on`, or not.
    void settle(duty& d, maybe_date done_on, bool over = false) {
        d.done_on = done_on;
        auto const last = last_of(d);
        auto const late = d.binds ? duty_status::missed : duty_status::lapsed;
        if (done_on) {
            d.status = !last || *done_on <= *last ? duty_status::met : late;
        } else if (last && h_.as_of > *last) {
            d.status = late;
        } else {
            d.status = over ? duty_status::lapsed : duty_status::running;
        }
    }

    /// D5 for a period in months, D4 where the last day moved.
    void cite_counting(duty& d) {
        if (!d.runs || !d.end || is_counted_in_working_days(*d.runs)) {
            return;
        }
        if (!d.runs->named && d.runs->in == unit::month) {
            d.bases.push_back(law_.month_end);
        }
        if (d.end->due != nominal_end(*d.runs)) {
            d.bases.push_back(law_.rest_day_end);
        }
    }

    void add(duty d) {
        cite_counting(d);
        d.safe_by = safe_day(d);
        if (d.end && (d.status == duty_status::running || d.status == duty_status::paused ||
                      (d.status == duty_status::missed && !d.done_on))) {
            date const by =
                is_chosen(in_, law_.lights_by_due) ? d.end->due : d.safe_by.value_or(d.end->due);
            d.working_days_left = days_left(d.end->due);
            d.light_days_left = days_left(by);
            if (d.light_days_left && !d.optional) {
                d.light = h_.as_of > by ? light::overdue : light_for(*d.light_days_left);
            }
        }
        out_.push_back(std::move(d));
    }

    /// Working days to `due`, negative when it has passed.
    std::optional<int> days_left(date due) {
        bool const late = h_.as_of > due;
        auto const between =
            keep(late ? in_.calendar.count(due, h_.as_of) : in_.calendar.count(h_.as_of, due));
        return between ? std::optional(late ? -between->least : between->least) : std::nullopt;
    }

    /// Who keeps this day is in time by every reading. What others have instead is said of the main
    /// clock alone.
    [[nodiscard]] maybe_date safe_day(duty const& d) const {
        if (!d.end) {
            return {};
        }
        date out = d.end->due;
        if (d.what == law_.main_clock && d.in_force) {
            for (auto const& w : h_.warnings) {
                out = w.shadow_due ? (std::min)(out, *w.shadow_due) : out;
            }
        }
        return out;
    }

    history const& h_;
    context const& in_;
    statute const& law_;
    std::vector<warning>& warnings_;
    std::vector<duty> out_;
    std::optional<fault> wrong_;
};

}  // namespace detail

}  // namespace qixian::inline v0
