// A model file from TOML or JSON to offices: the parsers, the scenarios, and where a fault stands.
#pragma once

#include <filesystem>
#include <set>

#include "qixian/base/config.hpp"

namespace qixian::inline v0::detail {

struct toml_gave_up {};
[[noreturn]] inline void give_up_toml() { throw toml_gave_up{}; }

}  // namespace qixian::inline v0::detail

// The parser reports by its result, not by throwing. It also relies, by assertions, on things that
// its callers inside have not looked at ("2026-02-10 1," ends a program): here those throw, whether
// or not assertions are on, so that no file is more than a faulty file.
#if !defined(TOML_HEADER_ONLY)
#define TOML_HEADER_ONLY 1
#endif
#if !defined(TOML_EXCEPTIONS)
#define TOML_EXCEPTIONS 0
#endif
#pragma push_macro("NDEBUG")
#undef NDEBUG
#if !defined(TOML_ASSERT)
#define TOML_ASSERT(holds) ((holds) ? static_cast<void>(0) : ::qixian::detail::give_up_toml())
#endif
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include "qixian/simulation/impl/model_file_change.ipp"
#include "qixian/simulation/impl/model_file_reader.ipp"
#include "qixian/simulation/impl/model_file_tree.ipp"
#include "qixian/simulation/impl/model_file_writer.ipp"
#include "qixian/simulation/model_file.hpp"

namespace qixian::inline v0 {

namespace detail {

inline text_position position_of(toml::source_position const& at) { return {at.line, at.column}; }

/// The parser's tree as ours, in the order of the file.
inline model_node from_toml(toml::node const& from) {
    model_node out;
    out.at = position_of(from.source().begin);
    if (auto const* table = from.as_table()) {
        out.one_line = table->is_inline();
        out.items.reserve(table->size());
        for (auto const& [key, value] : *table) {
            auto made = from_toml(value);
            made.key = std::string(key.str());
            made.key_at = position_of(key.source().begin);
            made.at = made.at.line == 0 ? made.key_at : made.at;
            out.items.push_back(std::move(made));
        }
        std::stable_sort(out.items.begin(), out.items.end(),
                         [](auto const& a, auto const& b) { return a.key_at < b.key_at; });
    } else if (auto const* list = from.as_array()) {
        out.kind = model_kind::list;
        out.items.reserve(list->size());
        for (auto const& each : *list) {
            out.items.push_back(from_toml(each));
        }
    } else if (auto const* text = from.as_string()) {
        out.kind = model_kind::text;
        out.text = text->get();
    } else if (auto const* whole = from.as_integer()) {
        out.kind = model_kind::whole;
        out.whole = whole->get();
    } else if (auto const* number = from.as_floating_point()) {
        out.kind = model_kind::number;
        out.number = number->get();
    } else if (auto const* truth = from.as_boolean()) {
        out.kind = model_kind::truth;
        out.whole = truth->get() ? 1 : 0;
    } else if (auto const* on = from.as_date()) {
        auto const& d = on->get();
        out.kind = model_kind::day;
        // Years before 1900 are days to TOML and none to us: shown as text, they are refused.
        if (d.year >= 1900) {
            out.on = date(d.year, d.month, d.day);
        } else {
            out.kind = model_kind::text;
            out.text = "year " + std::to_string(d.year);
        }
    } else {
        out.kind = model_kind::other;
    }
    return out;
}

/// The line that the parser gives up at: the shortest text of whole lines that it gives up on.
inline std::size_t line_given_up(std::string_view text) {
    std::vector<std::size_t> ends;
    for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
        ends.push_back(at + 1);
    }
    auto const gives_up = [&](std::size_t end) {
        try {
            static_cast<void>(toml::parse(text.substr(0, end)));
        } catch (toml_gave_up const&) {
            return true;
        }
#if TOML_EXCEPTIONS
        catch (toml::parse_error const&) {
        }
#endif
        return false;
    };
    auto const first = std::partition_point(ends.begin(), ends.end(),
                                            [&](std::size_t end) { return !gives_up(end); });
    return static_cast<std::size_t>(first - ends.begin()) + 1;
}

inline result<model_node> parse_toml(std::string_view text, std::string const& file) {
    auto const wrong = [&](text_position at, std::string_view why) {
        return fault{.what = code::model_syntax,
                     .detail = std::string(why),
                     .file = file,
                     .line = at.line,
                     .column = at.column};
    };
    if (auto const harm = model_scan(text).run()) {
        // A mistake above it is said rather.
        auto const above = text.substr(0, harm->in_value ? 0 : harm->line_begin);
        auto const parsed = parse_toml(above, file);
        return parsed ? wrong(harm->at, harm->why) : parsed.error();
    }
    try {
#if TOML_EXCEPTIONS
        auto root = from_toml(toml::parse(text, file));
#else
        auto const parsed = toml::parse(text, file);
        if (!parsed) {
            return wrong(position_of(parsed.error().source().begin), parsed.error().description());
        }
        auto root = from_toml(parsed.table());
#endif
        root.at = {1, 1};
        return root;
    } catch (toml_gave_up const&) {
        return wrong({line_given_up(text), 1}, "a name and its value, or the name of a table");
    }
#if TOML_EXCEPTIONS
    catch (toml::parse_error const& why) {
        return wrong(position_of(why.source().begin), why.description());
    }
#endif
}

/// The model in `root`, checked. Faults of the check get the place of their field.
inline result<office_model> office_in(model_node const& root, std::string const& file,
                                      text_encoding of_notices) {
    office_model office;
    model_reader reader(root, file, of_notices);
    visit_model(reader, office);
    reader.finish({"scenario"});
    if (reader.wrong) {
        return *reader.wrong;
    }
    if (auto wrong = check(office)) {
        auto const place = place_of(root, wrong->field);
        wrong->file = file;
        wrong->line = place.node->at.line;
        wrong->column = place.node->at.column;
        wrong->field = place.path;
        return *wrong;
    }
    return office;
}

/// What `[[scenario]]` says of one scenario.
struct scenario_entry {
    std::string name{};
    std::string about{};
    model_node const* changes = nullptr;
    std::string path{};  ///< "scenario[1].change"
};

class scenario_reader {
public:
    scenario_reader(model_node const& root, std::string const& file, text_encoding of_notices)
        : root_(root), file_(file), of_notices_(of_notices) {}

    result<std::vector<scenario>> read() {
        auto base = office_in(root_, file_, of_notices_);
        if (!base) {
            return base.error();
        }
        auto const entries = this->entries();
        if (!entries) {
            return entries.error();
        }
        std::vector<scenario> out;
        out.push_back({.name = "base", .about = base->about, .office = *base});
        for (auto const& each : *entries) {
            auto office = changed(each);
            if (!office) {
                return office.error();
            }
            if (office->years.first != base->years.first ||
                office->years.last != base->years.last) {
                return at_change(each, code::bad_model, "years",
                                 "the years of the model: scenarios are compared year by year");
            }
            out.push_back(
                {.name = each.name, .about = each.about, .office = std::move(office).value()});
        }
        return out;
    }

private:
    result<std::vector<scenario_entry>> entries() {
        std::vector<scenario_entry> out;
        auto const* const list = root_.find("scenario");
        if (list == nullptr) {
            return out;
        }
        // Only these: the rest of the tree has been read.
        model_node only;
        only.at = root_.at;
        only.items.push_back(*list);
        model_reader reader(only, file_, of_notices_);
        std::set<std::string> names{"base"};
        reader.list("scenario", out, 100, stands::may, [&](scenario_entry& e) {
            reader.text("name", e.name, stands::must);
            reader.text("about", e.about);
            reader.section("change", stands::must, [&] { reader.take_all(); });
        });
        for (std::size_t i = 0; !reader.wrong && i < out.size(); ++i) {
            auto const& item = list->items[i];
            out[i].changes = item.find("change");
            out[i].path = item_path("scenario", i) + ".change";
            auto const path = item_path("scenario", i);
            if (out[i].changes == nullptr) {
                reader.complain(code::missing_field, item.at, path + ".change",
                                [] { return std::string(R"({ "team.desk.people" = "-1" })"); });
            } else if (out[i].changes->items.empty()) {
                reader.complain(code::bad_model, out[i].changes->at, path + ".change",
                                [] { return std::string(R"({ "team.desk.people" = "-1" })"); });
            } else if (out[i].name.empty() || !names.insert(out[i].name).second) {
                reader.complain(code::bad_model, item.find("name")->at, path + ".name", [] {
                    return std::string("a name that no other scenario has, and not base");
                });
            }
        }
        if (reader.wrong) {
            return *reader.wrong;
        }
        return out;
    }

    /// `entry` after its first `count` changes.
    result<office_model> changed(scenario_entry const& entry, std::size_t count) {
        auto tree = root_;
        model_changer changer(tree, file_, entry.path);
        for (std::size_t i = 0; i < count; ++i) {
            if (auto wrong = changer.apply(changes_[i])) {
                return *wrong;
            }
        }
        return office_in(tree, file_, of_notices_);
    }

    result<office_model> changed(scenario_entry const& entry) {
        changes_.clear();
        gather(*entry.changes, "");
        auto office = changed(entry, changes_.size());
        if (office || office.error().field.starts_with(entry.path)) {
            return office;
        }
        return at_change(entry, office.error().what, office.error().field, office.error().detail);
    }

    /// A fault that a change has caused elsewhere, at that change: the first after which it is there.
    fault at_change(scenario_entry const& entry, code what, std::string const& field,
                    std::string const& detail) {
        std::size_t guilty = changes_.size() - 1;
        for (std::size_t i = 1; i < changes_.size() && i < 100; ++i) {
            auto const office = changed(entry, i);
            if (!office && office.error().field == field) {
                guilty = i - 1;
                break;
            }
        }
        for (std::size_t i = 0; field == "years" && i < changes_.size(); ++i) {
            guilty = changes_[i].field == "years" ? i : guilty;
        }
        auto const& change = changes_[guilty];
        return {.what = what,
                .detail = field + ": " + detail,
                .file = file_,
                .line = change.value.at.line,
                .column = change.value.at.column,
                .field = change_path(entry.path, excerpt(change.field))};
    }

    /// Keys without quotes are tables to TOML: `arrivals.per_year = 3` is meant as one name.
    void gather(model_node const& table, std::string const& above) {
        for (auto const& each : table.items) {
            auto const name = above.empty() ? each.key : above + "." + each.key;
            if (each.kind == model_kind::table && !each.one_line) {
                gather(each, name);
            } else {
                changes_.push_back({.field = name, .value = each});
            }
        }
    }

    model_node const& root_;
    std::string const& file_;
    text_encoding of_notices_;
    std::vector<model_change> changes_{};
};

inline constexpr text_options model_text{.longest_text = std::size_t{1} << 20U};

/// All of `source`, which is checked while it is read.
inline result<std::string> all_of(text_source source) {
    std::string all;
    for (;;) {
        auto const chunk = source.next();
        if (!chunk) {
            return chunk.error();
        }
        if (chunk->empty()) {
            return all;
        }
        all += *chunk;
    }
}

inline result<std::vector<scenario>> read_checked(std::string_view text, std::string const& file,
                                                  text_encoding of_notices) {
    auto const root = parse_toml(text, file);
    if (!root) {
        return root.error();
    }
    return scenario_reader(*root, file, of_notices).read();
}

}  // namespace detail

QIXIAN_DECL result<std::vector<scenario>> read_model(std::string_view text, std::string const& file,
                                                     text_encoding of_notices) {
    auto const checked = detail::all_of(text_source::over(text, file, detail::model_text));
    if (!checked) {
        return checked.error();
    }
    return detail::read_checked(*checked, file, of_notices);
}

QIXIAN_DECL result<std::vector<scenario>> read_model_file(std::string const& path,
                                                          text_encoding of_notices) {
    auto const text = read_text(path, detail::model_text);
    if (!text) {
        return text.error();
    }
    return detail::read_checked(*text, path, of_notices);
}

QIXIAN_DECL std::string write_model(office_model const& office, std::string_view comment) {
    std::string out;
    while (!comment.empty()) {
        auto const end = std::min(comment.find('\n'), comment.size());
        auto const line = comment.substr(0, end);
        out += line.empty() ? "#\n" : "# " + std::string(line) + "\n";
        comment.remove_prefix(std::min(end + 1, comment.size()));
    }
    auto tree = detail::tree_of(office);
    detail::drop_defaults(tree, &detail::default_tree());
    detail::write_table(out, tree, "");
    return out;
}

QIXIAN_DECL result<office_model> with_change(office_model const& office, std::string_view field,
                                             std::string_view value) {
    std::string const file;
    std::string const above;
    detail::model_change change{.field = std::string(field), .value = {}};
    change.value = detail::text_node(std::string(value));
    if (!detail::adjustment_in(value)) {
        // What is no TOML is a word.
        auto const parsed = detail::parse_toml("v = " + std::string(value), file);
        if (parsed && parsed->items.size() == 1) {
            change.value = parsed->items.front();
            detail::put_at(change.value, {}, {});
        }
    }
    auto tree = detail::tree_of(office);
    detail::model_changer changer(tree, file, above);
    if (auto wrong = changer.apply(change)) {
        return *wrong;
    }
    return detail::office_in(tree, file, text_encoding::utf8);
}

}  // namespace qixian::inline v0
