/*
 * What one role may do with one object, or with one column of it. The owner appears as CURRENT_USER,
 * so that the state does not depend on who owns, and
 * comes after a change of owner, which takes what the owner is granted with it; a privilege list that is complete reads ALL.
 */
select o.classid as class, o.objid as object, o.sub, o.classid as pclass, o.objid as pobject, o.sub as psub,
       format('GRANT ON %s%s TO %s', case when o.column_name is null then '' else o.column_name || ' OF ' end,
              o.target, w.grantee) as identity,
       w.grantee as name, null::text as slot, 0 as ordinal,
       (select format('~%s.%s.-9', o.classid, o.objid) from owning y where y.oid = o.owner) as needs,
       o.target, o.column_name as "column", w.grantee,
       case when o.column_name is null and o.n = k.complete then 'ALL' else o.privileges end as privileges,
       case when o.column_name is null and o.n_grantable = k.complete then 'ALL' else o.grantable end as grantable
  from (with object as (
        select 'pg_class'::regclass::oid as classid, r.oid as objid, 0 as sub, null::text as column_name,
               case r.relkind when 'S' then 'SEQUENCE ' else 'TABLE ' end || r.name as target,
               case r.relkind when 'S' then 's'::"char" else 'r'::"char" end as type,
               c.relowner as owner,
               coalesce(c.relacl, acldefault(case r.relkind when 'S' then 's'::"char" else 'r'::"char" end,
                                             c.relowner)) as acl
          from relation r join pg_class c on c.oid = r.oid
         where r.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        union all
        select 'pg_class'::regclass::oid, r.oid, a.attnum::int, format('%I', a.attname),
               'TABLE ' || r.name, 'c'::"char", c.relowner, a.attacl
          /* Few columns have any: they are looked for first. */
          from (select a.attrelid, a.attnum, a.attname, a.attacl from pg_attribute a
                 where a.attacl is not null and a.attnum > 0 and not a.attisdropped offset 0) a
          join relation r on r.oid = a.attrelid
          join pg_class c on c.oid = r.oid
         where r.relkind in ('r', 'p', 'v', 'm', 'f')
        union all
        select 'pg_namespace'::regclass::oid, n.oid, 0, null, format('SCHEMA %I', n.nspname),
               'n'::"char", s.nspowner, coalesce(s.nspacl, acldefault('n', s.nspowner))
          from managed n join pg_namespace s on s.oid = n.oid
        union all
        select 'pg_type'::regclass::oid, y.oid, 0, null, 'TYPE ' || y.name,
               'T'::"char", t.typowner, coalesce(t.typacl, acldefault('T', t.typowner))
          from own_type y join pg_type t on t.oid = y.oid
        union all
        select 'pg_proc'::regclass::oid, p.oid, 0, null,
               format('%s %I.%I(%s)', case p.prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end,
                      n.nspname, p.proname, oidvectortypes(p.proargtypes)),
               'f'::"char", p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
          from pg_proc p join managed n on n.oid = p.pronamespace
         where p.prokind in ('f', 'p', 'w', 'a')
           and not exists (select from member m
                            where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
           and not exists (select from pg_depend d
                            where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                              and d.deptype = 'i')
        union all
        select 'pg_foreign_data_wrapper'::regclass::oid, w.oid, 0, null, format('FOREIGN DATA WRAPPER %I', w.fdwname),
               'F'::"char", w.fdwowner, coalesce(w.fdwacl, acldefault('F', w.fdwowner))
          from pg_foreign_data_wrapper w
         where not exists (select from member m where m.classid = 'pg_foreign_data_wrapper'::regclass and m.objid = w.oid)
        union all
        select 'pg_foreign_server'::regclass::oid, s.oid, 0, null, format('FOREIGN SERVER %I', s.srvname),
               'S'::"char", s.srvowner, coalesce(s.srvacl, acldefault('S', s.srvowner))
          from pg_foreign_server s
         where not exists (select from member m where m.classid = 'pg_foreign_server'::regclass and m.objid = s.oid))
        select o.*, g.grantee as grantee_oid, g.n, g.n_grantable, g.privileges, g.grantable
          from object o
          /* Many objects have the same list: it is taken apart once. */
          join (select l.acl, x.*
                  from (select distinct o.acl from object o) l
                 cross join lateral (select x.grantee, count(*) as n, count(*) filter (where x.is_grantable) as n_grantable,
                                            string_agg(x.privilege_type, ', ' order by x.privilege_type collate "C") as privileges,
                                            string_agg(x.privilege_type, ', ' order by x.privilege_type collate "C")
                                              filter (where x.is_grantable) as grantable
                                       from aclexplode(l.acl) x group by x.grantee) x) g on g.acl = o.acl) o
  join (select t.type, (select count(*) from aclexplode(acldefault(t.type, 10)) d where d.grantee = 10) as complete
          from (values ('r'::"char"), ('s'), ('c'), ('n'), ('T'), ('f'), ('F'), ('S')) t(type)
        offset 0 /* counted once for each kind, not for each object */) k on k.type = o.type
 cross join lateral (select case when o.grantee_oid = 0 then 'PUBLIC' when o.grantee_oid = o.owner then 'CURRENT_USER'
                                 else quote_ident(pg_get_userbyid(o.grantee_oid)) end as grantee) w
