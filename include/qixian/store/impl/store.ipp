#pragma once

#include <set>

#include "qixian/store/impl/anchor.ipp"
#include "qixian/store/impl/care.ipp"
#include "qixian/store/impl/close.ipp"
#include "qixian/store/impl/copy.ipp"
#include "qixian/store/impl/write.ipp"

// The public face of the store: each function is one transaction, its errors told apart.

namespace qixian::inline v0 {

namespace detail {

/// Which rows were taken back, by a withdrawal that stands.
inline std::vector<bool> taken_back(std::span<entry const> rows) {
    // A later withdrawal may take back an earlier one, so the last is looked at first.
    std::vector<bool> gone(rows.size(), false);
    for (auto i = rows.size(); i-- > 0;) {
        if (rows[i].what != event::entry_withdrawn || gone[i]) {
            continue;
        }
        for (std::size_t k = 0; k < rows.size(); ++k) {
            if (k != i && !rows[k].id.empty() && rows[k].id == rows[i].re) {
                gone[k] = true;
            }
        }
    }
    return gone;
}

}  // namespace detail

QIXIAN_DECL bool all_withdrawn(std::span<entry const> rows) {
    auto const gone = detail::taken_back(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!gone[i] && rows[i].what != event::entry_withdrawn) {
            return false;
        }
    }
    return true;
}

// --- batches ---------------------------------------------------------------------------------------

QIXIAN_DECL import_batch::import_batch() : state_(std::make_unique<state>()) {}
QIXIAN_DECL import_batch::import_batch(import_batch&& other) noexcept = default;
QIXIAN_DECL import_batch& import_batch::operator=(import_batch&& other) noexcept = default;
QIXIAN_DECL import_batch::~import_batch() = default;

QIXIAN_DECL std::optional<fault> import_batch::add(entry const& e) {
    if (auto why = detail::check_for_store(e)) {
        return why;
    }
    state_->keep(e);
    return std::nullopt;
}

QIXIAN_DECL std::size_t import_batch::size() const noexcept { return state_->rows.size(); }

// --- opening ---------------------------------------------------------------------------------------

QIXIAN_DECL store::store(std::unique_ptr<state> held) : state_(std::move(held)) {}
QIXIAN_DECL store::store(store&& other) noexcept = default;
QIXIAN_DECL store& store::operator=(store&& other) noexcept = default;
QIXIAN_DECL store::~store() = default;

QIXIAN_DECL store store::create(std::string const& path, creation const& how,
                                store_options options) {
    options.read_only = false;
    detail::refuse_existing(path, options);
    for (auto const& each : how.agencies) {
        QIXIAN_EXPECTS(detail::is_key(each) && !find_personal_number(each));
    }
    auto held = detail::translated(path, [&] {
        return std::make_unique<state>(path, std::move(options), detail::opening::create);
    });
    held->file.run([&] { held->create_empty(how); });
    return store(std::move(held));
}

QIXIAN_DECL store store::open(std::string const& path, store_options options) {
    auto held = detail::translated(path, [&] {
        return std::make_unique<state>(path, std::move(options), detail::opening::current);
    });
    held->file.run([&] { held->open_checked(); });
    return store(std::move(held));
}

QIXIAN_DECL store_info const& store::about() const noexcept { return state_->info; }

inline void store::state::choose_hash(std::string const& name) {
    hash = options.hash && options.hash->name() == name ? options.hash : hash_named(name);
    if (!hash) {
        throw store_error(code::hash_unknown, file.path(), name);
    }
}

inline void store::state::create_empty(creation const& how) {
    choose_hash(how.hash);
    auto const now = detail::clock_of(options);
    detail::transaction all(file, detail::transaction::how::write);
    if (file.db().execAndGet("SELECT count(*) FROM sqlite_schema").getInt() != 0) {
        throw store_error(code::store_exists, file.path(), "");
    }
    auto const schema = how.schema > 0 ? how.schema : detail::store_schema_version;
    file.exec("PRAGMA application_id=" + std::to_string(detail::store_application_id) +
              ";PRAGMA user_version=" + std::to_string(schema));
    file.exec(detail::store_ddl(schema));
    file.set_schema(schema);
    info = {.hash = how.hash,
            .schema = schema,
            .agencies = how.agencies,
            .created = now,
            .created_by = detail::version_text()};
    info.id = file.db().execAndGet("SELECT lower(hex(randomblob(16)))").getString();
    auto const keep = [this](char const* name, std::string const& content) {
        auto const q = file.ask("INSERT INTO store_info(name, content) VALUES (?,?)");
        q.bind_all(name, content);
        q->exec();
    };
    keep("id", info.id);
    keep("hash", info.hash);
    keep("created_s", std::to_string(now.seconds));
    keep("created_by", info.created_by);
    std::size_t number = 0;
    for (auto const& each : info.agencies) {
        keep(("agency_" + std::to_string(++number)).c_str(), each);
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
    {
        auto const q = file.ask("SELECT name, content FROM store_info");
        std::string name;
        while (q->executeStep()) {
            detail::read_text_column(name, *q, 0);
            detail::read_text_column(lines[name], *q, 1);
        }
    }
    auto const created = detail::number_in(lines["created_s"]);
    if (lines["id"].empty() || lines["hash"].empty() || !created) {
        throw store_error(code::store_damaged, file.path(), "store_info");
    }
    info = {.id = lines["id"],
            .hash = lines["hash"],
            .schema = file.schema(),
            .created = {*created},
            .created_by = lines["created_by"]};
    for (std::size_t i = 1; lines.contains("agency_" + std::to_string(i)); ++i) {
        info.agencies.push_back(lines["agency_" + std::to_string(i)]);
    }
    choose_hash(info.hash);
}

/// Forward only, in one transaction, after a verified copy was made.
inline void store::state::migrate() {
    auto const from = file.schema();
    auto const base = file.path() + ".v" + std::to_string(from) + ".bak";
    auto copy = base;
    for (int n = 2; detail::file_exists(file.vfs(), copy) &&
                    !(options.vfs.empty() && detail::is_empty_file(copy));
         ++n) {
        copy = base + "-" + std::to_string(n);
    }
    detail::back_up(*this, copy);
    detail::transaction all(file, detail::transaction::how::write);
    // Another process may have been faster.
    auto const now = file.db().execAndGet("PRAGMA user_version").getInt();
    for (auto const& each : detail::store_migrations) {
        if (each.to > now) {
            file.exec(each.statements());
        }
    }
    if (now < detail::store_schema_version) {
        file.exec("PRAGMA user_version=" + std::to_string(detail::store_schema_version));
        auto const when = detail::clock_of(options);
        auto row = own_entry(std::string(detail::nameless), detail::own_event::migrated,
                             legal_day(when), when, {});
        row.content[detail::c_ref] = std::to_string(now);
        row.content[detail::c_re] = std::to_string(detail::store_schema_version);
        append_own(row);
    }
    all.commit();
    file.set_schema(detail::store_schema_version);
    info.schema = detail::store_schema_version;
}

inline void store::state::open_checked() {
    read_about();
    if (options.read_only) {
        return;
    }
    if (file.schema() < detail::store_schema_version) {
        migrate();
    }
    // The projection was made under the calendar of its day: a library that knows a further notice
    // makes it again, once.
    bool stale = false;
    try {
        detail::transaction look(file, detail::transaction::how::read);
        auto const basis = projection_basis();
        auto const q = file.ask("SELECT count(*) FROM projection WHERE basis <> ?");
        q.bind_all(basis);
        stale = q->executeStep() && q->getColumn(0).getInt() > 0;
    } catch (store_error const& damaged) {
        if (damaged.why() != code::store_damaged) {
            throw;
        }
        return;  // it must still be possible to verify it; what needs the damaged part will say so
    }
    if (stale) {
        detail::transaction all(file, detail::transaction::how::write);
        rebuild_projection();
        all.commit();
    }
}

// --- writing ---------------------------------------------------------------------------------------

namespace detail {

inline store_command command_for(entry const& e) {
    return e.what == event::year_closed       ? store_command::close_year
           : e.what == event::entry_withdrawn ? store_command::withdraw
                                              : store_command::append;
}

}  // namespace detail

QIXIAN_DECL result<append_answer> store::append(entry const& e, append_options const& how) {
    if (auto why =
            state_->ask_permission(how.by, detail::command_for(e), e.agency, e.application)) {
        return *why;
    }
    import_batch batch;
    if (auto why = batch.add(e)) {
        return *why;
    }
    std::vector<append_answer> answers;
    auto const done =
        detail::batch_writer(*state_, *batch.state_, {.by = how.by}, how.expect, &answers).run();
    if (!done.faults.empty()) {
        return done.faults.front();
    }
    return answers.front();
}

QIXIAN_DECL result<import_answer> store::append(std::span<entry const> entries, author const& by) {
    import_batch batch;
    for (auto const& e : entries) {
        if (auto why =
                state_->ask_permission(by, detail::command_for(e), e.agency, e.application)) {
            return *why;
        }
        if (auto why = batch.add(e)) {
            return *why;
        }
    }
    std::vector<append_answer> answers;
    return detail::batch_writer(*state_, *batch.state_, {.by = by}, {}, &answers).run();
}

QIXIAN_DECL import_answer store::import(import_batch const& batch, import_options const& how) {
    if (auto why = state_->ask_permission(how.by, store_command::import, "")) {
        import_answer out{.rows = batch.size()};
        out.faults.push_back(std::move(*why));
        return out;
    }
    return detail::batch_writer(*state_, *batch.state_, how, {}, nullptr).run();
}

QIXIAN_DECL result<withdrawal> store::withdraw(std::string_view agency, std::string_view id,
                                               std::string_view reason, author const& by) {
    auto& kept = *state_;
    entry taken_back;
    kept_application before;
    auto const now = detail::clock_of(kept.options);
    auto const looked = kept.file.run([&]() -> std::optional<fault> {
        detail::transaction look(kept.file, detail::transaction::how::read);
        std::vector<std::pair<std::string, std::string>> found;
        for (auto const& each : kept.agency_columns()) {
            if (!agency.empty() && each != agency) {
                continue;
            }
            auto const q = kept.file.ask("SELECT application FROM event WHERE agency = ? AND "
                                         "event_id = ? AND application <> '*'");
            q.bind_all(each, id);
            if (q->executeStep()) {
                found.emplace_back(each, q->getColumn(0).getString());
            }
        }
        if (found.size() != 1) {
            return fault{.what = found.empty() ? code::unknown_entry : code::agency_needed,
                         .detail = detail::excerpt(id),
                         .field = "id"};
        }
        before = {detail::from_column(found.front().first), found.front().second,
                  kept.rows_of(found.front().first, found.front().second)};
        return std::nullopt;
    });
    if (looked) {
        return *looked;
    }
    taken_back.agency = before.agency;
    taken_back.application = before.application;
    taken_back.what = event::entry_withdrawn;
    // As of the day of the entry itself: from then on it was never true. What was believed until
    // now is asked by the instant of recording.
    auto const target = std::find_if(before.rows.begin(), before.rows.end(),
                                     [&](entry const& e) { return e.id == id; });
    if (detail::taken_back(before.rows)[static_cast<std::size_t>(target - before.rows.begin())]) {
        withdrawal out;
        out.answer.status = append_status::repeated;
        out.answer.agency = before.agency;
        out.answer.version = static_cast<std::int64_t>(before.rows.size());
        out.after = before;
        return out;
    }
    taken_back.on = target->on;
    taken_back.re = id;
    taken_back.note = reason;
    auto const said = append(taken_back, {.by = by});
    if (!said) {
        return said.error();
    }
    withdrawal out{.answer = *said};
    auto const after = find(before.agency, before.application);
    out.after = after ? *after : before;
    if (said->status != append_status::appended) {
        return out;
    }
    kept.file.run([&] {
        detail::transaction look(kept.file, detail::transaction::how::read);
        auto const column = detail::column_text(before.agency);
        auto const in = kept.rules().question(column, detail::first_day(before.rows));
        auto const as_of = std::max(legal_day(now), detail::last_day(before.rows));
        auto const was = assess(before.rows, as_of, in);
        auto const is = assess(out.after.rows, as_of, in);
        if (was && is) {
            out.duties = moved_duties(*was, *is);
            auto const earlier = was->life.refused;
            for (auto const& each : is->life.refused) {
                bool const known = std::any_of(earlier.begin(), earlier.end(),
                                               [&](auto const& e) { return e.row == each.row; });
                if (!known) {
                    out.now_refused.push_back(each);
                }
            }
        }
    });
    return out;
}

QIXIAN_DECL result<closed_year> store::close_year(std::string_view agency, int year,
                                                  std::optional<form> shape, author const& by) {
    auto& kept = *state_;
    if (auto why = kept.ask_permission(by, store_command::close_year, agency)) {
        return *why;
    }
    kept.expect_writable();
    if (year < 2008 || year > 2100) {
        return fault{.what = code::bad_number, .detail = std::to_string(year), .field = "year"};
    }
    return kept.file.run([&]() -> result<closed_year> {
        detail::transaction all(kept.file, detail::transaction::how::write);
        auto const now = detail::clock_of(kept.options);
        auto const column = detail::column_text(agency);
        if (!kept.has_applications(column)) {
            return fault{.what = code::unknown_agency, .detail = std::string(agency)};
        }
        kept.checkpoint_if_due(column, now);
        auto row =
            kept.own_entry(column, detail::own_event::year_closed, last_day_of(year), now, by);
        auto out = kept.freeze_year(column, year, shape, std::move(row));
        if (out) {
            all.commit();
        }
        return out;
    });
}

inline result<notice_effect> store::state::effect(notice const& what, date as_of) {
    auto& now = rules();
    auto const& known = *now.sources;
    auto const with = known.with_notice(what);
    if (!with) {
        return with.error();
    }
    notice_effect out;
    out.known_before = std::any_of(known.notices().begin(), known.notices().end(),
                                   [&](notice const& each) { return each.id == what.id; });
    // One that is known already moved what it moved when it came out.
    detail::rulebook before = now;
    detail::rulebook after;
    after.lines = now.lines;
    after.sources = std::make_shared<editions>(*with);
    maybe_date known_before;
    maybe_date known_after;
    if (out.known_before) {
        known_before = plus_days(what.published, -1);
        known_after = what.published;
    }
    each_kept({}, [&](kept_application const& app) {
        if (detail::first_day(app.rows) > as_of) {
            return;
        }
        auto const column = detail::column_text(app.agency);
        auto const first = detail::first_day(app.rows);
        auto const was = assess(app.rows, as_of, before.question(column, first, known_before));
        auto const is = assess(app.rows, as_of, after.question(column, first, known_after));
        if (!was || !is) {
            return;
        }
        auto moves = moved_duties(*was, *is);
        if (!moves.empty()) {
            out.moved.push_back({app.agency, app.application, std::move(moves)});
        }
    });
    return out;
}

QIXIAN_DECL result<notice_effect> store::effect_of(notice const& what, date as_of) {
    return state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        return state_->effect(what, as_of);
    });
}

QIXIAN_DECL result<notice_effect> store::apply_notice(notice const& what, date as_of,
                                                      author const& by) {
    auto& kept = *state_;
    if (auto why = kept.ask_permission(by, store_command::apply_notice, "")) {
        return *why;
    }
    kept.expect_writable();
    for (auto const& text : {what.id, what.document, what.title, what.amends}) {
        if (auto why = detail::check_said("notice", text)) {
            return *why;
        }
    }
    for (auto const& each : what.days) {
        if (auto why = detail::check_said("holiday_name", each.holiday)) {
            return *why;
        }
    }
    return kept.file.run([&]() -> result<notice_effect> {
        detail::transaction all(kept.file, detail::transaction::how::write);
        auto out = kept.effect(what, as_of);
        if (!out || out->known_before) {
            return out;
        }
        auto const now = detail::clock_of(kept.options);
        std::int64_t number = 0;
        for (auto const& each : what.days) {
            auto const q = kept.file.ask(
                "INSERT INTO notice_day(agency, notice_id, day_no, document, title, published_on, "
                "arranges_year, amends, rest_day, kind_code, holiday) VALUES "
                "('*',?,?,?,?,?,?,?,?,?,?)");
            detail::bind_text(*q, 1, what.id);
            q->bind(2, ++number);
            detail::bind_text(*q, 3, what.document);
            detail::bind_text(*q, 4, what.title);
            q->bind(5, to_text(what.published));
            q->bind(6, what.arranges_year);
            detail::bind_text(*q, 7, what.amends);
            q->bind(8, to_text(each.on));
            q->bind(9, std::string(code_of(each.kind)));
            detail::bind_text(*q, 10, each.holiday);
            q->exec();
        }
        auto row = kept.own_entry(std::string(detail::nameless), detail::own_event::notice,
                                  what.published, now, by);
        row.content[detail::c_re] = what.id;
        row.digest = kept.digest_of(what);
        kept.append_own(row);
        kept.rebuild_projection();
        all.commit();
        return out;
    });
}

QIXIAN_DECL std::optional<fault> store::change_setting(setting_row const& row, author const& by) {
    auto& kept = *state_;
    if (auto why = kept.ask_permission(by, store_command::change_setting, row.agency)) {
        return why;
    }
    kept_settings tried;
    if (auto why = detail::apply_setting(tried, row.name, row.value)) {
        return why;
    }
    if (!row.agency.empty() && !detail::is_key(row.agency)) {
        return fault{.what = code::bad_key, .detail = detail::excerpt(row.agency)};
    }
    auto const& declared = kept.info.agencies;
    if (!row.agency.empty() && !declared.empty() &&
        std::find(declared.begin(), declared.end(), row.agency) == declared.end()) {
        return fault{.what = code::unknown_agency, .detail = row.agency};
    }
    if (row.from.is_special()) {
        return fault{.what = code::bad_date, .field = "from"};
    }
    kept.expect_writable();
    return kept.file.run([&]() -> std::optional<fault> {
        detail::transaction all(kept.file, detail::transaction::how::write);
        auto const& known = *kept.rules().sources;
        if (row.name == "region" && !row.value.empty()) {
            if (auto const there = known.with_region(row.value); !there) {
                return there.error();
            }
        }
        auto const now = detail::clock_of(kept.options);
        auto line = kept.own_entry(detail::column_text(row.agency), detail::own_event::setting,
                                   row.from, now, by);
        line.content[detail::c_ref] = row.name;
        line.content[detail::c_note] = row.value;
        kept.append_own(line);
        // A policy is part of what the projection was made by.
        kept.rebuild_projection();
        all.commit();
        return std::nullopt;
    });
}

// --- reading ---------------------------------------------------------------------------------------

QIXIAN_DECL void store::each_application(read_filter const& which,
                                         std::function<void(kept_application const&)> const& use) {
    state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        state_->each_kept(which, use);
    });
}

QIXIAN_DECL std::optional<kept_application> store::find(std::string_view agency,
                                                        std::string_view application,
                                                        std::optional<instant> recorded_by) {
    return state_->file.run([&]() -> std::optional<kept_application> {
        detail::transaction look(state_->file, detail::transaction::how::read);
        kept_application out{std::string(agency), std::string(application),
                             state_->rows_of(detail::column_text(agency), application)};
        if (recorded_by) {
            std::erase_if(out.rows, [&](entry const& e) { return e.recorded > recorded_by; });
        }
        if (out.rows.empty()) {
            return std::nullopt;
        }
        return out;
    });
}

QIXIAN_DECL std::vector<std::string> store::agencies() {
    return state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        auto out = state_->info.agencies;
        for (auto const& each : state_->agency_columns()) {
            auto const name = detail::from_column(each);
            if (state_->has_applications(each) &&
                std::find(out.begin(), out.end(), name) == out.end()) {
                out.push_back(name);
            }
        }
        return out;
    });
}

QIXIAN_DECL void store::feed(std::optional<std::string> const& agency, std::int64_t position,
                             std::function<bool(feed_item const&)> const& use) {
    state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        for (auto const& each : state_->agency_columns()) {
            if (agency && detail::column_text(*agency) != each) {
                continue;
            }
            static std::string const sql = "SELECT " + detail::event_columns() +
                                           " FROM event WHERE agency = ? AND position > ? "
                                           "ORDER BY position";
            auto const q = state_->file.ask(sql.c_str());
            q.bind_all(each, position);
            detail::event_row row;
            while (q->executeStep()) {
                detail::read_event(row, *q);
                if (!event_of(row.content[detail::c_event])) {
                    continue;  // settings and notices: the store's own
                }
                feed_item const item{.agency = detail::from_column(row.agency),
                                     .position = row.position,
                                     .version = row.version,
                                     .e = detail::entry_of(row, state_->file.path()),
                                     .actor = row.actor,
                                     .role = row.role,
                                     .hash = row.hash};
                if (!use(item)) {
                    return;
                }
            }
        }
    });
}

QIXIAN_DECL void store::each_entry(read_filter const& which,
                                   std::function<void(entry const&)> const& use) {
    feed(which.agency, 0, [&](feed_item const& item) {
        if (!which.recorded_by || item.e.recorded <= which.recorded_by) {
            use(item.e);
        }
        return true;
    });
}

QIXIAN_DECL kept_settings store::settings(std::string_view agency, date on) {
    return state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        return state_->rules().on(detail::column_text(agency), on);
    });
}

QIXIAN_DECL std::vector<setting_row> store::setting_history() {
    return state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        std::vector<setting_row> out;
        for (auto const& each : state_->rules().lines) {
            out.push_back({detail::from_column(each.agency), each.from, each.name, each.value});
        }
        return out;
    });
}

QIXIAN_DECL editions const& store::sources() {
    return state_->file.run([&]() -> editions const& {
        detail::transaction look(state_->file, detail::transaction::how::read);
        return *state_->rules().sources;
    });
}

QIXIAN_DECL std::vector<std::string> store::notice_conflicts() {
    return state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        return state_->rules().conflicts;
    });
}

QIXIAN_DECL std::vector<closed_year> store::closed_years(std::optional<std::string> const& agency) {
    return state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        std::vector<closed_year> out;
        for (auto const& each : state_->agency_columns()) {
            if (agency && detail::column_text(*agency) != each) {
                continue;
            }
            for (auto const year : state_->closed_year_numbers(each)) {
                out.push_back(state_->closed_year_of(each, year));
            }
        }
        return out;
    });
}

QIXIAN_DECL result<restatement> store::restate(std::string_view agency, int year, date as_of) {
    return state_->file.run([&]() -> result<restatement> {
        detail::transaction look(state_->file, detail::transaction::how::read);
        auto const column = detail::column_text(agency);
        auto const closed = state_->closed_year_numbers(column);
        if (std::find(closed.begin(), closed.end(), year) == closed.end()) {
            return fault{.what = code::year_not_closed, .detail = std::to_string(year)};
        }
        auto const published = state_->closed_year_of(column, year);
        auto const now = state_->report_of(column, year, published.figures.shape, as_of);
        if (!now) {
            return now.error();
        }
        return qixian::restate(published.figures, *now);
    });
}

// --- care ------------------------------------------------------------------------------------------

QIXIAN_DECL verification store::verify(std::optional<store_anchor> const& against) {
    return state_->file.run([&] {
        detail::transaction look(state_->file, detail::transaction::how::read);
        return state_->verify(against);
    });
}

QIXIAN_DECL result<store_anchor> store::make_anchor(author const& by) {
    auto& kept = *state_;
    if (auto why = kept.ask_permission(by, store_command::anchor, "")) {
        return *why;
    }
    kept.expect_writable();
    return kept.file.run([&]() -> result<store_anchor> {
        detail::transaction all(kept.file, detail::transaction::how::write);
        store_anchor out{.store = kept.info.id, .hash = kept.info.hash};
        auto const now = detail::clock_of(kept.options);
        for (auto const& each : kept.agency_columns()) {
            if (auto mark = kept.make_checkpoint(each, now)) {
                mark->agency = detail::from_column(each);
                out.agencies.push_back(std::move(*mark));
            }
        }
        // What others keep must not be ahead of the disk, even where it was there before.
        kept.file.touch();
        all.commit();
        return out;
    });
}

QIXIAN_DECL std::optional<fault> store::rebuild(author const& by) {
    auto& kept = *state_;
    if (auto why = kept.ask_permission(by, store_command::rebuild, "")) {
        return why;
    }
    kept.expect_writable();
    kept.file.run([&] {
        detail::transaction all(kept.file, detail::transaction::how::write);
        kept.rebuild_projection();
        all.commit();
    });
    return std::nullopt;
}

QIXIAN_DECL std::optional<fault> store::back_up(std::string const& to, author const& by) {
    auto& kept = *state_;
    if (auto why = kept.ask_permission(by, store_command::backup, "")) {
        return why;
    }
    detail::back_up(kept, to);
    return std::nullopt;
}

QIXIAN_DECL result<store_info> store::restore(std::string const& from, std::string const& to,
                                              bool force, store_options options) {
    return detail::restore(from, to, force, std::move(options));
}

}  // namespace qixian::inline v0
