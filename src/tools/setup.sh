#!/usr/bin/env bash
# Installs what a bare Debian 12 machine lacks. Usage: setup.sh [run|bench|test]; `run` is the smallest
# set, `bench` adds what bench-report needs, `test` is everything.
# Nothing is ever removed: where Boost 1.74's headers are installed (they conflict with 1.81's), the
# 1.81 headers are unpacked beside the build instead. Prints the extra CMake arguments this needs.
set -euo pipefail

what=${1:-test}
root=$(cd "$(dirname "$0")/../.." && pwd)

packages=(g++ cmake ninja-build libcsv-dev nlohmann-json3-dev libsimdjson-dev libcli11-dev
          libfmt-dev libsqlitecpp-dev libssl-dev libtomlplusplus-dev)
if [ "$what" = bench ] || [ "$what" = test ]; then
    packages+=(libbenchmark-dev valgrind python3 python3-simpy3)
fi
if [ "$what" = test ]; then
    packages+=(clang clang-format clang-tidy libclang-rt-14-dev libgtest-dev librapidcheck-dev
               pkg-config python3-jsonschema tzdata git chromium fonts-noto-cjk libopenmpi-dev
               openmpi-bin)
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
fi

missing() {
    local name
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || echo "$name"
    done
}

apt() { DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -qq -o Dpkg::Use-Pty=0 "$@" >&2; }

mapfile -t wanted < <(missing "${packages[@]}")
boost_here=$(missing libboost1.81-dev)
if [ ${#wanted[@]} -gt 0 ] || [ -n "$boost_here" ]; then
    echo "setup: installing ${wanted[*]} ${boost_here}" >&2
    apt update
fi
if [ ${#wanted[@]} -gt 0 ]; then
    apt install -y --no-install-recommends --no-remove "${wanted[@]}"
fi
if [ -n "$boost_here" ] && ! apt install -y --no-install-recommends --no-remove libboost1.81-dev; then
    echo "setup: another Boost is installed; unpacking Boost 1.81 into .build/boost, nothing is removed" >&2
    mkdir -p "$root/.build/boost"
    (cd "$root/.build/boost" && apt-get -qq download libboost1.81-dev && dpkg -x libboost1.81-dev_*.deb .)
    echo "-DBoost_ROOT=$root/.build/boost/usr"
fi
