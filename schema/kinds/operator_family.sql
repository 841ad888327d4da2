/* An operator family. Members of its own (not of a class) are objects of their own. */
select 'pg_opfamily'::regclass::oid as class, f.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       format('OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, a.amname) as identity,
       format('%I.%I', n.nspname, f.opfname) as name,
       format('OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, a.amname) as slot, 0 as ordinal,
       null::text as needs
  from pg_opfamily f
  join managed n on n.oid = f.opfnamespace
  join pg_am a on a.oid = f.opfmethod
 where not exists (select from member m where m.classid = 'pg_opfamily'::regclass and m.objid = f.oid)
