-- Row level security of examples/hub, asked as the API asks: SET ROLE and the claims of a token.
-- Needs first_rows.sql and all migrations. Changes nothing: all is rolled back.

BEGIN;

INSERT INTO hub.release (version, breaks_client, min_client) VALUES
    ('0.9.9', false, NULL), ('0.10.18', true, '0.44.0'), ('0.14.2', false, NULL);

-- The number of rows a statement touches or returns as this person in this role, or its SQLSTATE.
CREATE FUNCTION pg_temp.try(person text, api_role text, sql text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
    answer text;
BEGIN
    PERFORM set_config('request.jwt.claims', '', true);
    IF person <> '' THEN
        PERFORM set_config('request.jwt.claims',
            (SELECT jsonb_build_object('sub', u.id, 'email', u.email, 'role', api_role)::text
             FROM auth.users AS u WHERE u.email = person || '@example.org'), true);
    END IF;
    BEGIN
        EXECUTE format('SET LOCAL ROLE %I', api_role);
        EXECUTE sql;
        GET DIAGNOSTICS n = ROW_COUNT;
        answer := n::text;
        RAISE EXCEPTION USING ERRCODE = 'ZZ000';
    EXCEPTION
        WHEN SQLSTATE 'ZZ000' THEN NULL;
        WHEN OTHERS THEN answer := SQLSTATE;
    END;
    RETURN answer;
END
$$;

CREATE TEMPORARY TABLE asked (
    n integer GENERATED ALWAYS AS IDENTITY, person text, api_role text, expected text, sql text
);

INSERT INTO asked (person, api_role, expected, sql) VALUES
-- accounts
('',     'anon',          '4',     'SELECT handle FROM public.account'),
('',     'anon',          '42501', 'SELECT suspended_at FROM public.account'),
('',     'anon',          '42501', 'UPDATE public.account SET name = ''x'''),
('ben',  'authenticated', '1',     'UPDATE public.account SET name = ''x'''),
('ben',  'authenticated', '42501', 'UPDATE public.account SET suspended_at = NULL'),
('eve',  'authenticated', '1',     'INSERT INTO public.account (id, handle) SELECT auth.uid(), ''eve'''),
('',     'anon',          '42501', 'INSERT INTO public.account (id, handle) VALUES (gen_random_uuid(), ''eve'')'),
-- organizations
('',     'anon',          '0',     'SELECT slug FROM public.organization'),
('ada',  'authenticated', '1',     'SELECT * FROM public.organization'),
('dan',  'authenticated', '0',     'SELECT * FROM public.organization'),
('dan',  'authenticated', '42501', 'INSERT INTO public.organization_user (organization_id, user_id, role)
                                    VALUES (''10000000-0000-0000-0000-000000000001'', auth.uid(), ''owner'')'),
('dan',  'authenticated', '1',     'INSERT INTO public.organization (slug, title, created_by)
                                    VALUES (''d'', ''D'', auth.uid()) RETURNING id'),
-- instances
('',     'anon',          '1',     'SELECT id FROM public.instance'),
('dan',  'authenticated', '1',     'SELECT * FROM public.instance'),
('cleo', 'authenticated', '2',     'SELECT * FROM public.instance'),
('cleo', 'authenticated', '0',     'UPDATE public.instance SET name = name || ''x'''),
('ben',  'authenticated', '1',     'UPDATE public.instance SET name = name || ''x'''),
('ada',  'authenticated', '1',     'DELETE FROM public.instance'),
('ada',  'authenticated', '2',     'SELECT * FROM public.instance_overview'),
('cleo', 'authenticated', '2',     'SELECT * FROM public.my_instances()'),
('cleo', 'authenticated', '1',     'SELECT * FROM public.my_instances(true)'),
('',     'anon',          '42501', 'SELECT * FROM public.my_instances()'),
-- collaborators
('dan',  'authenticated', '0',     'SELECT * FROM public.instance_collaborator'),
('ben',  'authenticated', '2',     'SELECT * FROM public.instance_collaborator'),
('ben',  'authenticated', '0',     'DELETE FROM public.instance_collaborator'),
('ada',  'authenticated', '3',     'DELETE FROM public.instance_collaborator'),
('ben',  'authenticated', '1',     'UPDATE public.instance_collaborator SET role = ''viewer'''),
('ben',  'authenticated', '1',     'INSERT INTO public.instance_collaborator (instance_id, collaborator_id)
                                    SELECT ''30000000-0000-0000-0000-000000000001'', id
                                    FROM public.account WHERE handle = ''dan'''),
('ben',  'authenticated', '42501', 'INSERT INTO public.instance_collaborator (instance_id, collaborator_id, role)
                                    SELECT ''30000000-0000-0000-0000-000000000001'', id, ''admin''
                                    FROM public.account WHERE handle = ''dan'''),
-- storage
('ben',  'authenticated', '1',     'SELECT * FROM public.storage'),
('dan',  'authenticated', '1',     'DELETE FROM public.storage'),
('ada',  'authenticated', '0',     'DELETE FROM public.storage'),
('dan',  'authenticated', '42501', 'INSERT INTO public.storage (root, type, created_by)
                                    SELECT ''/x'', ''local'', id FROM public.account WHERE handle = ''ada'''),
-- hub
('',     'anon',          '42501', 'SELECT * FROM hub.cloud_run'),
('ben',  'authenticated', '1',     'SELECT * FROM hub.cloud_run'),
('ada',  'authenticated', '1',     'SELECT * FROM hub.open_run'),
('cleo', 'authenticated', '0',     'SELECT * FROM hub.cloud_run'),
('cleo', 'authenticated', '1',     'SELECT name FROM hub.db_user'),
('ben',  'authenticated', '2',     'SELECT name FROM hub.db_user'),
('ben',  'authenticated', '42501', 'SELECT secret FROM hub.db_user'),
('ada',  'authenticated', '42501', 'INSERT INTO hub.release (version, breaks_client) VALUES (''99.0.0'', false)'),
('ada',  'authenticated', '42501', 'INSERT INTO hub.audit_event (action, relation, subject)
                                    VALUES (''DELETE'', ''x'', ''{}'')'),
('',     'anon',          '1',     'SELECT 1 WHERE public.client_is_supported(''0.44.0'')'),
('',     'anon',          '0',     'SELECT 1 WHERE public.client_is_supported(''0.9.9'')'),
('',     'anon',          '0',     'SELECT 1 WHERE public.handle_is_free(''ADA'')'),
('',     'service_role',  '4',     'SELECT * FROM public.account WHERE suspended_at IS NULL'),
('',     'authenticator', '42501', 'SELECT * FROM public.account');

DO $$
DECLARE
    q record;
    got text;
BEGIN
    FOR q IN SELECT * FROM asked ORDER BY n LOOP
        got := pg_temp.try(q.person, q.api_role, q.sql);
        IF got IS DISTINCT FROM q.expected THEN
            RAISE EXCEPTION 'question %: % as %: expected %, got %: %',
                q.n, q.person, q.api_role, q.expected, got, q.sql;
        END IF;
    END LOOP;
END
$$;

ROLLBACK;
