/* REPLICA IDENTITY other than the default. Apart from the table, because it may need an index. */
select 'pg_class'::regclass::oid as class, r.oid as object, -3 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       'REPLICA IDENTITY OF ' || r.name as identity, r.name,
       null::text as slot, 0 as ordinal,
       (select format('%s.%s.0', 'pg_class'::regclass::oid, x.indexrelid)
          from pg_index x where x.indrelid = r.oid and x.indisreplident and c.relreplident = 'i') as needs,
       case c.relreplident when 'f' then 'FULL' when 'i'
            then coalesce((select format('USING INDEX %I', i.relname)
                             from pg_index x join pg_class i on i.oid = x.indexrelid
                            where x.indrelid = r.oid and x.indisreplident), 'NOTHING')
            else 'NOTHING' end as definition
  from relation r
  join pg_class c on c.oid = r.oid
 where r.relkind in ('r', 'p') and c.relreplident <> 'd'
