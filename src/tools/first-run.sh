#!/usr/bin/env bash
# All set-up, then the main job on the shipped example: the year 2020 of a real department.
# Usage: bash src/tools/first-run.sh [zh|en]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
lang=${1:-zh}

mapfile -t extra < <(bash src/tools/setup.sh run)
cmake --preset run "${extra[@]}" >/dev/null
cmake --build --preset run --target qixian_program
qixian=$root/.build/run/qixian
log=examples/qinghai-2020/log.csv

show() { printf '\n$ qixian %s\n\n' "$*"; "$qixian" --lang "$lang" "$@"; }
show report "$log" --year 2020
show deadlines "$log" --as-of 2020-12-31
show explain "$log" QH-2020-22 --as-of 2020-12-31
printf '\n%s\n' "The program is .build/run/qixian; try: .build/run/qixian --help"
