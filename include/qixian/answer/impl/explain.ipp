// The certificates of one application as a document, and the checker's word on them.
#pragma once

#include <algorithm>
#include <deque>

#include "qixian/answer/explain.hpp"
#include "qixian/answer/impl/certificate_json.ipp"
#include "qixian/row/impl/event_row.ipp"
#include "qixian/row/impl/json_depth.ipp"
#include "qixian/row/text.hpp"

namespace qixian::inline v0::answer {

QIXIAN_DECL finding_one find_application(source const& from, std::string_view name,
                                         setting const& with, listener const& to) {
    finding_one out;
    std::vector<found_application> found;
    auto read = one_application(
        from, name, with,
        [&](assessment const& a, std::vector<entry> const& rows) {
            found.push_back({a, rows, with.rules_of(rows)});
        },
        to);
    out.faults = read.faults;
    out.left_out = std::binary_search(read.left_out.begin(), read.left_out.end(), name);
    if (read.stopped() || (!out.faults.empty() && !from.keep_going) ||
        (out.left_out && found.empty())) {
        return out;
    }
    if (found.size() == 1) {
        out.one = std::move(found.front());
        return out;
    }
    out.faults.push_back({.what = found.empty() ? code::unknown_application : code::agency_needed,
                          .detail = std::string(name),
                          .file = from.log.name});
    if (to.fault) {
        to.fault(out.faults.back());
    }
    return out;
}

QIXIAN_DECL std::string explain_document(found_application const& what,
                                         std::vector<certificate> const& proofs,
                                         setting const& with) {
    using namespace detail;
    auto j = head_of("qixian/explain/1", with, what.by);
    j["application"] = what.what.application;
    j["agency"] = what.what.agency;
    j["stage"] = json_of(what.what.life.now.at);
    auto& list = j["certificates"] = json::array();
    for (auto const& c : proofs) {
        list.push_back(json_of(c));
    }
    return page_of_text(j);
}

QIXIAN_DECL document explain(source const& from, std::string_view name, setting const& with,
                             listener const& to) {
    auto found = find_application(from, name, with, to);
    document said{.faults = std::move(found.faults)};
    if (!found.one) {
        return said;
    }
    auto const proofs = certificates(found.one->what, found.one->by.question());
    if (proofs) {
        said.json = explain_document(*found.one, *proofs, with);
        return said;
    }
    said.faults.push_back(proofs.error());
    if (to.fault) {
        to.fault(proofs.error());
    }
    return said;
}

namespace detail {

/// What the head of a document of `explain` says; anything may stand there.
inline stated_grounds grounds_in(json const& j) {
    stated_grounds out;
    if (!j.is_object()) {
        return out;
    }
    if (auto const at = j.find("policies"); at != j.end() && at->is_object()) {
        for (auto const& [name, value] : at->items()) {
            if (value.is_string()) {
                out.policies[name] = value.get<std::string>();
            }
        }
    }
    if (auto const at = j.find("calendar"); at != j.end() && at->is_object()) {
        auto const digest = at->find("digest");
        if (digest != at->end() && digest->is_string()) {
            out.calendar = digest->get<std::string>();
        }
    }
    return out;
}

/// How the grounds that a certificate names differ from those it is checked by.
inline std::vector<qixian::checked::objection> other_grounds(stated_grounds const& under,
                                                             ground_rules const& by) {
    std::vector<qixian::checked::objection> out;
    std::string stated;
    for (auto const& [name, value] : named_values(by.chosen)) {
        auto const at = under.policies.find(std::string(name));
        if (at != under.policies.end() && at->second != value) {
            stated += (stated.empty() ? "" : " ") + at->first + "=" + at->second;
        }
    }
    if (!stated.empty()) {
        out.push_back({.field = "policies",
                       .code = "OTHER_POLICY",
                       .en = "made under another policy: " + stated + "; check it with --policy",
                       .zh = "依另一口径作出：" + stated + "；请以 --policy 指定该口径后核对"});
    }
    if (!under.calendar.empty() && under.calendar != by.calendar->digest()) {
        out.push_back({.field = "calendar",
                       .code = "OTHER_CALENDAR",
                       .en = "made under another calendar; check it with its --known-on, --notices "
                             "and --region",
                       .zh = "依另一日历作出；请以作出时的 --known-on、--notices、--region 核对"});
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL result<std::vector<certificate>> certificates_in(input const& text,
                                                             stated_grounds* under) {
    using detail::json;
    auto const fail = [&](fault why) {
        why.file = text.name;
        return why;
    };
    // A tree of values takes many times the bytes of its text.
    constexpr text_options honest{.longest_line = std::size_t{1} << 24U,
                                  .longest_text = std::size_t{1} << 24U};
    std::string held;
    if (!text.text) {
        auto read = read_text(text.name, honest);
        if (!read) {
            return fail(read.error());
        }
        held = std::move(read).value();
    } else if (text.text->size() > honest.longest_text) {
        return fail({.what = code::line_too_long,
                     .detail = "more than " + std::to_string(honest.longest_text) + " bytes"});
    }
    std::string_view const bytes = text.text ? std::string_view(*text.text) : held;
    auto const wrong_at = [&](std::size_t byte, code what, std::string why) {
        auto const upto = bytes.substr(0, byte);
        auto const line = 1 + static_cast<std::size_t>(std::count(upto.begin(), upto.end(), '\n'));
        auto const start = upto.rfind('\n');
        auto const column =
            count_characters(start == std::string_view::npos ? upto : upto.substr(start + 1)) + 1;
        return fail({.what = what, .detail = std::move(why), .line = line, .column = column});
    };
    if (auto const deep = qixian::detail::too_deep_at(bytes); deep != bytes.npos) {
        return wrong_at(deep, code::json_syntax,
                        "more than " + std::to_string(qixian::detail::deepest_json) +
                            " levels, one in another");
    }
    json j;
    char const* reached = bytes.data();
    try {
        using at = qixian::detail::watched_character;
        j = json::parse(at{bytes.data(), &reached}, at{bytes.data() + bytes.size(), &reached});
    } catch (json::parse_error const& wrong) {
        return wrong_at(wrong.byte == 0 ? 0 : wrong.byte - 1, code::json_syntax, {});
    } catch (json::out_of_range const&) {  // a number beyond all doubles, just read
        auto const last =
            bytes.find_last_of("0123456789", static_cast<std::size_t>(reached - bytes.data()));
        auto const before = bytes.find_last_not_of("+-.0123456789Ee", last);
        return wrong_at(before + 1, code::bad_number, {});  // npos + 1 is the first byte
    }
    if (under != nullptr) {
        *under = detail::grounds_in(j);
    }
    std::vector<certificate> out;
    bool const several = j.is_object() && j.contains("certificates");
    if (several && !j["certificates"].is_array()) {
        return fail(
            {.what = code::certificate_form, .detail = "certificates", .field = "certificates"});
    }
    for (auto const& each : several ? j["certificates"] : json::array({j})) {
        auto const c = detail::certificate_from(each);
        if (!c) {
            return fail(c.error());
        }
        out.push_back(*c);
    }
    if (out.empty()) {
        return fail({.what = code::certificate_form, .detail = "no certificate"});
    }
    return out;
}

QIXIAN_DECL bool checking::sound() const {
    return std::all_of(certificates.begin(), certificates.end(),
                       [](checked_proof const& each) { return each.objections.empty(); });
}

namespace detail {

/// What the checker needs of one application on one day.
struct checked_case {
    std::string application{};
    std::string agency{};
    date as_of{};
    std::vector<checked::row> rows{};
    checked::days days{};
    checked::settings by{};
    std::vector<checked::objection> other{};  ///< grounds that the certificates name

    [[nodiscard]] bool is_of(certificate const& c) const {
        return c.application == application && c.agency == agency && c.as_of == as_of;
    }
};

}  // namespace detail

QIXIAN_DECL checking check_each(std::vector<certificate> const& proofs, source const& from,
                                asked what, std::shared_ptr<store> const& kept, listener const& to,
                                stated_grounds const& under) {
    checking out;
    // Every certificate asks the notices and the log again.
    auto const fail = [&](fault const& why) {
        out.faults.push_back(why);
        if (to.fault) {
            to.fault(why);
        }
        return out;
    };
    std::deque<std::string> bytes;
    auto at_hand = from;
    if (!kept && from.rows == nullptr) {
        auto const log = held(from.log, bytes.emplace_back());
        if (!log) {
            return fail(log.error());
        }
        at_hand.log = *log;
    }
    for (auto& each : what.notices) {
        auto const notice = held(each, bytes.emplace_back());
        if (!notice) {
            return fail(notice.error());
        }
        each = *notice;
    }
    // Those of one application stand together: its rows and days are asked for once.
    std::optional<detail::checked_case> with;
    for (auto const& c : proofs) {
        if (!with || !with->is_of(c)) {
            with.reset();
            what.as_of = c.as_of;
            what.agency = c.agency;
            auto const how = setting::make(what, kept);
            if (!how) {
                return fail(how.error());
            }
            auto found = find_application(at_hand, c.application, *how, to);
            out.faults.insert(out.faults.end(), found.faults.begin(), found.faults.end());
            if (!found.one) {
                return out;
            }
            auto const& by = found.one->by;
            with.emplace(detail::checked_case{.application = c.application,
                                              .agency = c.agency,
                                              .as_of = c.as_of,
                                              .rows = checker_rows(found.one->rows),
                                              .days = checker_days(*by.sources, *by.calendar),
                                              .by = checker_settings(by.chosen, how->known_on),
                                              .other = detail::other_grounds(under, by)});
        }
        auto against = check_certificate(checker_certificate(c), with->rows, with->days, with->by);
        if (!against.empty() && !with->other.empty()) {
            against = with->other;
        }
        out.certificates.push_back({c.id, std::move(against)});
    }
    return out;
}

QIXIAN_DECL document check(std::vector<certificate> const& proofs, source const& from,
                           asked const& what, std::shared_ptr<store> const& kept,
                           listener const& to, stated_grounds const& under) {
    using detail::json;
    auto const done = check_each(proofs, from, what, kept, to, under);
    document said{.faults = done.faults, .finding = !done.sound()};
    if (done.certificates.size() < proofs.size()) {
        return said;
    }
    json list = json::array();
    for (auto const& each : done.certificates) {
        json one{{"id", each.id}, {"holds", each.objections.empty()}};
        auto& objections = one["objections"] = json::array();
        for (auto const& o : each.objections) {
            objections.push_back({{"line", o.line},
                                  {"field", o.field},
                                  {"code", o.code},
                                  {"message", o.en},
                                  {"message_zh", o.zh}});
        }
        list.push_back(std::move(one));
    }
    said.json = detail::page_of_text(json{{"schema", "qixian/check-certificate/1"},
                                          {"holds", done.sound()},
                                          {"certificates", std::move(list)}});
    return said;
}

}  // namespace qixian::inline v0::answer
