// Events and objects as JSON (row/ocel.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include "qixian/base/safe_text.hpp"
#include "qixian/row/impl/json_text.ipp"
#include "qixian/row/impl/process_events.ipp"
#include "qixian/row/ocel.hpp"
#include "qixian/rule/impl/cell_text.ipp"

namespace qixian::inline v0 {

namespace detail {

inline std::string json_of(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    escape_unseen(out);
    return out;
}

inline std::string json_of(instant at) { return '"' + to_text(at) + '"'; }

/// Types of objects that a letter opens and other rows answer.
enum class round_type : std::uint8_t { opinion, review, suit };
inline constexpr std::array<std::string_view, 3> round_names{"opinion", "review", "suit"};
/// How such an object belongs to its application.
inline constexpr std::array<std::string_view, 3> round_qualifiers{"asked_for", "about", "about"};

/// Which of them a row is about; none: of the application alone.
inline std::optional<round_type> round_of(event what) {
    auto const code = code_of(what);
    if (what == event::consulted || what == event::opinion_received ||
        what == event::consultation_lapsed) {
        return round_type::opinion;
    }
    return code.starts_with("review_") ? std::optional(round_type::review)
           : code.starts_with("suit_") ? std::optional(round_type::suit)
                                       : std::nullopt;
}

inline bool opens_a_round(event what) {
    return what == event::consulted || what == event::review_filed || what == event::suit_filed;
}

/// A cell's type among those of OCEL.
inline std::string_view ocel_type_of(cell_type type) {
    switch (type) {
    case cell_type::day:
    case cell_type::instant: return "time";
    case cell_type::count:
    case cell_type::integer: return "integer";
    case cell_type::money: return "float";
    default: return "string";
    }
}

}  // namespace detail

/// What the rows of one application have opened.
struct ocel_writer::opened {
    struct one {
        detail::round_type type{};
        std::string ref{};
        std::string object{};
    };
    std::vector<one> all{};
    std::array<int, 3> count{};
};

QIXIAN_DECL std::string ocel_writer::head() const { return "{\"events\":["; }

QIXIAN_DECL void ocel_writer::add_event(std::string& to, std::string_view type, instant at,
                                        std::vector<attribute> const& attributes,
                                        std::vector<relation> const& relations) {
    auto& types = event_types_[std::string(type)];
    to += events_ == 0 ? "\n" : ",\n";
    to += R"({"id":"e)" + std::to_string(++events_) + R"(","type":)" + detail::json_of(type) +
          ",\"time\":" + detail::json_of(at) + ",\"attributes\":[";
    for (char const* comma = ""; auto const& each : attributes) {
        types.try_emplace(std::string(each.name), each.type);
        to.append(std::exchange(comma, ",")).append("{\"name\":");
        to.append(detail::json_of(each.name)).append(",\"value\":").append(each.value);
        to += '}';
    }
    to += "],\"relationships\":[";
    for (char const* comma = ""; auto const& each : relations) {
        to.append(std::exchange(comma, ",")).append("{\"objectId\":");
        to.append(detail::json_of(each.object)).append(R"(,"qualifier":")");
        to.append(each.qualifier).append("\"}");
    }
    to += "]}";
}

QIXIAN_DECL void ocel_writer::add_object(std::string_view id, std::string_view type,
                                         std::vector<attribute> const& attributes, instant since,
                                         std::vector<relation> const& relations) {
    auto& types = object_types_[std::string(type)];
    objects_ += objects_.empty() ? "\n" : ",\n";
    objects_ += "{\"id\":" + detail::json_of(id) + ",\"type\":" + detail::json_of(type) +
                ",\"attributes\":[";
    for (char const* comma = ""; auto const& each : attributes) {
        types.try_emplace(std::string(each.name), each.type);
        objects_.append(std::exchange(comma, ",")).append("{\"name\":");
        objects_ += detail::json_of(each.name) + ",\"time\":" + detail::json_of(since) +
                    ",\"value\":" + each.value + '}';
    }
    objects_ += "],\"relationships\":[";
    for (char const* comma = ""; auto const& each : relations) {
        objects_.append(std::exchange(comma, ",")).append("{\"objectId\":");
        objects_.append(detail::json_of(each.object)).append(R"(,"qualifier":")");
        objects_.append(each.qualifier).append("\"}");
    }
    objects_ += "]}";
}

QIXIAN_DECL std::string ocel_writer::agency_object(std::string_view name) {
    auto const& meant = name.empty() ? agency_ : std::string(name);
    auto id = "agency:" + meant;
    if (known_.insert(id).second) {
        add_object(id, "agency", {{"name", "string", detail::json_of(meant)}}, {}, {});
    }
    return id;
}

QIXIAN_DECL std::string ocel_writer::person_object(work_record const& work) {
    auto const agency = agency_object(work.agency);
    auto const of = agency.substr(agency.find(':') + 1) + '/';
    auto const team = "team:" + of + work.team;
    if (known_.insert(team).second) {
        add_object(team, "team", {{"name", "string", detail::json_of(work.team)}}, {},
                   {{agency, "part_of"}});
    }
    auto id = "person:" + of + worker_of(work);
    if (known_.insert(id).second) {
        add_object(id, "person", {{"name", "string", detail::json_of(worker_of(work))}}, {},
                   {{team, "member_of"}});
    }
    return id;
}

/// The opinion, review or suit that a row opens, or answers by its `re`, or else the last one of its kind;
/// empty where it is about none.
QIXIAN_DECL std::string ocel_writer::round_object(opened& so_far, entry const& e,
                                                  std::string const& application) {
    auto const type = detail::round_of(e.what);
    if (!type) {
        return {};
    }
    auto const place = static_cast<std::size_t>(*type);
    if (!detail::opens_a_round(e.what)) {
        auto const is_it = [&](opened::one const& each) {
            return each.type == *type && (e.re.empty() || each.ref == e.re);
        };
        auto const found = std::find_if(so_far.all.rbegin(), so_far.all.rend(), is_it);
        return found == so_far.all.rend() ? std::string{} : found->object;
    }
    auto const number = std::to_string(++so_far.count[place]);
    auto id = std::string(detail::round_names[place]) + ':' +
              application.substr(application.find(':') + 1) + '#' + number;
    std::vector<attribute> attributes;
    if (!e.ref.empty()) {
        attributes.push_back({"ref", "string", detail::json_of(e.ref)});
    }
    if (e.kind) {
        attributes.push_back({"kind", "string", detail::json_of(code_of(*e.kind))});
    }
    add_object(id, detail::round_names[place], attributes, detail::time_of(e),
               {{application, detail::round_qualifiers[place]}});
    so_far.all.push_back({*type, e.ref, id});
    return id;
}

QIXIAN_DECL std::vector<ocel_writer::attribute> ocel_writer::attributes_of(entry const& e) const {
    std::vector<attribute> out;
    for (auto const& each : cells_->rows) {
        auto const text = detail::cell_text(*cells_, e, each.which);
        bool const elsewhere = each.which == cell::application || each.which == cell::agency ||
                               each.which == cell::on || each.which == cell::event ||
                               (each.which == cell::recorded && detail::knows_its_time(e));
        if (text.empty() || elsewhere) {
            continue;
        }
        auto const type = detail::ocel_type_of(each.type);
        bool const bare = type == "integer" || type == "float";
        out.push_back({each.name, type,
                       bare                          ? text
                       : each.type == cell_type::day ? '"' + text + "T00:00:00+08:00\""
                                                     : detail::json_of(text)});
    }
    for (auto const& [name, value] : e.extra) {
        out.push_back({name, "string", detail::json_of(value)});
    }
    return out;
}

QIXIAN_DECL void ocel_writer::append(std::string& to, std::span<entry const> rows,
                                     std::span<work_record const> work) {
    if (rows.empty() && work.empty()) {
        return;
    }
    auto const& agency_name = rows.empty() ? work.front().agency : rows.front().agency;
    auto const& number = rows.empty() ? work.front().application : rows.front().application;
    auto const agency = agency_object(agency_name);
    auto const application =
        "application:" + detail::name_of_case(agency.substr(agency.find(':') + 1), number);
    auto const events = detail::events_of(rows, work);
    std::vector<attribute> attributes{{"number", "string", detail::json_of(number)}};
    for (auto const& e : rows) {
        if (e.applicant) {
            attributes.push_back({"applicant", "string", detail::json_of(code_of(*e.applicant))});
            break;
        }
    }
    add_object(application, "application", attributes, events.front().at,
               {{agency, "received_by"}});
    opened so_far;
    for (auto const& each : events) {
        std::vector<relation> about{{application, "application"}, {agency, "agency"}};
        if (each.row != nullptr) {
            auto const& e = *each.row;
            if (auto object = round_object(so_far, e, application); !object.empty()) {
                about.push_back(
                    {std::move(object),
                     detail::round_names[static_cast<std::size_t>(*detail::round_of(e.what))]});
            }
            add_event(to, code_of(e.what), each.at, attributes_of(e), about);
            continue;
        }
        auto const& w = *each.work;
        auto const person = person_object(w);
        about.push_back({"team:" + agency.substr(agency.find(':') + 1) + '/' + w.team, "team"});
        about.push_back({person, "person"});
        std::vector<attribute> said{
            {"step", "string", detail::json_of(w.step)},
            {"work", "integer", std::to_string(each.work - work.data() + 1)},
        };
        if (!each.begins || !w.ended) {
            said.push_back({"end", "string", detail::json_of(code_of(w.end))});
            said.push_back({"hours", "float", detail::hours_text(w.hours)});
        }
        add_event(to, each.begins ? "work_began" : "work_ended", each.at, said, about);
    }
}

QIXIAN_DECL void ocel_writer::append_alone(std::string& to, entry const& row) {
    add_event(to, code_of(row.what), detail::time_of(row), attributes_of(row),
              {{agency_object(row.agency), "agency"}});
}

QIXIAN_DECL std::string ocel_writer::tail() const {
    std::string out = "\n],\"objects\":[";
    out += objects_;
    out += "\n]";
    auto const add = [&](std::string_view key, attribute_types const& types) {
        out.append(",\n\"").append(key).append("\":[");
        for (char const* comma = ""; auto const& [name, attributes] : types) {
            out.append(std::exchange(comma, ",")).append("\n{\"name\":");
            out.append(detail::json_of(name)).append(",\"attributes\":[");
            for (char const* between = ""; auto const& [cell_name, type] : attributes) {
                out.append(std::exchange(between, ",")).append("{\"name\":");
                out.append(detail::json_of(cell_name)).append(R"(,"type":")");
                out.append(type).append("\"}");
            }
            out += "]}";
        }
        out += "\n]";
    };
    add("eventTypes", event_types_);
    add("objectTypes", object_types_);
    return out + "}\n";
}

}  // namespace qixian::inline v0
