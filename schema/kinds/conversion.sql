/* A conversion between encodings. */
select 'pg_conversion'::regclass::oid as class, c.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       format('CONVERSION %I.%I', n.nspname, c.conname) as identity, format('%I.%I', n.nspname, c.conname) as name,
       format('CONVERSION %I.%I', n.nspname, c.conname) as slot, 0 as ordinal, null::text as needs,
       quote_literal(pg_encoding_to_char(c.conforencoding)) as source,
       quote_literal(pg_encoding_to_char(c.contoencoding)) as target,
       (select format('%I.%I', x.nspname, p.proname)
          from pg_proc p join pg_namespace x on x.oid = p.pronamespace where p.oid = c.conproc) as function,
       case when c.condefault then 'DEFAULT' end as "default"
  from pg_conversion c
  join managed n on n.oid = c.connamespace
 where not exists (select from member m where m.classid = 'pg_conversion'::regclass and m.objid = c.oid)
