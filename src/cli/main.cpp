// The program `qixian`: its commands, and how it ends.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "base/common.hpp"
#include "base/help_zh.hpp"
#include "base/usage.hpp"
#include "base/wording.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace {

using namespace qixian::cli;

/// --lang, else QIXIAN_LANG, else LANG: English only where it is asked for.
language choose_language(std::string const& wanted) {
    auto const from = [](char const* name) {
        auto const* value = std::getenv(name);
        return std::string(value == nullptr ? "" : value);
    };
    auto text = wanted.empty() ? from("QIXIAN_LANG") : wanted;
    if (text.empty()) {
        text = from("LANG");
    }
    return text.starts_with("en") ? language::en : language::zh;
}

/// What the program speaks; asked also where nothing else can be any more.
language spoken = language::zh;

constexpr auto exit_codes_zh = R"(退出码
  0   正常
  1   有发现：在办申请超期、记录不予记入、表格勾稽不成立
  2   用法错误
  3   输入无法读取（给出文件、行、列、代码），或者输出无法写入
  4   数据文件损坏
  5   占用或版本冲突
  70  程序缺陷，或者内存不足

数据文件（STORE）的各项代码
  3   925 无法打开  942 未授权  944 目标文件含有本文件没有的记录  951 文件已经存在
      952 不是期限数据文件  953 由更高版本建立  955 磁盘已满  956 磁盘读写失败
      957 只读  958 由较低版本建立  959 没有所用的杂凑算法
  4   954 损坏（含被截断、读出内容与校验不符）
  5   943 申请的版本与预期不符  950 正被其他程序占用
)";
constexpr auto exit_codes_en = R"(Exit codes
  0   fine
  1   a finding: an open application with a missed duty, a refused row, an audit error
  2   usage
  3   input that cannot be read (file, line, column and code are given), or output that cannot be
      written
  4   a damaged store
  5   busy, or a version clash
  70  a bug, or not enough memory

What a store says
  3   925 cannot be opened  942 not permitted  944 the target holds entries this file lacks
      951 a file is there already  952 not a store  953 made by a newer version  955 disk full
      956 reading or writing the disk failed  957 read-only  958 made by an older version
      959 its hash is not at hand
  4   954 damaged: cut off, altered, or not what its chain says
  5   943 the application has another version  950 another process holds it
)";

void print_policies(language in) {
    for (auto const& p : qixian::all_policies) {
        auto const question = in == language::zh ? fmt::format("（{}）", p.question)
                                                 : fmt::format(" ({})", p.question);
        put(fmt::format("{:<22} {}\n{:<22} {}{}\n", p.name, fmt::join(qixian::values_of(p), " | "),
                        "", say(in, p.zh, p.en), question));
    }
    put(say(in, text::the_first_value_of_each_is));
}

/// What `--lenient` reads: a line for each column, with the names of its words. Those of events stand
/// below, beside their columns.
std::string chinese_names() {
    std::string out = "--lenient 另可使用下列中文列名和取值；日期另可写作 2026/1/7、2026.1.7、"
                      "2026年1月7日，数字另可用全角。\n\n";
    std::size_t widest = 0;
    for (auto const& c : qixian::all_cells) {
        widest = std::max(widest, width_of(c.name));
    }
    for (auto const& c : qixian::all_cells) {
        std::string names(c.zh);
        for (auto at = names.find('|'); at != names.npos; at = names.find('|')) {
            names.replace(at, 1, " / ");
        }
        out += fmt::format("{}  {}\n", pad(c.name, widest), names);
        for (std::size_t i = 0; c.which != qixian::cell::event && i < c.names.size(); ++i) {
            out += fmt::format("{}    {}  {}\n", std::string(widest, ' '), pad(c.words[i], 24),
                               first_name(c.names[i]));
        }
    }
    return out + "\n";
}

void print_columns(language in) {
    using qixian::cell_group;
    std::string names;
    for (auto const group : {cell_group::identity, cell_group::fact, cell_group::record}) {
        for (auto const& c : qixian::all_cells) {
            if (c.group == group) {
                names += fmt::format("{} ", c.name);
            }
        }
    }
    put(fmt::format("{}x_*\n\n", names));
    if (in == language::zh) {
        put(chinese_names());
    }
    std::size_t codes = 0;
    std::size_t titles = 0;
    for (auto const code : qixian::event_codes) {
        auto const& e = qixian::info(*qixian::event_of(code));
        codes = std::max(codes, width_of(e.code));
        titles = std::max(titles, width_of(say(in, e.zh, e.en)));
    }
    for (auto const code : qixian::event_codes) {
        auto const& e = qixian::info(*qixian::event_of(code));
        std::string cells;
        for (auto const& c : qixian::all_cells) {
            bool const of_some = c.group == cell_group::fact && c.used != qixian::event_set::all();
            if (of_some && c.used.contains(e.which)) {
                cells += fmt::format(" {}", c.name);
            }
        }
        put(fmt::format("{} {} {}\n", pad(e.code, codes), pad(say(in, e.zh, e.en), titles), cells));
    }
}

void add_help(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand("help", "help on exit-codes, policies, columns");
    auto topic = std::make_shared<std::string>();
    command->add_option("TOPIC", *topic, "exit-codes, policies, columns, or a command");
    command->callback([&program, &given, &result, topic] {
        result = exit_code::fine;
        if (*topic == "exit-codes") {
            put(say(given.lang, exit_codes_zh, exit_codes_en));
        } else if (*topic == "policies") {
            print_policies(given.lang);
        } else if (*topic == "columns") {
            print_columns(given.lang);
        } else if (topic->empty()) {
            put(program.help());
        } else {
            for (auto const* sub : program.get_subcommands({})) {
                if (sub->get_name() == *topic) {
                    put(sub->help());
                    return;
                }
            }
            std::vector<std::string_view> names{"exit-codes", "policies", "columns"};
            for (auto const* sub : program.get_subcommands({})) {
                names.push_back(sub->get_name());
            }
            throw stop{exit_code::usage,
                       fmt::format(fmt::runtime(say(given.lang, text::no_such_topic)),
                                   qixian::visible(*topic),
                                   did_you_mean(*topic, names, given.lang))};
        }
    });
}

/// The language that is asked for, before anything else is read: faults of usage are told in it too.
std::string asked_language(int argc, char** argv) {
    std::string out;
    for (int i = 1; i < argc; ++i) {
        std::string_view const each(argv[i]);
        if (each.starts_with("--lang=")) {
            out = each.substr(7);
        } else if (each == "--lang" && i + 1 < argc) {
            out = argv[i + 1];
        }
    }
    return out;
}

/// Names, keys and texts are UTF-8 everywhere else, so an argument is too.
void expect_utf8(int argc, char** argv, language in) {
    for (int i = 1; i < argc; ++i) {
        std::string_view const each(argv[i]);
        if (!qixian::is_utf8(each)) {
            throw stop{exit_code::usage, fmt::format("{}: {}", say(in, text::argument_is_not_utf8),
                                                     qixian::visible(each))};
        }
    }
}

/// What the option parser has to say, help or a fault of usage.
int say_of_parser(CLI::App const& program, CLI::ParseError const& wrong, int argc, char** argv,
                  language in) {
    if (wrong.get_exit_code() != 0) {
        tell(fmt::format("{}\n{}\n", usage_error(program, wrong, argc, argv, in),
                         say(in, text::usage_stands_in)));
        return exit_code::usage;
    }
    std::ostringstream out;
    program.exit(wrong, out, out);
    put(out.str());
    return exit_code::fine;
}

/// Runs what `program` was asked for. Whatever ends it early is told, and has its exit code.
int answer_of(CLI::App& program, int argc, char** argv, options const& given, int const& result) {
    try {
        expect_utf8(argc, argv, given.lang);
        program.parse(argc, argv);
        return result;
    } catch (CLI::ParseError const& wrong) {
        return say_of_parser(program, wrong, argc, argv, given.lang);
    } catch (stop const& why) {
        if (!why.message.empty()) {
            tell(fmt::format("qixian: {}\n", why.message));
        }
        return why.code;
    } catch (qixian::store_error const& why) {
        return report_store_error(why, given);
    }
}

int run(int argc, char** argv) {
    CLI::App program{
        "Qixian 期限: deadlines, carry-over and the official table of disclosure applications"};
    program.set_version_flag("--version", fmt::format("qixian {}.{}.{}", QIXIAN_VERSION_MAJOR,
                                                      QIXIAN_VERSION_MINOR, QIXIAN_VERSION_PATCH));
    program.require_subcommand(1);
    program.fallthrough();
    options given;
    int result = exit_code::fine;
    program.add_option("--lang", given.lang_name, "zh or en; default from LANG")
        ->check(CLI::IsMember({"zh", "en"}));
    program.add_option("--color", given.colour, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    given.lang = spoken;
    add_deadlines(program, given, result);
    add_explain(program, given, result);
    add_check_certificate(program, given, result);
    add_report(program, given, result);
    add_audit(program, given, result);
    add_calendar(program, given, result);
    add_simulate(program, given, result);
    add_machine(program, given, result);
    add_codes(program, given, result);
    add_store_init(program, given, result);
    add_store_import(program, given, result);
    add_store_record(program, given, result);
    add_store_list(program, given, result);
    add_store_show(program, given, result);
    add_store_years(program, given, result);
    add_store_notice(program, given, result);
    add_store_care(program, given, result);
    add_store_feed(program, given, result);
    add_help(program, given, result);
    program.footer(
        "Examples:\n"
        "  qixian deadlines log.csv                 who owes what by which day\n"
        "  qixian explain log.csv QH-2020-22        why that day\n"
        "  qixian report log.csv --year 2020        the official tables\n"
        "  qixian audit table-2019.csv table-2020.csv\n"
        "  qixian calendar add 2020-12-21 20\n"
        "  qixian simulate city.toml                will we be late, what would help\n"
        "  qixian init cases.qixian; qixian import cases.qixian log.csv\n"
        "  qixian worklist cases.qixian             what is due, by whom, at which desk\n"
        "See also: qixian help exit-codes | policies | columns; qixian codes");
    if (given.lang == language::zh) {
        put_help_in_chinese(program);
    }
    try {
        return finish_output(answer_of(program, argc, argv, given, result), given);
    } catch (stop const& why) {
        return finish_output(why.code, given);  // of the help that could not be printed
    }
}

/// Without memory, nothing may be asked of it.
void say_memory_ended() {
    auto const text = say(spoken, text::memory_is_not_enough);
    static_cast<void>(std::fwrite("qixian: ", 1, 8, stderr));
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
    static_cast<void>(std::fwrite("\n", 1, 1, stderr));
}

/// Memory that ends where nothing may be thrown: a tree of JSON asks for some to take itself down.
[[noreturn]] void at_the_end_of_all() {
    try {
        if (auto const why = std::current_exception()) {
            std::rethrow_exception(why);
        }
    } catch (std::bad_alloc const&) {
        say_memory_ended();
        std::_Exit(exit_code::bug);
    } catch (...) {
        std::abort();
    }
    std::abort();
}

}  // namespace

int main(int argc, char** argv) {
    prepare_streams();
    std::set_terminate(&at_the_end_of_all);
    try {
        spoken = choose_language(asked_language(argc, argv));
        return run(argc, argv);
    } catch (std::bad_alloc const&) {
        say_memory_ended();
        return exit_code::bug;
    } catch (std::length_error const&) {
        say_memory_ended();  // more than there could ever be
        return exit_code::bug;
    } catch (std::exception const& bug) {
        tell(fmt::format("qixian: bug: {}\n", bug.what()));
        return exit_code::bug;
    }
}
