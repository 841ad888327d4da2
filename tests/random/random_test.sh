#!/bin/bash
#
# random: pairs of random schemas, held to what tests/corpus_test.sh asks of each transition: the plan applies, a
# second plan is empty, pg_dump equals a fresh load of the other side, and the rows are still there.
#
# Usage: random_test.sh PGBALE [SEED]...      with PGHOST and PGUSER naming a throw-away server
#
# Without seeds, RANDOM_PAIRS pairs (default 6) from seed RANDOM_FIRST (default 1) on. RANDOM_PAIRS=500 is the long
# suite. The pairs that failed are kept in RANDOM_KEEP (default: random-failures in the current folder), one folder
# per seed with a.sql and b.sql; shrink.sh makes such a pair smaller.
set -uo pipefail

pgbale=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
keep=${RANDOM_KEEP:-random-failures}
first=${RANDOM_FIRST:-1}
[ $# -gt 0 ] || mapfile -t seeds < <(seq "$first" $((first + ${RANDOM_PAIRS:-6} - 1)))
[ $# = 0 ] || seeds=("$@")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

PYTHONDONTWRITEBYTECODE=1 python3 "$here/pairs.py" "$work/pairs" "${seeds[@]}" || exit 1
"$here/../corpus_test.sh" "$pgbale" "$work/pairs" | tee "$work/out"
status=${PIPESTATUS[0]}
sed -n 's/^not ok [0-9]* - \(seed-[0-9]*\):.*/\1/p' "$work/out" | sort -u | while read -r pair; do
    mkdir -p "$keep"
    rm -rf "${keep:?}/$pair"
    cp -r "$work/pairs/$pair" "$keep/"
    echo "# kept: $keep/$pair"
done
exit "$status"
