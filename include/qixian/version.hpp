// The version, in one place: CMake reads these three lines. `qixian::version()` (base/config.hpp)
// tells that of the library which runs.
#pragma once

#define QIXIAN_VERSION_MAJOR 0
#define QIXIAN_VERSION_MINOR 1
#define QIXIAN_VERSION_PATCH 0
