/* DEPENDS ON EXTENSION: what is dropped with an extension without being part of it. */
select d.classid as class, d.objid as object, -8 as sub, d.classid as pclass, d.objid as pobject, 0 as psub,
       format('DEPENDENCY OF %s %s ON %I', upper(i.type), i.identity, e.extname) as identity,
       format('%I', e.extname) as name, null::text as slot, 0 as ordinal,
       format('%s.%s.0', 'pg_extension'::regclass::oid, e.oid) as needs
  from pg_depend d
  join pg_extension e on e.oid = d.refobjid
 cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) i
 where d.refclassid = 'pg_extension'::regclass and d.deptype = 'x'
   and case d.classid
         when 'pg_class'::regclass then exists (select from relation r where r.oid = d.objid)
                                        and not exists (select from pg_constraint c
                                                         where c.conindid = d.objid and c.contype in ('p', 'u', 'x'))
         when 'pg_trigger'::regclass then exists (select from pg_trigger t join relation r on r.oid = t.tgrelid
                                                   where t.oid = d.objid and t.tgparentid = 0)
         when 'pg_proc'::regclass then exists (select from pg_proc p join managed n on n.oid = p.pronamespace
                                                where p.oid = d.objid)
         else false end
