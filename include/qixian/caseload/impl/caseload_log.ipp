// A log read once into sixteen bytes an application, and once more for those the core must answer.
//
// The second reading goes to the few by their place in the file; whether it is still the same file
// is told by a digest of what the first one saw.
#pragma once

#include <algorithm>
#include <array>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <memory>
#include <type_traits>
#include <utility>

#include "qixian/case/assess.hpp"
#include "qixian/caseload/caseload_log.hpp"
#include "qixian/caseload/impl/caseload_log_tables.ipp"
#include "qixian/row/bulk_reader.hpp"
#include "qixian/row/input_file.hpp"

namespace qixian::inline v0 {

namespace detail {

/// No key holds this character, so agency and application make one name.
inline constexpr char between_names = '\n';

}  // namespace detail

struct caseload_log::state {
    state(std::string from, date as_of, working_calendar const& calendar, caseload_options how)
        : path(std::move(from)), options(std::move(how)), lives(as_of, calendar), as_of_(as_of) {}

    std::string path;
    caseload_options options;
    life_table lives;
    detail::name_table names{};  ///< `agency LF application`, or `application` where there is none
    detail::id_set ids{};
    std::vector<std::string> agencies{};
    std::vector<std::uint16_t> rows_of{};  ///< as far as 65,535
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
    std::filesystem::file_time_type changed{};
    std::uint64_t digest = 0;  ///< of the rows in their order, as `mix` takes them
    std::string name{};
    std::vector<std::uint64_t> hashes{};
    std::vector<std::uint64_t> letter_of{};  ///< the key of its one letter that has a key; 0: none
    detail::id_set letters{};                ///< the further ones, by application and key
    detail::id_set doubled{};                ///< … keys that stand on two letters

    /// Where a row stands, so that a log of few rows need not be read again as a whole.
    struct row_place {
        std::uint64_t offset;
        std::uint32_t line;
        std::uint32_t size;
        std::uint32_t number;
        std::uint32_t about;  ///< its day and event
    };
    std::vector<row_place> places{};
    bool has_places = true;
    bool has_parts = false;
    std::string header{};

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

    /// Not every cell: what changed within one tick of the file's clock, and kept every length, would
    /// have to keep whose rows these are, their days and their events too.
    static std::uint64_t mix(std::uint64_t digest, std::uint64_t name_hash, log_row const& row) {
        auto const about = static_cast<std::uint64_t>(number_of(row.on)) << 32U |
                           static_cast<std::uint64_t>(row.what) << 24U |
                           static_cast<std::uint64_t>(row.raw.size() & 0xFF'FFFFU);
        return (digest ^ name_hash ^ about) * 0xFF51'AFD7'ED55'8CCDU + (digest >> 29U);
    }

    /// When the file was last written to; nothing where it can be read only once.
    [[nodiscard]] std::optional<std::filesystem::file_time_type> last_change() const {
        std::error_code wrong;
        if (!can_be_read_again(path)) {
            return std::nullopt;
        }
        auto const when = std::filesystem::last_write_time(path, wrong);
        return wrong ? std::nullopt : std::optional(when);
    }

    /// False where something must be told.
    bool take(bulk_reader const& reader, std::span<log_row const> batch) {
        if (rows == 0) {
            header = reader.header();
            expect(reader, batch);
        }
        // Tables larger than the caches are asked for ahead, some rows at a time.
        constexpr std::size_t group = 64;
        for (; !batch.empty(); batch = batch.subspan((std::min)(group, batch.size()))) {
            if (!take_some(reader, batch.first((std::min)(group, batch.size())))) {
                return false;
            }
        }
        return true;
    }

    /// Makes room for as many applications as the first rows and the size of the file let expect.
    void expect(bulk_reader const& reader, std::span<log_row const> batch) {
        std::error_code unknown;
        auto const size = std::filesystem::file_size(path, unknown);
        if (unknown || batch.back().raw.empty()) {
            return;
        }
        auto const seen = reader.offset_of(batch.back()) + batch.back().raw.size();
        auto const expected = static_cast<double>(size) / static_cast<double>(seen) *
                              static_cast<double>(batch.size());
        // Three rows an application; more of them cost growing, fewer a little memory.
        names.reserve(static_cast<std::size_t>((std::min)(expected / 3, 1e8)));
        if (expected <= static_cast<double>(most_places())) {
            places.reserve(static_cast<std::size_t>(expected * 1.05));
        } else if (expected > static_cast<double>(most_places()) * 1.2) {
            has_places = false;  // they would be given up anyway
        }
    }

    bool take_some(bulk_reader const& reader, std::span<log_row const> batch) {
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
            names.prefetch_name(hashes[2 * i]);
        }
        for (std::size_t i = 0; i < batch.size(); ++i) {
            auto const& row = batch[i];
            bool const named = !row.agency.empty();
            if (row.what == event::year_closed || (rows != 0 && named != with_agency_) ||
                (!row.id.empty() && !ids.insert(hashes[2 * i + 1]))) {
                return false;
            }
            with_agency_ = named;
            has_parts = has_parts || !row.part_of.empty();
            ++rows;
            digest = mix(digest, hashes[2 * i], row);
            note_agency(row.agency);
            auto const number = names.number_of(name_of(row), hashes[2 * i]);
            if (number >= rows_of.size()) {
                rows_of.push_back(0);
                letter_of.push_back(0);
            }
            note_place(reader, row, number);
            rows_of[number] = static_cast<std::uint16_t>((std::min)(rows_of[number] + 1, 0xFFFF));
            lives.take_sound(number, {.on = row.on,
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
        case event::resent: return lives.set_more(number);  // whether it came back, the core knows
        case event::delivered:
        case event::returned: {
            if (row.re.empty() || !names_one_letter(number, row.re)) {
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
            // A letter of a later day is not known yet.
            if (!row.ref.empty() && row.on <= as_of_) {
                note_letter(number, row.ref);
            }
            return;
        default: return;
        }
    }

    void note_letter(std::uint32_t number, std::string_view ref) {
        auto const key = packed(ref);
        auto& first = letter_of[number];
        if (first == 0) {
            first = key;
        } else if (first == key || !letters.insert(key_of(number, key))) {
            doubled.insert(key_of(number, key));
        }
    }

    [[nodiscard]] bool names_one_letter(std::uint32_t number, std::string_view ref) const {
        auto const key = packed(ref);
        bool const known = letter_of[number] == key || letters.contains(key_of(number, key));
        return known && !doubled.contains(key_of(number, key));
    }

    /// A key of up to seven bytes is itself; a longer one its hash, with the top bit set.
    static std::uint64_t packed(std::string_view ref) {
        if (ref.size() > 7) {
            return detail::hash_of(ref, 2) | std::uint64_t{1} << 63U;
        }
        std::uint64_t out = ref.size();
        for (char const c : ref) {
            out = out << 8U | static_cast<unsigned char>(c);
        }
        return out;
    }

    static std::uint64_t key_of(std::uint32_t number, std::uint64_t key) {
        return detail::hash_of({reinterpret_cast<char const*>(&key), sizeof key},
                               std::uint64_t{number} + 2);
    }

    /// A place takes a tenth of what a row takes.
    [[nodiscard]] std::size_t most_places() const { return 2 * options.rows_at_once; }

    static std::uint32_t about(log_row const& row) {
        return static_cast<std::uint32_t>(number_of(row.on)) * 64U +
               static_cast<std::uint32_t>(row.what);
    }

    void note_place(bulk_reader const& reader, log_row const& row, std::uint32_t number) {
        if (!has_places) {
            return;
        }
        if (row.raw.empty() || row.line > 0xFFFF'FFFFU || places.size() >= most_places()) {
            has_places = false;
            places = {};
            return;
        }
        places.push_back({reader.offset_of(row), static_cast<std::uint32_t>(row.line),
                          static_cast<std::uint32_t>(row.raw.size()), number, about(row)});
    }

    /// The rows at `wanted`, one after the other, under the header row. Nothing where the file does
    /// not yield them.
    [[nodiscard]] std::optional<std::string> text_of(std::vector<row_place> const& wanted) const {
        std::string text = header;
        auto const opened = open_input(path);
        if (!opened) {
            return std::nullopt;
        }
        auto* const file = *opened;
        bool sound = true;
        std::uint64_t at = 0;  // in the file: rows come in its order
        for (auto const& each : wanted) {
            // A short way is read over, which costs less than going there.
            constexpr std::uint64_t far = std::uint64_t{1} << 16U;
            if (each.offset - at >= far) {
                sound = sound && std::fseek(file, static_cast<long>(each.offset), SEEK_SET) == 0;
            } else {
                std::array<char, 4096> passed;
                for (auto left = each.offset - at; left > 0 && sound;) {
                    auto const step = std::min<std::uint64_t>(left, passed.size());
                    sound = std::fread(passed.data(), 1, step, file) == step;
                    left -= step;
                }
            }
            auto const begin = text.size();
            text.resize(begin + each.size);
            sound = sound && std::fread(text.data() + begin, 1, each.size, file) == each.size;
            text += '\n';
            at = each.offset + each.size;
            if (!sound) {
                break;
            }
        }
        std::fclose(file);
        return sound ? std::optional(std::move(text)) : std::nullopt;
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
            if constexpr (std::is_invocable_v<Use const&, bulk_reader const&,
                                              std::span<log_row const>>) {
                if (!use(reader, *batch)) {
                    return false;
                }
            } else if (!use(*batch)) {
                return false;
            }
            if (options.progress) {
                options.progress(reader.bytes());
            }
        }
    }

    [[nodiscard]] application_rows unpacked(caseload_log const& of, std::size_t i,
                                            detail::packed_rows::chain const& from) const {
        application_rows app{.agency = std::string(of.agency(i)),
                             .application = std::string(of.application(i))};
        app.rows = detail::packed_rows::rows_of(from, app.agency, app.application, rows_of[i]);
        return app;
    }

    /// The applications that are wanted, where their rows are few enough to read only those.
    [[nodiscard]] std::optional<std::vector<std::uint32_t>> few_of(
        std::function<bool(std::size_t)> const& wanted) const {
        std::vector<std::uint32_t> chosen;
        std::uint64_t count = 0;
        for (std::size_t i = 0; has_places && i < rows_of.size(); ++i) {
            if (wanted(i)) {
                count += rows_of[i];
                chosen.push_back(static_cast<std::uint32_t>(i));
            }
        }
        bool const few = has_places && count <= rows / 2;
        return few ? std::optional(std::move(chosen)) : std::nullopt;
    }

    /// As `for_each_application`, reading only the rows of `chosen`.
    bool from_places(caseload_log const& of, std::vector<std::uint32_t> const& chosen,
                     std::function<void(std::size_t, application_rows&&)> const& use) const {
        std::vector<std::uint32_t> held_at(of.size());  // in `chains`, plus 1
        std::vector<detail::packed_rows::chain> chains(chosen.size());
        detail::packed_rows held;
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            held_at[chosen[i]] = static_cast<std::uint32_t>(i + 1);
        }
        std::vector<row_place> at;
        for (auto const& each : places) {
            if (held_at[each.number] != 0) {
                at.push_back(each);
            }
        }
        auto const text = text_of(at);
        if (!text) {
            return false;
        }
        auto reader = bulk_reader::over(*text, path, options.text);
        std::size_t next = 0;
        while (next < at.size()) {
            auto const batch = reader.next();
            if (!batch || batch->empty() || !reader.warnings().empty() ||
                batch->size() > at.size() - next) {
                return false;
            }
            for (auto row : *batch) {
                auto const& place = at[next++];
                if (row.application != of.application(place.number) ||
                    row.agency != of.agency(place.number) || about(row) != place.about) {
                    return false;
                }
                row.line = place.line;
                held.add(chains[held_at[place.number] - 1], row);
            }
        }
        std::error_code wrong;
        if (last_change() != changed || std::filesystem::file_size(path, wrong) != bytes || wrong) {
            return false;
        }
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            use(chosen[i], unpacked(of, chosen[i], chains[i]));
        }
        return true;
    }

private:
    date as_of_;
    bool with_agency_ = false;
};

QIXIAN_DECL std::optional<caseload_log> caseload_log::read(std::string const& path, date as_of,
                                                           working_calendar const& calendar,
                                                           caseload_options options) {
    if (!can_be_read_again(path) || options.text.text.from != text_encoding::utf8) {
        return std::nullopt;
    }
    auto held = std::make_unique<state>(path, as_of, calendar, std::move(options));
    auto& s = *held;
    auto const changed = s.last_change();
    if (!changed ||
        !s.each_batch([&](bulk_reader const& reader,
                          std::span<log_row const> batch) { return s.take(reader, batch); },
                      &s.bytes) ||
        s.last_change() != changed) {
        return std::nullopt;
    }
    s.changed = *changed;
    s.ids = {};
    s.letter_of = {};
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

QIXIAN_DECL life_table const& caseload_log::lives() const& noexcept { return state_->lives; }

QIXIAN_DECL std::string_view caseload_log::application(std::size_t i) const& noexcept {
    auto const name = state_->names[i];
    auto const at = name.find(detail::between_names);
    return at == name.npos ? name : name.substr(at + 1);
}

QIXIAN_DECL std::string_view caseload_log::agency(std::size_t i) const& noexcept {
    auto const name = state_->names[i];
    auto const at = name.find(detail::between_names);
    return at == name.npos ? std::string_view{} : name.substr(0, at);
}

QIXIAN_DECL std::vector<std::string> const& caseload_log::agencies() const& noexcept {
    return state_->agencies;
}

QIXIAN_DECL std::uint64_t caseload_log::rows() const noexcept { return state_->rows; }

QIXIAN_DECL bool caseload_log::has_parts() const noexcept { return state_->has_parts; }

QIXIAN_DECL std::size_t caseload_log::bytes() const noexcept {
    return state_->lives.bytes() + state_->names.bytes() + state_->ids.bytes() +
           state_->rows_of.capacity() * sizeof(std::uint16_t) +
           state_->places.capacity() * sizeof(state::row_place);
}

QIXIAN_DECL bool caseload_log::for_each_application(
    std::function<bool(std::size_t)> const& wanted,
    std::function<void(std::size_t, application_rows&&)> const& use) const {
    auto& s = *state_;
    if (auto const few = s.few_of(wanted)) {
        return s.from_places(*this, *few, use);
    }
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
        detail::packed_rows held;
        std::vector<detail::packed_rows::chain> rows_of(chosen.size());
        detail::name_sieve sieve(chosen.size());
        for (auto const i : chosen) {
            sieve.insert(detail::hash_of(s.names[i]));
        }
        std::uint64_t again = 0;
        std::uint64_t bytes = 0;
        std::uint64_t digest = 0;
        bool const same = s.each_batch(
            [&](std::span<log_row const> batch) {
                for (auto const& row : batch) {
                    auto const name = s.name_of(row);
                    auto const hash = detail::hash_of(name);
                    digest = state::mix(digest, hash, row);
                    ++again;
                    if (!sieve.passes(hash)) {
                        continue;
                    }
                    auto const number = s.names.find(name, hash);
                    if (!number) {
                        return false;
                    }
                    if (place[*number] != 0) {
                        held.add(rows_of[place[*number] - 1], row);
                    }
                }
                return true;
            },
            &bytes);
        if (!same || again != s.rows || bytes != s.bytes || digest != s.digest ||
            s.last_change() != s.changed) {
            return false;
        }
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            use(chosen[i], s.unpacked(*this, chosen[i], rows_of[i]));
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
    std::deque<told_account> answered;
    bool sound = true;
    bool const same =
        log.for_each_application(needs_core, [&](std::size_t, application_rows&& app) {
            auto const got = assess(app.rows, as_of, in);
            sound = sound && got.ok();
            if (got) {
                answered.push_back({account_of(*got), !got->life.refused.empty()});
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
            use(std::move(answered.front()));
            answered.pop_front();
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
