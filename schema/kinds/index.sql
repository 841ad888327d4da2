/* An index that no constraint owns. */
select 'pg_class'::regclass::oid as class, i.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       'INDEX ' || i.name as identity, i.name, i.name as slot, 0 as ordinal,
       case when r.relispartition
            then (select format('!%s.%s.0 @%s.%s.1', 'pg_class'::regclass::oid, n.inhparent,
                                'pg_inherits'::regclass::oid, r.oid)
                    from pg_inherits n where n.inhrelid = i.oid) end as needs,
       case when x.indisunique then 'UNIQUE' end as uniqueness,
       /* Behind CREATE INDEX or CREATE UNIQUE INDEX; options in the order of their names, and as they were given. */
       substr(d.sorted, d.behind) as definition,
       case when d.sorted <> d.written then substr(d.written, d.behind) end as as_written,
       (select (select format('%I', s.spcname) from pg_tablespace s where s.oid = c.reltablespace)
          from pg_class c where c.oid = i.oid and c.reltablespace <> 0) as tablespace,
       case when x.indexprs is not null
            then (select string_agg(format('%s %s', a.attnum, a.attstattarget), ', ' order by a.attnum)
                    from pg_attribute a where a.attrelid = i.oid and a.attstattarget >= 0) end as statistics,
       case when not x.indisvalid then 'INVALID' end as validity
  from relation r
  join pg_index x on x.indrelid = r.oid
  join relation i on i.oid = x.indexrelid
 cross join lateral (select w.written, case when x.indisunique then 21 else 14 end as behind,
                            coalesce((select replace(w.written,
                                                     ' WITH (' || string_agg(t.text, ', ' order by o.place) || ')',
                                                     ' WITH (' || string_agg(t.text, ', ' order by t.text collate "C") || ')')
                                        from pg_class c, unnest(c.reloptions) with ordinality o(item, place),
                                             lateral (select split_part(o.item, '=', 1), substr(o.item, strpos(o.item, '=') + 1)) p(name, value),
                                             lateral (select quote_ident(p.name) || '='
                                                             || case when quote_ident(p.value) = p.value then p.value
                                                                     else quote_literal(p.value) end) t(text)
                                       where c.oid = i.oid having count(*) > 0), w.written) as sorted
                       from (select pg_get_indexdef(i.oid) as written offset 0) w offset 0) d
 where r.relkind in ('r', 'p', 'm')
   and i.oid not in (select c.conindid from pg_constraint c where c.contype in ('p', 'u', 'x'))
