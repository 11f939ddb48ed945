// Loops over what a temporary result holds, for the address sanitizer (face_test.py runs it). With
// LENT defined, the value is lent as it was before: read after it ended.
#include <string>
#include <vector>

#include "qixian/base/result.hpp"

namespace {

struct answer {
    std::vector<std::string> duties{};
};

qixian::result<answer> ask() {
    return answer{{"reply, which is long enough for the heap", "correction, likewise on the heap"}};
}

qixian::result<answer> fail() {
    return qixian::fault{.detail = "a detail that is long enough to stand on the heap"};
}

}  // namespace

int main() {
    std::size_t letters = 0;
#if defined(LENT)
    auto const lend = [](qixian::result<answer> const& from) -> answer const& { return *from; };
    for (auto const& duty : lend(ask()).duties) {
#else
    for (auto const& duty : ask().value().duties) {
        letters += duty.size();
    }
    for (auto const& duty : (*ask()).duties) {
#endif
        letters += duty.size();
    }
    for (char const c : fail().error().detail) {
        letters += c == 'a' ? 1U : 0U;
    }
    auto const& kept = *ask();
    return letters + kept.duties.size() == 0 ? 1 : 0;
}
