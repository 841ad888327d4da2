CREATE TABLE one (a integer);
CREATE TABLE two (a integer, CONSTRAINT fast UNIQUE (a));
CREATE INDEX quick ON one (a);
