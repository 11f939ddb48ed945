// A staffing answer in words, for the screen and for the page: goals, numbers, the answer as a sentence.
#pragma once

#include <string>
#include <string_view>

#include "base/terminal.hpp"
#include "qixian/simulation/staff.hpp"

namespace qixian::cli::staffing {

/// Makes the words of a model harmless where they are written.
using made_safe = std::string (*)(std::string_view);

/// `late`, `逾期比例`: what a goal bounds.
[[nodiscard]] std::string figure_name(staff_goal const& g, language in);
/// … with its limit: `late < 1%`.
[[nodiscard]] std::string goal_words(staff_goal const& g, language in);
/// All goals, and in how many years of a hundred, where that is asked.
[[nodiscard]] std::string goals_words(staff_answer const& said, language in);
/// A value of a figure, with the decimals it is worth.
[[nodiscard]] std::string figure_value(staff_goal const& g, double value);
[[nodiscard]] std::string share_value(double share);
/// `3`, `7.25`.
[[nodiscard]] std::string amount_number(double amount);
/// `3 people`, `7.25 hours a day`.
[[nodiscard]] std::string amount_words(staff_answer const& said, double amount, language in);
/// The head of a column of amounts: people of which team, or hours a day.
[[nodiscard]] std::string amount_head(staff_answer const& said, language in, made_safe safe);
/// The office, or what is different in it.
[[nodiscard]] std::string search_name(staff_search const& s, language in, made_safe safe);
/// `3`, `8–9`, `none`: the answer in a cell.
[[nodiscard]] std::string answer_in_short(staff_search const& s, language in);
/// The answer in one sentence.
[[nodiscard]] std::string answer_sentence(staff_answer const& said, staff_search const& s,
                                          language in, made_safe safe);
/// What shows it: the figures at the two numbers that settle it. Empty where nothing does.
[[nodiscard]] std::string proof_sentence(staff_answer const& said, staff_search const& s,
                                         language in);
[[nodiscard]] std::string verdict_word(staff_verdict v, language in);
/// What confidence, bounds and years mean here.
[[nodiscard]] std::string meaning(staff_answer const& said, language in);

}  // namespace qixian::cli::staffing
