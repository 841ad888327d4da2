#!/bin/bash
#
# run_tests: builds everything in a folder, runs the tests there, and counts their cases.
#
# Usage: tools/run_tests.sh FOLDER [MESON-SETUP-OPTION]...
#
# The compiler is $CC. The last line of the output is "N passed, N failed"; the exit status is 0 only when
# at least one case passed and none failed. TEST_OPTIONS are passed to `meson test`.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1
shift

say() {
    printf '%s: %s\n' "$folder" "$*"
}

# A test program that reports no cases counts as one; one that died counts as one failure at least.
count() {
    jq -r -s '
        def cases: (.stdout // "") | split("\n") | map(select(test("^(not )?ok( |$)")))
                   | map(select(test("# *skip"; "i") | not));
        map((cases | map(select(startswith("not "))) | length) as $bad
            | ((cases | length) - $bad) as $good
            | if .result == "SKIP" then [0, 0]
              elif .result == "OK" or .result == "EXPECTEDFAIL" then [if $good == 0 then 1 else $good end, 0]
              else [$good, if $bad == 0 then 1 else $bad end] end)
        | "\(map(.[0]) | add // 0) passed, \(map(.[1]) | add // 0) failed"' "$folder/meson-logs/testlog.json"
}

failed() {
    tail -n 40 "$2"
    say "$1 failed; all of its output is in $2"
    echo "0 passed, 1 failed"
    exit 1
}

mkdir -p "$folder"
say "building with ${CC:-cc} $*"
if [ -f "$folder/build.ninja" ]; then
    [ $# = 0 ] || meson configure "$folder" "$@" >"$folder/setup.log" 2>&1 || failed "meson configure" "$folder/setup.log"
else
    meson setup "$folder" "$@" >"$folder/setup.log" 2>&1 || failed "meson setup" "$folder/setup.log"
fi
ninja -C "$folder" >"$folder/build.log" 2>&1 || failed "the build" "$folder/build.log"
if [ -n "${NO_TESTS:-}" ]; then
    say "built, without a warning"
    exit 0
fi

rm -f "$folder/meson-logs/testlog.json"
say "testing"
# shellcheck disable=SC2086
meson test -C "$folder" --no-rebuild --print-errorlogs --timeout-multiplier "${TIMES:-4}" ${TEST_OPTIONS:-} 2>&1 |
    grep --line-buffered -vE "^(ninja: Entering|Full log written|$)" || true
[ -f "$folder/meson-logs/testlog.json" ] || failed "meson test" "$folder/build.log"
summary=$(count)
echo "$summary"
[[ $summary =~ ^[1-9][0-9]*\ passed,\ 0\ failed$ ]]
