// `using namespace qixian` and `using namespace std::chrono` in one file: every name of either is
// usable as it stands, but `day` and `months`, which both have. Those of Qixian have a second name
// (`ymd`, `calendar_months`); those of the standard are written out.
#include <chrono>
#include <span>
#include <tuple>
#include <type_traits>

#include "qixian/qixian.hpp"

using namespace qixian;
using namespace std::chrono;

namespace {

static_assert(ymd(20210301) == qixian::day(20210301));
static_assert(std::is_same_v<calendar_months, qixian::months>);
static_assert(calendar_months{6}.value == 6 && working_days{20}.value == 20 &&
              calendar_days{60}.value == 60);

// What a host writes with the standard's names.
constexpr auto new_year = year_month_day{year{2021}, month{1}, std::chrono::day{1}};
static_assert(new_year == year{2021} / January / 1 && (February / last).month() == February &&
              weekday{new_year} == Friday);
static_assert(hours{24} == days{1} && weeks{1} == days{7} && minutes{60} == hours{1});
static_assert(years{1} == std::chrono::months{12});
using every_name_of_the_standard =
    std::tuple<duration<int>, time_point<system_clock>, sys_days, local_days, system_clock,
               steady_clock, seconds, milliseconds, microseconds, nanoseconds, weekday_indexed,
               weekday_last, month_day, month_day_last, month_weekday, month_weekday_last,
               year_month, year_month_day_last, year_month_weekday, year_month_weekday_last,
               hh_mm_ss<seconds>>;

// What it writes with Qixian's.
[[maybe_unused]] bool late(std::span<entry const> rows, context const& in) {
    auto const found = assess(rows, ymd(20210315), in);
    return found && !found->duties.empty() && in.calendar.add(ymd(20210301), working_days{20}).ok();
}

}  // namespace
