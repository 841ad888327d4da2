/* What is granted on schemas (n), relations (r), columns (c) and routines (f), one row per grantee; grantee 0: PUBLIC. */
select o.class, o.oid, o.sub, x.grantee, string_agg(x.privilege_type, ' ' order by x.privilege_type collate "C"),
       string_agg(x.privilege_type, ' ' order by x.privilege_type collate "C") filter (where x.is_grantable)
  from (select 'n' as class, n.oid, 0 as sub, coalesce(n.nspacl, acldefault('n', n.nspowner)) as acl
          from pg_namespace n
         where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgbale')
        union all
        select 'r', c.oid, 0, coalesce(c.relacl, acldefault('r', c.relowner))
          from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.oid >= 16384
        union all
        select 'c', a.attrelid, a.attnum, a.attacl
          from pg_attribute a where a.attacl is not null and a.attrelid >= 16384 and not a.attisdropped
        union all
        select 'f', p.oid, 0, coalesce(p.proacl, acldefault('f', p.proowner))
          from pg_proc p where p.oid >= 16384) o,
       aclexplode(o.acl) x
 group by o.class, o.oid, o.sub, x.grantee
 order by o.class, o.oid, o.sub, x.grantee
