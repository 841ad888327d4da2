CREATE TABLE t (a integer, b text);
CREATE STATISTICS s (ndistinct, dependencies) ON a, b, upper(b) FROM t;
ALTER STATISTICS s SET STATISTICS 200;
