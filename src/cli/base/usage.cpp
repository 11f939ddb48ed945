// What is said about a wrong command line; see usage.hpp.
#include "base/usage.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/common.hpp"
#include "base/help_zh.hpp"
#include "qixian/base/safe_text.hpp"

namespace qixian::cli {

namespace {

/// `option` of `command`, or of what stands above it.
CLI::Option const* option_named(CLI::App const* command, std::string const& option) {
    for (; command != nullptr; command = command->get_parent()) {
        if (auto const* found = command->get_option_no_throw(option)) {
            return found;
        }
    }
    return nullptr;
}

/// The names of every option, with their dashes. They must not outlive the parser.
std::vector<std::string_view> options_of(CLI::App const* command, std::vector<std::string>& names) {
    for (; command != nullptr; command = command->get_parent()) {
        for (auto const* each : command->get_options()) {
            for (auto const& name : each->get_lnames()) {
                names.push_back("--" + name);
            }
        }
    }
    return {names.begin(), names.end()};
}

/// What the arguments name that there is none of; the parser only says what it lacks then.
std::optional<std::string> mistyped(CLI::App const& program, int argc, char** argv, language in) {
    auto const say_of = [&](text_pair const& sentence, std::string const& word,
                            std::vector<std::string_view> const& names) {
        return fmt::format(fmt::runtime(say(in, sentence)), visible(word),
                           did_you_mean(word, names, in));
    };
    CLI::App const* command = &program;
    for (int i = 1; i < argc; ++i) {
        std::string const word(argv[i]);
        if (word == "--") {
            break;
        }
        if (word.starts_with("--")) {
            auto const name = word.substr(0, word.find('='));
            auto const* const option = option_named(command, name);
            if (option == nullptr) {
                std::vector<std::string> held;
                return say_of(text::no_such_option, name, options_of(command, held));
            }
            bool const takes_next = name == word && option->get_items_expected_min() > 0;
            i += takes_next ? 1 : 0;
            continue;
        }
        if (word.starts_with('-') && word.size() > 1) {
            continue;
        }
        auto const below = command->get_subcommands([](CLI::App const*) { return true; });
        std::vector<std::string_view> names;
        CLI::App const* next = nullptr;
        for (auto const* each : below) {
            names.push_back(each->get_name());
            next = each->get_name() == word ? each : next;
        }
        if (next != nullptr) {
            command = next;
        } else if (command->get_require_subcommand_min() > 0) {
            return say_of(text::no_such_command, word, names);
        }
    }
    return std::nullopt;
}

}  // namespace

std::string usage_error(CLI::App const& program, CLI::ParseError const& wrong, int argc,
                        char** argv, language in) {
    if (auto said = mistyped(program, argc, argv, in)) {
        return *std::move(said);
    }
    return in == language::zh ? usage_error_in_chinese(wrong) : wrong.what();
}

}  // namespace qixian::cli
