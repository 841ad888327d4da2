-- Where instances keep their files.

CREATE TABLE public.storage (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    root text NOT NULL,
    type public.storage_type NOT NULL,
    region text,
    description text,
    created_by uuid NOT NULL,
    is_cloud boolean GENERATED ALWAYS AS (type <> 'local') STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    uid text NOT NULL DEFAULT substr(replace(gen_random_uuid()::text, '-', ''), 1, 12),
    CONSTRAINT storage_pkey PRIMARY KEY (id),
    CONSTRAINT storage_uid_key UNIQUE (uid),
    CONSTRAINT storage_root_key UNIQUE NULLS NOT DISTINCT (root, region),
    CONSTRAINT storage_region_check CHECK (region IS NULL OR type <> 'local'),
    CONSTRAINT storage_uid_check CHECK (uid ~ '^[0-9a-z]{12}$'),
    CONSTRAINT storage_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account (id) ON DELETE RESTRICT
);
COMMENT ON TABLE public.storage IS 'A bucket or folder that instances write to';
COMMENT ON COLUMN public.storage.uid IS 'Short name that clients write into their file records';

CREATE INDEX storage_created_by_idx ON public.storage (created_by);

CREATE TRIGGER storage_touch BEFORE UPDATE ON public.storage
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();
