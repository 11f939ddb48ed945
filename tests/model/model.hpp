// The slow and obvious model that the engine is tested against.
//
// It shares no code with the library but the day itself: it walks the calendar one day at a time,
// its procedure is a chain of ifs, its tables come from replaying every year end. Where engine and
// model disagree, one of them has misread the law; that is what the model is for. Codes are strings
// here, spelt as in the published formats.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "qixian/date/date.hpp"

namespace model {

using qixian::date;
using qixian::maybe_date;

/// One line of an event log. `seq` empty counts as 0; `line` is for messages only.
struct row {
    std::string application{};
    std::string agency{};
    date on{};
    std::string event{};
    std::string applicant{};
    std::string channel{};
    std::optional<int> days{};
    std::string unit{};
    maybe_date until{};
    maybe_date delivered{};
    std::string ref{};
    std::string re{};
    std::string kind{};
    std::string view{};
    std::string outcome{};
    std::string ground{};  ///< articles, joined by ;
    std::string result{};
    std::optional<long> amount{};
    std::string part_of{};
    std::string related{};
    std::string id{};
    int seq{};
    int line{};
};

/// Name and value; a missing name means the recommended reading. Known: nonworking_receipt,
/// online_receipt, transition, named_day, reasons_as_correction, authority_limit, correction_492,
/// lapse_492, appeal, referral_pause.
using policies = std::map<std::string, std::string>;

/// Which days are working days: the plain week, the statute's own days, then every notice in the
/// order of publication. Holds 2001-01-01 to 2027-12-31; certain until 2026-12-28.
class calendar {
public:
    /// Reads cn-notices.csv, cn-days.csv and cn-statutory-days.csv of `directory`, without the
    /// notices published after `known_on`. Throws std::runtime_error when a file is missing.
    explicit calendar(std::string const& directory, maybe_date known_on = {});

    [[nodiscard]] bool works(date d) const;
    /// The n-th working day strictly after `d` (D1).
    [[nodiscard]] date add_working_days(date d, int n) const;
    /// `d`, or the first working day after it (D4).
    [[nodiscard]] date roll(date d) const;
    /// Working days after `a` through `b`; negative when `b` is earlier.
    [[nodiscard]] int working_days(date a, date b) const;

private:
    std::vector<bool> working_{};
};

/// The corresponding day of a later month, or that month's end (D5).
[[nodiscard]] date add_months(date d, int months);

struct duty {
    std::string name{};
    int n{};
    std::string ref{};        ///< opinion only
    maybe_date started_on{};  ///< empty where the letter came back
    maybe_date due{};         ///< empty: no last day
    maybe_date latest{};      ///< as formats.md has it
    std::string status{};
    int paused_days{};                       ///< working days left out of the count (reply only)
    std::optional<int> working_days_left{};  ///< only while the thing is still to be done
};

struct coded {
    std::size_t row{};  ///< index into the rows that were passed in
    std::string code{};
};

struct warning {
    std::string code{};
    maybe_date shadow_due{};
};

/// An end of a suit, or that it is pending again.
struct suit_step {
    date on{};
    std::string result{};  ///< upheld, corrected, other; empty: pending again
};

/// A chain: a review and the suit that followed it, or a direct suit alone.
struct remedy {
    std::string ref{};
    maybe_date review_filed{};
    maybe_date review_accepted{};  ///< recorded or deemed, once that day has come
    maybe_date review_limit{};     ///< last day for the decision
    maybe_date review_decided{};   ///< or ended otherwise
    std::string review_result{};   ///< upheld, corrected, other, mediated
    maybe_date suit_filed{};
    std::string suit_kind{};  ///< direct, after_review
    std::vector<suit_step> suit_course{};
};

struct answer {
    std::string application{};
    std::string agency{};
    std::string applicant{};
    std::string stage{};  ///< empty while nothing has been registered
    std::string standing{};
    std::vector<int> carried_over{};
    maybe_date lodged_on{};
    maybe_date received_on{};
    maybe_date closed_on{};
    std::string outcome{};
    std::string regime{};   ///< R492, R711
    std::string part_of{};  ///< parent of a split
    std::vector<duty> duties{};
    std::vector<coded> irregular{};
    std::vector<coded> refusals{};
    std::vector<coded> faults{};  ///< when not empty, nothing else is to be relied on
    std::vector<warning> warnings{};
    std::vector<remedy> remedies{};
    std::set<std::string> met{};  ///< of the readings, which corners this life came through
};

/// The answer for the rows of one application. Rows after `as_of` are ignored.
[[nodiscard]] answer assess(std::vector<row> const& rows, date as_of, policies const& policy,
                            calendar const& days);

/// The answers of a log, by agency and application; those without a row by `as_of` are left out.
[[nodiscard]] std::vector<answer> assess_log(std::vector<row> const& rows, date as_of,
                                             policies const& policy, calendar const& days);

/// natural_person business research public_welfare legal_service other total
using cells = std::vector<int>;

struct report {
    std::map<std::string, cells> table3{};  ///< row id -> seven columns
    std::set<std::string> carried_in{};     ///< applications, as agency/application
    std::set<std::string> carried_out{};
    /// block -> upheld corrected other pending total
    std::map<std::string, cells> table4{};
    bool year_not_over{};
};

/// Tables 3 and 4 of `year`; `form` is 2019 or 2021, 0 for the usual one of that year.
[[nodiscard]] report tables(std::vector<answer> const& answers, int year, date as_of, int form = 0);

/// Every row id of table 3 in that form, in the order of the form.
[[nodiscard]] std::vector<std::string> table3_rows(int form);
/// The row of the 2021 form an outcome belongs to.
[[nodiscard]] std::string row_of(std::string const& outcome);

/// The warnings the model knows of; the engine may have more.
[[nodiscard]] std::set<std::string> const& modelled_warnings();

}  // namespace model
