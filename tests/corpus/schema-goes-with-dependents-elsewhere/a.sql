CREATE SCHEMA gone;
CREATE TYPE gone.kind AS ENUM ('x', 'y');
CREATE FUNCTION gone.f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE TABLE gone.t (id integer PRIMARY KEY);
CREATE TABLE keep (id integer DEFAULT gone.f(), t integer REFERENCES gone.t, k gone.kind);
CREATE VIEW v AS SELECT keep.id FROM keep JOIN gone.t USING (id);
