// The sentences that say why days are open.
#pragma once

#include <vector>

#include "qixian/answer/open_reason.hpp"

namespace qixian::inline v0::answer {

namespace detail {

inline std::string listed(std::vector<std::string> const& all, char const* between) {
    std::string text;
    for (auto const& one : all) {
        text += (text.empty() ? "" : between) + one;
    }
    return text;
}

/// Years in a row as a span.
inline std::vector<std::string> spans_of(std::vector<int> const& years) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < years.size();) {
        auto end = i;
        while (end + 1 < years.size() && years[end + 1] == years[end] + 1) {
            ++end;
        }
        out.push_back(std::to_string(years[i]) +
                      (end == i ? "" : "–" + std::to_string(years[end])));
        i = end + 1;
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL open_reason reason_of(open_days const& each) {
    using detail::listed;
    auto const year = std::to_string(each.year);
    if (each.region.empty() && each.notices.empty()) {
        return {"the holiday notice for " + year + " is not out yet", year + "年放假安排尚未发布"};
    }
    if (each.region.empty()) {
        return {"the notice for " + year + " (" + listed(each.notices, ", ") +
                    ") is not complete: no day for " + listed(each.festivals, ", "),
                year + "年的放假通知（" + listed(each.notices, "、") + "）不完整，缺少：" +
                    listed(each.festivals, "、")};
    }
    auto const known = detail::spans_of(each.known_years);
    auto const which = [&](char const* before, char const* between) {
        return each.festivals.empty() ? "" : before + listed(each.festivals, between);
    };
    return {"the rest days of " + each.region + " in " + year + " are not known" +
                which(": ", ", ") + (known.empty() ? "" : "; known are " + listed(known, ", ")),
            each.region + " " + year + "年的地方放假安排不明" + which("：", "、") +
                (known.empty() ? "" : "；已知年份：" + listed(known, "、"))};
}

}  // namespace qixian::inline v0::answer
