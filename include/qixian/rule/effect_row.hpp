// What an accepted row does, as rows: a verb, of which matter, under which condition.
//
// The verbs are those of administrative time limits in general; what they do to a history stands in
// case/impl/effects.ipp, to a life of sixteen bytes in caseload/small_effects.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "qixian/base/codes.hpp"
#include "qixian/rule/condition.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

enum class verb : std::uint8_t {
    lodges,            ///< handed in: no clock runs yet
    receives,          ///< the day of receipt in law
    from_lodging,      ///< a reading: the clock counts from the day it was handed in
    from_working_day,  ///< a reading: … from the next working day
    starts,            ///< the main clock runs from this row, with a fresh quota
    holds,             ///< it stands until it is started again; the former day is kept
    extends,           ///< it gets the days of the row
    names,             ///< the day that the row names replaces its due day
    sends,             ///< a letter whose day of delivery counts
    tells,             ///< a letter from whose delivery nothing counts
    replies,           ///< … the letter that answers the application
    asks,              ///< a letter that opens a round of `of`
    renews,            ///< a letter that gives the last round of `of` another period
    answers,           ///< a round of `of` is answered
    silence,           ///< … by nothing: its time is over
    accepts,           ///< a body accepts the round that it found
    sends_back,        ///< … asks for what it lacks: it waits
    completes,         ///< … has it now
    lengthens,         ///< … takes the days of the row longer
    suspends,          ///< … stops it
    resumes,           ///< … goes on with it
    dismisses,         ///< … ends it without looking at the matter
    drops,             ///< a round ends as if it had not been opened
    gives_up,          ///< … by who opened it, who may open none against the same act again
    reopens,           ///< a round that was decided is undecided again
    acts,              ///< a letter that is a new act: what may be done about one begins anew
    satisfies,         ///< counts as the answer, as far as time goes
    arrives,           ///< the letter that `re` names was delivered
    comes_back,        ///< … came back
    sends_again,       ///< … is sent again
    lapses,            ///< closes on the day after the last day of `of`, whenever it is recorded
    warns              ///< says `warning`
};

/// Which rounds a row answers.
enum class which_round : std::uint8_t {
    found,       ///< the one that `re` names, or the only one
    last,        ///< the last that was opened
    every_open,  ///< all that are not answered
    first_open,  ///< the first that is not answered
    while_open   ///< all that were opened while the case was open
};

/// What makes a warning due.
enum class because : std::uint8_t {
    always,
    irregular,       ///< the code is the one of the ruling
    no_period,       ///< the letter states none
    after_last,      ///< later than the last day of the round of `of`
    no_pause,        ///< the letter of this round, sent now or again, does not stop the clock
    after_due,       ///< later than the due day in force
    named_rest_day,  ///< the named day is a rest day
    objected,        ///< a third party objected
    after_wait,      ///< later than the body waits for what it asked for
    lagged,          ///< more than one working day after it was handed in
    rest_day,        ///< the day that the clock counts from is a rest day
    still_open       ///< the row leaves the case open
};

/// Which due day a warning shows beside the one in force.
enum class shadow : std::uint8_t {
    none,
    former,           ///< the one in force before the row
    fresh,            ///< counted anew from the day of the row
    from_lodging,     ///< counted from the day it was handed in
    same_day,         ///< counted from the day that the clock would count from
    next_working_day  ///< … from the working day after it
};

/// What an accepted row does. Several rows of one event are done in their order.
struct effect_row {
    event on{};
    verb does = verb::sends;
    matter of{};
    condition when{};
    which_round which = which_round::found;
    code warning{};
    because cause = because::always;
    shadow beside = shadow::none;
    std::string_view reading{};  ///< how the other reading is named
};

/// The outcome that closing by an event gives.
struct closing_row {
    event by{};
    std::optional<outcome> gives{};  ///< where the row names none of its own
    bool own = false;                ///< the row's own outcome comes first
};

/// What an answer is that was ordered while the case was open: by its outcome, one of the replies.
struct hearing_row {
    event on{};
    number_set outcomes = 0;
    event as{};
};

}  // namespace qixian::inline v0
