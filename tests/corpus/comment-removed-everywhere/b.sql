CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, CONSTRAINT c CHECK (id > 0));
COMMENT ON COLUMN app.t.id IS E'two\nlines';
CREATE FUNCTION app.f(a integer, OUT b text) LANGUAGE sql AS $$ SELECT 'x' $$;
