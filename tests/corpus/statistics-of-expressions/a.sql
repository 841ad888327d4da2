CREATE TABLE t (a integer, b text);
CREATE STATISTICS s (ndistinct, mcv) ON a, b, lower(b) FROM t;
ALTER STATISTICS s SET STATISTICS 100;
