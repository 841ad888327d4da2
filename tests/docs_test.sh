#!/bin/bash
#
# docs: the man pages name every command and every option that the programs have, and no others; the page of the format
# lists the characters that the programs take for hidden.
#
# Usage: tests/docs_test.sh PROGRAM MAN-PAGE [PROGRAM MAN-PAGE]...
#
# The programs' --help comes from their tables, so it is the truth. In a man page a command is a line
# ".Ss COMMAND ..." and its options are the lines ".It Fl -OPTION ..." below it.
set -euo pipefail
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"
here=$(dirname "$0")

commands_of() {
    "$1" --help | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'
}

# Lines "COMMAND" and "COMMAND --OPTION".
tables_of() {
    local command

    for command in $(commands_of "$1"); do
        echo "$command"
        "$1" "$command" --help | sed -nE 's/^  (-., |    )--([a-zA-Z-]+).*/\2/p' | grep -vx help |
            sed "s/^/$command --/" || true
    done
}

page_of() {
    awk '/^\.Sh / { command = "" }
         /^\.Ss / { command = $2; print command }
         /^\.It Fl -/ && command != "" { print command " -" $3 }' "$1"
}

statuses_of() {
    "$1" --help | awk '/^Exit status:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'
}

statuses_in() {
    sed -n 's/^\.It \([0-9][0-9]*\)$/\1/p' "$1" | sort
}

while [ $# -gt 0 ]; do
    program=$1 page=$2
    shift 2
    name=${program##*/}
    if [ ! -f "$page" ]; then
        check "$name has a man page" "$page does not exist"
        continue
    fi
    check "$name(1) describes all commands and options" \
        "$(comm -23 <(tables_of "$program" | sort -u) <(page_of "$page" | sort -u))"
    check "$name(1) describes nothing else" \
        "$(comm -13 <(tables_of "$program" | sort -u) <(page_of "$page" | sort -u))"
    check "$name(1) lists exit statuses that exist, 0, 1 and 2 among them" \
        "$({ statuses_of "$program"; printf '%s\n' 0 1 2; } | sort | comm -13 - <(statuses_in "$page"))$(
            printf '%s\n' 0 1 2 | comm -23 - <(statuses_in "$page"))"
done

# The characters that are hidden are part of the format, so the page must list those that the program knows.
hidden_in_code() {
    local first last from='' to=-2

    while read -r first last; do
        if ((first == to + 1)); then
            to=$((last))
            continue
        fi
        [ -z "$from" ] || printf '%04X-%04X\n' "$from" "$to"
        from=$((first)) to=$((last))
    done < <(sed -nE 's/^    \{ (0x[0-9A-F]+), (0x[0-9A-F]+), ".*/\1 \2/p' "$here/../base/hidden.c")
    printf '%04X-%04X\n' "$from" "$to"
}

hidden_in_page() {
    awk '/^\*\*Hidden characters\*\*/ { on = 1 } /^## / { on = 0 } on && /^    / { print }' "$here/../docs/bundle-format.md" |
        grep -oE '[0-9A-F]{4,}(-[0-9A-F]{4,})?' | sed -E 's/^([0-9A-F]+)$/\1-\1/'
}

check "docs/bundle-format.md lists the hidden characters" "$(diff <(hidden_in_code) <(hidden_in_page) || true)"
finish
