CREATE SCHEMA app;
CREATE FOREIGN DATA WRAPPER dummy OPTIONS (debug 'true');
CREATE SERVER remote TYPE 'pg' VERSION '15' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example', "dbname" 'it''s');
CREATE SERVER "Dummy server" FOREIGN DATA WRAPPER dummy;
CREATE USER MAPPING FOR PUBLIC SERVER remote OPTIONS (user 'guest');
CREATE USER MAPPING FOR pg_monitor SERVER remote OPTIONS (user 'reader');
CREATE USER MAPPING FOR CURRENT_USER SERVER "Dummy server";
CREATE FOREIGN TABLE app.far (id integer OPTIONS (column_name 'ID') NOT NULL, name text COLLATE "C" DEFAULT 'x', CONSTRAINT positive CHECK (id > 0))
    SERVER remote OPTIONS (schema_name 'public', table_name 'near');
COMMENT ON FOREIGN DATA WRAPPER dummy IS 'wrapper';
COMMENT ON SERVER remote IS 'server';
COMMENT ON FOREIGN TABLE app.far IS 'far';
COMMENT ON COLUMN app.far.id IS 'id';
GRANT USAGE ON FOREIGN DATA WRAPPER dummy TO pg_monitor;
GRANT USAGE ON FOREIGN SERVER remote TO pg_monitor WITH GRANT OPTION;
GRANT SELECT ON app.far TO pg_monitor;
CREATE VIEW app.v AS SELECT id FROM app.far;
CREATE FUNCTION app.t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER t BEFORE INSERT ON app.far FOR EACH ROW EXECUTE FUNCTION app.t();
