CREATE TABLE one (a integer, b text);
CREATE VIEW v1 AS SELECT a, b FROM one WHERE a > 0;
CREATE VIEW v2 WITH (security_invoker=true) AS SELECT a FROM v1;
CREATE VIEW v3 WITH (check_option=cascaded, security_barrier=true) AS SELECT a, b FROM one WHERE a < 10;
CREATE VIEW v4 AS WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t;
CREATE VIEW v5 (x, "y z") AS SELECT a, b FROM one ORDER BY b DESC LIMIT 3;
COMMENT ON VIEW v1 IS 'a view';
COMMENT ON COLUMN v1.a IS 'its column';
