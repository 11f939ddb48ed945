#!/usr/bin/env bash
# One simulation in several processes, and its answer. Usage:
#     run.sh FOLDER_OF_THE_BUILD MODEL PROCESSES [OPTION OF simulate_mpi]... [-- OPTION OF qixian]...
# as in
#     run.sh .build/gcc-release city.toml 3 --replications 200 --seed 7 -- --json
# MODEL may be a list of offices; --scenario, --years and --correlation are said to both.
# FOLDER_OF_THE_BUILD holds `qixian` and `examples/simulate_mpi`.
set -euo pipefail
build=$1 model=$2 processes=$3
shift 3
run=() say=() both=() seed=1
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    case $1 in
    --seed) seed=$2 ;;
    --scenario | --years | --correlation) both+=("$1" "$2") ;;
    esac
    run+=("$1")
    shift
done
if [ $# -gt 0 ]; then
    say=("${@:2}")
fi
# More processes than processors; and as root, which Open MPI allows in containers only when told.
how=(--oversubscribe)
if [ "$(id -u)" = 0 ]; then
    how+=(--allow-run-as-root)
fi
part=$(mktemp)
trap 'rm -f "$part"' EXIT
mpirun "${how[@]}" -n "$processes" "$build/examples/simulate_mpi" "$model" "${run[@]}" > "$part"
"$build/qixian" simulate "$model" --seed "$seed" "${both[@]}" --merge "$part" "${say[@]}"
