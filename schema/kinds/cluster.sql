/* The index that CLUSTER uses. Apart from the table, because it needs the index. */
select 'pg_class'::regclass::oid as class, r.oid as object, -4 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       'CLUSTER OF ' || r.name as identity, r.name, null::text as slot, 0 as ordinal,
       format('%s.%s.0', 'pg_class'::regclass::oid, x.indexrelid) as needs,
       format('%I', i.relname) as "index"
  from relation r
  join pg_index x on x.indrelid = r.oid and x.indisclustered
  join pg_class i on i.oid = x.indexrelid
 where r.relkind in ('r', 'm')
