-- What a bale needs and the target does not have; one row for each problem.
-- $1: {"roles": [], "readers": [], "session": [], "extensions": [], "schemas": [], "managed": []}
WITH need AS (
    SELECT kind, name
      FROM (VALUES ('roles'), ('readers'), ('session'), ('extensions'), ('schemas'), ('managed')) k (kind),
           json_array_elements_text($1::json -> kind) name
), ledger AS (
    SELECT c.oid
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'pgbale' AND c.relname = 'entry'
), actor AS ( -- who runs the steps
    SELECT coalesce((SELECT r.oid FROM need JOIN pg_catalog.pg_roles r ON r.rolname = name WHERE kind = 'session'),
                    (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user)) AS role
), word AS (
    SELECT coalesce((SELECT format('role %I, which the steps run as,', name) FROM need WHERE kind = 'session'),
                    'the login') AS who
)
SELECT DISTINCT 'role', format('role %I does not exist', name)
  FROM need
 WHERE kind IN ('roles', 'readers', 'session') AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name)
UNION ALL
SELECT 'role', format('the login is not a member of role %I, which the steps run as', name)
  FROM need JOIN pg_catalog.pg_roles r ON r.rolname = name
 WHERE kind = 'session' AND NOT pg_has_role(r.oid, 'MEMBER')
UNION ALL
SELECT 'extension', format('extension %I is not available on the server', name)
  FROM need
 WHERE kind = 'extensions' AND NOT EXISTS (SELECT FROM pg_catalog.pg_available_extensions e WHERE e.name = need.name)
UNION ALL
SELECT 'schema', format('schema %I does not exist', name)
  FROM need
 WHERE kind = 'schemas' AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = name)
UNION ALL
SELECT 'privilege', format('%s has no CREATE privilege on schema %I', who, name)
  FROM actor, word, need JOIN pg_catalog.pg_namespace n ON n.nspname = name
 WHERE kind = 'managed' AND NOT has_schema_privilege(role, n.oid, 'CREATE')
UNION ALL
SELECT 'privilege', format('%s has no CREATE privilege on database %I, which making schema %I needs',
                           who, current_database(), name)
  FROM actor, word, need
 WHERE kind = 'managed' AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = name)
   AND NOT has_database_privilege(role, current_database(), 'CREATE')
UNION ALL
SELECT 'privilege', format('the login has no CREATE privilege on database %I, which making schema pgbale needs',
                           current_database())
 WHERE NOT EXISTS (SELECT FROM ledger) AND NOT has_database_privilege(current_database(), 'CREATE')
UNION ALL
SELECT 'privilege', 'the login may not write the ledger in schema pgbale'
  FROM ledger
 WHERE NOT coalesce((SELECT bool_and(has_function_privilege(p.oid, 'EXECUTE'))
                        FROM pg_catalog.pg_proc p
                       WHERE p.pronamespace = to_regnamespace('pgbale')
                         AND p.proname IN ('initialize', 'raise_fence', 'store', 'append', 'let_go', 'publish')), false)
 ORDER BY 1, 2
