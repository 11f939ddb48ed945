// A user of the simulation: a desk that answers everything on the twentieth working day.
#include <cstdio>

#include "qixian/simulation/model_file.hpp"
#include "qixian/simulation/office.hpp"

int main() {
    using namespace qixian;
    auto const read = read_model(R"(
name = "one application"
years = [2020, 2021]
arrivals.mass = { applications = 1, from = 2020-12-21, to = 2020-12-21 }
arrivals.per_year = 0
[[class]]
applicant = "natural_person"
outcomes = { granted = 1 }
[[step]]
name = "wait"
wait_working_days = 20
)",
                                 "here");
    if (!read) {
        std::printf("%s %s\n", read.error().field.c_str(), read.error().detail.c_str());
        return 1;
    }
    auto const ready = office::make(read->front().office);
    static_cast<void>(ready->run({}, [](entry const& e) {
        if (e.what == event::disclosed) {
            std::printf("%s\n", to_text(e.on).c_str());
        }
    }));
}
