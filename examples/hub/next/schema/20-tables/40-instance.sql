-- Instances: one database each, owned by an account, perhaps on behalf of an organization.

-- pgbale: allow policies-overlap "public instances and one's own are two questions"
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
    description text,
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
COMMENT ON COLUMN public.instance.description IS 'One paragraph for the start page';
COMMENT ON CONSTRAINT instance_name_key ON public.instance IS 'No organization counts as one owner like any other';

CREATE INDEX instance_organization_id_idx ON public.instance (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX instance_storage_id_idx ON public.instance (storage_id);
CREATE INDEX instance_updated_at_idx ON public.instance (updated_at DESC);
CREATE INDEX instance_public_name_idx ON public.instance (lower(name) text_pattern_ops, created_at DESC)
    WHERE is_public;

CREATE TRIGGER instance_touch BEFORE UPDATE ON public.instance
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();
