// The choices that an answer rests on: of the command line, and of a store where one is asked.
#include <cstdio>
#include <cstring>
#include <deque>
#include <utility>

#include <fmt/format.h>

#include "base/common.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/input_file.hpp"
#include "qixian/row/notice_file.hpp"

namespace qixian::cli {

namespace {

[[noreturn]] void stop_at(fault const& why, options const& given) {
    print_fault(why, given);
    throw stop{exit_code::bad_input, ""};
}

/// A choice on the command line that is none is a slip of usage, with those that there are.
[[noreturn]] void stop_at_choice(fault const& why, options const& given) {
    std::string known;
    if (why.what == code::unknown_region && why.field == "region") {
        for (auto const& each : china::editions().regions()) {
            known += " " + each;
        }
        throw stop{exit_code::usage, fmt::format("--region {}: {} —{}", visible(why.detail),
                                                 sentence(why.what, given.lang), known)};
    }
    if (why.what == code::unknown_policy && why.field == "policy") {
        for (auto const& p : all_policies) {
            known += fmt::format("\n  {}={}", p.name, fmt::join(values_of(p), "|"));
        }
        auto said = why.detail;  // as it was written: without a value there was no sign either
        for (auto const& each : given.policies) {
            if (said.starts_with(each) && said.substr(each.size()) == "=") {
                said = each;
            }
        }
        throw stop{exit_code::usage, fmt::format("--policy {}: {}{}", visible(said),
                                                 sentence(why.what, given.lang), known)};
    }
    stop_at(why, given);
}

std::optional<instant> instant_option(std::string const& name, std::string const& text,
                                      language in) {
    if (text.empty()) {
        return std::nullopt;
    }
    auto const got = parse_instant(text);
    if (!got) {
        throw stop{exit_code::usage, fmt::format(fmt::runtime(say(in, text::option_is_no_instant)),
                                                 name, visible(text))};
    }
    return *got;
}

/// A file of notices, read once (it may be a pipe), with every fault of it told.
answer::input notices_in(std::string const& file, options const& given) {
    static std::deque<std::string> texts;  // the questions look at them as long as the program asks
    constexpr std::size_t most = std::size_t{64} << 20U;  // notices of centuries
    auto bytes = read_bytes(file, most);
    if (!bytes) {
        stop_at(bytes.error(), given);
    }
    auto const& kept = texts.emplace_back(std::move(bytes).value());
    text_options how;
    how.from = encoding_beside(given);
    auto const read = read_whole_notices(text_source::over(kept, file, how));
    for (auto const& each : read.faults) {
        print_fault(each, given);
    }
    if (!read.faults.empty()) {
        throw stop{exit_code::bad_input, ""};
    }
    return answer::input::of(kept, file);
}

answer::asked asked_by(options const& given) {
    answer::asked out{.as_of = given.as_of.empty()
                                   ? today()
                                   : parse_day_option("--as-of", given.as_of, given.lang)};
    if (!given.known_on.empty()) {
        out.known_on = parse_day_option("--known-on", given.known_on, given.lang);
    }
    out.recorded_by = instant_option("--recorded-by", given.recorded_by, given.lang);
    for (auto const& file : given.notices) {
        out.notices.push_back(notices_in(file, given));
    }
    out.encoding = encoding_beside(given);
    out.region = given.region;
    for (auto const& each : given.policies) {
        auto const at = each.find('=');
        out.policies.push_back(
            {each.substr(0, at), at == std::string::npos ? std::string{} : each.substr(at + 1)});
    }
    out.agency = given.agency;
    return out;
}

answer::setting setting_of(options const& given, answer::asked const& what,
                           std::shared_ptr<store> const& kept) {
    auto made = answer::setting::make(what, kept);
    if (!made) {
        stop_at_choice(made.error(), given);
    }
    if (kept) {
        for (auto const& each : kept->notice_conflicts()) {
            tell(given.lang == language::zh
                     ? fmt::format("注意：数据文件保存的通知 {} 与程序所知不同，以程序所知为准\n",
                                   visible(each))
                     : fmt::format("note: the notice {} saved in the store is not the one the "
                                   "program knows; the program's counts\n",
                                   visible(each)));
        }
    }
    return std::move(made).value();
}

}  // namespace

void expect_agency(store& kept, options const& given) {
    if (auto const why = answer::unknown_agency(kept, given.agency)) {
        stop_at(*why, given);
    }
}

session::session(options const& asked) : session(asked, std::shared_ptr<store>{}) {}

session::session(options const& asked, std::string const& source)
    : session(asked, looks_like_a_store(source)
                         ? std::make_shared<store>(open_for_reading(source, asked))
                         : std::shared_ptr<store>{}) {
    if (recorded_by && !kept) {
        throw stop{exit_code::usage,
                   std::string(say(asked.lang, text::recorded_by_needs_a_store_not))};
    }
}

session session::about_store(options const& asked, std::string const& path) {
    return session(asked, std::make_shared<store>(open_for_reading(path, asked)));
}

session::session(options const& asked, std::shared_ptr<store> const& of)
    : session(asked, asked_by(asked), of) {}

session::session(options const& asked, answer::asked what, std::shared_ptr<store> const& of)
    : answer::setting(setting_of(asked, what, of)), given(asked), asked_for(std::move(what)) {}

// --- stores -----------------------------------------------------------------------------------------

namespace {

/// The first bytes of a file, fewer where it is shorter; nothing where it cannot be read, or only
/// once: what is looked at here would be missing there.
std::string first_bytes(std::string const& path, std::size_t count) {
    std::string out;
    if (!can_be_read_again(path)) {
        return out;
    }
    if (auto* const file = std::fopen(path.c_str(), "rb")) {
        out.resize(count);
        out.resize(std::fread(out.data(), 1, count, file));
        std::fclose(file);
    }
    return out;
}

constexpr std::string_view sqlite_sign{"SQLite format 3\0", 16};

}  // namespace

bool looks_like_a_store(std::string const& path) {
    return first_bytes(path, sqlite_sign.size()) == sqlite_sign;
}

store_options how_to_open(options const& given, std::string_view zh, std::string_view en) {
    auto shown = std::make_shared<progress>(std::string(say(given.lang, zh, en)));
    return {.patience = std::chrono::milliseconds(given.patience_ms),
            .clock_went_back = given.clock_went_back,
            .progress = [shown](std::uint64_t done, std::uint64_t of) { shown->at(done, of); }};
}

store open_for_reading(std::string const& path, options const& given) {
    auto how = how_to_open(given, "读取数据文件", "reading the store");
    how.progress = {};  // commands count applications themselves
    auto for_reading = how;
    for_reading.read_only = true;
    try {
        return store::open(path, std::move(for_reading));
    } catch (store_error const& why) {
        // A writer that crashed left a journal: SQLite must undo it before anyone may read.
        if (why.why() != code::store_read_only) {
            throw;
        }
    }
    return store::open(path, std::move(how));
}

int exit_code_of(code what) {
    switch (what) {
    case code::store_busy:
    case code::version_clash: return exit_code::busy;
    case code::store_damaged: return exit_code::damaged_store;
    default: return exit_code::bad_input;
    }
}

code what_it_is(store_error const& why) {
    constexpr int short_read = 522;     // SQLITE_IOERR_SHORT_READ: the file ends too early
    constexpr int damaged_disk = 8458;  // SQLITE_IOERR_CORRUPTFS
    if (why.sqlite_code() == short_read || why.sqlite_code() == damaged_disk) {
        return code::store_damaged;
    }
    if (why.why() == code::not_a_store) {
        // Cut off inside its first page, or with a broken header: it was one of ours.
        constexpr std::size_t sign_at = 68;
        auto const head = first_bytes(why.file(), 100);
        bool const ours = head.size() >= sign_at + 4 && head.substr(sign_at, 4) == "QXK1";
        bool const cut =
            head.size() < 100 && head.size() >= sqlite_sign.size() && head.starts_with(sqlite_sign);
        if (ours || cut) {
            return code::store_damaged;
        }
    }
    return why.why();
}

int report_store_error(store_error const& why, options const& given) {
    auto const what = what_it_is(why);
    print_fault({.what = what, .detail = why.detail(), .file = why.file()}, given);
    return exit_code_of(what);
}

}  // namespace qixian::cli
