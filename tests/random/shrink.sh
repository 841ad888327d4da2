#!/bin/bash
#
# shrink: makes a random pair that fails smaller, by leaving out objects as long as it fails in the same direction.
#
# Usage: tests/with_postgres.sh tests/random/shrink.sh PGBALE SEED FOLDER
#
# FOLDER/seed-SEED is the smallest pair that was found. Progress goes to standard error.
set -uo pipefail

pgbale=$1 seed=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd)
export PYTHONDONTWRITEBYTECODE=1

make() { # KEYS-LEFT-OUT: writes the pair
    if [ -n "$1" ]; then
        python3 "$here/pairs.py" --without "$1" "$folder" "$seed"
    else
        python3 "$here/pairs.py" "$folder" "$seed"
    fi
}

verdict() { # what fails, such as "a to b", in the first line
    "$here/../corpus_test.sh" "$pgbale" "$folder" "seed-$seed" 2>/dev/null | sed -n 's/^not ok [0-9]* - [^:]*: //p' | head -n 1
}

make ""
goal=$(verdict)
[ -n "$goal" ] || { echo "seed $seed does not fail" >&2; exit 1; }
mapfile -t keys <"$folder/seed-$seed/keys"
without=
for key in "${keys[@]}"; do
    make "${without:+$without|}$key"
    if [ "$(verdict)" = "$goal" ]; then
        without="${without:+$without|}$key"
        echo "without $key: still fails" >&2
    fi
done
make "$without"
"$here/../corpus_test.sh" "$pgbale" "$folder" "seed-$seed"
exit 0
