// What every part of the store shares: the port, one transaction, applications, settings and
// calendars as they stand in it.
#pragma once

#include <ctime>
#include <type_traits>

#include "qixian/store/impl/chain.ipp"
#include "qixian/store/impl/rulebook.ipp"
#include "qixian/store/impl/stored_row.ipp"
#include "qixian/store/sqlite/sqlite.hpp"

namespace qixian::inline v0 {

namespace detail {

/// One transaction; undone unless it was committed.
class transaction {
public:
    enum class how { read, write };

    transaction(store_port& of, how what) : of_(of), outer_(!of.in_transaction()) {
        // A question inside a question sees what the outer one sees; a write inside one is a
        // mistake of the caller.
        QIXIAN_EXPECTS(outer_ || what == how::read);
        if (outer_) {
            of_.begin(what == how::write);
        }
    }
    ~transaction() {
        if (outer_) {
            of_.roll_back();
        }
    }
    transaction(transaction const&) = delete;
    transaction& operator=(transaction const&) = delete;

    void commit() {
        if (outer_) {
            of_.commit();
        }
    }

private:
    store_port& of_;
    bool outer_;
};

/// The clock's instant. Throws clock_wrong where no store could keep it.
inline instant clock_of(store_options const& options, std::string const& file) {
    // When something was recorded is all that comes from here, never what a due day rests on.
    auto const now =
        options.clock ? options.clock() : instant{static_cast<std::int64_t>(std::time(nullptr))};
    if (!is_kept_instant(now.seconds)) {
        throw store_error(code::clock_wrong, file,
                          std::to_string(now.seconds) + " s after 1970-01-01T00:00:00Z");
    }
    return now;
}

/// What `work` says, run by `port`.
template <class Work>
auto run(store_port& port, Work&& work) {
    using answer = std::invoke_result_t<Work&>;
    if constexpr (std::is_void_v<answer>) {
        port.run(std::ref(work));
    } else {
        std::optional<answer> out;
        auto const step = [&] { out.emplace(work()); };
        port.run(std::ref(step));
        return *std::move(out);
    }
}

}  // namespace detail

struct store::state {
    state(std::string const& path, store_options given, store_database::opening how)
        : options(std::move(given)),
          database(options.database ? options.database : sqlite_database()),
          port(database->open(path, wish(), how)) {}

    store_options options;
    std::shared_ptr<store_database const> database;
    std::unique_ptr<store_port> port;
    store_info info{};
    std::shared_ptr<hash_provider> hash{};
    std::optional<detail::rulebook> book{};
    std::string book_version{};  ///< heads of the agencies' own logs when `book` was made

    [[nodiscard]] store_database::wish wish() const {
        return {options.read_only, options.patience};
    }

    template <class Work>
    auto run(Work&& work) {
        return detail::run(*port, work);
    }
    /// Runs `work` at one moment of the store.
    template <class Work>
    auto look(Work&& work) {
        return run([&] {
            detail::transaction const all(*port, detail::transaction::how::read);
            return work();
        });
    }

    // --- applications (inside a transaction) ---

    /// The place after `last`, a version or position of the table. Throws store_damaged where no
    /// entry of ours stands there.
    [[nodiscard]] std::int64_t place_after(std::int64_t last) const {
        constexpr std::int64_t most = std::int64_t{1} << 62U;
        if (last < 0 || last > most) {
            throw store_error(code::store_damaged, port->name(),
                              "an entry in place " + std::to_string(last));
        }
        return last + 1;
    }

    /// The rows of an application in the order of their versions.
    std::vector<entry> rows_of(std::string_view agency, std::string_view application) {
        std::vector<entry> out;
        auto const take = [&](stored_row const& row) {
            out.push_back(detail::entry_of(row, port->name()));
            return true;
        };
        port->rows_of(agency, application, std::ref(take));
        return out;
    }

    template <class Use>
    void each_kept(read_filter const& which, Use const& use) {
        std::uint64_t done = 0;
        for (auto const& agency : port->agencies()) {
            if (which.agency && detail::column_text(*which.agency) != agency) {
                continue;
            }
            auto const names = port->applications(agency);
            for (auto const& name : names) {
                kept_application app{detail::from_column(agency), name, rows_of(agency, name)};
                if (app.rows.empty()) {
                    throw store_error(code::store_damaged, port->name(), "application " + name);
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

    // --- settings and calendars ---

    /// Settings and notices as they stand in this transaction.
    detail::rulebook& rules() {
        // The heads of the agencies' own logs tell whether anything is new, or another store now.
        std::string version;
        for (auto const& agency : port->agencies()) {
            version += port->head(agency, detail::nameless).hash;
        }
        if (!book || version != book_version) {
            book = read_rules();
            book_version = version;
        }
        return *book;
    }

    detail::rulebook read_rules() {
        detail::rulebook out;
        auto known = options.sources ? *options.sources : china::editions();
        auto const take = [&](stored_row const& row) {
            auto const what = std::string_view(row.content[detail::c_event]);
            if (what == detail::own_event::setting) {
                auto const from = parse_date(row.content[detail::c_on]);
                out.lines.push_back({row.agency, from ? *from : date{}, row.content[detail::c_ref],
                                     row.content[detail::c_note]});
            } else if (what == detail::own_event::notice) {
                auto const saved = port->notice_of(row.content[detail::c_re]);
                auto with = known.with_notice(saved);
                if (with) {
                    known = std::move(with).value();
                } else if (!detail::holds_days_of(known, saved)) {
                    // The library has learned another version of it since. Its own counts, and
                    // nobody is left to find that out alone.
                    out.conflicts.push_back(saved.id);
                }
            }
            return true;
        };
        for (auto const& agency : port->agencies()) {
            port->rows_of(agency, detail::nameless, std::ref(take));
        }
        std::stable_sort(out.lines.begin(), out.lines.end(),
                         [](auto const& a, auto const& b) { return a.from < b.from; });
        out.sources = std::make_shared<editions>(std::move(known));
        return out;
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

    /// The instant of what is written now. Inside the transaction: a writer that had to wait must
    /// not be behind the one it waited for. Throws clock_wrong.
    [[nodiscard]] instant now_to_write() {
        auto const now = detail::clock_of(options, port->name());
        for (auto const& agency : port->agencies()) {
            auto const last = port->last_stored(agency);
            if (last && now.seconds < *last && !options.clock_went_back) {
                throw store_error(code::clock_wrong, port->name(),
                                  to_text(now) + " < " +
                                      (detail::is_kept_instant(*last) ? to_text(instant{*last})
                                                                      : std::to_string(*last)));
            }
        }
        return now;
    }

    void expect_writable() const {
        if (options.read_only) {
            throw store_error(code::store_read_only, port->name(), "opened for reading only");
        }
    }

    // --- the log and what proves it (store/impl/log.ipp) ---

    /// Gives the row its hash and adds it after `before`, the hash of the one before it.
    void insert(stored_row& row, std::string_view before);
    /// An entry of the agency's own log, without id, digest and place.
    static stored_row own_entry(std::string const& agency, std::string_view what, date on,
                                instant now, author const& by);
    /// Gives it its place, and an id where it has none, and writes it.
    void append_own(stored_row& row);
    void checkpoint_if_due(std::string const& agency, instant now);
    std::optional<checkpoint_mark> make_checkpoint(std::string const& agency, instant now);

    // --- the projection (store/impl/projection.ipp) ---

    /// `fresh`: nothing is projected of this application yet.
    void project(std::string const& agency, stored_projection const& row, bool fresh = false);
    projected_row projected(std::string const& agency, std::vector<entry> const& rows);
    std::string projection_basis();
    void note_basis(std::string const& agency);
    void rebuild_projection();

    // --- closed years and notices (store/impl/close.ipp) ---

    result<report> report_of(std::string const& agency, int year, form shape, date as_of);
    /// What closing would freeze. Faults: 940, 701, those of `assess`.
    result<frozen_report> figures_to_freeze(std::string const& agency, int year,
                                            std::optional<form> shape, date closed_on);
    result<closed_year> freeze_year(std::string const& agency, int year, std::optional<form> shape,
                                    stored_row row);
    std::vector<frozen_report> published_before(std::string const& agency, int year);
    frozen_report read_frozen(std::string const& agency, int year, form shape);
    closed_year closed_year_of(std::string const& agency, int year);
    std::string digest_of(frozen_report const& figures);
    std::string digest_of(notice const& what);
    result<notice_effect> effect(notice const& what, date as_of);

    // --- opening and care (store/impl/open.ipp, verify.ipp) ---

    void create_empty(creation const& how);
    void open_checked();
    void read_about();
    void migrate();
    void choose_hash(std::string const& name);
    verification verify(std::optional<store_anchor> const& against);
};

}  // namespace qixian::inline v0
