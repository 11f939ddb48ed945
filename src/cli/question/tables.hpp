// How commands read published tables.
#pragma once

#include <string>

#include "base/common.hpp"
#include "qixian/row/table_file.hpp"

namespace qixian::cli {

/// A table file in the encoding that was given. Its faults name the file.
[[nodiscard]] inline result<published_table> read_table(std::string const& file,
                                                        options const& given) {
    text_options how;
    how.from = given.encoding == "gb18030" ? text_encoding::gb18030 : text_encoding::utf8;
    auto got = read_table_file(file, how);
    if (got || !got.error().file.empty()) {
        return got;
    }
    auto why = got.error();
    why.file = file;
    return why;
}

}  // namespace qixian::cli
