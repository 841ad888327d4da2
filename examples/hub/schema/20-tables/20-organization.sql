-- Organizations, the users in them, and the invitations that bring users in.

-- pgbale: allow policies-overlap "one is for whoever looks, one for members; each reads as a sentence"
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

-- pgbale: allow policies-overlap "those who invite and those who are invited are two questions"
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
