// A value, or the fault that says why there is none.
//
// A *fault* means that data cannot carry the question: a bad row, a calendar that ends too early.
// It is a value, with file, line, column and field, never an exception. What the law refuses is
// not a fault (see rule/verdict.hpp); what a caller breaks is a breach (base/config.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <variant>

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
};

/// Either a `T` or a `fault`. Asking the wrong one is a breach.
template <class T>
class [[nodiscard]] result {
public:
    result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    result(fault why) : held_(std::in_place_index<1>, std::move(why)) {}

    [[nodiscard]] bool ok() const noexcept { return held_.index() == 0; }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] T const& value() const& {
        QIXIAN_EXPECTS(ok());
        return *std::get_if<0>(&held_);
    }
    [[nodiscard]] T&& value() && {
        QIXIAN_EXPECTS(ok());
        return std::move(*std::get_if<0>(&held_));
    }
    [[nodiscard]] T const& operator*() const& { return value(); }
    [[nodiscard]] T const* operator->() const { return &value(); }

    [[nodiscard]] fault const& error() const {
        QIXIAN_EXPECTS(!ok());
        return *std::get_if<1>(&held_);
    }

private:
    std::variant<T, fault> held_;
};

}  // namespace qixian::inline v0
