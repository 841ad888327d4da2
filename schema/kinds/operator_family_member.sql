/* An operator or a function that belongs to an operator family and to no class of it. */
select i.class, i.object, 0 as sub,
       'pg_opfamily'::regclass::oid as pclass, f.oid as pobject, 0 as psub,
       format('%s OF OPERATOR FAMILY %I.%I USING %I', i.member, n.nspname, f.opfname, a.amname) as identity,
       i.member as name, null::text as slot, 0 as ordinal, null::text as needs,
       i.definition
  from pg_opfamily f
  join managed n on n.oid = f.opfnamespace
  join pg_am a on a.oid = f.opfmethod
 cross join lateral (select 'pg_amop'::regclass::oid as class, p.oid as object,
                            format('OPERATOR %s (%s, %s)', p.amopstrategy, format_type(p.amoplefttype, null),
                                   format_type(p.amoprighttype, null)) as member,
                            format('OPERATOR %s %I.%s (%s, %s)%s', p.amopstrategy, x.nspname, r.oprname,
                                   format_type(p.amoplefttype, null), format_type(p.amoprighttype, null),
                                   (select format(' FOR ORDER BY %I.%I', y.nspname, s.opfname)
                                      from pg_opfamily s join pg_namespace y on y.oid = s.opfnamespace
                                     where s.oid = p.amopsortfamily and p.amoppurpose = 'o')) as definition
                       from pg_amop p
                       join pg_operator r on r.oid = p.amopopr
                       join pg_namespace x on x.oid = r.oprnamespace
                      where p.amopfamily = f.oid
                        and not exists (select from pg_depend d
                                         where d.classid = 'pg_amop'::regclass and d.objid = p.oid
                                           and (d.refclassid = 'pg_opclass'::regclass or d.deptype = 'e'))
                      union all
                     select 'pg_amproc'::regclass::oid, p.oid,
                            format('FUNCTION %s (%s, %s)', p.amprocnum, format_type(p.amproclefttype, null),
                                   format_type(p.amprocrighttype, null)),
                            format('FUNCTION %s (%s, %s) %I.%I(%s)', p.amprocnum, format_type(p.amproclefttype, null),
                                   format_type(p.amprocrighttype, null), x.nspname, r.proname,
                                   oidvectortypes(r.proargtypes))
                       from pg_amproc p
                       join pg_proc r on r.oid = p.amproc
                       join pg_namespace x on x.oid = r.pronamespace
                      where p.amprocfamily = f.oid
                        and not exists (select from pg_depend d
                                         where d.classid = 'pg_amproc'::regclass and d.objid = p.oid
                                           and (d.refclassid = 'pg_opclass'::regclass or d.deptype = 'e'))) i
 where not exists (select from member m where m.classid = 'pg_opfamily'::regclass and m.objid = f.oid)
