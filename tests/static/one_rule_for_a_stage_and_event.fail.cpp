// expect g++: static assertion failed
// expect clang++: static_assert failed
#include "qixian/statute/cn_disclosure/rules.hpp"

namespace qixian {
using again = rule<stage::received, event::withdrawn, stage::received, basis::r33_2>;
#if defined(CONTROL)
using table = procedure_rules;
#else
using table = mp::mp_push_back<procedure_rules, again, again>;
#endif
static_assert(has_one_rule_each<table>, "one rule each");
}  // namespace qixian
