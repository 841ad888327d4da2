/* Addresses of user objects in managed schemas. The reader looks closer at those that no kind covers. */
select o.classid, o.objid
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
