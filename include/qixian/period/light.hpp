// The light of a period: how near its last day is, in working days.
//
// The thresholds are the recommended ones; a host may keep its own as data (`5,2`: yellow from 5
// working days left, red from 2). Whatever they are, overdue is overdue.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "qixian/base/result.hpp"
#include "qixian/base/word.hpp"

namespace qixian::inline v0 {

/// 绿 more than 5 working days, 黄 5 or fewer, 红 2 or fewer, 超期 past; none when nothing runs.
enum class light : std::uint8_t { none, green, yellow, red, overdue };

// clang-format off
inline constexpr auto all_lights = std::to_array<word<light>>({
    {light::none,    "none",    "-",       "—"},
    {light::green,   "green",   "green",   "绿"},
    {light::yellow,  "yellow",  "yellow",  "黄"},
    {light::red,     "red",     "red",     "红"},
    {light::overdue, "overdue", "overdue", "超期"},
});
// clang-format on

[[nodiscard]] constexpr word<light> const& info(light l) {
    return all_lights[static_cast<std::size_t>(l)];
}

/// The light for `left` working days.
[[nodiscard]] constexpr light light_for(int left) {
    return left < 0    ? light::overdue
           : left <= 2 ? light::red
           : left <= 5 ? light::yellow
                       : light::green;
}

/// With how many working days left, or fewer, a light turns yellow and red. Pre: yellow >= red >= 0.
struct light_thresholds {
    int yellow = 5;
    int red = 2;
    friend bool operator==(light_thresholds const&, light_thresholds const&) = default;
};

/// `5,2`: yellow, then red. Faults: 938 not two numbers up to 999, or red above yellow.
[[nodiscard]] QIXIAN_DECL result<light_thresholds> parse_lights(std::string_view text);

/// `5,2`
[[nodiscard]] QIXIAN_DECL std::string to_text(light_thresholds at);

/// The light for `left` working days; negative means overdue.
[[nodiscard]] constexpr light light_for(int left, light_thresholds at) {
    return left < 0            ? light::overdue
           : left <= at.red    ? light::red
           : left <= at.yellow ? light::yellow
                               : light::green;
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/period/impl/light.ipp"
#endif
