// The compiled part of qixian::simulation that reads and writes: models, and parts of a run. toml++ is
// seen here and nowhere else.
#if !defined(QIXIAN_COMPILED)
#error "compile src/simulation_files.cpp with QIXIAN_COMPILED defined"
#endif

#include "qixian/simulation/kept_run.hpp"
#include "qixian/simulation/many.hpp"
#include "qixian/simulation/model_file.hpp"
#include "qixian/simulation/parts.hpp"

#include "qixian/simulation/impl/kept_run.ipp"
#include "qixian/simulation/impl/model_file.ipp"
#include "qixian/simulation/impl/office_list.ipp"
#include "qixian/simulation/impl/parts.ipp"
