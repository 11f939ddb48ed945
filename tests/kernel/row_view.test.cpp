// A view of rows: made from whatever keeps them side by side, and a span wherever one is asked for.
#include <array>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "qixian/base/row_view.hpp"

namespace {

struct row {
    int what = 0;
    char kind = 'a';
};

constexpr std::array<row, 3> table{{{1, 'a'}, {2, 'b'}, {3, 'c'}}};

int sum_of(std::span<row const> rows) {
    int sum = 0;
    for (auto const& each : rows) {
        sum += each.what;
    }
    return sum;
}

TEST(RowView, SeesTheRowsOfAnArrayAVectorAndASpanWhereTheyStand) {
    std::vector<row> const kept(table.begin(), table.end());
    std::span<row const> const seen = kept;
    qixian::row_view<row> const of_array = table;
    qixian::row_view<row> const of_vector = kept;
    qixian::row_view<row> const of_span = seen;
    EXPECT_EQ(of_array.data(), table.data());
    EXPECT_EQ(of_vector.data(), kept.data());
    EXPECT_EQ(of_span.data(), kept.data());
    for (auto const& view : {of_array, of_vector, of_span}) {
        ASSERT_EQ(view.size(), 3U);
        EXPECT_FALSE(view.empty());
        EXPECT_EQ(view.front().what, 1);
        EXPECT_EQ(view[1].what, 2);
        EXPECT_EQ(view.back().kind, 'c');
        EXPECT_EQ(view.end() - view.begin(), 3);
    }
}

TEST(RowView, IsASpanWhereOneIsAskedFor) {
    qixian::row_view<row> const view = table;
    EXPECT_EQ(sum_of(view), 6);
    EXPECT_EQ(sum_of(qixian::row_view<row>(table)), 6);
    std::span<row const> const span = view;
    EXPECT_EQ(span.data(), table.data());
    EXPECT_EQ(span.size(), 3U);
}

TEST(RowView, WithoutRowsIsEmpty) {
    qixian::row_view<row> const none;
    qixian::row_view<row> const of_nothing = std::array<row, 0>{};
    EXPECT_TRUE(none.empty());
    EXPECT_EQ(none.begin(), none.end());
    EXPECT_TRUE(of_nothing.empty());
    EXPECT_EQ(sum_of(none), 0);
}

TEST(RowView, APartOfItStandsInTheSameTable) {
    qixian::row_view<row> const view = table;
    auto const last_two = view.subspan(1, 2);
    ASSERT_EQ(last_two.size(), 2U);
    EXPECT_EQ(last_two.data(), table.data() + 1);
    EXPECT_EQ(sum_of(last_two), 5);
    EXPECT_TRUE(view.subspan(3, 0).empty());
}

TEST(RowView, StandsInConstantExpressions) {
    constexpr qixian::row_view<row> view = table;
    static_assert(view.size() == 3 && view[2].what == 3 && view.subspan(1, 1).front().kind == 'b');
    EXPECT_EQ(view.data(), table.data());
}

}  // namespace
