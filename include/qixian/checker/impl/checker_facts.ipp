// What the rows of an application leave behind: letters and how often they were sent, what they ask,
// runs of the reply clock, acts, and disputes about them. Plain facts; the periods are in the life.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "qixian/checker/impl/checker_days.ipp"

namespace qixian::inline v0::checked::detail {

/// One sending of a letter (Z2): it arrives, or it comes back and may be sent again.
struct sending {
    date on{};
    maybe_date back{};
    maybe_date arrived{};  ///< of one that came back: from when its period counted until then
    bool in_time = true;   ///< before the due day in force: only then it can pause (reading 12a)
};

struct mail {
    std::string event{};
    std::string ref{};
    date sent{};
    maybe_date arrived{};
    bool came_back = false;
    bool only_by_ref = false;  ///< nothing counts from its delivery: only found by its ref
    std::vector<sending> sendings{};
    [[nodiscard]] date reached() const { return arrived.value_or(sendings.back().on); }
    /// From when the period of one sending counts, or did until it came back.
    [[nodiscard]] date reached(sending const& s) const { return s.arrived.value_or(reached()); }
};

struct asked {  // a consultation
    std::size_t letter = 0;
    std::string ref{};
    std::string kind{};
    maybe_date answered{};
    maybe_date silent{};
};

[[nodiscard]] inline int days_in(std::vector<extension> const& granted) {
    int days = 0;
    for (auto const& each : granted) {
        days += each.days;
    }
    return days;
}

struct clock_run {
    std::string event{};
    date origin{};
    std::vector<extension> granted{};
    maybe_date held{};
    std::optional<run_of_days> former{};  ///< as it stood on the day it was held (reading 14)
    maybe_date named{};
    std::vector<stop> idle{};  ///< held by a notice that came back (reading 12b)
    maybe_date answered{};     ///< by a correction notice (`correction_492=answers`)
    std::optional<run_of_days> answered_run{};  ///< as it stood on that day
    [[nodiscard]] int extended() const { return days_in(granted); }
};

/// What a notice does to the clock: nothing, it holds it, it came back and let it go, or it was sent
/// again when the period had run out.
enum class grip { none, holds, let_go, too_late };

struct given {  // a period that a letter gives
    std::size_t letter = 0;
    std::optional<int> days{};
    std::string unit{};
    maybe_date until{};
    maybe_date used{};
    std::size_t notice = 0;  ///< the letter that asked; `letter` may be one that gave more time
    grip clock = grip::none;
};

/// Z8: the reply or the lapse, and each answer after it.
struct act {
    std::string event{};
    date on{};
    std::optional<std::size_t> letter{};  ///< none for a lapse
    std::string outcome{};
    std::string ground{};
    bool unclear = false;  ///< a lapse on a day that may still move
};

struct suspension {
    date from{};
    maybe_date to{};
    bool counts = true;  ///< not one that came when the period was over
};

struct dispute {
    bool suit = false;
    std::string ref{};
    date filed{};
    maybe_date about{};  ///< day of the answer that a suit names
    std::size_t letter = 0;
    std::optional<std::size_t> after{};  ///< the review that a suit follows
    maybe_date ended{};                  ///< undecided again after an appeal
    maybe_date first_end{};
    std::string ended_by{};
    bool ruled = false;  ///< by a decision, not by a rejection or a withdrawal

    // of a review
    bool joined = false;
    bool joined_by_limit = false;  ///< the suit did not wait for the decision
    maybe_date accepted{};
    bool simplified = false;
    maybe_date waiting{};             ///< since its application is to be corrected
    maybe_date corrected{};           ///< R60-3: the five days count anew
    std::vector<suspension> apart{};  ///< REVIR 29: corrections, which the law of 2017 takes out
    std::vector<suspension> suspended{};
    std::vector<extension> granted{};  ///< more days for its decision
    std::size_t decision = 0;
    std::size_t disputes_before = 0;  ///< how many there were when it was decided

    [[nodiscard]] bool suspended_now() const {
        return !suspended.empty() && !suspended.back().to && !ended;
    }
    /// Whether the period for deciding stands still.
    [[nodiscard]] bool paused() const { return suspended_now() && suspended.back().counts; }
};

}  // namespace qixian::inline v0::checked::detail
