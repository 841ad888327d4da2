CREATE TABLE one (a integer, b integer);
CREATE INDEX left_one ON one (a);
CREATE INDEX right_one ON one (b);
CREATE VIEW p AS SELECT a FROM one;
CREATE VIEW q AS SELECT b FROM one;
