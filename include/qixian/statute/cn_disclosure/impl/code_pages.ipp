// The pages of all codes in one list, and the two documents made of them: codes.md and codes.zh.md.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/code_pages.hpp"
#include "qixian/statute/cn_disclosure/impl/code_pages_1.ipp"
#include "qixian/statute/cn_disclosure/impl/code_pages_2.ipp"
#include "qixian/statute/cn_disclosure/impl/code_pages_3.ipp"
#include "qixian/statute/cn_disclosure/impl/code_pages_4.ipp"
#include "qixian/statute/cn_disclosure/impl/code_pages_5.ipp"
#include "qixian/statute/cn_disclosure/impl/code_pages_6.ipp"

namespace qixian::inline v0 {

namespace detail {

template <std::size_t... N>
constexpr auto joined_pages(std::array<code_page, N> const&... parts) {
    std::array<code_page, (N + ...)> all{};
    std::size_t at = 0;
    auto const take = [&](auto const& part) {
        for (auto const& each : part) {
            all[at++] = each;
        }
    };
    (take(parts), ...);
    return all;
}

inline constexpr auto all_code_pages = joined_pages(code_pages_1, code_pages_2, code_pages_3,
                                                    code_pages_4, code_pages_5, code_pages_6);

constexpr bool pages_ascend() {
    for (std::size_t i = 1; i < all_code_pages.size(); ++i) {
        if (all_code_pages[i - 1].what >= all_code_pages[i].what) {
            return false;
        }
    }
    return true;
}
static_assert(all_code_pages.size() == all_codes.size() && pages_ascend(),
              "one page for each code, in the order of the numbers");

/// A phrase in both languages.
struct phrase {
    std::string_view en{};
    std::string_view zh{};
};

inline constexpr std::array<phrase, 9> block_titles{{
    {"1xx: receipt and correction", "1xx　收到申请与补正"},
    {"2xx: the clock", "2xx　期限计算"},
    {"3xx: consultation", "3xx　征求意见"},
    {"4xx: extension, delay and fee", "4xx　延期、延迟答复与收费"},
    {"5xx: reply", "5xx　答复"},
    {"6xx: review and litigation", "6xx　行政复议与行政诉讼"},
    {"7xx: the tables", "7xx　年报表格"},
    {"8xx: calendar and law", "8xx　日历与法律适用"},
    {"9xx: files and the store", "9xx　读写文件与数据文件"},
}};

inline constexpr std::array<phrase, 4> kind_words{{
    {"refusal", "不予记入"},
    {"irregular", "照实记入"},
    {"warning", "提示"},
    {"fault", "数据错误"},
}};

inline constexpr std::array<phrase, 4> kind_meanings{{
    {"the law says no: the row changes nothing.", "依法不可能发生，该行不产生任何效力"},
    {"it happened although the law does not allow it: the row is kept, with the effect the page "
     "names.",
     "不合规定但已经发生，予以保留，效力见各条说明"},
    {"nothing is wrong with the data, but a reader must know.", "数据无误，但须知悉"},
    {"the data cannot carry the question: no answer is given.",
     "数据无法读取或者不足以得出结论，不予计算"},
}};

/// Text of one language, put together.
class markdown_pages {
public:
    explicit markdown_pages(bool chinese) : chinese_(chinese) {}

    std::string operator()() {
        opening();
        auto block = std::size_t{0};
        for (auto const& page : all_code_pages) {
            auto const of = static_cast<std::size_t>(page.what) / 100;
            if (of != block) {
                block = of;
                line({"## ", say(block_titles[block - 1])});
            }
            print(page);
        }
        text_.pop_back();
        return std::move(text_);
    }

private:
    [[nodiscard]] std::string_view say(phrase const& of) const { return chinese_ ? of.zh : of.en; }

    /// A paragraph: the parts, and the empty line that ends it.
    void line(std::initializer_list<std::string_view> parts) {
        put(parts);
        text_ += "\n\n";
    }

    void put(std::initializer_list<std::string_view> parts) {
        for (auto const part : parts) {
            text_ += part;
        }
    }

    void opening() {
        line({"# ", say({"What every code means", "代码说明"})});
        line({say({"Printed from the table in "
                   "`include/qixian/statute/cn_disclosure/impl/code_pages_1.ipp` to "
                   "`code_pages_6.ipp` by `src/tools/make_code_pages.cpp`; edit those.",
                   "本页由 `src/tools/make_code_pages.cpp` 依 "
                   "`include/qixian/statute/cn_disclosure/impl/code_pages_1.ipp` 至 "
                   "`code_pages_6.ipp` 中的表格生成，请勿直接修改。"})});
        line({say(
            {"A code is a number that a person looks up and a name that JSON carries. It is of one "
             "of four kinds:",
             "每个代码由编号（供查阅）和名称（供JSON使用）组成，分为四类："})});
        for (std::size_t i = 0; i < kind_words.size(); ++i) {
            put({"- **", say(kind_words[i]), say({"**: ", "**："}), say(kind_meanings[i]),
                 say({"\n", i + 1 < kind_words.size() ? "；\n" : "。\n"})});
        }
        text_ += '\n';
        line({say(
            {"`shadow_due` is the due day under the other reading of a disputed point. The "
             "number before the point in a citation is the article, the one after it the "
             "paragraph or item; `F30-C3` is a counting rule of this project, since the form of "
             "the annual report has no articles. The instruments:",
             "`shadow_due` 指存在争议时另一种口径下的期限届满之日。引用格式为“简称-条.款（项）”；"
             "年报格式没有条文编号，`F30-C3` 等为本项目归纳的统计规则编号。所引文件简称如下："})});
        instruments();
    }

    void instruments() {
        put({say({"| key | instrument |", "| 简称 | 文件 |"}), "\n| --- | --- |\n"});
        for (auto const& each : all_instruments) {
            bool const cited =
                std::any_of(all_code_pages.begin(), all_code_pages.end(), [&](auto const& page) {
                    auto const all = std::string(";").append(page.citation);
                    return all.find(std::string(";").append(each.key).append("-")) != all.npos;
                });
            if (cited) {
                put({"| ", each.key, " | ", say({each.en, each.zh}), " |\n"});
            }
        }
        text_ += '\n';
    }

    /// `A;B` as `A, B`.
    [[nodiscard]] std::string listed(std::string_view citation) const {
        std::string out;
        for (char const c : citation) {
            if (c == ';') {
                out += say({", ", "、"});
            } else {
                out += c;
            }
        }
        return out;
    }

    void print(code_page const& page) {
        auto const& about = info(page.what);
        line({"### ", std::to_string(static_cast<int>(page.what)), " ", about.name});
        put({"**", say({about.en, about.zh}), "**", say({" (", "（"}),
             say(kind_words[static_cast<std::size_t>(about.kind)])});
        if (!page.citation.empty()) {
            put({say({"; ", "；"}), listed(page.citation)});
        }
        line({say({")", "）"})});
        line({say({page.cause_en, page.cause_zh})});
        line({say({"*What to do:* ", "处理："}), say({page.remedy_en, page.remedy_zh})});
        line({"> ", say({page.sample_en, page.sample_zh})});
    }

    bool chinese_;
    std::string text_;
};

}  // namespace detail

QIXIAN_DECL code_page const& page_of(code what) {
    auto const& all = detail::all_code_pages;
    auto const at =
        std::lower_bound(all.begin(), all.end(), what,
                         [](code_page const& page, code wanted) { return page.what < wanted; });
    QIXIAN_EXPECTS(at != all.end() && at->what == what);
    return *at;
}

QIXIAN_DECL std::string code_pages_markdown(bool chinese) {
    return detail::markdown_pages(chinese)();
}

}  // namespace qixian::inline v0
