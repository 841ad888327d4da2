/* The identity of a column: its kind and its sequence. */
select 'pg_class'::regclass::oid as class, q.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, a.attnum::int as psub,
       format('IDENTITY OF %s.%I', r.name, a.attname) as identity, format('%I', a.attname) as name,
       q.name as slot, 0 as ordinal, null::text as needs,
       case a.attidentity when 'a' then 'ALWAYS' else 'BY DEFAULT' end as generation,
       q.name as sequence,
       nullif(s.seqincrement, 1)::text as increment,
       case when s.seqmin <> case when s.seqincrement > 0 then 1
                                  when s.seqtypid = 'smallint'::regtype then -32768
                                  when s.seqtypid = 'integer'::regtype then -2147483648
                                  else -9223372036854775808 end then s.seqmin::text end as minimum,
       case when s.seqmax <> case when s.seqincrement < 0 then -1
                                  when s.seqtypid = 'smallint'::regtype then 32767
                                  when s.seqtypid = 'integer'::regtype then 2147483647
                                  else 9223372036854775807 end then s.seqmax::text end as maximum,
       case when s.seqstart <> case when s.seqincrement > 0 then s.seqmin else s.seqmax end
            then s.seqstart::text end as start,
       nullif(s.seqcache, 1)::text as cache,
       case when s.seqcycle then 'CYCLE' end as cycle
  /* From the sequences to the columns: a table has many dependents that are none. */
  from (select s.*, d.refobjid, d.refobjsubid
          from pg_sequence s
          join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.objsubid = 0
                          and d.refclassid = 'pg_class'::regclass and d.deptype = 'i' offset 0) s
  join relation q on q.oid = s.seqrelid
  join relation r on r.oid = s.refobjid
  join pg_attribute a on a.attrelid = s.refobjid and a.attnum = s.refobjsubid and a.attidentity <> ''
 where r.relkind in ('r', 'p')
