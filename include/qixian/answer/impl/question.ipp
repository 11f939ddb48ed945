// The choices that an answer rests on: of the question, and of a store where one is asked.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include "qixian/answer/question.hpp"
#include "qixian/row/input_file.hpp"
#include "qixian/row/notice_file.hpp"

namespace qixian::inline v0::answer {

QIXIAN_DECL result<input> held(input const& from, std::string& into) {
    if (from.text || can_be_read_again(from.name)) {
        return from;
    }
    auto bytes = read_bytes(from.name, most_held);
    if (!bytes) {
        return bytes.error();
    }
    into = std::move(bytes).value();
    return input::of(into, from.name);
}

namespace detail {

inline result<editions> with_notices(editions known, std::vector<input> const& files,
                                     text_encoding encoding) {
    text_options how;
    how.from = encoding;
    for (auto const& file : files) {
        auto const got = file.text ? read_notices(text_source::over(*file.text, file.name, how))
                                   : read_notices(file.name, how);
        if (!got) {
            return got.error();
        }
        for (auto const& each : *got) {
            auto with = known.with_notice(each);
            if (!with) {
                auto why = with.error();
                why.file = file.name;
                return why;
            }
            known = std::move(with).value();
        }
    }
    return known;
}

inline result<editions> with_region(editions const& known, std::string const& region) {
    if (region.empty()) {
        return known;
    }
    auto with = known.with_region(region);
    if (!with) {
        return fault{.what = with.error().what, .detail = region, .field = "region"};
    }
    return with;
}

inline result<policies> with_choices(policies chosen, std::vector<policy_choice> const& choices) {
    for (auto const& each : choices) {
        auto const with = with_policy(chosen, each.name, each.value);
        if (!with) {
            auto why = with.error();
            why.field = "policy";
            return why;
        }
        chosen = *with;
    }
    return chosen;
}

}  // namespace detail

/// What was asked of the store already. Settings change only on the days of its history, so an
/// agency has one answer for all days between two of them.
struct setting::memory {
    struct local_calendar {
        std::shared_ptr<editions const> sources;
        working_calendar calendar;
    };
    asked what;
    editions plain;  ///< every notice, no region
    std::vector<setting_row> history;
    std::map<std::pair<std::string, std::size_t>, kept_settings, std::less<>> settings;
    std::map<std::string, local_calendar> calendars;
    std::map<std::string, light_thresholds, std::less<>> lights;
};

QIXIAN_DECL setting::setting(working_calendar const& start)
    : calendar(start), memory_(std::make_shared<memory>()) {}

QIXIAN_DECL result<setting> setting::make(asked const& what, std::shared_ptr<store> kept) {
    for (auto const& [d, name] :
         {std::pair(maybe_date(what.as_of), "as_of"), std::pair(what.known_on, "known_on")}) {
        if (d && !is_legal_day(*d)) {
            return fault{.what = code::bad_date, .detail = to_text(*d), .field = name};
        }
    }
    auto plain = detail::with_notices(kept ? kept->sources() : china::editions(), what.notices,
                                      what.encoding);
    if (!plain) {
        return plain.error();
    }
    setting out(china::calendar());
    auto& held = *out.memory_;
    held.what = what;
    held.plain = std::move(plain).value();
    kept_settings common;
    if (kept) {
        if (auto why = unknown_agency(*kept, what.agency)) {
            return *std::move(why);
        }
        held.history = kept->setting_history();
        common = kept->settings(what.agency, what.as_of);
    }
    out.kept = std::move(kept);
    out.as_of = what.as_of;
    out.known_on = what.known_on;
    out.recorded_by = what.recorded_by;
    out.agency = what.agency;
    out.region = what.region.empty() ? common.region : what.region;
    auto const chosen = detail::with_choices(common.chosen, what.policies);
    if (!chosen) {
        return chosen.error();
    }
    out.chosen = *chosen;
    auto sources = detail::with_region(held.plain, out.region);
    if (!sources) {
        return sources.error();
    }
    // From here on no application can bring a region that is not known.
    for (auto const& each : held.history) {
        bool const concerns =
            what.agency.empty() || each.agency.empty() || each.agency == what.agency;
        if (what.region.empty() && concerns && each.name == "region") {
            if (auto const known = detail::with_region(held.plain, each.value); !known) {
                return known.error();
            }
        }
    }
    out.sources = std::make_shared<editions const>(std::move(sources).value());
    out.calendar = out.known_on ? out.sources->as_known_on(*out.known_on) : out.sources->current();
    return out;
}

QIXIAN_DECL ground_rules setting::rules_for(std::string_view of_agency, date first_day) const {
    auto& held = *memory_;
    if (held.history.empty()) {
        return common_rules();
    }
    std::size_t before = 0;
    for (auto const& each : held.history) {
        before += each.from <= first_day ? 1U : 0U;
    }
    auto const key = std::pair(std::string(of_agency), before);
    auto found = held.settings.find(key);
    if (found == held.settings.end()) {
        found = held.settings.emplace(key, kept->settings(of_agency, first_day)).first;
    }
    auto const& kept_choice = found->second;
    ground_rules out{.region = held.what.region.empty() ? kept_choice.region : held.what.region,
                     .chosen = *detail::with_choices(kept_choice.chosen, held.what.policies)};
    if (out.region == region) {
        out.sources = sources.get();
        out.calendar = &calendar;
        return out;
    }
    auto local = held.calendars.find(out.region);
    if (local == held.calendars.end()) {
        auto const here =
            std::make_shared<editions const>(detail::with_region(held.plain, out.region).value());
        local =
            held.calendars
                .try_emplace(out.region,
                             memory::local_calendar{here, known_on ? here->as_known_on(*known_on)
                                                                   : here->current()})
                .first;
    }
    out.sources = local->second.sources.get();
    out.calendar = &local->second.calendar;
    return out;
}

QIXIAN_DECL ground_rules setting::rules_of(std::span<entry const> rows) const {
    if (rows.empty()) {
        return common_rules();
    }
    auto const first = std::min_element(rows.begin(), rows.end(),
                                        [](entry const& a, entry const& b) { return a.on < b.on; });
    return rules_for(first->agency, first->on);
}

QIXIAN_DECL std::optional<light_thresholds> setting::lights_of(std::string_view of_agency) const {
    auto& held = *memory_;
    if (held.history.empty()) {
        return std::nullopt;
    }
    auto found = held.lights.find(of_agency);
    if (found == held.lights.end()) {
        found = held.lights.emplace(std::string(of_agency), kept->settings(of_agency, as_of).lights)
                    .first;
    }
    return found->second;
}

QIXIAN_DECL std::optional<fault> unknown_agency(store& kept, std::string_view agency) {
    auto known = kept.agencies();
    if (agency.empty() || std::find(known.begin(), known.end(), agency) != known.end()) {
        return std::nullopt;
    }
    std::erase(known, "");
    return fault{.what = code::unknown_agency,
                 .detail = std::string(agency),
                 .field = "agency",
                 .allowed = std::move(known)};
}

QIXIAN_DECL result<std::string> one_agency(store& kept, std::string_view agency) {
    if (auto why = unknown_agency(kept, agency)) {
        return *std::move(why);
    }
    if (!agency.empty()) {
        return std::string(agency);
    }
    auto const known = kept.agencies();
    if (known.size() == 1) {
        return known.front();
    }
    if (known.empty()) {
        return std::string{};
    }
    std::string names;
    for (auto const& each : known) {
        names += (names.empty() ? "" : " ") + each;
    }
    return fault{.what = code::agency_needed, .detail = names};
}

}  // namespace qixian::inline v0::answer
