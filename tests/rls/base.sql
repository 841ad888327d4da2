-- What every case of tests/rls/corpus starts from. Roles are the server's, so they are made once, before this.
-- All three tables have row security on and no policy: a case says what it needs.

CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA auth TO PUBLIC;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;

CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO anon, authenticated, staff, alice, bob, service, keeper;

CREATE TYPE app.kind AS ENUM ('draft', 'final', 'secret');
CREATE TABLE app.doc (
    id integer PRIMARY KEY,
    owner uuid,
    team integer,
    public boolean,
    status text,
    label varchar(20),
    amount integer,
    kind app.kind,
    locked boolean,
    deleted_at timestamptz
);
CREATE TABLE app.member (id integer PRIMARY KEY, team integer, person uuid, role text, permission text);
CREATE TABLE app.note (id integer PRIMARY KEY, doc integer, author uuid, words text);

GRANT SELECT, INSERT, UPDATE, DELETE ON app.doc, app.member, app.note TO authenticated;
GRANT SELECT ON app.doc TO anon;
GRANT ALL ON app.doc, app.member, app.note TO service;
ALTER TABLE app.doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.note ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION app.is_member(who uuid, which integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM app.member AS m WHERE m.person = who AND m.team = which)
$$;
CREATE FUNCTION app.is_admin(who uuid, which integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN app.is_member(who, which) AND EXISTS (
        SELECT FROM app.member AS m WHERE m.person = who AND m.team = which AND m.permission = 'admin');
END
$$;
CREATE FUNCTION app.in_team(which integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM app.member AS m WHERE m.person = auth.uid() AND m.team = which)
$$;
REVOKE ALL ON FUNCTION app.is_member(uuid, integer), app.is_admin(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.is_member(uuid, integer), app.is_admin(uuid, integer) TO anon, authenticated;
