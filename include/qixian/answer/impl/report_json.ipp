// The figures of a report as JSON.
#pragma once

#include "qixian/answer/impl/json.ipp"
#include "qixian/ledger/report.hpp"
#include "qixian/ledger/restate.hpp"

namespace qixian::inline v0::answer::detail {

json block_json_of(report_block const& b) {
    return {{"upheld", b.upheld},
            {"corrected", b.corrected},
            {"other", b.other},
            {"pending", b.pending},
            {"total", b.total()}};
}

inline json yuan(std::int64_t fen) {
    return fen % 100 == 0 ? json(fen / 100) : json(static_cast<double>(fen) / 100);
}

/// What a report and a frozen one have in common.
template <class Report>
json figures_of(Report const& r) {
    json j{{"year", r.year}, {"form", code_of(r.shape)}, {"agency", r.agency}};
    // Members of an ordered object move when another is added: they are put in when they are done.
    json table = json::object();
    json cells = json::object();
    for (auto const& row : r.rows) {
        auto& into = table[std::string(row.id)] = json::object();
        json listed = json::object();
        for (std::size_t c = 0; c < row.count.size(); ++c) {
            into[std::string(all_columns[c].code)] = row.count[c];
            if (c < row.who.size() && !row.who[c].empty()) {
                listed[std::string(all_columns[c].code)] = row.who[c];
            }
        }
        if (!listed.empty()) {
            cells[std::string(row.id)] = std::move(listed);
        }
    }
    j["table3"] = std::move(table);
    j["table4"] = {{"review", block_json_of(r.review)},
                   {"direct", block_json_of(r.direct)},
                   {"after_review", block_json_of(r.after_review)}};
    j["cells"] = std::move(cells);
    j["carried_out"] = r.carried_out;
    j["carried_in"] = r.carried_in;
    j["on_time"] = r.on_time;
    j["late"] = r.late;
    j["fees"] = {{"notified", yuan(r.fees_notified_fen)}, {"paid", yuan(r.fees_paid_fen)}};
    return j;
}

inline json json_of(frozen_report const& r) { return figures_of(r); }

inline json json_of(report const& r) {
    auto j = figures_of(r);
    auto& identities = j["identities"] = json::array();
    for (auto const& i : r.identities) {
        identities.push_back({{"id", i.id},
                              {i.id == "I3" || i.id == "I6" ? "row" : "column", i.where},
                              {"holds", i.holds}});
    }
    auto& warnings = j["warnings"] = json::array();
    for (auto const& w : r.warnings) {
        warnings.push_back({{"code", name_of(w.what)},
                            {"number", static_cast<int>(w.what)},
                            {"message", info(w.what).en},
                            {"message_zh", info(w.what).zh},
                            {"detail", w.detail}});
    }
    return j;
}

}  // namespace qixian::inline v0::answer::detail
