// The store's questions as SQL: entries, and what is kept of the store as a whole.
#pragma once

#include <array>
#include <limits>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "qixian/store/impl/rows.ipp"
#include "qixian/store/sqlite/impl/file.ipp"

namespace qixian::inline v0::detail {

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

/// The row that `from` (a question for `event_columns`) stands on.
inline void read_event(stored_row& to, asked const& from) {
    int at = 0;
    to.odd_value = false;
    auto const text = [&](std::string& into) {
        if (from->isColumnNull(at)) {  // most columns of most rows: asked first, nothing else is
            into.clear();
        } else {
            from.read(into, at);
            to.odd_value = to.odd_value || into.empty() || wrong_text(into).has_value();
        }
        ++at;
    };
    auto const number = [&](std::int64_t& into) { into = from->getColumn(at++).getInt64(); };
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
    // No row could follow it.
    to.odd_value = to.odd_value || to.order_no / 2 > largest_seq || to.order_no / 2 < -largest_seq;
}

class sqlite_port final : public store_port {
public:
    sqlite_port(std::string const& path, store_database::wish const& how, sqlite_seams seams,
                store_database::opening what)
        : file_(path, how, std::move(seams), what) {}

    // --- calls and transactions ---

    void run(std::function<void()> const& work) override { file_.run(work); }
    void begin(bool to_write) override {
        // Never DEFERRED for a write: a lock that is upgraded late fails without waiting.
        file_.exec(to_write ? "BEGIN IMMEDIATE" : "BEGIN");
        file_.look_again();
        added_.clear();
        unread_ = 0;
        upgraded_ = false;
    }
    void commit() override {
        expect_all_added();
        file_.exec("COMMIT");
        if (upgraded_) {
            file_.set_schema(store_schema_version);
        }
    }
    void roll_back() noexcept override {
        if (file_.in_transaction()) {
            file_.db().tryExec("ROLLBACK");
        }
    }
    bool in_transaction() override { return file_.in_transaction(); }
    void make_durable() override { file_.touch(); }
    [[nodiscard]] std::string const& name() const override { return file_.path(); }

    // --- the store as a whole ---

    bool is_empty() override { return scalar("SELECT count(*) FROM sqlite_schema") == 0; }
    void make_tables() override {
        auto const wanted = file_.seams().schema;
        auto const schema = wanted > 0 ? wanted : store_schema_version;
        file_.exec("PRAGMA application_id=" + std::to_string(store_application_id) +
                   ";PRAGMA user_version=" + std::to_string(schema));
        file_.exec(store_ddl(schema));
        file_.set_schema(schema);
    }
    [[nodiscard]] int schema() const override { return file_.schema(); }
    int upgrade() override {
        // Another process may have been faster.
        auto const now = scalar("PRAGMA user_version");
        for (auto const& each : store_migrations) {
            if (each.to > now) {
                file_.exec(each.statements());
            }
        }
        if (now < store_schema_version) {
            file_.exec("PRAGMA user_version=" + std::to_string(store_schema_version));
        }
        upgraded_ = true;
        return now;
    }
    std::string new_id() override {
        return file_.db().execAndGet("SELECT lower(hex(randomblob(16)))").getString();
    }
    void keep_info(std::string_view name, std::string const& content) override {
        auto const q = file_.ask("INSERT INTO store_info(name, content) VALUES (?,?)");
        q.bind_all(name, content);
        q->exec();
    }
    std::vector<std::pair<std::string, std::string>> info() override {
        std::vector<std::pair<std::string, std::string>> out;
        auto const q = file_.ask("SELECT name, content FROM store_info");
        while (q.step()) {
            auto& [name, content] = out.emplace_back();
            q.read(name, 0);
            q.read(content, 1);
        }
        return out;
    }

    // --- entries ---

    std::vector<std::string> agencies() override {
        // One step of the index an agency, however many entries it has.
        std::vector<std::string> out;
        std::string at;
        for (;;) {
            auto const q =
                file_.ask("SELECT agency FROM event WHERE agency > ? ORDER BY agency LIMIT 1");
            q.bind_all(at);
            if (!q.step()) {
                return out;
            }
            std::string next;
            q.read(next, 0);
            if (next <= at) {
                throw store_error(code::store_damaged, file_.path(), "an agency that is no text");
            }
            out.push_back(at = std::move(next));
        }
    }
    bool has_applications(std::string_view agency) override {
        auto const q = file_.ask("SELECT 1 FROM event WHERE agency = ? AND application <> '*' "
                                 "LIMIT 1");
        q.bind_all(agency);
        return q.step();
    }
    std::vector<std::string> applications(std::string_view agency) override {
        auto const q = file_.ask("SELECT application, position FROM event WHERE agency = ? AND "
                                 "version = 1 AND application <> '*' ORDER BY position");
        q.bind_all(agency);
        std::vector<std::string> out;
        rising order(file_);
        while (q.step()) {
            order.expect_next(q->getColumn(1).getInt64());
            q.read(out.emplace_back(), 0);
        }
        return out;
    }
    std::int64_t count_applications(std::string_view agency) override {
        return number("SELECT count(*) FROM event WHERE agency = ? AND version = 1 AND "
                      "application <> '*'",
                      agency);
    }
    std::int64_t last_position(std::string_view agency) override {
        return number("SELECT max(position) FROM event WHERE agency = ?", agency);
    }
    std::optional<std::int64_t> last_stored(std::string_view agency) override {
        auto const q = file_.ask("SELECT stored_s FROM event WHERE agency = ? ORDER BY position "
                                 "DESC LIMIT 1");
        q.bind_all(agency);
        if (!q.step()) {
            return std::nullopt;
        }
        return q->getColumn(0).getInt64();
    }
    stored_head head(std::string_view agency, std::string_view application) override {
        auto const q = file_.ask("SELECT version, hash FROM event WHERE agency = ? AND "
                                 "application = ? ORDER BY version DESC LIMIT 1");
        q.bind_all(agency, application);
        stored_head out;
        if (q.step()) {
            out.version = q->getColumn(0).getInt64();
            q.read(out.hash, 1);
        }
        return out;
    }
    bool has_id(std::string_view agency, std::string_view id) override {
        auto const q = file_.ask("SELECT 1 FROM event WHERE agency = ? AND event_id = ?");
        q.bind_all(agency, id);
        return q.step();
    }
    std::vector<std::string> ids_that_begin(std::string_view agency, std::string_view with,
                                            std::size_t most) override {
        auto const q = file_.ask("SELECT event_id FROM event WHERE agency = ? AND event_id >= ? "
                                 "ORDER BY event_id");
        q.bind_all(agency, with);
        std::vector<std::string> out;
        std::string id;
        while (out.size() < most && q.step()) {
            q.read(id, 0);
            if (!id.starts_with(with)) {
                break;
            }
            out.push_back(id);
        }
        return out;
    }
    std::optional<stored_row> with_id(std::string_view agency, std::string_view id) override {
        static std::string const sql =
            "SELECT " + event_columns() + " FROM event WHERE agency = ? AND event_id = ?";
        auto const q = file_.ask(sql.c_str());
        q.bind_all(agency, id);
        if (!q.step()) {
            return std::nullopt;
        }
        stored_row out;
        read_event(out, q);
        return out;
    }
    std::string hash_at(std::string_view agency, std::int64_t position) override {
        auto const q = file_.ask("SELECT hash FROM event WHERE agency = ? AND position = ?");
        q.bind_all(agency, position);
        std::string out;
        if (q.step()) {
            q.read(out, 0);
        }
        return out;
    }
    void rows_of(std::string_view agency, std::string_view application,
                 row_visitor const& use) override {
        static std::string const sql = "SELECT " + event_columns() +
                                       " FROM event WHERE agency = ? AND application = ? "
                                       "ORDER BY version";
        auto const q = file_.ask(sql.c_str());
        q.bind_all(agency, application);
        each_row(q, &stored_row::version, use);
    }
    void rows_from(std::string_view agency, std::int64_t position,
                   row_visitor const& use) override {
        static std::string const all =
            "SELECT " + event_columns() + " FROM event WHERE agency = ? ORDER BY position";
        static std::string const later = "SELECT " + event_columns() +
                                         " FROM event WHERE agency = ? AND position >= ? "
                                         "ORDER BY position";
        // Two statements: who reads on from somewhere may have the whole verified meanwhile.
        if (position == std::numeric_limits<std::int64_t>::min()) {
            auto const q = file_.ask(all.c_str());
            q.bind_all(agency);
            each_row(q, &stored_row::position, use);
            return;
        }
        auto const q = file_.ask(later.c_str());
        q.bind_all(agency, position);
        each_row(q, &stored_row::position, use);
    }
    void hashes_from(std::string_view agency, std::int64_t position,
                     std::function<void(std::string const&)> const& use) override {
        auto const q = file_.ask("SELECT hash, position FROM event WHERE agency = ? AND "
                                 "position >= ? ORDER BY position");
        q.bind_all(agency, position);
        std::string text;
        rising order(file_);
        while (q.step()) {
            order.expect_next(q->getColumn(1).getInt64());
            q.read(text, 0);
            use(text);
        }
    }
    void add(stored_row const& row) override;

    // --- what stands beside entries (store/sqlite/impl/beside.ipp) ---

    std::vector<stored_checkpoint> checkpoints(std::string_view agency) override;
    std::optional<stored_checkpoint> last_checkpoint(std::string_view agency) override;
    void add(stored_checkpoint const& row) override;
    void project(std::string_view agency, stored_projection const& row) override;
    void unproject(std::string_view agency, std::string_view application) override;
    void drop_projection() override;
    void each_projected(std::string_view agency,
                        std::function<void(stored_projection const&)> const& use) override;
    std::optional<std::string> basis(std::string_view agency) override;
    bool has_other_basis(std::string_view than) override;
    void set_basis(std::string_view agency, std::string const& basis) override;
    std::vector<stored_closing> closings(std::string_view agency) override;
    std::vector<frozen_count> figures(std::string_view agency, int year) override;
    std::vector<frozen_member> members(std::string_view agency, int year) override;
    void add(std::string_view agency, stored_closing const& row,
             std::vector<frozen_count> const& figures,
             std::vector<frozen_member> const& members) override;
    std::vector<std::pair<std::string, std::string>> notices() override;
    notice notice_of(std::string const& id) override;
    void add(notice const& what) override;

    // --- care (store/sqlite/impl/check.ipp, database.ipp) ---

    bool check_structure(std::function<void()> const& alive, damage_sink const& say) override;
    void check_schema(damage_sink const& say) override;
    void check_strays(damage_sink const& say) override;
    void copy_to(std::string const& path, bool over, progress const& tell) override;

private:
    int scalar(char const* sql) { return file_.db().execAndGet(sql).getInt(); }
    std::int64_t number(char const* sql, std::string_view agency) {
        auto const q = file_.ask(sql);
        q.bind_all(agency);
        return q.step() ? q->getColumn(0).getInt64() : 0;
    }
    /// Numbers that can only rise: where pages lead back to pages, rows would come again for ever.
    class rising {
    public:
        explicit rising(store_file const& in) : in_(in) {}
        void expect_next(std::int64_t number) {
            if (any_ && number <= last_) {
                throw store_error(code::store_damaged, in_.path(), "entries out of order");
            }
            last_ = number;
            any_ = true;
        }

    private:
        store_file const& in_;
        std::int64_t last_ = 0;
        bool any_ = false;
    };

    void each_row(asked const& q, std::int64_t stored_row::*number, row_visitor const& use) const {
        stored_row row;
        rising order(file_);
        while (q.step()) {
            read_event(row, q);
            order.expect_next(row.*number);
            if (!use(row)) {
                return;
            }
        }
    }

    /// Remembers a row that was added, until the table has been asked for it.
    void note_added(stored_row const& row);
    /// Reads what was added last from its table: what is called stored must stand there. Many at once,
    /// since a walk through neighbours costs a third of as many searches.
    void expect_added();
    /// Whether all that this transaction added is there, and is there still.
    void expect_all_added();
    [[noreturn]] void not_kept() const {
        throw store_error(code::store_damaged, file_.path(),
                          "something keeps entries from staying");
    }

    struct added_rows {
        std::int64_t first = 0;
        std::int64_t last = 0;
    };
    std::map<std::string, added_rows, std::less<>> added_{};  ///< in this transaction, by agency
    std::array<stored_row, 256> added_last_{};  ///< of one agency, one position after the other
    std::size_t unread_ = 0;                    ///< how many of them the table was not asked for
    stored_row read_back_{};
    store_file file_;
    bool upgraded_ = false;  ///< in this transaction
};

inline void sqlite_port::add(stored_row const& row) {
    static std::string const sql = [] {
        // OR ROLLBACK as the guard of the table, so that no journal of single statements is kept.
        std::string out = "INSERT OR ROLLBACK INTO event(" + event_columns() + ") VALUES (?";
        for (int i = 1; i < event_column_count; ++i) {
            out += ",?";
        }
        return out + ")";
    }();
    auto const q = file_.ask(sql.c_str());
    int at = 0;
    auto const text = [&](std::string const& value) { bind_text(q, ++at, value); };
    auto const number_at = [&](std::int64_t value) { q->bind(++at, value); };
    text(row.agency);
    number_at(row.position);
    text(row.application);
    number_at(row.version);
    text(row.id);
    for (auto const& each : row.content) {
        text(each);
    }
    number_at(row.order_no);
    number_at(row.recorded_s);
    number_at(row.stored_s);
    text(row.actor);
    text(row.role);
    text(row.rules);
    text(row.digest);
    text(row.hash);
    if (q->exec() != 1) {
        not_kept();
    }
    note_added(row);
}

inline void sqlite_port::note_added(stored_row const& row) {
    if (unread_ > 0) {
        auto const& before = added_last_[unread_ - 1];
        if (unread_ == added_last_.size() || before.agency != row.agency ||
            before.position + 1 != row.position) {
            expect_added();
        }
    }
    added_last_[unread_++] = row;
    auto const [at, fresh] = added_.try_emplace(row.agency, added_rows{row.position, row.position});
    at->second.last = row.position;
}

inline void sqlite_port::expect_added() {
    static std::string const sql = "SELECT " + event_columns() +
                                   " FROM main.event WHERE agency = ? AND position BETWEEN ? AND ? "
                                   "ORDER BY position";
    auto const wanted = std::span(added_last_).first(std::exchange(unread_, 0));
    if (wanted.empty()) {
        return;
    }
    auto const all = [](stored_row const& of) {
        return std::tie(of.position, of.application, of.version, of.id, of.content, of.order_no,
                        of.recorded_s, of.stored_s, of.actor, of.role, of.rules, of.digest,
                        of.hash);
    };
    auto const q = file_.ask(sql.c_str());
    q.bind_all(wanted.front().agency, wanted.front().position, wanted.back().position);
    for (auto const& row : wanted) {
        if (!q.step()) {
            not_kept();
        }
        read_event(read_back_, q);
        if (all(read_back_) != all(row)) {
            not_kept();
        }
    }
    if (q.step()) {
        not_kept();
    }
}

inline void sqlite_port::expect_all_added() {
    expect_added();
    for (auto const& [agency, rows] : std::exchange(added_, {})) {
        auto const q = file_.ask("SELECT count(*) FROM main.event WHERE agency = ? AND position "
                                 "BETWEEN ? AND ?");
        q.bind_all(agency, rows.first, rows.last);
        if (!q.step() || q->getColumn(0).getInt64() != rows.last - rows.first + 1) {
            not_kept();
        }
    }
}

}  // namespace qixian::inline v0::detail
