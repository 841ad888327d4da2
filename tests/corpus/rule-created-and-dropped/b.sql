CREATE SCHEMA app;
CREATE TABLE app.t (id integer, note text);
CREATE TABLE app.log (id integer, at timestamptz);
CREATE VIEW app.v AS SELECT id, note FROM app.t;
CREATE RULE log_it AS ON UPDATE TO app.t WHERE old.id > 0 DO ALSO INSERT INTO app.log VALUES (old.id, now());
CREATE RULE "insert to v" AS ON INSERT TO app.v DO INSTEAD (INSERT INTO app.t VALUES (new.id, new.note); INSERT INTO app.log (id) VALUES (new.id));
COMMENT ON RULE log_it ON app.t IS 'logs';
ALTER TABLE app.t DISABLE RULE log_it;
