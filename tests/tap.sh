# tap: reporting for tests that are shell scripts. Source it, call `check` per case, end with `finish`.
#
# A case passes when its findings are empty; the findings of a failed case are shown, one per line.

tap_count=0
tap_failed=0

check() { # NAME FINDINGS
    tap_count=$((tap_count + 1))
    if [ -z "$2" ]; then
        printf 'ok %d - %s\n' "$tap_count" "$1"
        return
    fi
    tap_failed=$((tap_failed + 1))
    printf 'not ok %d - %s\n' "$tap_count" "$1"
    printf '%s\n' "$2" | sed 's/^/# /'
    printf '%s\n' "$1:" "$2" >&2
}

finish() {
    printf '1..%d\n' "$tap_count"
    [ "$tap_failed" = 0 ]
    exit
}
