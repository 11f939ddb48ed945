// Settings and calendars: what a transaction knows of them, asked once, used for every application.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "qixian/store/impl/rows.ipp"
#include "qixian/store/store.hpp"

namespace qixian::inline v0::detail {

/// Settings of one agency, oldest first.
struct setting_line {
    std::string agency{};  ///< column text
    date from{};
    std::string name{};
    std::string value{};
};

/// `to` with one setting; a fault where name or value are not known.
inline std::optional<fault> apply_setting(kept_settings& to, std::string_view name,
                                          std::string_view value) {
    auto const bad = [&] {
        return fault{.what = code::bad_setting,
                     .detail = std::string(name) + "=" + std::string(value)};
    };
    if (name == "region") {
        to.region = value;
        return std::nullopt;
    }
    if (name == "lights") {
        auto const read = parse_lights(value);
        if (!read) {
            return bad();
        }
        to.lights = *read;
        return std::nullopt;
    }
    if (!name.starts_with("policy.")) {
        return bad();
    }
    auto with = with_policy(to.chosen, name.substr(7), value);
    if (!with) {
        return bad();
    }
    to.chosen = *with;
    return std::nullopt;
}

/// What a transaction knows of settings and calendars: asked once, used for every application.
struct rulebook {
    std::vector<setting_line> lines{};
    std::shared_ptr<editions const> sources{};
    std::vector<std::string> conflicts{};  ///< notices that the library knows otherwise

    [[nodiscard]] kept_settings on(std::string_view agency_column, date day) const {
        kept_settings out;
        // What holds for all agencies first, then what the agency chose itself.
        for (bool const own : {false, true}) {
            for (auto const& each : lines) {
                bool const is_own = each.agency == agency_column && each.agency != nameless;
                bool const is_common = each.agency == nameless;
                if ((own ? is_own : is_common) && each.from <= day) {
                    static_cast<void>(apply_setting(out, each.name, each.value));
                }
            }
        }
        return out;
    }

    working_calendar const& calendar(std::string const& region, maybe_date known_on = {}) {
        auto const key = region + (known_on ? "@" + to_text(*known_on) : "");
        auto found = calendars_.find(key);
        if (found == calendars_.end()) {
            auto here = region.empty() ? result<editions>(*sources) : sources->with_region(region);
            auto const& known = here ? *here : *sources;
            found = calendars_
                        .try_emplace(key, known_on ? known.as_known_on(*known_on) : known.current())
                        .first;
        }
        return found->second;
    }

    /// What decides an application whose first entry happened on `first`.
    context question(std::string_view agency_column, date first, maybe_date known_on = {}) {
        auto const chosen = on(agency_column, first);
        return {calendar(chosen.region, known_on), chosen.chosen};
    }

private:
    std::map<std::string, working_calendar> calendars_{};
};

/// Whether `known` has the notice with the same days, whatever it is called there.
inline bool holds_days_of(editions const& known, notice const& saved) {
    auto const* found = known.find(saved.id);
    return found != nullptr && found->published == saved.published &&
           found->region == saved.region &&
           std::equal(found->days.begin(), found->days.end(), saved.days.begin(), saved.days.end(),
                      [](notice_day const& a, notice_day const& b) {
                          return a.on == b.on && a.kind == b.kind;
                      });
}

}  // namespace qixian::inline v0::detail
