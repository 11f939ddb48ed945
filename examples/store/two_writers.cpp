// Two processes write to one application of one store at the same time: nobody's entry is lost.
#include <iostream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include "qixian/qixian.hpp"
#include "qixian/store/store.hpp"

using namespace qixian;

namespace {

constexpr int entries_each = 25;

/// Decides on what it has read, as an officer does, and decides anew when that has changed.
int write_some(std::string const& path, std::string const& who) {
    auto kept = store::open(path);  // each process its own: a store is not carried across a fork
    for (int i = 1; i <= entries_each; ++i) {
        entry const page{.application = "2021-017",
                         .on = day(20210401),
                         .what = event::supplemented,
                         .id = who + "-" + std::to_string(i),
                         .note = "page " + std::to_string(i)};
        for (;;) {
            auto const now = kept.find("", page.application);
            auto const version = static_cast<std::int64_t>(now->rows.size());
            auto const said = kept.append(page, {.expect = version, .by = {.actor = who}});
            if (!said || said->status == append_status::refused) {
                return 1;
            }
            if (said->status != append_status::clash) {
                break;
            }
        }
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: two_writers STORE\n";
        return 2;
    }
    std::string const path = argv[1];
    {
        auto kept = store::create(path);
        entry const received{.application = "2021-017",
                             .on = day(20210301),
                             .what = event::received,
                             .applicant = applicant::natural_person};
        entry const answered{
            .application = "2021-017", .on = day(20210322), .what = event::disclosed};
        static_cast<void>(kept.append(received));
        static_cast<void>(kept.append(answered));
    }
    for (char const* const who : {"left", "right"}) {
        if (::fork() == 0) {
            ::_exit(write_some(path, who));
        }
    }
    bool fine = true;
    for (int status = 0; ::wait(&status) > 0;) {
        fine = fine && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

    auto kept = store::open(path);
    int left = 0;
    int right = 0;
    std::int64_t version = 0;
    kept.feed({}, 0, [&](feed_item const& item) {
        left += item.actor == "left" ? 1 : 0;
        right += item.actor == "right" ? 1 : 0;
        fine = fine && item.version == ++version;
        return true;
    });
    fine = fine && kept.verify().clean();
    std::cout << "left " << left << ", right " << right << ", versions 1 to " << version << ", "
              << (fine ? "clean" : "NOT clean") << '\n';
    return fine ? 0 : 1;
}
