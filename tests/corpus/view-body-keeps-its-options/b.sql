CREATE TABLE one (a integer, b text);
CREATE VIEW v WITH (security_invoker=true, check_option=local) AS SELECT a, b FROM one WHERE a > 1;
GRANT SELECT ON v TO corpus_reader;
COMMENT ON VIEW v IS 'kept';
