/* A text search dictionary. */
select 'pg_ts_dict'::regclass::oid as class, d.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       'TEXT SEARCH DICTIONARY ' || w.name as identity, w.name, 'TEXT SEARCH DICTIONARY ' || w.name as slot,
       0 as ordinal, null::text as needs,
       (select format('%I.%I', x.nspname, t.tmplname)
          from pg_ts_template t join pg_namespace x on x.oid = t.tmplnamespace where t.oid = d.dicttemplate) as template,
       d.dictinitoption as options
  from pg_ts_dict d
  join managed n on n.oid = d.dictnamespace
 cross join lateral (select format('%I.%I', n.nspname, d.dictname)) w(name)
 where not exists (select from member m where m.classid = 'pg_ts_dict'::regclass and m.objid = d.oid)
