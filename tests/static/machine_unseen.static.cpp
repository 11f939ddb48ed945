// A file that calls the erased `step()` sees nothing of Boost.MSM or of MPL.
#include "qixian/qixian.hpp"

#if defined(BOOST_MSM_BACK_STATEMACHINE_H) || defined(BOOST_MSM_FRONT_STATEMACHINE_DEF_H) ||       \
    defined(BOOST_MPL_VECTOR_HPP_INCLUDED) || defined(FUSION_VECTOR_11052014_1625)
#error "a public header let the machine through"
#endif
#if defined(_GLIBCXX_IOSTREAM)
#error "a public header includes <iostream>"
#endif
