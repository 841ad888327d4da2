CREATE TABLE one (a integer, b integer);
CREATE UNIQUE INDEX one_a ON one (a) INCLUDE (b);
CREATE TABLE two (a integer CONSTRAINT two_a REFERENCES one (a));
