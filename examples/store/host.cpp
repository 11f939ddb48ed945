// A host: a store opened or made, entries appended, the work list, the change feed.
#include <filesystem>
#include <iostream>

#include "qixian/qixian.hpp"
#include "qixian/store/store.hpp"

using namespace qixian;

/// `seen`: how many entries the application had on the officer's screen.
static void append(store& kept, entry const& e, std::int64_t seen) {
    auto const said = kept.append(e, {.expect = seen, .by = {.actor = "u17", .role = "clerk"}});
    std::cout << e.application << ' ' << code_of(e.what) << ": ";
    if (!said) {
        std::cout << "bad data, " << name_of(said.error().what) << " in " << said.error().field;
    } else if (said->status == append_status::clash) {
        std::cout << "somebody was faster, it has " << said->version << " entries: read again";
    } else if (said->status == append_status::refused) {
        std::cout << "refused, " << name_of(said->said.why) << "; possible:";
        for (event const other : said->possible) {
            std::cout << ' ' << code_of(other);
        }
    } else {
        std::cout << "on disk as entry " << said->version << ", " << code_of(said->said.what);
    }
    std::cout << '\n';
}

int main(int, char** argv) try {
    std::string const path = argv[1];
    auto kept = std::filesystem::exists(path) ? store::open(path) : store::create(path);
    entry first{"A-1", "", day(20210301), event::received};
    append(kept, first, 0);  // the class of the applicant is missing
    first.applicant = applicant::natural_person;
    append(kept, first, 0);
    append(kept, {"A-1", "", day(20210315), event::correction_requested}, 1);
    append(kept, {"A-1", "", day(20210322), event::correction_received}, 1);
    append(kept, {"A-1", "", day(20210322), event::correction_received}, 2);
    append(kept, {"A-1", "", day(20210323), event::fee_paid}, 3);

    std::vector<work_item> work;
    kept.each_application({}, [&](kept_application const& app) {
        auto const chosen = kept.settings(app.agency, app.rows.front().on);
        context const in{kept.sources().current(), chosen.chosen};
        add_work(work, *assess(app.rows, day(20210407), in), chosen.lights);
    });
    sort_by_urgency(work);
    for (work_item const& item : work) {
        std::cout << "to do: " << item.application << ' ' << code_of(item.duty.what) << " by "
                  << to_text(item.duty.end->due) << '\n';
    }
    kept.feed({}, 0, [](feed_item const& item) {
        std::cout << item.position << ' ' << code_of(item.e.what) << '\n';
        return true;
    });
} catch (store_error const& wrong) {
    std::cerr << wrong.what() << '\n';
    return 3;
}
