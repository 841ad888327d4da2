/* A range type. Its multirange is named only when PostgreSQL would name it otherwise. */
select 'pg_type'::regclass::oid as class, y.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, y.typnamespace as pobject, 0 as psub,
       'TYPE ' || y.name as identity, y.name, y.name as slot, 0 as ordinal, null::text as needs,
       format_type(g.rngsubtype, null) as subtype,
       (select format('%I.%I', n.nspname, o.opcname)
          from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace
         where o.oid = g.rngsubopc and not o.opcdefault) as operator_class,
       (select format('%I.%I', n.nspname, l.collname)
          from pg_type t, pg_collation l join pg_namespace n on n.oid = l.collnamespace
         where t.oid = g.rngsubtype and l.oid = g.rngcollation and g.rngcollation <> t.typcollation) as collation,
       (select format('%I.%I', n.nspname, p.proname)
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = g.rngcanonical) as canonical,
       (select format('%I.%I', n.nspname, p.proname)
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = g.rngsubdiff) as difference,
       (select format('%I.%I', n.nspname, m.typname)
          from pg_type t, pg_type m join pg_namespace n on n.oid = m.typnamespace
         where t.oid = g.rngtypid and m.oid = (to_jsonb(g) ->> 'rngmultitypid')::oid
           and (m.typnamespace <> t.typnamespace
                or m.typname <> case when t.typname like '%range%' then regexp_replace(t.typname, 'range', 'multirange')
                                     else t.typname || '_multirange' end)) as multirange
  from own_type y
  join pg_range g on g.rngtypid = y.oid
 where y.typtype = 'r'
