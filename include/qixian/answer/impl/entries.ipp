// Entries into a store and out of it, as documents.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "qixian/answer/entries.hpp"
#include "qixian/answer/impl/application_json.ipp"
#include "qixian/answer/impl/applications.ipp"
#include "qixian/case/work_list.hpp"

namespace qixian::inline v0::answer {

namespace detail {

inline json json_of(due_move const& m) {
    auto const side = [](bool there, maybe_date const& due, maybe_date const& latest, bool certain,
                         bool late) -> json {
        if (!there) {
            return nullptr;
        }
        return {{"due", json_of(due)},
                {"latest", json_of(latest)},
                {"certain", certain},
                {"late", late}};
    };
    return {
        {"duty", code_of(m.what)},
        {"number", m.number},
        {"ref", m.ref},
        {"owed_by", code_of(m.owed_by)},
        {"before", side(!m.fresh, m.before_due, m.before_latest, m.before_certain, m.late_before)},
        {"after", side(!m.gone, m.after_due, m.after_latest, m.after_certain, m.late_after)},
        {"change", m.late_after && !m.late_before   ? "becomes_late"
                   : m.late_before && !m.late_after ? "late_no_more"
                                                    : "none"}};
}

inline json json_of(std::vector<due_move> const& moves) {
    json out = json::array();
    for (auto const& each : moves) {
        out.push_back(json_of(each));
    }
    return out;
}

inline json json_of(std::vector<cell_difference> const& cells) {
    json out = json::array();
    for (auto const& each : cells) {
        out.push_back({{"cell", each.cell}, {"before", each.before}, {"now", each.now}});
    }
    return out;
}

/// What says the same fact, and in which cells it differs.
inline void add_sameness(json& to, append_answer const& said) {
    to["same_as"] = said.same_as;
    to["same_line"] = said.same_line == 0 ? json(nullptr) : json(said.same_line);
    to["differs"] = json_of(said.differs);
}

inline json json_of(import_row const& row) {
    json j{{"line", row.line},
           {"application", row.application},
           {"agency", row.agency},
           {"event", code_of(row.what)},
           {"on", to_text(row.on)}};
    add_ruling(j, row.answer.said);
    j["possible"] = json_of(row.answer.possible);
    j["displaced"] = row.answer.displaced;
    add_sameness(j, row.answer);
    return j;
}

inline json json_of_amended(import_row const& row) {
    return {{"line", row.line},           {"application", row.application},
            {"agency", row.agency},       {"event", code_of(row.what)},
            {"on", to_text(row.on)},      {"withdrawn", row.answer.amended},
            {"id", row.answer.id},        {"differs", json_of(row.answer.differs)},
            {"undone", row.answer.undone}};
}

inline json json_of(feed_item const& item) {
    return {
        {"agency", item.agency},   {"position", item.position}, {"application", item.e.application},
        {"version", item.version}, {"entry", cells_of(item.e)}, {"stored", to_text(item.stored)},
        {"actor", item.actor},     {"role", item.role},         {"hash", item.hash}};
}

/// RFC 3986: what is not unreserved is written as %XX.
inline std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
        }
    }
    return out;
}

/// CloudEvents 1.0: `id` is unique within `source`, which is one agency of one store.
inline json cloud_event_of(feed_item const& item, std::string const& store_id) {
    json out{{"specversion", "1.0"},
             {"id", item.e.id},
             {"source", "urn:qixian:" + store_id + ":" + percent_encoded(item.agency)},
             {"type", "qixian.entry." + std::string(code_of(item.e.what))}};
    if (!item.e.application.empty()) {
        out["subject"] = item.e.application;
    }
    out["time"] = to_text(*item.e.recorded);
    out["datacontenttype"] = "application/json";
    out["data"] = json_of(item);
    return out;
}

/// Hands text over in pieces of some size.
class buffered {
public:
    explicit buffered(sink const& out) : out_(out) {}
    std::string text;
    void pass_on_when_full() {
        if (text.size() >= std::size_t{1} << 16U) {
            pass_on();
        }
    }
    void pass_on() {
        out_(text);
        text.clear();
    }

private:
    sink const& out_;
};

}  // namespace detail

QIXIAN_DECL aftermath aftermath_of(kept_application const& after, entry const& e, bool refused,
                                   setting const& with) {
    aftermath out;
    auto const& rows = after.rows;
    out.as_of = e.on;
    for (auto const& each : rows) {
        out.as_of = std::max(out.as_of, each.on);
    }
    if (rows.empty() || all_withdrawn(rows)) {
        return out;
    }
    auto const in = with.rules_of(rows).question();
    if (auto const now = assess(rows, out.as_of, in)) {
        out.now = *now;
        if (auto const lights = with.lights_of(after.agency)) {
            detail::assessor::relight(*out.now, *lights);
        }
    }
    if (refused) {
        if (auto const other = would(rows, e, in)) {
            out.possible = other->possible;
            out.later = other->later;
        }
    }
    return out;
}

QIXIAN_DECL std::string record_document(entry const& e, append_answer const& said,
                                        aftermath const& after, bool dry_run) {
    using namespace detail;
    bool const refused = said.status == append_status::refused;
    json j{
        {"schema", "qixian/record/1"},  {"status", code_of(said.status)},
        {"dry_run", dry_run},           {"agency", said.agency},
        {"application", e.application}, {"event", code_of(e.what)},
        {"on", to_text(e.on)},          {"id", said.id},
        {"version", said.version},      {"verdict", refused ? "refused" : code_of(said.said.what)}};
    j["ruling"] = ruling_or_null(said.said, refused || said.said.what != verdict::accepted);
    j["possible"] = json_of(after.possible);
    j["later"] = json_of(after.later);
    j["displaced"] = said.displaced;
    add_sameness(j, said);
    j["amended"] = said.amended;
    j["undone"] = said.undone;
    j["warnings"] = json_of(said.warnings);
    j["closed_years"] = said.closed_years;
    j["as_of"] = to_text(after.as_of);
    j["stage"] = after.now ? json_of(after.now->life.now.at) : json(nullptr);
    json duties = json::array();
    if (after.now) {
        for (auto const& d : after.now->duties) {
            if (d.in_force && is_work(*after.now, d)) {
                duties.push_back(json_of(d, e.application));
            }
        }
    }
    j["duties"] = std::move(duties);
    return page_of_text(j);
}

QIXIAN_DECL std::string withdraw_document(std::string_view id, withdrawal const& done) {
    using namespace detail;
    auto const& said = done.answer;
    json j{{"schema", "qixian/withdraw-entry/1"},
           {"status", code_of(said.status)},
           {"agency", done.after.agency},
           {"application", done.after.application},
           {"withdrawn", id},
           {"id", said.id},
           {"version", said.version},
           {"moved", json_of(done.duties)}};
    json refused = json::array();
    for (auto const& each : done.now_refused) {
        auto const& e = done.after.rows[each.row];
        json row{{"id", e.id}, {"event", code_of(e.what)}, {"on", to_text(e.on)}};
        add_ruling(row, each.said);
        refused.push_back(std::move(row));
    }
    j["now_refused"] = std::move(refused);
    j["closed_years"] = said.closed_years;
    j["ruling"] = ruling_or_null(said.said, said.status == append_status::refused);
    return page_of_text(j);
}

namespace detail {

/// The keys of rows that name no agency: whose they are, only the whole batch tells. A key that stands in
/// row after row is kept once.
class unnamed_keys {
public:
    void add(entry const& e, std::size_t column) {
        if (all_.empty() || all_.back().application != e.application) {
            all_.push_back({e.application, e.line, column});
        }
    }

    /// Tells `say` of the twins among them, and of those they have in `twins`. As in the store: they
    /// belong to the one agency that the batch names, else to the only one that the store knows, else
    /// to the first that it was made for; if the batch names several, to none.
    template <class Say>
    void tell(qixian::detail::key_twins& twins, std::vector<std::string> const& named, store* into,
              Say say) const {
        if (all_.empty() || named.size() > 1) {
            return;
        }
        std::string agency;
        if (!named.empty()) {
            agency = named.front();
        } else if (into != nullptr) {
            auto const& declared = into->about().agencies;
            auto const known = declared.empty() ? into->agencies() : declared;
            agency = known.empty() || (known.size() > 1 && declared.empty()) ? "" : known.front();
        }
        for (auto const& each : all_) {
            if (auto const other = twins.note(agency, each.application)) {
                say(each.line, each.column, each.application, *other);
            }
        }
    }

private:
    struct key {
        std::string application{};
        std::size_t line = 0;
        std::size_t column = 0;
    };
    std::vector<key> all_{};
};

/// Knows the keys of a store.
inline qixian::detail::key_twins twins_of(store* kept) {
    qixian::detail::key_twins out;
    for (auto const& agency : kept != nullptr ? kept->agencies() : std::vector<std::string>{}) {
        for (auto const& name : kept->application_names(agency)) {
            out.know(agency, name);
        }
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL std::vector<fault> twins_in(store& kept, std::string_view agency,
                                        std::string_view application) {
    std::vector<fault> out;
    if (auto const other = detail::twins_of(&kept).note(agency, application)) {
        out.push_back(qixian::detail::twin_warning({}, 0, application, *other));
    }
    return out;
}

QIXIAN_DECL batch_read read_batch(source const& from, listener const& to, store* into) {
    batch_read out;
    auto const how = detail::reading_of(from);
    auto twins = detail::twins_of(into);
    detail::unnamed_keys unnamed;
    std::vector<std::string> named;
    auto const twin = [&](std::size_t line, std::size_t column, std::string_view one,
                          std::string_view other) {
        out.cell_warnings.push_back(qixian::detail::twin_warning(from.log.name, line, one, other));
        out.cell_warnings.back().column = column;
    };
    auto const end = [&] {
        unnamed.tell(twins, named, into, twin);
        std::stable_sort(out.cell_warnings.begin(), out.cell_warnings.end(),
                         [](fault const& a, fault const& b) { return a.line < b.line; });
    };
    auto const fail = [&](fault why) {
        if (why.file.empty()) {
            why.file = from.log.name;
        }
        if (to.fault) {
            to.fault(why);
        }
        out.faults.push_back(std::move(why));
    };
    auto opened = detail::open_log(from, how);
    if (!opened) {
        fail(opened.error());
        return out;
    }
    auto reader = std::move(opened).value();
    for (;;) {
        auto const next = reader.next();
        if (!next) {
            fail(next.error());
            for (auto const& each : reader.further_faults()) {
                fail(each);
            }
            if (reader.stopped()) {
                end();
                return out;
            }
            ++out.rows;
        } else if (!*next) {
            end();
            return out;
        } else {
            auto const& e = **next;
            ++out.rows;
            out.cell_warnings.insert(out.cell_warnings.end(), reader.warnings().begin(),
                                     reader.warnings().end());
            auto const column = reader.column_of("application");
            if (e.agency.empty()) {
                unnamed.add(e, column);
            } else if (auto const other = twins.note(e.agency, e.application)) {
                twin(e.line, column, e.application, *other);
            }
            if (!e.agency.empty() && (named.empty() || named.back() != e.agency) &&
                std::find(named.begin(), named.end(), e.agency) == named.end()) {
                named.push_back(e.agency);
            }
            if (auto why = out.batch.add(e)) {
                why->line = e.line;
                why->column = reader.column_of(why->field);
                fail(std::move(*why));
            }
            if (to.assessed) {
                to.assessed(out.rows);
            }
        }
    }
}

QIXIAN_DECL imported import_log(store& into, source const& from, author const& by,
                                listener const& to) {
    return import_log_as(into, from, {.by = by}, to);
}

QIXIAN_DECL imported import_log_as(store& into, source const& from, import_options how,
                                   listener const& to) {
    auto read = read_batch(from, to, &into);
    imported out{.said = {.rows = read.batch.size(), .skipped = read.batch.size()},
                 .rows = read.rows,
                 .faulty_rows = read.rows - read.batch.size(),
                 .read_faults = std::move(read.faults),
                 .cell_warnings = std::move(read.cell_warnings)};
    if (out.read_faults.empty() || from.keep_going) {
        how.keep_going = from.keep_going;
        out.said = into.import(read.batch, how);
        out.faulty_rows += out.said.faulty;
    }
    // The store takes application by application; a reader follows the log.
    auto const by_line = [](auto const& a, auto const& b) { return a.line < b.line; };
    std::stable_sort(out.said.refused.begin(), out.said.refused.end(), by_line);
    std::stable_sort(out.said.irregular.begin(), out.said.irregular.end(), by_line);
    std::stable_sort(out.said.amended.begin(), out.said.amended.end(), by_line);
    std::stable_sort(out.said.faults.begin(), out.said.faults.end(), by_line);
    std::stable_sort(out.said.warnings.begin(), out.said.warnings.end(), by_line);
    for (auto& each : out.said.warnings) {
        each.file = from.log.name;
    }
    for (auto& why : out.said.faults) {
        if (why.file.empty()) {
            why.file = from.log.name;
        }
        if (to.fault) {
            to.fault(why);
        }
    }
    return out;
}

QIXIAN_DECL std::string import_document(imported const& what, std::string_view store_name,
                                        std::string_view log_name) {
    using namespace detail;
    json irregular = json::array();
    for (auto const& each : what.said.irregular) {
        auto row = json_of(each);
        row["effect"] = effect_of(each.answer.said.why).en;
        irregular.push_back(std::move(row));
    }
    json refusals = json::array();
    for (auto const& each : what.said.refused) {
        refusals.push_back(json_of(each));
    }
    json amended = json::array();
    for (auto const& each : what.said.amended) {
        amended.push_back(json_of_amended(each));
    }
    auto all = what.read_faults;
    all.insert(all.end(), what.said.faults.begin(), what.said.faults.end());
    std::stable_sort(all.begin(), all.end(),
                     [](fault const& a, fault const& b) { return a.line < b.line; });
    auto faults = json_of(all);
    return page_of_text(json{{"schema", "qixian/import/1"},
                             {"store", store_name},
                             {"log", log_name},
                             {"stored", what.said.stored},
                             {"rows", what.rows},
                             {"added", what.said.added},
                             {"repeated", what.said.repeated},
                             {"refused", what.said.refused.size()},
                             {"faulty", what.faulty_rows},
                             {"skipped", what.said.skipped},
                             {"irregular", std::move(irregular)},
                             {"refusals", std::move(refusals)},
                             {"amended", std::move(amended)},
                             {"faults", std::move(faults)},
                             {"warnings", json_of(what.said.warnings)},
                             {"cell_warnings", json_of(what.cell_warnings)}});
}

QIXIAN_DECL std::vector<std::pair<std::string, std::string>> filled_cells(entry const& e) {
    std::vector<std::pair<std::string, std::string>> out;
    auto const cells = detail::cells_of(e);
    for (auto const& [name, value] : cells.items()) {
        out.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    }
    return out;
}

QIXIAN_DECL void export_log(store& from, read_filter const& which, log_form form, sink const& out,
                            std::function<void(std::uint64_t, std::uint64_t)> const& told,
                            formulas as) {
    // A CSV names its columns before its rows. What is appended between the two walks is left for
    // the next export.
    std::set<std::string> extra;
    std::map<std::string, std::size_t> last;
    std::uint64_t done = 0;
    auto const step = [&](std::uint64_t of) {
        ++done;
        if (told) {
            told(done, of);
        }
    };
    from.each_entry(which, [&](entry const& e) {
        step(0);
        for (auto const& [name, value] : e.extra) {
            extra.insert(name);
        }
        last[e.agency] = std::max(last[e.agency], e.line);
    });
    event_writer const writer(form, {extra.begin(), extra.end()}, disclosure_cells, as);
    detail::buffered rows(out);
    rows.text = writer.head();
    auto const all = done;
    from.each_entry(which, [&](entry const& e) {
        auto const until = last.find(e.agency);
        if (until == last.end() || e.line > until->second) {
            return;
        }
        writer.append(rows.text, e);
        step(all * 2);
        rows.pass_on_when_full();
    });
    rows.pass_on();
}

QIXIAN_DECL void feed(store& from, std::string_view agency, std::int64_t since, bool cloud_events,
                      sink const& out, std::function<void(std::uint64_t)> const& told) {
    auto const id = from.about().id;
    detail::buffered lines(out);
    std::uint64_t done = 0;
    from.feed(agency.empty() ? std::optional<std::string>{} : std::optional(std::string(agency)),
              since, [&](feed_item const& item) {
                  lines.text += detail::text_of(cloud_events ? detail::cloud_event_of(item, id)
                                                             : detail::json_of(item)) +
                                "\n";
                  ++done;
                  if (told) {
                      told(done);
                  }
                  lines.pass_on_when_full();
                  return true;
              });
    lines.pass_on();
}

}  // namespace qixian::inline v0::answer
