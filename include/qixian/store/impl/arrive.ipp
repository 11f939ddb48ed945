// What arrives: whose the rows of a batch are, and which of them are new facts.
#pragma once

#include <set>

#include "qixian/store/impl/write.ipp"

namespace qixian::inline v0::detail {

// --- whose rows they are ---

inline void batch_writer::settle_agencies() {
    auto const& declared = kept_.info.agencies;
    std::vector<std::string> there;
    for (auto const& each : kept_.port->agencies()) {
        if (kept_.port->has_applications(each)) {
            there.push_back(from_column(each));
        }
    }
    auto const& known = declared.empty() ? there : declared;
    auto const knows = [&known](std::string_view name) {
        return std::find(known.begin(), known.end(), name) != known.end();
    };
    bool const closed_list = !declared.empty() || knows("");
    std::optional<std::string> unnamed;
    if (batch_.agencies.size() == 1) {
        unnamed = batch_.agencies.front();
    } else if (batch_.agencies.empty() && known.size() <= 1) {
        unnamed = known.empty() ? std::string{} : known.front();
    } else if (batch_.agencies.empty() && !declared.empty()) {
        unnamed = declared.front();
    }
    std::unordered_map<std::string_view, std::uint32_t> places;
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        auto const row = batch_row::of(batch_, i);
        if (row.agency.empty() && !unnamed) {
            fail(i, {.what = code::agency_needed, .field = "agency"});
            continue;
        }
        auto const agency = row.agency.empty() ? std::string_view(*unnamed) : row.agency;
        auto place = places.find(agency);
        if (place == places.end()) {
            if (closed_list && !knows(agency)) {
                fail(i, {.what = code::unknown_agency,
                         .detail = std::string(agency),
                         .field = "agency"});
                continue;
            }
            place = places.emplace(agency, static_cast<std::uint32_t>(agencies_.size())).first;
            agencies_.push_back({.column = column_text(agency)});
        }
        auto const [found, fresh] = agencies_[place->second].groups.try_emplace(
            row.application, static_cast<std::uint32_t>(groups_.size()));
        if (fresh) {
            groups_.push_back(
                {.agency = place->second, .application = column_text(row.application)});
        }
        plans_[i].group = found->second;
        groups_[found->second].rows.push_back(static_cast<std::uint32_t>(i));
    }
    for (auto& each : agencies_) {
        each.position = kept_.port->last_position(each.column);
        each.has_applications = kept_.port->has_applications(each.column);
        if (!only_asked_) {
            kept_.checkpoint_if_due(each.column, now_);
        }
    }
    for (auto& each : groups_) {
        if (agency_of(each).has_applications || each.application == nameless) {
            auto const at = kept_.port->head(agency_of(each).column, each.application);
            each.fresh = at.version == 0;
            each.version = at.version;
            each.hash = at.hash;
        }
    }
}

// --- two rows beside each other ---

/// An entry that says what a row of the batch says, and nothing of itself.
inline entry entry_told(content_views const& content) {
    entry e;
    static_cast<void>(read_content(e, content));  // written by content_of: it cannot fail
    return e;
}

/// Cell by cell, as a log writes them.
inline std::vector<cell_difference> differences(entry const& before, entry const& now) {
    std::vector<cell_difference> out;
    each_cell([&](auto which) {
        constexpr auto const& of = info(which.value);
        if constexpr (!of.column.empty()) {
            auto was = written(of, value_of<which.value>(before));
            auto is = written(of, value_of<which.value>(now));
            if (was != is) {
                out.push_back({std::string(of.name), std::move(was), std::move(is)});
            }
        }
    });
    std::map<std::string, cell_difference> own;
    for (auto const& [name, value] : before.extra) {
        own[name] = {name, value, ""};
    }
    for (auto const& [name, value] : now.extra) {
        auto& each = own.try_emplace(name, cell_difference{name, "", ""}).first->second;
        each.now = value;
    }
    for (auto& [name, each] : own) {
        if (each.before != each.now) {
            out.push_back(std::move(each));
        }
    }
    return out;
}

inline bool is_withdrawal(std::string_view event_code) {
    return event_code == code_of(event::entry_withdrawn);
}

inline std::size_t print_of(std::uint32_t agency, std::string_view id) {
    return std::hash<std::string_view>{}(id) ^ (std::size_t{agency} * 0x9E3779B97F4A7C15U);
}

// --- which rows are new ---

inline void batch_writer::settle_ids() {
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        if (plans_[i].what == fate::pending) {
            settle_id(i);
        }
    }
}

/// What an id says that the row brought; rows of the agency itself have one always.
inline void batch_writer::settle_id(std::size_t i) {
    auto const row = batch_row::of(batch_, i);
    auto const& group = groups_[plans_[i].group];
    auto const& agency = agency_of(group);
    bool const of_agency = group.application == nameless;
    if (row.id.empty() && !of_agency) {
        return;
    }
    if (row.id.empty()) {
        own_ids_.resize(plans_.size());
        std::uint32_t count = 1;
        own_ids_[i] = content_id(row, count, *ids_by_, buffer_);
        // A single entry handed in is a new fact; a log handed in again is not.
        while (answers_ != nullptr && kept_.port->has_id(agency.column, id_text(own_ids_[i]))) {
            own_ids_[i] = content_id(row, ++count, *ids_by_, buffer_);
        }
    }
    auto const id = id_of(i, row);
    // The store first: a row that differs from what is kept must not speak for later ones.
    // Where there are no applications, all ids are the store's own and begin so.
    if (agency.has_applications || (agency.position > 0 && id.starts_with('q'))) {
        if (auto const there = kept_.port->with_id(agency.column, id)) {
            bool const alike =
                std::equal(row.content.begin(), row.content.end(), there->content.begin()) &&
                (row.seq == 0 || row.seq == there->order_no) &&
                (!row.recorded_s || *row.recorded_s == there->recorded_s);
            if (there->application != group.application || (of_agency && !alike)) {
                conflict(i, id);
            } else if (of_agency) {
                repeat(i, id);
            } else {
                // What no version is, is no entry of the application either.
                constexpr auto none = std::numeric_limits<std::uint32_t>::max();
                bool const sound = there->version > 0 && there->version < none;
                plans_[i].same_id = sound ? static_cast<std::uint32_t>(there->version) : none;
            }
            return;
        }
    }
    if (of_agency && row.recorded_s > now_.seconds) {
        turn_back(i, *row.recorded_s, now_.seconds);
        return;
    }
    auto const before = row_with_id(group, id);
    if (!before) {
        seen_.add(print_of(group.agency, id), static_cast<std::uint32_t>(i));
        return;
    }
    auto const other = batch_row::of(batch_, *before);
    if (other.application == row.application && other.content == row.content &&
        other.seq == row.seq && other.recorded_s == row.recorded_s) {
        repeat(i, id);
        warn(i, code::row_twice, line_text(*before));
    } else {
        conflict(i, id);
    }
}

inline std::optional<std::uint32_t> batch_writer::row_with_id(group_plan const& group,
                                                              std::string_view id) const {
    return seen_.find(print_of(group.agency, id), [&](std::uint32_t other) {
        return groups_[plans_[other].group].agency == group.agency &&
               id_of(other, batch_row::of(batch_, other)) == id;
    });
}

inline group_entries batch_writer::settle_facts_of(group_plan const& group) {
    std::vector<told_row> rows;
    bool all_have_ids = true;
    bool withdraws = false;
    for (auto const i : group.rows) {
        if (plans_[i].what != fate::pending) {
            continue;
        }
        told_row told{.said = batch_row::of(batch_, i), .plan = i};
        if (plans_[i].same_id != 0) {
            told.same_id = plans_[i].same_id - 1;
        }
        all_have_ids = all_have_ids && !told.said.id.empty();
        withdraws = withdraws || is_withdrawal(told.said.content[c_event]);
        rows.push_back(told);
    }
    group_entries out;
    auto& kept = out.kept;
    if (!group.fresh && !rows.empty()) {
        // So many the store says it has; no more is believed than a little memory.
        constexpr std::int64_t most = 100'000;
        kept.reserve(static_cast<std::size_t>(std::clamp<std::int64_t>(group.version, 0, most)));
        kept_.port->rows_of(agency_of(group).column, group.application, [&](stored_row const& row) {
            kept.push_back(row);
            return true;
        });
    }
    for (auto const& each : rows) {
        // The index of ids and that of applications tell of the same entries, in a sound store.
        bool const found = !each.same_id ||
                           (*each.same_id < kept.size() && kept[*each.same_id].id == each.said.id);
        if (!found) {
            throw store_error(code::store_damaged, kept_.port->name(),
                              "entry " + excerpt(each.said.id));
        }
    }
    bool const nothing_to_compare = kept.empty() && (all_have_ids || rows.size() == 1);
    std::vector<row_standing> found(nothing_to_compare ? rows.size() : 0);
    if (!nothing_to_compare) {
        // A withdrawal may name a row by the id that it is going to have; one that is told again
        // withdraws nothing anew.
        std::set<std::pair<std::string_view, std::string_view>> told;
        for (auto const& each : kept) {
            if (is_withdrawal(each.content[c_event])) {
                told.emplace(each.content[c_on], each.content[c_re]);
            }
        }
        std::vector<std::string> ids(withdraws ? rows.size() : 0);
        for (std::size_t k = 0; k < ids.size(); ++k) {
            auto const& said = rows[k].said;
            ids[k] = said.id.empty() ? id_text(content_id(said, 1, *ids_by_, buffer_))
                                     : std::string(said.id);
        }
        auto const gone = taken_back(kept.size() + rows.size(), [&](std::size_t at) {
            if (at < kept.size()) {
                auto const& each = kept[at];
                return withdrawing{is_withdrawal(each.content[c_event]), each.id,
                                   each.content[c_re]};
            }
            auto const& row = rows[at - kept.size()];
            auto const& content = row.said.content;
            if (row.same_id) {
                return withdrawing{};
            }
            bool const anew = withdraws && is_withdrawal(content[c_event]) &&
                              !told.contains({content[c_on], content[c_re]});
            return withdrawing{anew,
                               withdraws ? std::string_view(ids[at - kept.size()]) : row.said.id,
                               content[c_re]};
        });
        fact_settler settler(kept, rows, gone, how_.amend, answers_ != nullptr);
        found = settler.run();
        out.unsaid = settler.unsaid();
    }
    for (std::size_t k = 0; k < rows.size(); ++k) {
        take(rows[k], found[k], kept, rows);
    }
    return out;
}

/// A list with an edited day brings the fact of the new day and is silent of the old one. An entry
/// that stands, of the application and event of a new fact and about no other letter, is named once.
inline void batch_writer::warn_of_unsaid(group_plan const& group, group_entries const& there,
                                         std::vector<std::uint32_t> const& fresh) {
    std::map<std::string_view, std::map<std::string_view, std::vector<std::size_t>>> by_event;
    for (auto const at : there.unsaid) {
        auto const& content = there.kept[at].content;
        if (!is_withdrawal(content[c_event])) {
            by_event[content[c_event]][content[c_re]].push_back(at);
        }
    }
    for (auto const i : fresh) {
        if (plans_[i].what != fate::write || plans_[i].amends) {
            continue;
        }
        auto const row = batch_row::of(batch_, i);
        auto const found = by_event.find(row.content[c_event]);
        if (found == by_event.end()) {
            continue;
        }
        std::string named;
        auto const name = [&](std::vector<std::size_t>& entries) {
            for (auto const at : entries) {
                auto const& e = there.kept[at];
                named += (named.empty() ? " " : ", ") + e.content[c_on] + " " +
                         short_id(agency_of(group).column, e.id);
            }
            entries.clear();
        };
        auto const re = row.content[c_re];
        for (auto& [letter, entries] : found->second) {
            if (re.empty() || letter.empty() || letter == re) {
                name(entries);
            }
        }
        std::erase_if(found->second, [](auto const& each) { return each.second.empty(); });
        if (!named.empty()) {
            warn(i, code::entry_left_out, from_column(group.application) + ":" + named);
        }
    }
}

/// As much of an id as names one entry of the agency, for somebody to type.
inline std::string batch_writer::short_id(std::string const& agency, std::string const& id) {
    for (std::size_t length = 8; is_made_id(id) && length < id.size(); ++length) {
        auto out = id.substr(0, length);
        if (kept_.port->ids_that_begin(agency, out, 2).size() < 2) {
            return out;
        }
    }
    return id;
}

inline void batch_writer::take(told_row const& told, row_standing const& found,
                               std::vector<stored_row> const& kept,
                               std::vector<told_row> const& rows) {
    using is = row_standing::is;
    auto const i = told.plan;
    auto const last = kept.empty() ? 0 : kept.back().recorded_s;
    auto const id_there = [&] {
        return found.entry ? kept[*found.entry].id
                           : id_of(rows[*found.row].plan, rows[*found.row].said);
    };
    switch (found.what) {
    case is::fresh:
        if (is_of_time(told, last)) {
            give_id(told);
            if (found.beside) {
                warn(i, code::second_fact, kept[*found.beside].id);
            }
        }
        break;
    case is::repeated: repeat(i, id_there()); break;
    case is::twice:
        // What it repeats may have been refused itself; then that says it.
        if (found.row && plans_[rows[*found.row].plan].what != fate::pending) {
            plans_[i].what = fate::repeated;
            ++out_.repeated;
        } else {
            repeat(i, id_there());
        }
        warn(i, code::row_twice, found.row ? line_text(rows[*found.row].plan) : id_there());
        break;
    case is::amends:
        if (!how_.amend) {
            refuse_as_told_otherwise(told, found, kept, rows);
            break;
        }
        plans_[i].amends = true;
        if (is_of_time(told, last)) {
            amend(told, kept[*found.entry]);
            give_id(told);
        }
        break;
    case is::differs: refuse_as_told_otherwise(told, found, kept, rows); break;
    case is::conflict:
        conflict(i, std::string(told.said.id),
                 differences(entry_of(kept[*found.entry], kept_.port->name()),
                             entry_told(told.said.content)));
        break;
    }
}

/// Whether the days and instants that the row states have come; otherwise it is refused.
inline bool batch_writer::is_of_time(told_row const& told, std::int64_t last_recorded) {
    auto const i = told.plan;
    auto const& row = told.said;
    auto const today = legal_day(now_);
    for (auto const at : {c_on, c_delivered}) {
        // Days are written so that their texts stand in their order.
        if (!how_.future && row.content[at] > to_text(today)) {
            row_verdict why{.what = row_verdict::fate::refused,
                            .said = {.what = verdict::refused,
                                     .moves = false,
                                     .why = code::future_day,
                                     .cites = basis::r45_1,
                                     .limit = today}};
            refuse(i, groups_[plans_[i].group], entry_told(row.content), why);
            return false;
        }
    }
    if (row.recorded_s && !plans_[i].amends) {
        auto const earliest = std::min(last_recorded, now_.seconds);
        if (*row.recorded_s > now_.seconds || *row.recorded_s < earliest) {
            turn_back(i, *row.recorded_s, *row.recorded_s < earliest ? earliest : now_.seconds);
            return false;
        }
    }
    return true;
}

/// Refuses a stated instant, which lies on the wrong side of `limit`.
inline void batch_writer::turn_back(std::size_t i, std::int64_t stated, std::int64_t limit) {
    fail(i, {.what = code::recorded_out_of_turn,
             .detail = to_text(instant{stated}) + (stated > limit ? " > " : " < ") +
                       to_text(instant{limit}),
             .field = "recorded"});
}

/// An id of the row's content for what brought none, or whose own the withdrawn entry keeps.
inline void batch_writer::give_id(told_row const& told) {
    auto const i = told.plan;
    auto const& row = told.said;
    if (!row.id.empty() && !plans_[i].amends) {
        return;
    }
    auto const& group = groups_[plans_[i].group];
    own_ids_.resize(plans_.size());
    for (std::uint32_t count = 1;; ++count) {
        own_ids_[i] = content_id(row, count, *ids_by_, buffer_);
        auto const id = id_text(own_ids_[i]);
        bool const taken = (agency_of(group).has_applications &&
                            kept_.port->has_id(agency_of(group).column, id)) ||
                           row_with_id(group, id);
        if (!taken) {
            seen_.add(print_of(group.agency, id), static_cast<std::uint32_t>(i));
            return;
        }
    }
}

/// The row is written in the place of `old`; of the same day, in its place among the rows of it.
inline void batch_writer::amend(told_row const& told, stored_row const& old) {
    auto const& group = groups_[plans_[told.plan].group];
    amendment made{.old = old.id};
    auto const was = entry_of(old, kept_.port->name());
    if (told.said.content[c_on] == old.content[c_on]) {
        plans_[told.plan].seq = old.order_no;
    }
    made.differs = differences(was, entry_told(told.said.content));
    auto& e = made.withdrawal;
    e.agency = from_column(agency_of(group).column);
    e.application = group.application;
    e.what = event::entry_withdrawn;
    e.on = was.on;
    e.re = old.id;
    e.recorded = now_;
    e.line = line_of(told.plan);
    auto const content = content_of(e);
    batch_row const row{.application = group.application, .content = views_of(content)};
    for (std::uint32_t count = 1; count == 1 || kept_.port->has_id(agency_of(group).column, e.id);
         ++count) {
        e.id = id_text(content_id(row, count, *ids_by_, buffer_));
    }
    amendments_.emplace(told.plan, std::move(made));
}

inline void batch_writer::refuse_as_told_otherwise(told_row const& told, row_standing const& found,
                                                   std::vector<stored_row> const& kept,
                                                   std::vector<told_row> const& rows) {
    row_verdict why{.what = row_verdict::fate::refused,
                    .said = {.what = verdict::refused,
                             .moves = false,
                             .why = code::same_fact,
                             .cites = basis::r45_1}};
    auto const e = entry_told(told.said.content);
    if (found.entry) {
        why.same_as = kept[*found.entry].id;
        why.differs = differences(entry_of(kept[*found.entry], kept_.port->name()), e);
        auto const seq = told.said.seq;
        if (seq != 0 && seq != kept[*found.entry].order_no) {
            why.differs.push_back(
                {"seq", std::to_string(kept[*found.entry].order_no), std::to_string(seq)});
        }
    } else {
        auto const& other = rows[*found.row];
        why.same_line = line_of(other.plan);
        why.differs = differences(entry_told(other.said.content), e);
        if (told.said.seq != other.said.seq) {
            why.differs.push_back(
                {"seq", std::to_string(other.said.seq), std::to_string(told.said.seq)});
        }
    }
    refuse(told.plan, groups_[plans_[told.plan].group], e, why);
}

/// The row is there already, under `id`.
inline void batch_writer::repeat(std::size_t i, std::string const& id) {
    plans_[i].what = fate::repeated;
    ++out_.repeated;
    if (answers_ != nullptr) {
        auto const& group = groups_[plans_[i].group];
        auto& said = (*answers_)[i];
        said.status = append_status::repeated;
        said.agency = from_column(agency_of(group).column);
        said.id = id;
        said.version = group.version;
    }
}

inline void batch_writer::conflict(std::size_t i, std::string const& id,
                                   std::vector<cell_difference> const& differs) {
    auto detail = excerpt(id);
    for (auto const& each : differs) {
        detail += " [" + each.cell + ": " + excerpt(each.before) + " ≠ " + excerpt(each.now) + "]";
    }
    fail(i, {.what = code::id_conflict, .detail = std::move(detail), .field = "id"});
}

inline void batch_writer::warn(std::size_t i, code what, std::string detail) {
    fault said{.what = what, .detail = std::move(detail), .line = line_of(i)};
    if (answers_ != nullptr) {
        (*answers_)[i].warnings.push_back(said);
    }
    out_.warnings.push_back(std::move(said));
}

inline std::string batch_writer::line_text(std::size_t i) const {
    return line_of(i) == 0 ? std::to_string(i + 1) : std::to_string(line_of(i));
}

}  // namespace qixian::inline v0::detail
