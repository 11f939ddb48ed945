// Reads scenarios.txt and plays it: every row of every life is asked of `step`, on what `fold` made
// of the rows before, and the whole life once more of `assess`.
#pragma once

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "expectations.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"

namespace procedure_test {

/// A row and what has to become of it.
struct expected_row {
    entry row{};
    std::string leads_to{};  ///< empty: nothing moves
    std::optional<code> said{};
    bool without_effect = false;
};

struct scenario {
    std::string name{};  ///< as failures show it
    std::vector<expected_row> rows{};
};

/// What a step of a scenario used: for counting.
struct taken {
    application from{};
    event on{};
    ruling said{};
};

template <class Enum, std::size_t N>
Enum word_of(std::array<std::string_view, N> const& words, std::string const& text) {
    auto const at = std::find(words.begin(), words.end(), text);
    if (at == words.end()) {
        throw std::runtime_error("unknown word " + text);
    }
    return static_cast<Enum>(at - words.begin());
}

inline void set_cell(entry& e, std::string const& name, std::string const& value) {
    if (name == "days") {
        e.days = std::stoi(value);
    } else if (name == "unit") {
        e.days_unit = word_of<unit>(unit_codes, value);
    } else if (name == "until") {
        e.until = day(std::stoi(value));
    } else if (name == "delivered") {
        e.delivered = day(std::stoi(value));
    } else if (name == "view") {
        e.view = word_of<view>(view_codes, value);
    } else if (name == "related") {
        e.related = value;
    } else if (name == "ref") {
        e.ref = value;
    } else if (name == "re") {
        e.re = value;
    } else if (name == "kind") {
        e.kind = word_of<kind>(kind_codes, value);
    } else if (name == "channel") {
        e.channel = word_of<channel>(channel_codes, value);
    } else if (name == "ground") {
        e.ground = value;
    } else if (name == "outcome") {
        e.outcome = outcome_of(std::string_view(value));
    } else if (name == "result") {
        e.result = word_of<remedy_result>(remedy_result_codes, value);
    } else {
        throw std::runtime_error("unknown cell " + name);
    }
}

inline code code_named(std::string const& name) {
    for (auto const& each : all_codes) {
        if (each.name == name) {
            return each.what;
        }
    }
    throw std::runtime_error("unknown code " + name);
}

/// "extended 20210310 days=21 -> x !CODE"
inline expected_row parse_row(std::string const& text) {
    expected_row out;
    std::istringstream in(text);
    std::string word;
    std::string on;
    in >> word >> on;
    auto const what = word == "year_ended" ? std::optional(event::year_ended) : event_of(word);
    if (!what) {
        throw std::runtime_error("unknown event " + word);
    }
    out.row.application = "A";
    out.row.what = *what;
    out.row.on = day(std::stoi(on));
    if (*what == event::received || *what == event::lodged || *what == event::moved_in) {
        out.row.applicant = applicant::natural_person;
    }
    while (in >> word) {
        if (word == "->") {
            in >> out.leads_to;
        } else if (word[0] == '!') {
            out.without_effect = word[1] == '~';
            out.said = code_named(word.substr(out.without_effect ? 2 : 1));
        } else {
            auto const equals = word.find('=');
            if (equals == std::string::npos) {
                throw std::runtime_error("unknown word " + word);
            }
            set_cell(out.row, word.substr(0, equals), word.substr(equals + 1));
        }
    }
    return out;
}

/// Every scenario of the file, the named lives included.
inline std::vector<scenario> read_scenarios() {
    std::ifstream in(std::string(QIXIAN_SOURCE_DIR) + "/tests/procedure/scenarios.txt");
    if (!in) {
        throw std::runtime_error("cannot open scenarios.txt");
    }
    std::map<std::string, std::vector<expected_row>> lives;
    std::vector<scenario> out;
    auto const trimmed = [](std::string text) {
        text.erase(0, text.find_first_not_of(' '));
        text.erase(text.find_last_not_of(' ') + 1);
        return text;
    };
    auto const rows_of_text = [&](std::string const& text) {
        std::vector<expected_row> rows;
        for (auto const& part : split(text, ';')) {
            auto const row = trimmed(part);
            if (row[0] == '@') {
                rows = lives.at(row.substr(1));
            } else {
                rows.push_back(parse_row(row));
            }
        }
        return rows;
    };
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty() || line[0] == '#') {
            continue;
        }
        auto const colon = line.find(':');
        auto const head = line.substr(0, colon);
        auto const rows = rows_of_text(line.substr(colon + 1));
        auto const name = "scenarios.txt:" + std::to_string(number);
        if (head.starts_with("at ")) {
            lives[head.substr(3)] = rows;
            out.push_back({name + " at " + head.substr(3), rows});
        } else if (head.starts_with("try ")) {
            for (auto const& each : split(head.substr(4), ',')) {
                auto all = lives.at(trimmed(each));
                all.insert(all.end(), rows.begin(), rows.end());
                out.push_back({name + " at " + trimmed(each), std::move(all)});
            }
        } else if (head == "case") {
            out.push_back({name, rows});
        } else {
            throw std::runtime_error(name + ": " + head);
        }
    }
    return out;
}

inline std::string text_of(application const& a) {
    std::string out(code_of(a.at));
    out.append("/").append(code_of(a.year)).append("/").append(code_of(a.remedy));
    return out;
}

/// The record that must follow `now`.
inline application expected_after(application now, expected_row const& r, event heard) {
    auto const find = [&](auto const& words, auto& into) {
        for (auto const& each : words) {
            if (each.code == r.leads_to) {
                into = each.which;
                return;
            }
        }
        throw std::runtime_error("no stage " + r.leads_to);
    };
    if (r.leads_to.empty()) {
        return now;
    }
    if (r.row.what == event::year_ended) {
        find(all_standings, now.year);
    } else if (is_remedy(heard)) {
        find(all_remedy_stages, now.remedy);
    } else {
        find(all_stages, now.at);
    }
    return now;
}

/// Plays one scenario; the first thing that is not as written, or nothing.
inline std::optional<std::string> complaint_of(scenario const& s, std::vector<taken>* used) {
    context const in{china::calendar()};
    std::vector<entry> rows;
    for (auto const& r : s.rows) {
        if (r.row.what != event::year_ended) {
            rows.push_back(r.row);
        }
    }
    std::size_t refused = 0;
    std::size_t irregular = 0;
    application last;
    for (auto const& r : s.rows) {
        auto const what =
            s.name + ": " + std::string(code_of(r.row.what)) + " " + to_text(r.row.on) + ": ";
        auto const before = fold(rows, plus_days(r.row.on, -1), in);
        if (!before) {
            return what + "fault " + std::string(name_of(before.error().what));
        }
        if (before->now != last) {
            return what + "stood at " + text_of(before->now) + ", expected " + text_of(last);
        }
        // The end of a year is no row of a log: what its guard asks is known without one.
        auto const known = r.row.what == event::year_ended ? result(facts{.law = before->law})
                                                           : facts_for(*before, r.row, in);
        if (!known) {
            return what + "fault " + std::string(name_of(known.error().what));
        }
        auto const became = step(before->now, r.row, *known);
        if (used != nullptr) {
            used->push_back({before->now, r.row.what, became.said});
        }
        auto const verdict_expected = !r.said ? verdict::accepted
                                      : info(*r.said).kind == code_kind::refusal
                                          ? verdict::refused
                                          : verdict::irregular;
        if (became.said.what != verdict_expected) {
            return what + std::string(code_of(became.said.what)) + " " +
                   (became.said.what == verdict::accepted ? std::string()
                                                          : std::string(name_of(became.said.why)));
        }
        if (r.said && became.said.why != *r.said) {
            return what + std::string(name_of(became.said.why));
        }
        bool const moves = verdict_expected != verdict::refused && !r.without_effect;
        if (became.said.moves != moves) {
            return what + (moves ? "has no effect" : "has an effect");
        }
        last = expected_after(before->now, r, became.heard);
        if (became.after != last) {
            return what + "leads to " + text_of(became.after) + ", expected " + text_of(last);
        }
        if (!r.said) {
            auto const from = r.row.what == event::year_ended ? code_of(before->now.year)
                              : is_remedy(became.heard)       ? code_of(before->now.remedy)
                                                              : code_of(before->now.at);
            // What is written names the rule of today's law; an older law has its own article for it.
            auto const& expected = expected_of(from, code_of(became.heard));
            bool const founded =
                std::any_of(all_bases.begin(), all_bases.end(), [&](basis_info const& b) {
                    return rests_on(expected, b.which) &&
                           cites_in_force(b.which, before->law, r.row.on) == became.said.cites;
                });
            if (!founded) {
                return what + "rests on " + std::string(info(became.said.cites).id);
            }
        }
        if (r.row.what == event::year_ended) {
            auto const after = fold(rows, r.row.on, in);
            auto const& years = after->carried_over;
            bool const carried =
                std::find(years.begin(), years.end(), year_of(r.row.on)) != years.end();
            if (carried == r.said.has_value()) {
                return what + (carried ? "carried over" : "not carried over");
            }
        } else {
            refused += verdict_expected == verdict::refused ? 1 : 0;
            irregular += verdict_expected == verdict::irregular ? 1 : 0;
        }
    }
    auto const whole = assess(rows, s.rows.back().row.on, in);
    if (!whole) {
        return s.name + ": fault " + std::string(name_of(whole.error().what));
    }
    // The standing was looked at by step; a life that ends on a 31 December has moved on from it.
    auto const& now = whole->life.now;
    if (now.at != last.at || now.remedy != last.remedy || whole->life.refused.size() != refused ||
        whole->life.irregular.size() != irregular) {
        return s.name + ": assess ends at " + text_of(now);
    }
    return std::nullopt;
}

}  // namespace procedure_test
