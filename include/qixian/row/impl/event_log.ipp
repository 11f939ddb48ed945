// Logs read row by row, whole or by application, and written (row/event_log.hpp).
#pragma once

#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>
#include <utility>

#include "qixian/base/safe_text.hpp"
#include "qixian/row/event_log.hpp"
#include "qixian/row/impl/event_row.ipp"
#include "qixian/row/impl/event_sort.ipp"
#include "qixian/row/impl/json_text.ipp"

namespace qixian::inline v0 {

struct event_reader::state {
    std::string name{};
    log_form form = log_form::detect;
    std::optional<text_source> source{};  ///< until the form is known
    std::optional<csv_reader> records{};
    std::optional<line_reader> lines{};
    std::optional<fault> broken{};
    bool ended = false;
    bool any = false;  ///< NDJSON: a line that is not blank has come

    struct header_cell {
        std::optional<cell> known{};
        std::string extra{};
    };
    std::vector<header_cell> header{};
    detail::row_builder row;
    std::vector<fault> warnings{};

    state(cell_table const& cells, bool lenient) : row(cells, lenient) {}

    /// Ends the log with `why`.
    fault end_with(fault why) {
        why.file = name;
        broken = std::move(why);
        return *broken;
    }

    /// Tells the form, and reads the header row of a CSV.
    std::optional<fault> begin() {
        if (form == log_form::detect) {
            auto const first = source->peek();
            if (!first) {
                return end_with(first.error());
            }
            auto const sign = first->find_first_not_of(" \t\r\n");
            // A list is no log either, but JSON it is: the fault should say so.
            bool const json =
                sign != first->npos && ((*first)[sign] == '{' || (*first)[sign] == '[');
            form = json ? log_form::ndjson : log_form::csv;
        }
        if (form == log_form::ndjson) {
            lines.emplace(std::move(*source));
            source.reset();
            return std::nullopt;
        }
        records.emplace(std::move(*source), csv_options{.as_wide_as_first = true});
        source.reset();
        auto const record = records->next();
        if (!record) {
            return end_with(record.error());
        }
        if (*record == nullptr) {
            return end_with({.what = code::empty_file, .line = 1, .column = 1});
        }
        return take_header(**record);
    }

    /// Everything that is wrong with the header row; the first of it ends the log.
    std::optional<fault> take_header(csv_record const& record) {
        std::vector<fault> wrong;
        auto const fault_at = [](code what, csv_cell const& cell) {
            return fault{.what = what,
                         .detail = detail::excerpt(cell.text),
                         .line = cell.line,
                         .column = cell.column,
                         .field = detail::excerpt(cell.text)};
        };
        std::set<std::pair<int, std::string_view>> seen;
        std::vector<cell> meant;  // by headings that are unknown: said once is enough
        for (auto const& cell : record.cells) {
            auto const known = row.named(cell.text);
            if (!known && !detail::is_host_column(cell.text)) {
                wrong.push_back(row.unknown(cell.text, {cell.line, cell.column}));
                if (auto const is = row.meant(cell.text)) {
                    meant.push_back(is->which);
                }
                continue;
            }
            if (!seen.insert({known ? 1 + static_cast<int>(*known) : 0, known ? "" : cell.text})
                     .second) {
                wrong.push_back(fault_at(code::duplicate_column, cell));
            }
            header.push_back({known, known ? std::string{} : std::string(cell.text)});
        }
        for (auto const& each : row.cells().rows) {
            bool const needed = each.group == cell_group::identity && !each.needed.empty();
            bool const there = std::any_of(header.begin(), header.end(), [&](auto const& column) {
                return column.known == each.which;
            });
            bool const said = std::find(meant.begin(), meant.end(), each.which) != meant.end();
            if (needed && !there && !said) {
                wrong.push_back({.what = code::missing_column,
                                 .line = record.line,
                                 .column = 1,
                                 .field = std::string(each.name)});
            }
        }
        if (wrong.empty()) {
            return std::nullopt;
        }
        for (auto& each : wrong) {
            each.file = name;
        }
        row.further.assign(wrong.begin() + 1, wrong.end());
        return end_with(std::move(wrong.front()));
    }

    /// Reads the next row into `row`. False: the end. Faults: those of the file.
    result<bool> next_record() {
        auto const next = records->next();
        if (!next) {
            return end_with(next.error());
        }
        if (*next == nullptr) {
            ended = true;
            return false;
        }
        csv_record const& record = **next;
        row.begin({record.line, record.cells.front().column});
        for (std::size_t i = 0; i < std::min(header.size(), record.cells.size()); ++i) {
            auto const& cell = record.cells[i];
            if (header[i].known) {
                row.put(*header[i].known, cell.text, {cell.line, cell.column});
            } else {
                row.put_extra(header[i].extra, cell.text);
            }
        }
        if (record.cells.size() != header.size()) {
            // The count comes first: with a cell too few or too many nothing stands in its place.
            bool const more = record.cells.size() > header.size();
            auto const& at = more ? record.cells[header.size()] : record.cells.back();
            row.misplace({at.line, at.column}, record.cells.size(), header.size());
        }
        return true;
    }

    result<bool> next_line() {
        for (;;) {
            auto const next = lines->next();
            if (!next) {
                return end_with(next.error());
            }
            if (*next == nullptr) {
                ended = true;
                if (!any) {
                    return end_with({.what = code::empty_file, .line = 1, .column = 1});
                }
                return false;
            }
            text_line const& line = **next;
            if (line.text.find_first_not_of(" \t\r") == line.text.npos) {
                continue;
            }
            any = true;
            row.begin({line.line, 1});
            detail::json_row(row, line.text, line.line).read();
            return true;
        }
    }

    result<std::optional<entry>> next() {
        warnings.clear();
        row.further.clear();
        if (!broken && source) {
            begin();
        }
        if (broken) {
            return *broken;
        }
        if (ended) {
            return std::optional<entry>{};
        }
        auto const more = records ? next_record() : next_line();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            return std::optional<entry>{};
        }
        row.finish(warnings);
        if (row.wrong) {
            row.wrong->file = name;
            for (auto& each : row.further) {
                each.file = name;
            }
            return *row.wrong;
        }
        for (auto& each : warnings) {
            each.file = name;
        }
        return std::optional<entry>(std::move(row.made));
    }
};

QIXIAN_DECL event_reader::event_reader(text_source source, log_form form, cell_table const& cells,
                                       bool lenient)
    : state_(std::make_unique<state>(cells, lenient)) {
    state_->name = source.name();
    state_->form = form;
    state_->source.emplace(std::move(source));
}

QIXIAN_DECL event_reader::event_reader(event_reader&& other) noexcept = default;
QIXIAN_DECL event_reader& event_reader::operator=(event_reader&& other) noexcept = default;
QIXIAN_DECL event_reader::~event_reader() = default;

QIXIAN_DECL result<event_reader> event_reader::open(std::string const& path, log_options options) {
    auto source = text_source::open(path, options.text);
    if (!source) {
        return source.error();
    }
    return event_reader(std::move(source).value(), options.form, *options.cells, options.lenient);
}

QIXIAN_DECL event_reader event_reader::over(std::string_view text, std::string name,
                                            log_options options) {
    return event_reader(text_source::over(text, std::move(name), options.text), options.form,
                        *options.cells, options.lenient);
}

QIXIAN_DECL result<std::optional<entry>> event_reader::next() { return state_->next(); }

QIXIAN_DECL bool event_reader::stopped() const noexcept {
    return state_->ended || state_->broken.has_value();
}

QIXIAN_DECL std::vector<fault> const& event_reader::warnings() const& noexcept {
    return state_->warnings;
}

QIXIAN_DECL std::vector<fault> const& event_reader::further_faults() const& noexcept {
    return state_->row.further;
}

QIXIAN_DECL entry const& event_reader::draft() const& noexcept { return state_->row.made; }

QIXIAN_DECL std::size_t event_reader::column_of(std::string_view name) const noexcept {
    return state_->row.where(name).column;
}

QIXIAN_DECL std::string const& event_reader::name() const& noexcept { return state_->name; }

QIXIAN_DECL event_log read_all(event_reader& reader, after_fault then) {
    event_log log;
    // Where a row belongs is known at the end, when all agencies have been named; then rows go
    // as they are taken, so that the log is held once.
    std::deque<detail::log_sorter::row> rows;
    std::unordered_map<std::string, bool> known_agencies;
    bool cut_off = false;
    for (;;) {
        auto next = reader.next();
        if (next && !*next) {
            break;
        }
        if (!next) {
            log.faults.push_back(next.error());
            log.faults.insert(log.faults.end(), reader.further_faults().begin(),
                              reader.further_faults().end());
            if (reader.stopped()) {
                cut_off = true;
                break;
            }
            rows.push_back({.e = reader.draft(), .faulted = true});
            if (then == after_fault::stop) {
                break;
            }
            continue;
        }
        auto& row = rows.emplace_back();
        row.e = *std::move(next).value();
        row.warnings = reader.warnings();
        row.id_column = reader.column_of("id");
        row.agency_column = reader.column_of("agency");
        if (!row.e.agency.empty() && known_agencies.emplace(row.e.agency, true).second) {
            log.agencies.push_back(row.e.agency);
        }
    }
    log.rows = rows.size();
    detail::log_sorter sorter(log, reader.name());
    for (; !rows.empty(); rows.pop_front()) {
        sorter.take(rows.front());
    }
    sorter.finish(cut_off);
    if (then == after_fault::stop && log.faults.size() > 1) {
        log.faults.resize(1);
    }
    return log;
}

QIXIAN_DECL log_totals for_each_application(event_reader& reader, log_visitor const& visitor,
                                            after_fault then) {
    return detail::log_walker(reader, visitor).walk(then);
}

namespace detail {

inline void append_json_row(std::string& to, cell_table const& cells, entry const& e) {
    auto const begin = to.size();
    char separator = '{';
    auto const key = [&](std::string_view name) {
        to += std::exchange(separator, ',');
        append_json_string(to, name);
        to += ':';
    };
    for (auto const& each : cells.rows) {
        auto const text = cell_text(cells, e, each.which);
        if (text.empty()) {
            continue;
        }
        key(each.name);
        if (writes_number(each.type)) {
            to += text;
        } else {
            append_json_string(to, text);
        }
    }
    for (auto const& [name, value] : e.extra) {
        key(name);
        append_json_string(to, value);
    }
    to += "}\n";
    escape_unseen(to, begin);
}

}  // namespace detail

QIXIAN_DECL event_writer::event_writer(log_form form, std::vector<std::string> extra,
                                       cell_table const& cells, formulas as)
    : form_(form), cells_(&cells), extra_(std::move(extra)), as_(as) {
    QIXIAN_EXPECTS(form != log_form::detect);
    std::sort(extra_.begin(), extra_.end());
    extra_.erase(std::unique(extra_.begin(), extra_.end()), extra_.end());
}

QIXIAN_DECL std::string event_writer::head() const {
    std::string text;
    if (form_ == log_form::csv) {
        for (auto const& each : cells_->rows) {
            text += each.name;
            text += ',';
        }
        for (auto const& name : extra_) {
            text += to_csv_cell(name);
            text += ',';
        }
        text.back() = '\n';
    }
    return text;
}

QIXIAN_DECL void event_writer::append(std::string& to, entry const& e) const {
    if (form_ == log_form::ndjson) {
        detail::append_json_row(to, *cells_, e);
        return;
    }
    for (auto const& each : cells_->rows) {
        to += to_csv_cell(detail::cell_text(*cells_, e, each.which),
                          detail::writes_number(each.type) ? formulas::raw : as_);
        to += ',';
    }
    auto next = e.extra.begin();
    for (auto const& name : extra_) {
        if (next != e.extra.end() && next->first == name) {
            to += to_csv_cell(next->second, as_);
            ++next;
        }
        to += ',';
    }
    QIXIAN_EXPECTS(next == e.extra.end());
    to.back() = '\n';
}

QIXIAN_DECL std::string to_log_text(std::span<entry const> entries, log_form form) {
    std::set<std::string> extra;
    for (auto const& e : entries) {
        for (auto const& [name, value] : e.extra) {
            extra.insert(name);
        }
    }
    event_writer const writer(form, {extra.begin(), extra.end()});
    std::string text = writer.head();
    for (auto const& e : entries) {
        writer.append(text, e);
    }
    return text;
}

}  // namespace qixian::inline v0
