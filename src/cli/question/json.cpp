// Values of the library as JSON, and a certificate read back from it.
#include "question/json.hpp"

#include <algorithm>

namespace qixian::cli {

std::string text_of(json const& j, int indent) {
    return j.dump(indent, ' ', false, json::error_handler_t::replace);
}

json to_json(maybe_date const& d) { return d ? json(to_text(*d)) : json(nullptr); }

json to_json(policies const& chosen) {
    json j = json::object();
    for (auto const& [name, value] : named_values(chosen)) {
        j[std::string(name)] = value;
    }
    return j;
}

json to_json(stage at) { return at == stage::unregistered ? json(nullptr) : json(code_of(at)); }

json to_json(fault const& f) {
    return {{"file", f.file},
            {"line", f.line},
            {"column", f.column},
            {"code", name_of(f.what)},
            {"number", static_cast<int>(f.what)},
            {"field", f.field},
            {"detail", f.detail},
            {"message", info(f.what).en}};
}

json head_of(std::string_view schema, session const& with, ground_rules const& by) {
    return {{"schema", schema},
            {"as_of", to_text(with.as_of)},
            {"known_on", to_json(with.known_on)},
            {"calendar",
             {{"last_notice", by.calendar->last_notice()}, {"digest", by.calendar->digest()}}},
            {"policies", to_json(by.chosen)}};
}

json head_of(std::string_view schema, session const& with) {
    return head_of(schema, with, {with.region, with.chosen, with.sources.get(), &with.calendar});
}

namespace {

std::string_view code_of_trigger(duty const& d) { return code_of(d.trigger); }

}  // namespace

json to_json(duty const& d, std::string const& application) {
    json j{{"id", duty_id(application, d)},
           {"duty", code_of(d.what)},
           {"owed_by", code_of(d.owed_by)},
           {"trigger", code_of_trigger(d)},
           {"started_on", to_text(d.started_on)},
           {"limit", d.in ? json(d.limit) : json(nullptr)},
           {"unit", d.in ? json(code_of(*d.in)) : json(nullptr)},
           {"paused_days", d.end ? d.end->paused_days : 0},
           {"due", d.end ? json(to_text(d.end->due)) : json(nullptr)},
           {"earliest", d.end ? json(to_text(d.end->due)) : json(nullptr)},
           {"latest", d.end ? to_json(d.end->latest) : json(nullptr)},
           {"certain", !d.end || d.end->certain},
           {"status", code_of(d.status)},
           {"done_on", to_json(d.done_on)},
           {"working_days_left", d.working_days_left ? json(*d.working_days_left) : json(nullptr)},
           {"light", code_of(d.light)}};
    auto& basis = j["basis"] = json::array();
    for (auto const b : d.bases) {
        basis.push_back(cite(b));
    }
    if (d.what == duty_kind::opinion || !d.ref.empty()) {
        j["ref"] = d.ref;
    }
    return j;
}

namespace {

json warning_to_json(warning const& w, std::vector<entry> const& rows) {
    auto const& about = info(w.what);
    json j{{"code", about.name},   {"number", static_cast<int>(w.what)},
           {"reading", w.reading}, {"shadow_due", to_json(w.shadow_due)},
           {"message", about.en},  {"message_zh", about.zh}};
    if (w.has_row) {
        j["line"] = rows[w.row].line;
        j["event"] = code_of(rows[w.row].what);
        j["on"] = to_text(rows[w.row].on);
    }
    if (!w.detail.empty()) {
        j["detail"] = w.detail;
    }
    return j;
}

json row_to_json(exception_row const& r, std::vector<entry> const& rows) {
    auto const& e = rows[r.row];
    json possible = json::array();
    for (auto const what : r.possible) {
        possible.push_back(code_of(what));
    }
    return {{"line", e.line},
            {"application", e.application},
            {"agency", e.agency},
            {"event", code_of(e.what)},
            {"on", to_text(e.on)},
            {"code", name_of(r.said.why)},
            {"number", static_cast<int>(r.said.why)},
            {"citation", cite(r.said.cites)},
            {"limit", to_json(r.said.limit)},
            {"possible", possible},
            {"message", info(r.said.why).en},
            {"message_zh", info(r.said.why).zh}};
}

}  // namespace

json irregular_to_json(exception_row const& r, std::vector<entry> const& rows) {
    json j = row_to_json(r, rows);
    j["effect"] = effect_of(r.said.why, language::en);
    return j;
}

json refusal_to_json(exception_row const& r, std::vector<entry> const& rows) {
    return row_to_json(r, rows);
}

json to_json(assessment const& a, std::vector<entry> const& rows) {
    auto const& h = a.life;
    json j{{"application", a.application},
           {"agency", a.agency},
           {"applicant", h.applicant_class ? json(info(*h.applicant_class).code) : json(nullptr)},
           {"stage", to_json(h.now.at)},
           {"standing", code_of(h.now.year)},
           {"remedy", code_of(h.now.remedy)},
           {"carried_over", h.carried_over},
           {"regime", code_of(h.law)},
           {"lodged_on", to_json(h.lodged_on)},
           {"received_on", to_json(h.received_on)},
           {"closed_on", to_json(h.closed_on)},
           {"outcome", h.result ? json(info(*h.result).code) : json(nullptr)},
           {"desk", h.desk},
           {"flags", a.flags}};
    auto& duties = j["duties"] = json::array();
    for (auto const& d : a.duties) {
        if (d.in_force) {
            duties.push_back(to_json(d, a.application));
        }
    }
    auto& next = j["next"] = json::array();
    for (auto const& n : a.next) {
        next.push_back(
            {{"event", code_of(n.what)}, {"first", to_json(n.first)}, {"last", to_json(n.last)}});
    }
    auto& warnings = j["warnings"] = json::array();
    for (auto const& w : a.warnings) {
        warnings.push_back(warning_to_json(w, rows));
    }
    return j;
}

json to_json(certificate const& c) {
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
    j["latest"] = to_json(c.latest);
    j["certain"] = c.certain;
    return j;
}

namespace {

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
        for (auto const& each : member(j_, "basis")) {
            if (each.is_string()) {
                c.basis.push_back(each.get<std::string>());
            } else {
                spoil("basis");
            }
        }
        auto const& limit = member(j_, "limit");
        if (limit.is_number_integer()) {
            c.limit = limit.get<int>();
        }
        auto const& unit = member(j_, "unit");
        if (unit.is_string()) {
            c.unit = unit.get<std::string>();
        }
        c.ref = text("ref", true);
        c.status = text("status", true);
        c.in_force = !j_.contains("in_force") || flag_in(j_, "in_force");
        c.as_of = day_in(j_, "as_of");
        auto const& lines = member(j_, "lines");
        if (!lines.is_array()) {
            spoil("lines");
        }
        for (auto const& each : lines) {
            c.lines.push_back(line(each));
        }
        c.due = day_in(j_, "due");
        if (j_.contains("latest") && !j_["latest"].is_null()) {
            c.latest = day_in(j_, "latest");
        }
        c.certain = flag_in(j_, "certain");
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
            if (j.contains("n") && j["n"].is_number_integer()) {
                l.n = j["n"].get<int>();
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

json block_to_json(report_block const& b) {
    return {{"upheld", b.upheld},
            {"corrected", b.corrected},
            {"other", b.other},
            {"pending", b.pending},
            {"total", b.total()}};
}

json yuan(std::int64_t fen) {
    return fen % 100 == 0 ? json(fen / 100) : json(static_cast<double>(fen) / 100);
}

}  // namespace

result<certificate> certificate_from(json const& j) { return certificate_reader(j)(); }

namespace {

/// What a report and a frozen one have in common.
template <class Report>
json figures_of(Report const& r) {
    json j{{"year", r.year}, {"form", code_of(r.shape)}, {"agency", r.agency}};
    // Members of an ordered object move when another is added: they are put in when they are done.
    json table = json::object();
    json cells = json::object();
    for (auto const& row : r.rows) {
        auto& into = table[std::string(row.id)] = json::object();
        json listed = json::object();
        for (std::size_t c = 0; c < row.count.size(); ++c) {
            into[std::string(all_columns[c].code)] = row.count[c];
            if (c < row.who.size() && !row.who[c].empty()) {
                listed[std::string(all_columns[c].code)] = row.who[c];
            }
        }
        if (!listed.empty()) {
            cells[std::string(row.id)] = std::move(listed);
        }
    }
    j["table3"] = std::move(table);
    j["table4"] = {{"review", block_to_json(r.review)},
                   {"direct", block_to_json(r.direct)},
                   {"after_review", block_to_json(r.after_review)}};
    j["cells"] = std::move(cells);
    j["carried_out"] = r.carried_out;
    j["carried_in"] = r.carried_in;
    j["on_time"] = r.on_time;
    j["late"] = r.late;
    j["fees"] = {{"notified", yuan(r.fees_notified_fen)}, {"paid", yuan(r.fees_paid_fen)}};
    return j;
}

}  // namespace

json to_json(frozen_report const& r) { return figures_of(r); }

json to_json(report const& r) {
    auto j = figures_of(r);
    auto& identities = j["identities"] = json::array();
    for (auto const& i : r.identities) {
        identities.push_back({{"id", i.id},
                              {i.id == "I3" || i.id == "I6" ? "row" : "column", i.where},
                              {"holds", i.holds}});
    }
    auto& warnings = j["warnings"] = json::array();
    for (auto const& w : r.warnings) {
        warnings.push_back({{"code", name_of(w.what)},
                            {"number", static_cast<int>(w.what)},
                            {"message", info(w.what).en},
                            {"message_zh", info(w.what).zh},
                            {"detail", w.detail}});
    }
    return j;
}

}  // namespace qixian::cli
