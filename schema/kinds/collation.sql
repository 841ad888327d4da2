/* A collation. The version that the operating system had when it was made is not part of the state. */
select 'pg_collation'::regclass::oid as class, l.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       format('COLLATION %I.%I', n.nspname, l.collname) as identity, format('%I.%I', n.nspname, l.collname) as name,
       format('COLLATION %I.%I', n.nspname, l.collname) as slot, 0 as ordinal, null::text as needs,
       case l.collprovider when 'i' then 'icu' when 'c' then 'libc' when 'b' then 'builtin' end as provider,
       case when l.collprovider <> 'c'
            then quote_literal(coalesce(to_jsonb(l) ->> 'colllocale', to_jsonb(l) ->> 'colliculocale', l.collcollate)) end
         as locale,
       case when l.collprovider = 'c' then quote_literal(l.collcollate) end as lc_collate,
       case when l.collprovider = 'c' then quote_literal(l.collctype) end as lc_ctype,
       case when not l.collisdeterministic then 'false' end as "deterministic",
       quote_literal(to_jsonb(l) ->> 'collicurules') as rules
  from pg_collation l
  join managed n on n.oid = l.collnamespace
 where not exists (select from member m where m.classid = 'pg_collation'::regclass and m.objid = l.oid)
