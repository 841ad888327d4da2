-- What was below is now above.
CREATE TABLE one (a integer);
CREATE VIEW lower_one AS SELECT a FROM one;
CREATE VIEW upper_one AS SELECT a FROM lower_one;
