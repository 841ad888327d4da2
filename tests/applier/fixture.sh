# fixture: projects, bales and databases for the applier's tests. Source it after tap.sh.
#
# Needs PROGRAM (pgbale-apply) and MAKER (maker), and a server that PGHOST, PGUSER and PGDATABASE name.

work=$(mktemp -d /tmp/pgbale-applier-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
unset POSTGRES_DSN PGBALE_ENV LAMIN_ENV PGBALE_TRUST
echo 0 >"$work/count"

# A new number, also in a subshell.
next_number() {
    number=$(($(cat "$work/count") + 1))
    echo "$number" >"$work/count"
}

# Prints what goes wrong; nothing when all is well.
expect_status() { # WANTED COMMAND...
    local wanted=$1 status=0

    shift
    "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$wanted" ] || {
        echo "exit status $status, not $wanted: $*"
        cat "$work/out" "$work/err"
    }
}

says() { # WORDS...: standard error of the last expect_status holds them
    grep -qF -- "$*" "$work/err" || {
        echo "stderr does not say \"$*\":"
        cat "$work/err"
    }
}

prints() { # WORDS...: standard output holds them
    grep -qF -- "$*" "$work/out" || {
        echo "stdout does not say \"$*\":"
        cat "$work/out"
    }
}

hides() { # WORDS...: neither output holds them
    ! grep -F -- "$*" "$work/out" "$work/err" || echo "\"$*\" is shown"
}

same() { # WHAT WANTED FOUND
    [ "$2" = "$3" ] || echo "$1 is \"$3\", not \"$2\""
}

# A fresh database; its name is in $db, its connection string in $dsn. 
fresh() {
    next_number
    db=t$$_$number
    psql -qX -c "CREATE DATABASE $db" postgres
    dsn="dbname=$db"
}

ask() { # SQL: one value
    psql -qAtX -v ON_ERROR_STOP=1 -d "$db" -c "$1"
}

apply() { # BALE OPTIONS...
    local bale=$1

    shift
    "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" "$@"
}

# A new empty project; its folder is in $project.
new_project() { # NAME
    project=$work/$1
    mkdir -p "$project"
    "$MAKER" keys "$project"
    cat >"$project/state.sql" <<'END'
SELECT encode(sha256(convert_to(coalesce(string_agg(line, E'\n' ORDER BY line), ''), 'UTF8')), 'hex')
  FROM (SELECT format('class %s %s %s', relname, relkind, relrowsecurity) AS line
          FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'i'
        UNION ALL
        SELECT format('column %s.%s %s %s', relname, attname, format_type(atttypid, atttypmod), attnotnull)
          FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = attrelid
         WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped AND relkind = 'r'
        UNION ALL
        SELECT format('index %s %s', pg_get_indexdef(indexrelid), indisvalid)
          FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = indexrelid
         WHERE relnamespace = 'public'::regnamespace
        UNION ALL
        SELECT format('policy %s %s %s', relname, polname, pg_get_expr(polqual, polrelid))
          FROM pg_catalog.pg_policy JOIN pg_catalog.pg_class c ON c.oid = polrelid
        UNION ALL
        SELECT format('function %s %s', proname, prosrc)
          FROM pg_catalog.pg_proc WHERE pronamespace = 'public'::regnamespace) lines
END
}

# A step file, from standard input.
step() { # MIGRATION FILE
    mkdir -p "$project/$1"
    cat >"$project/$1/$2"
}

# Packs migrations into $project/NAME.bale. The path is in $bale.
pack() { # NAME MIGRATION...
    local name=$1 scratch

    shift
    bale=$project/$name.bale
    next_number
    scratch=s$$_$number
    psql -qX -c "CREATE DATABASE $scratch" postgres
    MAKER_DSN="dbname=$scratch" "$MAKER" bale "$project" "$bale" "$@"
    psql -qX -c "DROP DATABASE $scratch" postgres
}

# Three migrations: tables, data with RLS, an index built alone.
hub_project() { # NAME
    new_project "$1"
    step 0001-accounts 010-tables.sql <<'END'
-- Accounts and what they did.
CREATE TABLE account (id int PRIMARY KEY, handle text NOT NULL);
CREATE TABLE event (id serial PRIMARY KEY, account_id int REFERENCES account DEFERRABLE INITIALLY DEFERRED, what text);
INSERT INTO event (account_id, what) VALUES (1, 'early');
INSERT INTO account VALUES (1, 'ada'), (2, 'bob');
END
    step 0001-accounts 020-more.sql <<'END'
SELECT pg_catalog.set_config('search_path', 'pg_catalog', false);
SELECT pg_catalog.set_config('my.setting', 'x', false) FROM pg_catalog.generate_series(1, 3);
END
    step 0002-handles 010-data.sql <<'END'
ALTER TABLE account ADD COLUMN name text;
-- rows 2..2
UPDATE account SET name = upper(handle);
END
    step 0002-handles 020-rls.sql <<'END'
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON account FOR SELECT USING (name = current_user);
CREATE FUNCTION counted() RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*) FROM account;
$$;
END
    step 0003-index 010-before.sql <<'END'
ALTER TABLE event ADD COLUMN at timestamptz;
END
    step 0003-index 020-alone.sql <<'END'
-- index public.event_what
CREATE INDEX CONCURRENTLY event_what ON event (what);
-- index public.event_at
CREATE INDEX CONCURRENTLY event_at ON event (at);
END
    step 0003-index 030-after.sql <<'END'
ALTER TABLE event ALTER COLUMN what SET NOT NULL;
END
    pack one 0001-accounts
    pack two 0001-accounts 0002-handles
    pack three 0001-accounts 0002-handles 0003-index
}
