CREATE TABLE one (id integer PRIMARY KEY, code text);
CREATE TABLE two (one integer CONSTRAINT two_one REFERENCES one);
