-- The foreign key hangs on the index of the key, also when its own text stays.
CREATE TABLE one (id integer NOT NULL CONSTRAINT one_pkey UNIQUE, code text);
CREATE TABLE two (one integer CONSTRAINT two_one REFERENCES one (id));
