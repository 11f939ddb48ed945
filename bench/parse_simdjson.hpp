// simdjson alone over NDJSON: every key and value is looked at, nothing is made of them.
//
// On-Demand takes its instructions from how its caller is compiled, so this is a file of its own,
// compiled for the best that runs here (`-march=haswell`; its first stage chooses by itself).
#pragma once

#include <cstdint>
#include <string>

namespace qixian::bench {

struct json_counts {
    std::uint64_t rows = 0;
    std::uint64_t values = 0;
    std::uint64_t bytes = 0;
};

/// Reads the file in pieces of 128 KiB, as streams of documents. Pre: no line is longer; every line is
/// sound.
json_counts by_simdjson(std::string const& path);

}  // namespace qixian::bench
