#!/usr/bin/env bash
# Builds the fuzzers of tests/fuzz with clang and sanitizers and runs each for some time, as many at once as
# there are processors. Exit 1 where one found something: what it choked on lies in .build/fuzz/found/.
# Inputs that reach further are kept in .build/fuzz/corpus/ for the next run, which begins there; the first
# begins with what earlier ones reached (tests/fuzz/corpus/reached.tar.gz, made by -merge=1 of each fuzzer).
# Usage: bash src/tools/fuzz.sh [seconds each, default 60] [log table notice model certificate store]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(log table notice model certificate store)

mapfile -t extra < <(bash src/tools/setup.sh test)
if command -v ccache >/dev/null; then
    extra+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
fi
cmake --preset fuzz "${extra[@]}" >/dev/null
cmake --build --preset fuzz --target "${targets[@]/#/fuzz_}"

# What there is of each kind, to begin with.
seeds() {
    case $1 in
    log) ls -d tests/fuzz/corpus/log ;;
    table) ls -d tests/data/reports ;;
    notice) ls -d tests/data/calendar ;;
    model) ls -d tests/data/models examples/simulation ;;
    store) ls -d tests/data/stores ;;
    certificate) ls -d tests/fuzz/corpus/certificate ;;
    esac
}
# The longest input that is tried, in bytes.
longest() {
    case $1 in
    store) echo 200000 ;;
    certificate | model) echo 8192 ;;
    *) echo 4096 ;;
    esac
}

# Runs one for its time, without a word: what it says goes to .build/fuzz/<name>.txt.
run() {
    local kept=.build/fuzz/corpus/$1
    mkdir -p "$kept"
    local from
    mapfile -t from < <(seeds "$1")
    .build/fuzz/tests/fuzz/fuzz_"$1" -max_total_time="$seconds" -max_len="$(longest "$1")" \
        -timeout=20 -rss_limit_mb=2048 -artifact_prefix=.build/fuzz/found/"$1"- -print_final_stats=1 \
        "$kept" "${from[@]}" >.build/fuzz/"$1".txt 2>&1
}

mkdir -p .build/fuzz/found
if [ ! -d .build/fuzz/corpus ]; then
    mkdir -p .build/fuzz/corpus
    tar -xzf tests/fuzz/corpus/reached.tar.gz -C .build/fuzz/corpus
fi
found=0
at_once=$(nproc)
for ((i = 0; i < ${#targets[@]}; i += at_once)); do
    echo "${targets[*]:i:at_once}: $seconds s"
    declare -A running=()
    for each in "${targets[@]:i:at_once}"; do
        run "$each" &
        running[$each]=$!
    done
    for each in "${!running[@]}"; do
        if wait "${running[$each]}"; then
            echo "$each: $(sed -n 's/^Done \(.*\) runs.*/\1/p' .build/fuzz/"$each".txt) inputs, no finding"
        else
            echo "$each: FOUND something, see .build/fuzz/$each.txt and .build/fuzz/found/"
            tail -n 40 .build/fuzz/"$each".txt
            found=1
        fi
    done
    unset running
done
exit "$found"
