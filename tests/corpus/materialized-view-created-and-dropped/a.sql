CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, kind text, v numeric);
