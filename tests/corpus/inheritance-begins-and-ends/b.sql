CREATE SCHEMA app;
CREATE TABLE app.base (id integer, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE app.child (id integer, v text, CONSTRAINT positive CHECK (id > 0)) INHERITS (app.base);
CREATE TABLE app.leaves (v text);
