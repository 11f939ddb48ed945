// A walk over the rows of a statute: every way in which a field of a row can be broken, listed or taken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "breaks.hpp"
#include "qixian/statute/default.hpp"

namespace kernel_test {

using namespace qixian;

/// Another word of the same kind.
template <class Word>
Word next(Word word, std::size_t count) {
    return static_cast<Word>((place_of(word) + 1) % count);
}
inline constexpr std::size_t article_count = std::size(all_bases);
inline constexpr std::size_t code_count = std::size(all_codes);

inline ruling never(application const&, happening const&, facts const&) {
    return guards::refuse(code::not_possible_here, basis::r33_2);
}

/// Walks over every way of every row; prints them, or takes one of them.
class walker {
public:
    explicit walker(broken_row const* wanted) : wanted_(wanted) {}

    void at(std::string_view table, std::size_t row, std::string what) {
        table_ = table;
        row_ = row;
        what_ = std::move(what);
    }

    template <class Change>
    void way(std::string_view name, Change change) {
        if (wanted_ == nullptr) {
            std::printf("%s %zu %s\t%s\n", std::string(table_).c_str(), row_,
                        std::string(name).c_str(), what_.c_str());
        } else if (wanted_->table == table_ && wanted_->row == row_ && wanted_->way == name) {
            found_ = std::function<void()>(change);
        }
    }

    /// After the walk, so that no row is looked at that is gone.
    bool done() const {
        if (found_) {
            found_();
        }
        return static_cast<bool>(found_);
    }

private:
    broken_row const* wanted_;
    std::string_view table_;
    std::size_t row_ = 0;
    std::string what_;
    std::function<void()> found_;
};

template <class Row>
void deletion(walker& w, std::vector<Row>& rows, std::size_t i) {
    w.way("delete", [&rows, i] { rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i)); });
}

/// One word of a set taken out at a time; the whole set where it says "any" is left alone.
inline void members(walker& w, std::string_view field, number_set& set) {
    if (set == any_number) {
        return;
    }
    // A set written as "all but" is not walked through.
    for (std::size_t bit = 0; bit < 64 && set >> 63 == 0; ++bit) {
        if ((set >> bit & 1U) != 0) {
            w.way(std::string(field) + "-" + std::to_string(bit),
                  [&set, bit] { set &= ~(number_set{1} << bit); });
        }
    }
}

inline void opposite(walker& w, std::string_view field, maybe& m) {
    if (m != maybe::either) {
        w.way(field, [&m] { m = m == maybe::yes ? maybe::no : maybe::yes; });
    }
}

inline void conditions(walker& w, std::string const& field, condition& c) {
    auto const set = [&w, &field](std::string const& name, number_set& s) {
        if (s != any_number) {
            w.way(field + "." + name, [&s] { s = ~s; });
        }
    };
    set("versions", c.versions);
    set("kinds", c.kinds);
    set("channels", c.channels);
    set("outcomes", c.outcomes);
    opposite(w, field + ".moved", c.moved);
    opposite(w, field + ".irregular", c.irregular);
    opposite(w, field + ".overdue", c.overdue);
    opposite(w, field + ".simplified", c.simplified);
    if (c.policy != no_policy) {
        w.way(field + ".value", [&c] { c.value ^= 1U; });
        w.way(field + ".policy", [&c] { c.policy = no_policy; });
    }
    auto const day = [&w, &field](std::string const& name, maybe_date& d) {
        if (d) {
            w.way(field + "." + name, [&d] { d.reset(); });
            w.way(field + "." + name + "+1", [&d] { d = plus_days(*d, 1); });
            w.way(field + "." + name + "-1", [&d] { d = plus_days(*d, -1); });
        }
    };
    day("from", c.from);
    day("before", c.before);
}

/// A version that the row does not tell apart, told apart.
inline void one_version_only(walker& w, condition& c) {
    if (c.versions == any_number) {
        w.way("when.only_492", [&c] { c.versions = set_of(regime::decree_492); });
        w.way("when.only_711", [&c] { c.versions = set_of(regime::decree_711); });
    }
}

inline void another_article(walker& w, std::string_view field, basis& b) {
    // Not the next one, which may be the same article under another rule.
    w.way(field, [&b] { b = static_cast<basis>((place_of(b) + 8) % article_count); });
}

inline void another_code(walker& w, std::string_view field, code& c) {
    w.way(field, [&c] { c = next(c, code_count); });
}

template <class Flag>
void turn(walker& w, std::string_view field, Flag& flag) {
    w.way(field, [&flag] { flag = !flag; });
}

}  // namespace kernel_test
