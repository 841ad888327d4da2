#!/bin/bash
#
# corpus: every transition of tests/corpus, in both directions, on a real server.
#
# Usage: corpus_test.sh PGBALE CORPUS [NAME]...      with PGHOST and PGUSER naming a throw-away server
#
# With CORPUS_PART=I/N in the environment, only every Nth transition, from the Ith on: parts run side by side.
#
# A transition is a folder with a.sql and b.sql. For each direction the plan that `pgbale diff` prints is
# applied to a database that holds the first state; then a second plan must be empty, and pg_dump of the
# database must equal pg_dump of the second state loaded afresh. No policy or view may be missing between two
# transactions. Files that change this or add to it:
#   prelude.sql     what exists before both sides
#   rows.sql        rows put into a before; rows_after.sql is a query whose result must be the same afterwards
#   one_way         only a to b: the way back is refused, and the file's text is part of the message
#   refused         a to b is refused, and the file's text is part of the message
#   empty           both sides mean the same though pg_dump writes them differently: the plans must be empty
#   options         options for pgbale diff
#   ordered         a to b: the columns are in the order that they have in the second state
set -uo pipefail

pgbale=$1
corpus=$2
shift 2
. "$(dirname "$0")/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
scratch="host=$PGHOST user=$PGUSER dbname=postgres"
export PGOPTIONS='-c client_min_messages=warning'

database() { # NAME SQL...: makes a database and runs the files in it, in one session
    local name=$1 actions=() file
    shift
    for file in "$@"; do
        [ ! -f "$file" ] || actions+=(-f "$file")
    done
    psql -qX -v ON_ERROR_STOP=1 -c "drop database if exists $name" -c "create database $name template template0" \
        -c "\\connect $name" -c "set check_function_bodies = off" "${actions[@]}" >"$work/out" 2>&1 ||
        { cat "$work/out"; return 1; }
}

dump() { # DATABASE: its schema without what depends on the order of creation
    pg_dump --schema-only -d "$1" | grep -v -e '^--' -e '^\\' -e '^$' | sed 's/,$//' | LC_ALL=C sort
}

columns() { # DATABASE: of its relations, each in its order
    psql -qAtX -d "$1" -c "select attrelid::regclass, string_agg(attname, ' ' order by attnum) from pg_attribute
        where attrelid >= 16384 and attnum > 0 and not attisdropped and attrelid::regclass::text !~ '^pg_toast' group by 1 order by 1::text"
}

plan() { # DATABASE-OR-FILE FILE DIR OUT
    local options=(--scratch "$scratch")
    [ ! -f "$3/prelude.sql" ] || options+=(--prelude "$3/prelude.sql")
    # shellcheck disable=SC2046  # the file holds words
    [ ! -f "$3/options" ] || options+=($(cat "$3/options"))
    "$pgbale" diff "${options[@]}" --from "$1" --to "$2" >"$4" 2>"$work/err"
}

rows() { # DATABASE QUERY-FILE
    [ ! -f "$2" ] || psql -qAtX -v ON_ERROR_STOP=1 -d "$1" -f "$2" 2>&1
}

gaps() { # PLAN: a policy or view that is dropped in one transaction and made again in another
    awk '/^COMMIT;$/ { transaction++ }
        /^DROP (POLICY|VIEW) / { sub(/^DROP /, ""); sub(/;$/, ""); dropped[$0 " "] = transaction }
        /^CREATE (POLICY|VIEW) / {
            sub(/^CREATE /, "")
            for (name in dropped)
                if (index($0 " ", name) == 1 && dropped[name] != transaction)
                    print "there is a moment without " name
        }' "$1"
}

transition() { # DIR FROM TO DATABASE: its plan applied to DATABASE, which holds FROM; findings on stdout
    local dir=$1 from=$2 to=$3 live="host=$PGHOST user=$PGUSER dbname=$4"

    if [ "$from" = a ] && [ -f "$dir/rows.sql" ]; then
        psql -qX -v ON_ERROR_STOP=1 -d "$4" -f "$dir/rows.sql" 2>&1 || return
    fi
    rows "$4" "$dir/rows_after.sql" >"$work/rows"
    if ! plan "$live" "$dir/$to.sql" "$dir" "$work/plan.sql"; then
        echo "no plan:"
        cat "$work/err"
        return
    fi
    if [ -f "$dir/empty" ]; then
        cat "$work/plan.sql"
        return
    fi
    if ! psql -qX -v ON_ERROR_STOP=1 -d "$4" -f "$work/plan.sql" >"$work/out" 2>&1; then
        echo "the plan does not apply:"
        cat "$work/out" "$work/plan.sql"
        return
    fi
    plan "$live" "$dir/$to.sql" "$dir" "$work/again.sql" || cat "$work/err"
    if [ -s "$work/again.sql" ]; then
        echo "a second plan is not empty:"
        cat "$work/again.sql"
        echo "after the first:"
        cat "$work/plan.sql"
    fi
    gaps "$work/plan.sql"
    dump "$4" | diff - "$work/$to.dump" | head -n 20
    [ "$from" != a ] || [ ! -f "$dir/ordered" ] || diff <(columns "$4") <(columns "corpus_$to") | head -n 20
    [ "$from" != a ] || [ ! -f "$dir/rows_after.sql" ] ||
        diff "$work/rows" <(rows "$4" "$dir/rows_after.sql") | head -n 20
}

refusal() { # DIR TO DATABASE FILE: the plan must fail and say what FILE says
    if plan "host=$PGHOST user=$PGUSER dbname=$3" "$1/$2.sql" "$1" "$work/plan.sql"; then
        echo "not refused:"
        cat "$work/plan.sql"
    elif ! grep -qF -- "$(head -n 1 "$1/$4")" "$work/err"; then
        echo "refused with other words:"
        cat "$work/err"
    fi
}

load() { # DIR SIDE: makes corpus_SIDE and keeps its dump
    database "corpus_$2" "$1/prelude.sql" "$1/$2.sql" || { echo "$2.sql does not load"; return; }
    dump "corpus_$2" >"$work/$2.dump"
}

names=("$@")
part=${CORPUS_PART:-1/1}
[ $# -gt 0 ] || mapfile -t names < <(cd "$corpus" && ls -d -- */ | tr -d / | sed -n "${part%/*}~${part#*/}p")
for name in "${names[@]}"; do
    dir=$corpus/$name
    loaded=$(load "$dir" a; load "$dir" b)
    if [ -n "$loaded" ]; then
        check "$name: loads" "$loaded"
    elif [ -f "$dir/refused" ]; then
        check "$name: a to b is refused" "$(refusal "$dir" b corpus_a refused)"
    else
        check "$name: a to b" "$(transition "$dir" a b corpus_a)"
    fi
    [ -z "$loaded" ] || continue
    if [ -f "$dir/one_way" ]; then
        check "$name: b to a is refused" "$(refusal "$dir" a corpus_b one_way)"
    elif [ ! -f "$dir/refused" ]; then
        check "$name: b to a" "$(transition "$dir" b a corpus_b)"
    fi
done
finish
