// How commands read published tables.
#pragma once

#include <string>

#include "base/common.hpp"
#include "qixian/answer/audit.hpp"

namespace qixian::cli {

/// A table file in the encoding that was given. Its faults name the file.
[[nodiscard]] inline result<published_table> read_table(std::string const& file,
                                                        options const& given) {
    return answer::read_published(answer::input::file(file), given.encoding == "gb18030"
                                                                 ? text_encoding::gb18030
                                                                 : text_encoding::utf8);
}

}  // namespace qixian::cli
