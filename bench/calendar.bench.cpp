// The calendar beside loops over days: add n working days, count them, ask about a day.
//
// Every side has answered every question alike before anything is timed. `settled_days` is the flat
// form for loops; `working_calendar` is the whole question, range check and bounds included.
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

#include "harness.hpp"
#include "qixian/calendar/editions.hpp"
#include "rivals/boost_calendar.hpp"
#include "rivals/quantlib_calendar.hpp"

namespace {

using namespace qixian;
using namespace qixian::bench;

constexpr std::size_t many = 4096;
constexpr int first_day = 20040101;
constexpr int last_day = 20241231;

/// Random questions, the same every time.
struct questions {
    std::vector<date> from{};
    std::vector<int> from_index{};
    std::vector<int> n{};      ///< 1 … 40 working days
    std::vector<date> near{};  ///< 1 … 40 days after `from`
    std::vector<date> far{};   ///< up to three years after it
    std::vector<int> near_index{};
    std::vector<int> far_index{};
};

questions ask(settled_days const& days) {
    questions q;
    std::mt19937 random(20040101);
    auto const roll = [&](unsigned sides) { return static_cast<int>(random() % sides); };
    // Three years short of the end, where the longest counts stop.
    auto const span = static_cast<unsigned>(days_between(day(first_day), day(last_day)) - 3 * 366);
    for (std::size_t i = 0; i < many; ++i) {
        auto const from = plus_days(day(first_day), roll(span));
        q.from.push_back(from);
        q.n.push_back(1 + roll(40));
        q.near.push_back(plus_days(from, 1 + roll(40)));
        q.far.push_back(plus_days(from, 1 + roll(3 * 365)));
        q.from_index.push_back(days.index_of(from));
        q.near_index.push_back(days.index_of(q.near.back()));
        q.far_index.push_back(days.index_of(q.far.back()));
    }
    return q;
}

/// Fills `out` with `of(i)`, in a loop of its own: nothing of one question helps the next.
template <class T, class Of>
std::vector<T> fill(Of const& of) {
    std::vector<T> out(many);
    for (std::size_t i = 0; i < many; ++i) {
        out[i] = of(i);
    }
    return out;
}

template <class T, class Of>
side timed(std::string name, Of of) {
    return {std::move(name), [of, out = std::vector<T>(many)]() mutable {
                // Copies that nobody else can see: else each answer that is written might change them.
                auto const question = of;
                auto* const to = out.data();
                for (std::size_t i = 0; i < many; ++i) {
                    to[i] = question(i);
                }
                keep(to);
            }};
}

#if defined(QIXIAN_QUANTLIB)
struct quantlib_questions {
    std::vector<QuantLib::Date> from{};
    std::vector<QuantLib::Date> near{};
    std::vector<QuantLib::Date> far{};
};
#endif

}  // namespace

int main(int argc, char** argv) {
    session s("calendar", argc, argv);
    auto const& calendar = china::calendar();
    auto const days = calendar.settled();
    auto const zero = date(static_cast<std::uint32_t>(days.before_first));
    auto const q = ask(days);
    auto const first = day(first_day);
    auto const last = plus_days(day(last_day), 200);
    rivals::boost_calendar<rivals::tree_of_dates> const tree(calendar, first, last);
    rivals::boost_calendar<rivals::hash_set_of_dates> const hash(calendar, first, last);
    rivals::boost_calendar<rivals::tree_of_dates, rivals::weekday::by_number> const tuned(
        calendar, first, last);
    rivals::boost_calendar<rivals::flat_set_of_dates, rivals::weekday::by_number> const flat(
        calendar, first, last);

    // --- the questions, by each side ---------------------------------------------------------------
    auto const add_flat_arrays = [days, from = q.from_index.data(), n = q.n.data()](std::size_t i) {
        return days.add(from[i], n[i]);
    };
    // Boost's day numbers are unsigned, and stay so: an int would cost a further instruction.
    auto const add_through_date = [days, from = q.from.data(), n = q.n.data()](std::size_t i) {
        return days.add(from[i], n[i]);
    };
    auto const add_calendar = [&](std::size_t i) {
        return calendar.add(q.from[i], working_days{q.n[i]})->earliest;
    };
    auto const adder = [&q](auto const& with) {
        return [&q, &with](std::size_t i) { return with.add(q.from[i], q.n[i]); };
    };
    auto const counter = [&q](auto const& with, std::vector<date> const& to) {
        return [&q, &with, &to](std::size_t i) { return with.count(q.from[i], to[i]); };
    };
    auto const count_flat_arrays = [&](std::vector<int> const& to) {
        return [days, from = q.from_index.data(), until = to.data()](std::size_t i) {
            return days.count(from[i], until[i]);
        };
    };
    auto const count_calendar = [&](std::size_t i) {
        return calendar.count(q.from[i], q.far[i])->least;
    };
    auto const works_flat_arrays = [&](std::size_t i) {
        auto const at = q.from_index[i];
        return static_cast<char>(days.ordinal[at] - days.ordinal[at - 1]);
    };
    auto const works = [&q](auto const& with) {
        return [&q, &with](std::size_t i) { return static_cast<char>(with.is_working(q.from[i])); };
    };

    // --- do they agree -----------------------------------------------------------------------------
    auto const due = fill<date>(add_through_date);
    auto const raw = fill<int>(add_flat_arrays);
    bool same = s.agree("add: raw", due,
                        fill<date>([&](std::size_t i) { return plus_days(zero, raw[i]); }));
    same &= s.agree("add: calendar", due, fill<date>(add_calendar));
    same &= s.agree("add: set", due, fill<date>(adder(tree)));
    same &= s.agree("add: hash set", due, fill<date>(adder(hash)));
    same &= s.agree("add: set, tuned", due, fill<date>(adder(tuned)));
    same &= s.agree("add: flat set", due, fill<date>(adder(flat)));
    auto const near = fill<int>(count_flat_arrays(q.near_index));
    auto const far = fill<int>(count_flat_arrays(q.far_index));
    same &= s.agree("count: set, near", near, fill<int>(counter(tree, q.near)));
    same &= s.agree("count: hash set, near", near, fill<int>(counter(hash, q.near)));
    same &= s.agree("count: set, far", far, fill<int>(counter(tree, q.far)));
    same &= s.agree("count: hash set, far", far, fill<int>(counter(hash, q.far)));
    same &= s.agree("count: set, tuned", far, fill<int>(counter(tuned, q.far)));
    same &= s.agree("count: flat set, far", far, fill<int>(counter(flat, q.far)));
    same &= s.agree("count: calendar, far", far, fill<int>(count_calendar));
    auto const working = fill<char>(works_flat_arrays);
    same &= s.agree("works: set", working, fill<char>(works(tree)));
    same &= s.agree("works: hash set", working, fill<char>(works(hash)));
    same &= s.agree("works: flat set", working, fill<char>(works(flat)));

    std::vector<side> adds{timed<int>("settled_days", add_flat_arrays),
                           timed<date>("through_date", add_through_date),
                           timed<date>("working_calendar", add_calendar),
                           timed<date>("boost_set", adder(tree)),
                           timed<date>("boost_hash", adder(hash)),
                           timed<date>("boost_set_tuned", adder(tuned)),
                           timed<date>("boost_flat_hash_tuned", adder(flat))};
    std::vector<side> nears{timed<int>("settled_days", count_flat_arrays(q.near_index)),
                            timed<int>("boost_set", counter(tree, q.near)),
                            timed<int>("boost_hash", counter(hash, q.near))};
    std::vector<side> fars{timed<int>("settled_days", count_flat_arrays(q.far_index)),
                           timed<int>("working_calendar", count_calendar),
                           timed<int>("boost_set", counter(tree, q.far)),
                           timed<int>("boost_hash", counter(hash, q.far)),
                           timed<int>("boost_set_tuned", counter(tuned, q.far)),
                           timed<int>("boost_flat_hash_tuned", counter(flat, q.far))};
    std::vector<side> asked{
        timed<char>("settled_days", works_flat_arrays), timed<char>("boost_set", works(tree)),
        timed<char>("boost_hash", works(hash)), timed<char>("boost_flat_hash_tuned", works(flat))};

#if defined(QIXIAN_QUANTLIB)
    rivals::quantlib_calendar const quantlib(calendar, first, last);
    quantlib_questions ql;
    for (std::size_t i = 0; i < many; ++i) {
        ql.from.push_back(rivals::quantlib_calendar::from(q.from[i]));
        ql.near.push_back(rivals::quantlib_calendar::from(q.near[i]));
        ql.far.push_back(rivals::quantlib_calendar::from(q.far[i]));
    }
    auto const ql_add = [&](std::size_t i) { return quantlib.add(ql.from[i], q.n[i]); };
    auto const ql_near = [&](std::size_t i) { return quantlib.count(ql.from[i], ql.near[i]); };
    auto const ql_far = [&](std::size_t i) { return quantlib.count(ql.from[i], ql.far[i]); };
    auto const ql_works = [&](std::size_t i) {
        return static_cast<char>(quantlib.is_working(ql.from[i]));
    };
    same &= s.agree("add: QuantLib", due, fill<date>([&](std::size_t i) {
                        return rivals::quantlib_calendar::to(ql_add(i));
                    }));
    same &= s.agree("count: QuantLib, near", near, fill<int>(ql_near));
    same &= s.agree("count: QuantLib, far", far, fill<int>(ql_far));
    same &= s.agree("works: QuantLib", working, fill<char>(ql_works));
    adds.push_back(timed<QuantLib::Date>("quantlib", ql_add));
    nears.push_back(timed<int>("quantlib", ql_near));
    fars.push_back(timed<int>("quantlib", ql_far));
    asked.push_back(timed<char>("quantlib", ql_works));
#else
    s.skip("add-working-days/quantlib", "QuantLib was not found when this was built");
    s.skip("count-over-3-years/quantlib", "QuantLib was not found when this was built");
#endif
    if (!same) {
        return s.finish();
    }

    s.round_robin({.name = "add-working-days", .operations = many}, adds);
    s.round_robin({.name = "count-over-40-days", .operations = many}, nears);
    s.round_robin({.name = "count-over-3-years", .operations = many}, fars);
    s.round_robin({.name = "is-working", .operations = many}, asked);
    // Both lengths in the same rounds: does the cost depend on the span?
    s.round_robin({.name = "count-near-and-far", .operations = many},
                  {timed<int>("far", count_flat_arrays(q.far_index)),
                   timed<int>("near", count_flat_arrays(q.near_index))});
    return s.finish();
}
