// Grounds of a reply as people cite them (cells.hpp): 新条例第三十六条第五项 is REG19-36.5.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "qixian/base/impl/half_width.ipp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Takes `word` from the head of `text`.
inline bool take_word(std::string_view& text, std::string_view word) {
    bool const there = text.starts_with(word);
    text.remove_prefix(there ? word.size() : 0);
    return there;
}

/// Takes a number from 1 to 99, in digits or as 三十六.
inline int take_number(std::string_view& text) {
    constexpr auto numerals =
        std::to_array<std::string_view>({"一", "二", "三", "四", "五", "六", "七", "八", "九"});
    auto const take_numeral = [&] {
        for (std::size_t i = 0; i < numerals.size(); ++i) {
            if (take_word(text, numerals[i])) {
                return static_cast<int>(i) + 1;
            }
        }
        return 0;
    };
    int value = 0;
    for (int digits = 0; digits < 2 && !text.empty() && text[0] >= '0' && text[0] <= '9';
         ++digits) {
        value = value * 10 + (text[0] - '0');
        text.remove_prefix(1);
    }
    if (value != 0) {
        return value;
    }
    int const first = take_numeral();
    return take_word(text, "十") ? (first == 0 ? 10 : first * 10) + take_numeral() : first;
}

/// 第三十六条第五项: article, and paragraph or item.
struct cited_article {
    int article = 0;
    int part = 0;
    bool doubtful = false;  ///< a paragraph and an item: two parts, and a citation has one
};

inline std::optional<cited_article> article_cited(std::string_view text) {
    cited_article out;
    if (!take_word(text, "第") || (out.article = take_number(text)) == 0 ||
        !take_word(text, "条")) {
        return std::nullopt;
    }
    while (!text.empty()) {
        bool const bracket = take_word(text, "第") && take_word(text, "(");
        int const part = take_number(text);
        if (part == 0 || bracket != take_word(text, ")") ||
            !(take_word(text, "款") || take_word(text, "项"))) {
            return std::nullopt;
        }
        out.doubtful = out.part != 0;
        out.part = part;
    }
    return out;
}

/// One citation; as it stands where it is of no decree on disclosure.
inline result<std::string> one_ground(std::string_view text, date on) {
    constexpr date both_until =
        day(20200515);  // what was received before the change is answered by then
    constexpr int articles_711 = 56;
    constexpr int articles_492 = 38;
    auto rest = text;
    bool const title = take_word(rest, "《");
    take_word(rest, "中华人民共和国");
    bool const newer = take_word(rest, "新条例");
    // 原条例 is what an answer of ours calls it (citation.hpp).
    bool const older = !newer && (take_word(rest, "旧条例") || take_word(rest, "原条例"));
    bool const named =
        newer || older || take_word(rest, "政府信息公开条例") || take_word(rest, "条例");
    if (title != take_word(rest, "》") || (title && !named)) {
        return std::string(text);
    }
    auto const cited = article_cited(rest);
    if (!cited) {
        return std::string(text);
    }
    auto const doubt = [&](std::string const& why) {
        return fault{.what = code::unknown_code, .detail = std::string(text) + why};
    };
    bool const after = on >= decree_711_from;
    if (!newer && !older && after && on < both_until) {
        return doubt(" (新条例? 旧条例?)");
    }
    bool const of_711 = newer || (!older && after);
    if (cited->doubtful || cited->article > (of_711 ? articles_711 : articles_492)) {
        return doubt("");
    }
    return std::string(of_711 ? "REG19-" : "REG08-") + std::to_string(cited->article) +
           (cited->part == 0 ? "" : "." + std::to_string(cited->part));
}

}  // namespace detail

QIXIAN_DECL result<std::string> ground_as_cited(std::string_view text, date on) {
    auto const narrow = detail::half_width(text);
    std::string_view rest = narrow;
    std::string out;
    bool cites = false;
    while (!rest.empty()) {
        std::size_t end = rest.size();
        std::size_t sign = 0;
        for (std::string_view const each : {";", "、"}) {
            if (auto const at = rest.find(each); at < end) {
                end = at;
                sign = each.size();
            }
        }
        auto const one = detail::trimmed(rest.substr(0, end));
        auto const got = detail::one_ground(one, on);
        if (!got) {
            return got.error();
        }
        cites = cites || *got != one;
        out += (out.empty() ? "" : ";") + *got;
        rest.remove_prefix(end + sign);
    }
    return cites ? out : std::string(text);
}

}  // namespace qixian::inline v0
