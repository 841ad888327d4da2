CREATE TABLE one (a integer);
CREATE UNIQUE INDEX one_a ON one (a);
