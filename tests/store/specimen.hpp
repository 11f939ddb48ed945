// A small store with something of everything in it, for tests that damage it, and what it says as
// one text, so that two readings can be compared.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "store_support.hpp"

namespace qixian::testing {

/// A clock that a test moves by hand. Copies show the same time.
class hand_clock {
public:
    explicit hand_clock(int yyyymmdd) { set(yyyymmdd); }
    /// Nine o'clock in Beijing.
    void set(int yyyymmdd) {
        auto const days = days_between(day(19700101), day(yyyymmdd));
        now_->seconds = std::int64_t{days} * 86400 + 3600;
    }
    void advance(std::int64_t seconds) const { now_->seconds += seconds; }
    [[nodiscard]] instant now() const { return *now_; }
    [[nodiscard]] store_options options() const {
        store_options out;
        out.clock = [at = now_] { return *at; };
        return out;
    }

private:
    std::shared_ptr<instant> now_ = std::make_shared<instant>();
};

/// Every notice that was out before `id`, and `id` itself.
struct time_of_notice {
    std::shared_ptr<editions const> known{};
    notice coming{};

    explicit time_of_notice(std::string_view id) {
        for (auto const& each : china::editions().notices()) {
            if (each.id == id) {
                coming = each;
            }
        }
        if (coming.id.empty()) {
            throw std::logic_error("no such notice");
        }
        editions out;
        for (auto const& each : china::editions().notices()) {
            if (each.published < coming.published) {
                out = out.with_notice(each).value();
            }
        }
        known = std::make_shared<editions>(std::move(out));
    }
};

inline std::string file_bytes(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out.exceptions(std::ios::badbit);  // else it keeps silent when memory runs out
    out << in.rdbuf();
    return std::move(out).str();
}

inline void write_bytes(std::string const& path, std::string const& bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// A folder in memory where there is one: tests that write thousands of stores.
inline std::string quick_folder() {
    return std::filesystem::is_directory("/dev/shm")
               ? "/dev/shm/"
               : std::filesystem::temp_directory_path().string() + "/";
}

/// Every field of an entry that a store keeps.
inline std::string text_of(entry const& e) {
    std::ostringstream out;
    out.exceptions(std::ios::badbit);  // else it keeps silent when memory runs out
    auto const code = [&out](auto const& value) {
        out << '|';
        if (value) {
            out << static_cast<long long>(*value);
        }
    };
    auto const on = [&out](maybe_date const& value) {
        out << '|' << (value ? to_text(*value) : "");
    };
    out << e.agency << '|' << e.application << '|' << to_text(e.on) << '|' << code_of(e.what);
    code(e.applicant);
    code(e.channel);
    code(e.days);
    code(e.days_unit);
    on(e.until);
    on(e.delivered);
    out << '|' << e.ref << '|' << e.re;
    code(e.kind);
    code(e.view);
    code(e.outcome);
    out << '|' << e.ground;
    code(e.result);
    code(e.amount_fen);
    out << '|' << e.desk << '|' << e.part_of << '|' << e.related << '|' << e.applicant_ref << '|'
        << e.id << '|' << e.seq << '|' << (e.recorded ? e.recorded->seconds : -1) << '|' << e.note;
    for (auto const& [name, value] : e.extra) {
        out << '|' << name << '=' << value;
    }
    return std::move(out).str();
}

/// All that a store answers without working anything out: its log, application by application and
/// entry by entry, the closed years, settings and notices.
inline std::string everything(store& kept) {
    std::ostringstream out;
    out.exceptions(std::ios::badbit);  // else it keeps silent when memory runs out
    auto const& about = kept.about();
    out << about.id << '|' << about.hash << '|' << about.schema << '|' << about.created.seconds
        << '|' << about.created_by << '\n';
    for (auto const& each : about.agencies) {
        out << "agency " << each << '\n';
    }
    kept.feed({}, 0, [&](feed_item const& item) {
        out << item.position << '|' << item.version << '|' << text_of(item.e) << '|' << item.actor
            << '|' << item.role << '|' << item.hash << '\n';
        return true;
    });
    kept.each_application({}, [&](kept_application const& app) {
        out << app.agency << '/' << app.application << ':';
        for (auto const& e : app.rows) {
            out << ' ' << e.line;
        }
        out << '\n';
    });
    for (auto const& each : kept.closed_years({})) {
        out << each.agency << ' ' << each.year << ' ' << to_text(each.closed_on) << ' '
            << each.recorded.seconds << ' ' << each.position << '\n';
        for (auto const& f : counts_of(each.figures)) {
            out << f.row << ' ' << f.column << ' ' << f.count << '\n';
        }
        for (auto const& f : members_of(each.figures)) {
            out << f.row << ' ' << f.column << ' ' << f.application << '\n';
        }
    }
    for (auto const& each : kept.setting_history()) {
        out << each.agency << '|' << to_text(each.from) << '|' << each.name << '|' << each.value
            << '\n';
    }
    for (auto const& each : kept.sources().notices()) {
        out << each.id << '|' << each.document << '|' << each.title << '|'
            << to_text(each.published) << '|' << each.arranges_year << '|' << each.amends << '\n';
        for (auto const& d : each.days) {
            out << to_text(d.on) << code_of(d.kind) << d.holiday << ' ';
        }
        out << '\n';
    }
    return std::move(out).str();
}

/// The store that is damaged, as it was on some days.
struct specimen {
    std::string bytes{};         ///< of the file
    std::string bytes_before{};  ///< of the file some days earlier
    store_anchor anchor{};       ///< of the whole of it
    hand_clock clock{20200110};
    time_of_notice times{"CN-2020-A1"};

    [[nodiscard]] store_options options() const {
        auto out = clock.options();
        out.sources = times.known;
        return out;
    }
};

namespace detail_of_specimen {

inline void must(result<append_answer> const& said) {
    if (!said || said->status != append_status::appended) {
        throw std::logic_error(said ? std::string(info(said->said.why).en) + " " + said->id
                                    : said.error().detail);
    }
}

}  // namespace detail_of_specimen

/// Makes it. Two agencies, six applications, entries with every kind of column, two settings, a
/// notice, a closed year, four daily checkpoints.
inline specimen make_specimen() {
    using detail_of_specimen::must;
    specimen out;
    std::string const path = quick_folder() + "qixian-specimen-" + std::to_string(::getpid());
    std::filesystem::remove(path);
    {
        auto options = out.options();
        // Small pages: fewer bytes that nothing is kept in.
        options.database =
            sqlite_database({.careless_sql = "PRAGMA synchronous=OFF; PRAGMA page_size=1024"});
        auto kept = store::create(path, {.agencies = {"甲厅", "乙局"}}, options);
        author const by{.actor = "op-7", .role = "clerk"};
        auto const add = [&](std::string const& agency, entry e) {
            e.agency = agency;
            must(kept.append(e, {.by = by, .future = true}));
        };
        auto first = received("2019-031", 20191105);
        first.id = "hand-1";
        first.desk = "法规处";
        first.applicant_ref = "k9f2";
        add("甲厅", first);
        auto asked = happened("2019-031", 20191108, event::consulted);
        asked.delivered = day(20191111);
        asked.ref = "T1";
        asked.kind = kind::third_party;
        add("甲厅", asked);
        auto said = happened("2019-031", 20191125, event::opinion_received);
        said.re = "T1";
        said.view = view::objects;
        add("甲厅", said);
        out.clock.set(20200113);
        auto part = happened("2019-031", 20191129, event::partly_disclosed);
        part.delivered = day(20191202);
        part.note = "遮盖第三方信息";
        part.extra = {{"x_box", "12"}, {"x_file", "甲-3"}};
        add("甲厅", part);
        add("甲厅", received("2019-032", 20191216));
        add("乙局", received("2019-031", 20191216));
        if (kept.change_setting({"甲厅", day(20200101), "lights", "7,3"}, by)) {
            throw std::logic_error("setting");
        }
        out.clock.set(20200115);
        if (!kept.close_year("甲厅", 2019, {}, by)) {
            throw std::logic_error("the year is not closed");
        }
        auto longer = happened("2019-032", 20200114, event::extended, 10);
        add("甲厅", longer);
        auto other = happened("2019-031", 20200106, event::consulted);
        other.ref = "T2";
        other.kind = kind::other_agency;
        other.delivered = day(20200107);
        other.amount_fen = 40000;
        add("乙局", other);
        out.bytes_before = file_bytes(path);
        out.clock.set(20200120);
        add("甲厅", received("2020-001", 20200116));
        auto wrong = happened("2020-001", 20200117, event::correction_requested, 15);
        wrong.days_unit = unit::day;
        wrong.delivered = day(20200117);
        wrong.id = "hand-9";
        add("甲厅", wrong);
        if (!kept.withdraw("甲厅", "hand-9", "记错申请", by)) {
            throw std::logic_error("not withdrawn");
        }
        if (kept.change_setting({"", day(20200101), "policy.online_receipt", "submission_accepted"},
                                by)) {
            throw std::logic_error("setting");
        }
        out.clock.set(20200128);
        if (!kept.apply_notice(out.times.coming, day(20200128), by)) {
            throw std::logic_error("notice");
        }
        auto no = happened("2019-032", 20200203, event::refused);
        no.delivered = day(20200204);
        no.outcome = outcome::process_information;
        no.ground = "REG19-16.2";
        add("甲厅", no);
        out.clock.set(20200210);
        add("乙局", received("2020-002", 20200206));
        auto review = happened("2019-032", 20200207, event::review_filed);
        review.delivered = day(20200210);
        review.ref = "R1";
        add("甲厅", review);
        out.anchor = kept.make_anchor(by).value();
        auto const found = first_damage(kept.verify(out.anchor));
        if (!found.empty()) {
            throw std::logic_error(found);
        }
    }
    out.bytes = file_bytes(path);
    std::filesystem::remove(path);
    std::filesystem::remove(path + "-journal");
    return out;
}

}  // namespace qixian::testing
