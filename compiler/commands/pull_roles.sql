/*
 * The roles that grants, policies, default privileges and user mappings of this database name, and those in $1 (names
 * separated by commas), as statements of a prelude, and how they are members of each other. Columns: the role's name
 * (NULL for a membership), the statement.
 */
with needed as (
    select r.oid, r.rolname, r.rolinherit, r.rolbypassrls
      from pg_catalog.pg_roles r
     where r.rolname !~ '^pg_' and r.rolname <> current_user
       and (r.rolname = any (pg_catalog.string_to_array($1, ','))
            or exists (select from pg_catalog.pg_shdepend d
                      join pg_catalog.pg_database b on b.oid = d.dbid and b.datname = pg_catalog.current_database()
                     where d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass and d.refobjid = r.oid
                       and d.deptype in ('a', 'r'))
            or exists (select from pg_catalog.pg_default_acl a where a.defaclrole = r.oid)
            or exists (select from pg_catalog.pg_user_mappings u where u.umuser = r.oid)))
select rolname, pg_catalog.format('CREATE ROLE %I NOLOGIN%s%s;', rolname,
                                  case when rolinherit then '' else ' NOINHERIT' end,
                                  case when rolbypassrls then ' BYPASSRLS' else '' end) as statement
  from needed
union all
select null, pg_catalog.format('GRANT %I TO %I;', g.rolname, m.rolname)
  from pg_catalog.pg_auth_members a
  join needed g on g.oid = a.roleid
  join needed m on m.oid = a.member
 order by 1 nulls last, 2
