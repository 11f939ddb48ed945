// Traces and events as XML (row/xes.hpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/row/impl/process_events.ipp"
#include "qixian/row/xes.hpp"
#include "qixian/rule/impl/cell_text.ipp"

namespace qixian::inline v0 {

namespace detail {

constexpr char32_t no_character = 0xFFFD;

/// Calls `use` with every character of `text` and its bytes; `no_character` for a byte that is none.
template <class Use>
void each_character(std::string_view text, Use&& use) {
    while (!text.empty()) {
        auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
        auto const length = utf8_length(bytes, text.size());
        auto bytes_of_it = text.substr(0, length > 0 ? static_cast<std::size_t>(length) : 1);
        auto rest = bytes_of_it;
        use(length > 0 ? take_character(rest) : no_character, bytes_of_it);
        text.remove_prefix(bytes_of_it.size());
    }
}

/// Char of XML 1.0.
constexpr bool is_xml_character(char32_t c) {
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// NameStartChar and NameChar of XML 1.0, without the colon.
constexpr bool begins_xml_name(char32_t c) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) ||
           (c >= 0x370 && c <= 0x1FFF && c != 0x37E) || c == 0x200C || c == 0x200D ||
           (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) ||
           (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
           (c >= 0xFDF0 && c <= 0xFFFC) || (c >= 0x10000 && c <= 0xEFFFF);
}
constexpr bool is_in_xml_name(char32_t c) {
    return begins_xml_name(c) || c == '-' || c == '.' || (c >= '0' && c <= '9') || c == 0xB7 ||
           (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

/// The attributes of one event: each key stands once.
class xes_attributes {
public:
    explicit xes_attributes(std::string& to) : to_(to) {}

    void put(std::string_view type, std::string_view key, std::string_view value) {
        std::string own(key);
        while (std::find(used_.begin(), used_.end(), own) != used_.end()) {
            own += '_';
        }
        to_.append("      <").append(type).append(" key=\"").append(own).append("\" value=\"");
        to_.append(to_xml_text(value)).append("\"/>\n");
        used_.push_back(std::move(own));
    }

private:
    std::string& to_;
    std::vector<std::string> used_{};
};

inline std::string_view xes_type_of(cell_type type) {
    switch (type) {
    case cell_type::day:
    case cell_type::instant: return "date";
    case cell_type::count:
    case cell_type::integer: return "int";
    case cell_type::money: return "float";
    default: return "string";
    }
}

/// Cells that say whose row it is and when: the trace, the name and the time of the event have them.
inline bool is_said_elsewhere(cell c, entry const& e) {
    return c == cell::application || c == cell::agency || c == cell::on || c == cell::event ||
           (c == cell::recorded && knows_its_time(e));
}

inline void put_row(xes_attributes& to, cell_table const& cells, entry const& e) {
    to.put("string", "concept:name", cell_text(cells, e, cell::event));
    to.put("date", "time:timestamp", to_text(time_of(e)));
    to.put("string", "lifecycle:transition", "complete");
    if (!e.desk.empty()) {
        to.put("string", "org:group", e.desk);
    }
    for (auto const& each : cells.rows) {
        auto const text = cell_text(cells, e, each.which);
        if (!text.empty() && !is_said_elsewhere(each.which, e)) {
            bool const day = each.type == cell_type::day;
            to.put(xes_type_of(each.type), each.name, day ? text + "T00:00:00+08:00" : text);
        }
    }
    for (auto const& [name, value] : e.extra) {
        to.put("string", to_xml_key(name), value);
    }
}

inline void put_work(xes_attributes& to, process_event const& e, std::size_t number) {
    auto const& w = *e.work;
    // What somebody else goes on with is suspended, and begins as a stretch of its own.
    auto const end = w.end == work_end::broken_off    ? "pi_abort"
                     : w.end == work_end::handed_over ? "suspend"
                                                      : "complete";
    to.put("string", "concept:name", w.step);
    to.put("string", "concept:instance", std::to_string(number));
    to.put("date", "time:timestamp", to_text(e.at));
    to.put("string", "lifecycle:transition", e.begins ? "start" : end);
    to.put("string", "org:resource", worker_of(w));
    to.put("string", "org:group", w.team);
    if (!e.begins || !w.ended) {
        to.put("float", "hours", hours_text(w.hours));
    }
}

}  // namespace detail

QIXIAN_DECL std::string to_xml_text(std::string_view text) {
    std::string out;
    detail::each_character(text, [&](char32_t c, std::string_view bytes) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\t': out += "&#9;"; break;  // a reader would make blanks of them
        case '\n': out += "&#10;"; break;
        case '\r': out += "&#13;"; break;
        default:
            out += c != detail::no_character && detail::is_xml_character(c)
                       ? bytes
                       : std::string_view("\xEF\xBF\xBD");
        }
    });
    return out;
}

QIXIAN_DECL std::string to_xml_key(std::string_view text) {
    std::string out;
    detail::each_character(text, [&](char32_t c, std::string_view bytes) {
        bool const fits = out.empty() ? detail::begins_xml_name(c) : detail::is_in_xml_name(c);
        out += fits ? bytes : std::string_view("_");
    });
    return out.empty() ? "_" : out;
}

QIXIAN_DECL std::string xes_writer::head() const {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<log xes.version=\"1849.2016\" xes.features=\"\" "
                      "xmlns=\"http://www.xes-standard.org/\">\n";
    constexpr std::pair<std::string_view, std::string_view> extensions[] = {
        {"Concept", "concept"},
        {"Time", "time"},
        {"Lifecycle", "lifecycle"},
        {"Organizational", "org"},
    };
    for (auto const& [name, prefix] : extensions) {
        out.append("  <extension name=\"").append(name).append("\" prefix=\"").append(prefix);
        out.append("\" uri=\"http://www.xes-standard.org/").append(prefix).append(".xesext\"/>\n");
    }
    out += "  <global scope=\"trace\">\n"
           "    <string key=\"concept:name\" value=\"UNKNOWN\"/>\n"
           "  </global>\n"
           "  <global scope=\"event\">\n"
           "    <string key=\"concept:name\" value=\"UNKNOWN\"/>\n"
           "    <date key=\"time:timestamp\" value=\"1970-01-01T00:00:00+08:00\"/>\n"
           "    <string key=\"lifecycle:transition\" value=\"complete\"/>\n"
           "  </global>\n"
           "  <classifier name=\"Activity\" scope=\"event\" keys=\"concept:name\"/>\n"
           "  <classifier name=\"Transition\" scope=\"event\" "
           "keys=\"concept:name lifecycle:transition\"/>\n"
           "  <string key=\"concept:name\" value=\"";
    out += to_xml_text(name_);
    out += "\"/>\n  <string key=\"lifecycle:model\" value=\"standard\"/>\n";
    return out;
}

QIXIAN_DECL void xes_writer::append(std::string& to, std::span<entry const> rows,
                                    std::span<work_record const> work) const {
    if (rows.empty() && work.empty()) {
        return;
    }
    auto const& agency = rows.empty() ? work.front().agency : rows.front().agency;
    auto const& application = rows.empty() ? work.front().application : rows.front().application;
    auto const put = [&](std::string_view key, std::string_view value) {
        to.append("    <string key=\"").append(key).append("\" value=\"");
        to.append(to_xml_text(value)).append("\"/>\n");
    };
    to += "  <trace>\n";
    put("concept:name", detail::name_of_case(agency, application));
    put("application", application);
    if (!agency.empty()) {
        put("agency", agency);
    }
    for (auto const& each : detail::events_of(rows, work)) {
        to += "    <event>\n";
        detail::xes_attributes attributes(to);
        if (each.row != nullptr) {
            detail::put_row(attributes, *cells_, *each.row);
        } else {
            detail::put_work(attributes, each,
                             static_cast<std::size_t>(each.work - work.data()) + 1);
        }
        to += "    </event>\n";
    }
    to += "  </trace>\n";
}

QIXIAN_DECL void xes_writer::append_alone(std::string& to, entry const& row) const {
    to += "  <event>\n";
    detail::xes_attributes attributes(to);
    detail::put_row(attributes, *cells_, row);
    if (!row.agency.empty()) {
        attributes.put("string", "agency", row.agency);
    }
    to += "  </event>\n";
}

QIXIAN_DECL std::string xes_writer::tail() const { return "</log>\n"; }

}  // namespace qixian::inline v0
