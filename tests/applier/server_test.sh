#!/bin/bash
#
# server_test: what the applier does with real servers: TLS and logins, a standby, PgBouncer; and with an environment
# that somebody else has set up.
#
# Usage: server_test.sh SOURCE-ROOT PROGRAM MAKER
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"
. "$1/tests/applier/servers.sh"
port=$((20000 + $$ % 20000))
tls=$work/tls

# An authority NAME, and a certificate for the server's names that it signed.
authority() { # NAME
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$1 authority" \
        -keyout "$tls/$1-ca.key" -out "$tls/$1-ca.crt" 2>/dev/null
}
certificate() { # AUTHORITY HOST
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$2" -keyout "$tls/server.key" \
        -out "$tls/server.csr" 2>/dev/null
    openssl x509 -req -in "$tls/server.csr" -CA "$tls/$1-ca.crt" -CAkey "$tls/$1-ca.key" -CAcreateserial -days 2 \
        -extfile <(echo "subjectAltName=DNS:$2") -out "$tls/server.crt" 2>/dev/null
}

make_servers() {
    mkdir "$tls"
    authority right
    authority wrong
    certificate right localhost
    server_make main <<END
listen_addresses = 'localhost'
port = $port
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
END
    install -m 600 ${owner:+-o "$owner"} "$tls/server.crt" "$tls/server.key" "$servers/main/data/"
    cat >"$servers/main/data/pg_hba.conf" <<'END'
local all,replication all trust
hostssl all scram all scram-sha-256
hostssl all md5 all md5
hostssl all clear all password
hostssl all anybody all trust
hostnossl all scram all scram-sha-256
END
    export PGHOST=$servers/main PGUSER=postgres PGDATABASE=postgres PGPORT=$port
    server_start main
    psql -qX -c "CREATE ROLE scram SUPERUSER LOGIN PASSWORD 'secret'" -c "CREATE ROLE clear SUPERUSER LOGIN PASSWORD 'secret'" \
        -c "CREATE ROLE anybody SUPERUSER LOGIN" -c "SET password_encryption = md5" \
        -c "CREATE ROLE md5 SUPERUSER LOGIN PASSWORD 'secret'"
    new_project servers
    step 0001-first 010.sql <<<"CREATE TABLE first (id int);"
    pack first 0001-first
    export PGPASSWORD=secret
}

reload() { # SETTING VALUE
    local i

    psql -qX -h "$servers/main" -U postgres -c "ALTER SYSTEM SET $1 = '$2'" -c "SELECT pg_reload_conf()" postgres >/dev/null
    for ((i = 0; i < 100; i++)); do
        [ "$(psql -qAtX -h "$servers/main" -U postgres -c "SHOW $1" postgres)" != "$2" ] || return 0
        sleep 0.05
    done
}

# A fresh database over TCP, as USER; the rest of the DSN is OPTIONS.
over_tcp() { # STATUS USER OPTIONS...
    local status=$1 user=$2

    shift 2
    fresh
    dsn="host=localhost dbname=$db user=$user sslrootcert=$tls/right-ca.crt $*"
    expect_status "$status" apply "$bale"
    hides secret
}

apply_to() { # DSN
    "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$1"
}

trust() { # JQ-FILTER
    jq "$1" "$project/trust.json" >"$work/trust"
    cat "$work/trust" >"$project/trust.json"
}

tls() {
    local mode

    over_tcp 0 scram
    over_tcp 0 scram sslmode=disable
    over_tcp 8 scram host=127.0.0.1
    says 'does not match host name "127.0.0.1"'
    for mode in disable allow prefer require verify-ca verify-full; do
        over_tcp 8 scram sslrootcert="$tls/wrong-ca.crt" sslmode=$mode
        says "certificate verify failed"
        PGSSLMODE=$mode over_tcp 8 scram sslrootcert="$tls/wrong-ca.crt"
        says "certificate verify failed"
    done
    over_tcp 8 scram sslrootcert=/nowhere/ca.crt
    says "sslrootcert=FILE"
    reload ssl_max_protocol_version TLSv1.2
    over_tcp 8 scram
    says "ssl_min_protocol_version=TLSv1.2"
    over_tcp 0 scram ssl_min_protocol_version=TLSv1.2
    PGSSLMINPROTOCOLVERSION=TLSv1.2 over_tcp 0 scram
    reload ssl_max_protocol_version ""
    reload ssl off
    over_tcp 8 scram
    says "server does not support SSL, but SSL was required"
    trust '.environments.staging = {sslmode: "disable"}'
    over_tcp 0 scram
    reload ssl on
    over_tcp 0 scram sslmode=verify-full
    trust '.environments.staging = {sslmode: "verify-ca"}'
    over_tcp 0 scram host=127.0.0.1
    trust '.environments.staging = {}'
}

logins() {
    local user

    for user in md5 clear anybody; do
        over_tcp 8 $user
        says "channel binding"
        says "Let the login use SCRAM"
        over_tcp 8 $user channel_binding=disable
        PGCHANNELBINDING=prefer over_tcp 8 $user
        trust '.environments.staging = {channel_binding: "prefer"}'
        over_tcp 0 $user
        trust '.environments.staging = {}'
    done
    PGPASSWORD="not it" over_tcp 8 scram
    says "password authentication failed"
    hides "not it"
}

# libpq's variables, password file and service file; PGOPTIONS has no effect.
environment() {
    local name

    fresh
    printf 'localhost:%s:%s:scram:secret\n' "$port" "$db" >"$work/pgpass"
    chmod 600 "$work/pgpass"
    unset dsn
    apply_without_dsn() {
        env -u PGPASSWORD "$@" "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging
    }
    expect_status 0 apply_without_dsn PGHOST=localhost PGUSER=scram PGDATABASE="$db" PGSSLROOTCERT="$tls/right-ca.crt" \
        PGPASSFILE="$work/pgpass"
    printf '[target]\nhost=localhost\nuser=scram\ndbname=%s\nsslrootcert=%s\n' "$db" "$tls/right-ca.crt" >"$work/services"
    expect_status 0 apply_without_dsn -u PGHOST -u PGUSER -u PGDATABASE PGSERVICEFILE="$work/services" PGSERVICE=target \
        PGPASSFILE="$work/pgpass"
    expect_status 0 apply_without_dsn -u PGHOST -u PGUSER -u PGDATABASE PGSERVICEFILE="$work/services" \
        POSTGRES_DSN=service=target PGPASSFILE="$work/pgpass"
    # A service on a socket is local: nothing about TLS is asked for.
    printf '[near]\nhost=%s\nuser=postgres\ndbname=%s\n' "$servers/main" "$db" >"$work/services"
    expect_status 0 apply_without_dsn -u PGHOST PGSERVICEFILE="$work/services" POSTGRES_DSN=service=near
    fresh
    dsn="dbname=$db"
    PGOPTIONS="-c default_transaction_read_only=on --there-is-no-such-setting=1" expect_status 0 apply "$bale"
    fresh
    # What a connection string or the login's own settings say is overruled.
    psql -qX -d "$db" -c "ALTER ROLE postgres SET search_path = evil, public" -c "ALTER ROLE postgres SET default_transaction_read_only = on"
    dsn="dbname=$db options='-c statement_timeout=1 -c standard_conforming_strings=off'"
    expect_status 0 apply "$bale"
    PGOPTIONS="-c default_transaction_read_only=off" psql -qX -c "ALTER ROLE postgres RESET ALL"
}

# A configuration of OpenSSL that loads a module into the program is not even opened.
openssl_conf() {
    fresh
    cat >"$work/evil.cnf" <<END
openssl_conf = init
[init]
providers = all
[all]
evil = evil
[evil]
module = $work/evil.so
activate = 1
END
    dsn="host=localhost dbname=$db user=scram sslrootcert=$tls/right-ca.crt"
    OPENSSL_CONF="$work/evil.cnf" expect_status 0 strace -f -o "$work/trace" -e trace=open,openat "$PROGRAM" apply "$bale" \
        --trust="$project/trust.json" --env=staging --dsn="$dsn"
    grep -q "right-ca.crt" "$work/trace" || echo "nothing was traced"
    ! grep "evil" "$work/trace" || true
    OPENSSL_CONF="$work/evil.cnf" strace -f -o "$work/trace" -e trace=open,openat openssl version >/dev/null 2>&1 || true
    grep -q "evil" "$work/trace" || echo "the configuration is not tempting"
}

standby() {
    fresh
    "${as_owner[@]}" "$pg_bin/pg_basebackup" -h "$servers/main" -U postgres -D "$servers/standby/data" -R -c fast --no-sync \
        2>&1 </dev/null
    sed -i "s|^unix_socket_directories.*|unix_socket_directories = '$servers/standby'|; s|^listen_addresses.*|listen_addresses = ''|" \
        "$servers/standby/data/postgresql.conf"
}

refused_by_standby() {
    same "in recovery" t "$(psql -qAtX -h "$servers/standby" -c "SELECT pg_is_in_recovery()" postgres)"
    expect_status 6 apply_to "host=$servers/standby dbname=$db"
    says "[target.preflight]"
    says "it is a standby (in recovery); apply to the primary"
    expect_status 6 "$PROGRAM" plan "$bale" --trust="$project/trust.json" --env=staging --dsn="host=$servers/standby dbname=$db"
    says "it is a standby"
    # A list of hosts: libpq looks for the one that can be written to.
    expect_status 0 apply_to "host=$servers/standby,$servers/main dbname=$db target_session_attrs=read-write"
}

bouncer() {
    fresh
    owned_folder "$servers/bouncer"
    cat >"$servers/bouncer/ini" <<END
[databases]
session = host=$servers/main port=$port dbname=$db user=postgres pool_mode=session
transaction = host=$servers/main port=$port dbname=$db user=postgres pool_mode=transaction
statement = host=$servers/main port=$port dbname=$db user=postgres pool_mode=statement
[pgbouncer]
listen_addr =
listen_port = $port
unix_socket_dir = $servers/bouncer
auth_type = any
logfile = $servers/bouncer/log
pidfile = $servers/bouncer/pid
END
    [ -z "$owner" ] || chown "$owner" "$servers/bouncer/ini"
    "${as_owner[@]}" pgbouncer "$servers/bouncer/ini" >/dev/null 2>&1 </dev/null &
    server_pid[bouncer]=$!
    server_signal[bouncer]=KILL
}

refused_by_bouncer() {
    local mode i

    for ((i = 0; i < 100; i++)); do
        ! "$pg_bin/pg_isready" -q -h "$servers/bouncer" -d session || break
        sleep 0.05
    done
    for mode in session transaction statement; do
        expect_status 6 apply_to "host=$servers/bouncer dbname=$mode"
        says "[target.preflight]"
        says "a connection pooler stands in between"
        says "connect directly"
    done
    same "the ledger" "" "$(ask "SELECT to_regnamespace('pgbale')")"
    same "locks that were left" 0 "$(ask "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")"
    expect_status 0 apply_to "dbname=$db"
}

make_servers
for name in tls logins environment openssl_conf; do
    check "${name//_/ }" "$($name)"
done
# Servers are started outside of $(...), see servers.sh.
owned_folder "$servers/standby"
standby >"$work/findings" && server_start standby >>"$work/findings"
dsn=dbname=$db
check "a standby is refused" "$(cat "$work/findings"; refused_by_standby)"
bouncer
check "PgBouncer is refused" "$(refused_by_bouncer)"
finish
