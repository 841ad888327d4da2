/* Roles, by oid. The system's own pg_* roles take part in memberships. */
select r.oid, quote_ident(r.rolname), r.rolsuper, r.rolbypassrls, r.rolcanlogin, r.rolname like 'pg\_%',
       r.rolname = current_user, r.rolname
  from pg_roles r
 order by r.oid
