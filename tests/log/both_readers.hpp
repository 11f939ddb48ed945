// A text read by both readers of event logs, and every word they say of it compared.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/row/bulk_reader.hpp"

namespace both_readers {

using namespace qixian;
using namespace std::string_literals;

/// One thing a reader says: a row with its warnings, or a fault.
struct said {
    entry row{};
    std::vector<fault> faults{};  ///< the fault and what else is wrong, or the warnings
    bool is_row = false;
    bool stopped = false;
    std::size_t id_column = 0;
    std::size_t agency_column = 0;
};

inline std::string show(fault const& why) {
    return std::to_string(static_cast<int>(why.what)) + "@" + why.file + ":" +
           std::to_string(why.line) + ":" + std::to_string(why.column) + " [" + why.field + "] " +
           why.detail;
}

inline std::string show(said const& each) {
    std::string text = each.is_row ? "row " : "no row ";
    text += std::to_string(each.row.line) + " id@" + std::to_string(each.id_column) + " agency@" +
            std::to_string(each.agency_column) + (each.stopped ? " stopped" : "");
    for (auto const& why : each.faults) {
        text += "\n    " + show(why);
    }
    return text + "\n    " +
           (each.row.on.is_special() ? "(no day)"
                                     : to_log_text(std::span(&each.row, 1), log_form::ndjson));
}

inline bool same(fault const& a, fault const& b) {
    return a.what == b.what && a.line == b.line && a.column == b.column && a.field == b.field &&
           a.detail == b.detail && a.file == b.file && a.allowed == b.allowed;
}

inline bool same(said const& a, said const& b) {
    return a.row == b.row && a.is_row == b.is_row && a.stopped == b.stopped &&
           a.id_column == b.id_column && a.agency_column == b.agency_column &&
           std::equal(a.faults.begin(), a.faults.end(), b.faults.begin(), b.faults.end(),
                      [](fault const& x, fault const& y) { return same(x, y); });
}

/// After a fault of the file a reader is asked twice more.
inline constexpr int asked_again = 2;

inline std::vector<said> by_event_reader(event_reader reader) {
    std::vector<said> out;
    for (int again = 0; again <= asked_again;) {
        auto next = reader.next();
        if (next && !*next) {
            EXPECT_TRUE(reader.stopped());
            break;
        }
        said each;
        if (next) {
            each.row = *std::move(next).value();
            each.faults = reader.warnings();
            each.is_row = true;
        } else {
            each.faults.push_back(next.error());
            each.faults.insert(each.faults.end(), reader.further_faults().begin(),
                               reader.further_faults().end());
            each.stopped = reader.stopped();
            again += each.stopped ? 1 : 0;
        }
        if (!each.stopped) {
            if (!next) {
                each.row = reader.draft();
            }
            each.id_column = reader.column_of("id");
            each.agency_column = reader.column_of("agency");
        }
        out.push_back(std::move(each));
    }
    return out;
}

/// The bits of the members that say something.
inline std::uint32_t filled_of(entry const& e) {
    std::uint32_t bits = bit_of(log_column::on) | bit_of(log_column::event);
    auto const mark = [&bits](log_column c, bool there) { bits |= there ? bit_of(c) : 0U; };
    mark(log_column::application, !e.application.empty());
    mark(log_column::agency, !e.agency.empty());
    mark(log_column::applicant, e.applicant.has_value());
    mark(log_column::channel, e.channel.has_value());
    mark(log_column::days, e.days.has_value());
    mark(log_column::unit, e.days_unit.has_value());
    mark(log_column::until, e.until.has_value());
    mark(log_column::delivered, e.delivered.has_value());
    mark(log_column::ref, !e.ref.empty());
    mark(log_column::re, !e.re.empty());
    mark(log_column::kind, e.kind.has_value());
    mark(log_column::view, e.view.has_value());
    mark(log_column::outcome, e.outcome.has_value());
    mark(log_column::ground, !e.ground.empty());
    mark(log_column::result, e.result.has_value());
    mark(log_column::amount, e.amount_fen.has_value());
    mark(log_column::desk, !e.desk.empty());
    mark(log_column::part_of, !e.part_of.empty());
    mark(log_column::related, !e.related.empty());
    mark(log_column::applicant_ref, !e.applicant_ref.empty());
    mark(log_column::id, !e.id.empty());
    mark(log_column::seq, e.seq != 0);
    mark(log_column::recorded, e.recorded.has_value());
    mark(log_column::note, !e.note.empty());
    return bits;
}

inline std::vector<said> by_bulk_reader(bulk_reader reader) {
    std::vector<said> out;
    for (int again = 0; again <= asked_again;) {
        auto next = reader.next();
        if (!next) {
            said each;
            each.faults.push_back(next.error());
            each.faults.insert(each.faults.end(), reader.further_faults().begin(),
                               reader.further_faults().end());
            each.stopped = reader.stopped();
            again += each.stopped ? 1 : 0;
            if (!each.stopped) {
                each.row = reader.draft();
                each.id_column = reader.column_of_draft("id");
                each.agency_column = reader.column_of_draft("agency");
            }
            out.push_back(std::move(each));
            continue;
        }
        if (next->empty()) {
            EXPECT_TRUE(reader.stopped());
            break;
        }
        std::size_t const first = out.size();
        for (log_row const& row : *next) {
            auto& each = out.emplace_back();
            each.row = to_entry(row);
            if (row.filled != filled_of(each.row)) {
                ADD_FAILURE() << "filled " << row.filled << " of line " << row.line;
            }
            each.is_row = true;
            each.id_column = reader.column_of(row, "id");
            each.agency_column = reader.column_of(row, "agency");
        }
        for (auto const& warning : reader.warnings()) {
            out[first + warning.row].faults.push_back(warning.said);
        }
    }
    return out;
}

/// Every way of cutting text that this processor has.
inline std::vector<bulk_lanes> const& all_lanes() {
    static std::vector<bulk_lanes> const found = [] {
        std::vector<bulk_lanes> out;
        for (auto const lanes : {bulk_lanes::scalar, bulk_lanes::avx2, bulk_lanes::avx512}) {
            if (runs_here(lanes)) {
                out.push_back(lanes);
            }
        }
        return out;
    }();
    return found;
}

/// Both readers over `text`. What they say differs: one failure, with the text.
inline bool expect_same(std::string_view text, log_options const& options,
                        bulk_options const& how) {
    auto const expected = by_event_reader(event_reader::over(text, "x", options));
    auto const found = by_bulk_reader(bulk_reader::over(text, "x", options, how));
    for (std::size_t i = 0; i < std::max(expected.size(), found.size()); ++i) {
        if (i >= expected.size() || i >= found.size() || !same(expected[i], found[i])) {
            ADD_FAILURE() << "at " << i << " of " << expected.size() << "\nexpected "
                          << (i < expected.size() ? show(expected[i]) : "nothing") << "\nfound "
                          << (i < found.size() ? show(found[i]) : "nothing") << "\nlanes "
                          << static_cast<int>(how.lanes) << " buffer " << how.buffer << " chunk "
                          << options.text.chunk << " longest " << options.text.longest_line
                          << " in\n"
                          << text.substr(0, 3000);
            return false;
        }
    }
    return true;
}

/// … however the text is cut, and read.
inline bool expect_same(std::string_view text, log_options const& options = {}) {
    for (auto const lanes : all_lanes()) {
        for (std::size_t const buffer : {std::size_t{1} << 17U, std::size_t{1}, std::size_t{7},
                                         std::size_t{64}, std::size_t{65}, std::size_t{1000}}) {
            if (text.size() > 20'000 && buffer < 1000) {
                continue;
            }
            if (!expect_same(text, options, {.buffer = buffer, .lanes = lanes})) {
                return false;
            }
        }
    }
    return true;
}

inline std::string contents(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The CSV files of the repository: logs, and what is none.
inline std::vector<std::filesystem::path> csv_files() {
    std::vector<std::filesystem::path> out;
    for (auto const* const folder : {"/examples", "/tests/data"}) {
        for (auto const& each : std::filesystem::recursive_directory_iterator(
                 std::string(QIXIAN_SOURCE_DIR) + folder)) {
            if (each.path().extension() == ".csv") {
                out.push_back(each.path());
            }
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// A small log with a bit of everything: quotes, Chinese, unused cells, faults of rows.
inline std::string const csv_log =
    "application,agency,on,event,applicant,channel,days,unit,until,delivered,ref,re,kind,view,"
    "outcome,ground,result,amount,x_b,desk,part_of,related,applicant_ref,id,seq,recorded,note,x_a\n"
    "申请-1,某局,2020-01-06,received,business,online,,,,,,,,,,,,,,综合科,,,,e1,1,"
    "2020-01-06T09:30:00+08:00,\"要 \"\"年报\"\", 两份\",\n"
    "QH-2019-03,某局,2020-01-07,extended,,,20,working_day,,2020-01-08,,,,,,,,,b 1,desk-3,,,,e2,2,"
    "2020-01-07T01:30:00Z,,a\n"
    "沪公开〔2020〕1号,某局,2020-01-08,fee_notified,,,,,,,f,,,,,,,12.5,,,,,,,-7,,\"two\nlines\",\n"
    "\n"
    "QH-1,某局,2020-02-28,refused,business,,,,,2020-03-01,r1,,,,process_information,"
    "REG19-16.2;REG19-14,,,,,,,h,\"e\"\"4\",,,,x\r\n"
    "QH-1,某局,2020-02-29,consulted,,,,,,,c,,third_party,,,,,,,,,,,,,,,\n"
    "QH-1,某局,2020-02-30,consulted,,,,,,,c,,third_party,,,,,,,,,,,,,,,\n"
    "QH-1,某局,2020-03-02,correction_requested,,,,,2020-03-20,,,,,,,,,,,,,,,,,,,\n"
    "QH-1,某局,2020-03-03,opinion_received,,,,,,,,c,,objects_without_reason,,,,,,,,,,,,,,\n"
    "QH-1,某局,2020-03-04,review_decided,,,,,,,,r,,,,,corrected,,,,,,,,,,,\"\"\n"
    "QH 1,某局,2020-03-04,withdrawn,,,,,,,,,,,,,,,,,,,,,,,,\n"
    ",某局,2021-01-10,year_closed,,,,,,,,,,,,,,,,,,,,,,,,\n"
    "A,某局,2021-01-10,year_closed,,,,,,,,,,,,,,,,,,,,,,,,\n"
    "A,某局,2021-01-11,withdrawn\n"
    "A,某局,2021-01-12,registered_in_error,,,,,,,,,,,,,,,,,B,,,,,,,";

inline std::string const json_log =
    R"({"application":"申请-1","agency":"某局","on":"2020-01-06","event":"received",)"
    R"("applicant":"business","channel":"online","desk":"综合科","id":"e1","seq":1,"x_b":"1",)"
    R"("recorded":"2020-01-06T09:30:00+08:00","note":"要 \"年报\", 两份","x_a":"2"})"
    "\n"
    R"({"application" : "QH-2019-03", "on":"2020-01-07", "event":"extended", "days" : 20 , )"
    R"("unit":"working_day","delivered":"2020-01-08","seq":"2","x_c":null} )"
    "\r\n"
    "  \t\r\n"
    R"({"application":"\u7533-1","on":"2020-01-08","event":"fee_notified","amount":12.5})"
    "\n"
    R"({"application":"A","on":"2020-01-08","event":"fee_notified","amount":"300","ref":""})"
    "\n"
    R"({"application":"A","on":"2020-01-08","event":"fee_notified","amount":300,"days":3,"id":"7"})"
    "\n"
    R"({"application":"A","on":"2020-01-08","event":"refused","outcome":"not_held"})"
    "\n"
    R"({"application":"A","on":"2020-01-08","event":"withdrawn","note":"😀\ud83d\ude00\\"})"
    "\n"
    R"({"application":"A","on":"2020-01-08","event":"withdrawn","note":["x"],"seq":-3})"
    "\n"
    R"({"on":"2020-01-08","event":"year_closed","agency":"某局"})"
    "\n"
    R"({"application":"A","on":"2020-01-08","event":"withdrawn","seq":-3,"x_a\u0041":"1"})";

}  // namespace both_readers
