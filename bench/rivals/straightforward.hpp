// Rival for the whole path from log to table: what one writes in an afternoon on the library's own
// `event_reader`, `step()` and a map, one application at a time, no columns and no table of masks.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "qixian/calendar/working_calendar.hpp"
#include "qixian/case/duty.hpp"
#include "qixian/ledger/table.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace qixian::bench::rivals {

/// One reply clock that runs on the day asked for.
struct open_reply {
    std::string application{};
    date due{};
    int left = 0;
    light shows = light::none;
    friend bool operator==(open_reply const&, open_reply const&) = default;
    friend bool operator<(open_reply const& a, open_reply const& b) {
        return a.application < b.application;  // it has one
    }
};

class straightforward {
public:
    straightforward(date as_of, working_calendar const& calendar)
        : as_of_(as_of), calendar_(calendar) {}

    void take(entry const& e);

    /// The clocks that run, by application; and table 3 of a year.
    [[nodiscard]] std::vector<open_reply> open() const;
    [[nodiscard]] table3 table_of(int year, form shape) const;

private:
    struct record {
        application now{};
        std::optional<qixian::applicant> column{};
        maybe_date received{};
        date origin{};
        int total = 0;
        int extended = 0;
        int corrections = 0;
        bool held = false;
        maybe_date awaited_last{};  ///< for correcting or paying
        maybe_date paused_from{};
        maybe_date opinion_last{};
        maybe_date closed{};
        std::optional<qixian::outcome> result{};
    };

    [[nodiscard]] date add(date from, int days) const;
    [[nodiscard]] int taken_by_pause(record const& r, date on) const;
    [[nodiscard]] facts facts_for(record const& r, entry const& e) const;
    void apply(record& r, entry const& e);

    date as_of_;
    working_calendar const& calendar_;
    std::unordered_map<std::string, record> all_{};
};

}  // namespace qixian::bench::rivals
