// The arithmetic of working days, month sheets and changes, put as documents.
#pragma once

#include "qixian/answer/calendar.hpp"
#include "qixian/answer/impl/json.ipp"

namespace qixian::inline v0::answer {

QIXIAN_DECL std::string_view mark_of(date d, day_status const& s) {
    if (s.works) {
        return is_weekend(d) ? "班" : "";
    }
    return s.reason == day_reason::weekend ? "" : "休";
}

QIXIAN_DECL result<std::string> calendar_add(setting const& with, date from, int n) {
    using detail::json;
    auto const to = with.calendar.add(from, working_days{n});
    if (!to) {
        return to.error();
    }
    auto const open = with.calendar.open_between(from, to->latest);
    return detail::text_of(json{{"schema", "qixian/calendar-add/1"},
                                {"from", to_text(from)},
                                {"working_days", n},
                                {"to", to_text(to->earliest)},
                                {"earliest", to_text(to->earliest)},
                                {"latest", to_text(to->latest)},
                                {"certain", to->certain},
                                {"open", detail::json_of(open)}}) +
           "\n";
}

QIXIAN_DECL result<std::string> calendar_count(setting const& with, date a, date b) {
    using detail::json;
    auto const n = with.calendar.count(a, b);
    if (!n) {
        return n.error();
    }
    return detail::text_of(json{{"schema", "qixian/calendar-count/1"},
                                {"from", to_text(a)},
                                {"to", to_text(b)},
                                {"working_days", n->least},
                                {"least", n->least},
                                {"most", n->most},
                                {"certain", n->certain},
                                {"open", detail::json_of(with.calendar.open_between(a, b))}}) +
           "\n";
}

QIXIAN_DECL result<std::vector<sheet_day>> sheet_of(setting const& with, int year,
                                                    std::optional<int> month) {
    std::vector<sheet_day> out;
    auto const there_is = year >= 1900 && year <= 9999 && (!month || (*month >= 1 && *month <= 12));
    if (!there_is) {
        auto said = std::to_string(year) + (month ? "-" + std::to_string(*month) : std::string{});
        return fault{.what = code::bad_date, .detail = std::move(said)};
    }
    auto const first = day(year * 10000 + month.value_or(1) * 100 + 1);
    auto const last_month = month.value_or(12);
    for (date d = first; year_of(d) == year && static_cast<int>(d.month()) <= last_month;
         d = plus_days(d, 1)) {
        auto const about = with.calendar.about(d);
        if (!about) {
            return about.error();
        }
        out.push_back({d, *about});
    }
    return out;
}

QIXIAN_DECL result<std::string> calendar_show(setting const& with, int year,
                                              std::optional<int> month) {
    using detail::json;
    auto const sheet = sheet_of(with, year, month);
    if (!sheet) {
        return sheet.error();
    }
    auto const shown = to_text(day(year * 10000 + month.value_or(1) * 100 + 1));
    json j{{"schema", "qixian/calendar-show/1"},
           {"show", shown.substr(0, month ? 7 : 4)},
           {"known_on", detail::json_of(with.known_on)},
           {"region", with.region}};
    auto& days = j["days"] = json::array();
    int worked = 0;
    for (auto const& [on, s] : *sheet) {
        worked += s.works ? 1 : 0;
        days.push_back({{"day", to_text(on)},
                        {"works", s.works},
                        {"certain", s.certain},
                        {"mark", mark_of(on, s)},
                        {"reason", code_of(s.reason)},
                        {"source", s.source},
                        {"holiday", s.holiday}});
    }
    j["working_days"] = worked;
    auto const first = sheet->front().on;
    j["open"] = detail::json_of(with.calendar.open_between(plus_days(first, -1), sheet->back().on));
    return detail::text_of(j) + "\n";
}

QIXIAN_DECL result<std::vector<calendar_change>> calendar_changes(setting const& with,
                                                                  date known_before,
                                                                  date known_after) {
    auto const before = with.sources->as_known_on(known_before);
    auto const after = with.sources->as_known_on(known_after);
    std::vector<calendar_change> out;
    for (date d = after.first(); d <= after.last(); d = plus_days(d, 1)) {
        if (!before.covers(d)) {
            continue;
        }
        auto const was = before.about(d);
        auto const is = after.about(d);
        if (!was || !is) {
            return was ? is.error() : was.error();
        }
        if (was->works != is->works) {
            out.push_back({d, *was, *is});
        }
    }
    return out;
}

QIXIAN_DECL result<std::string> calendar_diff(setting const& with, date known_before,
                                              date known_after) {
    using detail::json;
    auto const changes = calendar_changes(with, known_before, known_after);
    if (!changes) {
        return changes.error();
    }
    json changed = json::array();
    for (auto const& [on, was, is] : *changes) {
        changed.push_back({{"day", to_text(on)},
                           {"was", was.works ? "work" : "off"},
                           {"is", is.works ? "work" : "off"},
                           {"reason", code_of(is.reason)},
                           {"source", is.source},
                           {"holiday", is.holiday}});
    }
    auto const certain = [&](date known) {
        return to_text(with.sources->as_known_on(known).certain_through());
    };
    return detail::text_of(json{{"schema", "qixian/calendar-diff/1"},
                                {"known_on", {to_text(known_before), to_text(known_after)}},
                                {"certain_through", {certain(known_before), certain(known_after)}},
                                {"changed", std::move(changed)}}) +
           "\n";
}

}  // namespace qixian::inline v0::answer
