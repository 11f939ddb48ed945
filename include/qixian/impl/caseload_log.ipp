#pragma once

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "qixian/clock/assess.hpp"
#include "qixian/log/bulk_reader.hpp"
#include "qixian/log/caseload_log.hpp"

namespace qixian::inline v0 {

namespace detail {

/// A hash of bytes for tables in memory; not one to be stored.
inline std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0) {
    std::uint64_t h = seed ^ (text.size() * 0x9E37'79B9'7F4A'7C15U);
    auto const mix = [&h](std::uint64_t word) {
        h = (h ^ word) * 0xFF51'AFD7'ED55'8CCDU;
        h ^= h >> 32U;
    };
    auto const* at = text.data();
    auto left = text.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        mix(word);
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        mix(word);
    }
    mix(h >> 29U);
    return h;
}

/// Texts to numbers, in the order in which they first came.
class name_table {
public:
    [[nodiscard]] std::size_t size() const { return end_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t i) const {
        auto const begin = i == 0 ? 0 : end_[i - 1];
        return std::string_view(text_).substr(begin, end_[i] - begin);
    }
    void prefetch(std::uint64_t hash) const {
        if (!slots_.empty()) {
            __builtin_prefetch(&slots_[hash & mask_]);
        }
    }
    std::uint32_t number_of(std::string_view name, std::uint64_t hash) {
        if (end_.size() * 2 >= slots_.size()) {
            grow();
        }
        auto const tag = static_cast<std::uint32_t>(hash >> 32U);
        for (auto at = hash & mask_;; at = (at + 1) & mask_) {
            auto& slot = slots_[at];
            if (slot.number == 0) {
                text_.append(name);
                end_.push_back(text_.size());
                slot = {static_cast<std::uint32_t>(end_.size()), tag};
                return slot.number - 1;
            }
            if (slot.tag == tag && (*this)[slot.number - 1] == name) {
                return slot.number - 1;
            }
        }
    }
    [[nodiscard]] std::size_t bytes() const {
        return text_.capacity() + end_.capacity() * sizeof(end_[0]) +
               slots_.capacity() * sizeof(slots_[0]);
    }

private:
    struct slot_type {
        std::uint32_t number = 0;  ///< plus 1; 0: free
        std::uint32_t tag = 0;
    };
    void grow() {
        std::vector<slot_type> wider(std::max<std::size_t>(1024, slots_.size() * 2));
        auto const mask = wider.size() - 1;
        for (std::size_t i = 0; i < end_.size(); ++i) {
            auto const hash = hash_of((*this)[i]);
            auto at = hash & mask;
            while (wider[at].number != 0) {
                at = (at + 1) & mask;
            }
            wider[at] = {static_cast<std::uint32_t>(i + 1),
                         static_cast<std::uint32_t>(hash >> 32U)};
        }
        slots_ = std::move(wider);
        mask_ = mask;
    }

    std::string text_{};
    std::vector<std::size_t> end_{};
    std::vector<slot_type> slots_{};
    std::uint64_t mask_ = 0;
};

/// Whether an id has come before, by its hash: a false alarm costs time, never an answer.
class id_set {
public:
    /// False where it may have been there.
    bool insert(std::uint64_t hash) {
        hash += hash == 0 ? 1U : 0U;
        if (count_ * 2 >= slots_.size()) {
            grow();
        }
        ++count_;
        return put(slots_, hash);
    }
    [[nodiscard]] bool contains(std::uint64_t hash) const {
        if (slots_.empty()) {
            return false;
        }
        hash += hash == 0 ? 1U : 0U;
        auto const mask = slots_.size() - 1;
        for (auto at = hash & mask; slots_[at] != 0; at = (at + 1) & mask) {
            if (slots_[at] == hash) {
                return true;
            }
        }
        return false;
    }
    void prefetch(std::uint64_t hash) const {
        if (!slots_.empty()) {
            __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
        }
    }
    [[nodiscard]] std::size_t bytes() const { return slots_.capacity() * sizeof(slots_[0]); }

private:
    static bool put(std::vector<std::uint64_t>& slots, std::uint64_t hash) {
        auto const mask = slots.size() - 1;
        for (auto at = hash & mask;; at = (at + 1) & mask) {
            if (slots[at] == hash) {
                return false;
            }
            if (slots[at] == 0) {
                slots[at] = hash;
                return true;
            }
        }
    }
    void grow() {
        std::vector<std::uint64_t> wider(std::max<std::size_t>(1024, slots_.size() * 2));
        for (auto const each : slots_) {
            if (each != 0) {
                put(wider, each);
            }
        }
        slots_ = std::move(wider);
    }

    std::vector<std::uint64_t> slots_{};
    std::size_t count_ = 0;
};

/// No key holds this character, so agency and application make one name.
inline constexpr char between_names = '\n';

}  // namespace detail

struct caseload_log::state {
    state(std::string from, date as_of, working_calendar const& calendar, caseload_options how)
        : path(std::move(from)), options(std::move(how)), lives(as_of, calendar) {}

    std::string path;
    caseload_options options;
    life_table lives;
    detail::name_table names{};  ///< `agency LF application`, or `application` where there is none
    detail::id_set ids{};
    std::vector<std::string> agencies{};
    std::vector<std::uint16_t> rows_of{};  ///< as far as 65,535
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
    std::string name{};
    std::vector<std::uint64_t> hashes{};
    detail::id_set letters{};  ///< of an application, by their key
    detail::id_set doubled{};  ///< … keys that stand on two letters

    [[nodiscard]] std::string_view name_of(log_row const& row) {
        if (row.agency.empty()) {
            return row.application;
        }
        name.assign(row.agency);
        name += detail::between_names;
        name += row.application;
        return name;
    }

    void note_agency(std::string_view agency) {
        if (!agency.empty() && (agencies.empty() || agencies.back() != agency) &&
            std::find(agencies.begin(), agencies.end(), agency) == agencies.end()) {
            agencies.emplace_back(agency);
        }
    }

    /// False where something must be told.
    bool take(std::span<log_row const> batch) {
        hashes.resize(batch.size() * 2);
        for (std::size_t i = 0; i < batch.size(); ++i) {
            hashes[2 * i] = detail::hash_of(name_of(batch[i]));
            names.prefetch(hashes[2 * i]);
            if (!batch[i].id.empty()) {
                hashes[2 * i + 1] = detail::hash_of(batch[i].id, 1);
                ids.prefetch(hashes[2 * i + 1]);
            }
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            auto const& row = batch[i];
            bool const named = !row.agency.empty();
            if (row.what == event::year_closed || (rows != 0 && named != with_agency_) ||
                (!row.id.empty() && !ids.insert(hashes[2 * i + 1]))) {
                return false;
            }
            with_agency_ = named;
            ++rows;
            note_agency(row.agency);
            auto const number = names.number_of(name_of(row), hashes[2 * i]);
            if (number >= rows_of.size()) {
                rows_of.push_back(0);
            }
            rows_of[number] = static_cast<std::uint16_t>(std::min(rows_of[number] + 1, 0xFFFF));
            lives.take(number, {.on = row.on,
                                .what = row.what,
                                .applicant = row.applicant,
                                .outcome = row.outcome,
                                .days = row.days,
                                .days_unit = row.days_unit,
                                .until = row.until,
                                .delivered = row.delivered,
                                .kind = row.kind,
                                .ref = row.ref,
                                .re = row.re,
                                .seq = row.seq});
            follow_letters(number, row);
        }
        return true;
    }

    /// Delivery of a letter that is closed moves nothing, but which letter it was must be clear: else
    /// the row is refused, which the core must say. Letters are told apart by 64 bits of their key.
    void follow_letters(std::uint32_t number, log_row const& row) {
        switch (row.what) {
        case event::delivered:
        case event::returned: {
            auto const key = key_of(number, row.re);
            if (row.re.empty() || !letters.contains(key) || doubled.contains(key)) {
                lives.set_more(number);
            }
            return;
        }
        case event::correction_requested:
        case event::correction_period_extended:
        case event::fee_notified:
        case event::consulted:
        case event::extended:
        case event::disclosed:
        case event::partly_disclosed:
        case event::refused:
        case event::unable_to_provide:
        case event::not_processed:
            if (!row.ref.empty()) {
                auto const key = key_of(number, row.ref);
                if (!letters.insert(key)) {
                    doubled.insert(key);
                }
            }
            return;
        default: return;
        }
    }

    static std::uint64_t key_of(std::uint32_t number, std::string_view ref) {
        return detail::hash_of(ref, std::uint64_t{number} + 2);
    }

    /// Reads every row of the file; false at the first fault or warning, or where `use` says so.
    template <class Use>
    bool each_batch(Use const& use, std::uint64_t* read) const {
        auto opened = bulk_reader::open(path, options.text);
        if (!opened) {
            return false;
        }
        auto reader = std::move(opened).value();
        for (;;) {
            auto const batch = reader.next();
            if (!batch || !reader.warnings().empty()) {
                return false;
            }
            if (batch->empty()) {
                *read = reader.bytes();
                return true;
            }
            if (!use(*batch)) {
                return false;
            }
            if (options.progress) {
                options.progress(reader.bytes());
            }
        }
    }

private:
    bool with_agency_ = false;
};

QIXIAN_DECL std::optional<caseload_log> caseload_log::read(std::string const& path, date as_of,
                                                           working_calendar const& calendar,
                                                           caseload_options options) {
    if (path == "-" || options.text.text.from != text_encoding::utf8) {
        return std::nullopt;
    }
    auto held = std::make_unique<state>(path, as_of, calendar, std::move(options));
    auto& s = *held;
    if (!s.each_batch([&](std::span<log_row const> batch) { return s.take(batch); }, &s.bytes)) {
        return std::nullopt;
    }
    s.ids = {};
    s.letters = {};
    s.doubled = {};
    s.lives.finish();
    return caseload_log(std::move(held));
}

QIXIAN_DECL caseload_log::caseload_log(std::unique_ptr<state> held) noexcept
    : state_(std::move(held)) {}
QIXIAN_DECL caseload_log::caseload_log(caseload_log&& other) noexcept = default;
QIXIAN_DECL caseload_log& caseload_log::operator=(caseload_log&& other) noexcept = default;
QIXIAN_DECL caseload_log::~caseload_log() = default;

QIXIAN_DECL life_table const& caseload_log::lives() const noexcept { return state_->lives; }

QIXIAN_DECL std::string_view caseload_log::application(std::size_t i) const noexcept {
    auto const name = state_->names[i];
    auto const at = name.find(detail::between_names);
    return at == name.npos ? name : name.substr(at + 1);
}

QIXIAN_DECL std::string_view caseload_log::agency(std::size_t i) const noexcept {
    auto const name = state_->names[i];
    auto const at = name.find(detail::between_names);
    return at == name.npos ? std::string_view{} : name.substr(0, at);
}

QIXIAN_DECL std::vector<std::string> const& caseload_log::agencies() const noexcept {
    return state_->agencies;
}

QIXIAN_DECL std::uint64_t caseload_log::rows() const noexcept { return state_->rows; }

QIXIAN_DECL std::size_t caseload_log::bytes() const noexcept {
    return state_->lives.bytes() + state_->names.bytes() + state_->ids.bytes() +
           state_->rows_of.capacity() * sizeof(std::uint16_t);
}

QIXIAN_DECL bool caseload_log::for_each_application(
    std::function<bool(std::size_t)> const& wanted,
    std::function<void(std::size_t, application_rows&&)> const& use) const {
    auto& s = *state_;
    std::vector<std::uint32_t> place(size());  // in `held`, plus 1
    for (std::size_t begin = 0; begin < size();) {
        // As many applications as their rows allow, at least one.
        std::vector<std::size_t> chosen;
        std::size_t rows = 0;
        auto end = begin;
        std::fill(place.begin(), place.end(), 0U);
        for (; end < size() && (chosen.empty() || rows < s.options.rows_at_once); ++end) {
            if (wanted(end)) {
                rows += s.rows_of[end];
                chosen.push_back(end);
                place[end] = static_cast<std::uint32_t>(chosen.size());
            }
        }
        begin = end;
        if (chosen.empty()) {
            break;
        }
        std::vector<application_rows> held(chosen.size());
        std::uint64_t again = 0;
        std::uint64_t bytes = 0;
        bool const same = s.each_batch(
            [&](std::span<log_row const> batch) {
                for (auto const& row : batch) {
                    auto const name = s.name_of(row);
                    auto const known = s.names.size();
                    auto const number = s.names.number_of(name, detail::hash_of(name));
                    if (number >= known) {
                        return false;
                    }
                    ++again;
                    if (place[number] != 0) {
                        held[place[number] - 1].rows.push_back(to_entry(row));
                    }
                }
                return true;
            },
            &bytes);
        if (!same || again != s.rows || bytes != s.bytes) {
            return false;
        }
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            held[i].agency = agency(chosen[i]);
            held[i].application = application(chosen[i]);
            use(chosen[i], std::move(held[i]));
            held[i] = {};
        }
    }
    return true;
}

QIXIAN_DECL bool for_each_account(caseload_log const& log, date as_of, context const& in,
                                  std::function<void(told_account&&)> const& use) {
    QIXIAN_EXPECTS(in.policies == policies{});
    auto const& lives = log.lives();
    auto const needs_core = [&](std::size_t i) {
        return !lives[i].absent() && (lives[i].is_particular() || lives[i].has_more());
    };
    // What the core answers waits for its place in the order of the log.
    std::unordered_map<std::size_t, told_account> answered;
    bool sound = true;
    bool const same =
        log.for_each_application(needs_core, [&](std::size_t i, application_rows&& app) {
            auto const got = assess(app.rows, as_of, in);
            sound = sound && got.ok();
            if (got) {
                answered.emplace(i, told_account{account_of(*got), !got->life.refused.empty()});
            }
        });
    if (!same || !sound) {
        return false;
    }
    for (std::size_t i = 0; i < lives.size(); ++i) {
        if (lives[i].absent()) {
            continue;
        }
        if (needs_core(i)) {
            use(std::move(answered.at(i)));
            continue;
        }
        auto one = lives.account_of(i);
        one.application = log.application(i);
        one.agency = log.agency(i);
        use({std::move(one)});
    }
    return true;
}

}  // namespace qixian::inline v0
