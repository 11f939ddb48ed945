// `qixian simulate --runs --cases --work --xes --ocel --export-log`: what other tools read on with.
#include "simulate/data.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/texts.hpp"
#include "qixian/row/event_log.hpp"
#include "qixian/row/ocel.hpp"
#include "qixian/row/xes.hpp"
#include "qixian/simulation/data_file.hpp"

namespace qixian::cli {

/// What `data_files` is made of.
namespace tool_files {

/// A file or standard output, written piece by piece.
class data_output {
public:
    data_output(std::string const& path, options const& given) {
        if (path != "-") {
            file_.emplace(path, given);
        }
    }

    /// What is to be written next is added here.
    std::string text{};

    void pass_on(std::size_t from = std::size_t{1} << 20U) {
        if (text.size() < from) {
            return;
        }
        if (file_) {
            file_->write(text);
        } else {
            put_document(text);
        }
        text.clear();
    }

    void finish() {
        pass_on(0);
        if (file_) {
            file_->finish();
        }
    }

private:
    std::optional<out_file> file_{};
};

inline data_form data_form_of(std::string_view path) {
    return path.ends_with(".ndjson") ? data_form::ndjson : data_form::csv;
}

/// Lines of a log of simulated rows. What was worked on an application since its last row stands in
/// columns of its own, several stretches with a semicolon between them.
class log_lines {
public:
    /// `names_days`: with the columns of rows that say a unit or a last day.
    log_lines(bool agencies, bool names_days) : agencies_(agencies), names_days_(names_days) {}

    void head(std::string& to) const {
        to += agencies_ ? "agency," : "";
        to += "application,on,event,applicant,channel,days,";
        to += names_days_ ? "unit,until," : "";
        to += "ref,re,kind,outcome,result,amount,x_team,x_person,x_began,x_ended,x_hours\n";
    }

    void note(work_record const& w) {
        if (w.end != work_end::unfinished) {
            auto& all = since_last_row_[key_of(w.agency, w.application)];
            all.push_back(w);
        }
    }

    void row(std::string& to, entry const& e) {
        if (agencies_) {
            to += e.agency;
            to += ',';
        }
        std::string const days = e.days ? std::to_string(*e.days) : "";
        auto const period =
            names_days_ ? fmt::format("{},{},{}", days, e.days_unit ? code_of(*e.days_unit) : "",
                                      e.until ? to_text(*e.until) : "")
                        : days;
        fmt::format_to(std::back_inserter(to), "{},{},{},{},{},{},{},{},{},{},{},{}", e.application,
                       to_text(e.on), code_of(e.what), e.applicant ? info(*e.applicant).code : "",
                       e.channel ? code_of(*e.channel) : "", period, e.ref, e.re,
                       e.kind ? code_of(*e.kind) : "", e.outcome ? info(*e.outcome).code : "",
                       e.result ? code_of(*e.result) : "",
                       e.amount_fen ? std::to_string(*e.amount_fen / 100) : "");
        std::vector<work_record> worked;
        if (auto const found = since_last_row_.find(key_of(e.agency, e.application));
            found != since_last_row_.end()) {
            worked = std::move(found->second);
            since_last_row_.erase(found);
        }
        auto const column = [&](auto const& text_of) {
            std::string all;
            for (char const* between = ""; auto const& w : worked) {
                all += std::exchange(between, ";");
                all += text_of(w);
            }
            to += ',' + to_csv_cell(all);
        };
        column([](work_record const& w) { return w.team; });
        column([](work_record const& w) { return std::to_string(w.person); });
        column([](work_record const& w) { return to_text(w.began); });
        column([](work_record const& w) { return to_text(w.ended.value_or(w.began)); });
        column([](work_record const& w) { return fmt::format("{:.4f}", w.hours); });
        to += '\n';
    }

private:
    static std::string key_of(std::string const& agency, std::string const& application) {
        return agency + '/' + application;
    }

    bool agencies_;
    bool names_days_;
    std::unordered_map<std::string, std::vector<work_record>> since_last_row_{};
};

/// Whether rows say a unit or a last day: of a delay (R35-3), of a review that is extended (R60-10).
inline bool names_days(office_model const& m) {
    return (m.reasons.share > 0 && m.reasons.delayed_share > 0) ||
           (m.review.share > 0 && m.review.extended_share > 0);
}

/// Rows and work by application, in the order of their first rows.
class gathered_log {
public:
    struct one {
        std::vector<entry> rows{};
        std::vector<work_record> work{};
    };

    void take(entry const& e) { at(e.application).rows.push_back(e); }
    void take(work_record const& w) { at(w.application).work.push_back(w); }
    [[nodiscard]] std::vector<one> const& all() const { return all_; }

private:
    one& at(std::string const& application) {
        auto const [found, fresh] = places_.try_emplace(application, all_.size());
        if (fresh) {
            all_.emplace_back();
        }
        return all_[found->second];
    }

    std::unordered_map<std::string, std::size_t> places_{};
    std::vector<one> all_{};
};

}  // namespace tool_files

bool data_wish::on_stdout() const {
    auto const files = {&runs, &cases, &work, &xes, &ocel, &export_log};
    return std::any_of(files.begin(), files.end(), [](auto const* each) { return *each == "-"; });
}

bool data_wish::tells() const {
    auto const files = {&cases, &work, &xes, &ocel, &export_log};
    return std::any_of(files.begin(), files.end(), [](auto const* each) { return !each->empty(); });
}

std::vector<CLI::Option*> add_data_options(CLI::App& command, data_wish& into,
                                           std::uint32_t most_runs, options& given) {
    std::vector<CLI::Option*> out;
    auto const file = [&](char const* name, std::string& to, char const* about) {
        out.push_back(command.add_option(name, to, about));
    };
    file("--runs", into.runs,
         "the figures of each replication, a line a year: CSV, or NDJSON by the name");
    file("--cases", into.cases, "each application of a replication, a line each");
    file("--work", into.work, "who worked on which application, from when to when");
    add_number(command, "--told", into.told, "of how many replications --cases and --work tell",
               std::uint32_t{1}, most_runs, given);
    file("--xes", into.xes, "the first replication of the first scenario, with its work, as XES");
    file("--ocel", into.ocel, "the same as OCEL 2.0 (JSON)");
    file("--export-log", into.export_log,
         "the first replication of the first scenario as an event log");
    return out;
}

void expect_one_document(data_wish const& wish, std::vector<std::string_view> others,
                         options const& given) {
    std::vector<std::string_view> here;
    std::pair<std::string_view, std::string const&> const files[] = {
        {"--runs -", wish.runs}, {"--cases -", wish.cases}, {"--work -", wish.work},
        {"--xes -", wish.xes},   {"--ocel -", wish.ocel},
    };
    for (auto const& [name, path] : files) {
        if (path == "-") {
            here.push_back(name);
        }
    }
    if (here.empty()) {
        return;
    }
    if (wish.export_log == "-") {
        here.emplace_back("--export-log -");
    }
    here.insert(here.end(), others.begin(), others.end());
    if (here.size() > 1) {
        throw stop{exit_code::usage, fmt::format(fmt::runtime(say(given.lang, text::one_document)),
                                                 fmt::join(here, ", "))};
    }
}

struct data_files::state {
    data_wish const& wish;
    formulas as;
    std::optional<tool_files::data_output> runs{};
    std::optional<tool_files::data_output> cases{};
    std::optional<tool_files::data_output> work{};
    std::optional<tool_files::data_output> xes{};
    std::optional<tool_files::data_output> ocel{};
    std::optional<tool_files::data_output> log{};

    state(data_wish const& what, formulas guarded, options const& given) : wish(what), as(guarded) {
        std::pair<std::optional<tool_files::data_output>&, std::string const&> const files[] = {
            {runs, wish.runs}, {cases, wish.cases}, {work, wish.work},
            {xes, wish.xes},   {ocel, wish.ocel},   {log, wish.export_log},
        };
        for (auto const& [file, path] : files) {
            if (!path.empty()) {
                file.emplace(path, given);
            }
        }
    }

    /// Lines of applications and work, of so many replications of each scenario.
    void tell_lines(std::span<scenario const> scenarios, std::span<office const> offices,
                    std::uint64_t seed) {
        if (!cases && !work) {
            return;
        }
        data_writer const case_lines(tool_files::data_form_of(wish.cases), case_columns(), as);
        data_writer const work_lines(tool_files::data_form_of(wish.work), work_columns(), as);
        if (cases) {
            cases->text += case_lines.head();
        }
        if (work) {
            work->text += work_lines.head();
        }
        for (std::size_t s = 0; s < scenarios.size(); ++s) {
            for (std::uint32_t r = 0; r < wish.told; ++r) {
                data_key const key{scenarios[s].name, r};
                for (int agency = 0; agency < offices[s].model().agencies; ++agency) {
                    case_book book(offices[s]);
                    run_listener to;
                    if (cases) {
                        to.rows = [&](entry const& e) { book.take(e); };
                    }
                    to.work = [&](work_record const& w) {
                        if (cases) {
                            book.take(w);
                        }
                        if (work) {
                            append_work(work->text, work_lines, key, w);
                            work->pass_on();
                        }
                    };
                    offices[s].run_and_tell({.seed = seed,
                                             .agency = static_cast<std::uint32_t>(agency),
                                             .replication = r},
                                            to);
                    if (cases) {
                        for (auto const& each : book.cases()) {
                            append_case(cases->text, case_lines, key, each);
                            cases->pass_on();
                        }
                    }
                }
            }
        }
        finish(cases);
        finish(work);
    }

    /// The first replication of an office as event logs.
    void tell_logs(office const& of, std::string const& name, std::uint64_t seed) {
        if (!xes && !ocel && !log) {
            return;
        }
        auto const agencies = of.model().agencies;
        xes_writer const traces(name);
        ocel_writer objects(name);
        tool_files::log_lines lines(agencies > 1, tool_files::names_days(of.model()));
        if (xes) {
            xes->text += traces.head();
        }
        if (ocel) {
            ocel->text += objects.head();
        }
        if (log) {
            lines.head(log->text);
        }
        for (int agency = 0; agency < agencies; ++agency) {
            tool_files::gathered_log gathered;
            run_listener to{.moments = xes || ocel};
            to.rows = [&](entry const& e) {
                if (xes || ocel) {
                    gathered.take(e);
                }
                if (log) {
                    lines.row(log->text, e);
                    log->pass_on();
                }
            };
            to.work = [&](work_record const& w) {
                if (xes || ocel) {
                    gathered.take(w);
                }
                if (log) {
                    lines.note(w);
                }
            };
            of.run_and_tell({.seed = seed, .agency = static_cast<std::uint32_t>(agency)}, to);
            for (auto const& each : gathered.all()) {
                if (xes) {
                    traces.append(xes->text, each.rows, each.work);
                    xes->pass_on();
                }
                if (ocel) {
                    objects.append(ocel->text, each.rows, each.work);
                    ocel->pass_on();
                }
            }
        }
        if (xes) {
            xes->text += traces.tail();
        }
        if (ocel) {
            ocel->text += objects.tail();
        }
        finish(xes);
        finish(ocel);
        finish(log);
    }

    static void finish(std::optional<tool_files::data_output>& file) {
        if (file) {
            file->finish();
            file.reset();
        }
    }
};

data_files::data_files(data_wish const& wish, formulas as, options const& given)
    : state_(std::make_unique<state>(wish, as, given)) {}
data_files::~data_files() = default;

void data_files::tell(std::span<scenario const> scenarios, std::span<office const> offices,
                      std::uint64_t seed) {
    auto const& model = offices.front().model();
    state_->tell_logs(offices.front(), model.name.empty() ? scenarios.front().name : model.name,
                      seed);
    state_->tell_lines(scenarios, offices, seed);
}

void data_files::tell_runs(std::span<scenario const> scenarios, std::span<office const> offices,
                           replication_set const& done) {
    if (!state_->runs) {
        return;
    }
    data_writer const lines(tool_files::data_form_of(state_->wish.runs), run_columns(offices),
                            state_->as);
    state_->runs->text += lines.head();
    append_runs(state_->runs->text, lines, scenarios, offices, done);
    state::finish(state_->runs);
}

}  // namespace qixian::cli
