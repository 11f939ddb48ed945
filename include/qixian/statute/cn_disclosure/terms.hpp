// The periods of the law: length, unit, whose they are, and the article that sets them.
//
// Nothing else in Qixian writes a statutory length down.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "qixian/date/span.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"

namespace qixian::inline v0 {

/// Who has to act within a period.
enum class party : std::uint8_t {
    agency,
    applicant,
    third_party,
    co_maker,
    other_agency,
    review_body,
    court
};

[[nodiscard]] constexpr std::string_view code_of(party p) {
    constexpr auto names = std::to_array<std::string_view>(
        {"agency", "applicant", "third_party", "co_maker", "other_agency", "review_body", "court"});
    return names[static_cast<std::size_t>(p)];
}

/// One statutory period. It starts the day after its trigger (D1).
struct term {
    int length = 0;
    unit in = unit::working_day;
    basis from = basis::r33_2;
};

/// R33-2, O1: to reply.
[[nodiscard]] constexpr term reply_term(regime r) {
    return r == regime::decree_492 ? term{15, unit::working_day, basis::o1}
                                   : term{20, unit::working_day, basis::r33_2};
}

/// R33-3, O2: the most that extensions may add up to.
[[nodiscard]] constexpr term extension_term(regime r) {
    return r == regime::decree_492 ? term{15, unit::working_day, basis::o2}
                                   : term{20, unit::working_day, basis::r33_3};
}

/// R30-1: to send the correction notice. Decree 492 sets no limit (O6).
inline constexpr term correction_notice_term{7, unit::working_day, basis::r30_1};

/// R32-2, R34-1: to give an opinion under Decree 711.
inline constexpr term third_party_term{15, unit::working_day, basis::r32_2};
inline constexpr term co_maker_term{15, unit::working_day, basis::r34_1};

/// R42-4: to pay the processing fee.
inline constexpr term payment_term{20, unit::working_day, basis::r42_4};

/// R60-1: to apply for review; with `overdue`, for want of a reply (R60-8).
[[nodiscard]] inline term review_application_term(date from, bool overdue) {
    if (overdue) {
        return {60, unit::day, basis::r60_8};
    }
    return {60, unit::day, from < review_law_2023_from ? basis::r60_1b : basis::r60_1};
}

/// R60-2: for the review body to accept, after which acceptance is deemed.
[[nodiscard]] inline term review_acceptance_term(date filed) {
    return {5, unit::working_day, filed < review_law_2023_from ? basis::r60_2b : basis::r60_2};
}

/// R60-4, R60-6: for the agency to answer the review.
[[nodiscard]] inline term review_answer_term(date filed, bool simplified) {
    if (filed < review_law_2023_from) {
        return {10, unit::day, basis::r60_4b};
    }
    return simplified ? term{5, unit::working_day, basis::r60_6a}
                      : term{10, unit::working_day, basis::r60_4};
}

/// R60-5, R60-6: for the review body to decide.
[[nodiscard]] inline term review_decision_term(date filed, bool simplified) {
    if (simplified) {
        return {30, unit::day, basis::r60_6};
    }
    return {60, unit::day, filed < review_law_2023_from ? basis::r60_5b : basis::r60_5};
}

/// R61-1, R61-3, G8: to sue directly, from the day `from` on which the act was known or the reply
/// period ended.
[[nodiscard]] inline term suit_term(date from, bool overdue) {
    return {from < six_month_suits_from ? 3 : 6, unit::month,
            overdue ? basis::r61_3 : basis::r61_1};
}

/// R61-2: to sue after a review. R61-5: for the agency's defence.
inline constexpr term suit_after_review_term{15, unit::day, basis::r61_2};
inline constexpr term suit_defence_term{15, unit::day, basis::r61_5};

/// C9, REVIR 49: to answer anew when the order sets no limit.
[[nodiscard]] constexpr term reanswer_term(regime r) {
    return {r == regime::decree_492 ? 15 : 20, unit::working_day, basis::r28_1};
}

}  // namespace qixian::inline v0
