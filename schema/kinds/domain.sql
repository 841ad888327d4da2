/* A domain. Its constraints are objects of their own. */
select 'pg_type'::regclass::oid as class, y.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, y.typnamespace as pobject, 0 as psub,
       'DOMAIN ' || y.name as identity, y.name, y.name as slot, 0 as ordinal, null::text as needs,
       format_type(t.typbasetype, t.typtypmod) as base,
       (select format('%I.%I', n.nspname, l.collname)
          from pg_type b, pg_collation l join pg_namespace n on n.oid = l.collnamespace
         where b.oid = t.typbasetype and l.oid = t.typcollation and t.typcollation <> b.typcollation) as collation,
       case when t.typnotnull then 'NOT NULL' end as not_null,
       pg_get_expr(t.typdefaultbin, 0) as "default"
  from own_type y
  join pg_type t on t.oid = y.oid
 where y.typtype = 'd'
