// Memory that runs out on demand: every allocator of the process counts, and one of the requests
// is refused.
#pragma once

#include <cstddef>

namespace failing_memory {

/// Puts the counters into SQLite and OpenSSL. To be called first thing in `main`. False: too late.
bool install();

/// From now on the `n`-th request (from 1) is refused; with `for_good` those after it too.
void fail_at(std::size_t n, bool for_good);
/// Nothing is refused any more. Returns how many requests there were since `fail_at`.
std::size_t stop();
/// Whether a request was refused since `fail_at`.
bool failed();
/// Blocks that are held, by anybody.
std::size_t held();

}  // namespace failing_memory
