// Whether `store::would` said what `append` then did.
#pragma once

#include <string>

#include "specimen.hpp"

namespace qixian::testing {

/// Every field of an answer.
inline std::string text_of(append_answer const& said) {
    std::ostringstream out;
    out << static_cast<int>(said.status) << '|' << said.agency << '|' << said.id << '|'
        << said.version << '|' << code_of(said.said.what) << '|' << said.said.moves << '|'
        << static_cast<int>(said.said.why) << '|' << cite(said.said.cites) << '|'
        << (said.said.limit ? to_text(*said.said.limit) : "") << '|' << said.displaced;
    for (auto const each : said.possible) {
        out << '|' << code_of(each);
    }
    for (auto const year : said.closed_years) {
        out << '|' << year;
    }
    out << '|' << said.same_as << '|' << said.same_line << '|' << said.amended;
    for (auto const& each : said.differs) {
        out << '|' << each.cell << ':' << each.before << ':' << each.now;
    }
    for (auto const& id : said.undone) {
        out << '|' << id;
    }
    for (auto const& each : said.warnings) {
        out << '|' << static_cast<int>(each.what) << ' ' << each.detail;
    }
    return out.str();
}

inline std::string text_of(fault const& why) {
    return std::string(info(why.what).name) + "|" + why.detail + "|" + why.field + "|" +
           std::to_string(why.line);
}

inline std::string text_of(kept_application const& app) {
    auto out = app.agency + "/" + app.application;
    for (auto const& e : app.rows) {
        out += "\n" + std::to_string(e.line) + " " + text_of(e);
    }
    return out;
}

/// What `append` did otherwise than foreseen; empty: nothing.
inline std::string unforeseen(result<prospect> const& foreseen, result<append_answer> const& said,
                              store& kept) {
    auto const before = foreseen ? text_of(foreseen->answer) : text_of(foreseen.error());
    auto const after = said ? text_of(*said) : text_of(said.error());
    if (before != after) {
        return "foreseen " + before + ", and it was " + after;
    }
    if (!foreseen) {
        return "";
    }
    auto const& rows = foreseen->after;
    auto const there = kept.find(rows.agency, rows.application)
                           .value_or(kept_application{rows.agency, rows.application, {}});
    return text_of(there) == text_of(rows)
               ? ""
               : "foreseen " + text_of(rows) + ", and there is " + text_of(there);
}

}  // namespace qixian::testing
