// `qixian simulate fit --log`: an office as its own log shows it.
#pragma once

#include <string>

#include "base/common.hpp"

namespace qixian::cli {

struct fit_log_wish {
    std::string log{};
    std::string out{};   ///< the model
    std::string html{};  ///< how well the laws fit, as a page
    std::string name{};
    std::string from{};  ///< the first day that counts
};

[[nodiscard]] int run_fit_log(fit_log_wish const& wish, options& given);

}  // namespace qixian::cli
