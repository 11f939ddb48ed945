// What the commands of `qixian simulate` are asked alike: years, names of scenarios, and to stop.
#pragma once

#include <string>
#include <vector>

#include "base/common.hpp"
#include "qixian/simulation/model.hpp"

namespace qixian::cli {

/// Ctrl-C asks for the answers of what is done; a second one ends at once.
class interrupt_guard {
public:
    interrupt_guard();
    ~interrupt_guard();
    interrupt_guard(interrupt_guard const&) = delete;
    interrupt_guard& operator=(interrupt_guard const&) = delete;

private:
    void (*former_)(int);
};

/// Since the last guard began.
[[nodiscard]] bool was_interrupted();

/// Y or Y1..Y2; anything else ends the command.
[[nodiscard]] year_span years_of(std::string const& text, options const& given);

/// Separated by commas.
[[nodiscard]] std::string names_of(std::vector<scenario> const& scenarios);

}  // namespace qixian::cli
