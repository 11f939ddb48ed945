// Years and names as they are typed, and what becomes of Ctrl-C.
#include "simulate/asked.hpp"

#include <atomic>
#include <csignal>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/texts.hpp"
#include "qixian/base/safe_text.hpp"

namespace qixian::cli {

namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

}  // namespace

interrupt_guard::interrupt_guard() {
    interrupted = false;
    former_ = std::signal(SIGINT, [](int) {
        interrupted = true;
        std::signal(SIGINT, SIG_DFL);
    });
}

interrupt_guard::~interrupt_guard() { std::signal(SIGINT, former_); }

bool was_interrupted() { return interrupted.load(); }

year_span years_of(std::string const& text, options const& given) {
    auto const year = [&](std::string_view part) {
        return whole_number("--years", part, 2012, 2045, given);
    };
    auto const dots = text.find("..");
    auto const is_year = [](std::string_view part) { return is_decimal(part, false, false); };
    if (!is_year(std::string_view(text).substr(0, dots)) ||
        (dots != std::string::npos && !is_year(std::string_view(text).substr(dots + 2)))) {
        throw stop{exit_code::usage,
                   fmt::format(fmt::runtime(say(given.lang, text::no_years)), visible(text))};
    }
    if (dots == std::string::npos) {
        auto const one = year(text);
        return {one, one};
    }
    return {year(std::string_view(text).substr(0, dots)),
            year(std::string_view(text).substr(dots + 2))};
}

std::string names_of(std::vector<scenario> const& scenarios) {
    std::string names;
    for (auto const& each : scenarios) {
        names += (names.empty() ? "" : ", ") + each.name;
    }
    return names;
}

}  // namespace qixian::cli
