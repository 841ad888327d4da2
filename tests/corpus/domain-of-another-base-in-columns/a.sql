CREATE SCHEMA app;
CREATE DOMAIN app.code AS integer DEFAULT 7 CHECK (VALUE > 0);
COMMENT ON DOMAIN app.code IS 'of a thing';
CREATE DOMAIN app.short AS app.code CHECK (VALUE < 100);
CREATE TABLE app.t (id integer PRIMARY KEY, c app.code UNIQUE, many app.code[], s app.short DEFAULT 3);
CREATE TABLE app.u (c app.code REFERENCES app.t (c));
CREATE VIEW app.v AS SELECT c FROM app.t WHERE c > 5;
CREATE FUNCTION app.f(app.code) RETURNS app.code LANGUAGE sql AS $$ SELECT $1 $$;
