// Small things that tests of the store share.
#pragma once

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <unistd.h>

#include "qixian/store/sqlite/seams.hpp"
#include "qixian/store/store.hpp"

namespace qixian::testing {

/// A folder of its own that is gone afterwards.
class scratch_folder {
public:
    scratch_folder() {
        static std::atomic<int> count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("qixian-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(path_);
    }
    ~scratch_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    scratch_folder(scratch_folder const&) = delete;
    scratch_folder& operator=(scratch_folder const&) = delete;
    std::string operator/(std::string const& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

inline entry happened(std::string application, int on, event what, int days = 0) {
    entry e;
    e.application = std::move(application);
    e.on = day(on);
    e.what = what;
    if (days > 0) {
        e.days = days;
    }
    return e;
}

inline entry received(std::string application, int on) {
    auto e = happened(std::move(application), on, event::received);
    e.applicant = applicant::natural_person;
    e.channel = channel::online;
    return e;
}

/// What a check found first, as text; empty when the store is clean.
inline std::string first_damage(verification const& said) {
    if (said.clean()) {
        return {};
    }
    auto const& d = said.found.front();
    return std::string(code_of(d.what)) + " " + d.agency + " " + d.application + " v" +
           std::to_string(d.version) + " p" + std::to_string(d.position) + " " + d.id + ": " +
           d.detail;
}

/// Options with a clock that stands at noon of a day in Beijing.
inline store_options at_noon(int yyyymmdd) {
    auto const days = days_between(day(19700101), day(yyyymmdd));
    instant const noon{std::int64_t{days} * 86400 + 4 * 3600};
    store_options out;
    out.clock = [noon] { return noon; };
    return out;
}

}  // namespace qixian::testing
