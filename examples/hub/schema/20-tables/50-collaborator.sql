-- Who works in whose instance.

CREATE TABLE public.instance_collaborator (
    instance_id uuid NOT NULL,
    collaborator_id uuid NOT NULL,
    added_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    role public.collaborator_role NOT NULL DEFAULT 'viewer',
    CONSTRAINT instance_collaborator_pkey PRIMARY KEY (instance_id, collaborator_id),
    CONSTRAINT instance_collaborator_instance_id_fkey FOREIGN KEY (instance_id)
        REFERENCES public.instance (id) ON DELETE CASCADE,
    CONSTRAINT instance_collaborator_collaborator_id_fkey FOREIGN KEY (collaborator_id)
        REFERENCES public.account (id) ON DELETE CASCADE,
    CONSTRAINT instance_collaborator_added_by_fkey FOREIGN KEY (added_by)
        REFERENCES public.account (id) ON DELETE SET NULL
);
COMMENT ON TABLE public.instance_collaborator IS 'Accounts that may use an instance which they do not own';

CREATE INDEX instance_collaborator_collaborator_id_idx ON public.instance_collaborator (collaborator_id);
CREATE INDEX instance_collaborator_admin_idx ON public.instance_collaborator (instance_id) WHERE role = 'admin';
