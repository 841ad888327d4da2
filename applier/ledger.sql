-- The ledger: what was applied here, by whom, and from which bytes.
--
-- Made by the first apply, then owned by that login; or by what "pgbale-apply init --print-sql" prints, then
-- owned by a role that nobody logs in as. All writing goes through the functions below, which run as the owner.
-- Append-only: the triggers and the functions are a rail, the chain of hashes is what makes a change visible.

CREATE SCHEMA pgbale;
COMMENT ON SCHEMA pgbale IS 'Ledger of pgbale-apply. Written by it alone; read it, never change it.';

-- One row: who this target is. The environment and the lineage never change.
CREATE TABLE pgbale.meta (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    format integer NOT NULL,
    target_id uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(),
    environment text NOT NULL,
    lineage text NOT NULL,
    created text NOT NULL
);

-- The fence grows with every run that writes, so that an entry tells which run made it.
CREATE TABLE pgbale.lock (
    lineage text PRIMARY KEY,
    fence bigint NOT NULL
);

-- The exact bytes that were verified: with a trust store, the database alone can be audited.
CREATE TABLE pgbale.bundle (
    bundle_id bytea PRIMARY KEY,
    lineage text NOT NULL,
    sequence bigint NOT NULL,
    version text NOT NULL,
    seal bytea NOT NULL,
    manifest bytea NOT NULL,
    signatures json NOT NULL,
    CHECK (bundle_id = pg_catalog.sha256(seal))
);

-- A transaction of the applier can commit only after its secret was put here: its entries refer to
-- the secret's hash, and the reference is checked at COMMIT. Steps do not know the secret.
CREATE TABLE pgbale.release (
    preimage bytea NOT NULL CHECK (pg_catalog.octet_length(preimage) = 32),
    hash bytea GENERATED ALWAYS AS (pg_catalog.sha256(preimage)) STORED PRIMARY KEY
);

-- kind: segment     a transactional segment, committed with this row
--       intent      a standalone statement is about to run
--       done        it ran, and the state is the one expected
--       adopt       it had run already when a later run looked
--       finish      all segments of the migration are done
--       baseline    the schema was found to be that of this migration, and adopted
--       failed      an attempt that was rolled back, or that stopped inside of a standalone statement
--       breakglass  the run went on without a receipt or an approval that its environment asks for
CREATE TABLE pgbale.entry (
    lineage text NOT NULL,
    n bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('segment', 'intent', 'done', 'adopt', 'finish', 'baseline',
                                       'failed', 'breakglass')),
    bundle_id bytea NOT NULL REFERENCES pgbale.bundle,
    sequence bigint NOT NULL,
    migration_id bytea NOT NULL CHECK (pg_catalog.octet_length(migration_id) = 32),
    name text NOT NULL,
    version text NOT NULL,
    segment integer NOT NULL,
    fence bigint NOT NULL,
    xid text NOT NULL,
    at text NOT NULL,
    actor text NOT NULL,
    detail json NOT NULL,
    prev bytea NOT NULL,
    hash bytea NOT NULL UNIQUE CHECK (pg_catalog.octet_length(hash) = 32),
    lock_hash bytea NOT NULL REFERENCES pgbale.release (hash) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (lineage, n)
);

CREATE UNIQUE INDEX entry_once ON pgbale.entry (lineage, migration_id, segment, kind)
    WHERE kind IN ('segment', 'done', 'adopt', 'finish', 'baseline');

CREATE FUNCTION pgbale.refuse_change() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
$$
BEGIN
    RAISE EXCEPTION 'the ledger of pgbale is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pgbale.meta
    FOR EACH STATEMENT EXECUTE FUNCTION pgbale.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pgbale.bundle
    FOR EACH STATEMENT EXECUTE FUNCTION pgbale.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pgbale.release
    FOR EACH STATEMENT EXECUTE FUNCTION pgbale.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pgbale.entry
    FOR EACH STATEMENT EXECUTE FUNCTION pgbale.refuse_change();

-- Says who this target is, once and for ever.
CREATE FUNCTION pgbale.initialize(environment text, lineage text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    INSERT INTO pgbale.meta (format, environment, lineage, created)
        VALUES (1, environment, lineage,
                to_char(transaction_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
    INSERT INTO pgbale.lock (lineage, fence) VALUES (lineage, 0);
$$;

-- Locks the ledger until the transaction ends, and raises the fence by 0 or 1.
CREATE FUNCTION pgbale.raise_fence(of_lineage text, by_one boolean) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    UPDATE pgbale.lock SET fence = fence + by_one::integer WHERE lineage = of_lineage RETURNING fence;
$$;

CREATE FUNCTION pgbale.store(bundle_id bytea, lineage text, sequence bigint, version text, seal bytea,
                             manifest bytea, signatures json) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    INSERT INTO pgbale.bundle VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING;
$$;

-- Appends one entry. The head, the fence, the time, the actor and the transaction are the server's to know.
CREATE FUNCTION pgbale.append(new_lineage text, new_n bigint, new_kind text, new_bundle bytea, new_sequence bigint,
                              new_migration bytea, new_name text, new_version text, new_segment integer,
                              new_fence bigint, new_xid text, new_at text, new_actor text, new_detail json,
                              new_lock_hash bytea, new_prev bytea, new_hash bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    head record;
    field text;
    covered bytea := convert_to(E'pgbale-ledger/1\n', 'UTF8') || new_prev;
BEGIN
    SELECT n, hash INTO head FROM pgbale.entry WHERE lineage = new_lineage ORDER BY n DESC LIMIT 1;
    IF new_n <> coalesce(head.n, 0) + 1 OR new_prev <> coalesce(head.hash, new_prev)
       OR new_fence IS DISTINCT FROM (SELECT fence FROM pgbale.lock WHERE lineage = new_lineage)
       OR new_xid <> pg_current_xact_id()::text OR new_actor <> session_user
       OR new_at <> to_char(transaction_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') THEN
        RAISE EXCEPTION 'the entry does not follow the head of the ledger' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    FOREACH field IN ARRAY ARRAY[new_lineage, new_n::text, new_kind, encode(new_bundle, 'hex'), new_sequence::text,
        encode(new_migration, 'hex'), new_name, new_version, new_segment::text, new_fence::text, new_xid, new_at,
        new_actor, new_detail::text, encode(new_lock_hash, 'hex')]
    LOOP
        covered := covered || convert_to(octet_length(convert_to(field, 'UTF8')) || ':' || field || E'\n', 'UTF8');
    END LOOP;
    IF new_hash <> sha256(covered) THEN
        RAISE EXCEPTION 'the entry has a wrong hash' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO pgbale.entry (lineage, n, kind, bundle_id, sequence, migration_id, name, version, segment, fence,
                              xid, at, actor, detail, lock_hash, prev, hash)
        VALUES (new_lineage, new_n, new_kind, new_bundle, new_sequence, new_migration, new_name, new_version,
                new_segment, new_fence, new_xid, new_at, new_actor, new_detail, new_lock_hash, new_prev, new_hash);
END
$$;

-- Lets the transaction commit whose entries refer to the hash of this secret.
CREATE FUNCTION pgbale.let_go(secret bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    INSERT INTO pgbale.release (preimage) VALUES (secret);
$$;

-- SemVer precedence as an array that compares like it, under COLLATE "C"; NULL for what is no version. A number
-- is written with its length in front, so that digits compare as numbers; a release is above its pre-releases.
CREATE FUNCTION pgbale.version_key(version text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS
$$
    SELECT (SELECT array_agg('0' || lpad(length(part)::text, 4, '0') || part ORDER BY place)
              FROM unnest(string_to_array(found[1], '.')) WITH ORDINALITY core (part, place))
        || CASE WHEN found[2] IS NULL THEN ARRAY['2'] ELSE
           (SELECT array_agg(CASE WHEN part ~ '^[0-9]+$' THEN '0' || lpad(length(part)::text, 4, '0') || part
                                  ELSE '1' || part END ORDER BY place)
              FROM unnest(string_to_array(found[2], '.')) WITH ORDINALITY pre (part, place)) END
      FROM regexp_match(version COLLATE "C",
           '^((?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2})'
           '(?:-((?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?'
           '(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$') found
     WHERE found IS NOT NULL AND length(version) <= 64;
$$;

-- May this version of a client work with this database? Compared as numbers. Whatever is not known to be
-- supported is not: an unknown client, a version that is none, a migration that is half way.
CREATE FUNCTION pgbale.client_status(client text, version text,
                                     OUT supported boolean, OUT reason text, OUT min_version text,
                                     OUT schema_version text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
    WITH claim AS (
        SELECT (one ->> 'breaks')::boolean AS breaks, one ->> 'min_version' AS least
          FROM pgbale.entry e, json_array_elements(e.detail -> 'clients') one
         WHERE e.kind IN ('segment', 'intent', 'finish', 'baseline') AND one ->> 'name' = client
    ), fact AS (
        SELECT EXISTS (SELECT FROM claim) AS known,
               EXISTS (SELECT FROM claim WHERE breaks AND pgbale.version_key(least) IS NULL) AS never,
               (SELECT least FROM claim WHERE breaks AND pgbale.version_key(least) IS NOT NULL
                 ORDER BY pgbale.version_key(least) COLLATE "C" DESC LIMIT 1) AS least,
               pgbale.version_key(version) AS asked,
               (SELECT e.version FROM pgbale.entry e WHERE e.kind IN ('finish', 'baseline')
                 ORDER BY e.n DESC LIMIT 1) AS head
    )
    SELECT v.reason = 'supported', v.reason, least, head
      FROM fact, LATERAL (SELECT CASE WHEN NOT known THEN 'unknown client'
                                      WHEN asked IS NULL THEN 'not a version'
                                      WHEN never THEN 'no version works'
                                      WHEN least IS NULL THEN 'supported'
                                      WHEN asked >= pgbale.version_key(least) COLLATE "C" THEN 'supported'
                                      ELSE 'too old' END) v (reason);
$$;
COMMENT ON FUNCTION pgbale.client_status(text, text) IS
    'Is this version of a client supported by this database? Answers false when in doubt.';

-- Lets exactly these roles call client_status, and nothing else.
CREATE FUNCTION pgbale.publish(readers text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$
DECLARE
    reader text;
    old record;
BEGIN
    FOR old IN
        SELECT DISTINCT a.grantee::regrole AS role
          FROM pg_proc p, aclexplode(p.proacl) a
         WHERE p.oid = 'pgbale.client_status(text, text)'::regprocedure AND a.grantee NOT IN (0, p.proowner)
           AND pg_get_userbyid(a.grantee) <> ALL (readers)
           AND NOT has_function_privilege(a.grantee, 'pgbale.let_go(bytea)', 'EXECUTE')
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION pgbale.client_status(text, text) FROM %s', old.role);
        EXECUTE format('REVOKE USAGE ON SCHEMA pgbale FROM %s', old.role);
    END LOOP;
    FOREACH reader IN ARRAY readers LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA pgbale TO %I', reader);
        EXECUTE format('GRANT EXECUTE ON FUNCTION pgbale.client_status(text, text) TO %I', reader);
    END LOOP;
END
$$;

-- Private, also where default privileges would hand out new objects.
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT 'TABLE' AS type, c.oid::regclass::text AS what, a.grantee
          FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a
         WHERE c.relnamespace = 'pgbale'::regnamespace AND c.relkind = 'r' AND a.grantee <> c.relowner
        UNION
        SELECT 'FUNCTION', p.oid::regprocedure::text, a.grantee
          FROM pg_catalog.pg_proc p,
               pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
         WHERE p.pronamespace = 'pgbale'::regnamespace AND a.grantee <> p.proowner
        UNION
        SELECT 'SCHEMA', 'pgbale', a.grantee
          FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a
         WHERE n.nspname = 'pgbale' AND a.grantee <> n.nspowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON %s %s FROM %s', given.type, given.what,
            CASE given.grantee WHEN 0 THEN 'PUBLIC' ELSE given.grantee::regrole::text END);
    END LOOP;
END
$$;
