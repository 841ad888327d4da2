/* A comment on a managed object. An extension has one from its control file: `otherwise` what it reads without us. */
select d.classoid as class, d.objoid as object, d.objsubid as sub,
       d.classoid as pclass, d.objoid as pobject, d.objsubid as psub,
       'COMMENT ON ' || w.target as identity, w.target as name, null::text as slot, 0 as ordinal,
       null::text as needs, quote_literal(d.description) as text,
       case when d.classoid = 'pg_extension'::regclass then quote_literal(x.comment) end as otherwise
  /* Nearly all comments are about what PostgreSQL brings; what we manage of that is few. */
  from (select * from pg_description d
         where d.objoid >= 16384 or d.classoid in ('pg_namespace'::regclass, 'pg_extension'::regclass)) d
 cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
 cross join lateral (select case when i.type like '% column' then 'COLUMN'
                                 when i.type = 'table constraint' then 'CONSTRAINT'
                                 when i.type = 'aggregate' then 'ROUTINE'
                                 when i.type = 'statistics object' then 'STATISTICS'
                                 else upper(replace(i.type, '-', ' ')) end || ' ' || i.identity) n(target)
 cross join lateral (select coalesce((select format('CONSTRAINT %I ON DOMAIN %s', c.conname, y.name)
                                        from pg_constraint c join own_type y on y.oid = c.contypid
                                       where d.classoid = 'pg_constraint'::regclass and c.oid = d.objoid),
                                     n.target)) w(target)
  left join pg_extension e on d.classoid = 'pg_extension'::regclass and e.oid = d.objoid
  left join pg_available_extensions() x on x.name = e.extname
 where case d.classoid
         when 'pg_class'::regclass then exists (select from relation r where r.oid = d.objoid)
         when 'pg_namespace'::regclass then exists (select from managed n where n.oid = d.objoid)
         when 'pg_constraint'::regclass then exists (select from pg_constraint c join relation r on r.oid = c.conrelid
                                                      where c.oid = d.objoid)
                                            or exists (select from pg_constraint c join own_type y on y.oid = c.contypid
                                                        where c.oid = d.objoid)
         when 'pg_trigger'::regclass then exists (select from pg_trigger t join relation r on r.oid = t.tgrelid
                                                   where t.oid = d.objoid)
         when 'pg_policy'::regclass then exists (select from pg_policy p join relation r on r.oid = p.polrelid
                                                  where p.oid = d.objoid)
         when 'pg_type'::regclass then exists (select from own_type y where y.oid = d.objoid)
         when 'pg_proc'::regclass then exists (select from pg_proc p join managed n on n.oid = p.pronamespace
                                                where p.oid = d.objoid and p.prokind in ('f', 'p', 'w', 'a'))
         when 'pg_extension'::regclass then e.extname in (select y.extname from managed_extension y)
                                            and d.description is distinct from x.comment
         when 'pg_rewrite'::regclass then exists (select from pg_rewrite w join relation r on r.oid = w.ev_class
                                                   where w.oid = d.objoid and w.rulename <> '_RETURN')
         when 'pg_cast'::regclass then d.objoid in (select o.oid from own_cast o)
         when 'pg_event_trigger'::regclass then d.objoid in (select o.oid from own_event_trigger o)
         when 'pg_publication'::regclass then d.objoid in (select o.oid from own_publication o)
         when 'pg_foreign_data_wrapper'::regclass then d.objoid >= 16384
         when 'pg_foreign_server'::regclass then d.objoid >= 16384
         else d.classoid in ('pg_collation'::regclass, 'pg_conversion'::regclass, 'pg_operator'::regclass,
                             'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_statistic_ext'::regclass,
                             'pg_ts_config'::regclass, 'pg_ts_dict'::regclass, 'pg_ts_parser'::regclass,
                             'pg_ts_template'::regclass)
              and i.schema in (select quote_ident(n.nspname) from managed n) end
   and not exists (select from member m where m.classid = d.classoid and m.objid = d.objoid)
