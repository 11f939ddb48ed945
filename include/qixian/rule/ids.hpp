// The words of a statute as numbers: the kernel moves them about and knows none of them.
//
// A built-in statute defines these enums with their enumerators (words.hpp of its folder and
// beside it); one that is loaded at run time counts its words from 0 and casts. What a number means
// is said by the rows of the statute (rows.hpp) and by nothing else, so nothing in rule/ or case/ can
// name an event, a stage or an article: the compiler has not seen them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

enum class stage : std::uint8_t;         ///< 0: before the first row
enum class event : std::uint8_t;         ///< what a row says happened
enum class standing : std::uint8_t;      ///< 0: of this year, 1: carried forward
enum class remedy_stage : std::uint8_t;  ///< 0: no remedy
enum class outcome : std::uint8_t;
enum class applicant : std::uint8_t;  ///< a column of the form
enum class channel : std::uint8_t;
enum class kind : std::uint8_t;  ///< whom a letter asks, which procedure a body chose
enum class view : std::uint8_t;
enum class remedy_result : std::uint8_t;
enum class regime : std::uint8_t;     ///< a version of the statute; 0: the newest
enum class basis : std::uint8_t;      ///< an article
enum class party : std::uint8_t;      ///< who owes a duty
enum class duty_kind : std::uint8_t;  ///< a clock: a duty or a window
enum class matter : std::uint8_t;     ///< what a letter opens and another row closes

/// What an `entry` says where nothing else is said; which events open a case the statute says.
inline constexpr event opening_event{1};

/// Where a statute has no event of a role: none of its events.
inline constexpr event no_event{0xFF};

/// A word as a place in a table.
template <class Word>
[[nodiscard]] constexpr std::size_t place_of(Word word) {
    return static_cast<std::size_t>(word);
}

}  // namespace qixian::inline v0
