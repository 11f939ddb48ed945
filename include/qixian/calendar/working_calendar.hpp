// The real working-day calendar: O(1) questions over a closed range of days.
//
// A `working_calendar` is an immutable value made by `editions` (editions.hpp) from the statute,
// the yearly notices of the State Council with their amendments, and a local overlay. Up to the
// last day that the notices settle (`certain_through`) every answer is a day. Past it every answer
// is an interval: the widest arrangement ever published bounds it on both sides, an extension of a
// long holiday after the fact by two working days is allowed for at its end, and the single day
// that stands for it is the earliest. It never falls back to plain weekends in silence, and a
// question outside the range is fault 801.
//
//   working_calendar cal = china::calendar();
//   cal.add(day(20201221), working_days{20})->earliest        // 2021-01-19
//   cal.count(day(20201221), day(20210119))->least            // 20
//   cal.about(day(20201226))                                  // a Saturday, plain weekend
//
// It does not know terms, pauses or duties: see clock/.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/date/date.hpp"
#include "qixian/date/span.hpp"

namespace qixian::inline v0 {

/// Where a day is known to lie. `earliest == latest` when nothing unpublished can move it.
/// `certain` is false as soon as the span reaches past `certain_through`, or into days that a place
/// leaves open (`open_between`), even where both agree.
struct day_bounds {
    date earliest{};
    date latest{};
    bool certain = true;
    friend bool operator==(day_bounds const&, day_bounds const&) = default;
};

/// How many working days there are between two days.
struct count_bounds {
    int least = 0;
    int most = 0;
    bool certain = true;
    friend bool operator==(count_bounds const&, count_bounds const&) = default;
};

/// A stretch of days that a notice to come may still change, and why.
struct open_days {
    date from{};
    date to{};
    int year = 0;                          ///< whose arrangement is wanting
    std::string region{};                  ///< of a local arrangement; empty: the country's
    std::vector<std::string> festivals{};  ///< that have no day yet; empty: nobody knows which
    std::vector<std::string> notices{};  ///< that are out for the year and say less than all of it
    std::vector<int> known_years{};      ///< of the region: of which a festival at least is known
    friend bool operator==(open_days const&, open_days const&) = default;
};

/// What is wanting, in short and in no language: "2027", "2027 (CN-2027)", "CN-SC-LS 2024".
[[nodiscard]] QIXIAN_DECL std::string to_text(open_days const& each);

/// Why a day is worked or not.
enum class day_reason : std::uint8_t {
    weekday,  ///< Monday to Friday, nothing said about it
    weekend,  ///< Saturday or Sunday, nothing said about it
    notice,   ///< a notice of the State Council says so (`source` is its id)
    statute,  ///< the holiday statute alone says so (`source` is the version's id)
    local     ///< a local overlay says so (`source` is the region)
};

/// What is known about one day.
struct day_status {
    bool works = true;
    bool certain = true;  ///< false on open days: a coming notice may change it
    day_reason reason = day_reason::weekday;
    std::string_view source{};   ///< id of the notice, statute version or region, else empty
    std::string_view holiday{};  ///< 春节 …, else empty. Both live as long as the calendar.
};

/// The settled part of a calendar as two flat arrays, for loops over very many days. Days are
/// indices: 1 is the first day of the calendar, 0 the day before it. Nothing is checked here.
/// Lives as long as the calendar it came from.
struct settled_days {
    day_number before_first = 0;             ///< number of the day with index 0
    int days = 0;                            ///< the last settled index
    std::uint16_t const* ordinal = nullptr;  ///< [0, days]: working days from 1 through an index
    std::uint16_t const* day_of = nullptr;   ///< [1, ordinal[days]]: index of the k-th working day

    /// Index of `d`. Only 0 … `days` may be used with the arrays.
    [[nodiscard]] int index_of(date d) const noexcept { return number_of(d) - before_first; }

    /// Pre: ordinal[from] + n <= ordinal[days], and n > 0. Cost: two loads.
    [[nodiscard]] int add(int from, int n) const noexcept { return day_of[ordinal[from] + n]; }

    /// The same from a date to a date: one addition more. Pre: as above, and `from` has an index.
    [[nodiscard]] date add(date from, int n) const noexcept {
        auto const at = static_cast<std::size_t>(static_cast<std::uint32_t>(number_of(from)) -
                                                 static_cast<std::uint32_t>(before_first));
        auto const nth = static_cast<std::size_t>(ordinal[at]) + static_cast<std::size_t>(n);
        return date(static_cast<std::uint32_t>(before_first) + day_of[nth]);
    }

    /// Pre: both are settled. Cost: two loads.
    [[nodiscard]] int count(int a, int b) const noexcept { return ordinal[b] - ordinal[a]; }
};

/// One state for every day of a range, with the reason. The raw material of a calendar.
struct calendar_days_table;

class working_calendar {
public:
    // Moving is copying one pointer: what was moved from stays a calendar and can be asked.
    working_calendar(working_calendar const&) noexcept = default;
    working_calendar& operator=(working_calendar const&) noexcept = default;
    ~working_calendar() = default;

    /// First and last day this calendar can be asked about.
    [[nodiscard]] date first() const noexcept;
    [[nodiscard]] date last() const noexcept;

    /// The last day that published notices of the country settle: 28 December of the last year that
    /// is arranged, because a notice may touch the three days before its own year (D13). A year is
    /// arranged when each festival of its statute has a day, or its notice says that it is complete.
    /// What a place leaves open before this day is in `open_between`.
    [[nodiscard]] date certain_through() const noexcept;

    /// Why an answer about the days after `a` through `b` (of `b` alone, if they are one) is not
    /// certain, in the order of the days; empty where it is. Pre: a <= b. Days outside the calendar
    /// are left out.
    [[nodiscard]] std::vector<open_days> open_between(date a, date b) const;

    /// Id of the last yearly notice in it ("CN-2026"); empty when there is none. From a temporary: a
    /// copy.
    [[nodiscard]] std::string_view last_notice() const& noexcept;
    [[nodiscard]] std::string last_notice() &&;

    /// A digest of every day's state, 16 hexadecimal digits: equal calendars, equal digests.
    /// From a temporary: a copy.
    [[nodiscard]] std::string const& digest() const& noexcept;
    [[nodiscard]] std::string digest() &&;

    /// Whether the calendar can be asked about `d`.
    [[nodiscard]] bool covers(date d) const noexcept;

    /// Whether `d` is worked, as far as is known: past `certain_through` this is what the statute
    /// and the plain week say. Faults: 801. Cost: O(1).
    [[nodiscard]] result<bool> is_working(date d) const;

    /// The same with its reason and source, which live as long as the calendar. Faults: 801.
    [[nodiscard]] result<day_status> about(date d) const&;
    result<day_status> about(date d) const&& = delete;  ///< keep the calendar in a variable

    /// The `n`-th working day strictly after `d` (D1-D3); for n == 0, `d` itself.
    /// Faults: 801; 913 a negative number. Cost: O(1).
    [[nodiscard]] result<day_bounds> add(date d, working_days n) const;

    /// The latest working day w < d with exactly `n` working days in (w, d]; for n == 0, `d`
    /// itself. So count(w, d) == n for every d, and add(w, n) is d when d is worked.
    /// Faults: 801; 913 a negative number. Cost: O(1). Past `certain_through` the answer is an interval.
    [[nodiscard]] result<day_bounds> subtract(date d, working_days n) const;

    /// Working days after `a` through `b` (a excluded, b included). Faults: 801; 913 where `b`
    /// comes before `a`.
    [[nodiscard]] result<count_bounds> count(date a, date b) const;

    /// `d` itself when it is worked, else the next working day: what D4 asks of a last day.
    [[nodiscard]] result<day_bounds> on_or_after(date d) const;

    /// First working day strictly after `d`; last one strictly before `d`.
    [[nodiscard]] result<day_bounds> next(date d) const;
    [[nodiscard]] result<day_bounds> previous(date d) const;

    /// The settled part as flat arrays, for loops over many days: up to the first open day, which in
    /// a place may come long before `certain_through`.
    [[nodiscard]] settled_days settled() const& noexcept;
    settled_days settled() const&& = delete;  ///< keep the calendar in a variable

    /// Makes a calendar. For editions.hpp; a host calls `editions::as_known_on`.
    explicit working_calendar(std::shared_ptr<calendar_days_table const> days);

private:
    std::shared_ptr<calendar_days_table const> days_;
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/calendar/impl/working_calendar.ipp"
#endif
