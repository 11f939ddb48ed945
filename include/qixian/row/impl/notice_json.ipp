// Notices as holiday-cn has them, in JSON (row/notice_file.hpp).
#pragma once

#include <cstdint>
#include <optional>

#include <nlohmann/json.hpp>

#include "qixian/row/event_log.hpp"
#include "qixian/row/impl/event_row.ipp"
#include "qixian/row/impl/notice_year.ipp"

namespace qixian::inline v0::detail {

/// A value with the place where it ends; what is deeper than a notice can be is refused.
struct json_node {
    enum class type : std::uint8_t { null, truth, number, text, list, object };
    static constexpr std::size_t deepest = 8;
    static constexpr std::size_t most_members = 64;

    type is = type::null;
    std::string key{};
    std::string text{};
    long long number = 0;
    bool truth = false;
    text_place at{};
    std::vector<json_node> inside{};

    [[nodiscard]] json_node const* find(std::string_view name) const {
        for (auto const& each : inside) {
            if (each.key == name) {
                return &each;
            }
        }
        return nullptr;
    }
};

inline char const* name_of_type(json_node::type t) {
    constexpr std::array<char const*, 6> names{"null",   "boolean", "number",
                                               "string", "array",   "object"};
    return names[static_cast<std::size_t>(t)];
}

/// Builds the tree, with the lines of its values.
class json_tree {
public:
    json_tree(std::string_view text, notice_faults& faults)
        : text_(text), reached_(text.data()), faults_(faults) {}

    std::optional<json_node> read() {
        char const* const end = text_.data() + text_.size();
        bool const read = nlohmann::json::sax_parse(watched_character{text_.data(), &reached_},
                                                    watched_character{end, &reached_}, this);
        return read && done_ ? std::move(done_) : std::nullopt;
    }

    bool null() { return take({.is = json_node::type::null}); }
    bool boolean(bool value) { return take({.is = json_node::type::truth, .truth = value}); }
    bool number_integer(std::int64_t value) {
        return take({.is = json_node::type::number, .number = value});
    }
    bool number_unsigned(std::uint64_t value) {
        bool const fits = value <= 1'000'000'000;
        return take(
            {.is = json_node::type::number, .number = fits ? static_cast<long long>(value) : -1});
    }
    bool number_float(double, std::string const&) {
        return take({.is = json_node::type::number, .number = -1});
    }
    bool string(std::string const& text) {
        return take({.is = json_node::type::text, .text = text});
    }
    bool binary(std::vector<std::uint8_t> const&) { return false; }
    bool key(std::string const& name) {
        key_ = name;
        auto const& open = stack_.back();
        if (open.inside.size() > json_node::most_members) {
            faults_.say(code::unknown_column, here(), excerpt(name), "more keys than a notice has");
            return false;
        }
        if (open.find(name) != nullptr) {
            faults_.say(code::json_syntax, here(), excerpt(name), "the key stands twice");
        }
        return true;
    }
    bool start_object(std::size_t) { return open(json_node::type::object); }
    bool start_array(std::size_t) { return open(json_node::type::list); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool parse_error(std::size_t, std::string const&, nlohmann::json::exception const& why) {
        constexpr int out_of_range = 406;
        faults_.say(why.id == out_of_range ? code::bad_number : code::json_syntax, here(), {});
        return false;
    }

private:
    /// The last character that was read. Places only move forward, so that all of them cost one
    /// pass.
    text_place here() {
        auto const to = static_cast<std::size_t>(reached_ - text_.data());
        for (auto const last = to == 0 ? 0 : to - 1; at_ < last; ++at_) {
            if (text_[at_] == '\n') {
                ++place_.line;
                place_.column = 1;
            } else if ((static_cast<unsigned char>(text_[at_ + 1]) & 0xC0U) != 0x80U) {
                ++place_.column;
            }
        }
        return place_;
    }

    bool take(json_node made) {
        made.at = here();
        made.key = std::exchange(key_, {});
        if (stack_.empty()) {
            done_ = std::move(made);
        } else {
            stack_.back().inside.push_back(std::move(made));
        }
        return true;
    }
    bool open(json_node::type is) {
        if (stack_.size() >= json_node::deepest) {
            faults_.say(code::json_type, here(), {}, "nested too deep");
            return false;
        }
        stack_.push_back({.is = is, .key = std::exchange(key_, {}), .at = here()});
        return true;
    }
    bool close() {
        auto made = std::move(stack_.back());
        stack_.pop_back();
        if (stack_.empty()) {
            done_ = std::move(made);
        } else {
            stack_.back().inside.push_back(std::move(made));
        }
        return true;
    }

    std::string_view text_;
    char const* reached_;
    notice_faults& faults_;
    std::vector<json_node> stack_{};
    std::optional<json_node> done_{};
    std::string key_{};
    std::size_t at_ = 0;
    text_place place_{1, 1};
};

class notice_json {
public:
    notice_json(std::string_view text, std::string file) : text_(text), faults_(std::move(file)) {}

    notices_read read() {
        std::vector<notice> out;
        if (auto const tree = json_tree(text_, faults_).read()) {
            if (tree->is == json_node::type::object) {
                take(*tree, out.emplace_back());
            } else {
                faults_.say(code::json_type, tree->at, {}, name_of_type(tree->is));
            }
        }
        return std::move(faults_).result(std::move(out));
    }

private:
    using type = json_node::type;

    /// The member of that name if it is of that type; says what is wrong else.
    json_node const* member(json_node const& of, std::string_view name, type is, bool needed) {
        auto const* found = of.find(name);
        if (found == nullptr) {
            if (needed) {
                faults_.say(code::missing_column, of.at, std::string(name));
            }
            return nullptr;
        }
        if (found->is != is) {
            faults_.say(code::json_type, found->at, std::string(name), name_of_type(found->is));
            return nullptr;
        }
        return found;
    }

    void refuse_others(json_node const& of, std::initializer_list<std::string_view> known) {
        for (auto const& each : of.inside) {
            if (std::find(known.begin(), known.end(), each.key) == known.end()) {
                faults_.say(code::unknown_column, each.at, excerpt(each.key), excerpt(each.key),
                            {known.begin(), known.end()});
            }
        }
    }

    maybe_date day_of(json_node const& of, std::string_view name, bool needed) {
        auto const* said = member(of, name, type::text, needed);
        if (said == nullptr) {
            return {};
        }
        auto const read = parse_date(said->text);
        if (!read) {
            faults_.say(code::bad_date, said->at, std::string(name), excerpt(said->text));
            return {};
        }
        return *read;
    }

    std::string key_of(json_node const& of, std::string_view name) {
        auto const* said = member(of, name, type::text, false);
        if (said != nullptr && !is_key(said->text)) {
            faults_.say(code::bad_key, said->at, std::string(name), excerpt(said->text));
        }
        return said == nullptr ? std::string() : said->text;
    }

    void take(json_node const& tree, notice& to) {
        refuse_others(tree, {"$schema", "$id", "id", "year", "papers", "days", "published",
                             "document", "region", "complete"});
        auto const* year = member(tree, "year", type::number, true);
        if (year != nullptr && !is_notice_year(year->number)) {
            faults_.say(code::bad_number, year->at, "year");
            year = nullptr;
        }
        to.arranges_year = year == nullptr ? 0 : static_cast<int>(year->number);
        to.region = key_of(tree, "region");
        to.id = key_of(tree, "id");
        if (to.id.empty()) {
            to.id = made_id("JSON", to.region, to.arranges_year);
        }
        if (auto const* said = member(tree, "document", type::text, false)) {
            to.document = said->text;
        }
        if (auto const* said = member(tree, "complete", type::truth, false)) {
            to.complete = said->truth;
        }
        take_published(tree, to);
        auto const* days = member(tree, "days", type::list, true);
        if (days == nullptr) {
            return;
        }
        if (days->inside.empty()) {
            faults_.say(code::empty_file, days->at, "days");
        }
        notice_days all;
        for (auto const& each : days->inside) {
            take_day(each, to.arranges_year, all);
        }
        to.days = std::move(all).in_order();
    }

    void take_published(json_node const& tree, notice& to) {
        maybe_date on = day_of(tree, "published", false);
        bool const said = tree.find("published") != nullptr;
        if (auto const* papers = member(tree, "papers", type::list, false)) {
            for (auto const& each : papers->inside) {
                if (each.is != type::text) {
                    faults_.say(code::json_type, each.at, "papers", name_of_type(each.is));
                } else if (auto const found = day_in_address(each.text); found && !said) {
                    on = on ? (std::max)(*on, *found) : *found;
                }
            }
        }
        if (on || to.arranges_year != 0) {
            to.published = on.value_or(published_before((std::max)(to.arranges_year, 1950)));
        }
    }

    void take_day(json_node const& each, int year, notice_days& all) {
        if (each.is != type::object) {
            faults_.say(code::json_type, each.at, "days", name_of_type(each.is));
            return;
        }
        refuse_others(each, {"name", "date", "isOffDay"});
        auto const on = day_of(each, "date", true);
        auto const* off = member(each, "isOffDay", type::truth, true);
        auto const* name = member(each, "name", type::text, false);
        if (!on || off == nullptr) {
            return;
        }
        // A notice reaches a few days into the years beside its own.
        bool const near = year == 0 || (*on >= day((year - 1) * 10000 + 1201) &&
                                        *on <= day((year + 1) * 10000 + 131));
        if (!near) {
            faults_.say(code::bad_date, each.find("date")->at, "date",
                        to_text(*on) + ": not of " + std::to_string(year));
            return;
        }
        if (!all.add({.on = *on,
                      .kind = off->truth ? notice_kind::off : notice_kind::work,
                      .holiday = name == nullptr ? std::string() : name->text},
                     each.at.line)) {
            faults_.say(code::notice_contradiction, each.find("date")->at, "date",
                        to_text(*on) + ": lines " + std::to_string(all.line_of(*on)) + " and " +
                            std::to_string(each.at.line));
        }
    }

    std::string_view text_;
    notice_faults faults_;
};

}  // namespace qixian::inline v0::detail
