// Event logs as OCEL 2.0 (JSON), for tools of object-centric process mining: rows in, text out.
//
// Events are rows, and the beginnings and ends of work. Objects are what they are about: applications,
// agencies, the opinions, reviews and suits that a row opens and others answer, teams and their persons.
// An event names its objects, each under its type as qualifier; an object names those that it belongs to
// (`received_by`, `asked_for`, `about`, `member_of`). Attributes have the names of the cells of a row;
// times are those of xes.hpp.
//
//     ocel_writer writer("our bureau");
//     std::string text = writer.head();
//     for (application_rows const& each : log.applications) {
//         writer.append(text, each.rows);
//     }
//     text += writer.tail();
//
// Memory: the objects as text, some 300 bytes an application: they come behind the events.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/row/work_record.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace qixian::inline v0 {

class ocel_writer {
public:
    /// `agency` is the one that rows belong to which name none; `cells` must outlive the writer.
    explicit ocel_writer(std::string agency, cell_table const& cells = disclosure_cells)
        : agency_(std::move(agency)), cells_(&cells) {}

    /// The beginning of the document.
    [[nodiscard]] std::string head() const;

    /// Adds the events of one application. Pre: rows and work of one application, whose turn has not
    /// come before; rows as a reader yields them.
    void append(std::string& to, std::span<entry const> rows,
                std::span<work_record const> work = {});

    /// Adds a row of no application (`year_closed`).
    void append_alone(std::string& to, entry const& row);

    /// The objects, and the types of both with their attributes: those that there were.
    [[nodiscard]] std::string tail() const;

private:
    struct relation {
        std::string object{};
        std::string_view qualifier{};
    };
    struct attribute {
        std::string_view name{};
        std::string_view type{};
        std::string value{};  ///< as JSON
    };
    struct opened;
    using attribute_types = std::map<std::string, std::map<std::string, std::string_view>>;

    std::string agency_object(std::string_view name);
    std::string person_object(work_record const& work);
    std::string round_object(opened& so_far, entry const& e, std::string const& application);
    void add_event(std::string& to, std::string_view type, instant at,
                   std::vector<attribute> const& attributes,
                   std::vector<relation> const& relations);
    void add_object(std::string_view id, std::string_view type,
                    std::vector<attribute> const& attributes, instant since,
                    std::vector<relation> const& relations);
    [[nodiscard]] std::vector<attribute> attributes_of(entry const& e) const;

    std::string agency_;
    cell_table const* cells_;
    std::uint64_t events_ = 0;
    std::string objects_{};
    std::set<std::string> known_{};  ///< agencies, teams, persons
    attribute_types event_types_{};
    attribute_types object_types_{};
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/ocel.ipp"
#endif
