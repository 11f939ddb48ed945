// The due days of millions of clocks: shared tables of a day where its clocks stand together, the
// calendar itself for what a coming notice may move.
#pragma once

#include <bit>
#include <cstring>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "qixian/period/due.hpp"
#include "qixian/period/impl/due_avx512.ipp"

namespace qixian::inline v0 {

namespace detail {

/// Four numbers of two bytes as they lie in memory. What is put together before it is stored is not
/// taken apart by a compiler that would build vectors one by one.
inline std::uint64_t side_by_side(std::uint64_t a, std::uint64_t b, std::uint64_t c,
                                  std::uint64_t d) {
    return std::endian::native == std::endian::little ? a | b << 16U | c << 32U | d << 48U
                                                      : d | c << 16U | b << 32U | a << 48U;
}

static_assert(sizeof(day_index) == 2, "a day fits its quarter of `side_by_side`");
static_assert(clock_columns::totals <= 256, "a total fits the byte below its day");

/// The answers for the clocks of one day that the flat arrays cannot give: past the last notice.
struct asked_day {
    std::array<clock_answer, clock_columns::totals> by_total{};
};

/// Everything one pass needs, and the days it had to ask the calendar about before it began.
class due_pass {
public:
    due_pass(clock_columns const& of, date as_of, working_calendar const& calendar,
             due_columns const& to, pass_options const& how)
        : of_(of), as_of_(as_of), calendar_(calendar), days_(calendar), to_(to), how_(how) {}

    result<std::uint64_t> run() {
        QIXIAN_EXPECTS(to_.due.size() == of_.size() && to_.left.size() == of_.size() &&
                       to_.lights.size() == of_.size());
        if (!calendar_.covers(as_of_)) {
            return calendar_.is_working(as_of_).error();
        }
        if (of_.size() == 0) {
            return std::uint64_t{0};
        }
        if (auto const wrong = ask_about_days()) {
            return *wrong;
        }
        around_ = of_.size() * 5 >= around_cache && aligned_to_64(to_.due.data()) &&
                  aligned_to_64(to_.left.data()) && aligned_to_64(to_.lights.data());
        in_chunks(of_.size(), chunk_rows, how_.threads,
                  [this](std::size_t begin, std::size_t end) { fill(begin, end); });
        return of_.size() - uncertain_;
    }

private:
    /// The days whose clocks the flat arrays cannot answer get a table of their own.
    std::optional<fault> ask_about_days() {
        bool const today_settled =
            has_index(as_of_) && days_.knows(day_index_of(as_of_)) && how_.path != bulk_path::plain;
        today_ = has_index(as_of_) ? day_index_of(as_of_) : 0;
        today_ordinal_ = today_settled ? days_.ordinal(today_) : 0;
        asked_.resize(static_cast<std::size_t>(of_.last_day() - of_.first_day()) + 1);
        for (int d = of_.first_day(); d <= of_.last_day(); ++d) {
            if (of_.first_row(d) == of_.first_row(d + 1) ||
                (today_settled && days_.settles(d, of_.largest_total()))) {
                continue;
            }
            auto& table = asked_[static_cast<std::size_t>(d - of_.first_day())];
            table = std::make_unique<asked_day>();
            auto const& counts = of_.counts(d);
            for (std::size_t total = 0; total < counts.size(); ++total) {
                if (counts[total] == 0) {
                    continue;
                }
                auto const said = ask_calendar(calendar_, static_cast<day_index>(d),
                                               static_cast<int>(total), as_of_, how_.lights);
                if (!said) {
                    return said.error();
                }
                table->by_total[total] = *said;
                uncertain_ += said->certain ? 0 : counts[total];
            }
        }
        return std::nullopt;
    }

    void fill(std::size_t begin, std::size_t end) const {
        for (int d = of_.from()[begin]; begin < end; ++d) {
            auto const last = (std::min)(end, of_.first_row(d + 1));
            if (begin < last) {
                fill_day(d, begin, last);
                begin = last;
            }
        }
#if QIXIAN_HAS_X86
        if (around_) {
            _mm_sfence();
        }
#endif
    }

    void fill_day(int d, std::size_t begin, std::size_t end) const {
        auto const total = of_.total();
        if (auto const* const said = asked_[static_cast<std::size_t>(d - of_.first_day())].get()) {
            for (auto row = begin; row < end; ++row) {
                put(row, said->by_total[total[row]]);
            }
            return;
        }
#if QIXIAN_HAS_X86
        // For a handful of clocks the day's table costs more than it saves.
        if (end - begin >= 48 && uses_avx512(how_.path) && fill_day_by_64(d, begin, end)) {
            return;
        }
#endif
        int const before = days_.ordinal(d);
        for (auto row = begin; row < end; ++row) {
            int const nth = before + total[row];
            int const due = days_.day_of(nth);
            int const left = nth - today_ordinal_;
            put(row, {static_cast<day_index>(due), static_cast<std::int16_t>(left),
                      due < today_ ? light::overdue : light_for(left, how_.lights), true});
        }
    }

    void put(std::size_t row, clock_answer const& said) const {
        to_.due[row] = said.due;
        to_.left[row] = said.left;
        to_.lights[row] = said.shows;
    }

#if QIXIAN_HAS_X86
    /// False where the day's due days do not fit a byte each; then nothing was written.
    [[nodiscard]] bool fill_day_by_64(int d, std::size_t begin, std::size_t end) const {
        constexpr int reach = 127;
        int const largest = of_.largest_total();
        if (largest > reach) {
            return false;
        }
        shared_day day{};
        int const before = days_.ordinal(d);
        for (int total = 1; total <= largest; ++total) {
            int const distance = days_.day_of(before + total) - d;
            if (distance > 255) {
                return false;
            }
            day.distance[total] = static_cast<std::uint8_t>(distance);
        }
        day.from = d;
        day.left_of_none = before - today_ordinal_;
        day.since = today_ - d;
        day.lights = how_.lights;
        find_due_of_day(
            day, of_.total().data(), begin, end,
            {to_.due.data(), to_.left.data(), reinterpret_cast<std::uint8_t*>(to_.lights.data())},
            around_);
        return true;
    }
#endif

    clock_columns const& of_;
    date as_of_;
    working_calendar const& calendar_;
    flat_days days_;
    due_columns to_;
    pass_options const& how_;
    int today_ = 0;
    int today_ordinal_ = 0;
    bool around_ = false;
    std::uint64_t uncertain_ = 0;
    std::vector<std::unique_ptr<asked_day>> asked_{};
};

/// The pass over clocks in any order.
class any_order_pass {
public:
    any_order_pass(std::span<day_index const> from, std::span<std::uint8_t const> total, date as_of,
                   working_calendar const& calendar, due_columns const& to, pass_options const& how)
        : from_(from), total_(total), as_of_(as_of), calendar_(calendar), days_(calendar), to_(to),
          how_(how) {}

    result<std::uint64_t> run() {
        QIXIAN_EXPECTS(from_.size() == total_.size() && to_.due.size() == from_.size() &&
                       to_.left.size() == from_.size() && to_.lights.size() == from_.size());
        if (!calendar_.covers(as_of_)) {
            return calendar_.is_working(as_of_).error();
        }
        today_ = has_index(as_of_) ? day_index_of(as_of_) : 0;
        settled_ = has_index(as_of_) && days_.knows(today_) && how_.path != bulk_path::plain;
        if (settled_) {
            today_ordinal_ = days_.ordinal(today_);
            copy_calendar();
        }
        in_chunks(from_.size(), chunk_rows, how_.threads,
                  [this](std::size_t begin, std::size_t end) { fill(begin, end); });
        return answer_the_rest();
    }

private:
    /// A copy by day_index with an entry for every day: what is not settled reaches beyond `highest_`.
    void copy_calendar() {
        highest_ = days_.last_ordinal();
        ordinal_.assign(std::size_t{0xFFFF} + 1, 0xFFFF);
        for (int d = (std::max)(1, days_.first()); d <= (std::min)(0xFFFF, days_.last()); ++d) {
            ordinal_[static_cast<std::size_t>(d)] = static_cast<std::uint16_t>(days_.ordinal(d));
        }
        day_of_.assign(static_cast<std::size_t>(highest_) + 1, 0);
        for (int nth = 1; nth <= highest_; ++nth) {
            // Days before 2001 are nobody's last day: every clock counts from a later one.
            day_of_[static_cast<std::size_t>(nth)] =
                static_cast<std::uint16_t>((std::max)(0, days_.day_of(nth)));
        }
    }

    /// In blocks that stay in the first cache: the tables are asked clock by clock, four loads each,
    /// which no gather beats; the rest is plain arithmetic over columns.
    void fill(std::size_t begin, std::size_t end) {
        std::vector<std::size_t> left_over;
        constexpr std::size_t block = 1024;
        alignas(64) std::array<std::uint16_t, block> nth;
        alignas(64) std::array<std::uint16_t, block> last;
        bool around = false;
#if QIXIAN_HAS_X86
        around = uses_avx512(how_.path) && to_.due.size() * 5 >= around_cache &&
                 aligned_to_64(to_.due.data()) && aligned_to_64(to_.left.data()) &&
                 aligned_to_64(to_.lights.data());
#endif
        for (auto row = begin; row < end; row += block) {
            auto const count = (std::min)(block, end - row);
            if (!look_up(row, count, nth.data(), last.data())) {
                one_by_one(row, row + count, left_over);
                continue;
            }
            std::size_t i = 0;
#if QIXIAN_HAS_X86
            for (; around && i + 64 <= count; i += 64) {
                finish_64(nth.data() + i, last.data() + i, today_, today_ordinal_, how_.lights,
                          {to_.due.data() + row + i, to_.left.data() + row + i,
                           reinterpret_cast<std::uint8_t*>(to_.lights.data()) + row + i});
            }
#endif
            finish(row, nth.data(), last.data(), i, count);
        }
#if QIXIAN_HAS_X86
        if (around) {
            _mm_sfence();
        }
#endif
        if (!left_over.empty()) {
            std::lock_guard const one(lock_);
            rest_.insert(rest_.end(), left_over.begin(), left_over.end());
        }
    }

    /// Ordinal and day of the last day of each clock. False where one of them is not settled.
    [[nodiscard]] bool look_up(std::size_t row, std::size_t count, std::uint16_t* nth,
                               std::uint16_t* last) const {
        if (!settled_) {
            return false;
        }
        auto const* const from = from_.data() + row;
        auto const* const total = total_.data() + row;
        std::uint32_t furthest = 0;
        for (std::size_t i = 0; i < count; ++i) {
            std::uint32_t const reached = std::uint32_t{ordinal_[from[i]]} + total[i];
            nth[i] = static_cast<std::uint16_t>(reached);
            furthest = (std::max)(furthest, reached);
        }
        if (furthest > static_cast<std::uint32_t>(highest_)) {
            return false;
        }
        for (std::size_t i = 0; i < count; ++i) {
            last[i] = day_of_[nth[i]];
        }
        return true;
    }

    void finish(std::size_t row, std::uint16_t const* nth, std::uint16_t const* last,
                std::size_t first, std::size_t count) const {
        auto* const due = to_.due.data() + row;
        auto* const left = to_.left.data() + row;
        auto* const lights = to_.lights.data() + row;
        for (std::size_t i = first; i < count; ++i) {
            int const rest = nth[i] - today_ordinal_;
            due[i] = last[i];
            left[i] = static_cast<std::int16_t>(rest);
            lights[i] = last[i] < today_ ? light::overdue : light_for(rest, how_.lights);
        }
    }

    void one_by_one(std::size_t begin, std::size_t end, std::vector<std::size_t>& left_over) const {
        for (auto row = begin; row < end; ++row) {
            std::uint16_t nth = 0;
            std::uint16_t last = 0;
            if (look_up(row, 1, &nth, &last)) {
                finish(row, &nth, &last, 0, 1);
            } else {
                left_over.push_back(row);
            }
        }
    }

    /// What is not settled is asked once for each day and total.
    result<std::uint64_t> answer_the_rest() {
        std::sort(rest_.begin(), rest_.end());  // the first fault is that of the first row
        std::unordered_map<std::uint32_t, clock_answer> known;
        std::uint64_t certain = from_.size();
        for (auto const row : rest_) {
            QIXIAN_EXPECTS(from_[row] != 0 && total_[row] != 0);
            auto const key = static_cast<std::uint32_t>(from_[row] << 8U | total_[row]);
            auto found = known.find(key);
            if (found == known.end()) {
                auto const said =
                    ask_calendar(calendar_, from_[row], total_[row], as_of_, how_.lights);
                if (!said) {
                    return said.error();
                }
                found = known.try_emplace(key, *said).first;
            }
            auto const& said = found->second;
            to_.due[row] = said.due;
            to_.left[row] = said.left;
            to_.lights[row] = said.shows;
            certain -= said.certain ? 0U : 1U;
        }
        return certain;
    }

    std::span<day_index const> from_;
    std::span<std::uint8_t const> total_;
    date as_of_;
    working_calendar const& calendar_;
    flat_days days_;
    due_columns to_;
    pass_options const& how_;
    bool settled_ = false;
    int today_ = 0;
    int today_ordinal_ = 0;
    std::vector<std::uint16_t> ordinal_{};
    std::vector<std::uint16_t> day_of_{};
    int highest_ = 0;
    std::mutex lock_{};
    std::vector<std::size_t> rest_{};
};

}  // namespace detail

QIXIAN_DECL result<std::uint64_t> find_due_days(clock_columns const& of, date as_of,
                                                working_calendar const& calendar, due_columns out,
                                                pass_options const& how) {
    return detail::due_pass(of, as_of, calendar, out, how).run();
}

QIXIAN_DECL result<std::uint64_t> find_due_days(std::span<day_index const> from,
                                                std::span<std::uint8_t const> total, date as_of,
                                                working_calendar const& calendar, due_columns out,
                                                pass_options const& how) {
    return detail::any_order_pass(from, total, as_of, calendar, out, how).run();
}

QIXIAN_DECL result<light_count> count_lights(clock_columns const& of, date as_of,
                                             working_calendar const& calendar,
                                             light_thresholds lights) {
    light_count out;
    if (!calendar.covers(as_of)) {
        return calendar.is_working(as_of).error();
    }
    if (of.size() == 0) {
        return out;
    }
    flat_days const days(calendar);
    int const today = has_index(as_of) ? day_index_of(as_of) : 0;
    bool const settled = today != 0 && days.knows(today);
    for (int d = of.first_day(); d <= of.last_day(); ++d) {
        bool const flat = settled && days.settles(d, of.largest_total());
        auto const& counts = of.counts(d);
        for (int total = 1; total <= of.largest_total(); ++total) {
            auto const count = counts[static_cast<std::size_t>(total)];
            if (count == 0) {
                continue;
            }
            light shows{};
            if (flat) {
                int const nth = days.ordinal(d) + total;
                shows = days.day_of(nth) < today ? light::overdue
                                                 : light_for(nth - days.ordinal(today), lights);
            } else {
                auto const said =
                    detail::ask_calendar(calendar, static_cast<day_index>(d), total, as_of, lights);
                if (!said) {
                    return said.error();
                }
                shows = said->shows;
                out.uncertain += said->certain ? 0 : count;
            }
            out.by_light[static_cast<std::size_t>(shows)] += count;
        }
    }
    return out;
}

namespace detail {

/// `table` of each of `from`, a multiple of four. False where one of the answers is 0.
inline bool look_up_all(std::uint16_t const* table, std::uint16_t const* from, std::uint16_t* to,
                        std::size_t count) {
    for (std::size_t i = 0; i < count; i += 4) {
        auto const all = side_by_side(table[from[i]], table[from[i + 1]], table[from[i + 2]],
                                      table[from[i + 3]]);
        std::memcpy(to + i, &all, sizeof all);
    }
    std::uint16_t zero = 0;
    for (std::size_t i = 0; i < count; ++i) {
        zero = static_cast<std::uint16_t>(zero | (to[i] == 0 ? 1U : 0U));
    }
    return zero == 0;
}

}  // namespace detail

QIXIAN_DECL due_table::due_table(working_calendar const& calendar, working_days limit)
    : calendar_(calendar), limit_(limit) {
    QIXIAN_EXPECTS(limit.value > 0);
    flat_days const days(calendar);
    // One day before the first may start a count too, but no one can be received on it.
    int const first = (std::max)(1, 1 + days.first());
    int const last = has_index(calendar.last()) ? day_index_of(calendar.last()) : 0xFFFF;
    due_.assign(std::size_t{0xFFFF} + 1, 0);
    sure_.assign(due_.size(), 0);
    bool gap = false;
    for (int d = first; d <= last; ++d) {
        auto& due = due_[static_cast<std::size_t>(d)];
        auto& sure = sure_[static_cast<std::size_t>(d)];
        if (days.settles(d, limit.value)) {
            sure = due = static_cast<day_index>(days.day_of(days.ordinal(d) + limit.value));
            certain_ = static_cast<day_index>(d);
            continue;
        }
        auto const end = calendar.add(day_at(static_cast<day_index>(d)), limit);
        if (!end) {
            break;  // later days reach no less far
        }
        due = has_index(end->earliest) ? day_index_of(end->earliest) : day_index{0};
        sure = end->certain ? due : day_index{0};
        gap = gap || !end->certain;
        if (!gap) {
            certain_ = static_cast<day_index>(d);
        }
    }
    delta_.assign(due_.size(), 0);
    first_byte_ = first;
    for (int d = first; d <= last; ++d) {
        auto const delta = due_[static_cast<std::size_t>(d)] - d;
        if (delta < 1 || delta > 255) {
            break;
        }
        delta_[static_cast<std::size_t>(d)] = static_cast<std::uint8_t>(delta);
        last_byte_ = d;
    }
}

QIXIAN_DECL result<std::uint64_t> due_table::find(std::span<day_index const> from,
                                                  std::span<day_index> due, bulk_path path) const {
    QIXIAN_EXPECTS(from.size() == due.size());
    std::uint64_t certain = 0;
    auto missing = from.size();
    auto const one_by_one = [&](std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i) {
            auto const found = due_[from[i]];
            missing = found == 0 ? (std::min)(missing, i) : missing;
            certain += sure_[from[i]] != 0 ? 1U : 0U;
            due[i] = found;
        }
    };
    // Four days at a time, and afterwards the question whether all of a block was certain: an
    // answer that is not is 0 in `sure_`.
    auto const block_by_block = [&](std::size_t begin, std::size_t end) {
        constexpr std::size_t block = 2048;
        for (auto row = begin; row < end; row += block) {
            auto const count = (std::min)(block, end - row);
            if (count % 4 == 0 &&
                detail::look_up_all(sure_.data(), from.data() + row, due.data() + row, count)) {
                certain += count;
            } else {
                one_by_one(row, row + count);
            }
        }
    };
    std::size_t at = 0;
#if QIXIAN_HAS_X86
    constexpr int window = 1024;
    int const last = std::min<int>(last_byte_, certain_);
    if (detail::uses_avx512(path) && last - first_byte_ + 1 >= window) {
        constexpr std::size_t block = 8192;
        int base = -1;  // of the window that the last block fitted into
        while (at + 64 <= from.size()) {
            auto const count = (std::min)(block, (from.size() - at) / 64 * 64);
            auto const* const in = from.data() + at;
            auto* const out = due.data() + at;
            bool done =
                base >= 0 && detail::add_in_window(delta_.data() + base, base, in, out, count);
            if (!done) {
                int least = 0;
                int greatest = 0;
                detail::range_of(in, count, least, greatest);
                base = -1;
                if (greatest - least < window && least >= first_byte_ && greatest <= last) {
                    // In the middle, so that the next block fits too where days drift.
                    base = std::clamp(least - (window - 1 - (greatest - least)) / 2, first_byte_,
                                      last - window + 1);
                    done = detail::add_in_window(delta_.data() + base, base, in, out, count);
                }
            }
            if (done) {
                certain += count;
            } else {
                block_by_block(at, at + count);
            }
            at += count;
        }
    }
#endif
    block_by_block(at, from.size());
    if (missing < from.size()) {
        return calendar_.add(day_at(from[missing]), limit_).error();
    }
    return certain;
}

}  // namespace qixian::inline v0
