#!/usr/bin/env bash
# All set-up, then every test: g++ optimised, what knows a clock under another time zone, the libraries
# under clang with sanitizers, fuzzers for a minute each, format, names and lint.
# Usage: bash src/tools/test.sh [--quick]
# --quick stops after g++. Random work is a sample with a fixed seed (testPresets in CMakePresets.json);
# bash src/tools/endurance.sh runs the full counts, bash src/tools/quick.sh what knows the rules.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
quick=${1:-}
jobs=$(nproc)

step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

# A tenth less for clang and clang-tidy, where there are large pages.
export GLIBC_TUNABLES=glibc.malloc.hugetlb=1

step set-up
mapfile -t extra < <(bash src/tools/setup.sh test)
if command -v ccache >/dev/null; then
    extra+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    # Without these it leaves alone what includes a precompiled header.
    export CCACHE_SLOPPINESS=pch_defines,time_macros
fi

step 'format and names'
bash src/tools/pre-commit --all

step 'g++: build'
cmake --preset gcc-release "${extra[@]}" >/dev/null
cmake --build --preset gcc-release
step 'g++: tests'
ctest --preset gcc-release --no-tests=error -j "$jobs"
step 'g++: what knows a clock, in New York'
# A legal day is a day in UTC+8, wherever the machine stands: the program asks what day it is, a store
# when an entry came.
TZ=America/New_York ctest --preset gcc-release-again --no-tests=error -j "$jobs" -R "$(
    echo '^(calendar_tests|log_tests|store_tests|store_test|store_world_test|store_as_log_test|program_test' \
         '|program_answers_test|simulate_test|worked_examples_test|examples_test)$' | tr -d ' ')"
if [ "$quick" = --quick ]; then
    exit 0
fi

step 'clang with sanitizers: build'
cmake --preset clang-asan "${extra[@]}" >/dev/null
cmake --build --preset clang-asan
step 'clang with sanitizers: tests'
ctest --preset clang-asan --no-tests=error -j "$jobs"

step 'fuzzers: a minute each'
bash src/tools/fuzz.sh 60

step 'clang-tidy'
bash src/tools/tidy.sh .build/clang-asan
step done
