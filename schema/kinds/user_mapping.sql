/*
 * Who a role is on a foreign server. Of its options only names of users are read: anything else may be a
 * secret, which must be in no plan and no digest. Not every role may read them, so they are in no digest either.
 */
select 'pg_user_mapping'::regclass::oid as class, u.umid as object, 0 as sub,
       'pg_foreign_server'::regclass::oid as pclass, u.srvid as pobject, 0 as psub,
       format('USER MAPPING FOR %s SERVER %I', w.who, u.srvname) as identity, w.who as name,
       null::text as slot, 0 as ordinal, null::text as needs,
       (select string_agg(format('%I %L', o.option_name, o.option_value), ', ' order by o.option_name collate "C")
          from pg_options_to_table(u.umoptions) o where o.option_name in ('user', 'username', 'user_name')) as options
  from pg_user_mappings u
 cross join lateral (select case when u.umuser = 0 then 'PUBLIC' when u.umuser = (select a.role from author a) then 'CURRENT_USER'
                                 else quote_ident(u.usename) end) w(who)
 where not exists (select from member m where m.classid = 'pg_foreign_server'::regclass and m.objid = u.srvid)
