// A certificate as JSON, and read back.
#pragma once

#include "qixian/answer/impl/json.ipp"

namespace qixian::inline v0::answer::detail {

inline json json_of(std::optional<std::vector<certified_extension>> const& all) {
    json list = json::array();
    for (auto const& each : all.value_or(std::vector<certified_extension>{})) {
        list.push_back({{"on", to_text(each.on)},
                        {"days", each.days},
                        {"until", json_of(each.until)},
                        {"basis", each.basis}});
    }
    return list;
}

inline json json_of(certificate const& c) {
    json j{{"id", c.id},
           {"application", c.application},
           {"agency", c.agency},
           {"duty", c.duty},
           {"regime", c.regime},
           {"trigger",
            {{"event", c.trigger_event},
             {"on", to_text(c.trigger_on)},
             {"limit_passed", c.trigger_is_limit}}},
           {"basis", c.basis},
           {"extensions", json_of(c.extensions)},
           {"limit", c.unit.empty() ? json(nullptr) : json(c.limit)},
           {"unit", c.unit.empty() ? json(nullptr) : json(c.unit)},
           {"ref", c.ref},
           {"status", c.status},
           {"in_force", c.in_force},
           {"as_of", to_text(c.as_of)}};
    auto& lines = j["lines"] = json::array();
    for (auto const& l : c.lines) {
        json line{{"day", to_text(l.on)}, {"is", code_of(l.is)}};
        if (l.is == day_is::counted) {
            line["n"] = l.n;
        }
        if (!l.why.empty()) {
            line["why"] = l.why;
        }
        if (!l.source.empty()) {
            line[l.why == "local"     ? "region"
                 : l.why == "statute" ? "statute"
                                      : "notice"] = l.source;
        }
        if (!l.holiday.empty()) {
            line["holiday"] = l.holiday;
        }
        if (l.is == day_is::paused) {
            line["ref"] = l.ref;
        }
        if (l.provisional) {
            line["provisional"] = true;
        }
        lines.push_back(std::move(line));
    }
    j["due"] = to_text(c.due);
    j["earliest"] = to_text(c.due);
    j["latest"] = json_of(c.latest);
    j["certain"] = c.certain;
    j["open"] = json_of(c.open);
    return j;
}

/// Reads the members of one certificate; remembers that something was not as it should be.
class certificate_reader {
public:
    explicit certificate_reader(json const& j) : j_(j) {}

    result<certificate> operator()() {
        certificate c;
        c.id = text("id");
        c.application = text("application");
        c.agency = text("agency", true);
        c.duty = text("duty");
        c.regime = text("regime", true);
        auto const& trigger = member(j_, "trigger");
        c.trigger_event = text_in(trigger, "event");
        c.trigger_on = day_in(trigger, "on");
        c.trigger_is_limit = flag_in(trigger, "limit_passed");
        list_in(c.basis, j_, "basis");
        if (j_.contains("extensions")) {
            extensions(c.extensions.emplace());
        }
        if (!member(j_, "limit").is_null()) {
            c.limit = number_in(j_, "limit");
        }
        if (!member(j_, "unit").is_null()) {
            c.unit = text("unit");
        }
        c.ref = text("ref", true);
        c.status = text("status", true);
        c.in_force = !j_.contains("in_force") || flag_in(j_, "in_force");
        c.as_of = day_in(j_, "as_of");
        for (auto const& each : list_of(j_, "lines")) {
            c.lines.push_back(line(each));
        }
        c.due = day_in(j_, "due");
        if (j_.contains("latest") && !j_["latest"].is_null()) {
            c.latest = day_in(j_, "latest");
        }
        c.certain = flag_in(j_, "certain");
        if (j_.contains("open")) {
            open(c.open);
        }
        if (!wrong_.empty()) {
            return fault{.what = code::certificate_form, .detail = wrong_, .field = wrong_};
        }
        return c;
    }

private:
    void spoil(std::string_view field) {
        if (wrong_.empty()) {
            wrong_ = field;
        }
    }

    json const& member(json const& in, char const* name) {
        static json const none = json::array();
        if (!in.is_object() || !in.contains(name)) {
            spoil(name);
            return none;
        }
        return in[name];
    }

    /// The member of that name, which must be a list.
    json const& list_of(json const& in, char const* name) {
        static json const none = json::array();
        auto const& all = member(in, name);
        if (!all.is_array()) {
            spoil(name);
            return none;
        }
        return all;
    }

    int number_in(json const& in, char const* name) {
        auto const& m = member(in, name);
        auto const fits = m.is_number_integer() && m.get<std::int64_t>() == m.get<int>();
        if (!fits) {
            spoil(name);
            return 0;
        }
        return m.get<int>();
    }

    std::string text_in(json const& in, char const* name, bool optional = false) {
        if (optional && in.is_object() && !in.contains(name)) {
            return {};
        }
        auto const& m = member(in, name);
        if (!m.is_string()) {
            spoil(name);
            return {};
        }
        return m.get<std::string>();
    }
    std::string text(char const* name, bool optional = false) {
        return text_in(j_, name, optional);
    }

    date day_in(json const& in, char const* name) {
        auto const got = parse_date(text_in(in, name));
        if (!got) {
            spoil(name);
            return day(19000101);
        }
        return *got;
    }

    bool flag_in(json const& in, char const* name) {
        auto const& m = member(in, name);
        if (!m.is_boolean()) {
            spoil(name);
            return false;
        }
        return m.get<bool>();
    }

    void extensions(std::vector<certified_extension>& out) {
        for (auto const& each : list_of(j_, "extensions")) {
            out.push_back(
                {day_in(each, "on"), number_in(each, "days"),
                 member(each, "until").is_null() ? maybe_date{} : maybe_date{day_in(each, "until")},
                 text_in(each, "basis")});
        }
    }

    template <class Value>
    void list_in(std::vector<Value>& out, json const& in, char const* name) {
        for (auto const& each : list_of(in, name)) {
            bool const fits =
                std::is_same_v<Value, int> ? each.is_number_integer() : each.is_string();
            if (!fits) {
                return spoil(name);
            }
            out.push_back(each.template get<Value>());
        }
    }

    void open(std::vector<open_days>& out) {
        for (auto const& each : list_of(j_, "open")) {
            auto& made = out.emplace_back();
            made.from = day_in(each, "from");
            made.to = day_in(each, "to");
            made.year = number_in(each, "year");
            made.region = text_in(each, "region", true);
            list_in(made.festivals, each, "festivals");
            list_in(made.notices, each, "notices");
            list_in(made.known_years, each, "known_years");
        }
    }

    trail_line line(json const& j) {
        trail_line l{.on = day_in(j, "day")};
        auto const is = text_in(j, "is");
        bool known = false;
        for (int i = 0; i <= static_cast<int>(day_is::rolled); ++i) {
            if (code_of(static_cast<day_is>(i)) == is) {
                l.is = static_cast<day_is>(i);
                known = true;
            }
        }
        if (!known) {
            spoil("is");
        }
        if (j.is_object()) {
            if (j.contains("n")) {
                l.n = number_in(j, "n");
            }
            l.why = text_in(j, "why", true);
            l.holiday = text_in(j, "holiday", true);
            l.ref = text_in(j, "ref", true);
            for (auto const* key : {"notice", "statute", "region"}) {
                if (j.contains(key)) {
                    l.source = text_in(j, key);
                }
            }
            l.provisional = j.contains("provisional") && flag_in(j, "provisional");
        }
        return l;
    }

    json const& j_;
    std::string wrong_;
};

/// Reads back what `json_of(certificate)` wrote; fault 931 where it is none.
inline result<certificate> certificate_from(json const& j) { return certificate_reader(j)(); }

}  // namespace qixian::inline v0::answer::detail
