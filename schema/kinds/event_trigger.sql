/* An event trigger whose function is managed. */
select 'pg_event_trigger'::regclass::oid as class, e.oid as object, 0 as sub,
       0::oid as pclass, 0::oid as pobject, 0 as psub,
       format('EVENT TRIGGER %I', e.evtname) as identity, format('%I', e.evtname) as name,
       null::text as slot, 0 as ordinal, null::text as needs,
       e.evtevent as event,
       (select string_agg(quote_literal(g.tag), ', ' order by g.tag collate "C") from unnest(e.evttags) g(tag)) as tags,
       format('%I.%I', n.nspname, p.proname) as function,
       case e.evtenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' when 'A' then 'ENABLE ALWAYS' end
         as enabled
  from pg_event_trigger e
  join own_event_trigger o on o.oid = e.oid
  join pg_proc p on p.oid = e.evtfoid
  join pg_namespace n on n.oid = p.pronamespace
