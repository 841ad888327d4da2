/* A constraint of a table: check, unique, primary key, foreign key, exclusion. */
select 'pg_constraint'::regclass::oid as class, c.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('CONSTRAINT %I ON %s', c.conname, r.name) as identity, format('%I', c.conname) as name,
       case when c.conindid <> 0 and c.contype <> 'f' then format('%s.%I', r.schema, c.conname) end as slot,
       case c.contype when 'p' then 1 when 'u' then 2 when 'x' then 3 when 'c' then 4 else 5 end as ordinal,
       concat_ws(' ', case when c.conparentid <> 0
            then (select format('%s%s.%s.0 @%s.%s.%s', case when c.contype = 'f' and k.conname = c.conname then '?' else '!' end,
                                'pg_constraint'::regclass::oid, c.conparentid, 'pg_inherits'::regclass::oid, i.inhrelid, i.inhseqno)
                    from pg_inherits i, pg_constraint k where i.inhrelid = r.oid and k.oid = c.conparentid)
            when c.contype = 'c' and c.coninhcount > 0 and (r.relispartition or not c.conislocal)
            then (select format('^%s.%s.0 @%s.%s.%s', 'pg_constraint'::regclass::oid, k.oid,
                                'pg_inherits'::regclass::oid, i.inhrelid, i.inhseqno)
                    from pg_inherits i
                    join pg_constraint k on k.conrelid = i.inhparent and k.conname = c.conname and k.contype = 'c'
                   where i.inhrelid = r.oid order by i.inhseqno limit 1) end,
            /* Those of the partitions first, so that they have the names that they shall have. */
            case when c.contype = 'f' and r.relkind = 'p'
            then (select string_agg(format('~%s.%s.0', 'pg_constraint'::regclass::oid, k.oid), ' ')
                    from pg_constraint k where k.conparentid = c.oid and k.conrelid <> c.conrelid) end,
            /*
             * The index that a foreign key leads to is valid when all its partitions are attached. A partition that
             * leads to its own table has its foreign key before it is attached.
             */
            case when c.contype = 'f' and (c.conparentid = 0 or pg_partition_root(c.conrelid) <> pg_partition_root(c.confrelid))
                      and exists (select from pg_class x where x.oid = c.conindid and x.relkind = 'I')
            then (select string_agg(format('~%s.%s.1', 'pg_inherits'::regclass::oid, x.relid::oid), ' ')
                    from pg_partition_tree(c.conindid) x where x.relid <> c.conindid) end) as needs,
       case c.contype when 'p' then 'PRIMARY KEY' when 'u' then 'UNIQUE' when 'x' then 'EXCLUDE'
                      when 'c' then 'CHECK' when 'f' then 'FOREIGN KEY' end as type,
       left(t.whole, -length(t.tail)) as definition,
       case when c.condeferred then 'DEFERRABLE INITIALLY DEFERRED' when c.condeferrable then 'DEFERRABLE' end
         as deferrable,
       case when not c.convalidated then 'NOT VALID' end as validity,
       /* The definition of an exclusion constraint has them. */
       case when c.contype in ('p', 'u')
            then (select (select string_agg(o.item, ', ' order by o.item collate "C") from unnest(i.reloptions) o(item))
                    from pg_class i where i.oid = c.conindid and i.reloptions is not null) end as options,
       case when c.contype <> 'f'
            then (select format('%I', s.spcname) from pg_class i join pg_tablespace s on s.oid = i.reltablespace
                   where i.oid = c.conindid) end as tablespace
  from relation r
  join pg_constraint c on c.conrelid = r.oid
 cross join lateral (select pg_get_constraintdef(c.oid) || ' ' as whole,
                            case when c.condeferrable then ' DEFERRABLE' else '' end ||
                            case when c.condeferred then ' INITIALLY DEFERRED' else '' end ||
                            case when c.convalidated then '' else ' NOT VALID' end || ' ' as tail) t
 where r.relkind in ('r', 'p', 'f') and c.contype in ('p', 'u', 'x', 'c', 'f')
   /* Not those that stand for a foreign key at each partition that it leads to. */
   and (c.conparentid = 0
        or exists (select from pg_constraint k where k.oid = c.conparentid and k.conrelid <> c.conrelid))
