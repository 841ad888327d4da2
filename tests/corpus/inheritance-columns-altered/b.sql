CREATE SCHEMA app;
CREATE TABLE app.base (id bigint NOT NULL, note text DEFAULT 'm', v integer, added integer DEFAULT 7, CHECK (v > 0));
CREATE TABLE app.child (extra character varying(30)) INHERITS (app.base);
CREATE TABLE app.grandchild (own integer DEFAULT 1) INHERITS (app.child);
ALTER TABLE ONLY app.grandchild ALTER COLUMN added SET DEFAULT 8;
CREATE VIEW app.v AS SELECT v FROM app.child;
