// Writing entries: a batch is decided application by application and inserted in the order given.
#pragma once

#include <cstring>
#include <limits>

#include "qixian/store/impl/batch.ipp"
#include "qixian/store/impl/close.ipp"
#include "qixian/store/impl/decide.ipp"
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

/// One batch on its way into the store, inside one transaction.
class batch_writer {
public:
    batch_writer(store::state& kept, import_batch::state const& batch, import_options const& how,
                 std::optional<std::int64_t> expect, std::vector<append_answer>* answers)
        : kept_(kept), batch_(batch), how_(how), expect_(expect), answers_(answers),
          now_(clock_of(kept.options)), plans_(batch.rows.size()) {
        out_.rows = batch.rows.size();
        if (answers_ != nullptr) {
            answers_->assign(batch.rows.size(), {});
        }
    }

    import_answer run() {
        kept_.expect_writable();
        kept_.run([&] {
            transaction all(*kept_.port, transaction::how::write);
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
            if (out_.added == 0) {
                // What is repeated may have been written by a command that was cut off before its
                // last sync. To say that it is there, it must be on disk.
                kept_.port->make_durable();
            }
            all.commit();
            out_.stored = true;
        });
        if (!out_.stored) {
            out_.added = 0;
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
                said.version = group.version + 1;
            }
            return out;
        }
        out.after.rows = kept_.rows_of(agency.column, group.application);
        if (writes) {
            said.version = group.version + 1;
            out.after.rows.push_back(entry_from(0, group));
            out.after.rows.back().line = static_cast<std::size_t>(agency.position + 1);
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

    // --- whose rows they are ---

    void settle_agencies() {
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

    [[nodiscard]] agency_plan& agency_of(group_plan const& group) {
        return agencies_[group.agency];
    }

    // --- which rows are new ---

    std::string id_of(std::size_t i, batch_row const& row) {
        return row.id.empty() ? id_text(own_ids_[i]) : std::string(row.id);
    }

    void settle_ids() {
        // How many equal rows came before. By the hash, which tells rows apart as ids do.
        using kind_of_row = std::pair<std::uint32_t, short_hash>;
        struct print_of_kind {
            std::size_t operator()(kind_of_row const& of) const {
                std::size_t out = 0;
                std::memcpy(&out, of.second.data(), sizeof out);
                return out + of.first;
            }
        };
        std::unordered_map<kind_of_row, std::uint32_t, print_of_kind> counts;
        row_index seen(plans_.size());
        for (std::size_t i = 0; i < plans_.size(); ++i) {
            if (plans_[i].what != fate::pending) {
                continue;
            }
            auto const row = batch_row::of(batch_, i);
            auto const& group = groups_[plans_[i].group];
            auto const& agency = agency_of(group);
            if (row.id.empty()) {
                own_ids_.resize(plans_.size());
                auto& count = counts[{group.agency, content_id(row, 0, *ids_by_, buffer_)}];
                auto& own = own_ids_[i] = content_id(row, ++count, *ids_by_, buffer_);
                // A single entry handed in is a new fact; a log handed in again is not.
                while (answers_ != nullptr && kept_.port->has_id(agency.column, id_text(own))) {
                    own = content_id(row, ++count, *ids_by_, buffer_);
                }
            }
            auto const id = id_of(i, row);
            // The store first: a row that differs from what is kept must not speak for later ones.
            // Where there are no applications, all ids are the store's own and begin so.
            if (agency.has_applications || (agency.position > 0 && id.starts_with('q'))) {
                if (auto const there = kept_.port->with_id(agency.column, id)) {
                    bool const same = there->application == group.application &&
                                      std::equal(row.content.begin(), row.content.end(),
                                                 there->content.begin()) &&
                                      (row.seq == 0 || row.seq == there->order_no) &&
                                      (!row.recorded_s || *row.recorded_s == there->recorded_s);
                    repeat_or_conflict(i, id, same);
                    continue;
                }
            }
            auto const print = print_of(group.agency, id);
            auto const before = seen.find(print, [&](std::uint32_t other) {
                return groups_[plans_[other].group].agency == group.agency &&
                       id_of(other, batch_row::of(batch_, other)) == id;
            });
            if (!before) {
                seen.add(print, static_cast<std::uint32_t>(i));
                continue;
            }
            auto const other = batch_row::of(batch_, *before);
            repeat_or_conflict(i, id,
                               other.application == row.application &&
                                   other.content == row.content && other.seq == row.seq &&
                                   other.recorded_s == row.recorded_s);
        }
    }

    static std::size_t print_of(std::uint32_t agency, std::string_view id) {
        return std::hash<std::string_view>{}(id) ^ (std::size_t{agency} * 0x9E3779B97F4A7C15U);
    }

    void repeat_or_conflict(std::size_t i, std::string const& id, bool same) {
        if (!same) {
            fail(i, {.what = code::id_conflict, .detail = excerpt(id), .field = "id"});
            return;
        }
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
                decide_group(group);
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
        e.recorded = instant{row.recorded_s.value_or(now_.seconds)};
        e.line = line_of(i);
        return e;
    }

    /// Gives the rows of a day that have no `seq` the next one of that day, so that the order they
    /// are taken in stands in the log itself. Where other new rows of that day bring their own, 0
    /// stays 0, as a reader of the log would sort it.
    void number_rows(std::vector<entry> const& before, std::vector<std::uint32_t> const& fresh) {
        std::map<std::string_view, std::int64_t> last;
        std::vector<std::string> days;
        days.reserve(before.size());
        for (auto const& e : before) {
            auto& at = last[days.emplace_back(to_text(e.on))];
            at = std::max(at, e.seq);
        }
        std::map<std::string_view, bool> own;
        for (auto const i : fresh) {
            auto const row = batch_row::of(batch_, i);
            plans_[i].seq = row.seq;
            own[row.content[c_on]] |= row.seq != 0;
        }
        for (auto const i : fresh) {
            auto const on = batch_row::of(batch_, i).content[c_on];
            auto& at = last[on];
            if (plans_[i].seq == 0 && !own[on] && at < std::numeric_limits<std::int64_t>::max()) {
                plans_[i].seq = ++at;
            }
        }
    }

    void decide_group(group_plan& group) {
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
        auto const before = group.version > 0
                                ? kept_.rows_of(agency_of(group).column, group.application)
                                : std::vector<entry>{};
        number_rows(before, fresh);
        std::vector<entry> rows;
        rows.reserve(fresh.size());
        for (auto const i : fresh) {
            rows.push_back(entry_from(i, group));
        }
        if (book_ == nullptr) {
            book_ = &kept_.rules();  // nothing that this batch writes changes it
        }
        auto first = first_day(rows);
        if (!before.empty()) {
            first = std::min(first, first_day(before));
        }
        auto const in = book_->question(agency_of(group).column, first);
        carry_out(group, before, rows, fresh, group_decider(before, rows, in).run());
    }

    void carry_out(group_plan& group, std::vector<entry> const& before,
                   std::vector<entry> const& rows, std::vector<std::uint32_t> const& fresh,
                   group_decision decided) {
        bool any_written = false;
        bool any_faulty = false;
        for (std::size_t k = 0; k < fresh.size(); ++k) {
            auto const i = fresh[k];
            auto& said = decided.rows[k];
            switch (said.what) {
            case row_verdict::fate::write:
                plans_[i].what = fate::write;
                any_written = true;
                say_accepted(group, i, rows[k]);
                if (said.said.what == verdict::irregular) {
                    auto answer = row_answer(i, group, rows[k]);
                    answer.answer.said = said.said;
                    if (answers_ != nullptr) {
                        (*answers_)[i].said = said.said;
                    }
                    out_.irregular.push_back(std::move(answer));
                }
                break;
            case row_verdict::fate::refused: refuse(i, group, rows[k], said); break;
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
    void project_written(group_plan& group, std::vector<entry> const& before,
                         std::vector<entry> const& rows, std::vector<std::uint32_t> const& fresh,
                         group_decision decided) {
        bool all = true;
        for (auto const i : fresh) {
            all = all && plans_[i].what == fate::write;
        }
        if (all && decided.life) {
            group.projected = projection_of(*decided.life, decided.life->as_of);
            return;
        }
        auto kept = before;
        for (std::size_t k = 0; k < fresh.size(); ++k) {
            if (plans_[fresh[k]].what == fate::write) {
                kept.push_back(rows[k]);
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
        if (answers_ == nullptr) {
            return;
        }
        auto& said = (*answers_)[i];
        said.status = append_status::appended;
        said.agency = from_column(agency_of(group).column);
        said.id = e.id;
        said.said = {};
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
        if (answers_ != nullptr) {
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
        row_.agency = agency.column;
        row_.application = group.application;
        row_.id = id_of(i, row);
        row_.position = agency.position + 1;
        row_.version = group.version + 1;
        std::copy(row.content.begin(), row.content.end(), row_.content.begin());
        row_.order_no = group.application == nameless ? row.seq : plans_[i].seq;
        row_.recorded_s = row.recorded_s.value_or(now_.seconds);
        row_.stored_s = now_.seconds;
        row_.actor = how_.by.actor;
        row_.role = how_.by.role;
        row_.rules = rules_;
        row_.digest.clear();
        if (group.application == nameless) {
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
        } else {
            kept_.insert(row_, group.hash);
            group.version = row_.version;
            group.hash = row_.hash;
            if (answers_ != nullptr) {
                (*answers_)[i].version = row_.version;
            }
        }
        ++agency.position;
        ++out_.added;
    }

    store::state& kept_;
    import_batch::state const& batch_;
    import_options const& how_;
    std::optional<std::int64_t> expect_;
    std::vector<append_answer>* answers_;
    instant now_;
    std::vector<row_plan> plans_;
    std::vector<group_plan> groups_{};
    std::vector<agency_plan> agencies_{};
    std::vector<short_hash> own_ids_{};  ///< of rows that brought none; empty where all did
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
