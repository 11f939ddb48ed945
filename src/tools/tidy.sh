#!/usr/bin/env bash
# clang-tidy over the program and the libraries as the build in FOLDER compiles them, with the headers
# that .clang-tidy names and the files of a wing, wherever FOLDER is. From the top of the tree. Usage: tidy.sh FOLDER
set -euo pipefail
folder=${1:?which build folder}
headers=$(sed -n "s/^HeaderFilterRegex: '\(.*\)'$/\1/p" .clang-tidy)

# Not the machine: it takes minutes and speaks of Boost. Files compiled as one are included by name.
sed -n 's/^  "file": "\(.*\)",\?$/\1/p' "$folder/compile_commands.json" |
    grep -E '/src/[a-z_]+\.cpp$|/qixian(_[a-z]+)?\.dir/Unity/' | grep -v '/src/machine\.cpp$' | sort -u |
    xargs -d '\n' -n 1 -P "$(nproc)" \
        clang-tidy --quiet --config-file=.clang-tidy -p "$folder" --checks=-bugprone-suspicious-include --header-filter="$headers|src/cli/.*" 2>/dev/null
