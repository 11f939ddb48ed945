// What became of entries that went into a store, or would: `qixian/record/1`, `import/1` and
// `withdraw-entry/1`; and the entries as they come out again: logs and the change feed.
//
//   auto const said = kept->append(e);
//   auto const with = answer::setting::make({.as_of = e.on}, kept);
//   answer::record_document(e, *said, answer::aftermath_of(*kept->find("", e.application), e,
//                                                         false, *with), false)
//
// Part of qixian::answer.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/answer/applications.hpp"
#include "qixian/answer/document.hpp"
#include "qixian/store/store.hpp"

namespace qixian::inline v0::answer {

/// The word of a status in documents.
[[nodiscard]] constexpr std::string_view code_of(append_status s) {
    switch (s) {
    case append_status::appended: return "appended";
    case append_status::repeated: return "repeated";
    case append_status::refused: return "refused";
    case append_status::clash: return "clash";
    }
    return "";
}

// --- one entry --------------------------------------------------------------------------------------

/// Where an application stands after an entry was taken or refused.
struct aftermath {
    std::optional<assessment> now{};  ///< none where nothing stands or nothing can be said
    date as_of{};                     ///< the last day of its rows
    std::vector<next_event>
        possible{};                   ///< after a refusal: on the day of the entry, instead of it
    std::vector<next_event> later{};  ///< … and on a later day
};

/// Looks at the application after `e`. `after` has the entry unless it was refused.
/// Cost: one assessment, and `would` after a refusal.
[[nodiscard]] QIXIAN_DECL aftermath aftermath_of(kept_application const& after, entry const& e,
                                                 bool refused, setting const& with);

/// The document `qixian/record/1`.
[[nodiscard]] QIXIAN_DECL std::string record_document(entry const& e, append_answer const& said,
                                                      aftermath const& after, bool dry_run);

/// The document `qixian/withdraw-entry/1`. `id` is that of the entry that was wrong.
[[nodiscard]] QIXIAN_DECL std::string withdraw_document(std::string_view id,
                                                        withdrawal const& done);

// --- a log in ---------------------------------------------------------------------------------------

/// The rows of a log, read for a store.
struct batch_read {
    import_batch batch{};
    std::vector<fault> faults{};         ///< told already
    std::vector<fault> cell_warnings{};  ///< 926 974
    std::size_t rows = 0;                ///< that were read, sound or not
};

/// Reads a log for `store::import`, to its end or to a fault of the file. Keys that are twins (974) are
/// looked for in the log, and among the applications of `into` where there is one.
///
/// Faults: those of `event_reader` and `import_batch::add`, with file, line and column.
/// `to.assessed` is told how many rows were read. Memory: the batch.
QIXIAN_DECL batch_read read_batch(source const& from, listener const& to = {},
                                  store* into = nullptr);

/// 974 where the store has an application whose key differs from this one only in width; at most one.
/// Cost: the keys of the store.
[[nodiscard]] QIXIAN_DECL std::vector<fault> twins_in(store& kept, std::string_view agency,
                                                      std::string_view application);

/// What became of a log.
struct imported {
    import_answer said{};                ///< its lists by line
    std::size_t rows = 0;                ///< that were read: each one is counted once below
    std::size_t faulty_rows = 0;         ///< … that could not be read, or a fault keeps out
    std::vector<fault> read_faults{};    ///< of reading
    std::vector<fault> cell_warnings{};  ///< 926 974
    [[nodiscard]] bool faulty() const { return !read_faults.empty() || !said.faults.empty(); }
    /// Rows were refused.
    [[nodiscard]] bool finding() const { return !said.refused.empty(); }
};

/// Reads a log and stores it, all or nothing, or with `keep_going` of `from` what is sound.
/// Faults: those of `read_batch` and `store::import`; each is told. Throws: store_error.
QIXIAN_DECL imported import_log(store& into, source const& from, import_options how,
                                listener const& to = {});
QIXIAN_DECL imported import_log(store& into, source const& from, author const& by = {},
                                listener const& to = {});

/// The document `qixian/import/1`. `store_name` and `log_name` are what the caller calls them.
[[nodiscard]] QIXIAN_DECL std::string import_document(imported const& what,
                                                      std::string_view store_name,
                                                      std::string_view log_name);

// --- entries out ------------------------------------------------------------------------------------

/// The filled cells of an entry by their column, as text, in the order of the contract.
[[nodiscard]] QIXIAN_DECL std::vector<std::pair<std::string, std::string>> filled_cells(
    entry const& e);

/// Writes the store as a log, in the order recorded; rows that are appended meanwhile are left for
/// the next time. `told` hears of entries walked, of twice their number. `as`: whether texts of a CSV
/// that a spreadsheet would take for formulas are guarded.
/// Throws: store_error. Memory: a buffer.
QIXIAN_DECL void export_log(
    store& from, read_filter const& which, log_form form, sink const& out,
    std::function<void(std::uint64_t done, std::uint64_t of)> const& told = {},
    formulas as = formulas::guarded);

/// Writes the entries after position `since`, one line each: `feed-line.schema.json`, or
/// CloudEvents 1.0 (`feed-cloudevent.schema.json`). `agency` empty: all, each counting its own.
/// `told` hears how many were written. Throws: store_error. Memory: a buffer.
QIXIAN_DECL void feed(store& from, std::string_view agency, std::int64_t since, bool cloud_events,
                      sink const& out, std::function<void(std::uint64_t done)> const& told = {});

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/entries.ipp"
#endif
