/*
 * Routines that are not PostgreSQL's and not an extension's, by oid. A parsed body (since PostgreSQL 14) is the end of
 * the whole definition, because the function that gives it alone is not there before.
 */
select p.oid, p.pronamespace, format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)), p.proname,
       p.proowner, p.prosecdef, array_to_string(p.proconfig, ', '), p.provolatile, p.proleakproof, l.lanname,
       case when b.tree is null then p.prosrc
            else (regexp_match(pg_get_functiondef(p.oid), E'\n(BEGIN ATOMIC\n.*|RETURN .*)\n$'))[1] end,
       b.tree is not null,
       p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype), p.prokind,
       md5(regexp_replace(b.tree, ' :(location|stmt_location|stmt_len) -?\d+', '', 'g'))
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join pg_language l on l.oid = p.prolang
 cross join lateral (select to_jsonb(p) ->> 'prosqlbody') b(tree)
 where p.oid >= 16384 and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgbale') and p.prokind <> 'a'
   and not exists (select from pg_depend d
                    where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
 order by p.oid
