-- Extensions that a project on Supabase may declare and that a scratch server seldom has. What is used of them is in
-- supabase.sql, which also runs in psql; these are stubs, which only pgbale makes.

-- pgbale: stub
CREATE EXTENSION pg_cron WITH SCHEMA extensions;
-- pgbale: stub
CREATE EXTENSION pg_graphql WITH SCHEMA graphql;
-- pgbale: stub
CREATE EXTENSION pg_net WITH SCHEMA extensions;
-- pgbale: stub
CREATE EXTENSION pgjwt WITH SCHEMA extensions;
-- pgbale: stub
CREATE EXTENSION pgmq WITH SCHEMA pgmq;
-- pgbale: stub
CREATE EXTENSION pgsodium WITH SCHEMA pgsodium;
-- pgbale: stub
CREATE EXTENSION supabase_vault WITH SCHEMA vault;
