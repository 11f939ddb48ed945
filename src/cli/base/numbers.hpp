// Numbers on the command line: decimal digits, within what is allowed, or a fault of usage that says
// what that is.
//
// The option parser would take `020` for sixteen, `-1` for a very large seed and drop what it does not
// know of `1e3`. So every number comes through here; none is converted anywhere else.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "base/common.hpp"

namespace qixian::cli {

/// Ends the command with exit code 2.
[[noreturn]] void not_a_number(std::string_view name, std::string_view text, std::string_view least,
                               std::string_view most, bool whole, options const& given);

/// Digits, with a sign where one may stand; leading zeros do not count.
[[nodiscard]] bool is_decimal(std::string_view text, bool may_be_negative, bool may_have_point);

/// `text` as a whole number from `least` to `most`; anything else ends the command.
template <std::integral Number>
[[nodiscard]] Number whole_number(std::string_view name, std::string_view text, Number least,
                                  Number most, options const& given) {
    Number n{};
    if (is_decimal(text, least < Number{}, false)) {
        auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), n);
        if (wrong == std::errc{} && end == text.data() + text.size() && n >= least && n <= most) {
            return n;
        }
    }
    not_a_number(name, text, std::to_string(least), std::to_string(most), true, given);
}

/// An option, or an argument, that is a whole number from `least` to `most`; `into` may be one that
/// need not be there.
template <std::integral Number, class Into>
requires std::same_as<Into, Number> || std::same_as<Into, std::optional<Number>> CLI::Option*
add_number(CLI::App& command, std::string const& name, Into& into, std::string const& about,
           Number least, Number most, options const& given) {
    return command
        .add_option_function<std::string>(
            name,
            [&into, name, least, most, &given](std::string const& text) {
                into = whole_number(name, text, least, most, given);
            },
            about)
        ->type_name("N");
}

/// An option that is a number with a decimal point, or without one.
CLI::Option* add_decimal(CLI::App& command, std::string const& name, double& into,
                         std::string const& about, double least, double most, options const& given);

}  // namespace qixian::cli
