// What the documents are made of: the words, days and codes that all of them use, as JSON.
// nlohmann-json is seen in answer/impl/ and nowhere in a public header.
#pragma once

#include <nlohmann/json.hpp>

#include "qixian/answer/document.hpp"
#include "qixian/answer/open_reason.hpp"
#include "qixian/answer/question.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/event_log.hpp"

namespace qixian::inline v0::answer::detail {

using json = nlohmann::ordered_json;

/// JSON text, UTF-8, with anything that is not replaced, and what cannot be seen as escapes.
inline std::string text_of(json const& j, int indent = -1) {
    auto text = j.dump(indent, ' ', false, json::error_handler_t::replace);
    escape_unseen(text);
    return text;
}

/// A whole document that people may read too: indented by one, with its line end.
inline std::string page_of_text(json const& j) { return text_of(j, 1) + "\n"; }

inline json json_of(maybe_date const& d) { return d ? json(to_text(*d)) : json(nullptr); }

inline json json_of(policies const& chosen) {
    json j = json::object();
    for (auto const& [name, value] : named_values(chosen)) {
        j[std::string(name)] = value;
    }
    return j;
}

/// Days that are open, with a sentence for people.
inline json json_of(std::vector<open_days> const& all) {
    json out = json::array();
    for (auto const& each : all) {
        auto const why = reason_of(each);
        out.push_back({{"from", to_text(each.from)},
                       {"to", to_text(each.to)},
                       {"year", each.year},
                       {"region", each.region},
                       {"festivals", each.festivals},
                       {"notices", each.notices},
                       {"known_years", each.known_years},
                       {"message", why.en},
                       {"message_zh", why.zh}});
    }
    return out;
}

/// Null where nothing was received yet, or the receipt was withdrawn.
inline json json_of(stage at) {
    return at == stage::unregistered ? json(nullptr) : json(code_of(at));
}

/// The form of a day that no calendar has: 2021-02-30. What lies outside the years that days may have
/// is another matter.
inline bool is_no_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    int number = 0;  // yyyymmdd
    for (char const each : text) {
        if (each >= '0' && each <= '9') {
            number = number * 10 + (each - '0');
        } else if (each != '-') {
            return false;
        }
    }
    return number >= 1900'00'00 && !qixian::detail::is_day(number);
}

inline json json_of(fault const& f) {
    json out{{"file", f.file},
             {"line", f.line},
             {"column", f.column},
             {"code", name_of(f.what)},
             {"number", static_cast<int>(f.what)},
             {"field", f.field},
             {"detail", f.detail},
             {"message", sentence_of(f).en}};
    if (!f.allowed.empty()) {
        out["allowed"] = f.allowed;
    }
    return out;
}

inline json json_of(std::vector<fault> const& faults) {
    json out = json::array();
    for (auto const& f : faults) {
        out.push_back(json_of(f));
    }
    return out;
}

inline json json_of(std::vector<event> const& which) {
    json out = json::array();
    for (auto const each : which) {
        out.push_back(code_of(each));
    }
    return out;
}

inline json json_of(std::vector<next_event> const& next) {
    json out = json::array();
    for (auto const& n : next) {
        out.push_back(
            {{"event", code_of(n.what)}, {"first", json_of(n.first)}, {"last", json_of(n.last)}});
    }
    return out;
}

/// Adds `code`, `number`, `citation`, `limit` and messages of a ruling that is not plain acceptance.
inline void add_ruling(json& to, ruling const& said) {
    auto const& about = info(said.why);
    to["code"] = about.name;
    to["number"] = static_cast<int>(said.why);
    to["citation"] = cite(said.cites);
    to["limit"] = json_of(said.limit);
    to["message"] = about.en;
    to["message_zh"] = about.zh;
}

/// The same as a member; null for plain acceptance.
inline json ruling_or_null(ruling const& said, bool wanted) {
    if (!wanted) {
        return nullptr;
    }
    json out = json::object();
    add_ruling(out, said);
    return out;
}

/// The filled columns of a row, as NDJSON has them.
inline json cells_of(entry const& e) {
    static event_writer const writer(log_form::ndjson);
    std::string line;
    writer.append(line, e);
    return json::parse(line);
}

/// The head that every answer about applications carries: schema, as_of, known_on, calendar,
/// policies.
inline json head_of(std::string_view schema, setting const& with, ground_rules const& by) {
    return {{"schema", schema},
            {"as_of", to_text(with.as_of)},
            {"known_on", json_of(with.known_on)},
            {"calendar",
             {{"last_notice", by.calendar->last_notice()}, {"digest", by.calendar->digest()}}},
            {"policies", json_of(by.chosen)}};
}

inline json head_of(std::string_view schema, setting const& with) {
    return head_of(schema, with, with.common_rules());
}

/// Writes a list that stands whole in memory: one document, or a head line, one item a line and a
/// tail line.
inline std::string list_text(json const& head, std::vector<json> const& items,
                             std::string_view name, json const& tail, layout how) {
    std::string out = text_of(head);
    if (how == layout::lines) {
        out += "\n";
        for (auto const& each : items) {
            out += text_of(each) + "\n";
        }
        return out + text_of(tail) + "\n";
    }
    out.pop_back();
    out += ",\"" + std::string(name) + "\":[";
    bool first = true;
    for (auto const& each : items) {
        out += (first ? "\n" : ",\n") + text_of(each);
        first = false;
    }
    return out + "\n]," + text_of(tail).substr(1) + "\n";
}

}  // namespace qixian::inline v0::answer::detail
