CREATE SCHEMA app;
CREATE TABLE app.base (id integer, gone text, note text DEFAULT 'n', v integer);
CREATE TABLE app.child (extra text) INHERITS (app.base);
CREATE TABLE app.grandchild (own integer DEFAULT 1) INHERITS (app.child);
CREATE VIEW app.v AS SELECT v FROM app.child;
