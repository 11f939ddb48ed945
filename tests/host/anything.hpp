// Whatever a host could hand in: rows, days and contexts, most of them sound and every field of them
// wrong now and then. The same for the same seed, with every compiler.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace host_test {

using namespace qixian;

class anything {
public:
    explicit anything(std::uint64_t seed) : engine_(seed) {}

    std::size_t below(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class List>
    auto const& one_of(List const& from) {
        return from[below(std::size(from))];
    }

    /// A day that is none, at the edge of what there is, or any bits at all.
    date odd_day() {
        using boost::date_time::max_date_time;
        using boost::date_time::min_date_time;
        using boost::date_time::neg_infin;
        using boost::date_time::not_a_date_time;
        using boost::date_time::pos_infin;
        switch (below(14)) {
        case 0: return date();
        case 1: return date(pos_infin);
        case 2: return date(neg_infin);
        case 3: return date(min_date_time);
        case 4: return date(max_date_time);
        case 5: return day(18991231);
        case 6: return day(19000101);
        case 7: return day(99991231);
        case 8: return plus_days(day(99991231), 1);
        case 9: return date(static_cast<std::uint32_t>(engine_()));
        case 10: return day(20010101);
        case 11: return day(20501231);
        case 12: return day(20001231);
        default: return day(20510101);
        }
    }
    date plain_day() {
        static constexpr std::array from{20210301, 20190410, 20190515, 20130301, 20080501,
                                         20240110, 20261120, 20201231, 20170301};
        return plus_days(day(one_of(from)), static_cast<int>(below(200)));
    }
    /// A day not long after `d`, as a row of the same application has it.
    date day_after(date d) {
        if (!is_legal_day(d) || d > day(20600101)) {
            return plain_day();
        }
        static constexpr std::array steps{0, 0, 1, 2, 5, 9, 15, 20, 28, 41, 70, 190, 400};
        return plus_days(d, one_of(steps));
    }

    std::string odd_text() {
        using namespace std::string_literals;
        switch (below(9)) {
        case 0: return "\0"s;
        case 1: return "a\0b"s;
        case 2: return "\xC3\x28";
        case 3: return "\xED\xA0\x80";
        case 4: return std::string(65, 'k');
        case 5: return std::string(one_in(20) ? longest_cell + 1 : 70, 'x');
        case 6: return "\x1B[31m\r\n";
        case 7: return "\xFF";
        default: return "=1+1 …";
        }
    }
    std::string key() {
        static constexpr std::array keys{"A", "B", "申请〔2021〕7号", "x/1"};
        return one_of(keys);
    }

    /// Row after row of an application, each with an event that is perhaps lawful then. `odd`: one
    /// field in so many is wrong.
    entry row(std::vector<entry> const& before, std::size_t odd, context const& in) {
        entry e;
        e.application = before.empty() ? key() : before.back().application;
        e.agency = before.empty() ? (one_in(3) ? "厅" : "") : before.back().agency;
        e.on = before.empty() ? plain_day() : day_after(before.back().on);
        e.what = before.empty() ? one_of(std::array{event::received, event::received, event::lodged,
                                                    event::moved_in})
                                : some_event();
        if (!before.empty() && !one_in(3)) {
            if (auto const life = fold(before, e.on, in)) {
                auto const next = lawful_next(*life, e.on, in);
                if (next && !next->empty()) {
                    e.what = one_of(*next).what;
                }
            }
        }
        fill(e);
        if (odd != 0) {
            spoil(e, odd);
        }
        return e;
    }

    /// Calendars that are old, new, local or left behind; policies that are there or not; no statute.
    context ask_with(bool odd) {
        context in{some_calendar()};
        if (one_in(2)) {
            for (std::size_t i = 0; i < all_policies.size(); ++i) {
                auto const values = values_of(all_policies[i]).size() + (odd && one_in(40) ? 9 : 0);
                in.policies.set_value(static_cast<policy_number>(i),
                                      static_cast<std::uint8_t>(one_in(2) ? below(values) : 0));
            }
        }
        if (odd && one_in(200)) {
            in.law = nullptr;
        }
        if (odd && one_in(20)) {
            auto const elsewhere = std::move(in);  // what was moved from is still asked
            return one_in(2) ? in : elsewhere;
        }
        return in;
    }

    std::uint64_t bits() { return engine_(); }

private:
    event some_event() { return static_cast<event>(below(event_codes.size())); }

    working_calendar some_calendar() {
        static auto const others = [] {
            std::vector<working_calendar> out;
            for (auto const d : {20070101, 20130101, 20191201, 20200126, 20260101}) {
                out.push_back(china::editions().as_known_on(day(d)));
            }
            return out;
        }();
        return one_in(2) ? china::calendar() : one_of(others);
    }

    template <class Word>
    Word word(std::size_t count) {
        return static_cast<Word>(below(count));
    }

    /// The cells that the event uses, most of them, as they should be.
    void fill(entry& e) {
        auto const wants = [&](cell c) {
            auto const& of = disclosure_cells[c];
            return of.needed.contains(e.what) || (of.used.contains(e.what) && one_in(2));
        };
        auto const among = [&](cell c) {
            auto const allowed = disclosure_cells.words_allowed(c, e.what);
            std::vector<std::size_t> words;
            for (std::size_t i = 0; i < disclosure_cells[c].words.size(); ++i) {
                if (allowed >> i & 1U) {
                    words.push_back(i);
                }
            }
            return one_of(words);
        };
        if (uses(e.what, cell::applicant) && !one_in(50)) {
            e.applicant = word<qixian::applicant>(applicant_codes.size());
        }
        if (wants(cell::channel)) {
            e.channel = word<qixian::channel>(channel_codes.size());
        }
        if (wants(cell::days) || e.what == event::extended) {
            e.days = static_cast<int>(1 + below(20));
        }
        if (e.days && wants(cell::unit)) {
            e.days_unit = static_cast<unit>(among(cell::unit));
        }
        if (wants(cell::until) && (!e.days || one_in(3))) {
            e.until = day_after(e.on);
            e.days.reset();
            e.days_unit.reset();
        }
        if (wants(cell::delivered)) {
            e.delivered = day_after(e.on);
        }
        if (wants(cell::kind)) {
            e.kind = static_cast<qixian::kind>(among(cell::kind));
        }
        if (wants(cell::view)) {
            e.view = word<qixian::view>(view_codes.size());
        }
        if (wants(cell::outcome)) {
            e.outcome = static_cast<qixian::outcome>(among(cell::outcome));
        }
        if (wants(cell::result)) {
            e.result = static_cast<remedy_result>(among(cell::result));
        }
        if (wants(cell::amount)) {
            e.amount_fen = static_cast<std::int64_t>(below(100'000));
        }
        static constexpr std::array refs{"", "", "L1", "L2", "L3"};
        e.ref = wants(cell::ref) ? one_of(refs) : "";
        e.re = wants(cell::re) ? one_of(refs) : "";
        e.related = wants(cell::related) ? "B" : "";
        e.ground = wants(cell::ground) ? "REG19-16.2;REG19-36.3" : "";
        e.part_of = wants(cell::part_of) && one_in(8) ? "P" : "";
        e.id = one_in(4) ? one_of(std::array{"1", "2", "3", "4"}) : "";
        if (e.what == event::entry_withdrawn) {
            e.re = one_of(std::array{"1", "2", "3", "9"});
        }
        e.seq = one_in(9) ? static_cast<std::int64_t>(below(4)) : 0;
        e.desk = one_in(5) ? "一处" : "";
    }

    /// Each field, once in `odd` times, as it cannot be.
    void spoil(entry& e, std::size_t odd) {
        each_cell([&](auto which) {
            if (!one_in(odd)) {
                return;
            }
            auto& value = value_of<which.value>(e);
            using type = std::remove_cvref_t<decltype(value)>;
            if constexpr (detail::holds<type>(cell_type::text)) {
                value = odd_text();
            } else if constexpr (detail::holds<type>(cell_type::day)) {
                value = odd_day();
            } else if constexpr (detail::holds<type>(cell_type::count)) {
                value = odd_number<int>();
            } else if constexpr (detail::holds<type>(cell_type::integer) ||
                                 detail::holds<type>(cell_type::money)) {
                value = odd_number<std::int64_t>();
            } else if constexpr (detail::holds<type>(cell_type::instant)) {
                value = instant{odd_number<std::int64_t>()};
            } else if constexpr (std::is_enum_v<type>) {
                value = static_cast<type>(below(256));
            } else {
                value = static_cast<typename type::value_type>(below(256));
            }
        });
        if (one_in(odd)) {
            e.extra.emplace_back(one_in(2) ? "x_a" : odd_text(), one_in(2) ? "1" : odd_text());
        }
        if (one_in(odd)) {
            // What belongs to other events, and nothing of what belongs to this one.
            auto const what = e.what;
            e.what = some_event();
            fill(e);
            e.what = what;
        }
        if (one_in(odd)) {
            e.line = static_cast<std::size_t>(engine_());
        }
    }

public:
    template <class Int>
    Int odd_number() {
        switch (below(8)) {
        case 0: return std::numeric_limits<Int>::min();
        case 1: return std::numeric_limits<Int>::max();
        case 2: return -1;
        case 3: return 0;
        case 4: return -5;
        case 5: return 3660;
        case 6: return 3661;
        default: return static_cast<Int>(engine_());
        }
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace host_test
