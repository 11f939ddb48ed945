// Tables 3 and 4, by replaying every year end since the first decree came into force.
#include <algorithm>

#include "model.hpp"

namespace model {
namespace {

std::vector<std::pair<std::string, std::string>> const outcome_rows{
    {"granted", "3.1"},
    {"partly_granted", "3.2"},
    {"state_secret", "3.3.1"},
    {"forbidden_by_law", "3.3.2"},
    {"security_stability", "3.3.3"},
    {"third_party_rights", "3.3.4"},
    {"internal_affairs", "3.3.5"},
    {"process_information", "3.3.6"},
    {"enforcement_file", "3.3.7"},
    {"administrative_query", "3.3.8"},
    {"not_held", "3.4.1"},
    {"needs_creation", "3.4.2"},
    {"unclear_after_correction", "3.4.3"},
    {"petition", "3.5.1"},
    {"repeated", "3.5.2"},
    {"publication", "3.5.3"},
    {"excessive", "3.5.4"},
    {"reconfirmation", "3.5.5"},
    {"correction_lapsed", "3.6.1"},
    {"fee_lapsed", "3.6.2"},
    {"other", "3.6.3"},
};

std::size_t column_of(std::string const& applicant) {
    std::vector<std::string> const columns{"natural_person", "business",      "research",
                                           "public_welfare", "legal_service", "other"};
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), applicant) -
                                    columns.begin());
}

}  // namespace

std::string row_of(std::string const& outcome) {
    for (auto const& [code, row_id] : outcome_rows) {
        if (code == outcome) {
            return row_id;
        }
    }
    return {};
}

std::vector<std::string> table3_rows(int form) {
    std::vector<std::string> rows{"1", "2"};
    for (auto const& [code, row_id] : outcome_rows) {
        if (form == 2019 && row_id.substr(0, 3) == "3.6") {
            if (rows.back() != "3.6") {
                rows.emplace_back("3.6");
            }
        } else {
            rows.push_back(row_id);
        }
    }
    rows.emplace_back("3.7");
    rows.emplace_back("4");
    return rows;
}

report tables(std::vector<answer> const& answers, int year, date as_of, int form) {
    if (form == 0) {
        form = year <= 2020 ? 2019 : 2021;
    }
    report r;
    r.year_not_over = as_of < qixian::last_day_of(year);
    for (auto const& row_id : table3_rows(form)) {
        r.table3[row_id] = cells(7, 0);
    }
    auto count = [&](std::string const& row_id, answer const& a) {
        ++r.table3.at(row_id)[column_of(a.applicant)];
        ++r.table3.at(row_id)[6];
    };
    // An application that was never received, or registered in error, is nobody's.
    std::vector<answer const*> counted;
    for (auto const& a : answers) {
        if (a.faults.empty() && a.received_on && a.stage != "void") {
            counted.push_back(&a);
        }
    }
    std::vector<answer const*> open;
    for (int y = 2008; y <= year; ++y) {
        bool const asked = y == year;
        std::vector<answer const*> still_open;
        for (auto const* a : open) {
            if (asked) {
                count("2", *a);
                r.carried_in.insert(a->agency + "/" + a->application);
            }
        }
        for (auto const* a : counted) {
            if (qixian::year_of(*a->received_on) == y) {
                open.push_back(a);
                if (asked) {
                    count("1", *a);
                }
            }
        }
        for (auto const* a : open) {
            if (!a->closed_on || qixian::year_of(*a->closed_on) > y) {
                still_open.push_back(a);
                if (asked) {
                    count("4", *a);
                    r.carried_out.insert(a->agency + "/" + a->application);
                }
            } else if (asked) {
                auto const row_id = row_of(a->outcome);
                count(form == 2019 && row_id.substr(0, 3) == "3.6" ? "3.6" : row_id, *a);
                count("3.7", *a);
            }
        }
        open = still_open;
    }

    for (auto const* block : {"review", "direct", "after_review"}) {
        r.table4[block] = cells(5, 0);
    }
    date const year_end = qixian::last_day_of(year);
    auto dispute = [&](std::string const& block, std::string const& result) {
        std::size_t column = 2;
        if (result == "pending") {
            column = 3;
        } else if (result == "upheld") {
            column = 0;
        } else if (result == "corrected") {
            column = 1;
        }
        ++r.table4.at(block)[column];
        ++r.table4.at(block)[4];
    };
    for (auto const& a : answers) {
        for (auto const& c : a.remedies) {
            if (c.review_filed && *c.review_filed <= year_end) {
                if (!c.review_decided || *c.review_decided > year_end) {
                    dispute("review", "pending");
                } else if (qixian::year_of(*c.review_decided) == year) {
                    dispute("review", c.review_result);
                }
            }
            if (!c.suit_filed || *c.suit_filed > year_end) {
                continue;
            }
            // How it stands at the end of that 31 December (28).
            suit_step stands{*c.suit_filed, ""};
            for (auto const& step : c.suit_course) {
                if (step.on <= year_end) {
                    stands = step;
                }
            }
            if (stands.result.empty()) {
                dispute(c.suit_kind, "pending");
            } else if (qixian::year_of(stands.on) == year) {
                dispute(c.suit_kind, stands.result);
            }
        }
    }
    return r;
}

}  // namespace model
