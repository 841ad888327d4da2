/*
 * How the rows of another relation hang on those of schema $1, table $2: the one that a request names as $3, with
 * the hint $4 or ''. $5, $6 and $7 are the names that the relation, the other one and a table between them have in
 * the query. One row per foreign key, or pair of them, that the words fit.
 */
with fk as (
    select c.conname, c.conrelid, c.confrelid, c.conkey, c.confkey,
           exists (select from pg_catalog.pg_index i
                    where i.indrelid = c.conrelid and i.indisunique and i.indpred is null
                      and i.indnkeyatts = cardinality(c.conkey)
                      and i.indkey::pg_catalog.int2[] @> c.conkey and i.indkey::pg_catalog.int2[] <@ c.conkey) as alone,
           (select pg_catalog.array_agg(a.attname::pg_catalog.text)
              from pg_catalog.pg_attribute a
             where a.attrelid = c.conrelid and a.attnum = any (c.conkey)) as columns
      from pg_catalog.pg_constraint c
     where c.contype = 'f' and c.conparentid = 0
), here as (
    select c.oid
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relname = $2
), link as (
    select 'one' as kind, f.confrelid as target, f.conname, f.columns, array[f.conname::pg_catalog.text] as hints,
           null::pg_catalog.oid as middle, f.conkey as here_keys, f.confkey as there_keys, null::pg_catalog.int2[] as in_keys,
           null::pg_catalog.int2[] as out_keys, true as outward
      from fk f join here h on h.oid = f.conrelid
    union all
    select case when f.alone then 'one' else 'many' end, f.conrelid, f.conname, f.columns, array[f.conname::pg_catalog.text],
           null, f.confkey, f.conkey, null, null, false
      from fk f join here h on h.oid = f.confrelid
    union all
    select 'many', t.confrelid, null::pg_catalog.name, null::pg_catalog.text[], array[m.relname, f.conname, t.conname]::pg_catalog.text[],
           m.oid, f.confkey, t.confkey, f.conkey, t.conkey, false
      from fk f join here h on h.oid = f.confrelid
      join fk t on t.conrelid = f.conrelid and t.conname <> f.conname
      join pg_catalog.pg_class m on m.oid = f.conrelid
      join pg_catalog.pg_constraint k on k.conrelid = m.oid and k.contype = 'p'
                                     and k.conkey @> f.conkey and k.conkey @> t.conkey
), pairs as (
    select l.*, n.nspname, c.relname
      from link l
      join pg_catalog.pg_class c on c.oid = l.target
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1
       and (c.relname = $3 or l.conname = $3 or (l.outward and l.columns = array[$3]::pg_catalog.text[]))
       and ($4 = '' or $4 = any (l.hints) or l.columns = array[$4]::pg_catalog.text[])
)
select p.kind, pg_catalog.format('%I.%I', p.nspname, p.relname) as target, p.relname,
       (select pg_catalog.string_agg(pg_catalog.format('%I.%I = %I.%I', case when p.middle is null then $6::pg_catalog.text else $7::pg_catalog.text end, y.attname,
                                                       $5::pg_catalog.text, x.attname), ' and ' order by k.n)
          from rows from (pg_catalog.unnest(p.here_keys), pg_catalog.unnest(coalesce(p.in_keys, p.there_keys)))
               with ordinality as k (x, y, n)
          join pg_catalog.pg_attribute x on x.attnum = k.x and x.attrelid = (select oid from here)
          join pg_catalog.pg_attribute y on y.attnum = k.y and y.attrelid = coalesce(p.middle, p.target)) as here,
       (select pg_catalog.string_agg(pg_catalog.format('%I.%I = %I.%I', $7::pg_catalog.text, x.attname, $6::pg_catalog.text, y.attname), ' and ' order by k.n)
          from rows from (pg_catalog.unnest(p.out_keys), pg_catalog.unnest(p.there_keys)) with ordinality as k (x, y, n)
          join pg_catalog.pg_attribute x on x.attnum = k.x and x.attrelid = p.middle
          join pg_catalog.pg_attribute y on y.attnum = k.y and y.attrelid = p.target
         where p.middle is not null) as there,
       (select pg_catalog.format('%I.%I', n.nspname, c.relname)
          from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         where c.oid = p.middle) as middle
  from pairs p
 order by p.kind, p.relname, p.conname
