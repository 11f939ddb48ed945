// The table of cells held to the contract: what every cell is called, what may stand in it, which
// events use it and which need it is written here by hand, from Formats, section 1. The table itself
// is then changed at run time, one row after the other, and each change must be noticed.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "qixian/row/event_log.hpp"
#include "qixian/store/sqlite/impl/schema.ipp"

namespace {

using namespace qixian;

using texts = std::vector<std::string>;

texts split(std::string const& words) {
    std::istringstream in(words);
    return {std::istream_iterator<std::string>(in), {}};
}

// --- the contract, by hand --------------------------------------------------------------------------

/// All but `year_ended`, which no log has; src/schema/common.schema.json lists them by hand.
texts const events = [] {
    texts out;
    for (auto const& each : all_events) {
        if (each.which != event::year_ended) {
            out.emplace_back(each.code);
        }
    }
    return out;
}();

struct contract {
    char const* name;
    char const* good;  ///< as most events take it
    char const* bad;   ///< "": nothing that could be read is bad
    code why;          ///< … what is said of `bad`
    char const* words;
    bool number;       ///< in JSON
    char const* used;  ///< "*": by all; "-year_closed": by all others
    char const* needed;
};

constexpr auto periods = "correction_requested correction_period_extended reasons_requested "
                         "reanswer_ordered extended review_extended";
constexpr auto letters =
    "consulted correction_requested correction_period_extended reasons_requested delay_notified "
    "fee_notified extended disclosed partly_disclosed refused unable_to_provide not_processed "
    "supplemented closed_otherwise reanswer_ordered reanswered review_filed review_decided "
    "suit_filed suit_decided reply_replaced resent review_correction_requested review_extended "
    "review_suspended review_resumed review_rejected review_terminated suit_suspended suit_resumed "
    "suit_rejected suit_retried";
constexpr auto answering =
    "opinion_received consultation_lapsed delivered returned resent review_filed review_accepted "
    "review_correction_requested review_correction_received review_extended review_suspended "
    "review_resumed review_rejected review_withdrawn review_terminated review_decided suit_filed "
    "suit_suspended suit_resumed suit_rejected suit_withdrawn suit_decided suit_appealed "
    "suit_retried reanswer_ordered reanswered entry_withdrawn";
constexpr auto outcomes =
    "granted partly_granted state_secret forbidden_by_law security_stability third_party_rights "
    "internal_affairs process_information enforcement_file administrative_query not_held "
    "needs_creation unclear_after_correction petition repeated publication excessive "
    "reconfirmation correction_lapsed fee_lapsed other";

// clang-format off
constexpr auto cells = std::to_array<contract>({
    {"application",   "沪-1",             "a b",        code::bad_key,      "", false, "-year_closed", "-year_closed"},
    {"agency",        "某局",             "a b",        code::bad_key,      "", false, "*", ""},
    {"on",            "2020-01-06",       "2020-02-30", code::bad_date,     "", false, "*", "*"},
    {"event",         "",                 "year_ended", code::unknown_code, "", false, "*", "*"},
    {"applicant",     "business",         "nobody",     code::unknown_code, "natural_person business research public_welfare legal_service other", false, "lodged received moved_in", ""},
    {"channel",       "online",           "pigeon",     code::unknown_code, "in_person oral registered_post ordinary_post online fax", false, "lodged received moved_in", ""},
    {"days",          "15",               "3661",       code::bad_number,   "", true,  periods, "extended review_extended"},
    {"unit",          "working_day",      "week",       code::unknown_code, "working_day day month", false, periods, ""},
    {"until",         "2020-02-03",       "2020-2-3",   code::bad_date,     "", false, "correction_requested correction_period_extended reasons_requested reanswer_ordered extended delay_notified", "delay_notified"},
    {"delivered",     "2020-01-08",       "soon",       code::bad_date,     "", false, letters, ""},
    {"ref",           "L 1",              "",           code::bad_key,      "", false, "*", ""},
    {"re",            "L 2",              "",           code::bad_key,      "", false, answering, "entry_withdrawn"},
    {"kind",          "third_party",      "neighbour",  code::unknown_code, "third_party co_maker other_agency ordinary simplified announcement", false, "consulted review_accepted resent", "consulted"},
    {"view",          "objects",          "shrugs",     code::unknown_code, "agrees objects objects_without_reason none", false, "opinion_received", ""},
    {"outcome",       "other",            "lost",       code::unknown_code, outcomes, false, "refused unable_to_provide not_processed closed_otherwise reply_replaced reanswered", "refused unable_to_provide not_processed"},
    {"ground",        "REG19-36.5; more", "",           code::bad_key,      "", false, "disclosed partly_disclosed refused unable_to_provide not_processed closed_otherwise reply_replaced reanswered", ""},
    {"result",        "corrected",        "void",       code::unknown_code, "upheld corrected other mediated", false, "review_decided suit_decided", "review_decided suit_decided"},
    {"amount",        "12.05",            "1.234",      code::bad_number,   "", false, "fee_notified", ""},
    {"desk",          "一科 甲",          "",           code::bad_key,      "", false, "*", ""},
    {"part_of",       "P 1",              "",           code::bad_key,      "", false, "lodged received moved_in", ""},
    {"related",       "R 1",              "",           code::bad_key,      "", false, "lodged received moved_in moved_out", "moved_out"},
    {"applicant_ref", "h 1",              "",           code::bad_key,      "", false, "lodged received moved_in", ""},
    {"id",            "e 1",              "",           code::bad_key,      "", false, "*", ""},
    {"seq",           "7",                "x",          code::bad_number,   "", true,  "*", ""},
    {"recorded",      "2020-01-06T09:00:00+08:00", "2020-01-06", code::bad_instant, "", false, "*", ""},
    {"note",          "a note",           "",           code::bad_key,      "", false, "*", ""},
});
// clang-format on

bool names_event(std::string const& list, std::string const& event) {
    auto const named = split(list.starts_with('-') ? list.substr(1) : list);
    bool const there = std::find(named.begin(), named.end(), event) != named.end();
    return list == "*" || (list.starts_with('-') ? !there : there);
}

std::string const answers_anew = [] {
    std::string const all(outcomes);
    return all.substr(0, all.find("correction_lapsed"));
}();

/// The words of a cell that an event takes; all of them where nothing is said.
std::string words_taken(std::string const& cell, std::string const& event) {
    if (cell == "unit" && event == "extended") {
        return "working_day";
    }
    if (cell == "unit" && event == "review_extended") {
        return "day";
    }
    if (cell == "kind") {
        return event == "consulted" ? "third_party co_maker other_agency"
               : event == "resent"  ? "announcement"
                                    : "ordinary simplified";
    }
    if (cell == "result" && event == "suit_decided") {
        return "upheld corrected other";
    }
    if (cell == "outcome") {
        return event == "refused"             ? "state_secret forbidden_by_law security_stability "
                                                "third_party_rights internal_affairs process_information "
                                                "enforcement_file administrative_query"
               : event == "unable_to_provide" ? "not_held needs_creation unclear_after_correction"
               : event == "not_processed" ? "petition repeated publication excessive reconfirmation"
               : event == "closed_otherwise" ? "correction_lapsed fee_lapsed other"
               : event == "reply_replaced"   ? answers_anew
                                             : outcomes;
    }
    return "*";
}

std::string good_for(contract const& c, std::string const& event) {
    auto const taken = words_taken(c.name, event);
    bool const used = names_event(c.used, event);
    return c.name == std::string("event")             ? event
           : *c.words != '\0' && used && taken != "*" ? split(taken).front()
                                                      : c.good;
}

// --- what a table makes of it -----------------------------------------------------------------------

/// One row and what must be said of it.
struct probe {
    texts row{};
    std::optional<code> fault{};
    std::string field{};     ///< of the fault, or of the one warning; empty: none
    std::string in_json{};   ///< must be in what is written
    std::string word_of{};   ///< the cell whose word has the number …
    std::size_t number = 0;  ///< … this one
};

std::string json_of(contract const& c, std::string const& text) {
    return "\"" + std::string(c.name) + "\":" + (c.number ? text : "\"" + text + "\"");
}

/// Where `days` stands.
std::size_t const days_at = [] {
    std::size_t i = 0;
    for (; cells[i].name != std::string("days"); ++i) {
    }
    return i;
}();

std::vector<probe> probes_of(std::string const& event) {
    std::vector<probe> out;
    texts base(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (names_event(cells[i].needed, event)) {
            base[i] = good_for(cells[i], event);
        }
    }
    out.push_back({.row = base});
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto const& c = cells[i];
        auto with = base;
        if (event == "extended" && c.name == std::string("until")) {
            // So many days, or through a day (Z16); not both.
            with[i] = good_for(c, event);
            out.push_back({.row = with, .fault = code::period_twice, .field = c.name});
            with[days_at] = "";
        }
        auto const put = [&](std::string const& text) -> texts const& {
            with[i] = text;
            return with;
        };
        if (names_event(c.needed, event) &&
            (c.name != std::string("event") || event == "received")) {
            out.push_back({.row = put(""), .fault = code::missing_value, .field = c.name});
        }
        auto const good = good_for(c, event);
        bool const used = names_event(c.used, event);
        out.push_back({.row = put(good), .field = used ? "" : c.name});
        // A report is no application's: its number is taken off.
        out.back().in_json = used || i != 0 ? json_of(c, good) : "\"event\":\"" + event + "\"";
        if (*c.bad != '\0') {
            out.push_back({.row = put(c.bad), .fault = c.why, .field = c.name});
        }
        auto const taken = words_taken(c.name, event);
        std::size_t number = 0;
        for (auto const& word : split(c.words)) {
            probe each{.row = put(word), .field = used ? "" : c.name};
            if (used && !names_event(taken, word)) {
                each.fault =
                    c.name == std::string("outcome") ? code::outcome_mismatch : code::unknown_code;
                each.field = c.name;
            } else {
                each.word_of = c.name;
                each.number = number;
            }
            out.push_back(std::move(each));
            ++number;
        }
    }
    return out;
}

std::string as_csv(std::vector<probe> const& probes) {
    std::string out;
    for (auto const& c : cells) {
        out += std::string(out.empty() ? "" : ",") + c.name;
    }
    for (auto const& each : probes) {
        out += '\n';
        for (std::size_t i = 0; i < each.row.size(); ++i) {
            out += (i == 0 ? "" : ",") + to_csv_cell(each.row[i]);
        }
    }
    return out + "\n";
}

/// The number of the word in the member that the contract means.
std::size_t word_number(entry const& e, std::string const& cell) {
    auto const number = [](auto const& word) {
        return word ? static_cast<std::size_t>(*word) : std::size_t{99};
    };
    return cell == "applicant" ? number(e.applicant)
           : cell == "channel" ? number(e.channel)
           : cell == "unit"    ? number(e.days_unit)
           : cell == "kind"    ? number(e.kind)
           : cell == "view"    ? number(e.view)
           : cell == "outcome" ? number(e.outcome)
                               : number(e.result);
}

/// What `table` makes of the rows of an event, where that is not what the contract says.
std::string difference_of(cell_table const& table, std::string const& event) {
    struct prepared {
        std::vector<probe> probes{};
        std::string csv{};
    };
    static std::map<std::string, prepared> made;
    auto& said = made[event];
    if (said.probes.empty()) {
        said.probes = probes_of(event);
        said.csv = as_csv(said.probes);
    }
    auto reader = event_reader::over(said.csv, "", {.cells = &table});
    event_writer const writer(log_form::ndjson, {}, table);
    std::size_t row = 0;
    for (auto const& each : said.probes) {
        auto const next = reader.next();
        std::string const at = event + " row " + std::to_string(++row) + ": ";
        if (!next) {
            auto const& why = next.error();
            if (!each.fault || *each.fault != why.what || each.field != why.field) {
                return at + std::string(name_of(why.what)) + " " + why.field;
            }
            continue;
        }
        if (each.fault || !*next) {
            return at + "taken, without " + std::string(name_of(each.fault.value_or(code{})));
        }
        entry const& e = **next;
        std::string warned;
        for (auto const& w : reader.warnings()) {
            warned += w.field;
        }
        if (warned != each.field) {
            return at + "warned of '" + warned + "', not of '" + each.field + "'";
        }
        if (!each.word_of.empty() && word_number(e, each.word_of) != each.number) {
            return at + "another word of " + each.word_of;
        }
        std::string json;
        writer.append(json, e);
        if (json.find(each.in_json) == std::string::npos) {
            return at + json + " has no " + each.in_json;
        }
    }
    return {};
}

/// A row in which every cell is filled, as text and as what it means.
constexpr auto whole_row =
    R"({"application":"沪-1","agency":"某局","on":"2020-01-06","event":"received","applicant":"business",)"
    R"("channel":"online","days":15,"unit":"working_day","until":"2020-02-03","delivered":"2020-01-08",)"
    R"("ref":"L 1","re":"L 2","kind":"third_party","view":"objects","outcome":"other",)"
    R"("ground":"REG19-36.5","result":"corrected","amount":"12.05","desk":"一科 甲","part_of":"P 1",)"
    R"("related":"R 1","applicant_ref":"h 1","id":"e 1","seq":7,"recorded":"2020-01-06T09:00:00+08:00",)"
    R"("note":"a note"})";

entry whole_entry() {
    return {.application = "沪-1",
            .agency = "某局",
            .on = day(20200106),
            .what = event::received,
            .applicant = applicant::business,
            .channel = channel::online,
            .days = 15,
            .days_unit = unit::working_day,
            .until = day(20200203),
            .delivered = day(20200108),
            .ref = "L 1",
            .re = "L 2",
            .kind = kind::third_party,
            .view = view::objects,
            .outcome = outcome::other,
            .ground = "REG19-36.5",
            .result = remedy_result::corrected,
            .amount_fen = 1205,
            .desk = "一科 甲",
            .part_of = "P 1",
            .related = "R 1",
            .applicant_ref = "h 1",
            .id = "e 1",
            .seq = 7,
            .recorded = instant{1578272400},
            .note = "a note",
            .line = 1};
}

std::string whole_row_difference(cell_table const& table) {
    auto reader = event_reader::over(whole_row, "", {.cells = &table});
    auto const next = reader.next();
    if (!next || !*next) {
        return "the whole row is not taken";
    }
    if (!(**next == whole_entry())) {
        return "a cell is kept in another member";
    }
    std::string json;
    event_writer(log_form::ndjson, {}, table).append(json, **next);
    return json == std::string(whole_row) + "\n" ? "" : "written as " + json;
}

/// A log without a column that every row needs.
std::string header_difference(cell_table const& table) {
    for (auto const& [head, wanted] :
         {std::pair("agency,application,on", "event"), std::pair("application,event", "on"),
          std::pair("on,event", "application"), std::pair("application,on,event", "")}) {
        std::string const text = std::string(head) + "\n";
        auto reader = event_reader::over(text, "", {.cells = &table});
        auto const next = reader.next();
        auto const said =
            next || next.error().what != code::missing_column ? "" : next.error().field;
        if (said != wanted) {
            return std::string("without ") + wanted + ": " + said;
        }
    }
    return {};
}

/// The groups of `qixian help columns`, and that every option says what it is in two languages.
std::string listing_difference(cell_table const& table) {
    std::string names;
    for (auto const group : {cell_group::identity, cell_group::fact, cell_group::record}) {
        for (auto const& each : table.rows) {
            names += each.group == group ? std::string(each.name) + " " : "";
            if (each.about.find(" / ") == std::string_view::npos) {
                return std::string(each.name) + " says nothing";
            }
        }
        names += "| ";
    }
    return names ==
                   "application agency on event | applicant channel days unit until delivered ref "
                   "re "
                   "kind view outcome ground result amount part_of related applicant_ref | desk id "
                   "seq recorded note | "
               ? ""
               : names;
}

/// What the text of a released table was. SQLite keeps it, and `verify` compares it.
std::string store_difference(cell_table const& table) {
    constexpr std::string_view declared = R"(
  happened_on TEXT NOT NULL, event_code TEXT NOT NULL,
  applicant TEXT, channel TEXT, days INTEGER, days_unit TEXT, until_day TEXT, delivered_on TEXT,
  ref_key TEXT, re_key TEXT, kind_code TEXT, view_code TEXT, outcome TEXT, ground TEXT, result_code TEXT,
  amount_fen INTEGER, desk TEXT, part_of TEXT, related TEXT, applicant_ref TEXT, note TEXT, extra TEXT,
  order_no)";
    constexpr std::string_view viewed = R"(event_id, happened_on, event_code,
         applicant, channel, days, days_unit, until_day, delivered_on, ref_key, re_key, kind_code, view_code,
         outcome, ground, result_code, amount_fen / 100.0 AS amount_yuan, desk, part_of, related, note,
         datetime()";
    // What later schemas added, a line each: `3 ALTER TABLE event ADD COLUMN …;`
    constexpr std::string_view added_since = "";
    auto const sql = detail::store_ddl(2, table);
    std::string added;
    for (auto const& each : detail::store_migrations) {
        std::istringstream lines(each.statements(table));
        for (std::string line; std::getline(lines, line);) {
            added += line.starts_with("ALTER") ? std::to_string(each.to) + " " + line + "\n" : "";
        }
    }
    return sql.find(declared) == std::string::npos ? "another table `event`"
           : sql.find(viewed) == std::string::npos ? "another view `entries`"
           : added != added_since                  ? "added: " + added
                                                   : "";
}

/// The schema of a row in JSON, as src/schema/common.schema.json has it.
std::string schema_difference(cell_table const& table) {
    static std::string const shipped = [] {
        std::ifstream in(QIXIAN_SOURCE_DIR "/src/schema/common.schema.json");
        return std::string(std::istreambuf_iterator<char>(in), {});
    }();
    std::string own;
    std::string texts_of;
    for (auto const& each : table.rows) {
        bool const leads = each.group == cell_group::identity;
        std::string const what =
            each.which == cell::event              ? R"({"$ref": "#/$defs/event"})"
            : leads && each.type == cell_type::day ? R"({"$ref": "#/$defs/day"})"
            : each.type == cell_type::instant      ? R"({"$ref": "#/$defs/instant"})"
            : each.type == cell_type::count || each.type == cell_type::integer
                ? R"({"type": "integer"})"
                : "";
        if (what.empty()) {
            texts_of += std::string(each.name) + "|";
        } else {
            own += std::string(own.empty() ? "" : ",\n") + "        \"" + std::string(each.name) +
                   "\": " + what;
        }
    }
    auto const wanted = "      \"properties\": {\n" + own +
                        "\n      },\n      \"patternProperties\": {\n        \"^(" + texts_of +
                        "x_.+)$\": {\n          \"type\": \"string\",";
    return shipped.find(wanted) != std::string::npos ? "" : "the schema has no\n" + wanted;
}

/// The first thing in which `table` is not the contract; `first` is asked before other events.
std::string difference(cell_table const& table, std::size_t first = 0) {
    if (table.rows.size() != cells.size()) {
        return "another number of cells";
    }
    for (auto const& ask : {whole_row_difference, header_difference, listing_difference,
                            store_difference, schema_difference}) {
        if (auto why = ask(table); !why.empty()) {
            return why;
        }
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (auto why = difference_of(table, events[(first + i) % events.size()]); !why.empty()) {
            return why;
        }
    }
    return {};
}

// --- the table, changed -----------------------------------------------------------------------------

/// A copy of the table that may be changed.
struct changed_table {
    std::vector<cell_row> rows{all_cells.begin(), all_cells.end()};
    std::vector<cell_limit> limits{all_cell_limits.begin(), all_cell_limits.end()};
    [[nodiscard]] cell_table table() const { return {rows, limits}; }
};

event_set flipped(event_set set, std::size_t event_number) {
    event_set const one{static_cast<event>(event_number)};
    return set.contains(static_cast<event>(event_number)) ? set - one : set | one;
}

TEST(Cells, AreWhatTheContractSays) { EXPECT_EQ(difference(disclosure_cells), ""); }

TEST(Cells, ATableThatDoesNotFitTheMembersIsNotSound) {
    changed_table t;
    EXPECT_TRUE(is_sound(t.table()));
    for (auto const& change : std::vector<std::function<void(cell_row&)>>{
             [](cell_row& r) { r.which = cell::note; },
             [](cell_row& r) { r.name = "agency"; },
             [](cell_row& r) { r.name = ""; },
             [](cell_row& r) { r.type = cell_type::day; },
             [](cell_row& r) { r.words = kind_codes; },
             [](cell_row& r) { r.used = {}; },
         }) {
        changed_table other;
        change(other.rows.front());
        EXPECT_FALSE(is_sound(other.table()));
    }
    t.rows.pop_back();
    EXPECT_FALSE(is_sound(t.table()));
}

/// Every change of one field of one row, each noticed; what noticed it is printed.
TEST(Cells, ChangingAnyOneRowIsNoticed) {
    std::size_t changes = 0;
    auto const expect_noticed = [&](cell_row const& of, std::string const& what,
                                    cell_table const& table, std::size_t first, bool print) {
        auto const why = difference(table, first);
        EXPECT_NE(why, "") << of.name << ": " << what;
        ++changes;
        if (print) {
            std::printf("  %-14.*s %-26s %s\n", static_cast<int>(of.name.size()), of.name.data(),
                        what.c_str(), why.substr(0, why.find('\n')).c_str());
        }
    };
    for (std::size_t i = 0; i < all_cells.size(); ++i) {
        auto const& row = all_cells[i];
        auto const change = [&](std::string const& what, std::size_t first, bool print,
                                auto const& by) {
            changed_table t;
            by(t.rows[i]);
            expect_noticed(row, what, t.table(), first, print);
        };
        change("another name", 0, true, [](cell_row& r) { r.name = "renamed"; });
        change("no words of its own", 0, true, [](cell_row& r) { r.about = ""; });
        for (auto const group : {cell_group::identity, cell_group::fact, cell_group::record}) {
            if (group != row.group) {
                change("another group", 0, false, [&](cell_row& r) { r.group = group; });
            }
        }
        for (std::size_t t = 0; t <= static_cast<std::size_t>(cell_type::instant); ++t) {
            auto const type = static_cast<cell_type>(t);
            if (type != row.type) {
                change("another type", 0, t == 0 || (t == 1 && row.type == cell_type::text),
                       [&](cell_row& r) { r.type = type; });
            }
        }
        for (std::size_t e = 0; e < events.size(); ++e) {
            change((row.used.contains(static_cast<event>(e)) ? "not used by " : "used by ") +
                       events[e],
                   e, e == 7, [&](cell_row& r) { r.used = flipped(r.used, e); });
            // Of a row without its event nobody knows which event it would be.
            if (row.which != cell::event || events[e] == "received") {
                change(
                    (row.needed.contains(static_cast<event>(e)) ? "not needed by " : "needed by ") +
                        events[e],
                    e, e == 7, [&](cell_row& r) { r.needed = flipped(r.needed, e); });
            }
        }
        if (!row.words.empty()) {
            change("a word less", 0, true,
                   [](cell_row& r) { r.words = r.words.first(r.words.size() - 1); });
            std::vector<std::string_view> swapped(row.words.begin(), row.words.end());
            std::swap(swapped[0], swapped[1]);
            change("two words swapped", 0, true, [&](cell_row& r) { r.words = swapped; });
        }
        change("another column", 0, true, [](cell_row& r) { r.column = "renamed"; });
        if (!row.column.empty()) {
            change("no column", 0, false, [](cell_row& r) { r.column = ""; });
            change("in another schema", 0, false,
                   [](cell_row& r) { r.schema = r.schema == 2 ? 1 : 2; });
            if (row.schema == 1) {
                change("viewed or not", 0, false, [](cell_row& r) { r.viewed = !r.viewed; });
            }
        }
        changed_table without;
        without.rows.erase(without.rows.begin() + static_cast<std::ptrdiff_t>(i));
        expect_noticed(row, "no such row", without.table(), 0, false);
    }
    for (std::size_t i = 0; i < all_cell_limits.size(); ++i) {
        auto const& limit = all_cell_limits[i];
        auto const first = static_cast<std::size_t>(limit.on);
        auto const about = "limit for " + std::string(code_of(limit.on));
        changed_table without;
        without.limits.erase(without.limits.begin() + static_cast<std::ptrdiff_t>(i));
        expect_noticed(info(limit.which), "no " + about, without.table(), first, true);
        for (unsigned word = 0; word < info(limit.which).words.size(); ++word) {
            changed_table other;
            other.limits[i].words ^= std::uint32_t{1} << word;
            expect_noticed(info(limit.which), "another " + about, other.table(), first, false);
        }
        changed_table said;
        said.limits[i].otherwise = code::bad_key;
        expect_noticed(info(limit.which), "another fault, " + about, said.table(), first, true);
    }
    std::printf("  %zu changes, each noticed\n", changes);
    EXPECT_GT(changes, 2000U);
}

}  // namespace
