// The steps of a store's life, each with what must be found if it was acknowledged.
#include "store_life.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "qixian/calendar/editions.hpp"

namespace qixian::testing {

namespace {

char const* const agency = "省自然资源厅";

void must(bool held, std::string const& what) {
    if (!held) {
        throw std::logic_error(what);
    }
}

// Notices up to 2019: made once, since every opening needs them.
std::shared_ptr<editions const> sources() {
    static auto const made = std::make_shared<editions const>(china::editions().without_year(2020));
    return made;
}

entry named(entry e, std::string id) {
    e.id = std::move(id);
    return e;
}

answer_again append(life& of, entry const& e) {
    auto const said = of.kept().append(e, {.future = true});
    must(bool(said), "append: a fault");
    must(said->status == append_status::appended || said->status == append_status::repeated,
         "append: not stored");
    return answer_again::acknowledged;
}

answer_again stored(result<import_answer> const& said) {
    must(said && said->stored, "a batch was not stored");
    must(said->added + said->repeated == said->rows, "a batch was stored in part");
    return answer_again::acknowledged;
}

answer_again exists_already(store_error const& wrong) {
    if (wrong.why() != code::store_exists) {
        throw wrong;
    }
    return answer_again::there_already;
}

std::vector<entry> two_new_applications() {
    return {named(received("QH-2", 20200103), "e-2"), named(received("QH-3", 20200104), "e-3"),
            named(happened("QH-3", 20200106, event::disclosed), "e-4")};
}

import_batch a_log_of_others() {
    import_batch batch;
    for (int n = 1; n <= 8; ++n) {
        auto const name = "LOG-" + std::to_string(n);
        must(!batch.add(named(received(name, 20200106 + n), name + "-a")), "import: a fault");
        must(!batch.add(named(happened(name, 20200115, event::disclosed), name + "-b")),
             "import: a fault");
    }
    return batch;
}

}  // namespace

life::life(simulated::disk& disk, std::string careless_sql) : on(disk) {
    options.clock = [at = now] { return *at; };
    options.sources = sources();
    options.database = sqlite_database({.vfs = on.vfs(), .careless_sql = std::move(careless_sql)});
    today(20200102);
}

void life::today(int yyyymmdd) const { *now = at_noon(yyyymmdd).clock(); }

store& life::kept() {
    if (!open) {
        open = store::open(cases_file, options);
    }
    return *open;
}

notice const& notice_of_2020() {
    static notice const found = [] {
        for (auto const& each : china::editions().notices()) {
            if (each.id == "CN-2020") {
                return each;
            }
        }
        throw std::logic_error("the notice of 2020 is gone");
    }();
    return found;
}

void put_old_store(simulated::disk& on) {
    static std::string const bytes = [] {
        std::ifstream in(QIXIAN_TEST_DATA "/stores/schema-1.qixian", std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }();
    must(!bytes.empty(), "no store of schema 1");
    on.put(old_file, bytes);
}

std::vector<life_step> const& steps_of_a_life() {
    using enum answer_again;
    static std::vector<life_step> const all{
        {"create",
         [](life& of) {
             of.today(20200102);
             try {
                 of.open = store::create(cases_file, {.agencies = {agency}}, of.options);
             } catch (store_error const& wrong) {
                 return exists_already(wrong);
             }
             return acknowledged;
         }},
        {"migrate",
         [](life& of) {
             of.today(20210121);  // its entries are of the day before
             auto const old = store::open(old_file, of.options);
             must(old.about().schema > 1, "an old store was left as it was");
             of.today(20200102);
             return acknowledged;
         }},
        {"append", [](life& of) { return append(of, named(received("QH-1", 20200102), "e-1")); }},
        {"batch",
         [](life& of) {
             of.today(20200106);
             auto const rows = two_new_applications();
             return stored(of.kept().append(rows));
         }},
        {"extension",
         [](life& of) {
             of.open.reset();  // the next day begins with a program that starts
             of.today(20200116);
             return append(of, named(happened("QH-1", 20200116, event::extended, 20), "e-5"));
         }},
        {"import", [](life& of) { return stored(of.kept().import(a_log_of_others())); }},
        {"setting",
         [](life& of) {
             for (auto const& row : of.kept().setting_history()) {
                 if (row.name == "policy.nonworking_receipt") {
                     return there_already;
                 }
             }
             must(!of.kept().change_setting({.agency = {},
                                             .from = day(20200101),
                                             .name = "policy.nonworking_receipt",
                                             .value = "next_working_day"}),
                  "change_setting: a fault");
             return acknowledged;
         }},
        {"withdraw",
         [](life& of) {
             of.today(20200203);
             auto const there = of.kept().find(agency, "QH-1");
             must(there.has_value(), "QH-1 is gone");
             for (auto const& row : there->rows) {
                 if (row.re == "e-5") {
                     return there_already;
                 }
             }
             must(bool(of.kept().withdraw(agency, "e-5", "记错申请")), "withdraw: a fault");
             return acknowledged;
         }},
        {"anchor",
         [](life& of) {
             must(bool(of.kept().make_anchor()), "anchor: a fault");
             return acknowledged;
         }},
        {"close",
         [](life& of) {
             of.today(20210120);
             auto const said = of.kept().close_year(agency, 2020);
             must(said || said.error().what == code::year_closed_before, "close_year: a fault");
             return said ? acknowledged : there_already;
         }},
        {"backup",
         [](life& of) {
             try {
                 must(!of.kept().back_up(backup_file), "back_up: a fault");
             } catch (store_error const& wrong) {
                 return exists_already(wrong);
             }
             return acknowledged;
         }},
        {"late",
         [](life& of) {
             return append(of, named(happened("QH-2", 20201230, event::disclosed), "e-6"));
         }},
        {"rebuild",
         [](life& of) {
             must(!of.kept().rebuild(), "rebuild: a fault");
             return acknowledged;
         }},
        {"again",
         [](life& of) {
             of.open.reset();
             return append(of, named(received("QH-1", 20200102), "e-1"));
         }},
        {"restore",
         [](life& of) {
             must(bool(store::restore(backup_file, copy_file, false, of.options)),
                  "restore: a fault");
             return acknowledged;
         }},
        {"replace",
         [](life& of) {
             of.open.reset();
             must(bool(store::restore(backup_file, cases_file, true, of.options)),
                  "restore: a fault");
             return acknowledged;
         }},
        {"last", [](life& of) { return append(of, named(received("QH-9", 20210121), "e-9")); }},
        {"notice",
         [](life& of) {
             of.today(20210122);
             auto const said = of.kept().apply_notice(notice_of_2020(), day(20210122));
             must(bool(said), "apply_notice: a fault");
             return said->known_before ? there_already : acknowledged;
         }},
    };
    return all;
}

std::string print_of(store& kept) {
    auto const found = kept.verify();
    if (!found.clean()) {
        return "damaged: " + std::string(code_of(found.found[0].what)) + " " +
               found.found[0].detail;
    }
    std::string print = std::to_string(found.events) + " entries, " +
                        std::to_string(found.checkpoints) + " checkpoints, " +
                        std::to_string(kept.setting_history().size()) + " settings, " +
                        std::to_string(kept.sources().notices().size()) + " notices, closed";
    for (auto const& each : kept.closed_years({})) {
        print += " " + std::to_string(each.year) + "@" + std::to_string(each.position);
    }
    print += ":";
    kept.feed({}, 0, [&](feed_item const& item) {
        print += " " + item.hash.substr(0, 8);
        return true;
    });
    return print;
}

std::string finder::open_and_print(simulated::disk_state const& at, std::string const& path) {
    disk_.load(at);
    life somebody(disk_);
    somebody.today(20210121);
    ++verified_;
    try {
        auto kept = store::open(path, somebody.options);
        auto const print = print_of(kept);
        // Found whole it must also go on.
        if (kept.append(received("QH-100", 20210121), {.future = true}) && kept.verify().clean()) {
            return print;
        }
        return "not usable: " + print;
    } catch (store_error const& wrong) {
        return std::string("error: ") + wrong.what();
    } catch (std::exception const& wrong) {
        return std::string("not a store_error: ") + wrong.what();
    }
}

std::string finder::look(simulated::disk_state const& at, std::string const& path, bool thorough) {
    auto const there = at.names.find(path);
    if (there == at.names.end()) {
        return "nothing";
    }
    disk_.load(at);
    recovery_.clear();
    if (watches_) {
        disk_.watch([this](simulated::operation const&) { recovery_.push_back(disk_.state()); });
    }
    int schema = 0;
    bool empty = false;
    try {
        SQLite::Database db(path, SQLITE_OPEN_READWRITE, 0, disk_.vfs());
        // Reads the first page, so recovers; no schema is parsed, which would take most of the
        // time.
        schema = db.execAndGet("PRAGMA user_version").getInt();
        empty = schema == 0 && db.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    } catch (SQLite::Exception const& wrong) {
        disk_.watch({});
        return std::string("SQLite: ") + wrong.what();
    }
    disk_.watch({});
    if (empty) {
        return "nothing";
    }
    auto const mark = disk_.state().files.at(disk_.state().names.at(path)).now.fingerprint();
    auto const [known, fresh] = known_.try_emplace(mark);
    if (fresh || thorough) {
        known->second = open_and_print(at, path);
    }
    return "schema " + std::to_string(schema) + ", " + known->second;
}

}  // namespace qixian::testing
