/*
 * The owner of what belongs to a role whose ownership is compared; read only when the project names such roles.
 * What has the owner of something else by necessity is left out: indexes, row types, sequences of columns.
 */
select o.classid as class, o.objid as object, -9 as sub, o.classid as pclass, o.objid as pobject, 0 as psub,
       format('OWNERSHIP OF %s %s', upper(i.type), i.identity) as identity, i.identity as name,
       null::text as slot, 0 as ordinal, null::text as needs, w.name as owner
  from (select 'pg_namespace'::regclass::oid as classid, s.oid as objid, s.nspowner as owner
          from managed n join pg_namespace s on s.oid = n.oid
        union all
        select 'pg_class'::regclass::oid, c.oid, c.relowner
          from relation r join pg_class c on c.oid = r.oid
         where r.relkind in ('r', 'p', 'v', 'm', 'f')
            or r.relkind = 'S' and not exists (select from pg_depend d
                                                where d.classid = 'pg_class'::regclass and d.objid = c.oid
                                                  and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
                                                  and d.deptype in ('a', 'i'))
        union all
        select 'pg_type'::regclass::oid, t.oid, t.typowner from own_type y join pg_type t on t.oid = y.oid
        union all
        select 'pg_proc'::regclass::oid, p.oid, p.proowner
          from pg_proc p join managed n on n.oid = p.pronamespace
         where not exists (select from pg_depend d
                            where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')
        union all
        select 'pg_operator'::regclass::oid, p.oid, p.oprowner
          from pg_operator p join managed n on n.oid = p.oprnamespace
        union all
        select 'pg_opclass'::regclass::oid, c.oid, c.opcowner
          from pg_opclass c join managed n on n.oid = c.opcnamespace
        union all
        select 'pg_opfamily'::regclass::oid, y.oid, y.opfowner
          from pg_opfamily y join managed n on n.oid = y.opfnamespace
        union all
        select 'pg_collation'::regclass::oid, l.oid, l.collowner
          from pg_collation l join managed n on n.oid = l.collnamespace
        union all
        select 'pg_conversion'::regclass::oid, c.oid, c.conowner
          from pg_conversion c join managed n on n.oid = c.connamespace
        union all
        select 'pg_statistic_ext'::regclass::oid, s.oid, s.stxowner
          from pg_statistic_ext s join managed n on n.oid = s.stxnamespace
        union all
        select 'pg_ts_dict'::regclass::oid, d.oid, d.dictowner
          from pg_ts_dict d join managed n on n.oid = d.dictnamespace
        union all
        select 'pg_ts_config'::regclass::oid, c.oid, c.cfgowner
          from pg_ts_config c join managed n on n.oid = c.cfgnamespace
        union all
        select 'pg_event_trigger'::regclass::oid, e.oid, e.evtowner
          from own_event_trigger o join pg_event_trigger e on e.oid = o.oid
        union all
        select 'pg_publication'::regclass::oid, p.oid, p.pubowner
          from own_publication o join pg_publication p on p.oid = o.oid
        union all
        select 'pg_foreign_data_wrapper'::regclass::oid, f.oid, f.fdwowner from pg_foreign_data_wrapper f
        union all
        select 'pg_foreign_server'::regclass::oid, v.oid, v.srvowner from pg_foreign_server v) o
  join owning w on w.oid = o.owner
 cross join lateral pg_identify_object(o.classid, o.objid, 0) i
 where not exists (select from member m where m.classid = o.classid and m.objid = o.objid)
