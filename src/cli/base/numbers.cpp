// What a number on the command line may look like, and what is said of one that does not.
#include "base/numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "qixian/base/safe_text.hpp"

namespace qixian::cli {

namespace {

/// Without an exponent, which may not be written either.
std::string plain_text(double x) {
    auto text = fmt::format("{:.5f}", x);
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

}  // namespace

void not_a_number(std::string_view name, std::string_view text, std::string_view least,
                  std::string_view most, bool whole, options const& given) {
    auto const shown = visible(text);
    throw stop{exit_code::usage,
               given.lang == language::zh
                   ? fmt::format("{}：“{}”不是{}至{}之间的{}（只用十进制数字书写）", name, shown,
                                 least, most, whole ? "整数" : "数")
                   : fmt::format("{}: \"{}\" is not a {} from {} to {}, in decimal digits", name,
                                 shown, whole ? "whole number" : "number", least, most)};
}

bool is_decimal(std::string_view text, bool may_be_negative, bool may_have_point) {
    if (may_be_negative && text.starts_with('-')) {
        text.remove_prefix(1);
    }
    auto const digits = [](std::string_view part) {
        return !part.empty() &&
               std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    auto const point = may_have_point ? text.find('.') : text.npos;
    return digits(text.substr(0, point)) && (point == text.npos || digits(text.substr(point + 1)));
}

CLI::Option* add_decimal(CLI::App& command, std::string const& name, double& into,
                         std::string const& about, double least, double most,
                         options const& given) {
    auto const read = [&into, name, least, most, &given](std::string const& text) {
        double x = 0;
        if (is_decimal(text, least < 0, true)) {
            auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), x,
                                                      std::chars_format::fixed);
            if (wrong == std::errc{} && end == text.data() + text.size() && x >= least &&
                x <= most) {
                into = x;
                return;
            }
        }
        not_a_number(name, text, plain_text(least), plain_text(most), false, given);
    };
    return command.add_option_function<std::string>(name, read, about)->type_name("X");
}

}  // namespace qixian::cli
