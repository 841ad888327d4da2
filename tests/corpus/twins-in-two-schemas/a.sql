CREATE SCHEMA one;
CREATE SCHEMA two;
CREATE TABLE one.t (id serial PRIMARY KEY, a integer CONSTRAINT c CHECK (a > 0));
CREATE TABLE two.t (id serial PRIMARY KEY, a integer CONSTRAINT c CHECK (a > 1));
CREATE VIEW one.v AS SELECT a FROM one.t;
CREATE VIEW two.v AS SELECT a FROM one.v;
