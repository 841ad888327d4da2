-- The ledger: what was applied here, by whom, and from which bytes.
--
-- Private to its owner, who is the login that applied first. Append-only: the triggers are a rail
-- against accidents, the chain of hashes is what makes a change visible.

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

-- kind: segment   a transactional segment, committed with this row
--       intent    a standalone statement is about to run
--       done      it ran, and the state is the one expected
--       adopt     it had run already when a later run looked
--       finish    all segments of the migration are done
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

-- Private, also where default privileges would hand out new objects.
REVOKE ALL ON SCHEMA pgbale FROM PUBLIC;
REVOKE ALL ON FUNCTION pgbale.refuse_change() FROM PUBLIC;
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT DISTINCT c.oid::regclass AS what, a.grantee
          FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a
         WHERE c.relnamespace = 'pgbale'::regnamespace AND c.relkind = 'r' AND a.grantee <> c.relowner
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON TABLE %s FROM %s', given.what,
            CASE given.grantee WHEN 0 THEN 'PUBLIC' ELSE given.grantee::regrole::text END);
    END LOOP;
    FOR given IN
        SELECT DISTINCT a.grantee
          FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a
         WHERE n.nspname = 'pgbale' AND a.grantee NOT IN (0, n.nspowner)
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA pgbale FROM %s', given.grantee::regrole);
    END LOOP;
END
$$;
