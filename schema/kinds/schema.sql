/* A schema that is managed. */
select 'pg_namespace'::regclass::oid as class, n.oid as object, 0 as sub,
       0::oid as pclass, 0::oid as pobject, 0 as psub,
       format('SCHEMA %I', n.nspname) as identity, format('%I', n.nspname) as name,
       null::text as slot, 0 as ordinal, null::text as needs
  from managed n
 where not exists (select from member m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)
