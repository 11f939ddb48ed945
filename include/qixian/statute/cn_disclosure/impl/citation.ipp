// How an article is written in Chinese; see citation.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "qixian/statute/cn_disclosure/citation.hpp"

namespace qixian::inline v0 {

namespace detail {

/// What divides an article into numbered items (（一）（二）), so that its parts are 项 and not 款.
inline constexpr auto articles_of_items = std::to_array<std::pair<instrument, std::uint16_t>>(
    {{instrument::reg08, 21}, {instrument::reg19, 31}});

/// Letters have no articles, they number their points.
[[nodiscard]] constexpr bool is_letter(instrument in) {
    return in == instrument::f207 || in == instrument::f235 || in == instrument::f30;
}

}  // namespace detail

QIXIAN_DECL std::string number_in_chinese(int number) {
    constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};
    auto const hundreds = static_cast<std::size_t>(number / 100 % 10);
    auto const tens = static_cast<std::size_t>(number / 10 % 10);
    auto const ones = static_cast<std::size_t>(number % 10);
    std::string text;
    if (hundreds != 0) {
        text += digits[hundreds];
        text += "百";
    }
    if (tens != 0) {
        // 十五, but 一百一十五.
        text += tens == 1 && hundreds == 0 ? "" : digits[tens];
        text += "十";
    } else if (hundreds != 0 && ones != 0) {
        text += digits[0];
    }
    if (ones != 0) {
        text += digits[ones];
    }
    return text;
}

namespace detail {

[[nodiscard]] inline std::string part_in_chinese(basis_info const& b) {
    if (b.part == 0) {
        return {};
    }
    bool const items = std::find(articles_of_items.begin(), articles_of_items.end(),
                                 std::pair{b.in, b.article}) != articles_of_items.end();
    return "第" + number_in_chinese(b.part) + (items ? "项" : "款");
}

}  // namespace detail

QIXIAN_DECL std::string article_in_chinese(basis which) {
    auto const& b = info(which);
    if (b.article == 0) {
        return {};
    }
    return "第" + number_in_chinese(b.article) + (detail::is_letter(b.in) ? "项" : "条") +
           detail::part_in_chinese(b);
}

QIXIAN_DECL std::string citations_in_chinese(std::span<basis const> which) {
    std::string text;
    for (std::size_t i = 0; i < which.size(); ++i) {
        auto const& b = info(which[i]);
        auto const same = [&](basis other) {
            auto const& o = info(other);
            return o.in == b.in && o.article == b.article && o.part == b.part;
        };
        if (std::any_of(which.begin(), which.begin() + static_cast<std::ptrdiff_t>(i), same)) {
            continue;
        }
        if (text.empty()) {
            text = citation_in_chinese(which[i]);
            continue;
        }
        auto const& before = info(which[i - 1]);
        bool const one_article =
            before.in == b.in && before.article == b.article && b.part != 0 && before.part != 0;
        text += "、";
        text += one_article         ? detail::part_in_chinese(b)
                : before.in == b.in ? article_in_chinese(which[i])
                                    : citation_in_chinese(which[i]);
    }
    return text;
}

QIXIAN_DECL std::string citation_in_chinese(basis which) {
    return std::string(info(info(which).in).zh_short) + article_in_chinese(which);
}

}  // namespace qixian::inline v0
