/*
 * What one role may do with one object, or with one column of it. The owner appears as CURRENT_USER,
 * so that the state does not depend on who owns; a privilege list that is complete reads ALL.
 */
select e.classid as class, e.objid as object, e.sub, e.classid as pclass, e.objid as pobject, e.sub as psub,
       format('GRANT ON %s%s TO %s', case when e.column_name is null then '' else e.column_name || ' OF ' end,
              e.target, e.grantee) as identity,
       e.grantee as name, null::text as slot, 0 as ordinal, null::text as needs,
       e.target, e.column_name as "column", e.grantee,
       case when e.column_name is null and count(*) = max(e.complete) then 'ALL'
            else string_agg(e.privilege_type, ', ' order by e.privilege_type collate "C") end as privileges,
       case when e.column_name is null and count(*) filter (where e.is_grantable) = max(e.complete) then 'ALL'
            else string_agg(e.privilege_type, ', ' order by e.privilege_type collate "C")
                 filter (where e.is_grantable) end as grantable
  from (select o.classid, o.objid, o.sub, o.target, o.column_name,
               case when x.grantee = 0 then 'PUBLIC' when x.grantee = o.owner then 'CURRENT_USER'
                    else quote_ident(pg_get_userbyid(x.grantee)) end as grantee,
               x.privilege_type, x.is_grantable,
               (select count(*) from aclexplode(acldefault(o.type, o.owner)) d where d.grantee = o.owner) as complete
          from (select 'pg_class'::regclass::oid as classid, r.oid as objid, 0 as sub, null::text as column_name,
                       case r.relkind when 'S' then 'SEQUENCE ' else 'TABLE ' end || r.name as target,
                       case r.relkind when 'S' then 's'::"char" else 'r'::"char" end as type,
                       c.relowner as owner,
                       coalesce(c.relacl, acldefault(case r.relkind when 'S' then 's'::"char" else 'r'::"char" end,
                                                     c.relowner)) as acl
                  from relation r join pg_class c on c.oid = r.oid
                 where r.relkind in ('r', 'v', 'S')
                union all
                select 'pg_class'::regclass::oid, r.oid, a.attnum::int, format('%I', a.attname),
                       'TABLE ' || r.name, 'c'::"char", c.relowner, a.attacl
                  from relation r join pg_class c on c.oid = r.oid
                  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
                 where r.relkind in ('r', 'v') and a.attacl is not null
                union all
                select 'pg_namespace'::regclass::oid, n.oid, 0, null, format('SCHEMA %I', n.nspname),
                       'n'::"char", s.nspowner, coalesce(s.nspacl, acldefault('n', s.nspowner))
                  from managed n join pg_namespace s on s.oid = n.oid
                union all
                select 'pg_type'::regclass::oid, t.oid, 0, null, format('TYPE %I.%I', n.nspname, t.typname),
                       'T'::"char", t.typowner, coalesce(t.typacl, acldefault('T', t.typowner))
                  from pg_type t join managed n on n.oid = t.typnamespace
                 where t.typtype = 'e'
                   and not exists (select from member m
                                    where m.classid = 'pg_type'::regclass and m.objid = t.oid)
                union all
                select 'pg_proc'::regclass::oid, p.oid, 0, null,
                       format('%s %I.%I(%s)', case p.prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end,
                              n.nspname, p.proname, oidvectortypes(p.proargtypes)),
                       'f'::"char", p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
                  from pg_proc p join managed n on n.oid = p.pronamespace
                 where p.prokind in ('f', 'p', 'w')
                   and not exists (select from member m
                                    where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
                   and not exists (select from pg_depend d
                                    where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                                      and d.deptype = 'i')) o,
               aclexplode(o.acl) x) e
 group by e.classid, e.objid, e.sub, e.target, e.column_name, e.grantee
