// A value, or the fault that says why there is none.
//
// A *fault* means that data cannot carry the question: a bad row, a calendar that ends too early.
// It is a value, with file, line, column and field, never an exception. What the law refuses is
// not a fault (see rule/verdict.hpp); what a caller breaks is a breach (base/config.hpp).
#pragma once

#include <cstddef>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "qixian/base/codes.hpp"
#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// Why a question has no answer. `line` and `column` count from 1; 0 means "not from a file".
/// A column is counted in characters of the line (a Chinese character is one).
struct fault {
    code what{};
    std::string detail{};
    std::string file{};
    std::size_t line = 0;
    std::size_t column = 0;
    std::string field{};
    std::vector<std::string> allowed{};  ///< what may stand there, where what stands there may not
};

/// Either a `T` or a `fault`. Asking the wrong one is a breach.
///
/// What a named result holds is lent; what a temporary holds is handed over, so that it lives as long
/// as it is used:
///
///   for (auto const& d : assess(rows, on, in).value().duties)   // the value lives through the loop
///   auto const& found = *parse_date("2020-12-31");              // as long as `found`
///
/// `->` can only lend. On a temporary it is there for plain values, for use in the same statement
/// (`cal.add(d, n)->earliest`); for what owns memory it does not compile.
template <class T>
class [[nodiscard]] result {
public:
    result(T value) : ok_(true), held_(std::move(value)) {}
    result(fault why) : ok_(false), why_(std::move(why)) {}

    result(result const& other) : ok_(other.ok_) { take(other); }
    result(result&& other) noexcept : ok_(other.ok_) { take(std::move(other)); }
    result& operator=(result const& other) { return *this = result(other); }
    result& operator=(result&& other) noexcept {
        if (this != &other) {
            drop();
            ok_ = other.ok_;
            take(std::move(other));
        }
        return *this;
    }
    ~result() { drop(); }

    [[nodiscard]] bool ok() const noexcept { return ok_; }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] T const& value() const& { return held(); }
    [[nodiscard]] T value() && { return std::move(const_cast<T&>(held())); }
    [[nodiscard]] T value() const&& { return held(); }

    [[nodiscard]] T const& operator*() const& { return held(); }
    [[nodiscard]] T operator*() && { return std::move(*this).value(); }
    [[nodiscard]] T operator*() const&& { return held(); }

    [[nodiscard]] T const* operator->() const& { return &held(); }
    [[nodiscard]] T const* operator->() const&& {
        static_assert(std::is_trivially_copyable_v<T>,
                      "`->` on a temporary result: what it points to ends with the statement. Keep "
                      "the result in a variable, or write `.value().` instead of `->`");
        return &held();
    }

    [[nodiscard]] fault const& error() const& { return why(); }
    [[nodiscard]] fault error() && { return std::move(const_cast<fault&>(why())); }
    [[nodiscard]] fault error() const&& { return why(); }

private:
    [[nodiscard]] T const& held() const {
        QIXIAN_EXPECTS(ok_);
        return held_;
    }
    [[nodiscard]] fault const& why() const {
        QIXIAN_EXPECTS(!ok_);
        return why_;
    }

    template <class Result>
    void take(Result&& other) {
        if (ok_) {
            ::new (static_cast<void*>(&held_)) T(std::forward<Result>(other).held_);
        } else {
            ::new (static_cast<void*>(&why_)) fault(std::forward<Result>(other).why_);
        }
    }
    void drop() noexcept {
        if (ok_) {
            held_.~T();
        } else {
            why_.~fault();
        }
    }

    // By hand, for std::variant takes a tenth of a second to compile for each T, in every host.
    bool ok_;
    union {
        T held_;
        fault why_;
    };
};

}  // namespace qixian::inline v0
