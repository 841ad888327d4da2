/* What a role has the rights of; how a name is quoted. */
select quote_ident(g.rolname) as grantee, r.rolsuper as superuser, g.rolname = current_user as is_owner
  from pg_roles r
  join pg_roles g on pg_has_role(r.oid, g.oid, 'USAGE')
 where r.rolname = $1
 order by 1
