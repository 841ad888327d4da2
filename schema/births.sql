/* What objects that this session's role creates are granted at birth, by kind and schema; schema NULL: in a schema that is not there yet. */
select x.type, x.schema,
       case when x.grantee = 0 then 'PUBLIC' when x.grantee = x.owner then 'CURRENT_USER'
            else quote_ident(pg_get_userbyid(x.grantee)) end as grantee,
       case when count(distinct x.privilege_type) = max(x.complete) then 'ALL'
            else string_agg(distinct x.privilege_type, ', ' order by x.privilege_type) end as privileges,
       case when count(distinct x.privilege_type) filter (where x.is_grantable) = max(x.complete) then 'ALL'
            else string_agg(distinct x.privilege_type, ', ' order by x.privilege_type)
                 filter (where x.is_grantable) end as grantable
  from (select k.type, p.schema, u.oid as owner, a.grantee, a.privilege_type collate "C" as privilege_type, a.is_grantable,
               (select count(*) from aclexplode(acldefault(k.type, u.oid)) d where d.grantee = u.oid) as complete
          from (values ('r'::"char", 'r'::"char"), ('s', 'S'), ('f', 'f'), ('T', 'T'), ('n', 'n'), ('F', 'F'), ('S', '?')) k(type, default_type)
         cross join (select oid from pg_roles where rolname = current_user) u
         cross join lateral (select format('%I', n.nspname) as schema, n.oid from managed n where k.type not in ('n', 'F', 'S')
                             union all select null, 0) p
         cross join lateral (select * from aclexplode(coalesce((select g.defaclacl from pg_default_acl g
                                                                  where g.defaclrole = u.oid and g.defaclnamespace = 0
                                                                    and g.defaclobjtype = k.default_type),
                                                                acldefault(k.type, u.oid)))
                             union all
                             select e.* from pg_default_acl g, aclexplode(g.defaclacl) e
                              where g.defaclrole = u.oid and g.defaclnamespace = p.oid and p.oid <> 0
                                and g.defaclobjtype = k.default_type) a) x
 group by x.type, x.schema, x.grantee, x.owner
