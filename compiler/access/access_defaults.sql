/* ALTER DEFAULT PRIVILEGES: what the objects that a role creates are granted at birth. */
select case when d.defaclrole = u.oid then '(owner)' else quote_ident(pg_get_userbyid(d.defaclrole)) end,
       quote_ident(n.nspname), d.defaclobjtype,
       case when x.grantee = 0 then 'PUBLIC' when x.grantee = u.oid then '(owner)'
            else quote_ident(pg_get_userbyid(x.grantee)) end,
       string_agg(x.privilege_type, ', ' order by x.privilege_type collate "C")
  from pg_default_acl d
  left join pg_namespace n on n.oid = d.defaclnamespace
 cross join (select oid from pg_roles where rolname = current_user) u
 cross join lateral aclexplode(d.defaclacl) x
 group by 1, 2, 3, 4
 order by 1, 2 nulls first, 3, 4
