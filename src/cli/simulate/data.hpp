// Files for other tools that `qixian simulate` writes beside its answers: figures line by line, and event
// logs of a replication.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/common.hpp"
#include "qixian/row/text.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::cli {

struct data_wish {
    std::string runs;
    std::string cases;
    std::string work;
    std::string xes;
    std::string ocel;
    std::string export_log;
    std::uint32_t told = 1;  ///< replications that `cases` and `work` tell of

    /// Whether one of them is standard output.
    [[nodiscard]] bool on_stdout() const;
    [[nodiscard]] bool tells() const;
};

/// Adds the options, and returns those that name a file.
std::vector<CLI::Option*> add_data_options(CLI::App& command, data_wish& into,
                                           std::uint32_t most_runs, options& given);

/// Exit code 2 where standard output would get more than one document: `others` are further ones that
/// would be written there.
void expect_one_document(data_wish const& wish, std::vector<std::string_view> others,
                         options const& given);

/// The files on their way: those that cannot be written are said before days are spent on a run.
class data_files {
public:
    data_files(data_wish const& wish, formulas as, options const& given);
    data_files(data_files const&) = delete;
    data_files& operator=(data_files const&) = delete;
    ~data_files();

    /// What single replications tell: logs, applications, work.
    void tell(std::span<scenario const> scenarios, std::span<office const> offices,
              std::uint64_t seed);

    /// The figures of all replications.
    void tell_runs(std::span<scenario const> scenarios, std::span<office const> offices,
                   replication_set const& done);

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace qixian::cli
