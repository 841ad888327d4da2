/* A trigger of a partitioned table that is switched in one partition otherwise than in the table above it. */
select 'pg_trigger'::regclass::oid as class, t.oid as object, 0 as sub,
       'pg_class'::regclass::oid as pclass, r.oid as pobject, 0 as psub,
       format('STATE OF TRIGGER %I ON %s', t.tgname, r.name) as identity, format('%I', t.tgname) as name,
       null::text as slot, 0 as ordinal,
       (select string_agg(format('%s.%s.0', 'pg_trigger'::regclass::oid, q.oid), ' ')
          from pg_partition_ancestors(r.oid) a join pg_trigger q on q.tgrelid = a.relid and q.tgname = t.tgname
         where q.oid <> t.oid)
       || coalesce((select string_agg(format(' ~%s.%s.%s', 'pg_inherits'::regclass::oid, i.inhrelid, i.inhseqno), '')
                      from pg_inherits i where i.inhrelid = r.oid), '') as needs,
       w.words as state, v.words as otherwise
  from relation r
  join pg_trigger t on t.tgrelid = r.oid and t.tgparentid <> 0
  join pg_trigger p on p.oid = t.tgparentid and p.tgenabled <> t.tgenabled and p.tgname = t.tgname
  join (values ('O'::"char", 'ENABLE'), ('D', 'DISABLE'), ('R', 'ENABLE REPLICA'), ('A', 'ENABLE ALWAYS')) w(code, words)
    on w.code = t.tgenabled
  join (values ('O'::"char", 'ENABLE'), ('D', 'DISABLE'), ('R', 'ENABLE REPLICA'), ('A', 'ENABLE ALWAYS')) v(code, words)
    on v.code = p.tgenabled
 where r.relispartition
