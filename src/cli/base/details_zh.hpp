// The particulars of a fault in Chinese.
//
// The library says what it found in a few English words beside the code (`fault::detail`), for JSON and
// for programmers. The Chinese screen replaces a detail that it knows as a whole; what is quoted from a
// file stays as it is, also where it happens to read like a detail of ours.
#pragma once

#include <string>

#include "qixian/base/codes.hpp"

namespace qixian::cli {

/// `detail`, which was said with `of`, in Chinese; itself where that is not known.
[[nodiscard]] std::string detail_in_chinese(code of, std::string const& detail);

}  // namespace qixian::cli
