// The choices that an answer rests on: of the command line, and of a store where one is asked.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/common.hpp"
#include "qixian/row/notice_file.hpp"

namespace qixian::cli {

namespace {

[[noreturn]] void stop_at(fault const& why, options const& given) {
    print_fault(why, given);
    throw stop{exit_code::bad_input, ""};
}

editions with_notice_files(editions known, options const& given) {
    for (auto const& file : given.notices) {
        auto const got = read_notices(file);
        if (!got) {
            stop_at(got.error(), given);
        }
        for (auto const& each : *got) {
            auto with = known.with_notice(each);
            if (!with) {
                auto why = with.error();
                why.file = file;
                stop_at(why, given);
            }
            known = std::move(with).value();
        }
    }
    return known;
}

editions with_region_of(editions const& known, std::string const& region, options const& given) {
    if (region.empty()) {
        return known;
    }
    auto with = known.with_region(region);
    if (!with) {
        std::string names;
        for (auto const& each : known.regions()) {
            names += " " + each;
        }
        throw stop{exit_code::usage,
                   fmt::format("--region {}: {} —{}", region,
                               sentence(code::unknown_region, given.lang), names)};
    }
    return std::move(with).value();
}

policies with_options(policies chosen, options const& given) {
    for (auto const& each : given.policies) {
        auto const at = each.find('=');
        auto const name = each.substr(0, at);
        auto const value = at == std::string::npos ? std::string{} : each.substr(at + 1);
        auto const with = with_policy(chosen, name, value);
        if (!with) {
            std::string known;
            for (auto const& p : all_policies) {
                known += fmt::format("\n  {}={}|{}", p.name, p.values[0], p.values[1]);
            }
            throw stop{exit_code::usage,
                       fmt::format("--policy {}: {}{}", each,
                                   sentence(code::unknown_policy, given.lang), known)};
        }
        chosen = *with;
    }
    return chosen;
}

std::optional<instant> instant_option(std::string const& name, std::string const& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    auto const got = parse_instant(text);
    if (!got) {
        throw stop{exit_code::usage, fmt::format("{}: {} (2026-01-31T17:00:00+08:00)", name, text)};
    }
    return *got;
}

}  // namespace

void expect_agency(store& kept, options const& given) {
    auto const known = kept.agencies();
    if (!given.agency.empty() &&
        std::find(known.begin(), known.end(), given.agency) == known.end()) {
        stop_at({.what = code::unknown_agency, .detail = given.agency}, given);
    }
}

/// What was asked of the store already. Settings change only on the days of its history, so an
/// agency has one answer for all days between two of them.
struct session::memory {
    struct local_calendar {
        std::shared_ptr<editions const> sources;
        working_calendar calendar;
    };
    editions plain;  ///< every notice, no region
    std::vector<setting_row> history;
    std::map<std::pair<std::string, std::size_t>, kept_settings, std::less<>> settings;
    std::map<std::string, local_calendar> calendars;
    std::map<std::string, light_thresholds, std::less<>> lights;
};

session::session(options const& all) : session(all, std::shared_ptr<store>{}) {}

session::session(options const& all, std::string const& source)
    : session(all, looks_like_a_store(source)
                       ? std::make_shared<store>(open_for_reading(source, all))
                       : std::shared_ptr<store>{}) {
    if (recorded_by && !kept) {
        throw stop{exit_code::usage,
                   std::string(say(all.lang, "--recorded-by 只用于数据文件（STORE）",
                                   "--recorded-by needs a store, not a log"))};
    }
}

session session::about_store(options const& all, std::string const& path) {
    return session(all, std::make_shared<store>(open_for_reading(path, all)));
}

session::session(options const& all, std::shared_ptr<store> of)
    : given(all), kept(std::move(of)),
      as_of(all.as_of.empty() ? today() : parse_day_option("--as-of", all.as_of)),
      known_on(all.known_on.empty() ? maybe_date{}
                                    : maybe_date{parse_day_option("--known-on", all.known_on)}),
      recorded_by(instant_option("--recorded-by", all.recorded_by)), calendar(china::calendar()),
      memory_(std::make_shared<memory>()) {
    memory_->plain = with_notice_files(kept ? kept->sources() : china::editions(), all);
    kept_settings common;
    if (kept) {
        expect_agency(*kept, all);
        memory_->history = kept->setting_history();
        common = kept->settings(all.agency, as_of);
        for (auto const& each : kept->notice_conflicts()) {
            fmt::print(
                stderr, "{}\n",
                all.lang == language::zh
                    ? fmt::format("注意：数据文件保存的通知 {} 与程序所知不同，以程序所知为准",
                                  each)
                    : fmt::format("note: the notice {} saved in the store is not the one the "
                                  "program knows; the program's counts",
                                  each));
        }
    }
    region = all.region.empty() ? common.region : all.region;
    chosen = with_options(common.chosen, all);
    sources = std::make_shared<editions const>(with_region_of(memory_->plain, region, all));
    calendar = known_on ? sources->as_known_on(*known_on) : sources->current();
}

ground_rules session::rules_for(std::string_view agency, date first_day) const {
    if (memory_->history.empty()) {
        return {region, chosen, sources.get(), &calendar};
    }
    std::size_t before = 0;
    for (auto const& each : memory_->history) {
        before += each.from <= first_day ? 1U : 0U;
    }
    auto const key = std::pair(std::string(agency), before);
    auto found = memory_->settings.find(key);
    if (found == memory_->settings.end()) {
        found = memory_->settings.emplace(key, kept->settings(agency, first_day)).first;
    }
    auto const& kept_choice = found->second;
    ground_rules out{.region = given.region.empty() ? kept_choice.region : given.region,
                     .chosen = with_options(kept_choice.chosen, given)};
    if (out.region == region) {
        out.sources = sources.get();
        out.calendar = &calendar;
        return out;
    }
    auto local = memory_->calendars.find(out.region);
    if (local == memory_->calendars.end()) {
        auto const here =
            std::make_shared<editions const>(with_region_of(memory_->plain, out.region, given));
        local =
            memory_->calendars
                .try_emplace(out.region,
                             memory::local_calendar{here, known_on ? here->as_known_on(*known_on)
                                                                   : here->current()})
                .first;
    }
    out.sources = local->second.sources.get();
    out.calendar = &local->second.calendar;
    return out;
}

std::optional<light_thresholds> session::lights_of(std::string_view agency) const {
    if (memory_->history.empty()) {
        return std::nullopt;
    }
    auto found = memory_->lights.find(agency);
    if (found == memory_->lights.end()) {
        found = memory_->lights.emplace(std::string(agency), kept->settings(agency, as_of).lights)
                    .first;
    }
    return found->second;
}

// --- stores -----------------------------------------------------------------------------------------

namespace {

/// The first bytes of a file, fewer where it is shorter; nothing where it cannot be read.
std::string first_bytes(std::string const& path, std::size_t count) {
    std::string out;
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
    return path != "-" && first_bytes(path, sqlite_sign.size()) == sqlite_sign;
}

store_options how_to_open(options const& given, std::string_view zh, std::string_view en) {
    auto shown = std::make_shared<progress>(std::string(say(given.lang, zh, en)));
    return {.patience = std::chrono::milliseconds(given.patience_ms),
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
