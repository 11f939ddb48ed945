// A folder of part files: read, and added to while the run goes on.
#pragma once

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#if defined(__unix__)
#include <unistd.h>
#endif

#include "qixian/row/text.hpp"
#include "qixian/simulation/impl/parts.ipp"
#include "qixian/simulation/kept_run.hpp"

namespace qixian::inline v0 {

namespace detail {

class part_folder {
public:
    part_folder(std::string const& folder, std::span<scenario const> scenarios,
                run_head const& head, run_plan const& plan)
        : folder_(folder), scenarios_(scenarios), head_(head), plan_(plan) {}

    /// Of the replications that the plan asks for, those that are there.
    result<replication_set> read() {
        std::error_code wrong;
        std::filesystem::create_directories(folder_, wrong);
        std::vector<std::string> names;
        if (!wrong) {
            for (std::filesystem::directory_iterator at(folder_, wrong), end; !wrong && at != end;
                 at.increment(wrong)) {
                if (at->path().extension() == ".part") {
                    names.push_back(at->path().string());
                }
            }
        }
        if (wrong) {
            return fault_of(folder_, wrong);
        }
        std::sort(names.begin(), names.end());
        part_reader reader(head_, scenarios_, true);
        for (auto const& name : names) {
            // A line holds all counts of one replication.
            auto text = read_text(name, {.longest_line = std::size_t{1} << 24U,
                                         .longest_text = std::size_t{1} << 30U});
            if (!text) {
                return text.error();
            }
            if (auto bad = reader.read({name, std::move(text).value()})) {
                return *bad;
            }
        }
        return reader.finish(folder_, [this](std::uint32_t r) { return is_asked(r); });
    }

    [[nodiscard]] bool is_asked(std::uint32_t r) const {
        return r >= plan_.first && r < plan_.replications && r % plan_.shards == plan_.shard;
    }

    std::optional<fault> keep(replication_set const& more) {
        auto const begin = std::to_string(plan_.shard + 1) + "-of-" + std::to_string(plan_.shards) +
                           "-" + digits(more.numbers.front());
        auto const path =
            (std::filesystem::path(folder_) / (begin + "-" + digits(more.numbers.back()) + ".part"))
                .string();
        // By its first replication alone: a run that goes on writes over what a killed one left.
        auto const beside = (std::filesystem::path(folder_) / (begin + ".new")).string();
        auto const text = write_part(head_, more, plan_.shard, plan_.shards);
        errno = 0;
        auto* const file = std::fopen(beside.c_str(), "wb");
        bool good = file != nullptr;
        if (good) {
            good = std::fwrite(text.data(), 1, text.size(), file) == text.size() &&
                   std::fflush(file) == 0;
#if defined(__unix__)
            good = good && ::fsync(::fileno(file)) == 0;
#endif
            good = std::fclose(file) == 0 && good;
        }
        std::error_code wrong;
        if (!good) {
            wrong = std::error_code(errno == 0 ? EIO : errno, std::generic_category());
        } else {
            std::filesystem::rename(beside, path, wrong);
        }
        return wrong ? std::optional(fault_of(path, wrong)) : std::nullopt;
    }

private:
    static fault fault_of(std::string const& file, std::error_code const& why) {
        return {.what = code::cannot_open, .detail = why.message(), .file = file};
    }
    static std::string digits(std::uint32_t r) {
        auto text = std::to_string(r);
        return std::string(7 - std::min<std::size_t>(text.size(), 7), '0') + text;
    }

    std::string const& folder_;
    std::span<scenario const> scenarios_;
    run_head const& head_;
    run_plan const& plan_;
};

/// The replications of the plan that are not in `done`, in stretches that nothing of it interrupts.
inline std::vector<std::pair<std::uint32_t, std::uint32_t>> gaps_of(part_folder const& folder,
                                                                    run_plan const& plan,
                                                                    replication_set const& done) {
    std::set<std::uint32_t> const there(done.numbers.begin(), done.numbers.end());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    bool open = false;
    for (auto r = plan.first; r < plan.replications; ++r) {
        if (!folder.is_asked(r)) {
            continue;
        }
        bool const missing = !there.contains(r);
        if (missing && !open) {
            out.emplace_back(r, r + 1);
        } else if (missing) {
            out.back().second = r + 1;
        }
        open = missing;
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL result<replication_set> run_kept(std::span<scenario const> scenarios,
                                             std::span<office const> offices, run_plan const& plan,
                                             std::string const& folder, run_head const& head) {
    QIXIAN_EXPECTS(!offices.empty() && offices.size() == scenarios.size() &&
                   plan.shard < plan.shards);
    detail::part_folder kept(folder, scenarios, head, plan);
    auto read = kept.read();
    if (!read) {
        return read.error();
    }
    auto done = std::move(read).value();
    // As many at a time as take a while, so that little is lost and there are few files.
    constexpr std::chrono::milliseconds short_time{1500};
    std::uint32_t at_once = std::max(plan.threads, 1U);
    std::uint64_t pieces_each = 0;  // of a replication, known after the first
    auto const all = [&] {
        std::uint64_t n = 0;
        for (auto r = plan.first; r < plan.replications; ++r) {
            n += kept.is_asked(r) ? 1 : 0;
        }
        return n;
    }();
    for (auto [from, end] : detail::gaps_of(kept, plan, done)) {
        while (from < end) {
            auto part = plan;
            part.first = from;
            auto const span = std::uint64_t{at_once} * plan.shards;
            part.replications =
                static_cast<std::uint32_t>(std::min<std::uint64_t>(from + span, end));
            from = part.replications;
            auto const were = done.numbers.size();
            if (plan.progress) {
                part.progress = [&](std::uint64_t pieces, std::uint64_t of) {
                    auto const here =
                        (part.replications - part.first + plan.shards - 1) / plan.shards;
                    pieces_each = std::max<std::uint64_t>(of / std::max(here, 1U), 1);
                    plan.progress(were * pieces_each + pieces, all * pieces_each);
                };
            }
            auto const began = std::chrono::steady_clock::now();
            auto more = run_all(offices, part);
            if (std::chrono::steady_clock::now() - began < short_time && at_once < 100'000) {
                at_once *= 2;
            }
            bool const stopped = more.stopped;
            if (!more.numbers.empty()) {
                if (auto bad = kept.keep(more)) {
                    return *bad;
                }
                append_to(done, std::move(more));
            }
            if (stopped) {
                done.stopped = true;
                return done;
            }
        }
    }
    return done;
}

}  // namespace qixian::inline v0
