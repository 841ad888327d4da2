#!/bin/bash
#
# digest_test: the state digest is the same for every role that may read it, and whoever made the objects.
#
# Usage: digest_test.sh SOURCE-ROOT PGBALE, under with_postgres.sh.
set -euo pipefail
top=$1 pgbale=$2
. "$top/tests/tap.sh"
work=$(mktemp -d /tmp/pgbale-digest-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache
cd "$work"

cat >pgbale.ini <<'END'
[project]
name = digest
schemas = app
prelude = none
END
mkdir schema
cat >schema/all.sql <<'END'
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('calm');
CREATE TABLE app.t (id int PRIMARY KEY, what text);
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT ALL ON SEQUENCES TO CURRENT_USER;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE SERVER far FOREIGN DATA WRAPPER nothing;
CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (user 'them', password 'secret');
CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'anybody');
END

# A database whose objects MAKER has made; with the statement's other settings as the applier has them.
database() { # NAME MAKER
    psql -qX -c "CREATE DATABASE $1" -c "GRANT CREATE ON DATABASE $1 TO $2"
    psql -qX -v ON_ERROR_STOP=1 -d "$1" -c "CREATE FOREIGN DATA WRAPPER nothing" \
        -c "GRANT USAGE ON FOREIGN DATA WRAPPER nothing TO PUBLIC" -c "SET SESSION AUTHORIZATION $2" -f schema/all.sql
}

digest() { # DATABASE ROLE
    psql -qAtX -v ON_ERROR_STOP=1 -d "$1" -c "SET SESSION AUTHORIZATION $2" -c "SET search_path = pg_catalog, pg_temp" -f state.sql
}

same_for() { # DATABASE ROLE...: the digest is that of the superuser's database
    local role database=$1

    shift
    for role in "$@"; do
        [ "$(digest "$database" "$role" 2>&1)" = "$wanted" ] || {
            echo "$database read by $role has another digest: $(digest "$database" "$role" 2>&1)"
        }
    done
}

# The statement comes from a bale of a project with the same managed schema.
mkdir -p project/schema project/migrations
cp pgbale.ini project
echo "CREATE SCHEMA app;" >project/schema/all.sql
for command in "generate first --version 0.1.0" prove "compile -o $work/state.bale"; do
    # shellcheck disable=SC2086
    (cd project && "$pgbale" $command) >"$work/err" 2>&1 || cat "$work/err" >&2
done
tar -xOf state.bale state.sql >state.sql
psql -qX -c "CREATE ROLE app_owner" -c "CREATE ROLE deploy LOGIN" -c "GRANT app_owner TO deploy" -c "CREATE ROLE admin SUPERUSER" \
    -c "CREATE ROLE reader"
database by_superuser postgres
database by_owner app_owner
database by_login deploy
wanted=$(digest by_superuser postgres)
check "there is a digest" "$([ ${#wanted} = 64 ] || echo "$wanted")"
for name in by_superuser by_owner by_login; do
    check "$name: the same for all" "$(same_for $name postgres admin app_owner deploy reader)"
done
psql -qX -d by_owner -c "ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA app REVOKE SELECT ON TABLES FROM PUBLIC"
check "another default privilege is another state" "$([ "$(digest by_owner deploy)" != "$wanted" ] || echo "it is not")"
psql -qX -d by_login -c "ALTER DEFAULT PRIVILEGES FOR ROLE admin IN SCHEMA app GRANT SELECT ON TABLES TO reader"
check "so is one of another creator" "$([ "$(digest by_login deploy)" != "$wanted" ] || echo "it is not")"
finish
