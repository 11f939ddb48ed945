// From the tree of a model file to a model, with every fault named at its line and its field.
#pragma once

#include <cmath>
#include <filesystem>
#include <limits>
#include <utility>

#include "qixian/date/text.hpp"
#include "qixian/row/notice_file.hpp"
#include "qixian/simulation/impl/model_file_fields.ipp"
#include "qixian/simulation/impl/model_file_tree.ipp"

namespace qixian::inline v0::detail {

inline constexpr std::string_view length_words =
    "a length: a number, or one of { fixed = 2 }, { exponential = 2 }, "
    "{ lognormal = { mean = 6, deviation = 4 } }, { uniform = [3, 15] }, "
    "{ empirical = [1, 2, 5], weights = [1, 3, 1] }";

/// Fills a model from a tree. Goes on after a fault and keeps the one that stands first in the
/// file. What is missing gives way to what is wrong, because it may be there misspelt; a name that
/// nobody has gives way to both. A visitor (model_file_fields.ipp).
class model_reader {
public:
    std::optional<fault> wrong{};

    model_reader(model_node const& root, std::string const& file, text_encoding of_notices)
        : here_(&root), file_(file), of_notices_(of_notices) {}

    /// After the root has been visited: `also` are fields that someone else reads.
    void finish(std::vector<std::string_view> const& also) {
        seen_.insert(seen_.end(), also.begin(), also.end());
        look_for_unknown();
    }

    void text(std::string_view key, std::string& to, stands need = stands::may) {
        if (auto const* node = take(key, need, "text in quotes")) {
            if (is(*node, key, model_kind::text, "text in quotes")) {
                to = node->text;
            }
        }
    }

    void whole(std::string_view key, int& to, stands need = stands::may) {
        if (auto const* node = take(key, need, "a whole number")) {
            whole_from(*node, path_of(*node, path_, key), to);
        }
    }

    void number(std::string_view key, double& to, stands need = stands::may) {
        if (auto const* node = take(key, need, "a number")) {
            number_from(*node, path_of(*node, path_, key), to);
        }
    }

    template <std::size_t Count>
    void numbers(std::string_view key, std::array<double, Count>& to) {
        auto const* node = take(key, stands::may, {});
        if (node == nullptr) {
            return;
        }
        auto const expected = std::to_string(Count) + " numbers: [1, 1, …]";
        if (!is(*node, key, model_kind::list, expected)) {
            return;
        }
        auto const path = path_of(*node, path_, key);
        if (node->items.size() != Count) {
            complain(code::bad_model, node->at, path,
                     [&] { return expected + "; found " + std::to_string(node->items.size()); });
            return;
        }
        for (std::size_t i = 0; i < Count; ++i) {
            number_from(node->items[i], item_path(path, i), to[i]);
        }
    }

    void years(std::string_view key, year_span& to) {
        constexpr std::string_view expected = "first and last year: [2026, 2026]";
        auto const* node = take(key, stands::must, expected);
        if (node == nullptr || !is(*node, key, model_kind::list, expected)) {
            return;
        }
        auto const path = path_of(*node, path_, key);
        if (node->items.size() != 2) {
            complain(code::bad_model, node->at, path, [&] { return std::string(expected); });
            return;
        }
        whole_from(node->items[0], item_path(path, 0), to.first);
        whole_from(node->items[1], item_path(path, 1), to.last);
    }

    void day(std::string_view key, date& to, stands need = stands::may) {
        if (auto const* node = take(key, need, "a day: 2026-02-10")) {
            day_from(*node, path_of(*node, path_, key), to);
        }
    }
    void maybe_day(std::string_view key, qixian::maybe_date& to) {
        if (auto const* node = take(key, stands::may, {})) {
            to.emplace();
            day_from(*node, path_of(*node, path_, key), *to);
        }
    }
    void days(std::string_view key, std::vector<date>& to) {
        auto const* node = take(key, stands::may, {});
        if (node == nullptr || !is(*node, key, model_kind::list, "a list of days: [2026-02-10]") ||
            !fits(*node, key, 10000)) {
            return;
        }
        auto const path = path_of(*node, path_, key);
        for (std::size_t i = 0; i < node->items.size(); ++i) {
            day_from(node->items[i], item_path(path, i), to.emplace_back());
        }
    }

    template <class Word>
    void word(std::string_view key, Word& to, stands need = stands::may) {
        auto const words = words_of(to);
        auto const* node = take(key, need, "");
        if (node == nullptr) {
            if (need == stands::must) {
                lacks(key, one_of({}, {words.begin(), words.end()}));
            }
            return;
        }
        if (!is(*node, key, model_kind::text, "a word in quotes")) {
            return;
        }
        auto const found = std::find(words.begin(), words.end(), node->text);
        if (found == words.end()) {
            complain(code::unknown_code, node->at, path_of(*node, path_, key), [&] {
                return one_of(node->text, {words.begin(), words.end()}) + "; found " +
                       excerpt(node->text);
            });
            return;
        }
        to = static_cast<Word>(found - words.begin());
    }
    template <class Word>
    void maybe_word(std::string_view key, std::optional<Word>& to) {
        if (here_->find(key) != nullptr) {
            to.emplace();
            word(key, *to);
        } else {
            seen_.push_back(key);
        }
    }

    void length(std::string_view key, distribution& to, stands need = stands::may) {
        if (auto const* node = take(key, need, length_words)) {
            length_from(*node, path_of(*node, path_, key), to);
        }
    }

    /// Weights by code, `{ granted = 40 }`.
    template <std::size_t Count>
    void weights(std::string_view key, std::array<double, Count>& to, word_list words) {
        if (here_->find(key) == nullptr) {
            seen_.push_back(key);
            lacks(key, "weights: { granted = 40, not_held = 25 }");
            return;
        }
        section(key, stands::may, [&] {
            for (std::size_t i = 0; i < Count; ++i) {
                number(words[i], to[i]);
            }
        });
    }
    template <std::size_t Count>
    void counts(std::string_view key, std::optional<std::array<int, Count>>& to, word_list words) {
        section(key, stands::may, [&] {
            to.emplace();
            for (std::size_t i = 0; i < Count; ++i) {
                whole(words[i], (*to)[i]);
            }
        });
    }

    /// People and their hours, or a wait.
    void work(step_model& s, std::vector<team_model> const& teams) {
        auto const* node = take("team", stands::may, {});
        if (node != nullptr) {
            s.team = named("team", *node, teams, "the name of a team");
        }
        auto const* const wait = here_->find("wait_working_days");
        if (node != nullptr && wait != nullptr) {
            complain(code::bad_model, wait->at, path_of(*wait, path_, wait->key), [] {
                return std::string(
                    "a step with a team has work_hours; a wait is a step of its own");
            });
        }
        auto const* const hours = here_->find("work_hours");
        if (node == nullptr && hours != nullptr) {
            lacks("team", "the name of the team that works these hours");
        } else if (node == nullptr && wait == nullptr) {
            lacks("team", "the name of a team, with work_hours; or wait_working_days alone");
        }
        length("work_hours", s.work_hours, node != nullptr ? stands::must : stands::may);
        length("wait_working_days", s.wait_working_days);
    }

    void step(std::string_view key, std::size_t& to, std::vector<step_model> const& steps,
              std::size_t absent) {
        to = absent;
        if (auto const* node = take(key, stands::may, {})) {
            to = named(key, *node, steps, "the name of a step").value_or(0);
        }
    }
    static void preset(std::size_t& field, std::size_t value) { field = value; }

    template <class Inside>
    void section(std::string_view key, stands need, Inside&& inside) {
        auto const* node = take(key, stands::may, {});
        model_node empty;
        if (node == nullptr) {
            if (need == stands::may) {
                return;
            }
            empty.at = here_->at;  // so that the fields that must stand in it are missed
            node = &empty;
        } else if (!is(*node, key, model_kind::table,
                       "a table: [" + path_of(*node, path_, key) + "]")) {
            return;
        }
        enter(*node, path_of(*node, path_, key), inside);
    }
    template <class Inside>
    void section_unless(std::string_view key, bool, Inside&& inside) {
        section(key, stands::may, inside);
    }

    template <class Item, class Inside>
    void list(std::string_view key, std::vector<Item>& to, std::size_t most, stands need,
              Inside&& inside) {
        auto const expected = "a list of tables: [[" + std::string(key) + "]]";
        auto const* node = take(key, need, expected);
        if (node == nullptr || !is(*node, key, model_kind::list, expected) ||
            !fits(*node, key, most)) {
            return;
        }
        auto const path = path_of(*node, path_, key);
        for (std::size_t i = 0; i < node->items.size(); ++i) {
            auto const& item = node->items[i];
            auto const name = item.origin.empty() ? item_path(path, i) : item.origin;
            to.emplace_back();
            if (item.kind != model_kind::table) {
                complain(code::bad_model, item.at, name,
                         [&] { return expected + "; found " + std::string(name_of(item.kind)); });
                continue;
            }
            enter(item, name, [&] { inside(to.back()); });
        }
    }
    template <class Item, class Inside>
    void short_list(std::string_view key, std::vector<Item>& to, std::size_t most,
                    Inside&& inside) {
        list(key, to, most, stands::may, inside);
    }

    /// A file of notices, or a list of them.
    template <class Inside>
    void notices(std::string_view key, std::vector<notice>& to, Inside&& inside) {
        auto const* node = here_->find(key);
        if (node == nullptr || node->kind != model_kind::text) {
            list(key, to, 1000, stands::may, inside);
            return;
        }
        seen_.push_back(key);
        auto const path = path_of(*node, path_, key);
        if (node->text.empty() || node->text == "-") {
            complain(code::bad_model, node->at, path,
                     [] { return std::string("the name of a file of notices"); });
            return;
        }
        auto const beside = std::filesystem::path(file_).parent_path() / node->text;
        constexpr std::size_t longest = std::size_t{1} << 24U;
        auto read = read_notices(beside.string(), {.from = of_notices_, .longest_text = longest});
        if (read) {
            to = std::move(read).value();
        } else if (read.error().what == code::cannot_open) {
            complain(code::cannot_open, node->at, path, [&] {
                return "a file of notices; " + beside.string() + ": " + read.error().detail;
            });
        } else if (auto const place = std::pair(weight::wrong, node->at);
                   !wrong || place < first_) {
            wrong = read.error();  // which says where in that file
            first_ = place;
        }
    }

    /// Any field is allowed here; someone else looks at them.
    void take_all() {
        for (auto const& each : here_->items) {
            seen_.push_back(each.key);
        }
    }

    template <class Why>
    void complain(code what, text_position at, std::string const& path, Why&& why) {
        complain(what == code::missing_field ? weight::absent : weight::wrong, what, at, path, why);
    }

private:
    /// What is said rather than something else.
    enum class weight : std::uint8_t { wrong, absent, nobody };

    template <class Why>
    void complain(weight of, code what, text_position at, std::string const& path, Why&& why) {
        auto const place = std::pair(of, at);
        if (wrong && first_ <= place) {
            return;
        }
        first_ = place;
        wrong = fault{.what = what,
                      .detail = why(),
                      .file = file_,
                      .line = at.line,
                      .column = at.column,
                      .field = path};
    }

    model_node const* take(std::string_view key, stands need, std::string_view expected) {
        seen_.push_back(key);
        auto const* node = here_->find(key);
        if (node == nullptr && need == stands::must && !expected.empty()) {
            lacks(key, std::string(expected));
        }
        return node;
    }

    void lacks(std::string_view key, std::string const& expected) {
        complain(code::missing_field, here_->at,
                 (path_.empty() ? "" : path_ + ".") + std::string(key), [&] { return expected; });
    }

    bool is(model_node const& node, std::string_view key, model_kind kind,
            std::string_view expected) {
        if (node.kind != kind) {
            of_another_kind(node, path_of(node, path_, key), expected);
        }
        return node.kind == kind;
    }

    void of_another_kind(model_node const& node, std::string const& path,
                         std::string_view expected) {
        complain(code::bad_model, node.at, path, [&] {
            auto said = std::string(expected) + "; found " + std::string(name_of(node.kind));
            if (node.kind == model_kind::text) {
                said += " (" + excerpt(node.text) + ")";
                said += node.origin.empty() ? "" : R"(; changes of a number: "+1", "-1", "*1.3")";
            }
            return said;
        });
    }

    bool fits(model_node const& node, std::string_view key, std::size_t most) {
        if (node.items.size() > most) {
            complain(code::bad_model, node.at, path_of(node, path_, key),
                     [&] { return "at most " + std::to_string(most) + " of them"; });
        }
        return node.items.size() <= most;
    }

    template <class Inside>
    void enter(model_node const& node, std::string path, Inside&& inside) {
        auto const* const above = std::exchange(here_, &node);
        auto above_path = std::exchange(path_, std::move(path));
        auto above_seen = std::exchange(seen_, {});
        inside();
        look_for_unknown();
        here_ = above;
        path_ = std::move(above_path);
        seen_ = std::move(above_seen);
    }

    void look_for_unknown() {
        for (auto const& each : here_->items) {
            if (std::find(seen_.begin(), seen_.end(), each.key) == seen_.end()) {
                complain(code::unknown_field, each.key_at, path_of(each, path_, excerpt(each.key)),
                         [&] { return one_of(each.key, seen_); });
            }
        }
    }

    void whole_from(model_node const& node, std::string const& path, int& to) {
        constexpr auto most = std::numeric_limits<int>::max();
        bool const fits_int = node.kind == model_kind::whole && node.whole <= most &&
                              node.whole >= -std::int64_t{most};
        if (!node.is_number()) {
            of_another_kind(node, path, "a whole number");
        } else if (!fits_int) {
            complain(code::bad_model, node.at, path, [&] {
                return std::string(node.kind == model_kind::whole
                                       ? "a whole number below 2147483648"
                                       : "a whole number; found one with a fraction");
            });
        } else {
            to = static_cast<int>(node.whole);
        }
    }

    void number_from(model_node const& node, std::string const& path, double& to) {
        if (!node.is_number()) {
            of_another_kind(node, path, "a number");
        } else if (!std::isfinite(node.as_number())) {
            complain(code::bad_model, node.at, path,
                     [] { return std::string("a number; found one without end (inf, nan)"); });
        } else {
            to = node.as_number();
        }
    }

    void day_from(model_node const& node, std::string const& path, date& to) {
        if (node.kind == model_kind::day) {
            to = node.on;
            return;
        }
        if (node.kind != model_kind::text) {
            of_another_kind(node, path, "a day: 2026-02-10");
            return;
        }
        auto const read = parse_date(node.text);
        if (!read) {
            complain(code::bad_date, node.at, path,
                     [&] { return "a day: 2026-02-10; found " + excerpt(node.text); });
            return;
        }
        to = *read;
    }

    /// The numbers of `node`, a list.
    void numbers_from(model_node const& node, std::string const& path, std::vector<double>& to) {
        if (node.kind != model_kind::list) {
            of_another_kind(node, path, "a list of numbers");
            return;
        }
        to.assign(node.items.size(), 0.0);
        for (std::size_t i = 0; i < to.size(); ++i) {
            number_from(node.items[i], item_path(path, i), to[i]);
        }
    }

    void length_from(model_node const& node, std::string const& path, distribution& to) {
        to = {};
        if (node.is_number()) {
            number_from(node, path, to.mean);
            return;
        }
        if (node.kind != model_kind::table) {
            of_another_kind(node, path, length_words);
            return;
        }
        constexpr std::array<std::string_view, 5> laws{"fixed", "exponential", "lognormal",
                                                       "uniform", "empirical"};
        model_node const* law = nullptr;
        for (auto const& each : node.items) {
            auto const found = std::find(laws.begin(), laws.end(), each.key);
            if (found == laws.end()) {
                continue;
            }
            if (law != nullptr) {
                complain(code::bad_model, each.key_at, path_of(each, path, each.key),
                         [&] { return "one law only; there is " + law->key + " already"; });
                return;
            }
            law = &each;
            to.shape = static_cast<length_law>(found - laws.begin());
        }
        enter(node, path, [&] {
            seen_.assign(laws.begin(), laws.end());
            if (law == nullptr) {
                if (node.items.empty()) {
                    complain(code::bad_model, node.at, path,
                             [] { return std::string(length_words); });
                }
                return;
            }
            auto const name = path_of(*law, path, law->key);
            switch (to.shape) {
            case length_law::fixed:
            case length_law::exponential: number_from(*law, name, to.mean); break;
            case length_law::lognormal:
                section("lognormal", stands::may, [&] {
                    number("mean", to.mean, stands::must);
                    number("deviation", to.deviation, stands::must);
                });
                break;
            case length_law::uniform: {
                std::vector<double> ends;
                numbers_from(*law, name, ends);
                if (law->kind == model_kind::list && ends.size() != 2) {
                    complain(code::bad_model, law->at, name,
                             [] { return std::string("shortest and longest: [3, 15]"); });
                } else if (ends.size() == 2) {
                    to.mean = ends[0];
                    to.deviation = ends[1];
                }
                break;
            }
            case length_law::empirical:
                numbers_from(*law, name, to.values);
                if (auto const* weights = take("weights", stands::may, {})) {
                    numbers_from(*weights, path_of(*weights, path, "weights"), to.weights);
                }
                break;
            }
        });
    }

    /// Which of `items` has the name in `node`.
    template <class Item>
    std::optional<std::size_t> named(std::string_view key, model_node const& node,
                                     std::vector<Item> const& items, std::string_view expected) {
        if (!is(node, key, model_kind::text, expected)) {
            return std::nullopt;
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (items[i].name == node.text) {
                return i;
            }
        }
        auto const path = path_of(node, path_, key);
        complain(weight::nobody, code::bad_model, node.at, path, [&] {
            std::vector<std::string_view> names;
            names.reserve(std::size(items));
            for (auto const& each : items) {
                names.push_back(each.name);
            }
            return std::string(expected) + ": " + one_of(node.text, names) + "; found " +
                   excerpt(node.text);
        });
        return std::nullopt;
    }

    model_node const* here_;
    std::string const& file_;
    text_encoding of_notices_;
    std::string path_{};
    std::vector<std::string_view> seen_{};      ///< fields that this table may have
    std::pair<weight, text_position> first_{};  ///< of the fault that is kept
};

}  // namespace qixian::inline v0::detail
