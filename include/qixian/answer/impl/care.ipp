// What the calls of a store returned, as documents.
#pragma once

#include <algorithm>

#include "qixian/answer/care.hpp"
#include "qixian/answer/impl/entries.ipp"
#include "qixian/answer/impl/report_json.ipp"

namespace qixian::inline v0::answer {

namespace detail {

inline json json_of(setting_row const& row) {
    return {{"agency", row.agency},
            {"from", to_text(row.from)},
            {"name", row.name},
            {"value", row.value}};
}

inline json json_of(std::span<setting_row const> rows) {
    json out = json::array();
    for (auto const& each : rows) {
        out.push_back(json_of(each));
    }
    return out;
}

inline json json_of(kept_settings const& chosen) {
    return {{"policies", json_of(chosen.chosen)},
            {"region", chosen.region},
            {"lights", {{"yellow", chosen.lights.yellow}, {"red", chosen.lights.red}}}};
}

inline json head_of_year(std::string_view schema, closed_year const& closed) {
    return {{"schema", schema},
            {"closed_on", to_text(closed.closed_on)},
            {"recorded", to_text(closed.recorded)},
            {"position", closed.position}};
}

inline json json_of(set_move const& m) { return {{"joined", m.joined}, {"left", m.left}}; }

inline json json_of(std::vector<cell_move> const& cells) {
    json out = json::array();
    for (auto const& c : cells) {
        out.push_back({{"row", c.row},
                       {"column", c.column},
                       {"published", c.published},
                       {"corrected", c.corrected},
                       {"joined", c.joined},
                       {"left", c.left}});
    }
    return out;
}

inline json json_of(applied_notice const& each) {
    json apps = json::array();
    for (auto const& app : each.said.moved) {
        apps.push_back({{"application", app.application},
                        {"agency", app.agency},
                        {"duties", json_of(app.duties)}});
    }
    return {{"notice", each.what.id},
            {"amends", each.what.amends},
            {"document", each.what.document},
            {"published", to_text(each.what.published)},
            {"known_before", each.said.known_before},
            {"becomes_late", each.becomes_late()},
            {"late_no_more", each.late_no_more()},
            {"applications", std::move(apps)},
            {"region", each.what.region},
            {"open", json_of(each.said.open)}};
}

inline json json_of(damage const& d) {
    return {{"what", code_of(d.what)}, {"agency", d.agency},     {"application", d.application},
            {"version", d.version},    {"position", d.position}, {"id", d.id},
            {"detail", d.detail}};
}

inline std::string line_of(json const& j) { return text_of(j) + "\n"; }

template <class Test>
std::size_t count_moves(notice_effect const& said, Test is_one) {
    std::size_t n = 0;
    for (auto const& app : said.moved) {
        n += static_cast<std::size_t>(std::count_if(app.duties.begin(), app.duties.end(), is_one));
    }
    return n;
}

}  // namespace detail

// --- a store, and what it keeps chosen --------------------------------------------------------------

QIXIAN_DECL std::string init_document(std::string_view name, store_info const& about,
                                      std::span<setting_row const> chosen) {
    using namespace detail;
    return line_of(json{{"schema", "qixian/init/1"},
                        {"store", name},
                        {"id", about.id},
                        {"hash", about.hash},
                        {"schema_version", about.schema},
                        {"agencies", about.agencies},
                        {"created", to_text(about.created)},
                        {"settings", json_of(chosen)}});
}

QIXIAN_DECL std::vector<std::string> agencies_with_settings(store& of) {
    auto agencies = of.agencies();
    if (std::find(agencies.begin(), agencies.end(), "") == agencies.end()) {
        agencies.insert(agencies.begin(), "");
    }
    return agencies;
}

QIXIAN_DECL std::string settings_document(store& of, date on,
                                          std::optional<setting_row> const& changed) {
    using namespace detail;
    json in_force = json::array();
    for (auto const& each : agencies_with_settings(of)) {
        json one{{"agency", each}};
        one.update(json_of(of.settings(each, on)));
        in_force.push_back(std::move(one));
    }
    return page_of_text(
        json{{"schema", "qixian/settings/1"},
             {"on", to_text(on)},
             {"changed", changed ? json_of(*changed) : json(nullptr)},
             {"settings", json_of(std::span<setting_row const>(of.setting_history()))},
             {"in_force", std::move(in_force)},
             {"notice_conflicts", of.notice_conflicts()}});
}

// --- years ------------------------------------------------------------------------------------------

QIXIAN_DECL std::int64_t total_of(frozen_report const& figures, std::string_view row) {
    for (auto const& each : figures.rows) {
        if (each.id == row) {
            return each.count.back();
        }
    }
    return 0;
}

QIXIAN_DECL std::string close_year_document(closed_year const& closed) {
    auto j = detail::head_of_year("qixian/close-year/1", closed);
    j.update(detail::json_of(closed.figures));
    return detail::page_of_text(j);
}

QIXIAN_DECL std::string restate_document(restatement const& bridge, closed_year const& published,
                                         date as_of) {
    using namespace detail;
    auto j = head_of_year("qixian/restate/1", published);
    j["as_of"] = to_text(as_of);
    j["agency"] = bridge.agency;
    j["year"] = bridge.year;
    j["form"] = code_of(bridge.shape);
    j["changed"] = bridge.changed();
    j["cells"] = json_of(bridge.cells);
    j["remedies"] = json_of(bridge.remedies);
    json figures = json::array();
    for (auto const& f : bridge.figures) {
        figures.push_back(
            {{"name", f.name}, {"published", f.published}, {"corrected", f.corrected}});
    }
    j["figures"] = std::move(figures);
    j["carried_in"] = json_of(bridge.carried_in);
    j["carried_out"] = json_of(bridge.carried_out);
    return page_of_text(j);
}

QIXIAN_DECL std::string years_document(std::span<closed_year const> closed) {
    using namespace detail;
    json list = json::array();
    for (auto const& each : closed) {
        list.push_back({{"agency", each.agency},
                        {"year", each.year},
                        {"form", code_of(each.figures.shape)},
                        {"closed_on", to_text(each.closed_on)},
                        {"recorded", to_text(each.recorded)},
                        {"position", each.position},
                        {"new", total_of(each.figures, "1")},
                        {"carried_in", each.figures.carried_in},
                        {"carried_out", each.figures.carried_out}});
    }
    return page_of_text(json{{"schema", "qixian/years/1"}, {"years", std::move(list)}});
}

// --- notices ----------------------------------------------------------------------------------------

QIXIAN_DECL std::size_t applied_notice::becomes_late() const {
    return detail::count_moves(said,
                               [](due_move const& m) { return m.late_after && !m.late_before; });
}

QIXIAN_DECL std::size_t applied_notice::late_no_more() const {
    return detail::count_moves(said,
                               [](due_move const& m) { return m.late_before && !m.late_after; });
}

QIXIAN_DECL std::string apply_notice_document(std::span<applied_notice const> done, date as_of,
                                              bool dry_run) {
    using namespace detail;
    json list = json::array();
    for (auto const& each : done) {
        list.push_back(json_of(each));
    }
    return page_of_text(json{{"schema", "qixian/apply-notice/1"},
                             {"as_of", to_text(as_of)},
                             {"dry_run", dry_run},
                             {"notices", std::move(list)}});
}

// --- care -------------------------------------------------------------------------------------------

QIXIAN_DECL two_texts verification_covers() {
    return {
        "已核对：数据库结构、表和触发器、每条记录的内容与次序、各件"
        "申请的链、检查点、已固定年度、通知、投影。",
        "Checked: the file's structure, tables and triggers, the content and order of every entry, "
        "the chain of every application, checkpoints, closed years, notices, the projection."};
}

QIXIAN_DECL two_texts verification_leaves_out() {
    return {"未提供锚定凭证：若最新的记录被截去、整个文件被换成旧副本，或整条链被重新制作，仅凭本文"
            "件无法发现。请用 `qixian anchor` 留存凭证，再用 --anchor 核对。",
            "No anchor was given: cut-off newest entries, a whole old copy put back, or a chain "
            "that was made again from the start cannot be seen from this file alone. Keep what "
            "`qixian anchor` prints elsewhere, and verify with --anchor."};
}

QIXIAN_DECL std::string verify_document(std::string_view name, verification const& said) {
    using namespace detail;
    json found = json::array();
    for (auto const& each : said.found) {
        found.push_back(json_of(each));
    }
    auto const covers = verification_covers();
    auto const leaves = said.anchored ? two_texts{} : verification_leaves_out();
    return page_of_text(json{{"schema", "qixian/verify/1"},
                             {"store", name},
                             {"clean", said.clean()},
                             {"anchored", said.anchored},
                             {"events", said.events},
                             {"applications", said.applications},
                             {"checkpoints", said.checkpoints},
                             {"beyond_anchor", said.beyond_anchor},
                             {"projection_compared", said.projection_compared},
                             {"found", std::move(found)},
                             {"covered", covers.en},
                             {"covered_zh", covers.zh},
                             {"not_covered", leaves.en},
                             {"not_covered_zh", leaves.zh}});
}

QIXIAN_DECL std::string anchor_document(store_anchor const& made,
                                        std::optional<std::string_view> file) {
    using namespace detail;
    json agencies = json::array();
    for (auto const& each : made.agencies) {
        agencies.push_back({{"agency", each.agency},
                            {"day", to_text(each.day)},
                            {"made", to_text(each.made)},
                            {"entries", each.events},
                            {"applications", each.applications},
                            {"root", each.root},
                            {"checkpoint", each.hash}});
    }
    return page_of_text(json{{"schema", "qixian/anchor/1"},
                             {"store", made.store},
                             {"hash", made.hash},
                             {"agencies", std::move(agencies)},
                             {"file", file ? json(*file) : json(nullptr)},
                             {"text", to_text(made)}});
}

QIXIAN_DECL std::string backup_document(std::string_view name, std::string_view file,
                                        store_info const& about) {
    using namespace detail;
    return line_of(json{{"schema", "qixian/backup/1"},
                        {"store", name},
                        {"file", file},
                        {"id", about.id},
                        {"verified", true}});
}

QIXIAN_DECL std::string restore_document(std::string_view file, std::string_view name,
                                         store_info const& about) {
    using namespace detail;
    return line_of(json{{"schema", "qixian/restore/1"},
                        {"file", file},
                        {"store", name},
                        {"id", about.id},
                        {"hash", about.hash},
                        {"schema_version", about.schema},
                        {"verified", true}});
}

QIXIAN_DECL std::string rebuild_document(std::string_view name) {
    using namespace detail;
    return line_of(json{{"schema", "qixian/rebuild/1"}, {"store", name}, {"rebuilt", true}});
}

}  // namespace qixian::inline v0::answer
