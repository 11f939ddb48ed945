// The statute that a question is asked under where none is named, and its words.
#pragma once

#include "qixian/rule/rows.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/letters.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

/// The Regulations on Open Government Information, Decrees 492 and 711, with review and litigation.
[[nodiscard]] QIXIAN_DECL statute const& cn_disclosure();

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/statute/cn_disclosure/impl/statute.ipp"
#include "qixian/statute/impl/default.ipp"
#endif
