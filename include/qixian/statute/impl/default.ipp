// Which statute is asked where none is named.
#pragma once

#include "qixian/statute/default.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL statute const& default_statute() { return cn_disclosure(); }

}  // namespace qixian::inline v0
