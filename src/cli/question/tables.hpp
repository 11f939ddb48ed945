// How commands read published tables.
#pragma once

#include <string>
#include <vector>

#include "base/common.hpp"
#include "qixian/answer/audit.hpp"

namespace qixian::cli {

/// A table file in the encoding that was given. Its faults name the file; what must be known about how
/// it was read is told.
[[nodiscard]] inline result<published_table> read_table(std::string const& file,
                                                        options const& given) {
    auto got = answer::read_published(answer::input::file(file), encoding_of(given));
    for (auto const& each : got ? got->notes : std::vector<fault>{}) {
        print_fault(each, given);
    }
    return got;
}

}  // namespace qixian::cli
