// Rivals for replay: Boost.MSM run directly, and a switch written by hand.
//
// All hear the same `compact_event`s as caseload/replay.hpp and must give the same verdicts and
// stages. Their guards see the same mask, as constants made from the rules at compile time: nothing
// is computed for them that the table does not compute. Reviews and suits are left out (`asked`),
// as the table leaves them out, so MSM has two regions to serve and not three.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "qixian/caseload/replay.hpp"

namespace qixian::bench::rivals {

/// An MSM object for each case. No message queue, no exception caught: MSM at its leanest.
class msm_objects {
public:
    explicit msm_objects(std::size_t cases);
    msm_objects(msm_objects const&) = delete;
    msm_objects& operator=(msm_objects const&) = delete;
    ~msm_objects();

    /// Moves the cases by `events`, in their order.
    replay_count replay(std::span<compact_event const> events);

    /// Puts every case back before its first event, under Decree 711; one case under Decree 492.
    void reset();
    void put_under_492(std::size_t i);

    /// Where case `i` stands. `remedy` is always none.
    [[nodiscard]] compact_case at(std::size_t i) const;

    [[nodiscard]] static std::size_t bytes_a_case();

private:
    struct held;
    std::unique_ptr<held> held_;
};

/// One MSM object for all: the stage of the case is loaded before each event and stored after it.
/// `cases` holds eight bytes a case.
class msm_flyweight {
public:
    explicit msm_flyweight(std::size_t cases);
    msm_flyweight(msm_flyweight const&) = delete;
    msm_flyweight& operator=(msm_flyweight const&) = delete;
    ~msm_flyweight();

    replay_count replay(std::span<compact_event const> events);
    void reset();
    void put_under_492(std::size_t i);
    [[nodiscard]] compact_case at(std::size_t i) const;

private:
    struct held;
    std::unique_ptr<held> held_;
};

/// A `switch` over events, with one over stages where it matters, as one writes it without a
/// library. Four bytes a case, like the table.
replay_count replay_by_switch(std::span<compact_case> cases, std::span<compact_event const> events);

}  // namespace qixian::bench::rivals
