// Which offices a run is of: lists of offices as TOML files, and models named one by one.
#pragma once

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "qixian/simulation/impl/model_file.ipp"
#include "qixian/simulation/many.hpp"

namespace qixian::inline v0 {

namespace detail {

/// A line of a list as it stands.
struct office_line {
    std::string model{};
    std::string name{};
    int weight = 1;
};

class office_list_reader {
public:
    explicit office_list_reader(text_encoding of_notices) : of_notices_(of_notices) {}

    result<offices_read> read(std::span<std::string const> paths) {
        offices_read out;
        for (auto const& path : paths) {
            auto const text = read_text(path, model_text);
            if (!text) {
                return text.error();
            }
            auto const root = parse_toml(*text, path);
            if (!root) {
                return root.error();
            }
            auto const* const offices = root->find("office");
            if (offices == nullptr) {
                if (auto wrong = add_model(out.list, *root, path, {}, 1)) {
                    return *wrong;
                }
            } else if (paths.size() > 1) {
                return fault{.what = code::bad_model,
                             .detail = "a model; a list of offices stands by itself",
                             .file = path,
                             .line = offices->key_at.line,
                             .column = offices->key_at.column,
                             .field = "office"};
            } else {
                return read_list(*root, path);
            }
        }
        out.alone = paths.size() == 1;
        return out;
    }

private:
    result<offices_read> read_list(model_node const& root, std::string const& path) {
        offices_read out;
        out.list.file = path;
        std::vector<office_line> lines;
        model_reader reader(root, path, of_notices_);
        reader.text("name", out.list.name);
        reader.number("correlation", out.list.correlation);
        reader.list("office", lines, 10'000, stands::must, [&](office_line& one) {
            reader.text("model", one.model, stands::must);
            reader.text("name", one.name);
            reader.whole("weight", one.weight);
        });
        reader.finish({});
        auto const wrong_at = [&](std::string const& field, std::string why) {
            auto const place = place_of(root, field);
            reader.complain(code::bad_model, place.node->at, place.path, [&] { return why; });
        };
        if (!reader.wrong && lines.empty()) {
            wrong_at("office", "at least one office");
        }
        if (!reader.wrong && out.list.name.empty()) {
            wrong_at("name", "a name");
        }
        if (!reader.wrong && !(out.list.correlation >= 0 && out.list.correlation <= 1)) {
            wrong_at("correlation", "0 to 1");
        }
        for (std::size_t i = 0; !reader.wrong && i < lines.size(); ++i) {
            auto const item = item_path("office", i);
            if (lines[i].weight < 1 || lines[i].weight > 100'000) {
                wrong_at(item + ".weight", "1 to 100000");
            } else if (lines[i].model.empty() || lines[i].model == "-") {
                wrong_at(item + ".model", "the name of the file of a model");
            }
        }
        if (reader.wrong) {
            return *reader.wrong;
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto const beside = std::filesystem::path(path).parent_path() / lines[i].model;
            auto const file = beside.string();
            auto const text = read_text(file, model_text);
            if (!text && text.error().what == code::cannot_open) {
                auto const place = place_of(root, item_path("office", i) + ".model");
                return fault{.what = code::cannot_open,
                             .detail = "the file of a model; " + file + ": " + text.error().detail,
                             .file = path,
                             .line = place.node->at.line,
                             .column = place.node->at.column,
                             .field = place.path};
            }
            if (!text) {
                return text.error();
            }
            auto const model = parse_toml(*text, file);
            if (!model) {
                return model.error();
            }
            auto wrong = add_model(out.list, *model, file, lines[i].name, lines[i].weight);
            if (wrong && wrong->file.empty()) {
                auto const place = place_of(root, item_path("office", i));
                wrong->file = path;
                wrong->line = place.node->at.line;
                wrong->column = place.node->at.column;
                wrong->field = place.path + ".name";
            }
            if (wrong) {
                return *wrong;
            }
        }
        return out;
    }

    /// What is wrong with the model, or, without a file, that its name stands twice: then "north" is
    /// called "north (2)" where nobody gave it that name.
    std::optional<fault> add_model(office_list& to, model_node const& root, std::string const& file,
                                   std::string const& name, int weight) {
        auto read = scenario_reader(root, file, of_notices_).read();
        if (!read) {
            return read.error();
        }
        office_kind one{.name = name, .file = file, .weight = weight};
        auto scenarios = std::move(read).value();
        one.scenarios = std::move(scenarios.sound);
        one.faulty = std::move(scenarios.faulty);
        if (name.empty()) {
            auto const& own = one.scenarios.front().office.name;
            one.name = own;
            for (int n = 2; names_.contains(one.name); ++n) {
                one.name = own + " (" + std::to_string(n) + ")";
            }
        }
        if (!names_.insert(one.name).second) {
            return fault{.what = code::bad_model, .detail = "a name that no other office has"};
        }
        to.offices.push_back(std::move(one));
        return std::nullopt;
    }

    text_encoding of_notices_;
    std::set<std::string> names_{};
};

inline std::string text_of(year_span years) {
    return std::to_string(years.first) + ".." + std::to_string(years.last);
}

/// The names that are asked for, or all that can be run in every office that has them.
inline result<std::vector<std::string>> names_asked(office_list const& list,
                                                    offices_wish const& wish) {
    std::vector<std::string> known;
    std::set<std::string> faulty;
    for (auto const& each : list.offices) {
        for (auto const& s : each.scenarios) {
            if (std::find(known.begin(), known.end(), s.name) == known.end()) {
                known.push_back(s.name);
            }
        }
        for (auto const& f : each.faulty) {
            if (std::find(wish.scenarios.begin(), wish.scenarios.end(), f.name) !=
                wish.scenarios.end()) {
                return f.why;
            }
            faulty.insert(f.name);
        }
    }
    if (wish.scenarios.empty()) {
        std::erase_if(known, [&](auto const& name) { return faulty.contains(name); });
        return known;
    }
    for (auto const& name : wish.scenarios) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            std::string names;
            for (auto const& each : known) {
                names += (names.empty() ? "" : ", ") + each;
            }
            return fault{.what = code::unknown_scenario,
                         .detail = name + "; " + names,
                         .file = list.file.empty() ? list.offices.front().file : list.file,
                         .field = "--scenario"};
        }
    }
    return wish.scenarios;
}

}  // namespace detail

QIXIAN_DECL result<offices_read> read_offices(std::span<std::string const> paths,
                                              text_encoding of_notices) {
    QIXIAN_EXPECTS(!paths.empty());
    return detail::office_list_reader(of_notices).read(paths);
}

QIXIAN_DECL result<offices_plan> plan_offices(offices_read from, offices_wish const& wish) {
    QIXIAN_EXPECTS(!from.list.offices.empty());
    offices_plan out{.list = std::move(from.list), .alone = from.alone};
    auto names = detail::names_asked(out.list, wish);
    if (!names) {
        return names.error();
    }
    out.scenarios = std::move(names).value();
    out.run_of.resize(out.scenarios.size());
    out.has.resize(out.scenarios.size());
    std::uint64_t offices = 0;
    std::uint64_t agencies = 0;
    std::optional<year_span> years;
    for (auto& kind : out.list.offices) {
        auto& runs = out.runs_of_office.emplace_back();
        std::vector<std::size_t> run_of_own(kind.scenarios.size(), out.runs.max_size());
        office_place place{.weight = static_cast<std::uint32_t>(kind.weight),
                           .first = static_cast<std::uint32_t>(offices),
                           .first_agency = static_cast<std::uint32_t>(agencies)};
        for (std::size_t s = 0; s < out.scenarios.size(); ++s) {
            auto const found =
                std::find_if(kind.scenarios.begin(), kind.scenarios.end(),
                             [&](scenario const& each) { return each.name == out.scenarios[s]; });
            bool const has = found != kind.scenarios.end();
            auto const own = static_cast<std::size_t>(has ? found - kind.scenarios.begin() : 0);
            if (run_of_own[own] == out.runs.max_size()) {
                run_of_own[own] = out.runs.size();
                runs.push_back(out.runs.size());
                auto one = kind.scenarios[own];
                one.name = out.alone ? one.name : kind.name + ": " + one.name;
                if (wish.years) {
                    one.office = with_years(std::move(one.office), *wish.years);
                }
                auto const here = one.office.years;
                if (years && (years->first != here.first || years->last != here.last)) {
                    return fault{.what = code::bad_model,
                                 .detail = "the years of the other offices, " +
                                           detail::text_of(*years) + "; found " +
                                           detail::text_of(here) + "; --years gives all the same",
                                 .file = kind.file,
                                 .field = "years"};
                }
                years = here;
                place.agencies =
                    std::max(place.agencies, static_cast<std::uint32_t>(one.office.agencies));
                out.runs.push_back(std::move(one));
            }
            out.run_of[s].push_back(run_of_own[own]);
            out.has[s].push_back(has);
        }
        offices += place.weight;
        agencies += std::uint64_t{place.weight} * place.agencies;
        constexpr std::uint64_t most = 100'000'000;
        if (agencies > most) {
            return fault{.what = code::bad_model,
                         .detail = "at most 100000000 agencies in a run",
                         .file = out.list.file.empty() ? kind.file : out.list.file,
                         .field = "weight"};
        }
        if (!out.alone) {
            out.places.resize(out.runs.size(), place);
        }
    }
    if (offices > 1) {
        for (auto& each : out.places) {
            each.correlation = out.list.correlation;
        }
    }
    return out;
}

QIXIAN_DECL result<std::vector<office>> make_offices(offices_plan const& plan) {
    std::vector<office> out;
    for (std::size_t run = 0; run < plan.runs.size(); ++run) {
        auto made = office::make(plan.runs[run].office);
        if (!made) {
            auto why = made.error();
            for (std::size_t k = 0; k < plan.runs_of_office.size(); ++k) {
                auto const& of = plan.runs_of_office[k];
                if (std::find(of.begin(), of.end(), run) != of.end()) {
                    why.file = plan.list.offices[k].file;
                }
            }
            return why;
        }
        out.push_back(std::move(made).value());
    }
    return out;
}

}  // namespace qixian::inline v0
