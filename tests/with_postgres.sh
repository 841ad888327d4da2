#!/bin/bash
#
# with_postgres: runs a command with a throw-away PostgreSQL server of its own.
#
# Usage: tests/with_postgres.sh COMMAND [ARGUMENT]...
#
# The server listens on a unix socket in a private folder, never on TCP, and is gone afterwards, whatever
# happens to the command or to this script. The command finds it through PGHOST, PGUSER and PGDATABASE and
# is a superuser there. The exit status is the command's. PGBALE_PG_BIN names another server's programs.
set -euo pipefail

die() {
    printf 'with_postgres: %s\n' "$*" >&2
    exit 99
}

[ $# -gt 0 ] || die "usage: tests/with_postgres.sh COMMAND [ARGUMENT]..."

bin=${PGBALE_PG_BIN:-}
for folder in /usr/lib/postgresql/15/bin $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V -r); do
    [ -n "$bin" ] || [ ! -x "$folder/postgres" ] || bin=$folder
done
[ -x "$bin/postgres" ] || die "no PostgreSQL server programs are installed (Debian: postgresql-15)"

# PostgreSQL refuses to run as root. The death signal stops the server also when this script is killed.
as_owner=(setpriv --pdeathsig QUIT)
owner=
if [ "$(id -u)" = 0 ]; then
    for owner in postgres nobody; do
        ! id "$owner" >/dev/null 2>&1 || break
    done
    as_owner+=(--reuid "$owner" --regid "$(id -g "$owner")" --clear-groups --no-new-privs)
fi

# Not TMPDIR: the path of a socket is short, and the server's owner must be able to reach it. In memory when there
# is room: tests make hundreds of databases, and a database is a thousand files.
parent=/tmp
free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) || free=0
[ "${free:-0}" -lt $((2 * 1024 * 1024)) ] || [ ! -w /dev/shm ] || parent=/dev/shm
home=$(mktemp -d "$parent/pgbale-pg.XXXXXX")
server=
command=

finish() {
    local status=$?

    trap '' HUP INT TERM
    [ -z "$command" ] || kill "$command" 2>/dev/null || true
    [ -z "$server" ] || kill -QUIT "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    rm -rf "$home"
    exit "$status"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# What the caller's shell says about other servers must not leak into the tests.
for name in $(compgen -e); do
    case $name in PG[A-Z]* | POSTGRES_DSN) [ "$name" = PGBALE_PG_BIN ] || unset "$name" ;; esac
done
export LC_ALL=C.UTF-8

mkdir "$home/data"
chmod 700 "$home" "$home/data"
[ -z "$owner" ] || chown -R "$owner" "$home"
cd "$home"
"${as_owner[@]}" "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C --no-sync \
    >"$home/initdb.log" 2>&1 </dev/null || { cat "$home/initdb.log" >&2; die "initdb failed"; }
cat >>"$home/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$home'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_connections = 60
shared_buffers = 64MB
dynamic_shared_memory_type = mmap
log_min_messages = fatal
shared_preload_libraries = 'pg_stat_statements'
END
"${as_owner[@]}" "$bin/postgres" -D "$home/data" >"$home/server.log" 2>&1 </dev/null &
server=$!
cd - >/dev/null

export PGHOST=$home PGUSER=postgres PGDATABASE=postgres
for ((waited = 0; ; waited++)); do
    ! "$bin/pg_isready" -q || break
    if [ "$waited" -ge 300 ] || ! kill -0 "$server" 2>/dev/null; then
        cat "$home/server.log" >&2
        die "the server did not start"
    fi
    sleep 0.1
done

# In the background, so that a signal to this script is acted on at once.
"$@" <&0 &
command=$!
status=0
wait "$command" || status=$?
command=
exit "$status"
