// The Chinese face of --help and of what is said about a wrong command line; see help_zh.hpp.
#include "base/help_zh.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <regex>
#include <sstream>
#include <string_view>
#include <utility>

#include "base/help_texts.hpp"
#include "base/terminal.hpp"

namespace qixian::cli {

namespace {

/// What stands beside the name of an option, in the order in which it is replaced.
constexpr auto beside_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"TEXT:{", "{"},
    {"TEXT", "文本"},
    {" REQUIRED", " 必填"},
    {"Excludes:", "不与此并用："},
    {"Needs:", "须与此并用："},
});

class formatter_zh : public CLI::Formatter {
public:
    formatter_zh() {
        label("Usage", "用法");
        label("OPTIONS", "选项");
        label("SUBCOMMAND", "命令");
        label("SUBCOMMANDS", "命令");
        label("Positionals", "参数");
    }

    std::string make_option_opts(CLI::Option const* option) const override {
        auto text = CLI::Formatter::make_option_opts(option);
        for (auto const& [from, to] : beside_names) {
            if (auto const at = text.find(from); at != std::string::npos) {
                text.replace(at, from.size(), to);
            }
        }
        return text;
    }

    /// The parser would count bytes where columns are meant.
    std::string make_option(CLI::Option const* option, bool positional) const override {
        auto const left = "  " + make_option_name(option, positional) + make_option_opts(option);
        auto const about = get_column_width();
        return (width_of(left) < about ? pad(left, about) : left + "\n" + std::string(about, ' ')) +
               make_option_desc(option) + "\n";
    }
};

std::string chinese_of(std::string const& english) {
    auto const found = std::find_if(help_texts.begin(), help_texts.end(),
                                    [&](text_pair const& each) { return each.en == english; });
    return found == help_texts.end() ? english : std::string(found->zh);
}

/// What stands below the options: commands as examples, which stay, some with a remark behind at least
/// two blanks, and sentences, the lines of one together.
std::string footer_in_chinese(std::string const& english) {
    std::string out;
    std::string sentence;
    auto const end_sentence = [&] {
        if (!sentence.empty()) {
            out += chinese_of(sentence.substr(0, sentence.size() - 1)) + "\n";
            sentence.clear();
        }
    };
    std::istringstream lines(english);
    for (std::string line; std::getline(lines, line);) {
        bool const heading = line.starts_with("Example");
        if (!line.starts_with("  ") && !heading) {
            sentence += line + "\n";
            continue;
        }
        end_sentence();
        auto const remark = line.rfind("  ") + 2;
        out += (remark > 2 ? line.substr(0, remark) + chinese_of(line.substr(remark))
                : heading  ? chinese_of(line)
                           : line) +
               "\n";
    }
    end_sentence();
    return out.substr(0, out.size() - 1);
}

void put_in_chinese(CLI::App& of) {
    of.description(chinese_of(of.get_description()));
    of.formatter(std::make_shared<formatter_zh>());
    if (!of.get_footer().empty()) {
        of.footer(footer_in_chinese(of.get_footer()));
    }
    for (auto* option : of.get_options()) {
        option->description(chinese_of(option->get_description()));
        option->group("选项");
    }
    for (auto* command : of.get_subcommands([](CLI::App*) { return true; })) {
        command->group("命令");
        put_in_chinese(*command);
    }
}

struct wrong_text {
    char const* pattern;  ///< of what CLI11 says
    char const* zh;
};

constexpr auto wrongs = std::to_array<wrong_text>({
    {R"(^A subcommand is required$)", "请写明命令，见 `qixian --help`"},
    {R"(^(.*) is required$)", "缺少 $1"},
    {R"(^The following arguments? (?:was|were) not expected: (.*)$)", "不认识的参数：$1"},
    {R"(^(.*) excludes (.*)$)", "$1 不能与 $2 并用"},
    {R"(^(.*) requires (.*)$)", "$1 须与 $2 并用"},
    {R"(^(.*): (.*) not in \{(.*)\}$)", "$1：“$2” 不是可用的取值，可用：$3"},
    {R"(^The value (.*) is not an allowed value for (.*)$)", "$2：“$1” 不是可用的取值"},
    {R"(^(.*): (\d+) required (?:\S+) missing$)", "$1：缺少 $2 个取值"},
    {R"(^(.*): At least (\d+) required but received (\d+)$)", "$1：至少须有 $2 个取值，只有 $3 个"},
    {R"(^(.*): At Most (\d+) required but received (\d+)$)", "$1：至多 $2 个取值，却有 $3 个"},
    {R"(^Expected (?:exactly|at least) (\d+) arguments to (.*), got (\d+)$)",
     "$2：须有 $1 个取值，却有 $3 个"},
    {R"(^(.*) was given a disallowed flag override$)", "$1 不带取值"},
    {R"(^(.*): too many inputs for a flag$)", "$1 不带取值"},
});

}  // namespace

void put_help_in_chinese(CLI::App& program) { put_in_chinese(program); }

std::string usage_error_in_chinese(CLI::ParseError const& wrong) {
    std::string said = wrong.what();
    for (auto const& each : wrongs) {
        std::regex const pattern(each.pattern);
        if (std::regex_search(said, pattern)) {
            return std::regex_replace(said, pattern, each.zh);
        }
    }
    return said;
}

}  // namespace qixian::cli
