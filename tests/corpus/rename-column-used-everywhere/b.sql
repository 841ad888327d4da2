CREATE TABLE t (id integer PRIMARY KEY,
    -- pgbale: renamed-from name
    full_name text NOT NULL DEFAULT 'x', upper_name text GENERATED ALWAYS AS (upper(full_name)) STORED,
    CONSTRAINT named CHECK (full_name <> ''));
COMMENT ON COLUMN t.full_name IS 'as people say it';
GRANT SELECT (full_name) ON t TO PUBLIC;
CREATE INDEX t_name ON t (lower(full_name)) WHERE full_name <> 'z';
CREATE VIEW v AS SELECT id, full_name AS name FROM t;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (full_name = current_user);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER tr BEFORE UPDATE OF full_name ON t FOR EACH ROW WHEN (NEW.full_name <> 'q') EXECUTE FUNCTION f();
CREATE FUNCTION names() RETURNS SETOF text LANGUAGE sql BEGIN ATOMIC SELECT full_name FROM t; END;
CREATE PUBLICATION pub FOR TABLE t (id, full_name);
CREATE STATISTICS s ON id, full_name FROM t;
