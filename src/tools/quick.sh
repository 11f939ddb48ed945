#!/usr/bin/env bash
# For someone who changed a rule: builds and runs what knows the rules (matrix, guards, histories,
# duties, moves, worked examples, and a sample of lives beside the slow model). The first time takes
# minutes, then seconds. Usage: bash src/tools/quick.sh [ctest's options]
#
# Little optimised, and without Boost.MSM: `step` is answered by the table, so the matrix holds the table
# against what was written by hand, and not the machine against the table. bash src/tools/test.sh does.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"

if [ ! -f .build/quick/build.ninja ]; then
    mapfile -t extra < <(bash src/tools/setup.sh test)
    if command -v ccache >/dev/null; then
        extra+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    cmake --preset quick "${extra[@]}" >/dev/null
fi
cmake --build --preset quick
ctest --preset quick "$@"
printf '%s s\n' "$SECONDS"
