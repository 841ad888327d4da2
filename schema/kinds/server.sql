/* A foreign server. Options that look like secrets are left out. */
select 'pg_foreign_server'::regclass::oid as class, v.oid as object, 0 as sub,
       0::oid as pclass, 0::oid as pobject, 0 as psub,
       format('SERVER %I', v.srvname) as identity, format('%I', v.srvname) as name,
       format('SERVER %I', v.srvname) as slot, 0 as ordinal, null::text as needs,
       (select format('%I', w.fdwname) from pg_foreign_data_wrapper w where w.oid = v.srvfdw) as wrapper,
       quote_literal(v.srvtype) as type, quote_literal(v.srvversion) as version,
       (select string_agg(format('%I %L', o.option_name, o.option_value), ', ' order by o.option_name collate "C")
          from pg_options_to_table(v.srvoptions) o where o.option_name !~* (select s.pattern from secret s)) as options
  from pg_foreign_server v
 where not exists (select from member m where m.classid = 'pg_foreign_server'::regclass and m.objid = v.oid)
