CREATE SCHEMA app;
CREATE TABLE app.base (id integer NOT NULL, note text DEFAULT 'n', CONSTRAINT positive CHECK (id > 0));
CREATE TABLE app.more (weight numeric CHECK (weight > 0));
CREATE TABLE app.child (extra text DEFAULT 'e', note text DEFAULT 'other', UNIQUE (id)) INHERITS (app.base, app.more);
CREATE TABLE app.grandchild () INHERITS (app.child);
COMMENT ON COLUMN app.grandchild.id IS 'id';
CREATE INDEX child_weight ON app.child (weight);
CREATE VIEW app.v AS SELECT * FROM app.base;
GRANT SELECT (id) ON app.child TO pg_monitor;
