// An application, its duties and its warnings as JSON.
#pragma once

#include "qixian/answer/applications.hpp"
#include "qixian/answer/impl/json.ipp"

namespace qixian::inline v0::answer::detail {

inline json json_of(duty const& d, std::string const& application) {
    json j{{"id", duty_id(application, d)},
           {"duty", code_of(d.what)},
           {"owed_by", code_of(d.owed_by)},
           {"trigger", code_of(d.trigger)},
           {"started_on", to_text(d.started_on)},
           {"limit", d.in ? json(d.limit) : json(nullptr)},
           {"unit", d.in ? json(code_of(*d.in)) : json(nullptr)},
           {"paused_days", d.end ? d.end->paused_days : 0},
           {"due", d.end ? json(to_text(d.end->due)) : json(nullptr)},
           {"safe_by", json_of(d.safe_by)},
           {"earliest", d.end ? json(to_text(d.end->due)) : json(nullptr)},
           {"latest", d.end ? json_of(d.end->latest) : json(nullptr)},
           {"certain", !d.end || d.end->certain},
           {"status", code_of(d.status)},
           {"done_on", json_of(d.done_on)},
           {"working_days_left", d.working_days_left ? json(*d.working_days_left) : json(nullptr)},
           {"light", code_of(d.light)},
           {"optional", d.optional}};
    auto& basis = j["basis"] = json::array();
    for (auto const b : d.bases) {
        basis.push_back(cite(b));
    }
    if (d.what == duty_kind::opinion || !d.ref.empty()) {
        j["ref"] = d.ref;
    }
    return j;
}

json warning_json_of(warning const& w, std::vector<entry> const& rows) {
    auto const& about = info(w.what);
    json j{{"code", about.name},   {"number", static_cast<int>(w.what)},
           {"reading", w.reading}, {"shadow_due", json_of(w.shadow_due)},
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

/// One application of `deadlines`.
inline json json_of(assessment const& a, std::vector<entry> const& rows) {
    auto const& h = a.life;
    json j{{"application", a.application},
           {"agency", a.agency},
           {"applicant", h.applicant_class ? json(info(*h.applicant_class).code) : json(nullptr)},
           {"stage", json_of(h.now.at)},
           {"standing", code_of(h.now.year)},
           {"remedy", code_of(h.now.remedy)},
           {"carried_over", h.carried_over},
           {"regime", code_of(h.law)},
           {"lodged_on", json_of(h.lodged_on)},
           {"received_on", json_of(h.received_on)},
           {"closed_on", json_of(h.closed_on)},
           {"late_by", a.late_by ? json(*a.late_by) : json(nullptr)},
           {"outcome", h.result ? json(info(*h.result).code) : json(nullptr)},
           {"desk", h.desk},
           {"flags", a.flags}};
    auto& duties = j["duties"] = json::array();
    for (auto const& d : a.duties) {
        if (d.in_force) {
            duties.push_back(json_of(d, a.application));
        }
    }
    j["next"] = json_of(a.next);
    j["later"] = json_of(a.later);
    auto& warnings = j["warnings"] = json::array();
    for (auto const& w : a.warnings) {
        warnings.push_back(warning_json_of(w, rows));
    }
    return j;
}

inline exceptional_row exceptional(exception_row const& r, std::vector<entry> const& rows) {
    auto const& e = rows[r.row];
    return {.line = e.line,
            .application = e.application,
            .agency = e.agency,
            .what = e.what,
            .on = e.on,
            .said = r.said,
            .possible = r.possible};
}

inline json json_of(exceptional_row const& r) {
    return {{"line", r.line},
            {"application", r.application},
            {"agency", r.agency},
            {"event", code_of(r.what)},
            {"on", to_text(r.on)},
            {"code", name_of(r.said.why)},
            {"number", static_cast<int>(r.said.why)},
            {"citation", cite(r.said.cites)},
            {"limit", json_of(r.said.limit)},
            {"possible", json_of(r.possible)},
            {"message", info(r.said.why).en},
            {"message_zh", info(r.said.why).zh}};
}

inline json json_of(std::vector<exceptional_row> const& rows) {
    json out = json::array();
    for (auto const& each : rows) {
        out.push_back(json_of(each));
    }
    return out;
}

/// Rows that lie after the as-of day, and whose they are: they are not counted.
inline json after_as_of(std::size_t rows, std::vector<std::string> const& applications) {
    return {{"rows", rows}, {"applications", applications}};
}

}  // namespace qixian::inline v0::answer::detail
