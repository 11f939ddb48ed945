// The statute that a question is asked under where none is named, and its words.
#pragma once

#include "qixian/case/context.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/letters.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

#if !defined(QIXIAN_COMPILED)
#include "qixian/statute/cn_disclosure/impl/statute.ipp"
#endif
