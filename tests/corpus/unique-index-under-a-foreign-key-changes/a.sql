CREATE TABLE one (a integer, b integer);
CREATE UNIQUE INDEX one_a ON one (a);
CREATE TABLE two (a integer CONSTRAINT two_a REFERENCES one (a));
