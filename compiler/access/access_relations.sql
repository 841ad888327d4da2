/* Relations that hold or show rows, by oid. The digest of a view's tree does not change when what it reads is renamed. */
select c.oid, c.relnamespace, format('%I.%I', n.nspname, c.relname), c.relname, c.relkind, c.relowner,
       c.relrowsecurity, c.relforcerowsecurity,
       coalesce((select lower(o.option_value) in ('true', 'on', 'yes', '1')
                   from pg_options_to_table(c.reloptions) o where o.option_name = 'security_invoker'), false),
       case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
       (select i.inhparent from pg_inherits i where i.inhrelid = c.oid and c.relispartition),
       (select md5(regexp_replace(w.ev_action::text, ' :(location|stmt_location|stmt_len) -?\d+', '', 'g'))
          from pg_rewrite w where w.ev_class = c.oid and w.rulename = '_RETURN'),
       (select string_agg(i.inhparent::text, ' ' order by i.inhseqno) from pg_inherits i where i.inhrelid = c.oid)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p', 'v', 'm', 'f')
   and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgbale')
   and not exists (select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
 order by c.oid
