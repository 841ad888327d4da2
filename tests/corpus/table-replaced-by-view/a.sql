CREATE TABLE source (a integer);
CREATE TABLE thing (a integer PRIMARY KEY);
CREATE VIEW on_top AS SELECT a FROM thing;
