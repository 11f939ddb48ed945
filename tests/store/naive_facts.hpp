// Which rows are new facts, by looking at everything again for each row.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "qixian/store/store.hpp"
#include "specimen.hpp"

namespace qixian::testing {

/// An entry of an application, or a row that comes in.
struct naive_fact {
    entry e{};
    std::int64_t given_seq = 0;  ///< of a row
    bool made_id = false;        ///< it brought none
    bool gone = false;           ///< withdrawn
    bool claimed = false;        ///< an entry of which some row says just what it says
    bool amended = false;        ///< an entry for which a row came
};

/// What becomes of a row.
struct naive_standing {
    enum class is { fresh, repeated, amends, refused, conflict } what = is::fresh;
    std::size_t entry = 0;  ///< that it amends
};

class naive_facts {
public:
    using is = naive_standing::is;
    bool amend = false;
    bool handed_in = false;
    std::vector<naive_fact> kept{};
    std::vector<naive_fact> rows{};  ///< those of the application, without repeated ids

    std::vector<naive_standing> settle() {
        for (auto& row : rows) {
            if (auto* const there = with_its_id(row); there && says(row, *there)) {
                there->claimed = true;
            }
        }
        for (auto& row : rows) {
            // A row under the id of what was taken back says what came in its place.
            auto* const own = with_its_id(row);
            bool const open = row.e.id.empty() || (own && own->gone && !says(row, *own));
            auto const alike = std::find_if(kept.begin(), kept.end(), [&](naive_fact const& entry) {
                return open && !entry.gone && !entry.claimed && says(row, entry);
            });
            if (alike != kept.end()) {
                alike->claimed = true;
            }
        }
        std::vector<naive_standing> out;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            out.push_back(settle(i, out));
            if (out.back().what == is::amends) {
                kept[out.back().entry].amended = true;
            }
        }
        return out;
    }

    static std::string content(entry e) {
        e.id.clear();
        e.agency.clear();
        e.recorded.reset();
        e.seq = 0;
        return text_of(e);
    }

private:
    static bool says(naive_fact const& row, naive_fact const& entry) {
        return content(row.e) == content(entry.e) &&
               (row.given_seq == 0 || row.given_seq == entry.e.seq);
    }
    static bool is_about(naive_fact const& a, naive_fact const& b) {
        return a.e.on == b.e.on && a.e.what == b.e.what && a.e.ref == b.e.ref &&
               (a.e.re == b.e.re || a.e.re.empty() || b.e.re.empty());
    }
    naive_fact* with_its_id(naive_fact const& row) {
        auto const there = std::find_if(kept.begin(), kept.end(), [&](naive_fact const& entry) {
            return !row.e.id.empty() && entry.e.id == row.e.id;
        });
        return there == kept.end() ? nullptr : &*there;
    }

    naive_standing differing(std::optional<std::size_t> entry) const {
        return entry && amend ? naive_standing{is::amends, *entry} : naive_standing{is::refused};
    }

    /// Same id, same content: counted once, also within a file and where it puts an entry right.
    bool said_before(std::size_t i, std::vector<naive_standing> const& before) const {
        for (std::size_t k = 0; k < i; ++k) {
            bool const same = rows[k].e.id == rows[i].e.id && !rows[k].gone &&
                              content(rows[k].e) == content(rows[i].e) &&
                              rows[k].given_seq == rows[i].given_seq;
            if (same && before[k].what == is::amends) {
                return true;
            }
        }
        return false;
    }

    naive_standing settle(std::size_t i, std::vector<naive_standing> const& before) {
        auto const& row = rows[i];
        std::vector<std::size_t> open;
        bool other = false;
        bool there = false;
        bool was_there = false;
        for (std::size_t k = 0; k < kept.size(); ++k) {
            auto const& entry = kept[k];
            there = there || (!entry.gone && says(row, entry));
            was_there = was_there || (entry.gone && says(row, entry));
            if (!entry.gone && is_about(row, entry)) {
                if (entry.claimed || entry.amended) {
                    other = true;
                } else {
                    open.push_back(k);
                }
            }
        }
        if (auto* const own = with_its_id(row)) {
            if (says(row, *own)) {
                bool const same = !row.e.recorded || *row.e.recorded == *own->e.recorded;
                return {same ? is::repeated : is::conflict};
            }
            if (!own->gone) {
                bool const same_fact =
                    row.e.on == own->e.on && row.e.what == own->e.what && row.e.ref == own->e.ref;
                bool const may = !own->claimed && !own->amended;
                if (said_before(i, before)) {
                    return {is::repeated};
                }
                return !may || (!amend && !same_fact)
                           ? naive_standing{is::conflict}
                           : differing(static_cast<std::size_t>(own - kept.data()));
            }
            return there || said_before(i, before)                  ? naive_standing{is::repeated}
                   : open.size() == 1 && kept[open.front()].made_id ? differing(open.front())
                                                                    : naive_standing{is::conflict};
        }
        if (!row.e.id.empty()) {
            return {};
        }
        bool twin = false;
        for (std::size_t k = 0; k < i; ++k) {
            bool const stands = before[k].what == is::fresh || before[k].what == is::amends;
            if (stands && !rows[k].gone) {
                twin = twin ||
                       (content(rows[k].e) == content(row.e) && rows[k].given_seq == row.given_seq);
                other = other || is_about(row, rows[k]);
            }
        }
        if (there || twin || (was_there && !handed_in && !(amend && open.size() == 1))) {
            return {is::repeated};
        }
        if (!open.empty()) {
            return differing(open.size() == 1 ? std::optional(open.front()) : std::nullopt);
        }
        return {other ? is::refused : is::fresh};
    }
};

}  // namespace qixian::testing
