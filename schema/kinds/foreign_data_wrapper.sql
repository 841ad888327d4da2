/* A foreign-data wrapper that no extension owns. Options that look like secrets are left out. */
select 'pg_foreign_data_wrapper'::regclass::oid as class, w.oid as object, 0 as sub,
       0::oid as pclass, 0::oid as pobject, 0 as psub,
       format('FOREIGN DATA WRAPPER %I', w.fdwname) as identity, format('%I', w.fdwname) as name,
       format('FOREIGN DATA WRAPPER %I', w.fdwname) as slot, 0 as ordinal, null::text as needs,
       (select format('%I.%I', n.nspname, p.proname)
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = w.fdwhandler) as handler,
       (select format('%I.%I', n.nspname, p.proname)
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = w.fdwvalidator) as validator,
       (select string_agg(format('%I %L', o.option_name, o.option_value), ', ' order by o.option_name collate "C")
          from pg_options_to_table(w.fdwoptions) o where o.option_name !~* (select s.pattern from secret s)) as options
  from pg_foreign_data_wrapper w
 where not exists (select from member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid)
