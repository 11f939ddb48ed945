// Text that others wrote, made harmless: what steers a terminal, turns the writing round or cannot be
// seen is shown as an escape.
//
// Control characters (C0, DEL, C1), marks of direction, characters without width, the byte order mark,
// line and paragraph separators, and tags: a note or a file name that holds them could rewrite a
// screen, hide a word, or show a line that nobody wrote. People see `\x1b` or `\u202e` in their place;
// JSON keeps the value and writes it as an escape of its own.
#pragma once

#include <string>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// Whether every byte belongs to a character: no overlong forms, no surrogates.
[[nodiscard]] QIXIAN_DECL bool is_utf8(std::string_view text);

/// Whether a character steers a terminal or cannot be seen where it stands. A line feed does.
[[nodiscard]] QIXIAN_DECL bool is_unseen(char32_t c);

/// What may stay as it is beside the characters that are seen.
enum class line_feeds : bool { shown, kept };

/// `text` with such characters, and bytes that are not UTF-8, as escapes: `\x1b` up to U+00FF and for
/// bytes, `\u202e`, `\U000e0001`. A line feed of a value is shown (`\x0a`), one of a page kept.
/// Applied twice it changes nothing more. Cost: linear.
[[nodiscard]] QIXIAN_DECL std::string visible(std::string_view text,
                                              line_feeds feeds = line_feeds::shown);

/// JSON text with such characters as `\u` escapes: the same value, and nothing that a terminal would
/// obey. Line feeds stay: in JSON they stand between values. A byte that is not UTF-8 becomes U+FFFD.
/// Only what follows `from` is looked at. Cost: linear.
QIXIAN_DECL void escape_unseen(std::string& json, std::size_t from = 0);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/base/impl/safe_text.ipp"
#endif
