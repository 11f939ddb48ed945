#!/usr/bin/env bash
# A nation's year of applications, from a log to its table. Usage:
#     nation_year.sh FOLDER_OF_THE_BUILD [APPLICATIONS]
# FOLDER_OF_THE_BUILD holds qixian_generate and the example nation_year. Two million applications make
# a log of some 450 MB, in a folder of its own that is removed again.
set -euo pipefail
build=$1
applications=${2:-2000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
find_program() { find "$build" -name "$1" -type f -perm -u+x | head -n 1; }
"$(find_program qixian_generate)" --applications "$applications" --seed 1 --from 2024 --years 1 \
    --out "$folder/nation.csv" >&2
"$(find_program nation_year)" "$folder/nation.csv" 2024
