CREATE SCHEMA app;
CREATE FUNCTION app.is_code(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT value ~ '^[A-Z]+$' $$;
CREATE DOMAIN app.code AS character varying(20) COLLATE "C" DEFAULT 'A' NOT NULL
    CONSTRAINT code_form CHECK (app.is_code(VALUE)) CONSTRAINT code_size CHECK (length(VALUE) > 0);
COMMENT ON DOMAIN app.code IS 'A code';
COMMENT ON CONSTRAINT code_form ON DOMAIN app.code IS 'its form';
CREATE DOMAIN app."Long code" AS app.code CHECK (length(VALUE) > 5);
GRANT USAGE ON DOMAIN app.code TO pg_monitor;
CREATE TABLE app.t (id integer, code app.code, codes app."Long code"[]);
CREATE VIEW app.v AS SELECT 'B'::app.code AS code;
