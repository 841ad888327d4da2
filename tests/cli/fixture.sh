# fixture: a proven copy of examples/hub to spoil, and what every refusal must have. Source it after tap.sh.
#
# Needs TOP (source root), PGBALE, APPLY and AUDIT (the programs); NO_PROJECT leaves out the copy. A refusal has
# its exit status, one error with what and where, something to do next, and it changes nothing. Each function
# prints what it finds wrong.

work=$(mktemp -d /tmp/pgbale-cli-test.XXXXXX)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
mkdir "$work/bales"
export XDG_CACHE_HOME=$work/cache PGOPTIONS='-c client_min_messages=warning'
unset POSTGRES_DSN PGBALE_ENV LAMIN_ENV PGBALE_TRUST SOURCE_DATE_EPOCH
number=0
newest=migrations/0007-find-instances-faster

# Runs a command that must succeed.
try() {
    local status=0

    "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = 0 ] || {
        echo "exit status $status: $*"
        cat "$work/out" "$work/err"
    }
}

# Every file below the current folder with its mode and digest, and every folder.
files() {
    find . -type d | LC_ALL=C sort
    find . -type f -exec stat -c '%a %n' {} + | LC_ALL=C sort
    find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2
}

# A command that must be refused. NAME is the short name in brackets, "-" when there is none.
refuses() { # STATUS NAME COMMAND...
    local wanted=$1 name=$2 status=0 before

    shift 2
    before=$(files)
    "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$wanted" ] || {
        echo "exit status $status, not $wanted: $*"
        cat "$work/out" "$work/err"
    }
    [ "$(grep -c '^pgbale[a-z-]*: error: ' "$work/err")" = 1 ] || {
        echo "not exactly one error: $*"
        cat "$work/err"
    }
    [ "$name" = - ] || grep -q "^pgbale[a-z-]*: error: .* \[$name\]\$" "$work/err" || {
        echo "the error is not [$name]: $*"
        cat "$work/err"
    }
    grep -q '^pgbale[a-z-]*: hint: ' "$work/err" || {
        echo "nothing says what to do next: $*"
        cat "$work/err"
    }
    [ "$(files)" = "$before" ] || {
        echo "files were changed: $*"
        diff <(echo "$before") <(files)
    }
}

# What the last command said on standard error.
says() { # WORDS...
    grep -qF -- "$*" "$work/err" || {
        echo "stderr does not say \"$*\":"
        cat "$work/err"
    }
}

prints() { # WORDS...: the same for standard output
    grep -qF -- "$*" "$work/out" || {
        echo "stdout does not say \"$*\":"
        cat "$work/out"
    }
}

same() { # WHAT WANTED FOUND
    [ "$2" = "$3" ] || echo "$1 is \"$3\", not \"$2\""
}

# Goes into a new copy of the proven project.
fresh() {
    number=$((number + 1))
    cp -R "$work/hub" "$work/project$BASHPID.$number"
    cd "$work/project$BASHPID.$number" || exit 1
}

# A file in schema/, from standard input.
declare_file() { # NAME
    cat >"schema/$1"
}

[ -z "${NO_PROJECT-}" ] || return 0
cp -R "$TOP/examples/hub" "$work/hub"
rm -rf "$work/hub/next"
cd "$work/hub" || exit 1
prepared=$(try "$PGBALE" prove --all
    cd ../bales || exit 1
    try "$PGBALE" keygen release --out keys --trust keys/trust.json --environment staging --environment prod
    try "$PGBALE" keygen stranger --out keys --trust keys/stranger.json --environment staging --environment prod
    try "$PGBALE" compile --project ../hub -o unsigned.bale
    try "$PGBALE" compile --project ../hub -o hub.bale --sign keys/release.key)
check "a project to spoil" "$prepared"
cd "$work/bales" || exit 1
