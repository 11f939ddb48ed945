// The narrow door between the store and a database: what the store asks, and nothing of how.
//
// Everything above (what the law says of an entry, chains, checkpoints, closed years, verification)
// asks a `store_port` and no database; everything below is one class. `qixian::store` brings the
// one for SQLite (sqlite/sqlite.hpp); a host that keeps its entries elsewhere hands its own to
// `store_options::database`. How to write one, and what tells whether it is right:
// src/notes/house.md and src/notes/store.md.
//
// Names of agencies and applications are texts of columns here: `*` stands for the agency without a
// name, and as application for the agency's own log. No text is ever empty in a table: an empty
// text of these structures is a NULL.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/calendar/notice.hpp"
#include "qixian/ledger/restate.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/store/error.hpp"
#include "qixian/store/verification.hpp"

namespace qixian::inline v0 {

/// The newest schema of the tables (src/notes/store.md), whatever database holds them.
inline constexpr int store_schema_version = 2;

/// Columns that say what happened: those of the cells, and the host's own.
inline constexpr std::size_t stored_cell_count = [] {
    std::size_t count = 1;
    for (auto const& each : all_cells) {
        count += !each.column.empty() && each.schema <= store_schema_version ? 1 : 0;
    }
    return count;
}();

/// One row of the table `event`.
struct stored_row {
    std::string agency{};
    std::string application{};
    std::string id{};
    std::int64_t position = 0;  ///< in the agency, from 1
    std::int64_t version = 0;   ///< in the application, from 1
    std::array<std::string, stored_cell_count> content{};
    std::int64_t order_no = 0;
    std::int64_t recorded_s = 0;
    std::int64_t stored_s = 0;
    std::string actor{};
    std::string role{};
    std::string rules{};
    std::string digest{};
    std::string hash{};
    bool odd_value = false;  ///< read: a column holds what no entry of ours does
};

/// Where a log stands; version 0: it has no entry.
struct stored_head {
    std::int64_t version = 0;
    std::string hash{};
};

struct stored_checkpoint {
    checkpoint_mark mark{};  ///< `agency` as text of the column
    std::string frontier{};
};

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
};

struct stored_projection {
    std::string application{};
    stored_head at{};
    projected_row now{};
    bool odd_value = false;  ///< read: a column holds an empty text
};

/// A year whose figures were frozen; they stand beside it.
struct stored_closing {
    int year = 0;
    std::int64_t position = 0;  ///< of the entry that closed it
    std::string form{};
    std::string closed_on{};
    std::string digest{};
};

/// A connection to one store. Calls stand inside `run`; those that write stand in a transaction
/// that was begun for writing. One object serves one thread.
///
/// A failure is thrown: whatever type inside `run`, a `store_error` or `std::bad_alloc` out of it.
/// After one the store holds what it held when the transaction began.
class store_port {
public:
    using row_visitor = std::function<bool(stored_row const&)>;  ///< false: no more
    using progress = std::function<void(std::uint64_t done, std::uint64_t of)>;
    using damage_sink = std::function<void(damage)>;

    virtual ~store_port() = default;

    // --- calls and transactions ------------------------------------------------------------------

    /// Runs `work` and says what its failures mean. A transaction that `work` leaves open is undone.
    /// Inside another `run` it runs and nothing more.
    virtual void run(std::function<void()> const& work) = 0;
    /// To write: nobody else writes until the end, and what is read is the newest. To read: all
    /// from one moment.
    virtual void begin(bool to_write) = 0;
    /// What the transaction wrote is on disk when this returns.
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    [[nodiscard]] virtual bool in_transaction() = 0;
    /// Makes the commit of this transaction wait for the disk though it changes nothing: what was
    /// committed before, by whomever, is then on disk too.
    virtual void make_durable() = 0;
    /// For messages: the path of a file.
    [[nodiscard]] virtual std::string const& name() const = 0;

    // --- the store as a whole --------------------------------------------------------------------

    /// Whether nothing was made here yet.
    [[nodiscard]] virtual bool is_empty() = 0;
    virtual void make_tables() = 0;
    /// Of the tables when it was opened, or upgraded since.
    [[nodiscard]] virtual int schema() const = 0;
    /// Brings the tables to the newest schema. Returns the one found, which another process may
    /// have brought up already.
    virtual int upgrade() = 0;
    /// 32 hexadecimal digits that no other store has.
    [[nodiscard]] virtual std::string new_id() = 0;
    virtual void keep_info(std::string_view name, std::string const& content) = 0;
    [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> info() = 0;

    // --- entries ---------------------------------------------------------------------------------

    /// Agencies that have entries, their own logs included, in the order of their texts.
    [[nodiscard]] virtual std::vector<std::string> agencies() = 0;
    /// Whether an agency has entries of applications.
    [[nodiscard]] virtual bool has_applications(std::string_view agency) = 0;
    /// Applications of an agency in the order of their first entries, its own log left out.
    [[nodiscard]] virtual std::vector<std::string> applications(std::string_view agency) = 0;
    /// How many there are.
    [[nodiscard]] virtual std::int64_t count_applications(std::string_view agency) = 0;
    /// Of the newest entry; 0: there is none.
    [[nodiscard]] virtual std::int64_t last_position(std::string_view agency) = 0;
    /// When the newest entry came in.
    [[nodiscard]] virtual std::optional<std::int64_t> last_stored(std::string_view agency) = 0;
    [[nodiscard]] virtual stored_head head(std::string_view agency,
                                           std::string_view application) = 0;
    [[nodiscard]] virtual bool has_id(std::string_view agency, std::string_view id) = 0;
    /// Ids of an agency's entries that begin so, at most `most`, the one that is just that first.
    /// A database that can look it up should.
    [[nodiscard]] virtual std::vector<std::string> ids_that_begin(std::string_view agency,
                                                                  std::string_view with,
                                                                  std::size_t most) {
        std::set<std::string> found;
        rows_from(agency, 1, [&](stored_row const& row) {
            if (row.id.starts_with(with)) {
                found.insert(row.id);
            }
            if (found.size() > most) {
                found.erase(std::prev(found.end()));
            }
            return true;
        });
        return {found.begin(), found.end()};
    }
    [[nodiscard]] virtual std::optional<stored_row> with_id(std::string_view agency,
                                                            std::string_view id) = 0;
    /// Of the entry at `position`; empty where there is none.
    [[nodiscard]] virtual std::string hash_at(std::string_view agency, std::int64_t position) = 0;
    /// Entries of one application, or of the agency's own log, by version.
    virtual void rows_of(std::string_view agency, std::string_view application,
                         row_visitor const& use) = 0;
    /// Entries of an agency from `position` on, by position.
    virtual void rows_from(std::string_view agency, std::int64_t position,
                           row_visitor const& use) = 0;
    /// Their hashes alone.
    virtual void hashes_from(std::string_view agency, std::int64_t position,
                             std::function<void(std::string const&)> const& use) = 0;
    /// Adds an entry at its place. Throws where the position, the version or the id is taken: they
    /// are the keys, and a clash means that somebody else wrote.
    virtual void add(stored_row const& row) = 0;

    // --- checkpoints -----------------------------------------------------------------------------

    [[nodiscard]] virtual std::vector<stored_checkpoint> checkpoints(std::string_view agency) = 0;
    [[nodiscard]] virtual std::optional<stored_checkpoint> last_checkpoint(
        std::string_view agency) = 0;
    virtual void add(stored_checkpoint const& row) = 0;

    // --- the projection: the one thing that is ever changed --------------------------------------

    virtual void project(std::string_view agency, stored_projection const& row) = 0;
    virtual void unproject(std::string_view agency, std::string_view application) = 0;
    virtual void drop_projection() = 0;
    virtual void each_projected(std::string_view agency,
                                std::function<void(stored_projection const&)> const& use) = 0;
    /// What the projection of an agency was made by.
    [[nodiscard]] virtual std::optional<std::string> basis(std::string_view agency) = 0;
    /// Whether any agency has another.
    [[nodiscard]] virtual bool has_other_basis(std::string_view than) = 0;
    virtual void set_basis(std::string_view agency, std::string const& basis) = 0;

    // --- closed years ----------------------------------------------------------------------------

    /// By year.
    [[nodiscard]] virtual std::vector<stored_closing> closings(std::string_view agency) = 0;
    /// In any order.
    [[nodiscard]] virtual std::vector<frozen_count> figures(std::string_view agency, int year) = 0;
    [[nodiscard]] virtual std::vector<frozen_member> members(std::string_view agency, int year) = 0;
    virtual void add(std::string_view agency, stored_closing const& row,
                     std::vector<frozen_count> const& figures,
                     std::vector<frozen_member> const& members) = 0;

    // --- notices ---------------------------------------------------------------------------------

    /// Agency and id of each.
    [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> notices() = 0;
    /// Without days where there is no such notice.
    [[nodiscard]] virtual notice notice_of(std::string const& id) = 0;
    virtual void add(notice const& what) = 0;

    // --- care ------------------------------------------------------------------------------------

    /// The database's own check of its structure. `alive` is called now and then and may throw.
    /// False: it is not sound, and nothing else should be asked.
    [[nodiscard]] virtual bool check_structure(std::function<void()> const& alive,
                                               damage_sink const& say) = 0;
    /// Whether tables, guards and views are as they were made.
    virtual void check_schema(damage_sink const& say) = 0;
    /// Figures and members of years that were not closed, and what is kept of agencies without
    /// entries.
    virtual void check_strays(damage_sink const& say) = 0;
    /// Copies all of it to `path`, whole or not at all. `over`: whatever store stands there;
    /// otherwise it throws store_exists where one does.
    virtual void copy_to(std::string const& path, bool over, progress const& tell) = 0;
};

/// Where stores stand, by their paths (a name, where the database has no files).
class store_database {
public:
    /// `any_schema` also opens, for reading, what an older version made: to copy or to migrate it.
    enum class opening : std::uint8_t { create, current, any_schema };
    struct wish {
        bool read_only = false;
        std::chrono::milliseconds patience{10'000};
    };

    virtual ~store_database() = default;

    /// Throws cannot_open, not_a_store, store_newer, store_older (to read only, unless
    /// `any_schema`), store_damaged, store_busy, …
    [[nodiscard]] virtual std::unique_ptr<store_port> open(std::string const& path, wish const& how,
                                                           opening what) const = 0;
    /// Gets `path` ready for a new store. Throws store_exists where one stands.
    virtual void claim(std::string const& path) const = 0;
    /// Whether a copy may be made at `path`.
    [[nodiscard]] virtual bool is_free(std::string const& path) const = 0;
    /// Whether there is anything at `path` once the database has undone what a copy or a command
    /// left half done there.
    [[nodiscard]] virtual bool holds_anything(std::string const& path, wish const& how) const = 0;
    /// Keeps what stands at `path` under another name: a copy of a store, the thing itself where it
    /// is not `readable`.
    virtual void set_aside(std::string const& path, bool readable, wish const& how,
                           store_port::progress const& tell) const = 0;
    /// Whether two paths lead to one and the same store.
    [[nodiscard]] virtual bool same(std::string const& one, std::string const& other) const {
        return one == other;
    }
    /// Takes away a copy that is not to be trusted.
    virtual void remove(std::string const& path) const = 0;
};

}  // namespace qixian::inline v0
