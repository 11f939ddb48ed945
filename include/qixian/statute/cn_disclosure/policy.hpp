// The readings that a host may choose, by name. The default of each is the recommended one.
//
// A policy settles a question the law leaves open (src/notes/readings.md). It never widens an answer:
// where the other reading gives another day, the answer carries a warning with that day.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "qixian/base/result.hpp"
#include "qixian/rule/policy.hpp"

namespace qixian::inline v0 {

/// Q3: received on a rest day.
enum class nonworking_receipt : std::uint8_t { literal, next_working_day };
/// Q1: received before 2019-05-15 and open on that day.
enum class transition : std::uint8_t { regime_at_receipt, new_rule_for_open_cases };
/// D4 for a day that a letter names.
enum class named_day : std::uint8_t { rolled, literal };
/// Q8: whether asking for reasons (art. 35) holds and restarts the clock as a correction does.
enum class reasons_as_correction : std::uint8_t { no, yes };
/// Q4: which day counts for an online application.
enum class online_receipt : std::uint8_t { mutual_confirmation, submission_accepted };
/// Q20: whether D4 moves an authority's own limit in calendar days.
enum class authority_limit : std::uint8_t { rolled, literal };
/// Q7: whether a letter to another agency that is no co-maker (art. 17 secrecy referral) pauses.
enum class referral_pause : std::uint8_t { yes, no };
/// Z4: what a correction notice does to the clock under Decree 492: nothing, stop it until the correction, start
/// it anew, or answer the application.
enum class correction_492 : std::uint8_t { runs, pauses, restarts, answers };
/// Z4: whether an application may be deemed abandoned under Decree 492.
enum class lapse_492 : std::uint8_t { refused, accepted };
/// Z12: how table 4 counts a suit that was decided and then appealed.
enum class appeal : std::uint8_t { pending, first_instance };
/// Z13: with what a year opens whose year before was closed.
enum class opening : std::uint8_t { published, corrected };
/// By which day lights and work lists go where readings differ.
enum class light_by : std::uint8_t { safe_by, due };

// The number of each: its place in `all_policies`.
template <>
inline constexpr policy_number policy_number_of<nonworking_receipt> = 0;
template <>
inline constexpr policy_number policy_number_of<transition> = 1;
template <>
inline constexpr policy_number policy_number_of<named_day> = 2;
template <>
inline constexpr policy_number policy_number_of<reasons_as_correction> = 3;
template <>
inline constexpr policy_number policy_number_of<online_receipt> = 4;
template <>
inline constexpr policy_number policy_number_of<authority_limit> = 5;
template <>
inline constexpr policy_number policy_number_of<referral_pause> = 6;
template <>
inline constexpr policy_number policy_number_of<correction_492> = 7;
template <>
inline constexpr policy_number policy_number_of<lapse_492> = 8;
template <>
inline constexpr policy_number policy_number_of<appeal> = 9;
template <>
inline constexpr policy_number policy_number_of<opening> = 10;
template <>
inline constexpr policy_number policy_number_of<light_by> = 11;

inline constexpr auto all_policies = std::to_array<policy_info>({
    {"nonworking_receipt",
     {"literal", "next_working_day"},
     "Q3",
     "receipt on a rest day",
     "休息日收到申请"},
    {"transition",
     {"regime_at_receipt", "new_rule_for_open_cases"},
     "Q1",
     "cases open on 2019-05-15",
     "2019年5月15日尚未办结的申请"},
    {"named_day", {"rolled", "literal"}, "D4", "a named day that is a rest day", "指定日为休息日"},
    {"reasons_as_correction",
     {"no", "yes"},
     "Q8",
     "asking for reasons stops the clock",
     "要求说明理由是否比照补正"},
    {"online_receipt",
     {"mutual_confirmation", "submission_accepted"},
     "Q4",
     "the day of an online application",
     "互联网申请的收到之日"},
    {"authority_limit",
     {"rolled", "literal"},
     "Q20",
     "an authority's limit in calendar days that ends on a rest day",
     "机关自身期限末日为休息日"},
    {"referral_pause",
     {"yes", "no"},
     "Q7",
     "a letter to another agency pauses the clock",
     "向其他机关征求意见是否扣除时间"},
    {"correction_492",
     {"runs", "pauses", "restarts", "answers"},
     "Z4",
     "what a correction notice does to the clock under Decree 492",
     "旧条例下告知补正对答复期限的影响"},
    {"lapse_492",
     {"refused", "accepted"},
     "Z4",
     "deemed abandonment under Decree 492",
     "旧条例下逾期不补正是否视为放弃"},
    {"appeal",
     {"pending", "first_instance"},
     "Z12",
     "how table 4 counts a suit that was appealed",
     "一审后上诉案件在年报中的计入方式"},
    {"opening",
     {"published", "corrected"},
     "Z13",
     "what a year opens with after a published table",
     "上年结转按已公布年报或者按更正后数据"},
    {"light_by",
     {"safe_by", "due"},
     "Z15",
     "the day that lights and work lists go by",
     "警示与工作清单所依据的日期"},
});

/// `held` with the policy `name` set to `value`. Faults: 805.
[[nodiscard]] QIXIAN_DECL result<policies> with_policy(policies held, std::string_view name,
                                                       std::string_view value);

/// The value of each policy by name, in the order of `all_policies`.
[[nodiscard]] QIXIAN_DECL std::array<std::pair<std::string_view, std::string_view>,
                                     all_policies.size()>
named_values(policies const& held);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/statute/cn_disclosure/impl/policy.ipp"
#endif
