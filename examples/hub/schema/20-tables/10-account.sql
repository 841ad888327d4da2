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
