/* A rewrite rule that the user made; not the query of a view. */
select 'pg_rewrite'::regclass::oid as class, w.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('RULE %I ON %s', w.rulename, r.name) as identity, format('%I', w.rulename) as name,
       null::text as slot, 0 as ordinal, null::text as needs,
       rtrim(pg_get_ruledef(w.oid), ';') as definition,
       case w.ev_enabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' when 'A' then 'ENABLE ALWAYS' end
         as enabled
  from relation r
  join pg_rewrite w on w.ev_class = r.oid
 where w.rulename <> '_RETURN'
