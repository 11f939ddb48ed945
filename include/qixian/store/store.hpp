// The event store: the applications of an agency in one file, append-only and chained.
//
//     auto kept = store::create("cases.qixian", {.agencies = {"省自然资源厅"}});
//     auto said = kept.append(received);            // decided by the procedure, then on disk
//     if (!said) { ... said.error() ... }            // bad data
//     if (said->status == append_status::refused) { ... said->possible ... }
//     kept.each_application({}, [&](kept_application const& app) { ... assess(app.rows, ...) ... });
//
// An entry that was accepted is never changed and never removed. What is asked (due days, tables)
// is worked out from the entries each time; the store keeps no figure that could disagree with
// them, but for the years that were closed, whose published figures it keeps beside the entries
// they came from (closing.hpp).
//
// Every write is one transaction that is on disk when the call returns. Several processes may write
// to one file. One object serves one thread; it must not be carried across a fork.
//
// Throws store_error when the environment fails, std::bad_alloc when memory does. Part of
// qixian::store (SQLiteCpp, OpenSSL).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/case/moves.hpp"
#include "qixian/case/work_list.hpp"
#include "qixian/ledger/restate.hpp"
#include "qixian/store/error.hpp"
#include "qixian/store/hash.hpp"
#include "qixian/store/verification.hpp"

namespace qixian::inline v0 {

class store_database;

/// What a command wants to do, for the host's permission callback.
enum class store_command : std::uint8_t {
    append,
    withdraw,
    import,
    close_year,
    apply_notice,
    change_setting,
    anchor,
    backup,
    rebuild
};

[[nodiscard]] constexpr std::string_view code_of(store_command c) {
    constexpr std::array<std::string_view, 9> names{"append",     "withdraw",     "import",
                                                    "close_year", "apply_notice", "change_setting",
                                                    "anchor",     "backup",       "rebuild"};
    static_assert(static_cast<std::size_t>(store_command::rebuild) + 1 == names.size());
    return names[static_cast<std::size_t>(c)];
}

struct permission_question {
    std::string_view actor;
    std::string_view role;
    store_command command{};
    std::string_view agency;       ///< may be empty where none is named
    std::string_view application;  ///< empty where the command is not about one
};

/// Told now and then how far a long piece of work is; `of` is 0 where the end is not known.
using progress_callback = std::function<void(std::uint64_t done, std::uint64_t of)>;

struct store_options {
    bool read_only = false;
    /// How long a call waits for another process before store_busy.
    std::chrono::milliseconds patience{10'000};
    /// The clock of the host; empty: the system's. It must stand between 1970 and 9998, and not
    /// before the last entry that was stored: otherwise what writes throws 949 and changes nothing.
    std::function<instant()> clock{};
    /// Entries were stored by a clock that was ahead, and the right one is behind them: write
    /// nevertheless.
    bool clock_went_back = false;
    /// Whether a command may run; empty: all may. Fault 942 when it says no.
    std::function<bool(permission_question const&)> may{};
    /// The hash to use where it is none of those that `hash_named` knows.
    std::shared_ptr<hash_provider> hash{};
    /// Notices and statutes to start from; null: `china::editions()`. Notices applied to the
    /// store come on top.
    std::shared_ptr<editions const> sources{};
    progress_callback progress{};
    /// Where stores stand (port.hpp); null: in SQLite files.
    std::shared_ptr<store_database const> database{};
};

struct creation {
    /// The agencies kept; the first is that of rows which name none. Empty: whichever come.
    std::vector<std::string> agencies{};
    std::string hash = "sm3";
};

/// Who writes. Keys of the host, no names of persons.
struct author {
    std::string actor{};
    std::string role{};
};

struct append_options {
    /// The version (number of entries) the application is expected to have.
    std::optional<std::int64_t> expect{};
    author by{};
    /// Takes a day after today (by the clock): what the law dates ahead.
    bool future = false;
    /// Where the entry says what another says, with other cells: withdraws that one and records
    /// this. The host is asked for both permissions.
    bool amend = false;
};

enum class append_status : std::uint8_t {
    appended,  ///< new, and on disk
    repeated,  ///< an entry with this id and content was there already
    refused,   ///< the law says no; nothing was changed
    clash      ///< not the version expected (943); nothing was changed
};

/// A cell in which a row differs from what says the same fact. Columns of the host by their names.
struct cell_difference {
    std::string cell{};
    std::string before{};  ///< empty: not said
    std::string now{};
    friend bool operator==(cell_difference const&, cell_difference const&) = default;
};

struct append_answer {
    append_status status = append_status::appended;
    std::string agency{};
    std::string id{};          ///< that the entry has in the store
    std::int64_t version = 0;  ///< of the application, after the call
    ruling said{};             ///< irregular and refused: why, by which article, which day
    std::vector<event> possible{};
    std::string displaced{};          ///< 105: id of the entry that would become impossible
    std::vector<int> closed_years{};  ///< frozen years whose figures rest on that day (704)

    // The same fact (107), and what was put right:
    std::string same_as{};    ///< 107: id of the entry that says this; empty: a row of the batch
    std::size_t same_line{};  ///< 107: … the line of that row
    std::vector<cell_difference> differs{};  ///< 107 and an amendment: cell by cell
    std::string amended{};                   ///< id of the entry that was withdrawn for this one
    std::vector<std::string>
        undone{};                   ///< ids of entries that cannot stand with what was put right
    std::vector<fault> warnings{};  ///< 947 948
};

/// One row of an import that did not go in, or went in irregularly, or put an entry right.
struct import_row {
    std::size_t row = 0;   ///< position among the rows added, from 0
    std::size_t line = 0;  ///< as the entry said
    std::string agency{};
    std::string application{};
    event what{};
    date on{};
    append_answer answer{};
};

struct import_answer {
    bool stored = false;  ///< false: nothing was changed
    std::size_t rows = 0;
    std::size_t added = 0;  ///< new facts
    std::size_t repeated = 0;
    std::size_t faulty = 0;  ///< rows that a fault of `faults` keeps out; one may speak for several
    std::size_t skipped = 0;  ///< rows that could go in, had not others kept all of them out
    std::vector<import_row> refused{};
    std::vector<import_row> irregular{};
    std::vector<import_row> amended{};  ///< stored in the place of entries that were withdrawn
    std::vector<fault> faults{};        ///< `line` is that of the entry
    std::vector<fault> warnings{};      ///< 947 a row that stands twice, 948 a second fact of a day
};

/// The rows of an import, kept compactly until they are written: about 150 bytes a row.
class import_batch {
public:
    import_batch();
    import_batch(import_batch&& other) noexcept;
    import_batch& operator=(import_batch&& other) noexcept;
    ~import_batch();
    /// Takes a row. Faults: those of `check`, 914, 936; the row is then left out.
    [[nodiscard]] std::optional<fault> add(entry const& e);
    [[nodiscard]] std::size_t size() const noexcept;

    struct state;  ///< defined in store/impl/batch.ipp

private:
    friend class store;
    std::unique_ptr<state> state_;
};

struct import_options {
    /// Leave out what is refused or faulty, store the rest; otherwise all or nothing.
    bool keep_going = false;
    author by{};
    bool future = false;  ///< as in `append_options`
    bool amend = false;   ///< as in `append_options`
};

/// An application as the store keeps it. `line` of a row is its position in the agency's log.
struct kept_application {
    std::string agency{};
    std::string application{};
    std::vector<entry> rows{};  ///< in the order recorded: the version of rows[i] is i + 1
};

/// Whether every row was taken back, so that the application was never there.
[[nodiscard]] QIXIAN_DECL bool all_withdrawn(std::span<entry const> rows);

struct read_filter {
    std::optional<std::string> agency{};   ///< none: all
    std::optional<instant> recorded_by{};  ///< only entries recorded by the end of this second
};

/// What a host chose for an agency, by the day of validity. A policy and a region hold for the
/// applications whose first entry happened on or after that day, as a regime does; lights hold for
/// questions asked as of that day or later.
struct kept_settings {
    policies chosen{};
    std::string region{};
    light_thresholds lights{};
    friend bool operator==(kept_settings const&, kept_settings const&) = default;
};

struct setting_row {
    std::string agency{};  ///< empty: all
    date from{};
    std::string name{};
    std::string value{};
};

/// An application and what a change does to its due days.
struct application_moves {
    std::string agency{};
    std::string application{};
    std::vector<due_move> duties{};
};

struct notice_effect {
    bool known_before = false;  ///< the library or the store has it already
    std::vector<application_moves> moved{};
    std::vector<open_days> open{};  ///< what of its year it leaves open, where it applies
};

/// What an entry would bring.
struct prospect {
    append_answer answer{};    ///< that `append` would give
    kept_application after{};  ///< with the entry where it would be appended
};

struct withdrawal {
    append_answer answer{};
    std::vector<due_move> duties{};
    std::vector<exception_row> now_refused{};  ///< rows that cannot stand without the entry
    kept_application after{};
};

/// A year whose report was frozen.
struct closed_year {
    std::string agency{};
    int year = 0;
    date closed_on{};  ///< legal day of the closing
    instant recorded{};
    std::int64_t position = 0;  ///< of the closing entry: the figures rest on those before it
    frozen_report figures{};
};

/// One entry as a change feed hands it over.
struct feed_item {
    std::string agency{};
    std::int64_t position = 0;
    std::int64_t version = 0;
    entry e{};  ///< `application` is empty for entries of the agency; `recorded` as it was stated
    instant stored{};  ///< when the store wrote it
    std::string actor{};
    std::string role{};
    std::string hash{};
};

/// Where an entry stands.
struct entry_place {
    std::string agency{};
    std::string application{};
    std::string id{};  ///< whole
};

struct store_info {
    std::string id{};    ///< 32 hexadecimal digits, made at creation
    std::string hash{};  ///< name
    int schema = 0;
    std::vector<std::string> agencies{};  ///< named at creation
    instant created{};
    std::string created_by{};  ///< version of the library
};

class store {
public:
    /// Makes an empty store. Throws: store_exists; cannot_open, store_read_only, …
    static store create(std::string const& path, creation const& how = {},
                        store_options options = {});
    /// Opens one. An older schema is migrated after a verified copy `<path>.v<schema>.bak` was
    /// made; a newer one is refused untouched. Throws: cannot_open, not_a_store, store_newer,
    /// store_older (read-only), store_damaged, hash_unknown, store_busy, …
    static store open(std::string const& path, store_options options = {});

    store(store&& other) noexcept;
    store& operator=(store&& other) noexcept;
    ~store();

    [[nodiscard]] store_info const& about() const& noexcept;
    [[nodiscard]] store_info about() &&;

    // --- writing ---------------------------------------------------------------------------------

    /// Appends one entry: the procedure decides, in the same transaction. An entry without id gets
    /// one from its content; without `recorded`, that of the clock. Rows of a day without `seq`
    /// get the next one of that day.
    ///
    /// An entry without id that says what one that stands says (application, day, event, `ref`, and
    /// no other letter in `re`) is `repeated` where all cells are the same, else refused (107)
    /// unless it may amend. Refused too: a day after today (106). `recorded` may lie neither after
    /// now nor before the last entry of the application (945).
    ///
    /// Faults: those of `check` and of `assess`; 914 935 934 936 919 942 945; 940 for `year_closed`.
    /// Throws: store_error. Cost: one durable transaction, and a fold of the application.
    result<append_answer> append(entry const& e, append_options const& how = {});

    /// What `append` would say of `e`, with nothing written and the host not asked for permission:
    /// the same decision over the same rows. Faults: those of `append` but 942. Throws: 949.
    [[nodiscard]] result<prospect> would(entry const& e, append_options const& how = {}) const;

    /// Appends several entries of one or more applications, all or none. An entry that was
    /// withdrawn may be told again, as in `append` of one.
    result<import_answer> append(std::span<entry const> entries, author const& by = {});

    /// Writes a batch in one transaction, in the order the rows were added. A log that is sent again
    /// adds nothing; a row that stands twice in it is counted once (947). Otherwise as `append`.
    import_answer import(import_batch const& batch, import_options const& how = {});

    /// Withdraws the entry `id` by a further one dated as the entry itself, and says what that does;
    /// `repeated` where it was withdrawn before. `reason` becomes its note. Faults: 915 no
    /// reason, 937 no such entry, 934 several agencies have one, 936, 942.
    result<withdrawal> withdraw(std::string_view agency, std::string_view id,
                                std::string_view reason, author const& by = {});

    /// Freezes the report of `year` of `agency`. Faults: 940, 701 the year is not over, 935, 942,
    /// those of `assess` when an application cannot be answered for.
    result<closed_year> close_year(std::string_view agency, int year,
                                   std::optional<form> shape = {}, author const& by = {});

    /// Saves a notice and says which due days it moves, as of `as_of`. Where the notice is known
    /// already, nothing is saved and the answer is what it moved when it was published.
    /// Faults: those of `editions::with_notice`; 942.
    result<notice_effect> apply_notice(notice const& what, date as_of, author const& by = {});
    /// The same without saving anything.
    result<notice_effect> effect_of(notice const& what, date as_of);

    /// Chooses `policy.<name>`, `region` or `lights` from a day on. `agency` empty: all.
    /// Faults: 938, 803, 935, 942.
    std::optional<fault> change_setting(setting_row const& row, author const& by = {});

    // --- reading ---------------------------------------------------------------------------------

    /// Each application, in the order of its first entry. All from one moment of the store.
    void each_application(read_filter const& which,
                          std::function<void(kept_application const&)> const& use);
    /// The keys of an agency's applications, in the order of their first entries.
    [[nodiscard]] std::vector<std::string> application_names(std::string_view agency);
    [[nodiscard]] std::optional<kept_application> find(std::string_view agency,
                                                       std::string_view application,
                                                       std::optional<instant> recorded_by = {});
    /// The entry whose id is `id`, else the only one whose id begins so: what a person types.
    /// `agency` empty: any. Faults: 937 none, 946 several, with the first of them, 934 several
    /// agencies have that very id. Cost: one look into an index an agency.
    [[nodiscard]] result<entry_place> find_entry(std::string_view agency, std::string_view id);
    /// Agencies with entries or named at creation; the unnamed one is "".
    [[nodiscard]] std::vector<std::string> agencies();
    /// Every entry after `position`, agency by agency, in the order recorded, the closing of a year
    /// (without application) included. `use` returns false to stop.
    void feed(std::optional<std::string> const& agency, std::int64_t position,
              std::function<bool(feed_item const&)> const& use);
    /// The log: `id`, `seq` and `recorded` filled, agency by agency in the order recorded.
    void each_entry(read_filter const& which, std::function<void(entry const&)> const& use);

    [[nodiscard]] kept_settings settings(std::string_view agency, date on);
    [[nodiscard]] std::vector<setting_row> setting_history();
    /// Notices and statutes with the notices applied to the store.
    [[nodiscard]] editions const& sources();

    /// Notices that were applied and that the library has come to know with other days: the
    /// library's count. Somebody must look at them.
    [[nodiscard]] std::vector<std::string> notice_conflicts();

    [[nodiscard]] std::vector<closed_year> closed_years(std::optional<std::string> const& agency);
    /// From the published figures of `year` to those of today. Faults: 941, those of `assess`.
    [[nodiscard]] result<restatement> restate(std::string_view agency, int year, date as_of);

    // --- care ------------------------------------------------------------------------------------

    /// Checks everything: SQLite's structure, guards, chains, checkpoints, closings, projection.
    [[nodiscard]] verification verify(std::optional<store_anchor> const& against = {});
    /// A checkpoint of every agency, to be kept elsewhere.
    [[nodiscard]] result<store_anchor> make_anchor(author const& by = {});
    /// Drops the projection and makes it again from the entries. Faults: 942.
    std::optional<fault> rebuild(author const& by = {});
    /// A verified copy. Faults: 942. Throws store_exists.
    std::optional<fault> back_up(std::string const& to, author const& by = {});
    /// Copies the backup `from` to `to`. A store that stands there with entries which the backup
    /// lacks is refused (944) unless `force`. Whatever stands there is first copied (or, where it
    /// cannot be read, moved) to `<to>.replaced-<n>`.
    static result<store_info> restore(std::string const& from, std::string const& to,
                                      bool force = false, store_options options = {});

    struct state;  ///< defined in store/impl/state.ipp

private:
    explicit store(std::unique_ptr<state> held);
    std::unique_ptr<state> state_;
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/store/impl/ask.ipp"
#include "qixian/store/impl/store.ipp"
#endif
