// Looking after a store, as documents: what it was made as, what it keeps chosen, which years are
// closed, what a notice moves, whether it is what was written.
//
//   auto const closed = kept.close_year("", 2020);
//   answer::close_year_document(*closed)           // qixian/close-year/1
//   answer::verify_document("cases.qixian", kept.verify())
//
// Each takes what a call of the store returned and says it under its schema; none asks the store
// again but `settings_document`. Part of qixian::answer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/answer/document.hpp"
#include "qixian/ledger/restate.hpp"
#include "qixian/store/store.hpp"

namespace qixian::inline v0::answer {

// --- a store, and what it keeps chosen --------------------------------------------------------------

/// The document `qixian/init/1`, on one line. `name` is what the caller calls the store.
[[nodiscard]] QIXIAN_DECL std::string init_document(std::string_view name, store_info const& about,
                                                    std::span<setting_row const> chosen);

/// The document `qixian/settings/1`: the history, and what is in force on `on` for every agency.
/// `changed` is the row that was just added. Throws: store_error.
[[nodiscard]] QIXIAN_DECL std::string settings_document(
    store& of, date on, std::optional<setting_row> const& changed = {});

/// The agencies a setting may differ for: the unnamed one, which stands for all, and those kept.
[[nodiscard]] QIXIAN_DECL std::vector<std::string> agencies_with_settings(store& of);

// --- years ------------------------------------------------------------------------------------------

/// The total of a row of table 3, 0 where the form has no such row.
[[nodiscard]] QIXIAN_DECL std::int64_t total_of(frozen_report const& figures, std::string_view row);

/// The document `qixian/close-year/1`.
[[nodiscard]] QIXIAN_DECL std::string close_year_document(closed_year const& closed);

/// The document `qixian/restate/1`: from the published figures to those as of a day.
[[nodiscard]] QIXIAN_DECL std::string restate_document(restatement const& bridge,
                                                       closed_year const& published, date as_of);

/// The document `qixian/years/1`.
[[nodiscard]] QIXIAN_DECL std::string years_document(std::span<closed_year const> closed);

// --- notices ----------------------------------------------------------------------------------------

/// A notice, and what it moves.
struct applied_notice {
    notice what{};
    notice_effect said{};

    /// Duties that become late, and duties that are late no more.
    [[nodiscard]] std::size_t becomes_late() const;
    [[nodiscard]] std::size_t late_no_more() const;
};

/// The document `qixian/apply-notice/1`.
[[nodiscard]] QIXIAN_DECL std::string apply_notice_document(std::span<applied_notice const> done,
                                                            date as_of, bool dry_run);

// --- care -------------------------------------------------------------------------------------------

/// What a verification covers, and what it cannot see without an anchor.
[[nodiscard]] QIXIAN_DECL two_texts verification_covers();
[[nodiscard]] QIXIAN_DECL two_texts verification_leaves_out();

/// The document `qixian/verify/1`.
[[nodiscard]] QIXIAN_DECL std::string verify_document(std::string_view name,
                                                      verification const& said);

/// The document `qixian/anchor/1`. `file` is where the text was written, if it was.
[[nodiscard]] QIXIAN_DECL std::string anchor_document(store_anchor const& made,
                                                      std::optional<std::string_view> file = {});

/// The document `qixian/backup/1`, on one line.
[[nodiscard]] QIXIAN_DECL std::string backup_document(std::string_view name, std::string_view file,
                                                      store_info const& about);
/// The document `qixian/restore/1`, on one line.
[[nodiscard]] QIXIAN_DECL std::string restore_document(std::string_view file, std::string_view name,
                                                       store_info const& about);
/// The document `qixian/rebuild/1`, on one line.
[[nodiscard]] QIXIAN_DECL std::string rebuild_document(std::string_view name);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/care.ipp"
#endif
