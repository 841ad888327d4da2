/* A row security policy, also of ours on a table of others. */
select 'pg_policy'::regclass::oid as class, p.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('POLICY %I ON %s', p.polname, r.name) as identity, format('%I', p.polname) as name,
       null::text as slot, 0 as ordinal, null::text as needs,
       case when p.polpermissive then 'PERMISSIVE' else 'RESTRICTIVE' end as mode,
       case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE'
                     when 'd' then 'DELETE' else 'ALL' end as command,
       case when p.polroles = '{0}' then 'PUBLIC'
            else (select string_agg(g.name, ', ' order by g.name collate "C")
                    from (select case u.oid when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(u.oid)) end
                            from unnest(p.polroles) u(oid)) g(name)) end as roles,
       pg_get_expr(p.polqual, p.polrelid) as "using",
       pg_get_expr(p.polwithcheck, p.polrelid) as "check"
  from (select r.oid, r.name, true as ours, null::name as schema, null::name as relation from relation r
        union all
        select h.oid, h.name, false, h.schema, h.relation from host h) r
  join pg_policy p on p.polrelid = r.oid
 where r.ours
    or (r.schema, r.relation, p.polname) in (select g.schema, g.relation, g.name from guest g where g.kind = 'policy')
