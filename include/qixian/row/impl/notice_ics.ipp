// Notices as calendars have them, in iCalendar (RFC 5545; row/notice_file.hpp). Whole days and what
// their summaries say are read, and nothing else; what repeats itself or has hours is a fault.
#pragma once

#include <cctype>
#include <optional>

#include "qixian/row/impl/notice_year.ipp"

namespace qixian::inline v0::detail {

/// `NAME;PARAMETER=VALUE:value`, unfolded, with the line that it begins on.
struct ics_line {
    std::string name{};  ///< in capitals
    std::string parameters{};
    std::string value{};
    text_place at{};
};

/// Cuts a text into unfolded lines: one that begins with a blank continues the one before.
inline std::vector<ics_line> ics_lines(std::string_view text, notice_faults& faults) {
    std::vector<std::pair<std::string, std::size_t>> lines;
    std::size_t number = 0;
    while (!text.empty()) {
        auto const end = text.find('\n');
        auto line = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        ++number;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        bool const goes_on = line.starts_with(' ') || line.starts_with('\t');
        if (goes_on && !lines.empty()) {
            lines.back().first += line.substr(1);
        } else if (line.find_first_not_of(" \t") != line.npos) {
            lines.emplace_back(line, number);
        }
    }
    std::vector<ics_line> out;
    for (auto const& [line, at] : lines) {
        bool quoted = false;
        std::size_t name_end = line.size();
        std::size_t colon = line.size();
        for (std::size_t i = 0; i < line.size(); ++i) {
            quoted = line[i] == '"' ? !quoted : quoted;
            if (!quoted && line[i] == ';' && name_end == line.size()) {
                name_end = i;
            }
            if (!quoted && line[i] == ':') {
                colon = i;
                break;
            }
        }
        if (colon == line.size()) {
            faults.say(code::missing_column, {at, 1}, ":", excerpt(line));
            continue;
        }
        name_end = (std::min)(name_end, colon);
        ics_line made{.at = {at, 1}};
        for (char const c : line.substr(0, name_end)) {
            made.name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
        made.parameters = name_end < colon ? line.substr(name_end + 1, colon - name_end - 1) : "";
        made.value = line.substr(colon + 1);
        while (made.value.ends_with(' ')) {
            made.value.pop_back();
        }
        out.push_back(std::move(made));
    }
    return out;
}

class notice_ics {
public:
    notice_ics(std::string_view text, std::string file)
        : faults_(std::move(file)), lines_(ics_lines(text, faults_)) {}

    notices_read read() {
        for (auto const& each : lines_) {
            if (each.name == "BEGIN") {
                begin(each);
            } else if (each.name == "END") {
                end(each);
            } else if (open_.size() == 1) {
                of_calendar(each);
            } else if (open_.size() == 2 && open_.back().value == "VEVENT") {
                of_event(each);
            }
        }
        for (auto const& each : open_) {
            faults_.say(code::missing_column, each.at, "END", excerpt(each.value));
        }
        if (!has_events_) {
            faults_.say(code::empty_file, {1, 1}, {}, "no VEVENT");
        }
        std::vector<notice> out;
        bool const one = years_.size() == 1;
        for (auto& [year, said] : years_) {
            auto made = common_;
            made.arranges_year = year;
            if (made.id.empty()) {
                made.id = made_id("ICS", made.region, year);
            } else if (!one) {
                made.id += "-" + std::to_string(year);
            }
            if (common_published_ || said.stamped) {
                made.published = common_published_ ? *common_published_ : *said.stamped;
            } else {
                made.published = published_before(year);
            }
            made.days = std::move(said.days).in_order();
            out.push_back(std::move(made));
        }
        return std::move(faults_).result(std::move(out));
    }

private:
    static constexpr std::size_t longest_summary = 300;

    struct year_said {
        notice_days days{};
        maybe_date stamped{};
    };
    struct event_said {
        text_place at{};
        std::optional<ics_line> start{}, end{}, summary{}, special{};
        maybe_date stamped{};
        bool sound = true;
    };

    void begin(ics_line const& each) {
        open_.push_back(each);
        bool const fits = open_.size() == 1 ? each.value == "VCALENDAR" : open_.size() < 4;
        if (!fits) {
            faults_.say(code::unknown_code, each.at, "BEGIN", excerpt(each.value));
        }
        if (open_.size() == 2 && each.value == "VEVENT") {
            event_ = {.at = each.at};
            has_events_ = true;
        }
    }

    void end(ics_line const& each) {
        if (open_.empty() || open_.back().value != each.value) {
            faults_.say(code::unknown_code, each.at, "END", excerpt(each.value));
            return;
        }
        open_.pop_back();
        if (open_.size() == 1 && each.value == "VEVENT") {
            take_event();
        }
    }

    void of_calendar(ics_line const& each) {
        if (each.name == "X-QIXIAN-ID" || each.name == "X-QIXIAN-REGION") {
            if (!is_key(each.value)) {
                faults_.say(code::bad_key, each.at, each.name, excerpt(each.value));
            }
            (each.name == "X-QIXIAN-ID" ? common_.id : common_.region) = each.value;
        } else if (each.name == "X-QIXIAN-DOCUMENT") {
            common_.document = each.value;
        } else if (each.name == "X-QIXIAN-COMPLETE") {
            if (each.value != "TRUE" && each.value != "FALSE") {
                faults_.say(code::unknown_code, each.at, each.name, excerpt(each.value),
                            {"TRUE", "FALSE"});
            }
            common_.complete = each.value == "TRUE";
        } else if (each.name == "X-QIXIAN-PUBLISHED") {
            auto const read = parse_date(each.value);
            common_published_ = read ? maybe_date{*read} : day_of_digits(each.value);
            if (!common_published_) {
                faults_.say(code::bad_date, each.at, each.name, excerpt(each.value));
            }
        }
    }

    void of_event(ics_line const& each) {
        auto const once = [&](std::optional<ics_line>& to) {
            if (to) {
                wrong(code::duplicate_column, each, {});
            }
            to = each;
        };
        if (each.name == "DTSTART") {
            once(event_.start);
        } else if (each.name == "DTEND") {
            once(event_.end);
        } else if (each.name == "SUMMARY") {
            once(event_.summary);
        } else if (each.name == "X-APPLE-SPECIAL-DAY") {
            once(event_.special);
        } else if (each.name == "DTSTAMP") {
            event_.stamped = day_of_digits(std::string_view(each.value).substr(0, 8));
        } else if (each.name == "DURATION" || each.name == "RRULE" || each.name == "RDATE" ||
                   each.name == "EXDATE" || each.name == "RECURRENCE-ID") {
            wrong(code::unknown_column, each, excerpt(each.name), {"DTSTART", "DTEND"});
        } else if (each.name == "STATUS" && each.value == "CANCELLED") {
            wrong(code::unknown_code, each, excerpt(each.value));
        }
    }

    void wrong(code what, ics_line const& at, std::string why,
               std::vector<std::string> allowed = {}) {
        faults_.say(what, at.at, at.name, std::move(why), std::move(allowed));
        event_.sound = false;
    }

    maybe_date whole_day(std::optional<ics_line> const& said) {
        if (!said) {
            return {};
        }
        auto const on = day_of_digits(said->value);
        if (!on || said->parameters.find("DATE-TIME") != std::string::npos) {
            wrong(code::bad_date, *said, excerpt(said->value));
            return {};
        }
        return on;
    }

    /// 休 (放假, 假期) or 班; both or neither is no answer. 调休 alone says neither.
    std::optional<notice_kind> kind_of_event() {
        auto text = event_.summary->value;
        for (std::string_view const swapped : {"调休"}) {
            for (auto at = text.find(swapped); at != text.npos; at = text.find(swapped)) {
                text.erase(at, swapped.size());
            }
        }
        auto const has = [&](char const* word) { return text.find(word) != text.npos; };
        bool off = has("休") || has("放假") || has("假期");
        bool work = has("班");
        if (event_.special) {
            off = off || event_.special->value == "WORK-HOLIDAY";
            work = work || event_.special->value == "ALTERNATE-WORKDAY";
        }
        if (off == work) {
            wrong(code::unknown_code, *event_.summary, excerpt(event_.summary->value),
                  {"休", "班"});
            return {};
        }
        return off ? notice_kind::off : notice_kind::work;
    }

    /// The summary without what says 休 or 班.
    [[nodiscard]] static std::string holiday_in(std::string text) {
        for (std::string_view const word :
             {"调休", "补班", "上班", "放假", "假期", "休", "班", "（", "）", "(", ")", "[", "]",
              "【", "】", "\\,", "\\;", " "}) {
            for (auto at = text.find(word); at != text.npos; at = text.find(word)) {
                text.erase(at, word.size());
            }
        }
        return text;
    }

    void take_event() {
        constexpr int longest = 31;
        for (auto const& [name, said] :
             {std::pair("DTSTART", &event_.start), std::pair("SUMMARY", &event_.summary)}) {
            if (!*said) {
                faults_.say(code::missing_column, event_.at, name);
                event_.sound = false;
            }
        }
        auto const first = whole_day(event_.start);
        auto end = whole_day(event_.end);
        if (event_.summary && event_.summary->value.size() > longest_summary) {
            wrong(code::line_too_long, *event_.summary, {});
        }
        if (!event_.summary || !event_.sound) {
            return;
        }
        auto const said = kind_of_event();
        if (!event_.sound || !first || !said) {
            return;
        }
        auto const kind = *said;
        if (!is_notice_year(year_of(*first))) {
            wrong(code::bad_date, *event_.start, to_text(*first));
            return;
        }
        end = end.value_or(plus_days(*first, 1));
        if (*end <= *first || days_between(*first, *end) > longest) {
            wrong(code::period_backwards, event_.end ? *event_.end : *event_.start,
                  to_text(*first) + " … " + to_text(*end));
            return;
        }
        auto const name = holiday_in(event_.summary->value);
        for (date on = *first; on < *end; on = plus_days(on, 1)) {
            // The last days of December that belong to New Year's Day are of the year after.
            bool const next =
                on.month() == 12 && on.day() >= 25 && name.find("元旦") != std::string::npos;
            auto& year = years_[year_of(on) + (next ? 1 : 0)];
            if (event_.stamped) {
                year.stamped =
                    year.stamped ? (std::max)(*year.stamped, *event_.stamped) : *event_.stamped;
            }
            if (year.days.add({.on = on, .kind = kind, .holiday = name}, event_.at.line)) {
                continue;
            }
            // Two festivals on one day are two events of one kind.
            auto& there = year.days.of(on);
            if (there.kind != kind) {
                wrong(code::notice_contradiction, *event_.start,
                      to_text(on) + ": lines " + std::to_string(year.days.line_of(on)) + " and " +
                          std::to_string(event_.at.line));
            } else if (there.holiday.size() < longest_summary &&
                       there.holiday.find(name) == std::string::npos) {
                there.holiday += "、" + name;
            }
        }
    }

    notice_faults faults_;
    std::vector<ics_line> lines_;
    std::vector<ics_line> open_{};
    event_said event_{};
    bool has_events_ = false;
    notice common_{};
    maybe_date common_published_{};
    std::map<int, year_said> years_{};
};

}  // namespace qixian::inline v0::detail
