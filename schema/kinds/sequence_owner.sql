/* The column that owns a sequence. Apart from the sequence, so that default, column and sequence form no cycle. */
select 'pg_class'::regclass::oid as class, r.oid as object, -1 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       'OWNER OF SEQUENCE ' || r.name as identity, r.name, null::text as slot, 0 as ordinal,
       format('%s.%s.%s', d.refclassid, d.refobjid, d.refobjsubid)
       || coalesce((select format(' ~%s.%s.-9', d.refclassid, d.refobjid)
                      from pg_class c join owning w on w.oid = c.relowner where c.oid = d.refobjid), '') as needs,
       format('%s.%I', t.name, a.attname) as "column"
  from relation r
  join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = r.oid and d.objsubid = 0
                  and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype = 'a'
  join relation t on t.oid = d.refobjid
  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
 where r.relkind = 'S'
