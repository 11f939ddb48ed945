// expect g++: Keep the result in a variable, or write `.value().` instead of `->`
// expect clang++: Keep the result in a variable, or write `.value().` instead of `->`
#include "qixian/case/assess.hpp"

std::size_t owed(qixian::context const& in) {
    std::size_t count = 0;
#if defined(CONTROL)
    for (auto const& d : qixian::assess({}, qixian::day(20210315), in).value().duties) {
#else
    for (auto const& d : qixian::assess({}, qixian::day(20210315), in)->duties) {
#endif
        count += d.ref.size();
    }
    return count;
}
