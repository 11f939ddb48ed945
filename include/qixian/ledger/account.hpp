// What an application is worth to the tables: dates and codes, nothing else.
//
// The ledger counts from dates alone. The machine reaches `carried_forward` by its own way; a test
// holds the two against each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "qixian/case/assess.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"

namespace qixian::inline v0 {

/// One review or suit, as table 4 counts it (C12).
struct remedy_account {
    bool is_suit = false;
    bool after_review = false;
    date filed{};
    /// Each time it came to an end; pending again from `reopened` on.
    struct end {
        date on{};
        std::optional<remedy_result> result{};
        maybe_date reopened{};
    };
    std::vector<end> ends{};
};

struct fee_account {
    date notified{};
    maybe_date paid{};
    std::int64_t amount_fen = 0;
};

/// One application. `received_on` is none for one that was lodged and never received: it is in no
/// row and carries nothing. A void one (registered in error) is in no row of table 3 (C7).
struct account {
    std::string application{};
    std::string agency{};
    qixian::applicant column = qixian::applicant::natural_person;
    maybe_date received_on{};
    maybe_date closed_on{};
    std::optional<outcome> result{};
    bool is_void = false;
    bool late = false;  ///< closed by an act after its due day
    std::vector<remedy_account> remedies{};
    std::vector<fee_account> fees{};
};

/// The account of an assessed application; of one that `assess` never made, one that counts nowhere.
[[nodiscard]] QIXIAN_DECL account account_of(assessment const& a);

/// C1: received in `year`.
[[nodiscard]] inline bool is_new_in(account const& a, int year) {
    return !a.is_void && a.received_on && year_of(*a.received_on) == year;
}

/// C2, C5: received by the end of `on` and not closed by then.
[[nodiscard]] inline bool is_open_after(account const& a, date on) {
    return !a.is_void && a.received_on && *a.received_on <= on &&
           (!a.closed_on || *a.closed_on > on);
}

/// C2: open when `year` began.
[[nodiscard]] inline bool is_carried_into(account const& a, int year) {
    return is_open_after(a, last_day_of(year - 1));
}

/// C4: closed in `year`.
[[nodiscard]] inline bool is_result_of(account const& a, int year) {
    return !a.is_void && a.received_on && a.closed_on && a.result && year_of(*a.closed_on) == year;
}

}  // namespace qixian::inline v0
