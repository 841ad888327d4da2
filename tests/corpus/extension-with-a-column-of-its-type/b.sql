-- The extension comes before the column whose type it brings.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE TABLE person (id integer PRIMARY KEY, email citext, tags hstore DEFAULT ''::hstore);
CREATE INDEX person_tags ON person USING gin (tags);
