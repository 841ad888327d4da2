/*
 * An extension in a managed schema, or one that the project names. Its version counts where schema files
 * ask for one; it is in no digest, because targets get newer versions when their server is upgraded.
 */
select 'pg_extension'::regclass::oid as class, e.oid as object, 0 as sub,
       0::oid as pclass, 0::oid as pobject, 0 as psub,
       format('EXTENSION %I', e.extname) as identity, format('%I', e.extname) as name,
       null::text as slot, 0 as ordinal, null::text as needs,
       format('%I', n.nspname) as schema,
       case when e.extname in (select y.name from pinned y) then quote_literal(e.extversion) end as version
  from pg_extension e
  join pg_namespace n on n.oid = e.extnamespace
 where e.extname in (select x.extname from managed_extension x)
