# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the programs in scripts/ share. To be sourced; sets project, jobs.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

say() { printf '\n\033[1m==> %s\033[0m\n' "$*"; }

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Prints the comment at the top of the calling program.
usage() {
    sed -n '5,/^[^#]/{s/^# \{0,1\}//p}' "$0" >&2
    exit 2
}

# Leak check on, and a finding ends the program: a test cannot pass over it.
strict_sanitizers() {
    export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
    export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
}

# Whether there is a clang with libFuzzer.
can_fuzz() {
    local program status=0
    program=$(mktemp)
    clang++ -fsanitize=fuzzer,address,undefined -x c++ -o "$program" - >/dev/null 2>&1 <<'CODE' || status=1
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *, unsigned long) { return 0; }
CODE
    rm -f "$program"
    return $status
}

# configure PRESET: only where that has not been done; later on the build itself notices what changed.
configure() {
    [[ -f $project/build/$1/build.ninja ]] || (cd "$project" && cmake --preset "$1")
}

# build PRESET [TARGET…]: a quiet build that has nothing to do prints nothing.
build() {
    local preset=$1
    shift
    configure "$preset"
    (cd "$project" && cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"})
}

# npm_folder LOCK_FILE: where scripts/setup puts what that file pins.
npm_folder() {
    local digest
    digest=$({ sha256sum "$1" 2>/dev/null || shasum -a 256 "$1"; } | cut -c1-16)
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/fuseboard/npm/$digest"
}
