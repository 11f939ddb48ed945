// The class of the applicant: the columns of table 3 (F30, src/notes/articles.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "qixian/base/config.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

/// 申请人情况. Fixed at registration and frozen when a year is closed (C10).
enum class applicant : std::uint8_t {
    natural_person,
    business,
    research,
    public_welfare,
    legal_service,
    other
};

struct applicant_info {
    applicant which;
    std::string_view code;
    std::string_view en;
    std::string_view zh;
};

inline constexpr auto all_applicants = std::to_array<applicant_info>({
    {applicant::natural_person, "natural_person", "natural person", "自然人"},
    {applicant::business, "business", "business", "商业企业"},
    {applicant::research, "research", "research body", "科研机构"},
    {applicant::public_welfare, "public_welfare", "public-welfare body", "社会公益组织"},
    {applicant::legal_service, "legal_service", "legal-service body", "法律服务机构"},
    {applicant::other, "other", "other", "其他"},
});

[[nodiscard]] constexpr applicant_info const& info(applicant which) {
    return all_applicants[static_cast<std::size_t>(which)];
}

[[nodiscard]] constexpr std::optional<applicant> applicant_of(std::string_view code) {
    for (auto const& each : all_applicants) {
        if (each.code == code) {
            return each.which;
        }
    }
    return std::nullopt;
}

}  // namespace qixian::inline v0
