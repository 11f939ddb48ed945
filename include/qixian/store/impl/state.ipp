#pragma once

#include <map>
#include <unordered_map>

#include "qixian/store/impl/chain.ipp"
#include "qixian/store/impl/file.ipp"
#include "qixian/store/impl/rows.ipp"

// What every part of the store shares: rows of the table `event`, the calendar and settings that
// stand in it, and the reading of applications.

namespace qixian::inline v0 {

namespace detail {

/// One row of the table `event`, with the texts of its columns.
struct event_row {
    std::string agency{};  ///< as in the column: `*` for the unnamed one
    std::string application{};
    std::string id{};
    std::int64_t position = 0;
    std::int64_t version = 0;
    content_texts content{};
    std::int64_t order_no = 0;
    std::int64_t recorded_s = 0;
    std::int64_t stored_s = 0;
    std::string actor{};
    std::string role{};
    std::string rules{};
    std::string digest{};
    std::string hash{};
    bool odd_value = false;  ///< a column holds what no entry of ours does

    /// The bytes that are hashed, after those of the entry before (src/notes/store.md).
    void put(field_bytes& to, std::string_view hash_name, std::string_view before) const {
        to.clear();
        to.add("qixian/event/1");
        to.add(hash_name);
        to.add(agency);
        to.add(application);
        to.add(version);
        to.add(position);
        to.add(id);
        add_content(to, content);
        to.add(order_no);
        to.add(recorded_s);
        to.add(stored_s);
        to.add(actor);
        to.add(role);
        to.add(rules);
        to.add(digest);
        to.add(before);
    }
};

inline std::string const& event_columns() {
    static std::string const text = [] {
        std::string out = "agency, position, application, version, event_id";
        for (auto const& each : content_columns) {
            out += ", " + std::string(each.name);
        }
        return out + ", order_no, recorded_s, stored_s, actor, actor_role, rules, digest, hash";
    }();
    return text;
}

inline constexpr int event_column_count = 5 + static_cast<int>(content_columns.size()) + 8;

inline void read_text_column(std::string& to, SQLite::Statement& from, int at) {
    auto const column = from.getColumn(at);
    auto const* const text = column.getText();
    to.assign(text, static_cast<std::size_t>(column.getBytes()));
}

/// The row that `from` (a question for `event_columns`) stands on.
inline void read_event(event_row& to, SQLite::Statement& from) {
    int at = 0;
    to.odd_value = false;
    auto const text = [&](std::string& into) {
        read_text_column(into, from, at);
        to.odd_value = to.odd_value || (into.empty() && !from.isColumnNull(at));
        ++at;
    };
    auto const number = [&](std::int64_t& into) { into = from.getColumn(at++).getInt64(); };
    text(to.agency);
    number(to.position);
    text(to.application);
    number(to.version);
    text(to.id);
    for (auto& each : to.content) {
        text(each);
    }
    number(to.order_no);
    number(to.recorded_s);
    number(to.stored_s);
    text(to.actor);
    text(to.role);
    text(to.rules);
    text(to.digest);
    text(to.hash);
    if (!is_kept_instant(to.recorded_s) || !is_kept_instant(to.stored_s)) {
        to.odd_value = true;  // named by verify; no instant may be made of it
        to.recorded_s = 0;
        to.stored_s = 0;
    }
}

inline content_views views_of(content_texts const& from) {
    content_views out;
    std::copy(from.begin(), from.end(), out.begin());
    return out;
}

/// The entry of a row. Throws store_damaged where a column holds what no entry does.
inline entry entry_of(event_row const& row, std::string const& file) {
    entry e;
    e.agency = from_column(row.agency);
    e.application = from_column(row.application);
    if (!read_content(e, views_of(row.content))) {
        throw store_error(code::store_damaged, file,
                          "entry " + std::to_string(row.position) + " " + row.id +
                              " holds a value that no entry has");
    }
    e.id = row.id;
    e.seq = row.order_no;
    e.recorded = instant{row.recorded_s};
    e.line = static_cast<std::size_t>(row.position);
    return e;
}

inline std::string version_text() {
    return std::to_string(QIXIAN_VERSION_MAJOR) + "." + std::to_string(QIXIAN_VERSION_MINOR) + "." +
           std::to_string(QIXIAN_VERSION_PATCH);
}

/// What the projection says of an application: facts of its entries, no due day.
struct projected_row {
    std::string stage{};
    std::string applicant{};
    std::string received_on{};
    std::string closed_on{};
    std::string outcome{};
    std::string desk{};
    std::string last_on{};
    std::int64_t irregular = 0;
    std::int64_t refused = 0;
    friend bool operator==(projected_row const&, projected_row const&) = default;

    static projected_row of(history const& life, date last_on) {
        projected_row out;
        out.stage = info(life.now.at).code;
        if (life.applicant_class) {
            out.applicant = info(*life.applicant_class).code;
        }
        if (life.received_on) {
            out.received_on = to_text(*life.received_on);
        }
        if (life.closed_on) {
            out.closed_on = to_text(*life.closed_on);
        }
        if (life.result) {
            out.outcome = info(*life.result).code;
        }
        out.desk = life.desk;
        out.last_on = to_text(last_on);
        out.irregular = static_cast<std::int64_t>(life.irregular.size());
        out.refused = static_cast<std::int64_t>(life.refused.size());
        return out;
    }
};

struct checkpoint_row {
    checkpoint_mark mark{};  ///< `agency` as column text
    std::string frontier{};
};

/// Settings of one agency, oldest first.
struct setting_line {
    std::string agency{};  ///< column text
    date from{};
    std::string name{};
    std::string value{};
};

/// `to` with one setting; a fault where name or value are not known.
inline std::optional<fault> apply_setting(kept_settings& to, std::string_view name,
                                          std::string_view value) {
    auto const bad = [&] {
        return fault{.what = code::bad_setting,
                     .detail = std::string(name) + "=" + std::string(value)};
    };
    if (name == "region") {
        to.region = value;
        return std::nullopt;
    }
    if (name == "lights") {
        auto const read = parse_lights(value);
        if (!read) {
            return bad();
        }
        to.lights = *read;
        return std::nullopt;
    }
    if (!name.starts_with("policy.")) {
        return bad();
    }
    auto with = with_policy(to.chosen, name.substr(7), value);
    if (!with) {
        return bad();
    }
    to.chosen = *with;
    return std::nullopt;
}

/// What a transaction knows of settings and calendars: asked once, used for every application.
struct rulebook {
    std::vector<setting_line> lines{};
    std::shared_ptr<editions const> sources{};
    std::vector<std::string> conflicts{};  ///< notices that the library knows otherwise

    [[nodiscard]] kept_settings on(std::string_view agency_column, date day) const {
        kept_settings out;
        // What holds for all agencies first, then what the agency chose itself.
        for (bool const own : {false, true}) {
            for (auto const& each : lines) {
                bool const is_own = each.agency == agency_column && each.agency != nameless;
                bool const is_common = each.agency == nameless;
                if ((own ? is_own : is_common) && each.from <= day) {
                    static_cast<void>(apply_setting(out, each.name, each.value));
                }
            }
        }
        return out;
    }

    working_calendar const& calendar(std::string const& region, maybe_date known_on = {}) {
        auto const key = region + (known_on ? "@" + to_text(*known_on) : "");
        auto found = calendars_.find(key);
        if (found == calendars_.end()) {
            auto here = region.empty() ? result<editions>(*sources) : sources->with_region(region);
            auto const& known = here ? *here : *sources;
            found = calendars_
                        .try_emplace(key, known_on ? known.as_known_on(*known_on) : known.current())
                        .first;
        }
        return found->second;
    }

    /// What decides an application whose first entry happened on `first`.
    context question(std::string_view agency_column, date first, maybe_date known_on = {}) {
        auto const chosen = on(agency_column, first);
        return {calendar(chosen.region, known_on), chosen.chosen};
    }

private:
    std::map<std::string, working_calendar> calendars_{};
};

inline date first_day(std::vector<entry> const& rows) {
    return std::min_element(rows.begin(), rows.end(),
                            [](entry const& a, entry const& b) { return a.on < b.on; })
        ->on;
}
inline date last_day(std::vector<entry> const& rows) {
    return std::max_element(rows.begin(), rows.end(),
                            [](entry const& a, entry const& b) { return a.on < b.on; })
        ->on;
}

}  // namespace detail

struct store::state {
    state(std::string path, store_options given, detail::opening how)
        : options(std::move(given)), file(std::move(path), options, how) {}

    store_options options;
    detail::store_file file;
    store_info info{};
    std::shared_ptr<hash_provider> hash{};
    std::optional<detail::rulebook> book{};
    std::string book_version{};  ///< heads of the agencies' own logs when `book` was made

    // --- small questions (inside a transaction) ---

    std::int64_t number(char const* sql, std::string_view agency) {
        auto const q = file.ask(sql);
        q.bind_all(agency);
        return q->executeStep() ? q->getColumn(0).getInt64() : 0;
    }
    std::int64_t last_position(std::string_view agency) {
        return number("SELECT max(position) FROM event WHERE agency = ?", agency);
    }

    struct head {
        std::int64_t version = 0;
        std::string hash{};
    };
    /// Where the log of an application stands; version 0 when it has no entry.
    head head_of(std::string_view agency, std::string_view application) {
        auto const q = file.ask("SELECT version, hash FROM event WHERE agency = ? AND "
                                "application = ? ORDER BY version DESC LIMIT 1");
        q.bind_all(agency, application);
        head out;
        if (q->executeStep()) {
            out.version = q->getColumn(0).getInt64();
            detail::read_text_column(out.hash, *q, 1);
        }
        return out;
    }

    bool has_entry(std::string_view agency, std::string_view id) {
        auto const q = file.ask("SELECT 1 FROM event WHERE agency = ? AND event_id = ?");
        q.bind_all(agency, id);
        return q->executeStep();
    }

    /// The hash of the entry at `position`; empty where there is none.
    std::string hash_at(std::string_view agency, std::int64_t position) {
        auto const q = file.ask("SELECT hash FROM event WHERE agency = ? AND position = ?");
        q.bind_all(agency, position);
        std::string out;
        if (q->executeStep()) {
            detail::read_text_column(out, *q, 0);
        }
        return out;
    }

    /// The rows of an application in the order of their versions.
    std::vector<entry> rows_of(std::string_view agency, std::string_view application) {
        static std::string const sql = "SELECT " + detail::event_columns() +
                                       " FROM event WHERE agency = ? AND application = ? "
                                       "ORDER BY version";
        auto const q = file.ask(sql.c_str());
        q.bind_all(agency, application);
        std::vector<entry> out;
        detail::event_row row;
        while (q->executeStep()) {
            detail::read_event(row, *q);
            out.push_back(detail::entry_of(row, file.path()));
        }
        return out;
    }

    std::vector<std::string> agency_columns() {
        // One step of the index an agency, however many entries it has.
        std::vector<std::string> out;
        std::string at;
        for (;;) {
            auto const q =
                file.ask("SELECT agency FROM event WHERE agency > ? ORDER BY agency LIMIT 1");
            q.bind_all(at);
            if (!q->executeStep()) {
                return out;
            }
            std::string next;
            detail::read_text_column(next, *q, 0);
            if (next <= at) {
                throw store_error(code::store_damaged, file.path(), "an agency that is no text");
            }
            out.push_back(at = std::move(next));
        }
    }

    /// Whether an agency has entries of applications.
    bool has_applications(std::string const& agency) {
        auto const q = file.ask("SELECT 1 FROM event WHERE agency = ? AND application <> '*' "
                                "LIMIT 1");
        q.bind_all(agency);
        return q->executeStep();
    }

    // --- settings and calendars ---

    /// Settings and notices as they stand in this transaction.
    detail::rulebook& rules() {
        // The heads of the agencies' own logs tell whether anything is new, or another store now.
        std::string version;
        for (auto const& agency : agency_columns()) {
            version += head_of(agency, detail::nameless).hash;
        }
        if (!book || version != book_version) {
            book = read_rules();
            book_version = version;
        }
        return *book;
    }

    detail::rulebook read_rules(std::optional<instant> recorded_by = {}) {
        detail::rulebook out;
        auto known = options.sources ? *options.sources : china::editions();
        for (auto const& agency : agency_columns()) {
            static std::string const sql =
                "SELECT " + detail::event_columns() +
                " FROM event WHERE agency = ? AND application = '*' ORDER BY version";
            auto const q = file.ask(sql.c_str());
            q.bind_all(agency);
            detail::event_row row;
            while (q->executeStep()) {
                detail::read_event(row, *q);
                if (recorded_by && row.recorded_s > recorded_by->seconds) {
                    continue;
                }
                auto const what = std::string_view(row.content[detail::c_event]);
                if (what == detail::own_event::setting) {
                    auto const from = parse_date(row.content[detail::c_on]);
                    out.lines.push_back({row.agency, from ? *from : date{},
                                         row.content[detail::c_ref], row.content[detail::c_note]});
                } else if (what == detail::own_event::notice) {
                    auto const saved = read_notice(row.content[detail::c_re]);
                    auto with = known.with_notice(saved);
                    if (with) {
                        known = std::move(with).value();
                    } else if (!holds_days_of(known, saved)) {
                        // The library has learned another version of it since. Its own counts, and
                        // nobody is left to find that out alone.
                        out.conflicts.push_back(saved.id);
                    }
                }
            }
        }
        std::stable_sort(out.lines.begin(), out.lines.end(),
                         [](auto const& a, auto const& b) { return a.from < b.from; });
        out.sources = std::make_shared<editions>(std::move(known));
        return out;
    }

    /// Whether `known` has the notice with the same days, whatever it is called there.
    static bool holds_days_of(editions const& known, notice const& saved) {
        auto const& all = known.notices();
        auto const found = std::find_if(all.begin(), all.end(),
                                        [&](notice const& each) { return each.id == saved.id; });
        return found != all.end() && found->published == saved.published &&
               std::equal(found->days.begin(), found->days.end(), saved.days.begin(),
                          saved.days.end(), [](notice_day const& a, notice_day const& b) {
                              return a.on == b.on && a.kind == b.kind;
                          });
    }

    notice read_notice(std::string const& id) {
        auto const q = file.ask("SELECT document, title, published_on, arranges_year, amends, "
                                "rest_day, kind_code, holiday FROM notice_day WHERE agency = '*' "
                                "AND notice_id = ? ORDER BY day_no");
        q.bind_all(id);
        notice out{.id = id};
        std::string text;
        auto const day_at = [&](int at) {
            detail::read_text_column(text, *q, at);
            auto const read = parse_date(text);
            if (!read) {
                throw store_error(code::store_damaged, file.path(), "notice " + id);
            }
            return *read;
        };
        while (q->executeStep()) {
            detail::read_text_column(out.document, *q, 0);
            detail::read_text_column(out.title, *q, 1);
            out.published = day_at(2);
            out.arranges_year = q->getColumn(3).getInt();
            detail::read_text_column(out.amends, *q, 4);
            notice_day each{.on = day_at(5)};
            detail::read_text_column(text, *q, 6);
            each.kind = text == "work"     ? notice_kind::work
                        : text == "revert" ? notice_kind::revert
                                           : notice_kind::off;
            detail::read_text_column(each.holiday, *q, 7);
            out.days.push_back(std::move(each));
        }
        return out;
    }

    // --- reading applications ---

    /// Column names of every application of `agency`, in the order of their first entries.
    std::vector<std::string> application_columns(std::string const& agency) {
        auto const q = file.ask("SELECT application FROM event WHERE agency = ? AND version = 1 "
                                "AND application <> '*' ORDER BY position");
        q.bind_all(agency);
        std::vector<std::string> out;
        while (q->executeStep()) {
            detail::read_text_column(out.emplace_back(), *q, 0);
        }
        return out;
    }

    template <class Use>
    void each_kept(read_filter const& which, Use const& use) {
        std::uint64_t done = 0;
        for (auto const& agency : agency_columns()) {
            if (which.agency && detail::column_text(*which.agency) != agency) {
                continue;
            }
            auto const names = application_columns(agency);
            for (auto const& name : names) {
                kept_application app{detail::from_column(agency), name, rows_of(agency, name)};
                if (app.rows.empty()) {
                    throw store_error(code::store_damaged, file.path(), "application " + name);
                }
                if (which.recorded_by) {
                    std::erase_if(app.rows,
                                  [&](entry const& e) { return e.recorded > which.recorded_by; });
                }
                if (!app.rows.empty()) {
                    use(app);
                }
                report_progress(++done, names.size());
            }
        }
    }

    void report_progress(std::uint64_t done, std::uint64_t of) const {
        if (options.progress && (done % 1024 == 0 || done == of)) {
            options.progress(done, of);
        }
    }

    // --- permission ---

    [[nodiscard]] std::optional<fault> ask_permission(author const& by, store_command what,
                                                      std::string_view agency,
                                                      std::string_view application = {}) const {
        for (auto const& [field, text] :
             {std::pair<std::string_view, std::string_view>{"actor", by.actor},
              {"role", by.role}}) {
            if (auto why = detail::check_said(field, text)) {
                return why;
            }
        }
        if (options.may && !options.may({by.actor, by.role, what, agency, application})) {
            return fault{.what = code::not_permitted,
                         .detail = std::string(code_of(what)) +
                                   (by.actor.empty() ? "" : " (" + by.actor + ")")};
        }
        return std::nullopt;
    }

    void expect_writable() const {
        if (options.read_only) {
            throw store_error(code::store_read_only, file.path(), "opened for reading only");
        }
    }

    // --- writing (store/impl/write.ipp, store_close.ipp, store_care.ipp) ---

    void insert(detail::event_row& row, std::string_view before);
    std::optional<detail::checkpoint_row> last_checkpoint(std::string const& agency);
    void checkpoint_if_due(std::string const& agency, instant now);
    std::optional<checkpoint_mark> make_checkpoint(std::string const& agency, instant now);
    /// `fresh`: nothing is projected of this application yet.
    void project(std::string const& agency, std::string const& application, head const& at,
                 detail::projected_row const& now, bool fresh = false);
    detail::projected_row projected(std::string const& agency, std::vector<entry> const& rows);
    std::string projection_basis();
    void note_basis(std::string const& agency);
    /// An entry of the agency's own log, without id, digest and place.
    detail::event_row own_entry(std::string const& agency, std::string_view what, date on,
                                instant now, author const& by);
    /// Gives it its place, and an id where it has none, and writes it.
    void append_own(detail::event_row& row);
    result<closed_year> freeze_year(std::string const& agency, int year, std::optional<form> shape,
                                    detail::event_row row);
    std::vector<int> closed_year_numbers(std::string const& agency);
    result<report> report_of(std::string const& agency, int year, form shape, date as_of);
    frozen_report read_frozen(std::string const& agency, int year, form shape);
    closed_year closed_year_of(std::string const& agency, int year);
    std::string digest_of(frozen_report const& figures);
    std::string digest_of(notice const& what);
    void rebuild_projection();
    result<notice_effect> effect(notice const& what, date as_of);
    verification verify(std::optional<store_anchor> const& against);
    void read_about();
    void open_checked();
    void migrate();
    void create_empty(creation const& how);
    void choose_hash(std::string const& name);
};

}  // namespace qixian::inline v0
