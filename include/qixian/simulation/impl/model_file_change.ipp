// What a scenario changes, in the tree of its model: so the changed model is read and checked as
// any other.
#pragma once

#include <charconv>
#include <cmath>
#include <optional>

#include "qixian/simulation/impl/model_file_tree.ipp"
#include "qixian/simulation/impl/model_file_writer.ipp"

namespace qixian::inline v0::detail {

/// "+1", "-0.5", "*1.3": a change of a number.
struct adjustment {
    char sign = '+';
    double by = 0;
    std::optional<std::int64_t> whole{};
};

inline std::optional<adjustment> adjustment_in(std::string_view text) {
    if (text.size() < 2 || (text[0] != '+' && text[0] != '-' && text[0] != '*')) {
        return std::nullopt;
    }
    adjustment out{.sign = text[0]};
    auto const* const begin = text.data() + 1;
    auto const* const end = text.data() + text.size();
    auto const number = std::from_chars(begin, end, out.by);
    bool const starts = (*begin >= '0' && *begin <= '9') || (out.sign == '*' && *begin == '-');
    if (!starts || number.ec != std::errc{} || number.ptr != end || !std::isfinite(out.by)) {
        return std::nullopt;
    }
    std::int64_t whole = 0;
    auto const as_whole = std::from_chars(begin, end, whole);
    constexpr std::int64_t exact = std::int64_t{1} << 53U;
    if (as_whole.ec == std::errc{} && as_whole.ptr == end && whole <= exact && whole >= -exact) {
        out.whole = whole;
    }
    return out;
}

inline void adjust_number(model_node& node, adjustment const& by) {
    auto const before = node.as_number();
    auto const after = by.sign == '*'   ? before * by.by
                       : by.sign == '+' ? before + by.by
                                        : before - by.by;
    constexpr double exact = 9007199254740992;
    // People stay whole where they can: half of 4 is 2.
    bool const whole = std::abs(after) < exact && after == std::trunc(after);
    node.kind = whole ? model_kind::whole : model_kind::number;
    node.whole = whole ? static_cast<std::int64_t>(after) : 0;
    node.number = after;
}

/// All numbers of a length, but not its weights. False where `node` is none.
inline bool stretch_length(model_node& node, adjustment const& by) {
    if (node.is_number()) {
        adjust_number(node, by);
        return true;
    }
    if (node.items.empty()) {
        return false;
    }
    bool all = node.kind == model_kind::table || node.kind == model_kind::list;
    for (auto& each : node.items) {
        all = all && (each.key == "weights" || stretch_length(each, by));
    }
    return all;
}

inline bool is_length(model_node const& node) {
    return node.kind == model_kind::table &&
           std::any_of(node.items.begin(), node.items.end(), [](auto const& each) {
               return each.key == "fixed" || each.key == "exponential" || each.key == "lognormal" ||
                      each.key == "uniform" || each.key == "empirical";
           });
}

/// One change: a field by its name in the file, and what becomes of it.
struct model_change {
    std::string field{};
    model_node value{};
};

inline std::string change_path(std::string const& above, std::string_view field) {
    return above.empty() ? std::string(field) : above + "." + std::string(field);
}

/// Makes all of `node` stand where the change stands, and belong to no other.
inline void put_at(model_node& node, text_position at, text_position key_at) {
    node.at = at;
    node.key_at = key_at;
    node.origin.clear();
    for (auto& each : node.items) {
        put_at(each, at, key_at);
    }
}

class model_changer {
public:
    /// `above`: the name of the table of changes; empty where changes come from a program.
    model_changer(model_node& root, std::string const& file, std::string const& above)
        : root_(root), file_(file), above_(above) {}

    std::optional<fault> apply(model_change const& change) {
        if (change.field == "scenario" || change.field.starts_with("scenario.")) {
            return wrong(change, "a field of the model; a scenario does not change scenarios");
        }
        auto* node = &root_;
        auto const* usual = &default_tree();
        std::string_view rest = change.field;
        while (true) {
            if (node->kind == model_kind::list) {
                auto* const item = item_named(*node, rest);
                if (item == nullptr) {
                    return wrong(change, expected_item(*node, rest));
                }
                node = item;
                usual = usual != nullptr && !usual->items.empty() ? &usual->items[0] : nullptr;
                if (rest.empty()) {
                    return wrong(change, "one of its fields, as in team.desk.people");
                }
                continue;
            }
            auto const dot = rest.find('.');
            auto const key = rest.substr(0, dot);
            if (key.empty()) {
                return wrong(change, "the name of a field, as in team.desk.people");
            }
            rest = dot == rest.npos ? std::string_view{} : rest.substr(dot + 1);
            usual = usual != nullptr ? usual->find(key) : nullptr;
            auto* next = node->find(key);
            if (next == nullptr) {
                next = &node->items.emplace_back();
                next->key = key;
                next->at = change.value.at;
                next->key_at = change.value.key_at;
                next->origin = change_path(above_, excerpt(change.field));
                if (dot == change.field.npos || rest.empty()) {
                    // An absent field stands at its default, and a change of a number begins there.
                    set(*next, change, usual);
                    return std::nullopt;
                }
            } else if (dot == std::string_view::npos) {
                set(*next, change, next);
                return std::nullopt;
            }
            node = next;
            if (node->kind != model_kind::table && node->kind != model_kind::list) {
                return wrong(change,
                             "a table at " + std::string(change.field.substr(
                                                 0, change.field.size() - rest.size() - 1)));
            }
        }
    }

private:
    [[nodiscard]] fault wrong(model_change const& change, std::string expected) const {
        return {.what = code::unknown_field,
                .detail = std::move(expected),
                .file = file_,
                .line = change.value.key_at.line,
                .column = change.value.key_at.column,
                .field = change_path(above_, excerpt(change.field))};
    }

    void set(model_node& to, model_change const& change, model_node const* before) {
        auto made = change.value;
        auto const by = made.kind == model_kind::text ? adjustment_in(made.text) : std::nullopt;
        if (by && before != nullptr) {
            auto changed = *before;
            if (changed.is_number()) {
                adjust_number(changed, *by);
                made = std::move(changed);
            } else if (by->sign == '*' && is_length(changed) && stretch_length(changed, *by)) {
                made = std::move(changed);
            }
            put_at(made, change.value.at, change.value.key_at);
        }
        auto key = to.key;
        to = std::move(made);
        to.key = std::move(key);
        to.origin = change_path(above_, excerpt(change.field));
    }

    static std::string const* name_in(model_node const& item) {
        auto const* name = item.find("name");
        name = name != nullptr ? name : item.find("applicant");
        return name != nullptr && name->kind == model_kind::text ? &name->text : nullptr;
    }

    /// The item that `rest` begins with the name of, the longest such name; takes it off.
    static model_node* item_named(model_node& list, std::string_view& rest) {
        model_node* found = nullptr;
        std::size_t longest = 0;
        for (auto& each : list.items) {
            auto const* const name = name_in(each);
            if (name != nullptr && name->size() >= longest && !name->empty() &&
                rest.starts_with(*name) &&
                (rest.size() == name->size() || rest[name->size()] == '.')) {
                // Of two with one name the first is meant; that there are two is said later.
                if (found == nullptr || name->size() > longest) {
                    found = &each;
                }
                longest = name->size();
            }
        }
        if (found != nullptr) {
            rest.remove_prefix(std::min(longest + 1, rest.size()));
        }
        return found;
    }

    static std::string expected_item(model_node const& list, std::string_view rest) {
        std::vector<std::string_view> names;
        for (auto const& each : list.items) {
            if (auto const* const name = name_in(each)) {
                names.emplace_back(*name);
            }
        }
        if (names.empty()) {
            return "a list is changed as a whole";
        }
        return "after \"" + list.key + ".\" " + one_of(rest.substr(0, rest.find('.')), names);
    }

    model_node& root_;
    std::string const& file_;
    std::string const& above_;
};

}  // namespace qixian::inline v0::detail
