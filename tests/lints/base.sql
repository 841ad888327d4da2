-- What the examples of docs/rules stand on: a schema that requests reach, and who is asking.
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO anon, authenticated, app;
CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA auth TO anon, authenticated, app;
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT (auth.jwt() ->> 'sub')::uuid $$;
