// Every way of breaking one row of a statute that changes what the row means.
//
// A way is named after the field that it changes. What another row or a default already says is not
// changed (the length of a period that has none), since no answer could tell.
#pragma once

#include <string>
#include <string_view>

#include "qixian/rule/loaded.hpp"

namespace kernel_test {

/// One break: the table, the row from 0, the way.
struct broken_row {
    std::string table;
    std::size_t row = 0;
    std::string way;
};

/// Prints `table row way<TAB>what the row is`, one break a line.
void list_breaks(qixian::loaded_statute& rows);

/// Breaks `rows`; false where there is no such row or way.
[[nodiscard]] bool break_row(qixian::loaded_statute& rows, broken_row const& which);

}  // namespace kernel_test
