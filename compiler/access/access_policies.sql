/*
 * Policies, by relation and name. The digest of an expression's tree does not change when what it refers to is
 * renamed. "plain": no function in it is volatile, returns a set or aggregates, so that equal texts have equal values.
 */
select p.oid, p.polrelid, quote_ident(p.polname), p.polpermissive, p.polcmd,
       (select string_agg(u.oid::text, ' ' order by u.oid) from unnest(p.polroles) u(oid)),
       pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid),
       md5(regexp_replace(p.polqual::text, ' :location -?\d+', '', 'g')),
       md5(regexp_replace(p.polwithcheck::text, ' :location -?\d+', '', 'g')),
       not t.tree ~ ':funcretset true|AGGREF|WINDOWFUNC|NEXTVALUEEXPR'
       and not exists (select from regexp_matches(t.tree, ':(?:funcid|opfuncid) ([1-9]\d*)', 'g') m(found)
                         join pg_proc f on f.oid = m.found[1]::oid where f.provolatile = 'v'),
       p.polname
  from pg_policy p
 cross join lateral (select concat(p.polqual::text, p.polwithcheck::text)) t(tree)
 order by p.polrelid, p.polname collate "C"
