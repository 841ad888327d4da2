-- Ada owns an organization and two instances, Ben and Cleo work in one of them, Dan is a stranger, Eve has no account yet.

INSERT INTO auth.users (id, email) VALUES
    ('00000000-0000-0000-0000-00000000000a', 'ada@example.org'),
    ('00000000-0000-0000-0000-00000000000b', 'ben@example.org'),
    ('00000000-0000-0000-0000-00000000000c', 'cleo@example.org'),
    ('00000000-0000-0000-0000-00000000000d', 'dan@example.org'),
    ('00000000-0000-0000-0000-00000000000e', 'eve@example.org');
INSERT INTO public.account (id, handle, name) VALUES
    ('00000000-0000-0000-0000-00000000000a', 'ada', 'Ada'),
    ('00000000-0000-0000-0000-00000000000b', 'ben', 'Ben'),
    ('00000000-0000-0000-0000-00000000000c', 'cleo', NULL),
    ('00000000-0000-0000-0000-00000000000d', 'dan', 'Dan');
INSERT INTO public.organization (id, slug, title, created_by) VALUES
    ('10000000-0000-0000-0000-000000000001', 'lab', 'The Lab', '00000000-0000-0000-0000-00000000000a');
INSERT INTO public.organization_user (organization_id, user_id, role) VALUES
    ('10000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'owner');
INSERT INTO public.storage (id, root, type, region, created_by) VALUES
    ('20000000-0000-0000-0000-000000000001', 's3://lab', 's3', 'eu-central-1', '00000000-0000-0000-0000-00000000000a'),
    ('20000000-0000-0000-0000-000000000002', '/data', 'local', NULL, '00000000-0000-0000-0000-00000000000d');
INSERT INTO public.instance (id, owner_id, organization_id, name, storage_id, is_public, is_locked) VALUES
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a',
     '10000000-0000-0000-0000-000000000001', 'cells', '20000000-0000-0000-0000-000000000001', false, true),
    ('30000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000a', NULL, 'atlas', NULL, true, false);
INSERT INTO public.instance_collaborator (instance_id, collaborator_id, role, added_by) VALUES
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000b', 'admin',
     '00000000-0000-0000-0000-00000000000a'),
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000c', 'editor', NULL),
    ('30000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000c', 'viewer', NULL);
INSERT INTO hub.cloud_run (started_by, image) VALUES ('00000000-0000-0000-0000-00000000000b', 'python:3');
INSERT INTO hub.cloud_run_instance (cloud_run_id, instance_id)
    SELECT id, '30000000-0000-0000-0000-000000000001' FROM hub.cloud_run;
INSERT INTO hub.db_user (instance_id, name, secret, valid_until) VALUES
    ('30000000-0000-0000-0000-000000000001', 'reader', '\x00', now() + interval '1 day'),
    ('30000000-0000-0000-0000-000000000001', 'old', '\x00', now() - interval '1 day');
INSERT INTO hub.release (version, breaks_client, min_client) VALUES
    ('0.9.9', false, NULL), ('0.10.18', true, '0.44.0'), ('0.14.2', false, NULL);

-- pgbale: as anon
-- pgbale: case The hub is closed to the public
-- pgbale: expect refused
SELECT * FROM hub.cloud_run;

-- pgbale: case A client asks whether it is supported
-- pgbale: expect row t | f
SELECT public.client_is_supported('0.44.0'), public.client_is_supported('0.9.9');

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000a"}
-- pgbale: case Owners see open runs in their instances
-- pgbale: expect rows 1
SELECT * FROM hub.open_run;

-- pgbale: case Only the service releases
-- pgbale: expect refused
INSERT INTO hub.release (version, breaks_client) VALUES ('99.0.0', false);

-- pgbale: case Only the service writes the audit trail
-- pgbale: expect refused
INSERT INTO hub.audit_event (action, relation, subject) VALUES ('DELETE', 'x', '{}');

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000b"}
-- pgbale: case People see their runs
-- pgbale: expect rows 1
SELECT * FROM hub.cloud_run;

-- pgbale: case Admins see all database users
-- pgbale: expect row old
-- pgbale: expect row reader
SELECT name FROM hub.db_user;

-- pgbale: case but no secret
-- pgbale: expect refused
SELECT secret FROM hub.db_user;

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000c"}
-- pgbale: case Members see users that still work
-- pgbale: expect row reader
SELECT name FROM hub.db_user;

-- pgbale: case and nobody else's runs
-- pgbale: expect rows 0
SELECT * FROM hub.cloud_run;
