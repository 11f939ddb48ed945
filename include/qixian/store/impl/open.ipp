// How a store comes to be, is opened, and is brought up from an older schema.
#pragma once

#include "qixian/store/impl/copy.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL store::store(std::unique_ptr<state> held) : state_(std::move(held)) {}
QIXIAN_DECL store::store(store&& other) noexcept = default;
QIXIAN_DECL store& store::operator=(store&& other) noexcept = default;
QIXIAN_DECL store::~store() = default;

QIXIAN_DECL store store::create(std::string const& path, creation const& how,
                                store_options options) {
    options.read_only = false;
    if (!options.database) {
        options.database = sqlite_database();
    }
    options.database->claim(path);
    for (auto const& each : how.agencies) {
        QIXIAN_EXPECTS(detail::is_key(each) && !find_personal_number(each));
    }
    auto held = std::make_unique<state>(path, std::move(options), store_database::opening::create);
    held->run([&] { held->create_empty(how); });
    return store(std::move(held));
}

QIXIAN_DECL store store::open(std::string const& path, store_options options) {
    auto held = std::make_unique<state>(path, std::move(options), store_database::opening::current);
    held->run([&] { held->open_checked(); });
    return store(std::move(held));
}

QIXIAN_DECL store_info const& store::about() const& noexcept { return state_->info; }
QIXIAN_DECL store_info store::about() && { return state_->info; }

inline void store::state::choose_hash(std::string const& name) {
    hash = options.hash && options.hash->name() == name ? options.hash : hash_named(name);
    if (!hash) {
        throw store_error(code::hash_unknown, port->name(), name);
    }
}

inline void store::state::create_empty(creation const& how) {
    choose_hash(how.hash);
    auto const now = detail::clock_of(options, port->name());
    detail::transaction all(*port, detail::transaction::how::write);
    if (!port->is_empty()) {
        throw store_error(code::store_exists, port->name(), "");
    }
    port->make_tables();
    info = {.hash = how.hash,
            .schema = port->schema(),
            .agencies = how.agencies,
            .created = now,
            .created_by = detail::version_text()};
    info.id = port->new_id();
    port->keep_info("id", info.id);
    port->keep_info("hash", info.hash);
    port->keep_info("created_s", std::to_string(now.seconds));
    port->keep_info("created_by", info.created_by);
    std::size_t number = 0;
    for (auto const& each : info.agencies) {
        port->keep_info("agency_" + std::to_string(++number), each);
    }
    auto row = own_entry(std::string(detail::nameless), detail::own_event::created, legal_day(now),
                         now, {});
    row.content[detail::c_ref] = info.id;
    row.content[detail::c_re] = info.hash;
    row.content[detail::c_note] = detail::names_text(info.agencies);
    append_own(row);
    all.commit();
}

inline void store::state::read_about() {
    std::map<std::string, std::string> lines;
    for (auto& [name, content] : port->info()) {
        lines[name] = std::move(content);
    }
    auto const created = detail::number_in(lines["created_s"]);
    if (lines["id"].empty() || lines["hash"].empty() || !created) {
        throw store_error(code::store_damaged, port->name(), "store_info");
    }
    info = {.id = lines["id"],
            .hash = lines["hash"],
            .schema = port->schema(),
            .created = {*created},
            .created_by = lines["created_by"]};
    for (std::size_t i = 1; lines.contains("agency_" + std::to_string(i)); ++i) {
        info.agencies.push_back(lines["agency_" + std::to_string(i)]);
    }
    choose_hash(info.hash);
}

/// Forward only, in one transaction, after a verified copy was made.
inline void store::state::migrate() {
    static_cast<void>(now_to_write());  // a wrong clock leaves no copy behind
    auto const base = port->name() + ".v" + std::to_string(port->schema()) + ".bak";
    auto copy = base;
    for (int n = 2; !database->is_free(copy); ++n) {
        copy = base + "-" + std::to_string(n);
    }
    detail::back_up(*this, copy);
    detail::transaction all(*port, detail::transaction::how::write);
    auto const found = port->upgrade();
    if (found < store_schema_version) {
        auto const when = now_to_write();
        auto row = own_entry(std::string(detail::nameless), detail::own_event::migrated,
                             legal_day(when), when, {});
        row.content[detail::c_ref] = std::to_string(found);
        row.content[detail::c_re] = std::to_string(store_schema_version);
        append_own(row);
    }
    all.commit();
    info.schema = store_schema_version;
}

inline void store::state::open_checked() {
    read_about();
    if (options.read_only) {
        return;
    }
    if (port->schema() < store_schema_version) {
        migrate();
    }
    // The projection was made under the calendar of its day: a library that knows a further notice
    // makes it again, once.
    bool stale = false;
    try {
        detail::transaction look(*port, detail::transaction::how::read);
        stale = port->has_other_basis(projection_basis());
    } catch (store_error const& damaged) {
        if (damaged.why() != code::store_damaged) {
            throw;
        }
        return;  // it must still be possible to verify it; what needs the damaged part will say so
    }
    if (stale) {
        detail::transaction all(*port, detail::transaction::how::write);
        rebuild_projection();
        all.commit();
    }
}

}  // namespace qixian::inline v0
