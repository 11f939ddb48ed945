// A log of any length for measuring: lives of applications, interleaved as they happen.
#pragma once

#include <cstdint>
#include <queue>
#include <string>
#include <tuple>
#include <vector>

#include "qixian/date/date.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/default.hpp"

namespace qixian::bench {

/// Gives one entry after the other, by day: half of the applications have three entries (received,
/// disclosed, delivered), half have seven (with a consultation, an extension, a supplement); all
/// are lawful. 12,000 applications a year from 2009 on. The same rows every time.
class log_source {
public:
    /// `ids`: whether rows bring an id, as those of a host do; rows typed by hand do not.
    explicit log_source(bool ids) : ids_(ids) {}

    entry const& next() {
        while (waiting_.empty() || waiting_.top().on > today()) {
            begin_one();
        }
        auto const at = waiting_.top();
        waiting_.pop();
        fill(at);
        return row_;
    }

private:
    static constexpr int a_year = 12000;

    struct step {
        date on{};
        std::int64_t application = 0;
        int number = 0;  ///< in the life
        bool long_life = false;
        friend bool operator<(step const& a, step const& b) {
            return std::tuple(b.on, b.application, b.number) <
                   std::tuple(a.on, a.application, a.number);
        }
    };

    [[nodiscard]] date today() const {
        return plus_days(day(20090105), static_cast<int>(begun_ * 365 / a_year));
    }

    void begin_one() {
        auto const on = today();
        ++begun_;
        bool const long_life = begun_ % 2 == 0;
        int number = 0;
        auto const add = [&](int days) {
            waiting_.push({plus_days(on, days), begun_, number++, long_life});
        };
        if (long_life) {
            for (int const days : {0, 3, 9, 11, 15, 18, 30}) {
                add(days);
            }
        } else {
            for (int const days : {0, 12, 15}) {
                add(days);
            }
        }
    }

    void fill(step const& at) {
        using enum event;
        row_ = {};
        row_.application = std::to_string(year_of(day_of(at.application))) + "-" +
                           std::to_string(1'000'000 + at.application);
        row_.on = at.on;
        row_.line = static_cast<std::size_t>(++given_) + 1;
        if (ids_) {
            row_.id = "case-" + std::to_string(10'000'000 + given_);
        }
        constexpr event brief[] = {received, disclosed, delivered};
        constexpr event full[] = {received,  consulted, opinion_received, extended,
                                  disclosed, delivered, supplemented};
        row_.what = at.long_life ? full[at.number] : brief[at.number];
        switch (row_.what) {
        case received:
            row_.applicant =
                at.application % 7 == 0 ? applicant::business : applicant::natural_person;
            row_.channel = at.application % 3 == 0 ? channel::registered_post : channel::online;
            row_.desk = "desk-" + std::to_string(at.application % 9);
            break;
        case consulted:
            row_.kind = kind::third_party;
            row_.ref = "L1";
            row_.delivered = at.on;
            break;
        case opinion_received:
            row_.re = "L1";
            row_.view = view::agrees;
            break;
        case extended: row_.days = 10; break;
        case disclosed: row_.ref = "R1"; break;
        case delivered: row_.re = "R1"; break;
        default: row_.note = "a further page was sent"; break;
        }
    }

    [[nodiscard]] static date day_of(std::int64_t application) {
        return plus_days(day(20090105), static_cast<int>((application - 1) * 365 / a_year));
    }

    bool ids_;
    std::int64_t begun_ = 0;
    std::int64_t given_ = 0;
    std::priority_queue<step> waiting_{};
    entry row_{};
};

}  // namespace qixian::bench
