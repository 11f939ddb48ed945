// What copies and further items cost, at both edges of each step.
#include "qixian/statute/cn_disclosure/fees.hpp"

#include <gtest/gtest.h>

using qixian::fee_by_item;
using qixian::fee_by_page;

// R42-3a, R42-3b: the test values of the fee measures, and the published 1,500 pages of Chengdu.
static_assert(fee_by_item(0) == 0 && fee_by_item(10) == 0 && fee_by_item(11) == 100);
static_assert(fee_by_item(30) == 2000 && fee_by_item(31) == 2200 && fee_by_item(40) == 4000);
static_assert(fee_by_item(41) == 4300 && fee_by_item(50) == 7000 && fee_by_item(60) == 11000);
static_assert(fee_by_page(30) == 0 && fee_by_page(31) == 10 && fee_by_page(100) == 700);
static_assert(fee_by_page(101) == 720 && fee_by_page(200) == 2700 && fee_by_page(201) == 2740);
static_assert(fee_by_page(1500) == 54700);

TEST(fees, each_further_item_costs_at_least_as_much_as_the_one_before) {
    for (std::int64_t n = 1; n < 400; ++n) {
        EXPECT_GE(fee_by_item(n + 1) - fee_by_item(n), fee_by_item(n) - fee_by_item(n - 1)) << n;
    }
}

TEST(fees, each_further_page_costs_at_least_as_much_as_the_one_before) {
    for (std::int64_t n = 1; n < 400; ++n) {
        EXPECT_GE(fee_by_page(n + 1) - fee_by_page(n), fee_by_page(n) - fee_by_page(n - 1)) << n;
    }
}
