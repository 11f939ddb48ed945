// The document `qixian/deadlines/1`, written as the applications come.
#pragma once

#include "qixian/answer/deadlines.hpp"
#include "qixian/answer/impl/application_json.ipp"
#include "qixian/answer/lists.hpp"

namespace qixian::inline v0::answer {

namespace detail {

/// The last members of `deadlines`.
inline json tail_of(exceptions const& odd, reading const& read) {
    json irregular = json::array();
    for (auto const& each : odd.irregular) {
        auto one = json_of(each);
        one["effect"] = effect_of(each.said.why).en;
        irregular.push_back(std::move(one));
    }
    json late = json::array();
    for (auto const& each : odd.answered_late) {
        late.push_back({{"application", each.application},
                        {"agency", each.agency},
                        {"due", to_text(each.due)},
                        {"answered_on", to_text(each.answered_on)},
                        {"late_by", each.late_by}});
    }
    return {{"irregular", std::move(irregular)},
            {"refusals", json_of(odd.refused)},
            {"answered_late", std::move(late)},
            {"after_as_of", after_as_of(read.rows_after, read.applications_after)},
            {"left_out", read.left_out},
            {"faults", json_of(read.faults)},
            {"cell_warnings", json_of(read.cell_warnings)}};
}

/// An application with what it was answered by where that is not what the head says.
inline json item_of(assessment const& a, std::vector<entry> const& rows, setting const& with) {
    auto item = json_of(a, rows);
    auto const by = with.rules_of(rows);
    if (by.chosen != with.chosen) {
        item["policies"] = json_of(by.chosen);
    }
    if (by.region != with.region) {
        item["region"] = by.region;
    }
    return item;
}

}  // namespace detail

QIXIAN_DECL void exceptions::take(assessment const& a, std::vector<entry> const& rows) {
    for (auto const& r : a.life.irregular) {
        irregular.push_back(detail::exceptional(r, rows));
    }
    for (auto const& r : a.life.refused) {
        refused.push_back(detail::exceptional(r, rows));
    }
    auto const* const reply = reply_in_force(a);
    if (is_replied(a.life.now.at) && a.late_by && reply != nullptr && reply->end) {
        answered_late.push_back({.application = a.application,
                                 .agency = a.agency,
                                 .due = reply->end->due,
                                 .answered_on = *a.life.closed_on,
                                 .late_by = *a.late_by});
    }
    if (!is_closed(a.life.now.at)) {
        for (auto const& d : a.duties) {
            missed_while_open =
                missed_while_open || (d.in_force && d.status == duty_status::missed);
        }
    }
}

QIXIAN_DECL deadlines_told write_deadlines(source const& from, setting const& with, layout how,
                                           sink const& out, listener const& to) {
    exceptions odd;
    bool const lines = how == layout::lines;
    std::string begun = detail::text_of(detail::head_of("qixian/deadlines/1", with));
    if (lines) {
        begun += "\n";
    } else {
        begun.pop_back();
        begun += ",\"applications\":[\n";
    }
    bool started = false;
    auto read = each_application(
        from, with,
        [&](assessment const& a, std::vector<entry> const& rows) {
            odd.take(a, rows);
            auto const text = detail::text_of(detail::item_of(a, rows, with));
            out(lines ? (started ? "" : begun) + text + "\n" : (started ? ",\n" : begun) + text);
            started = true;
        },
        to);
    deadlines_told told{.read = std::move(read), .finding = odd.finding()};
    if (told.read.stopped() && !started) {
        return told;
    }
    auto const tail = detail::text_of(detail::tail_of(odd, told.read));
    out((started ? "" : begun) + (lines ? tail + "\n" : "\n]," + tail.substr(1) + "\n"));
    return told;
}

QIXIAN_DECL document deadlines(source const& from, setting const& with, layout how) {
    document said;
    auto told = write_deadlines(from, with, how, [&](std::string_view text) { said.json += text; });
    said.faults = std::move(told.read.faults);
    said.finding = told.finding;
    return said;
}

QIXIAN_DECL std::string application_document(assessment const& a, std::vector<entry> const& rows) {
    return detail::text_of(detail::json_of(a, rows));
}

}  // namespace qixian::inline v0::answer
