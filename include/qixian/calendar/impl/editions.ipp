// From notices, the statute's days and a place to a calendar, as it was known on any day.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "qixian/calendar/editions.hpp"
#include "qixian/calendar/impl/calendar_days.ipp"
#include "qixian/calendar/impl/festivals.ipp"
#include "qixian/date/text.hpp"

namespace qixian::inline v0 {
namespace detail {

/// The calendar of everything that is known, made when it is first asked for. A copy of the data is
/// made to be changed, so it begins without one.
class calendar_once {
public:
    calendar_once() = default;
    calendar_once(calendar_once const& /*other*/) {}
    calendar_once& operator=(calendar_once const& /*other*/) { return *this; }
    calendar_once(calendar_once&&) = delete;
    calendar_once& operator=(calendar_once&&) = delete;
    ~calendar_once() = default;

    template <class Make>
    working_calendar const& get(Make const& make) const {
        std::call_once(once_, [&] { made_.emplace(make()); });
        return *made_;
    }

private:
    mutable std::once_flag once_{};
    mutable std::optional<working_calendar> made_{};
};

}  // namespace detail

struct editions::data {
    std::vector<notice> notices{};
    std::vector<notice> lessons{};  ///< what the windows are learned from
    std::vector<arrangement_window> windows{};
    std::vector<std::string> regions{};  ///< from wide to narrow
    std::vector<local_day> local{};      ///< of these regions, in their order
    detail::calendar_once current{};
};

struct editions_access {
    static editions make(std::shared_ptr<editions::data const> held) {
        return editions(std::move(held));
    }
};

namespace detail {

inline std::vector<notice> china_notice_list() {
    std::vector<notice> out;
    out.reserve(std::size(china_notices));
    for (auto const& n : china_notices) {
        notice made{.id = std::string(n.id),
                    .document = std::string(n.document),
                    .title = std::string(n.title),
                    .published = day(n.published),
                    .arranges_year = n.arranges_year,
                    .amends = std::string(n.amends)};
        made.days.reserve(static_cast<std::size_t>(n.days));
        for (int i = n.first_day; i < n.first_day + n.days; ++i) {
            auto const& row = china_days[i];
            made.days.push_back({day(row.on), row.kind, std::string(china_holidays[row.holiday])});
        }
        out.push_back(std::move(made));
    }
    return out;
}

/// The year in which most days of a notice lie; of two with as many, the later.
inline int year_of_most(std::vector<notice_day> const& days) {
    std::map<int, int> by_year;
    for (auto const& row : days) {
        ++by_year[year_of(row.on)];
    }
    int best = 0;
    int most = 0;
    for (auto const& [year, rows] : by_year) {
        if (rows >= most) {
            most = rows;
            best = year;
        }
    }
    return best;
}

/// Inserts after every notice published on the same day or before.
inline void insert_by_publication(std::vector<notice>& into, notice extra) {
    auto const at = std::upper_bound(into.begin(), into.end(), extra.published,
                                     [](date d, notice const& n) { return d < n.published; });
    into.insert(at, std::move(extra));
}

/// Builds one calendar from the layers that were public on a day.
class calendar_builder {
public:
    calendar_builder(editions::data const& from, date const* known_on)
        : from_(from), known_on_(known_on), table_(std::make_shared<calendar_days_table>()) {}

    std::shared_ptr<calendar_days_table const> build() {
        auto& t = *table_;
        t.before_first = before_first_day();
        t.size = last_index();
        t.states.resize(count());
        t.names.emplace_back();
        for (int i = 1; i <= t.size; ++i) {
            set(i, !weekend_index(i), weekend_index(i) ? day_reason::weekend : day_reason::weekday,
                0, 0);
        }
        auto const statutory = statutory_days(known_on_);
        auto const all = festivals_of(statutory);
        add_statute(statutory);
        read_notices();
        find_settled(all);
        add_notices();
        add_local();
        add_outlook(all);
        add_digest();
        return std::move(table_);
    }

private:
    using number = std::uint16_t;

    [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(table_->size) + 1; }

    [[nodiscard]] calendar_days_table::state& at(int index) {
        return table_->states[static_cast<std::size_t>(index)];
    }

    void set(int index, bool works, day_reason why, number source, number holiday) {
        at(index) = {works, why, source, holiday};
    }

    /// The number of a name; names are few, and rows that follow each other share them.
    number name(std::string_view text) {
        auto& names = table_->names;
        if (last_name_ < names.size() && names[last_name_] == text) {
            return static_cast<number>(last_name_);
        }
        auto const found = std::find(names.begin(), names.end(), text);
        last_name_ = static_cast<std::size_t>(found - names.begin());
        if (found == names.end()) {
            names.emplace_back(text);
        }
        return static_cast<number>(last_name_);
    }

    void add_statute(std::vector<statutory_day> const& statutory) {
        for (auto const& d : statutory) {
            if (table_->covers(d.index)) {
                auto const source = name(china_versions[d.version].id);
                set(d.index, false, day_reason::statute, source, name(holiday_name(d.holiday)));
            }
        }
    }

    /// The last word on each day among the notices that were public; a revert takes it back.
    void read_notices() {
        words_.assign(count(), nullptr);
        sources_.assign(count(), nullptr);
        for (auto const& n : from_.notices) {
            if (known_on_ != nullptr && n.published > *known_on_) {
                break;
            }
            public_.push_back(&n);
            for (auto const& row : n.days) {
                int const index = index_of(row.on);
                if (table_->covers(index)) {
                    auto const i = static_cast<std::size_t>(index);
                    words_[i] = row.kind == notice_kind::revert ? nullptr : &row;
                    sources_[i] = &n;
                }
            }
        }
    }

    /// Years are settled by their notice; the calendar is, through 28 December of the last year
    /// without a gap, because a notice may touch the days before its own year (D13).
    void find_settled(std::vector<festival> const& all) {
        arranged_.assign(china_last_year - china_first_year + 2, false);
        for (auto const* n : public_) {
            int const i = n->arranges_year - china_first_year;
            if (i >= 0 && i < static_cast<int>(arranged_.size()) && is_yearly(*n, all)) {
                arranged_[static_cast<std::size_t>(i)] = true;
            }
        }
        int year = china_first_year - 1;
        while (year < china_last_year && arranged(year + 1)) {
            ++year;
        }
        table_->settled = index_of(day(year * 10000 + 1228));
        for (auto const* n : public_) {
            if (n->arranges_year == year && is_yearly(*n, all)) {
                table_->last_notice = n->id;
            }
        }
    }

    [[nodiscard]] bool arranged(int year) const {
        return arranged_[static_cast<std::size_t>(year - china_first_year)];
    }

    void add_notices() {
        fixed_.assign(count(), false);
        for (std::size_t i = 1; i < count(); ++i) {
            if (words_[i] != nullptr) {
                auto const source = name(sources_[i]->id);
                set(static_cast<int>(i), words_[i]->kind == notice_kind::work, day_reason::notice,
                    source, name(words_[i]->holiday));
                fixed_[i] = true;
            }
        }
    }

    void add_local() {
        for (auto const& row : from_.local) {
            int const index = index_of(row.on);
            bool const is_public =
                known_on_ == nullptr || !row.published || *row.published <= *known_on_;
            if (is_public && table_->covers(index)) {
                auto const source = name(row.region);
                set(index, row.kind == notice_kind::work, day_reason::local, source,
                    name(row.festival));
                fixed_[static_cast<std::size_t>(index)] = true;
            }
        }
    }

    void add_outlook(std::vector<festival> const& all) {
        auto& t = *table_;
        outlook view;
        for (auto* each : {&view.least, &view.most, &view.sure}) {
            each->resize(count());
        }
        for (auto* each : {&view.upper, &view.lower, &view.floor_to, &view.floor_from}) {
            each->resize(count());
        }
        for (std::size_t i = 1; i < count(); ++i) {
            reset(view, static_cast<int>(i), t.states[i].works ? 1 : 0);
        }
        // A festival without a notice starts from the plain week: its own days are counted by
        // `foresee`, and so is what a single word (local, one-off) changes of a day within reach.
        auto const is_open = [&](festival const& f) { return !arranged(f.year); };
        auto const plain = [&](int i) {
            return static_cast<signed char>(weekend_index(i) ? 0 : 1);
        };
        for (auto const& f : all) {
            for (int k = 0; is_open(f) && k < f.days; ++k) {
                int const i = f.on[static_cast<std::size_t>(k)];
                if (t.covers(i)) {
                    reset(view, i, plain(i));
                }
            }
        }
        for (std::size_t i = 1; i < count(); ++i) {
            if (fixed_[i] && static_cast<int>(i) > t.settled) {
                reset(view, static_cast<int>(i), plain(static_cast<int>(i)));
            }
        }
        for (auto const& f : all) {
            if (is_open(f)) {
                foresee(view, f, window_for(from_.windows, holiday_name(f.holiday)), t.settled);
            }
        }
        for (std::size_t i = 1; i < count(); ++i) {
            if (fixed_[i] && static_cast<int>(i) > t.settled) {
                auto const said = static_cast<signed char>(t.states[i].works ? 1 : 0);
                view.upper[i] += said - view.least[i];
                view.lower[i] += said - view.most[i];
                view.floor_to[i] += said - view.most[i];
                view.floor_from[i] += said - view.sure[i];
                view.least[i] = view.most[i] = view.sure[i] = said;
            }
        }
        close(view);
    }

    static void reset(outlook& view, int index, int to) {
        auto const i = static_cast<std::size_t>(index);
        view.least[i] = view.most[i] = view.sure[i] = static_cast<signed char>(to);
        view.upper[i] = view.lower[i] = view.floor_to[i] = view.floor_from[i] = to;
    }

    void close(outlook& view) {
        close(view.upper, view.lower, view.most, view.least);
        close(view.floor_from, view.floor_to, view.most, view.sure);
        table_->upper = axis_of(view.upper);
        table_->lower = axis_of(view.lower);
        table_->floor_to = axis_of(view.floor_to);
        table_->floor_from = axis_of(view.floor_from);
        table_->maybe = axis_of(sums(view.most, std::move(view.upper)));
        table_->sure = axis_of(sums(view.sure, std::move(view.lower)));
    }

    /// Counts from daily changes, then made to agree with what each day allows: no count grows on
    /// a day that is surely off or stands still on one that is surely worked. Two passes are
    /// enough, since each day is bound to its neighbours only. A span of no days has no working
    /// day, so the upper of a pair never falls below the lower.
    static void close(std::vector<int>& u, std::vector<int>& l,
                      std::vector<signed char> const& most, std::vector<signed char> const& least) {
        auto const n = u.size();
        int high = 0;
        int low = 0;
        for (std::size_t i = 1; i < n; ++i) {
            high += u[i];
            low += l[i];
            // The first is below the second where a notice said more of an open year than its
            // festivals allow.
            l[i] = (std::max)((std::min)(high, low), l[i - 1] + least[i]);
            u[i] = (std::max)(l[i], (std::min)((std::max)(high, low), u[i - 1] + most[i]));
        }
        for (std::size_t i = n; --i >= 1;) {
            l[i - 1] = (std::max)(l[i - 1], l[i] - most[i]);
            u[i - 1] = (std::max)(l[i - 1], (std::min)(u[i - 1], u[i] - least[i]));
        }
    }

    /// In the memory of `out`, which is as long.
    static std::vector<int> sums(std::vector<signed char> const& steps, std::vector<int> out) {
        out[0] = 0;
        for (std::size_t i = 1; i < steps.size(); ++i) {
            out[i] = out[i - 1] + steps[i];
        }
        return out;
    }

    static calendar_days_table::axis axis_of(std::vector<int> const& counts) {
        calendar_days_table::axis out;
        out.ordinal.resize(counts.size());
        out.day.resize(static_cast<std::size_t>(counts.back()) + 1);
        for (std::size_t i = 1; i < counts.size(); ++i) {
            out.ordinal[i] = static_cast<number>(counts[i]);
            if (counts[i] != counts[i - 1]) {
                out.day[static_cast<std::size_t>(counts[i])] = static_cast<number>(i);
            }
        }
        return out;
    }

    /// FNV-1a over eight days at a time, so that it does not depend on the machine.
    void add_digest() {
        auto& t = *table_;
        std::uint64_t hash = 14695981039346656037ULL;
        auto const mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 1099511628211ULL; };
        mix(static_cast<std::uint64_t>(t.size));
        mix(static_cast<std::uint64_t>(t.settled) + 1000);
        std::uint64_t word = 0;
        for (int i = 1; i <= t.size; ++i) {
            auto const step = [i](calendar_days_table::axis const& a) {
                return static_cast<std::uint64_t>(a.at(i) - a.at(i - 1));
            };
            word = word << 7 | (at(i).works ? 1U : 0U) << 6 | step(t.floor_to) << 5 |
                   step(t.floor_from) << 4 | step(t.upper) << 3 | step(t.lower) << 2 |
                   step(t.maybe) << 1 | step(t.sure);
            if (i % 8 == 0 || i == t.size) {
                mix(word);
                hash ^= hash >> 29;
                word = 0;
            }
        }
        t.digest.resize(16);
        for (int i = 0; i < 16; ++i) {
            t.digest[static_cast<std::size_t>(i)] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
        }
    }

    editions::data const& from_;
    date const* known_on_;
    std::shared_ptr<calendar_days_table> table_;
    std::vector<notice const*> public_{};
    std::vector<notice_day const*> words_{};
    std::vector<notice const*> sources_{};
    std::vector<char> arranged_{};
    std::vector<char> fixed_{};
    std::size_t last_name_ = 0;
};

inline std::shared_ptr<editions::data> copy_of(editions::data const& held) {
    return std::make_shared<editions::data>(held);
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
    auto const same_id = [&](notice const& n) { return n.id == extra.id; };
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
    auto const& now = held_->notices;
    if (auto const known = std::find_if(now.begin(), now.end(), same_id); known != now.end()) {
        if (*known == extra) {
            return *this;
        }
        return fault{.what = code::id_conflict, .detail = extra.id, .field = "notice_id"};
    }
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
    auto made = detail::copy_of(*held_);
    detail::insert_by_publication(made->lessons, extra);
    detail::insert_by_publication(made->notices, std::move(extra));
    made->windows = detail::learn_windows(made->lessons);
    return editions(std::move(made));
}

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
    std::vector<local_day> found;
    std::vector<std::string> names;
    for (std::size_t end = 0; end <= region.size(); ++end) {
        if (end != region.size() && region[end] != '-') {
            continue;
        }
        auto const part = region.substr(0, end);
        auto const& there = held_->regions;
        if (std::find(there.begin(), there.end(), part) != there.end()) {
            names.emplace_back(part);
            continue;
        }
        bool any = false;
        for (auto const& row : detail::china_local_days) {
            if (detail::china_regions[row.region] != part) {
                continue;
            }
            any = true;
            found.push_back({.region = std::string(part),
                             .festival = std::string(detail::china_holidays[row.holiday]),
                             .on = day(row.on),
                             .kind = row.kind});
            if (row.published != 0) {
                found.back().published = day(row.published);
            }
        }
        if (any) {
            names.emplace_back(part);
        }
    }
    if (names.empty()) {
        return fault{.what = code::unknown_region, .detail = std::string(region)};
    }
    auto made = detail::copy_of(*held_);
    for (auto& n : names) {
        if (std::find(made->regions.begin(), made->regions.end(), n) == made->regions.end()) {
            made->regions.push_back(std::move(n));
        }
    }
    made->local.insert(made->local.end(), found.begin(), found.end());
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
    return {std::begin(detail::china_regions), std::end(detail::china_regions)};
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
