-- A constraint's index and a plain one share their names.
CREATE TABLE one (a integer, b integer, CONSTRAINT one_b UNIQUE (b));
CREATE UNIQUE INDEX one_a ON one (a);
