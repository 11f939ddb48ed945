// The commands of the store: each is one transaction, its errors told apart.
#pragma once

#include "qixian/store/impl/arrive.ipp"
#include "qixian/store/impl/open.ipp"

namespace qixian::inline v0 {

// --- entries ---

namespace detail {

inline store_command command_for(entry const& e) {
    return e.what == event::year_closed       ? store_command::close_year
           : e.what == event::entry_withdrawn ? store_command::withdraw
                                              : store_command::append;
}

inline import_options import_options_of(append_options const& how) {
    return {.by = how.by, .future = how.future, .amend = how.amend};
}

}  // namespace detail

QIXIAN_DECL result<append_answer> store::append(entry const& e, append_options const& how) {
    if (auto why =
            state_->ask_permission(how.by, detail::command_for(e), e.agency, e.application)) {
        return *why;
    }
    if (how.amend) {
        if (auto why =
                state_->ask_permission(how.by, store_command::withdraw, e.agency, e.application)) {
            return *why;
        }
    }
    import_batch batch;
    if (auto why = batch.add(e)) {
        return *why;
    }
    std::vector<append_answer> answers;
    auto const done = detail::batch_writer(*state_, *batch.state_, detail::import_options_of(how),
                                           how.expect, &answers)
                          .run();
    if (!done.faults.empty()) {
        return done.faults.front();
    }
    return answers.front();
}

QIXIAN_DECL result<prospect> store::would(entry const& e, append_options const& how) const {
    import_batch batch;
    if (auto why = batch.add(e)) {
        return *why;
    }
    std::vector<append_answer> answers;
    return detail::batch_writer(*state_, *batch.state_, detail::import_options_of(how), how.expect,
                                &answers)
        .try_out();
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
    for (auto const what : {store_command::import, store_command::withdraw}) {
        if (what == store_command::withdraw && !how.amend) {
            continue;
        }
        if (auto why = state_->ask_permission(how.by, what, "")) {
            import_answer out{.rows = batch.size()};
            out.faults.push_back(std::move(*why));
            return out;
        }
    }
    return detail::batch_writer(*state_, *batch.state_, how, {}, nullptr).run();
}

QIXIAN_DECL result<withdrawal> store::withdraw(std::string_view agency, std::string_view id,
                                               std::string_view reason, author const& by) {
    auto& kept = *state_;
    if (detail::is_blank(reason)) {
        return fault{.what = code::missing_value, .field = "reason"};
    }
    entry taken_back;
    kept_application before;
    auto const now = detail::clock_of(kept.options, kept.port->name());
    auto const looked = kept.look([&]() -> std::optional<fault> {
        std::vector<std::pair<std::string, std::string>> found;
        for (auto const& each : kept.port->agencies()) {
            if (!agency.empty() && each != agency) {
                continue;
            }
            auto const there = kept.port->with_id(each, id);
            if (there && there->application != detail::nameless) {
                found.emplace_back(each, there->application);
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
    if (target == before.rows.end()) {
        throw store_error(code::store_damaged, kept.port->name(), "entry " + detail::excerpt(id));
    }
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
    // Its day is that of the entry, which may have been dated ahead.
    auto const said = append(taken_back, {.by = by, .future = true});
    if (!said) {
        return said.error();
    }
    withdrawal out{.answer = *said};
    auto const after = find(before.agency, before.application);
    out.after = after ? *after : before;
    if (said->status != append_status::appended) {
        return out;
    }
    kept.look([&] {
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
    return kept.run([&]() -> result<closed_year> {
        detail::transaction all(*kept.port, detail::transaction::how::write);
        auto const now = kept.now_to_write();
        auto const column = detail::column_text(agency);
        // An agency that nobody applied to publishes its noughts.
        auto const& named = kept.info.agencies;
        if (std::find(named.begin(), named.end(), agency) == named.end() &&
            !kept.port->has_applications(column)) {
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

// --- notices and settings ---

QIXIAN_DECL result<notice_effect> store::effect_of(notice const& what, date as_of) {
    return state_->look([&] { return state_->effect(what, as_of); });
}

QIXIAN_DECL result<notice_effect> store::apply_notice(notice const& what, date as_of,
                                                      author const& by) {
    auto& kept = *state_;
    if (auto why = kept.ask_permission(by, store_command::apply_notice, "")) {
        return *why;
    }
    kept.expect_writable();
    for (auto const& text : {what.id, what.document, what.title, what.amends, what.region}) {
        if (auto why = detail::check_said("notice", text)) {
            return *why;
        }
    }
    for (auto const& each : what.days) {
        if (auto why = detail::check_said("holiday_name", each.holiday)) {
            return *why;
        }
    }
    return kept.run([&]() -> result<notice_effect> {
        detail::transaction all(*kept.port, detail::transaction::how::write);
        auto out = kept.effect(what, as_of);
        if (!out || out->known_before) {
            return out;
        }
        auto const now = kept.now_to_write();
        kept.port->add(what);
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
    if (!is_legal_day(row.from)) {
        return fault{.what = code::bad_date, .field = "from"};
    }
    kept.expect_writable();
    return kept.run([&]() -> std::optional<fault> {
        detail::transaction all(*kept.port, detail::transaction::how::write);
        auto const& known = *kept.rules().sources;
        if (row.name == "region" && !row.value.empty()) {
            if (auto const there = known.with_region(row.value); !there) {
                return there.error();
            }
        }
        auto const now = kept.now_to_write();
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

// --- care ---

QIXIAN_DECL verification store::verify(std::optional<store_anchor> const& against) {
    return state_->look([&] { return state_->verify(against); });
}

QIXIAN_DECL result<store_anchor> store::make_anchor(author const& by) {
    auto& kept = *state_;
    if (auto why = kept.ask_permission(by, store_command::anchor, "")) {
        return *why;
    }
    kept.expect_writable();
    return kept.run([&]() -> result<store_anchor> {
        detail::transaction all(*kept.port, detail::transaction::how::write);
        store_anchor out{.store = kept.info.id, .hash = kept.info.hash};
        auto const now = kept.now_to_write();
        for (auto const& each : kept.port->agencies()) {
            if (auto mark = kept.make_checkpoint(each, now)) {
                mark->agency = detail::from_column(each);
                out.agencies.push_back(std::move(*mark));
            }
        }
        // What others keep must not be ahead of the disk, even where it was there before.
        kept.port->make_durable();
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
    kept.run([&] {
        detail::transaction all(*kept.port, detail::transaction::how::write);
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
