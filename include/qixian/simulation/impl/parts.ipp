// Runs shared out over machines: the head that tells them apart, a part written, all of them read.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "qixian/base/safe_text.hpp"
#include "qixian/row/impl/json_depth.ipp"
#include "qixian/simulation/model_file.hpp"
#include "qixian/simulation/parts.hpp"
#include "qixian/simulation/random.hpp"

namespace qixian::inline v0 {

namespace detail {

inline nlohmann::ordered_json to_json(run_head const& h) {
    return {{"schema", "qixian/simulate-part/2"},
            {"digest", h.digest},
            {"seed", h.seed},
            {"replications", h.replications},
            {"scenarios", h.scenarios},
            {"years", {h.years.first, h.years.last}}};
}

/// One part on its way into the whole.
class part_reader {
public:
    part_reader(run_head const& expected, std::span<scenario const> scenarios, bool twice = false)
        : expected_(expected), scenarios_(scenarios), series_(series_of(scenarios)), twice_(twice) {
    }

    std::optional<fault> read(run_part const& part) {
        std::size_t line = 0;
        std::size_t from = 0;
        while (from < part.text.size()) {
            auto const end = part.text.find('\n', from);
            if (end == std::string::npos) {
                return wrong(code::json_syntax, part, line + 1, "the last line is cut off");
            }
            ++line;
            if (too_deep_at(std::string_view(part.text).substr(from, end - from)) !=
                std::string_view::npos) {
                return wrong(code::json_syntax, part, line,
                             "more than " + std::to_string(deepest_json) +
                                 " levels, one in another");
            }
            auto const j = nlohmann::json::parse(
                part.text.begin() + static_cast<std::ptrdiff_t>(from),
                part.text.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
            if (j.is_discarded() || !j.is_object()) {
                return wrong(code::json_syntax, part, line, "a line of a part");
            }
            auto bad = line == 1 ? read_head(part, j) : read_line(part, line, j);
            if (bad) {
                return bad;
            }
            from = end + 1;
        }
        if (line == 0) {
            return wrong(code::json_syntax, part, 1, "nothing there");
        }
        return std::nullopt;
    }

    /// Every replication of every scenario, once.
    result<replication_set> finish(std::string const& file) { return finish(file, nullptr); }

    /// Of those that are there, the replications that `is_asked`; null: all, and all must be there.
    template <class Asked>
    result<replication_set> finish(std::string const& file, Asked const& is_asked) {
        auto out = empty_set(scenarios_.size());
        for (std::uint32_t r = 0; r < expected_.replications; ++r) {
            if constexpr (!std::is_null_pointer_v<Asked>) {
                if (!read_.contains({r, 0}) || !is_asked(r)) {
                    continue;
                }
            }
            out.numbers.push_back(r);
            for (std::size_t s = 0; s < series_.size(); ++s) {
                auto const found = read_.find({r, s});
                if (found == read_.end()) {
                    return fault{.what = code::parts_differ,
                                 .detail = "replication " + std::to_string(r) + " of " +
                                           scenarios_[series_[s].scenario].name + " is missing",
                                 .file = file};
                }
                series_[s].in(out).push_back(std::move(found->second));
            }
        }
        return out;
    }

private:
    static fault wrong(code what, run_part const& part, std::size_t line, std::string why) {
        return {.what = what, .detail = std::move(why), .file = part.file, .line = line};
    }

    std::optional<fault> read_head(run_part const& part, nlohmann::json const& j) {
        auto expected = nlohmann::json(to_json(expected_));
        for (auto const& [key, value] : expected.items()) {
            // How many replications there are is what the parts themselves say, all alike.
            bool const counts = key == "replications";
            if (!j.contains(key) || (counts && !j[key].is_number_unsigned())) {
                return wrong(code::json_syntax, part, 1, "the head of a part: no " + key);
            }
            if (counts && expected_.replications == 0) {
                expected_.replications = j[key].get<std::uint32_t>();
            } else if (j[key] != (counts ? nlohmann::json(expected_.replications) : value)) {
                return wrong(code::parts_differ, part, 1,
                             key + " " + j[key].dump() + " here, " + value.dump() + " expected");
            }
        }
        return std::nullopt;
    }

    std::optional<fault> read_line(run_part const& part, std::size_t line,
                                   nlohmann::json const& j) {
        auto const number = [&](char const* key) {
            return j.contains(key) && j[key].is_number_unsigned()
                       ? std::optional(j[key].get<std::uint64_t>())
                       : std::nullopt;
        };
        auto const s = number("scenario");
        auto const r = number("replication");
        if (!s || !r || *s >= scenarios_.size() || *r >= expected_.replications ||
            !j.contains("counts") || !j["counts"].is_array()) {
            return wrong(code::json_syntax, part, line, "scenario, replication and counts");
        }
        // What chance alone brought is told apart by a word.
        bool const known = j.contains("inputs");
        auto const which =
            std::find_if(series_.begin(), series_.end(), [&](tally_series const& each) {
                return each.scenario == *s && each.inputs_known == known;
            });
        if (which == series_.end() || (known && j["inputs"] != "known")) {
            return wrong(code::json_syntax, part, line, "inputs that the model says are uncertain");
        }
        auto const& m = scenarios_[static_cast<std::size_t>(*s)].office;
        auto t = empty_tally(m.years.first, m.years.last, m.teams.size());
        auto const& counts = j["counts"];
        std::size_t at = 0;
        bool good = true;
        for_each_count(t, [&](auto& n) {
            good = good && at < counts.size() && counts[at].is_number_integer();
            if (good) {
                n = counts[at++].template get<std::remove_reference_t<decltype(n)>>();
            }
        });
        if (!good || at != counts.size()) {
            return wrong(code::json_syntax, part, line, "as many whole numbers as the model asks");
        }
        auto const key = std::pair(static_cast<std::uint32_t>(*r),
                                   static_cast<std::size_t>(which - series_.begin()));
        auto const [at_key, fresh] = read_.try_emplace(key, std::move(t));
        if (!fresh && !(twice_ && same_counts(at_key->second, t))) {
            return wrong(code::parts_differ, part, line,
                         "replication " + std::to_string(*r) + " is there twice");
        }
        return std::nullopt;
    }

    static bool same_counts(tally const& a, tally const& b) {
        std::vector<std::int64_t> numbers;
        for_each_count(a, [&](auto n) { numbers.push_back(n); });
        auto at = numbers.begin();
        bool same = true;
        for_each_count(b, [&](auto n) { same = *at++ == n && same; });
        return same;
    }

    run_head expected_;
    std::span<scenario const> scenarios_;
    std::vector<tally_series> series_;
    bool twice_;  ///< whether a replication may be there more than once
    std::map<std::pair<std::uint32_t, std::size_t>, tally> read_{};
};

}  // namespace detail

QIXIAN_DECL std::string digest_of(std::span<scenario const> scenarios,
                                  std::span<office_place const> places) {
    std::uint64_t state = 0;
    auto const take = [&state](std::string_view text) {
        for (char const c : text) {
            state = mixed(state ^ static_cast<unsigned char>(c)) + 1;
        }
        state = mixed(state + 0x100);
    };
    for (auto const& each : scenarios) {
        take(each.name);
        take(write_model(each.office));
    }
    for (auto const& each : places) {
        std::array<char, 32> shared{};  // exactly, and the same everywhere
        auto const end = std::to_chars(shared.data(), shared.data() + shared.size(),
                                       each.correlation.value_or(-1))
                             .ptr;
        take(std::to_string(each.weight) + " " + std::to_string(each.first) + " " +
             std::to_string(each.first_agency) + " " + std::to_string(each.agencies) + " " +
             std::string(shared.data(), end));
    }
    std::array<char, 17> text{};
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t i = 0; i < 16; ++i) {
        text[i] = digits[state >> (60 - 4 * i) & 0xFU];
    }
    return std::string(text.data(), 16);
}

QIXIAN_DECL run_head head_of_run(std::span<scenario const> scenarios, std::uint64_t seed,
                                 std::uint32_t replications, std::span<office_place const> places) {
    run_head out{.digest = digest_of(scenarios, places),
                 .seed = seed,
                 .replications = replications,
                 .years = scenarios.front().office.years};
    for (auto const& each : scenarios) {
        out.scenarios.push_back(each.name);
    }
    return out;
}

QIXIAN_DECL std::string write_part(run_head const& head, replication_set const& done,
                                   std::uint32_t shard, std::uint32_t shards) {
    auto j = detail::to_json(head);
    j["shard"] = std::to_string(shard + 1) + "/" + std::to_string(shards);
    auto out = j.dump() + "\n";
    escape_unseen(out);
    std::array<char, 24> digits{};
    std::vector<tally_series> series;
    for (bool const known : {false, true}) {
        for (std::size_t s = 0; s < done.tallies.size(); ++s) {
            tally_series const one{s, known};
            if (!one.in(done).empty()) {
                series.push_back(one);
            }
        }
    }
    for (std::size_t place = 0; place < done.numbers.size(); ++place) {
        for (auto const& which : series) {
            out += "{\"scenario\":" + std::to_string(which.scenario) +
                   (which.inputs_known ? R"(,"inputs":"known")" : "") +
                   ",\"replication\":" + std::to_string(done.numbers[place]) + ",\"counts\":[";
            bool first = true;
            for_each_count(which.in(done)[place], [&](auto n) {
                if (!first) {
                    out += ',';
                }
                first = false;
                auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), n).ptr;
                out.append(digits.data(), end);
            });
            out += "]}\n";
        }
    }
    return out;
}

QIXIAN_DECL result<replication_set> read_parts(std::span<run_part const> parts,
                                               std::span<scenario const> scenarios,
                                               std::uint64_t seed,
                                               std::span<office_place const> places) {
    QIXIAN_EXPECTS(!parts.empty() && !scenarios.empty());
    detail::part_reader reader(head_of_run(scenarios, seed, 0, places), scenarios);
    for (auto const& each : parts) {
        if (auto bad = reader.read(each)) {
            return *bad;
        }
    }
    return reader.finish(parts.front().file);
}

}  // namespace qixian::inline v0
