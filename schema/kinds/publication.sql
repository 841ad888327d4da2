/* A publication. Its tables and schemas are objects of their own. */
select 'pg_publication'::regclass::oid as class, p.oid as object, 0 as sub,
       0::oid as pclass, 0::oid as pobject, 0 as psub,
       format('PUBLICATION %I', p.pubname) as identity, format('%I', p.pubname) as name,
       format('PUBLICATION %I', p.pubname) as slot, 0 as ordinal, null::text as needs,
       case when p.puballtables then 'FOR ALL TABLES' end as scope,
       case when not (p.pubinsert and p.pubupdate and p.pubdelete and p.pubtruncate)
            then quote_literal(concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
                                         case when p.pubdelete then 'delete' end,
                                         case when p.pubtruncate then 'truncate' end)) end as publish,
       case when p.pubviaroot then 'true' end as via_root,
       nullif(to_jsonb(p) ->> 'pubgencols', 'n') as generated_columns
  from pg_publication p
  join own_publication o on o.oid = p.oid
