-- Every collaborator keeps what they could do.

-- pgbale: expect-rows 0..
UPDATE public.instance_collaborator
SET role = CASE permission
        WHEN 'admin' THEN 'admin'
        WHEN 'write' THEN 'editor'
        ELSE 'viewer'
    END::public.collaborator_role
WHERE role IS NULL;

ALTER TABLE public.instance_collaborator ALTER COLUMN role SET DEFAULT 'viewer';
ALTER TABLE public.instance_collaborator ALTER COLUMN role SET NOT NULL;
