/* What policies (p), views (r) and routines with a parsed body (f) refer to: relations (r) and routines (f). */
select distinct t.class, t.oid, case m.found[1] when 'relid' then 'r' else 'f' end, m.found[2]::oid
  from (select 'p' as class, p.oid, concat(p.polqual::text, p.polwithcheck::text) as tree from pg_policy p
        union all
        select 'r', w.ev_class, w.ev_action::text
          from pg_rewrite w where w.rulename = '_RETURN' and w.oid >= 16384
        union all
        /* Since PostgreSQL 14. */
        select 'f', f.oid, to_jsonb(f) ->> 'prosqlbody' from pg_proc f where f.oid >= 16384) t
 cross join lateral regexp_matches(t.tree, ':(relid|funcid|opfuncid|aggfnoid|winfnoid) ([1-9]\d*)', 'g') m(found)
 where m.found[2]::oid >= 16384
 order by 1, 2, 3, 4
