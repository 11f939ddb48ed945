// Writing entries: a batch is decided application by application and inserted in the order given.
// Whose its rows are and which of them are new facts: arrive.ipp.
#pragma once

#include <limits>

#include "qixian/store/impl/batch.ipp"
#include "qixian/store/impl/close.ipp"
#include "qixian/store/impl/decide.ipp"
#include "qixian/store/impl/facts.ipp"
#include "qixian/store/impl/projection.ipp"

namespace qixian::inline v0::detail {

/// One application of a batch.
struct group_plan {
    std::uint32_t agency = 0;
    std::string application{};
    std::vector<std::uint32_t> rows{};
    std::int64_t version = 0;
    std::string hash{};
    bool fresh = true;  ///< not in the store yet
    std::optional<projected_row> projected{};
};

/// An entry that is withdrawn for a row of the batch.
struct amendment {
    std::string old{};  ///< its id
    entry withdrawal{};
    std::vector<cell_difference> differs{};
    std::vector<std::string> undone{};  ///< ids of entries that cannot stand any more
};

/// The new rows of one application, each amendment as a withdrawal and what comes in its place.
struct group_rows {
    std::vector<entry> all{};
    std::vector<bool> joined{};     ///< goes with the next
    std::vector<std::size_t> at{};  ///< where each row of the batch stands in `all`

    void put(entry e, bool with_next) {
        all.push_back(std::move(e));
        joined.push_back(with_next);
    }
};

/// What is kept of one application, as far as the batch asks.
struct group_entries {
    std::vector<stored_row> kept{};     ///< empty where no row of the batch is pending
    std::vector<std::size_t> unsaid{};  ///< those that stand and that no row of the batch says
};

/// One batch on its way into the store, inside one transaction.
class batch_writer {
public:
    batch_writer(store::state& kept, import_batch::state const& batch, import_options const& how,
                 std::optional<std::int64_t> expect, std::vector<append_answer>* answers)
        : kept_(kept), batch_(batch), how_(how), expect_(expect), answers_(answers),
          plans_(batch.rows.size()), seen_(batch.rows.size()) {
        out_.rows = batch.rows.size();
        if (answers_ != nullptr) {
            answers_->assign(batch.rows.size(), {});
        }
    }

    import_answer run() {
        kept_.expect_writable();
        kept_.run([&] {
            transaction all(*kept_.port, transaction::how::write);
            now_ = kept_.now_to_write();
            settle_agencies();
            settle_ids();
            decide();
            if (!may_write()) {
                return;
            }
            insert();
            if (!may_write()) {
                return;
            }
            if (out_.added == 0 && out_.amended.empty()) {
                // What is repeated may have been written by a command that was cut off before its
                // last sync. To say that it is there, it must be on disk.
                kept_.port->make_durable();
            }
            all.commit();
            out_.stored = true;
        });
        if (!out_.stored) {
            out_.added = 0;
            out_.amended.clear();
        }
        for (auto const& each : plans_) {
            out_.faulty += each.what == fate::faulty ? 1U : 0U;
            bool const sound = each.what == fate::write || each.what == fate::pending;
            out_.skipped += sound && !out_.stored ? 1U : 0U;
        }
        return std::move(out_);
    }

    /// What `run` would say of the one row of the batch, and the application after it.
    result<prospect> try_out() {
        only_asked_ = true;
        return kept_.look([&]() -> result<prospect> {
            now_ = kept_.now_to_write();
            settle_agencies();
            settle_ids();
            decide();
            prospect out;
            if (out_.faults.empty()) {
                out = foreseen();
            }
            if (!out_.faults.empty()) {
                return out_.faults.front();
            }
            return out;
        });
    }

private:
    using fate = row_plan::fate;

    /// What `insert` would do with the one row.
    prospect foreseen() {
        auto const& group = groups_[plans_.front().group];
        auto const& agency = agency_of(group);
        prospect out{.answer = answers_->front(),
                     .after = {.agency = from_column(agency.column),
                               .application = from_column(group.application)}};
        auto& said = out.answer;
        bool const writes = plans_.front().what == fate::write;
        if (group.application == nameless) {
            if (writes) {
                auto const row = batch_row::of(batch_, 0);
                auto const on = parse_date(row.content[c_on]);
                auto const closed_on = legal_day({row.recorded_s.value_or(now_.seconds)});
                if (auto const figures =
                        kept_.figures_to_freeze(agency.column, year_of(*on), {}, closed_on);
                    !figures) {
                    fail(0, figures.error());
                    return out;
                }
                said.agency = out.after.agency;
                said.id = id_of(0, row);
                said.version = kept_.place_after(group.version);
            }
            return out;
        }
        out.after.rows = kept_.rows_of(agency.column, group.application);
        if (writes) {
            auto const put = [&](entry e) {
                e.line = static_cast<std::size_t>(agency.position) + out.after.rows.size() -
                         static_cast<std::size_t>(group.version) + 1;
                out.after.rows.push_back(std::move(e));
            };
            if (auto const at = amendments_.find(0); at != amendments_.end()) {
                put(at->second.withdrawal);
            }
            put(entry_from(0, group));
            said.version = static_cast<std::int64_t>(out.after.rows.size());
        }
        return out;
    }

    [[nodiscard]] bool may_write() const {
        return !clash_ && (how_.keep_going || (out_.refused.empty() && out_.faults.empty()));
    }

    [[nodiscard]] std::size_t line_of(std::size_t row) const { return batch_.rows[row].line; }

    void fail(std::size_t row, fault why) {
        plans_[row].what = fate::faulty;
        if (why.line == 0) {
            why.line = line_of(row);
        }
        out_.faults.push_back(std::move(why));
    }

    [[nodiscard]] agency_plan& agency_of(group_plan const& group) {
        return agencies_[group.agency];
    }
    [[nodiscard]] std::string id_of(std::size_t i, batch_row const& row) const {
        return row.id.empty() || plans_[i].amends ? id_text(own_ids_[i]) : std::string(row.id);
    }
    /// What is put right is told now, whenever it was told first.
    [[nodiscard]] std::int64_t recorded_of(std::size_t i, batch_row const& row) const {
        return plans_[i].amends ? now_.seconds : row.recorded_s.value_or(now_.seconds);
    }

    // --- whose rows they are, and which are new (arrive.ipp) ---

    void settle_agencies();
    void settle_ids();
    void settle_id(std::size_t i);
    group_entries settle_facts_of(group_plan const& group);
    void warn_of_unsaid(group_plan const& group, group_entries const& there,
                        std::vector<std::uint32_t> const& fresh);
    std::string short_id(std::string const& agency, std::string const& id);
    void take(told_row const& told, row_standing const& found, std::vector<stored_row> const& kept,
              std::vector<told_row> const& rows);
    void turn_back(std::size_t i, std::int64_t stated, std::int64_t limit);
    bool is_of_time(told_row const& told, std::int64_t last_recorded);
    void give_id(told_row const& told);
    void amend(told_row const& told, stored_row const& old);
    void refuse_as_told_otherwise(told_row const& told, row_standing const& found,
                                  std::vector<stored_row> const& kept,
                                  std::vector<told_row> const& rows);
    void repeat(std::size_t i, std::string const& id);
    void conflict(std::size_t i, std::string const& id,
                  std::vector<cell_difference> const& differs = {});
    void warn(std::size_t i, code what, std::string detail);
    std::optional<std::uint32_t> row_with_id(group_plan const& group, std::string_view id) const;
    [[nodiscard]] std::string line_text(std::size_t i) const;

    // --- what the procedure says ---

    void decide() {
        std::uint64_t done = 0;
        for (auto& group : groups_) {
            if (group.application == nameless) {
                for (auto const i : group.rows) {
                    if (plans_[i].what == fate::pending) {
                        plans_[i].what = fate::write;
                    }
                }
            } else {
                decide_group(group, settle_facts_of(group));
            }
            done += group.rows.size();
            kept_.report_progress(done, plans_.size() * 2);
        }
    }

    entry entry_from(std::size_t i, group_plan const& group) {
        auto const row = batch_row::of(batch_, i);
        entry e;
        e.agency = from_column(agency_of(group).column);
        e.application = group.application;
        // Written by content_of: it cannot fail.
        static_cast<void>(read_content(e, row.content));
        e.id = id_of(i, row);
        e.seq = plans_[i].seq;
        e.recorded = instant{recorded_of(i, row)};
        e.line = line_of(i);
        return e;
    }

    /// Gives the rows of a day that have no `seq` the next one of that day, so that the order they
    /// are taken in stands in the log itself. Where other new rows of that day bring their own, 0
    /// stays 0, as a reader of the log would sort it.
    void number_rows(std::span<entry const> before, std::vector<std::uint32_t> const& fresh) {
        std::map<std::string_view, std::int64_t> last;
        std::vector<std::string> days;
        days.reserve(before.size() + fresh.size());
        for (auto const& e : before) {
            auto& at = last[days.emplace_back(to_text(e.on))];
            at = std::max(at, e.seq);
        }
        std::map<std::string_view, bool> own;
        for (auto const i : fresh) {
            auto const row = batch_row::of(batch_, i);
            if (row.seq != 0) {
                plans_[i].seq = row.seq;
            }
            own[row.content[c_on]] |= row.seq != 0;
        }
        for (auto const i : fresh) {
            auto const on = batch_row::of(batch_, i).content[c_on];
            auto& at = last[on];
            if (plans_[i].seq == 0 && !own[on] && at < std::numeric_limits<std::int64_t>::max()) {
                plans_[i].seq = ++at;
            }
        }
        for (auto const i : fresh) {
            if (auto const found = amendments_.find(i); found != amendments_.end()) {
                auto& e = found->second.withdrawal;
                auto& at = last[days.emplace_back(to_text(e.on))];
                e.seq = at < std::numeric_limits<std::int64_t>::max() ? ++at : at;
            }
        }
    }

    void decide_group(group_plan& group, group_entries const& there) {
        std::vector<std::uint32_t> fresh;
        for (auto const i : group.rows) {
            if (plans_[i].what == fate::pending) {
                fresh.push_back(i);
            }
        }
        if (fresh.empty()) {
            return;
        }
        if (expect_ && *expect_ != group.version) {
            clash_ = true;
            auto& said = answers_->front();
            said.status = append_status::clash;
            said.agency = from_column(agency_of(group).column);
            said.version = group.version;
            return;
        }
        std::vector<entry> all;
        all.reserve(there.kept.size() + 2 * fresh.size());
        for (auto const& each : there.kept) {
            all.push_back(entry_of(each, kept_.port->name()));
        }
        std::size_t const kept = all.size();
        number_rows(all, fresh);
        group_rows rows;
        for (auto const i : fresh) {
            if (auto const at = amendments_.find(i); at != amendments_.end()) {
                rows.put(at->second.withdrawal, true);
            }
            rows.at.push_back(rows.all.size());
            rows.put(entry_from(i, group), false);
        }
        if (book_ == nullptr) {
            book_ = &kept_.rules();  // nothing that this batch writes changes it
        }
        all.insert(all.end(), rows.all.begin(), rows.all.end());
        auto const in = book_->question(agency_of(group).column, first_day(all));
        auto decided = group_decider(all, kept, rows.joined, in).run();
        auto const before = std::span<entry const>(all).first(kept);
        note_undone(before, rows, fresh, in, decided);
        carry_out(group, before, rows, fresh, std::move(decided));
        if (answers_ == nullptr) {
            warn_of_unsaid(group, there, fresh);
        }
    }

    /// Entries that stood before and cannot stand with what was put right, as after a withdrawal:
    /// said of the first row that puts something right and is written.
    void note_undone(std::span<entry const> before, group_rows const& rows,
                     std::vector<std::uint32_t> const& fresh, context const& in,
                     group_decision const& decided) {
        auto first = fresh.end();
        for (std::size_t k = 0; k < fresh.size() && first == fresh.end(); ++k) {
            bool const written = decided.rows[rows.at[k]].what == row_verdict::fate::write;
            if (plans_[fresh[k]].amends && written) {
                first = fresh.begin() + static_cast<std::ptrdiff_t>(k);
            }
        }
        if (first == fresh.end() || !decided.life || decided.life->refused.empty()) {
            return;
        }
        auto const was = fold(before, last_day(before), in);
        for (auto const& each : decided.life->refused) {
            auto const refused_before = [&] {
                return std::any_of(was->refused.begin(), was->refused.end(),
                                   [&](auto const& old) { return old.row == each.row; });
            };
            if (each.row < before.size() && was && !refused_before()) {
                amendments_[*first].undone.push_back(before[each.row].id);
            }
        }
    }

    void carry_out(group_plan& group, std::span<entry const> before, group_rows const& rows,
                   std::vector<std::uint32_t> const& fresh, group_decision decided) {
        bool any_written = false;
        bool any_faulty = false;
        for (std::size_t k = 0; k < fresh.size(); ++k) {
            auto const i = fresh[k];
            auto const& e = rows.all[rows.at[k]];
            auto& said = decided.rows[rows.at[k]];
            switch (said.what) {
            case row_verdict::fate::write:
                plans_[i].what = fate::write;
                any_written = true;
                say_accepted(group, i, e);
                if (said.said.what == verdict::irregular) {
                    auto answer = row_answer(i, group, e);
                    answer.answer.said = said.said;
                    if (answers_ != nullptr) {
                        (*answers_)[i].said = said.said;
                    }
                    out_.irregular.push_back(std::move(answer));
                }
                break;
            case row_verdict::fate::refused: refuse(i, group, e, said); break;
            case row_verdict::fate::faulty:
                plans_[i].what = fate::faulty;
                if (!any_faulty) {
                    // One fault says it for all rows of the application.
                    any_faulty = true;
                    auto why = said.why;
                    why.detail =
                        group.application + (why.detail.empty() ? "" : " (" + why.detail + ")");
                    fail(i, std::move(why));
                }
                break;
            }
        }
        if (any_written) {
            project_written(group, before, rows, fresh, std::move(decided));
        }
    }

    /// What the projection will say: of the rows that were written, under the settings of their
    /// first day. A row that was left out must leave no trace.
    void project_written(group_plan& group, std::span<entry const> before, group_rows const& rows,
                         std::vector<std::uint32_t> const& fresh, group_decision decided) {
        bool all = true;
        for (auto const i : fresh) {
            all = all && plans_[i].what == fate::write;
        }
        if (all && decided.life) {
            group.projected = projection_of(*decided.life, decided.life->as_of);
            return;
        }
        std::vector<entry> kept(before.begin(), before.end());
        for (std::size_t k = 0; k < fresh.size(); ++k) {
            if (plans_[fresh[k]].what == fate::write) {
                if (plans_[fresh[k]].amends) {
                    kept.push_back(rows.all[rows.at[k] - 1]);
                }
                kept.push_back(rows.all[rows.at[k]]);
            }
        }
        group.projected = kept_.projected(agency_of(group).column, kept);
    }

    import_row row_answer(std::size_t i, group_plan const& group, entry const& e) {
        import_row out{.row = i,
                       .line = line_of(i),
                       .agency = from_column(agency_of(group).column),
                       .application = from_column(group.application),
                       .what = e.what,
                       .on = e.on};
        out.answer.agency = out.agency;
        out.answer.id = e.id;
        return out;
    }

    void say_accepted(group_plan const& group, std::size_t i, entry const& e) {
        auto const put = amendments_.find(i);
        if (put != amendments_.end()) {
            auto row = row_answer(i, group, e);
            row.answer.amended = put->second.old;
            row.answer.differs = put->second.differs;
            row.answer.undone = put->second.undone;
            out_.amended.push_back(std::move(row));
        }
        if (answers_ == nullptr) {
            return;
        }
        auto& said = (*answers_)[i];
        said.status = append_status::appended;
        said.agency = from_column(agency_of(group).column);
        said.id = e.id;
        said.said = {};
        if (put != amendments_.end()) {
            said.amended = put->second.old;
            said.differs = put->second.differs;
            said.undone = put->second.undone;
        }
        for (auto const& each : kept_.port->closings(agency_of(group).column)) {
            if (each.year >= year_of(e.on)) {
                said.closed_years.push_back(each.year);
            }
        }
    }

    void refuse(std::size_t i, group_plan const& group, entry const& e, row_verdict& why) {
        plans_[i].what = fate::refused;
        auto said = row_answer(i, group, e);
        said.answer.status = append_status::refused;
        said.answer.version = group.version;
        said.answer.said = why.said;
        said.answer.possible = std::move(why.possible);
        said.answer.displaced = std::move(why.displaced);
        said.answer.same_as = std::move(why.same_as);
        said.answer.same_line = why.same_line;
        said.answer.differs = std::move(why.differs);
        if (answers_ != nullptr) {
            said.answer.warnings = std::move((*answers_)[i].warnings);
            (*answers_)[i] = said.answer;
        }
        out_.refused.push_back(std::move(said));
    }

    // --- into the tables ---

    void insert() {
        std::uint64_t done = plans_.size();
        for (std::size_t i = 0; i < plans_.size(); ++i) {
            if (plans_[i].what == fate::write) {
                insert_row(i);
            }
            kept_.report_progress(++done, plans_.size() * 2);
        }
        for (auto const& group : groups_) {
            if (group.projected) {
                kept_.project(agency_of(group).column,
                              {.application = group.application,
                               .at = {group.version, group.hash},
                               .now = *group.projected},
                              group.fresh);
            }
        }
        for (auto const& each : agencies_) {
            if (kept_.port->has_applications(each.column)) {
                kept_.note_basis(each.column);
            }
        }
    }

    void insert_row(std::size_t i) {
        auto const row = batch_row::of(batch_, i);
        auto& group = groups_[plans_[i].group];
        auto& agency = agency_of(group);
        if (auto const at = amendments_.find(i); at != amendments_.end()) {
            auto const& e = at->second.withdrawal;
            row_.id = e.id;
            row_.content = content_of(e);
            row_.order_no = e.seq;
            row_.recorded_s = now_.seconds;
            insert_row(group);
        }
        row_.id = id_of(i, row);
        std::copy(row.content.begin(), row.content.end(), row_.content.begin());
        row_.order_no = group.application == nameless ? row.seq : plans_[i].seq;
        row_.recorded_s = recorded_of(i, row);
        if (group.application != nameless) {
            insert_row(group);
            if (answers_ != nullptr) {
                (*answers_)[i].version = row_.version;
            }
            out_.added += plans_[i].amends ? 0 : 1;
            return;
        }
        place_row(group);
        auto const on = parse_date(row.content[c_on]);
        auto const frozen = kept_.freeze_year(agency.column, year_of(*on), {}, row_);
        if (!frozen) {
            fail(i, frozen.error());
            return;
        }
        auto const at = kept_.port->head(agency.column, group.application);
        group.version = at.version;
        group.hash = at.hash;
        if (answers_ != nullptr) {
            auto& said = (*answers_)[i];
            said.agency = from_column(agency_of(group).column);
            said.id = row_.id;
            said.version = at.version;
        }
        ++agency.position;
        ++out_.added;
    }

    /// Puts `row_` after the last entry of its application, in the table and here.
    void insert_row(group_plan& group) {
        place_row(group);
        kept_.insert(row_, group.hash);
        group.version = row_.version;
        group.hash = row_.hash;
        ++agency_of(group).position;
    }

    void place_row(group_plan const& group) {
        row_.agency = agency_of(group).column;
        row_.application = group.application;
        row_.position = kept_.place_after(agency_of(group).position);
        row_.version = kept_.place_after(group.version);
        row_.stored_s = now_.seconds;
        row_.actor = how_.by.actor;
        row_.role = how_.by.role;
        row_.rules = rules_;
        row_.digest.clear();
    }

    store::state& kept_;
    import_batch::state const& batch_;
    import_options const& how_;
    std::optional<std::int64_t> expect_;
    std::vector<append_answer>* answers_;
    instant now_{};
    std::vector<row_plan> plans_;
    row_index seen_;  ///< ids of the batch that no entry has
    std::vector<group_plan> groups_{};
    std::vector<agency_plan> agencies_{};
    std::vector<short_hash> own_ids_{};  ///< of rows that brought none; empty where all did
    std::unordered_map<std::size_t, amendment> amendments_{};  ///< by row
    std::shared_ptr<hash_provider> ids_by_ = hash_named("sha256");
    std::string rules_ = version_text();
    field_bytes buffer_{};
    stored_row row_{};
    rulebook* book_ = nullptr;
    bool clash_ = false;
    bool only_asked_ = false;  ///< nothing is written
    import_answer out_{};
};

}  // namespace qixian::inline v0::detail
