CREATE SCHEMA old;
CREATE TYPE old.state AS ENUM ('x');
CREATE TABLE old.t (id serial PRIMARY KEY, state old.state DEFAULT 'x');
CREATE VIEW old.v AS SELECT id FROM old.t;
CREATE FUNCTION old.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC; SELECT count(*) FROM old.t; END;
