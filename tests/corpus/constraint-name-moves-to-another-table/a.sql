CREATE TABLE one (a integer, CONSTRAINT fast UNIQUE (a));
CREATE TABLE two (a integer);
CREATE INDEX quick ON two (a);
