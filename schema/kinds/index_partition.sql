/* What makes the index of a partition a part of its table's index. */
select 'pg_inherits'::regclass::oid as class, i.oid as object, n.inhseqno as sub,
       'pg_class'::regclass::oid as pclass, i.oid as pobject, 0 as psub,
       'INDEX PARTITION ' || i.name as identity, i.name, null::text as slot, 0 as ordinal,
       /* The index of a constraint that is its table's own is only let go when the table is detached. */
       format('%s.%s.0 ~%s.%s.1', 'pg_class'::regclass::oid, n.inhparent, 'pg_inherits'::regclass::oid, x.indrelid) ||
       case when exists (select from pg_constraint c
                          where c.conindid = i.oid and c.conrelid = x.indrelid and c.contype in ('p', 'u') and c.conparentid = 0)
            then format(' &%s.%s.1', 'pg_inherits'::regclass::oid, x.indrelid) else '' end as needs,
       (select format('%I.%I', s.nspname, p.relname)
          from pg_class p join pg_namespace s on s.oid = p.relnamespace where p.oid = n.inhparent) as "index"
  from relation i
  join pg_inherits n on n.inhrelid = i.oid
  join pg_index x on x.indexrelid = i.oid
 where i.relkind in ('i', 'I')
