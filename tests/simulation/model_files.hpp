// Model files of the tests, and how a fault is shown.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "qixian/simulation/model_file.hpp"

namespace model_files {

using namespace qixian;

inline std::string const folder = QIXIAN_TEST_DATA "/models/";

inline std::string text_of(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline std::string const full = text_of(folder + "every-field.toml");
inline std::string const smallest = text_of(folder + "smallest.toml");

/// `text` with `from`, which must be there, replaced by `to` where it stands first.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

inline std::string show(fault const& why) {
    return std::to_string(static_cast<int>(why.what)) + "@" + std::to_string(why.line) + ":" +
           std::to_string(why.column) + (why.field.empty() ? "" : " " + why.field);
}

}  // namespace model_files
