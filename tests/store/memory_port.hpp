// A store in memory: the smallest database that can stand behind the port. It holds the store to
// ask nothing that only SQLite can answer, and shows a host what an adapter has to do.
//
// `memory_database` is a folder of stores by name. A transaction works on a copy that takes the
// place of the store when it is committed; one process, one writer at a time.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "qixian/store/port.hpp"

namespace qixian::testing {

/// What a store holds, table by table.
struct memory_tables {
    struct agency {
        std::map<std::int64_t, stored_row> rows{};
        std::map<std::pair<std::string, std::int64_t>, std::int64_t> versions{};  ///< to position
        std::map<std::string, std::int64_t> ids{};                                ///< to position
    };
    struct frozen {
        stored_closing closing{};
        std::vector<frozen_count> figures{};
        std::vector<frozen_member> members{};
    };

    int schema = 0;  ///< 0: no tables yet
    std::map<std::string, std::string> info{};
    std::map<std::string, agency> agencies{};
    std::map<std::string, std::map<std::int64_t, stored_checkpoint>> checkpoints{};
    std::map<std::string, std::map<std::string, stored_projection>> projections{};
    std::map<std::string, std::string> bases{};
    std::map<std::string, std::map<int, frozen>> closings{};
    std::vector<notice> notices{};
};

/// A name under which a store stands, or will.
struct memory_file {
    std::shared_ptr<memory_tables const> kept = std::make_shared<memory_tables const>();
    bool being_written = false;
};
using memory_folder = std::map<std::string, std::shared_ptr<memory_file>>;

class memory_port final : public store_port {
public:
    memory_port(std::string name, std::shared_ptr<memory_file> file,
                std::shared_ptr<memory_folder> folder)
        : name_(std::move(name)), file_(std::move(file)), folder_(std::move(folder)) {}
    ~memory_port() override { roll_back(); }
    memory_port(memory_port const&) = delete;
    memory_port& operator=(memory_port const&) = delete;

    // --- calls and transactions ---

    void run(std::function<void()> const& work) override {
        if (depth_ > 0) {
            work();
            return;
        }
        struct scope {
            memory_port& of;
            explicit scope(memory_port& port) : of(port) { ++of.depth_; }
            ~scope() {
                --of.depth_;
                of.roll_back();
            }
        } const inside(*this);
        work();
    }
    void begin(bool to_write) override {
        if (to_write) {
            if (file_->being_written) {
                throw store_error(code::store_busy, name_, "");
            }
            draft_ = std::make_shared<memory_tables>(*file_->kept);
            file_->being_written = true;
        }
        seen_ = file_->kept;
    }
    void commit() override {
        if (draft_) {
            file_->kept = draft_;
        }
        roll_back();
    }
    void roll_back() noexcept override {
        if (draft_) {
            file_->being_written = false;
        }
        draft_ = nullptr;
        seen_ = nullptr;
    }
    bool in_transaction() override { return seen_ != nullptr; }
    void make_durable() override {}
    [[nodiscard]] std::string const& name() const override { return name_; }

    // --- the store as a whole ---

    bool is_empty() override { return look().schema == 0; }
    void make_tables() override { draft().schema = store_schema_version; }
    [[nodiscard]] int schema() const override { return store_schema_version; }
    int upgrade() override { return store_schema_version; }
    std::string new_id() override {
        static int count = 0;
        auto const text = std::to_string(++count);
        return std::string(32 - text.size(), '0') + text;
    }
    void keep_info(std::string_view name, std::string const& content) override {
        insert(draft().info, std::string(name), content);
    }
    std::vector<std::pair<std::string, std::string>> info() override {
        return {look().info.begin(), look().info.end()};
    }

    // --- entries ---

    std::vector<std::string> agencies() override {
        std::vector<std::string> out;
        for (auto const& [name, log] : look().agencies) {
            out.push_back(name);
        }
        return out;
    }
    bool has_applications(std::string_view agency) override {
        return count_applications(agency) > 0;
    }
    std::vector<std::string> applications(std::string_view agency) override {
        std::vector<std::string> out;
        for (auto const& [position, row] : log_of(agency).rows) {
            if (row.version == 1 && row.application != "*") {
                out.push_back(row.application);
            }
        }
        return out;
    }
    std::int64_t count_applications(std::string_view agency) override {
        return static_cast<std::int64_t>(applications(agency).size());
    }
    std::int64_t last_position(std::string_view agency) override {
        auto const& rows = log_of(agency).rows;
        return rows.empty() ? 0 : rows.rbegin()->first;
    }
    std::optional<std::int64_t> last_stored(std::string_view agency) override {
        auto const& rows = log_of(agency).rows;
        return rows.empty() ? std::nullopt : std::optional(rows.rbegin()->second.stored_s);
    }
    stored_head head(std::string_view agency, std::string_view application) override {
        stored_head out;
        rows_of(agency, application, [&](stored_row const& row) {
            out = {row.version, row.hash};
            return true;
        });
        return out;
    }
    bool has_id(std::string_view agency, std::string_view id) override {
        return log_of(agency).ids.contains(std::string(id));
    }
    std::optional<stored_row> with_id(std::string_view agency, std::string_view id) override {
        auto const& log = log_of(agency);
        auto const found = log.ids.find(std::string(id));
        return found == log.ids.end() ? std::nullopt : std::optional(log.rows.at(found->second));
    }
    std::string hash_at(std::string_view agency, std::int64_t position) override {
        auto const& rows = log_of(agency).rows;
        auto const found = rows.find(position);
        return found == rows.end() ? std::string{} : found->second.hash;
    }
    void rows_of(std::string_view agency, std::string_view application,
                 row_visitor const& use) override {
        auto const hold = now();  // `use` may begin a transaction of its own
        auto const& log = log_of(agency);
        auto at = log.versions.lower_bound({std::string(application), 0});
        for (; at != log.versions.end() && at->first.first == application; ++at) {
            if (!use(log.rows.at(at->second))) {
                return;
            }
        }
    }
    void rows_from(std::string_view agency, std::int64_t position,
                   row_visitor const& use) override {
        auto const hold = now();
        auto const& rows = log_of(agency).rows;
        for (auto at = rows.lower_bound(position); at != rows.end(); ++at) {
            if (!use(at->second)) {
                return;
            }
        }
    }
    void hashes_from(std::string_view agency, std::int64_t position,
                     std::function<void(std::string const&)> const& use) override {
        rows_from(agency, position, [&](stored_row const& row) {
            use(row.hash);
            return true;
        });
    }
    void add(stored_row const& row) override {
        auto& log = draft().agencies[row.agency];
        insert(log.rows, row.position, row);
        insert(log.versions, std::pair(row.application, row.version), row.position);
        insert(log.ids, row.id, row.position);
    }

    // --- checkpoints ---

    std::vector<stored_checkpoint> checkpoints(std::string_view agency) override {
        return values(find(look().checkpoints, agency));
    }
    std::optional<stored_checkpoint> last_checkpoint(std::string_view agency) override {
        auto const all = checkpoints(agency);
        return all.empty() ? std::nullopt : std::optional(all.back());
    }
    void add(stored_checkpoint const& row) override {
        insert(draft().checkpoints[row.mark.agency], row.mark.events, row);
    }

    // --- the projection ---

    void project(std::string_view agency, stored_projection const& row) override {
        insert(draft().projections[std::string(agency)], row.application, row);
    }
    void unproject(std::string_view agency, std::string_view application) override {
        draft().projections[std::string(agency)].erase(std::string(application));
    }
    void drop_projection() override {
        draft().projections.clear();
        draft().bases.clear();
    }
    void each_projected(std::string_view agency,
                        std::function<void(stored_projection const&)> const& use) override {
        for (auto const& each : values(find(look().projections, agency))) {
            use(each);
        }
    }
    std::optional<std::string> basis(std::string_view agency) override {
        auto const found = look().bases.find(std::string(agency));
        return found == look().bases.end() ? std::nullopt : std::optional(found->second);
    }
    bool has_other_basis(std::string_view than) override {
        return std::any_of(look().bases.begin(), look().bases.end(),
                           [&](auto const& each) { return each.second != than; });
    }
    void set_basis(std::string_view agency, std::string const& basis) override {
        insert(draft().bases, std::string(agency), basis);
    }

    // --- closed years ---

    std::vector<stored_closing> closings(std::string_view agency) override {
        std::vector<stored_closing> out;
        for (auto const& each : values(find(look().closings, agency))) {
            out.push_back(each.closing);
        }
        return out;
    }
    std::vector<frozen_count> figures(std::string_view agency, int year) override {
        return frozen_of(agency, year).figures;
    }
    std::vector<frozen_member> members(std::string_view agency, int year) override {
        return frozen_of(agency, year).members;
    }
    void add(std::string_view agency, stored_closing const& row,
             std::vector<frozen_count> const& figures,
             std::vector<frozen_member> const& members) override {
        insert(draft().closings[std::string(agency)], row.year, {row, figures, members});
    }

    // --- notices ---

    std::vector<std::pair<std::string, std::string>> notices() override {
        std::vector<std::pair<std::string, std::string>> out;
        for (auto const& each : look().notices) {
            out.emplace_back("*", each.id);
        }
        return out;
    }
    notice notice_of(std::string const& id) override {
        for (auto const& each : look().notices) {
            if (each.id == id) {
                return each;
            }
        }
        return {.id = id};
    }
    void add(notice const& what) override { draft().notices.push_back(what); }

    // --- care ---

    bool check_structure(std::function<void()> const& alive, damage_sink const&) override {
        alive();
        return true;
    }
    void check_schema(damage_sink const&) override {}
    void check_strays(damage_sink const&) override {}
    void copy_to(std::string const& path, bool over, progress const&) override {
        auto& there = (*folder_)[path];
        if (!over && there && there->kept->schema != 0) {
            throw store_error(code::store_exists, path, "");
        }
        if (!there) {
            there = std::make_shared<memory_file>();
        }
        there->kept = now();
    }

private:
    static constexpr auto clash = "a key that is taken";

    /// What is seen now: in a transaction, as it was when it began, and what it wrote.
    [[nodiscard]] std::shared_ptr<memory_tables const> now() const {
        return draft_ ? draft_ : seen_ ? seen_ : file_->kept;
    }
    [[nodiscard]] memory_tables const& look() const { return *now(); }
    [[nodiscard]] memory_tables& draft() const {
        QIXIAN_EXPECTS(draft_ != nullptr);
        return *draft_;
    }
    [[nodiscard]] memory_tables::agency const& log_of(std::string_view agency) const {
        return find(look().agencies, agency);
    }
    [[nodiscard]] memory_tables::frozen const& frozen_of(std::string_view agency, int year) const {
        static memory_tables::frozen const none;
        auto const& years = find(look().closings, agency);
        auto const found = years.find(year);
        return found == years.end() ? none : found->second;
    }
    template <class Value>
    static Value const& find(std::map<std::string, Value> const& in, std::string_view key) {
        static Value const none{};
        auto const found = in.find(std::string(key));
        return found == in.end() ? none : found->second;
    }
    template <class Key, class Value>
    static std::vector<Value> values(std::map<Key, Value> const& of) {
        std::vector<Value> out;
        for (auto const& [key, value] : of) {
            out.push_back(value);
        }
        return out;
    }
    template <class Map>
    void insert(Map& into, typename Map::key_type key, typename Map::mapped_type value) const {
        if (!into.try_emplace(std::move(key), std::move(value)).second) {
            throw store_error(code::store_damaged, name_, clash);
        }
    }

    std::string name_;
    std::shared_ptr<memory_file> file_;
    std::shared_ptr<memory_folder> folder_;
    std::shared_ptr<memory_tables> draft_{};       ///< of a transaction that writes
    std::shared_ptr<memory_tables const> seen_{};  ///< of any transaction
    int depth_ = 0;
};

class memory_database final : public store_database {
public:
    [[nodiscard]] std::unique_ptr<store_port> open(std::string const& path, wish const&,
                                                   opening what) const override {
        auto& there = (*folder_)[path];
        if (!there || (what != opening::create && there->kept->schema == 0)) {
            if (what != opening::create) {
                folder_->erase(path);
                throw store_error(code::cannot_open, path, "");
            }
            there = std::make_shared<memory_file>();
        }
        return std::make_unique<memory_port>(path, there, folder_);
    }
    void claim(std::string const& path) const override {
        if (!is_free(path)) {
            throw store_error(code::store_exists, path, "");
        }
    }
    [[nodiscard]] bool is_free(std::string const& path) const override {
        auto const found = folder_->find(path);
        return found == folder_->end() || found->second->kept->schema == 0;
    }
    [[nodiscard]] bool holds_anything(std::string const& path, wish const&) const override {
        return !is_free(path);
    }
    void set_aside(std::string const& path, bool, wish const&,
                   store_port::progress const&) const override {
        for (int n = 1;; ++n) {
            auto const name = path + ".replaced-" + std::to_string(n);
            if (is_free(name)) {
                auto aside = std::make_shared<memory_file>();
                aside->kept = folder_->at(path)->kept;
                (*folder_)[name] = std::move(aside);
                return;
            }
        }
    }
    void remove(std::string const& path) const override { folder_->erase(path); }

private:
    std::shared_ptr<memory_folder> folder_ = std::make_shared<memory_folder>();
};

}  // namespace qixian::testing
