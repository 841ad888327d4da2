/* A table that a publication names. */
select 'pg_publication_rel'::regclass::oid as class, l.oid as object, 0 as sub,
       'pg_publication'::regclass::oid as pclass, p.oid as pobject, 0 as psub,
       format('TABLE %s OF PUBLICATION %I', r.name, p.pubname) as identity, r.name,
       null::text as slot, 0 as ordinal, format('%s.%s.0', 'pg_class'::regclass::oid, r.oid) as needs,
       (select string_agg(format('%I', a.attname), ', ' order by a.attnum)
          from jsonb_array_elements_text(nullif(to_jsonb(l) -> 'prattrs', 'null')) k(number)
          join pg_attribute a on a.attrelid = r.oid and a.attnum = k.number::int) as columns,
       (select pg_get_expr(prqual, b.prrelid) from (select l.*) b) as filter
  from (select null::pg_node_tree as prqual) before_15 /* where the column is not there, its name finds this one */
 cross join pg_publication p
  join own_publication o on o.oid = p.oid
  join pg_publication_rel l on l.prpubid = p.oid
  join relation r on r.oid = l.prrelid
