/* A table, also one that is partitioned or a partition. Columns, constraints, indexes, policies and row security are objects of their own. */
select 'pg_class'::regclass::oid as class, r.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, r.relnamespace as pobject, 0 as psub,
       'TABLE ' || r.name as identity, r.name, r.name as slot, 0 as ordinal, null::text as needs,
       case c.relpersistence when 'u' then 'UNLOGGED' end as persistence,
       (select nullif(am.amname, 'heap') from pg_am am where am.oid = c.relam) as access_method,
       (select format('%I', s.spcname) from pg_tablespace s where s.oid = c.reltablespace) as tablespace,
       h.sorted as options, t.sorted as toast_options,
       nullif(concat_ws(', ', h.written, t.written), concat_ws(', ', h.sorted, t.sorted)) as as_written,
       case when r.relkind = 'p' then pg_get_partkeydef(r.oid) end as partition_key
  from relation r
  join pg_class c on c.oid = r.oid
 cross join lateral (select string_agg(o.item, ', ' order by o.item collate "C") as sorted,
                            string_agg(o.item, ', ' order by o.place) as written
                       from unnest(c.reloptions) with ordinality o(item, place)) h
 cross join lateral (select string_agg('toast.' || o.item, ', ' order by o.item collate "C") as sorted,
                            string_agg('toast.' || o.item, ', ' order by o.place) as written
                       from pg_class s, unnest(s.reloptions) with ordinality o(item, place)
                      where s.oid = c.reltoastrelid) t
 where r.relkind in ('r', 'p')
