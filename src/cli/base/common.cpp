// Options, faults and exit codes as every command has them.
#include "base/common.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <numeric>

#include <fmt/format.h>

namespace qixian::cli {

void add_output_options(CLI::App& command, options& into, bool long_list) {
    command.add_flag("--json", into.json, "one JSON document / 输出JSON");
    if (long_list) {
        command.add_flag("--ndjson", into.ndjson,
                         "a head line, one item a line, a tail line / 逐行JSON");
    }
}

void add_calendar_options(CLI::App& command, options& into) {
    command.add_option("--known-on", into.known_on,
                       "the calendar as published by this day / 以该日已公布的放假安排计算");
    command
        .add_option("--notices", into.notices, "further holiday notices (CSV) / 追加放假通知文件")
        ->allow_extra_args(false);
    command.add_option("--region", into.region, "local rest days, as CN-GX / 地方假日");
}

void add_log_options(CLI::App& command, options& into) {
    command.add_option("--as-of", into.as_of,
                       "the end of this day; default: today in UTC+8 / 截至日");
    command
        .add_option("--policy", into.policies,
                    "a reading of an open question, NAME=VALUE (see `qixian help policies`) / 口径")
        ->allow_extra_args(false);
    command.add_option("--agency", into.agency, "only this agency / 指定机关");
    command.add_flag("--all-agencies", into.all_agencies, "sums over all agencies / 全部机关汇总");
    command.add_flag("--sorted", into.sorted,
                     "rows stand grouped by application (checked): bounded memory / 已按申请分组");
    command.add_flag("--keep-going", into.keep_going,
                     "list faults and answer for the rest / 列出错误后继续");
    command.add_option("--encoding", into.encoding, "utf8 or gb18030 / 文件编码")
        ->check(CLI::IsMember({"utf8", "gb18030"}));
}

void add_patience_option(CLI::App& command, options& into) {
    command
        .add_option("--patience", into.patience_ms,
                    "milliseconds to wait for another process that holds the store; default 10000 "
                    "/ 等待占用的毫秒数")
        ->check(CLI::Range(0, 3'600'000));
}

void add_store_question_options(CLI::App& command, options& into) {
    command.add_option("--recorded-by", into.recorded_by,
                       "of a store: only what was recorded by this instant (RFC 3339) / "
                       "只计该时刻前录入的记录");
    add_patience_option(command, into);
}

date parse_day_option(std::string const& name, std::string const& text) {
    auto const got = parse_date(text);
    if (!got) {
        throw stop{exit_code::usage, fmt::format("{}: {} (YYYY-MM-DD)", name, text)};
    }
    return *got;
}

date today() { return legal_day(instant{static_cast<std::int64_t>(std::time(nullptr))}); }

std::string sentence(code what, language in, std::string_view detail) {
    auto const& about = info(what);
    auto text = std::string(say(in, about.zh, about.en));
    if (!detail.empty()) {
        text += in == language::zh ? "：" : ": ";
        text += detail;
    }
    return text;
}

namespace {

/// How many letters must be changed, left out or put in to make one word the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto corner = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            auto const changed = corner + (a[i] == b[j] ? 0U : 1U);
            corner = std::exchange(row[j + 1], std::min({changed, row[j] + 1, row[j + 1] + 1}));
        }
    }
    return row.back();
}

/// What may stand there: all of it where that is little, else what is most like what stands there.
std::string allowed_text(fault const& what, language in) {
    constexpr std::size_t few = 12;
    auto words = what.allowed;
    if (words.empty()) {
        return {};
    }
    auto const all = words.size();
    if (all > few) {
        std::stable_sort(words.begin(), words.end(), [&](auto const& a, auto const& b) {
            return distance(what.detail, a) < distance(what.detail, b);
        });
        words.resize(3);
    }
    auto out = fmt::format("\n    {}{}", say(in, text::allowed_here),
                           fmt::join(words, in == language::zh ? "、" : ", "));
    if (all > few) {
        out += in == language::zh ? fmt::format(" 等{}个（qixian help columns）", all)
                                  : fmt::format(" … of {} (qixian help columns)", all);
    }
    return out;
}

}  // namespace

void fault_list::tell(fault const& what) {
    if (++told_ <= most || given_->json || given_->ndjson) {
        print_fault(what, *given_);
    }
}

fault_list::~fault_list() {
    if (told_ > most && !given_->json && !given_->ndjson) {
        auto const left = told_ - most;
        fmt::print(stderr, "{}\n",
                   given_->lang == language::zh ? fmt::format("… 另有{}处错误", left)
                                                : fmt::format("… and {} more faults", left));
    }
}

void print_fault(fault const& what, options const& given) {
    if (given.json || given.ndjson) {
        fmt::print(stderr, "{}", answer::fault_document(what));
        return;
    }
    auto const& about = info(what.what);
    std::string where = what.file.empty() ? "" : what.file + ":";
    if (what.line != 0) {
        where += fmt::format("{}:", what.line);
        if (what.column != 0) {
            where += fmt::format("{}:", what.column);
        }
    }
    fmt::print(stderr, "{}{}QX-{} {}: {}{}{}\n", where, where.empty() ? "" : " ",
               static_cast<int>(what.what), about.name,
               what.field.empty() ? "" : fmt::format("[{}] ", what.field),
               sentence(what.what, given.lang, what.detail), allowed_text(what, given.lang));
}

std::string_view effect_of(code what, language in) {
    auto const text = answer::effect_of(what);
    return say(in, text.zh, text.en);
}

void put(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
        if (errno == EPIPE) {
            std::_Exit(exit_code::fine);
        }
        throw stop{exit_code::bad_input, "standard output cannot be written"};
    }
}

void put_in(std::string const& path, std::string_view text) {
    if (path == "-") {
        return put(text);
    }
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) {
        throw stop{exit_code::bad_input, path + ": cannot be written / 无法写入"};
    }
}

}  // namespace qixian::cli
