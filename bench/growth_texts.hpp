// Texts, tables and stores that grow.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "qixian/answer/audit.hpp"
#include "qixian/answer/deadlines.hpp"

namespace qixian::bench {

struct growing_text {
    std::string name;
    std::function<std::function<void()>(std::size_t)> of_size;
};

inline std::vector<growing_text> growing_texts() {
    std::vector<growing_text> out;
    auto const text = [&out](std::string name, std::function<std::string(std::size_t)> of_size) {
        out.push_back(
            {"deadlines: " + name, [=](std::size_t n) -> std::function<void()> {
                 return [bytes = of_size(n)] {
                     static auto const with = answer::setting::make({.as_of = day(20201231)});
                     answer::source const from{.log = answer::input::of(bytes), .keep_going = true};
                     auto const said = answer::deadlines(from, *with);
                     if (said.json.empty()) {
                         std::abort();
                     }
                 };
             }});
    };
    std::string const start = "application,on,event,applicant,channel";
    std::string const one = "2020-01-02,received,natural_person,in_person";
    text("x_ columns, filled", [=](std::size_t n) {
        std::string head = start;
        std::string row = "A-1," + one;
        for (std::size_t i = 0; i < n; ++i) {
            head += ",x_" + std::to_string(i);
            row += ",v";
        }
        return head + "\n" + row + "\n";
    });
    text("x_ columns, in JSON", [=](std::size_t n) {
        std::string row = R"({"application":"A-1","on":"2020-01-02","event":"received",)"
                          R"("applicant":"natural_person","channel":"in_person")";
        for (std::size_t i = 0; i < n; ++i) {
            row += ",\"x_" + std::to_string(n - i) + "\":\"v\"";
        }
        return row + "}\n";
    });
    text("x_ columns, the same name", [=](std::size_t n) {
        std::string head = start;
        std::string row = "A-1," + one;
        for (std::size_t i = 0; i < n; ++i) {
            head += ",x_same";
            row += ",v";
        }
        return head + "\n" + row + "\n";
    });
    text("a long note", [=](std::size_t n) {
        return start + ",note\nA-1," + one + "," + std::string(n * 8, 'n') + "\n";
    });
    text("a long note in JSON", [=](std::size_t n) {
        std::string note;
        for (std::size_t i = 0; i < n; ++i) {
            note += "\\u4e2d\\n";
        }
        return R"({"application":"A-1","on":"2020-01-02","event":"received",)"
               R"("applicant":"natural_person","channel":"in_person","note":")" +
               note + "\"}\n";
    });
    text("a long cell in quotes", [=](std::size_t n) {
        std::string note;
        for (std::size_t i = 0; i < n; ++i) {
            note += "a\"\"\n";
        }
        return start + ",note\nA-1," + one + ",\"" + note + "\"\n";
    });
    text("applications", [=](std::size_t n) {
        std::string all = start + "\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-" + std::to_string(i) + "," + one + "\n";
        }
        return all;
    });
    text("agencies", [=](std::size_t n) {
        std::string all = start + ",agency\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-1," + one + ",g" + std::to_string(i) + "\n";
        }
        return all;
    });
    text("parts of one application", [=](std::size_t n) {
        std::string all = start + ",part_of\nP," + one + ",\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-" + std::to_string(i) + "," + one + ",P\n";
        }
        return all;
    });
    text("parts of one long application", [=](std::size_t n) {
        std::string all = start + ",part_of\nP," + one + ",\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "P,2020-01-03,supplemented,,,\n";
        }
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-" + std::to_string(i) + "," + one + ",P\n";
        }
        return all;
    });
    text("parts of parts", [=](std::size_t n) {
        std::string all = start + ",part_of\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-" + std::to_string(i) + "," + one + ",A-" + std::to_string(i + 1) + "\n";
        }
        return all;
    });
    text("unused cells", [=](std::size_t n) {
        std::string all = start + ",days\nA-1," + one + ",\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-1,2020-01-03,supplemented,,,3\n";
        }
        return all;
    });
    text("faults", [=](std::size_t n) {
        std::string all = start + "\nA-1," + one + "\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-" + std::to_string(i) + ",2020-02-31,received,,\n";
        }
        return all;
    });
    text("faults of one application", [=](std::size_t n) {
        std::string all = start + "\nA-1," + one + "\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-2,2020-02-31,received,,\n";
        }
        return all;
    });
    text("rows out of order", [=](std::size_t n) {
        std::string all = start + ",seq\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += "A-1,2020-01-03,supplemented,,," + std::to_string(n - i) + "\n";
        }
        return all + "A-1," + one + ",0\n";
    });
    text("applications, row by row in turn", [=](std::size_t n) {
        std::string all = start + "\n";
        for (auto const* row : {"2020-01-02,received,natural_person,in_person",
                                "2020-01-03,extended,,", "2020-01-06,withdrawn,,"}) {
            for (std::size_t i = 0; i < n / 3; ++i) {
                all += "A-" + std::to_string(i) + "," + row + "\n";
            }
        }
        return all;
    });
    text("years closed", [=](std::size_t n) {
        std::string all = start + "\nA-1," + one + "\n";
        for (std::size_t i = 0; i < n; ++i) {
            all += ",2020-12-31,year_closed,,\n";
        }
        return all;
    });

    auto const tables = [&out](std::string name, bool neighbours, bool figures, bool mends) {
        out.push_back(
            {"audit: " + name, [=](std::size_t n) -> std::function<void()> {
                 std::vector<published_table> all;
                 audit_options how;
                 for (std::size_t i = 0; i < n; ++i) {
                     published_table t{.file = "t" + std::to_string(i) + ".csv"};
                     t.agency = neighbours ? "" : "g" + std::to_string(i);
                     for (auto& row : t.counts.cells) {
                         row.fill(0);
                     }
                     if (mends && i % 8 == 0) {
                         t.counts.cells[0][0] = 1;
                     }
                     if (figures) {
                         how.figures.push_back({t.file, "received", 0});
                     }
                     all.push_back(std::move(t));
                 }
                 return [=] {
                     auto const found = audit(all, how);
                     if (answer::audit_document(all, found, summary_of(all, found, how)).empty() ||
                         (mends && mended(all, found).size() != all.size())) {
                         std::abort();
                     }
                 };
             }});
    };
    tables("tables", false, false, false);
    tables("tables that follow each other", true, false, false);
    tables("figures of the text", true, true, false);
    tables("tables with errors", false, false, true);
    return out;
}

}  // namespace qixian::bench
