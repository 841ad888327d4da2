#!/bin/bash
#
# run: fuzzes every target for a while, two at a time.
#
# Usage: tests/fuzz/run.sh BUILD-FOLDER [SECONDS [TARGET...]]    60 seconds and all targets unless told otherwise
#
# The build folder is set up with CC=clang meson setup BUILD-FOLDER -Dfuzz=true -Dtests=false
# -Db_sanitize=address,undefined -Db_lundef=false. Inputs that were found stay in BUILD-FOLDER/corpus and are used
# again. What crashes a target is left there as crash-*; fix it, and add it to tests/vectors. The last line counts.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
build=$(realpath "$1") seconds=${2:-60}
shift $(($# < 2 ? $# : 2))
targets=("$@")
[ $# -gt 0 ] || targets=(frame bale manifest trust statements)
mkdir -p "$build/corpus" "$build/crashes"
python3 "$here/seeds.py" "$build/seeds"

export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
fuzz() { # TARGET
    local log=$build/fuzz-$1.log
    mkdir -p "$build/corpus/$1"
    "$build/tests/fuzz/fuzz-$1" -max_total_time="$seconds" -max_len=40000 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -verbosity=0 -artifact_prefix="$build/crashes/$1-" "$build/corpus/$1" "$build/seeds/$1" >"$log" 2>&1 ||
        { printf 'FAILED: %s\n' "$1"; tail -n 40 "$log"; return 1; }
    printf '%-10s %s runs, %s a second\n' "$1" "$(sed -n 's/.*number_of_executed_units: *//p' "$log")" \
        "$(sed -n 's/.*average_exec_per_sec: *//p' "$log")"
}

export -f fuzz
export build seconds
bad=$(printf '%s\n' "${targets[@]}" | xargs -P 2 -I{} bash -c 'fuzz {} >&2 || echo {}' | wc -l)
printf '%d passed, %d failed\n' $((${#targets[@]} - bad)) "$bad"
[ "$bad" = 0 ]
