/* A schema all of whose tables are published. Read from pg_depend: its own catalog is not there before PostgreSQL 15. */
select d.classid as class, d.objid as object, 0 as sub,
       'pg_publication'::regclass::oid as pclass, p.oid as pobject, 0 as psub,
       format('SCHEMA %I OF PUBLICATION %I', n.nspname, p.pubname) as identity, format('%I', n.nspname) as name,
       null::text as slot, 0 as ordinal, null::text as needs
  from pg_depend d
  join pg_depend e on e.classid = d.classid and e.objid = d.objid and e.refclassid = 'pg_namespace'::regclass
  join pg_publication p on p.oid = d.refobjid
  join own_publication o on o.oid = p.oid
  join managed n on n.oid = e.refobjid
 where d.classid = to_regclass('pg_catalog.pg_publication_namespace') and d.refclassid = 'pg_publication'::regclass
