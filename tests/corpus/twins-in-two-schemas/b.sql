CREATE SCHEMA one;
CREATE SCHEMA two;
CREATE TABLE one.t (id bigserial PRIMARY KEY, a integer CONSTRAINT c CHECK (a > 2));
CREATE TABLE two.t (id serial PRIMARY KEY, a integer CONSTRAINT c CHECK (a > 1), one integer REFERENCES one.t);
CREATE VIEW two.v AS SELECT a FROM two.t;
CREATE VIEW one.v AS SELECT a FROM two.v;
