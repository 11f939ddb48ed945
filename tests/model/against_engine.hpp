// The engine and the slow model asked the same question: what they say differently, in words.
#pragma once

#include <string>
#include <vector>

#include "model.hpp"
#include "qixian/case/assess.hpp"

namespace model {

/// The rows of the model as the engine takes them.
[[nodiscard]] std::vector<qixian::entry> entries_of(std::vector<row> const& rows);

[[nodiscard]] qixian::policies policies_of(policies const& chosen);

/// Every point on which `got` and `want` differ, one line each; empty when they agree.
[[nodiscard]] std::vector<std::string> differences(qixian::result<qixian::assessment> const& got,
                                                   answer const& want);

}  // namespace model
