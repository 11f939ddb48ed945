// The rules themselves, and what codes mean: `qixian/machine/1` and `qixian/codes/1`.
//
// Part of qixian::answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "qixian/answer/document.hpp"
#include "qixian/base/codes.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace qixian::inline v0::answer {

/// The word of a region in documents.
[[nodiscard]] constexpr std::string_view code_of(region r) {
    switch (r) {
    case region::procedure: return "procedure";
    case region::standing: return "standing";
    case region::remedy: return "remedy";
    }
    return "";
}

/// The word of a kind of code in documents.
[[nodiscard]] constexpr std::string_view code_of(code_kind k) {
    switch (k) {
    case code_kind::refusal: return "refusal";
    case code_kind::irregular: return "irregular";
    case code_kind::warning: return "warning";
    case code_kind::fault: return "fault";
    }
    return "";
}

/// The document `qixian/machine/1`: every stage, event, verdict and rule with its citation.
[[nodiscard]] QIXIAN_DECL std::string machine_rules();

/// Whether `wanted` names this code: by number, name or mark (`QX-401`). Empty names all.
[[nodiscard]] QIXIAN_DECL bool is_named(code_info const& c, std::string_view wanted);

/// The document `qixian/codes/1`: the codes that `wanted` names, with cause and remedy. None where
/// there is no such code.
[[nodiscard]] QIXIAN_DECL std::optional<std::string> codes(std::string_view wanted = {});

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/machine.ipp"
#endif
