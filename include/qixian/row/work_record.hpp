// Work on an application: who of which team, from when to when, for how many hours.
//
// A log of rows says what happened to an application and not who was busy with it. Where that is known
// too, it goes beside the rows: into event logs for tools (xes.hpp, ocel.hpp), as a beginning and an end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "qixian/base/word.hpp"
#include "qixian/date/text.hpp"

namespace qixian::inline v0 {

/// How a stretch of work ended.
enum class work_end : std::uint8_t {
    done,
    broken_off,   ///< the application was ended meanwhile
    handed_over,  ///< half-done; somebody else goes on with it
    unfinished    ///< it goes on when the log ends
};

// clang-format off
inline constexpr auto all_work_ends = std::to_array<word<work_end>>({
    {work_end::done,       "done",       "done",                "已完成"},
    {work_end::broken_off, "broken_off", "broken off",          "中途终止"},
    {work_end::handed_over, "handed_over", "handed over",       "已移交"},
    {work_end::unfinished, "unfinished", "not finished so far", "尚未完成"},
});
// clang-format on

static_assert(names_all_through(work_end::unfinished, all_work_ends));

[[nodiscard]] constexpr word<work_end> const& info(work_end e) {
    return all_work_ends[static_cast<std::size_t>(e)];
}

/// One person's work on one application. Strings are UTF-8.
struct work_record {
    std::string application{};
    std::string agency{};
    std::string step{};  ///< what was done
    std::string team{};
    int person = 1;  ///< of the team, from 1
    instant began{};
    std::optional<instant> ended{};  ///< none: `unfinished`
    double hours = 0;  ///< worked, rests and nights not counted; so far, if unfinished
    work_end end = work_end::done;

    friend bool operator==(work_record const&, work_record const&) = default;
};

/// The name of who did it: `team/2`.
[[nodiscard]] inline std::string worker_of(work_record const& w) {
    return w.team + '/' + std::to_string(w.person);
}

}  // namespace qixian::inline v0
