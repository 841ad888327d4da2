/* Who is a member of what, and whether the rights are inherited (per role before PostgreSQL 16, per grant since). */
select distinct m.member, m.roleid, coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, r.rolinherit)
  from pg_auth_members m
  join pg_roles r on r.oid = m.member
 order by 1, 2, 3
