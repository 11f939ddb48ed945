// One notice of the State Council (or of anyone who may arrange rest days), as data.
//
// A notice names days off and weekend days worked; an amendment may take a day back (`revert`).
// The day it was published decides whether it was known when a question is asked *as known on D*.
// One that names a region is local: it counts there and nowhere else, above the country's.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/date/date.hpp"

namespace qixian::inline v0 {

enum class notice_kind : std::uint8_t {
    off,    ///< 放假: a rest day
    work,   ///< 上班: a weekend day worked (调休)
    revert  ///< an amendment withdraws the earlier row; the day goes back to the plain week
};

inline constexpr std::array<std::string_view, 3> notice_kind_codes{"off", "work", "revert"};
static_assert(static_cast<std::size_t>(notice_kind::revert) + 1 == notice_kind_codes.size());

[[nodiscard]] constexpr std::string_view code_of(notice_kind k) {
    return notice_kind_codes[static_cast<std::size_t>(k)];
}

struct notice_day {
    date on{};
    notice_kind kind = notice_kind::off;
    std::string holiday{};  ///< 春节 …
    friend bool operator==(notice_day const&, notice_day const&) = default;
};

/// A notice. Pre: no day twice.
struct notice {
    std::string id{};        ///< "CN-2020-A1"
    std::string document{};  ///< 国办发明电〔2020〕1号; may be empty where the number is unknown
    std::string title{};
    date published{};       ///< the first day where only the month is known
    int arranges_year = 0;  ///< the year it arranges or amends; 0: that of most days
    std::string amends{};   ///< id of the notice it amends, or empty
    std::vector<notice_day> days{};
    std::string region{};   ///< "CN-GX"; empty: the whole country
    bool complete = false;  ///< says of itself that its year has no further day than these
    friend bool operator==(notice const&, notice const&) = default;
};

/// One day that the holiday statute itself makes a rest day.
struct statute_day {
    date on{};
    std::string statute{};  ///< the version of the Holiday Regulations
    std::string holiday{};
    friend bool operator==(statute_day const&, statute_day const&) = default;
};

/// One local rest or working day (`revert`: the one above it no longer counts), known from `published` on (always, where no day is known).
struct local_day {
    std::string region{};  ///< "CN-GX"
    std::string festival{};
    date on{};
    notice_kind kind = notice_kind::off;
    maybe_date published{};
    friend bool operator==(local_day const&, local_day const&) = default;
};

}  // namespace qixian::inline v0
