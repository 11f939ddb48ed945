#pragma once

#include "qixian/store/impl/close.ipp"

// Looking after a store: verification against everything that is kept twice.

namespace qixian::inline v0 {

namespace detail {

/// One walk through a store. Every check names the entry it failed at.
class verifier {
public:
    verifier(store::state& kept, std::optional<store_anchor> const& against)
        : kept_(kept), against_(against) {}

    verification run() {
        out_.anchored = against_.has_value();
        if (!sound_structure()) {
            return std::move(out_);
        }
        check_schema();
        check_info();
        check_anchor_head();
        for (auto const& agency : kept_.agency_columns()) {
            walk(agency);
        }
        check_anchored_agencies();
        check_strays();
        std::stable_sort(out_.found.begin(), out_.found.end(),
                         [](auto const& a, auto const& b) { return rank(a) < rank(b); });
        return std::move(out_);
    }

private:
    static int rank(damage const& d) {
        bool const of_entry = d.position != 0 || d.version != 0;
        return d.what <= damage_kind::schema ? 0 : of_entry ? 1 : 2;
    }

    void say(damage found) {
        // A store that was replaced as a whole would fill the memory with complaints.
        if (out_.found.size() < 1000) {
            found.agency = from_column(found.agency);
            found.application = from_column(found.application);
            out_.found.push_back(std::move(found));
        }
    }
    void say(damage_kind what, event_row const& at, std::string detail) {
        say({.what = what,
             .agency = at.agency,
             .application = at.application,
             .version = at.version,
             .position = at.position,
             .id = at.id,
             .detail = std::move(detail)});
    }

    /// While it lives, SQLite's own check, which knows no end of its work, tells that it goes on.
    class heartbeat {
    public:
        explicit heartbeat(store::state& kept) : kept_(kept) {
            constexpr int steps = 100'000;  // some milliseconds
            sqlite3_progress_handler(kept_.file.db().getHandle(), steps, &beat, this);
        }
        ~heartbeat() { sqlite3_progress_handler(kept_.file.db().getHandle(), 0, nullptr, nullptr); }
        /// What the host's callback threw, if it did: SQLite then stops as interrupted.
        void rethrow() const {
            if (thrown_) {
                std::rethrow_exception(thrown_);
            }
        }
        heartbeat(heartbeat const&) = delete;
        heartbeat& operator=(heartbeat const&) = delete;

    private:
        static int beat(void* self) noexcept {
            auto& me = *static_cast<heartbeat*>(self);
            try {
                me.kept_.report_progress(0, 0);
                return 0;
            } catch (...) {
                me.thrown_ = std::current_exception();  // not through SQLite, which is C
                return 1;
            }
        }

        store::state& kept_;
        std::exception_ptr thrown_{};
    };

    bool sound_structure() {
        heartbeat const beating(kept_);
        try {
            auto const q = kept_.file.ask("PRAGMA integrity_check(20)");
            std::string text;
            while (q->executeStep()) {
                read_text_column(text, *q, 0);
                // The check tells failing memory and failing reads as damage.
                if (text.find("failed to get page") != text.npos ||
                    text.find("unable to get the page") != text.npos ||
                    text.find("returns error code 7") != text.npos) {
                    throw SQLite::Exception(text, SQLITE_IOERR);
                }
                if (text != "ok") {
                    say({.what = damage_kind::structure, .detail = text});
                }
            }
        } catch (SQLite::Exception const& wrong) {
            beating.rethrow();
            auto const primary = wrong.getErrorCode() & 0xFF;
            if (primary != SQLITE_CORRUPT && primary != SQLITE_NOTADB) {
                throw;
            }
            say({.what = damage_kind::structure, .detail = wrong.what()});
        }
        return out_.found.empty();
    }

    using object = std::tuple<std::string, std::string, std::string>;

    static std::vector<object> objects_of(SQLite::Database& db) {
        SQLite::Statement q(
            db, "SELECT type, name, coalesce(sql, '') FROM sqlite_schema "
                "WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4')) "
                "ORDER BY type, name");
        std::vector<object> out;
        while (q.executeStep()) {
            out.emplace_back(q.getColumn(0).getString(), q.getColumn(1).getString(),
                             q.getColumn(2).getString());
        }
        return out;
    }

    void check_schema() {
        static auto const models = [] {
            std::map<int, std::vector<object>> out;
            for (int schema = 1; schema <= store_schema_version; ++schema) {
                SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
                model.exec(store_ddl(schema));
                out[schema] = objects_of(model);
            }
            return out;
        }();
        auto const& wanted = models.at(kept_.file.schema());
        auto const there = objects_of(kept_.file.db());
        for (auto const& each : wanted) {
            if (std::find(there.begin(), there.end(), each) == there.end()) {
                say({.what = damage_kind::schema,
                     .detail =
                         std::get<0>(each) + " " + std::get<1>(each) + " is missing or altered"});
            }
        }
        for (auto const& each : there) {
            if (std::find(wanted.begin(), wanted.end(), each) == wanted.end()) {
                say({.what = damage_kind::schema,
                     .detail = std::get<0>(each) + " " + std::get<1>(each) + " is not ours"});
            }
        }
    }

    void check_info() {
        auto const q =
            kept_.file.ask("SELECT ref_key, re_key, note, recorded_s, rules FROM event WHERE "
                           "agency = '*' AND application = '*' AND version = 1 AND "
                           "event_code = 'store_created'");
        if (!q->executeStep()) {
            say({.what = damage_kind::position,
                 .agency = std::string(nameless),
                 .version = 1,
                 .position = 1,
                 .detail = "the entry of the store's creation is missing or altered"});
            return;
        }
        std::string id;
        std::string hash;
        std::string names;
        read_text_column(id, *q, 0);
        read_text_column(hash, *q, 1);
        read_text_column(names, *q, 2);
        std::string rules;
        read_text_column(rules, *q, 4);
        auto const& info = kept_.info;
        if (id != info.id || hash != info.hash || names != names_text(info.agencies) ||
            q->getColumn(3).getInt64() != info.created.seconds || rules != info.created_by) {
            say({.what = damage_kind::content,
                 .detail = "store_info is not what the store was made with"});
        }
    }

    void check_anchor_head() {
        if (against_ && (against_->store != kept_.info.id || against_->hash != kept_.info.hash)) {
            say({.what = damage_kind::anchor, .detail = "the anchor is of another store"});
        }
    }

    checkpoint_mark const* anchored(std::string_view agency) const {
        if (against_) {
            for (auto const& each : against_->agencies) {
                if (column_text(each.agency) == agency) {
                    return &each;
                }
            }
        }
        return nullptr;
    }

    void walk(std::string const& agency) {
        read_checkpoints(agency);
        std::unordered_map<std::string, store::state::head> heads;
        merkle_frontier tree;
        std::int64_t applications = 0;
        auto const* const mark = anchored(agency);
        std::int64_t expected = 1;
        {
            static std::string const sql =
                "SELECT " + event_columns() + " FROM event WHERE agency = ? ORDER BY position";
            auto const q = kept_.file.ask(sql.c_str());
            q.bind_all(agency);
            event_row row;
            field_bytes bytes;
            while (q->executeStep()) {
                read_event(row, *q);
                ++out_.events;
                if (row.position != expected) {
                    say(damage_kind::position, row,
                        "position " + std::to_string(expected) + " is missing");
                    expected = row.position;
                }
                auto& head = heads[row.application];
                if (row.version != head.version + 1) {
                    say(damage_kind::version, row,
                        "version " + std::to_string(head.version + 1) +
                            " of the application is missing");
                }
                row.put(bytes, kept_.hash->name(), head.hash);
                auto const hash = kept_.hash->of(bytes.bytes());
                entry probe;
                if (row.odd_value ||
                    (row.application != nameless && !read_content(probe, views_of(row.content)))) {
                    say(damage_kind::content, row, "a value that no entry has");
                }
                if (to_hex(hash) != row.hash) {
                    say(head.version == 0 ? damage_kind::content : damage_kind::chain, row,
                        "the entry, or the one before it in the application, was altered");
                }
                applications += head.version == 0 && row.application != nameless ? 1 : 0;
                head.version = row.version;
                head.hash = row.hash;
                note_own(row);
                tree.add(hash_in(row.hash).value_or(hash_value{}), *kept_.hash);
                check_checkpoint(row, tree, applications);
                if (mark != nullptr && mark->events == row.position) {
                    check_anchored(*mark, row, tree, applications);
                }
                ++expected;
                kept_.report_progress(static_cast<std::uint64_t>(out_.events), 0);
            }
        }
        auto const last = expected - 1;
        out_.applications += applications;
        if (mark != nullptr && mark->events > last) {
            say({.what = damage_kind::anchor,
                 .agency = agency,
                 .position = last + 1,
                 .detail = "entries " + std::to_string(last + 1) + " to " +
                           std::to_string(mark->events) + " were there when it was anchored on " +
                           to_text(mark->day)});
        }
        if (checkpoint_at_ < checkpoints_.size()) {
            auto const& next = checkpoints_[checkpoint_at_].mark;
            say({.what = damage_kind::checkpoint,
                 .agency = agency,
                 .position = std::min(next.events, last + 1),
                 .detail = "a checkpoint covers " + std::to_string(next.events) +
                           " entries, there are " + std::to_string(last)});
        }
        auto const covered = mark != nullptr        ? mark->events
                             : checkpoints_.empty() ? 0
                                                    : checkpoints_.back().mark.events;
        out_.beyond_anchor += std::max<std::int64_t>(0, last - covered);
        check_closings(agency);
        check_projection(agency, heads);
    }

    void check_anchored(checkpoint_mark const& mark, event_row const& at,
                        merkle_frontier const& tree, std::int64_t applications) {
        auto const on = " on " + to_text(mark.day);
        if (to_hex(tree.root(*kept_.hash)) != mark.root || mark.applications != applications) {
            say(damage_kind::anchor, at,
                "one of the entries up to here is not the one that was anchored" + on);
            return;
        }
        auto const found =
            std::find_if(checkpoints_.begin(), checkpoints_.end(), [&](checkpoint_row const& row) {
                return row.mark.events == mark.events && row.mark.hash == mark.hash;
            });
        if (found == checkpoints_.end()) {
            say(damage_kind::anchor, at, "the checkpoint that was anchored" + on + " is gone");
        }
    }

    // --- checkpoints ---

    void read_checkpoints(std::string const& agency) {
        checkpoints_.clear();
        checkpoint_at_ = 0;
        before_.clear();
        auto const q = kept_.file.ask("SELECT position, made_on, made_s, applications, root, "
                                      "frontier, hash FROM checkpoint WHERE agency = ? "
                                      "ORDER BY position");
        q.bind_all(agency);
        while (q->executeStep()) {
            checkpoints_.push_back(read_checkpoint(agency, *q));
            ++out_.checkpoints;
        }
    }

    void check_checkpoint(event_row const& at, merkle_frontier const& tree,
                          std::int64_t applications) {
        while (checkpoint_at_ < checkpoints_.size() &&
               checkpoints_[checkpoint_at_].mark.events <= at.position) {
            auto const& row = checkpoints_[checkpoint_at_++];
            bool const here = row.mark.events == at.position;
            if (!here || row.mark.hash != checkpoint_hash(row, before_, *kept_.hash) ||
                row.mark.root != to_hex(tree.root(*kept_.hash)) ||
                row.frontier != frontier_text(tree) || row.mark.applications != applications) {
                say(damage_kind::checkpoint, at,
                    "one of the entries up to here, or the checkpoint of " + to_text(row.mark.day) +
                        " itself, was altered");
            }
            before_ = row.mark.hash;
        }
    }

    // --- closed years and notices: the entry holds the digest of what the tables hold ---

    struct own_line {
        event_row row{};
        bool matched = false;
    };

    void note_own(event_row const& row) {
        if (row.application != nameless) {
            return;
        }
        auto const& what = row.content[c_event];
        if (what == own_event::year_closed) {
            closings_.push_back({row});
        } else if (what == own_event::notice) {
            notices_.insert(row.content[c_re]);
            if (!notice_holds(row.content[c_re], row.digest)) {
                say(damage_kind::notice, row,
                    "notice " + row.content[c_re] + " is not the one that was applied");
            }
        }
    }

    bool notice_holds(std::string const& id, std::string const& digest) {
        try {
            auto const saved = kept_.read_notice(id);
            return !saved.days.empty() && kept_.digest_of(saved) == digest;
        } catch (store_error const&) {
            return false;
        }
    }

    void check_closings(std::string const& agency) {
        struct line {
            int year;
            std::int64_t position;
            std::string shape;
            std::string closed_on;
            std::string digest;
        };
        std::vector<line> lines;
        {
            auto const q = kept_.file.ask("SELECT report_year, position, form, closed_on, digest "
                                          "FROM closed_year WHERE agency = ?");
            q.bind_all(agency);
            while (q->executeStep()) {
                auto& each = lines.emplace_back();
                each.year = q->getColumn(0).getInt();
                each.position = q->getColumn(1).getInt64();
                read_text_column(each.shape, *q, 2);
                read_text_column(each.closed_on, *q, 3);
                read_text_column(each.digest, *q, 4);
            }
        }
        for (auto const& each : lines) {
            auto const found =
                std::find_if(closings_.begin(), closings_.end(), [&](own_line const& l) {
                    return !l.matched && l.row.agency == agency && l.row.position == each.position;
                });
            if (found == closings_.end()) {
                say({.what = damage_kind::closing,
                     .agency = agency,
                     .position = each.position,
                     .detail = "no entry closed the year " + std::to_string(each.year)});
                continue;
            }
            found->matched = true;
            if (!closing_holds(agency, each.year, each.shape, each.digest, found->row) ||
                each.closed_on != to_text(legal_day({found->row.recorded_s})) ||
                !found->row.content[c_on].starts_with(std::to_string(each.year))) {
                say(damage_kind::closing, found->row,
                    "the figures of " + std::to_string(each.year) + " are not those frozen");
            }
        }
        for (auto const& each : closings_) {
            if (!each.matched && each.row.agency == agency) {
                say(damage_kind::closing, each.row, "its figures are missing");
            }
        }
    }

    bool closing_holds(std::string const& agency, int year, std::string const& shape,
                       std::string const& digest, event_row const& row) {
        auto const form = form_of(shape);
        if (!form || digest != row.digest) {
            return false;
        }
        try {
            auto const figures = kept_.read_frozen(agency, year, *form);
            // A figure of zero that is gone reads as zero, but no view would show it.
            auto const q = kept_.file.ask("SELECT count(*) FROM closed_figure WHERE agency = ? AND "
                                          "report_year = ?");
            q.bind_all(agency, std::int64_t{year});
            bool const complete =
                q->executeStep() &&
                static_cast<std::size_t>(q->getColumn(0).getInt64()) == counts_of(figures).size();
            return complete && kept_.digest_of(figures) == digest;
        } catch (store_error const&) {
            return false;
        }
    }

    // --- the projection ---

    void check_projection(std::string const& agency,
                          std::unordered_map<std::string, store::state::head> const& heads) {
        std::string basis;
        {
            auto const q = kept_.file.ask("SELECT basis FROM projection WHERE agency = ?");
            q.bind_all(agency);
            if (q->executeStep()) {
                read_text_column(basis, *q, 0);
            }
        }
        std::string wanted_basis;
        try {
            wanted_basis = kept_.projection_basis();
        } catch (store_error const&) {
            return;  // a notice that cannot be read was named already
        }
        if (heads.size() > heads.count(std::string(nameless)) && basis != wanted_basis) {
            say({.what = damage_kind::projection,
                 .agency = agency,
                 .detail = "made by another version or calendar; rebuild makes it again"});
            return;
        }
        std::size_t rows = 0;
        std::vector<std::pair<std::string, std::pair<store::state::head, projected_row>>> there;
        auto const q = kept_.file.ask(
            "SELECT application, version, hash, last_on, stage, applicant, received_on, closed_on, "
            "outcome, desk, irregular_rows, refused_rows FROM application_now WHERE agency = ?");
        q.bind_all(agency);
        std::string name;
        while (q->executeStep()) {
            ++rows;
            store::state::head at;
            projected_row now;
            read_text_column(name, *q, 0);
            at.version = q->getColumn(1).getInt64();
            read_text_column(at.hash, *q, 2);
            int column = 3;
            bool odd_value = false;
            for (auto* each : {&now.last_on, &now.stage, &now.applicant, &now.received_on,
                               &now.closed_on, &now.outcome, &now.desk}) {
                read_text_column(*each, *q, column);
                odd_value = odd_value || (each->empty() && !q->isColumnNull(column));
                ++column;
            }
            now.irregular = q->getColumn(10).getInt64();
            now.refused = q->getColumn(11).getInt64();
            auto const found = heads.find(name);
            bool same = !odd_value && found != heads.end() && found->second.version == at.version &&
                        found->second.hash == at.hash;
            if (same) {
                try {
                    same = kept_.projected(agency, kept_.rows_of(agency, name)) == now;
                } catch (store_error const&) {
                    continue;  // an entry that cannot be read was named already
                }
            }
            if (!same) {
                say({.what = damage_kind::projection,
                     .agency = agency,
                     .application = name,
                     .detail = "is not what the entries say; rebuild makes it again"});
            }
        }
        auto const wanted = heads.size() - heads.count(std::string(nameless));
        if (rows != wanted) {
            say({.what = damage_kind::projection,
                 .agency = agency,
                 .detail = std::to_string(rows) + " applications instead of " +
                           std::to_string(wanted) + "; rebuild makes it again"});
        }
    }

    // --- what belongs to no agency or entry ---

    void check_anchored_agencies() {
        if (!against_) {
            return;
        }
        auto const there = kept_.agency_columns();
        for (auto const& each : against_->agencies) {
            if (std::find(there.begin(), there.end(), column_text(each.agency)) == there.end()) {
                say({.what = damage_kind::anchor,
                     .agency = column_text(each.agency),
                     .position = 1,
                     .detail = "all " + std::to_string(each.events) + " entries are gone"});
            }
        }
    }

    void check_strays() {
        auto const stray = [this](char const* sql, damage_kind what, char const* detail) {
            auto const q = kept_.file.ask(sql);
            std::string text;
            while (q->executeStep()) {
                read_text_column(text, *q, 0);
                say({.what = what, .detail = std::string(detail) + " " + text});
            }
        };
        auto const q = kept_.file.ask("SELECT DISTINCT agency, notice_id FROM notice_day");
        std::string agency;
        std::string id;
        while (q->executeStep()) {
            read_text_column(agency, *q, 0);
            read_text_column(id, *q, 1);
            if (agency != nameless || !notices_.contains(id)) {
                say({.what = damage_kind::notice, .detail = "nobody applied the notice " + id});
            }
        }
        stray("SELECT DISTINCT agency || ' ' || report_year FROM closed_figure AS f WHERE NOT "
              "EXISTS (SELECT 1 FROM closed_year AS y WHERE y.agency = f.agency AND "
              "y.report_year = f.report_year)",
              damage_kind::closing, "figures of a year that was not closed:");
        stray("SELECT DISTINCT agency || ' ' || report_year FROM closed_member AS f WHERE NOT "
              "EXISTS (SELECT 1 FROM closed_year AS y WHERE y.agency = f.agency AND "
              "y.report_year = f.report_year)",
              damage_kind::closing, "applications of a year that was not closed:");
        auto const gone = kept_.file.ask(
            "SELECT DISTINCT agency FROM (SELECT agency FROM closed_year UNION SELECT agency "
            "FROM checkpoint UNION SELECT agency FROM application_now UNION SELECT agency FROM "
            "projection) AS t WHERE NOT EXISTS (SELECT 1 FROM event AS e WHERE "
            "e.agency = t.agency)");
        while (gone->executeStep()) {
            read_text_column(agency, *gone, 0);
            say({.what = damage_kind::position,
                 .agency = agency,
                 .position = 1,
                 .detail = "all entries of the agency are gone"});
        }
    }

    store::state& kept_;
    std::optional<store_anchor> const& against_;
    verification out_{};
    std::vector<checkpoint_row> checkpoints_{};
    std::size_t checkpoint_at_ = 0;
    std::string before_{};
    std::vector<own_line> closings_{};
    std::set<std::string, std::less<>> notices_{};
};

}  // namespace detail

inline verification store::state::verify(std::optional<store_anchor> const& against) {
    return detail::verifier(*this, against).run();
}

}  // namespace qixian::inline v0
