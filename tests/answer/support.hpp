// What the tests of the documents share: the program's bytes, and logs to ask about.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "qixian/answer/question.hpp"

namespace qixian::test {

inline std::string shell_word(std::string_view text) {
    std::string out = "'";
    for (char const c : text) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out + "'";
}

/// Everything that the program prints on standard output.
inline std::string printed_by(std::vector<std::string> const& arguments) {
    auto const* const program = std::getenv("QIXIAN");
    EXPECT_NE(program, nullptr) << "QIXIAN names the program";
    if (program == nullptr) {
        return {};
    }
    auto command = shell_word(program);
    for (auto const& each : arguments) {
        command += " " + shell_word(each);
    }
    auto* const pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    std::string out;
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
        out.append(buffer.data(), n);
    }
    ::pclose(pipe);
    return out;
}

inline std::string source_file(std::string_view name) {
    return std::string(QIXIAN_SOURCE_DIR) + "/" + std::string(name);
}

/// The logs that are shipped as examples.
inline std::vector<std::string> shipped_logs() {
    std::vector<std::string> out{source_file("examples/qinghai-2020/log.csv"),
                                 source_file("examples/larger/log.csv")};
    for (auto const& each : std::filesystem::directory_iterator(source_file("examples/shapes"))) {
        if (each.path().extension() == ".csv") {
            out.push_back(each.path().string());
        }
    }
    return out;
}

/// A setting that must be one.
inline answer::setting setting_of(answer::asked const& what, std::shared_ptr<store> kept = {}) {
    auto made = answer::setting::make(what, std::move(kept));
    EXPECT_TRUE(made) << (made ? "" : name_of(made.error().what));
    return std::move(made).value();
}

/// A file of its own that is gone afterwards.
class scratch_file {
public:
    explicit scratch_file(std::string const& name)
        : path_((std::filesystem::temp_directory_path() /
                 ("qixian-answer-" + std::to_string(counter()++) + "-" +
                  std::to_string(static_cast<long>(::getpid())) + "-" + name))
                    .string()) {}
    ~scratch_file() { std::filesystem::remove(path_); }
    scratch_file(scratch_file const&) = delete;
    scratch_file& operator=(scratch_file const&) = delete;
    [[nodiscard]] std::string const& path() const { return path_; }

private:
    static int& counter() {
        static int count = 0;
        return count;
    }
    std::string path_;
};

}  // namespace qixian::test
