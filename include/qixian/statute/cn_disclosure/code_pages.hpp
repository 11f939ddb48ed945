// The page of every code: what happened, what to do about it, how it is said, which article.
//
// base/codes.hpp has the number, the name and a title; what a person needs who looks the number up
// stands here, in both languages. src/notes/codes.md and codes.zh.md are printed from this table by
// src/tools/make_code_pages.cpp, and a test compares them, so the three cannot drift.
//
//     page_of(code::extension_late).remedy_zh      // 立即答复；……
#pragma once

#include <string>
#include <string_view>

#include "qixian/base/codes.hpp"
#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// What is to be said of one code beyond its title. The samples are for people: their wording is no
/// interface, and their applications are made up.
struct code_page {
    code what{};
    std::string_view cause_en{};  ///< when it is said, and what happened
    std::string_view cause_zh{};
    std::string_view remedy_en{};  ///< what to do
    std::string_view remedy_zh{};
    std::string_view sample_en{};  ///< a message
    std::string_view sample_zh{};
    std::string_view
        citation{};  ///< `REG19-33.2`, several joined by `;`; empty where no law speaks
};

/// The page of `what`.
///
/// Pre:     `what` is in `all_codes`, every one of which has a page.
/// Cost:    a binary search.
[[nodiscard]] QIXIAN_DECL code_page const& page_of(code what);

/// All pages, by number, as Markdown: what src/notes/codes.md (`chinese` false) and codes.zh.md
/// hold.
[[nodiscard]] QIXIAN_DECL std::string code_pages_markdown(bool chinese);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/statute/cn_disclosure/impl/code_pages.ipp"
#endif
