// How an application ends, and the row of table 3 it is counted in.
//
// One application, one outcome, one row (C3). The row of the 2021 form stands first; the 2019 form
// has 3.6 in place of 3.6.1 to 3.6.3 and is otherwise the same.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "qixian/rule/condition.hpp"
#include "qixian/rule/ids.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"

namespace qixian::inline v0 {

enum class outcome : std::uint8_t {
    granted,
    partly_granted,
    state_secret,
    forbidden_by_law,
    security_stability,
    third_party_rights,
    internal_affairs,
    process_information,
    enforcement_file,
    administrative_query,
    not_held,
    needs_creation,
    unclear_after_correction,
    petition,
    repeated,
    publication,
    excessive,
    reconfirmation,
    correction_lapsed,
    fee_lapsed,
    other
};

/// What kind of answer an outcome is; the events that may carry it follow from this.
enum class answer_kind : std::uint8_t {
    disclosed,
    partly_disclosed,
    refused,
    unable_to_provide,
    not_processed,
    handled_otherwise
};

struct outcome_info {
    outcome which;
    std::string_view code;      ///< as logs carry it
    std::string_view row_2021;  ///< of table 3
    std::string_view row_2019;
    answer_kind kind;
    std::string_view citation;  ///< the legal ground, Decree 711
    std::string_view en;
    std::string_view zh;
};

// clang-format off
inline constexpr auto all_outcomes = std::to_array<outcome_info>({
    {outcome::granted,                  "granted",                  "3.1",   "3.1",   answer_kind::disclosed,         "REG19-36.2", "disclosed",                              "予以公开"},
    {outcome::partly_granted,           "partly_granted",           "3.2",   "3.2",   answer_kind::partly_disclosed,  "REG19-37",   "disclosed in part",                      "部分公开"},
    {outcome::state_secret,             "state_secret",             "3.3.1", "3.3.1", answer_kind::refused,           "REG19-14",   "state secret",                           "属于国家秘密"},
    {outcome::forbidden_by_law,         "forbidden_by_law",         "3.3.2", "3.3.2", answer_kind::refused,           "REG19-14",   "forbidden by law or regulation",         "其他法律行政法规禁止公开"},
    {outcome::security_stability,       "security_stability",       "3.3.3", "3.3.3", answer_kind::refused,           "REG19-14",   "endangers security or stability",        "危及“三安全一稳定”"},
    {outcome::third_party_rights,       "third_party_rights",       "3.3.4", "3.3.4", answer_kind::refused,           "REG19-15",   "rights of a third party",                "保护第三方合法权益"},
    {outcome::internal_affairs,         "internal_affairs",         "3.3.5", "3.3.5", answer_kind::refused,           "REG19-16.1", "internal affairs",                       "属于三类内部事务信息"},
    {outcome::process_information,      "process_information",      "3.3.6", "3.3.6", answer_kind::refused,           "REG19-16.2", "process information",                    "属于四类过程性信息"},
    {outcome::enforcement_file,         "enforcement_file",         "3.3.7", "3.3.7", answer_kind::refused,           "REG19-16.2", "enforcement file",                       "属于行政执法案卷"},
    {outcome::administrative_query,     "administrative_query",     "3.3.8", "3.3.8", answer_kind::refused,           "REG19-36.7", "matter of an administrative query",      "属于行政查询事项"},
    {outcome::not_held,                 "not_held",                 "3.4.1", "3.4.1", answer_kind::unable_to_provide, "REG19-36.4", "not held by this agency",                "本机关不掌握相关政府信息"},
    {outcome::needs_creation,           "needs_creation",           "3.4.2", "3.4.2", answer_kind::unable_to_provide, "REG19-38",   "would have to be made",                  "没有现成信息需要另行制作"},
    {outcome::unclear_after_correction, "unclear_after_correction", "3.4.3", "3.4.3", answer_kind::unable_to_provide, "REG19-30",   "still unclear after correction",         "补正后申请内容仍不明确"},
    {outcome::petition,                 "petition",                 "3.5.1", "3.5.1", answer_kind::not_processed,     "REG19-39.1", "petition, complaint or report",          "信访举报投诉类申请"},
    {outcome::repeated,                 "repeated",                 "3.5.2", "3.5.2", answer_kind::not_processed,     "REG19-36.6", "repeated application",                   "重复申请"},
    {outcome::publication,              "publication",              "3.5.3", "3.5.3", answer_kind::not_processed,     "REG19-39.2", "asks for a publication",                 "要求提供公开出版物"},
    {outcome::excessive,                "excessive",                "3.5.4", "3.5.4", answer_kind::not_processed,     "REG19-35",   "excessive without good reason",          "无正当理由大量反复申请"},
    {outcome::reconfirmation,           "reconfirmation",           "3.5.5", "3.5.5", answer_kind::not_processed,     "REG19-39",   "asks to confirm or re-issue",            "要求行政机关确认或重新出具已获取信息"},
    {outcome::correction_lapsed,        "correction_lapsed",        "3.6.1", "3.6",   answer_kind::handled_otherwise, "REG19-30",   "not corrected in time",                  "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
    {outcome::fee_lapsed,               "fee_lapsed",               "3.6.2", "3.6",   answer_kind::handled_otherwise, "FEE-6",      "fee not paid in time",                   "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
    {outcome::other,                    "other",                    "3.6.3", "3.6",   answer_kind::handled_otherwise, "F30-C8",     "other",                                  "其他"},
});
// clang-format on

[[nodiscard]] constexpr outcome_info const& info(outcome which) {
    return all_outcomes[static_cast<std::size_t>(which)];
}

[[nodiscard]] constexpr std::optional<outcome> outcome_of(std::string_view code) {
    for (auto const& each : all_outcomes) {
        if (each.code == code) {
            return each.which;
        }
    }
    return std::nullopt;
}

static_assert(all_outcomes.size() <= 32, "a set of outcomes is a number with a bit for each");
/// The outcomes that an answer of this kind may have.
[[nodiscard]] constexpr std::uint32_t outcomes_of(answer_kind kind) {
    std::uint32_t out = 0;
    for (auto const& each : all_outcomes) {
        out |= std::uint32_t{each.kind == kind} << static_cast<unsigned>(each.which);
    }
    return out;
}

/// What a third party may have something against (R32-1).
inline constexpr number_set disclosing_outcomes = set_of(outcome::granted, outcome::partly_granted);

/// R60-7: a refusal under articles 14, 15 or 16 (rows 3.3.1 to 3.3.7) must go to review first.
[[nodiscard]] constexpr bool needs_review_first(outcome which) {
    return which >= outcome::state_secret && which <= outcome::enforcement_file;
}

}  // namespace qixian::inline v0
