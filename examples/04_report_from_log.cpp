// From an event log to the official table, and from a figure back to its applications.
#include <iostream>

#include "qixian/qixian.hpp"
#include "qixian/row/event_log.hpp"

using namespace qixian;

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: 04_report_from_log LOG\n";
        return 2;
    }
    auto reader = event_reader::open(argv[1]);
    if (!reader) {
        std::cerr << info(reader.error().what).en << ": " << argv[1] << '\n';
        return 3;
    }
    event_reader source = std::move(reader).value();
    event_log const log = read_all(source);
    if (!log.faults.empty()) {
        auto const& first = log.faults.front();
        std::cerr << first.file << ':' << first.line << ": " << info(first.what).en << '\n';
        return 3;
    }

    // The ledger needs dates only: one account an application.
    context const in{china::calendar()};
    date const as_of = day(20211231);
    std::vector<account> accounts;
    for (application_rows const& each : log.applications) {
        auto const a = assess(each.rows, as_of, in);
        if (!a) {
            std::cerr << each.application << ": " << info(a.error().what).en << '\n';
            return 3;
        }
        accounts.push_back(account_of(*a));
    }

    report const r = make_report(accounts, 2020, form::form_2019, as_of);
    for (report_row const& row : r.rows) {
        if (row.count.back() != 0) {  // the last column is the total
            std::cout << row.id << ": " << row.count.back() << '\n';
        }
    }
    // Every figure knows what it counted; here the column of businesses in row 3.2.
    std::cout << "3.2, businesses:";
    for (std::string const& name : r.row("3.2").who[index(column::business)]) {
        std::cout << ' ' << name;
    }
    std::cout << "\ncarried out:";
    for (std::string const& name : r.carried_out) {
        std::cout << ' ' << name;
    }
    std::cout << '\n';
}
