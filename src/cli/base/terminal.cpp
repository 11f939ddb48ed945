// Widths of Chinese text, padded columns, colour and the line of progress.
#include "base/terminal.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

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

std::string text_table::str(painter const& colour) const {
    std::vector<std::size_t> widths(titles_.size(), 0);
    for (std::size_t i = 0; i < titles_.size(); ++i) {
        widths[i] = width_of(titles_[i]);
    }
    for (auto const& r : rows_) {
        for (std::size_t i = 0; i < r.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(r[i].text));
        }
    }
    std::string out;
    auto const line = [&](auto const& text_of, auto const& paint_of, auto const& right_of,
                          std::size_t count) {
        std::string built;
        for (std::size_t i = 0; i < count; ++i) {
            auto const padded = i + 1 == count && !right_of(i)
                                    ? text_of(i)
                                    : pad(text_of(i), widths[i], right_of(i));
            built += colour(paint_of(i), padded);
            if (i + 1 < count) {
                built += "  ";
            }
        }
        while (!built.empty() && built.back() == ' ') {
            built.pop_back();
        }
        out += built + "\n";
    };
    // A title stands over its numbers.
    std::vector<bool> numbers(titles_.size(), false);
    for (auto const& r : rows_) {
        for (std::size_t i = 0; i < r.size(); ++i) {
            numbers[i] = numbers[i] || r[i].right;
        }
    }
    line([&](std::size_t i) { return titles_[i]; }, [](std::size_t) { return paint::dim; },
         [&](std::size_t i) { return numbers[i]; }, titles_.size());
    for (auto const& r : rows_) {
        line([&](std::size_t i) { return r[i].text; }, [&](std::size_t i) { return r[i].how; },
             [&](std::size_t i) { return r[i].right; }, r.size());
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
