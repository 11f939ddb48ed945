// What the options say about reading applications, faults told at the end of reading, and progress.
#include "question/logs.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/base/safe_text.hpp"

namespace qixian::cli {

answer::source source_of(std::string const& path, options const& given) {
    return {.log = answer::input::file(path),
            .encoding = encoding_of(given),
            .lenient = given.lenient,
            .sorted = given.sorted,
            .keep_going = given.keep_going};
}

answer::listener listener_for(options const& given) {
    struct bars {
        explicit bars(options const& given) : faults(given) {}
        fault_list faults;
        std::optional<progress> bytes;
        std::optional<progress> applications;
    };
    auto const shown = std::make_shared<bars>(given);
    return {.fault = [shown](fault const& why) { shown->faults.tell(why); },
            .assessed =
                [&given, shown](std::uint64_t done) {
                    shown->bytes.reset();  // from here on applications are counted
                    if (!shown->applications) {
                        shown->applications.emplace(
                            std::string(say(given.lang, text::applications)));
                    }
                    shown->applications->at(done);
                },
            .bytes =
                [&given, shown](std::uint64_t done, std::uint64_t of) {
                    if (shown->applications) {
                        return;
                    }
                    if (!shown->bytes) {
                        shown->bytes.emplace(std::string(say(given.lang, text::bytes_read)));
                    }
                    shown->bytes->at(done, of);
                },
            .left_out =
                [&given, shown](std::vector<std::string> const& applications) {
                    if (given.json || given.ndjson) {
                        return;  // the document names them
                    }
                    shown->faults.end();
                    auto const names = some_names(applications);
                    tell(given.lang == language::zh
                             ? fmt::format("记录有误、未予答复的申请{}件：{}\n",
                                           applications.size(), names)
                             : fmt::format("{} left out because of faulty rows: {}\n",
                                           counted(applications.size(), "application"), names));
                }};
}

answer::reading assess_log(std::string const& path, session const& with,
                           answer::on_assessed const& use) {
    return answer::each_application(source_of(path, with.given), with, use,
                                    listener_for(with.given));
}

answer::reading assess_application(std::string const& path, std::string const& name,
                                   session const& with, answer::on_assessed const& use) {
    return answer::one_application(source_of(path, with.given), name, with, use,
                                   listener_for(with.given));
}

std::string later_rows_text(std::size_t rows, std::vector<std::string> const& applications,
                            language in) {
    if (rows == 0) {
        return "";
    }
    auto const names = some_names(applications);
    return in == language::zh ? fmt::format("截至日之后的记录{}行，未计入：{}\n", rows, names)
                              : fmt::format("{} after the as-of day, not counted: {}\n",
                                            counted(rows, "row"), names);
}

void put_exceptional(std::string_view title, std::vector<answer::exceptional_row> const& rows,
                     bool refused, std::string const& path, session const& with) {
    if (rows.empty()) {
        return;
    }
    auto const in = with.given.lang;
    put(fmt::format("\n{}\n", painter(wants_colour(with.given.colour))(paint::bold, title)));
    for (auto const& r : rows) {
        auto line = fmt::format("  {}:{} {} {} {}", visible(path), r.line, r.application,
                                to_text(r.on), said_text(r.what, r.said, in));
        if (refused) {
            line += say(in, text::possible);
            line += r.possible.empty() ? "" : events_text(r.possible, in);
        } else {
            line += fmt::format(" — {}", effect_of(r.said.why, in));
        }
        put(line + "\n");
    }
}

}  // namespace qixian::cli
