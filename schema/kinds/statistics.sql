/* Extended statistics. They vanish with any of their columns. */
select 'pg_statistic_ext'::regclass::oid as class, s.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('STATISTICS %I.%I', n.nspname, s.stxname) as identity, format('%I.%I', n.nspname, s.stxname) as name,
       format('STATISTICS %I.%I', n.nspname, s.stxname) as slot, 0 as ordinal,
       format('%s.%s.0', 'pg_namespace'::regclass::oid, n.oid) as needs,
       pg_get_statisticsobjdef(s.oid) as definition,
       nullif(to_jsonb(s) ->> 'stxstattarget', '-1') as target
  from pg_statistic_ext s
  join managed n on n.oid = s.stxnamespace
  join relation r on r.oid = s.stxrelid
 where not exists (select from member m where m.classid = 'pg_statistic_ext'::regclass and m.objid = s.oid)
