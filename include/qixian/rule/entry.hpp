// One row of an event log: one fact, the day it happened, and what its letter said.
//
// `entry` is the value that hosts hand in and that log/ reads from files; `check` says whether its
// cells make sense together. Whether the law allows it here is the procedure's question (step.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/base/result.hpp"
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

/// The cells of a row that only some events use.
enum class cell : std::uint8_t {
    applicant,
    channel,
    days,
    unit,
    until,
    delivered,
    ref,
    re,
    kind,
    view,
    outcome,
    ground,
    result,
    amount,
    part_of,
    related,
    applicant_ref
};

inline constexpr std::array<std::string_view, 17> cell_names{
    "applicant", "channel", "days",    "unit",    "until",        "delivered",
    "ref",       "re",      "kind",    "view",    "outcome",      "ground",
    "result",    "amount",  "part_of", "related", "applicant_ref"};

static_assert(static_cast<std::size_t>(cell::applicant_ref) + 1 == cell_names.size());

/// Whether rows of `e` use the cell. `ref` may stand on any row.
[[nodiscard]] QIXIAN_DECL bool uses(event e, cell c);

/// The cells that are filled although their event does not use them (warning 926).
[[nodiscard]] QIXIAN_DECL std::vector<cell> unused_cells(entry const& e);

/// What is wrong with the cells of `e` taken together, if anything: a period twice, a letter
/// delivered before it was sent, an outcome of another event, a cell that is needed and empty.
/// `field` names the cell; the caller adds file, line and column.
/// Faults: 910 915 916 920 921 922.
[[nodiscard]] QIXIAN_DECL std::optional<fault> check(entry const& e);

/// The outcome that closing by `e` gives; nothing when `e` does not close an application.
[[nodiscard]] QIXIAN_DECL std::optional<outcome> outcome_of(entry const& e);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/rule/impl/entry.ipp"
#endif
