/* A foreign table. Columns and constraints are objects of their own; options that look like secrets are left out. */
select 'pg_class'::regclass::oid as class, r.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, r.relnamespace as pobject, 0 as psub,
       'FOREIGN TABLE ' || r.name as identity, r.name, r.name as slot, 0 as ordinal, null::text as needs,
       format('%I', v.srvname) as server,
       (select string_agg(format('%I %L', o.option_name, o.option_value), ', ' order by o.option_name collate "C")
          from pg_options_to_table(t.ftoptions) o where o.option_name !~* (select s.pattern from secret s)) as options
  from relation r
  join pg_foreign_table t on t.ftrelid = r.oid
  join pg_foreign_server v on v.oid = t.ftserver
 where r.relkind = 'f'
