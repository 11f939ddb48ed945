// What must hold of the public types when a program is compiled, not when it runs.
#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "qixian/fwd.hpp"
#include "qixian/qixian.hpp"

namespace {

using namespace qixian;

// The record is three bytes: millions of them are kept side by side.
static_assert(sizeof(application) == 3 && std::is_trivially_copyable_v<application>);
static_assert(sizeof(stage) == 1 && sizeof(standing) == 1 && sizeof(remedy_stage) == 1);
static_assert(sizeof(event) == 1 && sizeof(outcome) == 1 && sizeof(applicant) == 1);
static_assert(sizeof(code) == 2 && sizeof(date) == 4);
static_assert(std::is_trivially_copyable_v<facts> && std::is_trivially_copyable_v<date>);
static_assert(std::is_trivially_copyable_v<deadline> && std::is_trivially_copyable_v<day_status>);

// A calendar and its editions are values: copying shares, and cannot throw on a move.
static_assert(std::copyable<working_calendar> && std::copyable<editions>);
static_assert(std::is_nothrow_move_constructible_v<working_calendar>);
static_assert(std::is_nothrow_move_constructible_v<editions>);

// What a temporary hands out is a copy, what an object hands out is not.
static_assert(std::same_as<decltype(std::declval<editions>().notices()), std::vector<notice>>);
static_assert(
    std::same_as<decltype(std::declval<editions const&>().notices()), std::vector<notice> const&>);

// Nothing turns into an answer by itself.
template <class T>
concept silently_true = std::convertible_to<T, bool>;
static_assert(!silently_true<result<date>> && std::constructible_from<bool, result<date>>);
static_assert(!std::convertible_to<result<date>, date> && !silently_true<step_result>);
static_assert(std::convertible_to<date, result<date>> && std::convertible_to<fault, result<date>>);
static_assert(!std::default_initializable<result<date>>);

// A calendar counts working days and nothing else.
template <class Length>
concept added_by_calendar = requires(working_calendar const& c, date d, Length n) {
    c.add(d, n);
};
static_assert(added_by_calendar<working_days>);
static_assert(!added_by_calendar<calendar_days> && !added_by_calendar<months>);
static_assert(!added_by_calendar<int>);

// An entry starts empty, and a stage unregistered.
static_assert(application{}.at == stage::unregistered && facts{}.law == regime::decree_711);
static_assert(std::is_aggregate_v<entry> && std::is_aggregate_v<fault>);
static_assert(std::equality_comparable<entry>);

// Enumerators index their tables.
template <class Table>
constexpr bool in_order(Table const& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (static_cast<std::size_t>(words[i].which) != i || words[i].code.empty() ||
            words[i].en.empty() || words[i].zh.empty()) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(all_stages) && in_order(all_standings) && in_order(all_remedy_stages));
static_assert(in_order(all_duties) && in_order(all_duty_statuses) && in_order(all_lights));

// The lights, at both edges of each.
static_assert(light_for(-1) == light::overdue && light_for(0) == light::red);
static_assert(light_for(2) == light::red && light_for(3) == light::yellow);
static_assert(light_for(5) == light::yellow && light_for(6) == light::green);

}  // namespace
