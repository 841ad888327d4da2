/*
 * A materialized view. `settings` are those of its columns; whether it is filled is data,
 * but a new one is made as it is declared.
 */
select 'pg_class'::regclass::oid as class, r.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, r.relnamespace as pobject, 0 as psub,
       'MATERIALIZED VIEW ' || r.name as identity, r.name, r.name as slot, 0 as ordinal, null::text as needs,
       (select nullif(am.amname, 'heap') from pg_am am where am.oid = c.relam) as access_method,
       (select format('%I', s.spcname) from pg_tablespace s where s.oid = c.reltablespace) as tablespace,
       o.sorted as options, nullif(o.written, o.sorted) as as_written,
       (select string_agg(format('ALTER COLUMN %I SET %s', a.attname, s.setting), ', ' order by a.attnum, s.setting)
          from pg_attribute a join pg_type t on t.oid = a.atttypid
         cross join lateral (select 'STATISTICS ' || (to_jsonb(a) ->> 'attstattarget')
                              where (to_jsonb(a) ->> 'attstattarget')::int >= 0
                             union all
                             select 'STORAGE ' || case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL'
                                                                    when 'm' then 'MAIN' else 'EXTENDED' end
                              where a.attstorage <> t.typstorage
                             union all
                             select 'COMPRESSION ' || case to_jsonb(a) ->> 'attcompression' when 'p' then 'pglz' else 'lz4' end
                              where to_jsonb(a) ->> 'attcompression' <> ''
                             union all
                             select format('(%s)', string_agg(o.item, ', ' order by o.item collate "C"))
                               from unnest(a.attoptions) o(item) where o.item !~ '^pg_attver=' having count(*) > 0) s(setting)
         where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped) as settings,
       rtrim(pg_get_viewdef(r.oid), ';') as definition,
       case when not c.relispopulated then 'WITH NO DATA' end as contents
  from relation r
  join pg_class c on c.oid = r.oid
 cross join lateral (select string_agg(o.item, ', ' order by o.item collate "C") as sorted,
                            string_agg(o.item, ', ' order by o.part, o.place) as written
                       from (select 1, h.item, h.place from unnest(c.reloptions) with ordinality h(item, place)
                             union all
                             select 2, 'toast.' || h.item, h.place
                               from pg_class t, unnest(t.reloptions) with ordinality h(item, place)
                              where t.oid = c.reltoastrelid) o(part, item, place)) o
 where r.relkind = 'm'
