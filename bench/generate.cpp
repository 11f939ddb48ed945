// `qixian_generate`: a realistic caseload of any size as an event log.
//
//     qixian_generate --applications 1000000 --seed 1 --from 2019 --years 6 --out log.csv
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

#include <unistd.h>

#include "generator.hpp"
#include "qixian/calendar/editions.hpp"

namespace {

using namespace qixian;

constexpr char usage[] =
    "usage: qixian_generate [options] --out FILE     (- is standard output)\n"
    "  --applications N   how many, 1 to 4000000000 (10000)      申请件数\n"
    "  --seed S           another seed, another caseload (1)     随机种子\n"
    "  --from YEAR        the first year of receipt (2019)       起始年份\n"
    "  --years N          how many years (6)                     年数\n"
    "  --irregular N      of 10,000 applications, how many do something irregular (0)  "
    "不规范件占万分之几\n"
    "  --agencies N       a column `agency`, with N agencies     机关数\n"
    "  --ids              a column `id`, a key for each row      每行编号\n"
    "  --ndjson           NDJSON instead of CSV                  以NDJSON输出\n"
    "  --quiet            no progress                            不显示进度\n"
    "Equal options give equal bytes on every machine.\n";

[[noreturn]] void wrong(std::string_view option) {
    std::fprintf(stderr, "qixian_generate: %.*s\n%s", static_cast<int>(option.size()),
                 option.data(), usage);
    std::exit(2);
}

std::uint64_t number(std::string_view option, char const* text, std::uint64_t most) {
    char* end = nullptr;
    errno = 0;
    auto const value = text == nullptr ? 0 : std::strtoull(text, &end, 10);
    if (text == nullptr || *text < '0' || *text > '9' || *end != '\0' || errno != 0 ||
        value > most) {
        wrong(option);
    }
    return value;
}

}  // namespace

int main(int argc, char** argv) {
    bench::caseload_spec spec;
    std::string out;
    auto form = log_form::csv;
    bool quiet = ::isatty(STDERR_FILENO) == 0;
    for (int i = 1; i < argc; ++i) {
        std::string_view const option = argv[i];
        auto const value = [&](std::uint64_t most) {
            ++i;
            return number(option, i < argc ? argv[i] : nullptr, most);
        };
        if (option == "--help") {
            std::fputs(usage, stdout);
            return 0;
        }
        if (option == "--applications") {
            spec.applications = value(4'000'000'000U);
        } else if (option == "--seed") {
            spec.seed = value(std::numeric_limits<std::uint64_t>::max());
        } else if (option == "--from") {
            spec.from = static_cast<int>(value(9999));
        } else if (option == "--years") {
            spec.years = static_cast<int>(value(100));
        } else if (option == "--irregular") {
            spec.irregular = static_cast<int>(value(10'000));
        } else if (option == "--agencies") {
            spec.agencies = static_cast<int>(value(99'999));
        } else if (option == "--ids") {
            spec.ids = true;
        } else if (option == "--ndjson") {
            form = log_form::ndjson;
        } else if (option == "--quiet") {
            quiet = true;
        } else if (option == "--out" && i + 1 < argc) {
            out = argv[++i];
        } else {
            wrong(option);
        }
    }
    auto const& calendar = china::calendar();
    if (out.empty() || spec.applications == 0) {
        wrong("--out FILE, and one application at least");
    }
    // Decree 492 took effect in 2008; whole years only.
    if (spec.from < 2009 || spec.years < 1 ||
        spec.from + spec.years - 1 > year_of(calendar.certain_through())) {
        wrong("--from and --years: from 2009 to the last year that has a notice");
    }
    auto* const file = out == "-" ? stdout : std::fopen(out.c_str(), "wb");
    if (file == nullptr) {
        std::fprintf(stderr, "qixian_generate: %s: %s\n", out.c_str(), std::strerror(errno));
        return 4;
    }
    bench::caseload_source const source(spec, calendar);
    bool sound = true;
    auto const put = [&](std::string_view text) {
        sound = sound && std::fwrite(text.data(), 1, text.size(), file) == text.size();
        if (!sound) {
            std::fprintf(stderr, "qixian_generate: %s: %s\n", out.c_str(), std::strerror(errno));
            std::exit(4);
        }
    };
    auto const tell = [&](bench::log_progress const& done) {
        std::fprintf(stderr, "\r%3.0f %%  %llu rows, %llu MB",
                     100.0 * static_cast<double>(done.applications) /
                         static_cast<double>(spec.applications),
                     static_cast<unsigned long long>(done.rows),
                     static_cast<unsigned long long>(done.bytes >> 20U));
    };
    auto const done =
        quiet ? bench::write_log(source, form, put) : bench::write_log(source, form, put, tell);
    if ((file == stdout ? std::fflush(file) : std::fclose(file)) != 0) {
        std::fprintf(stderr, "qixian_generate: %s: %s\n", out.c_str(), std::strerror(errno));
        return 4;
    }
    std::fprintf(stderr, "%s%llu applications, %llu rows, %llu bytes\n", quiet ? "" : "\r",
                 static_cast<unsigned long long>(done.applications),
                 static_cast<unsigned long long>(done.rows),
                 static_cast<unsigned long long>(done.bytes));
    return 0;
}
