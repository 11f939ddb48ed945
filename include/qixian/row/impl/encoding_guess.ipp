// Bytes that are said to be GB18030 and are UTF-8 after all (row/impl/text.ipp).
//
// Read as GB18030, Chinese in UTF-8 turns into other Chinese without a fault wherever two characters
// stand together: no reader would notice. The other way round is rare enough to be told apart: of
// GB18030, bytes that are UTF-8 through and through need several uncommon characters in a row.
#pragma once

#include <cstddef>
#include <string_view>

#include "qixian/base/impl/unicode_letters.ipp"

namespace qixian::inline v0::detail {

/// Looks at the bytes from the first one that is not ASCII. What it says does not depend on how they
/// are cut into chunks.
class encoding_guess {
public:
    enum class answer { open, utf8, other };

    /// `held` are the bytes from the first one that is not ASCII, as far as they have come; each time
    /// at least as many as before. `complete`: nothing follows. Once it has answered it is not asked
    /// again. Cost: linear in what has come since the last time.
    answer look(std::string_view held, bool complete) {
        if (held.starts_with("\xEF\xBB\xBF")) {
            return answer::utf8;
        }
        auto const* const bytes = reinterpret_cast<unsigned char const*>(held.data());
        while (at_ < held.size() && at_ < far_enough && found_ < enough) {
            int const length = utf8_length(bytes + at_, held.size() - at_);
            if (length == -1 && !complete) {
                return answer::open;
            }
            if (length <= 0) {
                return answer::other;
            }
            // Of three bytes and more is what Chinese is written with.
            found_ += length >= 3 ? 1U : 0U;
            at_ += static_cast<std::size_t>(length);
        }
        if (found_ < enough && at_ < far_enough && !complete) {
            return answer::open;
        }
        return found_ == 0 ? answer::other : answer::utf8;
    }

private:
    static constexpr std::size_t enough = 4;
    static constexpr std::size_t far_enough = std::size_t{1} << 16U;

    std::size_t at_ = 0;
    std::size_t found_ = 0;
};

}  // namespace qixian::inline v0::detail
