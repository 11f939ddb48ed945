// One calendar made from the layers that were public on a day: week, statute, notices, a place.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/calendar/impl/calendar_days.ipp"
#include "qixian/calendar/impl/editions_data.ipp"
#include "qixian/calendar/impl/local_days.ipp"

namespace qixian::inline v0::detail {

/// Builds one calendar from the layers that were public on a day.
class calendar_builder {
public:
    calendar_builder(editions::data const& from, date const* known_on)
        : from_(from), known_on_(known_on), place_(from, known_on),
          table_(std::make_shared<calendar_days_table>()) {}

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
        find_settled(statutory, all);
        add_notices();
        add_local();
        find_open();
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

    /// Years are settled by their notice, when it gives each festival a day or says that it is
    /// complete: one that was typed half-way settles nothing. The calendar is settled through 28
    /// December of the last year without a gap, because a notice may touch the days before its own
    /// year (D13).
    void find_settled(std::vector<statutory_day> const& statutory,
                      std::vector<festival> const& all) {
        years_.assign(china_last_year - china_first_year + 2, {});
        for (auto const& d : statutory) {
            if (year_known(d.year)) {
                auto& festivals = year_at(d.year).festivals;
                auto const named = table_->covers(d.index) && says_off(d.index);
                festivals[d.holiday] |= named ? 1 : 0;
            }
        }
        for (auto const* n : public_) {
            if (year_known(n->arranges_year) && (n->complete || is_yearly(*n, all))) {
                auto& year = year_at(n->arranges_year);
                year.notices.push_back(n->id);
                year.complete = year.complete || n->complete;
            }
        }
        int year = china_first_year - 1;
        while (year < china_last_year && arranged(year + 1)) {
            ++year;
        }
        table_->settled = index_of(day(year * 10000 + 1228));
        if (year >= china_first_year) {
            table_->last_notice = year_at(year).notices.back();
        }
        for (int open = year + 1; open <= china_last_year; ++open) {
            // A year that is arranged after one that is not stays as open as that one.
            auto const last =
                open == china_last_year ? last_day_of(open) : day(open * 10000 + 1228);
            if (arranged(open)) {
                table_->reasons.back().to = last;
                continue;
            }
            open_days made{.from = (std::max)(day((open - 1) * 10000 + 1229), table_->day_at(1)),
                           .to = last,
                           .year = open,
                           .notices = year_at(open).notices};
            for (auto const& [holiday, has_day] : year_at(open).festivals) {
                if (has_day == 0) {
                    made.festivals.emplace_back(holiday_name(holiday));
                }
            }
            table_->reasons.push_back(std::move(made));
        }
    }

    /// What was published of one year.
    struct year_said {
        std::vector<std::string> notices{};  ///< that arrange it, in order of publication
        std::map<int, int> festivals{};      ///< of the statute; 1: it has a day
        bool complete = false;
    };
    [[nodiscard]] bool year_known(int year) const {
        return year >= china_first_year &&
               year < china_first_year + static_cast<int>(years_.size());
    }
    [[nodiscard]] year_said& year_at(int year) {
        return years_[static_cast<std::size_t>(year - china_first_year)];
    }
    [[nodiscard]] bool says_off(int index) const {
        auto const* word = words_[static_cast<std::size_t>(index)];
        return word != nullptr && word->kind == notice_kind::off;
    }
    [[nodiscard]] bool arranged(int year) const {
        auto const& said = years_[static_cast<std::size_t>(year - china_first_year)];
        return !said.notices.empty() &&
               (said.complete || std::all_of(said.festivals.begin(), said.festivals.end(),
                                             [](auto const& each) { return each.second != 0; }));
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
        for (auto const& [index, row] : place_.words()) {
            if (table_->covers(index)) {
                auto const source = name(row->region);
                set(index, row->kind == notice_kind::work, day_reason::local, source,
                    name(row->festival));
                fixed_[static_cast<std::size_t>(index)] = true;
            }
        }
    }

    /// Which days are open, in the country and in the place, and why.
    void find_open() {
        auto& t = *table_;
        auto local = place_.open();
        t.reasons.insert(t.reasons.end(), std::make_move_iterator(local.begin()),
                         std::make_move_iterator(local.end()));
        std::stable_sort(t.reasons.begin(), t.reasons.end(),
                         [](auto const& a, auto const& b) { return a.from < b.from; });
        std::vector<char> is_open(count(), 0);
        for (auto const& each : t.reasons) {
            auto const last = (std::min)(index_of(each.to), t.size);
            for (int i = (std::max)(index_of(each.from), 1); i <= last; ++i) {
                is_open[static_cast<std::size_t>(i)] = 1;
            }
        }
        t.open.assign(count(), 0);
        t.flat = t.settled;
        for (std::size_t i = 1; i < count(); ++i) {
            t.open[i] = static_cast<number>(t.open[i - 1] + is_open[i]);
            if (t.open[i] == 1 && is_open[i] != 0) {
                t.flat = (std::min)(t.settled, static_cast<int>(i) - 1);
            }
        }
    }

    /// The festival of an open year to which the word on a day belongs; -1: to none. So what was
    /// said of the year already is not foreseen once more.
    [[nodiscard]] std::vector<int> owners(std::vector<festival> const& all) const {
        std::vector<int> out(count(), -1);
        for (std::size_t i = 1; i < count(); ++i) {
            if (words_[i] != nullptr && year_known(sources_[i]->arranges_year) &&
                !arranged(sources_[i]->arranges_year) && arranges_festivals(*sources_[i], all)) {
                out[i] = festival_of(all, sources_[i]->arranges_year, static_cast<int>(i),
                                     words_[i]->holiday);
            }
        }
        return out;
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
        auto const owner = owners(all);
        for (std::size_t k = 0; k < all.size(); ++k) {
            if (is_open(all[k])) {
                foresee(view, all[k], window_for(from_.windows, holiday_name(all[k].holiday)),
                        t.settled, {owner, words_, static_cast<int>(k)});
            }
        }
        for (std::size_t i = 1; i < count(); ++i) {
            if (fixed_[i] && static_cast<int>(i) > t.settled) {
                auto const said = static_cast<signed char>(t.states[i].works ? 1 : 0);
                bool const counted =
                    owner[i] >= 0 && t.states[i].reason == day_reason::notice &&
                    !all[static_cast<std::size_t>(owner[i])].has(static_cast<int>(i));
                if (!counted) {
                    view.upper[i] += said - view.least[i];
                    view.lower[i] += said - view.most[i];
                    view.floor_to[i] += said - view.most[i];
                    view.floor_from[i] += said - view.sure[i];
                }
                view.least[i] = view.most[i] = view.sure[i] = said;
            }
        }
        for (auto const& each : place_.windows()) {
            if (!each.known) {
                widen(view, each);
            }
        }
        close(view);
    }

    /// A festival of the place of which nothing is known: up to `off` of its days may be taken off
    /// and up to `worked` weekend days worked, wherever in its window, and nothing balances them.
    /// So a count may change as early as it can where it ends a span, and as late where it begins
    /// one: spans before and after the window lose nothing.
    void widen(outlook& view, local_window const& w) {
        std::vector<std::size_t> working;
        std::vector<std::size_t> resting;
        for (int i = (std::max)(w.first, 1); i <= (std::min)(w.last, table_->size); ++i) {
            auto const at = static_cast<std::size_t>(i);
            if (table_->states[at].reason == day_reason::local) {
                continue;
            }
            if (view.most[at] != 0) {
                working.push_back(at);
            }
            if (view.least[at] == 0 && weekend_index(i) &&
                table_->states[at].reason == day_reason::weekend) {
                resting.push_back(at);
            }
        }
        auto const off = (std::min)(static_cast<std::size_t>(w.off), working.size());
        auto const worked = (std::min)(static_cast<std::size_t>(w.worked), resting.size());
        for (std::size_t k = 0; k < off; ++k) {
            --view.floor_to[working[k]];
            --view.floor_from[working[working.size() - 1 - k]];
        }
        for (std::size_t k = 0; k < worked; ++k) {
            ++view.upper[resting[k]];
            ++view.lower[resting[resting.size() - 1 - k]];
        }
        for (auto const at : working) {
            if (off > 0) {
                view.least[at] = view.sure[at] = 0;
            }
        }
        for (auto const at : resting) {
            if (worked > 0) {
                view.most[at] = 1;
            }
        }
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
    local_festivals place_;
    std::shared_ptr<calendar_days_table> table_;
    std::vector<notice const*> public_{};
    std::vector<notice_day const*> words_{};
    std::vector<notice const*> sources_{};
    std::vector<year_said> years_{};
    std::vector<char> fixed_{};
    std::size_t last_name_ = 0;
};

}  // namespace qixian::inline v0::detail
