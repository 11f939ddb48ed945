// The particulars of a fault in Chinese.
//
// The library says what it found in a few English words beside the code (`fault::detail`), for JSON and
// for programmers. The Chinese screen replaces those it knows, one by one and in this order; what is
// quoted from a file stays as it is.
#pragma once

#include <string>

namespace qixian::cli {

[[nodiscard]] std::string detail_in_chinese(std::string detail);

}  // namespace qixian::cli
