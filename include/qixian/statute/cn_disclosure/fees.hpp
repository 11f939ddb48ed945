// The information processing fee (信息处理费), 国办函〔2020〕109号.
//
// Two scales; an agency picks one for an application and never both (R42-2). Both are progressive:
// each slice has its own rate. Fees are yuan.
#pragma once

#include <cstdint>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// The fee by the item (按件), for all applications of one applicant in one calendar month.
///
/// Law:     R42-3a   items 1-10 free; 11-30 at 100; from 31 each block of ten at 100 more (31-40 at 200 …)
/// Pre:     items >= 0.
/// Cost:    O(items / 10).
[[nodiscard]] constexpr std::int64_t fee_by_item(std::int64_t items) {
    std::int64_t fee = 0;
    if (items > 10) {
        fee += 100 * ((items < 30 ? items : 30) - 10);
    }
    std::int64_t rate = 200;
    for (std::int64_t from = 30; from < items; from += 10, rate += 100) {
        std::int64_t const to = items < from + 10 ? items : from + 10;
        fee += rate * (to - from);
    }
    return fee;
}

/// The fee by the page (按量), for the pages handed over on one application.
///
/// Law:     R42-3b   pages 1-30 free; 31-100 at 10; 101-200 at 20; from 201 at 40
/// Pre:     pages >= 0.
[[nodiscard]] constexpr std::int64_t fee_by_page(std::int64_t pages) {
    auto const within = [pages](std::int64_t above, std::int64_t through) {
        return pages <= above ? 0 : (pages < through ? pages : through) - above;
    };
    return 10 * within(30, 100) + 20 * within(100, 200) + 40 * (pages > 200 ? pages - 200 : 0);
}

}  // namespace qixian::inline v0
