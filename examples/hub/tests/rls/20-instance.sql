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

-- pgbale: as anon
-- pgbale: case Everybody sees public instances
-- pgbale: expect row atlas
SELECT name FROM public.instance;

-- pgbale: case Organizations are not public by default
-- pgbale: expect rows 0
SELECT slug FROM public.organization;

-- pgbale: case Nobody in particular has no instances
-- pgbale: expect refused
SELECT * FROM public.my_instances();

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000a"}
-- pgbale: case Owners see their organization
-- pgbale: expect row lab
SELECT slug FROM public.organization;

-- pgbale: case Owners delete what is not locked
-- pgbale: expect row atlas
DELETE FROM public.instance RETURNING name;

-- pgbale: case Owners see an overview
-- pgbale: expect rows 2
SELECT * FROM public.instance_overview;

-- pgbale: case Owners remove whom they want
-- pgbale: expect rows 3
DELETE FROM public.instance_collaborator;

-- pgbale: case Storage in use stays
-- pgbale: expect rows 0
DELETE FROM public.storage;

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000b"}
-- pgbale: case Admins edit their instance
-- pgbale: expect rows 1
UPDATE public.instance SET name = name || 'x';

-- pgbale: case Admins see who works with them
-- pgbale: expect rows 2
SELECT * FROM public.instance_collaborator;

-- pgbale: case Admins remove nobody
-- pgbale: expect rows 0
DELETE FROM public.instance_collaborator;

-- pgbale: case Admins add people
-- pgbale: expect rows 1
INSERT INTO public.instance_collaborator (instance_id, collaborator_id)
    VALUES ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000d');

-- pgbale: case but no other admins
-- pgbale: expect refused
INSERT INTO public.instance_collaborator (instance_id, collaborator_id, role)
    VALUES ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000d', 'admin');

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000c"}
-- pgbale: case Editors see their instances
-- pgbale: expect row atlas
-- pgbale: expect row cells
SELECT name FROM public.instance;

-- pgbale: case and do not change them
-- pgbale: expect rows 0
UPDATE public.instance SET name = name || 'x';

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000d"}
-- pgbale: case Strangers see public instances only
-- pgbale: expect row atlas
SELECT name FROM public.instance;

-- pgbale: case and nobody who works in them
-- pgbale: expect rows 0
SELECT * FROM public.instance_collaborator;

-- pgbale: case They do not make themselves owners
-- pgbale: expect refused
INSERT INTO public.organization_user (organization_id, user_id, role)
    VALUES ('10000000-0000-0000-0000-000000000001', auth.uid(), 'owner');

-- pgbale: case They found an organization of their own
-- pgbale: expect rows 1
INSERT INTO public.organization (slug, title, created_by) VALUES ('d', 'D', auth.uid())
    RETURNING id;

-- pgbale: case Storage that is not in use goes
-- pgbale: expect rows 1
DELETE FROM public.storage;

-- pgbale: case Nobody registers storage for others
-- pgbale: expect refused
INSERT INTO public.storage (root, type, created_by)
    VALUES ('/x', 'local', '00000000-0000-0000-0000-00000000000a');
