// What a replication keeps of an application and of what will happen to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/caseload/life.hpp"
#include "qixian/simulation/event_ring.hpp"
#include "qixian/simulation/random.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"

namespace qixian::inline v0::detail {

/// What a draw of an application is for. Never renumbered: that would change every result.
enum class purpose : std::uint8_t {
    moment_of_day = 0,
    column = 1,
    result = 2,
    corrected = 3,
    answer = 4,
    consulted = 5,
    whom = 6,
    silent = 7,
    opinion = 8,
    fee = 9,
    payment = 10,
    withdrawn = 11,
    withdrawal = 12,
    reviewed = 13,
    review_filed = 14,
    review_decided = 15,
    review_result = 16,
    age = 17,
    lodged = 18,
    confirmed = 19,
    reasoned = 20,
    reasons = 21,
    reasons_withheld = 22,
    delayed = 23,
    delay = 24,
    parties = 25,
    prolonged = 26,
    supplemented = 27,
    replaced = 28,
    later_answer = 29,
    sued = 30,
    step = 32,  ///< and what follows: one a step
    // Above the hundred steps that a model may have; letters have a stream each.
    returned = 160,
    back = 161,
    again = 162,
    arrives = 163,
    // Of a review.
    review_accepted = 170,
    review_correction = 171,
    review_extended = 172,
    review_suspended = 173,
    review_stands = 174,
    review_end = 175,
    // Of a suit; each instance has a stream.
    suit_filed = 180,
    sued_after_review = 181,
    suit_suspended = 182,
    suit_stands = 183,
    suit_decided = 184,
    suit_end = 185,
    suit_result = 186,
    suit_reopened = 187,
    suit_reopened_after = 188,
    ordered = 189,
    reanswered = 190
};

/// Letters of an application that may come back, by their number; opinions are asked for by those from
/// `opinion_letters` on.
enum class letter_number : std::uint8_t { correction, fee, reply, first_opinion };
inline constexpr std::size_t most_parties = 3;

/// Streams of an application: of its letters, its parties beyond the first, the instances of its suit.
namespace stream_of {
inline constexpr std::uint64_t letters = 10'000;
inline constexpr std::uint64_t parties = 10'100;
inline constexpr std::uint64_t instances = 10'200;
}  // namespace stream_of

/// Streams of a replication that belong to no application.
namespace street {
inline constexpr std::uint64_t arrivals = std::uint64_t{1} << 60U;
inline constexpr std::uint64_t bursts = std::uint64_t{2} << 60U;
inline constexpr std::uint64_t people = std::uint64_t{3} << 60U;
inline constexpr std::uint64_t open_before = std::uint64_t{4} << 60U;
inline constexpr std::uint64_t known = std::uint64_t{5} << 60U;
}  // namespace street

enum class happens : std::uint8_t {
    morning,
    arrival,
    mass_arrival,
    open_arrival,
    step_done,
    corrected,
    correction_lapses,
    opinion,
    opinion_lapses,
    paid,
    fee_lapses,
    withdrawal,
    extension,
    review,    ///< is filed, or decided
    on_paper,  ///< what a dossier has next
    resumed
};

/// Sixteen bytes with the moment: which application, and whether the event is still meant for it.
struct next_thing {
    std::uint32_t which = 0;  ///< index of the case; of arrivals their number in the day
    std::uint32_t packed = 0;

    static constexpr std::uint32_t life_bits = 0xFF'FFF0;
    static constexpr std::uint32_t first_life = 0x10;

    /// `life_mark` is of the slot's life that it is meant for, `turn` what that life has come to.
    static next_thing of(happens what, std::uint32_t which, std::uint32_t life_mark = 0,
                         std::uint32_t turn = 0) {
        return {which, static_cast<std::uint32_t>(what) | life_mark | turn << 24U};
    }
    static_assert(static_cast<unsigned>(happens::resumed) < first_life, "what fits below a life");
    static_assert((life_bits & (first_life - 1)) == 0 && life_bits < 1U << 24U,
                  "a life stands between what and turn");
    [[nodiscard]] happens what() const { return static_cast<happens>(packed & 0xFU); }
    [[nodiscard]] std::uint32_t life_mark() const { return packed & life_bits; }
    [[nodiscard]] std::uint32_t turn() const { return packed >> 24U; }
};

/// One simulated application, in a line of the cache. Its slot is used again once nothing can happen
/// to it any more.
struct alignas(64) simulated {
    folded_life life{};
    awaited_opinion opinion{};
    std::uint32_t number = 0;  ///< for its name in a log
    random_stream dice{};
    moment since = 0;             ///< joined the queue, or began to be worked on
    std::uint32_t life_mark = 0;  ///< tells the slot's lives apart
    std::uint32_t ticket = 0;     ///< of its queue entry
    std::uint32_t known = 0;      ///< number from 1 among those that were really open
    std::int32_t person = -1;     ///< who works on it
    std::uint8_t turn = 0;        ///< of the main course: what is meant for another turn is stale
    std::uint8_t extension_turn = 0;
    std::uint8_t step = 0;
    std::uint8_t next_step = 0;  ///< while it is held back
    std::uint8_t at_class = 0;
    outcome result = outcome::granted;
    remedy_stage remedy = remedy_stage::none;
    bool wants_correction : 1 = false;
    bool wants_opinion : 1 = false;
    bool wants_fee : 1 = false;
    bool extended : 1 = false;
    bool queues : 1 = false;
    bool in_use : 1 = false;
    bool owed : 1 = false;        ///< an answer, before the last row
    bool particular : 1 = false;  ///< more happens to it than `life` holds: it has a dossier
};
static_assert(sizeof(simulated) == 64, "one line of the cache");

/// The rows of an application that is more than sixteen bytes can say, what the core makes of them, and
/// what will happen to it beside its main course.
struct dossier {
    struct planned {
        moment at = 0;
        event what = event::received;
        std::uint8_t number = 0;  ///< of the letter, party or instance
    };

    std::vector<entry> rows{};
    history life{};  ///< of `rows`, as of the day of the last
    std::vector<planned> plans{};
    int opinions_awaited = 0;
    bool plain = false;  ///< nothing of its dice but what comes after the reply
    bool asked_reasons = false;
};

}  // namespace qixian::inline v0::detail
