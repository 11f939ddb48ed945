// Published tables in, findings out as a document.
#pragma once

#include <algorithm>
#include <charconv>
#include <map>

#include "qixian/answer/audit.hpp"
#include "qixian/answer/impl/json.ipp"
#include "qixian/row/impl/printed_number.ipp"
#include "qixian/row/table_file.hpp"

namespace qixian::inline v0::answer {

namespace detail {

inline json json_of(cell_value const& v) { return v ? json(*v) : json(nullptr); }

inline json json_of(finding const& f) {
    json j{{"file", f.file},
           {"id", code_of(f.id)},
           {"severity", code_of(f.weight)},
           {"code", f.what ? json(name_of(*f.what)) : json(nullptr)},
           {"row", f.row},
           {"column", f.column},
           {"line", f.line},
           {"expected", json_of(f.expected)},
           {"found", json_of(f.found)},
           {"message", f.en},
           {"message_zh", f.zh}};
    auto& mend = j["mend"] = json::array();
    for (auto const& step : f.mend) {
        mend.push_back({{"file", step.file},
                        {"row", step.row},
                        {"column", step.column},
                        {"from", json_of(step.from)},
                        {"to", json_of(step.to)}});
    }
    j["mend_proven"] = f.mend_proven;
    j["mend_only"] = f.mend_only;
    return j;
}

inline json json_of(table_summary const& t) {
    json rules = json::object();
    for (auto const which : summed_rules) {
        auto const& of = t.of(which);
        rules[std::string(code_of(which))] = {{"state", code_of(of.state())},
                                              {"held", of.held},
                                              {"broken", of.broken},
                                              {"not_judged", of.not_judged}};
    }
    return rules;
}

inline json json_of(audit_summary const& s) {
    json rules = json::object();
    for (auto const which : summed_rules) {
        auto const of = s.over_tables(which);
        rules[std::string(code_of(which))] = {{"holds", of.holds},
                                              {"in_part", of.in_part},
                                              {"broken", of.broken},
                                              {"not_judged", of.not_judged}};
    }
    return {{"tables", s.tables.size()},  {"sound", s.sound},   {"with_errors", s.with_errors},
            {"not_judged", s.not_judged}, {"errors", s.errors}, {"warnings", s.warnings},
            {"rules", std::move(rules)}};
}

}  // namespace detail

QIXIAN_DECL result<published_table> read_published(input const& text, text_encoding encoding) {
    text_options how;
    how.from = encoding;
    auto got = text.text ? read_table(text_source::over(*text.text, text.name, how))
                         : read_table_file(text.name, how);
    if (got || !got.error().file.empty()) {
        return got;
    }
    auto why = got.error();
    why.file = text.name;
    return why;
}

QIXIAN_DECL result<std::vector<text_figure>> read_figures(input const& text,
                                                          text_encoding encoding) {
    text_options how;
    how.from = encoding;
    auto const fail = [&](fault why) {
        why.file = text.name;
        return why;
    };
    auto source = text.text ? result<text_source>(text_source::over(*text.text, text.name, how))
                            : text_source::open(text.name, how);
    if (!source) {
        return fail(source.error());
    }
    csv_reader reader(std::move(source).value(), {.as_wide_as_first = true});
    std::vector<text_figure> out;
    std::vector<std::string> head;
    auto const place = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin());
    };
    for (;;) {
        auto const record = reader.next();
        if (!record) {
            return fail(record.error());
        }
        if (*record == nullptr) {
            return out;
        }
        auto const& cells = (*record)->cells;
        if (head.empty()) {
            for (auto const& c : cells) {
                head.emplace_back(c.text);
            }
            continue;
        }
        for (auto const* const name : {"file", "item", "value"}) {
            if (place(name) == head.size()) {
                return fail({.what = code::missing_column, .line = 1, .column = 1, .field = name});
            }
        }
        auto const value = place("value");
        if (cells.size() <= std::max({place("file"), place("item"), value})) {
            return fail({.what = code::field_count, .line = (*record)->line, .column = 1});
        }
        text_figure figure{.file = std::string(cells[place("file")].text),
                           .item = std::string(cells[place("item")].text)};
        auto const digits = cells[value].text;
        std::int64_t number = 0;
        auto const [end, wrong] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        bool const strict = wrong == std::errc{} && end == digits.data() + digits.size();
        auto const printed =
            digits.empty() ? std::nullopt : qixian::detail::number_as_printed(digits);
        if (!strict && printed && !printed->value) {
            continue;  // left open
        }
        if (!strict && printed) {
            number = *printed->value;
        } else if (!strict) {
            return fail({.what = code::bad_number,
                         .detail = std::string(digits),
                         .line = cells[value].line,
                         .column = cells[value].column,
                         .field = "value"});
        }
        figure.value = number;
        out.push_back(std::move(figure));
    }
}

QIXIAN_DECL void match_files(std::vector<text_figure>& figures,
                             std::vector<published_table> const& tables) {
    // What a path ends with, after each of its slashes; the first table that ends so is meant.
    std::map<std::string_view, std::string_view> ends_with;
    for (auto const& t : tables) {
        std::string_view const path = t.file;
        for (auto at = path.find('/'); at != path.npos; at = path.find('/', at + 1)) {
            ends_with.try_emplace(path.substr(at + 1), path);
        }
    }
    for (auto& figure : figures) {
        if (auto const found = ends_with.find(figure.file); found != ends_with.end()) {
            figure.file = found->second;
        }
    }
}

QIXIAN_DECL std::string audit_document(std::vector<published_table> const& tables,
                                       std::vector<finding> const& findings,
                                       audit_summary const& summary) {
    using namespace detail;
    json j{{"schema", "qixian/audit/1"}};
    auto& files = j["files"] = json::array();
    for (std::size_t i = 0; i < tables.size(); ++i) {
        auto const& t = tables[i];
        auto const& told = summary.tables[i];
        files.push_back({{"file", t.file},
                         {"agency", t.agency},
                         {"year", t.year ? json(*t.year) : json(nullptr)},
                         {"year_by_name", !t.year && told.year ? json(*told.year) : json(nullptr)},
                         {"form", code_of(t.counts.shape)},
                         {"notes", json_of(t.notes)},
                         {"errors", told.errors},
                         {"warnings", told.warnings},
                         {"sums", json_of(told)}});
    }
    j["summary"] = json_of(summary);
    auto& list = j["findings"] = json::array();
    for (auto const& f : findings) {
        list.push_back(json_of(f));
    }
    return page_of_text(j);
}

QIXIAN_DECL std::string audit_csv(audit_summary const& summary, formulas as) {
    std::string out = "file,agency,year,form,errors,warnings";
    for (auto const which : summed_rules) {
        out += "," + std::string(code_of(which));
    }
    out += ",not_judged\n";
    for (auto const& t : summary.tables) {
        out += to_csv_cell(t.file, as) + "," + to_csv_cell(t.agency, as) + "," +
               (t.year ? std::to_string(*t.year) : "") + "," + std::string(code_of(t.shape)) + "," +
               std::to_string(t.errors) + "," + std::to_string(t.warnings);
        for (auto const which : summed_rules) {
            out += "," + std::string(code_of(t.of(which).state()));
        }
        out += "," + to_csv_cell(t.not_judged(), as) + "\n";
    }
    return out;
}

QIXIAN_DECL document audit_tables(std::vector<input> const& tables, audit_wish const& wish) {
    document said;
    std::vector<published_table> read;
    for (auto const& each : tables) {
        auto got = read_published(each, wish.encoding);
        if (got) {
            read.push_back(std::move(got).value());
        } else {
            said.faults.push_back(got.error());
        }
    }
    if (!said.faults.empty() && !wish.keep_going) {
        return said;
    }
    audit_options how{.chain = wish.chain};
    if (wish.figures) {
        auto figures = read_figures(*wish.figures, wish.encoding);
        if (!figures) {
            said.faults.push_back(figures.error());
            return said;
        }
        how.figures = std::move(figures).value();
        match_files(how.figures, read);
    }
    auto const findings = audit(read, how);
    said.json = audit_document(read, findings, summary_of(read, findings, how));
    said.finding = has_error(findings);
    return said;
}

}  // namespace qixian::inline v0::answer
