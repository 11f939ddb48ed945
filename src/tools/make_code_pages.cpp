// Prints the pages of the codes as Markdown: `make_code_pages en|zh > src/notes/codes[.zh].md`.
// A test compares those files with what this prints; after a change to the table, run it again:
//
//     g++ -std=c++20 -Iinclude src/tools/make_code_pages.cpp -o make_code_pages
#include <cstdio>
#include <string_view>

#include "qixian/statute/cn_disclosure/code_pages.hpp"

int main(int argc, char** argv) {
    std::string_view const language = argc == 2 ? argv[1] : "";
    if (language != "en" && language != "zh") {
        std::fputs("usage: make_code_pages en|zh\n", stderr);
        return 2;
    }
    auto const page = qixian::code_pages_markdown(language == "zh");
    return std::fwrite(page.data(), 1, page.size(), stdout) == page.size() ? 0 : 1;
}
