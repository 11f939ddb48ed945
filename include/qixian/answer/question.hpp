// Which calendar, policies and settings an answer rests on.
//
// A question says little: a day, perhaps a day of knowledge, a region, a policy. A store says more:
// what was chosen for an agency, from which day on, and which notices were applied. `setting` puts
// both together once, what was asked standing above what is kept, and tells for each application
// by which calendar and policies it is judged. Everything in answer/ takes one.
//
//   answer::asked what{.as_of = day(20201231), .known_on = day(20200126)};
//   auto const with = answer::setting::make(what);             // or make(what, store)
//   if (!with) { ... with.error() ... }
//   with->calendar.last_notice();
//   with->rules_for("省自然资源厅", day(20200102)).question();   // a context for assess
//
// No clock is read here: the day is said. Part of qixian::answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/row/text.hpp"
#include "qixian/store/store.hpp"

namespace qixian::inline v0::answer {

/// A text to read: a file, or text at hand.
struct input {
    std::string name{};  ///< the path (`-` is standard input), or what faults shall call the text
    std::optional<std::string_view> text{};  ///< none: the file `name`; must outlive the question

    [[nodiscard]] static input file(std::string path) { return {std::move(path), {}}; }
    [[nodiscard]] static input of(std::string_view text, std::string name = "-") {
        return {std::move(name), text};
    }
};

/// How much of an input that can be read only once is held at most.
inline constexpr std::size_t most_held = std::size_t{1} << 30U;

/// An input whose bytes are there as often as they are asked for: of a file, or of text at hand, as
/// it is; what can be read only once (a pipe, standard input) is read into `into`, which must outlive
/// it. Faults: those of `read_bytes`.
QIXIAN_DECL result<input> held(input const& from, std::string& into);

/// One policy by name, as `all_policies` has it.
struct policy_choice {
    std::string name{};
    std::string value{};
};

/// What a question says about itself. All but the day may be left out.
struct asked {
    date as_of{};
    maybe_date known_on{};                         ///< none: every notice counts
    std::vector<input> notices{};                  ///< further notices (CSV, JSON, .ics)
    text_encoding encoding = text_encoding::utf8;  ///< of the notices
    std::string region{};                          ///< empty: none, or that of the store
    std::vector<policy_choice> policies{};  ///< above those of the store and the recommended ones
    std::string agency{};                   ///< empty: all
    std::optional<instant> recorded_by{};   ///< of a store: what was recorded by then
};

/// What one application is answered by. The pointers live as long as the setting.
struct ground_rules {
    std::string region{};
    policies chosen{};
    editions const* sources = nullptr;
    working_calendar const* calendar = nullptr;

    [[nodiscard]] context question() const { return {*calendar, chosen}; }
};

/// The choices that an answer rests on. Copies share what was worked out; one thread at a time.
struct setting {
    /// For a question about a log, or about `kept`.
    ///
    /// Faults: 911 a day is none; those of `read_notices` and of `editions::with_notice`, with the name of the text;
    /// 935 the store keeps no agency of that name; 805 (field `policy`, detail NAME=VALUE) and 803
    /// (field `region`, detail the region) where a choice is none.
    /// Throws: store_error.
    /// Cost: two calendars, well below a millisecond each; of a store, its settings.
    static result<setting> make(asked const& what, std::shared_ptr<store> kept = {});

    std::shared_ptr<store> kept{};  ///< null: not about a store
    date as_of{};
    maybe_date known_on{};
    std::optional<instant> recorded_by{};
    std::string agency{};  ///< that was asked about; empty: all
    std::string region{};  ///< like the three below: on the as-of day, for `agency` or for all
    policies chosen{};
    std::shared_ptr<editions const> sources{};
    working_calendar calendar;

    [[nodiscard]] context question() const { return {calendar, chosen}; }

    /// A store may hold other choices for an agency, and for applications of an earlier day.
    [[nodiscard]] ground_rules rules_for(std::string_view of_agency, date first_day) const;
    /// The same for the application of `rows`; `common_rules()` where there are none.
    [[nodiscard]] ground_rules rules_of(std::span<entry const> rows) const;
    /// What the head of an answer says: the choices on the as-of day.
    [[nodiscard]] ground_rules common_rules() const {
        return {region, chosen, sources.get(), &calendar};
    }
    /// None where the thresholds of the library hold.
    [[nodiscard]] std::optional<light_thresholds> lights_of(std::string_view of_agency) const;

    struct memory;  ///< defined in answer/impl/question.ipp

private:
    explicit setting(working_calendar const& start);
    std::shared_ptr<memory> memory_;
};

/// Fault 935 where `agency` is none that the store keeps, with those it keeps: a slip of the pen is no
/// empty answer.
[[nodiscard]] QIXIAN_DECL std::optional<fault> unknown_agency(store& kept, std::string_view agency);

/// The agency that is meant: `agency`, else the only one, else the unnamed one of an empty store.
/// Faults: 934 where several are kept; the detail names them. 935 as above.
[[nodiscard]] QIXIAN_DECL result<std::string> one_agency(store& kept, std::string_view agency);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/question.ipp"
#endif
