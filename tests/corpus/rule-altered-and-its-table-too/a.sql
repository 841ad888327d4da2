CREATE SCHEMA app;
CREATE TABLE app.t (id integer, note text);
CREATE TABLE app.log (id integer);
CREATE RULE one AS ON UPDATE TO app.t DO ALSO INSERT INTO app.log VALUES (old.id);
CREATE RULE two AS ON DELETE TO app.t DO INSTEAD NOTHING;
COMMENT ON RULE one ON app.t IS 'stays';
