/* An enumerated type. Labels are quoted literals in their sort order. */
select 'pg_type'::regclass::oid as class, t.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       format('TYPE %I.%I', n.nspname, t.typname) as identity,
       format('%I.%I', n.nspname, t.typname) as name,
       format('%I.%I', n.nspname, t.typname) as slot, 0 as ordinal, null::text as needs,
       (select string_agg(quote_literal(l.enumlabel), ', ' order by l.enumsortorder)
          from pg_enum l where l.enumtypid = t.oid) as labels
  from pg_type t
  join managed n on n.oid = t.typnamespace
 where t.typtype = 'e'
   and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
