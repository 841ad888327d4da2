/*
 * What one role is granted on objects that another will create. Without a schema it is what differs from
 * what PostgreSQL grants by itself (`builtin`); with one it comes on top. The author of the
 * managed objects goes without a name.
 */
select 'pg_default_acl'::regclass::oid as class, x.oid as object, 0 as sub,
       case when x.schema is null then 0 else 'pg_namespace'::regclass::oid end as pclass, x.namespace as pobject, 0 as psub,
       format('DEFAULT PRIVILEGES%s%s ON %s TO %s', ' FOR ROLE ' || w.role, ' IN SCHEMA ' || x.schema, x.type, x.grantee)
         as identity,
       x.grantee as name, null::text as slot, 0 as ordinal, null::text as needs,
       w.role as creator, x.schema, x.type, x.grantee, x.privileges, x.grantable, x.builtin
  from (select g.oid, g.defaclrole, g.defaclnamespace as namespace,
               (select format('%I', n.nspname) from managed n where n.oid = g.defaclnamespace) as schema,
               case g.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS'
                                    when 'T' then 'TYPES' when 'n' then 'SCHEMAS' else 'LARGE OBJECTS' end as type,
               case when a.grantee = 0 then 'PUBLIC'
                    when a.grantee = g.defaclrole and a.grantee = (select u.role from author u) then 'CURRENT_USER'
                    else quote_ident(pg_get_userbyid(a.grantee)) end as grantee,
               string_agg(a.privilege_type, ', ' order by a.privilege_type collate "C") filter (where a.now) as privileges,
               string_agg(a.privilege_type, ', ' order by a.privilege_type collate "C")
                 filter (where a.now and a.is_grantable) as grantable,
               string_agg(a.privilege_type, ', ' order by a.privilege_type collate "C") filter (where a.before) as builtin
          from pg_default_acl g
         cross join lateral (select coalesce(p.grantee, b.grantee) as grantee,
                                    coalesce(p.privilege_type, b.privilege_type) as privilege_type,
                                    p.is_grantable, p.grantee is not null as now, b.grantee is not null as before
                               from aclexplode(g.defaclacl) p
                               full join (select * from aclexplode(acldefault(case g.defaclobjtype when 'S' then 's'
                                                                                   else g.defaclobjtype end, g.defaclrole)) e
                                           where g.defaclnamespace = 0) b
                                 on b.grantee = p.grantee and b.privilege_type = p.privilege_type) a
         where g.defaclnamespace = 0 or g.defaclnamespace in (select n.oid from managed n)
         group by g.oid, g.defaclrole, g.defaclnamespace, g.defaclobjtype, a.grantee) x
 cross join lateral (select case when x.defaclrole <> (select u.role from author u)
                                 then quote_ident(pg_get_userbyid(x.defaclrole)) end) w(role)
 where x.privileges is distinct from x.builtin or x.grantable is not null
