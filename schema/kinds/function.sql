/* A function, window function or procedure. */
select 'pg_proc'::regclass::oid as class, p.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       format('%s %I.%I(%s)', case p.prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end,
              n.nspname, p.proname, oidvectortypes(p.proargtypes)) as identity,
       format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as name,
       format('ROUTINE %I.%I', n.nspname, p.proname) as slot, 0 as ordinal, null::text as needs,
       case p.prokind when 'p' then 'PROCEDURE' when 'w' then 'WINDOW' end as kind,
       /* A record says nothing of what it holds, and a procedure returns nothing. */
       nullif(concat_ws(': ', pg_get_function_result(p.oid),
                        (select string_agg(format_type(a.type, null), ', ' order by a.place)
                           from unnest(p.proallargtypes, p.proargmodes) with ordinality a(type, mode, place)
                          where a.mode in ('o', 'b') and (p.prokind = 'p' or p.prorettype = 'record'::regtype))), '')
         as result,
       (select string_agg(quote_ident(a.name), ', ' order by a.place)
          from unnest(p.proargnames) with ordinality a(name, place)
         where a.name <> '') as parameters,
       nullif(p.pronargdefaults, 0)::text as defaults,
       pg_get_functiondef(p.oid) as definition
  from pg_proc p
  join managed n on n.oid = p.pronamespace
 where p.prokind in ('f', 'p', 'w')
   and not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
   and not exists (select from pg_depend d
                    where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')
