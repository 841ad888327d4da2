CREATE SCHEMA app;
CREATE TABLE app.item (id serial PRIMARY KEY, parent integer REFERENCES app.item, code text UNIQUE);
CREATE INDEX item_code_idx ON app.item (lower(code));
ALTER TABLE app.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.item USING (id > 0);
CREATE FUNCTION app.label(app.item) RETURNS text LANGUAGE sql STABLE AS $$ SELECT $1.code $$;
CREATE VIEW app.v AS SELECT id, app.label(i) AS label FROM app.item i;
