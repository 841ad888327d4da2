/*
 * The relations that are there, or, with their numbers in $1, how they are now: the locks that this session holds,
 * their files and how often they were read as a whole. '{}' asks for all but PostgreSQL's own.
 */
select w.oid, case when c.oid is not null then pg_catalog.format('%I.%I', n.nspname, c.relname) end as name,
       coalesce(c.relkind in ('r', 'm', 'p'), false) as rows,
       coalesce(pg_catalog.pg_relation_filenode(w.oid)::pg_catalog.text, '') as file,
       coalesce(pg_catalog.pg_stat_get_xact_numscans(w.oid), 0) as scans,
       (select coalesce(pg_catalog.string_agg(l.mode, ' '), '')
          from pg_catalog.pg_locks l
         where l.locktype = 'relation' and l.relation = w.oid and l.pid = pg_catalog.pg_backend_pid() and l.granted
           and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
       ) as locks
  from (select pg_catalog.unnest($1::pg_catalog.oid[]) as oid
        union all
        select c.oid
          from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         where $1 = '{}' and c.relkind = any ('{r,p,v,m,S,f,i,I,c}') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       ) w
  left join pg_catalog.pg_class c on c.oid = w.oid
  left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 order by 1
