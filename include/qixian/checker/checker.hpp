// The independent checker of certificates.
//
// Someone who does not trust the engine hands in three things: the certificate, the raw days of
// the calendar (notices, statute days, local days), and the rows of that application. The checker
// reads the law again by itself, walks day by day, works out what the certificate of that id has
// to say, and objects to every line or field that says anything else. Nothing of the engine is
// included here but the day: an error would have to be made twice, in two different ways.
//
//   auto wrong = check_certificate(said, rows, days, {});
//   wrong.empty()                              // accepted
//
// Past the last notice, and where a region leaves days open, nobody knows them. There the checker holds numbering, continuity and
// the marks against the certificate, and not which days are worked.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/base/config.hpp"
#include "qixian/date/date.hpp"

namespace qixian::inline v0 {
namespace checked {

/// One row of the log, as text: the cells that `qixian help columns` lists. Empty means: not said.
struct row {
    std::string event{};
    date on{};
    std::string channel{};
    std::optional<int> days{};
    std::string unit{};  ///< working_day where empty
    maybe_date until{};
    maybe_date delivered{};
    std::string ref{};
    std::string re{};
    std::string kind{};
    std::string outcome{};
    std::string id{};
    long long seq = 0;
    std::string ground{};  ///< articles that an answer names, joined by `;`
    friend bool operator==(row const&, row const&) = default;
};

/// One line of the working.
struct line {
    date day{};
    std::string is{};      ///< counted, skipped, paused, month_day, named, rolled
    int n = 0;             ///< number of a counted day
    std::string why{};     ///< of a skipped day: weekend, notice, statute, local, provisional
    std::string source{};  ///< id of the notice, statute version or region
    std::string holiday{};
    std::string ref{};  ///< of a paused day: the letter that is waited for
    bool provisional = false;
    friend bool operator==(line const&, line const&) = default;
};

/// An extension that is in the limit of the reply: of a row, in working days, or through a day.
struct extension {
    date on{};
    int days = 0;
    maybe_date until{};
    std::string basis{};
    friend bool operator==(extension const&, extension const&) = default;
};

struct certificate {
    std::string id{};
    std::string application{};
    std::string duty{};
    std::string regime{};  ///< R492 or R711
    std::string trigger_event{};
    bool trigger_is_limit = false;
    date trigger_on{};
    std::vector<std::string> basis{};
    std::optional<std::vector<extension>> extensions{};  ///< none: not said, and not looked at
    int limit = 0;
    std::string unit{};
    std::string ref{};
    std::string status{};
    bool in_force = true;
    date as_of{};
    std::vector<line> lines{};
    date due{};
    maybe_date latest{};
    bool certain = true;
    friend bool operator==(certificate const&, certificate const&) = default;
};

/// One day of one notice. The order of `published`, then of the list, decides: the later row wins.
struct notice_day {
    std::string notice_id{};
    date published{};
    date day{};
    std::string kind{};  ///< off, work, revert
    std::string holiday{};
};

/// A rest day that the holiday statute gives by itself.
struct statute_day {
    date day{};
    std::string source{};
    std::string holiday{};
};

/// A day that a region arranges; it goes before the notices.
struct local_day {
    std::string region{};
    date day{};
    std::string kind{};  ///< off, work
    std::string holiday{};
};

/// A notice that says of itself that its year has no further day.
struct complete_notice {
    std::string notice_id{};
    date published{};
    int year = 0;
};

/// A day of which the arrangement of the region is not known.
struct open_day {
    date day{};
    bool may_be_off = false;  ///< a festival of the region may fall on it
};

/// The raw material of the calendar. A year is settled when its notices give each festival that
/// `statute` names a day, or one of them is complete.
struct days {
    std::vector<notice_day> notices{};
    std::vector<statute_day> statute{};
    std::vector<local_day> local{};
    std::vector<complete_notice> complete{};
    std::vector<open_day> open{};  ///< before the last notice of the country; none without a region
};

struct settings {
    maybe_date known_on{};                          ///< only notices published by then count
    std::map<std::string, std::string> policies{};  ///< a missing name is the recommended reading
};

/// What is wrong. `line` counts the lines of the certificate from 1; 0 means the field named.
struct objection {
    std::size_t line = 0;
    std::string field{};
    std::string code{};  ///< NO_SUCH_CERTIFICATE, ROW_UNSOUND, UNKNOWN_EVENT, FIELD_DIFFERS, …
    std::string en{};
    std::string zh{};
};

}  // namespace checked

/// What is wrong with `said`; empty when every field and line follows from `rows` and `days`.
///
/// Law:     the articles of src/notes/articles.md and src/notes/readings.md, read anew
/// Pre:     `rows` are those of one application; rows after the certificate's as-of day are
/// ignored. Cost:    O(rows x days walked): it counts, it does not look up.
[[nodiscard]] QIXIAN_DECL std::vector<checked::objection> check_certificate(
    checked::certificate const& said, std::span<checked::row const> rows, checked::days const& days,
    checked::settings const& settings);

/// Every certificate that `rows` give at the end of `as_of`, as the checker reads the law. With
/// `latest` empty where only the engine's windows could tell. None where a day of `rows` is none.
[[nodiscard]] QIXIAN_DECL std::vector<checked::certificate> expected_certificates(
    std::string const& application, date as_of, std::span<checked::row const> rows,
    checked::days const& days, checked::settings const& settings);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/checker/impl/checker.ipp"
#endif
