/* An aggregate. Its functions are named with their schema; their arguments follow from the aggregate's. */
select 'pg_proc'::regclass::oid as class, p.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       format('AGGREGATE %I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as identity,
       format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as name,
       format('ROUTINE %I.%I', n.nspname, p.proname) as slot, 0 as ordinal, null::text as needs,
       pg_get_function_result(p.oid) as result,
       format('%I.%I(%s)', n.nspname, p.proname, coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*')) as signature,
       concat_ws(', ',
         'SFUNC = ' || f.transition,
         'STYPE = ' || format_type(g.aggtranstype, null),
         'SSPACE = ' || nullif(g.aggtransspace, 0),
         'FINALFUNC = ' || f.final,
         case when g.aggfinalextra then 'FINALFUNC_EXTRA' end,
         case when g.aggfinalfn <> 0 and g.aggfinalmodify <> case g.aggkind when 'n' then 'r' else 'w' end
              then 'FINALFUNC_MODIFY = ' || case g.aggfinalmodify when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE'
                                                                  else 'READ_WRITE' end end,
         'COMBINEFUNC = ' || f.combine, 'SERIALFUNC = ' || f.serial, 'DESERIALFUNC = ' || f.deserial,
         'INITCOND = ' || quote_literal(g.agginitval),
         'MSFUNC = ' || f.mtransition, 'MINVFUNC = ' || f.minverse,
         'MSTYPE = ' || case when g.aggmtranstype <> 0 then format_type(g.aggmtranstype, null) end,
         'MSSPACE = ' || nullif(g.aggmtransspace, 0),
         'MFINALFUNC = ' || f.mfinal,
         case when g.aggmfinalextra then 'MFINALFUNC_EXTRA' end,
         case when g.aggmfinalfn <> 0 and g.aggmfinalmodify <> case g.aggkind when 'n' then 'r' else 'w' end
              then 'MFINALFUNC_MODIFY = ' || case g.aggmfinalmodify when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE'
                                                                    else 'READ_WRITE' end end,
         'MINITCOND = ' || quote_literal(g.aggminitval),
         'SORTOP = ' || (select format('OPERATOR(%I.%s)', x.nspname, o.oprname)
                           from pg_operator o join pg_namespace x on x.oid = o.oprnamespace where o.oid = g.aggsortop),
         case p.proparallel when 's' then 'PARALLEL = SAFE' when 'r' then 'PARALLEL = RESTRICTED' end,
         case g.aggkind when 'h' then 'HYPOTHETICAL' end) as definition
  from pg_proc p
  join managed n on n.oid = p.pronamespace
  join pg_aggregate g on g.aggfnoid = p.oid
 cross join lateral (select max(q.name) filter (where q.oid = g.aggtransfn) as transition,
                            max(q.name) filter (where q.oid = g.aggfinalfn) as final,
                            max(q.name) filter (where q.oid = g.aggcombinefn) as combine,
                            max(q.name) filter (where q.oid = g.aggserialfn) as serial,
                            max(q.name) filter (where q.oid = g.aggdeserialfn) as deserial,
                            max(q.name) filter (where q.oid = g.aggmtransfn) as mtransition,
                            max(q.name) filter (where q.oid = g.aggminvtransfn) as minverse,
                            max(q.name) filter (where q.oid = g.aggmfinalfn) as mfinal
                       from (select format('%I.%I', x.nspname, r.proname) as name, r.oid
                               from pg_proc r join pg_namespace x on x.oid = r.pronamespace
                              where r.oid in (g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn,
                                              g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn)) q) f
 where p.prokind = 'a'
   and not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
