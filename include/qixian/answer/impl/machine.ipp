// The rules of the procedure and the pages of codes, put as documents.
#pragma once

#include "qixian/answer/impl/json.ipp"
#include "qixian/answer/machine.hpp"
#include "qixian/statute/cn_disclosure/code_pages.hpp"

namespace qixian::inline v0::answer {

QIXIAN_DECL std::string machine_rules() {
    using detail::json;
    json j{{"schema", "qixian/machine/1"}};
    auto& stages = j["stages"] = json::array();
    for (auto const& s : all_stages) {
        stages.push_back({{"code", s.code},
                          {"en", s.en},
                          {"zh", s.zh},
                          {"open", is_open(s.which)},
                          {"closed", is_closed(s.which)}});
    }
    auto& events = j["events"] = json::array();
    for (auto const& e : all_events) {
        events.push_back({{"code", e.code}, {"en", e.en}, {"zh", e.zh}});
    }
    j["verdicts"] = {"accepted", "irregular", "refused"};
    auto& rules = j["rules"] = json::array();
    for (auto const& r : all_rules()) {
        rules.push_back({{"region", code_of(r.in)},
                         {"from", r.from_code},
                         {"event", qixian::code_of(r.on)},
                         {"to", r.to_code},
                         {"guard", r.guard_name},
                         {"citation", cite(r.cites)},
                         {"rule", info(r.cites).id}});
    }
    return detail::page_of_text(j);
}

QIXIAN_DECL bool is_named(code_info const& c, std::string_view wanted) {
    auto const number = std::to_string(static_cast<int>(c.what));
    return wanted.empty() || wanted == number || wanted == c.name || wanted == "QX-" + number;
}

QIXIAN_DECL std::optional<std::string> codes(std::string_view wanted) {
    using detail::json;
    json j{{"schema", "qixian/codes/1"}};
    auto& list = j["codes"] = json::array();
    for (auto const& c : all_codes) {
        if (!is_named(c, wanted)) {
            continue;
        }
        auto const& page = page_of(c.what);
        list.push_back({{"number", static_cast<int>(c.what)},
                        {"code", c.name},
                        {"kind", code_of(c.kind)},
                        {"title", c.en},
                        {"title_zh", c.zh},
                        {"cause", page.cause_en},
                        {"cause_zh", page.cause_zh},
                        {"remedy", page.remedy_en},
                        {"remedy_zh", page.remedy_zh},
                        {"citation", page.citation}});
    }
    if (list.empty()) {
        return std::nullopt;
    }
    return detail::page_of_text(j);
}

}  // namespace qixian::inline v0::answer
