/* Routines that are not PostgreSQL's and not an extension's, by oid. */
select p.oid, p.pronamespace, format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)), p.proname,
       p.proowner, p.prosecdef, array_to_string(p.proconfig, ', '), p.provolatile, p.proleakproof, l.lanname,
       coalesce(pg_get_function_sqlbody(p.oid), p.prosrc), p.prosqlbody is not null,
       p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype), p.prokind,
       md5(regexp_replace(p.prosqlbody::text, ' :(location|stmt_location|stmt_len) -?\d+', '', 'g'))
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join pg_language l on l.oid = p.prolang
 where p.oid >= 16384 and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgbale') and p.prokind <> 'a'
   and not exists (select from pg_depend d
                    where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
 order by p.oid
