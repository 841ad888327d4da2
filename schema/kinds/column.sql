/* A column of a table. Its default and its identity are objects of their own. */
select 'pg_class'::regclass::oid as class, r.oid as object, a.attnum::int as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('COLUMN %s.%I', r.name, a.attname) as identity, format('%I', a.attname) as name,
       null::text as slot, a.attnum::int as ordinal,
       case when a.attinhcount > 0 and (r.relispartition or not a.attislocal)
            then (select format('^%s.%s.%s @%s.%s.%s', 'pg_class'::regclass::oid, b.attrelid, b.attnum,
                                'pg_inherits'::regclass::oid, i.inhrelid, i.inhseqno)
                    from pg_inherits i join pg_attribute b on b.attrelid = i.inhparent and b.attname = a.attname
                   where i.inhrelid = r.oid order by i.inhseqno limit 1)
            /* One that is declared here too is there before its parent's is added, which is merged into it. */
            when a.attinhcount > 0
            then (select string_agg(format('<%s.%s.%s', 'pg_class'::regclass::oid, b.attrelid, b.attnum), ' ')
                    from pg_inherits i join pg_attribute b on b.attrelid = i.inhparent and b.attname = a.attname
                   where i.inhrelid = r.oid)
            when r.reloftype <> 0
            then (select format('^%s.%s.%s @%s.%s.-6', 'pg_class'::regclass::oid, b.attrelid, b.attnum,
                                'pg_class'::regclass::oid, r.oid)
                    from pg_type y join pg_attribute b on b.attrelid = y.typrelid and b.attname = a.attname
                   where y.oid = r.reloftype) end as needs,
       format_type(a.atttypid, a.atttypmod) as type,
       (select format('%I.%I', n.nspname, l.collname)
          from pg_collation l join pg_namespace n on n.oid = l.collnamespace
         where l.oid = a.attcollation and a.attcollation <> t.typcollation) as collation,
       case when a.attnotnull then 'NOT NULL' end as not_null,
       case when a.attgenerated = 's'
            then (select pg_get_expr(d.adbin, d.adrelid)
                    from pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum) end as generated,
       /* With the type's own storage behind it, because 15 has no SET STORAGE DEFAULT. */
       case when a.attstorage <> t.typstorage
            then (select string_agg(case s.letter when 'p' then 'PLAIN' when 'e' then 'EXTERNAL'
                                                  when 'm' then 'MAIN' else 'EXTENDED' end, ' ' order by s.place)
                    from unnest(array[a.attstorage, t.typstorage]) with ordinality s(letter, place)) end as storage,
       case (select attcompression from (select a.*) b) when 'p' then 'pglz' when 'l' then 'lz4' end as compression,
       nullif(a.attstattarget, -1)::text as statistics,
       case when a.attoptions[1] !~ '^pg_attver=' or a.attoptions[2] is not null
            then (select string_agg(o.item, ', ' order by o.item collate "C")
                    from unnest(a.attoptions) o(item) where o.item !~ '^pg_attver=') end as options,
       case when a.attfdwoptions is not null
            then (select string_agg(format('%I %L', o.option_name, o.option_value), ', ' order by o.option_name collate "C")
                    from pg_options_to_table(a.attfdwoptions) o) end as foreign_options
  from (select ''::"char" as attcompression) before_14 /* where the column is not there, its name finds this one */
 cross join relation r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
 where r.relkind in ('r', 'p', 'f')
