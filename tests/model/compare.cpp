// Duties, rows and remedies of two answers compared; a history cut down while they still differ.
#include "compare.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace model {
namespace {

std::string text(std::string const& s) { return s.empty() ? "none" : s; }

std::string text(maybe_date d) {
    if (!d) {
        return "none";
    }
    auto const number =
        std::to_string(static_cast<int>(d->year()) * 10000 +
                       static_cast<int>(d->month().as_number()) * 100 + static_cast<int>(d->day()));
    return number.substr(0, 4) + "-" + number.substr(4, 2) + "-" + number.substr(6);
}

std::string text(int n) { return std::to_string(n); }

std::string text(std::optional<int> n) { return n ? std::to_string(*n) : "none"; }

std::string text(std::vector<int> const& years) {
    std::string all;
    for (int const y : years) {
        all += (all.empty() ? "" : " ") + std::to_string(y);
    }
    return text(all);
}

class finder {
public:
    template <class T>
    void compare(std::string const& what, T const& ours, T const& theirs) {
        if (ours != theirs) {
            found.push_back(what + ": " + text(ours) + " against " + text(theirs));
        }
    }

    std::vector<std::string> found{};
};

std::string rows_of(std::vector<coded> list) {
    std::sort(list.begin(), list.end(), [](coded const& a, coded const& b) {
        return std::pair(a.row, a.code) < std::pair(b.row, b.code);
    });
    std::string all;
    for (auto const& c : list) {
        all += (all.empty() ? "" : " ") + std::to_string(c.row) + ":" + c.code;
    }
    return all;
}

std::string course_of(remedy const& r) {
    std::string all;
    for (auto const& step : r.suit_course) {
        all += text(maybe_date{step.on}) +
               (step.result.empty() ? " pending " : " " + step.result + " ");
    }
    return all;
}

std::string codes_of(std::vector<coded> const& list) {
    std::set<std::string> codes;
    for (auto const& c : list) {
        codes.insert(c.code);
    }
    std::string all;
    for (auto const& c : codes) {
        all += (all.empty() ? "" : " ") + c;
    }
    return all;
}

std::string warnings_of(answer const& a, std::set<std::string> const& ignored) {
    std::vector<std::string> lines;
    for (auto const& w : a.warnings) {
        if (modelled_warnings().count(w.code) != 0 && ignored.count(w.code) == 0) {
            lines.push_back(w.code + (w.shadow_due ? "=" + text(w.shadow_due) : ""));
        }
    }
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (auto const& line : lines) {
        all += (all.empty() ? "" : " ") + line;
    }
    return all;
}

std::map<std::pair<std::string, int>, duty> by_name(std::vector<duty> const& duties) {
    std::map<std::pair<std::string, int>, duty> named;
    for (auto const& d : duties) {
        named[{d.name, d.n}] = d;
    }
    return named;
}

void compare_duties(finder& f, answer const& ours, answer const& theirs) {
    auto mine = by_name(ours.duties);
    auto other = by_name(theirs.duties);
    std::set<std::pair<std::string, int>> keys;
    for (auto const* side : {&mine, &other}) {
        for (auto const& [key, d] : *side) {
            keys.insert(key);
        }
    }
    for (auto const& key : keys) {
        auto const name = key.first + "/" + std::to_string(key.second);
        bool const here = mine.count(key) != 0;
        if (!here || other.count(key) == 0) {
            f.found.push_back(name + ": only on " + (here ? "our" : "their") + " side");
            continue;
        }
        auto const& a = mine[key];
        auto const& b = other[key];
        f.compare(name + " ref", a.ref, b.ref);
        f.compare(name + " started_on", a.started_on, b.started_on);
        f.compare(name + " due", a.due, b.due);
        f.compare(name + " latest", a.latest, b.latest);
        f.compare(name + " status", a.status, b.status);
        f.compare(name + " paused_days", a.paused_days, b.paused_days);
        f.compare(name + " working_days_left", a.working_days_left, b.working_days_left);
    }
}

void compare_remedies(finder& f, answer const& ours, answer const& theirs) {
    f.compare("remedies", static_cast<int>(ours.remedies.size()),
              static_cast<int>(theirs.remedies.size()));
    for (std::size_t i = 0; i < std::min(ours.remedies.size(), theirs.remedies.size()); ++i) {
        auto const& a = ours.remedies[i];
        auto const& b = theirs.remedies[i];
        auto const name = "remedy " + std::to_string(i + 1);
        f.compare(name + " ref", a.ref, b.ref);
        f.compare(name + " review_filed", a.review_filed, b.review_filed);
        f.compare(name + " review_accepted", a.review_accepted, b.review_accepted);
        f.compare(name + " review_limit", a.review_limit, b.review_limit);
        f.compare(name + " review_decided", a.review_decided, b.review_decided);
        f.compare(name + " review_result", a.review_result, b.review_result);
        f.compare(name + " suit_filed", a.suit_filed, b.suit_filed);
        f.compare(name + " suit_kind", a.suit_kind, b.suit_kind);
        f.compare(name + " suit_course", course_of(a), course_of(b));
    }
}

}  // namespace

std::vector<std::string> differences(answer const& ours, answer const& theirs,
                                     std::set<std::string> const& ignored) {
    finder f;
    f.compare("faults", codes_of(ours.faults), codes_of(theirs.faults));
    if (!ours.faults.empty() || !theirs.faults.empty()) {
        return f.found;
    }
    f.compare("stage", ours.stage, theirs.stage);
    f.compare("standing", ours.standing, theirs.standing);
    f.compare("carried_over", ours.carried_over, theirs.carried_over);
    f.compare("applicant", ours.applicant, theirs.applicant);
    f.compare("received_on", ours.received_on, theirs.received_on);
    f.compare("closed_on", ours.closed_on, theirs.closed_on);
    f.compare("outcome", ours.outcome, theirs.outcome);
    f.compare("refusals", rows_of(ours.refusals), rows_of(theirs.refusals));
    f.compare("irregular", rows_of(ours.irregular), rows_of(theirs.irregular));
    f.compare("warnings", warnings_of(ours, ignored), warnings_of(theirs, ignored));
    compare_duties(f, ours, theirs);
    compare_remedies(f, ours, theirs);
    return f.found;
}

std::vector<row> shortest_failing(std::vector<row> rows,
                                  std::function<bool(std::vector<row> const&)> const& still_fails) {
    bool shorter = true;
    while (shorter) {
        shorter = false;
        for (std::size_t i = rows.size(); i-- > 0;) {
            auto fewer = rows;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (!fewer.empty() && still_fails(fewer)) {
                rows = std::move(fewer);
                shorter = true;
            }
        }
    }
    return rows;
}

}  // namespace model
