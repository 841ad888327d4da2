CREATE TABLE one (a integer, b text, CONSTRAINT one_a UNIQUE (a));
CREATE UNIQUE INDEX one_b ON one (b);
