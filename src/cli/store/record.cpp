// `qixian record` and `qixian withdraw-entry`: one entry in, and one taken back in the open.
#include <algorithm>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/wording.hpp"
#include "qixian/answer/lists.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/event_log.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

/// Whose row it is, in the order in which one says it.
constexpr auto leading_cells =
    std::to_array<cell>({cell::application, cell::event, cell::on, cell::agency});

struct record_wish {
    std::map<std::string, std::string> cells;
    std::vector<std::string> extra;
    std::optional<std::int64_t> expect;
    bool dry_run = false;
    bool future = false;
    bool amend = false;

    [[nodiscard]] append_options how(author const& by) const {
        return {.expect = expect, .by = by, .future = future, .amend = amend};
    }
};

/// The options as the row of a log, so that a row means the same wherever it comes from.
entry row_of(record_wish const& wish, std::vector<fault>& warnings, options const& given) {
    std::string head;
    std::string row;
    auto const add = [&](std::string const& name, std::string const& value) {
        head += (head.empty() ? "" : ",") + to_csv_cell(name);
        row += (row.empty() ? "" : ",") + (value.empty() ? "\"\"" : to_csv_cell(value));
    };
    for (auto const& [name, value] : wish.cells) {
        auto const which = disclosure_cells.named(name);
        bool const said_empty =
            which && info(*which).group == cell_group::identity && !info(*which).needed.empty();
        if (!value.empty() || said_empty) {
            add(name, value);
        }
    }
    for (auto const& each : wish.extra) {
        auto const at = each.find('=');
        if (at == std::string::npos) {
            throw stop{exit_code::usage, fmt::format("--x {}: NAME=VALUE", visible(each))};
        }
        auto const name = each.substr(0, at);
        add(name.starts_with("x_") ? name : "x_" + name, each.substr(at + 1));
    }
    auto const text = head + "\n" + row + "\n";
    auto reader = event_reader::over(text, "", {.lenient = given.lenient});
    auto got = reader.next();
    if (!got || !*got) {
        auto why = got ? fault{.what = code::missing_value} : got.error();
        // A place in a row that nobody wrote helps nobody; the field is the option.
        why.file.clear();
        why.line = why.column = 0;
        print_fault(why, given);
        throw stop{exit_code::bad_input, ""};
    }
    warnings = reader.warnings();
    auto e = *std::move(got).value();
    e.line = 0;
    return e;
}

/// What the store would say of `e`, in the words of a dry run: the id is the one that was given, and
/// closed years are named for a refused entry too.
prospect tried(store& kept, entry const& e, record_wish const& wish, std::string const& path,
               options const& given) {
    import_batch batch;
    if (auto why = batch.add(e)) {
        stop_with(std::move(*why), path, given);
    }
    auto const got = kept.would(e, wish.how(given.by));
    if (!got) {
        auto why = got.error();
        if (why.what == code::id_conflict) {
            why.detail = e.id;
        } else if (why.what != code::unknown_agency) {
            // Whoever asks of one entry knows the application.
            if (why.detail == e.application) {
                why.detail.clear();
            } else if (why.detail.starts_with(e.application + " (")) {
                why.detail.erase(0, e.application.size() + 2);
                why.detail.pop_back();
            }
        }
        stop_with(std::move(why), "", given);
    }
    auto out = *got;
    out.answer.id = e.id;
    if (out.answer.status == append_status::refused) {
        for (auto const& closed : kept.closed_years(out.answer.agency)) {
            if (closed.year >= year_of(e.on)) {
                out.answer.closed_years.push_back(closed.year);
            }
        }
    }
    return out;
}

void print_closed_years(std::vector<int> const& years, language in) {
    for (auto const year : years) {
        put(in == language::zh
                ? fmt::format("! {}年度报告已经固定，此记录涉及其数字（见 `qixian restate`）\n",
                              year)
                : fmt::format("! the report of {} is frozen, this entry touches its figures (see "
                              "`qixian restate`)\n",
                              year));
    }
}

void print_record(entry const& e, append_answer const& said, answer::aftermath const& after,
                  bool dry_run, language in) {
    auto const what = fmt::format("{} {} {}", e.application, to_text(e.on),
                                  say(in, info(e.what).zh, info(e.what).en));
    switch (said.status) {
    case append_status::refused:
        put(fmt::format("{}{}\n  {}\n", say(in, text::refused), what, ruling_text(said.said, in)));
        if (!said.displaced.empty()) {
            put(fmt::format("  {}{}\n", say(in, text::it_would_undo_the_entry), said.displaced));
        }
        if (auto const advice = advice_text(said, in); !advice.empty()) {
            if (!said.differs.empty()) {
                put(fmt::format("  {}  {}\n", said.same_as, differences_text(said.differs, in)));
            }
            put(fmt::format("  {}\n", advice));
            return;
        }
        put(fmt::format("  {}{}\n", say(in, text::possible_on_that_day),
                        next_text(after.possible, in)));
        if (!after.later.empty()) {
            put(fmt::format("  {}{}\n", say(in, text::possible_later), next_text(after.later, in)));
        }
        return;
    case append_status::clash:
        put(in == language::zh
                ? fmt::format("✘ 版本冲突：{} 现为第{}版；未写入\n", e.application, said.version)
                : fmt::format("✘ version clash: {} is at version {}; nothing was stored\n",
                              e.application, said.version));
        return;
    case append_status::repeated:
        put(in == language::zh ? fmt::format("{}{}（编号 {}）\n", say(in, text::there_already),
                                             what, short_id(said.id))
                               : fmt::format("{}{} (id {})\n", say(in, text::there_already), what,
                                             short_id(said.id)));
        break;
    case append_status::appended:
        put(dry_run ? fmt::format("{}{}\n", say(in, text::would_be_stored_nothing_was), what)
            : in == language::zh ? fmt::format("✔ 已写入：{}（第{}版，编号 {}）\n", what,
                                               said.version, short_id(said.id))
                                 : fmt::format("✔ stored: {} (version {}, id {})\n", what,
                                               said.version, short_id(said.id)));
        break;
    }
    if (!said.amended.empty()) {
        put(fmt::format("  ⊘ {}: {}\n", said.amended, differences_text(said.differs, in)));
    }
    for (auto const& id : said.undone) {
        put(fmt::format("! {}{}\n", say(in, text::cannot_stand_without_it), id));
    }
    if (said.said.what == verdict::irregular) {
        put(fmt::format("! {}{}\n  — {}\n", say(in, text::irregular_3), ruling_text(said.said, in),
                        effect_of(said.said.why, in)));
    }
    print_closed_years(said.closed_years, in);
    if (!after.now) {
        return;
    }
    auto const at = after.now->life.now.at;
    put(fmt::format("  {}{}\n", say(in, text::stage_2), say(in, info(at).zh, info(at).en)));
    if (after.now->late_by && after.now->life.closed_on) {
        auto const* const reply = answer::reply_in_force(*after.now);
        auto const due = reply != nullptr && reply->end ? to_text(reply->end->due) : "";
        put(in == language::zh
                ? fmt::format("! 超期：答复期限于 {} 届满，已超过{}个工作日\n", due,
                              *after.now->late_by)
                : fmt::format(
                      "! late: {} after the due day {}\n",
                      counted(static_cast<std::uint64_t>(*after.now->late_by), "working day"),
                      due));
    }
    for (auto const& d : after.now->duties) {
        if (d.in_force && is_work(*after.now, d)) {
            put(fmt::format(
                "  {}  {}  {}  {}\n", beside(duty_text(d, in), party_text(d.owed_by, in), in),
                due_text(d, in), left_text(d.working_days_left, in), bases_text(d, in)));
        }
    }
}

/// A withdrawal names an entry; the beginning of its id will do.
void whole_id_of_what_is_withdrawn(store& kept, entry& e) {
    if (e.what == event::entry_withdrawn) {
        if (auto const found = kept.find_entry(e.agency, e.re)) {
            e.re = found->id;
        }
    }
}

int record(std::string const& path, record_wish const& wish, options const& given) {
    std::vector<fault> warnings;
    auto e = row_of(wish, warnings, given);
    if (e.what == event::year_closed) {
        throw stop{exit_code::usage, std::string(say(given.lang, text::use_qixian_close_year))};
    }
    append_answer said;
    if (!wish.dry_run) {
        auto kept = open_for_writing(path, given, "写入", "storing");
        whole_id_of_what_is_withdrawn(kept, e);
        auto const got = kept.append(e, wish.how(given.by));
        if (!got) {
            auto why = got.error();
            why.line = 0;
            stop_with(std::move(why), path, given);
        }
        said = *got;
    }
    auto const with = session::about_store(given, path);
    kept_application rows;
    if (wish.dry_run) {
        whole_id_of_what_is_withdrawn(*with.kept, e);
        auto got = tried(*with.kept, e, wish, path, given);
        said = std::move(got.answer);
        rows = std::move(got.after);
    } else {
        rows = with.kept->find(said.agency, e.application)
                   .value_or(kept_application{said.agency, e.application, {}});
    }
    auto const after = answer::aftermath_of(rows, e, said.status == append_status::refused, with);
    if (given.json) {
        put(answer::record_document(e, said, after, wish.dry_run));
    } else {
        print_record(e, said, after, wish.dry_run, given.lang);
    }
    warnings.insert(warnings.end(), said.warnings.begin(), said.warnings.end());
    if (said.status == append_status::appended && said.version == 1) {
        auto const others = answer::twins_in(*with.kept, said.agency, e.application);
        warnings.insert(warnings.end(), others.begin(), others.end());
    }
    for (auto& each : warnings) {
        each.file.clear();
        each.line = each.column = 0;
        print_fault(each, given);
    }
    return said.status == append_status::refused ? exit_code::finding
           : said.status == append_status::clash ? exit_code::busy
                                                 : exit_code::fine;
}

// --- withdraw-entry ---------------------------------------------------------------------------------

int withdraw(std::string const& path, std::string const& begin, std::string const& reason,
             options const& given) {
    auto kept = open_for_writing(path, given, "写入", "storing");
    auto const meant = need(kept.find_entry(given.agency, begin), path, given);
    auto const& id = meant.id;
    auto const done = need(kept.withdraw(meant.agency, id, reason, given.by), path, given);
    auto const& said = done.answer;
    auto const& rows = done.after.rows;
    if (given.json) {
        put(answer::withdraw_document(id, done));
    } else {
        auto const in = given.lang;
        switch (said.status) {
        case append_status::appended:
            put(in == language::zh
                    ? fmt::format("✔ 已撤销记录 {}（{}，第{}版）\n", visible(id),
                                  done.after.application, said.version)
                    : fmt::format("✔ entry {} of {} is withdrawn (version {})\n", visible(id),
                                  done.after.application, said.version));
            break;
        case append_status::repeated:
            put(fmt::format("= {} {}\n", visible(id), say(in, text::was_withdrawn_before)));
            break;
        default: put(fmt::format("✘ {}: {}\n", visible(id), ruling_text(said.said, in))); break;
        }
        for (auto const& each : done.duties) {
            put(fmt::format("  {}\n", move_text(each, in)));
        }
        for (auto const& each : done.now_refused) {
            auto const& e = rows[each.row];
            put(fmt::format("! {}{} {} {}: {}\n", say(in, text::cannot_stand_without_it), e.id,
                            to_text(e.on), say(in, info(e.what).zh, info(e.what).en),
                            ruling_text(each.said, in)));
        }
        print_closed_years(said.closed_years, in);
    }
    return said.status == append_status::refused ? exit_code::finding
           : said.status == append_status::clash ? exit_code::busy
                                                 : exit_code::fine;
}

}  // namespace

void add_store_record(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand("record", "one event, from options");
    auto path = std::make_shared<std::string>();
    auto wish = std::make_shared<record_wish>();
    add_store_argument(*command, path);
    auto const add_cell = [&](cell_row const& of) {
        std::string const name(of.name);
        auto option = "--" + name;
        if (auto const at = name.find('_'); at != std::string::npos) {
            option += ",--" + name.substr(0, at) + "-" + name.substr(at + 1);
        }
        return command->add_option(option, wish->cells[name],
                                   std::string(of.about.substr(0, of.about.find(" / "))));
    };
    for (auto const which : leading_cells) {
        auto const& of = info(which);
        add_cell(of)->required(!of.needed.empty());
    }
    for (auto const& each : all_cells) {
        if (each.group != cell_group::identity) {
            add_cell(each);
        }
    }
    command->add_option("--x", wish->extra, "a column of your own, NAME=VALUE")
        ->allow_extra_args(false);
    add_number(*command, "--expect", wish->expect,
               "the version the application must have: number of its entries", std::int64_t{0},
               std::numeric_limits<std::int64_t>::max(), given);
    command->add_flag("--future", wish->future, "take a day after today");
    command->add_flag("--amend", wish->amend,
                      "if an entry says this otherwise, withdraw it for this one");
    command->add_flag("--dry-run", wish->dry_run, "say what would happen, store nothing");
    add_lenient_option(*command, given);
    add_author_options(*command, given);
    add_patience_option(*command, given);
    add_output_options(*command, given, false);
    command->footer(
        "Exit 0 only when the entry is on disk. What the law does not allow but happened is kept "
        "and\n"
        "said; what is impossible is refused, with what is possible and until when. What an entry "
        "says\n"
        "already is not stored twice: two facts of one day differ by --ref or --id.\n"
        "Examples:\n"
        "  qixian record cases.qixian --application 2021-017 --event received --on 2021-03-01 \\\n"
        "      --applicant natural_person --channel registered_post\n"
        "  qixian record cases.qixian --application 2021-017 --event extended --on 2021-03-20 \\\n"
        "      --days 20 --delivered 2021-03-20 --expect 1\n"
        "Exit: 0 stored, 1 refused, 3 bad data or file, 5 version clash or busy.");
    command->callback([&given, &result, path, wish] { result = record(*path, *wish, given); });

    auto* back =
        program.add_subcommand("withdraw-entry", "marks an entry as wrong by a further entry");
    auto of = std::make_shared<std::string>();
    auto id = std::make_shared<std::string>();
    auto reason = std::make_shared<std::string>();
    add_store_argument(*back, of);
    back->add_option("--id", *id,
                     "of the entry that was wrong, or its beginning (see `qixian show`)")
        ->required();
    back->add_option("--reason", *reason, "why; without personal data")->required();
    back->add_option("--agency", given.agency, "where several agencies have that id");
    add_author_options(*back, given);
    add_patience_option(*back, given);
    add_output_options(*back, given, false);
    back->footer(
        "Nothing is erased: both entries stay, and `--recorded-by` asks what was believed before.\n"
        "Shown are the due days that move, entries that cannot stand without it, closed years it "
        "touches.\n"
        "Example:\n"
        "  qixian withdraw-entry cases.qixian --id e17 --reason 记错申请\n"
        "Exit: 0 withdrawn, 1 refused, 3 no such entry, 5 busy.");
    back->callback(
        [&given, &result, of, id, reason] { result = withdraw(*of, *id, *reason, given); });
}

}  // namespace qixian::cli
