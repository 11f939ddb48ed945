// What the options say about reading applications, faults told at the end of reading, and progress.
#include "question/logs.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

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
    constexpr std::size_t shown = 8;
    auto const end =
        applications.begin() + static_cast<std::ptrdiff_t>(std::min(shown, applications.size()));
    auto const names = fmt::format("{}{}", fmt::join(applications.begin(), end, " "),
                                   applications.size() > shown ? " …" : "");
    return in == language::zh
               ? fmt::format("截至日之后的记录 {} 行，未计入：{}\n", rows, names)
               : fmt::format("{} rows lie after the as-of day and are not counted: {}\n", rows,
                             names);
}

}  // namespace qixian::cli
