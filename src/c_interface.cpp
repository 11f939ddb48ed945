// The C interface over qixian::answer (include/qixian/qixian.h): nothing is decided here. What a host gives
// is looked at, the question is asked, and whatever happens becomes a code and a message.
#define QIXIAN_C_BUILDING
#include "qixian/qixian.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/answer/audit.hpp"
#include "qixian/answer/calendar.hpp"
#include "qixian/answer/deadlines.hpp"
#include "qixian/answer/explain.hpp"
#include "qixian/answer/machine.hpp"
#include "qixian/answer/report.hpp"
#include "qixian/base/config.hpp"
#include "qixian/date/text.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"
#include "qixian/store/error.hpp"
#include "qixian/version.hpp"

namespace {

using namespace qixian;

constexpr std::uint64_t alive = 0x7169'7869'616e'2d65U;  // "qixian-e"

/// Reply days (R33-2), where a host names none.
constexpr int reply_days = reply_term(regime::decree_711).length;

}  // namespace

struct qx_engine {
    std::uint64_t mark = alive;
    std::optional<answer::setting> with{};
    answer::asked what{};   ///< for who has to make a setting of another day
    std::string notices{};  ///< that `what` names
    std::string said{};
};

namespace {

bool is_engine(qx_engine const* e) { return e != nullptr && e->mark == alive; }

std::string_view text_or_empty(char const* text) { return text == nullptr ? "" : text; }

qx_code code_of(code why) {
    switch (why) {
    case code::store_damaged: return QX_STORE;
    case code::store_busy:
    case code::version_clash: return QX_BUSY;
    default: return QX_INPUT;
    }
}

qx_code say(qx_engine* e, qx_code is, std::string_view message) {
    if (e != nullptr) {
        e->said = message;
    }
    return is;
}

qx_code say(qx_engine* e, fault const& why) {
    return say(e, code_of(why.what), answer::fault_document(why));
}

/// Whatever `ask` throws becomes a code; the message is set where there is memory for it.
template <class Ask>
qx_code guarded(qx_engine* e, Ask&& ask) noexcept {
    auto const tell = [&](qx_code is, char const* message) {
        try {
            return say(e, is, message);
        } catch (...) {
            e->said.clear();  // it was there, so there is an engine
            return is;
        }
    };
    try {
        return ask();
    } catch (std::bad_alloc const&) {
        return tell(QX_MEMORY, "");
    } catch (store_error const& why) {
        return tell(code_of(why.why()), why.what());
    } catch (std::exception const& why) {
        return tell(QX_BUG, why.what());
    } catch (...) {
        return tell(QX_BUG, "an exception of no kind that is known");
    }
}

/// Hands a text out.
qx_code hand_out(std::string_view text, qx_code is, char** to) {
    auto* const held = static_cast<char*>(std::malloc(text.size() + 1));
    if (held == nullptr) {
        throw std::bad_alloc();
    }
    std::memcpy(held, text.data(), text.size());
    held[text.size()] = '\0';
    *to = held;
    return is;
}

/// Asks what needs a setting. `complete`: nothing that is needed is NULL.
template <class Ask>
qx_code asked_of(qx_engine* e, bool complete, Ask&& ask) noexcept {
    if (!is_engine(e)) {
        return QX_USAGE;
    }
    return guarded(e, [&] {
        e->said.clear();
        if (!complete) {
            return say(e, QX_USAGE, "something that is needed is NULL");
        }
        if (!e->with) {
            return say(e, QX_USAGE, "the settings of this engine are none");
        }
        return ask();
    });
}

/// The same, with a document for an answer.
template <class Ask>
qx_code document_by(qx_engine* e, char** to, bool complete, Ask&& ask) noexcept {
    if (to != nullptr) {
        *to = nullptr;
    }
    return asked_of(e, complete && to != nullptr, ask);
}

/// Faults become the message, a line each; what could be said all the same is handed out.
qx_code told(qx_engine* e, std::vector<fault> const& faults, std::string_view json, bool finding,
             char** to) {
    for (auto const& each : faults) {
        e->said += answer::fault_document(each);
    }
    auto const is = !faults.empty() ? code_of(faults.front().what) : finding ? QX_FINDING : QX_OK;
    return json.empty() ? is : hand_out(json, is, to);
}

answer::source log_of(char const* log, size_t bytes) {
    return {.log = answer::input::of({log, bytes}, "log")};
}

maybe_date day_of(std::int32_t yyyymmdd) {
    auto const d = checked_day(yyyymmdd);
    return d ? maybe_date(*d) : std::nullopt;
}

std::int32_t number_out(date d) {
    auto const parts = d.year_month_day();
    return static_cast<std::int32_t>(parts.year) * 10000 +
           static_cast<std::int32_t>(parts.month) * 100 + static_cast<std::int32_t>(parts.day);
}

qx_code no_day(qx_engine* e, char const* field, std::int32_t what) {
    return say(e, fault{.what = code::bad_date, .detail = std::to_string(what), .field = field});
}

qx_code open(qx_settings const& asked, qx_engine& e) {
    auto const as_of = day_of(asked.as_of);
    if (!as_of) {
        return no_day(&e, "as_of", asked.as_of);
    }
    auto& what = e.what;
    what.as_of = *as_of;
    what.region = text_or_empty(asked.region);
    what.agency = text_or_empty(asked.agency);
    if (asked.known_on != 0) {
        what.known_on = day_of(asked.known_on);
        if (!what.known_on) {
            return no_day(&e, "known_on", asked.known_on);
        }
    }
    for (auto rest = text_or_empty(asked.policies); !rest.empty();) {
        auto const end = std::min(rest.find(','), rest.size());
        auto const one = rest.substr(0, end);
        auto const is = std::min(one.find('='), one.size());
        what.policies.push_back({std::string(one.substr(0, is)),
                                 std::string(one.substr(std::min(is + 1, one.size())))});
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (asked.notices != nullptr) {
        e.notices = asked.notices;
        what.notices.push_back(answer::input::of(e.notices, "notices"));
    }
    auto made = answer::setting::make(what);
    if (!made) {
        auto const is = say(&e, made.error());
        return made.error().field == "policy" || made.error().field == "region" ? QX_USAGE : is;
    }
    e.with = std::move(made).value();
    return QX_OK;
}

}  // namespace

// What a host sees has C linkage, which the header gives.

char const* qx_version(void) {
#define QX_TEXT(n) #n
#define QX_DOTTED(a, b, c) QX_TEXT(a) "." QX_TEXT(b) "." QX_TEXT(c)
    return QX_DOTTED(QIXIAN_VERSION_MAJOR, QIXIAN_VERSION_MINOR, QIXIAN_VERSION_PATCH);
}

int32_t qx_abi(void) { return 1; }

void qx_free(char* text) { std::free(text); }

qx_code qx_open(qx_settings const* settings, qx_engine** engine) {
    if (engine == nullptr) {
        return QX_USAGE;
    }
    *engine = new (std::nothrow) qx_engine;
    if (*engine == nullptr) {
        return QX_MEMORY;
    }
    return guarded(*engine, [&] {
        if (settings == nullptr) {
            return say(*engine, QX_USAGE, "settings is NULL");
        }
        if (settings->size < sizeof(qx_settings)) {
            return say(*engine, QX_USAGE, "settings.size is not that of any qx_settings");
        }
        return open(*settings, **engine);
    });
}

void qx_close(qx_engine* engine) {
    if (is_engine(engine)) {
        engine->mark = 0;
        delete engine;
    }
}

char const* qx_message(qx_engine const* engine) {
    return is_engine(engine) ? engine->said.c_str() : "";
}

qx_code qx_add(qx_engine* engine, int32_t from, int32_t days, int32_t* last) {
    return asked_of(engine, last != nullptr, [&] {
        *last = 0;
        auto const begin = day_of(from);
        if (!begin) {
            return no_day(engine, "from", from);
        }
        auto const end = engine->with->calendar.add(*begin, working_days{days});
        if (!end) {
            return say(engine, end.error());
        }
        *last = number_out(end->latest);
        return qx_code{QX_OK};
    });
}

qx_code qx_count(qx_engine* engine, int32_t a, int32_t b, int32_t* days) {
    return asked_of(engine, days != nullptr, [&] {
        *days = 0;
        auto const first = day_of(a);
        auto const second = day_of(b);
        if (!first || !second) {
            return no_day(engine, first ? "b" : "a", first ? b : a);
        }
        auto const counted = engine->with->calendar.count(*first, *second);
        if (!counted) {
            return say(engine, counted.error());
        }
        *days = counted->least;
        return qx_code{QX_OK};
    });
}

qx_code qx_due_batch(qx_engine* engine, int32_t const* from, int32_t const* days, size_t n,
                     int32_t* due) {
    return asked_of(engine, n == 0 || (from != nullptr && due != nullptr), [&] {
        size_t without = 0;
        for (size_t i = 0; i < n; ++i) {
            auto const begin = day_of(from[i]);
            auto const length = working_days{days == nullptr ? reply_days : days[i]};
            due[i] = 0;
            if (begin) {
                auto const end = engine->with->calendar.add(*begin, length);
                due[i] = end ? number_out(end->latest) : 0;
            }
            without += due[i] == 0 ? 1 : 0;
        }
        return without == 0 ? qx_code{QX_OK}
                            : say(engine, QX_INPUT, std::to_string(without) + " have no due day");
    });
}

qx_code qx_deadlines(qx_engine* engine, char const* log, size_t bytes, char** document) {
    return document_by(engine, document, log != nullptr, [&] {
        auto const said = answer::deadlines(log_of(log, bytes), *engine->with);
        return told(engine, said.faults, said.json, said.finding, document);
    });
}

qx_code qx_explain(qx_engine* engine, char const* log, size_t bytes, char const* application,
                   char** document) {
    return document_by(engine, document, log != nullptr && application != nullptr, [&] {
        auto const said = answer::explain(log_of(log, bytes), application, *engine->with);
        return told(engine, said.faults, said.json, said.finding, document);
    });
}

qx_code qx_check(qx_engine* engine, char const* certificates, size_t certificate_bytes,
                 char const* log, size_t bytes, char** document) {
    return document_by(engine, document, certificates != nullptr && log != nullptr, [&] {
        answer::stated_grounds under;
        auto const proofs = answer::certificates_in(
            answer::input::of({certificates, certificate_bytes}, "certificates"), &under);
        if (!proofs) {
            return say(engine, proofs.error());
        }
        auto const said = answer::check(*proofs, log_of(log, bytes), engine->what, {}, {}, under);
        return told(engine, said.faults, said.json, said.finding, document);
    });
}

qx_code qx_report(qx_engine* engine, char const* log, size_t bytes, int32_t year, char** document) {
    return document_by(engine, document, log != nullptr, [&] {
        if (year < 2008 || year > 2050) {
            return say(engine, QX_USAGE, "there is a report of the years 2008 to 2050");
        }
        auto const said = answer::report_year(log_of(log, bytes), *engine->with, {.year = year});
        return told(engine, said.faults, said.json, said.finding, document);
    });
}

qx_code qx_audit(qx_engine* engine, char const* table, size_t bytes, char const* name,
                 char** document) {
    return document_by(engine, document, table != nullptr, [&] {
        auto const said = answer::audit_tables(
            {answer::input::of({table, bytes}, name == nullptr ? "table" : name)});
        return told(engine, said.faults, said.json, said.finding, document);
    });
}

qx_code qx_calendar(qx_engine* engine, int32_t year, char** document) {
    return document_by(engine, document, true, [&] {
        auto const said = answer::calendar_show(*engine->with, year);
        return said ? hand_out(*said, QX_OK, document) : say(engine, said.error());
    });
}

qx_code qx_machine(char** document) {
    if (document == nullptr) {
        return QX_USAGE;
    }
    *document = nullptr;
    return guarded(nullptr, [&] { return hand_out(answer::machine_rules(), QX_OK, document); });
}

qx_code qx_codes(char const* wanted, char** document) {
    if (document == nullptr) {
        return QX_USAGE;
    }
    *document = nullptr;
    return guarded(nullptr, [&] {
        auto const said = answer::codes(text_or_empty(wanted));
        return said ? hand_out(*said, QX_OK, document) : qx_code{QX_USAGE};
    });
}
