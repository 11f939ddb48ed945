// What the caseloads of generator.hpp are made after: sums of published tables, and shapes.
//
// Sources: the published annual reports of 平潭综合实验区 (whole area), years 2021, 2022 and 2023, and
// the figures of one city (杭州市) for 2025 as a public sample of table 3 gives them, which we could
// not confirm. Complete tables of the 2021 form only; the cells are summed. The times to reply, the
// shape of week and year and the shares in `shares` are our assumptions: no table prints them.
#pragma once

#include <array>
#include <cstdint>

namespace qixian::bench::tables {

/// Row 1, received: by class of applicant. No research body applied there; ten stand for them.
inline constexpr std::array<std::uint32_t, 6> received{13827, 256, 10, 47, 128, 36};

/// Rows 3.1 to 3.6.3, results: by outcome, then by class. That of a research body is taken from the
/// public-welfare bodies.
// clang-format off
inline constexpr std::array<std::array<std::uint16_t, 6>, 21> results{{
    {5415, 129, 43, 43, 19, 15},
    {2152,  41,  1,  1,  6,  2},
    {  13,   0,  0,  0,  0,  0},
    {  30,   0,  0,  0,  0,  0},
    {  11,   0,  0,  0,  0,  0},
    {  50,   2,  0,  0,  0,  0},
    { 105,   1,  0,  0,  0,  0},
    {  87,   1,  0,  0,  0,  0},
    { 290,   4,  0,  0,  0,  0},
    { 150,   0,  0,  0,  1,  2},
    {3165,  50,  0,  0, 89, 11},
    { 177,   3,  0,  0,  0,  0},
    {  19,   0,  0,  0,  0,  0},
    { 199,   1,  0,  0,  3,  0},
    { 148,   1,  0,  0,  0,  0},
    {   0,   0,  0,  0,  0,  0},
    { 100,   1,  0,  0,  0,  0},
    {   5,   0,  0,  0,  0,  0},
    { 318,   3,  0,  0,  0,  0},
    { 202,   0,  1,  1,  0,  0},
    { 943,  19,  1,  1,  3,  3},
}};
// clang-format on

/// Table 4 of the city: reviews decided (upheld, corrected, other) and suits decided.
inline constexpr std::array<std::uint32_t, 3> reviews{376, 97, 196};
inline constexpr std::array<std::uint32_t, 3> suits{90, 2, 42};

/// Working days to a reply in time, of 20: 32 equally frequent values, about log-normal.
inline constexpr std::array<std::uint8_t, 32> reply_days{1,  2,  3,  4,  5,  5,  6,  7,  7,  8,  8,
                                                         9,  9,  10, 10, 11, 11, 12, 12, 13, 13, 14,
                                                         14, 15, 15, 16, 17, 18, 18, 19, 20, 20};

/// Monday to Friday, and January to December, in hundredths of a usual day.
inline constexpr std::array<std::uint32_t, 5> week{114, 108, 103, 97, 86};
inline constexpr std::array<std::uint32_t, 12> year{84,  70,  118, 112, 104, 106,
                                                    103, 101, 104, 88,  110, 104};
inline constexpr std::uint32_t rest_day = 4;  ///< hundredths: the web site takes them then too
inline constexpr std::uint32_t growth = 106;  ///< hundredths of the year before

/// Of 10,000 applications (of 10,000 replies, where it says so).
namespace shares {
inline constexpr std::uint32_t lodged_first = 500;
inline constexpr std::uint32_t in_error = 30;
inline constexpr std::uint32_t corrected = 1200;
inline constexpr std::uint32_t consulted = 400;
inline constexpr std::uint32_t fee = 60;
inline constexpr std::uint32_t extended = 1200;
inline constexpr std::uint32_t late = 250;
inline constexpr std::uint32_t delivered_later = 4000;  ///< of replies
inline constexpr std::uint32_t supplemented = 100;      ///< of replies
inline constexpr std::uint32_t reviewed = 572;          ///< of replies: 790 of 13,810 in the table
inline constexpr std::uint32_t sued_after = 1975;       ///< of reviews: 156 of 790
inline constexpr std::uint32_t sued_directly = 20;      ///< of replies: 27 of 13,810
}  // namespace shares

}  // namespace qixian::bench::tables
