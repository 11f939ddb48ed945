// Answers of the engine put beside those of the slow model, word by word.
#include "against_engine.hpp"

#include <algorithm>
#include <stdexcept>

#include "qixian/date/text.hpp"

namespace model {

using namespace qixian;

namespace {

template <class Enum, std::size_t N>
std::optional<Enum> word_at(std::array<std::string_view, N> const& words, std::string const& text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (words[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

std::string text_of(maybe_date d) { return d ? to_text(*d) : "-"; }

class comparison {
public:
    std::vector<std::string> out;

    void say(std::string const& what, std::string const& engine, std::string const& slow) {
        if (engine != slow) {
            out.push_back(what + ": engine " + engine + ", model " + slow);
        }
    }
};

// The model has one word where the engine tells what was awaited.
std::string word_of(code c) {
    auto const name = std::string(name_of(c));
    return name.starts_with("REPLY_WHILE_") ? "REPLY_WHILE_AWAITING" : name;
}

std::string coded_list(std::vector<exception_row> const& rows) {
    std::vector<std::string> all;
    for (auto const& r : rows) {
        all.push_back(std::to_string(r.row) + " " + word_of(r.said.why));
    }
    std::sort(all.begin(), all.end());
    std::string text;
    for (auto const& each : all) {
        text += each + "; ";
    }
    return text;
}

std::string coded_list(std::vector<coded> const& rows) {
    std::vector<std::string> all;
    for (auto const& r : rows) {
        all.push_back(std::to_string(r.row) + " " + r.code);
    }
    std::sort(all.begin(), all.end());
    std::string text;
    for (auto const& each : all) {
        text += each + "; ";
    }
    return text;
}

std::string key_of(qixian::duty const& d) {
    return std::string(code_of(d.what)) + "/" + std::to_string(d.number);
}

}  // namespace

std::vector<entry> entries_of(std::vector<row> const& rows) {
    std::vector<entry> out;
    for (auto const& r : rows) {
        entry e;
        e.application = r.application;
        e.agency = r.agency;
        e.on = r.on;
        auto const what = event_of(r.event);
        if (!what) {
            throw std::runtime_error("no such event: " + r.event);
        }
        e.what = *what;
        e.applicant = applicant_of(r.applicant);
        e.channel = word_at<channel>(channel_codes, r.channel);
        e.days = r.days;
        e.days_unit = word_at<unit>(unit_codes, r.unit);
        e.until = r.until;
        e.delivered = r.delivered;
        e.ref = r.ref;
        e.re = r.re;
        e.kind = word_at<kind>(kind_codes, r.kind);
        e.view = word_at<view>(view_codes, r.view);
        e.outcome = outcome_of(r.outcome);
        e.ground = r.ground;
        e.result = word_at<remedy_result>(remedy_result_codes, r.result);
        if (r.amount) {
            e.amount_fen = *r.amount * 100;
        }
        e.part_of = r.part_of;
        e.related = r.related;
        e.id = r.id;
        e.seq = r.seq;
        e.line = static_cast<std::size_t>(r.line);
        out.push_back(std::move(e));
    }
    return out;
}

qixian::policies policies_of(policies const& chosen) {
    qixian::policies out;
    for (auto const& [name, value] : chosen) {
        auto const with = with_policy(out, name, value);
        if (!with) {
            throw std::runtime_error("no such policy: " + name + "=" + value);
        }
        out = *with;
    }
    return out;
}

std::vector<std::string> differences(result<assessment> const& got, answer const& want) {
    comparison c;
    if (!got || !want.faults.empty()) {
        c.say("fault", got ? "none" : std::string(name_of(got.error().what)),
              want.faults.empty() ? "none" : want.faults.front().code);
        return c.out;
    }
    auto const& h = got->life;
    c.say("stage", h.now.at == stage::unregistered ? "" : std::string(code_of(h.now.at)),
          want.stage);
    c.say("standing", std::string(code_of(h.now.year)),
          want.standing.empty() ? "not_carried" : want.standing);
    std::string engine_years;
    std::string model_years;
    for (int const y : h.carried_over) {
        engine_years += std::to_string(y) + " ";
    }
    for (int const y : want.carried_over) {
        model_years += std::to_string(y) + " ";
    }
    c.say("carried_over", engine_years, model_years);
    c.say("received_on", text_of(h.received_on), text_of(want.received_on));
    c.say("closed_on", text_of(h.closed_on), text_of(want.closed_on));
    c.say("outcome", h.result ? std::string(info(*h.result).code) : "", want.outcome);
    if (h.received_on) {
        c.say("regime", std::string(code_of(h.law)), want.regime);
    }
    c.say("irregular", coded_list(h.irregular), coded_list(want.irregular));
    c.say("refusals", coded_list(h.refused), coded_list(want.refusals));

    // The engine keeps restarted reply runs for their certificates; the model has the one in force.
    std::map<std::string, qixian::duty const*> mine;
    for (auto const& d : got->duties) {
        // Without a receipt no decree governs, and the model tells no length for an ordered answer.
        if (d.in_force && (h.received_on || d.what != duty_kind::reanswer)) {
            mine[d.what == duty_kind::reply ? "reply" : key_of(d)] = &d;
        }
    }
    for (auto const& d : want.duties) {
        auto const key = d.name == "reply" ? d.name : d.name + "/" + std::to_string(d.n);
        auto const found = mine.find(key);
        if (found == mine.end()) {
            c.say(key, "absent", d.status + " " + text_of(d.due));
            continue;
        }
        auto const& e = *found->second;
        c.say(key + " due", text_of(e.end ? maybe_date{e.end->due} : maybe_date{}), text_of(d.due));
        c.say(key + " latest", text_of(e.end ? e.end->latest : maybe_date{}), text_of(d.latest));
        c.say(key + " status", std::string(code_of(e.status)), d.status);
        // A period extended by a further letter is proved from that letter; the model names the first.
        if (d.started_on && d.name != "correction") {
            c.say(key + " started_on", text_of(e.started_on), text_of(d.started_on));
        }
        if (d.name == "reply") {
            c.say(key + " paused_days", std::to_string(e.end ? e.end->paused_days : 0),
                  std::to_string(d.paused_days));
            c.say(key + " left", e.working_days_left ? std::to_string(*e.working_days_left) : "-",
                  d.working_days_left ? std::to_string(*d.working_days_left) : "-");
        }
        mine.erase(found);
    }
    for (auto const& [key, d] : mine) {
        c.say(key, std::string(code_of(d->status)), "absent");
    }

    std::multiset<std::string> engine_warnings;
    std::multiset<std::string> model_warnings;
    for (auto const& w : got->warnings) {
        if (modelled_warnings().contains(word_of(w.what))) {
            engine_warnings.insert(word_of(w.what) + " " + text_of(w.shadow_due));
        }
    }
    for (auto const& w : want.warnings) {
        model_warnings.insert(w.code + " " + text_of(w.shadow_due));
    }
    if (engine_warnings != model_warnings) {
        std::string a;
        std::string b;
        for (auto const& w : engine_warnings) {
            a += w + "; ";
        }
        for (auto const& w : model_warnings) {
            b += w + "; ";
        }
        c.say("warnings", a, b);
    }
    return c.out;
}

}  // namespace model
