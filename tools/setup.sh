#!/bin/bash
#
# setup: installs the Debian packages that are missing, and says so.
#
# Usage: tools/setup.sh GROUP...     groups: build, hand, test, check
#
# Asks nothing, changes nothing when all packages are there, and needs root or sudo only when one is
# missing. Installing the PostgreSQL server never makes or starts a cluster.
set -euo pipefail

build="gcc libc6-dev meson ninja-build pkg-config python3 libpq-dev libarchive-dev libssl-dev
    libjansson-dev libinih-dev libpg-query-dev libprotobuf-c-dev postgresql-15"
hand="jq openssl"
test="libcriterion-dev binutils pgbouncer softhsm2 opensc libengine-pkcs11-openssl strace python3-jsonschema"
check="clang clang-format file libclang-rt-14-dev"

say() {
    printf 'setup: %s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

wanted() {
    local group

    for group in "$@"; do
        case $group in
        build) echo "$build" ;;
        hand) echo "$hand" ;;
        test) echo "$hand $test" ;;
        check) echo "$check" ;;
        *) die "unknown group of packages: $group" ;;
        esac
    done
}

# Prints those of the given packages that are not installed.
missing() {
    local package

    for package in "$@"; do
        case $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true) in
        ?i*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

# Runs a command as root, with its output in the caller's log.
# shellcheck disable=SC2024
as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 "$@" >>"$log" 2>&1
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 "$@" >>"$log" 2>&1
    fi
}

apt() {
    as_root apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 \
        -o Dpkg::Options::=--force-confold "$@" </dev/null
}

# True when the package lists on this machine know every package, so that no update is needed.
known() {
    local package

    for package in "$@"; do
        apt-cache show --no-all-versions "$package" >/dev/null 2>&1 || return 1
    done
}

# Lists may be older than the mirror, so a failed installation is tried again with fresh ones.
install() {
    if known "$@" && apt install --no-install-recommends "$@"; then
        return 0
    fi
    for pause in 0 5 15; do
        sleep "$pause"
        if apt update && apt install --no-install-recommends "$@"; then
            return 0
        fi
    done
    return 1
}

# While this file exists, a PostgreSQL server package is installed without its cluster "main".
no_cluster=/etc/postgresql-common/createcluster.d/pgbale-setup.conf

forbid_cluster() {
    as_root mkdir -p "${no_cluster%/*}"
    as_root sh -c "echo 'create_main_cluster = false' >$no_cluster"
}

allow_cluster() {
    as_root rm -f "$no_cluster" || true
}

# Package names are single words, so their lists are split on purpose.
# shellcheck disable=SC2046,SC2086,SC2015,SC2024
main() {
    [ $# -gt 0 ] || die "usage: tools/setup.sh GROUP...  (build, hand, test, check)"
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
        die "this is not Debian; install the counterparts of these packages yourself:" $(wanted "$@")

    lacking=$(missing $(wanted "$@"))
    [ -n "$lacking" ] || exit 0
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; } ||
        die "please install these packages as root, then try again: apt-get install $lacking"

    log=$(mktemp "${TMPDIR:-/tmp}/pgbale-setup.XXXXXX.log")
    say "installing $lacking"
    say "(log: $log)"
    trap allow_cluster EXIT
    trap 'exit 1' HUP INT TERM
    forbid_cluster
    if ! install $lacking; then
        tail -n 30 "$log" >&2
        die "the packages could not be installed; the whole log is $log"
    fi
    still=$(missing $lacking)
    [ -z "$still" ] || die "apt-get succeeded but these packages are still missing: $still"
    say "done"
}

main "$@"
