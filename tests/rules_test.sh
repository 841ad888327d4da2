#!/bin/bash
#
# rules: every rule that `pgbale check` may name has a page in docs/rules with a bad and a good example, and the list
# there names every page.
#
# Usage: tests/rules_test.sh SOURCE-ROOT
set -euo pipefail
cd "$1"
. tests/tap.sh

# Codes as the tables of the sources have them; "fine" is what needs no page.
codes() {
    {
        grep -ohE '\.(code|rule) = "[a-z.-]+"' compiler/*/*.c | cut -d '"' -f 2
        sed -n '/^} rules\[\] = {/,/^};/s/^    { "\([a-z-]*\)",.*/\1/p' compiler/findings/hazard.c
        grep -ohE '"contract-[a-z]+"|"contract\.stale"' compiler/*/*.c | tr -d '"'
        grep -ohE '^ *\.name = "[a-z-]+"' compiler/lints/*.c | cut -d '"' -f 2
    } | grep -vxE 'fine|contract-' | sort -u
}

# What other commands refuse with as well is described by its own hint.
without_page() {
    codes | grep -vE '^(proof|breaks|rls|loss)\.' | while read -r code; do
        [ -f "docs/rules/$code.md" ] || echo "$code has no page in docs/rules"
    done
}

incomplete() {
    local page part

    for page in docs/rules/*.md; do
        [ "$page" != docs/rules/README.md ] || continue
        [ "$(head -n 1 "$page")" = "# $(basename "$page" .md)" ] || echo "$page: its title is not its name"
        for part in Bad Good; do
            awk -v part="$part:" '$0 == part { on = 1; next } on && /^    [^ ]/ { found = 1 } /^[A-Z][a-z]+:/ { on = 0 }
                END { exit !found }' "$page" || echo "$page: no example under \"$part:\""
        done
        grep -q '^Answer: ' "$page" || echo "$page: nothing says how to answer it"
    done
}

listed() {
    diff <(cd docs/rules && ls -- *.md | grep -vx README.md | sed 's/\.md$//' | LC_ALL=C sort) \
        <(sed -n 's/^- \[\([a-z.-]*\)\](\1\.md): .*/\1/p' docs/rules/README.md | LC_ALL=C sort) || true
}

check "there are rules to look for" "$([ "$(codes | wc -l)" -ge 60 ] || codes)"
check "every rule has a page" "$(without_page)"
check "every page has a bad and a good example, and an answer" "$(incomplete)"
check "the list names every page, and nothing else" "$(listed)"
finish
