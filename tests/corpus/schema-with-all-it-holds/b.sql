-- A schema is made before all that lives in it and goes after it.
CREATE SCHEMA lab;
COMMENT ON SCHEMA lab IS 'measurements; and "samples"';
CREATE TYPE lab.state AS ENUM ('new', 'done');
CREATE SEQUENCE lab.ticket;
CREATE FUNCTION lab.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
CREATE TABLE lab.sample (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state lab.state NOT NULL DEFAULT 'new',
    number bigint DEFAULT nextval('lab.ticket'),
    doubled integer DEFAULT lab.twice(4)
);
CREATE VIEW lab.open AS SELECT id FROM lab.sample WHERE state = 'new';
CREATE TABLE public.kept (id integer);
