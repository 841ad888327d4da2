-- One call of its language's validator for each routine made after OID $1, except those of extensions.
-- Languages without a body in SQL text (c, internal) have nothing to check.
SELECT pg_catalog.format('SELECT %s(%s)', l.lanvalidator::pg_catalog.regproc, p.oid) AS call,
       n.nspname, p.proname, p.prosrc, p.oid
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
WHERE p.oid > $1::pg_catalog.oid
  AND l.lanvalidator <> 0
  AND l.lanname NOT IN ('c', 'internal')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid
                    AND d.deptype = 'e')
ORDER BY p.oid
