/* What the managed objects need from outside: roles in grants and policies and owners that are compared, extensions, other schemas. */
select 'role' as kind, r.rolname as name
  from pg_shdepend d
  join pg_database b on b.oid = d.dbid and b.datname = current_database()
  join pg_roles r on r.oid = d.refobjid and d.refclassid = 'pg_authid'::regclass
 where (d.deptype in ('a', 'r') or d.deptype = 'o' and r.oid in (select w.oid from owning w))
   and r.rolname <> current_user
   and case d.classid
         when 'pg_class'::regclass then d.objid in (select x.oid from relation x)
         when 'pg_policy'::regclass then d.objid in (select p.oid from pg_policy p join relation x on x.oid = p.polrelid)
         when 'pg_proc'::regclass then d.objid in (select p.oid from pg_proc p join managed m on m.oid = p.pronamespace)
         when 'pg_type'::regclass then d.objid in (select t.oid from pg_type t join managed m on m.oid = t.typnamespace)
         when 'pg_namespace'::regclass then d.objid in (select m.oid from managed m)
         else false end
union
select 'extension', e.extname from managed_extension e
union
select 'extension', e.extname
  from pg_depend d
  join pg_depend x on x.classid = d.refclassid and x.objid = d.refobjid and x.deptype = 'e'
  join pg_extension e on e.oid = x.refobjid
 where d.objid >= 16384 and d.deptype in ('n', 'a')
   and (d.objid in (select r.oid from relation r) or d.classid <> 'pg_class'::regclass)
   and not exists (select from pg_depend o where o.classid = d.classid and o.objid = d.objid and o.deptype = 'e')
   and e.extname <> 'plpgsql'
union
select 'schema', n.nspname
  from pg_depend d
  join pg_namespace n on n.oid = coalesce((select c.relnamespace from pg_class c
                                            where d.refclassid = 'pg_class'::regclass and c.oid = d.refobjid),
                                          (select p.pronamespace from pg_proc p
                                            where d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid),
                                          (select t.typnamespace from pg_type t
                                            where d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid))
 where d.objid >= 16384 and d.refobjid >= 16384 and d.deptype in ('n', 'a')
   and n.oid not in (select m.oid from managed m) and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and case d.classid
         when 'pg_class'::regclass then d.objid in (select x.oid from relation x)
         when 'pg_policy'::regclass then d.objid in (select p.oid from pg_policy p join relation x on x.oid = p.polrelid)
         when 'pg_constraint'::regclass then d.objid in (select c.oid from pg_constraint c join relation x on x.oid = c.conrelid)
         when 'pg_attrdef'::regclass then d.objid in (select a.oid from pg_attrdef a join relation x on x.oid = a.adrelid)
         when 'pg_rewrite'::regclass then d.objid in (select w.oid from pg_rewrite w join relation x on x.oid = w.ev_class)
         when 'pg_trigger'::regclass then d.objid in (select t.oid from pg_trigger t join relation x on x.oid = t.tgrelid)
         when 'pg_proc'::regclass then d.objid in (select p.oid from pg_proc p join managed m on m.oid = p.pronamespace)
         else false end
 order by 1, 2
