/* A table from which another inherits; not a partition. */
select 'pg_inherits'::regclass::oid as class, r.oid as object, i.inhseqno as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('INHERITANCE OF %s FROM %I.%I', r.name, n.nspname, p.relname) as identity,
       format('%I.%I', n.nspname, p.relname) as name, null::text as slot, i.inhseqno as ordinal,
       concat_ws(' ', format('%s.%s.0', 'pg_class'::regclass::oid, i.inhparent),
         (select string_agg(format('~%s.%s.%s', 'pg_class'::regclass::oid, a.attrelid, a.attnum), ' ')
            from pg_attribute a where a.attrelid in (i.inhparent, r.oid) and a.attnum > 0 and not a.attisdropped),
         (select string_agg(format('~%s.%s.0', 'pg_constraint'::regclass::oid, k.oid), ' ')
            from pg_constraint k where k.conrelid in (i.inhparent, r.oid) and k.contype = 'c')) as needs,
       format('%I.%I', n.nspname, p.relname) as parent
  from relation r
  join pg_inherits i on i.inhrelid = r.oid
  join pg_class p on p.oid = i.inhparent
  join pg_namespace n on n.oid = p.relnamespace
 where not r.relispartition and r.relkind in ('r', 'f')
