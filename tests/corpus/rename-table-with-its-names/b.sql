CREATE SCHEMA app;
-- pgbale: renamed-from app.item
CREATE TABLE app.thing (id serial PRIMARY KEY, parent integer REFERENCES app.thing, code text UNIQUE);
CREATE INDEX thing_code_idx ON app.thing (lower(code));
ALTER TABLE app.thing ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.thing USING (id > 0);
CREATE FUNCTION app.label(app.thing) RETURNS text LANGUAGE sql STABLE AS $$ SELECT $1.code $$;
CREATE VIEW app.v AS SELECT id, app.label(i) AS label FROM app.thing i;
