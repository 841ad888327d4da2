CREATE SCHEMA new;
CREATE TYPE new.state AS ENUM ('x');
CREATE TABLE new.t (id serial PRIMARY KEY, state new.state DEFAULT 'x');
CREATE VIEW new.v AS SELECT id FROM new.t;
CREATE FUNCTION new.f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC; SELECT count(*) FROM new.t; END;
