-- Projects: what an organization works on.

CREATE TABLE public.project (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    organization_id uuid NOT NULL,
    name text NOT NULL,
    goal text,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT project_pkey PRIMARY KEY (id),
    CONSTRAINT project_name_key UNIQUE (organization_id, name),
    CONSTRAINT project_name_check CHECK (length(name) BETWEEN 1 AND 80),
    CONSTRAINT project_organization_id_fkey FOREIGN KEY (organization_id)
        REFERENCES public.organization (id) ON DELETE CASCADE,
    CONSTRAINT project_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account (id) ON DELETE SET NULL
);
COMMENT ON TABLE public.project IS 'What an organization works on';

CREATE INDEX project_created_by_idx ON public.project (created_by);

CREATE TRIGGER project_touch BEFORE UPDATE ON public.project
    FOR EACH ROW EXECUTE FUNCTION hub.touch_updated_at();
