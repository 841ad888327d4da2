/* A sequence of its own, also one owned by a column (serial); not the sequence of an identity column. */
select 'pg_class'::regclass::oid as class, r.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, r.relnamespace as pobject, 0 as psub,
       'SEQUENCE ' || r.name as identity, r.name, r.name as slot, 0 as ordinal, null::text as needs,
       case r.relpersistence when 'u' then 'UNLOGGED' end as persistence,
       nullif(format_type(s.seqtypid, null), 'bigint') as data_type,
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
  from relation r
  join pg_sequence s on s.seqrelid = r.oid
 where not exists (select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'i')
