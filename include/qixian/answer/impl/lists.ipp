// The lists of a store and the life of one application, as documents.
#pragma once

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "qixian/answer/impl/application_json.ipp"
#include "qixian/answer/impl/applications.ipp"
#include "qixian/answer/lists.hpp"
#include "qixian/base/spelling.hpp"

namespace qixian::inline v0::answer {

namespace detail {

/// The store as a source of which one faulty application hides no other.
inline source whole_store(std::string_view name) {
    return {.log = input::file(std::string(name)), .keep_going = true};
}

inline date last_day_of_rows(std::vector<entry> const& rows, date as_of) {
    date out = rows.front().on;
    for (auto const& e : rows) {
        out = e.on <= as_of ? std::max(out, e.on) : out;
    }
    return out;
}

inline json list_item(assessment const& a, std::vector<entry> const& rows, date as_of) {
    auto const& h = a.life;
    auto const* const reply = reply_in_force(a);
    bool const runs = reply != nullptr && !is_closed(h.now.at);
    return {{"application", a.application},
            {"agency", a.agency},
            {"applicant", h.applicant_class ? json(info(*h.applicant_class).code) : json(nullptr)},
            {"stage", json_of(h.now.at)},
            {"standing", code_of(h.now.year)},
            {"received_on", json_of(h.received_on)},
            {"closed_on", json_of(h.closed_on)},
            {"outcome", h.result ? json(info(*h.result).code) : json(nullptr)},
            {"desk", h.desk},
            {"version", static_cast<std::int64_t>(rows.size())},
            {"last_on", to_text(last_day_of_rows(rows, as_of))},
            {"reply_due", runs && reply->end ? json(to_text(reply->end->due)) : json(nullptr)},
            {"light", code_of(runs ? reply->light : light::none)},
            {"flags", a.flags}};
}

/// Fault 971 where no entry of the store names the desk.
inline std::optional<fault> unknown_desk(setting const& with, std::string_view desk,
                                         std::string_view name) {
    std::set<std::string> known;
    read_filter const which{.agency = with.agency.empty() ? std::optional<std::string>{}
                                                          : std::optional{with.agency}};
    with.kept->each_application(which, [&](kept_application const& app) {
        for (auto const& e : app.rows) {
            known.insert(e.desk);
        }
    });
    known.erase("");
    if (known.contains(std::string(desk))) {
        return std::nullopt;
    }
    std::vector<std::string> nearest(known.begin(), known.end());
    std::stable_sort(nearest.begin(), nearest.end(), [&](auto const& a, auto const& b) {
        return spelling_distance(a, desk) < spelling_distance(b, desk);
    });
    return fault{.what = code::unknown_desk,
                 .detail = std::string(desk),
                 .file = std::string(name),
                 .field = "desk",
                 .allowed = std::move(nearest)};
}

/// The rows of an application that cannot stand.
inline void add_refused(std::vector<exceptional_row>& to, assessment const& a,
                        std::vector<entry> const& rows) {
    for (auto const& r : a.life.refused) {
        to.push_back(exceptional(r, rows));
    }
}

/// Whether somebody at the desk must look after the application: one that has been at no desk is
/// nobody else's.
inline bool concerns(std::string_view desk, std::vector<entry> const& rows) {
    auto const names = [](entry const& e) { return !e.desk.empty(); };
    return desk.empty() || std::none_of(rows.begin(), rows.end(), names) ||
           std::any_of(rows.begin(), rows.end(), [&](entry const& e) { return e.desk == desk; });
}

/// Which rows were taken back by the as-of day, and by which entry.
inline std::vector<std::string> taken_back_by(std::vector<entry> const& rows, date as_of) {
    std::vector<std::string> by(rows.size());
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].on <= as_of) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(rows[a].on, rows[a].seq) < std::pair(rows[b].on, rows[b].seq);
    });
    std::unordered_multimap<std::string_view, std::size_t> by_id;
    for (auto const each : order) {
        if (!rows[each].id.empty()) {
            by_id.emplace(rows[each].id, each);
        }
    }
    // A later withdrawal may take back an earlier one, so the last is looked at first.
    std::reverse(order.begin(), order.end());
    for (auto const each : order) {
        if (rows[each].what != event::entry_withdrawn || !by[each].empty()) {
            continue;
        }
        auto const [from, to] = by_id.equal_range(rows[each].re);
        for (auto found = from; found != to; ++found) {
            if (found->second != each) {
                by[found->second] = rows[each].id;
            }
        }
    }
    return by;
}

/// Who wrote each line, and when. `line` of a row is its position in the agency's log, where the feed
/// tells it; rows that stand near each other there are asked for in one walk.
inline void add_who_wrote(std::vector<life_line>& lines, kept_application const& app, store& kept) {
    constexpr std::size_t near = 16;
    std::size_t i = 0;  // the lines come as they were recorded
    while (i < lines.size()) {
        auto const first = i;
        kept.feed(app.agency, static_cast<std::int64_t>(lines[i].e.line) - 1,
                  [&](feed_item const& item) {
                      auto& one = lines[i];
                      auto const position = static_cast<std::int64_t>(one.e.line);
                      if (item.position == position) {
                          one.version = item.version;
                          one.stored = item.stored;
                          one.actor = item.actor;
                          one.role = item.role;
                          ++i;
                          return i < lines.size() && lines[i].e.line - one.e.line <= near;
                      }
                      return item.position < position;
                  });
        i += i == first ? 1 : 0;
    }
}

inline std::vector<life_line> lines_of(kept_application const& app, assessment const* now,
                                       setting const& with) {
    auto const& rows = app.rows;
    auto const gone = taken_back_by(rows, with.as_of);
    std::unordered_map<std::size_t, std::pair<row_now, ruling const*>> said;
    if (now != nullptr) {
        for (auto const& each : now->life.irregular) {
            said[each.row] = {row_now::irregular, &each.said};
        }
        for (auto const& each : now->life.refused) {
            said[each.row] = {row_now::refused, &each.said};
        }
    }
    std::vector<life_line> out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        life_line one{.e = rows[i], .version = static_cast<std::int64_t>(i) + 1};
        if (rows[i].on > with.as_of) {
            one.now = row_now::later;
        } else if (!gone[i].empty()) {
            one.now = row_now::withdrawn;
            one.withdrawn_by = gone[i];
        } else if (now != nullptr) {
            if (auto const at = said.find(i); at != said.end()) {
                one.now = at->second.first;
                one.said = *at->second.second;
            }
        }
        out.push_back(std::move(one));
    }
    add_who_wrote(out, app, *with.kept);
    std::stable_sort(out.begin(), out.end(), [](life_line const& a, life_line const& b) {
        return std::pair(a.e.on, a.e.seq) < std::pair(b.e.on, b.e.seq);
    });
    return out;
}

/// The application of that name; 933 where there is none, 934 where several agencies have one.
/// `of_agency` empty: of any.
inline result<kept_application> kept_one(setting const& with, std::string_view of_agency,
                                         std::string_view application, std::string_view name) {
    std::vector<kept_application> found;
    std::string names;
    for (auto const& agency : with.kept->agencies()) {
        if (!of_agency.empty() && agency != of_agency) {
            continue;
        }
        if (auto app = with.kept->find(agency, application, with.recorded_by)) {
            names += (names.empty() ? "" : " ") + agency;
            found.push_back(std::move(*app));
        }
    }
    if (found.size() == 1) {
        return std::move(found.front());
    }
    return fault{.what = found.empty() ? code::unknown_application : code::agency_needed,
                 .detail = found.empty() ? std::string(application) : names,
                 .file = std::string(name)};
}

}  // namespace detail

QIXIAN_DECL duty const* reply_in_force(assessment const& a) {
    for (auto const& d : a.duties) {
        if (d.what == duty_kind::reply && d.in_force) {
            return &d;
        }
    }
    return nullptr;
}

QIXIAN_DECL document list(setting const& with, bool only_open, layout how, std::string_view name,
                          listener const& to) {
    using namespace detail;
    std::vector<json> items;
    std::vector<exceptional_row> refused;
    auto read = each_application(
        whole_store(name), with,
        [&](assessment const& a, std::vector<entry> const& rows) {
            add_refused(refused, a, rows);
            if (!only_open || !is_closed(a.life.now.at)) {
                items.push_back(list_item(a, rows, with.as_of));
            }
        },
        to);
    document said{.json = list_text(
                      head_of("qixian/list/1", with), items, "applications",
                      json{{"refusals", json_of(refused)},
                           {"after_as_of", after_as_of(read.rows_after, read.applications_after)},
                           {"faults", json_of(read.faults)}},
                      how)};
    said.faults = std::move(read.faults);
    said.finding = !refused.empty();
    return said;
}

QIXIAN_DECL work work_of(setting const& with, std::string_view desk, std::string_view name,
                         listener const& to) {
    work out;
    auto read = each_application(
        detail::whole_store(name), with,
        [&](assessment const& a, std::vector<entry> const& rows) {
            if (detail::concerns(desk, rows)) {
                detail::add_refused(out.refused, a, rows);
            }
            add_work(out.items, a, with.lights_of(a.agency).value_or(light_thresholds{}));
        },
        to);
    if (!desk.empty()) {
        std::erase_if(out.items, [&](work_item const& each) { return each.desk != desk; });
        if (out.items.empty()) {
            if (auto why = detail::unknown_desk(with, desk, name)) {
                if (to.fault) {
                    to.fault(*why);
                }
                return {.faults = {*std::move(why)}, .unknown_desk = true};
            }
        }
    }
    out.rows_after = read.rows_after;
    out.applications_after = std::move(read.applications_after);
    sort_by_urgency(out.items);
    for (auto const& each : out.items) {
        ++out.by_light[static_cast<std::size_t>(each.light)];
        out.missed = out.missed || each.duty.status == duty_status::missed;
    }
    out.faults = std::move(read.faults);
    return out;
}

QIXIAN_DECL std::string worklist_document(work const& what, setting const& with,
                                          std::string_view desk, layout how) {
    using namespace detail;
    auto head = head_of("qixian/worklist/1", with);
    head["desk"] = desk.empty() ? json(nullptr) : json(desk);
    std::vector<json> items;
    for (auto const& each : what.items) {
        json item{{"application", each.application},
                  {"agency", each.agency},
                  {"stage", json_of(each.stage)},
                  {"desk", each.desk}};
        item["duty"] = json_of(each.duty, each.application);
        items.push_back(std::move(item));
    }
    json by_light = json::object();
    for (auto const of : {light::overdue, light::red, light::yellow, light::green, light::none}) {
        by_light[std::string(code_of(of))] = what.count(of);
    }
    return list_text(head, items, "items",
                     json{{"counts", by_light},
                          {"refusals", json_of(what.refused)},
                          {"after_as_of", after_as_of(what.rows_after, what.applications_after)},
                          {"faults", json_of(what.faults)}},
                     how);
}

QIXIAN_DECL document worklist(setting const& with, std::string_view desk, layout how,
                              std::string_view name, listener const& to) {
    auto const all = work_of(with, desk, name, to);
    if (all.unknown_desk) {
        return {.faults = all.faults};
    }
    return {.json = worklist_document(all, with, desk, how),
            .faults = all.faults,
            .finding = all.missed || !all.refused.empty()};
}

QIXIAN_DECL result<life_story> life_of(setting const& with, std::string_view application,
                                       std::string_view name, listener const& to) {
    auto found = detail::kept_one(with, with.agency, application, name);
    if (!found && found.error().what == code::unknown_application) {
        auto const entry = with.kept->find_entry(with.agency, application);
        if (entry) {
            found = detail::kept_one(with, entry->agency, entry->application, name);
        } else if (entry.error().what == code::id_ambiguous) {
            found = entry.error();
        }
    }
    if (!found) {
        return found.error();
    }
    life_story out{.app = std::move(found).value()};
    bool const any_by_then = std::any_of(out.app.rows.begin(), out.app.rows.end(),
                                         [&](entry const& e) { return e.on <= with.as_of; });
    if (any_by_then && !all_withdrawn(out.app.rows)) {
        source const from{.log = input::file(std::string(name))};
        on_assessed const use = [&](assessment const& a, std::vector<entry> const& of) {
            out.now = a;
            out.rows = of;
        };
        detail::assessor work(from, with, use, to);
        work.take(out.app);
        out.faults = work.done().faults;
    }
    out.lines = detail::lines_of(out.app, out.now ? &*out.now : nullptr, with);
    return out;
}

QIXIAN_DECL std::string show_document(life_story const& what, setting const& with) {
    using namespace detail;
    auto j = head_of("qixian/show/1", with, with.rules_of(what.app.rows));
    j["application"] = what.app.application;
    j["agency"] = what.app.agency;
    j["version"] = what.app.rows.size();
    json entries = json::array();
    for (auto const& l : what.lines) {
        json one{{"version", l.version},
                 {"position", l.e.line},
                 {"on", to_text(l.e.on)},
                 {"event", code_of(l.e.what)},
                 {"id", l.e.id},
                 {"recorded", l.e.recorded ? json(to_text(*l.e.recorded)) : json(nullptr)},
                 {"stored", to_text(l.stored)},
                 {"actor", l.actor},
                 {"role", l.role},
                 {"verdict", code_of(l.now)},
                 {"withdrawn_by", l.withdrawn_by}};
        one["ruling"] = ruling_or_null(l.said, l.said.what != verdict::accepted);
        one["cells"] = cells_of(l.e);
        entries.push_back(std::move(one));
    }
    j["entries"] = std::move(entries);
    // Without a receipt that stands there is nothing to say but the entries.
    bool const registered = what.now && what.now->life.now.at != stage::unregistered;
    j["state"] = registered ? json_of(*what.now, what.rows) : json(nullptr);
    j["faults"] = json_of(what.faults);
    return page_of_text(j);
}

QIXIAN_DECL document show(setting const& with, std::string_view application, std::string_view name,
                          listener const& to) {
    auto const story = life_of(with, application, name, to);
    if (!story) {
        if (to.fault) {
            to.fault(story.error());
        }
        return {.faults = {story.error()}};
    }
    return {.json = show_document(*story, with), .faults = story->faults};
}

}  // namespace qixian::inline v0::answer
