// Threads that share one piece of work, and what becomes of an exception in one of them.
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "qixian/base/config.hpp"

namespace qixian::inline v0::detail {

/// Threads at work. What one of them throws (memory that ends) does not end the process: the first
/// exception is kept, `failed` says so to the others, and `join` throws it in the calling thread.
/// A host without exceptions ends where it is thrown instead.
class crew {
public:
    crew() = default;
    crew(crew const&) = delete;
    crew& operator=(crew const&) = delete;
    /// Waits for all. Their work must come to an end once `failed` holds.
    ~crew() {
        failed_ = true;
        wait();
    }

    /// Starts one more thread, which calls a copy of `work`; false where none is to be had: those
    /// that are there must do all of it.
    template <class Work>
    bool add(Work const& work) {
#if defined(__cpp_exceptions)
        try {
            threads_.emplace_back([this, work] { run(work); });
        } catch (std::system_error const&) {
            return false;
        } catch (std::bad_alloc const&) {
            return false;
        }
#else
        threads_.emplace_back([this, work] { run(work); });
#endif
        return true;
    }

    /// The same work in the calling thread, until it is done.
    template <class Work>
    void run(Work const& work) {
#if defined(__cpp_exceptions)
        try {
            work();
        } catch (...) {
            std::lock_guard const lock(mutex_);
            if (!first_) {
                first_ = std::current_exception();
            }
            failed_ = true;
        }
#else
        work();
#endif
    }

    [[nodiscard]] bool failed() const { return failed_.load(); }
    [[nodiscard]] bool empty() const { return threads_.empty(); }

    /// Waits for all, then throws what one of them threw.
    void join() {
        wait();
        if (first_) {
            std::rethrow_exception(std::exchange(first_, nullptr));
        }
    }

private:
    void wait() {
        for (auto& each : threads_) {
            each.join();
        }
        threads_.clear();
    }

    std::vector<std::thread> threads_{};
    std::atomic<bool> failed_ = false;
    std::mutex mutex_{};
    std::exception_ptr first_{};
};

}  // namespace qixian::inline v0::detail
