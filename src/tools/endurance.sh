#!/usr/bin/env bash
# The heavy counts behind the figures of README, with g++ optimised; then everything in New York and with
# sanitizers, on the sample that test.sh takes once with g++. Hours on two cores.
# Usage: bash src/tools/endurance.sh [ctest's options, such as -R store_tests]
#
# Each count is the default of its test; the environment asks for another: QIXIAN_HISTORIES (200,000),
# QIXIAN_IMAGES (200,000 losses of power), QIXIAN_FAULTS (20,000), QIXIAN_KILLS (1,000),
# QIXIAN_TAMPERINGS (10,000), QIXIAN_SEQUENCES (20,000), QIXIAN_ALLOCATIONS (130: every one),
# QIXIAN_BITS (37: every 37th), QIXIAN_SEEDS (200), QIXIAN_LOGS (120), QIXIAN_ANY_ROWS (1,000,000),
# and QIXIAN_SEED for other random numbers than those that are always taken. They hold for the first of
# the three runs.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"

mapfile -t extra < <(bash src/tools/setup.sh test)
cmake --preset gcc-release "${extra[@]}" >/dev/null
cmake --build --preset gcc-release
QIXIAN_ENDURANCE=1 ctest --preset endurance --no-tests=error -j "$(nproc)" "$@"
TZ=America/New_York ctest --preset gcc-release --no-tests=error -j "$(nproc)" -LE once "$@"

cmake --preset clang-asan "${extra[@]}" >/dev/null
cmake --build --preset clang-asan-all
ctest --preset endurance-asan --no-tests=error -j "$(nproc)" -LE once "$@"
