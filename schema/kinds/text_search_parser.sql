/* A text search parser. */
select 'pg_ts_parser'::regclass::oid as class, p.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       'TEXT SEARCH PARSER ' || w.name as identity, w.name, 'TEXT SEARCH PARSER ' || w.name as slot, 0 as ordinal,
       null::text as needs,
       (select format('%I.%I', x.nspname, f.proname) from pg_proc f join pg_namespace x on x.oid = f.pronamespace
         where f.oid = p.prsstart) as start,
       (select format('%I.%I', x.nspname, f.proname) from pg_proc f join pg_namespace x on x.oid = f.pronamespace
         where f.oid = p.prstoken) as token,
       (select format('%I.%I', x.nspname, f.proname) from pg_proc f join pg_namespace x on x.oid = f.pronamespace
         where f.oid = p.prsend) as finish,
       (select format('%I.%I', x.nspname, f.proname) from pg_proc f join pg_namespace x on x.oid = f.pronamespace
         where f.oid = p.prslextype) as types,
       (select format('%I.%I', x.nspname, f.proname) from pg_proc f join pg_namespace x on x.oid = f.pronamespace
         where f.oid = p.prsheadline) as headline
  from pg_ts_parser p
  join managed n on n.oid = p.prsnamespace
 cross join lateral (select format('%I.%I', n.nspname, p.prsname)) w(name)
 where not exists (select from member m where m.classid = 'pg_ts_parser'::regclass and m.objid = p.oid)
