// Any bytes as a log, CSV and NDJSON: both readers yield the same rows, faults and warnings, and both
// ways of sorting them out the same applications.
//
// The first byte says how: its low bits the size of the pieces, the others the way of cutting.
#include <cstdlib>

#include "both_readers.hpp"

namespace {

using namespace qixian;

/// One application at a time says what all at once says, where the rows stand together; of logs that
/// name agencies only the later rows tell whose the earlier ones are.
void sort_out(std::string_view text) {
    auto plain = event_reader::over(text, "x");
    auto const all = read_all(plain, after_fault::keep_going);
    auto sorted = event_reader::over(text, "x");
    std::vector<application_rows> one_by_one;
    bool together = true;  // else what was handed over before its last rows came lacks them
    log_visitor const visitor{
        .application = [&](application_rows&& app) { one_by_one.push_back(std::move(app)); },
        .fault = [&](fault const& why) { together = together && why.what != code::not_sorted; }};
    auto const totals = for_each_application(sorted, visitor, after_fault::keep_going);
    bool same = totals.rows == all.rows;
    if (all.agencies.empty()) {
        same = same && totals.faults >= all.faults.size();
    }
    if (together && all.agencies.empty() && totals.faults == all.faults.size()) {
        same = same && one_by_one.size() == all.applications.size();
        for (std::size_t i = 0; same && i < one_by_one.size(); ++i) {
            same = one_by_one[i].application == all.applications[i].application &&
                   one_by_one[i].incomplete == all.applications[i].incomplete &&
                   one_by_one[i].rows == all.applications[i].rows;
        }
    }
    if (!same) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    std::string_view const text(reinterpret_cast<char const*>(data) + 1, size - 1);
    constexpr std::size_t sizes[]{1, 7, 64, 65, 1000, std::size_t{1} << 17U, 3, 4096};
    auto const& lanes = both_readers::all_lanes();
    bulk_options const how{.buffer = sizes[data[0] & 7U],
                           .lanes = lanes[(data[0] >> 3U) % lanes.size()]};
    log_options options;
    options.text.longest_line = (data[0] & 0x80U) != 0 ? 200 : std::size_t{1} << 20U;
    options.text.chunk = (data[0] & 0x40U) != 0 ? 5 : std::size_t{1} << 16U;
    if (!both_readers::expect_same(text, options, how)) {
        std::abort();
    }
    sort_out(text);
    return 0;
}
