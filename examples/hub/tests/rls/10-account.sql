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

-- pgbale: as anon
-- pgbale: case Everybody sees handles
-- pgbale: expect row ada
-- pgbale: expect row ben
-- pgbale: expect row cleo
-- pgbale: expect row dan
SELECT handle FROM public.account;

-- pgbale: case but not who is suspended
-- pgbale: expect refused
SELECT suspended_at FROM public.account;

-- pgbale: case Nobody without a login changes an account
-- pgbale: expect refused
UPDATE public.account SET name = 'x';

-- pgbale: case or registers one
-- pgbale: expect refused
INSERT INTO public.account (id, handle) VALUES ('00000000-0000-0000-0000-00000000000e', 'eve');

-- pgbale: case A handle that is taken is not free, whatever its case
-- pgbale: expect row f
SELECT public.handle_is_free('ADA');

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000b"}
-- pgbale: case People change their own account only
-- pgbale: expect rows 1
UPDATE public.account SET name = 'x';

-- pgbale: case and do not lift their suspension
-- pgbale: expect refused
UPDATE public.account SET suspended_at = NULL;

-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000e"}
-- pgbale: case Who is signed in registers an account
-- pgbale: expect rows 1
INSERT INTO public.account (id, handle) SELECT auth.uid(), 'eve';

-- pgbale: as authenticator
-- pgbale: case The login of the API may do nothing by itself
-- pgbale: expect refused
SELECT handle FROM public.account;

-- pgbale: as service_role
-- pgbale: case The service sees all of it
-- pgbale: expect rows 4
SELECT * FROM public.account WHERE suspended_at IS NULL;
