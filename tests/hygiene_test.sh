#!/bin/bash
#
# hygiene: what the code must look like, as far as a script can tell.
#
# Usage: tests/hygiene_test.sh SOURCE-ROOT
#
# File length, a comment at the top, no marks of unfinished work, and the direction of dependencies:
# base <- bundles <- applier, base <- bundles <- auditor, base <- bundles <- schema <- compiler.
set -euo pipefail
cd "$1"
. tests/tap.sh

folders="base bundles auditor applier schema compiler"
longest=400

# C and SQL of the programs; `tests` may be added as an argument. Preludes and the corpus are data.
sources() {
    # shellcheck disable=SC2086
    find $folders "$@" -type f \( -name '*.c' -o -name '*.h' -o -name '*.sql' \) \
        ! -path 'tests/corpus/*' ! -path 'compiler/preludes/*' | sort
}

code() {
    sources "$@" | grep '\.[ch]$'
}

too_long() {
    sources tests | xargs -r wc -l | awk -v most=$longest '$2 != "total" && $1 > most { print $2 ": " $1 " lines" }'
}

without_comment() {
    local file first

    code tests | while read -r file; do
        read -r first <"$file" || true
        [ "$first" = "/*" ] || printf '%s\n' "$file: does not begin with a comment that says what it is for"
    done
}

# The words are put together here so that this file does not find itself.
unfinished() {
    local words="TO""DO|FIX""ME|XX""X|HA""CK"

    # shellcheck disable=SC2086
    find $folders tests tools docs examples -type f ! -path 'tests/corpus/*' -print0 |
        xargs -0 grep -InwE "$words" || true
}

forbidden_c() {
    code tests | xargs -r grep -nE '^[[:space:]]*(goto[[:space:]]|//)' || true
}

may_include() {
    case $1 in
    base) echo base ;;
    bundles) echo base bundles ;;
    auditor) echo base bundles auditor ;;
    applier) echo base bundles applier ;;
    schema) echo base bundles schema ;;
    compiler) echo base bundles schema compiler ;;
    esac
}

# Every "header.h" must be found in a folder that is allowed; one found nowhere is generated.
wrong_direction() {
    local folder allowed file line name

    for folder in $folders; do
        read -r -a allowed <<<"$(may_include "$folder")"
        find "$folder" -type f -name '*.[ch]' -print0 | xargs -0 -r grep -HE '^#include "' | sort |
            while IFS=: read -r file line; do
                name=${line#*\"}
                name=${name%%\"*}
                [ -z "$(find "${allowed[@]}" -type f -name "${name##*/}" -print -quit)" ] || continue
                # shellcheck disable=SC2086
                [ -z "$(find $folders -type f -name "${name##*/}" -print -quit)" ] ||
                    printf '%s\n' "$file: includes \"$name\", which $folder/ must not know"
            done
    done
}

# System headers by which a folder would reach what it must not.
wrong_library() {
    grep -nE '^#include [<"](libpq-fe|libpq/.*|pg)\.h[">]' -r bundles auditor --include='*.[ch]' || true
    grep -nE '^#include <pg_query\.h>' -r base bundles auditor applier --include='*.[ch]' || true
}

# Links from one document to another file of the source.
dead_links() {
    local file target

    find . -name '*.md' ! -path './build*' | sort | while read -r file; do
        grep -oE '\]\([^)#]+' "$file" | cut -c 3- | grep -vE '^[a-z]+:' | while read -r target; do
            [ -e "${file%/*}/$target" ] || printf '%s\n' "$file: $target does not exist"
        done
    done
}

# Tests that SECURITY.md names: `FILE` or `FILE:WORDS`, the words being somewhere in the file.
promises_without_test() {
    local row file words

    grep -E '^\| \*\*' SECURITY.md | while read -r row; do
        grep -q '`tests/' <<<"$row" || echo "SECURITY.md: a promise without a test: ${row:0:60}"
        grep -oE '`tests/[^`]+`' <<<"$row" | tr -d '`' | while IFS=: read -r file words; do
            [ -f "$file" ] || echo "SECURITY.md: there is no $file"
            [ -z "$words" ] || grep -qF -- "$words" "$file" || echo "SECURITY.md: $file has no \"$words\""
        done
    done
}

absent() {
    local folder

    for folder in $folders tests tools docs examples; do
        [ -d "$folder" ] || echo "there is no folder $folder/"
    done
}

check "the folders are there" "$(absent)"
check "no file is longer than $longest lines" "$(too_long)"
check "every C file begins with what it is for" "$(without_comment)"
check "no marks of unfinished work" "$(unfinished)"
check "no goto and no // comments" "$(forbidden_c)"
check "folders include only what lies below them" "$(wrong_direction)"
check "no folder includes a library that its programs must not link" "$(wrong_library)"
check "links between documents lead somewhere" "$(dead_links || true)"
check "each promise of SECURITY.md has a test that is there" "$(promises_without_test)"
finish
