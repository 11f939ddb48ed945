// Rows of a log sorted out by application, all at once or one at a time (row/impl/event_log.ipp).
#pragma once

#include <algorithm>
#include <cstring>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "qixian/row/event_log.hpp"
#include "qixian/row/impl/event_row.ipp"

namespace qixian::inline v0 {

namespace detail {

inline std::string group_key(std::string_view agency, std::string_view application) {
    std::string key(agency);
    key += '\n';  // in no key
    key += application;
    return key;
}

inline lost_application key_of_group(std::string_view key) {
    auto const at = key.find('\n');
    return {std::string(key.substr(0, at)), std::string(key.substr(at + 1))};
}

/// Equal but for the line.
inline bool same_content(entry const& a, entry& b) {
    auto const line = std::exchange(b.line, a.line);
    bool const same = a == b;
    b.line = line;
    return same;
}

inline fault id_conflict(std::string_view file, entry const& e, std::size_t column_at,
                         std::size_t first_line) {
    return {.what = code::id_conflict,
            .detail = excerpt(e.id) + ": lines " + std::to_string(first_line) + " and " +
                      std::to_string(e.line),
            .file = std::string(file),
            .line = e.line,
            .column = column_at,
            .field = "id"};
}

inline fault agency_needed(std::string_view file, std::size_t line, std::size_t column_at,
                           std::string why) {
    return {.what = code::agency_needed,
            .detail = std::move(why),
            .file = std::string(file),
            .line = line,
            .column = column_at,
            .field = "agency"};
}

/// Puts rows that have been read where they belong.
class log_sorter {
public:
    log_sorter(event_log& to, std::string_view file) : to_(to), file_(file) {}

    struct row {
        entry e{};
        std::vector<fault> warnings{};
        std::size_t id_column = 0;
        std::size_t agency_column = 0;
        bool faulted = false;
    };

    void take(row& from) {
        entry& e = from.e;
        if (e.agency.empty() && to_.agencies.size() == 1) {
            e.agency = to_.agencies.front();
        }
        if (from.faulted) {
            mark_incomplete(e);
            return;
        }
        if (e.agency.empty() && to_.agencies.size() > 1) {
            to_.faults.push_back(
                agency_needed(file_, e.line, from.agency_column,
                              std::to_string(to_.agencies.size()) + " agencies are named"));
            mark_incomplete(e);
            return;
        }
        bool const of_agency = e.application.empty();
        auto const group = of_agency ? nowhere : group_of(e);
        if (!e.id.empty()) {
            auto const [found, fresh] = ids_.try_emplace(e.id);
            if (!fresh) {
                auto const& before = found->second;
                entry const& first = before.of_agency
                                         ? to_.agency_rows[before.row]
                                         : to_.applications[before.group].rows[before.row];
                if (same_content(first, e)) {
                    ++to_.repeated;
                    return;
                }
                to_.faults.push_back(id_conflict(file_, e, from.id_column, first.line));
                mark_incomplete(e);
                return;
            }
            auto& where = found->second;
            where.of_agency = of_agency;
            where.group = group;
            where.row = of_agency ? to_.agency_rows.size() : to_.applications[group].rows.size();
        }
        auto& warnings = of_agency ? to_.warnings : to_.applications[group].warnings;
        std::move(from.warnings.begin(), from.warnings.end(), std::back_inserter(warnings));
        auto& rows = of_agency ? to_.agency_rows : to_.applications[group].rows;
        rows.push_back(std::move(e));
    }

    /// When all rows have been taken. `cut_off`: there were more, which could not be read.
    void finish(bool cut_off) {
        for (std::size_t i = 0; cut_off && i < to_.applications.size(); ++i) {
            to_.applications[i].incomplete |= !grouped_ || i == last_;
        }
        std::erase_if(to_.applications, [](auto const& each) { return each.rows.empty(); });
        for (auto& each : to_.applications) {
            each.incomplete |= homeless_.contains(each.application) ||
                               lost_.contains(group_key(each.agency, each.application));
        }
        note_lost();
        std::stable_sort(to_.faults.begin(), to_.faults.end(),
                         [](fault const& a, fault const& b) { return a.line < b.line; });
    }

private:
    /// Those of which nothing is there.
    void note_lost() {
        if (lost_.empty() && homeless_.empty()) {
            return;
        }
        std::unordered_set<std::string> keys;
        std::unordered_set<std::string_view> names;
        for (auto const& each : to_.applications) {
            keys.insert(group_key(each.agency, each.application));
            names.insert(each.application);
        }
        for (auto const& key : lost_) {
            if (!keys.contains(key)) {
                to_.lost.push_back(key_of_group(key));
            }
        }
        for (auto const& name : homeless_) {
            if (!names.contains(name)) {
                to_.lost.push_back({.application = name});
            }
        }
        std::sort(to_.lost.begin(), to_.lost.end());
    }

    void mark_incomplete(entry const& e) {
        if (e.application.empty()) {
            return;
        }
        if (e.agency.empty() && to_.agencies.size() > 1) {
            homeless_.insert(e.application);
        } else {
            lost_.insert(group_key(e.agency, e.application));
        }
    }

    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    struct location {
        std::size_t group = 0;
        std::size_t row = 0;
        bool of_agency = false;
    };

    /// Where the application of a row stands; and whether the rows of each still stand together.
    std::size_t group_of(entry const& e) {
        auto const [found, fresh] =
            groups_.try_emplace(group_key(e.agency, e.application), to_.applications.size());
        if (fresh) {
            to_.applications.push_back({.agency = e.agency, .application = e.application});
        }
        grouped_ = grouped_ && (fresh || found->second == last_);
        last_ = found->second;
        return last_;
    }

    event_log& to_;
    std::string_view file_;
    std::unordered_map<std::string, std::size_t> groups_{};
    std::unordered_map<std::string, location> ids_{};
    std::unordered_set<std::string> lost_{};      ///< applications of which a row is lost
    std::unordered_set<std::string> homeless_{};  ///< … that may be of any agency, by their name
    std::size_t last_ = nowhere;
    bool grouped_ = true;
};

/// Texts that have come, each with its line, as fingerprints of 96 bits: 16 bytes a slot.
class seen_texts {
public:
    /// The line where `text` came first; 0 when this is the first time, and it is `line`.
    std::size_t note(std::string_view text, std::size_t line) {
        if ((count_ + 1) * 4 > slots_.size() * 3) {
            grow();
        }
        auto fresh = print_of(text);
        fresh.line = static_cast<std::uint32_t>(
            std::min<std::size_t>(std::max<std::size_t>(line, 1), 0xFFFFFFFFU));
        auto& at = slots_[index_of(fresh)];
        if (at.line != 0) {
            return at.line;
        }
        at = fresh;
        ++count_;
        return 0;
    }

    /// The line of `text`; 0 when it has not come.
    [[nodiscard]] std::size_t find(std::string_view text) const {
        return slots_[index_of(print_of(text))].line;
    }

private:
    struct slot {
        std::uint64_t high = 0;
        std::uint32_t low = 0;
        std::uint32_t line = 0;  ///< 0: empty
    };

    static std::uint64_t mixed(std::uint64_t x) {
        x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
        return x ^ (x >> 31U);
    }

    static slot print_of(std::string_view text) {
        std::uint64_t a = 0x9E3779B97F4A7C15ULL ^ text.size();
        std::uint64_t b = 0xD1B54A32D192ED03ULL + text.size();
        while (!text.empty()) {
            std::uint64_t word = 0;
            auto const part = text.substr(0, sizeof word);
            std::memcpy(&word, part.data(), part.size());
            text.remove_prefix(part.size());
            a = mixed(a ^ word) + 0x9E3779B97F4A7C15ULL;
            b = mixed(b + word * 0xC2B2AE3D27D4EB4FULL) ^ (b << 1U);
        }
        return {.high = mixed(a), .low = static_cast<std::uint32_t>(mixed(b) >> 32U)};
    }

    [[nodiscard]] std::size_t index_of(slot const& key) const {
        std::size_t const mask = slots_.size() - 1;
        std::size_t at = static_cast<std::size_t>(key.high) & mask;
        while (slots_[at].line != 0 && (slots_[at].high != key.high || slots_[at].low != key.low)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    void grow() {
        auto const before = std::exchange(slots_, std::vector<slot>(slots_.size() * 2));
        for (auto const& each : before) {
            if (each.line != 0) {
                slots_[index_of(each)] = each;
            }
        }
    }

    std::vector<slot> slots_ = std::vector<slot>(64);
    std::size_t count_ = 0;
};

/// The work of `for_each_application`: one application at a time.
class log_walker {
public:
    log_walker(event_reader& reader, log_visitor const& visitor)
        : reader_(reader), visitor_(visitor) {}

    log_totals walk(after_fault then) {
        stops_ = then == after_fault::stop;
        for (;;) {
            auto next = reader_.next();
            if (next && !*next) {
                break;
            }
            if (!next) {
                tell(next.error());
                for (auto const& each : reader_.further_faults()) {
                    tell(each);
                }
                if (reader_.stopped()) {
                    if (!stops_) {
                        current_.incomplete = true;  // it may go on in what is lost
                        hand_over();
                        note_lost();
                    }
                    return totals_;
                }
                ++totals_.rows;
                mark_incomplete(reader_.draft());
            } else {
                ++totals_.rows;
                if (auto const why = take(*std::move(next).value())) {
                    tell(*why);
                }
            }
            if (totals_.faults != 0 && stops_) {
                return totals_;
            }
        }
        hand_over();
        note_lost();
        return totals_;
    }

private:
    /// Those that were never handed over.
    void note_lost() {
        for (auto const& key : lost_) {
            if (applications_.find(key) == 0) {
                totals_.lost.push_back(key_of_group(key));
            }
        }
        auto agencies = totals_.agencies;
        agencies.emplace_back();
        for (auto const& name : homeless_) {
            if (std::none_of(agencies.begin(), agencies.end(), [&](std::string const& each) {
                    return applications_.find(group_key(each, name)) != 0;
                })) {
                totals_.lost.push_back({.application = name});
            }
        }
        std::sort(totals_.lost.begin(), totals_.lost.end());
    }

    void tell(fault const& why) {
        if (stops_ && totals_.faults != 0) {
            return;
        }
        ++totals_.faults;
        if (visitor_.fault) {
            visitor_.fault(why);
        }
    }

    [[nodiscard]] bool is_current(entry const& e) const {
        return has_current_ && current_.application == e.application && current_.agency == e.agency;
    }

    void hand_over() {
        if (!has_current_) {
            return;
        }
        has_current_ = false;
        auto const key = group_key(current_.agency, current_.application);
        applications_.note(key, current_line_);
        current_ids_.clear();
        current_.incomplete |= lost_.erase(key) != 0 || homeless_.contains(current_.application);
        if (current_.rows.empty()) {
            return;
        }
        ++totals_.applications;
        handed_over_without_agency_ |= current_.agency.empty();
        if (visitor_.application) {
            visitor_.application(std::move(current_));
        }
    }

    void begin(entry const& e) {
        hand_over();
        current_ = {.agency = e.agency, .application = e.application};
        current_line_ = e.line;
        has_current_ = true;
    }

    /// A row is lost that says it is of this application. What it says may be wrong: it ends nothing.
    void mark_incomplete(entry const& draft) {
        if (draft.application.empty()) {
            return;
        }
        auto agencies = std::vector<std::string>{draft.agency};
        if (draft.agency.empty()) {
            homeless_.insert(draft.application);
            agencies.insert(agencies.end(), totals_.agencies.begin(), totals_.agencies.end());
        } else {
            lost_.insert(group_key(draft.agency, draft.application));
        }
        for (auto const& each : agencies) {
            if (auto const line = applications_.find(group_key(each, draft.application))) {
                tell(not_sorted(draft, line));
                return;
            }
        }
    }

    [[nodiscard]] fault not_sorted(entry const& e, std::size_t first_line) const {
        return {.what = code::not_sorted,
                .detail = excerpt(e.application) + ": lines " + std::to_string(first_line) +
                          " and " + std::to_string(e.line),
                .file = reader_.name(),
                .line = e.line,
                .column = reader_.column_of("application"),
                .field = "application"};
    }

    /// Knows the agency of `e`, or why not.
    std::optional<fault> settle_agency(entry& e) {
        auto& agencies = totals_.agencies;
        auto const needed = [&](std::string why) {
            return agency_needed(reader_.name(), e.line, reader_.column_of("agency"),
                                 std::move(why));
        };
        if (e.agency.empty()) {
            if (agencies.size() > 1) {
                return needed(std::to_string(agencies.size()) + " agencies are named");
            }
            if (agencies.size() == 1) {
                e.agency = agencies.front();
            }
            any_without_agency_ = true;
            return std::nullopt;
        }
        if (known_agencies_.contains(e.agency)) {
            return std::nullopt;
        }
        if (handed_over_without_agency_ || (any_without_agency_ && !agencies.empty())) {
            return needed("rows above name no agency");
        }
        if (agencies.empty() && has_current_) {
            current_.agency = e.agency;
            for (auto& each : current_.rows) {
                each.agency = e.agency;
            }
        }
        known_agencies_.emplace(e.agency, true);
        agencies.push_back(e.agency);
        return std::nullopt;
    }

    std::optional<fault> take(entry e) {
        if (auto const why = settle_agency(e)) {
            tell(*why);
            mark_incomplete(e);
            return std::nullopt;
        }
        bool const of_agency = e.application.empty();
        if (!of_agency && !is_current(e)) {
            if (auto const line = applications_.find(group_key(e.agency, e.application))) {
                return not_sorted(e, line);
            }
            begin(e);
        }
        if (!e.id.empty()) {
            auto& near = of_agency ? agency_ids_ : current_ids_;
            auto const first_line = ids_.note(e.id, e.line);
            if (auto const found = near.find(e.id); found != near.end()) {
                auto const& first =
                    of_agency ? agency_entries_[found->second] : current_.rows[found->second];
                if (same_content(first, e)) {
                    ++totals_.repeated;
                    return std::nullopt;
                }
            }
            if (first_line != 0) {
                current_.incomplete |= !of_agency;
                return id_conflict(reader_.name(), e, reader_.column_of("id"), first_line);
            }
            near.emplace(e.id, of_agency ? agency_entries_.size() : current_.rows.size());
        }
        auto const& warnings = reader_.warnings();
        if (of_agency) {
            handed_over_without_agency_ |= e.agency.empty();
            if (!e.id.empty()) {
                agency_entries_.push_back(e);
            }
            if (visitor_.agency_row) {
                visitor_.agency_row(std::move(e), warnings);
            }
            return std::nullopt;
        }
        current_.warnings.insert(current_.warnings.end(), warnings.begin(), warnings.end());
        current_.rows.push_back(std::move(e));
        return std::nullopt;
    }

    event_reader& reader_;
    log_visitor const& visitor_;
    log_totals totals_{};
    bool stops_ = false;  ///< at the first fault
    application_rows current_{};
    std::size_t current_line_ = 0;
    bool has_current_ = false;
    bool handed_over_without_agency_ = false;
    bool any_without_agency_ = false;
    std::unordered_map<std::string, bool> known_agencies_{};
    std::unordered_map<std::string, std::size_t> current_ids_{};
    std::unordered_map<std::string, std::size_t> agency_ids_{};
    std::vector<entry> agency_entries_{};
    seen_texts applications_{};
    seen_texts ids_{};
    std::unordered_set<std::string> lost_{};      ///< applications of which a row is lost
    std::unordered_set<std::string> homeless_{};  ///< … that may be of any agency, by their name
};

}  // namespace detail

}  // namespace qixian::inline v0
