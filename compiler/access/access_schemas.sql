/* Schemas that are not PostgreSQL's own and not the ledger's, by oid. */
select n.oid, quote_ident(n.nspname), n.nspname, n.nspowner
  from pg_namespace n
 where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgbale')
 order by n.oid
