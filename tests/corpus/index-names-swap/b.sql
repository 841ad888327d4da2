CREATE TABLE one (a integer, b integer);
CREATE INDEX left_one ON one (b);
CREATE INDEX right_one ON one (a);
CREATE VIEW q AS SELECT a FROM one;
CREATE VIEW p AS SELECT b FROM one;
