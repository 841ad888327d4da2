CREATE SCHEMA app;
CREATE TYPE app.item AS (id integer, note text);
CREATE TABLE app.t OF app.item;
