/*
 * Addresses of user objects in managed schemas. The reader looks closer at those that no kind covers. What is in
 * no schema, or is no object, comes with its name.
 */
select o.classid, o.objid, null::text as type, null::text as identity
  from (select 'pg_class'::regclass::oid as classid, c.oid as objid from pg_class c join managed n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'i', 'I', 'c')
        union all
        select 'pg_type'::regclass::oid, t.oid from pg_type t join managed n on n.oid = t.typnamespace
         where t.typtype in ('b', 'd', 'e', 'r', 'p')
        union all
        select 'pg_constraint'::regclass::oid, c.oid from pg_constraint c join managed n on n.oid = c.connamespace
         where c.contype in ('c', 'p', 'u', 'x', 'f')
        union all
        select 'pg_proc'::regclass::oid, p.oid from pg_proc p join managed n on n.oid = p.pronamespace
        union all
        select 'pg_rewrite'::regclass::oid, w.oid from pg_rewrite w join relation r on r.oid = w.ev_class
         where w.rulename <> '_RETURN'
        union all
        select 'pg_trigger'::regclass::oid, t.oid from pg_trigger t join relation r on r.oid = t.tgrelid
         where not t.tgisinternal
           /* A partition's copy is its table's trigger, unless it is switched on or off by itself. */
           and (t.tgparentid = 0
                or t.tgenabled <> (select p.tgenabled from pg_trigger p where p.oid = t.tgparentid))
        union all
        select 'pg_policy'::regclass::oid, p.oid from pg_policy p join relation r on r.oid = p.polrelid
        union all
        select 'pg_operator'::regclass::oid, p.oid from pg_operator p join managed n on n.oid = p.oprnamespace
        union all
        select 'pg_opclass'::regclass::oid, p.oid from pg_opclass p join managed n on n.oid = p.opcnamespace
        union all
        select 'pg_opfamily'::regclass::oid, p.oid from pg_opfamily p join managed n on n.oid = p.opfnamespace
        union all
        select 'pg_collation'::regclass::oid, p.oid from pg_collation p join managed n on n.oid = p.collnamespace
        union all
        select 'pg_conversion'::regclass::oid, p.oid from pg_conversion p join managed n on n.oid = p.connamespace
        union all
        select 'pg_ts_config'::regclass::oid, p.oid from pg_ts_config p join managed n on n.oid = p.cfgnamespace
        union all
        select 'pg_ts_dict'::regclass::oid, p.oid from pg_ts_dict p join managed n on n.oid = p.dictnamespace
        union all
        select 'pg_ts_parser'::regclass::oid, p.oid from pg_ts_parser p join managed n on n.oid = p.prsnamespace
        union all
        select 'pg_ts_template'::regclass::oid, p.oid from pg_ts_template p join managed n on n.oid = p.tmplnamespace
        union all
        select 'pg_statistic_ext'::regclass::oid, p.oid from pg_statistic_ext p join managed n on n.oid = p.stxnamespace
) o
 where o.objid >= 16384
union all
select 0::oid, 0::oid, g.type, g.identity
  from (select 'language' as type, format('%I', l.lanname) as identity, 'pg_language'::regclass as classid, l.oid as objid
          from pg_language l
        union all
        select 'grants on language', format('%I', l.lanname), 'pg_language'::regclass, null::oid
          from pg_language l where l.lanacl is not null
        union all
        select 'grants on extension member', i.type || ' ' || i.identity, o.classid, null
          from (select 'pg_class'::regclass as classid, c.oid, c.relacl as acl
                  from pg_class c join managed n on n.oid = c.relnamespace
                union all
                select 'pg_proc'::regclass, p.oid, p.proacl from pg_proc p join managed n on n.oid = p.pronamespace
                union all
                select 'pg_type'::regclass, t.oid, t.typacl from pg_type t join managed n on n.oid = t.typnamespace) o
          join member m on m.classid = o.classid and m.objid = o.oid
          left join pg_init_privs v on v.classoid = o.classid and v.objoid = o.oid and v.objsubid = 0
         cross join lateral pg_identify_object(o.classid, o.oid, 0) i
         where o.acl is distinct from v.initprivs
        union all
        select 'access method', format('%I', a.amname), 'pg_am'::regclass, a.oid from pg_am a
        union all
        select 'transform', format('for %s language %I', format_type(t.trftype, null), l.lanname),
               'pg_transform'::regclass, t.oid
          from pg_transform t join pg_language l on l.oid = t.trflang
        union all
        select 'subscription', format('%I', s.subname), 'pg_subscription'::regclass, s.oid
          from pg_subscription s where s.subdbid = (select d.oid from pg_database d where d.datname = current_database())
        union all
        select 'large objects', format('%s of them', count(*)), 'pg_largeobject'::regclass, max(l.oid)
          from pg_largeobject_metadata l having count(*) > 0) g
 where (g.objid >= 16384 or g.objid is null)
   and not exists (select from member m where m.classid = g.classid and m.objid = g.objid)
union all
select 0, 0, 'security label', format('%s on %s %s', l.provider, i.type, i.identity)
  from pg_seclabel l cross join lateral pg_identify_object(l.classoid, l.objoid, l.objsubid) i
 where l.objoid >= 16384
union all
select 0, 0, 'setting', format('%s%s', split_part(c.item, '=', 1), case when s.setrole <> 0 then ' of role ' || quote_ident(pg_get_userbyid(s.setrole)) end)
  from pg_db_role_setting s
  join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
 cross join unnest(s.setconfig) c(item)
