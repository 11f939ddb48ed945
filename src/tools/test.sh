#!/usr/bin/env bash
# All set-up, then every test: g++ optimised, the same under another time zone, clang with
# sanitizers, format and lint. Usage: bash src/tools/test.sh [--quick]
# --quick stops after g++. QIXIAN_HISTORIES=N asks for N random histories (200,000 by default).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
quick=${1:-}
jobs=$(nproc)

step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

# What one run tells as well as three, or what would measure the sanitizer.
once='install|headers|compile_cost|tidy|rules_bite|static|store_contention|bench|generator_program'
once="$once|simulate_page|simulate_mpi"

step set-up
mapfile -t extra < <(bash src/tools/setup.sh test)

step format
# Compared with the output: clang-format 14's --dry-run reports replacements that change nothing.
unformatted=0
while IFS= read -r file; do
    if ! clang-format "$file" | cmp -s "$file" -; then
        echo "not formatted: $file"
        unformatted=1
    fi
done < <(git ls-files 'include/*.hpp' 'include/*.ipp' 'src/*.cpp' 'src/*.hpp' 'tests/*.cpp' 'tests/*.hpp' \
             'examples/*.cpp' 'bench/*.cpp' 'bench/*.hpp' | grep -v -e china_data.ipp -e unicode_letters.ipp -e code_pages_)
[ "$unformatted" -eq 0 ]

step 'g++: build'
cmake --preset gcc-release "${extra[@]}" >/dev/null
cmake --build --preset gcc-release
step 'g++: tests'
ctest --preset gcc-release --no-tests=error -j "$jobs"
step 'g++: tests in New York'
# A legal day is a day in UTC+8, wherever the machine stands.
TZ=America/New_York QIXIAN_HISTORIES=20000 QIXIAN_SEEDS=40 ctest --preset gcc-release --no-tests=error -j "$jobs" \
    -E "$once|store_(tests|allocation|kills)"
if [ "$quick" = --quick ]; then
    exit 0
fi

step 'clang with sanitizers: build'
cmake --preset clang-asan "${extra[@]}" >/dev/null
cmake --build --preset clang-asan
step 'clang with sanitizers: tests'
QIXIAN_HISTORIES=20000 QIXIAN_SEEDS=40 QIXIAN_IMAGES=20000 QIXIAN_FAULTS=4000 QIXIAN_KILLS=200 QIXIAN_BITS=401 \
    QIXIAN_TAMPERINGS=500 QIXIAN_SEQUENCES=500 QIXIAN_ALLOCATIONS=12 \
    ctest --preset clang-asan --no-tests=error -j "$jobs" -E "$once"

step 'clang-tidy'
# Not the file that instantiates MSM: it takes minutes and speaks of Boost.
git ls-files -z 'src/cli/*.cpp' src/log.cpp 'src/store*.cpp' src/simulation.cpp |
    xargs -0 -n 1 -P "$jobs" clang-tidy --quiet -p .build/clang-asan 2>/dev/null
step done
