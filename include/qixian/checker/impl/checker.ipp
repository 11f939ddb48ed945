// A certificate compared with what the rows give, field by field and day by day (checker.hpp).
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qixian/checker/impl/checker_remedies.ipp"

namespace qixian::inline v0 {
namespace checked::detail {

class comparison {
public:
    comparison(certificate const& said, expected const& wanted, day_view const& cal)
        : said_(said), wanted_(wanted), cal_(cal) {}

    std::vector<objection> run() {
        auto const& w = wanted_.what;
        field("application", said_.application, w.application);
        field("duty", said_.duty, w.duty);
        field("regime", said_.regime, w.regime);
        field("trigger_event", said_.trigger_event, w.trigger_event);
        field("trigger_is_limit", yes(said_.trigger_is_limit), yes(w.trigger_is_limit));
        field("trigger_on", text_of(said_.trigger_on), text_of(w.trigger_on));
        field("basis", joined(bases(said_.basis)), joined(bases(w.basis)));
        if (said_.extensions) {
            field("extensions", shown(*said_.extensions), shown(*w.extensions));
        }
        field("limit", std::to_string(said_.limit), std::to_string(w.limit));
        field("unit", said_.unit, w.unit);
        field("ref", said_.ref, w.ref);
        field("in_force", yes(said_.in_force), yes(w.in_force));
        if (wanted_.settled) {
            field("status", said_.status, w.status);
            field("due", text_of(said_.due), text_of(w.due));
            field("certain", yes(said_.certain), yes(w.certain));
            field("latest", text_of(said_.latest.value_or(date{})),
                  text_of(w.latest.value_or(date{})));
            same_lines(w.lines);
        } else {
            unsettled();
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] static std::string yes(bool b) { return b ? "true" : "false"; }
    [[nodiscard]] static std::string joined(std::vector<std::string> const& all) {
        std::string text;
        for (auto const& each : all) {
            text += (text.empty() ? "" : ", ") + each;
        }
        return text;
    }
    /// Whether an open last day is a rest day nobody knows, so D4 is not asked for there.
    [[nodiscard]] std::vector<std::string> bases(std::vector<std::string> all) const {
        if (!wanted_.settled) {
            all.erase(std::remove(all.begin(), all.end(), "CPL-85.3"), all.end());
        }
        return all;
    }
    [[nodiscard]] static std::string shown(std::vector<extension> const& all) {
        std::vector<std::string> texts;
        for (auto const& each : all) {
            auto const until = each.until ? " until " + text_of(*each.until) : std::string();
            texts.push_back(text_of(each.on) + " " + std::to_string(each.days) + until + " by " +
                            each.basis);
        }
        return joined(texts);
    }
    [[nodiscard]] static std::string shown(line const& l) {
        auto text = text_of(l.day) + " " + l.is;
        if (l.n != 0) {
            text += " " + std::to_string(l.n);
        }
        for (auto const* part : {&l.why, &l.source, &l.holiday, &l.ref}) {
            text += part->empty() ? "" : " " + *part;
        }
        return l.provisional ? text + " provisional" : text;
    }

    void say(std::size_t at, char const* name, char const* code, std::string en, std::string zh) {
        found_.push_back({at, name, code, std::move(en), std::move(zh)});
    }
    void field(char const* name, std::string const& is, std::string const& wanted) {
        if (is != wanted) {
            say(0, name, "FIELD_DIFFERS",
                std::string(name) + " is \"" + is + "\", the rows and the law give \"" + wanted +
                    "\"",
                std::string(name) + " 为“" + is + "”，依记录和法律应为“" + wanted + "”");
        }
    }
    void wrong_line(std::size_t i, std::string const& why, std::string const& zh) {
        say(i + 1, "lines", "LINE_DIFFERS", shown(said_.lines[i]) + ": " + why,
            shown(said_.lines[i]) + "：" + zh);
    }

    void same_lines(std::vector<line> const& wanted) {
        for (std::size_t i = 0; i < said_.lines.size() && i < wanted.size(); ++i) {
            if (said_.lines[i] != wanted[i]) {
                wrong_line(i, "should be " + shown(wanted[i]), "应为 " + shown(wanted[i]));
                return;
            }
        }
        if (said_.lines.size() > wanted.size()) {
            say(wanted.size() + 1, "lines", "LINE_TOO_MANY", "the period is over before this line",
                "期限在此行之前已届满");
        } else if (said_.lines.size() < wanted.size()) {
            say(said_.lines.size() + 1, "lines", "LINE_MISSING",
                "missing: " + shown(wanted[said_.lines.size()]),
                "缺少 " + shown(wanted[said_.lines.size()]));
        }
    }

    /// D13: from the first open day on the marks, the numbers and the unbroken row of days are held
    /// against the certificate, and which days are worked where that is settled.
    void unsettled() {
        auto const& lines = said_.lines;
        field("certain", yes(said_.certain), "false");
        if (said_.latest && *said_.latest < said_.due) {
            say(0, "latest", "FIELD_DIFFERS", "latest is before due", "最晚日早于届满日");
        }
        if (!wanted_.paused_open && !said_.latest) {
            say(0, "latest", "FIELD_DIFFERS", "latest is missing", "缺少最晚日");
        }
        if (lines.empty() || lines.back().day != said_.due) {
            say(0, "due", "FIELD_DIFFERS", "the last line is another day than due",
                "最后一行与届满日不一致");
            return;
        }
        auto const& w = wanted_.what.lines;
        bool const by_working_day = wanted_.period.unit == "working_day" && !wanted_.period.named;
        int n = 0;
        std::size_t i = 0;
        bool open = false;
        for (; i < lines.size(); ++i) {
            auto const& l = lines[i];
            open = open || (by_working_day && i < w.size() && w[i].provisional);
            if (i < w.size() && !w[i].provisional && !open) {
                // Days that count worked or not may carry the mark or leave it.
                auto same = l;
                same.provisional = l.provisional && cal_.settled(l.day);
                if (same != w[i]) {
                    return wrong_line(i, "should be " + shown(w[i]), "应为 " + shown(w[i]));
                }
                n = (std::max)(n, l.n);
                continue;
            }
            if (!l.provisional && l.is != "rolled" && !cal_.settled(l.day)) {
                return wrong_line(i, "an open day, but not marked so", "应标明未定");
            }
            if (l.provisional && l.is != "rolled" && cal_.settled(l.day)) {
                return wrong_line(i, "a settled day, but marked as open",
                                  "此日已确定，不应标明未定");
            }
            if (by_working_day) {
                if (!open_working_day(i, n)) {
                    return;
                }
            } else if (i < fixed_lines()) {
                if (l != w[i]) {
                    return wrong_line(i, "should be " + shown(w[i]), "应为 " + shown(w[i]));
                }
            } else if (!rolling(i)) {
                return;
            }
        }
        if (by_working_day ? n != wanted_.what.limit || lines.back().is != "counted"
                           : i < fixed_lines()) {
            say(lines.size(), "lines", "LINE_MISSING", "the period is not over", "期限尚未届满");
        }
        if (!by_working_day && wanted_.period.rolls && lines.size() > fixed_lines() &&
            lines.back().is != "rolled") {
            say(lines.size(), "lines", "LINE_MISSING", "no day it moves to", "缺少顺延之日");
        }
    }

    /// Lines before D4 is looked at.
    [[nodiscard]] std::size_t fixed_lines() const {
        return wanted_.period.named || wanted_.period.unit == "month"
                   ? 1
                   : static_cast<std::size_t>(wanted_.period.length);
    }

    [[nodiscard]] bool open_working_day(std::size_t i, int& n) {
        auto const& l = said_.lines[i];
        auto const before = i == 0 ? wanted_.period.start : said_.lines[i - 1].day;
        if (l.day != plus_days(before, 1)) {
            return wrong_line(i, "not the day after the line before", "与上一行日期不连续"), false;
        }
        if (n == wanted_.what.limit) {
            return wrong_line(i, "the period is over before this line", "期限此前已届满"), false;
        }
        auto const stop =
            std::find_if(wanted_.period.stops.begin(), wanted_.period.stops.end(),
                         [&](auto const& s) { return s.from < l.day && l.day <= s.to; });
        bool const in_stop = stop != wanted_.period.stops.end();
        if (cal_.settled(l.day) && (l.is == "skipped") == cal_.works(l.day)) {
            return wrong_line(i, "no such day", "与该日是否工作日不符"), false;
        }
        if (l.is == "counted") {
            if (l.n != n + 1 || in_stop || !l.why.empty() || !l.ref.empty()) {
                return wrong_line(i, "cannot be counted so", "不应如此计入"), false;
            }
            ++n;
            return true;
        }
        if (l.is == "paused") {
            return (in_stop && l.n == 0 && l.ref == stop->ref && l.why.empty()) ||
                   (wrong_line(i, "no pause here", "此日无中止"), false);
        }
        return l.is == "skipped" ? skipped(i) : (wrong_line(i, "no such line", "无此行"), false);
    }

    /// A rest day past the last notice: what the statute and the week say, or marked as a guess.
    [[nodiscard]] bool skipped(std::size_t i) {
        auto const& l = said_.lines[i];
        auto const about = cal_.about(l.day);
        bool const reason = about.works ? l.why == "provisional"
                                        : l.why == about.why && l.source == about.source &&
                                              l.holiday == about.holiday;
        if (l.n != 0 || !l.ref.empty() || !reason) {
            return wrong_line(i, "no such rest day", "并非休息日"), false;
        }
        return true;
    }

    [[nodiscard]] bool rolling(std::size_t i) {
        auto const& l = said_.lines[i];
        auto const last = said_.lines[fixed_lines() - 1].day;
        auto const day = plus_days(last, static_cast<int>(i - fixed_lines()));
        if (l.day != day || !wanted_.period.rolls) {
            return wrong_line(i, "not the next day", "日期不连续"), false;
        }
        if (i + 1 == said_.lines.size()) {
            line only = l;
            only.is = "rolled";
            return (l == only && i > fixed_lines() && l.n == 0 && l.why.empty() && l.ref.empty()) ||
                   (wrong_line(i, "should be the day it moves to", "应为顺延之日"), false);
        }
        return l.is == "skipped" ? skipped(i) : (wrong_line(i, "no rest day", "应为休息日"), false);
    }

    certificate const& said_;
    expected const& wanted_;
    day_view const& cal_;
    std::vector<objection> found_{};
};

}  // namespace checked::detail

namespace checked::detail {

/// Whether periods can run from `d`: the longest that a log holds (3660 months) end in the years of days.
inline bool leaves_room(date d) { return is_legal_day(d) && d < day(95000101); }

/// Whether the days of a row are days, and a period is one of a log: a walk has an end then. Of a row
/// after `as_of` nothing but its day is looked at.
inline bool is_sound(row const& r, date as_of) {
    auto const is_day = [](maybe_date const& d) { return !d || leaves_room(*d); };
    bool const is_later = is_legal_day(r.on) && r.on > as_of;
    return is_later || (leaves_room(r.on) && is_day(r.until) && is_day(r.delivered) &&
                        (!r.days || (*r.days >= 1 && *r.days <= 3660)));
}

}  // namespace checked::detail

QIXIAN_DECL std::vector<checked::certificate> expected_certificates(
    std::string const& application, date as_of, std::span<checked::row const> rows,
    checked::days const& days, checked::settings const& settings) {
    std::vector<checked::certificate> out;
    bool const walkable = checked::detail::leaves_room(as_of) &&
                          std::all_of(rows.begin(), rows.end(), [as_of](checked::row const& r) {
                              return checked::detail::is_sound(r, as_of);
                          });
    if (!walkable) {
        return out;
    }
    checked::detail::day_view const cal(days, settings.known_on);
    checked::detail::life const h(cal, settings, rows, as_of);
    for (auto& each : checked::detail::maker(h, application).made) {
        out.push_back(std::move(each.what));
    }
    return out;
}

QIXIAN_DECL std::vector<checked::objection> check_certificate(checked::certificate const& said,
                                                              std::span<checked::row const> rows,
                                                              checked::days const& days,
                                                              checked::settings const& settings) {
    using namespace checked::detail;
    if (!leaves_room(said.as_of) || !leaves_room(said.due) || !leaves_room(said.trigger_on)) {
        return {{0, "as_of", "FIELD_MISSING", "a day is missing, or there is no such day",
                 "缺少日期，或者日期不成立"}};
    }
    for (auto const& each : rows) {
        if (!is_sound(each, said.as_of)) {
            return {{0, "on", "ROW_UNSOUND",
                     "the row \"" + each.event + "\" of " + text_of(each.on) +
                         " has a day or a number of days that there is not",
                     "“" + each.event + "”（" + text_of(each.on) + "）的日期或者天数不成立"}};
        }
        if (each.on <= said.as_of && !is_known(each.event)) {
            return {{0, "event", "UNKNOWN_EVENT",
                     "the checker does not know the event \"" + each.event + "\" of " +
                         text_of(each.on),
                     "核对程序不认识" + text_of(each.on) + "的事件“" + each.event + "”"}};
        }
    }
    day_view const cal(days, settings.known_on);
    life const h(cal, settings, rows, said.as_of, said.extensions ? &*said.extensions : nullptr);
    maker all(h, said.application);
    for (auto& each : all.made) {
        if (each.what.id == said.id) {
            fit_trigger(each, said.trigger_on, cal);
            return comparison(said, each, cal).run();
        }
    }
    return {
        {0, "id", "NO_SUCH_CERTIFICATE",
         "the rows give no certificate \"" + said.id + "\" at the end of " + text_of(said.as_of),
         "依记录，截至" + text_of(said.as_of) + "没有“" + said.id + "”"}};
}

}  // namespace qixian::inline v0
