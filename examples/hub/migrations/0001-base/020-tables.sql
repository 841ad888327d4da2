-- One account per person who can sign in.

CREATE TABLE public.account (
    id uuid NOT NULL,
    handle text COLLATE "C" NOT NULL,
    name text,
    avatar_url text,
    website text,
    suspended_at timestamptz,
    search_text text GENERATED ALWAYS AS (lower(handle || ' ' || coalesce(name, ''))) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_pkey PRIMARY KEY (id),
    CONSTRAINT account_id_fkey FOREIGN KEY (id) REFERENCES auth.users (id) ON DELETE CASCADE,
    CONSTRAINT account_handle_key UNIQUE (handle),
    CONSTRAINT account_handle_check CHECK (handle ~ '^[a-z][a-z0-9-]{1,38}$')
);
COMMENT ON TABLE public.account IS 'A person known to the hub';
COMMENT ON COLUMN public.account.handle IS 'Short public name, part of addresses';
COMMENT ON COLUMN public.account.suspended_at IS 'Since when the account may only read';
COMMENT ON CONSTRAINT account_handle_check ON public.account IS 'A handle is also a path and a DNS label';

CREATE INDEX account_search_text_idx ON public.account USING gin (search_text extensions.gin_trgm_ops);
CREATE INDEX account_suspended_at_idx ON public.account (suspended_at) WHERE suspended_at IS NOT NULL;

CREATE TRIGGER account_touch BEFORE UPDATE ON public.account
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();

-- Organizations, the users in them, and the invitations that bring users in.

CREATE TABLE public.organization (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    slug text COLLATE "C" NOT NULL,
    title varchar(120) NOT NULL,
    billing_email text,
    is_public boolean NOT NULL DEFAULT false,
    seats integer NOT NULL DEFAULT 5,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organization_pkey PRIMARY KEY (id),
    CONSTRAINT organization_slug_key UNIQUE (slug),
    CONSTRAINT organization_seats_check CHECK (seats BETWEEN 1 AND 1000),
    CONSTRAINT organization_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account (id)
        ON UPDATE CASCADE ON DELETE SET NULL
);
COMMENT ON TABLE public.organization IS 'A group of users that owns instances together';
COMMENT ON COLUMN public.organization.seats IS 'How many users the plan pays for';

CREATE INDEX organization_created_by_idx ON public.organization (created_by);

CREATE TRIGGER organization_touch BEFORE UPDATE ON public.organization
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();

CREATE TABLE public.organization_user (
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role public.organization_role NOT NULL DEFAULT 'member',
    joined_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organization_user_pkey PRIMARY KEY (organization_id, user_id),
    CONSTRAINT organization_user_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES public.organization (id) ON DELETE CASCADE,
    CONSTRAINT organization_user_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
);
COMMENT ON TABLE public.organization_user IS 'Who is in which organization, and as what';

CREATE INDEX organization_user_user_id_idx ON public.organization_user (user_id) INCLUDE (role);

CREATE TABLE public.invitation (
    id bigint GENERATED ALWAYS AS IDENTITY,
    organization_id uuid NOT NULL,
    email text NOT NULL,
    token_hash bytea NOT NULL,
    role public.organization_role NOT NULL DEFAULT 'member',
    invited_by uuid,
    expires_at timestamptz NOT NULL DEFAULT (now() + interval '14 days'),
    accepted_at timestamptz,
    CONSTRAINT invitation_pkey PRIMARY KEY (id),
    CONSTRAINT invitation_token_hash_key UNIQUE (token_hash),
    CONSTRAINT invitation_token_hash_check CHECK (octet_length(token_hash) = 32),
    CONSTRAINT invitation_accepted_at_check CHECK (accepted_at IS NULL OR accepted_at <= expires_at),
    CONSTRAINT invitation_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES public.organization (id) ON DELETE CASCADE,
    CONSTRAINT invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES public.account (id) ON DELETE SET NULL
);
COMMENT ON COLUMN public.invitation.token_hash IS 'SHA-256 of the token in the mail; the token itself is not kept';

CREATE UNIQUE INDEX invitation_open_key ON public.invitation (organization_id, lower(email))
    WHERE accepted_at IS NULL;
COMMENT ON INDEX public.invitation_open_key IS 'One open invitation per address and organization';
CREATE INDEX invitation_email_idx ON public.invitation (lower(email));

-- Where instances keep their files.

CREATE TABLE public.storage (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    root text NOT NULL,
    type public.storage_type NOT NULL,
    region text,
    description text,
    account_id uuid NOT NULL,
    is_cloud boolean GENERATED ALWAYS AS (type <> 'local') STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT storage_pkey PRIMARY KEY (id),
    CONSTRAINT storage_root_key UNIQUE NULLS NOT DISTINCT (root, region),
    CONSTRAINT storage_region_check CHECK (region IS NULL OR type <> 'local'),
    CONSTRAINT storage_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account (id) ON DELETE RESTRICT
);
COMMENT ON TABLE public.storage IS 'A bucket or folder that instances write to';

CREATE INDEX storage_account_id_idx ON public.storage (account_id);

CREATE TRIGGER storage_touch BEFORE UPDATE ON public.storage
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();

-- Instances: one database each, owned by an account, perhaps on behalf of an organization.

CREATE TABLE public.instance (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    owner_id uuid NOT NULL,
    organization_id uuid,
    name text NOT NULL,
    engine public.database_engine NOT NULL DEFAULT 'postgresql',
    storage_id uuid,
    modules text[] NOT NULL DEFAULT '{}',
    client_version text,
    is_public boolean NOT NULL DEFAULT false,
    is_locked boolean NOT NULL DEFAULT false,
    settings jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT instance_pkey PRIMARY KEY (id),
    CONSTRAINT instance_name_key UNIQUE NULLS NOT DISTINCT (owner_id, organization_id, name),
    CONSTRAINT instance_name_check CHECK (length(name) BETWEEN 1 AND 64 AND name !~ '/'),
    CONSTRAINT instance_settings_check CHECK (jsonb_typeof(settings) = 'object'),
    CONSTRAINT instance_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.account (id) ON DELETE RESTRICT,
    CONSTRAINT instance_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES public.organization (id) ON DELETE RESTRICT,
    CONSTRAINT instance_storage_id_fkey FOREIGN KEY (storage_id) REFERENCES public.storage (id) ON DELETE SET NULL
);
ALTER TABLE public.instance REPLICA IDENTITY FULL;
COMMENT ON TABLE public.instance IS 'A database that the hub knows how to reach';
COMMENT ON COLUMN public.instance.is_locked IS 'A locked instance cannot be deleted, not even by its owner';
COMMENT ON CONSTRAINT instance_name_key ON public.instance IS 'No organization counts as one owner like any other';

CREATE INDEX instance_organization_id_idx ON public.instance (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX instance_storage_id_idx ON public.instance (storage_id);

CREATE TRIGGER instance_touch BEFORE UPDATE ON public.instance
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();

-- Who works in whose instance.

CREATE TABLE public.instance_member (
    instance_id uuid NOT NULL,
    member_id uuid NOT NULL,
    permission text NOT NULL DEFAULT 'read',
    added_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT instance_member_pkey PRIMARY KEY (instance_id, member_id),
    CONSTRAINT instance_member_permission_check CHECK (permission IN ('read', 'write', 'admin')),
    CONSTRAINT instance_member_instance_id_fkey FOREIGN KEY (instance_id)
        REFERENCES public.instance (id) ON DELETE CASCADE,
    CONSTRAINT instance_member_member_id_fkey FOREIGN KEY (member_id)
        REFERENCES public.account (id) ON DELETE CASCADE,
    CONSTRAINT instance_member_added_by_fkey FOREIGN KEY (added_by)
        REFERENCES public.account (id) ON DELETE SET NULL
);
COMMENT ON TABLE public.instance_member IS 'Accounts that may use an instance which they do not own';

CREATE INDEX instance_member_member_id_idx ON public.instance_member (member_id);
CREATE INDEX instance_member_admin_idx ON public.instance_member (instance_id) WHERE permission = 'admin';

-- Database users that the service made, and the runs that use them.

CREATE TABLE hub.db_user (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000 INCREMENT BY 10),
    instance_id uuid NOT NULL,
    name text NOT NULL,
    secret bytea NOT NULL,
    valid_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT db_user_pkey PRIMARY KEY (id),
    CONSTRAINT db_user_name_key UNIQUE (instance_id, name),
    CONSTRAINT db_user_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES public.instance (id) ON DELETE CASCADE
);
COMMENT ON TABLE hub.db_user IS 'A login of an instance''s database';
COMMENT ON COLUMN hub.db_user.secret IS 'Encrypted with the service key; no API role reads it';

CREATE TRIGGER db_user_touch BEFORE UPDATE ON hub.db_user
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();

CREATE TABLE hub.cloud_run (
    id bigint GENERATED BY DEFAULT AS IDENTITY,
    number bigint NOT NULL DEFAULT nextval('hub.cloud_run_number_seq'),
    started_by uuid NOT NULL,
    status hub.run_status NOT NULL DEFAULT 'queued',
    image text NOT NULL,
    time_limit interval NOT NULL DEFAULT '01:00:00',
    cost numeric(10, 4) NOT NULL DEFAULT 0,
    finished_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cloud_run_pkey PRIMARY KEY (id),
    CONSTRAINT cloud_run_number_key UNIQUE (number),
    CONSTRAINT cloud_run_cost_check CHECK (cost >= 0),
    CONSTRAINT cloud_run_finished_at_check CHECK (finished_at >= created_at),
    CONSTRAINT cloud_run_started_by_fkey FOREIGN KEY (started_by) REFERENCES public.account (id)
) WITH (fillfactor = 80);
COMMENT ON TABLE hub.cloud_run IS 'One job on rented machines';

CREATE INDEX cloud_run_started_by_idx ON hub.cloud_run (started_by, created_at DESC);
CREATE INDEX cloud_run_open_idx ON hub.cloud_run (created_at) WHERE finished_at IS NULL;

CREATE TRIGGER cloud_run_touch BEFORE UPDATE OF status, cost, finished_at ON hub.cloud_run
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();
COMMENT ON TRIGGER cloud_run_touch ON hub.cloud_run IS 'A new time limit is not news about the run';

CREATE TABLE hub.cloud_run_instance (
    cloud_run_id bigint NOT NULL,
    instance_id uuid NOT NULL,
    mounted_as text NOT NULL DEFAULT '/data',
    CONSTRAINT cloud_run_instance_pkey PRIMARY KEY (cloud_run_id, instance_id),
    CONSTRAINT cloud_run_instance_cloud_run_id_fkey FOREIGN KEY (cloud_run_id)
        REFERENCES hub.cloud_run (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT cloud_run_instance_instance_id_fkey FOREIGN KEY (instance_id)
        REFERENCES public.instance (id) ON DELETE CASCADE
);
COMMENT ON TABLE hub.cloud_run_instance IS 'Which instances a run reads and writes';

CREATE INDEX cloud_run_instance_instance_id_idx ON hub.cloud_run_instance (instance_id);

-- Which version of the hub is deployed, and which clients still work with it.

CREATE TABLE hub.release (
    version text NOT NULL,
    major integer GENERATED ALWAYS AS (split_part(version, '.', 1)::integer) STORED,
    minor integer GENERATED ALWAYS AS (split_part(version, '.', 2)::integer) STORED,
    patch integer GENERATED ALWAYS AS (split_part(version, '.', 3)::integer) STORED,
    breaks_client boolean NOT NULL,
    min_client text,
    released_by uuid,
    released_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT release_pkey PRIMARY KEY (version),
    CONSTRAINT release_version_check CHECK (version ~ '^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$'),
    CONSTRAINT release_min_client_check CHECK (min_client ~ '^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$'),
    CONSTRAINT release_breaks_client_check CHECK (NOT breaks_client OR min_client IS NOT NULL),
    CONSTRAINT release_released_by_fkey FOREIGN KEY (released_by) REFERENCES auth.users (id) ON DELETE SET NULL
);
COMMENT ON TABLE hub.release IS 'Deployed versions of the hub';
COMMENT ON COLUMN hub.release.min_client IS 'Oldest client that still works, once a release breaks older ones';

CREATE UNIQUE INDEX release_order_key ON hub.release (major DESC, minor DESC, patch DESC);
COMMENT ON INDEX hub.release_order_key IS 'Versions sort as numbers: 0.9 comes before 0.14';
