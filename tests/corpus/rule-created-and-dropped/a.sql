CREATE SCHEMA app;
CREATE TABLE app.t (id integer, note text);
CREATE TABLE app.log (id integer, at timestamptz);
CREATE VIEW app.v AS SELECT id, note FROM app.t;
