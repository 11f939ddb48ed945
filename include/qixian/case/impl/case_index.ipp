// Which letters and rounds a row may mean, found without looking at all of them.
//
// A history may hold very many. What rows ask of them is always of one kind: whether one, none or
// several are in a state (unanswered, suspended, given up), by the key that a row names or by none,
// and which is the last. So each state keeps a count and the sum of its positions, which is the
// position where there is one; and whoever changes a letter or a round says so. What passes by itself,
// the last day of a round, is worked out only when it is asked for, and days never go back.
#pragma once

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/act_index.ipp"
#include "qixian/case/impl/clock_index.ipp"
#include "qixian/case/impl/round_states.ipp"

namespace qixian::inline v0 {

namespace detail {

/// How many there are, and which where it is one.
struct sole_count {
    std::size_t count = 0;
    std::size_t sum = 0;
    void add(std::size_t i) {
        ++count;
        sum += i;
    }
    void remove(std::size_t i) {
        --count;
        sum -= i;
    }
    [[nodiscard]] std::pair<target, std::size_t> meant() const {
        return count == 0   ? std::pair{target::none, std::size_t{0}}
               : count == 1 ? std::pair{target::found, sum}
                            : std::pair{target::ambiguous, std::size_t{0}};
    }
};

/// The letters and rounds of one history while it grows.
class case_index {
public:
    /// Knows what `h` holds already. Both must outlive it.
    case_index(history const& h, context const& in)
        : h_(h), in_(in), acts_(h, *in.law), clock(h, in) {
        for (std::size_t i = 0; i < h.letters.size(); ++i) {
            sent(i);
        }
        for (std::size_t i = 0; i < h.rounds.size(); ++i) {
            opened(i);
        }
    }
    case_index(case_index const&) = delete;
    case_index& operator=(case_index const&) = delete;

    // --- what happened ---------------------------------------------------------------------------

    void sent(std::size_t letter) {
        letters_.resize(letter + 1);
        auto const& l = h_.letters[letter];
        if (!l.ref.empty()) {
            letters_[letter].key = &keys_[l.ref];
            letters_[letter].key->letters.add(letter);
        }
        letter_changed(letter);
    }

    void letter_changed(std::size_t letter) {
        auto const& l = h_.letters[letter];
        auto& known = letters_[letter];
        bool const waits = l.counts && !l.delivered && !l.returned;
        set(waiting_, letter, known.waits, waits);
        set(back_, letter, known.back && l.counts, l.returned && l.counts);
        if (known.key != nullptr) {
            set(known.key->back, letter, known.back, l.returned);
        }
        known.waits = waits;
        known.back = l.returned;
        if (known.answers != nowhere) {
            retime(known.answers);
        }
        if (known.round != nowhere) {
            retime(known.round);
            if (h_.rounds[known.round].letter == letter) {
                clock.letter_changed(known.round);
            } else {
                clock.round_changed(known.round);
            }
        }
    }

    void opened(std::size_t i) {
        auto const& r = h_.rounds[i];
        if (matters_.empty()) {
            matters_.resize(in_.law->matters.size());
        }
        rounds_.resize(i + 1);
        auto& of = matters_[place_of(r.what)];
        ++of.total;
        of.last = i;
        acts_.opened(i);
        letters_[r.letter].round = i;
        name(i, r.ref);
        if (r.after) {
            name(i, h_.rounds[*r.after].ref);
            name(*r.after, r.ref);
            round_changed(*r.after);
        }
        round_changed(i);
    }

    /// An act was put between those there were: rounds may be about another one now.
    void act_inserted() {
        acts_.inserted();
        acts_known_ = 0;
        for (std::size_t i = 0; i < h_.rounds.size(); ++i) {
            retime(i);
        }
    }

    /// The round has another letter that gives its time.
    void renewed(std::size_t i) {
        letters_[h_.rounds[i].allowed.letter].round = i;
        round_changed(i);
    }

    void round_changed(std::size_t i) {
        auto const& r = h_.rounds[i];
        auto& known = rounds_[i];
        auto& of = matters_[place_of(r.what)];
        std::uint16_t now = 0;
        for (std::size_t k = 0; k < round_states; ++k) {
            now = static_cast<std::uint16_t>(
                now | (is(static_cast<round_is>(k), r, *in_.law) ? 1U << k : 0U));
        }
        count(i, known.states, now, &scope::any);
        set(of.open, i, has_state(now, round_is::unanswered));
        set(of.given_up, i, has_state(now, round_is::given_up));
        known.states = now;
        if (r.answered && about(*in_.law, r.what).how == found_by::chain) {
            letters_[r.answer_letter].answers = i;
        }
        retime(i);
        clock.round_changed(i);
    }

    // --- letters ---------------------------------------------------------------------------------

    /// The letter that `re` names; without a name the one whose delivery is awaited.
    [[nodiscard]] std::pair<target, std::size_t> letter(std::string const& re) const {
        if (re.empty()) {
            return waiting_.meant();
        }
        auto const* const key = find(re);
        return key == nullptr || key->letters.count == 0
                   ? std::pair{target::unknown, std::size_t{0}}
                   : key->letters.meant();
    }

    /// The letter that `re` names among those that came back, or the only one.
    [[nodiscard]] std::pair<target, std::size_t> returned_letter(std::string const& re) const {
        if (re.empty()) {
            return back_.meant();
        }
        auto const* const key = find(re);
        return key == nullptr || key->letters.count == 0
                   ? std::pair{target::unknown, std::size_t{0}}
                   : key->back.meant();
    }

    /// The round that a letter opened.
    [[nodiscard]] std::optional<std::size_t> round_of(std::size_t letter) const {
        auto const i = letters_[letter].round;
        return i != nowhere && h_.rounds[i].letter == letter ? std::optional(i) : std::nullopt;
    }

    // --- rounds ----------------------------------------------------------------------------------

    [[nodiscard]] std::size_t total(matter of) const {
        return matters_.empty() ? 0 : matters_[place_of(of)].total;
    }
    [[nodiscard]] std::optional<std::size_t> last(matter of) const {
        return total(of) == 0 ? std::nullopt : std::optional(matters_[place_of(of)].last);
    }
    [[nodiscard]] bool any(matter of, round_is what) const {
        return !matters_.empty() && count_of(matters_[place_of(of)].any, what).count > 0;
    }
    /// In the order they were opened.
    [[nodiscard]] std::vector<std::size_t> open(matter of) const {
        return matters_.empty() ? std::vector<std::size_t>{}
                                : std::vector<std::size_t>(matters_[place_of(of)].open.begin(),
                                                           matters_[place_of(of)].open.end());
    }
    [[nodiscard]] std::optional<std::size_t> first_open(matter of) const {
        return matters_.empty() || matters_[place_of(of)].open.empty()
                   ? std::nullopt
                   : std::optional(*matters_[place_of(of)].open.begin());
    }
    [[nodiscard]] std::optional<std::size_t> last_given_up(matter of) const {
        return matters_.empty() ? std::nullopt : greatest(matters_[place_of(of)].given_up);
    }

    /// Whether `key` names a round of a chain: its own, that of the one it follows, or of one that
    /// follows it.
    [[nodiscard]] bool names_a_chain(std::string const& key) const {
        auto const* const by = find(key);
        return by != nullptr &&
               std::any_of(by->scopes.begin(), by->scopes.end(), [&](scope const& each) {
                   return about(*in_.law, each.of).how == found_by::chain;
               });
    }

    /// The day of the answer that `re` names; none where it names a chain, or no answer.
    [[nodiscard]] maybe_date named_act(std::string const& re) {
        for (; acts_known_ < h_.acts.size(); ++acts_known_) {
            if (auto const letter = h_.acts[acts_known_].letter) {
                keys_[h_.letters[*letter].ref].act = acts_known_;
            }
        }
        auto const* const key = re.empty() ? nullptr : find(re);
        return key == nullptr || !key->act || names_a_chain(re) ? maybe_date{}
                                                                : maybe_date{h_.acts[*key->act].on};
    }

    /// The round of `of` that `e` answers, among those that are `what`. Of several that no chain holds
    /// together, those whose limit has not passed come first.
    result<std::pair<target, std::size_t>> round(entry const& e, matter of, round_is what) {
        using pair = std::pair<target, std::size_t>;
        if (total(of) == 0) {
            return pair{target::none, 0};
        }
        bool const chained = about(*in_.law, of).how == found_by::chain;
        scope const* among = &matters_[place_of(of)];
        if (!e.re.empty()) {
            auto const* const key = find(e.re);
            among = key == nullptr ? nullptr : key->scope_of(of);
            bool const known = chained ? names_a_chain(e.re) : among != nullptr;
            if (!known) {
                // Where nothing is open at all, that is what has to be said.
                return pair{any(of, what) ? target::unknown : target::none, 0};
            }
        }
        auto const found =
            among == nullptr ? pair{target::none, 0} : count_of(among->any, what).meant();
        if (found.first != target::ambiguous || chained) {
            return found;
        }
        advance(by_limit_, e.on);
        for (auto const& [i, why] : by_limit_.wrong) {
            if (h_.rounds[i].what == of && has_state(rounds_[i].states, what)) {
                return why;
            }
        }
        auto const within = count_of(among->in_time, what).meant();
        return within.first == target::none ? found : within;
    }

    /// The last day of the last of those who may object, are not heard and still have time on `on`;
    /// nothing where there is none, no day where the law names none.
    result<std::optional<maybe_date>> awaited(matter of, date on) {
        if (total(of) == 0) {
            return std::optional<maybe_date>{};
        }
        advance(by_limit_, on);
        for (auto const& [i, why] : by_limit_.wrong) {
            if (h_.rounds[i].what == of) {
                return why;
            }
        }
        auto const i = greatest(matters_[place_of(of)].awaited);
        if (!i) {
            return std::optional<maybe_date>{};
        }
        auto const limit = limit_of(*i);
        if (!limit) {
            return limit.error();
        }
        return std::optional<maybe_date>(std::in_place, *limit ? (*limit)->latest : maybe_date{});
    }

    /// The last round of `of` against `act` that is undecided and not overdue on `on`.
    result<std::optional<std::size_t>> last_running(matter of, case_act const* act, date on) {
        if (total(of) == 0) {
            return std::optional<std::size_t>{};
        }
        advance(by_decision_, on);
        for (auto const& [i, why] : by_decision_.wrong) {
            if (h_.rounds[i].what == of) {
                return why;
            }
        }
        return greatest_against(matters_[place_of(of)].running, act);
    }

    /// The last round of `of` that `e` would follow: decided or overdue, and not followed yet. Where `e`
    /// names an answer, one against that; where it names nothing, one against the act that stands (Z8), or
    /// one whose own time for that still runs.
    result<std::optional<std::size_t>> to_follow(entry const& e, matter of) {
        if (total(of) == 0) {
            return std::optional<std::size_t>{};
        }
        advance(by_decision_, e.on);
        for (auto const& [i, why] : by_decision_.wrong) {
            if (h_.rounds[i].what == of &&
                has_state(rounds_[i].states, round_is::may_be_followed)) {
                return why;
            }
        }
        auto const by_name = named_act(e.re);
        if (!e.re.empty() && !by_name) {
            auto const* const key = find(e.re);
            auto const* const among = key == nullptr ? nullptr : key->scope_of(of);
            return among == nullptr ? std::optional<std::size_t>{} : greatest(among->to_follow);
        }
        auto const last =
            greatest_against(matters_[place_of(of)].to_follow, act_on(h_, by_name.value_or(e.on)));
        if (last || by_name) {
            return last;
        }
        advance(by_window_, e.on);
        for (auto const& [i, why] : by_window_.wrong) {
            if (h_.rounds[i].what == of && rounds_[i].to_follow) {
                return why;
            }
        }
        return greatest(matters_[place_of(of)].to_follow_in_time);
    }

private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    using counts = std::array<sole_count, round_states>;
    using positions = std::set<std::size_t>;

    /// Rounds of one matter: all, or those that a key names.
    struct scope {
        matter of{};
        counts any{};
        counts in_time{};       ///< … whose limit has not passed; known of what was asked
        positions to_follow{};  ///< decided or overdue, as far as was asked
    };
    struct whole_matter : scope {
        std::size_t total = 0;
        std::size_t last = 0;
        positions open{};
        positions given_up{};
        positions awaited{};
        positions running{};
        positions to_follow_in_time{};  ///< … and the time to follow it is not over
    };
    struct named {
        sole_count letters{};
        sole_count back{};
        std::optional<std::size_t> act{};  ///< the last whose letter it is
        std::vector<scope> scopes{};
        [[nodiscard]] scope const* scope_of(matter of) const {
            for (auto const& each : scopes) {
                if (each.of == of) {
                    return &each;
                }
            }
            return nullptr;
        }
    };
    struct known_letter {
        named* key = nullptr;
        std::size_t round = nowhere;
        std::size_t answers = nowhere;  ///< the round that may be followed from its delivery on
        bool waits = false;
        bool back = false;
    };
    struct known_round {
        std::vector<named*> keys{};
        std::uint16_t states = 0;
        std::uint16_t in_time = 0;  ///< those that are counted in `in_time`
        bool to_follow = false;
        bool follow_in_time = false;
    };
    /// Last days that pass by themselves. `new_ones` have to be worked out first.
    struct timing {
        std::vector<std::size_t> new_ones{};
        std::vector<char> is_new{};
        std::set<std::pair<date, std::size_t>> ends{};
        std::vector<maybe_date> end_of{};
        std::map<std::size_t, fault> wrong{};
    };

    static bool has_state(std::uint16_t states, round_is what) {
        return (states >> static_cast<unsigned>(what) & 1U) != 0;
    }
    static sole_count const& count_of(counts const& of, round_is what) {
        return of[static_cast<std::size_t>(what)];
    }
    static void set(sole_count& in, std::size_t i, bool was, bool is_now) {
        if (was != is_now) {
            is_now ? in.add(i) : in.remove(i);
        }
    }
    static void set(positions& in, std::size_t i, bool is_now) {
        if (is_now) {
            in.insert(i);
        } else {
            in.erase(i);
        }
    }
    static std::optional<std::size_t> greatest(positions const& of) {
        return of.empty() ? std::nullopt : std::optional(*of.rbegin());
    }
    /// The last of those that were opened against `act`. Rounds are opened day by day.
    [[nodiscard]] std::optional<std::size_t> greatest_against(positions const& of,
                                                              case_act const* act) const {
        auto const* const next = act == nullptr ? h_.acts.data() : act + 1;
        auto const after =
            next == h_.acts.data() + h_.acts.size()
                ? h_.rounds.end()
                : std::partition_point(h_.rounds.begin(), h_.rounds.end(),
                                       [&](case_round const& r) { return r.on < next->on; });
        auto const at = of.lower_bound(static_cast<std::size_t>(after - h_.rounds.begin()));
        if (at == of.begin() || act_on(h_, h_.rounds[*std::prev(at)].on) != act) {
            return std::nullopt;
        }
        return *std::prev(at);
    }
    [[nodiscard]] named const* find(std::string const& re) const {
        auto const at = keys_.find(re);
        return at == keys_.end() ? nullptr : &at->second;
    }

    scope& scope_in(named& of, matter what) {
        for (auto& each : of.scopes) {
            if (each.of == what) {
                return each;
            }
        }
        of.scopes.push_back({.of = what});
        return of.scopes.back();
    }

    /// `ref` names round `i` from now on.
    void name(std::size_t i, std::string const& ref) {
        if (ref.empty()) {
            return;
        }
        auto& known = rounds_[i];
        auto* const by = &keys_[ref];
        if (std::find(known.keys.begin(), known.keys.end(), by) != known.keys.end()) {
            return;
        }
        known.keys.push_back(by);
        auto& in = scope_in(*by, h_.rounds[i].what);
        count(i, 0, known.states, in.any);
        count(i, 0, known.in_time, in.in_time);
        set(in.to_follow, i, known.to_follow);
    }

    template <class Use>
    void each_scope(std::size_t i, Use use) {
        auto const what = h_.rounds[i].what;
        use(static_cast<scope&>(matters_[place_of(what)]));
        for (auto* const each : rounds_[i].keys) {
            use(scope_in(*each, what));
        }
    }
    static void count(std::size_t i, unsigned was, unsigned is_now, counts& in) {
        for (unsigned moved = was ^ is_now, k = 0; moved != 0; moved >>= 1U, ++k) {
            if ((moved & 1U) != 0) {
                set(in[k], i, (was >> k & 1U) != 0, (is_now >> k & 1U) != 0);
            }
        }
    }
    void count(std::size_t i, unsigned was, unsigned is_now, counts scope::*in) {
        if (was != is_now) {
            each_scope(i, [&](scope& each) { count(i, was, is_now, each.*in); });
        }
    }

    // --- what passes by itself -------------------------------------------------------------------

    void retime(std::size_t i) {
        for (auto* const each : {&by_limit_, &by_decision_, &by_window_}) {
            each->is_new.resize((std::max)(each->is_new.size(), i + 1), 0);
            if (each->is_new[i] == 0) {
                each->is_new[i] = 1;
                each->new_ones.push_back(i);
            }
        }
    }

    void advance(timing& of, date on) {
        for (auto const i : of.new_ones) {
            of.is_new[i] = 0;
            of.end_of.resize((std::max)(of.end_of.size(), i + 1));
            if (of.end_of[i]) {
                of.ends.erase({*of.end_of[i], i});
                of.end_of[i].reset();
            }
            of.wrong.erase(i);
            auto const last = &of == &by_limit_      ? last_day_of_limit(i)
                              : &of == &by_decision_ ? last_day_for_deciding(h_, h_.rounds[i], in_)
                                                     : last_day_of_window(i);
            if (!last) {
                of.wrong.emplace(i, last.error());
            }
            bool const over = last && *last && on > **last;
            if (last && *last && !over) {
                of.end_of[i] = *last;
                of.ends.insert({**last, i});
            }
            settle(of, i, over);
        }
        of.new_ones.clear();
        while (!of.ends.empty() && of.ends.begin()->first < on) {
            auto const i = of.ends.begin()->second;
            of.ends.erase(of.ends.begin());
            of.end_of[i].reset();
            settle(of, i, true);
        }
    }

    void settle(timing const& of, std::size_t i, bool over) {
        auto& known = rounds_[i];
        auto& in = matters_[place_of(h_.rounds[i].what)];
        bool const open = has_state(known.states, round_is::unanswered);
        if (&of == &by_limit_) {
            std::uint16_t const now = over ? std::uint16_t{0} : known.states;
            count(i, known.in_time, now, &scope::in_time);
            known.in_time = now;
            set(in.awaited, i, !over && open && has_state(known.states, round_is::of_third_party));
            return;
        }
        if (&of == &by_window_) {
            known.follow_in_time = of.end_of[i].has_value();
            set(in.to_follow_in_time, i, known.to_follow && known.follow_in_time);
            return;
        }
        set(in.running, i, open && !over);
        bool const follow = has_state(known.states, round_is::may_be_followed) && (!open || over);
        if (follow != known.to_follow) {
            each_scope(i, [&](scope& each) { set(each.to_follow, i, follow); });
        }
        known.to_follow = follow;
        set(in.to_follow_in_time, i, follow && known.follow_in_time);
    }

    /// What the law gives whoever a round asks; none where it gives no limit.
    [[nodiscard]] result<std::optional<deadline>> limit_of(std::size_t i) const {
        auto const limit = limit_by_law(h_, h_.rounds[i], in_);
        if (!limit) {
            return std::optional<deadline>{};
        }
        auto const last = run(*limit, in_.calendar);
        return last ? result<std::optional<deadline>>(std::optional(*last)) : last.error();
    }
    [[nodiscard]] result<maybe_date> last_day_of_limit(std::size_t i) const {
        auto const limit = limit_of(i);
        if (!limit) {
            return limit.error();
        }
        return *limit ? maybe_date{(*limit)->latest.value_or((*limit)->due)} : maybe_date{};
    }

    [[nodiscard]] result<maybe_date> last_day_of_window(std::size_t i) {
        return acts_.went_another_way(i) ? result<maybe_date>(maybe_date{})
                                         : last_day_to_follow(h_, h_.rounds[i], in_);
    }

    history const& h_;
    context const& in_;
    std::unordered_map<std::string, named> keys_{};
    std::vector<known_letter> letters_{};
    std::vector<known_round> rounds_{};
    std::vector<whole_matter> matters_{};
    sole_count waiting_{};  ///< letters whose delivery is awaited
    sole_count back_{};
    act_index acts_;
    std::size_t acts_known_ = 0;  ///< how many of them `keys_` know
    timing by_limit_{};
    timing by_decision_{};
    timing by_window_{};

public:
    clock_index clock;
};

}  // namespace detail

}  // namespace qixian::inline v0
