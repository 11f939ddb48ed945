// Articles as the Chinese text of an answer cites them: 条例第三十三条第二款 for REG19-33.2.
#pragma once

#include <span>
#include <string>

#include "qixian/base/config.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"

namespace qixian::inline v0 {

/// 第三十三条第二款: article, and paragraph or item as that article is divided; empty where the instrument
/// has no articles (the letter on the annual report). Letters of the General Office are cited by item.
[[nodiscard]] QIXIAN_DECL std::string article_in_chinese(basis which);

/// The same after the short name of its instrument, for a column or brackets: 条例第三十三条第二款,
/// 原条例第二十四条第二款 (Decree 492), 复议法第二十条.
[[nodiscard]] QIXIAN_DECL std::string citation_in_chinese(basis which);

/// Several, what they share said once: 条例第三十三条第二款、第三款. In the order given; one that comes twice
/// (two rules of one paragraph) stands once.
[[nodiscard]] QIXIAN_DECL std::string citations_in_chinese(std::span<basis const> which);

/// 二百零一 for 201. From 1 to 999.
[[nodiscard]] QIXIAN_DECL std::string number_in_chinese(int number);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/statute/cn_disclosure/impl/citation.ipp"
#endif
