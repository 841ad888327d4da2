/*
 * A table that a publication names. Its filter is read by a query in text, because the column that holds
 * it is not there before PostgreSQL 15.
 */
select 'pg_publication_rel'::regclass::oid as class, l.oid as object, 0 as sub,
       'pg_publication'::regclass::oid as pclass, p.oid as pobject, 0 as psub,
       format('TABLE %s OF PUBLICATION %I', r.name, p.pubname) as identity, r.name,
       null::text as slot, 0 as ordinal, format('%s.%s.0', 'pg_class'::regclass::oid, r.oid) as needs,
       (select string_agg(format('%I', a.attname), ', ' order by a.attnum)
          from jsonb_array_elements_text(nullif(to_jsonb(l) -> 'prattrs', 'null')) k(number)
          join pg_attribute a on a.attrelid = r.oid and a.attnum = k.number::int) as columns,
       case when to_jsonb(l) ->> 'prqual' is not null
            then (select x.filter
                    from xmltable('/row' passing query_to_xml(format('select pg_get_expr(prqual, prrelid) as filter '
                                                                     'from pg_catalog.pg_publication_rel where oid = %s',
                                                                     l.oid), false, true, '')
                                  columns filter text path 'filter') x) end as filter
  from pg_publication p
  join own_publication o on o.oid = p.oid
  join pg_publication_rel l on l.prpubid = p.oid
  join relation r on r.oid = l.prrelid
