/* A CHECK constraint of a domain. */
select 'pg_constraint'::regclass::oid as class, c.oid as object, 0 as sub,
       'pg_type'::regclass::oid as pclass, y.oid as pobject, 0 as psub,
       format('CONSTRAINT %I ON DOMAIN %s', c.conname, y.name) as identity, format('%I', c.conname) as name,
       null::text as slot, 0 as ordinal, null::text as needs,
       regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', '') as definition,
       case when not c.convalidated then 'NOT VALID' end as validity
  from own_type y
  join pg_constraint c on c.contypid = y.oid and c.contype = 'c'
