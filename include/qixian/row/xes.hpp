// Event logs as XES (IEEE 1849-2016), for tools of process mining: rows in, text out.
//
// A trace is an application, an event is a row, or the beginning or end of some work. An event is named
// by what happened (`concept:name`), has the day of its row as its time, from midnight in UTC+8, and the
// cells of the row as attributes under their names. A row that was recorded on the day it is about has
// that moment as its time. Work is an event under the name of its step, with `start` and `complete`
// (`pi_abort` where the application was ended meanwhile, `suspend` where it was handed over) as its transitions and its person as
// `org:resource`. The events of a trace stand in the order of time.
//
//     xes_writer const writer("2026");
//     std::string text = writer.head();
//     for (application_rows const& each : log.applications) {
//         writer.append(text, each.rows);
//     }
//     text += writer.tail();
//
// What XML cannot hold (control characters, halves of surrogates, bytes that are no UTF-8) is written as
// U+FFFD. Keys of `x_` columns that are no XML names get `_` in their place.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "qixian/row/work_record.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace qixian::inline v0 {

class xes_writer {
public:
    /// `name` is that of the log; `cells` must outlive the writer.
    explicit xes_writer(std::string name, cell_table const& cells = disclosure_cells)
        : name_(std::move(name)), cells_(&cells) {}

    /// The beginning of the document: extensions, globals, classifiers.
    [[nodiscard]] std::string head() const;

    /// Adds the trace of one application. Pre: rows and work of one application; rows as a reader yields
    /// them. Cost: O(n log n) of its events; nothing is kept.
    void append(std::string& to, std::span<entry const> rows,
                std::span<work_record const> work = {}) const;

    /// Adds a row of no application (`year_closed`). Pre: all traces have been written.
    void append_alone(std::string& to, entry const& row) const;

    [[nodiscard]] std::string tail() const;

private:
    std::string name_;
    cell_table const* cells_;
};

/// `text` as the value of an attribute of XML: what XML cannot hold as U+FFFD, the rest the same when it
/// is read again.
[[nodiscard]] QIXIAN_DECL std::string to_xml_text(std::string_view text);

/// `text` as a key: a name of XML without a colon, by which keys of extensions are told.
[[nodiscard]] QIXIAN_DECL std::string to_xml_key(std::string_view text);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/xes.ipp"
#endif
