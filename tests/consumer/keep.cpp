// A user's program that keeps an application in a store and prints its due day.
#include <cstdio>
#include <filesystem>

#include "qixian/qixian.hpp"
#include "qixian/store/store.hpp"

int main() {
    using namespace qixian;
    auto const path = std::filesystem::temp_directory_path() / "qixian-consumer.qixian";
    std::filesystem::remove(path);
    {
        auto kept = store::create(path.string());
        entry received{};
        received.application = "2020-17";
        received.on = day(20201221);
        received.what = event::received;
        received.applicant = applicant::natural_person;
        auto const said = kept.append(received);
        if (!said || said->status != append_status::appended) {
            return 1;
        }
    }
    auto kept = store::open(path.string());
    auto const found = kept.find("", "2020-17");
    if (!found || !kept.verify().clean()) {
        return 2;
    }
    std::filesystem::remove(path);
    auto const answer = assess(found->rows, day(20201231), {china::calendar()});
    if (!answer || answer->duties.empty() || !answer->duties.front().end) {
        return 3;
    }
    std::puts(to_text(answer->duties.front().end->due).c_str());
}
