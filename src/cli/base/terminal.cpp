// Widths of Chinese text, padded columns, colour and the line of progress.
#include "base/terminal.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "qixian/base/safe_text.hpp"

#if defined(__unix__)
#include <unistd.h>
#endif

namespace qixian::cli {

bool is_terminal([[maybe_unused]] int descriptor) {
#if defined(__unix__)
    return isatty(descriptor) == 1;
#else
    return false;
#endif
}

namespace {

/// Next code point of valid UTF-8 at `at`; moves `at` past it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
    auto const byte = static_cast<unsigned char>(text[at]);
    std::size_t const length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? byte : byte & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < text.size(); ++i) {
        point = (point << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    at += length;
    return point;
}

std::size_t columns_of(char32_t c) {
    if (c < 0x20 || (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF) {
        return 0;
    }
    bool const wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                      (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                      (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                      (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
                      (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

long long now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::size_t width_of(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        columns += columns_of(next_code_point(text, at));
    }
    return columns;
}

std::string pad(std::string_view text, std::size_t columns, bool left) {
    auto const has = width_of(text);
    std::string const blanks(columns > has ? columns - has : 0, ' ');
    return left ? blanks + std::string(text) : std::string(text) + blanks;
}

std::string painter::operator()(paint how, std::string_view text) const {
    if (!on_ || how == paint::plain) {
        return std::string(text);
    }
    char const* const code = how == paint::bold     ? "1"
                             : how == paint::dim    ? "2"
                             : how == paint::green  ? "32"
                             : how == paint::yellow ? "33"
                             : how == paint::red    ? "31"
                             : how == paint::struck ? "9"
                                                    : "7";
    return fmt::format("{0}{1}m{2}{0}0m", paint_mark, code, text);
}

bool wants_colour(std::string_view mode) {
    if (mode == "always") {
        return true;
    }
    return mode == "auto" && is_terminal(1) && std::getenv("NO_COLOR") == nullptr;
}

void text_table::head(std::vector<std::string> titles) { titles_ = std::move(titles); }

void text_table::add(row cells) {
    for (auto& each : cells) {
        each.text = visible(each.text);
    }
    rows_.push_back(std::move(cells));
}

void text_table::add_heading(std::string const& text) {
    headings_.push_back(visible(text));
    rows_.emplace_back();
}

namespace {

/// Characters that begin no line, and that end none.
bool begins_no_line(char32_t c) {
    return std::u32string_view(U"、，。；：）〕》」』】”’！？…%,.;:)!?").find(c) !=
           std::u32string_view::npos;
}
bool ends_no_line(char32_t c) {
    return std::u32string_view(U"（〔《「『【“‘(").find(c) != std::u32string_view::npos;
}

std::size_t blanks_before(std::string_view text) {
    return std::min(text.find_first_not_of(' '), text.size());
}

/// Whether a line may end between two characters. What stands between two such places is a piece: a
/// day, a number, an id, a word; or one wide character with its punctuation.
bool may_part(char32_t before, char32_t c) {
    if (c == U' ' || begins_no_line(c)) {
        return false;
    }
    return before == U' ' ||
           ((columns_of(c) == 2 || columns_of(before) == 2) && !ends_no_line(before));
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Where a piece that is wider than its line is broken before any other place: after a hyphen or a
/// stroke, but not within a day.
bool may_part_at_need(char32_t one_before, char32_t before, char32_t c) {
    return (before == U'-' || before == U'/' || before == U'_') &&
           !(is_digit(one_before) && is_digit(c));
}

/// Columns of the widest piece of a text; of a title, of the widest word.
std::size_t widest_piece(std::string_view text) {
    std::size_t widest = 0;
    std::size_t columns = 0;
    char32_t before = U' ';
    for (std::size_t at = 0; at < text.size();) {
        auto const c = next_code_point(text, at);
        columns = may_part(before, c) ? 0 : columns;
        columns += columns_of(c);
        widest = std::max(widest, c == U' ' ? 0 : columns);
        before = c;
    }
    return widest;
}

}  // namespace

std::vector<std::string> folded(std::string_view text, std::size_t first, std::size_t rest) {
    std::vector<std::string> out;
    std::size_t start = 0;
    std::size_t width = std::max<std::size_t>(first, 2);
    std::size_t column = 0;
    std::size_t may_break = blanks_before(text);
    std::size_t at_need = 0;
    char32_t before = U' ';
    char32_t one_before = U' ';
    for (std::size_t at = may_break; at < text.size();) {
        if (text[at] == paint_mark) {
            at = std::min(text.find('m', at), text.size() - 1) + 1;
            continue;
        }
        auto const begin = at;
        auto const c = next_code_point(text, at);
        if (column == 0 && start == 0) {
            column = may_break;  // the blanks that the line begins with
        }
        if (may_part(before, c)) {
            may_break = std::max(may_break, begin);
        }
        if (may_part_at_need(one_before, before, c)) {
            at_need = begin;
        }
        if (column + columns_of(c) > width && begin > start && c != U' ') {
            auto const cut = may_break > start + (start == 0 ? blanks_before(text) : 0) ? may_break
                             : at_need > start                                          ? at_need
                                                                                        : begin;
            auto line = text.substr(start, cut - start);
            line = line.substr(0, line.find_last_not_of(' ') + 1);
            out.emplace_back(line);
            start = cut + blanks_before(text.substr(cut));
            at = start;
            may_break = start;
            column = 0;
            width = std::max<std::size_t>(rest, 2);
            before = U'x';
            one_before = U'x';
            continue;
        }
        column += columns_of(c);
        one_before = std::exchange(before, c);
    }
    if (start < text.size() || out.empty()) {
        out.emplace_back(text.substr(start));
    }
    return out;
}

std::size_t screen_columns() {
    static auto const columns = [] {
        constexpr std::size_t usual = 100;
        constexpr std::size_t least = 40;
        auto const* const said = std::getenv("COLUMNS");
        std::string_view const text = said == nullptr ? "" : said;
        std::size_t n = 0;
        auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
        return wrong == std::errc{} && end == text.data() + text.size() && n >= least ? n : usual;
    }();
    return columns;
}

std::string folded_page(std::string_view page) {
    auto const most = screen_columns();
    std::string out;
    while (!page.empty()) {
        auto const feed = std::min(page.find('\n'), page.size());
        auto const line = page.substr(0, feed);
        auto const indent = blanks_before(line) + 4;
        // A line can be no wider than it is long, so most need not be looked at.
        auto const lines = line.size() <= most
                               ? std::vector<std::string>{std::string(line)}
                               : folded(line, most, most - std::min(indent, most / 2));
        for (std::size_t i = 0; i < lines.size(); ++i) {
            out +=
                i == 0 ? lines[i] : "\n" + std::string(std::min(indent, most / 2), ' ') + lines[i];
        }
        if (feed < page.size()) {
            out += '\n';
        }
        page.remove_prefix(std::min(feed + 1, page.size()));
    }
    return out;
}

namespace {

/// A column whose texts are no wider than this may have them in two lines.
constexpr std::size_t short_text = 16;
/// … but not where they are no wider than this.
constexpr std::size_t shortest_text = 8;
/// … and a piece that is wider is broken all the same.
constexpr std::size_t longest_piece = 24;
/// A title over numbers that is wider stands in two lines.
constexpr std::size_t short_title = 8;

}  // namespace

/// Columns of the first `count` columns of the table. Empty where the screen is too narrow for them:
/// then fewer are to stand beside each other.
std::vector<std::size_t> text_table::widths(std::size_t count, bool at_any_price) const {
    std::vector<std::size_t> whole(count);  // as wide as what stands in them
    std::vector<std::size_t> piece(count);  // … as the widest thing in them that must not be torn
    std::vector<bool> numbers(count, false);
    for (std::size_t i = 0; i < count; ++i) {
        auto const title = width_of(titles_[i]);
        auto const words = titles_[i].size() == title ? widest_piece(titles_[i])
                                                      : std::max(short_title, (title + 1) / 2);
        whole[i] = title;
        piece[i] = std::min(title, words);
    }
    for (auto const& r : rows_) {
        for (std::size_t i = 0; i < std::min(count, r.size()); ++i) {
            auto const columns = width_of(r[i].text);
            auto const least = r[i].whole || r[i].right ? columns : widest_piece(r[i].text);
            whole[i] = std::max(whole[i], columns);
            numbers[i] = numbers[i] || r[i].right;
            piece[i] = std::max(piece[i], std::min(least, longest_piece));
        }
    }
    auto out = whole;
    auto const most = screen_columns();
    auto const narrow = [&](auto const& least) {
        std::size_t all = 2 * (count - 1);
        for (auto const each : out) {
            all += each;
        }
        while (all > most) {
            std::size_t widest = count;
            for (std::size_t i = 0; i < count; ++i) {
                if (out[i] > least(i) && (widest == count || out[i] > out[widest])) {
                    widest = i;
                }
            }
            if (widest == count) {
                return false;
            }
            --out[widest];
            --all;
        }
        return true;
    };
    // First the titles over numbers, then long texts, then short ones, to two lines.
    if (narrow([&](std::size_t i) { return numbers[i] ? piece[i] : whole[i]; }) ||
        narrow([&](std::size_t i) { return std::max(piece[i], short_text); }) ||
        narrow([&](std::size_t i) {
            auto const half = std::max(std::min(whole[i], shortest_text), (whole[i] + 1) / 2);
            return std::max(piece[i], whole[i] > short_text ? short_text : half);
        })) {
        return out;
    }
    if (!at_any_price) {
        return {};
    }
    static_cast<void>(narrow([&](std::size_t i) { return std::min(piece[i], short_text); }) ||
                      narrow([](std::size_t) { return std::size_t{4}; }));
    return out;
}

std::string text_table::str(painter const& colour) const {
    // A title stands over its numbers.
    std::vector<bool> numbers(titles_.size(), false);
    for (auto const& r : rows_) {
        for (std::size_t i = 0; i < r.size(); ++i) {
            numbers[i] = numbers[i] || r[i].right;
        }
    }
    // Where the screen is too narrow, the last columns stand below their row, each with its title.
    auto beside = titles_.size();
    auto columns = widths(beside, beside <= 2);
    while (columns.empty()) {
        --beside;
        columns = widths(beside, beside <= 2);
    }
    std::string out;
    auto const line = [&](auto const& text_of, auto const& paint_of, auto const& right_of,
                          std::size_t count) {
        std::vector<std::vector<std::string>> cells;
        std::size_t height = 1;
        for (std::size_t i = 0; i < count; ++i) {
            cells.push_back(folded(text_of(i), columns[i], columns[i]));
            height = std::max(height, cells.back().size());
        }
        for (std::size_t at = 0; at < height; ++at) {
            std::string built;
            for (std::size_t i = 0; i < count; ++i) {
                auto const text = at < cells[i].size() ? cells[i][at] : std::string{};
                auto const padded =
                    i + 1 == count && !right_of(i) ? text : pad(text, columns[i], right_of(i));
                built += text.empty() ? padded : colour(paint_of(i), padded);
                if (i + 1 < count) {
                    built += "  ";
                }
            }
            while (!built.empty() && built.back() == ' ') {
                built.pop_back();
            }
            out += built + "\n";
        }
    };
    constexpr auto npos = std::string::npos;
    auto const below = [&](row const& r) {
        constexpr std::size_t indent = 4;
        auto const most = screen_columns() - indent;
        std::string text;
        auto const end_line = [&] {
            for (auto const& each : folded(text, most, most)) {
                out += std::string(indent, ' ') + each + "\n";
            }
            text.clear();
        };
        for (auto i = beside; i < r.size(); ++i) {
            if (r[i].text.empty()) {
                continue;
            }
            // What is no mere number says itself what it is: `6 wd left`. A share and a range do not.
            bool const says_itself =
                titles_[i].empty() ||
                (r[i].right && r[i].text.find_first_not_of("0123456789.%*/–-+() ") != npos);
            bool const wide = titles_[i].size() != width_of(titles_[i]);
            auto const one =
                says_itself ? r[i].text : titles_[i] + (wide ? "：" : ": ") + r[i].text;
            if (!text.empty() && width_of(text) + 2 + width_of(one) > most) {
                end_line();
            }
            text += (text.empty() ? "" : "  ") + one;
        }
        if (!text.empty()) {
            end_line();
        }
    };
    line([&](std::size_t i) { return titles_[i]; }, [](std::size_t) { return paint::dim; },
         [&](std::size_t i) { return numbers[i]; }, beside);
    auto heading = headings_.begin();
    for (auto const& r : rows_) {
        if (r.empty()) {
            out += colour(paint::bold, *heading++) + "\n";
            continue;
        }
        line([&](std::size_t i) { return r[i].text; }, [&](std::size_t i) { return r[i].how; },
             [&](std::size_t i) { return r[i].right; }, std::min(beside, r.size()));
        below(r);
    }
    return out;
}

progress::progress(std::string what, std::string left)
    : what_(std::move(what)), left_(std::move(left)), began_(now_ms()), on_(is_terminal(2)) {}

void progress::at(std::uint64_t done, std::uint64_t of) {
    if (!on_) {
        return;
    }
    auto const now = now_ms();
    if (now - began_ < 1000 || now - shown_ < 200) {
        return;
    }
    shown_ = now;
    auto const share =
        of == 0 ? std::string{}
                : fmt::format(" / {} ({} %)", of, done * 100 / std::max<std::uint64_t>(of, 1));
    auto const seconds = static_cast<double>(now - began_) / 1000;
    std::string left;
    if (!left_.empty() && done > 0 && of >= done) {
        left = fmt::format(", {} {:.0f} s", left_,
                           seconds * static_cast<double>(of - done) / static_cast<double>(done));
    }
    fmt::print(stderr, "\r{} {}{} … {:.0f} s{}\033[K", what_, done, share, seconds, left);
    std::fflush(stderr);
}

progress::~progress() {
    if (shown_ != 0) {
        fmt::print(stderr, "\r\033[K");
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : visible(text)) {
        switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

}  // namespace qixian::cli
