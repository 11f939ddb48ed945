// Notices of rest days and make-up workdays read from their file (row/notice_file.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/date/text.hpp"
#include "qixian/row/impl/notice_ics.ipp"
#include "qixian/row/impl/notice_json.ipp"
#include "qixian/row/impl/text.ipp"
#include "qixian/row/notice_file.hpp"

namespace qixian::inline v0 {

namespace detail {

inline constexpr std::array<std::string_view, 8> notice_columns{
    "notice_id", "published", "document", "date", "kind", "holiday_name", "region", "complete"};

/// The year that most of the days lie in, the later one if two have as many.
inline int year_arranged(std::vector<notice_day> const& days) {
    std::map<int, std::size_t> count;
    int best = 0;
    for (auto const& each : days) {
        auto const year = year_of(each.on);
        auto const now = ++count[year];
        if (best == 0 || now > count[best] || (now == count[best] && year > best)) {
            best = year;
        }
    }
    return best;
}

class notice_reader {
public:
    explicit notice_reader(text_source source)
        : records_(std::move(source), {.as_wide_as_first = true}) {}

    notices_read read() {
        auto const header = records_.next();
        if (!header) {
            return {{}, {header.error()}};
        }
        if (*header == nullptr) {
            return {{}, {wrong(code::empty_file, 1, 1, {}, {})}};
        }
        if (auto why = take_header(**header)) {
            return {{}, {*std::move(why)}};
        }
        std::vector<fault> faults;
        for (;;) {
            auto const record = records_.next();
            if (!record) {
                faults.push_back(record.error());
                break;
            }
            if (*record == nullptr) {
                break;
            }
            if (auto why = take_row(**record); why && faults.size() < notice_faults::most) {
                faults.push_back(*std::move(why));
            }
        }
        if (notices_.empty() && faults.empty()) {
            faults.push_back(wrong(code::empty_file, 1, 1, "no row under the header", {}));
        }
        if (!faults.empty()) {
            return {{}, std::move(faults)};
        }
        for (auto& each : notices_) {
            std::sort(each.days.begin(), each.days.end(),
                      [](auto const& a, auto const& b) { return a.on < b.on; });
            each.arranges_year = year_arranged(each.days);
        }
        return {std::move(notices_), {}};
    }

private:
    enum column : std::size_t {
        id,
        published,
        document,
        on,
        kind_of_day,
        holiday,
        region,
        complete
    };

    [[nodiscard]] fault wrong(code what, std::size_t line, std::size_t at, std::string why,
                              std::string_view field,
                              std::span<std::string_view const> allowed = {}) const {
        return {.what = what,
                .detail = std::move(why),
                .file = records_.name(),
                .line = line,
                .column = at,
                .field = std::string(field),
                .allowed = {allowed.begin(), allowed.end()}};
    }

    std::optional<fault> take_header(csv_record const& record) {
        for (auto const& cell : record.cells) {
            auto const found = std::find(notice_columns.begin(), notice_columns.end(), cell.text);
            auto const which = static_cast<std::size_t>(found - notice_columns.begin());
            bool const again = std::find(order_.begin(), order_.end(), which) != order_.end();
            if (found == notice_columns.end() || again) {
                return wrong(again && found != notice_columns.end() ? code::duplicate_column
                                                                    : code::unknown_column,
                             cell.line, cell.column, excerpt(cell.text), excerpt(cell.text),
                             again ? std::span<std::string_view const>() : notice_columns);
            }
            order_.push_back(which);
        }
        for (std::size_t const needed : {id, published, on, kind_of_day}) {
            if (std::find(order_.begin(), order_.end(), needed) == order_.end()) {
                return wrong(code::missing_column, record.line, 1, {}, notice_columns[needed]);
            }
        }
        return std::nullopt;
    }

    std::optional<fault> take_row(csv_record const& record) {
        if (record.cells.size() != order_.size()) {
            bool const more = record.cells.size() > order_.size();
            auto const& at = more ? record.cells[order_.size()] : record.cells.back();
            return wrong(code::field_count, at.line, at.column,
                         std::to_string(record.cells.size()) + " cells in " +
                             std::to_string(order_.size()) + " columns",
                         {});
        }
        std::array<csv_cell, notice_columns.size()> cells{};
        for (std::size_t i = 0; i < order_.size(); ++i) {
            cells[order_[i]] = record.cells[i];
        }
        auto const cell_wrong = [&](code what, column c, std::string why,
                                    std::span<std::string_view const> allowed = {}) {
            return wrong(what, cells[c].line, cells[c].column, std::move(why), notice_columns[c],
                         allowed);
        };
        // From left to right, so that the first fault of the row is the one that is said.
        std::array<date, notice_columns.size()> days{};
        std::size_t kind = 0;
        for (auto const which : order_) {
            auto const c = static_cast<column>(which);
            auto const text = cells[c].text;
            if (text.empty()) {
                if (c == document || c == holiday || c == region || c == complete) {
                    continue;
                }
                return cell_wrong(code::missing_value, c, {});
            }
            static constexpr std::array<std::string_view, 2> truths{"yes", "no"};
            if (c == complete && text != truths[0] && text != truths[1]) {
                return cell_wrong(code::unknown_code, c, excerpt(text), truths);
            }
            if ((c == id || c == region) && !is_key(text)) {
                return cell_wrong(code::bad_key, c, excerpt(text));
            }
            if (c == published || c == on) {
                auto const read = parse_date(text);
                if (!read) {
                    return cell_wrong(read.error().what, c, excerpt(text));
                }
                days[c] = *read;
            }
            if (c == kind_of_day) {
                auto const found =
                    std::find(notice_kind_codes.begin(), notice_kind_codes.end(), text);
                if (found == notice_kind_codes.end()) {
                    return cell_wrong(code::unknown_code, c, excerpt(text), notice_kind_codes);
                }
                kind = static_cast<std::size_t>(found - notice_kind_codes.begin());
            }
        }
        auto const [found, fresh] =
            places_.try_emplace(std::string(cells[id].text), notices_.size());
        if (fresh) {
            auto& made = notices_.emplace_back();
            made.id = cells[id].text;
            made.published = days[published];
            made.region = cells[region].text;
            lines_.emplace_back();
        }
        notice& to = notices_[found->second];
        if (to.published != days[published]) {
            return cell_wrong(code::notice_contradiction, published,
                              to.id + ": " + to_text(to.published) + " above");
        }
        if (to.region != cells[region].text) {
            return cell_wrong(code::notice_contradiction, region,
                              to.id + ": " + excerpt(to.region) + " above");
        }
        to.complete = to.complete || cells[complete].text == "yes";
        if (auto const text = cells[document].text; !text.empty()) {
            if (to.document.empty()) {
                to.document = text;
            } else if (to.document != text) {
                return cell_wrong(code::notice_contradiction, document,
                                  to.id + ": " + excerpt(to.document) + " above");
            }
        }
        auto const [before, first] = lines_[found->second].try_emplace(days[on], record.line);
        if (!first) {
            return cell_wrong(code::notice_contradiction, on,
                              to.id + ": lines " + std::to_string(before->second) + " and " +
                                  std::to_string(record.line));
        }
        to.days.push_back({.on = days[on],
                           .kind = static_cast<notice_kind>(kind),
                           .holiday = std::string(cells[holiday].text)});
        return std::nullopt;
    }

    csv_reader records_;
    std::vector<std::size_t> order_{};  ///< which column each cell belongs to
    std::vector<notice> notices_{};
    std::vector<std::map<date, std::size_t>> lines_{};  ///< of each notice: its days
    std::unordered_map<std::string, std::size_t> places_{};
};

}  // namespace detail

QIXIAN_DECL notices_read read_whole_notices(text_source source) {
    // All of it has to be known before its form is.
    constexpr std::size_t most = std::size_t{1} << 25U;
    auto const text = detail::rest_of(source, most);
    if (!text) {
        return {{}, {text.error()}};
    }
    auto const begin = text->find_first_not_of(" \t\r\n");
    auto const head =
        begin == text->npos ? std::string_view() : std::string_view(*text).substr(begin);
    if (head.starts_with('{') || head.starts_with('[')) {
        return detail::notice_json(*text, source.name()).read();
    }
    if (head.starts_with("BEGIN:VCALENDAR")) {
        return detail::notice_ics(*text, source.name()).read();
    }
    return detail::notice_reader(text_source::over(*text, source.name())).read();
}

QIXIAN_DECL result<std::vector<notice>> read_notices(text_source source) {
    auto read = read_whole_notices(std::move(source));
    if (!read.faults.empty()) {
        return std::move(read.faults.front());
    }
    return std::move(read.notices);
}

QIXIAN_DECL result<std::vector<notice>> read_notices(std::string const& path,
                                                     text_options options) {
    auto source = text_source::open(path, options);
    if (!source) {
        return source.error();
    }
    return read_notices(std::move(source).value());
}

}  // namespace qixian::inline v0
