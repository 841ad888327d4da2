/* The columns of the relations in $1 that hold values, and their types. */
select a.attrelid, a.attnum, pg_catalog.quote_ident(a.attname) as name,
       pg_catalog.format_type(a.atttypid, a.atttypmod) as type
  from pg_catalog.unnest($1::pg_catalog.oid[]) as w (oid)
  join pg_catalog.pg_class c on c.oid = w.oid and c.relkind = 'r'
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
 order by a.attrelid, a.attnum
