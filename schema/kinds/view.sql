/* A view. `columns` tells whether CREATE OR REPLACE can reach the new definition. */
select 'pg_class'::regclass::oid as class, r.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, r.relnamespace as pobject, 0 as psub,
       'VIEW ' || r.name as identity, r.name, r.name as slot, 0 as ordinal, null::text as needs,
       (select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attnum)
          from pg_attribute a where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped) as columns,
       o.sorted as options, nullif(o.written, o.sorted) as as_written,
       rtrim(pg_get_viewdef(r.oid), ';') as definition
  from relation r
  join pg_class c on c.oid = r.oid
 cross join lateral (select string_agg(o.item, ', ' order by o.item collate "C") as sorted,
                            string_agg(o.item, ', ' order by o.place) as written
                       from unnest(c.reloptions) with ordinality o(item, place)) o
 where r.relkind = 'v'
