/* The composite type that gives a table its columns. */
select 'pg_class'::regclass::oid as class, r.oid as object, -6 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       'TYPE OF TABLE ' || r.name as identity, r.name, null::text as slot, 0 as ordinal,
       concat_ws(' ', format('%s.%s.0', 'pg_type'::regclass::oid, r.reloftype),
         (select string_agg(format('~%s.%s.%s', 'pg_class'::regclass::oid, a.attrelid, a.attnum), ' ')
            from pg_attribute a
           where a.attrelid in (r.oid, (select t.typrelid from pg_type t where t.oid = r.reloftype))
             and a.attnum > 0 and not a.attisdropped)) as needs,
       (select format('%I.%I', n.nspname, t.typname)
          from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.oid = r.reloftype) as type
  from relation r
 where r.reloftype <> 0
