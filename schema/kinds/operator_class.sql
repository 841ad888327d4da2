/* An operator class, with the operators and functions that belong to it. */
select 'pg_opclass'::regclass::oid as class, o.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       format('OPERATOR CLASS %I.%I USING %I', n.nspname, o.opcname, a.amname) as identity,
       format('%I.%I', n.nspname, o.opcname) as name,
       format('OPERATOR CLASS %I.%I USING %I', n.nspname, o.opcname, a.amname) as slot, 0 as ordinal,
       format('%s.%s.0', 'pg_opfamily'::regclass::oid, o.opcfamily) as needs,
       case when o.opcdefault then 'DEFAULT' end as "default",
       format_type(o.opcintype, null) as type,
       a.amname as method,
       (select format('%I.%I', x.nspname, f.opfname)
          from pg_opfamily f join pg_namespace x on x.oid = f.opfnamespace where f.oid = o.opcfamily) as family,
       (select string_agg(i.text, E',\n    ' order by i.place, i.number, i.text collate "C")
          from (select 1 as place, p.amopstrategy as number,
                       format('OPERATOR %s %I.%s (%s, %s)%s', p.amopstrategy, x.nspname, r.oprname,
                              format_type(p.amoplefttype, null), format_type(p.amoprighttype, null),
                              (select format(' FOR ORDER BY %I.%I', y.nspname, s.opfname)
                                 from pg_opfamily s join pg_namespace y on y.oid = s.opfnamespace
                                where s.oid = p.amopsortfamily and p.amoppurpose = 'o')) as text
                  from pg_depend d
                  join pg_amop p on p.oid = d.objid
                  join pg_operator r on r.oid = p.amopopr
                  join pg_namespace x on x.oid = r.oprnamespace
                 where d.classid = 'pg_amop'::regclass and d.refclassid = 'pg_opclass'::regclass and d.refobjid = o.oid
                union all
                select 2, p.amprocnum,
                       format('FUNCTION %s (%s, %s) %I.%I(%s)', p.amprocnum, format_type(p.amproclefttype, null),
                              format_type(p.amprocrighttype, null), x.nspname, r.proname, oidvectortypes(r.proargtypes))
                  from pg_depend d
                  join pg_amproc p on p.oid = d.objid
                  join pg_proc r on r.oid = p.amproc
                  join pg_namespace x on x.oid = r.pronamespace
                 where d.classid = 'pg_amproc'::regclass and d.refclassid = 'pg_opclass'::regclass and d.refobjid = o.oid
                union all
                select 3, 0, 'STORAGE ' || format_type(coalesce(nullif(o.opckeytype, 0), o.opcintype), null)
                 where o.opckeytype <> 0
                    or not exists (select from pg_depend d
                                    where d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass)
                                      and d.refclassid = 'pg_opclass'::regclass and d.refobjid = o.oid)) i) as members
  from pg_opclass o
  join managed n on n.oid = o.opcnamespace
  join pg_am a on a.oid = o.opcmethod
 where not exists (select from member m where m.classid = 'pg_opclass'::regclass and m.objid = o.oid)
