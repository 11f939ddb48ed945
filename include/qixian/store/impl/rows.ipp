#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/base/result.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/store/chain.hpp"
#include "qixian/store/personal_data.hpp"

// An entry as the columns of the table `event`, as bytes, and back.

namespace qixian::inline v0::detail {

/// The columns that say what happened, in the order in which they are hashed. Never reordered:
/// chains of old stores rest on it.
inline constexpr auto content_columns = std::to_array<std::string_view>(
    {"happened_on", "event_code",    "applicant",   "channel",    "days",      "days_unit",
     "until_day",   "delivered_on",  "ref_key",     "re_key",     "kind_code", "view_code",
     "outcome",     "ground",        "result_code", "amount_fen", "desk",      "part_of",
     "related",     "applicant_ref", "note",        "extra"});

enum content_column : std::size_t {
    c_on,
    c_event,
    c_applicant,
    c_channel,
    c_days,
    c_unit,
    c_until,
    c_delivered,
    c_ref,
    c_re,
    c_kind,
    c_view,
    c_outcome,
    c_ground,
    c_result,
    c_amount,
    c_desk,
    c_part_of,
    c_related,
    c_applicant_ref,
    c_note,
    c_extra
};

using content_texts = std::array<std::string, content_columns.size()>;
using content_views = std::array<std::string_view, content_columns.size()>;

/// Event codes of the store itself, beside those of formats.md: they stand in the log of the
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

inline content_texts content_of(entry const& e) {
    content_texts out;
    auto const code = [&out](content_column c, auto const& value, auto const& name_of_value) {
        if (value) {
            out[c] = name_of_value(*value);
        }
    };
    out[c_on] = to_text(e.on);
    out[c_event] = code_of(e.what);
    code(c_applicant, e.applicant, [](applicant v) { return info(v).code; });
    code(c_channel, e.channel, [](channel v) { return code_of(v); });
    code(c_days, e.days, [](int v) { return std::to_string(v); });
    code(c_unit, e.days_unit, [](unit v) { return code_of(v); });
    code(c_until, e.until, [](date v) { return to_text(v); });
    code(c_delivered, e.delivered, [](date v) { return to_text(v); });
    out[c_ref] = e.ref;
    out[c_re] = e.re;
    code(c_kind, e.kind, [](kind v) { return code_of(v); });
    code(c_view, e.view, [](view v) { return view_codes[static_cast<std::size_t>(v)]; });
    code(c_outcome, e.outcome, [](outcome v) { return info(v).code; });
    out[c_ground] = e.ground;
    code(c_result, e.result, [](remedy_result v) { return code_of(v); });
    code(c_amount, e.amount_fen, [](std::int64_t v) { return std::to_string(v); });
    out[c_desk] = e.desk;
    out[c_part_of] = e.part_of;
    out[c_related] = e.related;
    out[c_applicant_ref] = e.applicant_ref;
    out[c_note] = e.note;
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

template <class Enum, std::size_t Count>
bool read_word(std::optional<Enum>& to, std::array<std::string_view, Count> const& words,
               std::string_view text) {
    if (text.empty()) {
        return true;
    }
    auto const found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) {
        return false;
    }
    to = static_cast<Enum>(found - words.begin());
    return true;
}

inline bool read_day(maybe_date& to, std::string_view text) {
    if (text.empty()) {
        return true;
    }
    auto const read = parse_date(text);
    if (!read) {
        return false;
    }
    to = *read;
    return true;
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
    auto const on = parse_date(from[c_on]);
    auto const what = event_of(from[c_event]);
    if (!on || !what) {
        return false;
    }
    to.on = *on;
    to.what = *what;
    if (!from[c_applicant].empty()) {
        to.applicant = applicant_of(from[c_applicant]);
    }
    if (!from[c_outcome].empty()) {
        to.outcome = outcome_of(from[c_outcome]);
    }
    if (!from[c_days].empty()) {
        if (auto const days = number_in(from[c_days])) {
            to.days = static_cast<int>(*days);
        }
    }
    if (!from[c_amount].empty()) {
        to.amount_fen = number_in(from[c_amount]);
    }
    bool const sound =
        to.applicant.has_value() != from[c_applicant].empty() &&
        to.outcome.has_value() != from[c_outcome].empty() &&
        to.days.has_value() != from[c_days].empty() &&
        to.amount_fen.has_value() != from[c_amount].empty() &&
        read_word(to.channel, channel_codes, from[c_channel]) &&
        read_word(to.days_unit, unit_codes, from[c_unit]) && read_day(to.until, from[c_until]) &&
        read_day(to.delivered, from[c_delivered]) && read_word(to.kind, kind_codes, from[c_kind]) &&
        read_word(to.view, view_codes, from[c_view]) &&
        read_word(to.result, remedy_result_codes, from[c_result]) && read_extra(to, from[c_extra]);
    to.ref = from[c_ref];
    to.re = from[c_re];
    to.ground = from[c_ground];
    to.desk = from[c_desk];
    to.part_of = from[c_part_of];
    to.related = from[c_related];
    to.applicant_ref = from[c_applicant_ref];
    to.note = from[c_note];
    return sound;
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

inline bool is_clean_text(std::string_view text) {
    auto const* at = reinterpret_cast<unsigned char const*>(text.data());
    for (std::size_t left = text.size(); left > 0;) {
        int const length = *at == 0 ? 0 : utf8_length(at, left);
        if (length <= 0) {
            return false;
        }
        at += length;
        left -= static_cast<std::size_t>(length);
    }
    return true;
}

/// Whether an instant lies between 1970 and the end of 9998, wherever on earth.
inline bool is_kept_instant(std::int64_t seconds) {
    return seconds >= 0 && seconds < 253'370'764'800;
}

/// Longest text of one cell, in bytes: what a reader of logs would take in a line.
inline constexpr std::size_t longest_cell = std::size_t{1} << 20U;

/// What a reader of logs would not have let through, and the guard against personal data.
inline std::optional<fault> check_for_store(entry const& e) {
    auto const wrong = [&e](code what, std::string_view field, std::string detail = {}) {
        return fault{
            .what = what, .detail = std::move(detail), .line = e.line, .field = std::string(field)};
    };
    // Boost takes years from 1400; days are read from 1900.
    auto const is_readable = [](maybe_date const& d) {
        return !d || (!d->is_special() && year_of(*d) >= 1900);
    };
    if (!is_readable(e.on) || !is_readable(e.until) || !is_readable(e.delivered)) {
        return wrong(code::bad_date, !is_readable(e.on) ? "on" : "until");
    }
    if (e.recorded && !is_kept_instant(e.recorded->seconds)) {
        return wrong(code::bad_instant, "recorded");
    }
    bool const of_agency = e.what == event::year_closed;
    if (e.application.empty() != of_agency || (!of_agency && !is_key(e.application))) {
        return wrong(e.application.empty() ? code::missing_value : code::bad_key, "application",
                     excerpt(e.application));
    }
    if (!e.agency.empty() && !is_key(e.agency)) {
        return wrong(code::bad_key, "agency", excerpt(e.agency));
    }
    if (e.what == event::year_ended) {
        return wrong(code::unknown_code, "event", std::string(code_of(e.what)));
    }
    if (e.days && (*e.days < 1 || *e.days > 3660)) {
        return wrong(code::bad_number, "days", std::to_string(*e.days));
    }
    if (e.amount_fen && *e.amount_fen < 0) {
        return wrong(code::bad_number, "amount");
    }
    auto const texts = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"application", e.application},
         {"agency", e.agency},
         {"ref", e.ref},
         {"re", e.re},
         {"ground", e.ground},
         {"desk", e.desk},
         {"part_of", e.part_of},
         {"related", e.related},
         {"applicant_ref", e.applicant_ref},
         {"id", e.id},
         {"note", e.note}});
    auto const check_text = [&](std::string_view field,
                                std::string_view text) -> std::optional<fault> {
        if (text.empty()) {
            return std::nullopt;
        }
        if (text.size() > longest_cell) {
            return wrong(code::line_too_long, field);
        }
        if (!is_clean_text(text)) {
            return wrong(code::not_utf8, field);
        }
        if (auto const number = find_personal_number(text)) {
            // Not repeated in the message: messages end up in other logs.
            return wrong(code::personal_data, field,
                         *number == personal_number::mobile ? "mobile" : "identity card");
        }
        return std::nullopt;
    };
    for (auto const& [field, text] : texts) {
        if (auto why = check_text(field, text)) {
            return why;
        }
    }
    std::string_view before;
    for (auto const& [name, value] : e.extra) {
        if (!name.starts_with("x_") || name <= before || value.empty()) {
            return wrong(code::unknown_column, name, excerpt(name));
        }
        before = name;
        if (auto why = check_text(name, value)) {
            return why;
        }
    }
    if (auto why = check(e)) {
        why->line = e.line;
        return why;
    }
    return std::nullopt;
}

/// `text` of an actor, a role or a reason, which stand beside entries.
inline std::optional<fault> check_said(std::string_view field, std::string_view text) {
    auto const wrong = [&](code what) { return fault{.what = what, .field = std::string(field)}; };
    if (text.size() > longest_cell) {
        return wrong(code::line_too_long);
    }
    if (!is_clean_text(text)) {
        return wrong(code::not_utf8);
    }
    if (find_personal_number(text)) {
        return wrong(code::personal_data);
    }
    return std::nullopt;
}

}  // namespace qixian::inline v0::detail
