/* The default of a column of a table or view. */
select 'pg_attrdef'::regclass::oid as class, d.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject,
       case when r.relkind = 'v' then 0 else d.adnum::int end as psub,
       format('DEFAULT OF %s.%I', r.name, a.attname) as identity, format('%I', a.attname) as name,
       null::text as slot, d.adnum::int as ordinal,
       case when a.attinhcount > 0 and (r.relispartition or not a.attislocal)
            then (select format('=%s.%s.0 @%s.%s.%s', 'pg_attrdef'::regclass::oid, e.oid,
                                'pg_inherits'::regclass::oid, i.inhrelid, i.inhseqno)
                    from pg_inherits i join pg_attribute b on b.attrelid = i.inhparent and b.attname = a.attname
                    join pg_attrdef e on e.adrelid = b.attrelid and e.adnum = b.attnum
                   where i.inhrelid = r.oid and pg_get_expr(e.adbin, e.adrelid) = pg_get_expr(d.adbin, d.adrelid)
                   order by i.inhseqno limit 1) end as needs,
       pg_get_expr(d.adbin, 0) as expression,
       case r.relkind when 'v' then 'VIEW ' when 'f' then 'FOREIGN TABLE ' else 'TABLE ' end || r.name as relation
  from relation r
  join pg_attrdef d on d.adrelid = r.oid
  join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
 where a.attgenerated = '' and r.relkind in ('r', 'p', 'v', 'f')
