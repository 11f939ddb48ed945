// A view of rows that stand in a table somewhere: what `std::span<Row const>` is, without its price.
//
// A statute has some thirty tables, each of a type of its own. g++ 12 and clang 14 ask the concepts of
// ranges at each conversion from an array to a span, and that was a tenth of what it costs to compile
// the library as headers. A span is made from a view by itself, wherever one is asked for.
#pragma once

#include <cstddef>
#include <span>  // what a view becomes
#include <utility>

namespace qixian::inline v0 {

/// Rows side by side, read-only; whoever has the table keeps it. Copied by value.
template <class Row>
class row_view {
public:
    using value_type = Row;
    using size_type = std::size_t;
    using difference_type = std::ptrdiff_t;
    using reference = Row const&;
    using const_reference = Row const&;
    using iterator = Row const*;
    using const_iterator = Row const*;

    /// No rows.
    constexpr row_view() noexcept = default;

    /// `size` rows from `first` on.
    constexpr row_view(Row const* first, size_type size) noexcept : first_(first), size_(size) {}

    /// The rows of anything that keeps them side by side: an array, a vector, a span. They must outlive
    /// the view.
    template <class Rows,
              class = decltype(static_cast<Row const*>(std::declval<Rows const&>().data()))>
    constexpr row_view(Rows const& rows) noexcept : first_(rows.data()), size_(rows.size()) {}

    [[nodiscard]] constexpr Row const* begin() const noexcept { return first_; }
    [[nodiscard]] constexpr Row const* end() const noexcept { return first_ + size_; }
    [[nodiscard]] constexpr Row const* data() const noexcept { return first_; }
    [[nodiscard]] constexpr size_type size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    /// The row at a place, which must be below `size`.
    [[nodiscard]] constexpr Row const& operator[](size_type at) const noexcept {
        return first_[at];
    }
    [[nodiscard]] constexpr Row const& front() const noexcept { return first_[0]; }
    [[nodiscard]] constexpr Row const& back() const noexcept { return first_[size_ - 1]; }
    /// `size` rows from the place `from` on; both must lie within.
    [[nodiscard]] constexpr row_view subspan(size_type from, size_type size) const noexcept {
        return {first_ + from, size};
    }

private:
    Row const* first_ = nullptr;
    size_type size_ = 0;
};

}  // namespace qixian::inline v0
