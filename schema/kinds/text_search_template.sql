/* A text search template. */
select 'pg_ts_template'::regclass::oid as class, t.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       'TEXT SEARCH TEMPLATE ' || w.name as identity, w.name, 'TEXT SEARCH TEMPLATE ' || w.name as slot, 0 as ordinal,
       null::text as needs,
       (select format('%I.%I', x.nspname, f.proname) from pg_proc f join pg_namespace x on x.oid = f.pronamespace
         where f.oid = t.tmplinit) as init,
       (select format('%I.%I', x.nspname, f.proname) from pg_proc f join pg_namespace x on x.oid = f.pronamespace
         where f.oid = t.tmpllexize) as lexize
  from pg_ts_template t
  join managed n on n.oid = t.tmplnamespace
 cross join lateral (select format('%I.%I', n.nspname, t.tmplname)) w(name)
 where not exists (select from member m where m.classid = 'pg_ts_template'::regclass and m.objid = t.oid)
