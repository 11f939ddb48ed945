// What an audit of many tables says at a glance: which sums hold, which do not, and which could not be
// judged, because too little of them is printed.
//
// A sum that nobody could judge does not hold: it is counted apart, in each table and over all of them.
//
//   auto const findings = audit(tables, how);
//   auto const all = summary_of(tables, findings, how);
//   all.over_tables(table_rule::carry).not_judged     // tables that say nothing about I1
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/ledger/audit.hpp"

namespace qixian::inline v0 {

/// The identities of the tables themselves: I1 to I6.
inline constexpr auto summed_rules = std::to_array<table_rule>(
    {table_rule::carry, table_rule::results, table_rule::total, table_rule::year_to_year,
     table_rule::remedies, table_rule::fee_before_2021});

/// How the sums of one kind stand in one table.
enum class sum_state : std::uint8_t {
    holds,       ///< all of them
    in_part,     ///< those that could be judged
    broken,      ///< at least one does not hold
    not_judged,  ///< too little is printed for any
    none         ///< there is none: no year before, no form or year to which it applies
};

/// `holds`, `in_part`, `broken`, `not_judged`, `none`.
[[nodiscard]] QIXIAN_DECL std::string_view code_of(sum_state which);

/// The sums of one kind in one table.
struct sums_of_kind {
    std::size_t held = 0;
    std::size_t broken = 0;
    std::size_t not_judged = 0;
    [[nodiscard]] QIXIAN_DECL sum_state state() const;
};

struct table_summary {
    std::string file{};
    std::string agency{};
    std::optional<int> year{};  ///< that it states, or that its name shows
    form shape{};
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::array<sums_of_kind, summed_rules.size()> rules{};

    [[nodiscard]] QIXIAN_DECL sums_of_kind of(table_rule which) const;
    /// No error, and of every kind of sum that there is something could be judged.
    [[nodiscard]] QIXIAN_DECL bool sound() const;
    /// Kinds of which none, or not all, could be judged: "I1 (4 of 7), I5"; empty: all were.
    [[nodiscard]] QIXIAN_DECL std::string not_judged() const;
};

/// Tables by the state of one kind of sum.
struct rule_summary {
    std::size_t holds = 0;
    std::size_t in_part = 0;
    std::size_t broken = 0;
    std::size_t not_judged = 0;
};

struct audit_summary {
    std::vector<table_summary> tables{};
    std::size_t sound = 0;        ///< tables without error of which every kind of sum was judged
    std::size_t with_errors = 0;  ///< tables
    std::size_t not_judged = 0;   ///< tables without error of which some kind could not be judged
    std::size_t errors = 0;
    std::size_t warnings = 0;

    [[nodiscard]] QIXIAN_DECL rule_summary over_tables(table_rule which) const;
};

/// Pre:  `findings` are those of `audit(tables, how)`.
/// Cost: some microseconds a table.
[[nodiscard]] QIXIAN_DECL audit_summary summary_of(std::span<published_table const> tables,
                                                   std::span<finding const> findings,
                                                   audit_options const& how = {});

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/ledger/impl/audit_summary.ipp"
#endif
