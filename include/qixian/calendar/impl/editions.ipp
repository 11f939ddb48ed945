// From notices, the statute's days and a place to a calendar, as it was known on any day.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/calendar/editions.hpp"
#include "qixian/calendar/impl/calendar_builder.ipp"
#include "qixian/date/text.hpp"

namespace qixian::inline v0 {

namespace detail {

inline bool has_notices(editions::data const& from, std::string_view region) {
    return std::any_of(from.local_notices.begin(), from.local_notices.end(),
                       [region](notice const& n) { return n.region == region; });
}

/// A local notice that takes back a day that nothing gave its region.
inline std::optional<fault> reverts_nothing(editions::data const& from, notice const& extra) {
    auto place = from;
    place.regions = {extra.region};
    gather_local_days(place);
    auto const words = local_words(place, &extra.published);
    for (auto const& row : extra.days) {
        if (row.kind == notice_kind::revert && words.count(index_of(row.on)) == 0) {
            return fault{.what = code::revert_nothing,
                         .detail = extra.id + ": " + to_text(row.on),
                         .field = "date"};
        }
    }
    return std::nullopt;
}

}  // namespace detail

QIXIAN_DECL editions::editions() {
    auto made = std::make_shared<data>();
    made->lessons = detail::china_notice_list();
    made->windows = detail::learn_windows(made->lessons);
    held_ = std::move(made);
}

QIXIAN_DECL editions::editions(std::shared_ptr<data const> held) : held_(std::move(held)) {}

QIXIAN_DECL result<editions> editions::with_notice(notice extra) const {
    if (!is_legal_day(extra.published)) {
        return fault{.what = code::bad_date, .detail = extra.id, .field = "published"};
    }
    if (!extra.region.empty() && !detail::is_key(extra.region)) {
        return fault{.what = code::bad_key, .detail = extra.id, .field = "region"};
    }
    std::vector<date> seen;
    for (auto const& row : extra.days) {
        if (!is_legal_day(row.on)) {
            return fault{.what = code::bad_date, .detail = extra.id, .field = "date"};
        }
        if (auto const index = detail::index_of(row.on);
            index < 1 || index > detail::last_index()) {
            return fault{.what = code::calendar_out_of_range,
                         .detail = extra.id + ": " + to_text(row.on),
                         .field = "date"};
        }
        seen.push_back(row.on);
    }
    std::sort(seen.begin(), seen.end());
    if (auto const twice = std::adjacent_find(seen.begin(), seen.end()); twice != seen.end()) {
        return fault{.what = code::notice_contradiction,
                     .detail = extra.id + ": " + to_text(*twice),
                     .field = "date"};
    }
    if (extra.arranges_year == 0) {
        extra.arranges_year = detail::year_of_most(extra.days);
    }
    if (auto const* known = find(extra.id)) {
        if (*known == extra) {
            return *this;
        }
        return fault{.what = code::id_conflict, .detail = extra.id, .field = "notice_id"};
    }
    auto made = detail::copy_of(*held_);
    if (!extra.region.empty()) {
        if (auto why = detail::reverts_nothing(*held_, extra)) {
            return *std::move(why);
        }
        detail::insert_by_publication(made->local_notices, std::move(extra));
        detail::gather_local_days(*made);
        return editions(std::move(made));
    }
    auto const& now = held_->notices;
    for (auto const& row : extra.days) {
        if (row.kind != notice_kind::revert) {
            continue;
        }
        bool stands = false;
        for (auto const& n : now) {
            for (auto const& earlier : n.days) {
                if (n.published <= extra.published && earlier.on == row.on) {
                    stands = earlier.kind != notice_kind::revert;
                }
            }
        }
        if (!stands) {
            return fault{.what = code::revert_nothing,
                         .detail = extra.id + ": " + to_text(row.on),
                         .field = "date"};
        }
    }
    detail::insert_by_publication(made->lessons, extra);
    detail::insert_by_publication(made->notices, std::move(extra));
    made->windows = detail::learn_windows(made->lessons);
    return editions(std::move(made));
}

QIXIAN_DECL notice const* editions::find(std::string_view id) const& noexcept {
    for (auto const* all : {&held_->notices, &held_->local_notices}) {
        auto const found =
            std::find_if(all->begin(), all->end(), [id](notice const& n) { return n.id == id; });
        if (found != all->end()) {
            return &*found;
        }
    }
    return nullptr;
}

QIXIAN_DECL std::vector<notice> const& editions::local_notices() const& noexcept {
    return held_->local_notices;
}

QIXIAN_DECL std::vector<notice> editions::local_notices() && { return held_->local_notices; }

QIXIAN_DECL editions editions::without_year(int year) const {
    auto made = detail::copy_of(*held_);
    auto const drop = [year](std::vector<notice>& from) {
        from.erase(std::remove_if(from.begin(), from.end(),
                                  [year](auto const& n) { return n.arranges_year == year; }),
                   from.end());
    };
    drop(made->notices);
    drop(made->lessons);
    made->windows = detail::learn_windows(made->lessons);
    return editions(std::move(made));
}

QIXIAN_DECL editions editions::foreseen(int year) const {
    auto const others = without_year(year);
    auto made = detail::copy_of(*others.held_);
    auto& all = made->notices;
    all.erase(std::remove_if(all.begin(), all.end(),
                             [year](auto const& n) { return n.arranges_year > year; }),
              all.end());
    return editions(std::move(made));
}

QIXIAN_DECL result<editions> editions::with_region(std::string_view region) const {
    auto made = detail::copy_of(*held_);
    bool known = false;
    for (std::size_t end = 0; end <= region.size(); ++end) {
        if (end != region.size() && region[end] != '-') {
            continue;
        }
        auto const part = region.substr(0, end);
        if (std::find(made->regions.begin(), made->regions.end(), part) != made->regions.end()) {
            known = true;
        } else if (detail::is_in_data(part) || detail::has_notices(*held_, part)) {
            known = true;
            made->regions.emplace_back(part);
        }
    }
    if (!known) {
        return fault{.what = code::unknown_region, .detail = std::string(region)};
    }
    detail::gather_local_days(*made);
    return editions(std::move(made));
}

QIXIAN_DECL working_calendar editions::as_known_on(date on) const {
    return working_calendar(detail::calendar_builder(*held_, &on).build());
}

QIXIAN_DECL working_calendar editions::current() const {
    return held_->current.get(
        [this] { return working_calendar(detail::calendar_builder(*held_, nullptr).build()); });
}

QIXIAN_DECL std::vector<notice> const& editions::notices() const& noexcept {
    return held_->notices;
}

QIXIAN_DECL std::vector<notice> editions::notices() && { return held_->notices; }

QIXIAN_DECL std::vector<arrangement_window> const& editions::windows() const& noexcept {
    return held_->windows;
}

QIXIAN_DECL std::vector<arrangement_window> editions::windows() && { return held_->windows; }

QIXIAN_DECL std::vector<statute_day> editions::statute_days(maybe_date known_on) const {
    auto days = detail::statutory_days(known_on ? &*known_on : nullptr);
    std::stable_sort(days.begin(), days.end(),
                     [](auto const& a, auto const& b) { return a.index < b.index; });
    std::vector<statute_day> out;
    out.reserve(days.size());
    for (auto const& d : days) {
        if (d.index >= 1 && d.index <= detail::last_index()) {
            out.push_back({.on = plus_days(detail::before_first_day(), d.index),
                           .statute = std::string(detail::china_versions[d.version].id),
                           .holiday = std::string(detail::holiday_name(d.holiday))});
        }
    }
    return out;
}

QIXIAN_DECL std::vector<local_day> const& editions::local_days() const& noexcept {
    return held_->local;
}

QIXIAN_DECL std::vector<local_day> editions::local_days() && { return held_->local; }

QIXIAN_DECL std::vector<std::string> editions::regions() const {
    std::vector<std::string> out(std::begin(detail::china_regions),
                                 std::end(detail::china_regions));
    for (auto const& n : held_->local_notices) {
        if (std::find(out.begin(), out.end(), n.region) == out.end()) {
            out.push_back(n.region);
        }
    }
    return out;
}

namespace china {

QIXIAN_DECL qixian::editions const& editions() {
    static auto const all = [] {
        auto made = std::make_shared<qixian::editions::data>();
        made->notices = detail::china_notice_list();
        made->lessons = made->notices;
        made->windows = detail::learn_windows(made->lessons);
        return editions_access::make(std::move(made));
    }();
    return all;
}

QIXIAN_DECL working_calendar const& calendar() {
    static auto const everything = editions().current();
    return everything;
}

}  // namespace china

}  // namespace qixian::inline v0
