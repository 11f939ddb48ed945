// A staffing answer as one page: cost against risk, for each office and goal. See page.hpp.
#pragma once

#include <string>

#include "base/terminal.hpp"
#include "qixian/simulation/staff.hpp"

namespace qixian::cli {

/// The page, with `first` shown first.
[[nodiscard]] std::string page_of_staff(staff_answer const& said, language first);

}  // namespace qixian::cli
