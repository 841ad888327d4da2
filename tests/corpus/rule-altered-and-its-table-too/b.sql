CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, note text);
CREATE TABLE app.log (id bigint);
CREATE RULE one AS ON UPDATE TO app.t DO ALSO INSERT INTO app.log VALUES (old.id);
CREATE RULE two AS ON DELETE TO app.t WHERE old.note = 'keep' DO INSTEAD NOTHING;
ALTER TABLE app.t ENABLE ALWAYS RULE two;
COMMENT ON RULE one ON app.t IS 'stays';
