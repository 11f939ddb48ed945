// A model file as a tree of values that know where they stand. Unlike the parser's, it can be
// copied with its positions (a scenario is a changed copy), and what a scenario puts into it
// remembers which change that was.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/base/result.hpp"
#include "qixian/base/spelling.hpp"
#include "qixian/date/date.hpp"
#include "qixian/row/text.hpp"

namespace qixian::inline v0::detail {

struct text_position {
    std::size_t line = 0;
    std::size_t column = 0;
    friend auto operator<=>(text_position const&, text_position const&) = default;
};

enum class model_kind : std::uint8_t { table, list, text, whole, number, truth, day, other };

struct model_node {
    model_kind kind = model_kind::table;
    bool needed = false;    ///< always written
    bool one_line = false;  ///< a table written in braces
    std::int64_t whole = 0;
    double number = 0;
    date on{};
    text_position at{};
    text_position key_at{};
    std::string key{};  ///< in a table
    std::string text{};
    std::string origin{};  ///< the change that put it here, by its name in the file
    std::vector<model_node> items{};

    [[nodiscard]] model_node const* find(std::string_view name) const {
        auto const found = std::find_if(items.begin(), items.end(),
                                        [&](auto const& each) { return each.key == name; });
        return kind == model_kind::table && found != items.end() ? &*found : nullptr;
    }
    [[nodiscard]] model_node* find(std::string_view name) {
        return const_cast<model_node*>(std::as_const(*this).find(name));
    }
    [[nodiscard]] bool is_number() const {
        return kind == model_kind::whole || kind == model_kind::number;
    }
    [[nodiscard]] double as_number() const {
        return kind == model_kind::whole ? static_cast<double>(whole) : number;
    }
};

inline model_node text_node(std::string text) {
    model_node made;
    made.kind = model_kind::text;
    made.text = std::move(text);
    return made;
}
inline model_node whole_node(std::int64_t value) {
    model_node made;
    made.kind = model_kind::whole;
    made.whole = value;
    return made;
}
inline model_node number_node(double value) {
    model_node made;
    made.kind = model_kind::number;
    made.number = value;
    return made;
}
inline model_node day_node(date on) {
    model_node made;
    made.kind = model_kind::day;
    made.on = on;
    return made;
}
inline model_node list_node() {
    model_node made;
    made.kind = model_kind::list;
    return made;
}
inline model_node brace_node() {
    model_node made;
    made.one_line = true;
    return made;
}

inline std::string_view name_of(model_kind kind) {
    switch (kind) {
    case model_kind::table: return "a table";
    case model_kind::list: return "a list";
    case model_kind::text: return "text";
    case model_kind::whole:
    case model_kind::number: return "a number";
    case model_kind::truth: return "true or false";
    case model_kind::day: return "a day";
    case model_kind::other: break;
    }
    return "a time";
}

/// How unlike two names are; names that begin alike are likely to be meant for each other.
inline long unlikeness(std::string_view a, std::string_view b) {
    auto const same = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    constexpr std::size_t enough = 64;
    return static_cast<long>(spelling_distance(a.substr(0, enough), b.substr(0, enough))) -
           static_cast<long>(same);
}

/// "one of …": what may stand for `word`, the nearest first.
inline std::string one_of(std::string_view word, std::vector<std::string_view> names) {
    if (names.empty()) {
        return "nothing can stand here";
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < names.size() && !word.empty(); ++i) {
        if (unlikeness(word, names[i]) < unlikeness(word, names[best])) {
            best = i;
        }
    }
    auto const at = names.begin() + static_cast<std::ptrdiff_t>(best);
    std::rotate(names.begin(), at, at + 1);
    std::string out = names.size() > 1 ? "one of " : "";
    constexpr std::size_t most = 30;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
        out += (i > 0 ? ", " : "") + std::string(names[i]);
    }
    return names.size() > most ? out + ", …" : out;
}

inline std::string item_path(std::string_view list, std::size_t i) {
    return std::string(list) + "[" + std::to_string(i + 1) + "]";
}

/// The name of what stands at `node` of the table `above`.
inline std::string path_of(model_node const& node, std::string const& above, std::string_view key) {
    if (!node.origin.empty()) {
        return node.origin;
    }
    return above.empty() ? std::string(key) : above + "." + std::string(key);
}

/// Where a field stands: of an absent one, the table that lacks it.
struct model_place {
    model_node const* node = nullptr;
    std::string path{};
    bool there = true;
};

/// The place of "team[2].leave[1].from", as `check` and the reader name fields.
inline model_place place_of(model_node const& root, std::string_view field) {
    model_place out{.node = &root};
    while (!field.empty()) {
        auto const end = std::min(field.find('.'), field.size());
        auto segment = field.substr(0, end);
        field.remove_prefix(std::min(end + 1, field.size()));
        std::size_t number = 0;
        if (auto const open = segment.find('['); open != segment.npos) {
            for (auto const c : segment.substr(open + 1)) {
                number =
                    c >= '0' && c <= '9' ? number * 10 + static_cast<std::size_t>(c - '0') : number;
            }
            segment = segment.substr(0, open);
        }
        auto const* next = out.there ? out.node->find(segment) : nullptr;
        if (next != nullptr) {
            out.path = path_of(*next, out.path, segment);
            out.node = next;
        } else {
            out.path += (out.path.empty() ? "" : ".") + std::string(segment);
            out.there = false;
        }
        if (number == 0) {
            continue;
        }
        out.path = item_path(out.path, number - 1);
        if (out.there && out.node->kind == model_kind::list && number <= out.node->items.size()) {
            out.node = &out.node->items[number - 1];
            out.path = out.node->origin.empty() ? out.path : out.node->origin;
        } else {
            out.there = false;
        }
    }
    return out;
}

/// What the parser must not be given, and where the line begins that holds it.
struct unparsable {
    text_position at{};
    std::string why{};
    std::size_t line_begin = 0;
    bool in_value = false;  ///< that line goes on with a value of earlier ones
};

/// Looks for what would harm the parser. Deep nesting it would follow down to the end of the stack;
/// and unchecked it relies on a name after `[` of a table, on a value where one can stand in a list,
/// on English outside of quotes. Tells strings, comments and brackets apart as it does, so up to the
/// first mistake it would report, nothing of the kind is overlooked.
class model_scan {
public:
    explicit model_scan(std::string_view text) : text_(text) {}

    std::optional<unparsable> run() {
        while (at_ < text_.size()) {
            auto const c = text_[at_];
            if (c == '"' || c == '\'') {
                skip_string(c);
                fresh_ = false;
                continue;
            }
            if (c == '#') {
                at_ = std::min(text_.find('\n', at_), text_.size());
                continue;
            }
            if (fresh_ && c == '[' && open_.empty() && !header_has_name()) {
                return found("the name of a table: letters of English, digits, - and _, or quotes");
            }
            if ((static_cast<unsigned char>(c) & 0x80U) != 0) {
                return found("quotes around what is not English");
            }
            if (c == '}' && !open_.empty() && open_.back() == '[') {
                return found("a value, or the closing ] of the list");
            }
            step(c);
            if (open_.size() > deepest || dots_ > deepest) {
                return found("at most 32 brackets or names within each other");
            }
            ++at_;
        }
        return std::nullopt;
    }

private:
    static constexpr std::size_t deepest = 32;

    void step(char c) {
        switch (c) {
        case '[':
        case '{':
            open_ += c;
            dots_ = 0;
            break;
        case ']':
        case '}':
            open_.resize(open_.empty() ? 0 : open_.size() - 1);
            dots_ = 0;
            break;
        case '.': ++dots_; break;
        case '\n':
            line_begin_ = at_ + 1;
            in_value_ = !open_.empty();
            fresh_ = true;
            dots_ = 0;
            return;
        case ',':
        case '=': dots_ = 0; break;
        case ' ':
        case '\t': return;
        default: break;
        }
        fresh_ = false;
    }

    void skip_string(char quote) {
        std::string const triple(3, quote);
        bool const many = text_.substr(at_, 3) == triple;
        at_ += many ? 3 : 1;
        while (at_ < text_.size()) {
            if (text_[at_] == '\\' && quote == '"') {
                at_ += 2;
            } else if (many ? text_.substr(at_, 3) == triple : text_[at_] == quote) {
                // Two quotes more may stand at the end of a long text.
                at_ += many ? 3 : 1;
                for (int more = 0; many && more < 2 && at_ < text_.size() && text_[at_] == quote;
                     ++more) {
                    ++at_;
                }
                return;
            } else if (!many && text_[at_] == '\n') {
                return;
            } else {
                ++at_;
            }
        }
    }

    /// Whether what follows `[` or `[[` may begin a name, or is a mistake that the parser reports.
    bool header_has_name() {
        constexpr std::string_view blank = " \t";
        auto at = text_.find_first_not_of(blank, at_ + 1);
        if (at == at_ + 1 && text_[at] == '[') {
            at = text_.find_first_not_of(blank, at + 1);
        }
        auto const c = at == text_.npos ? ']' : text_[at];
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool const fine = letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '"' ||
                          c == '\'' || c == ']';
        at_ = fine ? at_ : at;
        return fine;
    }

    [[nodiscard]] unparsable found(std::string why) const {
        auto const before = text_.substr(0, at_);
        auto const line = before.rfind('\n') + 1;  // 0 where there is none
        auto const lines = std::count(before.begin(), before.end(), '\n');
        return {
            .at = {static_cast<std::size_t>(lines) + 1, count_characters(before.substr(line)) + 1},
            .why = std::move(why),
            .line_begin = line_begin_,
            .in_value = in_value_};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string open_{};    ///< brackets
    std::size_t dots_ = 0;  ///< of the name that goes on
    bool fresh_ = true;     ///< nothing but blanks stands before, in this line
    std::size_t line_begin_ = 0;
    bool in_value_ = false;
};

}  // namespace qixian::inline v0::detail
