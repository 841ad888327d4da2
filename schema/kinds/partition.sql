/* What makes a table a partition. It comes after all that its table shall have when it is attached. */
select 'pg_inherits'::regclass::oid as class, r.oid as object, i.inhseqno as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       'PARTITION ' || r.name as identity, r.name, null::text as slot, 0 as ordinal,
       concat_ws(' ', format('%s.%s.0', 'pg_class'::regclass::oid, i.inhparent),
         (select string_agg(format('~%s.%s.%s', 'pg_class'::regclass::oid, a.attrelid, a.attnum), ' ')
            from pg_attribute a where a.attrelid in (i.inhparent, r.oid) and a.attnum > 0 and not a.attisdropped),
         (select string_agg(format('~%s.%s.0', 'pg_constraint'::regclass::oid, k.oid), ' ')
            from pg_constraint k
           where k.conrelid = r.oid
                 /* One that leads to the whole that this is a part of needs its index, which needs its parts. */
                 and not (k.contype = 'f' and k.confrelid in (select t.relid from pg_partition_ancestors(r.oid) t))
              or k.conrelid = i.inhparent and k.contype = 'c'),
         (select string_agg(format('~%s.%s.0', 'pg_class'::regclass::oid, x.indexrelid), ' ')
            from pg_index x where x.indrelid = r.oid)) as needs,
       (select format('%I.%I', n.nspname, p.relname)
          from pg_class p join pg_namespace n on n.oid = p.relnamespace where p.oid = i.inhparent) as "table",
       pg_get_expr(c.relpartbound, c.oid) as bound
  from relation r
  join pg_class c on c.oid = r.oid
  join pg_inherits i on i.inhrelid = r.oid
 where r.relispartition and r.relkind in ('r', 'p', 'f')
