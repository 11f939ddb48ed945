// The working of each due day of one application, and its proof: `qixian/explain/1` and
// `qixian/check-certificate/1`.
//
//   auto const said = answer::explain({.log = answer::input::file("log.csv")}, "QH-2020-22", *with);
//   auto const proofs = answer::certificates_in(answer::input::of(said.json));
//   answer::check(*proofs, {.log = answer::input::file("log.csv")}, {}).finding   // false: all hold
//
// Part of qixian::answer.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/answer/applications.hpp"
#include "qixian/answer/document.hpp"
#include "qixian/case/certificate.hpp"
#include "qixian/case/checker_input.hpp"

namespace qixian::inline v0::answer {

/// One application of a source, assessed.
struct found_application {
    assessment what{};
    std::vector<entry> rows{};
    ground_rules by{};  ///< its pointers live as long as the setting
};

struct finding_one {
    std::optional<found_application> one{};
    std::vector<fault> faults{};  ///< told already; why there is none
    bool left_out = false;        ///< a row of it has a fault
};

/// The application that was asked for.
///
/// Faults: those of `each_application`; 933 there is none, 934 several agencies have one.
QIXIAN_DECL finding_one find_application(source const& from, std::string_view name,
                                         setting const& with, listener const& to = {});

/// The document `qixian/explain/1`: the certificates of every duty that has a last day.
///
/// Faults: those of `find_application` and `certificates`.
[[nodiscard]] QIXIAN_DECL document explain(source const& from, std::string_view name,
                                           setting const& with, listener const& to = {});
/// The same of an application at hand. Pre: `proofs` are its certificates.
[[nodiscard]] QIXIAN_DECL std::string explain_document(found_application const& what,
                                                       std::vector<certificate> const& proofs,
                                                       setting const& with);

/// What certificates say they were made under; nothing of what their document does not say.
struct stated_grounds {
    std::map<std::string, std::string> policies{};
    std::string calendar{};  ///< its digest
};

/// The certificates in a text: what `explain` says, or one certificate of it. `under`: where to put
/// what the document says it was made under.
///
/// Faults: those of `read_text`; 904 no JSON, 913 a number beyond all doubles, both with line and
/// column; 931 no certificate.
[[nodiscard]] QIXIAN_DECL result<std::vector<certificate>> certificates_in(
    input const& text, stated_grounds* under = nullptr);

/// What the independent checker has against one certificate.
struct checked_proof {
    std::string id{};
    std::vector<qixian::checked::objection> objections{};  ///< empty: every line holds
};

struct checking {
    std::vector<checked_proof> certificates{};
    std::vector<fault> faults{};  ///< told already
    [[nodiscard]] bool sound() const;
};

/// Derives each certificate again by other code, as of its own day and for its own agency; `what`
/// says the rest (which notices, which policies). One that does not hold, and says that it was made
/// `under` other policies or another calendar than these, is told so instead.
///
/// Faults: those of `setting::make` and `find_application`, with which the checking ends.
/// Throws: store_error.
QIXIAN_DECL checking check_each(std::vector<certificate> const& proofs, source const& from,
                                asked what, std::shared_ptr<store> const& kept = {},
                                listener const& to = {}, stated_grounds const& under = {});

/// The document `qixian/check-certificate/1`; `finding` where some line does not hold.
[[nodiscard]] QIXIAN_DECL document check(std::vector<certificate> const& proofs, source const& from,
                                         asked const& what, std::shared_ptr<store> const& kept = {},
                                         listener const& to = {}, stated_grounds const& under = {});

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/explain.ipp"
#endif
