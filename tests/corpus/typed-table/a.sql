CREATE SCHEMA app;
CREATE TYPE app.item AS (id integer, old numeric, note text);
CREATE TABLE app.was OF app.item (PRIMARY KEY (id), note DEFAULT 'x');
CREATE TABLE app.free (id integer, note text, added text);
