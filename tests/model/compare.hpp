// Where two answers differ, in words; and the shortest history that still makes them differ.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "model.hpp"

namespace model {

/// One line a difference, empty when the answers agree. Duties are matched by name and number,
/// rows of refusals and irregular facts by index. Warnings outside `modelled_warnings()`, and those
/// in `ignored`, are not compared; of an answer with faults only the codes of the faults are.
[[nodiscard]] std::vector<std::string> differences(answer const& ours, answer const& theirs,
                                                   std::set<std::string> const& ignored = {});

/// Takes rows away, one at a time, as long as `still_fails` says so. Cost: at most the square of
/// the number of rows in calls.
[[nodiscard]] std::vector<row> shortest_failing(
    std::vector<row> rows, std::function<bool(std::vector<row> const&)> const& still_fails);

}  // namespace model
