// The words that cells of a row carry: channels, kinds of letter, views, results of remedies.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

enum class channel : std::uint8_t { in_person, oral, registered_post, ordinary_post, online, fax };
enum class kind : std::uint8_t {
    third_party,
    co_maker,
    other_agency,
    ordinary,
    simplified,
    announcement
};
enum class view : std::uint8_t { agrees, objects, objects_without_reason, none };
enum class remedy_result : std::uint8_t { upheld, corrected, other, mediated };

inline constexpr std::array<std::string_view, 6> channel_codes{
    "in_person", "oral", "registered_post", "ordinary_post", "online", "fax"};
inline constexpr std::array<std::string_view, 6> kind_codes{
    "third_party", "co_maker", "other_agency", "ordinary", "simplified", "announcement"};
inline constexpr std::array<std::string_view, 4> view_codes{"agrees", "objects",
                                                            "objects_without_reason", "none"};
inline constexpr std::array<std::string_view, 4> remedy_result_codes{"upheld", "corrected", "other",
                                                                     "mediated"};

static_assert(static_cast<std::size_t>(channel::fax) + 1 == channel_codes.size() &&
              static_cast<std::size_t>(kind::announcement) + 1 == kind_codes.size() &&
              static_cast<std::size_t>(view::none) + 1 == view_codes.size() &&
              static_cast<std::size_t>(remedy_result::mediated) + 1 == remedy_result_codes.size());

/// Their Chinese names, in the same order; where there are several, the first one is shown.
inline constexpr std::array<std::string_view, 6> channel_names{
    "当面提交", "口头提出", "邮寄（需签收）", "平常信函（无需签收）|平常信函", "互联网", "传真"};
inline constexpr std::array<std::string_view, 6> kind_names{"第三方",   "共同制作机关", "其他机关",
                                                            "普通程序", "简易程序",     "公告送达"};
inline constexpr std::array<std::string_view, 4> view_names{"同意公开", "不同意公开且有合理理由",
                                                            "不同意公开但无合理理由", "未表示意见"};
inline constexpr std::array<std::string_view, 4> remedy_result_names{"结果维持", "结果纠正",
                                                                     "其他结果", "调解"};
inline constexpr std::array<std::string_view, 3> unit_names{"工作日", "日（自然日）|日|自然日",
                                                            "月"};

[[nodiscard]] constexpr std::string_view code_of(channel c) {
    return channel_codes[static_cast<std::size_t>(c)];
}
[[nodiscard]] constexpr std::string_view code_of(kind k) {
    return kind_codes[static_cast<std::size_t>(k)];
}
[[nodiscard]] constexpr std::string_view code_of(remedy_result r) {
    return remedy_result_codes[static_cast<std::size_t>(r)];
}

}  // namespace qixian::inline v0
