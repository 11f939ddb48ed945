// Options, faults and exit codes as every command has them.
#include "base/common.hpp"

#include <algorithm>
#include <ctime>

#include <fmt/format.h>

#include "base/details_zh.hpp"
#include "base/numbers.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/base/spelling.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace qixian::cli {

void add_encoding_option(CLI::App& command, options& into) {
    if (command.get_option_no_throw("--encoding") == nullptr) {
        command.add_option("--encoding", into.encoding, "utf8 or gb18030")
            ->check(CLI::IsMember({"utf8", "gb18030"}));
    }
}

void add_lenient_option(CLI::App& command, options& into) {
    command.add_flag("--lenient", into.lenient,
                     "read Chinese names of words and columns, days as 2026/1/7 or 2026年1月7日, "
                     "full-width digits (see `qixian help columns`)");
}

text_encoding encoding_of(options const& given) {
    return given.encoding == "gb18030" ? text_encoding::gb18030 : text_encoding::utf8;
}

text_encoding encoding_beside(options const& given) {
    return given.encoding == "gb18030" ? text_encoding::gb18030_or_utf8 : text_encoding::utf8;
}

void add_output_options(CLI::App& command, options& into, bool long_list) {
    command.add_flag("--json", into.json, "one JSON document");
    if (long_list) {
        command.add_flag("--ndjson", into.ndjson, "a head line, one item a line, a tail line");
    }
}

void add_calendar_options(CLI::App& command, options& into) {
    command.add_option("--known-on", into.known_on, "the calendar as published by this day");
    command.add_option("--notices", into.notices, "further holiday notices (CSV, JSON, .ics)")
        ->allow_extra_args(false);
    command.add_option("--region", into.region, "local rest days, as CN-GX");
    add_encoding_option(command, into);
}

void add_log_options(CLI::App& command, options& into) {
    command.add_option("--as-of", into.as_of, "the end of this day; default: today in UTC+8");
    command
        .add_option("--policy", into.policies,
                    "a reading of an open question, NAME=VALUE (see `qixian help policies`)")
        ->allow_extra_args(false);
    command.add_option("--agency", into.agency, "only this agency");
    command.add_flag("--all-agencies", into.all_agencies, "sums over all agencies");
    command.add_flag("--sorted", into.sorted,
                     "rows stand grouped by application (checked): bounded memory");
    command.add_flag("--keep-going", into.keep_going, "list faults and answer for the rest");
    add_lenient_option(command, into);
    add_encoding_option(command, into);
}

void add_patience_option(CLI::App& command, options& into) {
    add_number(command, "--patience", into.patience_ms,
               "milliseconds to wait for another process that holds the store; default 10000", 0,
               3'600'000, into);
}

void add_store_question_options(CLI::App& command, options& into) {
    command.add_option("--recorded-by", into.recorded_by,
                       "of a store: only what was recorded by this instant (RFC 3339)");
    add_patience_option(command, into);
}

date parse_day_option(std::string const& name, std::string const& text, language in) {
    auto const got = parse_date(text);
    if (!got) {
        auto const why = answer::sentence_of(got.error());
        throw stop{exit_code::usage, fmt::format(fmt::runtime(say(in, text::option_is_no_day)),
                                                 name, visible(text), say(in, why.zh, why.en))};
    }
    return *got;
}

std::string did_you_mean(std::string_view word, std::span<std::string_view const> names,
                         language in) {
    auto const meant = nearest_spelling(word, names);
    return meant.empty() ? std::string()
                         : fmt::format(fmt::runtime(say(in, text::did_you_mean)), meant);
}

date today() {
    auto const now = static_cast<std::int64_t>(std::time(nullptr));
    constexpr std::int64_t end_of_9998 = 253'370'764'800;
    if (now < 0 || now >= end_of_9998) {
        throw store_error(code::clock_wrong, "--as-of",
                          fmt::format("{} s after 1970-01-01T00:00:00Z", now));
    }
    return legal_day(instant{now});
}

std::string sentence(code what, language in, std::string_view detail) {
    auto const about = answer::sentence_of({.what = what, .detail = std::string(detail)});
    auto text = std::string(say(in, about.zh, about.en));
    if (!detail.empty()) {
        text += in == language::zh ? "：" : ": ";
        text += visible(detail);
    }
    return text;
}

namespace {

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
            return spelling_distance(what.detail, a) < spelling_distance(what.detail, b);
        });
        words.resize(3);
    }
    auto out = fmt::format("\n    {}{}", say(in, text::allowed_here),
                           fmt::join(words, in == language::zh ? "、" : ", "));
    if (all > few) {
        out += in == language::zh ? fmt::format(" 等{}个", all) : fmt::format(" … of {}", all);
        bool const of_a_source =
            what.what == code::unknown_agency || what.what == code::unknown_desk;
        if (!of_a_source && disclosure_cells.named(what.field)) {
            out += say(in, text::see_help_columns);
        }
    }
    return out;
}

}  // namespace

void fault_list::tell(fault const& what) {
    if (++told_ <= most || given_->json || given_->ndjson) {
        print_fault(what, *given_);
    }
}

void fault_list::end() {
    if (told_ > most && !given_->json && !given_->ndjson) {
        auto const left = told_ - most;
        cli::tell(given_->lang == language::zh ? fmt::format("… 另有{}处错误\n", left)
                                               : fmt::format("… and {} more faults\n", left));
    }
    told_ = 0;
}

void print_fault(fault const& what, options const& given) {
    if (given.json || given.ndjson) {
        return tell(answer::fault_document(what));
    }
    auto const& about = info(what.what);
    std::string where = what.file.empty() ? "" : visible(what.file) + ":";
    if (what.line != 0) {
        where += fmt::format("{}:", what.line);
        if (what.column != 0) {
            where += fmt::format("{}:", what.column);
        }
    }
    tell(fmt::format("{}{}QX-{} {}: {}{}{}\n", where, where.empty() ? "" : " ",
                     static_cast<int>(what.what), about.name,
                     what.field.empty() ? "" : fmt::format("[{}] ", visible(what.field)),
                     sentence(what.what, given.lang,
                              given.lang == language::zh ? detail_in_chinese(what.what, what.detail)
                                                         : what.detail),
                     allowed_text(what, given.lang)));
}

std::string_view effect_of(code what, language in) {
    auto const text = answer::effect_of(what);
    return say(in, text.zh, text.en);
}

}  // namespace qixian::cli
