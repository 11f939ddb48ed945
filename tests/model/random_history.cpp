// A random history as one call, the day it is asked for, and the policies it is asked under.
#include "random_history.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "random_author.hpp"

namespace model {

using namespace random_rows;

std::vector<row> random_history(std::uint64_t seed, std::uint64_t number, calendar const& days) {
    try {
        return author(seed, number, days).write();
    } catch (std::out_of_range const&) {
        return {};  // a life that outlives the model's calendar: one in some hundred thousand
    }
}

date random_as_of(std::uint64_t seed, std::uint64_t number, std::vector<row> const& rows,
                  calendar const& days) {
    dice d(seed, number, 1);
    if (rows.empty()) {
        return day(20200101);
    }
    auto const by_day = [](row const& a, row const& b) { return a.on < b.on; };
    date const first = std::min_element(rows.begin(), rows.end(), by_day)->on;
    date const last = std::max_element(rows.begin(), rows.end(), by_day)->on;
    date asked = last;
    int const shape = d.between(1, 100);
    if (shape <= 25) {
        asked = plus_days(last, d.between(0, 30));
    } else if (shape <= 40) {
        asked = plus_days(last, d.between(0, 400));
    } else if (shape <= 60) {
        asked = d.pick(rows).on;
    } else if (shape <= 75) {
        asked =
            plus_days(qixian::last_day_of(d.between(qixian::year_of(first), qixian::year_of(last))),
                      d.between(-1, 1));
    } else {
        // Beside a limit that some event set going.
        date const from = d.pick(rows).on;
        int const n = d.pick(std::vector<int>{5, 7, 10, 15, 20, 40});
        asked = plus_days(days.add_working_days(from, n), d.between(-1, 1));
    }
    return std::min(std::max(asked, first), last_asking_day);
}

policies random_policies(std::uint64_t seed, std::uint64_t number) {
    dice d(seed, number, 2);
    policies chosen;
    if (d.chance(55)) {
        return chosen;
    }
    auto flip = [&](char const* name, char const* usual, char const* other) {
        if (d.chance(40)) {
            chosen[name] = d.chance(80) ? other : usual;
        }
    };
    flip("nonworking_receipt", "literal", "next_working_day");
    flip("online_receipt", "mutual_confirmation", "submission_accepted");
    flip("transition", "regime_at_receipt", "new_rule_for_open_cases");
    flip("named_day", "rolled", "literal");
    flip("reasons_as_correction", "no", "yes");
    flip("authority_limit", "rolled", "literal");
    if (d.chance(80)) {
        chosen["correction_492"] = d.pick({"runs", "pauses", "pauses", "restarts", "answers"});
    }
    flip("lapse_492", "refused", "accepted");
    flip("appeal", "pending", "first_instance");
    flip("referral_pause", "yes", "no");
    return chosen;
}

std::string csv_of(std::vector<row> const& rows) {
    auto iso = [](date d) {
        int const n = static_cast<int>(d.year()) * 10000 +
                      static_cast<int>(d.month().as_number()) * 100 + static_cast<int>(d.day());
        auto text = std::to_string(n);
        return text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
    };
    auto maybe = [&](maybe_date d) { return d ? iso(*d) : std::string{}; };
    std::string text = "application,agency,on,event,applicant,channel,days,unit,until,delivered,"
                       "ref,re,kind,view,outcome,ground,result,amount,part_of,related,id,seq\n";
    for (auto const& r : rows) {
        for (auto const& cell : {r.application,
                                 r.agency,
                                 iso(r.on),
                                 r.event,
                                 r.applicant,
                                 r.channel,
                                 r.days ? std::to_string(*r.days) : std::string{},
                                 r.unit,
                                 maybe(r.until),
                                 maybe(r.delivered),
                                 r.ref,
                                 r.re,
                                 r.kind,
                                 r.view,
                                 r.outcome,
                                 r.ground,
                                 r.result,
                                 r.amount ? std::to_string(*r.amount) : std::string{},
                                 r.part_of,
                                 r.related,
                                 r.id}) {
            text += cell + ",";
        }
        text += (r.seq == 0 ? std::string{} : std::to_string(r.seq)) + "\n";
    }
    return text;
}

}  // namespace model
