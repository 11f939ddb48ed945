// expect g++: conversion from 'bool (*)(int)' to 'qixian::v0::ruling (*)
// expect clang++: is not implicitly convertible to 'qixian::guard'
#include "qixian/statute/cn_disclosure/rules.hpp"

namespace {
bool not_a_guard(int) { return true; }
}  // namespace

#if defined(CONTROL)
using row = qixian::rule<qixian::stage::received, qixian::event::extended, qixian::stage::received,
                         qixian::basis::r33_2>;
bool unused() { return not_a_guard(1); }
#else
using row = qixian::rule<qixian::stage::received, qixian::event::extended, qixian::stage::received,
                         qixian::basis::r33_2, &not_a_guard>;
#endif
static_assert(row::on == qixian::event::extended);
