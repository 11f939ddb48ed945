// What the naive store says of rows, and answers as texts that can be compared.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "qixian/store/store.hpp"

namespace qixian::testing {

/// What became of one row.
struct naive_answer {
    std::optional<code> fault{};
    append_status status = append_status::appended;
    std::int64_t version = 0;
    code why{};  ///< of a refusal
};

struct naive_import {
    bool stored = false;
    std::size_t added = 0;
    std::size_t repeated = 0;
    std::size_t amended = 0;
    std::multiset<code> refused{};
    std::multiset<code> faults{};
    std::vector<naive_answer> rows{};
};

// --- answers as text ---
inline std::string told(result<append_answer> const& said) {
    return !said ? "fault " + std::string(info(said.error().what).name)
           : said->status == append_status::refused
               ? "refused " + std::string(info(said->said.why).name)
               : "status " + std::to_string(static_cast<int>(said->status)) + " version " +
                     std::to_string(said->version);
}
inline std::string told(naive_answer const& said) {
    return said.fault ? "fault " + std::string(info(*said.fault).name)
           : said.status == append_status::refused
               ? "refused " + std::string(info(said.why).name)
               : "status " + std::to_string(static_cast<int>(said.status)) + " version " +
                     std::to_string(said.version);
}

}  // namespace qixian::testing
