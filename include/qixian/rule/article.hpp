// An article as a row, and how outputs cite it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

struct article_row {
    std::string_view instrument;
    std::uint16_t article = 0;
    std::uint8_t part = 0;
    std::string_view id;
};

/// `HARBOUR-7.2`: instrument, article, part; a rule of a text that has no articles as its own id.
[[nodiscard]] inline std::string citation_of(article_row const& b) {
    std::string text(b.instrument);
    text += '-';
    if (b.article == 0) {
        text += b.id;
        return text;
    }
    text += std::to_string(b.article);
    if (b.part != 0) {
        text += '.';
        text += std::to_string(b.part);
    }
    return text;
}

}  // namespace qixian::inline v0
