/* A trigger on a table or view; not those that constraints make. */
select 'pg_trigger'::regclass::oid as class, t.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('TRIGGER %I ON %s', t.tgname, r.name) as identity, format('%I', t.tgname) as name,
       null::text as slot, 0 as ordinal, null::text as needs,
       case when t.tgconstraint <> 0 then 'CONSTRAINT' end as kind,
       pg_get_triggerdef(t.oid) as definition,
       case t.tgenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' when 'A' then 'ENABLE ALWAYS' end
         as enabled
  from relation r
  join pg_trigger t on t.tgrelid = r.oid
 where not t.tgisinternal and t.tgparentid = 0 and r.relkind in ('r', 'p', 'v', 'f')
