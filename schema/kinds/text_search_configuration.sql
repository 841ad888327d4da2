/* A text search configuration. A mapping reads "word WITH dictionary, dictionary", one per line. */
select 'pg_ts_config'::regclass::oid as class, c.oid as object, 0 as sub,
       'pg_namespace'::regclass::oid as pclass, n.oid as pobject, 0 as psub,
       'TEXT SEARCH CONFIGURATION ' || w.name as identity, w.name, 'TEXT SEARCH CONFIGURATION ' || w.name as slot,
       0 as ordinal, null::text as needs,
       (select format('%I.%I', x.nspname, p.prsname)
          from pg_ts_parser p join pg_namespace x on x.oid = p.prsnamespace where p.oid = c.cfgparser) as parser,
       (select string_agg(m.mapping, E'\n' order by m.mapping collate "C")
          from (select format('%I WITH %s', t.alias, string_agg(format('%I.%I', x.nspname, d.dictname), ', ' order by k.mapseqno))
                  from pg_ts_config_map k
                  join ts_token_type(c.cfgparser) t on t.tokid = k.maptokentype
                  join pg_ts_dict d on d.oid = k.mapdict
                  join pg_namespace x on x.oid = d.dictnamespace
                 where k.mapcfg = c.oid
                 group by t.alias) m(mapping)) as mappings
  from pg_ts_config c
  join managed n on n.oid = c.cfgnamespace
 cross join lateral (select format('%I.%I', n.nspname, c.cfgname)) w(name)
 where not exists (select from member m where m.classid = 'pg_ts_config'::regclass and m.objid = c.oid)
