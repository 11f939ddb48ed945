// Duties, days and lists of events put in words, Chinese or English.
#include "base/wording.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "qixian/base/safe_text.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/statute/cn_disclosure/citation.hpp"

namespace qixian::cli {

std::string counted(std::uint64_t n, std::string_view one, std::string_view many) {
    return n == 1         ? fmt::format("1 {}", one)
           : many.empty() ? fmt::format("{} {}s", n, one)
                          : fmt::format("{} {}", n, many);
}

std::string some_names(std::vector<std::string> const& names) {
    constexpr std::size_t few = 8;
    std::string out;
    for (std::size_t i = 0; i < std::min(few, names.size()); ++i) {
        out += (i == 0 ? "" : " ") + visible(names[i]);
    }
    return names.size() > few ? out + " …" : out;
}

std::string short_id(std::string const& id) {
    constexpr std::size_t made = 32;
    constexpr std::size_t enough = 8;
    bool const hex = id.find_first_not_of("0123456789abcdef") == std::string::npos;
    return hex && id.size() == made ? id.substr(0, enough) : id;
}

std::string minute_text(instant const& when) {
    constexpr std::size_t day_and_minute = 16;
    auto text = to_text(when).substr(0, day_and_minute);
    std::replace(text.begin(), text.end(), 'T', ' ');
    return text;
}

namespace {

text_pair reading_name(std::string_view reading) {
    static constexpr auto names = std::to_array<std::pair<std::string_view, text_pair>>({
        {"nonworking_receipt=next_working_day", text::reading_next_working_day},
        {"nonworking_receipt=literal", text::reading_that_day},
        {"online_receipt=submission_accepted", text::reading_submission},
        {"Q5", text::reading_no_correction_notice},
        {"O6", text::reading_correction_restarts},
        {"reasons_as_correction=yes", text::reading_reasons_restart},
        {"transition=regime_at_receipt", text::reading_decree_of_receipt},
        {"transition=new_rule_for_open_cases", text::reading_new_decree},
    });
    auto const found = std::find_if(names.begin(), names.end(),
                                    [&](auto const& each) { return each.first == reading; });
    return found == names.end() ? text::reading_another : found->second;
}

}  // namespace

std::string shadow_text(warning const& w, language in) {
    if (!w.shadow_due) {
        return {};
    }
    auto const name = say(in, reading_name(w.reading));
    return in == language::zh ? fmt::format("{}的，期限为 {}", name, to_text(*w.shadow_due))
                              : fmt::format("{}: {}", name, to_text(*w.shadow_due));
}

std::string warning_text(warning const& w, std::vector<entry> const& rows, language in) {
    auto const other = shadow_text(w, in);
    auto const cell = in == language::zh && w.what == code::unused_cell
                          ? disclosure_cells.named(w.detail)
                          : std::nullopt;
    auto const text =
        sentence(w.what, in, cell ? first_name(disclosure_cells[*cell].zh) : w.detail);
    auto whole = other.empty() ? text : beside(text, other, in);
    if (!w.has_row || w.row >= rows.size()) {
        return whole;
    }
    auto const& e = rows[w.row];
    return fmt::format("{} {}{}{}", to_text(e.on), say(in, info(e.what).zh, info(e.what).en),
                       in == language::zh ? "：" : ": ", whole);
}

std::string unregistered_text(std::size_t n, language in) {
    return n == 0               ? std::string{}
           : in == language::zh ? fmt::format("，未登记{}件", n)
                                : fmt::format(", {} not registered", n);
}

text_table::cell light_cell(light of, language in) {
    auto const light_of = [&](std::string_view shape, text_pair const& word, paint how) {
        return text_table::cell{
            .text = fmt::format("{} {}", shape, say(in, word)), .how = how, .whole = true};
    };
    switch (of) {
    case light::green: return light_of("●", text::green, paint::green);
    case light::yellow: return light_of("▲", text::yellow, paint::yellow);
    case light::red: return light_of("■", text::red, paint::red);
    case light::overdue: return light_of("✖", text::overdue, paint::inverse);
    case light::none: break;
    }
    return {"", paint::plain};
}

std::string left_text(std::optional<int> const& left, language in) {
    if (!left) {
        return "";
    }
    if (*left < 0) {
        return in == language::zh ? fmt::format("超{}个工作日", -*left)
                                  : fmt::format("{} wd late", -*left);
    }
    return in == language::zh ? fmt::format("剩{}个工作日", *left)
                              : fmt::format("{} wd left", *left);
}

std::string due_text(duty const& d, language in) {
    if (!d.end) {
        return std::string(say(in, text::no_limit));
    }
    auto text = to_text(d.end->due);
    if (!d.end->latest) {
        return text + " …";
    }
    if (*d.end->latest != d.end->due) {
        text += " … " + to_text(*d.end->latest);
    }
    return d.end->certain ? text : text + " ?";
}

std::string beside(std::string_view what, std::string_view more, language in) {
    return in == language::zh ? fmt::format("{}（{}）", what, more)
                              : fmt::format("{} ({})", what, more);
}

std::string duty_text(duty const& d, language in) {
    auto const name = say(in, info(d.what).zh, info(d.what).en);
    return d.ref.empty() ? std::string(name) : beside(name, d.ref, in);
}

std::string basis_text(basis which, language in) {
    return in == language::zh ? citation_in_chinese(which) : cite(which);
}

std::string said_text(event what, ruling const& said, language in) {
    auto const limit = said.limit ? to_text(*said.limit) : std::string{};
    return in == language::zh
               ? fmt::format("{}：{}（{}{}{}）", info(what).zh, sentence(said.why, in),
                             basis_text(said.cites, in), limit.empty() ? "" : "，", limit)
               : fmt::format("{}: {} ({}{}{})", code_of(what), sentence(said.why, in),
                             basis_text(said.cites, in), limit.empty() ? "" : ", ", limit);
}

std::string bases_text(duty const& d, language in) {
    if (in == language::zh) {
        return citations_in_chinese(d.bases);
    }
    std::string out;
    for (auto const b : d.bases) {
        out += (out.empty() ? "" : " ") + cite(b);
    }
    return out;
}

std::string_view party_text(party p, language in) {
    switch (p) {
    case party::agency: return say(in, text::agency);
    case party::applicant: return say(in, text::applicant);
    case party::third_party: return say(in, text::third_party);
    case party::co_maker: return say(in, text::co_maker);
    case party::other_agency: return say(in, text::other_agency);
    case party::review_body: return say(in, text::review_body);
    case party::court: return say(in, text::court);
    }
    return "";
}

std::string events_text(std::vector<event> const& which, language in) {
    std::string out;
    for (auto const each : which) {
        out += out.empty() ? "" : in == language::zh ? "、" : ", ";
        out += say(in, info(each).zh, info(each).en);
    }
    return out.empty() ? std::string(say(in, text::nothing)) : out;
}

std::string column_name(std::string const& column, language in) {
    for (auto const& each : all_columns) {
        if (each.code == column) {
            return std::string(say(in, each.zh, each.en));
        }
    }
    for (auto const& each : all_remedy_columns) {
        if (each.id == column) {
            return std::string(say(in, each.zh, each.en));
        }
    }
    return column;
}

std::string joined(std::vector<std::string> const& names) {
    std::string out;
    for (auto const& each : names) {
        out += (out.empty() ? "" : " ") + each;
    }
    return out.empty() ? "—" : out;
}

namespace {

std::string side_text(maybe_date const& due, maybe_date const& latest, bool there, bool certain,
                      language in) {
    if (!there) {
        return std::string(say(in, text::none));
    }
    if (!due) {
        return std::string(say(in, text::no_limit));
    }
    auto text = to_text(*due);
    if (!latest) {
        text += " …";
    } else if (*latest != *due) {
        text += " … " + to_text(*latest);
    }
    return certain ? text : text + " ?";
}

}  // namespace

std::string move_text(due_move const& m, language in) {
    auto text =
        fmt::format("{}{} {} → {}",
                    beside(fmt::format("{}{}", say(in, info(m.what).zh, info(m.what).en),
                                       m.ref.empty() ? "" : " " + m.ref),
                           party_text(m.owed_by, in), in),
                    in == language::zh ? "：" : ":",
                    side_text(m.before_due, m.before_latest, !m.fresh, m.before_certain, in),
                    side_text(m.after_due, m.after_latest, !m.gone, m.after_certain, in));
    if (m.late_after && !m.late_before) {
        text += say(in, text::becomes_late);
    } else if (m.late_before && !m.late_after) {
        text += say(in, text::is_late_no_more);
    }
    return text;
}

}  // namespace qixian::cli
