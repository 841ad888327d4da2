# servers: PostgreSQL servers that a test starts, stops and crashes itself. Source it after fixture.sh.
#
# Call server_start outside of $(...): the server gets a signal when the shell that started it ends, so that
# nothing is left over, whatever happens to the test.

pg_bin=${PGBALE_PG_BIN:-}
for folder in /usr/lib/postgresql/15/bin $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V -r); do
    [ -n "$pg_bin" ] || [ ! -x "$folder/postgres" ] || pg_bin=$folder
done

# PostgreSQL and PgBouncer refuse to run as root.
as_owner=(setpriv --pdeathsig QUIT)
owner=
if [ "$(id -u)" = 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    as_owner+=(--reuid "$owner" --regid "$(id -g "$owner")" --clear-groups --no-new-privs)
fi

# The path of a socket is short, so this is not in $work.
servers=$(mktemp -d /tmp/pgbale-srv.XXXXXX)
chmod 711 "$servers"
declare -A server_pid server_signal

end_servers() {
    local name

    for name in "${!server_pid[@]}"; do
        kill "-${server_signal[$name]:-QUIT}" "${server_pid[$name]}" 2>/dev/null || true
        wait "${server_pid[$name]}" 2>/dev/null || true
    done
    rm -rf "$servers" "$work"
}
trap end_servers EXIT

# A folder that the servers' user owns.
owned_folder() { # PATH
    mkdir -p "$1"
    chmod 700 "$1"
    [ -z "$owner" ] || chown "$owner" "$1"
}

# Settings that every server has; it listens on a socket in its own folder.
server_settings() { # NAME
    cat <<END
listen_addresses = ''
unix_socket_directories = '$servers/$1'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
max_connections = 60
shared_buffers = 64MB
dynamic_shared_memory_type = mmap
log_min_messages = fatal
END
}

# Makes a cluster; more settings come from standard input.
server_make() { # NAME
    owned_folder "$servers/$1"
    (cd "$servers/$1" && "${as_owner[@]}" "$pg_bin/initdb" -D "$servers/$1/data" -U postgres -A trust -E UTF8 --locale=C \
        --no-sync --no-instructions >"$servers/$1/initdb.log" 2>&1 </dev/null) || cat "$servers/$1/initdb.log" >&2
    { server_settings "$1"; cat; } >>"$servers/$1/data/postgresql.conf"
}

# Starts it and waits until it answers, also after a crash.
server_start() { # NAME
    local i

    (cd "$servers/$1" && exec "${as_owner[@]}" "$pg_bin/postgres" -D "$servers/$1/data" >>"$servers/$1/log" 2>&1 </dev/null 3>&-) &
    server_pid[$1]=$!
    for ((i = 0; i < 300; i++)); do
        ! "$pg_bin/pg_isready" -q -h "$servers/$1" || return 0
        sleep 0.05
    done
    echo "the server $1 did not start"
    cat "$servers/$1/log"
}

# Ends it at once, as a power cut does. The data stays.
server_crash() { # NAME
    kill -QUIT "${server_pid[$1]}" 2>/dev/null || true
    wait "${server_pid[$1]}" 2>/dev/null || true
}
