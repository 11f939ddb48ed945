// The event log of a caseload: each life's next row waits in the bucket of its day.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "generator.hpp"
#include "qixian/date/text.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"

namespace qixian::bench {

namespace {

/// The columns of the log, in order. `agency` and `id` are there where they are asked for.
enum class field : std::uint8_t {
    agency,
    id,
    application,
    on,
    event,
    applicant,
    channel,
    days,
    delivered,
    ref,
    re,
    kind,
    view,
    outcome,
    ground,
    result,
    amount,
    desk,
    note
};
constexpr std::array<std::string_view, 19> field_names{
    "agency", "id",        "application", "on",   "event", "applicant", "channel",
    "days",   "delivered", "ref",         "re",   "kind",  "view",      "outcome",
    "ground", "result",    "amount",      "desk", "note"};

struct note_text {
    std::string_view csv;
    std::string_view json;
};
/// With what makes a parser work: commas, quotes, characters of three bytes.
constexpr std::array<note_text, 4> notes{{
    {"已电话告知申请人", "已电话告知申请人"},
    {"\"材料齐全,已转办\"", "材料齐全,已转办"},
    {"\"附“关于\"\"一站式\"\"服务的说明”,共3页\"", "附“关于\\\"一站式\\\"服务的说明”,共3页"},
    {"answered by telephone", "answered by telephone"},
}};

struct waiting {
    std::uint32_t number;
    day_index received;
    std::uint8_t step;
};

class row_writer {
public:
    row_writer(caseload_source const& source, log_form form) : source_(source), form_(form) {
        auto const& days = source.days();
        dates_.reserve(static_cast<std::size_t>(source.through()) + 1);
        for (int i = 0; i <= source.through(); ++i) {
            dates_.push_back(
                i < source.begins()
                    ? std::string{}
                    : to_text(date(static_cast<std::uint32_t>(days.before_first + i))));
        }
        first_ = source.spec().ids ? field::id : field::application;
    }

    void head(std::string& to) const {
        if (form_ == log_form::ndjson) {
            return;
        }
        for (std::size_t f = 0; f < field_names.size(); ++f) {
            if (shown(f)) {
                to += field_names[f];
                to += ',';
            }
        }
        to.back() = '\n';
    }

    void row(std::string& to, life const& l, waiting const& w) {
        for (auto& each : cells_) {
            each.clear();
        }
        auto const& a = l.acts[w.step];
        name(w);
        cell(field::on) = dates_[a.on];
        cell(field::event) = info(a.what).code;
        describe(l, a, w);
        if ((w.number * 7U + w.step * 3U) % 6U == 0) {
            auto const& said = notes[(w.number / 6U) % notes.size()];
            cell(field::note) = form_ == log_form::csv ? said.csv : said.json;
        }
        form_ == log_form::csv ? as_csv(to) : as_json(to);
    }

private:
    std::string& cell(field f) { return cells_[static_cast<std::size_t>(f)]; }

    [[nodiscard]] bool shown(std::size_t f) const {
        return f == static_cast<std::size_t>(field::agency) ? source_.spec().agencies > 0
                                                            : f >= static_cast<std::size_t>(first_);
    }

    static void digits(std::string& to, std::uint64_t value, std::size_t width) {
        std::array<char, 20> text{};
        for (std::size_t i = width; i-- > 0; value /= 10) {
            text[i] = static_cast<char>('0' + value % 10);
        }
        to.append(text.data(), width);
    }

    void name(waiting const& w) {
        auto& application = cell(field::application);
        application.append(dates_[w.received], 0, 4);
        application += '-';
        digits(application, std::uint64_t{w.number} + 1, 8);
        if (source_.spec().ids) {
            auto& id = cell(field::id);
            id = "e-";
            digits(id, std::uint64_t{w.number} * 12 + w.step, 11);
        }
        if (source_.spec().agencies > 0) {
            // Few agencies have most of the work: the smaller of two numbers that look random.
            auto const count = static_cast<std::uint64_t>(source_.spec().agencies);
            auto const hash = (std::uint64_t{w.number} + 1) * 0x9e3779b97f4a7c15U;
            auto& agency = cell(field::agency);
            agency = "A-";
            digits(agency, std::min((hash >> 40U) % count, (hash >> 16U & 0xffffffU) % count), 5);
        }
    }

    void describe(life const& l, act const& a, waiting const& w) {
        auto const& on = dates_[a.on];
        auto const days = [&] { cell(field::days) = std::to_string(a.number); };
        auto const sent = [&] { cell(field::delivered) = on; };
        auto const result = [&] {
            cell(field::result) = code_of(static_cast<remedy_result>(a.word));
            sent();
        };
        switch (a.what) {
        case event::lodged:
        case event::received: opened(l, w); break;
        case event::correction_requested:
        case event::extended:
            days();
            sent();
            break;
        case event::consulted:
            cell(field::kind) = code_of(static_cast<kind>(a.word));
            cell(field::ref) = "L1";
            sent();
            break;
        case event::opinion_received:
            cell(field::view) = view_codes[a.word];
            cell(field::re) = "L1";
            break;
        case event::consultation_lapsed: cell(field::re) = "L1"; break;
        case event::fee_notified:
            cell(field::amount) = std::to_string(a.number) + ".00";
            sent();
            break;
        case event::delivered: cell(field::re) = "R1"; break;
        case event::supplemented: sent(); break;
        case event::review_filed:
            cell(field::ref) = "V1";
            sent();
            break;
        case event::review_accepted:
            cell(field::re) = "V1";
            cell(field::kind) = code_of(static_cast<kind>(a.word));
            break;
        case event::review_decided:
            cell(field::re) = "V1";
            result();
            break;
        case event::suit_filed:
            cell(field::ref) = "S1";
            cell(field::re) = a.word == 1 ? "" : "V1";
            sent();
            break;
        case event::suit_decided:
            cell(field::re) = "S1";
            result();
            break;
        case event::reanswer_ordered:
            cell(field::re) = "V1";
            days();
            sent();
            break;
        case event::reanswered:
            cell(field::re) = "V1";
            sent();
            break;
        case event::closed_otherwise:
            cell(field::outcome) = info(static_cast<outcome>(a.word)).code;
            sent();
            break;
        default:
            if (is_reply(a.what)) {
                replied(l, a, w);
            }
        }
    }

    void opened(life const& l, waiting const& w) {
        cell(field::applicant) = info(l.column).code;
        cell(field::channel) = code_of(l.by);
        cell(field::desk) = "desk-";
        cell(field::desk) += static_cast<char>('1' + w.number % 9);
    }

    void replied(life const& l, act const& a, waiting const& w) {
        auto const& said = info(static_cast<outcome>(a.word));
        if (a.what > event::partly_disclosed) {
            cell(field::outcome) = said.code;
        }
        if (l.limit == 20) {
            cell(field::ground) = said.citation;
        }
        cell(field::ref) = "R1";
        bool const later = w.step + 1 < l.count && l.acts[w.step + 1U].what == event::delivered;
        if (!later) {
            cell(field::delivered) = dates_[a.on];
        }
    }

    void as_csv(std::string& to) const {
        for (std::size_t f = 0; f < cells_.size(); ++f) {
            if (shown(f)) {
                to += cells_[f];
                to += ',';
            }
        }
        to.back() = '\n';
    }

    void as_json(std::string& to) const {
        char between = '{';
        for (std::size_t f = 0; f < cells_.size(); ++f) {
            if (cells_[f].empty() || !shown(f)) {
                continue;
            }
            bool const number = f == static_cast<std::size_t>(field::days) ||
                                f == static_cast<std::size_t>(field::amount);
            to += between;
            to += '"';
            to += field_names[f];
            to += number ? "\":" : "\":\"";
            to += cells_[f];
            if (!number) {
                to += '"';
            }
            between = ',';
        }
        to += "}\n";
    }

    caseload_source const& source_;
    log_form form_;
    field first_ = field::application;
    std::vector<std::string> dates_{};
    std::array<std::string, 19> cells_{};
};

}  // namespace

log_progress write_log(caseload_source const& source, log_form form,
                       std::function<void(std::string_view)> const& to,
                       std::function<void(log_progress const&)> const& progress) {
    constexpr std::size_t piece = std::size_t{1} << 20U;
    row_writer writer(source, form);
    log_progress done;
    std::string text;
    text.reserve(piece + 4096);
    writer.head(text);
    auto const flush = [&] {
        to(text);
        done.bytes += text.size();
        text.clear();
        if (progress) {
            progress(done);
        }
    };
    std::vector<std::vector<waiting>> due(static_cast<std::size_t>(source.through()) + 1);
    // Tells the row, and lets the next one wait for its day, which may be today.
    auto const tell = [&](waiting w) {
        auto const l = source.life_of(w.number, w.received);
        writer.row(text, l, w);
        ++done.rows;
        if (++w.step < l.count) {
            due[l.acts[w.step].on].push_back(w);
        }
        if (text.size() >= piece) {
            flush();
        }
    };
    for (int day = source.begins(); day <= source.through(); ++day) {
        auto& today = due[static_cast<std::size_t>(day)];
        auto const received = static_cast<day_index>(day);
        auto const end = source.first_of(static_cast<day_index>(day + 1));
        for (auto i = source.first_of(received); i < end; ++i) {
            tell({static_cast<std::uint32_t>(i), received, 0});
            ++done.applications;
        }
        for (std::size_t k = 0; k < today.size(); ++k) {
            tell(waiting{today[k]});
        }
        std::vector<waiting>().swap(today);
    }
    flush();
    return done;
}

}  // namespace qixian::bench
