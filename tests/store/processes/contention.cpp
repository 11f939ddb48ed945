// Several processes append to a few applications of one store at the same time.
//
//     qixian_store_contention FOLDER [PROCESSES] [APPENDS] [APPLICATIONS]
//
// Each process appends so many entries to applications drawn at random. Every other append names
// the version that the application had when it was last read; where somebody else was faster, the
// process reads again and tries again. Nothing may be lost or there twice, no caller may see an
// error, and no single call may take longer than two seconds. Prints how long calls took.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <new>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "qixian/calendar/editions.hpp"
#include "qixian/store/store.hpp"

namespace {

using namespace qixian;

constexpr double longest_lawful_wait = 2.0;
constexpr int opened_on = 20240304;

std::string name_of(int application) { return "C-" + std::to_string(application); }

entry happened(event what, std::string application, std::string id) {
    entry e;
    e.application = std::move(application);
    e.on = day(opened_on);
    e.what = what;
    e.id = std::move(id);
    return e;
}

/// What the processes write into memory that they share with the one that started them.
struct shared {
    std::atomic<bool> go{false};
    std::atomic<int> ready{0};
    std::atomic<std::int64_t> clashes{0};
    std::atomic<std::int64_t> errors{0};
    std::atomic<std::int64_t> used{0};  ///< of `took`
    std::size_t room = 0;
    float took[1];  ///< seconds of each append, `room` of them
};

shared* share(std::size_t calls) {
    auto const bytes = sizeof(shared) + calls * sizeof(float);
    auto* const at =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) {
        std::perror("mmap");
        std::exit(2);
    }
    auto* const out = new (at) shared;
    out->room = calls;
    return out;
}

class writer {
public:
    writer(std::string const& path, int number, int applications, shared& all)
        : kept_(store::open(path)), number_(number), applications_(applications), all_(all),
          random_(static_cast<unsigned>(number)) {}

    void run(int appends) {
        ++all_.ready;
        while (!all_.go) {
            ::usleep(100);
        }
        for (int i = 0; i < appends; ++i) {
            auto const at = std::uniform_int_distribution<int>(1, applications_)(random_);
            auto const e = happened(event::supplemented, name_of(at),
                                    "p" + std::to_string(number_) + "-" + std::to_string(i));
            append_options how;
            for (;;) {
                if (i % 2 == 0) {
                    auto const there = kept_.find("", e.application);
                    how.expect = there ? static_cast<std::int64_t>(there->rows.size()) : 0;
                }
                auto const said = timed(e, how);
                if (said == append_status::appended) {
                    break;
                }
                if (said != append_status::clash) {
                    throw std::runtime_error("an append was " +
                                             std::to_string(static_cast<int>(said)));
                }
                ++all_.clashes;
            }
        }
    }

private:
    append_status timed(entry const& e, append_options const& how) {
        auto const began = std::chrono::steady_clock::now();
        auto const said = kept_.append(e, how);
        std::chrono::duration<float> const took = std::chrono::steady_clock::now() - began;
        auto const slot = static_cast<std::size_t>(all_.used++);
        if (slot < all_.room) {
            all_.took[slot] = took.count();
        }
        if (!said) {
            throw std::runtime_error(std::string(info(said.error().what).en));
        }
        return said->status;
    }

    store kept_;
    int number_;
    int applications_;
    shared& all_;
    std::mt19937 random_;
};

/// Complaints about the store that the processes left; none when it holds each entry once.
std::vector<std::string> faults_of(std::string const& path, int processes, int appends,
                                   int applications) {
    std::vector<std::string> out;
    auto kept = store::open(path);
    std::set<std::string> ids;
    std::map<std::string, std::int64_t> versions;
    std::int64_t position = 0;
    kept.feed(std::nullopt, 0, [&](feed_item const& item) {
        if (!ids.insert(item.e.id).second) {
            out.push_back(item.e.id + " is there twice");
        }
        if (item.version != ++versions[item.e.application]) {
            out.push_back(item.e.id + " has version " + std::to_string(item.version));
        }
        if (item.position <= position) {
            out.push_back(item.e.id + " is out of order");
        }
        position = item.position;
        return true;
    });
    for (int p = 0; p < processes; ++p) {
        for (int i = 0; i < appends; ++i) {
            auto const id = "p" + std::to_string(p) + "-" + std::to_string(i);
            if (!ids.contains(id)) {
                out.push_back(id + " is lost");
            }
        }
    }
    auto const wanted = static_cast<std::size_t>(2 * applications + processes * appends);
    if (ids.size() != wanted) {
        out.push_back(std::to_string(ids.size()) + " entries instead of " + std::to_string(wanted));
    }
    if (auto const found = kept.verify(); !found.clean()) {
        out.push_back("verify: " + found.found.front().detail);
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    int const processes = argc > 2 ? std::atoi(argv[2]) : 8;
    int const appends = argc > 3 ? std::atoi(argv[3]) : 1000;
    int const applications = argc > 4 ? std::atoi(argv[4]) : 8;
    if (argc < 2 || argc > 5 || processes < 1 || appends < 1 || applications < 1) {
        std::fprintf(stderr, "usage: qixian_store_contention FOLDER [PROCESSES] [APPENDS] "
                             "[APPLICATIONS]\n");
        return 2;
    }
    std::filesystem::create_directories(argv[1]);
    auto const path = std::string(argv[1]) + "/contention.qixian";
    for (auto const* suffix : {"", "-journal"}) {
        std::filesystem::remove(path + suffix);
    }
    static_cast<void>(china::editions());
    {
        auto kept = store::create(path);
        std::vector<entry> first;
        for (int a = 1; a <= applications; ++a) {
            first.push_back(happened(event::received, name_of(a), "r" + std::to_string(a)));
            first.back().applicant = applicant::natural_person;
            first.push_back(happened(event::disclosed, name_of(a), "d" + std::to_string(a)));
        }
        if (auto const said = kept.append(first); !said || !said->stored) {
            std::fprintf(stderr, "the applications were not taken\n");
            return 3;
        }
    }
    // No connection is open here, so none is carried into a child.
    auto& all = *share(static_cast<std::size_t>(processes) * static_cast<std::size_t>(appends) * 4);
    for (int p = 0; p < processes; ++p) {
        if (::fork() == 0) {
            try {
                writer(path, p, applications, all).run(appends);
            } catch (std::exception const& wrong) {
                std::fprintf(stderr, "process %d: %s\n", p, wrong.what());
                ++all.errors;
            }
            std::_Exit(0);
        }
    }
    while (all.ready < processes && all.errors == 0) {
        ::usleep(1000);
    }
    auto const began = std::chrono::steady_clock::now();
    all.go = true;
    int status = 0;
    while (::wait(&status) > 0) {
        all.errors += WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : 1;
    }
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
    auto wrong = faults_of(path, processes, appends, applications);
    if (all.errors > 0) {
        wrong.push_back(std::to_string(all.errors) + " processes met an error");
    }
    std::vector<float> calls(
        all.took, all.took + std::min<std::int64_t>(all.used, static_cast<std::int64_t>(all.room)));
    std::sort(calls.begin(), calls.end());
    auto const at = [&](double share) {
        return calls.empty() ? 0.0
                             : 1000.0 * calls[static_cast<std::size_t>(
                                            share * static_cast<double>(calls.size() - 1))];
    };
    std::printf("%d processes x %d appends to %d applications: %.0f a second; %ld clashes, read "
                "again; one append took %.1f ms (median), %.1f ms (99 of 100), %.1f ms (999 of "
                "1000), %.1f ms (longest); %ld errors\n",
                processes, appends, applications,
                static_cast<double>(processes) * appends / took.count(), all.clashes.load(),
                at(0.5), at(0.99), at(0.999), at(1.0), all.errors.load());
    if (at(1.0) > 1000 * longest_lawful_wait) {
        wrong.push_back("an append took longer than " + std::to_string(longest_lawful_wait) + " s");
    }
    for (auto const& each : wrong) {
        std::printf("  %s\n", each.c_str());
    }
    return wrong.empty() ? 0 : 3;
}
