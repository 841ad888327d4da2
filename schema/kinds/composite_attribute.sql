/* An attribute of a composite type. */
select 'pg_class'::regclass::oid as class, y.typrelid as object, a.attnum::int as sub,
       'pg_class'::regclass::oid as pclass, y.typrelid as pobject, 0 as psub,
       format('ATTRIBUTE %s.%I', y.name, a.attname) as identity, format('%I', a.attname) as name,
       null::text as slot, a.attnum::int as ordinal, null::text as needs,
       format_type(a.atttypid, a.atttypmod) as type,
       (select format('%I.%I', n.nspname, l.collname)
          from pg_collation l join pg_namespace n on n.oid = l.collnamespace
         where l.oid = a.attcollation and a.attcollation <> t.typcollation) as collation
  from own_type y
  join pg_attribute a on a.attrelid = y.typrelid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
 where y.typtype = 'c'
