/* An operator. Commutator and negator are names only: PostgreSQL links the two when the second is made. */
select 'pg_operator'::regclass::oid as class, o.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       'OPERATOR ' || w.identity as identity, format('%I.%s', n.nspname, o.oprname) as name, 'OPERATOR ' || w.identity as slot, 0 as ordinal, null::text as needs,
       (select format('%I.%I', x.nspname, p.proname)
          from pg_proc p join pg_namespace x on x.oid = p.pronamespace where p.oid = o.oprcode) as function,
       format_type(nullif(o.oprleft, 0), null) as "left",
       format_type(nullif(o.oprright, 0), null) as "right",
       (select format('OPERATOR(%I.%s)', x.nspname, c.oprname)
          from pg_operator c join pg_namespace x on x.oid = c.oprnamespace where c.oid = o.oprcom) as commutator,
       (select format('OPERATOR(%I.%s)', x.nspname, c.oprname)
          from pg_operator c join pg_namespace x on x.oid = c.oprnamespace where c.oid = o.oprnegate) as negator,
       case when o.oprcanhash then 'HASHES' end as hashes,
       case when o.oprcanmerge then 'MERGES' end as merges,
       (select format('%I.%I', x.nspname, p.proname)
          from pg_proc p join pg_namespace x on x.oid = p.pronamespace where p.oid = o.oprrest) as restrict,
       (select format('%I.%I', x.nspname, p.proname)
          from pg_proc p join pg_namespace x on x.oid = p.pronamespace where p.oid = o.oprjoin) as "join"
  from pg_operator o
  join managed n on n.oid = o.oprnamespace
 cross join lateral (select format('%I.%s (%s, %s)', n.nspname, o.oprname,
                                   case when o.oprleft = 0 then 'NONE' else format_type(o.oprleft, null) end,
                                   case when o.oprright = 0 then 'NONE' else format_type(o.oprright, null) end)) w(identity)
 where o.oprcode <> 0
   and not exists (select from member m where m.classid = 'pg_operator'::regclass and m.objid = o.oid)
