// One row of an event log: one fact, the day it happened, and what its letter said.
//
// `entry` is the value that hosts hand in and that row/ reads from files. What its cells are called,
// which events use them, and whether they make sense together says a table (rule/cell.hpp). Whether
// the law allows the fact here is the procedure's question (step.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/date/date.hpp"
#include "qixian/date/span.hpp"
#include "qixian/date/text.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

inline constexpr std::array<std::string_view, 3> unit_codes{"working_day", "day", "month"};
static_assert(static_cast<std::size_t>(unit::month) + 1 == unit_codes.size());

[[nodiscard]] constexpr std::string_view code_of(unit u) {
    return unit_codes[static_cast<std::size_t>(u)];
}

/// One fact. Strings are UTF-8. Empty means: not said.
struct entry {
    std::string application{};
    std::string agency{};
    date on{};  ///< the legal day on which it happened
    event what = opening_event;

    std::optional<qixian::applicant> applicant{};
    std::optional<qixian::channel> channel{};
    std::optional<int> days{};        ///< a period, from the day after delivery
    std::optional<unit> days_unit{};  ///< its unit; working days where empty
    maybe_date until{};               ///< a last day that the letter names, instead of `days`
    maybe_date delivered{};           ///< when the other side got this letter
    std::string ref{};                ///< key of the letter, consultation or remedy this opens
    std::string re{};                 ///< … of the one this answers
    std::optional<qixian::kind> kind{};
    std::optional<qixian::view> view{};
    std::optional<qixian::outcome> outcome{};
    std::string ground{};  ///< articles, joined by `;`
    std::optional<remedy_result> result{};
    std::optional<std::int64_t> amount_fen{};  ///< 分, hundredths of a yuan
    std::string desk{};
    std::string part_of{};
    std::string related{};
    std::string applicant_ref{};

    std::string id{};
    std::int64_t seq = 0;
    std::optional<instant> recorded{};
    std::string note{};
    std::vector<std::pair<std::string, std::string>> extra{};  ///< the host's own `x_` columns

    std::size_t line = 0;  ///< where it was read, from 1; 0 = not from a file

    friend bool operator==(entry const&, entry const&) = default;
};

// clang-format off
/// The cells of a row in the order of the contract (Formats, section 1), which is that of export,
/// each with the member of `entry` that holds it. Neither `line` nor `extra` is a cell.
#define QIXIAN_CELLS(X)                                                                            \
    X(application, application)     \
    X(agency, agency)               \
    X(on, on)                       \
    X(event, what)                  \
    X(applicant, applicant)         \
    X(channel, channel)             \
    X(days, days)                   \
    X(unit, days_unit)              \
    X(until, until)                 \
    X(delivered, delivered)         \
    X(ref, ref)                     \
    X(re, re)                       \
    X(kind, kind)                   \
    X(view, view)                   \
    X(outcome, outcome)             \
    X(ground, ground)               \
    X(result, result)               \
    X(amount, amount_fen)           \
    X(desk, desk)                   \
    X(part_of, part_of)             \
    X(related, related)             \
    X(applicant_ref, applicant_ref) \
    X(id, id)                       \
    X(seq, seq)                     \
    X(recorded, recorded)           \
    X(note, note)
// clang-format on

/// A cell of a row, which is a column of a log. What is to be known of each stands in one table
/// (rule/cell.hpp).
enum class cell : std::uint8_t {
#define QIXIAN_X(name, member) name,
    QIXIAN_CELLS(QIXIAN_X)
#undef QIXIAN_X
};

}  // namespace qixian::inline v0
