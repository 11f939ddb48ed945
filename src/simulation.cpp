// The compiled part of qixian::simulation that runs offices; simulation_files.cpp reads and writes them.
#if !defined(QIXIAN_COMPILED)
#error "compile src/simulation.cpp with QIXIAN_COMPILED defined"
#endif

#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/distribution.hpp"
#include "qixian/simulation/fit.hpp"
#include "qixian/simulation/forecast.hpp"
#include "qixian/simulation/model.hpp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/open_case.hpp"
#include "qixian/simulation/runs.hpp"
#include "qixian/simulation/sensitivity.hpp"
#include "qixian/simulation/tally.hpp"

#include "qixian/simulation/impl/answers.ipp"
#include "qixian/simulation/impl/distribution.ipp"
#include "qixian/simulation/impl/fit.ipp"
#include "qixian/simulation/impl/forecast.ipp"
#include "qixian/simulation/impl/model.ipp"
#include "qixian/simulation/impl/office.ipp"
#include "qixian/simulation/impl/office_forecast.ipp"
#include "qixian/simulation/impl/office_run.ipp"
#include "qixian/simulation/impl/open_case.ipp"
#include "qixian/simulation/impl/runs.ipp"
#include "qixian/simulation/impl/sensitivity.ipp"
#include "qixian/simulation/impl/tally.ipp"
