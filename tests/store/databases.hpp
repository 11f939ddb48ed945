// Tests that hold for any database behind the port: each runs on SQLite and in memory.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "memory_port.hpp"
#include "specimen.hpp"

namespace qixian::testing {

/// By name, quick: nothing here is about losing power.
inline constexpr std::array<char const*, 2> every_database{"sqlite", "memory"};

inline std::shared_ptr<store_database const> database_of_tests(std::string_view name) {
    if (name == "sqlite") {
        return sqlite_database({.careless_sql = "PRAGMA synchronous=OFF"});
    }
    return std::make_shared<memory_database const>();
}

/// Each test has a folder, and stores in it on one of the databases.
class OnAnyDatabase : public ::testing::TestWithParam<char const*> {
protected:
    [[nodiscard]] store_options quick(
        store_options options = hand_clock(20240110).options()) const {
        options.database = database_;
        return options;
    }

    scratch_folder const folder{};

private:
    std::shared_ptr<store_database const> database_ = database_of_tests(GetParam());
};

inline std::string name_of_database(::testing::TestParamInfo<char const*> const& of) {
    return of.param;
}

}  // namespace qixian::testing
