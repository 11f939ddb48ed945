#!/usr/bin/env bash
# Builds the fuzzers of tests/fuzz with clang and sanitizers and runs each for some time. Exit 1 where one
# found something: what it choked on lies in .build/fuzz/found/. Inputs that reach further are kept in
# .build/fuzz/corpus/ for the next run; the corpus of the repository is only read.
# Usage: bash src/tools/fuzz.sh [seconds each, default 60] [log table notice model certificate store]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(log table notice model certificate store)

cmake --preset fuzz >/dev/null
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

found=0
for each in "${targets[@]}"; do
    kept=.build/fuzz/corpus/$each
    mkdir -p "$kept" .build/fuzz/found
    mapfile -t from < <(seeds "$each")
    echo "$each: $seconds s"
    if ! .build/fuzz/tests/fuzz/fuzz_"$each" -max_total_time="$seconds" -max_len="$(longest "$each")" \
        -timeout=20 -rss_limit_mb=2048 -artifact_prefix=.build/fuzz/found/"$each"- -print_final_stats=1 \
        "$kept" "${from[@]}" >.build/fuzz/"$each".txt 2>&1; then
        echo "$each: FOUND (.build/fuzz/$each.txt)"
        found=1
    fi
    grep -E "stat::number_of_executed_units|Done " .build/fuzz/"$each".txt || true
done
exit "$found"
