// A statute as a value made of rows: words, rules, effects, duties, terms, facts, versions.
//
// The kernel (rule/, case/) is one interpreter over these rows and knows no statute. A built-in
// statute keeps them in `constexpr` tables in its own folder of statute/; one that is loaded at
// run time keeps them in vectors (loaded.hpp). Both are the same type and go the same way.
//
//   effect_row   event -> verbs:   "correction_requested holds the reply clock; asks for a correction"
//   duty_row     who owes what:    "the applicant, a correction, from delivery of that letter"
//   term_row     how long:         "20 working days under this version, by that article"
//   fact_row     what guards ask:  "extended may ask for the due day and what was granted so far"
//
// The verbs are those of administrative time limits in general: opens, closes, pauses, restarts,
// extends, names, deems. What a statute needs beyond them is a row with a narrower condition, not code.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "qixian/base/codes.hpp"
#include "qixian/base/row_view.hpp"
#include "qixian/base/word.hpp"
#include "qixian/date/date.hpp"
#include "qixian/date/span.hpp"
#include "qixian/rule/article.hpp"
#include "qixian/rule/condition.hpp"
#include "qixian/rule/effect_row.hpp"
#include "qixian/rule/facts.hpp"
#include "qixian/rule/ids.hpp"
#include "qixian/rule/policy.hpp"
#include "qixian/rule/verdict.hpp"

namespace qixian::inline v0 {

// --- rules -----------------------------------------------------------------------------------------

struct happening;
using guard = ruling (*)(application const&, happening const&, facts const&);

enum class region : std::uint8_t { procedure, standing, remedy };

/// One rule: where `from` stands in its region, `on` leads to `to` if the guard lets it.
struct rule_row {
    region in = region::procedure;
    std::uint8_t from = 0;  ///< a stage of the region
    event on{};
    std::uint8_t to = 0;
    basis cites{};
    guard when = nullptr;
    std::string_view guard_name{};  ///< "always" where there is no condition
    std::string_view from_code{};
    std::string_view to_code{};
};

/// A day that the facts of a row hold.
enum class known_day : std::uint8_t {
    due,
    notice_last,
    correction_last,
    payment_last,
    consultation_last
};

[[nodiscard]] constexpr maybe_date day_of(known_day which, facts const& known) {
    switch (which) {
    case known_day::due: return known.due;
    case known_day::notice_last: return known.correction_notice_last;
    case known_day::correction_last: return known.correction_last;
    case known_day::payment_last: return known.payment_last;
    case known_day::consultation_last: return known.consultation_last;
    }
    return {};
}

/// What a check asks. A day that is not known breaks `after` and `from`, and lets `by` pass.
enum class check_kind : std::uint8_t {
    by,       ///< on the day `of` or before
    after,    ///< on the day after it or later
    from,     ///< on the day itself or later
    within,   ///< what extensions add up to, this one included, is no more than the law allows
    answers,  ///< `re` finds what the row answers (fact::consultation)
    arrives,  ///< … the letter that it is about (fact::letter)
    open,     ///< a round is open (fact::order_open)
    case_open
};

/// A guard without code, for statutes that are loaded: a rule that has no guard of its own asks the
/// checks of its event, and the first that is broken says what becomes of the row.
struct check_row {
    event on{};
    number_set stages = any_number;
    condition when{};  ///< by version and day
    check_kind how = check_kind::by;
    known_day of = known_day::due;
    verdict otherwise = verdict::refused;
    bool moves = false;  ///< an irregular row has its effect
    code why{};
    basis cites{};
};

/// Why an event is impossible where no rule hears it: the first row that fits.
struct impossible_row {
    number_set events = any_number;
    number_set stages = any_number;
    code why{};
    basis cites{};
};

/// The article of a rule under another version of the law, or before a later law took its place.
struct citation_in_force_row {
    basis of_rule{};
    condition when{};
    basis is{};
};

// --- matters: what a letter opens and another row closes ----------------------------------------------

/// How `re` finds a round.
enum class found_by : std::uint8_t {
    order,  ///< rows do not name it
    ref,    ///< by the key of its letter; where several are open, one whose limit has not passed
    chain   ///< by its key or that of the round it followed
};

/// What a round of a matter is to the tables of a year.
enum class counted_as : std::uint8_t { nothing, fee, review, suit };

struct matter_row {
    matter which{};
    std::string_view code;
    found_by how = found_by::order;
    region in = region::procedure;
    std::optional<matter> follows{};  ///< a round of it may follow one of these
    counted_as counts = counted_as::nothing;
};

/// A matter whose open rounds stop the main clock.
struct pause_row {
    matter of{};
    condition when{};
    bool between =
        false;  ///< the day of the answer counts again, and no later than its period ends
};

// --- duties and terms ------------------------------------------------------------------------------

/// What an instance of a duty is made from.
enum class made_from : std::uint8_t {
    lodging,  ///< one, if it was handed in and not received at once
    runs,     ///< one for each run of the main clock
    receipt,  ///< one, from the first run, met by opening a round of `of`
    rounds,   ///< one for each round of `of`
    act       ///< one, from the act that closed the case, or from the end of the main clock
};

/// Where the period of a duty that is made from rounds begins.
enum class begins : std::uint8_t {
    delivered,  ///< the day the letter reached the other side
    opened,     ///< the day of the row
    accepted,   ///< the day the body accepted, or was deemed to
    decided     ///< the day the decision reached the party, or the last day for deciding
};

/// How a duty that is made from rounds ends.
enum class ends : std::uint8_t {
    answered,    ///< by the answer
    accepted,    ///< by acceptance, deemed on the last day
    decided,     ///< by the decision
    unrecorded,  ///< no row shows it; over when the round is decided
    followed     ///< by a round that follows it
};

struct duty_row {
    duty_kind which{};
    made_from source = made_from::rounds;
    matter of{};
    begins from = begins::delivered;
    ends by = ends::answered;
    party owes{};
    number_set binds = 0;            ///< parties for whom it is missed, not lapsed
    bool work = true;                ///< on the daily list; false: a possibility of someone
    bool outlives = false;           ///< goes on when the case is closed
    bool of_use_while_open = false;  ///< no work once the case is closed, or silence was recorded
    bool own_limit = false;          ///< policy on rest days at the end of an authority's own limit
    condition when{};
    condition bars{};  ///< `act`: not open after an act of this kind …
    number_set barred_outcomes = 0;
    number_set barred_where_withheld = 0;  ///< … if the act names such a ground, or none
    code bar_warning{};                    ///< … which is said
    condition disputed{};                  ///< `act`: open, but disputed
    code dispute_warning{};
    code late_warning{};  ///< used after its last day
};

/// Who owes a duty by the kind of its letter.
struct owner_row {
    duty_kind of{};
    number_set kinds = 0;
    party owes{};
};

enum class term_kind : std::uint8_t {
    none,        ///< no last day
    fixed,       ///< `length` of `in`
    given,       ///< what the letter gives
    same_day,    ///< the day itself
    dates_back,  ///< `length` of `in`; what is deemed when it is over counts from its beginning
    most,        ///< not a period: what extensions may add up to
    wait         ///< … how long a body waits for what it asked for
};

/// Whether it is the period itself, and not a number beside it.
[[nodiscard]] constexpr bool is_period(term_kind how) { return how < term_kind::most; }

/// How long a duty lasts and by which article: the first row that holds.
struct term_row {
    duty_kind of{};
    condition when{};
    term_kind how = term_kind::fixed;
    term is{};
};

/// A further article that a due day of the main clock rests on.
struct ground_row {
    duty_kind of{};
    enum class why : std::uint8_t {
        started_by,
        paused,
        named,
        lengthened,  ///< of what a body decides
        suspended,
        completed  ///< the days that something was waited for were taken out
    } because = why::started_by;
    event trigger{};
    condition when{};
    basis cites{};
    number_set matters = any_number;  ///< `paused`: … by one of these
};

// --- facts: what guards may ask ----------------------------------------------------------------------

enum class fact : std::uint8_t {
    due,              ///< facts::due, paused
    corrections,      ///< rounds of `of` so far
    notice_last,      ///< last day of the duty `duty`
    correction_last,  ///< last day of the last round of `of`, as its letter gave it
    payment_last,     ///< … as the law gives it
    reasons_last,     ///< as `correction_last`, of reasons
    granted,          ///< extended and most
    consultation,     ///< the round of `of` that is answered, and its limit
    letter,           ///< the letter that is answered
    returned_letter,  ///< … among those that came back
    may_lapse,        ///< the law, or a reading, knows a lapse of it
    third_party,      ///< whether one was asked through `of`, may still object, has objected
    not_asked,        ///< no round of `of` was opened
    review_first,     ///< the outcome is in `outcomes`
    to_accept,        ///< a round of `of` that was neither accepted nor decided
    to_decide,        ///< … not decided
    to_judge,         ///< … not decided, of the other kind
    to_complete,      ///< … that waits for what it lacks
    to_suspend,       ///< … undecided, not suspended
    to_resume,        ///< … suspended
    to_reopen,        ///< … decided, not pending again
    ask_last,         ///< last day for asking for what it lacks, by the term of `duty`
    decide_last,      ///< last day for deciding before it rolls; what it was extended by
    given_up,         ///< a round of `of` against the same act was given up
    any_decision,
    running,    ///< a round of `of` is undecided and not overdue
    exhausted,  ///< a round of `of` can be followed
    reference,  ///< `re` is empty or known
    order_open  ///< a round of `of` is not answered
};

struct fact_row {
    fact which{};
    number_set events = any_number;  ///< asked for by these
    number_set stages = any_number;  ///< … where the case stands at one of these
    matter of{};
    duty_kind duty{};
    condition when{};
};

/// A flag of an application while a round of one of these matters is open.
struct flag_row {
    number_set open = 0;
    std::string_view name;
};

/// An article by which an act withholds, as rows name it in `ground`; it stands for its paragraphs.
struct withholding_row {
    std::string_view article;
};

/// How long an announcement stands before it has arrived: the first row that holds.
struct announcement_row {
    condition when{};
    int days = 0;  ///< calendar days
};

/// The days between which an event is lawful, read off the facts.
struct bound_row {
    using day = known_day;
    event on{};
    known_day of = known_day::due;
    enum class side : std::uint8_t {
        last,         ///< through that day
        first,        ///< from that day on
        first_after,  ///< from the day after
        when_overdue  ///< from the day after, while the case is open and nothing else opens it
    } is = side::last;
};

// --- forms: the tables of a year ------------------------------------------------------------------

/// What a row of a form counts.
enum class row_role : std::uint8_t {
    results,     ///< closed in the year with one of `outcomes`
    fresh,       ///< received in the year
    carried_in,  ///< open when it began
    sum,         ///< the results together
    carried_out  ///< open when it ended
};

/// A row of a form, in printed order; its columns are the classes of applicant and the total.
struct form_row {
    std::string_view id;
    std::string_view en;
    std::string_view zh;
    row_role counts = row_role::results;
    number_set outcomes = 0;
    int since = 0;          ///< nothing can stand here in an earlier year
    std::uint8_t form = 0;  ///< of `statute::forms`
};

struct form_word {
    std::string_view code;
    std::string_view en;
    std::string_view zh;
};

// --- versions ----------------------------------------------------------------------------------------

/// A version of the statute: in force for what was received from `from` on. Newest first.
struct version_row {
    regime which{};
    std::string_view code;
    date from{};
};

/// What stands at a stage, for everyone who must know without knowing the stage.
enum class stage_role : std::uint8_t { before, lodged, open, replied, abandoned, ended, voided };

/// Several tables of rows as one.
template <class Row, std::size_t... N>
[[nodiscard]] constexpr auto joined(std::array<Row, N> const&... tables) {
    std::array<Row, (N + ... + 0)> out{};
    std::size_t at = 0;
    ((std::copy(tables.begin(), tables.end(), out.begin() + static_cast<std::ptrdiff_t>(at)),
      at += N),
     ...);
    return out;
}

// --- the statute --------------------------------------------------------------------------------------

struct step_result;
struct entry;
struct cell_table;

/// Position of a rule by region, stage and event; -1: none.
struct rule_index {
    static constexpr std::size_t regions = 3;
    static constexpr std::size_t most_stages = 32;
    static constexpr std::size_t most_events = 64;
    std::array<std::array<std::array<std::int16_t, most_events>, most_stages>, regions> at{};
};

/// Pre: every stage is below 32, every event below 64; one rule a (region, stage, event).
[[nodiscard]] constexpr rule_index index_of(row_view<rule_row> rules) {
    rule_index out;
    for (auto& by_stage : out.at) {
        for (auto& by_event : by_stage) {
            by_event.fill(-1);
        }
    }
    std::int16_t at = 0;
    for (auto const& each : rules) {
        out.at[static_cast<std::size_t>(each.in)][each.from][place_of(each.on)] = at++;
    }
    return out;
}

struct statute {
    std::string_view name;

    // words
    row_view<word<stage>> stages{};
    row_view<word<event>> events{};
    row_view<word<duty_kind>> duty_words{};
    row_view<stage_role> roles{};  ///< by stage
    row_view<article_row> articles{};
    row_view<policy_info> policies{};
    row_view<version_row> versions{};  ///< newest first
    row_view<word<outcome>> outcomes{};
    row_view<word<applicant>> classes{};  ///< none: an opening row needs no class
    row_view<word<kind>> kinds{};
    row_view<word<channel>> channels{};
    row_view<word<party>> parties{};
    row_view<word<remedy_result>> results{};
    cell_table const* cells = nullptr;  ///< what its rows hold; none: any cell with any event

    // events that the kernel itself hears
    event lodges = no_event;
    event receives = no_event;
    event withdraws_entry = no_event;
    event freezes_year = no_event;
    event ends_year = no_event;
    event accepts = no_event;  ///< a body accepts what it was asked
    duty_kind main_clock{};
    event takes_over = no_event;             ///< received elsewhere, moved here
    std::optional<kind> short_procedure{};   ///< what a body says when it chooses that
    std::optional<kind> asks_third_party{};  ///< whom a letter asks who may object
    std::optional<kind> announces{};         ///< a letter that arrives when its time is over
    std::optional<view> objects{};           ///< what bars disclosure
    row_view<announcement_row> announcements{};
    basis entry_withdrawal{};  ///< what taking an entry back rests on

    // rows
    row_view<rule_row> rules{};
    rule_index const* index = nullptr;
    row_view<impossible_row> impossible{};
    row_view<citation_in_force_row> in_force{};
    row_view<effect_row> effects{};
    row_view<closing_row> closings{};
    row_view<hearing_row> hearings{};
    row_view<matter_row> matters{};
    row_view<pause_row> pauses{};
    row_view<duty_row> duties{};
    row_view<owner_row> owners{};
    row_view<term_row> terms{};
    row_view<ground_row> grounds{};
    row_view<fact_row> facts{};
    row_view<bound_row> bounds{};
    row_view<flag_row> flags{};
    row_view<withholding_row> withholding{};
    row_view<check_row> checks{};
    row_view<form_word> forms{};
    row_view<form_row> form_rows{};  ///< form by form

    // policies that the kernel reads by their role
    policy_number named_day_literal = no_policy;        ///< a named rest day stays
    policy_number authority_limit_literal = no_policy;  ///< an authority's own limit stays
    policy_number first_end_counts = no_policy;         ///< a decision that was appealed counts
    policy_number lights_by_due = no_policy;            ///< lights go by the due day alone
    policy_number transition = no_policy;               ///< the newer version for what was open
    code transition_warning{};
    code unrecorded_warning{};  ///< a duty may have been missed, but no row could show it was met
    basis month_end{};          ///< how months end
    basis rest_day_end{};       ///< a last day that is a rest day

    /// The verdict of a machine made of the same rules; none: the table answers.
    step_result (*machine)(application const&, entry const&, ::qixian::facts const&) = nullptr;
};

[[nodiscard]] constexpr stage_role role_of(statute const& law, stage at) {
    return law.roles[place_of(at)];
}
[[nodiscard]] constexpr bool is_open_in(statute const& law, stage at) {
    return role_of(law, at) == stage_role::open;
}
[[nodiscard]] constexpr bool is_closed_in(statute const& law, stage at) {
    return role_of(law, at) >= stage_role::replied;
}

/// The word of this code, if it is one of `words`.
template <class Word>
[[nodiscard]] constexpr std::optional<Word> word_of(row_view<word<Word>> words,
                                                    std::string_view code) {
    for (auto const& each : words) {
        if (each.code == code) {
            return each.which;
        }
    }
    return std::nullopt;
}

/// The rows of a form of the statute, by its place among `forms`.
[[nodiscard]] constexpr row_view<form_row> rows_of(statute const& law, std::size_t form) {
    std::size_t first = 0;
    while (first < law.form_rows.size() && law.form_rows[first].form != form) {
        ++first;
    }
    std::size_t last = first;
    while (last < law.form_rows.size() && law.form_rows[last].form == form) {
        ++last;
    }
    return law.form_rows.subspan(first, last - first);
}

/// The first term of `of` that holds, or nullptr; of its period, or of what is `beside` it.
[[nodiscard]] constexpr term_row const* term_for(statute const& law, duty_kind of,
                                                 circumstances const& now,
                                                 std::optional<term_kind> beside = {}) {
    for (auto const& each : law.terms) {
        bool const asked = beside ? each.how == *beside : is_period(each.how);
        if (each.of == of && asked && holds(each.when, now)) {
            return &each;
        }
    }
    return nullptr;
}

/// How outputs cite an article of the statute.
[[nodiscard]] inline std::string cite(statute const& law, basis which) {
    return citation_of(law.articles[place_of(which)]);
}

/// The statute that a question is asked under where none is named (statute/default.hpp defines it).
[[nodiscard]] QIXIAN_DECL statute const& default_statute();

}  // namespace qixian::inline v0
