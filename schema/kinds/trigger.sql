/* A trigger on a table or view, or of ours on a table of others; not those that constraints make. */
select 'pg_trigger'::regclass::oid as class, t.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('TRIGGER %I ON %s', t.tgname, r.name) as identity, format('%I', t.tgname) as name,
       null::text as slot, 0 as ordinal, null::text as needs,
       case when t.tgconstraint <> 0 then 'CONSTRAINT' end as kind,
       pg_get_triggerdef(t.oid) as definition,
       case t.tgenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' when 'A' then 'ENABLE ALWAYS' end
         as enabled
  from (select r.oid, r.relkind, r.name, true as ours, null::name as schema, null::name as relation from relation r
        union all
        select h.oid, h.relkind, h.name, false, h.schema, h.relation from host h) r
  join pg_trigger t on t.tgrelid = r.oid
 where not t.tgisinternal and t.tgparentid = 0 and r.relkind in ('r', 'p', 'v', 'f')
   and (r.ours or t.tgfoid in (select p.oid from own_trigger_function p)
        or (r.schema, r.relation, t.tgname) in (select g.schema, g.relation, g.name from guest g where g.kind = 'trigger'))
