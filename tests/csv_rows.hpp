// A CSV file of the tests as rows of named cells.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "qixian/row/text.hpp"

namespace qixian::test {

using csv_rows = std::vector<std::map<std::string, std::string>>;

inline csv_rows rows_of_csv(std::string const& path) {
    csv_rows rows;
    auto source = text_source::open(path);
    EXPECT_TRUE(source);
    csv_reader reader(std::move(source).value());
    std::vector<std::string> header;
    for (;;) {
        auto const record = reader.next();
        EXPECT_TRUE(record);
        if (!record || *record == nullptr) {
            return rows;
        }
        if (header.empty()) {
            for (auto const& cell : (*record)->cells) {
                header.emplace_back(cell.text);
            }
            continue;
        }
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < header.size(); ++i) {
            row[header[i]] = (*record)->cells[i].text;
        }
    }
}

}  // namespace qixian::test
