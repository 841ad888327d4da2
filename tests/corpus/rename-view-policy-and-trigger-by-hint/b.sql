CREATE TABLE t (id integer PRIMARY KEY,
    -- pgbale: renamed-from pos
    CONSTRAINT positive CHECK (id > 1));
-- pgbale: renamed-from v
CREATE VIEW seen AS SELECT id FROM t;
CREATE VIEW w AS SELECT id FROM seen;
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
-- pgbale: renamed-from p
CREATE POLICY q ON t USING (f(id) > 1);
CREATE FUNCTION tg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- pgbale: renamed-from tr
CREATE TRIGGER first BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tg();
-- pgbale: renamed-from s
CREATE SEQUENCE counter;
-- pgbale: renamed-from d
CREATE DOMAIN word AS text;
-- pgbale: renamed-from pair
CREATE TYPE couple AS (a word, b text);
