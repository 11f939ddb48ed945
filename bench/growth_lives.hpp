// Lives of one application that grow where they can: each of many rows of a kind.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/date/span.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/default.hpp"

namespace qixian::bench {

/// Writes the rows of an application that was received on 2020-01-02. A step is a place in its life:
/// those of one life are spread evenly over `days` days.
class life_writer {
public:
    life_writer(std::size_t steps, int days) : steps_(steps), days_(days) {
        auto& e = add(event::received, 0);
        e.on = day(20200102);
        e.applicant = applicant::natural_person;
        e.channel = channel::in_person;
    }

    /// A row `after` days after step `i`; `key` becomes its `ref` or its `re`.
    entry& add(event what, std::size_t i, int after = 0) {
        out.push_back(
            {.application = "A-1", .on = on(i, after), .what = what, .line = out.size() + 2});
        return out.back();
    }
    entry& opens(event what, std::size_t i, std::string key, int after = 0) {
        auto& e = add(what, i, after);
        e.ref = std::move(key);
        return e;
    }
    entry& answers(event what, std::size_t i, std::string key, int after = 0) {
        auto& e = add(what, i, after);
        e.re = std::move(key);
        return e;
    }
    /// The answer, on which everything about remedies rests.
    void refused() {
        auto& e = add(event::refused, 0);
        e.outcome = outcome::internal_affairs;
        e.delivered = e.on;
    }

    std::vector<entry> out{};

private:
    [[nodiscard]] date on(std::size_t i, int after) const {
        return plus_days(day(20200103),
                         static_cast<int>(i * static_cast<std::size_t>(days_) / steps_) + after);
    }

    std::size_t steps_;
    int days_;
};

inline constexpr date end_of_lives = day(20261231);

struct growing_life {
    std::string_view name;
    std::function<std::vector<entry>(std::size_t)> rows;  ///< of about that many rows
};

/// `each` writes one step; `per_step` rows each.
inline growing_life life_of(
    std::string_view name, std::size_t per_step, int days, bool answered,
    std::function<void(life_writer&, std::size_t, std::string const&)> each) {
    return {name, [=](std::size_t rows) {
                auto const steps = rows / per_step + 1;
                life_writer w(steps, days);
                if (answered) {
                    w.refused();
                }
                for (std::size_t i = 0; i < steps; ++i) {
                    each(w, i, "k" + std::to_string(i));
                }
                return std::move(w.out);
            }};
}

/// Every kind of row that an application may have many of. Days: few, so that rows crowd, or years.
inline std::vector<growing_life> growing_lives() {
    using w = life_writer;
    using key = std::string const&;
    using n = std::size_t;
    constexpr int years = 2000;
    return {
        life_of("ids", 1, years, true,
                [](w& to, n i, key k) { to.add(event::supplemented, i).id = k; }),
        life_of("repeated ids", 1, years, true,
                [](w& to, n, key) {
                    to.out.push_back(to.out[1]);
                    to.out.back().id = to.out[1].id = "same";
                }),
        life_of("withdrawals", 2, years, true,
                [](w& to, n i, key k) {
                    to.add(event::supplemented, i).id = k;
                    to.answers(event::entry_withdrawn, i, k);
                }),
        life_of("withdrawals of what is not there", 1, years, true,
                [](w& to, n i, key k) { to.answers(event::entry_withdrawn, i, k); }),
        life_of("withdrawals of one entry", 1, years, true,
                [](w& to, n i, key k) {
                    to.out[1].id = "same";
                    to.answers(event::entry_withdrawn, i, "same").id = k;
                }),
        life_of("refused rows", 1, years, true,
                [](w& to, n i, key) { to.add(event::fee_paid, i); }),
        life_of("supplements with ref", 1, years, true,
                [](w& to, n i, key k) { to.opens(event::supplemented, i, k); }),
        life_of("delivered supplements", 2, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::supplemented, i, k);
                    to.answers(event::delivered, i, k, 1);
                }),

        // Consultations, which pause the clock.
        life_of("answered consultations", 2, years, false,
                [](w& to, n i, key k) {
                    to.opens(event::consulted, i, k).kind = kind::third_party;
                    to.answers(event::opinion_received, i, k, 1);
                }),
        life_of("answered consultations of a week", 2, 7, false,
                [](w& to, n i, key k) {
                    to.opens(event::consulted, i, k).kind = kind::third_party;
                    to.answers(event::opinion_received, i, k, 3);
                }),
        life_of("answered consultations without ref", 2, years, false,
                [](w& to, n i, key) {
                    to.add(event::consulted, i).kind = kind::other_agency;
                    to.add(event::opinion_received, i);
                }),
        life_of(
            "open consultations", 1, years, false,
            [](w& to, n i, key k) { to.opens(event::consulted, i, k).kind = kind::third_party; }),
        life_of(
            "open consultations of a week", 1, 7, false,
            [](w& to, n i, key k) { to.opens(event::consulted, i, k).kind = kind::other_agency; }),
        life_of("open consultations of one ref, answered", 2, years, false,
                [](w& to, n i, key) {
                    to.opens(event::consulted, i, "one").kind = kind::co_maker;
                    to.answers(event::opinion_received, i, "one");
                }),
        life_of("delivered consultations", 2, years, false,
                [](w& to, n i, key k) {
                    to.opens(event::consulted, i, k).kind = kind::third_party;
                    to.answers(event::delivered, i, k, 2);
                }),
        life_of("consultations that came back", 2, years, false,
                [](w& to, n i, key k) {
                    to.opens(event::consulted, i, k).kind = kind::third_party;
                    to.answers(event::returned, i, k, 2);
                }),
        life_of("consultations sent again", 3, years, false,
                [](w& to, n i, key k) {
                    to.opens(event::consulted, i, k).kind = kind::third_party;
                    to.answers(event::returned, i, k, 2);
                    to.answers(event::resent, i, k, 3);
                }),
        life_of("one consultation sent again and again", 2, years, false,
                [](w& to, n i, key) {
                    if (i == 0) {
                        to.opens(event::consulted, i, "one").kind = kind::third_party;
                    }
                    to.answers(event::returned, i, "one");
                    to.answers(event::resent, i, "one").kind = kind::announcement;
                }),

        // What stops the clock and starts it again.
        life_of("corrections", 2, years, false,
                [](w& to, n i, key k) {
                    to.opens(event::correction_requested, i, k).days = 7;
                    to.add(event::correction_received, i, 1);
                }),
        life_of("open corrections", 1, 5, false,
                [](w& to, n i, key k) { to.opens(event::correction_requested, i, k).days = 7; }),
        life_of("corrections and consultations", 4, years, false,
                [](w& to, n i, key k) {
                    to.opens(event::consulted, i, "c" + k).kind = kind::third_party;
                    to.answers(event::opinion_received, i, "c" + k);
                    to.opens(event::correction_requested, i, k).days = 7;
                    to.add(event::correction_received, i, 1);
                }),
        life_of("one correction sent again and again", 2, 12, false,
                [](w& to, n i, key) {
                    if (i == 0) {
                        to.opens(event::correction_requested, i, "one").days = 7;
                    }
                    to.answers(event::returned, i, "one");
                    to.answers(event::resent, i, "one");
                }),
        life_of("longer corrections", 1, years, false,
                [](w& to, n i, key) {
                    if (i == 0) {
                        to.add(event::correction_requested, i).days = 7;
                    }
                    to.add(event::correction_period_extended, i).days = 7;
                }),
        life_of("fees", 2, years, false,
                [](w& to, n i, key) {
                    to.add(event::fee_notified, i).amount_fen = 100;
                    to.add(event::fee_paid, i, 1);
                }),
        life_of("reasons", 2, years, false,
                [](w& to, n i, key) {
                    to.add(event::reasons_requested, i).days = 7;
                    to.add(event::reasons_received, i, 1);
                }),
        life_of("delays", 1, 15, false,
                [](w& to, n i, key) { to.add(event::delay_notified, i).until = day(20201230); }),
        life_of("extensions", 1, 15, false,
                [](w& to, n i, key) { to.add(event::extended, i).days = 1; }),

        // Remedies.
        life_of("open reviews", 1, years, true,
                [](w& to, n i, key k) { to.opens(event::review_filed, i, k); }),
        life_of("open reviews without ref", 1, 30, true,
                [](w& to, n i, key) { to.add(event::review_filed, i); }),
        life_of("decided reviews", 3, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::review_filed, i, k);
                    to.answers(event::review_accepted, i, k, 1);
                    to.answers(event::review_decided, i, k, 2).result = remedy_result::upheld;
                }),
        life_of("reviews and suits after them", 4, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::review_filed, i, k);
                    to.answers(event::review_decided, i, k, 1).result = remedy_result::upheld;
                    to.opens(event::suit_filed, i, "s" + k, 2).re = k;
                    to.answers(event::suit_decided, i, "s" + k, 3).result = remedy_result::other;
                }),
        life_of("suits after open reviews", 2, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::review_filed, i, k);
                    to.opens(event::suit_filed, i, "s" + k, 100).re = k;
                }),
        life_of("suits after reviews that were all decided before", 3, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::review_filed, i, k);
                    to.answers(event::review_decided, i, k).result = remedy_result::upheld;
                    to.opens(event::suit_filed, i, "s" + k).re = k;
                }),
        life_of("rejected reviews", 2, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::review_filed, i, k);
                    to.answers(event::review_rejected, i, k, 1);
                }),
        life_of("reviews of new answers given up", 3, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::reply_replaced, i, "a" + k).outcome = outcome::not_held;
                    to.opens(event::review_filed, i, k);
                    to.answers(event::review_withdrawn, i, k);
                }),
        life_of("reviews completed", 3, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::review_filed, i, k);
                    to.answers(event::review_correction_requested, i, k);
                    to.answers(event::review_correction_received, i, k, 1);
                }),
        life_of("one review suspended again and again", 2, 2000, true,
                [](w& to, n i, key) {
                    if (i == 0) {
                        to.opens(event::review_filed, i, "one");
                        to.answers(event::review_accepted, i, "one");
                    }
                    to.answers(event::review_suspended, i, "one");
                    to.answers(event::review_resumed, i, "one");
                }),
        life_of("open suits", 1, years, true,
                [](w& to, n i, key k) { to.opens(event::suit_filed, i, k); }),
        life_of("decided suits", 2, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::suit_filed, i, k);
                    to.answers(event::suit_decided, i, k, 1).result = remedy_result::upheld;
                }),
        life_of("one suit tried again and again", 2, years, true,
                [](w& to, n i, key) {
                    if (i == 0) {
                        to.opens(event::suit_filed, i, "one");
                    }
                    to.answers(event::suit_decided, i, "one").result = remedy_result::other;
                    to.answers(event::suit_appealed, i, "one");
                }),
        life_of("orders and new answers", 2, years, true,
                [](w& to, n i, key) {
                    if (i == 0) {
                        to.opens(event::review_filed, i, "one");
                        to.answers(event::review_decided, i, "one").result =
                            remedy_result::corrected;
                    }
                    to.add(event::reanswer_ordered, i).days = 15;
                    to.add(event::reanswered, i, 1).outcome = outcome::not_held;
                }),
        life_of("open orders", 1, years, true,
                [](w& to, n i, key) {
                    if (i == 0) {
                        to.opens(event::review_filed, i, "one");
                        to.answers(event::review_decided, i, "one").result =
                            remedy_result::corrected;
                    }
                    to.add(event::reanswer_ordered, i).days = 15;
                }),
        life_of("replaced replies", 1, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::reply_replaced, i, k).outcome = outcome::not_held;
                }),
        life_of("suits against the first of many answers", 2, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::reply_replaced, i, "a" + k).outcome = outcome::not_held;
                    to.opens(event::suit_filed, i, k).re = "a0";
                }),
        life_of("replaced replies and reviews", 2, years, true,
                [](w& to, n i, key k) {
                    to.opens(event::reply_replaced, i, "a" + k).outcome = outcome::not_held;
                    to.opens(event::review_filed, i, k);
                }),
        life_of("desks", 1, years, true,
                [](w& to, n i, key k) { to.add(event::supplemented, i).desk = k; }),
    };
}

}  // namespace qixian::bench
