// How an input is opened (row/input_file.hpp).
#pragma once

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "qixian/row/input_file.hpp"

namespace qixian::inline v0 {

namespace detail {

inline fault cannot_read(std::string const& name, int error) {
    return fault{.what = code::cannot_open,
                 .detail = std::error_code(error, std::generic_category()).message(),
                 .file = name};
}

}  // namespace detail

QIXIAN_DECL bool can_be_read_again(std::string const& path) {
    std::error_code wrong;
    return path != "-" && std::filesystem::is_regular_file(path, wrong) && !wrong;
}

QIXIAN_DECL result<std::FILE*> open_input(std::string const& path) {
    if (path == "-") {
        return stdin;
    }
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) {
        return detail::cannot_read(path, errno);
    }
    return file;
}

QIXIAN_DECL result<std::string> read_bytes(std::string const& path, std::size_t most) {
    auto const opened = open_input(path);
    if (!opened) {
        return opened.error();
    }
    std::FILE* const file = *opened;
    auto const close = [](std::FILE* which) {
        if (which != stdin) {
            std::fclose(which);
        }
    };
    std::unique_ptr<std::FILE, decltype(close)> const held(file, close);
    constexpr std::size_t step = std::size_t{1} << 16U;
    std::string all;
    for (;;) {
        auto const before = all.size();
        all.resize(before + step);
        errno = 0;
        auto const got = std::fread(all.data() + before, 1, step, file);
        all.resize(before + got);
        if (got < step && std::ferror(file) != 0) {
            return detail::cannot_read(path, errno);
        }
        if (all.size() > most) {
            return fault{.what = code::line_too_long,
                         .detail = "more than " + std::to_string(most) + " bytes in all",
                         .file = path};
        }
        if (got < step) {
            return all;
        }
    }
}

}  // namespace qixian::inline v0
