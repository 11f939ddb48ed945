// An entry as the columns of the table `event`, as bytes, and back.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include <nlohmann/json.hpp>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/base/result.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/rule/impl/cell_text.ipp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/store/chain.hpp"
#include "qixian/store/personal_data.hpp"
#include "qixian/store/port.hpp"

namespace qixian::inline v0::detail {

/// How many columns of the content a store of `schema` has.
constexpr std::size_t content_count(int schema) {
    std::size_t count = 1;  // `extra`
    for (auto const& each : all_cells) {
        count += !each.column.empty() && each.schema <= schema ? 1 : 0;
    }
    return count;
}

/// One column of the table `event` that says what happened: that of a cell, or the host's own.
struct content_column {
    std::string_view name{};
    std::optional<cell> of{};  ///< none: `extra`
};

/// In the order in which they are hashed: those of schema 1, the host's own, and what later schemas
/// added. Never reordered: chains of old stores rest on it.
inline constexpr auto content_columns = [] {
    std::array<content_column, content_count(store_schema_version)> out{};
    std::size_t at = 0;
    for (int schema = 1; schema <= store_schema_version; ++schema) {
        for (auto const& each : all_cells) {
            if (!each.column.empty() && each.schema == schema) {
                out[at++] = {each.column, each.which};
            }
        }
        if (schema == 1) {
            out[at++] = {"extra", std::nullopt};
        }
    }
    return out;
}();

// What is no content has a column of its own (`agency`, `application`, `event_id`, `order_no`,
// `recorded_s`): any other cell without a column would be lost in a store.
static_assert([] {
    for (auto const& each : all_cells) {
        bool const has_its_own = each.which == cell::application || each.which == cell::agency ||
                                 each.which == cell::id || each.which == cell::seq ||
                                 each.which == cell::recorded;
        if (each.column.empty() != has_its_own || each.schema > store_schema_version) {
            return false;
        }
    }
    return true;
}());

/// The columns that every store has hashed.
inline constexpr std::size_t first_content_count = content_count(1);

/// The place of a cell among the columns of the content.
constexpr std::size_t content_place(std::optional<cell> of) {
    std::size_t at = 0;
    while (content_columns[at].of != of) {
        ++at;
    }
    return at;
}
inline constexpr std::size_t c_on = content_place(cell::on);
inline constexpr std::size_t c_event = content_place(cell::event);
inline constexpr std::size_t c_ref = content_place(cell::ref);
inline constexpr std::size_t c_re = content_place(cell::re);
inline constexpr std::size_t c_delivered = content_place(cell::delivered);
inline constexpr std::size_t c_note = content_place(cell::note);
inline constexpr std::size_t c_extra = content_place(std::nullopt);

using content_texts = std::array<std::string, content_columns.size()>;
using content_views = std::array<std::string_view, content_columns.size()>;

/// Adds what is hashed of the content: the columns of schema 1, and of later ones those that say
/// something, by their names, so that old entries keep their hashes.
template <class Content>
void add_content(field_bytes& to, Content const& content) {
    for (std::size_t i = 0; i < content.size(); ++i) {
        if (i < first_content_count) {
            to.add(content[i]);
        } else if (!content[i].empty()) {
            to.add(content_columns[i].name);
            to.add(content[i]);
        }
    }
}

/// Event codes of the store itself, beside those of logs: they stand in the log of the
/// agency (application `*`) and are not exported.
namespace own_event {
inline constexpr std::string_view created = "store_created";
inline constexpr std::string_view migrated = "store_migrated";
inline constexpr std::string_view setting = "setting_changed";
inline constexpr std::string_view notice = "notice_applied";
inline constexpr std::string_view year_closed = "year_closed";
}  // namespace own_event

/// What stands in the table for an empty agency and for the agency's own log: portable databases
/// hold no empty text in a key, and no key of a log can be `*`.
inline constexpr std::string_view nameless = "*";

inline std::string column_text(std::string_view name) {
    return std::string(name.empty() ? nameless : name);
}
inline std::string from_column(std::string_view text) {
    return text == nameless ? std::string{} : std::string(text);
}

/// An object of texts. Put together text by text: the destructor of a JSON object asks for memory
/// itself, and ends the program where there is none.
inline std::string extra_text(entry const& e) {
    if (e.extra.empty()) {
        return {};
    }
    std::string out;
    for (auto const& [name, value] : e.extra) {
        out += (out.empty() ? "{" : ",") + nlohmann::json(name).dump() + ":" +
               nlohmann::json(value).dump();
    }
    return out + "}";
}

/// A value as a column holds it: as in a log, but for money, which is fen.
template <class T>
std::string column_value(cell_row const& of, T const& value) {
    if constexpr (holds<T>(cell_type::money)) {
        return value ? std::to_string(*value) : std::string{};
    } else {
        return written(of, value);
    }
}

inline content_texts content_of(entry const& e) {
    content_texts out;
    each_cell([&](auto which) {
        constexpr auto const& of = info(which.value);
        if constexpr (!of.column.empty()) {
            constexpr std::size_t at = content_place(which.value);
            out[at] = column_value(of, value_of<which.value>(e));
        }
    });
    out[c_extra] = extra_text(e);
    return out;
}

inline std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t value = 0;
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (wrong != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// The value that a column holds, where it is not empty. False: no entry of ours has it.
template <class T>
bool read_column(cell_row const& of, std::string_view text, T& to) {
    if constexpr (holds<T>(cell_type::text)) {
        to = text;
        return true;
    } else if (text.empty()) {
        // What every entry says may not be missing.
        return of.needed != event_set::all();
    } else if constexpr (holds<T>(cell_type::count)) {
        auto const number = number_in(text);
        if (number) {
            to = static_cast<int>(*number);
        }
        return number.has_value();
    } else if constexpr (holds<T>(cell_type::money)) {
        to = number_in(text);
        return to.has_value();
    } else {
        return !read_cell(of, text, to);
    }
}

/// Takes an object of texts and nothing else.
class extra_reader final : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit extra_reader(entry& to) : to_(to) {}
    bool null() override { return false; }
    bool boolean(bool) override { return false; }
    bool number_integer(number_integer_t) override { return false; }
    bool number_unsigned(number_unsigned_t) override { return false; }
    bool number_float(number_float_t, string_t const&) override { return false; }
    bool binary(binary_t&) override { return false; }
    bool start_array(std::size_t) override { return false; }
    bool end_array() override { return false; }
    bool start_object(std::size_t) override { return ++objects_ == 1; }
    bool end_object() override { return true; }
    bool key(string_t& name) override {
        name_ = std::move(name);
        return true;
    }
    bool string(string_t& value) override {
        if (objects_ != 1) {
            return false;
        }
        to_.extra.emplace_back(std::move(name_), std::move(value));
        return true;
    }
    bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const&) override {
        return false;
    }

private:
    entry& to_;
    std::string name_{};
    int objects_ = 0;
};

inline bool read_extra(entry& to, std::string_view text) {
    if (text.empty()) {
        return true;
    }
    extra_reader reader(to);
    return nlohmann::json::sax_parse(text, &reader);
}

/// The entry that `from` says; false when some column holds what no entry of ours does.
inline bool read_content(entry& to, content_views const& from) {
    bool sound = true;
    each_cell([&](auto which) {
        constexpr auto const& of = info(which.value);
        if constexpr (!of.column.empty()) {
            constexpr std::size_t at = content_place(which.value);
            sound = read_column(of, from[at], value_of<which.value>(to)) && sound;
        }
    });
    // What is no text would come out of every document as something else than it is.
    sound = sound && std::all_of(from.begin(), from.end(), is_utf8);
    return read_extra(to, from[c_extra]) && sound;
}

/// The fields that `bytes` (of `field_bytes`) hold, cut one after the other.
class field_reader {
public:
    explicit field_reader(std::string_view bytes) : rest_(bytes) {}

    std::string_view next() {
        std::size_t length = 0;
        for (unsigned shift = 0;; shift += 7) {
            auto const byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            length |= static_cast<std::size_t>(byte & 127U) << shift;
            if (byte < 128) {
                break;
            }
        }
        auto const out = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return out;
    }

private:
    std::string_view rest_;
};

// --- what an entry must be before it may be kept ---------------------------------------------------

/// Whether an instant lies between 1970 and the end of 9998, wherever on earth.
inline bool is_kept_instant(std::int64_t seconds) {
    return seconds >= 0 && seconds < 253'370'764'800;
}

/// Largest number of order that is taken: rows of the same day that bring none get the next ones, and
/// there must be some left.
inline constexpr std::int64_t largest_seq = 1'000'000'000'000'000;

/// What is no row at all, what a store in particular cannot keep, and the guard against personal data.
inline std::optional<fault> check_for_store(entry const& e) {
    auto const wrong = [&e](code what, std::string_view field, std::string detail = {}) {
        return fault{
            .what = what, .detail = std::move(detail), .line = e.line, .field = std::string(field)};
    };
    if (auto why = first_fault(e)) {
        return why;
    }
    if (e.recorded && !is_kept_instant(e.recorded->seconds)) {
        return wrong(code::bad_instant, "recorded");
    }
    if (e.seq > largest_seq || e.seq < -largest_seq) {
        return wrong(code::bad_number, "seq", std::to_string(e.seq));
    }
    if (e.what == event::year_closed && !e.application.empty()) {
        return wrong(code::bad_key, "application", excerpt(e.application));
    }
    auto const check_text = [&](std::string_view field,
                                std::string_view text) -> std::optional<fault> {
        if (auto const number = text.empty() ? std::nullopt : find_personal_number(text)) {
            // Not repeated in the message: messages end up in other logs.
            return wrong(code::personal_data, field,
                         *number == personal_number::mobile ? "mobile" : "identity card");
        }
        return std::nullopt;
    };
    std::optional<fault> odd;
    each_cell([&](auto which) {
        auto const& value = value_of<which.value>(e);
        if constexpr (holds<std::remove_cvref_t<decltype(value)>>(cell_type::text)) {
            if (!odd) {
                odd = check_text(info(which.value).name, value);
            }
        }
    });
    if (odd) {
        return odd;
    }
    std::size_t bytes = 0;
    for (auto const& [name, value] : e.extra) {
        if (auto why = check_text(name, value)) {
            return why;
        }
        bytes += name.size() + value.size();
    }
    // A byte of theirs takes six in JSON at most, and six the signs around each.
    if (6 * (bytes + e.extra.size()) > longest_cell) {
        if (auto const all = extra_text(e).size(); all > longest_cell) {
            return wrong(code::line_too_long, "x_…",
                         std::to_string(all) + " > " + std::to_string(longest_cell));
        }
    }
    return std::nullopt;
}

/// Whether nothing can be seen of `text`: spaces, of full width too, and controls.
inline bool is_blank(std::string_view text) {
    constexpr std::string_view full_width = "\u3000";
    while (!text.empty()) {
        bool const plain = static_cast<unsigned char>(text.front()) <= ' ';
        if (!plain && !text.starts_with(full_width)) {
            return false;
        }
        text.remove_prefix(plain ? 1 : full_width.size());
    }
    return true;
}

/// `text` of an actor, a role or a reason, which stand beside entries.
inline std::optional<fault> check_said(std::string_view field, std::string_view text) {
    auto const wrong = [&](code what) { return fault{.what = what, .field = std::string(field)}; };
    if (auto const what = wrong_text(text)) {
        return wrong(*what);
    }
    if (find_personal_number(text)) {
        return wrong(code::personal_data);
    }
    return std::nullopt;
}

}  // namespace qixian::inline v0::detail
