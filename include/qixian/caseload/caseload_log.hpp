// A log of any size as a caseload: read in bulk, folded in bulk, streamed.
//
// One reading numbers the applications, counts their rows and folds the ordinary lives (lives.hpp).
// What needs all rows of an application (a particular life, a list of its deadlines) reads the file
// again and holds the rows of some applications at a time. So memory is that of the lives and the
// names, never that of the rows.
//
//     auto log = caseload_log::read("log.csv", day(20241231), china::calendar());
//     if (!log) { … read it with event_reader: it has a fault, or something bulk reading leaves … }
//     auto const year = count_year(log->lives().all(), others, 2024, form::form_2021);
//
// Anything that a reader of a log must be told, a fault above all, makes `read` give up: the exact
// reader (event_log.hpp) then says it with line and column. Nothing is ever left out in silence.
// Part of qixian::log.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/caseload/lives.hpp"
#include "qixian/row/event_log.hpp"

namespace qixian::inline v0 {

struct caseload_options {
    log_options text{};
    /// Told now and then how many bytes have been read.
    std::function<void(std::uint64_t bytes)> progress{};
    /// How many rows are held at a time when the file is read again, once for each so many: some
    /// 100 bytes a row, notes apart.
    std::size_t rows_at_once = 1'000'000;
};

class caseload_log {
public:
    /// Reads the file `path`. Nothing where it cannot be read this way: it is no file of its own
    /// (standard input, a pipe), is not UTF-8, has a fault or a warning, an id that comes twice,
    /// `year_closed`, or rows with and without agency.
    /// The calendar must outlive the result.
    /// Cost: about that of parsing. Memory: 16 bytes an application, its name, and 16 bytes a row
    /// that has an id.
    static std::optional<caseload_log> read(std::string const& path, date as_of,
                                            working_calendar const& calendar,
                                            caseload_options options = {});

    caseload_log(caseload_log&& other) noexcept;
    caseload_log& operator=(caseload_log&& other) noexcept;
    caseload_log(caseload_log const&) = delete;
    caseload_log& operator=(caseload_log const&) = delete;
    ~caseload_log();

    /// The lives, numbered in the order of their first rows.
    [[nodiscard]] life_table const& lives() const& noexcept;
    life_table const& lives() const&& = delete;
    [[nodiscard]] std::size_t size() const noexcept { return lives().size(); }

    /// Whose life it is. Pre: i < size().
    [[nodiscard]] std::string_view application(std::size_t i) const& noexcept;
    std::string_view application(std::size_t i) const&& = delete;
    [[nodiscard]] std::string_view agency(std::size_t i) const& noexcept;
    std::string_view agency(std::size_t i) const&& = delete;

    /// Agencies named in the log, in the order of their first rows.
    [[nodiscard]] std::vector<std::string> const& agencies() const& noexcept;
    std::vector<std::string> const& agencies() const&& = delete;
    [[nodiscard]] std::uint64_t rows() const noexcept;
    /// Whether some application was split from another (`part_of`).
    [[nodiscard]] bool has_parts() const noexcept;

    /// Bytes held, names and tables included.
    [[nodiscard]] std::size_t bytes() const noexcept;

    /// Reads the file again and hands over the applications for which `wanted` says so (it may be asked
    /// twice about one), in order, each with all its rows. Of a log of up to twice `rows_at_once` rows
    /// only what is wanted is read, where that is no more than half. False where what it reads is no
    /// longer what it was (time of change and length of the file; whose rows they are, their days and
    /// events); some applications may have been handed over then, each as it stood in the file that
    /// was read first.
    [[nodiscard]] bool for_each_application(
        std::function<bool(std::size_t)> const& wanted,
        std::function<void(std::size_t, application_rows&&)> const& use) const;

private:
    struct state;
    explicit caseload_log(std::unique_ptr<state> held) noexcept;
    std::unique_ptr<state> state_;
};

/// What a report takes of an application.
struct told_account {
    account counted{};
    bool has_refused_rows = false;
};

/// The accounts of all applications of a log that have a row by `as_of`, in the log's order: those of
/// ordinary lives from the bulk fold, the others from the core.
/// False where the core finds a fault (the exact reader must name it) or the file has changed: then
/// nothing has been handed over.
/// Pre: `in` has the calendar the log was read with, and the default policies.
[[nodiscard]] QIXIAN_DECL bool for_each_account(caseload_log const& log, date as_of,
                                                context const& in,
                                                std::function<void(told_account&&)> const& use);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/caseload/impl/caseload_log.ipp"
#endif
