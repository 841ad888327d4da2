/* ENABLE and FORCE ROW LEVEL SECURITY of a table. Apart from the table, so that its place among the policies can be chosen. */
select 'pg_class'::regclass::oid as class, r.oid as object, -2 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       'ROW SECURITY OF ' || r.name as identity, r.name,
       null::text as slot, 0 as ordinal, null::text as needs,
       case when c.relrowsecurity then 'ENABLE' end as enabled,
       case when c.relforcerowsecurity then 'FORCE' end as forced
  from relation r
  join pg_class c on c.oid = r.oid
 where r.relkind in ('r', 'p') and (c.relrowsecurity or c.relforcerowsecurity)
