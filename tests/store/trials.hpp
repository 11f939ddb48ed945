// Many numbered trials in a child process, so that a crash or an endless loop is one failed trial.
#pragma once

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace qixian::testing {

/// The number in an environment variable; `otherwise` where there is none.
inline std::size_t number_from(char const* variable, std::size_t otherwise) {
    auto const* const text = std::getenv(variable);
    auto const read = text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
    return read == 0 ? otherwise : static_cast<std::size_t>(read);
}

/// What a child tells its parent, who outlives its crashes. Plain memory that both see.
struct trial_report {
    static constexpr std::size_t most_kept = 20;
    struct failure {
        std::size_t trial = 0;
        std::array<char, 400> what{};
    };

    std::size_t at = 0;                 ///< the trial under way
    std::array<std::size_t, 16> count;  ///< whatever the trials count
    std::size_t failed = 0;
    std::array<failure, most_kept> failures{};

    void fail(char const* what) {
        if (failed < failures.size()) {
            failures[failed].trial = at;
            std::snprintf(failures[failed].what.data(), failures[failed].what.size(), "%s", what);
        }
        ++failed;
    }
};

/// Memory of a `trial_report` that a child shares.
class shared_report {
public:
    shared_report() {
        auto* const memory = ::mmap(nullptr, sizeof(trial_report), PROT_READ | PROT_WRITE,
                                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) {
            throw std::bad_alloc();
        }
        held_ = new (memory) trial_report{};
    }
    ~shared_report() { ::munmap(held_, sizeof(trial_report)); }
    shared_report(shared_report const&) = delete;
    shared_report& operator=(shared_report const&) = delete;
    trial_report* operator->() const { return held_; }
    trial_report& operator*() const { return *held_; }

private:
    trial_report* held_;
};

/// 2 GB; a sanitizer reserves far more than it uses.
inline void limit_memory() {
#if defined(__has_feature)
#define QIXIAN_TEST_SANITIZED __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define QIXIAN_TEST_SANITIZED 1
#else
#define QIXIAN_TEST_SANITIZED 0
#endif
#if !(QIXIAN_TEST_SANITIZED)
    rlimit const memory{rlim_t{2} << 30U, rlim_t{2} << 30U};
    ::setrlimit(RLIMIT_AS, &memory);
#endif
}

/// Runs `one(report)` for `report.at` = 0, `step`, … below `end`. A trial may take 30 seconds and 2
/// GB; `clean_up()` runs in the parent after one that died.
template <class One, class CleanUp>
void run_trials(trial_report& report, std::size_t end, std::size_t step, One&& one,
                CleanUp const& clean_up) {
    report.at = 0;
    while (report.at < end && report.failed < 2 * trial_report::most_kept) {
        std::fflush(nullptr);
        auto const child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            limit_memory();
            for (; report.at < end; report.at += step) {
                ::alarm(30);
                try {
                    one(report);
                } catch (std::exception const& wrong) {
                    report.fail(wrong.what());
                }
            }
            ::_exit(0);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        if (status != 0) {
            report.fail(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ? "it hangs"
                                                                           : "it crashes");
            clean_up();
            report.at += step;
        }
    }
    for (std::size_t i = 0; i < std::min(report.failed, report.failures.size()); ++i) {
        ADD_FAILURE() << "trial " << report.failures[i].trial << ": "
                      << report.failures[i].what.data();
    }
    EXPECT_EQ(report.failed, 0U);
}

}  // namespace qixian::testing
