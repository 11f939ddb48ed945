// From a model to its file: only what differs from the defaults, in the order of the documentation.
#pragma once

#include <charconv>
#include <cmath>

#include "qixian/date/text.hpp"
#include "qixian/simulation/impl/model_file_fields.ipp"
#include "qixian/simulation/impl/model_file_tree.ipp"

namespace qixian::inline v0::detail {

/// Makes a tree of all fields of a model. A visitor (model_file_fields.ipp).
class model_maker {
public:
    model_node root{};

    model_maker() : here_(&root) {}

    void text(std::string_view key, std::string& from, stands need = stands::may) {
        add(key, text_node(from), need);
    }
    void whole(std::string_view key, int& from, stands need = stands::may) {
        add(key, whole_node(from), need);
    }
    void number(std::string_view key, double& from, stands need = stands::may) {
        add(key, number_node(from), need);
    }
    template <std::size_t Count>
    void numbers(std::string_view key, std::array<double, Count>& from) {
        add(key, list_of(from));
    }
    void years(std::string_view key, year_span& from) {
        auto made = list_node();
        made.items = {whole_node(from.first), whole_node(from.last)};
        add(key, std::move(made), stands::must);
    }
    void day(std::string_view key, date& from, stands need = stands::may) {
        if (!from.is_special()) {
            add(key, day_node(from), need);
        }
    }
    void maybe_day(std::string_view key, qixian::maybe_date& from) {
        if (from) {
            day(key, *from);
        }
    }
    void days(std::string_view key, std::vector<date>& from) {
        auto made = list_node();
        for (auto const& each : from) {
            made.items.push_back(day_node(each));
        }
        add(key, std::move(made));
    }
    template <class Word>
    void word(std::string_view key, Word& from, stands need = stands::may) {
        auto const code = words_of(from)[static_cast<std::size_t>(from)];
        add(key, text_node(std::string(code)), need);
    }
    template <class Word>
    void maybe_word(std::string_view key, std::optional<Word>& from) {
        if (from) {
            word(key, *from);
        }
    }
    void length(std::string_view key, distribution& from, stands need = stands::may) {
        add(key, length_of(from), need);
    }
    template <std::size_t Count>
    void weights(std::string_view key, std::array<double, Count>& from, word_list words) {
        auto made = brace_node();
        for (std::size_t i = 0; i < Count; ++i) {
            if (from[i] != 0) {
                made.items.push_back(number_node(from[i]));
                made.items.back().key = words[i];
            }
        }
        add(key, std::move(made), stands::must);
    }
    template <std::size_t Count>
    void counts(std::string_view key, std::optional<std::array<int, Count>>& from,
                word_list words) {
        if (!from) {
            return;
        }
        auto made = brace_node();
        for (std::size_t i = 0; i < Count; ++i) {
            if ((*from)[i] != 0) {
                made.items.push_back(whole_node((*from)[i]));
                made.items.back().key = words[i];
            }
        }
        add(key, std::move(made), stands::must);
    }
    void work(step_model& s, std::vector<team_model> const& teams) {
        if (s.team) {
            add("team", text_node(teams[*s.team].name), stands::must);
            length("work_hours", s.work_hours, stands::must);
        } else {
            length("wait_working_days", s.wait_working_days, stands::must);
        }
    }
    void step(std::string_view key, std::size_t& from, std::vector<step_model> const& steps,
              std::size_t absent) {
        if (from != absent && from < steps.size()) {
            add(key, text_node(steps[from].name), stands::must);
        }
    }
    static void preset(std::size_t&, std::size_t) {}

    template <class Inside>
    void section(std::string_view key, stands, Inside&& inside) {
        add(key, {});
        enter(here_->items.back(), inside);
    }
    template <class Inside>
    void section_unless(std::string_view key, bool absent, Inside&& inside) {
        if (!absent) {
            section(key, stands::may, inside);
        }
    }
    template <class Item, class Inside>
    void list(std::string_view key, std::vector<Item>& from, std::size_t, stands need,
              Inside&& inside) {
        add(key, list_node(), need);
        auto& made = here_->items.back();
        made.items.resize(from.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            enter(made.items[i], [&] { inside(from[i]); });
        }
    }
    template <class Item, class Inside>
    void short_list(std::string_view key, std::vector<Item>& from, std::size_t most,
                    Inside&& inside) {
        list(key, from, most, stands::may, inside);
        for (auto& each : here_->items.back().items) {
            each.one_line = true;
        }
    }
    template <class Inside>
    void notices(std::string_view key, std::vector<notice>& from, Inside&& inside) {
        list(key, from, 0, stands::may, inside);
    }

private:
    void add(std::string_view key, model_node made, stands need = stands::may) {
        made.key = key;
        made.needed = need == stands::must;
        here_->items.push_back(std::move(made));
    }
    template <class Inside>
    void enter(model_node& node, Inside&& inside) {
        auto* const above = std::exchange(here_, &node);
        inside();
        here_ = above;
    }
    static model_node list_of(auto const& numbers) {
        auto made = list_node();
        for (auto const each : numbers) {
            made.items.push_back(number_node(each));
        }
        return made;
    }
    static model_node length_of(distribution const& d) {
        auto made = brace_node();
        auto const put = [](model_node& to, std::string_view key, model_node value) {
            value.key = key;
            to.items.push_back(std::move(value));
        };
        switch (d.shape) {
        case length_law::fixed: return number_node(d.mean);
        case length_law::exponential: put(made, "exponential", number_node(d.mean)); break;
        case length_law::lognormal: {
            auto both = brace_node();
            put(both, "mean", number_node(d.mean));
            put(both, "deviation", number_node(d.deviation));
            put(made, "lognormal", std::move(both));
            break;
        }
        case length_law::uniform:
            put(made, "uniform", list_of(std::array{d.mean, d.deviation}));
            break;
        case length_law::empirical:
            put(made, "empirical", list_of(d.values));
            if (!d.weights.empty()) {
                put(made, "weights", list_of(d.weights));
            }
            break;
        }
        return made;
    }

    model_node* here_;
};

inline model_node tree_of(office_model office) {
    model_maker maker;
    visit_model(maker, office);
    return std::move(maker.root);
}

/// A model with one item in every list, all at their defaults: what an absent field stands for.
inline model_node const& default_tree() {
    static model_node const made = [] {
        office_model office;
        office.classes.resize(1);
        office.teams.resize(1);
        office.steps.resize(1);
        office.rules.notices.resize(1);
        return tree_of(std::move(office));
    }();
    return made;
}

inline bool same_value(model_node const& a, model_node const& b) {
    if (a.is_number() && b.is_number()) {
        return a.as_number() == b.as_number();
    }
    if (a.kind != b.kind || a.key != b.key || a.text != b.text ||
        a.items.size() != b.items.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!same_value(a.items[i], b.items[i])) {
            return false;
        }
    }
    return a.kind != model_kind::day || a.on == b.on;
}

/// Takes out of `node` what `defaults` says by itself.
inline void drop_defaults(model_node& node, model_node const* defaults) {
    std::vector<model_node> kept;
    for (auto& each : node.items) {
        auto const* const usual = defaults != nullptr ? defaults->find(each.key) : nullptr;
        bool const tables = each.kind == model_kind::list && !each.items.empty() &&
                            each.items[0].kind == model_kind::table && !each.items[0].one_line;
        bool const section = each.kind == model_kind::table && !each.one_line;
        if (tables) {
            for (auto& item : each.items) {
                drop_defaults(item, usual != nullptr && !usual->items.empty() ? &usual->items[0]
                                                                              : nullptr);
            }
        } else if (section) {
            drop_defaults(each, usual);
        }
        bool const empty_list = each.kind == model_kind::list && each.items.empty();
        bool const usual_value = !tables && usual != nullptr && same_value(each, *usual);
        if (each.needed || !(section ? each.items.empty() : empty_list || usual_value)) {
            kept.push_back(std::move(each));
        }
    }
    node.items = std::move(kept);
}

/// The shortest text that reads back as `value`.
inline std::string number_text(double value) {
    std::array<char, 32> out{};
    bool const plain = std::abs(value) < 1e15 && value == std::trunc(value);
    auto const end =
        plain ? std::to_chars(out.data(), out.data() + out.size(), static_cast<std::int64_t>(value))
              : std::to_chars(out.data(), out.data() + out.size(), value);
    return {out.data(), end.ptr};
}

inline std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte == 0x7F) {
            constexpr std::string_view hex = "0123456789ABCDEF";
            out += "\\u00";
            out += hex[byte >> 4U];
            out += hex[byte & 15U];
        } else {
            out += c;
        }
    }
    return out + '"';
}

inline std::string value_text(model_node const& node) {
    switch (node.kind) {
    case model_kind::text: return toml_text(node.text);
    case model_kind::whole: return std::to_string(node.whole);
    case model_kind::number: return number_text(node.number);
    case model_kind::truth: return node.whole != 0 ? "true" : "false";
    case model_kind::day: return to_text(node.on);
    case model_kind::list:
    case model_kind::table:
    case model_kind::other: break;
    }
    bool const list = node.kind == model_kind::list;
    // Several tables in a list stand below each other.
    bool const lines = list && node.items.size() > 1 && node.items[0].kind == model_kind::table;
    std::string out = list ? "[" : node.items.empty() ? "{" : "{ ";
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        out += i == 0 ? "" : lines ? "," : ", ";
        out += lines ? "\n    " : "";
        out += list ? "" : node.items[i].key + " = ";
        out += value_text(node.items[i]);
    }
    return out + (list ? lines ? "\n]" : "]" : node.items.empty() ? "}" : " }");
}

/// The fields of `table`, then the tables in it, under their full names.
inline void write_table(std::string& out, model_node const& table, std::string const& path) {
    auto const is_section = [](model_node const& n) {
        return n.kind == model_kind::table && !n.one_line;
    };
    auto const is_tables = [&](model_node const& n) {
        return n.kind == model_kind::list && !n.items.empty() && is_section(n.items[0]);
    };
    for (auto const& each : table.items) {
        if (!is_section(each) && !is_tables(each)) {
            out += each.key + " = " + value_text(each) + "\n";
        }
    }
    for (auto const& each : table.items) {
        auto const name = path.empty() ? each.key : path + "." + each.key;
        if (is_section(each)) {
            out += "\n[" + name + "]\n";
            write_table(out, each, name);
        } else if (is_tables(each)) {
            for (auto const& item : each.items) {
                out += "\n[[" + name + "]]\n";
                write_table(out, item, name);
            }
        }
    }
}

}  // namespace qixian::inline v0::detail
