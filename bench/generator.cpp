// The lives of generator.hpp, drawn one after the other.
#include "generator.hpp"

#include <algorithm>
#include <thread>

#include "generator_tables.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"

namespace qixian::bench {

namespace {

/// The finaliser of SplitMix64: every bit of the input reaches every bit of the output.
constexpr std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

/// The dice of one application: SplitMix64 from a state that the seed and its number make.
class dice {
public:
    dice(std::uint64_t seed, std::uint64_t number)
        : state_(mixed(mixed(seed + 0x9e3779b97f4a7c15U) ^ (number * 0xd1342543de82ef95U))) {}

    /// One of 0 … sides - 1.
    std::uint32_t roll(std::uint32_t sides) {
        state_ += 0x9e3779b97f4a7c15U;
        return static_cast<std::uint32_t>(((mixed(state_) >> 32U) * sides) >> 32U);
    }
    /// One of low … high.
    int between(int low, int high) {
        return low + static_cast<int>(roll(static_cast<std::uint32_t>(high - low + 1)));
    }
    bool happens(std::uint32_t of_ten_thousand) { return roll(10'000) < of_ten_thousand; }

    template <std::size_t N>
    std::size_t pick(std::array<std::uint32_t, N> const& weights) {
        std::uint32_t sum = 0;
        for (auto const w : weights) {
            sum += w;
        }
        auto at = roll(sum);
        std::size_t i = 0;
        for (; at >= weights[i]; ++i) {
            at -= weights[i];
        }
        return i;
    }

private:
    std::uint64_t state_;
};

/// Sums of `results` down a column, so that an outcome is found by one search.
constexpr auto results_through = [] {
    std::array<std::array<std::uint32_t, 21>, 6> out{};
    for (std::size_t c = 0; c < 6; ++c) {
        std::uint32_t sum = 0;
        for (std::size_t o = 0; o < 21; ++o) {
            sum += tables::results[o][c];
            out[c][o] = sum;
        }
    }
    return out;
}();

outcome outcome_for(dice& d, applicant column) {
    auto const& through = results_through[static_cast<std::size_t>(column)];
    auto const at = d.roll(through.back());
    auto const found = std::upper_bound(through.begin(), through.end(), at);
    return static_cast<outcome>(found - through.begin());
}

event reply_with(outcome o) {
    switch (info(o).kind) {
    case answer_kind::disclosed: return event::disclosed;
    case answer_kind::partly_disclosed: return event::partly_disclosed;
    case answer_kind::refused: return event::refused;
    case answer_kind::unable_to_provide: return event::unable_to_provide;
    case answer_kind::not_processed: return event::not_processed;
    case answer_kind::handled_otherwise: break;
    }
    return event::closed_otherwise;
}

/// Beyond the end: nothing from here on happens.
constexpr int never = 0xffff;

/// What an irregular application does.
enum class oddity : std::uint8_t { none, extended_late, notice_late, notice_twice, reply_too_soon };

/// Writes one life down, act by act. Acts after the last day are left out.
class life_writer {
public:
    life_writer(dice& d, settled_days const& days, int through, life& out)
        : d_(d), days_(days), through_(through), out_(out) {}

    [[nodiscard]] int working(int from, int n) const {
        if (from >= through_ || days_.ordinal[from] + n > days_.ordinal[days_.days]) {
            return never;
        }
        return n == 0 ? from : days_.add(from, n);
    }
    [[nodiscard]] int later(int from, int n) const { return from >= through_ ? never : from + n; }

    /// What happens next; never before what happened last.
    int add(int on, event what, int number = 0, int word = 0) {
        on = std::max(on, last_);
        last_ = on;
        if (on <= through_ && out_.count < out_.acts.size()) {
            out_.acts[out_.count++] = {static_cast<day_index>(on), what,
                                       static_cast<std::uint8_t>(number),
                                       static_cast<std::uint8_t>(word)};
        }
        return on;
    }

    void receive(bool lodged_first, int on) {
        if (lodged_first) {
            add(on, event::lodged);
        }
        add(on, event::received);
        origin_ = on;
    }

    /// R30: whether the life goes on.
    bool correct(outcome result, oddity odd) {
        // One draw a statement: the order of arguments is the compiler's.
        allowed_ = std::array{15, 15, 10, 7}[d_.roll(4)];
        auto const after = odd == oddity::notice_late ? d_.between(8, 12) : d_.between(1, 7);
        auto const notice = add(working(origin_, after), event::correction_requested, allowed_);
        auto from = notice;
        if (odd == oddity::notice_twice) {
            from = add(working(notice, d_.between(1, 3)), event::correction_requested, allowed_);
        }
        if (odd == oddity::reply_too_soon) {
            return true;
        }
        if (result == outcome::correction_lapsed) {
            lapse(working(from, allowed_), event::correction_lapsed);
            return false;
        }
        auto const days = d_.between(1, allowed_);
        auto const got = add(working(from, days), event::correction_received);
        if (out_.limit == 20) {
            origin_ = got;  // R30-3; Decree 492 knows no such restart
        }
        return true;
    }

    /// R32, R33 (3), R34. Nothing is withheld for a third party that was not asked (R32-3).
    void consult(outcome result) {
        auto const drawn = std::array{kind::third_party, kind::third_party, kind::third_party,
                                      kind::co_maker, kind::other_agency}[d_.roll(5)];
        auto const whom = result == outcome::third_party_rights ? kind::third_party : drawn;
        auto const sent =
            add(working(origin_, d_.between(1, 6)), event::consulted, 0, static_cast<int>(whom));
        bool const silent = d_.happens(2500);
        if (silent && whom != kind::other_agency) {
            last_ = add(working(sent, 15), event::consultation_lapsed);
        } else {
            auto const days = d_.between(2, 15);
            auto const seen = std::array{view::agrees, view::agrees, view::objects}[d_.roll(3)];
            last_ = add(working(sent, days), event::opinion_received, 0, static_cast<int>(seen));
        }
        if (last_ <= days_.days) {
            paused_ = days_.count(sent, last_);
        }
    }

    /// R42: whether the life goes on.
    bool ask_fee(outcome result) {
        auto const yuan = d_.between(10, 200);
        auto const sent = add(working(last_, d_.between(1, 5)), event::fee_notified, yuan);
        if (result == outcome::fee_lapsed) {
            lapse(working(sent, payment_term.length), event::fee_lapsed);
            return false;
        }
        origin_ = add(working(sent, d_.between(1, 20)), event::fee_paid);
        paused_ = 0;
        return true;
    }

    void reply(outcome result, oddity odd) {
        auto const fraction = tables::reply_days[d_.roll(32)];
        int days = (fraction * out_.limit + 19) / 20;
        auto const due = working(origin_, out_.limit + paused_);
        if (odd == oddity::extended_late) {
            add(working(origin_, out_.limit + paused_ + d_.between(1, 4)), event::extended,
                out_.limit);
            days = out_.limit + d_.between(5, 15);
        } else if (odd == oddity::reply_too_soon) {
            days = d_.between(1, 5);
        } else if (d_.happens(tables::shares::late)) {
            days = out_.limit + d_.between(1, 15);
        } else if (d_.happens(tables::shares::extended) && last_ <= due) {
            auto const by = d_.happens(7000) ? out_.limit : d_.between(1, out_.limit);
            auto const on = working(origin_, out_.limit + paused_ - d_.between(0, 8));
            add(on, event::extended, by);
            days = out_.limit + d_.between(1, by);
        }
        if (result == outcome::other && d_.roll(2) == 0) {
            auto const left = d_.between(1, days);
            add(working(origin_, left + paused_), event::withdrawn);
            return;
        }
        auto const what = reply_with(result);
        auto const on = add(working(origin_, days + paused_), what, 0, static_cast<int>(result));
        if (what != event::closed_otherwise) {
            after_reply(on, result);
        }
    }

private:
    /// The case closed on the day after `last`, whenever somebody writes it down.
    void lapse(int last, event what) {
        auto const on = working(last, d_.between(1, 5));
        add(on, what, std::min(on - last - 1, 255));
    }

    void after_reply(int on, outcome result) {
        if (d_.happens(tables::shares::delivered_later)) {
            add(later(on, d_.between(1, 6)), event::delivered);
        }
        bool const room = out_.count <= 7;
        if (room && d_.happens(tables::shares::reviewed)) {
            review(on);
        } else if (room && !needs_review_first(result) &&
                   d_.happens(tables::shares::sued_directly)) {
            auto const filed = add(later(on, d_.between(20, 170)), event::suit_filed, 0, 1);
            sue(filed);
        } else if (d_.happens(tables::shares::supplemented)) {
            add(later(on, d_.between(7, 30)), event::supplemented);
        }
    }

    void review(int on) {
        auto const filed = add(later(on, d_.between(8, 58)), event::review_filed);
        add(working(filed, d_.between(1, 5)), event::review_accepted, 0,
            static_cast<int>(kind::ordinary));
        auto const said = static_cast<remedy_result>(d_.pick(tables::reviews));
        auto const decided =
            add(later(filed, d_.between(30, 60)), event::review_decided, 0, static_cast<int>(said));
        if (said == remedy_result::corrected) {
            auto const allowed = 15;
            add(decided, event::reanswer_ordered, allowed);
            add(working(decided, d_.between(3, allowed)), event::reanswered);
        } else if (d_.happens(tables::shares::sued_after)) {
            auto const suit = add(later(decided, d_.between(3, 14)), event::suit_filed);
            sue(suit);
        }
    }

    void sue(int filed) {
        auto const said = d_.pick(tables::suits);
        add(later(filed, d_.between(60, 180)), event::suit_decided, 0, static_cast<int>(said));
    }

    dice& d_;
    settled_days const& days_;
    int through_;
    life& out_;
    int origin_ = 0;
    int last_ = 0;
    int paused_ = 0;
    int allowed_ = 0;
};

/// How busy a day is; only the proportions matter. Below 2^20.
std::uint64_t weight_of(std::uint64_t seed, date on, bool works, int years_on) {
    std::uint64_t w = 100;
    w *= works ? tables::week[static_cast<std::size_t>(std::min(weekday_of(on), 4))]
               : tables::rest_day;
    w = w * tables::year[on.month() - 1U] / 100;
    for (int i = 0; i < years_on; ++i) {
        w = w * tables::growth / 100;
    }
    dice d(seed ^ 0x646179U, static_cast<std::uint64_t>(number_of(on)));
    return std::max<std::uint64_t>(w * static_cast<std::uint64_t>(d.between(75, 125)) / 100, 1);
}

/// One application as the columns have it, from what happened through the last day.
struct standing_now {
    int origin;
    int paused = 0;
    int extended = 0;
    int consulted = 0;  ///< since when an opinion is awaited; 0: none is
    stage at = stage::received;
    day_index closed = no_day;
    std::uint8_t result = no_outcome;
};

standing_now standing_of(life const& l, settled_days const& days, int as_of) {
    standing_now now{.origin = l.received};
    auto const close = [&](act const& a, stage at, outcome result) {
        now.at = at;
        now.closed = a.on;
        now.result = static_cast<std::uint8_t>(result);
    };
    auto const lapse = [&](act const& a, outcome result) {
        close(a, stage::abandoned, result);
        now.closed = static_cast<day_index>(a.on - a.number);
    };
    auto const restart = [&](act const& a) {
        now.at = stage::received;
        now.origin = a.on;
        now.paused = 0;
        now.extended = 0;
    };
    int due = days.ordinal[l.received] + l.limit;
    for (auto const& a : l) {
        switch (a.what) {
        case event::correction_requested: now.at = stage::correction_requested; break;
        case event::correction_received:
            if (l.limit == 20) {
                restart(a);
            }
            now.at = stage::received;
            break;
        case event::correction_lapsed: lapse(a, outcome::correction_lapsed); break;
        case event::consulted: now.consulted = a.on; break;
        case event::opinion_received:
        case event::consultation_lapsed:
            now.paused += days.count(now.consulted, a.on);
            now.consulted = 0;
            break;
        case event::extended:
            // One that came too late gives nothing.
            if (days.ordinal[a.on - 1] < due + now.paused) {
                now.extended += a.number;
            }
            break;
        case event::fee_notified: now.at = stage::fee_requested; break;
        case event::fee_paid: restart(a); break;
        case event::fee_lapsed: lapse(a, outcome::fee_lapsed); break;
        case event::disclosed: close(a, stage::disclosed, outcome::granted); break;
        case event::partly_disclosed:
            close(a, stage::partly_disclosed, outcome::partly_granted);
            break;
        case event::refused: close(a, stage::refused, static_cast<outcome>(a.word)); break;
        case event::unable_to_provide:
            close(a, stage::unable_to_provide, static_cast<outcome>(a.word));
            break;
        case event::not_processed:
            close(a, stage::not_processed, static_cast<outcome>(a.word));
            break;
        case event::withdrawn: close(a, stage::withdrawn, outcome::other); break;
        case event::closed_otherwise: close(a, stage::closed, outcome::other); break;
        case event::registered_in_error:
            close(a, stage::void_record, outcome::other);
            now.result = no_outcome;
            break;
        default: break;
        }
        due = days.ordinal[now.origin] + l.limit;
    }
    if (now.consulted != 0) {
        now.paused += days.count(now.consulted, as_of);
    }
    return now;
}

}  // namespace

caseload_source::caseload_source(caseload_spec spec, working_calendar const& calendar)
    : spec_(spec), days_(calendar.settled()) {
    auto const begins = first_day_of(spec.from);
    auto const last = std::min(last_day_of(spec.from + spec.years - 1), calendar.certain_through());
    QIXIAN_EXPECTS(spec.years > 0 && calendar.covers(begins) && begins < last &&
                   spec.from + spec.years - 1 <= year_of(calendar.certain_through()));
    QIXIAN_EXPECTS(spec.applications <= 4'000'000'000U);
    auto const index = [&](date d) {
        return static_cast<day_index>(std::clamp(days_.index_of(d), 0, days_.days));
    };
    begins_ = index(begins);
    through_ = index(last);
    fees_from_ = index(fee_from);
    decree_711_ = index(decree_711_from);
    std::vector<std::uint64_t> busy{0};
    for (date d = begins; d <= last; d = plus_days(d, 1)) {
        auto const i = days_.index_of(d);
        bool const works = days_.ordinal[i] != days_.ordinal[i - 1];
        busy.push_back(busy.back() + weight_of(spec.seed, d, works, year_of(d) - spec.from));
    }
    for (auto const through : busy) {
        // No overflow: the weights of all days together stay below 2^28, applications below 2^32.
        first_of_.push_back(spec.applications * through / busy.back());
    }
}

day_index caseload_source::received_on(std::uint64_t i) const {
    auto const after = std::upper_bound(first_of_.begin(), first_of_.end(), i);
    return static_cast<day_index>(begins_ + (after - first_of_.begin()) - 1);
}

life caseload_source::life_of(std::uint64_t i, day_index received) const {
    dice d(spec_.seed, i);
    life out;
    out.received = received;
    out.limit = received < decree_711_ ? 15 : 20;
    out.column = static_cast<applicant>(d.pick(tables::received));
    out.by = std::array{
        channel::online,        channel::online,    channel::online,    channel::registered_post,
        channel::ordinary_post, channel::in_person, channel::in_person, channel::fax}[d.roll(8)];
    auto result = outcome_for(d, out.column);
    bool const fees = received >= fees_from_;
    bool const new_law = out.limit == 20;
    if ((result == outcome::correction_lapsed && !new_law) ||
        (result == outcome::fee_lapsed && !fees)) {
        result = outcome::other;
    }
    auto odd = oddity::none;
    if (spec_.irregular > 0 && new_law && d.happens(static_cast<std::uint32_t>(spec_.irregular))) {
        odd = static_cast<oddity>(d.between(1, 4));
        result = outcome::granted;
    }
    life_writer now(d, days_, through_, out);
    bool const lodged_first = d.happens(tables::shares::lodged_first);
    now.receive(lodged_first, received);
    if (odd == oddity::none && d.happens(tables::shares::in_error)) {
        now.add(now.working(received, d.between(1, 3)), event::registered_in_error);
        return out;
    }
    bool const unclear = result == outcome::correction_lapsed ||
                         result == outcome::unclear_after_correction || odd > oddity::extended_late;
    if ((d.happens(tables::shares::corrected) || unclear) && !now.correct(result, odd)) {
        return out;
    }
    bool const plain = odd == oddity::none && new_law;
    bool const asks = d.happens(tables::shares::consulted);
    if (plain && (asks || result == outcome::third_party_rights)) {
        now.consult(result);
    }
    bool const pays = d.happens(tables::shares::fee) || result == outcome::fee_lapsed;
    if (plain && fees && pays && !now.ask_fee(result)) {
        return out;
    }
    now.reply(result, odd);
    return out;
}

case_columns caseload_source::columns(int threads) const {
    case_columns out{.days = days_, .as_of = through_};
    auto const n = static_cast<std::size_t>(spec_.applications);
    out.received.resize(n);
    out.total.resize(n);
    out.stage.resize(n);
    out.column.resize(n);
    out.outcome.resize(n);
    out.closed.resize(n);
    auto const fill = [&](std::size_t from, std::size_t to) {
        auto day = from < to ? received_on(from) : through_;
        for (auto i = from; i < to; ++i) {
            while (day < through_ && first_of(static_cast<day_index>(day + 1)) <= i) {
                ++day;
            }
            auto const l = life_of(i, day);
            auto const now = standing_of(l, days_, through_);
            auto const total = days_.count(day, now.origin) + l.limit + now.paused + now.extended;
            out.received[i] = day;
            out.total[i] = static_cast<std::uint8_t>(std::min(total, 255));
            out.stage[i] = static_cast<std::uint8_t>(now.at);
            out.column[i] = static_cast<std::uint8_t>(l.column);
            out.outcome[i] = now.result;
            out.closed[i] = now.closed;
        }
    };
    auto const parts = static_cast<std::size_t>(std::max(threads, 1));
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < parts; ++t) {
        others.emplace_back(fill, n * t / parts, n * (t + 1) / parts);
    }
    fill(0, n / parts);
    for (auto& each : others) {
        each.join();
    }
    return out;
}

}  // namespace qixian::bench
