CREATE SCHEMA app;
CREATE TYPE app.item AS (id bigint, note text, added text);
CREATE TABLE app.was OF app.item (PRIMARY KEY (id), note DEFAULT 'x');
CREATE TABLE app.new OF app.item (CHECK (id > 0), note WITH OPTIONS NOT NULL);
CREATE TABLE app.free (id bigint, note text, added text);
