-- Rows as they stood after the first migration of examples/hub, for its data steps to move.
-- ada owns an organization and two instances, ben and cleo work in one of them, dan is a stranger.

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

INSERT INTO public.storage (id, root, type, region, account_id) VALUES
    ('20000000-0000-0000-0000-000000000001', 's3://lab', 's3', 'eu-central-1', '00000000-0000-0000-0000-00000000000a'),
    ('20000000-0000-0000-0000-000000000002', '/data', 'local', NULL, '00000000-0000-0000-0000-00000000000d');

INSERT INTO public.instance (id, owner_id, organization_id, name, storage_id, is_public, is_locked) VALUES
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a',
     '10000000-0000-0000-0000-000000000001', 'cells', '20000000-0000-0000-0000-000000000001', false, true),
    ('30000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000a', NULL, 'atlas', NULL, true, false);

INSERT INTO public.instance_member (instance_id, member_id, permission, added_by) VALUES
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000b', 'admin',
     '00000000-0000-0000-0000-00000000000a'),
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000c', 'write', NULL),
    ('30000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000c', 'read', NULL);

INSERT INTO hub.cloud_run (started_by, image) VALUES ('00000000-0000-0000-0000-00000000000b', 'python:3');
INSERT INTO hub.cloud_run_instance (cloud_run_id, instance_id)
    SELECT id, '30000000-0000-0000-0000-000000000001' FROM hub.cloud_run;
INSERT INTO hub.db_user (instance_id, name, secret, valid_until) VALUES
    ('30000000-0000-0000-0000-000000000001', 'reader', '\x00', now() + interval '1 day'),
    ('30000000-0000-0000-0000-000000000001', 'old', '\x00', now() - interval '1 day');
