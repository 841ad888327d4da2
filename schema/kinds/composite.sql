/* A composite type of its own. Its attributes are objects of their own; their order is row layout. */
select 'pg_class'::regclass::oid as class, y.typrelid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, y.typnamespace as pobject, 0 as psub,
       'TYPE ' || y.name as identity, y.name, y.name as slot, 0 as ordinal, null::text as needs,
       (select string_agg(format('%I', a.attname), ', ' order by a.attnum)
          from pg_attribute a where a.attrelid = y.typrelid and a.attnum > 0 and not a.attisdropped) as layout
  from own_type y
 where y.typtype = 'c'
