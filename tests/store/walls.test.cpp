// What knows SQL and what does not: only store/sqlite/ may name a database, so that another one
// needs no change above the port.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace {

std::string code_of_file(std::filesystem::path const& path) {
    std::ifstream in(path);
    std::string out;
    for (std::string line; std::getline(in, line);) {
        out += line.substr(0, line.find("//")) + "\n";  // comments may speak of it
    }
    return out;
}

TEST(Walls, NothingAboveThePortKnowsTheDatabase) {
    auto const store = std::filesystem::path(QIXIAN_SOURCE_DIR) / "include/qixian/store";
    std::size_t above = 0;
    for (auto const& file : std::filesystem::recursive_directory_iterator(store)) {
        if (!file.is_regular_file() ||
            file.path().string().find("/store/sqlite/") != std::string::npos) {
            continue;
        }
        ++above;
        auto const text = code_of_file(file.path());
        for (auto const* const word : {"SQLite::", "SQLiteCpp", "sqlite3", "SELECT ", "INSERT ",
                                       "DELETE FROM", "UPDATE ", "PRAGMA", "BEGIN"}) {
            EXPECT_EQ(text.find(word), std::string::npos) << file.path() << ": " << word;
        }
    }
    EXPECT_GE(above, 20U);
}

}  // namespace
