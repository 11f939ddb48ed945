// The proof of a due day: trigger, articles, every day counted, skipped or paused, and the day.
//
// A certificate is plain data: it can be written to JSON and checked by someone who does not trust
// this library (checker.hpp re-derives the day from the certificate, the notices and that
// application's rows, and shares no code with the engine but the date type).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qixian/case/duty.hpp"

namespace qixian::inline v0 {

struct certified_extension {
    date on{};
    int days = 0;
    maybe_date until{};
    std::string basis{};
    friend bool operator==(certified_extension const&, certified_extension const&) = default;
};

struct certificate {
    std::string id{};  ///< "QH-2020-22/reply/1"
    std::string application{};
    std::string agency{};
    std::string duty{};    ///< code of the duty
    std::string regime{};  ///< R492 or R711
    std::string trigger_event{};
    bool trigger_is_limit = false;
    date trigger_on{};  ///< not counted (D1)
    std::vector<std::string> basis{};
    /// What the limit holds beside the term of the law; none where an older one does not say.
    std::optional<std::vector<certified_extension>> extensions{};
    int limit = 0;
    std::string unit{};  ///< working_day, day, month; empty for a named day
    std::string ref{};
    std::string status{};
    bool in_force = true;
    date as_of{};  ///< with an open pause the day depends on it
    std::vector<trail_line> lines{};
    date due{};
    maybe_date latest{};
    bool certain = true;
    std::vector<open_days> open{};  ///< the days that make it uncertain; a pause may too
    friend bool operator==(certificate const&, certificate const&) = default;
};

/// The id of a duty: `<application>/<duty>/<number>`.
[[nodiscard]] QIXIAN_DECL std::string duty_id(std::string const& application, duty const& d);

/// The certificate of `d`. Nothing for a duty without a last day.
/// Refuses: 801. Cost: O(days).
[[nodiscard]] QIXIAN_DECL result<std::optional<certificate>> certify(
    duty const& d, history const& h, std::string const& application, std::string const& agency,
    working_calendar const& calendar);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/case/impl/certificate.ipp"
#endif
