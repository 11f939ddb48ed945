// The last day of a period: counted over rest days and pauses, rolled, and told day by day.
#pragma once

#include <algorithm>
#include <set>
#include <vector>

#include "qixian/date/text.hpp"
#include "qixian/period/deadline.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The union of the pauses after `start`, in order: overlaps count once.
inline std::vector<stretch> united(std::vector<pause> const& pauses, date start, bool late) {
    std::vector<stretch> out;
    for (auto const& p : pauses) {
        date const to = late ? p.to_latest.value_or(p.to) : p.to;
        date const from = (std::max)(p.from, start);
        if (from < to) {
            out.push_back({from, to});
        }
    }
    std::sort(out.begin(), out.end(),
              [](stretch const& a, stretch const& b) { return a.from < b.from; });
    std::size_t kept = 0;
    for (std::size_t i = 1; i < out.size(); ++i) {
        if (out[i].from <= out[kept].to) {
            out[kept].to = (std::max)(out[kept].to, out[i].to);
        } else {
            out[++kept] = out[i];
        }
    }
    if (!out.empty()) {
        out.resize(kept + 1);
    }
    return out;
}

struct counted_end {
    date on;
    bool certain = true;
    int paused_days = 0;
};

/// The `length`-th working day after `start` outside `pauses`, which are `united`. `late` asks for the
/// latest day, else the earliest.
inline result<counted_end> count_out(date start, int length, std::vector<stretch> const& pauses,
                                     working_calendar const& calendar, bool late) {
    counted_end end{start};
    int left = length;
    for (auto const& out : pauses) {
        auto const before = calendar.count(end.on, out.from);
        if (!before) {
            return before.error();
        }
        int const counted = late ? before->least : before->most;
        if (counted >= left) {
            break;
        }
        end.certain = end.certain && (before->certain || end.on == out.from);
        auto const taken = calendar.count(out.from, out.to);
        if (!taken) {
            return taken.error();
        }
        left -= counted;
        end.paused_days += taken->least;
        end.on = out.to;
        end.certain = end.certain && taken->certain;
    }
    auto const last = calendar.add(end.on, working_days{left});
    if (!last) {
        return last.error();
    }
    end.on = late ? last->latest : last->earliest;
    end.certain = end.certain && last->certain;
    return end;
}

/// Whether that day can be worked out at all: a letter may name any number of months.
inline bool ends_in_time(period const& p) {
    int const years = p.named ? 0 : p.in == unit::month ? p.length / 12 + 1 : p.length / 365 + 1;
    return year_of(p.named.value_or(p.start)) + years < 9999;
}

}  // namespace detail

QIXIAN_DECL result<deadline> run_outside(period const& p, std::vector<stretch> const& early,
                                         std::vector<stretch> const& late,
                                         working_calendar const& calendar) {
    auto const first = detail::count_out(p.start, p.length, early, calendar, false);
    if (!first) {
        return first.error();
    }
    auto const last = detail::count_out(p.start, p.length, late, calendar, true);
    if (!last) {
        return last.error();
    }
    return deadline{.due = first->on,
                    .latest = last->on,
                    .certain = first->certain && last->certain,
                    .paused_days = first->paused_days};
}

QIXIAN_DECL result<deadline> run(period const& p, working_calendar const& calendar) {
    if (p.length < 0) {
        return fault{.what = code::bad_number, .detail = std::to_string(p.length)};
    }
    if (!is_legal_day(p.start) || (p.named && !is_legal_day(*p.named))) {
        return fault{.what = code::bad_date, .detail = to_text(p.named.value_or(p.start))};
    }
    if (detail::is_counted_in_working_days(p)) {
        auto end = run_outside(p, detail::united(p.pauses, p.start, false),
                               detail::united(p.pauses, p.start, true), calendar);
        bool const endless = std::any_of(p.pauses.begin(), p.pauses.end(),
                                         [](pause const& q) { return !q.to_latest; });
        if (!end || !endless) {
            return end;
        }
        auto open = std::move(end).value();
        open.latest.reset();
        open.certain = false;
        return open;
    }
    if (!detail::ends_in_time(p)) {
        return fault{.what = code::calendar_out_of_range, .detail = to_text(p.start)};
    }
    date const nominal = detail::nominal_end(p);
    if (!calendar.covers(nominal)) {
        return fault{.what = code::calendar_out_of_range, .detail = to_text(nominal)};
    }
    if (!p.rolls) {
        return deadline{.due = nominal, .latest = nominal};
    }
    auto const moved = calendar.on_or_after(nominal);
    if (!moved) {
        return moved.error();
    }
    return deadline{.due = moved->earliest, .latest = moved->latest, .certain = moved->certain};
}

namespace detail {

inline trail_line line_of_rest(date on, day_status const& s) {
    trail_line line{.on = on, .is = day_is::skipped, .provisional = !s.certain};
    switch (s.reason) {
    case day_reason::weekday: line.why = "provisional"; break;
    case day_reason::weekend: line.why = "weekend"; break;
    case day_reason::notice: line.why = "notice"; break;
    case day_reason::statute: line.why = "statute"; break;
    case day_reason::local: line.why = "local"; break;
    }
    if (s.works) {
        // Worked as far as is known, and yet not counted: a coming notice may make it a rest day.
        line.why = "provisional";
    }
    line.source = s.source;
    line.holiday = s.holiday;
    return line;
}

/// Of days asked for one after the other, the first of the pauses that took each out.
class pause_sweep {
public:
    explicit pause_sweep(std::vector<pause> const& all) : all_(all), by_start_(all.size()) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            by_start_[i] = i;
        }
        std::stable_sort(by_start_.begin(), by_start_.end(),
                         [&](std::size_t a, std::size_t b) { return all[a].from < all[b].from; });
    }

    pause const* on(date d) {
        for (; begun_ < by_start_.size() && all_[by_start_[begun_]].from < d; ++begun_) {
            under_way_.insert(by_start_[begun_]);
        }
        while (!under_way_.empty() && all_[*under_way_.begin()].to < d) {
            under_way_.erase(under_way_.begin());
        }
        return under_way_.empty() ? nullptr : &all_[*under_way_.begin()];
    }

private:
    std::vector<pause> const& all_;
    std::vector<std::size_t> by_start_;
    std::size_t begun_ = 0;
    std::set<std::size_t> under_way_{};
};

}  // namespace detail

QIXIAN_DECL result<std::vector<trail_line>> trail(period const& p,
                                                  working_calendar const& calendar) {
    auto const end = run(p, calendar);
    if (!end) {
        return end.error();
    }
    std::vector<trail_line> out;
    auto const status = [&calendar](date on) { return calendar.about(on); };
    if (detail::is_counted_in_working_days(p)) {
        detail::pause_sweep paused(p.pauses);
        date counted_from = p.start;
        int before = 0;
        int in_stretch = 0;
        for (date on = plus_days(p.start, 1); on <= end->due; on = plus_days(on, 1)) {
            auto const s = status(on);
            if (!s) {
                return s.error();
            }
            if (auto const* const by = paused.on(on)) {
                if (s->works) {
                    out.push_back({.on = on,
                                   .is = day_is::paused,
                                   .source = std::string(s->source),
                                   .ref = by->ref,
                                   .provisional = !s->certain});
                } else {
                    out.push_back(detail::line_of_rest(on, *s));
                }
                before += in_stretch;
                in_stretch = 0;
                counted_from = on;
                continue;
            }
            auto const so_far = calendar.count(counted_from, on);
            if (!so_far) {
                return so_far.error();
            }
            if (so_far->most > in_stretch) {
                in_stretch = so_far->most;
                out.push_back({.on = on,
                               .is = day_is::counted,
                               .n = before + in_stretch,
                               .source = std::string(s->source),
                               .provisional = !s->certain});
            } else {
                out.push_back(detail::line_of_rest(on, *s));
            }
        }
        return out;
    }
    date const nominal = detail::nominal_end(p);
    if (p.named) {
        out.push_back({.on = nominal, .is = day_is::named});
    } else if (p.in == unit::month) {
        out.push_back({.on = nominal, .is = day_is::month_day});
    } else {
        for (int n = 1; n <= p.length; ++n) {
            out.push_back({.on = plus_days(p.start, n), .is = day_is::counted, .n = n});
        }
    }
    if (end->due != nominal) {
        for (date on = nominal; on < end->due; on = plus_days(on, 1)) {
            auto const s = status(on);
            if (!s) {
                return s.error();
            }
            out.push_back(detail::line_of_rest(on, *s));
        }
        out.push_back({.on = end->due, .is = day_is::rolled, .provisional = !end->certain});
    }
    return out;
}

}  // namespace qixian::inline v0
