// The words of the format in which a statute is read, for the enums of rows.hpp, in their order.
#pragma once

#include <array>
#include <string_view>

#include "qixian/rule/rows.hpp"

namespace qixian::inline v0 {

namespace detail {

// clang-format off
inline constexpr auto role_names = std::to_array<std::string_view>({"before", "lodged", "open", "replied", "abandoned", "ended", "voided"});
inline constexpr auto region_names = std::to_array<std::string_view>({"procedure", "standing", "remedy"});
inline constexpr auto standing_names = std::to_array<std::string_view>({"not_carried", "carried_forward"});
inline constexpr auto maybe_names = std::to_array<std::string_view>({"either", "no", "yes"});
inline constexpr auto verdict_names = std::to_array<std::string_view>({"accepted", "irregular", "refused"});
inline constexpr auto day_names = std::to_array<std::string_view>({"due", "notice_last", "given_last", "limit_last", "answer_last"});
inline constexpr auto check_names = std::to_array<std::string_view>({"by", "after", "from", "within", "answers", "arrives", "open", "case_open"});
inline constexpr auto verb_names = std::to_array<std::string_view>({"lodges", "receives", "from_lodging", "from_working_day", "starts", "holds", "extends", "names", "sends", "tells", "replies", "asks", "renews", "answers", "silence", "accepts", "sends_back", "completes", "lengthens", "suspends", "resumes", "dismisses", "drops", "gives_up", "reopens", "acts", "satisfies", "arrives", "comes_back", "sends_again", "lapses", "warns"});
inline constexpr auto which_names = std::to_array<std::string_view>({"found", "last", "every_open", "first_open", "while_open"});
inline constexpr auto because_names = std::to_array<std::string_view>({"always", "irregular", "no_period", "after_last", "no_pause", "after_due", "named_rest_day", "objected", "after_wait", "lagged", "rest_day", "still_open"});
inline constexpr auto shadow_names = std::to_array<std::string_view>({"none", "former", "fresh", "from_lodging", "same_day", "next_working_day"});
inline constexpr auto found_names = std::to_array<std::string_view>({"order", "ref", "chain"});
inline constexpr auto counted_names = std::to_array<std::string_view>({"nothing", "fee", "review", "suit"});
inline constexpr auto source_names = std::to_array<std::string_view>({"lodging", "runs", "receipt", "rounds", "act"});
inline constexpr auto begins_names = std::to_array<std::string_view>({"delivered", "opened", "accepted", "decided"});
inline constexpr auto ends_names = std::to_array<std::string_view>({"answered", "accepted", "decided", "unrecorded", "followed"});
inline constexpr auto term_names = std::to_array<std::string_view>({"none", "fixed", "given", "same_day", "dates_back", "most", "wait"});
inline constexpr auto ground_names = std::to_array<std::string_view>({"started_by", "paused", "named", "lengthened", "suspended", "completed"});
inline constexpr auto fact_names = std::to_array<std::string_view>({"due", "count", "notice_last", "given_last", "limit_last", "reasons_last", "granted", "answered", "letter", "returned_letter", "may_lapse", "third_party", "not_asked", "barred", "to_accept", "to_decide", "to_judge", "to_complete", "to_suspend", "to_resume", "to_reopen", "ask_last", "decide_last", "given_up", "any_decision", "running", "exhausted", "reference", "open"});
inline constexpr auto side_names = std::to_array<std::string_view>({"last", "first", "first_after", "when_overdue"});
inline constexpr auto row_role_names = std::to_array<std::string_view>({"results", "fresh", "carried_in", "sum", "carried_out"});
// clang-format on

static_assert(place_of(stage_role::voided) + 1 == role_names.size() &&
              place_of(region::remedy) + 1 == region_names.size() &&
              place_of(verdict::refused) + 1 == verdict_names.size() &&
              place_of(known_day::consultation_last) + 1 == day_names.size() &&
              place_of(check_kind::case_open) + 1 == check_names.size() &&
              place_of(verb::warns) + 1 == verb_names.size() &&
              place_of(which_round::while_open) + 1 == which_names.size() &&
              place_of(because::still_open) + 1 == because_names.size() &&
              place_of(shadow::next_working_day) + 1 == shadow_names.size() &&
              place_of(found_by::chain) + 1 == found_names.size() &&
              place_of(counted_as::suit) + 1 == counted_names.size() &&
              place_of(made_from::act) + 1 == source_names.size() &&
              place_of(begins::decided) + 1 == begins_names.size() &&
              place_of(ends::followed) + 1 == ends_names.size() &&
              place_of(term_kind::wait) + 1 == term_names.size() &&
              place_of(ground_row::why::completed) + 1 == ground_names.size() &&
              place_of(fact::order_open) + 1 == fact_names.size() &&
              place_of(bound_row::side::when_overdue) + 1 == side_names.size() &&
              place_of(row_role::carried_out) + 1 == row_role_names.size());

}  // namespace detail

}  // namespace qixian::inline v0
