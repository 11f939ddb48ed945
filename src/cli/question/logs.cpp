// Applications handed to a command one after the other: in order, sorted, in bulk or from a store.
#include "question/logs.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "qixian/statute/cn_disclosure/cells.hpp"

namespace qixian::cli {

namespace {

/// Assesses applications one at a time and keeps what went wrong.
class assessor {
public:
    assessor(std::string const& path, session const& with, on_assessed const& use)
        : path_(path), with_(with), use_(use),
          shown_(std::string(say(with.given.lang, "已处理申请", "applications"))) {}

    void fail(fault why) {
        if (why.file.empty()) {
            why.file = path_;
        }
        print_fault(why, with_.given);
        out.faults.push_back(std::move(why));
    }

    void take(application_rows const& app) {
        if (out.stopped(with_.given)) {
            return;
        }
        auto const& given = with_.given;
        out.cell_warnings.insert(out.cell_warnings.end(), app.warnings.begin(), app.warnings.end());
        if (!given.agency.empty() && app.agency != given.agency) {
            return;
        }
        if (app.incomplete) {
            return;  // a row of it had a fault, which is printed: an answer would be a guess
        }
        auto const by = [&](entry const& e) { return e.on <= with_.as_of; };
        if (std::none_of(app.rows.begin(), app.rows.end(), by)) {
            ++out.not_yet;
            return;
        }
        auto got = assess(app.rows, with_.as_of, rules_of(app.rows, with_).question());
        if (!got) {
            auto why = got.error();
            if (why.line == 0) {
                why.line = app.rows.front().line;
            }
            why.detail =
                why.detail.empty() ? app.application : app.application + " (" + why.detail + ")";
            fail(std::move(why));
            return;
        }
        auto assessed = std::move(got).value();
        for (auto const& w : app.warnings) {
            auto const at = std::find_if(app.rows.begin(), app.rows.end(),
                                         [&](entry const& e) { return e.line == w.line; });
            if (at != app.rows.end() && at->on <= with_.as_of) {
                assessed.warnings.push_back({.what = w.what,
                                             .row = static_cast<row_number>(at - app.rows.begin()),
                                             .has_row = true,
                                             .detail = w.field});
            }
        }
        if (auto const lights = with_.lights_of(app.agency)) {
            for (auto& d : assessed.duties) {
                if (d.light != light::none && d.light != light::overdue) {
                    d.light = light_for(*d.working_days_left, *lights);
                }
            }
        }
        shown_.at(++out.applications);
        use_(assessed, app.rows);
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
                                         .file = path_,
                                         .line = e.line,
                                         .field = std::string(info(c).name)});
            }
        }
        take(same);
    }

    log_answer out;

private:
    std::string const& path_;
    session const& with_;
    on_assessed const& use_;
    progress shown_;
};

/// A log above this size is read again and again rather than held: its rows, as entries, would take
/// ten times as much.
constexpr std::uintmax_t large_log = std::uintmax_t{32} << 20U;

/// How many rows of it are held at a time: some 300 MB.
constexpr std::size_t rows_at_once = 3'000'000;

/// Bulk reading knows none of these: text that is no UTF-8, a promise about the order of the rows.
bool suits_bulk(std::string const& path, session const& with) {
    return !with.kept && path != "-" && with.given.encoding != "gb18030" && !with.given.sorted;
}

/// Assesses a large log piece by piece. False, and nothing done, where it is not large or where
/// something must be told that only reading all of it in order can tell.
bool assess_in_pieces(std::string const& path, session const& with, assessor& work) {
    std::error_code unknown;
    auto const size = std::filesystem::file_size(path, unknown);
    if (unknown || size <= large_log || !suits_bulk(path, with)) {
        return false;
    }
    std::optional<progress> shown(std::in_place,
                                  std::string(say(with.given.lang, "已读取字节", "bytes read")));
    auto const log = caseload_log::read(path, with.as_of, with.calendar,
                                        {.progress =
                                             [&](std::uint64_t bytes) {
                                                 if (shown) {
                                                     shown->at(bytes, size);
                                                 }
                                             },
                                         .rows_at_once = rows_at_once});
    shown.reset();  // from here on applications are counted
    if (!log) {
        return false;
    }
    auto const& agency = with.given.agency;
    auto const is_asked_for = [&](std::size_t i) {
        return agency.empty() || log->agency(i) == agency;
    };
    auto const wanted = [&](std::size_t i) {
        return !work.out.stopped(with.given) && is_asked_for(i) && !log->lives()[i].absent();
    };
    bool begun = false;
    bool const same = log->for_each_application(wanted, [&](std::size_t, application_rows&& app) {
        begun = true;
        work.take(app);
    });
    if (!same && !begun) {
        return false;
    }
    work.out.agencies = log->agencies();
    for (std::size_t i = 0; i < log->size(); ++i) {
        work.out.not_yet += log->lives()[i].absent() && is_asked_for(i) ? 1U : 0U;
    }
    if (!same) {
        work.fail({.what = code::cannot_open, .detail = "it changed while it was being read"});
    }
    return true;
}

read_filter filter_of(session const& with) {
    return {.agency = with.given.agency.empty() ? std::optional<std::string>{}
                                                : std::optional{with.given.agency},
            .recorded_by = with.recorded_by};
}

log_answer assess_store(session const& with, assessor& work) {
    auto const which = filter_of(with);
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
    return std::move(work.out);
}

}  // namespace

ground_rules rules_of(std::vector<entry> const& rows, session const& with) {
    auto const first = std::min_element(rows.begin(), rows.end(),
                                        [](entry const& a, entry const& b) { return a.on < b.on; });
    return with.rules_for(first->agency, first->on);
}

log_answer assess_log(std::string const& path, session const& with, on_assessed const& use) {
    auto const& given = with.given;
    assessor work(path, with, use);
    if (with.kept) {
        return assess_store(with, work);
    }
    if (assess_in_pieces(path, with, work)) {
        return std::move(work.out);
    }
    log_options how;
    how.text.from = given.encoding == "gb18030" ? text_encoding::gb18030 : text_encoding::utf8;
    auto opened = event_reader::open(path, how);
    if (!opened) {
        work.fail(opened.error());
        return std::move(work.out);
    }
    auto reader = std::move(opened).value();
    auto const then = given.keep_going ? after_fault::keep_going : after_fault::stop;
    if (given.sorted) {
        log_visitor visitor;
        visitor.application = [&](application_rows&& app) { work.take(app); };
        visitor.agency_row = [&](entry&& e, std::vector<fault> const& warnings) {
            work.out.agency_rows.push_back(std::move(e));
            work.out.cell_warnings.insert(work.out.cell_warnings.end(), warnings.begin(),
                                          warnings.end());
        };
        visitor.fault = [&](fault const& why) { work.fail(why); };
        work.out.agencies = for_each_application(reader, visitor, then).agencies;
        return std::move(work.out);
    }
    auto log = read_all(reader, then);
    for (auto& why : log.faults) {
        work.fail(why);
    }
    work.out.agencies = log.agencies;
    work.out.agency_rows = std::move(log.agency_rows);
    for (auto const& app : log.applications) {
        work.take(app);
    }
    return std::move(work.out);
}

bool read_accounts_in_bulk(std::string const& path, session const& with,
                           std::function<void(told_account&&)> const& use) {
    if (!suits_bulk(path, with) || with.chosen != policies{}) {
        return false;
    }
    progress shown(std::string(say(with.given.lang, "已读取字节", "bytes read")));
    std::error_code unknown;
    auto const size = std::filesystem::file_size(path, unknown);
    auto const log = caseload_log::read(
        path, with.as_of, with.calendar,
        {.progress = [&](std::uint64_t bytes) { shown.at(bytes, unknown ? 0 : size); },
         .rows_at_once = rows_at_once});
    auto const& agency = with.given.agency;
    return log && for_each_account(*log, with.as_of, with.question(), [&](told_account&& a) {
               if (agency.empty() || a.counted.agency == agency) {
                   use(std::move(a));
               }
           });
}

log_answer assess_application(std::string const& path, std::string const& name, session const& with,
                              on_assessed const& use) {
    if (!with.kept) {
        return assess_log(path, with, [&](assessment const& a, std::vector<entry> const& rows) {
            if (a.application == name) {
                use(a, rows);
            }
        });
    }
    assessor work(path, with, use);
    for (auto const& agency : with.kept->agencies()) {
        if (!with.given.agency.empty() && agency != with.given.agency) {
            continue;
        }
        if (auto const app = with.kept->find(agency, name, with.recorded_by)) {
            work.take(*app);
        }
    }
    return std::move(work.out);
}

}  // namespace qixian::cli
