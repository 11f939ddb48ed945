// How applications are read and assessed for an answer: of a log, piece by piece where it is large,
// or of a store.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>

#include "qixian/answer/applications.hpp"
#include "qixian/row/impl/key_twins.ipp"
#include "qixian/row/input_file.hpp"
#include "qixian/rule/check.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace qixian::inline v0::answer {

namespace detail {

/// Assesses applications one at a time and keeps what went wrong.
class assessor {
public:
    assessor(source const& from, setting const& with, on_assessed const& use, listener const& to)
        : from_(from), with_(with), use_(use), to_(to) {
        out.keep_going = from.keep_going;
    }

    void fail(fault why) {
        if (why.file.empty()) {
            why.file = from_.log.name;
        }
        out.faults.push_back(std::move(why));
    }

    /// Tells the faults. Those of a log, and its warnings, by line: the same whatever order the
    /// applications came in.
    reading done() {
        std::sort(out.left_out.begin(), out.left_out.end());
        out.left_out.erase(std::unique(out.left_out.begin(), out.left_out.end()),
                           out.left_out.end());
        auto const by_line = [](fault const& a, fault const& b) { return a.line < b.line; };
        if (!with_.kept) {
            std::stable_sort(out.faults.begin(), out.faults.end(), by_line);
            std::stable_sort(out.cell_warnings.begin(), out.cell_warnings.end(), by_line);
        }
        for (auto const& why : out.faults) {
            if (to_.fault) {
                to_.fault(why);
            }
        }
        if (to_.left_out && !out.left_out.empty() && !out.stopped()) {
            to_.left_out(out.left_out);
        }
        return std::move(out);
    }

    void take(application_rows const& app) {
        if (!with_.agency.empty() && app.agency != with_.agency) {
            return;
        }
        out.cell_warnings.insert(out.cell_warnings.end(), app.warnings.begin(), app.warnings.end());
        if (auto const other = twins ? twins->note(app.agency, app.application) : std::nullopt) {
            out.cell_warnings.push_back(qixian::detail::twin_warning(
                from_.log.name, app.rows.empty() ? 0 : app.rows.front().line, app.application,
                *other));
        }
        if (app.incomplete) {
            // A row of it had a fault, which is told: an answer would be a guess.
            out.left_out.push_back(app.application);
            return;
        }
        // What was read is sound; rows at hand may be anything, and a day that is none is by no day.
        if (auto why = from_.rows != nullptr ? fault_of(app) : std::nullopt) {
            fail(*std::move(why));
            out.left_out.push_back(app.application);
            return;
        }
        auto const by = [&](entry const& e) { return e.on <= with_.as_of; };
        auto const later =
            app.rows.size() -
            static_cast<std::size_t>(std::count_if(app.rows.begin(), app.rows.end(), by));
        if (later > 0) {
            out.rows_after += later;
            out.applications_after.push_back(app.application);
        }
        if (later == app.rows.size()) {
            ++out.not_yet;
            return;
        }
        auto got = assess(app.rows, with_.as_of, with_.rules_of(app.rows).question());
        if (!got) {
            auto why = got.error();
            if (why.line == 0) {
                why.line = app.rows.front().line;
            }
            why.detail =
                why.detail.empty() ? app.application : app.application + " (" + why.detail + ")";
            fail(std::move(why));
            out.left_out.push_back(app.application);
            return;
        }
        if (out.stopped()) {
            return;  // assessed for its faults: all of them are told
        }
        auto assessed = std::move(got).value();
        std::unordered_map<std::size_t, row_number> row_of_line;
        for (row_number i = 0; !app.warnings.empty() && i < app.rows.size(); ++i) {
            row_of_line.try_emplace(app.rows[i].line, i);
        }
        for (auto const& w : app.warnings) {
            auto const at = row_of_line.find(w.line);
            if (at != row_of_line.end() && app.rows[at->second].on <= with_.as_of) {
                assessed.warnings.push_back(
                    {.what = w.what, .row = at->second, .has_row = true, .detail = w.field});
            }
        }
        if (auto const lights = with_.lights_of(app.agency)) {
            relight(assessed, *lights);
        }
        warn_of_parent(assessed, app);
        ++out.applications;
        if (to_.assessed) {
            to_.assessed(out.applications);
        }
        use_(assessed, app.rows);
    }

    /// Applications of which nothing could be read.
    void lose(std::vector<lost_application> const& all) {
        for (auto const& each : all) {
            if (with_.agency.empty() || each.agency.empty() || each.agency == with_.agency) {
                out.left_out.push_back(each.application);
            }
        }
    }

    /// When all of a log was read: whether it knows the agency that is asked for. A slip of the pen
    /// is no empty answer. Of a log that could not be read whole, that is not known.
    void expect_agency() {
        if (with_.agency.empty() || out.stopped() ||
            std::find(out.agencies.begin(), out.agencies.end(), with_.agency) !=
                out.agencies.end()) {
            return;
        }
        fail({.what = code::unknown_agency,
              .detail = with_.agency,
              .field = "agency",
              .allowed = out.agencies});
        out.unknown_agency = true;
    }

    /// An application of a store. One whose entries were all withdrawn never was.
    void take(kept_application const& app) {
        if (all_withdrawn(app.rows)) {
            return;
        }
        application_rows same{
            .agency = app.agency, .application = app.application, .rows = app.rows};
        for (auto const& e : app.rows) {
            for (auto const c : unused_cells(e)) {
                same.warnings.push_back({.what = code::unused_cell,
                                         .detail = std::string(code_of(e.what)),
                                         .file = from_.log.name,
                                         .line = e.line,
                                         .field = std::string(info(c).name)});
            }
        }
        take(same);
    }

    /// Finds the rows of another application of the source; nothing where it has none, or cannot look.
    using finder = std::function<std::vector<entry> const*(std::string_view agency,
                                                           std::string_view application)>;
    finder find_parent{};

    /// Z17: whose parent is not here, or is counted beside its parts.
    void warn_of_parent(assessment& a, application_rows const& app) {
        auto const part = std::find_if(app.rows.begin(), app.rows.end(), [&](entry const& e) {
            return !e.part_of.empty() && e.on <= with_.as_of;
        });
        if (part == app.rows.end() || !find_parent || is_void(a)) {
            return;
        }
        auto const what = said_of_parent(app.agency, part->part_of);
        if (!what) {
            return;
        }
        a.warnings.push_back({.what = *what,
                              .row = static_cast<row_number>(part - app.rows.begin()),
                              .has_row = true,
                              .detail = part->part_of});
    }

    /// What the parts of `parent` must be told, if anything; worked out for the first of them.
    std::optional<code> said_of_parent(std::string_view agency, std::string_view parent) {
        auto [known, fresh] =
            parents_.try_emplace({std::string(agency), std::string(parent)}, code::parent_unknown);
        auto const* const rows = fresh ? find_parent(agency, parent) : nullptr;
        if (rows != nullptr && !rows->empty()) {
            auto const found = assess(*rows, with_.as_of, with_.rules_of(*rows).question());
            known->second = !found || is_void(*found) ? std::optional<code>{}
                                                      : std::optional(code::parent_still_open);
        }
        return known->second;
    }
    std::map<std::pair<std::string, std::string>, std::optional<code>> parents_{};

    static std::optional<fault> fault_of(application_rows const& app) {
        if (app.rows.empty()) {
            return fault{.what = code::no_receipt, .detail = app.application};
        }
        auto why = first_fault(default_statute(), app.rows);
        if (!why && app.rows.front().application != app.application) {
            why = fault{.what = code::other_application,
                        .detail = app.application,
                        .line = app.rows.front().line,
                        .field = "application"};
        }
        return why;
    }

    static bool is_void(assessment const& a) { return a.life.now.at == stage::void_record; }

    /// The lights of the duties by the thresholds of a store.
    static void relight(assessment& a, light_thresholds const& at) {
        for (auto& d : a.duties) {
            if (d.light != light::none && d.light != light::overdue) {
                d.light = light_for(*d.light_days_left, at);
            }
        }
    }

    reading out;
    /// None where it is known that there are none.
    std::optional<qixian::detail::key_twins> twins{std::in_place};

private:
    source const& from_;
    setting const& with_;
    on_assessed const& use_;
    listener const& to_;
};

/// How its log is read.
inline log_options reading_of(source const& from) {
    log_options how;
    how.text.from = from.encoding;
    how.lenient = from.lenient;
    return how;
}

inline result<event_reader> open_log(source const& from, log_options const& how) {
    if (from.log.text) {
        return event_reader::over(*from.log.text, from.log.name, how);
    }
    return event_reader::open(from.log.name, how);
}

/// A log above this size is read again and again rather than held: its rows, as entries, would take
/// ten times as much.
constexpr std::uintmax_t large_log = std::uintmax_t{32} << 20U;

/// How many rows of it are held at a time: some 300 MB.
constexpr std::size_t rows_at_once = 3'000'000;

/// Bulk reading knows none of these: text at hand, text that is no UTF-8, a promise about the order
/// of the rows.
inline bool suits_bulk(source const& from, setting const& with) {
    return !with.kept && from.rows == nullptr && !from.log.text &&
           can_be_read_again(from.log.name) && from.encoding == text_encoding::utf8 && !from.sorted;
}

/// Whether two keys of a log differ only in width, which somebody must be told.
inline bool has_key_twins(caseload_log const& log) {
    using qixian::detail::key_twins;
    bool wide = false;
    for (std::size_t i = 0; i < log.size(); ++i) {
        wide = wide || key_twins::is_wide(log.application(i)) || key_twins::is_wide(log.agency(i));
    }
    key_twins seen;
    for (std::size_t i = 0; wide && i < log.size(); ++i) {
        if (seen.note(log.agency(i), log.application(i))) {
            return true;
        }
    }
    return false;
}

inline caseload_options bulk_options(source const& from, listener const& to, std::uint64_t size) {
    caseload_options how{.text = reading_of(from), .rows_at_once = rows_at_once};
    if (to.bytes) {
        how.progress = [&to, size](std::uint64_t bytes) { to.bytes(bytes, size); };
    }
    return how;
}

/// Assesses a large log piece by piece. False, and nothing done, where it is not large or where
/// something must be told that only reading all of it in order can tell.
inline bool assess_in_pieces(source const& from, setting const& with, listener const& to,
                             assessor& work) {
    std::error_code unknown;
    auto const size = std::filesystem::file_size(from.log.name, unknown);
    if (unknown || size <= large_log || !suits_bulk(from, with)) {
        return false;
    }
    auto const log =
        caseload_log::read(from.log.name, with.as_of, with.calendar, bulk_options(from, to, size));
    if (!log || has_key_twins(*log)) {
        return false;
    }
    work.twins.reset();
    auto const is_asked_for = [&](std::size_t i) {
        return with.agency.empty() || log->agency(i) == with.agency;
    };
    bool begun = false;
    bool const same =
        log->for_each_application(is_asked_for, [&](std::size_t, application_rows&& app) {
            begun = true;
            work.take(app);
        });
    if (!same && !begun) {
        return false;
    }
    work.out.agencies = log->agencies();
    work.expect_agency();
    if (!same) {
        work.fail({.what = code::cannot_open, .detail = "it changed while it was being read"});
    }
    return true;
}

/// Looks among applications that are all at hand.
inline assessor::finder finder_in(std::vector<application_rows> const& all) {
    auto const index =
        std::make_shared<std::map<std::pair<std::string_view, std::string_view>, std::size_t>>();
    return [&all, index](std::string_view agency,
                         std::string_view application) -> std::vector<entry> const* {
        if (index->empty()) {
            for (std::size_t i = 0; i < all.size(); ++i) {
                index->emplace(std::pair<std::string_view, std::string_view>(all[i].agency,
                                                                             all[i].application),
                               i);
            }
        }
        auto const at = index->find({agency, application});
        return at == index->end() ? nullptr : &all[at->second].rows;
    };
}

inline assessor::finder finder_in(setting const& with) {
    auto const held = std::make_shared<std::vector<entry>>();
    return [&with, held](std::string_view agency,
                         std::string_view application) -> std::vector<entry> const* {
        auto found = with.kept->find(agency, application, with.recorded_by);
        if (!found || all_withdrawn(found->rows)) {
            return nullptr;
        }
        *held = std::move(found->rows);
        return held.get();
    };
}

inline reading assess_store(setting const& with, assessor& work) {
    work.find_parent = finder_in(with);
    read_filter const which{.agency = with.agency.empty() ? std::optional<std::string>{}
                                                          : std::optional{with.agency},
                            .recorded_by = with.recorded_by};
    with.kept->each_application(which, [&](kept_application const& app) { work.take(app); });
    for (auto const& name : with.kept->agencies()) {
        if (!name.empty()) {
            work.out.agencies.push_back(name);
        }
    }
    for (auto const& closed : with.kept->closed_years(which.agency)) {
        if (!with.recorded_by || closed.recorded <= *with.recorded_by) {
            work.out.agency_rows.push_back({.agency = closed.agency,
                                            .on = last_day_of(closed.year),
                                            .what = event::year_closed,
                                            .recorded = closed.recorded,
                                            .line = static_cast<std::size_t>(closed.position)});
        }
    }
    return work.done();
}

}  // namespace detail

QIXIAN_DECL reading each_application(source const& from, setting const& with,
                                     on_assessed const& use, listener const& to) {
    detail::assessor work(from, with, use, to);
    if (with.kept) {
        return detail::assess_store(with, work);
    }
    if (from.rows != nullptr) {
        work.find_parent = detail::finder_in(*from.rows);
        for (auto const& app : *from.rows) {
            work.take(app);
        }
        if (!with.agency.empty()) {
            std::set<std::string> named;
            for (auto const& app : *from.rows) {
                named.insert(app.agency);
            }
            named.erase("");
            work.out.agencies.assign(named.begin(), named.end());
        }
        work.expect_agency();
        return work.done();
    }
    if (detail::suits_bulk(from, with) && detail::assess_in_pieces(from, with, to, work)) {
        return work.done();
    }
    auto opened = detail::open_log(from, detail::reading_of(from));
    if (!opened) {
        work.fail(opened.error());
        return work.done();
    }
    auto reader = std::move(opened).value();
    // Every fault is told; where they leave no answer, nothing is handed out after the first.
    constexpr auto then = after_fault::keep_going;
    if (from.sorted) {
        log_visitor visitor;
        visitor.application = [&](application_rows&& app) { work.take(app); };
        visitor.agency_row = [&](entry&& e, std::vector<fault> const& warnings) {
            work.out.agency_rows.push_back(std::move(e));
            work.out.cell_warnings.insert(work.out.cell_warnings.end(), warnings.begin(),
                                          warnings.end());
        };
        visitor.fault = [&](fault const& why) { work.fail(why); };
        auto totals = for_each_application(reader, visitor, then);
        work.out.agencies = std::move(totals.agencies);
        work.lose(totals.lost);
        work.expect_agency();
        return work.done();
    }
    auto log = read_all(reader, then);
    for (auto& why : log.faults) {
        work.fail(why);
    }
    work.out.agencies = log.agencies;
    work.out.agency_rows = std::move(log.agency_rows);
    work.out.cell_warnings = std::move(log.warnings);
    work.find_parent = detail::finder_in(log.applications);
    for (auto const& app : log.applications) {
        work.take(app);
    }
    work.lose(log.lost);
    work.expect_agency();
    return work.done();
}

QIXIAN_DECL reading one_application(source const& from, std::string_view name, setting const& with,
                                    on_assessed const& use, listener const& to) {
    if (!with.kept) {
        return each_application(
            from, with,
            [&](assessment const& a, std::vector<entry> const& rows) {
                if (a.application == name) {
                    use(a, rows);
                }
            },
            to);
    }
    detail::assessor work(from, with, use, to);
    for (auto const& agency : with.kept->agencies()) {
        if (!with.agency.empty() && agency != with.agency) {
            continue;
        }
        if (auto const app = with.kept->find(agency, name, with.recorded_by)) {
            work.take(*app);
        }
    }
    return work.done();
}

QIXIAN_DECL bool each_account_in_bulk(source const& from, setting const& with,
                                      std::function<void(told_account&&)> const& use,
                                      listener const& to) {
    if (!detail::suits_bulk(from, with) || with.chosen != policies{}) {
        return false;
    }
    std::error_code unknown;
    auto const size = std::filesystem::file_size(from.log.name, unknown);
    auto const log = caseload_log::read(from.log.name, with.as_of, with.calendar,
                                        detail::bulk_options(from, to, unknown ? 0 : size));
    auto const is_known = [&](std::string const& agency) {
        auto const& all = log->agencies();
        return std::find(all.begin(), all.end(), agency) != all.end();
    };
    return log && (with.agency.empty() || is_known(with.agency)) && !log->has_parts() &&
           !detail::has_key_twins(*log) &&
           for_each_account(*log, with.as_of, with.question(), [&](told_account&& a) {
               if (with.agency.empty() || a.counted.agency == with.agency) {
                   use(std::move(a));
               }
           });
}

}  // namespace qixian::inline v0::answer
