// What a store says when the world around it fails: a full disk, a lock, a damaged file.
//
// This is the one place where Qixian throws (architecture, kind four of error). What is wrong with
// data is a `fault`, what the law refuses is a value; neither ever comes as an exception.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "qixian/base/codes.hpp"

namespace qixian::inline v0 {

/// The environment failed: 925, 949 to 959. After it the store is as it was before the call, or as
/// the call would have left it, never between; send the command again with the same id to be sure.
/// When memory runs out, `std::bad_alloc` is thrown instead.
class QIXIAN_VISIBLE store_error : public std::runtime_error {
public:
    store_error(code why, std::string file, std::string detail, int sqlite_code = 0)
        : std::runtime_error(std::string(info(why).en) + ": " + file +
                             (detail.empty() ? "" : " (" + detail + ")")),
          why_(why), file_(std::move(file)), detail_(std::move(detail)), sqlite_(sqlite_code) {}

    [[nodiscard]] code why() const noexcept { return why_; }
    [[nodiscard]] std::string const& file() const& noexcept { return file_; }
    [[nodiscard]] std::string file() && { return std::move(file_); }
    [[nodiscard]] std::string const& detail() const& noexcept { return detail_; }
    [[nodiscard]] std::string detail() && { return std::move(detail_); }
    /// SQLite's extended result code; 0 where SQLite was not asked.
    [[nodiscard]] int sqlite_code() const noexcept { return sqlite_; }

private:
    code why_;
    std::string file_;
    std::string detail_;
    int sqlite_;
};

}  // namespace qixian::inline v0
