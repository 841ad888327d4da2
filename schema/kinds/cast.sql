/* A cast from or to a managed type, or by a managed function. */
select 'pg_cast'::regclass::oid as class, c.oid as object, 0 as sub,
       0::oid as pclass, 0::oid as pobject, 0 as psub,
       w.identity, w.identity as name, null::text as slot, 0 as ordinal, null::text as needs,
       case c.castmethod when 'i' then 'WITH INOUT' when 'b' then 'WITHOUT FUNCTION'
            else (select format('WITH FUNCTION %I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes))
                    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = c.castfunc) end as method,
       case c.castcontext when 'a' then 'AS ASSIGNMENT' when 'i' then 'AS IMPLICIT' end as context
  from pg_cast c
  join own_cast o on o.oid = c.oid
 cross join lateral (select format('CAST (%s AS %s)', format_type(c.castsource, null),
                                   format_type(c.casttarget, null))) w(identity)
