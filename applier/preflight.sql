-- What a bale needs and the target does not have; one row for each problem.
-- $1: {"roles": [], "readers": [], "extensions": [], "schemas": [], "managed": []}
WITH need AS (
    SELECT kind, name
      FROM (VALUES ('roles'), ('readers'), ('extensions'), ('schemas'), ('managed')) k (kind),
           json_array_elements_text($1::json -> kind) name
), ledger AS (
    SELECT c.oid
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'pgbale' AND c.relname = 'entry'
)
SELECT DISTINCT 'role', format('role %I does not exist', name)
  FROM need
 WHERE kind IN ('roles', 'readers') AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name)
UNION ALL
SELECT 'extension', format('extension %I is not available on the server', name)
  FROM need
 WHERE kind = 'extensions' AND NOT EXISTS (SELECT FROM pg_catalog.pg_available_extensions e WHERE e.name = need.name)
UNION ALL
SELECT 'schema', format('schema %I does not exist', name)
  FROM need
 WHERE kind = 'schemas' AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = name)
UNION ALL
SELECT 'privilege', format('the login has no CREATE privilege on schema %I', name)
  FROM need JOIN pg_catalog.pg_namespace n ON n.nspname = name
 WHERE kind = 'managed' AND NOT has_schema_privilege(n.oid, 'CREATE')
UNION ALL
SELECT 'privilege', format('the login has no CREATE privilege on database %I, which making schema %I needs',
                           current_database(), wanted)
  FROM (SELECT name
          FROM need
         WHERE kind = 'managed' AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = name)
        UNION ALL
        SELECT 'pgbale' WHERE NOT EXISTS (SELECT FROM ledger)) missing (wanted)
 WHERE NOT has_database_privilege(current_database(), 'CREATE')
UNION ALL
SELECT 'privilege', 'the login may not write the ledger in schema pgbale'
  FROM ledger
 WHERE NOT coalesce((SELECT bool_and(has_function_privilege(p.oid, 'EXECUTE'))
                        FROM pg_catalog.pg_proc p
                       WHERE p.pronamespace = to_regnamespace('pgbale')
                         AND p.proname IN ('initialize', 'raise_fence', 'store', 'append', 'let_go', 'publish')), false)
 ORDER BY 1, 2
