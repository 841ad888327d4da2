CREATE TABLE one (a integer);
CREATE VIEW upper_one AS SELECT a FROM one;
CREATE VIEW lower_one AS SELECT a FROM upper_one;
